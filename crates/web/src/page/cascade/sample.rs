//! Plans of units as samples show them. Everything invented.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use lantoa_app::cascade::{Counts, Progress, Receipt, Row, Standing, View as Cascade};
use lantoa_app::plan::view::Happened;
use lantoa_app::unit_plan::{Choices, GivenReport, ReceiptView, Setting, SignedFile, TaskChoice, VersionRow, View};
use lantoa_domain::id::Id;
use lantoa_domain::plan::{Applies, Body, Check, Criterion, Key, QuotaSubject, Rating, Test, Years};
use lantoa_domain::time::{Deadline, Due, Edge, When};
use lantoa_domain::unit_plan::{
    Content, CriterionFault, Given, Ground, Leader, Line, Origin, OwnCriterion, Part, PlanKind, PlanState, Recipient,
    Review, ReviewKind, Target, TargetFault, Weaker, missing, parts,
};

use super::{
    act, begin, list,
    part::{self, PartPage},
    setting, show,
};
use crate::{
    kernel::{FormState, ListQuery},
    sample::Easel,
};

const TODAY: Date = date(2026, 2, 2);
const PLAN: &str = r#"
[document]
agency = "UBND phường Đông Hải"
title = "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến giai đoạn 2026 - 2030"
from = 2026
to = 2030
[[movements]]
key = "day-tot"
name = "Dạy tốt, học tốt"
[[movements]]
key = "an-toan"
name = "Toàn dân bảo vệ an ninh Tổ quốc"
[[tracks]]
key = "nam"
name = "Hằng năm"
rhythm = "yearly"
steps = [{ kind = "nominate", who = "unit" }, { kind = "decide", who = "head" }]
"#;

fn key(text: &str) -> Key {
    text.parse().expect("invariant: a key")
}

fn standing(progress: Progress, late: i64, missing: &[Recipient]) -> Standing {
    Standing { progress, late, missing: missing.to_vec() }
}

fn row(n: i64, name: &str, standing: Standing) -> Row {
    let issued = standing.progress.is_issued().then(|| ("12/KH".to_owned(), date(2026, 1, 27)));
    let receipt = |recipient| Receipt {
        recipient,
        sent_on: issued.is_some().then(|| date(2026, 1, 28)),
        received_on: (issued.is_some() && !standing.missing.contains(&recipient)).then(|| date(2026, 1, 29)),
    };
    Row {
        unit: Some(Id::from_raw(n)),
        name: name.to_owned(),
        depth: 1,
        movement: None,
        what: "Ban hành kế hoạch của đơn vị".to_owned(),
        is_asked: n == 4,
        version: 1,
        plan: issued.is_some().then(|| Id::from_raw(n)),
        task: Some(Id::from_raw(n)),
        due: Some(date(2026, 1, 28)),
        done: (4, 7),
        receipts: Recipient::ALL.map(receipt).to_vec(),
        issued,
        cluster: (n < 3).then(|| (Id::from_raw(1), "Cụm thi đua số 1".to_owned())),
        may_begin: n == 1,
        standing,
    }
}

fn cascade() -> Cascade {
    let rows = vec![
        row(1, "Trường Mầm non Hoa Sen", standing(Progress::NotBegun, 5, &[])),
        row(2, "Trạm Y tế phường", standing(Progress::Draft, 5, &[])),
        row(3, "Phòng Nội vụ", standing(Progress::Issued, 0, &[Recipient::ClusterHead])),
        row(4, "Hội Phụ nữ phường", standing(Progress::Received, 2, &[])),
        Row { unit: None, ..row(5, "Công an tỉnh", standing(Progress::Returned, 0, &[])) },
    ];
    let counts = lantoa_domain::cascade::counts(rows.iter().map(|row| &row.standing));
    Cascade {
        programme: Id::from_raw(1),
        title: "Điển hình tiên tiến giai đoạn 2026 - 2030".to_owned(),
        years: Years { from: 2026, to: 2030 },
        year: 2026,
        kind: PlanKind::Implementation,
        programmes: vec![(Id::from_raw(1), "Điển hình tiên tiến giai đoạn 2026 - 2030".to_owned())],
        clusters: vec![(Id::from_raw(1), "Cụm thi đua số 1".to_owned())],
        rows,
        counts,
        asked: (1, 4),
        may_set: true,
        today: TODAY,
    }
}

