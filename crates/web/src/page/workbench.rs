//! The workbench: what waits, what is late, what comes next; it must not show what the reader cannot act on or open.

mod sample;
pub mod view;

use crate::{
    filters,
    kernel::{AppState, Failure, Shell, Visit},
    nav::Area,
};
use askama::Template;
use axum::{Router, response::Response, routing::get};
use lantoa_app::workbench::workbench;
use lantoa_i18n::word;
use view::Workbench;

pub use sample::samples;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new().route("/ban-lam-viec", get(show))
}

/// `/ban-lam-viec`.
#[derive(Template)]
#[template(path = "workbench/show.html")]
struct ShowPage {
    shell: Shell,
    view: Workbench,
}

impl ShowPage {
    fn new(visit: &Visit, view: Workbench) -> Self {
        Self { shell: visit.shell(word!("workbench-title"), Area::Workbench), view }
    }
}

async fn show(visit: Visit) -> Result<Response, Failure> {
    let found = workbench(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ShowPage::new(&visit, view::of(found))))
}
