//! The pages of the table with sample data. It must not reach a running product.

use super::HeatPage;
use crate::kernel::ListQuery;
use crate::sample::Easel;
use jiff::civil::date;
use lantoa_app::heat::{After, Cell, Column, Heat, Of, Row, Totals};
use lantoa_domain::id::{Id, TaskId, UnitId};
use lantoa_domain::plan::{Debtor, Obligation, ObligationForm};
use lantoa_domain::task::Mark;
use lantoa_domain::time::{Deadline, Due, Edge, When};

pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let of = Of::Obligation("gui-danh-sach".parse().expect("invariant: a key"));
    let query = ListQuery::new("/nhiem-vu/bang/ct_1/gui-danh-sach", &[]);
    easel.show("heat/obligation", &HeatPage::new(&visit, &query, "ct_1", &of, &heat()));
    let none = Heat { rows: vec![], columns: vec![], obligation: None, rule: None, next: None, ..heat() };
    easel.show("heat/obligation-none", &HeatPage::new(&visit, &query, "ct_1", &of, &none));
    let query = ListQuery::new("/lich/ban-do/ct_1", &[("nam", "2026"), ("xep", "ten")]);
    easel.show("heat/year", &HeatPage::new(&visit, &query, "ct_1", &Of::Year(2026), &heat()));
}

fn obligation() -> Obligation {
    Obligation {
        key: "gui-danh-sach".parse().expect("invariant: a key"),
        what: "Gửi danh sách gương người tốt, việc tốt".to_owned(),
        who: Debtor::EveryUnit,
        form: ObligationForm::List,
        deadline: Deadline { due: Due::Month { day: 20 }, edge: Edge::AtLatest, from: None, until: None },
        to: vec![],
        source: None,
    }
}

fn heat() -> Heat {
    let one = obligation();
    let column = |month: i8| Column {
        obligation: one.key.clone(),
        what: one.what.clone(),
        period: When::Month(2026, month),
        due_day: date(2026, month, 20),
        totals: Totals::default(),
    };
    let cell = |unit: i64, month: i8, mark| Cell {
        id: TaskId::from_raw(unit * 100 + i64::from(month)),
        unit: UnitId::from_raw(unit),
        obligation: one.key.clone(),
        period: When::Month(2026, month),
        last_day: date(2026, month, 20),
        due_day: date(2026, month, if mark == Mark::Extended { 27 } else { 20 }),
        extended_to: (mark == Mark::Extended).then(|| date(2026, month, 27)),
        met: None,
        met_on: (mark == Mark::Late).then(|| date(2026, month, 22)),
        why: if mark == Mark::Extended {
            "Đơn vị đang luân chuyển cán bộ".to_owned()
        } else {
            String::new()
        },
    };
    let row = |unit: i64, name: &str, first: usize| Row {
        unit: UnitId::from_raw(unit),
        name: name.to_owned(),
        cells: (1..=12_i8)
            .map(|month| {
                let place = usize::try_from(month).unwrap_or_default();
                let mark = Mark::ALL[(place + first) % Mark::ALL.len()];
                (place > first).then(|| (cell(unit, month, mark), mark))
            })
            .collect(),
        totals: Totals::default(),
    };
    Heat {
        programme_title: "Giai đoạn 2026 - 2030".to_owned(),
        rule: one.deadline.rule((2026, 2030)),
        years: (2026, 2030),
        columns: (1..=12).map(column).collect(),
        rows: vec![row(1, "Phòng Nội vụ", 0), row(2, "Trường THCS Đông Hải", 3)],
        next: Some(After { behind: 3, folded: "truong thcs dong hai".to_owned(), unit: UnitId::from_raw(2) }),
        totals: Totals::default(),
        today: date(2026, 11, 21),
        obligation: Some(one),
    }
}