fn criterion(n: &str, text: &str, test: Test) -> Criterion {
    Criterion {
        key: key(n),
        movement: Some(key("day-tot")),
        tracks: Vec::new(),
        applies: Applies::Individual,
        text: text.to_owned(),
        test,
        any_of: None,
        years: None,
        source: None,
    }
}

fn ground() -> Ground {
    let rating = Test::Checked(Check::RatingAtLeast { of: Body::Own, level: Rating::Good, years: 1 });
    let given = |subject, assigned, most| Given { movement: Some(key("day-tot")), subject, assigned, aimed: 0, most };
    Ground {
        criteria: vec![
            criterion("mot", "Được tín nhiệm, đồng nghiệp học theo", Test::Judged),
            criterion("hai", "Hoàn thành tốt nhiệm vụ", rating),
        ],
        given: vec![given(QuotaSubject::Individual, 1, None), given(QuotaSubject::Collective, 0, Some(2))],
        years: Some(Years { from: 2026, to: 2026 }),
    }
}

fn line(what: &str, with: &str, when: &str) -> Line {
    Line { what: what.to_owned(), with: with.to_owned(), when: when.to_owned() }
}

fn content(ground: &Ground) -> Content {
    let mut criteria: Vec<OwnCriterion> = ground.criteria.iter().map(OwnCriterion::kept).collect();
    criteria[1].test = Test::Checked(Check::RatingAtLeast { of: Body::Own, level: Rating::Excellent, years: 1 });
    criteria[1].detail = "Có giờ dạy được xếp loại giỏi".to_owned();
    let added = |origin, text: &str| OwnCriterion { origin, text: text.to_owned(), ..criteria[0].clone() };
    let campaign =
        added(Origin::Campaign("Toàn dân đoàn kết xây dựng đời sống văn hóa".to_owned()), "Gia đình văn hóa");
    let own = added(Origin::Own, "Có sáng kiến được nhà trường công nhận");
    criteria.extend([campaign, own]);
    Content {
        leader: Leader { person: None, name: "Lê Thanh Bình".to_owned(), post: "Hiệu trưởng".to_owned() },
        criteria,
        targets: vec![Target {
            movement: Some(key("day-tot")),
            subject: QuotaSubject::Individual,
            assigned: 2,
            aimed: 3,
        }],
        fostering: vec![line("Giao viết chuyên đề, dự giờ lẫn nhau", "Tổ chuyên môn", "hằng tháng")],
        propagation: vec![line("Gương tốt dưới cờ", "Chào cờ thứ Hai", "hằng tuần")],
        reporting: vec![line("Danh sách gương người tốt, việc tốt", "Phòng Nội vụ", "trước ngày 20 hằng tháng")],
        reviews: vec![
            Review { on: date(2026, 6, 20), kind: ReviewKind::Interim },
            Review { on: date(2026, 12, 15), kind: ReviewKind::Final },
        ],
    }
}

