//! The register of obstacles with sample data. It must not reach a running product.

use super::{ANSWER, AnswerPage, ShowPage, WHAT, withdraw_page};
use crate::kernel::FormState;
use crate::sample::Easel;
use jiff::civil::date;
use lantoa_app::obstacle::{Register, Shown, Standing};
use lantoa_domain::id::{Id, ObstacleId, UnitId};
use lantoa_domain::plan::Key;

pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("obstacle/show", &ShowPage::new(&visit, "ct_1", register(), FormState::empty()));
    let none = Register { rows: vec![], units: vec![], may_answer: false, may_amend: false, ..register() };
    easel.show("obstacle/show-none", &ShowPage::new(&visit, "ct_1", none, FormState::empty()));
    let open = register().rows.remove(0);
    easel.show("obstacle/answer", &AnswerPage::new(&visit, "ct_1", open.clone(), FormState::empty()));
    let mut wrong = FormState::empty();
    let _ = (wrong.choice(WHAT, |_| None::<()>), wrong.text(ANSWER));
    easel.show("obstacle/answer-wrong", &AnswerPage::new(&visit, "ct_1", open.clone(), wrong));
    easel.show("obstacle/withdraw", &withdraw_page(&visit, "ct_1", &open));
}

fn register() -> Register {
    let row = |n: i64, unit: &str, words: &str, standing, answer: Option<&str>| Shown {
        id: ObstacleId::from_raw(n),
        unit: unit.to_owned(),
        movement: if n == 2 { "Dạy tốt, học tốt".to_owned() } else { String::new() },
        words: words.to_owned(),
        raised: ("Đặng Phương Dung".to_owned(), date(2026, 10, 12)),
        standing,
        answer: answer.map(|words| (words.to_owned(), "Nguyễn Thị Thanh Hà".to_owned(), date(2026, 10, 15))),
        may_withdraw: standing == Standing::Open,
        version: 1,
    };
    Register {
        programme_title: "Giai đoạn 2026 - 2030".to_owned(),
        rows: vec![
            row(
                1,
                "Trạm Y tế phường",
                "Hạn ngày 20 trùng kỳ báo cáo y tế, đơn vị chỉ có hai người.",
                Standing::Open,
                None,
            ),
            row(
                2,
                "Trường THCS Đông Hải",
                "Chỉ tiêu 3 điển hình mỗi năm quá cao với trường có 14 giáo viên.",
                Standing::ToAmend,
                Some("Sẽ giảm chỉ tiêu cho đơn vị dưới 20 người trong kế hoạch sửa đổi."),
            ),
            row(3, "Công an phường", "Ai ký giấy xác nhận?", Standing::Answered, Some("Trưởng Công an phường ký.")),
            row(4, "Đoàn phường", "Thiếu mẫu đăng ký.", Standing::Amended, Some("Mẫu đã có trong kế hoạch sửa đổi.")),
        ],
        units: vec![(UnitId::from_raw(2), "Trạm Y tế phường".to_owned())],
        movements: "day-tot".parse::<Key>().map(|key| vec![(key, "Dạy tốt, học tốt".to_owned())]).unwrap_or_default(),
        may_answer: true,
        may_amend: true,
    }
}
