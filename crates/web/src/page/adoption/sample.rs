//! Adoptions as samples show them. Everything invented.

use jiff::{
    Timestamp,
    civil::{Date, date},
};
use lantoa_app::{
    adoption::{AdoptionRow, AdoptionView, Declaring, List, SeenAt, Step, Teacher},
    dispatch::Word,
};
use lantoa_domain::{
    adoption::{Confirmed, Course, Stage},
    id::Id,
};

use super::{ListPage, ShowPage, form};
use crate::{
    kernel::{FormState, ListQuery},
    page::practice::figures::FigureRows,
    sample::Easel,
};

fn list() -> List {
    let row = |n: i64, name: &str, stage, confirmed| AdoptionRow {
        id: Id::from_raw(n),
        practice: Id::from_raw(1),
        title: "Trả kết quả tại nhà".to_owned(),
        owner: "Văn phòng HĐND và UBND".to_owned(),
        name: name.to_owned(),
        outside: n == 3,
        stage,
        began: date(2026, 3, 9),
        since: date(2026, 5, 4),
        used_from: None,
        confirmed,
        changed: String::new(),
        results: String::new(),
        difficulty: String::new(),
    };
    List {
        rows: vec![
            row(1, "Khu dân cư Ninh Đa", Stage::Sustained, Confirmed::Checked),
            row(2, "Trạm Y tế", Stage::InUse, Confirmed::Signed),
            row(3, "UBND xã Tân Định", Stage::Trying, Confirmed::Not),
            row(4, "Trường THCS Đông Hải", Stage::Stopped, Confirmed::SentBack),
        ],
        more: true,
        by_stage: vec![(Stage::InUse, 12), (Stage::Stopped, 3)],
        units: vec![(Id::from_raw(1), "Trạm Y tế".to_owned())],
        practice: None,
    }
}

fn teacher(n: i64, name: &str) -> Teacher {
    Teacher { id: Id::from_raw(n), name: name.to_owned() }
}

fn seen_at() -> SeenAt {
    let host = "UBND phường Ninh Hiệp".to_owned();
    SeenAt { id: Id::from_raw(1), topic: "Một cửa thân thiện".to_owned(), host, on: date(2026, 3, 2) }
}

fn step(stage: Stage, on: Date, note: &str) -> Step {
    let at = Timestamp::from_second(1_780_000_000).expect("invariant: in range");
    Step { stage: Word(stage), on, note: note.to_owned(), by: "Lê Thanh Bình".to_owned(), at }
}

fn view() -> AdoptionView {
    let used = date(2026, 4, 6);
    AdoptionView {
        id: Id::from_raw(2),
        version: 4,
        practice: Id::from_raw(1),
        title: "Trả kết quả tại nhà".to_owned(),
        owner: "Văn phòng HĐND và UBND".to_owned(),
        adopter: (Some(Id::from_raw(5)), "Trạm Y tế".to_owned()),
        learned_from: Some(teacher(1, "Khu dân cư Ninh Đa")),
        pupils: vec![teacher(3, "UBND xã Tân Định")],
        how: "Đến xem một buổi sáng.".to_owned(),
        learned_at: Some(seen_at()),
        course: Course {
            stage: Stage::InUse,
            since: used,
            used_from: Some(used),
            first_used: Some(used),
            first_stopped: None,
        },
        began: date(2026, 3, 9),
        steps: vec![step(Stage::InUse, used, ""), step(Stage::Visited, date(2026, 3, 9), "Hai người đi")],
        changed: "Trả thuốc và kết quả xét nghiệm thay cho giấy tờ.".to_owned(),
        results: "Bệnh nhân không phải quay lại lần hai.".to_owned(),
        figures: crate::page::practice::sample_figures(),
        difficulty: "Thiếu xe máy vào ngày mưa.".to_owned(),
        confirmed: Confirmed::SentBack,
        signed: Some(("Trần Thu Hà".to_owned(), date(2026, 6, 1))),
        proof: String::new(),
        checked: Some(("Lê Thanh Bình".to_owned(), date(2026, 6, 9))),
        check_why: "Chưa có số liệu trước khi áp dụng.".to_owned(),
        teachers: vec![teacher(1, "Khu dân cư Ninh Đa"), teacher(3, "UBND xã Tân Định")],
        visits: vec![seen_at()],
        may_write: true,
        may_sign: true,
        may_check: true,
    }
}

/// One that only began, in a unit outside the agency, for any colleague.
fn bare() -> AdoptionView {
    AdoptionView {
        adopter: (None, "UBND xã Tân Định".to_owned()),
        learned_from: None,
        pupils: Vec::new(),
        how: String::new(),
        learned_at: None,
        course: Course { stage: Stage::Visited, used_from: None, first_used: None, ..view().course },
        changed: String::new(),
        results: String::new(),
        figures: Vec::new(),
        difficulty: String::new(),
        confirmed: Confirmed::Not,
        signed: None,
        checked: None,
        check_why: String::new(),
        may_write: false,
        may_sign: false,
        may_check: false,
        ..view()
    }
}

/// Draws the pages.
pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = |pairs: &[(&str, &str)]| ListQuery::new("/nhan-rong", pairs);
    easel.show("adoption/list", &ListPage::new(&visit, query(&[]), list()));
    let of_one = List { practice: Some((Id::from_raw(1), "Trả kết quả tại nhà".to_owned())), ..list() };
    easel.show("adoption/list-practice", &ListPage::new(&visit, query(&[("mo-hinh", "mh_1")]), of_one));
    let none = List { rows: Vec::new(), more: false, ..list() };
    easel.show("adoption/list-mine-empty", &ListPage::new(&visit, query(&[("xem", "don-vi-toi")]), none.clone()));
    easel.show("adoption/list-empty", &ListPage::new(&visit, query(&[]), none));
    easel.show("adoption/show", &ShowPage::new(&visit, view()));
    easel.show("adoption/show-bare", &ShowPage::new(&visit, bare()));
    let declaring = Declaring {
        practice: Id::from_raw(1),
        title: "Trả kết quả tại nhà".to_owned(),
        owner: "Văn phòng HĐND và UBND".to_owned(),
        open: true,
        units: vec![(Id::from_raw(5), "Trạm Y tế".to_owned())],
        outside: true,
        teachers: vec![teacher(1, "Khu dân cư Ninh Đa")],
        visits: vec![seen_at()],
    };
    easel.show("adoption/declare-wrong", &form::declare_page(&visit, &declaring, &form::wrong()));
    let rows = FigureRows::of(&view().figures);
    easel.show("adoption/edit", &form::EditPage::new(&visit, &view(), 4, FormState::empty(), rows));
    easel.show("adoption/step", &form::step_page(&visit, &view(), 4, &FormState::empty()));
    easel.show("adoption/sign", &form::sign_page(&visit, &bare(), &FormState::empty()));
    easel.show("adoption/check", &form::check_page(&visit, &view(), &FormState::empty()));
}