fn view(state: PlanState, content: Content) -> View {
    let ground = ground();
    let needed = Part::ALL.to_vec();
    let issued = state.is_issued();
    View {
        id: Id::from_raw(1),
        version: 6,
        programme: Id::from_raw(1),
        programme_title: "Điển hình tiên tiến giai đoạn 2026 - 2030".to_owned(),
        plan: Arc::new(lantoa_app::plan::file::read(PLAN.as_bytes()).expect("invariant: a plan file")),
        unit: Id::from_raw(2),
        unit_name: "Trường THCS Đông Hải".to_owned(),
        kind: PlanKind::Implementation,
        movement: None,
        year: 2026,
        years: Years { from: 2026, to: 2030 },
        state,
        why: if state == PlanState::Returned {
            "Chưa rõ người chịu trách nhiệm.".to_owned()
        } else {
            String::new()
        },
        number: if issued { "12/KH-THCS".to_owned() } else { String::new() },
        issued_on: issued.then(|| date(2026, 1, 30)),
        task: Some((Id::from_raw(3), date(2026, 1, 28))),
        late: if issued { 2 } else { 5 },
        parts: parts(&content, &ground),
        missing: missing(&content, &ground, &needed.iter().copied().collect()),
        needed,
        criterion_faults: Vec::new(),
        target_faults: Vec::new(),
        given_reports: vec![given_report()],
        receipts: receipts(),
        cluster: Some((Id::from_raw(1), "Cụm thi đua số 1".to_owned())),
        issues: u32::from(issued),
        issued: if issued {
            vec![(1, "12/KH-THCS".to_owned(), date(2026, 1, 30), "Lê Thanh Bình".to_owned())]
        } else {
            Vec::new()
        },
        files: if issued { vec![file()] } else { Vec::new() },
        versions: vec![version_row()],
        sees_draft: true,
        may_write: state.is_open(),
        may_submit: state.is_open(),
        may_issue: !issued,
        may_return: !state.is_open(),
        may_send: false,
        may_renew: issued,
        history: vec![Happened {
            at: Timestamp::UNIX_EPOCH,
            who: "Lê Thanh Bình".to_owned(),
            action: "unit-plan.issued".to_owned(),
            detail: "{}".to_owned(),
        }],
        content,
        ground,
        today: TODAY,
    }
}

fn given_report() -> GivenReport {
    GivenReport {
        what: "Chọn gương người tốt, việc tốt trong tháng".to_owned(),
        deadline: Deadline { due: Due::Month { day: 20 }, edge: Edge::AtLatest, from: None, until: None },
        to: vec!["Phòng Nội vụ".to_owned()],
    }
}

fn version_row() -> VersionRow {
    VersionRow {
        id: Id::from_raw(9),
        year: 0,
        state: PlanState::Replaced,
        number: "3/KH".to_owned(),
        issued_on: Some(date(2025, 1, 20)),
    }
}

fn receipts() -> Vec<ReceiptView> {
    let receipt = |recipient, received_on: Option<Date>| ReceiptView {
        recipient,
        cluster: (recipient == Recipient::ClusterHead)
            .then(|| ("Cụm thi đua số 1".to_owned(), "Xã Bắc Sông".to_owned())),
        sent_on: Some(date(2026, 1, 28)),
        received_on,
        received_by: received_on.map(|_| "Nguyễn Thị Thanh Hà".to_owned()).unwrap_or_default(),
        may_receive: received_on.is_none(),
    };
    vec![receipt(Recipient::StandingBody, Some(date(2026, 1, 29))), receipt(Recipient::ClusterHead, None)]
}

fn file() -> SignedFile {
    SignedFile {
        plan: Id::from_raw(1),
        ordinal: 1,
        name: "ke-hoach-da-ky.pdf".to_owned(),
        media: "application/pdf".to_owned(),
        size: 1,
        sha256: [0; 32],
        added_by: Id::from_raw(1),
        added: Timestamp::UNIX_EPOCH,
    }
}

/// Draws the pages.
pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = |pairs: &[(&str, &str)]| ListQuery::new("/ke-hoach-don-vi", pairs);
    easel.show("cascade/list", &list::ListPage::new(&visit, query(&[]), Some(cascade())));
    let movement = Some((key("day-tot"), "Dạy tốt, học tốt".to_owned()));
    let lead = Row { movement, ..row(3, "Phòng Giáo dục", standing(Progress::Submitted, 0, &[])) };
    let leads = Cascade { kind: PlanKind::SubPlan, rows: vec![lead], clusters: Vec::new(), ..cascade() };
    easel.show("cascade/list-leads", &list::ListPage::new(&visit, query(&[("loai", "phong-trao")]), Some(leads)));
    let none = Cascade { rows: Vec::new(), counts: Counts::default(), may_set: false, ..cascade() };
    easel.show("cascade/list-empty", &list::ListPage::new(&visit, query(&[("tinh-trang", "qua-han")]), Some(none)));
    easel.show("cascade/none", &list::ListPage::new(&visit, query(&[]), None));
    let whole = content(&ground());
    easel.show("cascade/show", &show::ShowPage::new(&visit, view(PlanState::Issued, whole.clone())));
    easel.show("cascade/show-draft", &show::ShowPage::new(&visit, draft()));
    let outside = View { sees_draft: false, history: Vec::new(), ..view(PlanState::Issued, whole.clone()) };
    easel.show("cascade/show-outside", &show::ShowPage::new(&visit, outside));
    forms(easel, &whole);
}

