//! The list of decisions as an Excel file; it must not show a draft to those who may not see it.

use axum::response::Response;
use lantoa_app::{
    decision::{self, DecisionRow, Filter},
    export::Portion,
};
use lantoa_i18n::{Say, word};

use super::{list::filter, view};
use crate::kernel::{Column, Excel, Failure, ListQuery, Visit};

const DECISIONS: Excel<DecisionRow> = Excel {
    name: "decisions",
    title: word!("ui-area-decisions"),
    file: "quyet-dinh",
    told: &["nam", "loai", "tinh-trang"],
    columns: &[
        Column::text(word!("decision-number"), 16, |row, _| {
            row.number.map(|number| view::number(number, &row.symbol)).unwrap_or_default()
        }),
        Column::day(word!("decision-on"), |row| row.on),
        Column::text(word!("decision-column-title"), 60, |row, _| row.title.clone()),
        Column::text(word!("decision-filter-kind"), 16, |row, locale| view::kind(row.kind).say(locale).into_owned()),
        Column::text(word!("decision-signer"), 26, |row, _| row.signer.clone()),
        Column::number(word!("decision-column-lines"), |row| i64::try_from(row.lines).ok()),
        Column::text(word!("decision-filter-status"), 16, |row, locale| view::status(row.status).words(locale)),
    ],
};

/// `/quyet-dinh/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, filter(&query));
    let page = |before| {
        let filter = Filter { portion: Portion::File, ..asked.clone() };
        async move {
            let found = decision::list(cx, filter, before).await.map_err(|why| reader.failed(why))?;
            let next = found.rows.last().filter(|_| found.more).map(|row| row.id);
            Ok((found.rows, next))
        }
    };
    visit.excel(&DECISIONS, &query, page).await
}
