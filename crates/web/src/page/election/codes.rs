//! The issuer's two pages: making the codes, and taking back those nobody took. They must not see a code: only public lists arrive.

use super::{address, booth_address, credentials, digest, elsewhere, load, page_with_program, sample, shell, view};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Shell, Visit, json},
    sample::Easel,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use lantoa_app::election::{self, ElectionView};
use lantoa_domain::{
    election::Way,
    id::{ElectionId, PersonId},
};
use lantoa_i18n::word;

/// `/phieu/{id}/ma`.
#[derive(Template)]
#[template(path = "election/codes.html")]
struct CodesPage {
    shell: Shell,
    view: ElectionView,
}

impl CodesPage {
    fn new(visit: &Visit, view: ElectionView) -> Self {
        Self { shell: shell(visit, word!("election-codes-title"), &view), view }
    }

    fn address(&self) -> String {
        address(self.view.id)
    }

    fn booth(&self) -> String {
        booth_address(&self.view.uuid)
    }

    /// Whether each member gets an envelope of their own.
    fn is_own(&self) -> bool {
        self.view.way == Way::Own
    }

    /// Where members vote with their codes.
    fn door(&self) -> String {
        if self.is_own() { elsewhere::door(self.view.id) } else { self.booth() }
    }
}

/// `/phieu/{id}/thu-hoi`.
#[derive(Template)]
#[template(path = "election/revoke.html")]
struct RevokePage {
    shell: Shell,
    view: ElectionView,
}

impl RevokePage {
    fn new(visit: &Visit, view: ElectionView) -> Self {
        Self { shell: shell(visit, word!("election-revoke-title"), &view), view }
    }

    fn address(&self) -> String {
        address(self.view.id)
    }

    fn booth(&self) -> String {
        booth_address(&self.view.uuid)
    }

    fn left(&self) -> u32 {
        view::left(&self.view)
    }
}

/// The page on which codes are made.
pub(super) async fn show_make(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may.issue {
        return Err(Failure::not_now(address(id)));
    }
    Ok(page_with_program(&visit, &CodesPage::new(&visit, view)))
}

/// Takes the public list and tells the identity the election has with it.
pub(super) async fn list(visit: Visit, At(id): At<ElectionId>, form: FormState) -> Result<Response, Failure> {
    let (members, paper) = (credentials(&form, "the")?, credentials(&form, "giay")?);
    let owners: Vec<_> = form.all("cua").map(owner).collect::<Option<_>>().ok_or(Failure::Unreadable)?;
    let cx = visit.cx()?;
    let listed = if owners.is_empty() {
        election::set_credentials(cx, id, members, paper).await
    } else {
        election::set_own_credentials(cx, id, owners, paper).await
    };
    listed.map_err(|why| visit.failed(why))?;
    let view = load(&visit, id).await?;
    Ok(json(StatusCode::OK, serde_json::json!({ "election": view.election })))
}

/// A member and the public credential of the member's own code: "person credential".
fn owner(text: &str) -> Option<(PersonId, [u8; 32])> {
    let (person, credential) = text.split_once(' ')?;
    Some((person.parse().ok()?, digest(credential)?))
}

/// The page on which codes are taken back.
pub(super) async fn show_revoke(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may.revoke || view::left(&view) == 0 {
        return Err(Failure::not_now(address(id)));
    }
    Ok(page_with_program(&visit, &RevokePage::new(&visit, view)))
}

/// Takes codes back; the program leads to the election's page, where the flash is read.
pub(super) async fn revoke(visit: Visit, At(id): At<ElectionId>, form: FormState) -> Result<Response, Failure> {
    let list = credentials(&form, "the")?;
    let count = list.len();
    election::revoke(visit.cx()?, id, list).await.map_err(|why| visit.failed(why))?;
    let flash = Flash::done(word!("election-revoke-done").with("count", count));
    Ok(visit.flashed(json(StatusCode::OK, serde_json::json!({})), &flash))
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("election/codes", &CodesPage::new(&visit, sample::codes()));
    easel.show("election/codes-own", &CodesPage::new(&visit, ElectionView { way: Way::Own, ..sample::codes() }));
    easel.show("election/revoke", &RevokePage::new(&visit, sample::revoking()));
}
