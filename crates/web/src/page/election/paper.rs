//! The page on which a paper ballot is typed in as an encrypted one, by two people one after the other. It must not see a choice, a code or a seed.

use super::{address, booth_address, bytes, load, page_with_program, sample, shell};
use crate::{
    filters,
    kernel::{At, Failure, FormState, Shell, Visit, json},
    sample::Easel,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use lantoa_app::{
    election::{self, ElectionView},
    session::Entered,
};
use lantoa_domain::id::ElectionId;
use lantoa_i18n::word;

/// `/phieu/{id}/phieu-giay`.
#[derive(Template)]
#[template(path = "election/paper.html")]
struct PaperPage {
    shell: Shell,
    view: ElectionView,
    /// Where the list of candidates is read.
    booth: String,
}

impl PaperPage {
    fn new(visit: &Visit, view: ElectionView) -> Self {
        let booth = booth_address(&view.uuid);
        Self { shell: shell(visit, word!("election-paper-type-title"), &view), view, booth }
    }

    fn address(&self) -> String {
        address(self.view.id)
    }
}

/// The page.
pub(super) async fn show(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may.type_paper {
        return Err(Failure::not_now(address(id)));
    }
    Ok(page_with_program(&visit, &PaperPage::new(&visit, view)))
}

/// Takes the encrypted ballot and tells what became of it.
pub(super) async fn take(visit: Visit, At(id): At<ElectionId>, form: FormState) -> Result<Response, Failure> {
    let ballot = bytes(form.raw("phieu")).ok_or(Failure::Unreadable)?;
    let entered = election::type_paper(visit.cx()?, id, ballot).await.map_err(|why| visit.failed(why))?;
    let state = match entered {
        Entered::First => "first",
        Entered::Differs => "differs",
        Entered::Counted => "counted",
    };
    Ok(json(StatusCode::OK, serde_json::json!({ "state": state })))
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let page = PaperPage::new(&visit, sample::papers());
    easel.show("election/paper", &PaperPage { booth: sample::BOARD.to_owned(), ..page });
}
