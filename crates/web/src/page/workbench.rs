//! The workbench: what waits, what is late, what comes next; it must not show what the reader cannot act on or open.

pub mod view;

use crate::{
    filters,
    kernel::{AppState, Shell, Visit},
    nav::Area,
    sample::Easel,
};
use askama::Template;
use axum::Router;
use lantoa_i18n::word;
use view::Workbench;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
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
        Self {
            shell: visit.shell(word!("workbench-title"), Area::Workbench),
            view,
        }
    }
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("workbench/show", &ShowPage::new(&visit, view::sample()));
    easel.show("workbench/first-day", &ShowPage::new(&visit, view::sample_first_day()));
}
