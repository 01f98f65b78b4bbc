//! What the same server, runtime and database can do at best: the measure for the pages. It must hold nothing of the product.

use std::fmt::Write as _;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use lantoa_app::dossier::list::{Filter, list};
use lantoa_app::dossier::page::page;
use lantoa_app::sign_in::{self, Token};
use lantoa_app::{App, Cx};
use lantoa_domain::id::{DossierId, Id, ProgrammeId};
use lantoa_domain::plan::StepKind;
use lantoa_store::{Conn, params};

lantoa_store::sql! {
    ONE = "SELECT name FROM dossier WHERE id = $1";
    ROWS = "SELECT id, name, at, standing, changed FROM dossier WHERE root = $1 AND id < $2 ORDER BY id DESC LIMIT 50";
}

/// The baselines, and the read models of two pages without their HTML.
pub(crate) fn routes(app: App) -> Router {
    Router::new()
        .route("/do/hang", get(async || "ok"))
        .route("/do/mot/{id}", get(one))
        .route("/do/nam-muoi/{id}", get(rows))
        .route("/do/ho-so/{id}", get(dossier_model))
        .route("/do/danh-sach/{step}", get(list_model))
        .route("/do/bao-cao/{programme}/{year}", get(report_model))
        .with_state(app)
}

/// One read by key.
async fn one(State(app): State<App>, Path(id): Path<DossierId>) -> Response {
    let read = async move |cx: &mut Conn| cx.one::<String>(&ONE, params![id]).await;
    app.db().read(read).await.map_or_else(|error| failed(&error), IntoResponse::into_response)
}

/// Fifty rows as a bare page.
async fn rows(State(app): State<App>, Path(id): Path<DossierId>) -> Response {
    type Line = (DossierId, String, String, String, i64);
    let root = crate::shape::Shape::unit_id(0);
    let read = async move |cx: &mut Conn| cx.all::<Line>(&ROWS, params![root, id]).await;
    let lines = match app.db().read(read).await {
        Ok(lines) => lines,
        Err(error) => return failed(&error),
    };
    let mut page = String::with_capacity(8 * 1024);
    page.push_str("<!doctype html><title>50</title><table>");
    for (id, name, at, standing, changed) in lines {
        let _ = write!(page, "<tr><td><a href=\"/{id}\">");
        escape(&mut page, &name);
        let _ = write!(page, "</a><td>{at}<td>{standing}<td>{changed}");
    }
    page.push_str("</table>");
    Html(page).into_response()
}

fn escape(page: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '<' => page.push_str("&lt;"),
            '&' => page.push_str("&amp;"),
            '"' => page.push_str("&quot;"),
            other => page.push(other),
        }
    }
}

/// What the dossier's page reads, session included.
async fn dossier_model(State(app): State<App>, headers: HeaderMap, Path(id): Path<DossierId>) -> Response {
    let Some(cx) = acting(&app, &headers).await else { return StatusCode::FORBIDDEN.into_response() };
    let read = page(&cx, id).await;
    read.map_or_else(|error| failed(&error), |page| page.name.into_response())
}

/// What the list's page reads, session included.
async fn list_model(State(app): State<App>, headers: HeaderMap, Path(step): Path<String>) -> Response {
    let Some(cx) = acting(&app, &headers).await else { return StatusCode::FORBIDDEN.into_response() };
    let (unit, before) = step.split_once('.').unwrap_or((&step, ""));
    let filter = Filter {
        at: Some(StepKind::Nominate),
        unit: unit.parse().ok(),
        before: before.parse().ok(),
        ..Filter::default()
    };
    let read = list(&cx, filter).await;
    read.map_or_else(
        |error| failed(&error),
        |list| format!("{} {:?}", list.rows.len(), list.next.map(Id::raw)).into_response(),
    )
}

/// Everything counted for a year's report over the whole agency, session included.
async fn report_model(
    State(app): State<App>,
    headers: HeaderMap,
    Path((programme, year)): Path<(ProgrammeId, i16)>,
) -> Response {
    let Some(cx) = acting(&app, &headers).await else { return StatusCode::FORBIDDEN.into_response() };
    let counted = lantoa_app::report::year(&cx, programme, year).await;
    counted.map_or_else(|error| failed(&error), |facts| facts.figures.len().to_string().into_response())
}

async fn acting(app: &App, headers: &HeaderMap) -> Option<Cx> {
    let cookie = headers.get("cookie")?.to_str().ok()?;
    let token: Token = cookie.strip_prefix("phien=")?.parse().ok()?;
    Some(sign_in::resume(app, &token).await.ok()??.cx)
}

fn failed(error: &dyn std::fmt::Display) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response()
}
