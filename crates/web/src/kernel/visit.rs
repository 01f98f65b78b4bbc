//! One request as the pages see it: who, in which language, from where, and how to answer; it must not do a page's work.

use super::{
    Failure, Flash,
    cookie::{Cookie, Cookies},
    csrf,
    state::{AppState, Arrived, SignedIn},
    typed::Typed,
};
use crate::nav::{self, Area};
use crate::ui::Views;
use askama::Template;
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use lantoa_app::Cx;
use lantoa_app::sign_in::{Second, Session};
use lantoa_i18n::{Locale, Message, word};
use std::{
    any::Any,
    fmt,
    sync::{Arc, OnceLock},
};
use tracing::Instrument;

/// Seconds that a visitor cookie lives: one day.
const VISITOR_SECONDS: u32 = 24 * 3600;
/// Whoever holds a code votes: at these addresses nobody is signed in, and nothing notes that a person was there just then.
const NOBODY: &str = "/bo-phieu/";
/// What follows these is a secret by itself: it opens a calendar, it ends somebody's letters.
const SECRETS: [&str; 2] = ["/lich/nguon/", "/nhac-viec/thoi/"];

/// A short random reference of a request: printed on error pages and in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestId([u8; 5]);

impl fmt::Display for RequestId {
    /// Letters and digits that cannot be confused when read aloud, as `K7QM-2FHT`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        let number = self.0.iter().fold(0_u64, |n, b| n << 8 | u64::from(*b));
        for place in (0..8).rev() {
            let sign = usize::try_from(number >> (place * 5) & 31).unwrap_or(0);
            write!(f, "{}", char::from(SIGNS[sign]))?;
            if place == 4 {
                f.write_str("-")?;
            }
        }
        Ok(())
    }
}

/// One request of one visitor. Handlers take it as an extractor; cloning is cheap.
#[derive(Clone)]
pub struct Visit(Arc<Inner>);

struct Inner {
    state: AppState,
    locale: Locale,
    arrived: Option<Arrived>,
    waiting: Option<Session>,
    address: String,
    binding: String,
    flash: Option<Flash>,
    reference: RequestId,
    /// The views of the list that this request opens.
    views: OnceLock<Views>,
}

