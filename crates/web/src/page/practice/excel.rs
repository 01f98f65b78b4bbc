//! The list of practices as an Excel file; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::{
    export::Portion,
    practice::{self, PracticeRow, Search},
};
use lantoa_i18n::{Say, word};

use super::{say, search};
use crate::kernel::{Column, Excel, Failure, ListQuery, Visit};

const PRACTICES: Excel<PracticeRow> = Excel {
    name: "practices",
    title: word!("ui-area-practices"),
    file: "mo-hinh",
    told: &["phong-trao", "don-vi", "trang-thai", "nam"],
    columns: &[
        Column::text(word!("practice-title"), 44, |row, _| row.title.clone()),
        Column::text(word!("practice-unit"), 30, |row, _| row.unit.clone()),
        Column::text(word!("practice-movement"), 40, |row, _| row.movement.clone()),
        Column::text(word!("practice-host"), 30, |row, _| row.host.clone()),
        Column::text(word!("practice-state"), 18, |row, locale| say::state_word(row.state).say(locale).into_owned()),
        Column::text(word!("practice-reach"), 18, |row, locale| say::reach_word(row.reach).say(locale).into_owned()),
        Column::number(word!("practice-share"), |row| Some(i64::from(row.share))),
        Column::number(word!("practice-year"), |row| Some(i64::from(row.year))),
        Column::day(word!("practice-validated-on"), |row| row.validated_on),
        Column::number(word!("practice-copies"), |row| Some(i64::from(row.copies))),
        Column::number(word!("practice-used"), |row| Some(i64::from(row.used))),
    ],
};

/// `/mo-hinh/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, search(&query));
    let page = |before| {
        let search = Search { portion: Portion::File, ..asked.clone() };
        async move {
            let found = practice::list(cx, search, before).await.map_err(|why| reader.failed(why))?;
            let next = found.rows.last().filter(|_| found.more).map(|row| row.id);
            Ok((found.rows, next))
        }
    };
    visit.excel(&PRACTICES, &query, page).await
}
