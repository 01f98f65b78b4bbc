//! Clusters as samples show them. Everything invented.

use jiff::civil::date;
use lantoa_app::{
    cascade::Counts,
    cluster::{Choices, ClusterKind, ClusterRow, MemberRow, Terms, View},
};
use lantoa_domain::id::Id;

use super::{ListPage, ShowPage, forms};
use crate::{kernel::FormState, sample::Easel};

fn rows() -> Vec<ClusterRow> {
    let row = ClusterRow {
        id: Id::from_raw(1),
        name: "Cụm thi đua số 1".to_owned(),
        kind: ClusterKind::Cluster,
        programme: Some((Id::from_raw(1), "Điển hình tiên tiến giai đoạn 2026 - 2030".to_owned())),
        year: 0,
        head: "Xã Bắc Sông".to_owned(),
        members: vec!["Xã Bắc Sông".to_owned(), "Phường Đông Hải".to_owned()],
    };
    let bloc = ClusterRow {
        id: Id::from_raw(2),
        name: "Khối các cơ quan chuyên môn".to_owned(),
        kind: ClusterKind::Bloc,
        programme: None,
        year: 2026,
        head: "Phòng Nội vụ".to_owned(),
        members: Vec::new(),
    };
    vec![row, bloc]
}

fn view(may_manage: bool) -> View {
    let member = |n: i64, name: &str, to| MemberRow {
        unit: Id::from_raw(n),
        name: name.to_owned(),
        from: date(2026, 1, 5),
        to,
        is_in: to.is_none(),
    };
    View {
        id: Id::from_raw(1),
        terms: Terms {
            name: "Cụm thi đua số 1".to_owned(),
            kind: ClusterKind::Cluster,
            programme: Some(Id::from_raw(1)),
            year: None,
            head: Id::from_raw(2),
        },
        programme_title: Some("Điển hình tiên tiến giai đoạn 2026 - 2030".to_owned()),
        head_name: "Xã Bắc Sông".to_owned(),
        members: vec![
            member(2, "Xã Bắc Sông", None),
            member(3, "Phường Đông Hải", None),
            member(4, "Xã Tân Lập", Some(date(2026, 6, 30))),
        ],
        version: 3,
        may_manage,
        today: date(2026, 11, 21),
    }
}

/// Draws the pages.
pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("cluster/list", &ListPage::new(&visit, (rows(), true)));
    easel.show("cluster/list-empty", &ListPage::new(&visit, (Vec::new(), true)));
    let counts = Counts {
        by_progress: [1, 0, 1, 0, 2, 3, 0, 0],
        overdue: 2,
        issued_late: 1,
        without_standing_body: 0,
        without_cluster_head: 2,
    };
    easel.show("cluster/show", &ShowPage::new(&visit, view(true), Some(counts)));
    easel.show("cluster/show-plain", &ShowPage::new(&visit, view(false), None));
    let choices = Choices {
        units: vec![(Id::from_raw(3), "Phường Đông Hải".to_owned()), (Id::from_raw(5), "Trường Mầm non".to_owned())],
        programmes: vec![(Id::from_raw(1), "Điển hình tiên tiến giai đoạn 2026 - 2030".to_owned())],
    };
    let empty = FormState::empty();
    easel.show("cluster/new", &forms::new_page(&visit, &choices, &empty));
    easel.show("cluster/change", &forms::change_page(&visit, &view(true), &choices, &empty));
    easel.show("cluster/join", &forms::join_page(&visit, &view(true), &choices, &empty));
    if let Some(page) = forms::leave_page(&visit, &view(true), Id::from_raw(3), &empty) {
        easel.show("cluster/leave", &page);
    }
}
