//! Suggestions as samples show them. Everything invented.

use jiff::civil::date;
use lantoa_app::suggestion::{List, Receipt, Row, Sender, Source, SuggestionState, View};
use lantoa_domain::{alike::Likeness, fostering::About, id::Id, subject::SubjectKind};

use super::{BoxPage, NAME, ReceiptPage, TRAPPED, office};
use crate::{
    kernel::{FormState, ListQuery},
    sample::Easel,
};
use lantoa_i18n::word;

fn row(n: i64, name: &str, source: Source, state: SuggestionState) -> Row {
    Row {
        id: Id::from_raw(n),
        subject_name: name.to_owned(),
        place: "Tổ dân phố 3, chợ Đông Hải".to_owned(),
        deed: "Nhặt được ví có 15 triệu đồng, tìm người mất để trả lại; ba năm liền dọn rác ở bờ kênh mỗi sáng."
            .to_owned(),
        source,
        source_note: if source == Source::Press {
            "Báo Khánh Hòa, ngày 03/11/2026".to_owned()
        } else {
            String::new()
        },
        state,
        received_on: date(2026, 11, 3),
        decided_on: (!state.is_open()).then(|| date(2026, 11, 9)),
        prospect: (state == SuggestionState::TakenUp).then(|| Id::from_raw(7)),
        version: 1,
    }
}

fn list() -> List {
    List {
        rows: vec![
            row(4, "Chị Lý bán rau", Source::Citizen, SuggestionState::Received),
            row(3, "Tổ tự quản hẻm 12", Source::Staff, SuggestionState::LookedAt),
            row(2, "Ông Trần Văn Ba", Source::Press, SuggestionState::TakenUp),
            row(1, "Quán cơm hai nghìn", Source::Other, SuggestionState::Declined),
        ],
        next: Some(Id::from_raw(1)),
        open: 2,
    }
}

fn view(state: SuggestionState) -> View {
    let alike = lantoa_app::prospect::alike::Alike {
        about: About::Prospect(Id::from_raw(7)),
        name: "Nguyễn Thị Lý".to_owned(),
        kind: SubjectKind::Individual,
        unit: "Khu dân cư Đông Hải".to_owned(),
        on: date(2025, 6, 1),
        likeness: Likeness::Near,
    };
    View {
        row: row(4, "Chị Lý bán rau", Source::Citizen, state),
        happened: "Sáng thứ Hai tuần trước".to_owned(),
        code: "K7Q29XWM0110".to_owned(),
        why: if state == SuggestionState::Declined {
            "Đã có hồ sơ của đơn vị khác.".to_owned()
        } else {
            String::new()
        },
        sender: state.is_open().then(|| Sender {
            person: None,
            name: "Lê Văn Tám".to_owned(),
            contact: "0900 000 000".to_owned(),
        }),
        prospect_name: String::new(),
        alike: if state.is_open() { vec![alike] } else { Vec::new() },
        version: 1,
    }
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let agencies = [(Id::from_raw(1), "UBND phường Đông Hải".to_owned()), (Id::from_raw(2), "Sở Nội vụ".to_owned())];
    let once = || "0123456789abcdef0123456789abcdef".to_owned();
    easel.show("suggestion/box", &BoxPage::new(&visit, &agencies, FormState::empty(), once()));
    let mut wrong = FormState::empty();
    wrong.text(NAME);
    wrong.refuse(TRAPPED, word!("suggestion-trapped"));
    easel.show("suggestion/box-wrong", &BoxPage::new(&visit, &agencies, wrong, once()));
    easel.show("suggestion/box-closed", &BoxPage::new(&visit, &[], FormState::empty(), once()));
    for (name, state) in [
        ("suggestion/receipt", SuggestionState::Received),
        ("suggestion/receipt-looked-at", SuggestionState::LookedAt),
        ("suggestion/receipt-taken-up", SuggestionState::TakenUp),
        ("suggestion/receipt-declined", SuggestionState::Declined),
    ] {
        let receipt = Receipt { received_on: date(2026, 11, 3), state, decided_on: None };
        easel.show(name, &ReceiptPage::new(&visit, "K7Q2-9XWM-0110".to_owned(), receipt));
    }
    let query = |pairs: &[(&str, &str)]| ListQuery::new("/nhan-to/gop-y", pairs);
    easel.show("suggestion/list", &office::ListPage::new(&visit, query(&[]), list()));
    let none = List { rows: Vec::new(), next: None, open: 0 };
    easel.show("suggestion/list-empty", &office::ListPage::new(&visit, query(&[]), none.clone()));
    easel.show("suggestion/list-narrowed", &office::ListPage::new(&visit, query(&[("nguon", "bao-chi")]), none));
    easel.show("suggestion/show", &office::ShowPage::new(&visit, view(SuggestionState::Received)));
    easel.show("suggestion/show-declined", &office::ShowPage::new(&visit, view(SuggestionState::Declined)));
    easel.show("suggestion/enter", &office::enter_page(&visit, &FormState::empty()));
}
