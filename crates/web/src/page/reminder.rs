//! What waits for the reader today as a letter would tell it, the letters so far, and how often one comes; it must not send one.

mod sample;
pub mod view;

use crate::{
    filters,
    kernel::{AppState, Choice, Confirmation, Failure, Flash, FormState, Input, InputKind, Shell, Visit, throttle},
    nav::Area,
    ui::{Action, Field},
};
use askama::Template;
use axum::{
    Router,
    extract::{ConnectInfo, Path},
    http::HeaderMap,
    response::Response,
    routing::{get, post},
};
use lantoa_app::digest::{self, Digest};
use lantoa_app::mail::{self, Chosen, Own};
use lantoa_domain::reminder::{Cadence, Language};
use lantoa_i18n::word;
use std::net::SocketAddr;
use view::Section;

use super::mail::state;

pub use sample::samples;

const CADENCE: Input = Input::new(InputKind::Radio, "nhip", word!("reminder-cadence")).required();
const LANGUAGE: Input = Input::new(InputKind::Radio, "ngon-ngu", word!("reminder-language")).required();

const CADENCES: [(&str, Cadence); 3] =
    [("hang-ngay", Cadence::Daily), ("hang-tuan", Cadence::Weekly), ("khong", Cadence::Never)];
const LANGUAGES: [(&str, Language); 2] = [("vi", Language::Vi), ("en", Language::En)];

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/nhac-viec", get(show))
        .route("/nhac-viec/cach-nhan", post(choose))
        .route("/nhac-viec/thoi/{token}", get(ask_stop).post(stop))
}

/// `/nhac-viec`.
#[derive(Template)]
#[template(path = "reminder/show.html")]
struct ShowPage {
    shell: Shell,
    today: jiff::civil::Date,
    sections: Vec<Section>,
    own: Own,
    form: FormState,
    fields: Vec<Field>,
    submit: Action,
    feed: Action,
}

impl ShowPage {
    fn new(visit: &Visit, digest: &Digest, own: Own, form: FormState) -> Self {
        let often = [word!("reminder-daily"), word!("reminder-weekly"), word!("reminder-never")];
        let often: Vec<Choice> = CADENCES.iter().zip(often).map(|((code, _), name)| Choice::new(*code, name)).collect();
        let tongues = lantoa_i18n::Locale::ALL.map(|locale| Choice::new(locale.tag(), locale.own_name()));
        Self {
            shell: visit
                .shell(word!("reminder-title"), Area::Workbench)
                .crumb(word!("ui-area-workbench"), Area::Workbench.address()),
            today: digest.today,
            sections: view::sections(digest, visit.locale()),
            own,
            fields: vec![form.show_choices(CADENCE, &often), form.show_choices(LANGUAGE, &tongues)],
            form,
            submit: Action::submit(word!("reminder-save")),
            feed: Action::link(word!("feed-title"), "/lich/nguon").icon("calendar"),
        }
    }
}

/// The form of what is chosen.
fn filled(chosen: Chosen) -> FormState {
    let code = |found: Option<&'static str>| found.unwrap_or_default().to_owned();
    let cadence = CADENCES.iter().find(|(_, one)| *one == chosen.cadence).map(|(code, _)| *code);
    let language = LANGUAGES.iter().find(|(_, one)| *one == chosen.language).map(|(code, _)| *code);
    FormState::filled([(CADENCE.name, code(cadence)), (LANGUAGE.name, code(language))])
}

async fn load(visit: &Visit) -> Result<(Digest, Own), Failure> {
    let cx = visit.cx()?;
    let digest = digest::today(cx).await.map_err(|why| visit.failed(why))?;
    Ok((digest, mail::own(cx).await.map_err(|why| visit.failed(why))?))
}

async fn show(visit: Visit) -> Result<Response, Failure> {
    let (digest, own) = load(&visit).await?;
    let form = filled(own.chosen);
    Ok(visit.page(&ShowPage::new(&visit, &digest, own, form)))
}

async fn choose(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let cadence = form.choice(CADENCE, |text| CADENCES.iter().find(|(code, _)| *code == text).map(|(_, one)| *one));
    let language = form.choice(LANGUAGE, |text| LANGUAGES.iter().find(|(code, _)| *code == text).map(|(_, one)| *one));
    let (Some(cadence), Some(language)) = (cadence, language) else {
        let (digest, own) = load(&visit).await?;
        return Ok(visit.page_again(&ShowPage::new(&visit, &digest, own, form)));
    };
    mail::choose(visit.cx()?, Chosen { cadence, language }).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect("/nhac-viec", &Flash::done(word!("reminder-saved"))))
}

type Peer = Option<axum::Extension<ConnectInfo<SocketAddr>>>;

/// Guesses from one address are few; a right one gives its try back, as a whole office may sit behind one address.
fn slowly(visit: &Visit, peer: Peer, headers: &HeaderMap) -> Result<Option<String>, Failure> {
    let Some(address) = throttle::address(peer.map(|info| info.0.0), headers) else { return Ok(None) };
    let key = format!("t:{address}");
    let taken = visit.state().throttle().take(&key, throttle::BY_ADDRESS, visit.state().now());
    taken.map_err(|retry_after| Failure::TooMany { retry_after })?;
    Ok(Some(key))
}

fn right(visit: &Visit, key: Option<String>) {
    if let Some(key) = key {
        visit.state().throttle().give_back(&key, throttle::BY_ADDRESS);
    }
}

/// Asks before it ends letters: programs that look into letters open their addresses.
async fn ask_stop(
    visit: Visit,
    peer: Peer,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let key = slowly(&visit, peer, &headers)?;
    mail::may_stop(visit.state().product()?, &token).await.map_err(|why| visit.failed(why))?;
    right(&visit, key);
    Ok(visit.page(&stop_page(&visit, &token)))
}

fn stop_page(visit: &Visit, token: &str) -> Confirmation {
    let action = Action::post(word!("reminder-stop"), format!("/nhac-viec/thoi/{token}"));
    let back = Action::link(word!("reminder-stop-not"), "/");
    let shell = visit.shell(word!("reminder-stop"), Area::None);
    Confirmation::new(shell, word!("reminder-stop"), action, back).consequence(word!("reminder-stop-why"))
}

/// `/nhac-viec/thoi/{token}` after it was done.
#[derive(Template)]
#[template(path = "reminder/stopped.html")]
struct StoppedPage {
    shell: Shell,
}

/// Ends the letters of whoever has this address in a letter; sent by a page of ours or by a mail program with one click.
async fn stop(visit: Visit, peer: Peer, headers: HeaderMap, Path(token): Path<String>) -> Result<Response, Failure> {
    let key = slowly(&visit, peer, &headers)?;
    mail::stop(visit.state().product()?, &token).await.map_err(|why| visit.failed(why))?;
    right(&visit, key);
    Ok(visit.page(&StoppedPage { shell: visit.shell(word!("reminder-stopped"), Area::None) }))
}
