//! The register of what happened with sample data. It must not reach a running product.

use super::{ShowPage, withdraw_page};
use crate::kernel::FormState;
use crate::sample::Easel;
use jiff::civil::date;
use lantoa_app::happening::{Awaited, Happening, Proposal, Register};
use lantoa_domain::id::{Id, UnitId};

pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("happening/show", &ShowPage::new(&visit, "ct_1", register(), FormState::empty()));
    let none = Register { rows: vec![], proposals: vec![], may_record: false, ..register() };
    easel.show("happening/show-read", &ShowPage::new(&visit, "ct_1", none, FormState::empty()));
    easel.show("happening/withdraw", &withdraw_page(&visit, "ct_1", &register().rows[0]));
}

fn register() -> Register {
    let words = "ngày có quyết định công nhận".to_owned();
    Register {
        programme_title: "Giai đoạn 2026 - 2030".to_owned(),
        awaited: vec![Awaited {
            words: words.clone(), follows: vec!["Lập kế hoạch bồi dưỡng".to_owned()], times: 1
        }],
        rows: vec![Happening {
            event: "ngay co quyet dinh cong nhan".to_owned(),
            on: date(2026, 10, 5),
            unit: UnitId::from_raw(1),
            unit_name: "UBND phường Đông Hải".to_owned(),
            words: words.clone(),
            note: "41/QĐ-UBND".to_owned(),
            entered_by: "Nguyễn Thị Thanh Hà".to_owned(),
        }],
        proposals: vec![Proposal {
            words, on: date(2026, 11, 2), note: "52/QĐ-UBND – Công nhận đợt 2".to_owned()
        }],
        units: vec![(UnitId::from_raw(2), "Phòng Nội vụ".to_owned())],
        root: UnitId::from_raw(1),
        may_record: true,
        today: date(2026, 11, 21),
    }
}
