//! The pages of holidays with sample data. It must not reach a running product.

use super::{ShowPage, filled, form_page, remove_page};
use crate::kernel::{FormState, ListQuery};
use crate::sample::Easel;
use jiff::civil::{Date, date};
use lantoa_app::holiday::{DayKind, Holiday, Lacking, OffDay, Proposal, View, Word};
use lantoa_domain::id::{HolidayId, Id, UnitId};

pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = ListQuery::new(super::HOME, &[("nam", "2026")]);
    easel.show("holiday/show", &ShowPage::new(&visit, query.clone(), view()));
    let none =
        View { rows: vec![], may_manage: false, incomplete: vec![], lacking: vec![], proposals: vec![], ..view() };
    easel.show("holiday/show-read", &ShowPage::new(&visit, query, none));
    easel.show("holiday/new", &form_page(&visit, None, &FormState::empty()));
    let row = tet();
    easel.show("holiday/remove", &remove_page(&visit, &row));
    easel.show("holiday/change", &form_page(&visit, Some(row.id), &filled(row)));
}

fn day(id: i64, kind: DayKind, name: &str, (from, to): (Date, Date)) -> Holiday {
    Holiday {
        id: HolidayId::from_raw(id),
        root: UnitId::from_raw(1),
        kind: Word(kind),
        name: name.to_owned(),
        from,
        to,
        act: "Thông báo 12/TB-BNV".to_owned(),
        version: 1,
    }
}

fn tet() -> Holiday {
    day(1, DayKind::Off, "Tết Nguyên đán", (date(2026, 2, 16), date(2026, 2, 20)))
}

fn view() -> View {
    let swapped = day(2, DayKind::Working, "Làm bù cho 27/4", (date(2026, 5, 9), date(2026, 5, 9)));
    View {
        year: 2026,
        rows: vec![tet(), swapped],
        years: vec![2025, 2026, 2027],
        incomplete: vec![2026, 2027],
        lacking: vec![Lacking::HungVuong, Lacking::National],
        proposals: vec![Proposal { what: Lacking::HungVuong, from: date(2026, 4, 26), to: date(2026, 4, 26) }],
        rule: OffDay::Later,
        may_manage: true,
    }
}
