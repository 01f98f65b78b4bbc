//! The page of the key ceremony and what its program asks and posts; it must not see a seed.

use super::{address, bytes, done, load, page_with_program, sample, shell};
use crate::{
    filters,
    kernel::{At, Failure, FormState, Shell, Visit, json},
    sample::Easel,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use lantoa_app::election::{self, ElectionView, TrusteeView};
use lantoa_domain::id::ElectionId;
use lantoa_i18n::word;

/// `/phieu/{id}/khoa`.
#[derive(Template)]
#[template(path = "election/keys.html")]
struct KeysPage {
    shell: Shell,
    view: ElectionView,
}

impl KeysPage {
    fn new(visit: &Visit, view: ElectionView) -> Self {
        Self { shell: shell(visit, word!("election-keys-title"), &view), view }
    }

    fn own(&self) -> u8 {
        self.view.trustees.iter().find(|one| one.own).map_or(0, |one| one.number)
    }

    /// Whether nothing was posted yet, so that another key can still be made.
    fn is_new(&self) -> bool {
        self.view.trustees.iter().any(|one| one.own && one.rounds == 0)
    }

    fn is_alone(&self) -> bool {
        self.view.threshold == 1
    }

    fn address(&self) -> String {
        address(self.view.id)
    }
}

/// The trustee's page.
pub(super) async fn show(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may.keys {
        return Err(Failure::not_now(address(id)));
    }
    Ok(page_with_program(&visit, &KeysPage::new(&visit, view)))
}

/// Everything that was posted, for the trustees' programs.
pub(super) async fn state(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let view = election::ceremony(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    let told = serde_json::json!({
        "number": view.number,
        "trustees": view.trustees,
        "threshold": view.threshold,
        "own": view.own,
        "rounds": view.rounds,
    });
    Ok(json(StatusCode::OK, told))
}

/// Takes a message of the ceremony.
pub(super) async fn post(visit: Visit, At(id): At<ElectionId>, form: FormState) -> Result<Response, Failure> {
    let round = form.raw("vong").parse().map_err(|_| Failure::Unreadable)?;
    let message = bytes(form.raw("thong-diep")).ok_or(Failure::Unreadable)?;
    election::post_round(visit.cx()?, id, round, message).await.map_err(|why| visit.failed(why))?;
    Ok(done())
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("election/keys", &KeysPage::new(&visit, sample::keys_own()));
    let mut alone = sample::keys_own();
    alone.threshold = 1;
    alone.trustees.retain(|one: &TrusteeView| one.own);
    easel.show("election/keys-alone", &KeysPage::new(&visit, alone));
}
