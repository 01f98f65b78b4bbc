//! The pages of tasks with sample data. It must not reach a running product.

#[cfg(test)]
use super::view::Row;
use super::view::{Given, TaskView};
use super::{ListPage, Offered, ShowPage};
use crate::kernel::{Choice, ListQuery};
use crate::page::paper::shelf::Shelf;
use crate::page::programme::view::task_badge;
use crate::sample::Easel;
use crate::ui::{Moment, Timeline, Tone};
use jiff::Timestamp;
use jiff::civil::date;
use lantoa_app::document::About;
use lantoa_app::task::{Counts, Line, List};
use lantoa_domain::id::{Id, ProgrammeId, TaskId, UnitId};
use lantoa_domain::task::TaskState;
use lantoa_domain::time::When;
use lantoa_i18n::word;

pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let offered = Offered {
        programmes: vec![Choice::new("ct_1", "Giai đoạn 2026 - 2030")],
        units: vec![Choice::new("un_1", "Phòng Nội vụ")],
    };
    let query = ListQuery::new("/nhiem-vu", &[("tinh-trang", "overdue")]);
    easel.show("task/list", &ListPage::new(&visit, query, list(), &offered));
    let none = List { rows: vec![], counts: Counts::default(), ..list() };
    easel.show("task/list-empty", &ListPage::new(&visit, ListQuery::new("/nhiem-vu", &[]), none.clone(), &offered));
    let query = ListQuery::new("/nhiem-vu", &[("thang", "2/2026")]);
    easel.show("task/list-narrowed-empty", &ListPage::new(&visit, query, none, &offered));
    easel.show("task/show", &ShowPage::new(&visit, task()));
    let met = TaskView {
        is_open: false,
        state: task_badge(TaskState::MetLate),
        note: "Đã gửi danh sách 3 người".to_owned(),
        ..task()
    };
    easel.show("task/show-met", &ShowPage::new(&visit, met));
    let given = Given {
        person: "pe_1".to_owned(),
        name: "Võ Thị Cúc".to_owned(),
        due: Some(date(2026, 11, 23)),
        note: "Lấy số liệu của ba tháng gần nhất.".to_owned(),
        by: "Nguyễn Thị Thanh Hà".to_owned(),
        at: visit.state().now(),
    };
    easel.show("task/show-given", &ShowPage::new(&visit, TaskView { given: Some(given), ..task() }));
}

fn list() -> List {
    let line = |n: i64, unit: &str, month| Line {
        id: TaskId::from_raw(n),
        programme: ProgrammeId::from_raw(1),
        obligation: "gui-danh-sach".parse().expect("invariant: a key"),
        unit: UnitId::from_raw(n),
        unit_name: unit.to_owned(),
        period: When::Month(2026, month),
        due_day: date(2026, month, 20),
        what: "Gửi danh sách gương người tốt, việc tốt".to_owned(),
        met: None,
        met_on: None,
        version: 1,
        assignee: (n == 2).then(|| lantoa_domain::id::PersonId::from_raw(2)),
        assignee_name: (n == 2).then(|| "Võ Thị Cúc".to_owned()),
        inner_due: (n == 2).then(|| date(2026, 11, 18)),
    };
    List {
        rows: vec![
            (line(1, "Trường THCS Đông Hải", 10), TaskState::Overdue),
            (line(2, "Trạm Y tế phường", 11), TaskState::Soon),
            (line(3, "Phòng Văn hóa - Xã hội", 12), TaskState::Open),
        ],
        next: Some((date(2026, 12, 20), TaskId::from_raw(3))),
        counts: Counts { overdue: 4, soon: 2, open: 60, met_late: 3, met_in_time: 40, exempt: 1 },
        today: date(2026, 11, 21),
    }
}

fn task() -> TaskView {
    let moment = |seconds, what, why: &str| Moment {
        at: Timestamp::from_second(seconds).expect("invariant: in range"),
        who: Some("Nguyễn Thị Thanh Hà".to_owned()),
        what,
        why: Some(why.to_owned()),
        tone: Tone::Plain,
    };
    let extended = word!("task-happened-extended").with("until", date(2026, 11, 25)).into();
    TaskView {
        address: "/nhiem-vu/nv_1".to_owned(),
        version: 2,
        what: "Gửi danh sách gương người tốt, việc tốt".to_owned(),
        state: task_badge(TaskState::Soon),
        facts: vec![
            (word!("task-unit").into(), "Trạm Y tế phường".into()),
            (word!("task-due").into(), word!("task-due-day").with("day", date(2026, 11, 25)).into()),
        ],
        note: String::new(),
        is_open: true,
        zero_will_do: true,
        may_complete: true,
        may_excuse: true,
        given: None,
        people: vec![("pe_1".to_owned(), "Võ Thị Cúc".to_owned()), ("pe_2".to_owned(), "Lê Minh Đức".to_owned())],
        cascade: Some("/ke-hoach-don-vi".to_owned()),
        grid: "/nhiem-vu/bang/ct_1/gui-danh-sach".to_owned(),
        source: Some("/ke-hoach/kh_1#obligations.gui-danh-sach".to_owned()),
        papers: Shelf::of(About::Task(TaskId::from_raw(1))),
        history: Timeline {
            moments: vec![moment(1_795_000_000, extended, "Đơn vị đang luân chuyển cán bộ")]
        },
        today: date(2026, 11, 21),
    }
}

#[cfg(test)]
mod tests {
    use super::super::month;
    use super::Row;
    use lantoa_domain::task::TaskState;
    use lantoa_i18n::Locale;

    #[test]
    fn months_are_typed_either_way() {
        assert_eq!(month("11/2026"), Some((2026, 11)));
        assert_eq!(month("2026-11"), Some((2026, 11)));
        assert!(["13/2026", "2026", "11/20", "x/y", ""].into_iter().all(|text| month(text).is_none()));
    }

    #[test]
    fn a_row_says_when_it_is_urgent() {
        let (line, _) = super::list().rows.remove(0);
        let row = Row::of(line, TaskState::Overdue, Locale::Vi);
        assert_eq!((row.urgency, row.period.as_str(), row.is_open), ("late", "tháng 10/2026", true));
    }
}
