//! Official documents: the list, the register of a year, one document, issuing, what is done after the issue, settings, the public check. It must not number or freeze anything itself.

mod after;
mod check;
mod excel;
mod issue;
mod list;
mod sample;
mod setting;
mod show;
mod stamp;
mod template;
mod view;

use crate::{
    kernel::{AppState, Failure, Visit},
    sample::Easel,
};
use axum::{Router, routing::get, routing::post};
use lantoa_app::document::{self, DocumentView};
use lantoa_domain::id::DocumentId;

pub(in crate::page) use stamp::AUTHORITY;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/van-ban", get(list::list))
        .route("/van-ban/excel", post(excel::take))
        .route("/van-ban/so/{year}", get(list::register))
        .route("/van-ban/so/{year}/excel", post(excel::take_register))
        .route("/van-ban/thiet-lap", get(setting::show).post(setting::set))
        .route("/van-ban/thiet-lap/tin-cay", post(setting::trust))
        .route("/van-ban/thiet-lap/tin-cay/{serial}/bo", post(setting::distrust))
        .route("/van-ban/mau", get(template::show).post(template::put))
        .route("/van-ban/mau/{kind}/tai", get(template::download))
        .route("/van-ban/mau/{kind}/thu", get(template::trial))
        .route("/van-ban/mau/{kind}/bo", post(template::drop))
        .route("/van-ban/ban-hanh/{kind}/{about}", get(issue::show).post(issue::issue))
        .route("/van-ban/{id}", get(show::show))
        .route("/van-ban/{id}/tai/{form}", get(show::download))
        .route("/van-ban/{id}/tep", get(show::show_attach).post(show::attach))
        .route("/van-ban/{id}/tep/{file}", get(show::file))
        .route("/van-ban/{id}/tep/{file}/bo", post(show::remove))
        .route("/van-ban/{id}/{deed}", get(after::show).post(after::act))
        .route("/kiem-tra", get(check::ask))
        .route("/kiem-tra/{code}", get(check::show).post(check::compare))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    list::samples(easel);
    show::samples(easel);
    issue::samples(easel);
    after::samples(easel);
    setting::samples(easel);
    template::samples(easel);
    check::samples(easel);
}

fn address(id: DocumentId) -> String {
    format!("/van-ban/{id}")
}

/// The paper of a document as it was issued, as PDF.
pub(super) async fn original(visit: &Visit, id: DocumentId) -> Result<Vec<u8>, Failure> {
    Ok(show::original(visit, id).await?.1)
}

async fn load(visit: &Visit, id: DocumentId) -> Result<DocumentView, Failure> {
    document::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}
