//! Contests, entries with their authors and the ranking as Excel files; it must not name an author to anybody but those who run the contest.

use super::{say, show::wanted};
use crate::kernel::{At, Column, Excel, Failure, ListQuery, Visit};
use axum::response::Response;
use lantoa_app::contest::{self, ContestRow, EntryRow, Standing};
use lantoa_domain::{id::ContestId, practice::written};
use lantoa_i18n::{Say, word};

const CONTESTS: Excel<ContestRow> = Excel {
    name: "contests",
    title: word!("contest-list"),
    file: "cuoc-thi",
    told: &["tinh-trang"],
    columns: &[
        Column::text(word!("contest-title"), 50, |row, _| row.title.clone()),
        Column::day(word!("contest-opens"), |row| Some(row.opens)),
        Column::day(word!("contest-closes"), |row| Some(row.closes)),
        Column::number(word!("contest-entries"), |row| Some(row.entries)),
        Column::number(word!("contest-unread"), |row| Some(row.waiting)),
        Column::text(word!("publicity-state"), 18, |row, locale| say::state_word(row.state).say(locale).into_owned()),
    ],
};

pub(super) async fn contests(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = contest::list(visit.cx()?, wanted(&query)).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&CONTESTS, &query, rows).await
}

const ENTRIES: Excel<EntryRow> = Excel {
    name: "contest entries",
    title: word!("contest-entries"),
    file: "bai-du-thi",
    told: &[],
    columns: &[
        Column::number(word!("contest-entry"), |row| Some(row.number)),
        Column::text(word!("contest-entry-title"), 50, |row, _| row.title.clone()),
        Column::text(word!("contest-subject"), 30, |row, _| row.subject.clone()),
        Column::text(word!("contest-author"), 28, |row, _| {
            row.author.as_ref().map(|author| author.name.clone()).unwrap_or_default()
        }),
        Column::text(word!("contest-unit"), 28, |row, _| {
            row.author.as_ref().map(|author| author.unit.clone()).unwrap_or_default()
        }),
        Column::text(word!("contest-contact"), 28, |row, _| {
            row.author.as_ref().map(|author| author.contact.clone()).unwrap_or_default()
        }),
        Column::day(word!("contest-received-on"), |row| Some(row.received_on)),
        Column::text(word!("publicity-state"), 18, |row, locale| say::entry_word(row.state).say(locale).into_owned()),
    ],
};

pub(super) async fn entries(visit: Visit, At(id): At<ContestId>, query: ListQuery) -> Result<Response, Failure> {
    let view = super::show::load(&visit, id).await?;
    if !view.may_run {
        return Err(Failure::NotFound);
    }
    visit.excel_of(&ENTRIES, &query, view.entries).await
}

/// A line of the ranking with the name of its prize.
#[derive(Clone)]
struct Line {
    standing: Standing,
    prize: String,
}

const RANKING: Excel<Line> = Excel {
    name: "contest ranking",
    title: word!("contest-ranking"),
    file: "xep-hang-bai-du-thi",
    told: &[],
    columns: &[
        Column::number(word!("contest-rank"), |row| i64::try_from(row.standing.rank).ok()),
        Column::number(word!("contest-entry"), |row| Some(row.standing.number)),
        Column::text(word!("contest-points"), 12, |row, _| written(row.standing.points)),
        Column::text(word!("contest-apart"), 12, |row, _| written(row.standing.spread)),
        Column::text(word!("contest-advice"), 20, |row, locale| {
            row.standing.advised.map(|advised| say::advice(advised).say(locale).into_owned()).unwrap_or_default()
        }),
        Column::text(word!("contest-prize"), 24, |row, _| row.prize.clone()),
        Column::text(word!("contest-agreed-why"), 40, |row, _| {
            row.standing.agreed.as_ref().map(|(_, why)| why.clone()).unwrap_or_default()
        }),
        Column::text(word!("contest-settled-why"), 40, |row, _| {
            row.standing.settled.as_ref().map(|(_, why)| why.clone()).unwrap_or_default()
        }),
    ],
};

pub(super) async fn ranking(visit: Visit, At(id): At<ContestId>, query: ListQuery) -> Result<Response, Failure> {
    let view = super::show::load(&visit, id).await?;
    let prizes = view.contest.prizes.0;
    let named = |standing: &Standing| standing.prize.and_then(|at| prizes.get(at)).map(|prize| prize.name.clone());
    let lines = view.standings.unwrap_or_default().into_iter();
    let rows = lines.map(|standing| Line { prize: named(&standing).unwrap_or_default(), standing }).collect();
    visit.excel_of(&RANKING, &query, rows).await
}
