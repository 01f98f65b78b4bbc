//! The public list of tracking codes; it must not say whose ballot is whose, and cannot.

use super::{booth, booth_address, sample, view};
use crate::{
    filters,
    kernel::{At, Failure, Shell, Visit},
    nav::Area,
    sample::Easel,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::election::Polling;
use lantoa_domain::election::ElectionStage;
use lantoa_i18n::word;

/// `/bo-phieu/{uuid}/theo-doi`.
#[derive(Template)]
#[template(path = "election/list.html")]
struct ListPage {
    shell: Shell,
    polling: Polling,
    address: String,
}

impl ListPage {
    fn new(visit: &Visit, uuid: &str, polling: Polling) -> Self {
        Self { shell: visit.shell(word!("election-list-title"), Area::None), address: booth_address(uuid), polling }
    }

    fn is_open(&self) -> bool {
        self.polling.stage == ElectionStage::Open
    }
}

/// The list; before the codes stand there is none.
pub(super) async fn show(visit: Visit, At(uuid): At<String>) -> Result<Response, Failure> {
    let polling = booth::polling(&visit, &uuid).await?;
    if polling.election.is_empty() {
        return Err(Failure::not_now(booth_address(&uuid)));
    }
    Ok(visit.page(&ListPage::new(&visit, &uuid, polling)))
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let uuid = sample::keys().uuid;
    for (name, stage) in [
        ("election/list-empty", ElectionStage::Ready),
        ("election/list", ElectionStage::Open),
        ("election/list-closed", ElectionStage::Closed),
    ] {
        easel.show(name, &ListPage::new(&visit, &uuid, sample::polling(stage)));
    }
}
