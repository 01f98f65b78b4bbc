//! Decisions: the list, the register of numbers, one decision with the record behind each name, issuing it, its certificates. It must not compute money or numbers.

pub(super) mod certificate;
mod excel;
mod forms;
mod issue;
mod list;
pub(super) mod paper;
mod sample;
mod show;
pub(super) mod view;

use crate::{
    kernel::{AppState, Failure, Visit},
    sample::Easel,
};
use axum::{
    Router,
    routing::{get, post},
};
use lantoa_app::decision::{self, DecisionView};
use lantoa_domain::id::DecisionId;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/quyet-dinh", get(list::list))
        .route("/quyet-dinh/excel", post(excel::take))
        .route("/quyet-dinh/moi", get(forms::show_new).post(forms::create))
        .route("/quyet-dinh/{id}", get(show::show))
        .route("/quyet-dinh/{id}/sua", get(forms::show_edit).post(forms::edit))
        .route("/quyet-dinh/{id}/danh-sach", get(forms::show_lines).post(forms::set_lines))
        .route("/quyet-dinh/{id}/ban-hanh", get(issue::show).post(issue::issue))
        .route("/quyet-dinh/{id}/bo", get(forms::show_discard).post(forms::discard))
        .route("/quyet-dinh/{id}/thay-the", get(forms::show_redraft).post(forms::redraft))
        .route("/quyet-dinh/{id}/tu-choi/{dossier}", get(forms::show_decline).post(forms::decline))
        .route("/quyet-dinh/{id}/giay-khen/{dossier}", get(certificate::award))
        .route("/quyet-dinh/{id}/giay-khen/{dossier}/tai/{form}", get(paper::award))
        .route("/quyet-dinh/{id}/tai/{form}", get(paper::decision))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    list::samples(easel);
    show::samples(easel);
    forms::samples(easel);
    issue::samples(easel);
    certificate::samples(easel);
}

fn address(id: DecisionId) -> String {
    format!("/quyet-dinh/{id}")
}

async fn load(visit: &Visit, id: DecisionId) -> Result<DecisionView, Failure> {
    decision::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}
