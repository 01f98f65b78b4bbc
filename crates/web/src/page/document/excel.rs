//! The list of documents and the register of numbers as Excel files; it must not leave out a hole in the numbers.

use axum::response::Response;
use lantoa_app::{
    document::{self, DocumentRow, Filter},
    export::Portion,
};
use lantoa_i18n::{Locale, Say, word};

use super::{
    list::{Entry, entries, filter},
    view,
};
use crate::kernel::{At, Column, Excel, Failure, ListQuery, Visit};

const DOCUMENTS: Excel<DocumentRow> = Excel {
    name: "documents",
    title: word!("document-title"),
    file: "van-ban",
    told: &["nam", "loai", "tinh-trang"],
    columns: &[
        Column::text(word!("document-number"), 18, |row, _| row.number()),
        Column::day(word!("document-on"), |row| Some(row.on)),
        Column::text(word!("document-filter-kind"), 24, |row, locale| row.kind.name().say(locale).into_owned()),
        Column::text(word!("document-column-title"), 60, |row, _| row.title.clone()),
        Column::text(word!("document-signer"), 26, |row, _| row.signer.clone()),
        Column::text(word!("document-recipients"), 40, |row, _| row.recipients.replace('\n', "; ")),
        Column::text(word!("document-filter-status"), 18, |row, locale| view::status(row.status).words(locale)),
        Column::text(word!("document-column-note"), 40, notes),
    ],
};

fn notes(row: &DocumentRow, locale: Locale) -> String {
    let said: Vec<String> = view::note(row).iter().map(|note| note.say(locale).into_owned()).collect();
    said.join("; ")
}

/// A line of the register: a document, numbers used elsewhere, or a hole.
#[derive(Clone)]
struct Line {
    number: String,
    document: Option<DocumentRow>,
    gap: Option<(String, String)>,
}

const REGISTER: Excel<Line> = Excel {
    name: "document-register",
    title: word!("document-register"),
    file: "so-van-ban",
    told: &[],
    columns: &[
        Column::text(word!("document-number"), 18, |row, _| row.number.clone()),
        Column::day(word!("document-on"), |row| row.document.as_ref().map(|one| one.on)),
        Column::text(word!("document-filter-kind"), 24, |row, locale| {
            row.document.as_ref().map(|one| one.kind.name().say(locale).into_owned()).unwrap_or_default()
        }),
        Column::text(word!("document-column-title"), 60, |row, locale| match (&row.document, &row.gap) {
            (Some(document), _) => document.title.clone(),
            (None, Some((reason, _))) => reason.clone(),
            (None, None) => word!("document-register-hole").say(locale).into_owned(),
        }),
        Column::text(word!("document-signer"), 26, |row, _| match (&row.document, &row.gap) {
            (Some(document), _) => document.signer.clone(),
            (None, gap) => gap.as_ref().map(|(_, by)| by.clone()).unwrap_or_default(),
        }),
        Column::text(word!("document-recipients"), 40, |row, _| {
            row.document.as_ref().map(|one| one.recipients.replace('\n', "; ")).unwrap_or_default()
        }),
        Column::text(word!("document-column-note"), 40, |row, locale| {
            row.document.as_ref().map(|one| notes(one, locale)).unwrap_or_default()
        }),
    ],
};

fn line(entry: &Entry<'_>) -> Line {
    match entry {
        Entry::Document(row) => Line { number: row.number(), document: Some((*row).clone()), gap: None },
        Entry::Gap(gap) => Line {
            number: if gap.first == gap.last { gap.first.to_string() } else { format!("{}–{}", gap.first, gap.last) },
            document: None,
            gap: Some((gap.reason.clone(), gap.by.clone())),
        },
        Entry::Hole(number) => Line { number: number.to_string(), document: None, gap: None },
    }
}

/// `/van-ban/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, filter(&query));
    let page = |before| {
        let filter = Filter { portion: Portion::File, ..asked.clone() };
        async move {
            let found = document::list(cx, filter, before).await.map_err(|why| reader.failed(why))?;
            let next = found.rows.last().filter(|_| found.more).map(|row| row.id);
            Ok((found.rows, next))
        }
    };
    visit.excel(&DOCUMENTS, &query, page).await
}

/// `/van-ban/so/{year}/excel`.
pub(super) async fn take_register(visit: Visit, At(year): At<i16>, query: ListQuery) -> Result<Response, Failure> {
    let register = document::register(visit.cx()?, year).await.map_err(|why| visit.failed(why))?;
    let rows = entries(&register).iter().map(line).collect();
    visit.excel_of(&REGISTER, &query, rows).await
}
