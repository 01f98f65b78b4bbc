//! A person's calendar behind a secret address: made, shown once, taken back, and read by devices without signing in. It must not show the address again.

use crate::{
    filters,
    kernel::{AppState, Failure, Flash, Shell, Visit, throttle},
    nav::Area,
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::{
    Router,
    extract::{ConnectInfo, Path},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use lantoa_app::feed::{self, FeedView};
use lantoa_domain::reminder::Language;
use lantoa_i18n::{Locale, word};
use std::net::SocketAddr;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/lich/nguon", get(show).post(make))
        .route("/lich/nguon/thu-hoi", post(revoke))
        .route("/lich/nguon/{file}", get(read))
}

/// `/lich/nguon`.
#[derive(Template)]
#[template(path = "feed/show.html")]
struct ShowPage {
    shell: Shell,
    view: Option<FeedView>,
    /// The address, right after it was made and never again.
    fresh: Option<String>,
    make: Action,
    revoke: Action,
}

impl ShowPage {
    fn new(visit: &Visit, view: Option<FeedView>, fresh: Option<String>) -> Self {
        let label = if view.is_some() { word!("feed-remake") } else { word!("feed-make") };
        Self {
            shell: visit.shell(word!("feed-title"), Area::Workbench).crumb(word!("reminder-title"), "/nhac-viec"),
            make: Action::post(label, "/lich/nguon").primary(),
            revoke: Action::post(word!("feed-revoke"), "/lich/nguon/thu-hoi").danger(),
            view,
            fresh,
        }
    }
}

async fn show(visit: Visit) -> Result<Response, Failure> {
    let view = feed::show(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ShowPage::new(&visit, view, None)))
}

async fn make(visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let secret = feed::make(cx).await.map_err(|why| visit.failed(why))?;
    let view = feed::show(cx).await.map_err(|why| visit.failed(why))?;
    let address = format!("{}/lich/nguon/{secret}.ics", super::portal::base(&visit, &headers));
    Ok(visit.page(&ShowPage::new(&visit, view, Some(address))))
}

async fn revoke(visit: Visit) -> Result<Response, Failure> {
    feed::revoke(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect("/lich/nguon", &Flash::done(word!("feed-revoked"))))
}

/// `/lich/nguon/{secret}.ics`: whoever has the address reads, with the rights its owner has now.
///
/// Guesses from one address are few; a right one gives its try back, as a whole office may sit behind one address.
async fn read(
    visit: Visit,
    peer: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Result<Response, Failure> {
    let secret = file.strip_suffix(".ics").ok_or(Failure::NotFound)?;
    let key = throttle::address(peer.map(|info| info.0.0), &headers).map(|address| format!("f:{address}"));
    if let Some(key) = &key {
        let taken = visit.state().throttle().take(key, throttle::BY_ADDRESS, visit.state().now());
        taken.map_err(|retry_after| Failure::TooMany { retry_after })?;
    }
    let found = feed::read(visit.state().product()?, secret).await.map_err(|why| visit.failed(why))?;
    if let Some(key) = &key {
        visit.state().throttle().give_back(key, throttle::BY_ADDRESS);
    }
    let mark = format!("W/\"{}\"", found.mark);
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut answer = if known.split(',').any(|one| one.trim() == mark) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let locale = match found.language {
            Language::Vi => Locale::Vi,
            Language::En => Locale::En,
        };
        super::calendar::answer_in(&visit, &found.calendar, "lich", locale)
    };
    let set = answer.headers_mut();
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(mark) = HeaderValue::from_str(&mark) {
        set.insert(header::ETAG, mark);
    }
    Ok(answer)
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let view = FeedView { made: visit.state().now(), read_on: Some(jiff::civil::date(2026, 11, 20)) };
    let address = format!("https://lantoa.phuong.vi.du/lich/nguon/{}.ics", "0".repeat(64));
    easel.show("feed/none", &ShowPage::new(&visit, None, None));
    easel.show("feed/fresh", &ShowPage::new(&visit, Some(FeedView { read_on: None, ..view }), Some(address)));
    easel.show("feed/show", &ShowPage::new(&visit, Some(view), None));
}
