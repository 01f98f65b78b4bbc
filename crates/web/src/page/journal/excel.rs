//! The journal as an Excel file: what its page shows this reader, closed details closed; it must not change an entry.

use axum::response::Response;
use lantoa_app::{
    Error,
    export::Portion,
    journal::{self, Wanted},
};
use lantoa_domain::Refusal;
use lantoa_i18n::{Say, date_short, instant, word};

use super::{
    fields::{FieldView, Piece},
    view::{EntryView, List},
    wanted,
};
use crate::kernel::{Column, Excel, Failure, ListQuery, Visit};

const JOURNAL: Excel<EntryView> = Excel {
    name: "journal",
    title: word!("journal-title"),
    file: "nhat-ky",
    told: &["viec", "tu-ngay", "den-ngay"],
    columns: &[
        Column::number(word!("journal-number"), |row| Some(row.seq)),
        Column::text(word!("journal-when"), 20, |row, locale| instant(locale, row.at)),
        Column::text(word!("journal-who"), 28, |row, locale| {
            row.who.clone().unwrap_or_else(|| word!("journal-system").say(locale).into_owned())
        }),
        Column::text(word!("journal-action"), 44, |row, locale| row.what.say(locale).into_owned()),
        Column::text(word!("journal-about"), 40, |row, locale| row.subject.say(locale).into_owned()),
        Column::text(word!("journal-subject"), 20, |row, _| row.code.clone()),
        Column::text(word!("journal-detail"), 60, |row, locale| {
            let fields = row.detail.as_deref().unwrap_or_default().iter();
            fields.map(|field| said(field, locale)).collect::<Vec<_>>().join("\n")
        }),
        Column::text(word!("journal-hash-short"), 14, |row, _| row.hash.clone()),
    ],
};

/// A field in one line: `Trước · Bước thứ: 2`.
fn said(field: &FieldView, locale: lantoa_i18n::Locale) -> String {
    let name: Vec<_> = field.name.iter().map(|part| part.say(locale).into_owned()).collect();
    let value = field.value.iter().map(|piece| match piece {
        Piece::Label(label) => label.say(locale).into_owned(),
        Piece::Day(day) => date_short(locale, *day),
    });
    format!("{}: {}", name.join(" · "), value.collect::<String>())
}

/// `/nhat-ky/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader) = (visit.cx()?, &visit);
    let asked = wanted(&query, &mut query.form());
    let page = |before| {
        let wanted = Wanted { before, portion: Portion::File, ..asked.clone() };
        async move {
            let found = match journal::list(cx, wanted.clone()).await {
                // As on the page: what is no identifier restricts nothing.
                Err(Error::Refused(Refusal::Invalid { .. })) => {
                    journal::list(cx, Wanted { subject: None, ..wanted }).await
                }
                found => found,
            };
            let found = found.map_err(|why| reader.failed(why))?;
            let next = found.next;
            Ok((List::new(found).rows, next))
        }
    };
    visit.excel(&JOURNAL, &query, page).await
}
