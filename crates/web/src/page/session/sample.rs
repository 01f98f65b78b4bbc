//! A session as samples show it. Everything invented.

use jiff::{Timestamp, civil::date};
use lantoa_app::election::Line;
use lantoa_app::session::{
    Allowed, AloneView, ConflictView, Entry, Figures, ItemView, NextStep, Papers, SeatView, SessionStatus, SessionView,
    TallyView, Typing, WaitingView,
};
use lantoa_domain::{
    Refusal,
    election::ElectionStage,
    id::Id,
    plan::{Absent, Answers, Base, Conflicted, Method, Threshold, VoteRule},
    policy::CouncilRole,
    session::{ConflictKind, Stage},
    subject::SubjectKind,
    vote::Tally,
};

const RULE: VoteRule = VoteRule {
    method: Method::Secret,
    num: 2,
    den: 3,
    threshold: Threshold::AtLeast,
    base: Base::AllMembers,
    quorum_num: 2,
    quorum_den: 3,
    absent: Absent::NoVoice,
    conflicted: Conflicted::KeepBase,
    answers: Answers::AgreeOrNot,
};

/// A running session: one item announced, one counted, one open, one waiting.
pub(super) fn running() -> SessionView {
    let open = ItemView {
        next: Some((NextStep::Close, Ok(()))),
        conflicts: vec![ConflictView {
            name: "Lê Thanh Bình".to_owned(),
            kind: ConflictKind::OwnUnit,
            reason: String::new(),
        }],
        ..item(2, "Trần Minh Khôi", SubjectKind::Individual, Stage::Open)
    };
    let counted = ItemView {
        tally: Some(count(6, 5, 1)),
        next: Some((NextStep::Confirm, Err(Refusal::Conflicted))),
        ..item(3, "Một cửa thân thiện", SubjectKind::Practice, Stage::Counted)
    };
    let waiting = ItemView {
        next: Some((NextStep::Open, Ok(()))),
        rule: VoteRule { method: Method::Hands, threshold: Threshold::MoreThan, num: 1, den: 2, ..RULE },
        reason: "Thùng phiếu bị hỏng".to_owned(),
        ..item(4, "Lê Thị Ngọc Ánh", SubjectKind::Individual, Stage::Waiting)
    };
    SessionView { seats: seats(), items: vec![announced(), open, counted, waiting], ..called() }
}

/// An electronic ballot about what is open in [`running`], and one that was given up.
pub(super) fn elections() -> Vec<Line> {
    let line = |n, stage, items: Vec<i64>| Line {
        id: Id::from_raw(n),
        title: "Bỏ phiếu xét điển hình tiên tiến năm 2026".to_owned(),
        stage,
        items: items.into_iter().map(Id::from_raw).collect(),
    };
    vec![line(1, ElectionStage::GivenUp, vec![2]), line(2, ElectionStage::Open, vec![2])]
}

fn announced() -> ItemView {
    ItemView {
        tally: Some(count(7, 6, 1)),
        passed: Some(true),
        next: None,
        ..item(1, "Tổ Toán – Tin", SubjectKind::Collective, Stage::Announced)
    }
}

/// A session that is called, late papers, an empty agenda.
pub(super) fn called() -> SessionView {
    SessionView {
        id: Id::from_raw(1),
        title: "Họp xét điển hình tiên tiến năm 2026".to_owned(),
        place: "Phòng họp số 1, trụ sở UBND phường".to_owned(),
        held_on: date(2026, 11, 21),
        starts_at: "08:00".to_owned(),
        status: SessionStatus::Called,
        version: 3,
        council: Id::from_raw(1),
        council_name: "Hội đồng Thi đua – Khen thưởng phường Đông Hải".to_owned(),
        council_act: "Quyết định số 12/QĐ-UBND ngày 05/01/2026".to_owned(),
        papers: Papers { sent_on: None, due: date(2026, 11, 19), late: true },
        tellers: String::new(),
        conclusion: String::new(),
        seats: seats().into_iter().map(|seat| SeatView { came: None, gone: None, ..seat }).collect(),
        items: Vec::new(),
        waiting: vec![waiting(5, "Đội Cảnh sát khu vực", "Công an phường"), waiting(6, "Phạm Thu Hằng", "Trạm Y tế")],
        alone: vec![AloneView {
            dossier: Id::from_raw(9),
            name: "Ngô Văn Được".to_owned(),
            unit: "Tổ dân phố số 3".to_owned(),
            movement: "Người tốt, việc tốt".to_owned(),
            decision: Id::from_raw(2),
            number: Some(87),
            symbol: "QĐ-UBND".to_owned(),
            on: date(2026, 9, 2),
        }],
        closings: Vec::new(),
        may: Allowed { call: true, run: true, announce: true, declare: true },
    }
}

/// The same as a member in conflict sees it: nothing of the case but its name.
pub(super) fn conflicted() -> SessionView {
    let mut view = running();
    for item in &mut view.items {
        item.own_conflict = true;
        item.tally = None;
        item.note = String::new();
    }
    view.may = Allowed { call: false, run: false, announce: false, declare: true };
    view.waiting = Vec::new();
    view
}

