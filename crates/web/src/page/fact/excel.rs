//! Recorded facts as Excel files: the latest ones and those about one subject; discipline stays away from who may not read it.

use axum::{extract::Path, response::Response};
use lantoa_app::facts::{self, FactRow};
use lantoa_i18n::{Say, word};

use super::view::Row;
use crate::kernel::{Column, Excel, Failure, ListQuery, Visit};

/// A fact with the name of whom it is about.
const FACTS: Excel<(String, Row)> = Excel {
    name: "facts",
    title: word!("fact-title"),
    file: "ghi-nhan",
    told: &[],
    columns: &[
        Column::text(word!("fact-who"), 34, |(name, _), _| name.clone()),
        Column::text(word!("fact-what"), 30, |(_, row), locale| row.title().say(locale).into_owned()),
        Column::text(word!("fact-name"), 40, |(_, row), _| row.name.clone()),
        Column::text(word!("fact-value"), 26, |(_, row), locale| {
            row.shown().map(|value| value.say(locale).into_owned()).unwrap_or_default()
        }),
        Column::text(word!("fact-year"), 8, |(_, row), _| row.year.to_string()),
        Column::day(word!("fact-day"), |(_, row)| row.on),
        Column::text(word!("fact-note"), 40, |(_, row), _| row.note.clone()),
        Column::text(word!("fact-verified"), 14, |(_, row), locale| {
            if row.verified { word!("fact-verified").say(locale).into_owned() } else { String::new() }
        }),
    ],
};

/// `/quan-tri/ghi-nhan/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader) = (visit.cx()?, &visit);
    let page = |before| async move {
        let (found, names) = facts::latest(cx, before).await.map_err(|why| reader.failed(why))?;
        let row = |(row, name): (&FactRow, String)| (name, Row::new(row));
        Ok((found.rows.iter().zip(names).map(row).collect(), found.next))
    };
    visit.excel(&FACTS, &query, page).await
}

/// `/quan-tri/ghi-nhan/{id}/excel`.
pub(super) async fn take_about(visit: Visit, Path(id): Path<String>, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader) = (visit.cx()?, &visit);
    let about = facts::subject_of(cx, &id).await.map_err(|why| visit.failed(why))?;
    let name = facts::subject_name(cx, about).await.map_err(|why| visit.failed(why))?;
    let page = |before| {
        let name = name.clone();
        async move {
            let found = facts::about(cx, about, before).await.map_err(|why| reader.failed(why))?;
            Ok((found.rows.iter().map(|row| (name.clone(), Row::new(row))).collect(), found.next))
        }
    };
    visit.excel(&FACTS, &query, page).await
}
