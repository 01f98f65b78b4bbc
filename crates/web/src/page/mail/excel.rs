//! The outbox of letters as an Excel file; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::{
    export::Portion,
    mail::{self, Filter, LetterLine},
};
use lantoa_domain::time::vietnam_date;
use lantoa_i18n::{Say, word};

use super::outbox::{filter, state};
use crate::kernel::{Column, Excel, Failure, ListQuery, Visit};

const LETTERS: Excel<LetterLine> = Excel {
    name: "letters",
    title: word!("mail-outbox"),
    file: "thu-nhac-viec",
    told: &["tinh-trang"],
    columns: &[
        Column::day(word!("mail-day"), |row| Some(row.on_day)),
        Column::text(word!("mail-person"), 30, |row, _| row.name.clone()),
        Column::text(word!("mail-state"), 20, |row, locale| state(row).words(locale)),
        Column::text(word!("mail-why"), 60, |row, locale| {
            row.fault.map(|why| super::fault_line(why.0, row.code).say(locale).into_owned()).unwrap_or_default()
        }),
        Column::number(word!("mail-tries"), |row| Some(i64::from(row.tries))),
        Column::day(word!("mail-settled-on"), |row| row.settled.map(vietnam_date)),
    ],
};

/// `/quan-tri/thu/so/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, filter(&query));
    let page = |before| {
        let filter = Filter { before, portion: Portion::File, ..asked.clone() };
        async move {
            let found = mail::list(cx, filter).await.map_err(|why| reader.failed(why))?;
            Ok((found.rows, found.next))
        }
    };
    visit.excel(&LETTERS, &query, page).await
}
