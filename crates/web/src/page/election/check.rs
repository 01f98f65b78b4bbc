//! Two pages that check without trusting the server: a whole bundle, and one challenged ballot. Both work in the reader's own browser and send nothing.

use super::{booth, booth_address, page_with_program, sample};
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
use lantoa_i18n::{FAULTS, Word, word};

/// `/kiem-tra-phieu`.
#[derive(Template)]
#[template(path = "election/check.html")]
struct CheckPage {
    shell: Shell,
}

/// What the verifier checks, in its order, by the name it has there.
const CHECKS: [(&str, Word); 9] = [
    ("form", word!("election-check-form")),
    ("manifest", word!("election-check-manifest")),
    ("ceremony", word!("election-check-ceremony")),
    ("chain", word!("election-check-chain")),
    ("entries", word!("election-check-entries")),
    ("closing", word!("election-check-closing")),
    ("partials", word!("election-check-partials")),
    ("result", word!("election-check-result")),
    ("expected", word!("election-check-expected")),
];

/// `/bo-phieu/{uuid}/kiem-tra`.
#[derive(Template)]
#[template(path = "election/challenge.html")]
struct ChallengePage {
    shell: Shell,
    polling: Polling,
    address: String,
}

impl ChallengePage {
    fn new(visit: &Visit, uuid: &str, polling: Polling) -> Self {
        let address = booth_address(uuid);
        let shell = visit
            .shell(word!("election-challenge-title"), Area::None)
            .crumb(polling.title.as_str(), format!("{address}/theo-doi"));
        Self { shell, polling, address }
    }
}

/// The verification page.
pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    Ok(page_with_program(&visit, &CheckPage { shell: visit.shell(word!("election-check-title"), Area::None) }))
}

/// The page for one challenged ballot.
pub(super) async fn show_challenge(visit: Visit, At(uuid): At<String>) -> Result<Response, Failure> {
    let polling = booth::polling(&visit, &uuid).await?;
    if polling.manifest.is_empty() {
        return Err(Failure::not_now(booth_address(&uuid)));
    }
    Ok(page_with_program(&visit, &ChallengePage::new(&visit, &uuid, polling)))
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("election/check", &CheckPage { shell: visit.shell(word!("election-check-title"), Area::None) });
    let polling = sample::polling(ElectionStage::Open);
    let page = ChallengePage::new(&visit, &sample::keys().uuid, polling);
    easel.show("election/challenge", &ChallengePage { address: sample::BOARD.to_owned(), ..page });
}
