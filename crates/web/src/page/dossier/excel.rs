//! The list of dossiers as an Excel file; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::{
    dossier::list::{Filter, Row, list},
    export::Portion,
};
use lantoa_domain::{dossier::State, time::vietnam_date};
use lantoa_i18n::{Say, word};

use super::{list::filter, say};
use crate::{
    kernel::{Column, Excel, Failure, ListQuery, Visit},
    words,
};

const DOSSIERS: Excel<Row> = Excel {
    name: "dossiers",
    title: word!("dossier-list-title"),
    file: "ho-so",
    told: &["phong-trao", "dot", "buoc", "tinh-trang", "don-vi", "doi-tuong", "xem"],
    columns: &[
        Column::text(word!("dossier-subject"), 34, |row, _| row.name.clone()),
        Column::text(word!("dossier-subject-kind"), 14, |row, locale| words::kind(row.kind).say(locale).into_owned()),
        Column::text(word!("dossier-movement"), 40, |row, _| row.movement.clone()),
        Column::text(word!("dossier-round"), 24, |row, _| row.round.clone()),
        Column::text(word!("dossier-unit"), 30, |row, _| row.unit.clone()),
        Column::text(word!("dossier-state"), 22, |row, locale| say::state(&row.state, row.at).words(locale)),
        Column::number(word!("dossier-missing-papers"), |row| Some(i64::from(row.missing))),
        Column::day(word!("dossier-due"), |row| {
            row.due.filter(|_| matches!(row.state, State::Walking { .. } | State::Returned { .. }))
        }),
        Column::day(word!("dossier-changed"), |row| Some(vietnam_date(row.changed))),
    ],
};

/// `/ho-so/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, filter(visit.cx()?, &query));
    let page = |before| {
        let filter = Filter { before, portion: Portion::File, ..asked.clone() };
        async move {
            let found = list(cx, filter).await.map_err(|why| reader.failed(why))?;
            Ok((found.rows, found.next))
        }
    };
    visit.excel(&DOSSIERS, &query, page).await
}
