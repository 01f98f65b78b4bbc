//! The register of proposals as an Excel file; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::{
    export::Portion,
    replication::{self, ReplicationRow, Search},
};
use lantoa_i18n::word;

use super::search;
use crate::kernel::{Column, Excel, Failure, ListQuery, Visit};

const PROPOSALS: Excel<ReplicationRow> = Excel {
    name: "replications",
    title: word!("replication-register"),
    file: "de-xuat-nhan-rong",
    told: &["xem", "mo-hinh"],
    columns: &[
        Column::text(word!("practice-title"), 44, |row, _| row.title.clone()),
        Column::day(word!("replication-made-on"), |row| Some(row.made_on)),
        Column::day(word!("replication-due"), |row| Some(row.due)),
        Column::number(word!("replication-asked"), |row| Some(i64::from(row.counts.0))),
        Column::number(word!("replication-accepted"), |row| Some(i64::from(row.counts.1))),
        Column::number(word!("replication-declined"), |row| Some(i64::from(row.counts.2))),
    ],
};

/// `/de-xuat-nhan-rong/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, search(&query));
    let page = |before| {
        let search = Search { portion: Portion::File, ..asked.clone() };
        async move {
            let found = replication::list(cx, search, before).await.map_err(|why| reader.failed(why))?;
            let next = found.rows.last().filter(|_| found.more).map(|row| row.id);
            Ok((found.rows, next))
        }
    };
    visit.excel(&PROPOSALS, &query, page).await
}
