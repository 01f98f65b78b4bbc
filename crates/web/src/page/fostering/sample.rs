//! Plans of fostering as samples show them. Everything invented.

use jiff::civil::date;
use lantoa_app::{
    exemplar::Level,
    fostering::{
        About, BuildingRow, Carer, Check, Difficulty, Fostering, Goal, GoalView, Initiative, LastDay, LineRow, Offered,
        Overview, OwedRow, Parts, PlanState, Risk, Setting, Support, SupportKind, SupportState, View, Word,
    },
};
use lantoa_domain::{id::Id, subject::SubjectKind};

use super::{OverviewPage, ShowPage, part, plan, setting};
use crate::{
    kernel::{FormState, ListQuery},
    sample::Easel,
};

const TODAY: jiff::civil::Date = date(2026, 11, 21);

fn line(n: i64, name: &str, about: About, risks: Vec<Risk>) -> LineRow {
    LineRow {
        id: Id::from_raw(n),
        about,
        name: name.to_owned(),
        unit: "Trường THCS Đông Hải".to_owned(),
        owner: "Lê Thanh Bình".to_owned(),
        until: date(2026, 12, 31),
        next_check: (n != 3).then(|| date(2026, 11, 10 + i8::try_from(n).unwrap_or(1) * 4)),
        goals: (1, 3),
        difficulties: u32::from(n == 1),
        support: (u32::from(n == 1), u32::from(n < 3)),
        risks,
    }
}

fn overview() -> Overview {
    let risks = vec![
        Risk::LateCheck(date(2026, 11, 14)),
        Risk::Difficulty(1, date(2026, 11, 1)),
        Risk::Goal(2, date(2026, 10, 31)),
    ];
    Overview {
        lines: vec![
            line(1, "Trần Minh Khôi", About::Exemplar(Id::from_raw(1)), risks),
            line(2, "Tổ Toán – Tin", About::Dossier(Id::from_raw(2)), Vec::new()),
            line(3, "Nguyễn Thị Lý", About::Prospect(Id::from_raw(3)), Vec::new()),
        ],
        counts: [3, 1, 1, 1, 2],
        owed: vec![OwedRow {
            exemplar: Id::from_raw(4),
            name: "Đội xung kích bờ kênh".to_owned(),
            kind: SubjectKind::Collective,
            unit: "Khu dân cư Đông Hải".to_owned(),
            recognised_on: date(2026, 8, 20),
            due: date(2026, 10, 19),
        }],
        building: vec![BuildingRow {
            dossier: Id::from_raw(5),
            name: "Một cửa thân thiện".to_owned(),
            kind: SubjectKind::Practice,
            unit: "Phòng Nội vụ".to_owned(),
        }],
        reviews: 2,
        today: TODAY,
        may_set: true,
    }
}

fn goal(n: i64, words: &str, (at_start, target, now): (i64, i64, i64), due: jiff::civil::Date) -> GoalView {
    let reached = lantoa_domain::fostering::is_reached(at_start, target, now);
    GoalView {
        goal: Goal {
            id: Id::from_raw(n),
            fostering: Id::from_raw(1),
            words: words.to_owned(),
            measure: "Số học sinh".to_owned(),
            unit_of: "em".to_owned(),
            at_start,
            target,
            now,
            measured_on: date(2026, 10, 1),
            due,
            reached_on: reached.then(|| date(2026, 10, 1)),
        },
        permille: lantoa_domain::fostering::permille(at_start, target, now),
        is_late: !reached && due < TODAY,
    }
}

fn support(n: i64, kind: SupportKind, words: &str, state: SupportState) -> Support {
    Support {
        id: Id::from_raw(n),
        fostering: Id::from_raw(1),
        kind: Word(kind),
        words: words.to_owned(),
        state: Word(state),
        asked_on: date(2026, 4, 1),
        by_whom: if state == SupportState::Requested { String::new() } else { "Hội Khuyến học".to_owned() },
        promised_for: (state != SupportState::Requested).then(|| date(2026, 9, 1)),
        settled_on: (!state.is_open()).then(|| date(2026, 9, 5)),
        why: if state == SupportState::Refused { "Chưa có nguồn.".to_owned() } else { String::new() },
    }
}

fn parts() -> Parts {
    let difficulty = |n, closed_on| Difficulty {
        id: Id::from_raw(n),
        fostering: Id::from_raw(1),
        found_on: date(2026, 5, 4),
        words: "Phòng máy hỏng ba máy".to_owned(),
        helper: Id::from_raw(2),
        helper_name: "Phạm Thu Hà".to_owned(),
        due: date(2026, 11, 1),
        closed_on,
        outcome: if closed_on.is_some() { "Đã thay linh kiện.".to_owned() } else { String::new() },
    };
    Parts {
        goals: Vec::new(),
        initiatives: vec![Initiative {
            id: Id::from_raw(1),
            fostering: Id::from_raw(1),
            on_day: date(2026, 5, 20),
            words: "Bộ bài giảng dùng chung".to_owned(),
            effect: "Năm trường dùng lại.".to_owned(),
        }],
        supports: vec![
            support(1, SupportKind::Spirit, "Thư khen của Hiệu trưởng", SupportState::Delivered),
            support(2, SupportKind::Material, "Năm máy tính", SupportState::Promised),
            support(3, SupportKind::Material, "Kinh phí in tài liệu", SupportState::Requested),
            support(4, SupportKind::Mechanism, "Giảm hai tiết dạy mỗi tuần", SupportState::Refused),
        ],
        checks: vec![Check {
            id: Id::from_raw(1),
            fostering: Id::from_raw(1),
            on_day: date(2026, 8, 10),
            words: "Đã mở ba lớp, 70 em theo học.".to_owned(),
            correction: "Chuyển lịch sang tối thứ Sáu.".to_owned(),
            written_by: Id::from_raw(2),
            writer: "Lê Thanh Bình".to_owned(),
            at: jiff::Timestamp::UNIX_EPOCH,
        }],
        difficulties: vec![difficulty(1, None), difficulty(2, Some(date(2026, 6, 1)))],
    }
}

