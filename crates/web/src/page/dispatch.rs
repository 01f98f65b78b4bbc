//! Documents sent to other agencies: the outbox with what was answered, sending one, the receivers. It must not open a connection.

mod excel;
mod sample;
mod setting;

use crate::{
    filters,
    kernel::{AppState, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::bulk,
    sample::Easel,
    ui::{Action, Badge, Bulk, Pager, Tone},
    wrong::blame,
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::dispatch::{self, DispatchKind, DispatchLine, DispatchState, Filter, Outbox, Send, Sendable};
use lantoa_domain::{
    Refusal,
    id::{DispatchId, DocumentId, PeerId},
};
use lantoa_i18n::{Locale, Message, word};

const STATE: Input = Input::new(InputKind::Select, "tinh-trang", word!("dispatch-state"));
const PEERS: Input = Input::new(InputKind::Ticks, "noi-nhan", word!("dispatch-peers")).required();

const STATES: [(&str, DispatchState); 5] = [
    ("cho-gui", DispatchState::Waiting),
    ("da-gui", DispatchState::Sent),
    ("da-nhan", DispatchState::Received),
    ("tu-choi", DispatchState::Refused),
    ("khong-gui", DispatchState::Dropped),
];

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/lien-thong", get(list))
        .route("/lien-thong/excel", post(excel::take))
        .route("/lien-thong/noi-nhan", get(setting::show).post(setting::set_code))
        .route("/lien-thong/noi-nhan/moi", get(setting::show_new).post(setting::add))
        .route("/lien-thong/noi-nhan/{id}", get(setting::show_one).post(setting::change))
        .route("/lien-thong/gui/{document}", get(show_send).post(send))
        .route("/lien-thong/{id}/gui-lai", post(again))
}

/// Where a message stands, as a pill.
fn state(state: DispatchState) -> Badge {
    match state {
        DispatchState::Waiting => Badge::new(word!("dispatch-waiting"), Tone::Note),
        DispatchState::Sent => Badge::new(word!("dispatch-sent"), Tone::Note),
        DispatchState::Received => Badge::new(word!("dispatch-received"), Tone::Good).icon("check"),
        DispatchState::Refused => Badge::new(word!("dispatch-refused"), Tone::Bad),
        DispatchState::Dropped => Badge::new(word!("dispatch-dropped"), Tone::Plain),
    }
}

/// What a message says.
fn kind(kind: DispatchKind) -> lantoa_i18n::Word {
    match kind {
        DispatchKind::New => word!("dispatch-kind-new"),
        DispatchKind::Revoked => word!("dispatch-kind-revoked"),
    }
}

/// Number and symbol as printed.
fn number(row: &DispatchLine) -> String {
    format!("{:02}/{}", row.number, row.symbol)
}

/// `/lien-thong`.
#[derive(Template)]
#[template(path = "dispatch/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    states: Vec<Choice>,
    rows: Vec<DispatchLine>,
    bulk: Bulk,
    pager: Pager,
    may_send: bool,
    receivers: Action,
}

impl ListPage {
    fn new(visit: &Visit, query: ListQuery, outbox: Outbox) -> Self {
        let words = [
            word!("dispatch-waiting"),
            word!("dispatch-sent"),
            word!("dispatch-received"),
            word!("dispatch-refused"),
            word!("dispatch-dropped"),
        ];
        let next = outbox.next.map(|id| id.to_string());
        Self {
            shell: visit
                .shell(word!("dispatch-title"), Area::Decisions)
                .crumb(word!("ui-area-decisions"), Area::Decisions.address()),
            filters: query.form(),
            states: STATES.iter().zip(words).map(|((code, _), word)| Choice::new(*code, word)).collect(),
            bulk: bulk::bar(visit, bulk::Kind::Dispatch, &query),
            pager: Pager::new(&query, outbox.rows.len(), next.as_deref()),
            rows: outbox.rows,
            may_send: outbox.may_send,
            receivers: Action::link(word!("dispatch-receivers"), "/lien-thong/noi-nhan").icon("settings"),
            query,
        }
    }

