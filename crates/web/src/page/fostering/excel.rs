//! Everything under fostering as an Excel file; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::fostering::{self, LineRow};
use lantoa_i18n::{Say, word};

use super::{about_word, risk, tab};
use crate::kernel::{Column, Excel, Failure, ListQuery, Visit};

const PLANS: Excel<LineRow> = Excel {
    name: "fostering",
    title: word!("fostering-title"),
    file: "boi-duong",
    told: &["xem"],
    columns: &[
        Column::text(word!("fostering-name"), 34, |row, _| row.name.clone()),
        Column::text(word!("fostering-about"), 18, |row, locale| about_word(row.about).say(locale).into_owned()),
        Column::text(word!("fostering-unit"), 30, |row, _| row.unit.clone()),
        Column::text(word!("fostering-owner"), 26, |row, _| row.owner.clone()),
        Column::day(word!("fostering-until"), |row| Some(row.until)),
        Column::day(word!("fostering-next-check"), |row| row.next_check),
        Column::number(word!("fostering-goals-reached"), |row| Some(i64::from(row.goals.0))),
        Column::number(word!("fostering-goals"), |row| Some(i64::from(row.goals.1))),
        Column::number(word!("fostering-difficulties"), |row| Some(i64::from(row.difficulties))),
        Column::number(word!("fostering-requested"), |row| Some(i64::from(row.support.0))),
        Column::number(word!("fostering-promised"), |row| Some(i64::from(row.support.1))),
        Column::text(word!("fostering-risks"), 50, |row, locale| {
            row.risks.iter().map(|one| risk(one).say(locale).into_owned()).collect::<Vec<_>>().join("; ")
        }),
    ],
};

/// `/boi-duong/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let found = fostering::overview(visit.cx()?, tab(&query)).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&PLANS, &query, found.lines).await
}
