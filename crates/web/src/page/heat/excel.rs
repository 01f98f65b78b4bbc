//! The table unit × occurrence as an Excel file, a line for each cell; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::heat::{self, Line, Of};
use lantoa_domain::id::ProgrammeId;
use lantoa_domain::plan::Key;
use lantoa_i18n::{Say, word};

use super::{view, year};
use crate::{
    kernel::{At, Column, Excel, Failure, ListQuery, Visit},
    plan_words,
};

const CELLS: Excel<Line> = Excel {
    name: "task-table",
    title: word!("heat-title"),
    file: "bang-theo-doi",
    told: &["nam", "xep"],
    columns: &[
        Column::text(word!("task-unit"), 34, |line, _| line.unit.clone()),
        Column::text(word!("task-what"), 60, |line, _| line.what.clone()),
        Column::text(word!("task-period"), 18, |line, locale| plan_words::when(locale, line.cell.period)),
        Column::day(word!("task-first-due"), |line| Some(line.cell.last_day)),
        Column::day(word!("heat-due-day"), |line| Some(line.cell.due_day)),
        Column::day(word!("heat-extended-to"), |line| line.cell.extended_to),
        Column::text(word!("task-state"), 26, |line, locale| view::name(line.mark).say(locale).into_owned()),
        Column::day(word!("task-met-on"), |line| line.cell.met_on),
        Column::text(word!("task-why"), 50, |line, _| line.cell.why.clone()),
    ],
};

/// `/nhiem-vu/bang/{programme}/{obligation}/excel`.
pub(super) async fn of_obligation(
    visit: Visit,
    At((id, key)): At<(ProgrammeId, Key)>,
    query: ListQuery,
) -> Result<Response, Failure> {
    take(&visit, &query, id, Of::Obligation(key)).await
}

/// `/lich/ban-do/{programme}/excel`.
pub(super) async fn of_year(visit: Visit, At(id): At<ProgrammeId>, query: ListQuery) -> Result<Response, Failure> {
    let year = year(&visit, &query)?;
    take(&visit, &query, id, Of::Year(year)).await
}

async fn take(visit: &Visit, query: &ListQuery, id: ProgrammeId, of: Of) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let page = |after| {
        let of = of.clone();
        async move { heat::lines(cx, id, of, after).await.map_err(|why| visit.failed(why)) }
    };
    visit.excel(&CELLS, query, page).await
}