/// Votes that are confirmed, two of which tell how members voted.
pub(super) fn confirmed() -> SessionView {
    let names = [("Tổ Toán – Tin", 7, 7, 0), ("Trần Văn Bình", 7, 6, 1), ("Lê Thị Ngọc Ánh", 7, 4, 3)];
    let items = (1..).zip(names).map(|(n, (name, issued, agree, disagree))| ItemView {
        tally: Some(count(issued, agree, disagree)),
        passed: Some(agree >= 5),
        next: Some((NextStep::Announce, Ok(()))),
        ..item(n, name, SubjectKind::Individual, Stage::Confirmed)
    });
    SessionView { items: items.collect(), ..running() }
}

/// An item whose paper ballots two people typed differently.
pub(super) fn typed_differently() -> ItemView {
    let entry = |name: &str, own, agree, disagree| Entry {
        name: name.to_owned(),
        own,
        tally: Some(Tally { agree, disagree, issued: 6, returned: 6, ..Tally::default() }),
    };
    let entries = vec![entry("Đỗ Quang Vinh", true, 5, 1), entry("Hoàng Thị Yến", false, 4, 2)];
    ItemView {
        typing: Typing { by_two: true, entries },
        ..item(2, "Trần Văn Bình", SubjectKind::Individual, Stage::Closed)
    }
}

/// A session that is over, of whose vote only the outcome was announced.
pub(super) fn sealed() -> SessionView {
    let mut view = over();
    for item in &mut view.items {
        item.sealed = true;
    }
    view.closings = vec![("Bỏ phiếu xét điển hình tiên tiến năm 2026".to_owned(), "4c78c24d41d0bcf9".repeat(4))];
    view
}

/// A session that is over.
pub(super) fn over() -> SessionView {
    SessionView {
        status: SessionStatus::Over,
        seats: seats(),
        items: vec![announced()],
        waiting: Vec::new(),
        papers: Papers { sent_on: Some(date(2026, 11, 18)), due: date(2026, 11, 19), late: false },
        may: Allowed { call: false, run: false, announce: false, declare: false },
        tellers: "Đỗ Quang Vinh (Trưởng ban)\nHoàng Thị Yến".to_owned(),
        conclusion: "Hội đồng thống nhất đề nghị công nhận các tập thể, cá nhân đủ phiếu.".to_owned(),
        ..called()
    }
}

fn item(n: i64, name: &str, kind: SubjectKind, stage: Stage) -> ItemView {
    ItemView {
        id: Id::from_raw(n),
        version: 2,
        dossier: Id::from_raw(n),
        name: name.to_owned(),
        kind,
        unit: "Trường THCS Đông Hải".to_owned(),
        movement: "Dạy tốt – Học tốt".to_owned(),
        rule: RULE,
        stage,
        reason: String::new(),
        note: String::new(),
        figures: Figures {
            members: 7,
            in_room: Some(6),
            quorum: 5,
            conflicted: 1,
            voters: 5,
            base: 7,
            needed: 5,
            can_pass: true,
        },
        conflicts: Vec::new(),
        own_conflict: false,
        paper: None,
        tally: None,
        typing: Typing { by_two: false, entries: Vec::new() },
        sealed: false,
        passed: None,
        next: None,
    }
}

fn count(issued: u32, agree: u32, disagree: u32) -> TallyView {
    let tally = Tally { agree, disagree, issued, returned: agree + disagree, ..Tally::default() };
    TallyView { tally, needed: 5, base: 7, passed: agree >= 5 }
}

fn waiting(n: i64, name: &str, unit: &str) -> WaitingView {
    WaitingView {
        dossier: Id::from_raw(n),
        name: name.to_owned(),
        unit: unit.to_owned(),
        movement: "Dân vận khéo".to_owned(),
        round: "Năm 2026".to_owned(),
    }
}

fn seats() -> Vec<SeatView> {
    let came = Timestamp::from_second(1_795_222_800).ok();
    let seat = |n, name: &str, role, came, excuse: &str| SeatView {
        person: Id::from_raw(n),
        name: name.to_owned(),
        post: "Ủy viên Ủy ban nhân dân".to_owned(),
        unit: "Văn phòng".to_owned(),
        role,
        came,
        gone: None,
        excuse: excuse.to_owned(),
        own: n == 3,
    };
    vec![
        seat(1, "Trần Hoàng Long", CouncilRole::Chair, came, ""),
        seat(2, "Vũ Thị Mai Phương", CouncilRole::ViceChair, came, ""),
        seat(3, "Nguyễn Thị Thanh Hà", CouncilRole::Secretary, came, ""),
        seat(4, "Lê Thanh Bình", CouncilRole::Member, came, ""),
        seat(5, "Đỗ Quang Vinh", CouncilRole::Member, came, ""),
        seat(6, "Hoàng Thị Yến", CouncilRole::Member, came, ""),
        seat(7, "Phan Đức Mạnh", CouncilRole::Member, None, "đi công tác"),
    ]
}
