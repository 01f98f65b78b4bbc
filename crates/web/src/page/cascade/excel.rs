//! The cascade as an Excel file; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::cascade::{self, Row};
use lantoa_domain::unit_plan::Recipient;
use lantoa_i18n::{Locale, Say, word};

use super::{list::wanted, say};
use crate::kernel::{Column, Excel, Failure, ListQuery, Visit};

const CASCADE: Excel<Row> = Excel {
    name: "cascade",
    title: word!("cascade-title"),
    file: "ke-hoach-don-vi",
    told: &["chuong-trinh", "nam", "loai", "tinh-trang", "cum"],
    columns: &[
        Column::text(word!("cascade-unit"), 40, |row, _| row.name.clone()),
        Column::number(word!("cascade-depth"), |row| i64::try_from(row.depth).ok()),
        Column::text(word!("cascade-movement"), 40, |row, _| {
            row.movement.as_ref().map(|(_, name)| name.clone()).unwrap_or_default()
        }),
        Column::text(word!("cascade-what"), 50, |row, _| row.what.clone()),
        Column::text(word!("cascade-owed-as"), 12, |row, locale| {
            if row.is_asked { word!("cascade-asked") } else { word!("cascade-told") }.say(locale).into_owned()
        }),
        Column::day(word!("cascade-due"), |row| row.due),
        Column::text(word!("cascade-state"), 26, |row, locale| {
            say::progress(row.standing.progress).say(locale).into_owned()
        }),
        Column::number(word!("cascade-done"), |row| (row.done.1 > 0).then_some(i64::from(row.done.0))),
        Column::number(word!("cascade-late-days"), |row| Some(row.standing.late)),
        Column::text(word!("cascade-number"), 22, |row, _| {
            row.issued.as_ref().map(|(number, _)| number.clone()).unwrap_or_default()
        }),
        Column::day(word!("cascade-issued-on"), |row| row.issued.as_ref().map(|(_, on)| *on)),
        Column::text(word!("cascade-to-standing-body"), 30, |row, locale| {
            receipt(row, Recipient::StandingBody, locale)
        }),
        Column::text(word!("cascade-to-cluster-head"), 30, |row, locale| receipt(row, Recipient::ClusterHead, locale)),
        Column::text(word!("cascade-cluster"), 30, |row, _| {
            row.cluster.as_ref().map(|(_, name)| name.clone()).unwrap_or_default()
        }),
    ],
};

fn receipt(row: &Row, recipient: Recipient, locale: Locale) -> String {
    let found = row.receipts.iter().find(|one| one.recipient == recipient).filter(|_| row.issued.is_some());
    found.map(|one| say::receipt(one, locale).say(locale).into_owned()).unwrap_or_default()
}

/// `/ke-hoach-don-vi/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let view = cascade::view(visit.cx()?, wanted(&query)).await.map_err(|why| visit.failed(why))?;
    let rows = view.map(|view| view.rows).unwrap_or_default();
    visit.excel_of(&CASCADE, &query, rows).await
}
