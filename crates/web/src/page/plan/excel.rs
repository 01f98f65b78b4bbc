//! The programmes as an Excel file; it must not decide who may see them.

use axum::response::Response;
use lantoa_app::programme::{self, Row};
use lantoa_i18n::word;

use super::list::programme_state;
use crate::kernel::{Column, Excel, Failure, ListQuery, Visit};

const PROGRAMMES: Excel<Row> = Excel {
    name: "programmes",
    title: word!("plan-list-title"),
    file: "chuong-trinh",
    told: &[],
    columns: &[
        Column::text(word!("task-programme"), 60, |row, _| row.title.clone()),
        Column::text(word!("programme-from-year"), 10, |row, _| row.from.to_string()),
        Column::text(word!("programme-to-year"), 10, |row, _| row.to.to_string()),
        Column::text(word!("programme-state"), 18, |row, locale| programme_state(row.status).words(locale)),
        Column::number(word!("programme-open-rounds-fact"), |row| Some(i64::from(row.open_rounds))),
        Column::number(word!("programme-tasks-all"), |row| Some(i64::from(row.tasks.all()))),
        Column::number(word!("programme-tasks-met-fact"), |row| {
            Some(i64::from(row.tasks.met_in_time + row.tasks.met_late + row.tasks.exempt))
        }),
        Column::number(word!("programme-tasks-late-fact"), |row| Some(i64::from(row.tasks.overdue))),
    ],
};

/// `/ke-hoach/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = programme::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&PROGRAMMES, &query, rows).await
}
