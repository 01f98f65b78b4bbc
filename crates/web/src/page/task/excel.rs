//! The list of tasks as an Excel file; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::{
    export::Portion,
    task::{self, Line, Wanted},
};
use lantoa_domain::task::TaskState;
use lantoa_i18n::{Say, word};

use super::wanted;
use crate::{
    kernel::{Column, Excel, Failure, ListQuery, Visit},
    plan_words, words,
};

const TASKS: Excel<(Line, TaskState)> = Excel {
    name: "tasks",
    title: word!("task-list-title"),
    file: "nhiem-vu",
    told: &["xem", "muc", "tinh-trang", "don-vi", "chuong-trinh", "thang"],
    columns: &[
        Column::text(word!("task-what"), 60, |(line, _), _| line.what.clone()),
        Column::text(word!("task-period"), 18, |(line, _), locale| plan_words::when(locale, line.period)),
        Column::text(word!("task-unit"), 30, |(line, _), _| line.unit_name.clone()),
        Column::day(word!("task-due"), |(line, _)| Some(line.due_day)),
        Column::text(word!("task-state"), 20, |(_, state), locale| words::task_state(*state).say(locale).into_owned()),
        Column::text(word!("task-assignee"), 28, |(line, _), _| line.assignee_name.clone().unwrap_or_default()),
        Column::day(word!("task-inner-due"), |(line, _)| line.inner_due),
        Column::day(word!("task-met-on"), |(line, _)| line.met_on),
    ],
};

/// `/nhiem-vu/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, wanted(&query));
    let page = |after| {
        let wanted = Wanted { after, portion: Portion::File, ..asked.clone() };
        async move {
            let found = task::list(cx, wanted).await.map_err(|why| reader.failed(why))?;
            Ok((found.rows, found.next))
        }
    };
    visit.excel(&TASKS, &query, page).await
}
