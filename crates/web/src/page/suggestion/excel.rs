//! The list of suggestions as an Excel file, without their senders; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::{
    export::Portion,
    suggestion::{self, Row, Wanted},
};
use lantoa_i18n::{Say, word};

use super::{office::wanted, source, state_word};
use crate::kernel::{Column, Excel, Failure, ListQuery, Visit};

const SUGGESTIONS: Excel<Row> = Excel {
    name: "suggestions",
    title: word!("suggestion-list"),
    file: "gop-y",
    told: &["tinh-trang", "nguon"],
    columns: &[
        Column::text(word!("suggestion-subject"), 34, |row, _| row.subject_name.clone()),
        Column::text(word!("suggestion-place"), 30, |row, _| row.place.clone()),
        Column::text(word!("suggestion-deed"), 60, |row, _| row.deed.clone()),
        Column::text(word!("suggestion-source"), 20, |row, locale| source(row.source).say(locale).into_owned()),
        Column::text(word!("suggestion-source-note"), 30, |row, _| row.source_note.clone()),
        Column::day(word!("suggestion-received-on"), |row| Some(row.received_on)),
        Column::text(word!("suggestion-state"), 20, |row, locale| state_word(row.state).say(locale).into_owned()),
        Column::day(word!("suggestion-decided-on"), |row| row.decided_on),
    ],
};

/// `/nhan-to/gop-y/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, wanted(&query));
    let page = |before| {
        let wanted = Wanted { before, portion: Portion::File, ..asked.clone() };
        async move {
            let found = suggestion::list(cx, wanted).await.map_err(|why| reader.failed(why))?;
            Ok((found.rows, found.next))
        }
    };
    visit.excel(&SUGGESTIONS, &query, page).await
}
