//! Proposals as samples show them. Everything invented.

use jiff::civil::date;
use lantoa_app::{
    adoption::Declaring,
    replication::{AskedView, List, ReplicationAnswer, ReplicationRow, ReplicationView},
};
use lantoa_domain::id::Id;

use super::{ListPage, ShowPage, WHY, answer_page, new_page};
use crate::{
    kernel::{FormState, ListQuery},
    sample::Easel,
};

fn list() -> List {
    let row = |n: i64, counts, late| ReplicationRow {
        id: Id::from_raw(n),
        practice: Id::from_raw(1),
        title: "Trả kết quả tại nhà".to_owned(),
        due: date(2026, 12, 20),
        made_on: date(2026, 11, 2),
        counts,
        late,
    };
    List {
        rows: vec![row(1, (4, 1, 1), false), row(2, (3, 2, 1), false), row(3, (5, 0, 0), true)],
        more: false,
        waiting: 2,
        may_propose: true,
    }
}

fn view() -> ReplicationView {
    let asked = |n: i64, name: &str, answer, why: &str| AskedView {
        unit: Id::from_raw(n),
        name: name.to_owned(),
        answer,
        why: why.to_owned(),
        answered_on: answer.map(|_| date(2026, 11, 12)),
        version: 1,
        adoption: (n == 1).then(|| Id::from_raw(9)),
        may_answer: answer.is_none(),
    };
    ReplicationView {
        id: Id::from_raw(1),
        practice: Id::from_raw(1),
        title: "Trả kết quả tại nhà".to_owned(),
        why: "Các đơn vị có nhiều người cao tuổi.".to_owned(),
        due: date(2026, 12, 20),
        by: "Lê Thanh Bình".to_owned(),
        made_on: date(2026, 11, 2),
        units: vec![
            asked(1, "Trạm Y tế", Some(ReplicationAnswer::Accepted), ""),
            asked(2, "Trường THCS Đông Hải", Some(ReplicationAnswer::Declined), "Không có hồ sơ trả kết quả."),
            asked(3, "Khu dân cư Ninh Đa", None, ""),
        ],
    }
}

/// Draws the pages.
pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = |pairs: &[(&str, &str)]| ListQuery::new("/de-xuat-nhan-rong", pairs);
    easel.show("replication/list", &ListPage::new(&visit, query(&[]), list()));
    let none = List { rows: Vec::new(), waiting: 0, ..list() };
    easel.show("replication/list-empty", &ListPage::new(&visit, query(&[("xem", "don-vi-toi")]), none));
    easel.show("replication/show", &ShowPage::new(&visit, view(), date(2026, 11, 21)));
    let declaring = Declaring {
        practice: Id::from_raw(1),
        title: "Trả kết quả tại nhà".to_owned(),
        owner: "Văn phòng HĐND và UBND".to_owned(),
        open: true,
        units: vec![(Id::from_raw(5), "Trạm Y tế".to_owned()), (Id::from_raw(6), "Khu dân cư Ninh Đa".to_owned())],
        outside: true,
        teachers: Vec::new(),
        visits: Vec::new(),
    };
    let mut wrong = FormState::empty();
    wrong.text(WHY);
    easel.show("replication/new-wrong", &new_page(&visit, &declaring, &wrong));
    let view = view();
    easel.show("replication/answer", &answer_page(&visit, (&view, &view.units[2]), &FormState::empty()));
}
