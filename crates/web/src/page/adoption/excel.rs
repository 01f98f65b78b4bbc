//! The adoption ledger as an Excel file; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::{
    adoption::{self, AdoptionRow, Search},
    export::Portion,
};
use lantoa_i18n::{Say, word};

use super::{say, search};
use crate::kernel::{Column, Excel, Failure, ListQuery, Visit};

const ADOPTIONS: Excel<AdoptionRow> = Excel {
    name: "adoptions",
    title: word!("adoption-ledger"),
    file: "nhan-rong",
    told: &["don-vi", "muc-do", "xac-nhan", "xem", "mo-hinh"],
    columns: &[
        Column::text(word!("adoption-unit"), 30, |row, _| row.name.clone()),
        Column::text(word!("practice-title"), 44, |row, _| row.title.clone()),
        Column::text(word!("practice-unit"), 30, |row, _| row.owner.clone()),
        Column::text(word!("adoption-stage"), 18, |row, locale| say::stage_word(row.stage).say(locale).into_owned()),
        Column::day(word!("adoption-began"), |row| Some(row.began)),
        Column::day(word!("adoption-since"), |row| Some(row.since)),
        Column::day(word!("adoption-used-from"), |row| row.used_from),
        Column::text(word!("adoption-confirmed"), 22, |row, locale| {
            say::confirmed_word(row.confirmed).say(locale).into_owned()
        }),
        Column::text(word!("adoption-changed"), 40, |row, _| row.changed.clone()),
        Column::text(word!("adoption-results"), 40, |row, _| row.results.clone()),
        Column::text(word!("adoption-difficulty"), 40, |row, _| row.difficulty.clone()),
    ],
};

/// `/nhan-rong/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, search(&query)?);
    let page = |before| {
        let search = Search { portion: Portion::File, ..asked.clone() };
        async move {
            let found = adoption::list(cx, search, before).await.map_err(|why| reader.failed(why))?;
            let next = found.rows.last().filter(|_| found.more).map(|row| row.id);
            Ok((found.rows, next))
        }
    };
    visit.excel(&ADOPTIONS, &query, page).await
}
