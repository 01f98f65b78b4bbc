//! Decisions as samples show them. Everything invented.

use jiff::civil::date;
use lantoa_app::decision::{
    AwardChoice, CandidateView, CapView, Check, CriteriaView, DecisionKind, DecisionStatus, DecisionView, Facts,
    LineView, NewView, Paid, VoteView,
};
use lantoa_app::session::TallyView;
use lantoa_domain::{
    Refusal,
    id::Id,
    money::{Amount, Mark},
    plan::{Bound, Document, Key, Per},
    subject::SubjectKind,
    vote::Tally,
};

const AGENCY: &str = "UBND phường Đông Hải";

/// A draft of recognitions: one fine, one over a cap, one that waits for another, one hidden from its reader.
pub(super) fn recognition_draft() -> DecisionView {
    let fine = LineView { check: Some(check()), ..line(1, "Tổ Toán – Tin", SubjectKind::Collective) };
    let over = Check { caps: vec![cap(4, 4)], needs_reason: true, vote: None, alone: true, ..check() };
    let over = LineView { check: Some(over), ..line(2, "Trần Minh Khôi", SubjectKind::Individual) };
    let waits = Check {
        verdict: Err(Refusal::LinkedRule { waits_for: Vec::new() }),
        waits_for: vec!["Trường THCS Đông Hải".to_owned()],
        ..check()
    };
    let waits = LineView { check: Some(waits), ..line(3, "Phạm Thu Hằng", SubjectKind::Individual) };
    let hidden = LineView {
        check: Some(Check { criteria: None, ..check() }),
        ..line(4, "Một cửa thân thiện", SubjectKind::Practice)
    };
    view(DecisionKind::Recognition, DecisionStatus::Draft, vec![fine, over, waits, hidden])
}

/// An issued recognition.
pub(super) fn recognition_issued() -> DecisionView {
    let mut lines =
        vec![line(1, "Tổ Toán – Tin", SubjectKind::Collective), line(2, "Trần Minh Khôi", SubjectKind::Individual)];
    for line in &mut lines {
        line.exemplar = Some(Id::from_raw(5));
    }
    lines[1].override_reason = Some("Thành tích đặc biệt xuất sắc".to_owned());
    view(DecisionKind::Recognition, DecisionStatus::Issued, lines)
}

/// An issued award.
pub(super) fn award() -> DecisionView {
    DecisionView { total: Some(2_280_000), ..view(DecisionKind::Award, DecisionStatus::Issued, paid()) }
}

/// A draft of an award.
pub(super) fn award_draft() -> DecisionView {
    let mut lines = paid();
    lines[1].money = Some(Err(Refusal::Invalid { field: "award", why: "no-rate" }));
    DecisionView { total: Some(1_520_000), ..view(DecisionKind::Award, DecisionStatus::Draft, lines) }
}

fn paid() -> Vec<LineView> {
    let money = |factor, amount, pays| {
        let amount = Amount {
            award: "giay-khen-co-quan".to_owned(),
            name: "Giấy khen".to_owned(),
            coefficient: 30,
            base_salary: 2_530_000,
            factor,
            amount,
            rate_act: "Nghị định 152/2025/NĐ-CP, Điều 54".to_owned(),
            salary_act: "Nghị định 161/2026/NĐ-CP".to_owned(),
            mark: if factor == 100 { Mark::Verified } else { Mark::Recalled },
        };
        Some(Ok(Paid { amount, pays }))
    };
    vec![
        LineView { money: money(200, 1_520_000, 1_520_000), ..line(1, "Tổ Toán – Tin", SubjectKind::Collective) },
        LineView { money: money(100, 760_000, 760_000), ..line(2, "Trần Minh Khôi", SubjectKind::Individual) },
        LineView { money: money(100, 760_000, 0), ..line(3, "Phạm Thu Hằng", SubjectKind::Individual) },
    ]
}

