//! Numbers over units as samples show them. Everything invented.

use lantoa_app::rollup::{ClusterRow, Count, Figures, Level, MovementRow, UnitRow, View};
use lantoa_domain::{id::Id, plan::Years, subject::SubjectKind};

use super::ShowPage;
use crate::{kernel::ListQuery, sample::Easel};

fn figures(given: u32, recognised: u32) -> Figures {
    let mut out = Figures::default();
    let count = Count { given, assigned: given + 1, aimed: given + 3, registered: recognised + 2, recognised };
    *out.of_mut(SubjectKind::Collective) = count;
    *out.of_mut(SubjectKind::Individual) = Count { aimed: 0, ..count };
    out
}

fn row(n: i64, name: &str, depth: u32, units: u32) -> UnitRow {
    UnitRow {
        unit: Id::from_raw(n),
        name: name.to_owned(),
        depth,
        own: figures(1, 0),
        all: figures(units, units / 2),
        units,
        registering: units / 2,
        recognising: units / 3,
    }
}

fn view() -> View {
    let tree = vec![
        row(1, "UBND phường Đông Hải", 0, 9),
        row(2, "Khu dân cư Đông", 1, 4),
        row(3, "Tổ dân phố 1", 2, 1),
        row(4, "Phòng Nội vụ", 1, 1),
    ];
    View {
        programme: Id::from_raw(1),
        title: "Điển hình tiên tiến giai đoạn 2026 - 2030".to_owned(),
        years: Years { from: 2026, to: 2030 },
        year: None,
        movement: None,
        programmes: vec![(Id::from_raw(1), "Điển hình tiên tiến giai đoạn 2026 - 2030".to_owned())],
        movements: vec![("day-tot".parse().expect("invariant: a key"), "Dạy tốt, học tốt".to_owned())],
        path: vec![(Id::from_raw(1), "UBND phường Đông Hải".to_owned())],
        here: tree[0].clone(),
        below: vec![tree[1].clone(), tree[3].clone()],
        tree,
        levels: vec![
            Level { depth: 0, units: 1, registering: 0, recognising: 0 },
            Level { depth: 1, units: 4, registering: 3, recognising: 2 },
            Level { depth: 2, units: 4, registering: 1, recognising: 1 },
        ],
        by_movement: vec![MovementRow {
            key: "day-tot".parse().expect("invariant: a key"),
            name: "Dạy tốt, học tốt".to_owned(),
            asked: figures(5, 0),
            all: figures(0, 3),
        }],
        clusters: vec![ClusterRow {
            id: Id::from_raw(1),
            name: "Cụm thi đua số 1".to_owned(),
            units: 5,
            all: figures(5, 2),
        }],
    }
}

/// Draws the pages.
pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = |pairs: &[(&str, &str)]| ListQuery::new("/tong-hop", pairs);
    easel.show("rollup/show", &ShowPage::new(&visit, query(&[]), Some(view())));
    let part = View {
        year: Some(2026),
        path: vec![
            (Id::from_raw(1), "UBND phường Đông Hải".to_owned()),
            (Id::from_raw(2), "Khu dân cư Đông".to_owned()),
        ],
        here: row(2, "Khu dân cư Đông", 0, 4),
        clusters: Vec::new(),
        ..view()
    };
    easel.show("rollup/show-unit", &ShowPage::new(&visit, query(&[("don-vi", "un_2"), ("nam", "2026")]), Some(part)));
    easel.show("rollup/none", &ShowPage::new(&visit, query(&[]), None));
}
