//! Who holds which role as an Excel file; it must not decide who may see it.

use axum::response::Response;
use lantoa_app::account::{self, Holder, WantedHolders};
use lantoa_i18n::{Say, word};

use super::wanted;
use crate::{
    kernel::{Column, Excel, Failure, ListQuery, Visit},
    words,
};

const HOLDERS: Excel<Holder> = Excel {
    name: "role-holders",
    title: word!("agency-holders"),
    file: "vai-tro",
    told: &["vai-tro"],
    columns: &[
        Column::text(word!("agency-holder"), 30, |row, _| row.name.clone()),
        Column::text(word!("agency-role"), 30, |row, locale| words::role(row.grant.role).say(locale).into_owned()),
        Column::text(word!("agency-reach"), 44, |row, _| {
            row.grant.movement.clone().unwrap_or_else(|| row.grant.unit.1.clone())
        }),
        Column::day(word!("agency-until"), |row| row.grant.to),
        Column::text(word!("agency-sign-in"), 18, |row, locale| {
            let word = if row.has_account { word!("agency-can-sign-in") } else { word!("agency-cannot-sign-in") };
            word.say(locale).into_owned()
        }),
    ],
};

/// `/quan-tri/vai-tro/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, wanted(&query));
    let page = |after| {
        let wanted = WantedHolders { after, ..asked.clone() };
        async move {
            let found = account::holders(cx, wanted).await.map_err(|why| reader.failed(why))?;
            Ok((found.rows, found.next))
        }
    };
    visit.excel(&HOLDERS, &query, page).await
}
