//! Practices as samples show them. Everything invented.

use jiff::{Timestamp, civil::date};
use lantoa_app::practice::{
    Choices, CopyView, LessonView, List, PracticeRow, PracticeView, ProposalView, SpreadView, TurnView,
};
use lantoa_domain::{
    adoption::{Confirmed, Course, Stage},
    id::{AdoptionId, Id, UnitId},
    practice::{Contact, Figure, PracticeCommand, PracticeState, Profile, Reach, completeness},
    spread::{self, Copied, Likeness},
};

use super::{
    EVIDENCE, ListPage, ShowPage, WholePage, command_of, edit, figures::FigureRows, file::UploadPage, turn_page,
};
use crate::{
    kernel::{FormState, ListQuery},
    sample::Easel,
};

fn list() -> List {
    let row = |n: i64, title: &str, state, reach, copies, used| PracticeRow {
        id: Id::from_raw(n),
        title: title.to_owned(),
        unit: "Văn phòng HĐND và UBND".to_owned(),
        movement: if n == 3 { String::new() } else { "Chuyển đổi số".to_owned() },
        host: if n == 2 { "UBND phường Bắc Nha Trang".to_owned() } else { String::new() },
        state,
        reach,
        share: 100 - u32::try_from(n).unwrap_or(0) * 10,
        year: 2026,
        validated_on: (state == PracticeState::Validated).then(|| date(2026, 3, 2)),
        copies,
        used,
    };
    List {
        rows: vec![
            row(1, "Trả kết quả tại nhà", PracticeState::Validated, Reach::Agency, 9, 5),
            row(2, "Ngày thứ Sáu không hẹn", PracticeState::Validated, Reach::Unit, 1, 0),
            row(3, "Tổ tự quản tuyến hẻm", PracticeState::Offered, Reach::Unit, 0, 0),
            row(4, "Thư viện góc lớp", PracticeState::Draft, Reach::Unit, 0, 0),
        ],
        more: true,
        count: 17,
        movements: vec![(Id::from_raw(1), "chuyen-doi-so".parse().expect("invariant: a key"), "Chuyển đổi số".into())],
        units: vec![(Id::from_raw(2), "Văn phòng HĐND và UBND".to_owned())],
        years: vec![2026, 2025],
        may_draft: true,
    }
}

fn profile() -> Profile {
    Profile {
        side: "Cải cách hành chính".to_owned(),
        problem: "Người già, người khuyết tật phải đi lại nhiều lần để nhận kết quả.".to_owned(),
        works: "Công chức hẹn giờ và trả kết quả tại nhà trong ngày.".to_owned(),
        steps: ["Lập danh sách người cần hỗ trợ", "Hẹn giờ qua điện thoại", "Trả kết quả, lấy ý kiến"]
            .map(str::to_owned)
            .to_vec(),
        conditions: "Hai công chức luân phiên, một xe máy.".to_owned(),
        cost: "Xăng xe và điện thoại.".to_owned(),
        amount: Some(2_400_000),
        results: "Không còn người phải đi lại lần hai.".to_owned(),
        figures: figures(),
        limits: "Mùa mưa khó đi vào các hẻm thấp.".to_owned(),
        contact: Contact {
            office: "Bộ phận Một cửa".to_owned(),
            post: "Trưởng bộ phận".to_owned(),
            phone: "0258 3845 999".to_owned(),
        },
    }
}

/// Figures, one of which had no value before.
pub(in crate::page) fn figures() -> Vec<Figure> {
    let figure = |measure: &str, unit: &str, before, after| Figure {
        measure: measure.to_owned(),
        unit: unit.to_owned(),
        before,
        after,
        period: "năm 2026".to_owned(),
    };
    vec![figure("Thời gian trả kết quả", "ngày", Some(700), 350), figure("Người dân hài lòng", "%", None, 9750)]
}

/// A tree of so many copies: the first learned at the origin, each later one from one before.
pub(super) fn spread(count: usize) -> SpreadView {
    let stages = Stage::ALL;
    let copied = |n: usize| {
        let began = date(2026, 1 + i8::try_from(n % 9).unwrap_or(0), 3);
        let stage = stages[n % 5];
        let used = stage.is_used().then_some(began);
        let course = Course { stage, since: began, used_from: used, first_used: used, first_stopped: None };
        let from = (!n.is_multiple_of(7)).then(|| AdoptionId::from_raw(i64::try_from(n / 3).unwrap_or(0) + 1));
        let unit = (n % 11 != 5).then(|| UnitId::from_raw(i64::try_from(n).unwrap_or(0) + 10));
        Copied { id: Id::from_raw(i64::try_from(n).unwrap_or(0) + 1), unit, from, began, course }
    };
    let all: Vec<Copied> = (0..count).map(copied).collect();
    let view = |(n, one): (usize, &Copied)| CopyView {
        id: one.id,
        name: if n % 4 == 1 {
            format!("Trường Trung học cơ sở và Trung học phổ thông Đông Hải, cơ sở số {n}")
        } else {
            format!("Khu dân cư số {n}")
        },
        outside: one.unit.is_none(),
        stage: one.course.stage,
        began: one.began,
        since: one.began,
        confirmed: Confirmed::Checked,
    };
    SpreadView {
        figures: spread::figures(&all, Some(date(2026, 1, 2)), date(2026, 11, 21)),
        tree: spread::tree(&all),
        copies: all.iter().enumerate().map(view).collect(),
        unreached: (40, (1..=20).map(|n| format!("Tổ dân phố số {n}")).collect()),
        alike: if count > 3 {
            vec![(Likeness::Both, 1), (Likeness::Kind, 2), (Likeness::Superior, 3)]
        } else {
            Vec::new()
        },
        mine: None,
        lessons: vec![LessonView {
            adoption: Id::from_raw(5),
            name: "Khu dân cư số 4".to_owned(),
            on: date(2026, 8, 3),
            words: "Không có người trực buổi tối, hai tháng phải dừng.".to_owned(),
        }],
    }
}