fn view(active: bool) -> View {
    let plan = Fostering {
        id: Id::from_raw(1),
        root: Id::from_raw(1),
        about_kind: "exemplar".to_owned(),
        about_id: 1,
        unit: Id::from_raw(2),
        programme: Id::from_raw(1),
        movement: "day-tot".parse().expect("invariant: a key"),
        owner: Id::from_raw(2),
        owner_name: "Lê Thanh Bình".to_owned(),
        situation: "Đã được công nhận cấp cơ sở, có uy tín trong ngành.".to_owned(),
        next_level: Some(Word(Level::Province)),
        from_day: date(2026, 3, 20),
        until_day: date(2026, 12, 31),
        every_months: 3,
        state: Word(if active { PlanState::Active } else { PlanState::Closed }),
        closed_on: (!active).then(|| date(2026, 11, 1)),
        outcome: if active { String::new() } else { "Đạt hai trong ba mục tiêu.".to_owned() },
        version: 9,
    };
    let risks = vec![Risk::LateCheck(date(2026, 11, 10)), Risk::Difficulty(1, date(2026, 11, 1))];
    View {
        plan,
        about: About::Exemplar(Id::from_raw(1)),
        name: "Trần Minh Khôi".to_owned(),
        unit: "Trường THCS Đông Hải".to_owned(),
        goals: vec![
            goal(1, "Mở lớp Tin học miễn phí", (0, 120, 70), date(2026, 12, 31)),
            goal(2, "Giảm thời gian soạn bài", (15, 3, 3), date(2026, 9, 30)),
            goal(3, "Nhân rộng ra năm trường", (0, 5, 2), date(2026, 10, 31)),
        ],
        parts: parts(),
        next_check: active.then(|| date(2026, 11, 10)),
        risks: if active { risks } else { Vec::new() },
        today: TODAY,
        may_keep: active,
        may_carry_on: active,
    }
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = |pairs: &[(&str, &str)]| ListQuery::new("/boi-duong", pairs);
    easel.show("fostering/overview", &OverviewPage::new(&visit, query(&[]), overview()));
    let none = Overview {
        lines: Vec::new(),
        counts: [0; 5],
        owed: Vec::new(),
        building: Vec::new(),
        reviews: 0,
        ..overview()
    };
    easel.show("fostering/overview-empty", &OverviewPage::new(&visit, query(&[("xem", "nguy-co")]), none));
    easel.show("fostering/show", &ShowPage::new(&visit, view(true)));
    easel.show("fostering/show-closed", &ShowPage::new(&visit, view(false)));
    let carers =
        vec![Carer { id: Id::from_raw(2), name: "Lê Thanh Bình".to_owned(), post: "Hiệu phó".to_owned() }];
    let offered = Offered {
        about: About::Exemplar(Id::from_raw(1)),
        name: "Trần Minh Khôi".to_owned(),
        level: Some(Level::Agency),
        carers: carers.clone(),
        may_plan: true,
    };
    easel.show("fostering/new", &plan::page(&visit, &offered, None, &FormState::empty()));
    easel.show("fostering/change", &plan::page(&visit, &offered, Some(&view(true)), &FormState::empty()));
    for (name, part) in [
        ("fostering/goal", part::Part::Goal),
        ("fostering/measure", part::Part::Measure(Id::from_raw(1))),
        ("fostering/revise", part::Part::Revise(Id::from_raw(1))),
        ("fostering/initiative", part::Part::Initiative),
        ("fostering/support", part::Part::Support),
        ("fostering/promise", part::Part::Promise(Id::from_raw(3))),
        ("fostering/deliver", part::Part::Deliver(Id::from_raw(2))),
        ("fostering/refuse", part::Part::Refuse(Id::from_raw(2))),
        ("fostering/check-in", part::Part::Check),
        ("fostering/difficulty", part::Part::Difficulty),
        ("fostering/overcome", part::Part::Overcome(Id::from_raw(1))),
        ("fostering/close", part::Part::Close),
        ("fostering/carry-on", part::Part::CarryOn),
    ] {
        easel.show(name, &part::page(&visit, &view(true), part, &carers, &FormState::empty()));
    }
    let last = LastDay {
        programme: Id::from_raw(1),
        title: "Kế hoạch 2026-2030".to_owned(),
        years: (2026, 2030),
        day: date(2030, 3, 31),
        version: 1,
    };
    let set = Setting { plan_days: 60, version: 1, programmes: vec![last.clone()] };
    easel.show("fostering/setting", &setting::SettingPage::new(&visit, set, FormState::empty()));
    easel.show("fostering/last-day", &setting::last_page(&visit, &last, &FormState::empty()));
}
