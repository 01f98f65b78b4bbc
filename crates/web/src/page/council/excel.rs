//! Councils, their members and their sessions as Excel files; it must not decide who may see them.

use axum::response::Response;
use lantoa_app::council::{self, CouncilRow, MemberView, SessionRow};
use lantoa_domain::id::CouncilId;
use lantoa_i18n::{Say, word};

use super::status;
use crate::{
    kernel::{At, Column, Excel, Failure, ListQuery, Visit},
    words,
};

const COUNCILS: Excel<CouncilRow> = Excel {
    name: "councils",
    title: word!("ui-area-councils"),
    file: "hoi-dong",
    told: &[],
    columns: &[
        Column::text(word!("council-title"), 50, |row, _| row.name.clone()),
        Column::day(word!("council-from"), |row| Some(row.from)),
        Column::day(word!("council-to"), |row| row.to),
        Column::number(word!("council-members"), |row| i64::try_from(row.members).ok()),
        Column::text(word!("council-chair"), 28, |row, _| row.chair.clone().unwrap_or_default()),
        Column::day(word!("council-next-session"), |row| row.next.as_ref().map(|next| next.held_on)),
    ],
};

const SESSIONS: Excel<SessionRow> = Excel {
    name: "sessions",
    title: word!("council-sessions"),
    file: "phien-hop",
    told: &[],
    columns: &[
        Column::text(word!("council-session"), 50, |row, _| row.title.clone()),
        Column::day(word!("council-session-day"), |row| Some(row.held_on)),
        Column::text(word!("council-session-hour"), 10, |row, _| row.starts_at.clone()),
        Column::text(word!("council-session-place"), 34, |row, _| row.place.clone()),
        Column::text(word!("council-session-state"), 16, |row, locale| status(row).words(locale)),
    ],
};

const MEMBERS: Excel<MemberView> = Excel {
    name: "council-members",
    title: word!("council-members"),
    file: "thanh-vien-hoi-dong",
    told: &[],
    columns: &[
        Column::text(word!("person-name"), 30, |row, _| row.name.clone()),
        Column::text(word!("council-office"), 18, |row, locale| words::council_role(row.role).say(locale).into_owned()),
        Column::text(word!("person-post"), 26, |row, _| row.post.clone()),
        Column::text(word!("person-unit"), 34, |row, _| row.unit.clone()),
        Column::day(word!("council-from"), |row| Some(row.from)),
        Column::day(word!("council-to"), |row| row.to),
    ],
};

/// `/hoi-dong/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = council::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&COUNCILS, &query, rows).await
}

/// `/hoi-dong/{id}/phien-hop/excel`.
pub(super) async fn take_sessions(visit: Visit, At(id): At<CouncilId>, query: ListQuery) -> Result<Response, Failure> {
    let view = council::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&SESSIONS, &query, view.sessions).await
}

/// `/hoi-dong/{id}/thanh-vien/excel`.
pub(super) async fn take_members(visit: Visit, At(id): At<CouncilId>, query: ListQuery) -> Result<Response, Failure> {
    let view = council::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    let rows = view.members.into_iter().chain(view.others).collect();
    visit.excel_of(&MEMBERS, &query, rows).await
}
