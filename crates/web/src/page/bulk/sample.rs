//! The pages of acts given to many with sample data. It must not reach a running product.

use super::{AskPage, Asked, ResultPage};
use crate::kernel::FormState;
use crate::sample::Easel;
use lantoa_app::bulk::{
    Choices, Chosen, Deed, Fits, Given, ItemShown, Need, Outcome, Preview, Seen, Shown, UNDO, Undo, Why,
};
use lantoa_domain::id::{BulkRunId, Id, PersonId};
use lantoa_domain::policy::As;

pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let mark = BulkRunId::from_raw(9);
    let back = "/nhiem-vu?xem=tat-ca";
    let with = |deed, fits, given, form: &FormState| {
        AskPage::new(&visit, &Asked { deed, mark, back, given }, preview(fits), form)
    };
    let ask = |deed, fits, form: &FormState| with(deed, fits, Given::default(), form);
    easel.show("bulk/ask", &ask(Deed::TaskAssign, Fits::Open, &FormState::empty()));
    easel.show("bulk/ask-screen", &ask(Deed::DossierScreen, Fits::Yes, &FormState::empty()));
    let late = Why { code: "wrong-step".to_owned(), ..Why::default() };
    easel.show("bulk/ask-some", &ask(Deed::DossierScreen, Fits::No(late), &FormState::empty()));
    let elsewhere = Why { code: "not-allowed".to_owned(), needs: vec![As::UnitHead], ..Why::default() };
    let given = Given { person: Some(PersonId::from_raw(1)), ..Given::default() };
    easel.show("bulk/ask-tried", &with(Deed::TaskAssign, Fits::No(elsewhere), given, &FormState::empty()));
    let mut wrong = FormState::empty();
    let _ = wrong.text(super::say::field(Deed::TaskExempt, Need::Reason));
    easel.show("bulk/ask-wrong", &ask(Deed::TaskExempt, Fits::Yes, &wrong));
    let now = visit.state().now();
    let until = now.checked_add(UNDO).unwrap_or(now);
    easel.show("bulk/result", &ResultPage::new(&visit, shown(now, Undo::Until(until, 2))));
    easel.show("bulk/result-over", &ResultPage::new(&visit, shown(now, Undo::Over)));
    let undone = Shown { undoes: Some(mark), ..shown(now, Undo::Never) };
    easel.show("bulk/result-undo", &ResultPage::new(&visit, undone));
}

fn preview(other: Fits) -> Preview {
    let thing = |id: &str, label: &str, fits| Seen {
        one: Chosen { thing: id.to_owned(), version: 1 },
        label: label.to_owned(),
        fits,
    };
    let first = if other == Fits::Open { Fits::Open } else { Fits::Yes };
    Preview {
        things: vec![
            thing("nv_1", "Gửi danh sách gương người tốt, việc tốt – Trạm Y tế phường (20/11/2026)", first),
            thing("nv_2", "Gửi danh sách gương người tốt, việc tốt – Trường THCS Đông Hải (20/11/2026)", other),
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
