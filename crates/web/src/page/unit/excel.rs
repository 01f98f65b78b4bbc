//! The units of a date as an Excel file; it must not decide who may see them.

use std::collections::BTreeMap;

use axum::response::Response;
use lantoa_app::org::{self, Line};
use lantoa_domain::id::UnitId;
use lantoa_i18n::{Say, word};

use super::day;
use crate::{
    kernel::{Column, Excel, Failure, ListQuery, Visit},
    words,
};

/// A unit with its superior's name on that date.
const UNITS: Excel<(Line, String)> = Excel {
    name: "units",
    title: word!("unit-title"),
    file: "don-vi",
    told: &["ngay"],
    columns: &[
        Column::text(word!("unit-name"), 50, |(line, _), _| format!("{}{}", "    ".repeat(line.depth), line.name)),
        Column::text(word!("unit-kind"), 22, |(line, _), locale| words::unit_kind(line.kind).say(locale).into_owned()),
        Column::text(word!("unit-parent"), 40, |(_, parent), _| parent.clone()),
        Column::number(word!("unit-people"), |(line, _)| Some(line.people)),
        Column::text(word!("unit-standing"), 14, |(line, _), locale| {
            if line.exists { String::new() } else { word!("unit-ended").say(locale).into_owned() }
        }),
    ],
};

/// `/quan-tri/don-vi/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let tree = org::tree(cx, day(cx, &query)).await.map_err(|error| visit.failed(error))?;
    let names: BTreeMap<UnitId, String> = tree.lines.iter().map(|line| (line.id, line.name.clone())).collect();
    let parent = |line: &Line| line.parent.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
    let rows = tree.lines.iter().map(|line| (line.clone(), parent(line))).collect();
    visit.excel_of(&UNITS, &query, rows).await
}