impl Visit {
    /// The language of the answer.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.0.locale
    }

    /// The signed-in person, if any.
    #[must_use]
    pub fn person(&self) -> Option<&SignedIn> {
        self.0.arrived.as_ref().map(|arrived| &arrived.person)
    }

    /// The signed-in person.
    ///
    /// # Errors
    /// [`Failure::SignIn`] leads a stranger to the sign-in page and back here.
    pub fn signed_in(&self) -> Result<&SignedIn, Failure> {
        self.person().ok_or(Failure::SignIn)
    }

    /// The signed-in person, acting.
    ///
    /// # Errors
    /// [`Failure::SignIn`] leads a stranger to the sign-in page and back here; [`Failure::NewPassword`] leads somebody
    /// who has not chosen a password yet to do so first.
    pub fn cx(&self) -> Result<&Cx, Failure> {
        let session = self.session()?;
        if session.must_change { Err(Failure::NewPassword) } else { Ok(&session.cx) }
    }

    /// The running session, also one that may do nothing but choose a password.
    ///
    /// # Errors
    /// [`Failure::SignIn`] leads a stranger to the sign-in page and back here.
    pub fn session(&self) -> Result<&Session, Failure> {
        self.0.arrived.as_ref().and_then(|arrived| arrived.session.as_ref()).ok_or(Failure::SignIn)
    }

    /// The running session of somebody who may do everything they may do, for what is about the session itself.
    ///
    /// # Errors
    /// As [`Visit::cx`].
    pub fn open_session(&self) -> Result<&Session, Failure> {
        self.cx()?;
        self.session()
    }

    /// A session whose password was right and whose code is still to come; to every other page this is a stranger.
    #[must_use]
    pub fn waiting(&self) -> Option<&Session> {
        self.0.waiting.as_ref()
    }

    /// The page for a failed intention, in the language of this visit: `.map_err(|why| visit.failed(why))`.
    #[must_use]
    pub fn failed(&self, error: lantoa_app::Error) -> Failure {
        Failure::of(error, self.0.locale)
    }

    /// What the web layer was given at start.
    #[must_use]
    pub fn state(&self) -> &AppState {
        &self.0.state
    }

    /// Path and query of the request.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.0.address
    }

    /// The sign-in page that leads back here.
    #[must_use]
    pub fn sign_in_address(&self) -> String {
        Self::with_way_back("/dang-nhap", self.address())
    }

    /// An address whose page leads on to `back`.
    #[must_use]
    pub fn with_way_back(page: &str, back: &str) -> String {
        format!("{page}?{}", super::pairs::encode([("ve", back)]))
    }

    /// The reference of this request.
    #[must_use]
    pub fn reference(&self) -> RequestId {
        self.0.reference
    }

    pub(super) fn binding(&self) -> &str {
        &self.0.binding
    }

    /// The views of the list that this request opens, when it opens one.
    #[must_use]
    pub fn views(&self) -> Option<&Views> {
        self.0.views.get()
    }

    /// Hands the views of the list over to the page that shows it. The first ones stay.
    pub(crate) fn put_views(&self, views: Views) {
        self.0.views.get_or_init(|| views);
    }

    /// The frame of a page: `title` names it in the window, `area` lights up in the navigation.
    pub fn shell(&self, title: impl Into<Message>, area: Area) -> Shell {
        Shell {
            locale: self.0.locale,
            agency: self.person().map_or(&self.0.state.agency, |person| &person.agency).clone(),
            title: title.into(),
            area,
            groups: nav::groups(self.person()),
            person: self.person().cloned(),
            flash: self.0.flash.clone(),
            crumbs: Vec::new(),
            address: self.0.address.clone(),
            views: self.views().cloned(),
        }
    }

    /// The text of a page.
    ///
    /// # Errors
    /// When a template itself fails, which a sample test would have shown.
    pub fn render(&self, template: &impl Template) -> askama::Result<String> {
        template
            .render_with_values(&Words { locale: self.0.locale, token: csrf::token(&self.0.state, &self.0.binding) })
    }

    /// Renders a page.
    pub fn page(&self, template: &impl Template) -> Response {
        self.page_with(StatusCode::OK, template)
    }

    /// Renders a form again with its mistakes: 422, what was typed kept.
    pub fn page_again(&self, template: &impl Template) -> Response {
        self.page_with(StatusCode::UNPROCESSABLE_ENTITY, template)
    }

    /// Renders a page with a status.
    pub fn page_with(&self, status: StatusCode, template: &impl Template) -> Response {
        match self.render(template) {
            Ok(html) => {
                let mut response = (status, Html(html)).into_response();
                if self.0.flash.is_some() {
                    let cookies = Cookies(self.0.state.scheme);
                    append_cookie(&mut response, cookies.write(Cookie::Flash, "", Some(0)));
                }
                response
            }
            Err(cause) => Failure::from(cause).into_response(),
        }
    }

    /// After a change: see `address` next, with a message there.
    pub fn redirect(&self, address: &str, flash: &Flash) -> Response {
        self.flashed(see_other(address), flash)
    }

    /// An answer to a script of ours, after which the next page that is opened shows a message.
    pub fn flashed(&self, mut response: Response, flash: &Flash) -> Response {
        let cookies = Cookies(self.0.state.scheme);
        let sealed = flash.seal(&self.0.state, self.0.locale);
        append_cookie(&mut response, cookies.write(Cookie::Flash, &sealed, Some(60)));
        response
    }

    /// See `address` instead, without a message.
    #[must_use]
    pub fn lead_to(&self, address: &str) -> Response {
        see_other(address)
    }

    /// The answer that signs a person in: sets the session cookie and leads to `address`.
    pub fn begin_session(&self, token: &str, seconds: u32, address: &str) -> Response {
        let mut response = see_other(address);
        let cookies = Cookies(self.0.state.scheme);
        append_cookie(&mut response, cookies.write(Cookie::Session, token, Some(seconds)));
        response
    }

    /// The answer that signs a person out.
    pub fn end_session(&self, address: &str) -> Response {
        let mut response = see_other(address);
        let cookies = Cookies(self.0.state.scheme);
        append_cookie(&mut response, cookies.write(Cookie::Session, "", Some(0)));
        response
    }

    /// The answer that keeps a language for a year.
    pub fn keep_language(&self, locale: Locale, address: &str) -> Response {
        const YEAR: u32 = 365 * 24 * 3600;
        let mut response = see_other(address);
        let cookies = Cookies(self.0.state.scheme);
        append_cookie(&mut response, cookies.write(Cookie::Language, locale.tag(), Some(YEAR)));
        response
    }
}

