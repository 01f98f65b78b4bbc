//! Movements: criteria, leads, quotas with pace and forecast, dossiers by step, exemplars; it must not count by itself.

pub(crate) mod bar;
mod excel;
mod sample;
pub mod view;

use crate::{
    filters,
    kernel::{AppState, Failure, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use lantoa_app::movement;
use lantoa_i18n::word;
use view::{GroupView, MovementView};

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/phong-trao", get(list))
        .route("/phong-trao/excel", post(excel::take))
        .route("/phong-trao/{programme}/{key}", get(show))
}

/// `/phong-trao`.
#[derive(Template)]
#[template(path = "movement/list.html")]
struct ListPage {
    shell: Shell,
    groups: Vec<GroupView>,
}

/// `/phong-trao/{programme}/{key}`.
#[derive(Template)]
#[template(path = "movement/show.html")]
struct ShowPage {
    shell: Shell,
    view: MovementView,
}

impl ShowPage {
    fn new(visit: &Visit, view: MovementView) -> Self {
        let shell = visit.shell(word!("movement-show-title").with("name", &view.name), Area::Movements);
        let shell = shell.crumb(word!("ui-area-movements"), Area::Movements.address());
        Self { shell: shell.crumb(view.programme.0.clone(), view.programme.1.clone()), view }
    }
}

async fn list(visit: Visit) -> Result<Response, Failure> {
    let groups = movement::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    let groups = groups.iter().map(|group| view::group(group, visit.locale())).collect();
    Ok(visit.page(&ListPage { shell: visit.shell(word!("movement-list-title"), Area::Movements), groups }))
}

async fn show(
    visit: Visit,
    Path((programme, key)): Path<(String, String)>,
    query: ListQuery,
) -> Result<Response, Failure> {
    let (programme, key) = (super::plan::id(&programme)?, key.parse().map_err(|_| Failure::NotFound)?);
    let year = query.get("nam").and_then(|year| year.parse().ok());
    let shown = movement::show(visit.cx()?, programme, key, year).await.map_err(|why| visit.failed(why))?;
    let view = view::of(&shown, &shown.content, visit.locale());
    Ok(visit.page(&ShowPage::new(&visit, view)))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}
