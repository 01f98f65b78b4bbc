//! The page on which a trustee opens the sums, and the bundle; it must not see a key, nor give the bundle to those in conflict.

use super::{address, bytes, load, page_with_program, sample, shell};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Shell, Visit, json},
    sample::Easel,
};
use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use lantoa_app::election::{self, ElectionView};
use lantoa_domain::id::ElectionId;
use lantoa_i18n::word;

/// `/phieu/{id}/mo`.
#[derive(Template)]
#[template(path = "election/sums.html")]
struct SumsPage {
    shell: Shell,
    view: ElectionView,
}

impl SumsPage {
    fn new(visit: &Visit, view: ElectionView) -> Self {
        Self { shell: shell(visit, word!("election-sums-title"), &view), view }
    }

    fn address(&self) -> String {
        address(self.view.id)
    }
}

/// The trustee's page.
pub(super) async fn show(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may.open_sums {
        return Err(Failure::not_now(address(id)));
    }
    Ok(page_with_program(&visit, &SumsPage::new(&visit, view)))
}

/// Takes a trustee's part.
pub(super) async fn post(visit: Visit, At(id): At<ElectionId>, form: FormState) -> Result<Response, Failure> {
    let part = bytes(form.raw("phan")).ok_or(Failure::Unreadable)?;
    election::post_partial(visit.cx()?, id, part).await.map_err(|why| visit.failed(why))?;
    let flash = Flash::done(word!("election-sums-done"));
    Ok(visit.flashed(json(StatusCode::OK, serde_json::json!({})), &flash))
}

/// The whole board in one file.
pub(super) async fn bundle(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let file = election::bundle(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    let name = format!("attachment; filename=\"phieu-{id}.bundle\"");
    let headers = [(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, file).into_response())
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("election/sums", &SumsPage::new(&visit, sample::closed()));
}
