//! The list of exemplars as an Excel file; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::{
    exemplar::{self, ExemplarRow, Search},
    export::Portion,
};
use lantoa_i18n::{Say, word};

use super::{level, search, validity_word};
use crate::{
    kernel::{Column, Excel, Failure, ListQuery, Visit},
    words,
};

const EXEMPLARS: Excel<ExemplarRow> = Excel {
    name: "exemplars",
    title: word!("ui-area-exemplars"),
    file: "dien-hinh",
    told: &["phong-trao", "doi-tuong", "don-vi", "nam", "hieu-luc"],
    columns: &[
        Column::text(word!("exemplar-name"), 34, |row, _| row.name.clone()),
        Column::text(word!("exemplar-kind"), 14, |row, locale| words::kind(row.kind).say(locale).into_owned()),
        Column::text(word!("exemplar-unit"), 30, |row, _| row.unit.clone()),
        Column::text(word!("exemplar-movement"), 40, |row, _| row.movement.clone()),
        Column::text(word!("exemplar-level"), 20, |row, locale| level(row.level).say(locale).into_owned()),
        Column::day(word!("exemplar-on"), |row| Some(row.on)),
        Column::day(word!("exemplar-valid-until"), |row| row.valid_until),
        Column::text(word!("exemplar-validity"), 16, |row, locale| {
            validity_word(row.validity).say(locale).into_owned()
        }),
    ],
};

/// `/dien-hinh/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, search(&query));
    let page = |before| {
        let search = Search { portion: Portion::File, ..asked.clone() };
        async move {
            let found = exemplar::list(cx, search, before).await.map_err(|why| reader.failed(why))?;
            let next = found.rows.last().filter(|_| found.more).map(|row| row.id);
            Ok((found.rows, next))
        }
    };
    visit.excel(&EXEMPLARS, &query, page).await
}
