//! The page on which a member elsewhere votes, signed in and with a code of their own; it must not take a ballot of anybody else.

use super::booth::{BoothPage, ClosedPage};
use super::{address, bytes, hex, page_with_program, sample};
use crate::{
    filters,
    kernel::{At, Failure, FormState, Shell, Visit, json},
    nav::Area,
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use lantoa_app::{
    election::{self, Polling},
    sign_in::Second,
};
use lantoa_domain::{election::ElectionStage, id::ElectionId};
use lantoa_i18n::word;

/// `/phieu/{id}/bo` of somebody whose session was opened with the password alone.
#[derive(Template)]
#[template(path = "election/needs_second.html")]
struct NeedsSecondPage {
    shell: Shell,
    polling: Polling,
    set_up: Action,
}

impl NeedsSecondPage {
    fn new(visit: &Visit, polling: Polling) -> Self {
        Self {
            shell: visit.shell(word!("election-booth-title"), Area::Councils),
            polling,
            set_up: Action::link(word!("account-second-set-up"), "/tai-khoan/hai-buoc").primary(),
        }
    }
}

/// The page on which a member votes with a code of their own.
pub(super) fn door(id: ElectionId) -> String {
    format!("{}/bo", address(id))
}

/// The page.
pub(super) async fn show(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let session = visit.open_session()?;
    let polling = election::polling_own(session, id).await.map_err(|why| visit.failed(why))?;
    let uuid = polling.uuid.clone();
    if polling.stage != ElectionStage::Open {
        return Ok(visit.page(&ClosedPage::new(&visit, &uuid, polling)));
    }
    if session.second != Second::Given {
        return Ok(visit.page(&NeedsSecondPage::new(&visit, polling)));
    }
    Ok(page_with_program(&visit, &BoothPage::signed_in(&visit, &uuid, polling)))
}

/// Takes the member's ballot and answers with the receipt.
pub(super) async fn cast(visit: Visit, At(id): At<ElectionId>, form: FormState) -> Result<Response, Failure> {
    let ballot = bytes(form.raw("phieu")).ok_or(Failure::Unreadable)?;
    let cast = election::cast_own(visit.open_session()?, id, ballot).await.map_err(|why| visit.failed(why))?;
    Ok(json(StatusCode::OK, serde_json::json!({ "receipt": hex(&cast.receipt), "index": cast.index })))
}

/// Takes a ballot that is opened for a check instead of being cast.
pub(super) async fn spoil(visit: Visit, At(id): At<ElectionId>, form: FormState) -> Result<Response, Failure> {
    let ballot = bytes(form.raw("phieu")).ok_or(Failure::Unreadable)?;
    election::spoil_own(visit.open_session()?, id, ballot).await.map_err(|why| visit.failed(why))?;
    Ok(super::done())
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("election/needs-second", &NeedsSecondPage::new(&visit, sample::polling(ElectionStage::Open)));
}
