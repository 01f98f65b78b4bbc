//! The list of people as an Excel file: what the list shows, so nothing sensitive; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::{
    export::Portion,
    people::{self, Listed, Wanted},
};
use lantoa_i18n::{Say, word};

use super::wanted;
use crate::kernel::{Column, Excel, Failure, ListQuery, Visit};

const PEOPLE: Excel<Listed> = Excel {
    name: "people",
    title: word!("person-title"),
    file: "nhan-su",
    told: &["don-vi", "tinh-trang"],
    columns: &[
        Column::text(word!("person-name"), 30, |row, _| row.name.clone()),
        Column::text(word!("person-post"), 26, |row, _| row.post.clone()),
        Column::text(word!("person-leads"), 18, |row, locale| {
            if row.leads { word!("person-leads").say(locale).into_owned() } else { String::new() }
        }),
        Column::text(word!("person-unit"), 34, |row, _| row.unit_name.clone()),
        Column::day(word!("person-born"), |row| row.born),
        Column::text(word!("person-standing"), 14, |row, locale| {
            if row.active { String::new() } else { word!("person-standing-left").say(locale).into_owned() }
        }),
    ],
};

/// `/quan-tri/nguoi/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, wanted(&query));
    let page = |after| {
        let wanted = Wanted { after, portion: Portion::File, ..asked.clone() };
        async move {
            let found = people::list(cx, wanted).await.map_err(|why| reader.failed(why))?;
            Ok((found.rows, found.next))
        }
    };
    visit.excel(&PEOPLE, &query, page).await
}