impl Visit {
    /// A visit without a request, for samples.
    pub(crate) fn sample(state: &AppState, locale: Locale, person: Option<SignedIn>) -> Self {
        Self(Arc::new(Inner {
            state: state.clone(),
            locale,
            arrived: person.map(|person| Arrived { person, session: None }),
            waiting: None,
            address: "/ho-so?q=Khai".to_owned(),
            binding: "mau".to_owned(),
            flash: None,
            reference: RequestId(state.random()),
            views: OnceLock::from(Views::sample()),
        }))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Self>().cloned().ok_or(Failure::NotFound)
    }
}

/// What the frame of every page shows.
#[derive(Debug, Clone)]
pub struct Shell {
    /// Language of the page.
    pub locale: Locale,
    /// Name of the agency.
    pub agency: String,
    /// Title of the window.
    pub title: Message,
    /// The lit area of the navigation.
    pub area: Area,
    /// The navigation, as far as this person may go.
    pub groups: Vec<nav::Group>,
    /// The signed-in person.
    pub person: Option<SignedIn>,
    /// A message from the page before.
    pub flash: Option<Flash>,
    /// The way back up, outermost first; the page itself is not in it.
    pub crumbs: Vec<(crate::ui::Label, String)>,
    /// Path and query, for the language switch.
    pub address: String,
    /// The views of the list that the page shows.
    pub views: Option<Views>,
}

impl Shell {
    /// Adds a step to the way back up.
    #[must_use]
    pub fn crumb(mut self, label: impl Into<crate::ui::Label>, address: impl Into<String>) -> Self {
        self.crumbs.push((label.into(), address.into()));
        self
    }

    /// Takes a list without filters as an Excel file.
    #[must_use]
    pub fn excel(&self, list: &str) -> crate::ui::Action {
        super::ListQuery::new(list, &[]).excel()
    }

    /// The address that switches to a language and comes back here.
    #[must_use]
    pub fn language_address(&self, locale: &Locale) -> String {
        let back = super::pairs::encode([("ve", self.address.as_str())]);
        format!("/ngon-ngu/{}?{back}", locale.tag())
    }
}

/// What filters in templates may ask for.
pub(crate) struct Words {
    pub(crate) locale: Locale,
    pub(crate) token: String,
}

impl askama::Values for Words {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        match key {
            "locale" => Some(&self.locale),
            "token" => Some(&self.token),
            _ => None,
        }
    }
}

/// A path as the log tells it.
fn told(path: &str) -> &str {
    SECRETS.into_iter().find(|known| path.starts_with(known)).unwrap_or(path)
}

