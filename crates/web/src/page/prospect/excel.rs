//! The list of new factors as an Excel file; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::{
    export::Portion,
    prospect::{self, Row, Wanted},
};
use lantoa_i18n::{Say, word};

use super::{source, state_word, wanted};
use crate::{
    kernel::{Column, Excel, Failure, ListQuery, Visit},
    words,
};

const PROSPECTS: Excel<Row> = Excel {
    name: "prospects",
    title: word!("prospect-title"),
    file: "nhan-to-moi",
    told: &["tinh-trang", "doi-tuong", "don-vi", "nguon"],
    columns: &[
        Column::text(word!("prospect-name"), 34, |row, _| row.name.clone()),
        Column::text(word!("prospect-kind"), 14, |row, locale| words::kind(row.kind).say(locale).into_owned()),
        Column::text(word!("prospect-unit"), 30, |row, _| row.unit.clone()),
        Column::text(word!("prospect-movement"), 40, |row, _| row.movement.clone()),
        Column::text(word!("suggestion-source"), 20, |row, locale| source(row.source).say(locale).into_owned()),
        Column::text(word!("prospect-state"), 20, |row, locale| state_word(row.state).say(locale).into_owned()),
        Column::day(word!("prospect-noticed-on"), |row| Some(row.noticed_on)),
        Column::number(word!("prospect-days-prospect"), |row| row.took.to_prospect.map(i64::from)),
        Column::number(word!("prospect-days-recognition"), |row| row.took.to_recognition.map(i64::from)),
    ],
};

/// `/nhan-to/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, wanted(&query));
    let page = |before| {
        let wanted = Wanted { before, portion: Portion::File, ..asked.clone() };
        async move {
            let found = prospect::list(cx, wanted).await.map_err(|why| reader.failed(why))?;
            Ok((found.rows, found.next))
        }
    };
    visit.excel(&PROSPECTS, &query, page).await
}
