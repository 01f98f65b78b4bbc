//! Decisions: the register, one decision with its money, its certificates; it must not compute money or numbers.

pub mod view;

use crate::{
    filters,
    kernel::{AppState, Confirmation, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::Router;
use lantoa_i18n::word;
use view::{CertificateView, DecisionView};

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
}

/// `/quyet-dinh/{id}`.
#[derive(Template)]
#[template(path = "decision/show.html")]
struct ShowPage {
    shell: Shell,
    view: DecisionView,
}

impl ShowPage {
    fn new(visit: &Visit, view: DecisionView) -> Self {
        Self {
            shell: visit
                .shell(word!("decision-show-title"), Area::Decisions)
                .crumb(word!("ui-area-decisions"), Area::Decisions.address()),
            view,
        }
    }
}

/// `/quyet-dinh/{id}/giay/{n}`: a sheet of its own, without the frame.
#[derive(Template)]
#[template(path = "decision/certificate.html")]
struct CertificatePage {
    shell: Shell,
    view: CertificateView,
}

/// `/quyet-dinh/{id}/ban-hanh`: asks twice before the number is used.
fn issue(visit: &Visit, view: &DecisionView) -> Confirmation {
    Confirmation::new(
        visit
            .shell(word!("decision-issue"), Area::Decisions)
            .crumb(word!("ui-area-decisions"), Area::Decisions.address())
            .crumb(view.title.as_str(), "/quyet-dinh/qd_1"),
        word!("decision-issue"),
        Action::post(word!("decision-issue-do"), "/quyet-dinh/qd_1/ban-hanh")
            .field("ban", "3")
            .primary()
            .icon("stamp"),
        Action::link(word!("ui-confirm-back"), "/quyet-dinh/qd_1"),
    )
    .lead(word!("decision-issue-lead").with("count", view.lines.len()))
    .consequence(word!("decision-issue-number"))
    .consequence(word!("decision-issue-fixed"))
    .consequence(word!("decision-issue-told"))
    .grave()
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("decision/show", &ShowPage::new(&visit, view::sample()));
    easel.show("decision/issue", &issue(&visit, &view::sample()));
    easel.show(
        "decision/certificate",
        &CertificatePage {
            shell: visit.shell(word!("decision-certificate"), Area::None),
            view: view::sample_certificate(),
        },
    );
}
