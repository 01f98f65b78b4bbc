//! A council as samples show it. Everything invented.

use jiff::civil::date;
use lantoa_app::{
    council::{CouncilRow, CouncilView, MemberView, ProgrammeOfCouncil, SessionRow, Terms},
    session::SessionStatus,
};
use lantoa_domain::{id::Id, policy::CouncilRole};

const NAME: &str = "Hội đồng Thi đua – Khen thưởng phường Đông Hải";

/// The list.
pub(super) fn rows() -> Vec<CouncilRow> {
    let row = CouncilRow {
        id: Id::from_raw(1),
        name: NAME.to_owned(),
        from: date(2025, 7, 1),
        to: None,
        members: 7,
        chair: Some("Trần Hoàng Long".to_owned()),
        next: Some(session(1, "2026-12-12", SessionStatus::Called)),
    };
    let former = CouncilRow {
        id: Id::from_raw(2),
        name: "Hội đồng sáng kiến".to_owned(),
        to: Some(date(2025, 6, 30)),
        chair: None,
        next: None,
        members: 0,
        ..row.clone()
    };
    vec![row, former]
}

/// One council.
pub(super) fn view() -> CouncilView {
    CouncilView {
        id: Id::from_raw(1),
        version: 4,
        terms: Terms {
            name: NAME.to_owned(),
            act: "Quyết định số 12/QĐ-UBND ngày 01/7/2025".to_owned(),
            from: date(2025, 7, 1),
            to: Some(date(2030, 6, 30)),
        },
        members: vec![
            member(1, "Trần Hoàng Long", CouncilRole::Chair, None),
            member(2, "Vũ Thị Mai Phương", CouncilRole::ViceChair, None),
            member(3, "Nguyễn Thị Thanh Hà", CouncilRole::Secretary, None),
            member(4, "Lê Thanh Bình", CouncilRole::Member, None),
        ],
        others: vec![member(5, "Phan Đức Mạnh", CouncilRole::Member, Some("2026-05-31"))],
        sessions: vec![
            session(1, "2026-12-12", SessionStatus::Called),
            session(2, "2025-12-15", SessionStatus::Over),
            session(3, "2025-11-30", SessionStatus::Cancelled),
        ],
        programmes: vec![
            programme(1, "Nhân rộng điển hình 2026–2030", true),
            programme(2, "Học tập và làm theo", false),
        ],
        may_manage: true,
        may_call: true,
    }
}

fn member(n: i64, name: &str, role: CouncilRole, to: Option<&str>) -> MemberView {
    MemberView {
        id: n,
        person: Id::from_raw(n),
        name: name.to_owned(),
        post: "Trưởng phòng".to_owned(),
        unit: "Phòng Nội vụ".to_owned(),
        role,
        from: date(2025, 7, 1),
        to: to.and_then(|day| day.parse().ok()),
    }
}

fn session(n: i64, day: &str, status: SessionStatus) -> SessionRow {
    SessionRow {
        id: Id::from_raw(n),
        title: "Họp xét điển hình tiên tiến".to_owned(),
        held_on: day.parse().unwrap_or(date(2026, 1, 1)),
        starts_at: "08:00".to_owned(),
        place: "Phòng họp số 1".to_owned(),
        status,
    }
}

fn programme(n: i64, title: &str, here: bool) -> ProgrammeOfCouncil {
    ProgrammeOfCouncil { id: Id::from_raw(n), version: 1, title: title.to_owned(), here }
}
