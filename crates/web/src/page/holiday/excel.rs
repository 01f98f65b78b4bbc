//! The days of a year as an Excel file; it must not reckon any.

use axum::response::Response;
use lantoa_app::holiday::{self, Holiday};
use lantoa_i18n::{Say, word};

use super::kind_word;
use crate::kernel::{Column, Excel, Failure, ListQuery, Visit};

const DAYS: Excel<Holiday> = Excel {
    name: "holidays",
    title: word!("holiday-title"),
    file: "ngay-nghi",
    told: &["nam"],
    columns: &[
        Column::day(word!("holiday-from"), |row| Some(row.from)),
        Column::day(word!("holiday-to"), |row| Some(row.to)),
        Column::text(word!("holiday-name"), 40, |row, _| row.name.clone()),
        Column::text(word!("holiday-kind"), 30, |row, locale| kind_word(row.kind.0).say(locale).into_owned()),
        Column::text(word!("holiday-act"), 60, |row, _| row.act.clone()),
    ],
};

/// `/quan-tri/ngay-nghi/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let year = query.get("nam").and_then(|text| text.parse().ok());
    let view = holiday::view(visit.cx()?, year).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&DAYS, &query, view.rows).await
}
