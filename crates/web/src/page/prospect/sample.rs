//! New factors as samples show them. Everything invented.

use jiff::civil::date;
use lantoa_app::{
    fostering::{About, Kept, Risk},
    prospect::{Choices, List, ProspectState, Row, Source, Told, Took, View, alike::Alike},
};
use lantoa_domain::{alike::Likeness, id::Id, plan::Key, subject::SubjectKind};
use lantoa_i18n::word;

use super::{ANOTHER, ListPage, ShowPage, alike_rows, edit_page, form, let_go_page, new_page};
use crate::{
    kernel::{FormState, ListQuery},
    sample::Easel,
};

fn key() -> Key {
    "day-tot".parse().expect("invariant: a key")
}

fn row(n: i64, name: &str, state: ProspectState) -> Row {
    let recognised = (state == ProspectState::Registered).then(|| date(2026, 10, 20));
    Row {
        id: Id::from_raw(n),
        name: name.to_owned(),
        kind: if n % 2 == 0 { SubjectKind::Collective } else { SubjectKind::Individual },
        unit: "Trường THCS Đông Hải".to_owned(),
        movement: "Dạy tốt – Học tốt".to_owned(),
        source: if n % 2 == 0 { Source::Unit } else { Source::Citizen },
        state,
        version: 1,
        noticed_on: date(2026, 3, 12),
        took: Took::between(Some(date(2026, 3, 2)), date(2026, 3, 12), Some(date(2026, 4, 2)), recognised),
    }
}

fn list() -> List {
    List {
        rows: vec![
            row(5, "Trần Minh Khôi", ProspectState::Noticed),
            row(4, "Tổ Toán – Tin", ProspectState::Fostered),
            row(3, "Nguyễn Thị Lý", ProspectState::Invited),
            row(2, "Đội xung kích bờ kênh", ProspectState::Registered),
            row(1, "Lê Văn Tám", ProspectState::LetGo),
        ],
        next: Some(Id::from_raw(1)),
        counts: ProspectState::ALL.into_iter().map(|state| (state, 1)).collect(),
        units: vec![(Id::from_raw(1), "Trường THCS Đông Hải".to_owned())],
        suggestions: Some(2),
        may_add: true,
    }
}

fn alike() -> Vec<Alike> {
    let one = |about, likeness| Alike {
        about,
        name: "Trần Minh Khôi".to_owned(),
        kind: SubjectKind::Individual,
        unit: "Trường THCS Đông Hải".to_owned(),
        on: date(2025, 12, 15),
        likeness,
    };
    vec![
        one(About::Exemplar(Id::from_raw(1)), Likeness::Same),
        one(About::Dossier(Id::from_raw(2)), Likeness::Near),
        one(About::Prospect(Id::from_raw(3)), Likeness::Near),
    ]
}

fn view(state: ProspectState) -> View {
    let open = state.is_open();
    View {
        row: row(5, "Trần Minh Khôi", state),
        version: 2,
        unit: Id::from_raw(1),
        programme: (Id::from_raw(1), "Phát hiện, bồi dưỡng, nhân rộng điển hình 2026-2030".to_owned()),
        movement: key(),
        scope: "Một mặt: chuyển đổi số".to_owned(),
        deed: "Dạy Tin học miễn phí cho học sinh có hoàn cảnh khó khăn.".to_owned(),
        source_note: String::new(),
        fostered_on: (state != ProspectState::Noticed).then(|| date(2026, 3, 20)),
        invited_on: None,
        registered_on: (state == ProspectState::Registered).then(|| date(2026, 4, 2)),
        let_go_on: (state == ProspectState::LetGo).then(|| date(2026, 5, 2)),
        recognised_on: (state == ProspectState::Registered).then(|| date(2026, 10, 20)),
        why: if state == ProspectState::LetGo { "Đã chuyển công tác.".to_owned() } else { String::new() },
        dossier: (state == ProspectState::Registered).then(|| Id::from_raw(2)),
        told: vec![Told {
            id: Id::from_raw(1),
            on: date(2026, 3, 2),
            source: Source::Citizen,
            note: String::new(),
            deed: "Thầy Khôi mở lớp miễn phí chiều thứ Bảy.".to_owned(),
        }],
        may_open_told: open,
        plans: vec![Kept {
            id: Id::from_raw(1),
            about: About::Prospect(Id::from_raw(5)),
            owner: "Lê Thanh Bình".to_owned(),
            from: date(2026, 3, 20),
            until: date(2026, 12, 31),
            is_active: open,
            risks: if open { vec![Risk::LateCheck(date(2026, 10, 20))] } else { Vec::new() },
            goals: (1, 3),
        }],
        alike: if open { alike() } else { Vec::new() },
        may_note: true,
        may_foster: state == ProspectState::Noticed,
    }
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = |pairs: &[(&str, &str)]| ListQuery::new("/nhan-to", pairs);
    easel.show("prospect/list", &ListPage::new(&visit, query(&[("q", "khoi")]), list()));
    let none = List { rows: Vec::new(), next: None, counts: Vec::new(), suggestions: None, may_add: false, ..list() };
    easel.show("prospect/list-empty", &ListPage::new(&visit, query(&[]), none.clone()));
    easel.show("prospect/list-narrowed", &ListPage::new(&visit, query(&[("q", "x")]), none));
    for (name, state) in [
        ("prospect/show", ProspectState::Noticed),
        ("prospect/show-invited", ProspectState::Invited),
        ("prospect/show-registered", ProspectState::Registered),
        ("prospect/show-let-go", ProspectState::LetGo),
    ] {
        easel.show(name, &ShowPage::new(&visit, view(state)));
    }
    let choices = Choices {
        movements: vec![(Id::from_raw(1), "Kế hoạch".to_owned(), key(), "Dạy tốt – Học tốt".to_owned())],
        units: vec![(Id::from_raw(1), "Trường THCS Đông Hải".to_owned())],
    };
    let mut wrong = FormState::empty();
    form::read(&mut wrong);
    wrong.refuse(ANOTHER, word!("prospect-alike-decide"));
    easel.show("prospect/new", &new_page(&visit, &choices, FormState::empty(), Vec::new()));
    easel.show("prospect/new-alike", &new_page(&visit, &choices, wrong, alike_rows(&alike())));
    let over = Choices { movements: Vec::new(), units: Vec::new() };
    easel.show("prospect/new-over", &new_page(&visit, &over, FormState::empty(), Vec::new()));
    let known = view(ProspectState::Noticed);
    easel.show("prospect/edit", &edit_page(&visit, &known, &choices, form::of(&known)));
    let told = new_page(&visit, &choices, form::filled("Chị Lý", "Trả lại của rơi"), Vec::new());
    let told = told.about("Chợ Đông Hải".to_owned(), "Trả lại của rơi".to_owned());
    easel.show("prospect/take-up", &told);
    easel.show("prospect/let-go", &let_go_page(&visit, &known, &FormState::empty()));
}
