//! The pages of acts given to many with sample data. It must not reach a running product.

use super::{AskPage, ResultPage};
use crate::kernel::FormState;
use crate::sample::Easel;
use lantoa_app::bulk::{Choices, Chosen, Deed, Given, ItemShown, Need, Outcome, Preview, Shown, UNDO, Undo, Why};
use lantoa_domain::id::{BulkRunId, Id, PersonId};
use lantoa_domain::policy::As;

pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let mark = BulkRunId::from_raw(9);
    let back = "/nhiem-vu?xem=tat-ca";
    let ask = |deed, form: &FormState| AskPage::new(&visit, deed, preview(), mark, back, form);
    easel.show("bulk/ask", &ask(Deed::TaskAssign, &FormState::empty()));
    easel.show("bulk/ask-screen", &ask(Deed::DossierScreen, &FormState::empty()));
    let mut wrong = FormState::empty();
    let _ = wrong.text(super::say::field(Deed::TaskExempt, Need::Reason));
    easel.show("bulk/ask-wrong", &ask(Deed::TaskExempt, &wrong));
    let now = visit.state().now();
    let until = now.checked_add(UNDO).unwrap_or(now);
    easel.show("bulk/result", &ResultPage::new(&visit, shown(now, Undo::Until(until, 2))));
    easel.show("bulk/result-over", &ResultPage::new(&visit, shown(now, Undo::Over)));
    let undone = Shown { undoes: Some(mark), ..shown(now, Undo::Never) };
    easel.show("bulk/result-undo", &ResultPage::new(&visit, undone));
}

fn preview() -> Preview {
    let thing = |id: &str, label: &str| (Chosen { thing: id.to_owned(), version: 1 }, label.to_owned());
    Preview {
        things: vec![
            thing("nv_1", "Gửi danh sách gương người tốt, việc tốt – Trạm Y tế phường (20/11/2026)"),
            thing("nv_2", "Gửi danh sách gương người tốt, việc tốt – Trường THCS Đông Hải (20/11/2026)"),
        ],
        choices: Choices { people: vec![(PersonId::from_raw(1), "Võ Thị Cúc".to_owned())], units: Vec::new() },
    }
}

fn shown(at: jiff::Timestamp, undo: Undo) -> Shown {
    let item = |n: i64, label: &str, outcome, why| ItemShown {
        thing: format!("nv_{n}"),
        label: label.to_owned(),
        outcome,
        why,
    };
    let why = Why { code: "not-allowed".to_owned(), needs: vec![As::UnitHead, As::StandingBody], ..Why::default() };
    Shown {
        id: BulkRunId::from_raw(9),
        deed: Deed::TaskAssign,
        given: Given { words: "Lấy số liệu ba tháng gần nhất.".to_owned(), ..Given::default() },
        person: "Võ Thị Cúc".to_owned(),
        back: "/nhiem-vu?xem=tat-ca".to_owned(),
        at,
        undoes: None,
        items: vec![
            item(1, "Gửi danh sách tháng 10 – Trạm Y tế phường", Outcome::Done, Why::default()),
            item(2, "Gửi danh sách tháng 11 – Trạm Y tế phường", Outcome::Done, Why::default()),
            item(3, "Gửi danh sách tháng 11 – Trường THCS Đông Hải", Outcome::Refused, why),
        ],
        undo,
    }
}