/// The outer layer: makes the [`Visit`], traces the request, and turns failures into pages.
pub(crate) async fn receive(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map_or("/", |p| p.as_str());
    let (visit, new_visitor) = arrive(&state, request.headers().clone(), address.to_owned()).await;
    // No address with a query, no name, no body: a log must not tell what people looked for.
    let span = tracing::info_span!(
        "request",
        method = %request.method(),
        path = told(request.uri().path()),
        reference = %visit.reference(),
    );
    request.extensions_mut().insert(visit.clone());
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let response = next.run(request).instrument(span.clone()).await;
    let mut response = span.in_scope(|| dress(&visit, response, is_read));
    if let Some(visitor) = new_visitor {
        let cookies = Cookies(state.scheme);
        append_cookie(&mut response, cookies.write(Cookie::Visitor, &visitor, Some(VISITOR_SECONDS)));
    }
    if let Ok(value) = HeaderValue::from_str(&visit.reference().to_string()) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

async fn arrive(state: &AppState, headers: HeaderMap, address: String) -> (Visit, Option<String>) {
    let headers = &headers;
    let cookies = Cookies(state.scheme);
    let locale = cookies.read(headers, Cookie::Language).and_then(|tag| tag.parse().ok()).unwrap_or_else(|| {
        let wish = headers.get(header::ACCEPT_LANGUAGE);
        Locale::negotiate(wish.and_then(|v| v.to_str().ok()).unwrap_or_default())
    });
    let found = match cookies.read(headers, Cookie::Session).filter(|_| !address.starts_with(NOBODY)) {
        Some(token) => (state.find_session)(token.to_owned()).await,
        None => None,
    };
    let (arrived, waiting) = match found {
        Some(Arrived { session: Some(session), .. }) if session.second == Second::Waits => (None, Some(session)),
        found => (found, None),
    };
    let known = csrf::binding(state, headers);
    let new_visitor = known.is_none().then(|| URL_SAFE_NO_PAD.encode(state.random::<16>()));
    let visit = Visit(Arc::new(Inner {
        state: state.clone(),
        locale,
        arrived,
        waiting,
        address,
        binding: known.or_else(|| new_visitor.clone()).unwrap_or_default(),
        flash: cookies.read(headers, Cookie::Flash).and_then(|sealed| Flash::open(state, sealed)),
        reference: RequestId(state.random()),
        views: OnceLock::new(),
    }));
    (visit, new_visitor)
}

/// Turns a failure, or a bare status of a layer, into a page.
fn dress(visit: &Visit, response: Response, is_read: bool) -> Response {
    let failure = response.extensions().get::<Failure>().cloned().or_else(|| {
        let is_page =
            response.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"text/html"));
        let failure = Failure::from_status(response.status());
        failure.filter(|_| !is_page)
    });
    let Some(failure) = failure else {
        return response;
    };
    if let Failure::Internal(cause) = &failure {
        tracing::error!(reference = %visit.reference(), cause = %chain(cause.as_ref()), "request failed");
    }
    match failure {
        // A person who was reading comes back to the same page after signing in.
        Failure::SignIn if is_read => see_other(&visit.sign_in_address()),
        Failure::SignIn => Failure::SignedOut(Typed::default()).page(visit),
        Failure::NewPassword => see_other("/tai-khoan"),
        Failure::NotNow { page, why } if is_read => visit.redirect(&page, &Flash::note(why)),
        // Only who reads a page is told for whom it is; who sent something is told who does that.
        Failure::NotYours { who } if !is_read => {
            Failure::Refused(word!("domain-refusal-not-allowed").with("who", who)).page(visit)
        }
        // Somebody reads the address that a form was sent to: the page around it has the form.
        Failure::WrongMethod if is_read => see_other(above(visit.address())),
        other => other.page(visit),
    }
}

/// The address without its last part.
fn above(address: &str) -> &str {
    let path = address.split('?').next().unwrap_or_default();
    path.rsplit_once('/').map(|(above, _)| above).filter(|above| !above.is_empty()).unwrap_or("/")
}

fn chain(cause: &dyn std::error::Error) -> String {
    let mut text = cause.to_string();
    let mut next = cause.source();
    while let Some(source) = next {
        text.push_str(": ");
        text.push_str(&source.to_string());
        next = source.source();
    }
    text
}

/// 303 to an address of our own; anything else leads home.
fn see_other(address: &str) -> Response {
    let own = is_own_address(address);
    let target = HeaderValue::from_str(if own { address } else { "/" }).unwrap_or(HeaderValue::from_static("/"));
    let mut response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(header::LOCATION, target);
    response
}

/// Whether an address stays on this site: it starts with one slash and hides no second one.
fn is_own_address(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\r', '\n', '\t'])
}

fn append_cookie(response: &mut Response, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn the_log_keeps_no_secret_of_an_address() {
        assert_eq!(told("/lich/nguon/00ff.ics"), "/lich/nguon/");
        assert_eq!(told("/nhac-viec/thoi/pe_1.00ff"), "/nhac-viec/thoi/");
        assert_eq!(told("/ho-so/hs_1"), "/ho-so/hs_1");
    }
}