    /// Tries a message again, where that can help.
    fn again(&self, row: &DispatchLine) -> Option<Action> {
        let helps = matches!(row.state.0, DispatchState::Waiting | DispatchState::Refused) && self.may_send;
        let label = if row.state.0 == DispatchState::Waiting { word!("dispatch-now") } else { word!("dispatch-again") };
        helps.then(|| {
            Action::post(label, format!("/lien-thong/{}/gui-lai", row.id))
                .field(FormState::VERSION, row.version.to_string())
        })
    }
}

/// What a list is narrowed to.
fn filter(query: &ListQuery) -> Filter {
    let state = query.get(STATE.name).and_then(|text| STATES.iter().find(|(code, _)| *code == text));
    Filter {
        state: state.map(|found| found.1),
        before: query.cursor().and_then(|text| text.parse().ok()),
        ..Filter::default()
    }
}

async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let outbox = dispatch::list(visit.cx()?, filter(&query)).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ListPage::new(&visit, query, outbox)))
}

/// `/lien-thong/gui/{document}`.
#[derive(Template)]
#[template(path = "dispatch/send.html")]
struct SendPage {
    shell: Shell,
    view: Sendable,
    refused: Option<Message>,
    form: FormState,
    choices: Vec<Choice>,
    submit: Action,
    receivers: Action,
}

impl SendPage {
    fn new(visit: &Visit, view: Sendable, form: FormState) -> Self {
        let shell = visit
            .shell(word!("dispatch-send-title"), Area::Decisions)
            .crumb(word!("dispatch-title"), "/lien-thong")
            .crumb(view.number.as_str(), format!("/van-ban/{}", view.id));
        let choice = |peer: &dispatch::Peer| Choice::new(peer.id.to_string(), peer.name.as_str());
        Self {
            shell,
            refused: view.refused.as_ref().map(|why| why_not(why, visit.locale())),
            choices: view.peers.iter().map(choice).collect(),
            form,
            submit: Action::submit(word!("dispatch-send")).primary().icon("send"),
            receivers: Action::link(word!("dispatch-receivers"), "/lien-thong/noi-nhan"),
            view,
        }
    }
}

/// Why a document cannot be sent, and what can be done about it.
fn why_not(why: &Refusal, locale: Locale) -> Message {
    match why {
        Refusal::Invalid { field: "code", .. } => word!("dispatch-no-code").into(),
        Refusal::InUse => word!("dispatch-not-in-force").into(),
        other => crate::kernel::sentence(other, locale),
    }
}

async fn load(visit: &Visit, id: DocumentId) -> Result<Sendable, Failure> {
    dispatch::sendable(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

async fn show_send(visit: Visit, At(id): At<DocumentId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&SendPage::new(&visit, view, FormState::empty())))
}

async fn send(visit: Visit, At(document): At<DocumentId>, mut form: FormState) -> Result<Response, Failure> {
    let peers: Option<Vec<PeerId>> = form.all(PEERS.name).map(|text| text.parse().ok()).collect();
    let peers = peers.ok_or(Failure::Unreadable)?;
    let view = load(&visit, document).await?;
    if peers.is_empty() && view.refused.is_none() {
        form.refuse(PEERS, word!("dispatch-none-chosen"));
    }
    if peers.is_empty() || view.refused.is_some() {
        return Ok(visit.page_again(&SendPage::new(&visit, view, form)));
    }
    let paper = crate::page::document::original(&visit, document).await?;
    match dispatch::send(visit.cx()?, Send { document, peers, paper }).await {
        Ok(()) => Ok(visit.redirect("/lien-thong", &Flash::done(word!("dispatch-queued")))),
        Err(error) => {
            blame(&mut form, &visit, error, &[("peers", PEERS)])?;
            Ok(visit.page_again(&SendPage::new(&visit, view, form)))
        }
    }
}

async fn again(visit: Visit, At(id): At<DispatchId>, form: FormState) -> Result<Response, Failure> {
    let seen = form.version()?;
    dispatch::again(visit.cx()?, id, seen).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect("/lien-thong", &Flash::done(word!("dispatch-queued"))))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}