fn view(kind: DecisionKind, status: DecisionStatus, lines: Vec<LineView>) -> DecisionView {
    let draft = status == DecisionStatus::Draft;
    DecisionView {
        row: Facts {
            id: Id::from_raw(1),
            version: 3,
            programme: Id::from_raw(1),
            kind,
            status,
            number: (!draft).then_some(7),
            symbol: "QĐ-UBND".to_owned(),
            on_day: Some(date(2026, 12, 15)),
            title: "Công nhận tập thể, cá nhân điển hình tiên tiến năm 2026".to_owned(),
            bases: "Căn cứ Kế hoạch số 18/KH-UBND ngày 05/01/2026;\nTheo đề nghị của Thường trực Hội đồng".to_owned(),
            signer_name: if draft { String::new() } else { "Trần Hoàng Long".to_owned() },
            signer_title: "CHỦ TỊCH".to_owned(),
            award: (kind == DecisionKind::Award).then(|| "giay-khen-co-quan".to_owned()),
            valid_until: None,
            recheck_on: Some(date(2028, 12, 1)),
            replaces: None,
        },
        agency: AGENCY.to_owned(),
        year: 2026,
        place: "Đông Hải".to_owned(),
        programme: "Nhân rộng điển hình tiên tiến 2026–2030".to_owned(),
        award: (kind == DecisionKind::Award).then(|| "Giấy khen của thủ trưởng cơ quan".to_owned()),
        lines,
        total: None,
        candidates: if draft { candidates() } else { Vec::new() },
        awards: awards(),
        next_number: draft.then_some(7),
        may_edit: draft,
        may_issue: draft,
        may_draft: true,
    }
}

fn line(n: i64, name: &str, kind: SubjectKind) -> LineView {
    LineView {
        dossier: Id::from_raw(n),
        version: 5,
        name: name.to_owned(),
        kind,
        unit: "Trường THCS Đông Hải".to_owned(),
        movement: "Dạy tốt – Học tốt".to_owned(),
        round: "Năm 2026".to_owned(),
        override_reason: None,
        exemplar: None,
        money: None,
        check: None,
    }
}

fn check() -> Check {
    let tally = Tally { agree: 6, disagree: 1, issued: 7, returned: 7, ..Tally::default() };
    Check {
        verdict: Ok(()),
        caps: vec![cap(2, 4)],
        needs_reason: false,
        criteria: Some(CriteriaView { total: 6, failed: Vec::new(), open: Vec::new() }),
        waits_for: Vec::new(),
        vote: Some(VoteView {
            session: Id::from_raw(1),
            held_on: date(2026, 12, 12),
            passed: true,
            tally: Some(TallyView { tally, needed: 5, base: 7, passed: true }),
        }),
        gives: Some("Giấy công nhận".to_owned()),
        alone: false,
    }
}

fn cap(counted: u32, limit: u32) -> CapView {
    let quota: Key = "ca-nhan-nam".parse().expect("invariant: a key");
    let text = "Mỗi năm không quá 04 cá nhân".to_owned();
    CapView { quota, text, bound: Bound::Max, per: Per::Year, counted, limit, over: counted >= limit }
}

fn candidates() -> Vec<CandidateView> {
    let one = |n: i64, name: &str| CandidateView {
        dossier: Id::from_raw(n),
        name: name.to_owned(),
        unit: "Công an phường".to_owned(),
        movement: "Dân vận khéo".to_owned(),
        round: "Năm 2026".to_owned(),
    };
    vec![one(6, "Đội Cảnh sát khu vực"), one(7, "Lê Thị Ngọc Ánh")]
}

fn awards() -> Vec<AwardChoice> {
    vec![AwardChoice {
        key: "giay-khen-co-quan".to_owned(),
        name: "Giấy khen của thủ trưởng cơ quan".to_owned(),
        coefficient: 30,
        mark: Mark::Verified,
    }]
}

/// What the form of a new decision needs.
pub(super) fn new() -> NewView {
    NewView {
        programme: Id::from_raw(1),
        programmes: vec![
            (Id::from_raw(1), "Nhân rộng điển hình tiên tiến 2026–2030".to_owned()),
            (Id::from_raw(2), "Học tập và làm theo Bác".to_owned()),
        ],
        document: Document {
            agency: AGENCY.to_owned(),
            number: Some("18/KH-UBND".to_owned()),
            place: Some("Đông Hải".to_owned()),
            issued: Some(date(2026, 1, 5)),
            title: "phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến".to_owned(),
            from: 2026,
            to: 2030,
            signer: None,
            signer_title: Some("CHỦ TỊCH".to_owned()),
            bases: Vec::new(),
            recipients: Vec::new(),
            source: None,
        },
        candidates: candidates(),
        awards: awards(),
        agency: AGENCY.to_owned(),
    }
}
