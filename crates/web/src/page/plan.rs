//! Plans: the document beside what was read from it, sentence by sentence; it must not read documents by itself.

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
use view::PlanView;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
}

/// `/ke-hoach/{id}`.
#[derive(Template)]
#[template(path = "plan/show.html")]
struct ShowPage {
    shell: Shell,
    view: PlanView,
}

impl ShowPage {
    fn new(visit: &Visit, view: PlanView) -> Self {
        Self {
            shell: visit
                .shell(word!("plan-show-title").with("number", &view.number), Area::Plans)
                .crumb(word!("ui-area-plans"), Area::Plans.address()),
            view,
        }
    }
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("plan/show", &ShowPage::new(&visit, view::sample()));
}