/// A plan that came back, with things missing and things wrong.
fn draft() -> View {
    let mut half = content(&ground());
    half.leader = Leader::default();
    half.fostering[0].when = String::new();
    half.reviews.pop();
    View {
        criterion_faults: vec![
            CriterionFault::Weakened(key("hai"), Weaker::Level),
            CriterionFault::LeftOut(key("mot")),
            CriterionFault::Changed(key("mot")),
            CriterionFault::NotInherited(key("la")),
            CriterionFault::Empty(1),
            CriterionFault::NoSource(2),
        ],
        target_faults: vec![
            TargetFault::Below { movement: Some(key("day-tot")), subject: QuotaSubject::Individual, least: 1, own: 0 },
            TargetFault::Above { movement: None, subject: QuotaSubject::Any, most: 2, own: 3 },
            TargetFault::AimBelow { movement: Some(key("day-tot")), subject: QuotaSubject::Individual },
            TargetFault::Twice { movement: None, subject: QuotaSubject::Collective },
        ],
        ..view(PlanState::Returned, half)
    }
}

fn forms(easel: &mut Easel, whole: &Content) {
    let visit = easel.visit().clone();
    let open = view(PlanState::Draft, whole.clone());
    let people = vec![(Id::from_raw(5), "Lê Thanh Bình".to_owned(), "Hiệu trưởng".to_owned())];
    for (name, part) in [
        ("cascade/part-leader", Part::Leader),
        ("cascade/part-criteria", Part::Criteria),
        ("cascade/part-quotas", Part::Quotas),
        ("cascade/part-fostering", Part::Fostering),
        ("cascade/part-propagation", Part::Propagation),
        ("cascade/part-reporting", Part::Reporting),
        ("cascade/part-reviews", Part::Reviews),
    ] {
        let filled = (part::filled(&open, part), part::tables(&open, part, visit.locale()));
        easel.show(name, &PartPage::new(&visit, &open, part, filled, &people));
    }
    let empty = FormState::empty();
    easel.show("cascade/issue", &act::issue_page(&visit, &open, &empty));
    let issued = view(PlanState::Issued, whole.clone());
    if let Some(page) = act::page(&visit, &issued, act::Deed::Return, &empty) {
        easel.show("cascade/return", &page);
    }
    let mut unsent = View { may_send: true, ..issued };
    for one in &mut unsent.receipts {
        (one.sent_on, one.received_on) = (None, None);
    }
    if let Some(page) = act::page(&visit, &unsent, act::Deed::Send, &empty) {
        easel.show("cascade/send", &page);
    }
    let choices = Choices {
        programme: Id::from_raw(1),
        title: "Điển hình tiên tiến giai đoạn 2026 - 2030".to_owned(),
        years: Years { from: 2026, to: 2030 },
        units: vec![(Id::from_raw(2), "Trường THCS Đông Hải".to_owned())],
        movements: vec![(Id::from_raw(2), key("day-tot"), "Dạy tốt, học tốt".to_owned())],
        tasks: vec![TaskChoice {
            id: Id::from_raw(3),
            unit: Id::from_raw(2),
            what: "Ban hành kế hoạch của đơn vị".to_owned(),
            period: When::Year(2026),
            kind: PlanKind::Implementation,
        }],
    };
    easel.show("cascade/begin", &begin::page(&visit, &choices, &empty));
    let set = Setting {
        programme: Id::from_raw(1),
        title: "Điển hình tiên tiến giai đoạn 2026 - 2030".to_owned(),
        parts: Part::ALL.into_iter().collect(),
        version: 1,
    };
    easel.show("cascade/setting", &setting::page(&visit, &set, &empty));
}
