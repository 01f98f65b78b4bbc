//! The page on which members vote, and what its program asks and sends; without sign-in and without a cookie, so that it cannot know who votes.

use super::{booth_address, digest, elsewhere, hex, page_with_program, sample, view};
use crate::{
    filters,
    kernel::{At, Failure, ListQuery, Shell, Visit, json, throttle},
    nav::Area,
    page::session,
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::{
    body::to_bytes,
    extract::{ConnectInfo, Request},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use lantoa_app::{
    Error,
    election::{self, Polling},
};
use lantoa_domain::{
    Refusal,
    election::{ElectionStage, Way},
    plan::{Answers, VoteRule},
};
use lantoa_i18n::{Message, Word, word};
use std::net::SocketAddr;

/// Largest ballot in bytes: 500 questions with two boxes need a fifth of it.
const MOST: usize = 1024 * 1024;

/// `/bo-phieu/{uuid}` while votes are taken.
#[derive(Template)]
#[template(path = "election/booth.html")]
pub(super) struct BoothPage {
    shell: Shell,
    polling: Polling,
    address: String,
    /// Where the ballot goes, signed in; `None` where it goes without sign-in.
    signed: Option<String>,
}

impl BoothPage {
    fn new(visit: &Visit, uuid: &str, polling: Polling) -> Self {
        let shell = visit.shell(word!("election-booth-title"), Area::None);
        Self { shell, address: booth_address(uuid), polling, signed: None }
    }

    /// The page of a member who is signed in and has a code of their own.
    pub(super) fn signed_in(visit: &Visit, uuid: &str, polling: Polling) -> Self {
        let signed = Some(elsewhere::door(polling.id));
        Self { signed, ..Self::new(visit, uuid, polling) }
    }

    fn door(&self) -> &str {
        self.signed.as_ref().unwrap_or(&self.address)
    }

    fn rule(&self) -> Message {
        session::vote_rule(&self.polling.rule)
    }

    /// Whether "no opinion" is an answer of its own.
    fn three(&self) -> bool {
        self.polling.rule.answers == Answers::OrNoOpinion
    }
}

/// The same before and after.
#[derive(Template)]
#[template(path = "election/booth_closed.html")]
pub(super) struct ClosedPage {
    shell: Shell,
    polling: Polling,
    why: Word,
    list: Action,
}

impl ClosedPage {
    pub(super) fn new(visit: &Visit, uuid: &str, polling: Polling) -> Self {
        if polling.stage == ElectionStage::Open {
            // Members with codes of their own vote signed in, at an address of its own.
            let door = Action::link(word!("election-act-vote"), elsewhere::door(polling.id)).primary();
            let shell = visit.shell(word!("election-booth-title"), Area::None);
            return Self { shell, polling, why: word!("election-booth-own"), list: door };
        }
        let why = match polling.stage {
            ElectionStage::Keys | ElectionStage::Codes | ElectionStage::Ready => word!("election-booth-not-open"),
            ElectionStage::Open | ElectionStage::Closed | ElectionStage::Counted => word!("election-booth-closed"),
            ElectionStage::GivenUp => word!("election-booth-given-up"),
        };
        let list = Action::link(word!("election-act-list"), format!("{}/theo-doi", booth_address(uuid)));
        Self { shell: visit.shell(word!("election-booth-title"), Area::None), polling, why, list: list.primary() }
    }

    fn has_list(&self) -> bool {
        !self.polling.election.is_empty()
    }
}

/// The election behind a public address.
pub(super) async fn polling(visit: &Visit, uuid: &str) -> Result<Polling, Failure> {
    election::polling(visit.state().product()?, uuid).await.map_err(|why| visit.failed(why))
}

/// The page on which members vote.
pub(super) async fn show(visit: Visit, At(uuid): At<String>) -> Result<Response, Failure> {
    let polling = polling(&visit, &uuid).await?;
    if polling.stage == ElectionStage::Open && polling.way == Way::Drawn {
        return Ok(page_with_program(&visit, &BoothPage::new(&visit, &uuid, polling)));
    }
    Ok(visit.page(&ClosedPage::new(&visit, &uuid, polling)))
}

/// The manifest file, byte by byte: its hash is the election's identity.
pub(super) async fn manifest(visit: Visit, At(uuid): At<String>) -> Result<Response, Failure> {
    let polling = polling(&visit, &uuid).await?;
    if polling.manifest.is_empty() {
        return Err(Failure::NotFound);
    }
    Ok(([(header::CONTENT_TYPE, "application/json")], polling.manifest).into_response())
}

/// The number of the last ballot of a listed credential.
pub(super) async fn sequence(visit: Visit, At(uuid): At<String>, query: ListQuery) -> Result<Response, Failure> {
    let credential = query.get("x").and_then(digest).ok_or(Failure::NotFound)?;
    let app = visit.state().product()?;
    let last = election::sequence(app, &uuid, credential).await.map_err(|why| visit.failed(why))?;
    Ok(json(StatusCode::OK, serde_json::json!({ "sequence": last })))
}

/// Takes a ballot and answers with the receipt.
pub(super) async fn cast(visit: Visit, At(uuid): At<String>, request: Request) -> Result<Response, Failure> {
    let taken = match Taken::of(&visit, request).await? {
        Ok(taken) => taken,
        Err(busy) => return Ok(busy),
    };
    let cast = election::cast(visit.state().product()?, &uuid, taken.bytes.clone()).await;
    taken.answer(&visit, cast, |cast| serde_json::json!({ "receipt": hex(&cast.receipt), "index": cast.index }))
}

/// Takes a ballot that is opened for a check instead of being cast.
pub(super) async fn spoil(visit: Visit, At(uuid): At<String>, request: Request) -> Result<Response, Failure> {
    let taken = match Taken::of(&visit, request).await? {
        Ok(taken) => taken,
        Err(busy) => return Ok(busy),
    };
    let spoiled = election::spoil(visit.state().product()?, &uuid, taken.bytes.clone()).await;
    taken.answer(&visit, spoiled, |()| serde_json::json!({}))
}

/// What was sent, with the try it took.
struct Taken {
    bytes: Vec<u8>,
    key: Option<String>,
}

impl Taken {
    /// Reads a body of limited length; whoever sends too many wrong ones has to wait.
    async fn of(visit: &Visit, request: Request) -> Result<Result<Self, Response>, Failure> {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
        let key = throttle::address(peer, request.headers()).map(|address| format!("b:{address}"));
        if let Some(key) = &key
            && let Err(seconds) = visit.state().throttle().take(key, throttle::BALLOTS, visit.state().now())
        {
            let told = serde_json::json!({ "why": "busy", "seconds": seconds });
            return Ok(Err(json(StatusCode::TOO_MANY_REQUESTS, told)));
        }
        let bytes = to_bytes(request.into_body(), MOST).await.map_err(|_| Failure::TooLarge)?.to_vec();
        Ok(Ok(Self { bytes, key }))
    }

    /// What the program is told: the answer, or the code of the refusal, for which the page has the sentence.
    fn answer<T>(
        self,
        visit: &Visit,
        result: Result<T, Error>,
        told: impl FnOnce(T) -> serde_json::Value,
    ) -> Result<Response, Failure> {
        match result {
            Ok(value) => {
                if let Some(key) = &self.key {
                    visit.state().throttle().give_back(key, throttle::BALLOTS);
                }
                Ok(json(StatusCode::OK, told(value)))
            }
            Err(Error::Refused(Refusal::Ballot { why })) => {
                Ok(json(StatusCode::CONFLICT, serde_json::json!({ "why": why })))
            }
            Err(Error::Overtaken { .. }) => Ok(json(StatusCode::CONFLICT, serde_json::json!({ "why": "busy" }))),
            Err(other) => Err(visit.failed(other)),
        }
    }
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let uuid = sample::keys().uuid;
    let polling = sample::polling(ElectionStage::Open);
    easel.show("election/booth-two", &BoothPage::new(&visit, &uuid, polling.clone()));
    // The board behind the samples has three answers; the page with two has none.
    let rule = VoteRule { answers: Answers::OrNoOpinion, ..polling.rule };
    let page = BoothPage::new(&visit, &uuid, Polling { rule, ..polling });
    easel.show("election/booth", &BoothPage { address: sample::BOARD.to_owned(), ..page });
    let own = Polling { way: Way::Own, ..sample::polling(ElectionStage::Open) };
    easel.show("election/booth-own", &ClosedPage::new(&visit, &uuid, own));
    let pages = [
        ("election/booth-early", ElectionStage::Codes),
        ("election/booth-closed", ElectionStage::Closed),
        ("election/booth-given-up", ElectionStage::GivenUp),
    ];
    for (name, stage) in pages {
        easel.show(name, &ClosedPage::new(&visit, &uuid, sample::polling(stage)));
    }
}