pub(in crate::page) fn view() -> PracticeView {
    let turn = |command, words: &str, adopters| TurnView {
        command,
        words: words.to_owned(),
        adopters,
        by: "Lê Thanh Bình".to_owned(),
        at: Timestamp::from_second(1_780_000_000).expect("invariant: in range"),
    };
    PracticeView {
        id: Id::from_raw(1),
        version: 5,
        title: "Trả kết quả tại nhà".to_owned(),
        unit: (Id::from_raw(2), "Văn phòng HĐND và UBND".to_owned()),
        movement: Some((Id::from_raw(1), "chuyen-doi-so".parse().expect("invariant: a key"), "Chuyển đổi số".into())),
        exemplar: Some((Id::from_raw(3), "Bộ phận Một cửa".to_owned())),
        host: ("UBND phường Bắc Nha Trang".to_owned(), "Khánh Hòa".to_owned()),
        meter: completeness(&profile(), 1),
        profile: profile(),
        state: PracticeState::Validated,
        reach: Reach::Agency,
        validated_on: Some(date(2026, 1, 2)),
        files: Vec::new(),
        turns: vec![
            turn(PracticeCommand::Promote, "Chín đơn vị học theo, tiết kiệm 300 ngày công.", 5),
            turn(PracticeCommand::Validate, "", 0),
        ],
        spread: spread(24),
        proposals: vec![ProposalView { id: Id::from_raw(1), due: date(2026, 12, 20), counts: (4, 1, 1) }],
        may: vec![PracticeCommand::Retire],
        may_edit: true,
        may_adopt: true,
        may_propose: true,
        public_on: None,
        may_publish: true,
    }
}

fn draft() -> PracticeView {
    PracticeView {
        state: PracticeState::Draft,
        reach: Reach::Unit,
        profile: Profile { problem: profile().problem, ..Profile::default() },
        meter: completeness(&Profile { problem: profile().problem, ..Profile::default() }, 0),
        validated_on: None,
        host: (String::new(), String::new()),
        exemplar: None,
        movement: None,
        turns: Vec::new(),
        proposals: Vec::new(),
        spread: SpreadView { lessons: Vec::new(), unreached: (40, Vec::new()), ..spread(0) },
        may: vec![PracticeCommand::Offer],
        may_adopt: false,
        may_propose: false,
        ..view()
    }
}

/// Draws the pages.
pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = |pairs: &[(&str, &str)]| ListQuery::new("/mo-hinh", pairs);
    easel.show("practice/list", &ListPage::new(&visit, query(&[("q", "tra ket qua")]), list()));
    let none = List { rows: Vec::new(), more: false, ..list() };
    easel.show("practice/list-empty", &ListPage::new(&visit, query(&[]), none.clone()));
    easel.show("practice/list-narrowed-empty", &ListPage::new(&visit, query(&[("nam", "2020")]), none));
    easel.show("practice/show", &ShowPage::new(&visit, view()));
    let open = PracticeView { public_on: Some(date(2026, 11, 20)), ..view() };
    easel.show("practice/show-public", &ShowPage::new(&visit, open.clone()));
    easel.show("practice/close", &super::public::page(&visit, &open));
    easel.show("practice/open", &super::public::page(&visit, &view()));
    easel.show("practice/show-draft", &ShowPage::new(&visit, draft()));
    let fresh = PracticeView { spread: draft().spread, may: Vec::new(), may_edit: false, ..view() };
    easel.show("practice/show-fresh", &ShowPage::new(&visit, fresh));
    let wide = PracticeView { spread: spread(160), ..view() };
    easel.show("practice/tree", &WholePage::new(&visit, &wide));
    forms(easel);
}

fn forms(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let list = list();
    let choices = Choices { units: list.units, movements: list.movements };
    let mut form = FormState::filled([("sl-chi-so", "Số hồ sơ".to_owned()), ("sl-sau", "nhiều".to_owned())]);
    let (rows, _) = FigureRows::read(&mut form);
    form.text(edit::TITLE);
    easel.show("practice/new-wrong", &edit::EditPage::begin(&visit, &choices, form, rows));
    let rows = FigureRows::of(&view().profile.figures);
    easel.show("practice/edit", &edit::EditPage::of(&visit, (&view(), &choices), edit::filled(&view()), rows));
    let (empty, mut wrong) = (FormState::empty(), FormState::empty());
    wrong.text(EVIDENCE);
    let turn =
        |code: &str, form: &FormState| command_of(code).map(|command| turn_page(&visit, &view(), command, form)).ok();
    let asks = [
        ("practice/offer", "trinh", &empty),
        ("practice/send-back", "tra-lai", &empty),
        ("practice/promote-wrong", "nang-cap", &wrong),
        ("practice/retire", "ngung", &empty),
    ];
    for (name, code, form) in asks {
        if let Some(page) = turn(code, form) {
            easel.show(name, &page);
        }
    }
    easel.show("practice/upload", &UploadPage::new(&visit, &view(), FormState::empty()));
}
