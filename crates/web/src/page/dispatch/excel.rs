//! The outbox as an Excel file; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::{
    dispatch::{self, DispatchLine, Filter},
    export::Portion,
};
use lantoa_domain::time::vietnam_date;
use lantoa_i18n::{Say, word};

use super::{filter, kind, number, state};
use crate::kernel::{Column, Excel, Failure, ListQuery, Visit};

const OUTBOX: Excel<DispatchLine> = Excel {
    name: "outbox",
    title: word!("dispatch-title"),
    file: "van-ban-gui-di",
    told: &["tinh-trang"],
    columns: &[
        Column::text(word!("dispatch-number"), 18, |row, _| number(row)),
        Column::day(word!("dispatch-on"), |row| Some(row.on_day)),
        Column::text(word!("dispatch-what"), 60, |row, _| row.title.clone()),
        Column::text(word!("dispatch-to"), 40, |row, _| row.name.clone()),
        Column::text(word!("dispatch-code"), 20, |row, _| row.code.clone()),
        Column::text(word!("dispatch-kind"), 22, |row, locale| kind(row.kind.0).say(locale).into_owned()),
        Column::text(word!("dispatch-state"), 20, |row, locale| state(row.state.0).words(locale)),
        Column::text(word!("dispatch-words"), 40, |row, _| row.words.clone()),
        Column::number(word!("dispatch-tries"), |row| Some(i64::from(row.tries))),
        Column::day(word!("dispatch-queued-on"), |row| Some(vietnam_date(row.queued))),
        Column::day(word!("dispatch-settled-on"), |row| row.settled.map(vietnam_date)),
    ],
};

/// `/lien-thong/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, filter(&query));
    let page = |before| {
        let filter = Filter { before, portion: Portion::File, ..asked.clone() };
        async move {
            let found = dispatch::list(cx, filter).await.map_err(|why| reader.failed(why))?;
            Ok((found.rows, found.next))
        }
    };
    visit.excel(&OUTBOX, &query, page).await
}
