//! The page on which a member holds a receipt against the board as the server shows it now. The comparison is done in the member's own browser; the receipt is not sent.

use super::{booth, booth_address, page_with_program, sample, view};
use crate::{
    filters,
    kernel::{At, Failure, Shell, Visit, json},
    nav::Area,
    sample::Easel,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use lantoa_app::election::{self, Polling, Tracked, TrackedState};
use lantoa_domain::election::ElectionStage;
use lantoa_i18n::word;

/// `/bo-phieu/{uuid}/bien-nhan`.
#[derive(Template)]
#[template(path = "election/receipt.html")]
struct ReceiptPage {
    shell: Shell,
    polling: Polling,
    address: String,
}

/// States of a ballot on the list, by the name they have in the data of this page.
const STATES: [(&str, TrackedState); 3] =
    [("counted", TrackedState::Counted), ("replaced", TrackedState::Replaced), ("revoked", TrackedState::Revoked)];

impl ReceiptPage {
    fn new(visit: &Visit, uuid: &str, polling: Polling) -> Self {
        let address = booth_address(uuid);
        let shell = visit
            .shell(word!("election-receipt-title"), Area::None)
            .crumb(polling.title.as_str(), format!("{address}/theo-doi"));
        Self { shell, polling, address }
    }
}

/// The page.
pub(super) async fn show(visit: Visit, At(uuid): At<String>) -> Result<Response, Failure> {
    let polling = booth::polling(&visit, &uuid).await?;
    if polling.manifest.is_empty() {
        return Err(Failure::not_now(booth_address(&uuid)));
    }
    Ok(page_with_program(&visit, &ReceiptPage::new(&visit, &uuid, polling)))
}

/// What the page's program compares with: how long the board is, and every ballot's place, code, head and state.
pub(super) async fn board(visit: Visit, At(uuid): At<String>) -> Result<Response, Failure> {
    let app = visit.state().product()?;
    let record = election::record(app, &uuid).await.map_err(|why| visit.failed(why))?.ok_or(Failure::NotFound)?;
    let name = |state| STATES.iter().find(|(_, known)| *known == state).map(|(name, _)| *name);
    let line = |(line, head): &(Tracked, String)| serde_json::json!({ "index": line.index, "code": line.code, "head": head, "state": name(line.state) });
    let ballots: Vec<_> = record.ballots.iter().map(line).collect();
    Ok(json(StatusCode::OK, serde_json::json!({ "entries": record.entries, "ballots": ballots })))
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let polling = sample::polling(ElectionStage::Open);
    let page = ReceiptPage::new(&visit, &sample::keys().uuid, polling);
    easel.show("election/receipt", &ReceiptPage { address: sample::BOARD.to_owned(), ..page });
}
