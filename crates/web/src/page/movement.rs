//! Movements: criteria, quotas with pace and forecast, dossiers and practices; it must not count by itself.

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
use view::MovementView;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
}

/// `/phong-trao/{id}`.
#[derive(Template)]
#[template(path = "movement/show.html")]
struct ShowPage {
    shell: Shell,
    view: MovementView,
}

impl ShowPage {
    fn new(visit: &Visit, view: MovementView) -> Self {
        Self {
            shell: visit
                .shell(word!("movement-show-title").with("name", &view.name), Area::Movements)
                .crumb(word!("ui-area-movements"), Area::Movements.address()),
            view,
        }
    }
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("movement/show", &ShowPage::new(&visit, view::sample()));
}
