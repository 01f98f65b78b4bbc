//! Conferences and delegates as Excel files; it must not widen what their reader may see.

use super::{delegates::chosen, filter, load, say};
use crate::kernel::{At, Column, Excel, Failure, ListQuery, Visit};
use axum::response::Response;
use lantoa_app::conference::{self, ConferenceRow, Delegate};
use lantoa_domain::id::ConferenceId;
use lantoa_i18n::{Say, word};

const CONFERENCES: Excel<ConferenceRow> = Excel {
    name: "conferences",
    title: word!("conference-list"),
    file: "hoi-nghi",
    told: &["chuong-trinh", "loai", "tinh-trang"],
    columns: &[
        Column::text(word!("conference-title"), 50, |row, _| row.title.clone()),
        Column::text(word!("conference-programme"), 50, |row, _| row.programme.clone()),
        Column::text(word!("conference-kind"), 24, |row, locale| say::kind(row.kind).say(locale).into_owned()),
        Column::day(word!("conference-on"), |row| row.on),
        Column::text(word!("conference-place"), 30, |row, _| row.place.clone()),
        Column::number(word!("conference-chosen"), |row| row.figures.map(|figures| figures.chosen)),
        Column::number(word!("conference-coming"), |row| row.figures.map(|figures| figures.coming)),
        Column::number(word!("conference-attended"), |row| row.figures.map(|figures| figures.attended)),
        Column::text(word!("conference-state"), 18, |row, locale| say::state_word(row.state).say(locale).into_owned()),
    ],
};

/// `/hoi-nghi/excel`.
pub(super) async fn conferences(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let found = conference::list(visit.cx()?, filter(&query)).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&CONFERENCES, &query, found.rows).await
}

const DELEGATES: Excel<Delegate> = Excel {
    name: "delegates",
    title: word!("conference-delegates"),
    file: "dai-bieu",
    told: &["don-vi", "tinh-trang"],
    columns: &[
        Column::text(word!("conference-name"), 30, |row, _| row.name.clone()),
        Column::text(word!("conference-post"), 30, |row, _| row.post.clone()),
        Column::text(word!("conference-unit"), 36, |row, _| row.unit_name.clone()),
        Column::text(word!("conference-gender"), 12, |row, locale| say::gender(row.gender.0).say(locale).into_owned()),
        Column::text(word!("conference-work"), 22, |row, locale| say::work(row.work.0).say(locale).into_owned()),
        Column::text(word!("conference-role"), 26, |row, locale| say::role(row.role.0).say(locale).into_owned()),
        Column::text(word!("conference-reason"), 60, |row, _| row.reason.clone()),
        Column::text(word!("conference-topic"), 50, |row, _| row.topic.clone()),
        Column::text(word!("conference-seat"), 14, |row, _| row.seat.clone()),
        Column::text(word!("conference-standing"), 18, |row, locale| {
            say::standing_word(row.state.0).say(locale).into_owned()
        }),
        Column::text(word!("conference-why"), 40, |row, _| row.why.clone()),
    ],
};

/// `/hoi-nghi/{id}/dai-bieu/excel`.
pub(super) async fn delegates(visit: Visit, At(id): At<ConferenceId>, query: ListQuery) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let rows = chosen(&view, &query);
    visit.excel_of(&DELEGATES, &query, rows).await
}
