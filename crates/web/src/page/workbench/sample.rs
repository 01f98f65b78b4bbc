//! The workbench with sample data, through the same mapping as the real one; it must not reach a running product.

use jiff::{
    Timestamp,
    civil::{Date, date},
};
use lantoa_app::{
    dossier::list::Row,
    publicity::reading::ToRead,
    quota,
    workbench::{Ended, Gap, Late, Session, Setup, Task, Workbench},
};
use lantoa_domain::{
    dossier::State,
    id::Id,
    plan::{Bound, Per, Quota, QuotaSubject, StepKind, Strength},
    quota::Standing,
    subject::SubjectKind,
};

use super::{ShowPage, view};
use crate::sample::Easel;

const TODAY: Date = date(2026, 11, 21);

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("workbench/show", &ShowPage::new(&visit, view::of(full())));
    easel.show("workbench/idle", &ShowPage::new(&visit, view::of(idle())));
    let setup = Setup { units: true, people: false, plan: false, may_upload: true };
    let first = Workbench { setup: Some(setup), ..idle() };
    easel.show("workbench/first-day", &ShowPage::new(&visit, view::of(first)));
    let ended = Workbench { ended: Some(ended()), ..idle() };
    easel.show("workbench/ended", &ShowPage::new(&visit, view::of(ended)));
}

fn ended() -> Ended {
    Ended {
        programme: Id::from_raw(1),
        title: "Phát hiện, bồi dưỡng và nhân điển hình tiên tiến giai đoạn 2021-2025".to_owned(),
        years: (2021, 2025),
        recognised: vec![("Dạy tốt – Học tốt".to_owned(), 12), ("Cải cách hành chính".to_owned(), 7)],
        tasks: lantoa_app::task::Counts { met_in_time: 120, met_late: 8, overdue: 2, ..Default::default() },
        may_upload: true,
    }
}

fn idle() -> Workbench {
    Workbench {
        today: TODAY,
        waiting_count: 0,
        waiting: Vec::new(),
        own: Vec::new(),
        tasks: Vec::new(),
        late: None,
        gaps: None,
        intake: None,
        session: None,
        setup: None,
        ended: None,
        suggestions: Some(3),
        obstacles: Vec::new(),
        sees_prospects: true,
        readings: Vec::new(),
        judging: 0,
        appraising: 0,
    }
}

fn full() -> Workbench {
    let task = |n, what: &str, unit: &str, due| Task {
        id: Id::from_raw(n),
        what: what.to_owned(),
        unit: unit.to_owned(),
        due,
    };
    let late = |n, name: &str, tasks, since| Late { unit: Id::from_raw(n), name: name.to_owned(), tasks, since };
    let reading = ToRead {
        id: Id::from_raw(1),
        title: "Kế hoạch điển hình tiên tiến 2026 - 2030".to_owned(),
        due: date(2026, 11, 30),
    };
    Workbench {
        readings: vec![reading],
        judging: 2,
        appraising: 3,
        waiting_count: 100,
        waiting: vec![
            row(1, "Trần Minh Khôi", State::Walking { step: 2 }, StepKind::Appraise, 0, Some(date(2026, 11, 18))),
            row(2, "Tổ Toán – Tin", State::Walking { step: 1 }, StepKind::Screen, 0, Some(date(2026, 11, 23))),
            row(3, "Lê Thị Ngọc Ánh", State::Returned { from: 1, reason: String::new() }, StepKind::Screen, 1, None),
        ],
        own: vec![row(4, "Tổ Ngữ văn", State::Walking { step: 2 }, StepKind::Appraise, 0, None)],
        tasks: vec![
            task(1, "Báo cáo kết quả tháng 10", "Trường THCS Đông Hải", date(2026, 11, 10)),
            task(2, "Gửi danh sách đề nghị công nhận", "Trường THCS Đông Hải", date(2026, 11, 25)),
        ],
        late: Some(vec![
            late(1, "Trạm Y tế phường", 2, date(2026, 10, 20)),
            late(2, "Tổ dân phố số 9", 1, date(2026, 11, 20)),
        ]),
        gaps: Some(vec![gap(Some("Cải cách hành chính"), 8, 3), gap(None, 20, 11)]),
        intake: Some(41),
        session: Some(Session {
            id: Id::from_raw(1),
            title: "Phiên họp xét điển hình năm 2026".to_owned(),
            on: date(2026, 12, 12),
            starts_at: "08:00".to_owned(),
            place: "Phòng họp số 1, trụ sở UBND phường".to_owned(),
            papers_on: None,
            dossiers: 18,
        }),
        ..idle()
    }
}

fn row(n: i64, name: &str, state: State, at: StepKind, missing: u32, due: Option<Date>) -> Row {
    Row {
        id: Id::from_raw(n),
        version: 3,
        name: name.to_owned(),
        kind: SubjectKind::Individual,
        leader: false,
        movement: "Dạy tốt – Học tốt".to_owned(),
        unit: "Trường THCS Đông Hải".to_owned(),
        round: "Năm 2026".to_owned(),
        state,
        at: Some(at),
        missing,
        due,
        changed: Timestamp::from_second(1_794_800_000).expect("invariant: in range"),
    }
}

fn gap(movement: Option<&str>, bound: u32, counted: u32) -> Gap {
    let key = |text: &str| text.parse().expect("invariant: a key");
    let quota = Quota {
        key: key("q1"),
        movement: movement.map(|_| key("cchc")),
        tracks: Vec::new(),
        subject: QuotaSubject::Collective,
        bound: Bound::Min,
        count: bound,
        per: Per::Year,
        strength: Strength::Assigned,
        sectors: Vec::new(),
        years: None,
        text: String::new(),
        source: None,
    };
    let standing = Standing { quota: key("q1"), counted, bound, gap: bound - counted, room: None };
    Gap {
        programme: Id::from_raw(1),
        movement: movement.map(|name| (key("cchc"), name.to_owned())),
        quota: quota::State { quota, standing, by_unit: None, under_way: 4, forecast: Some(9), outlook: None },
    }
}
