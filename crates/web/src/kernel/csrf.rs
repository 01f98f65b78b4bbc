//! Refuses writes that were not started from one of our own pages; it must not authorise anything else.
//!
//! Two locks: the browser's own word about the origin, and a token tied to the session in every form. Bytes that come without
//! any cookie act for nobody and need the first lock alone; so does the one click of a mail program on an address that is a secret itself.

use super::{Failure, cookie::Cookie, pairs, state::AppState, typed::Typed, visit::Visit};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::Mac;

/// Name of the form field that carries the token.
pub(crate) const FIELD: &str = "_ma";
/// Largest form without files, in bytes.
const FORM_LIMIT: usize = 1024 * 1024;
const NONCE: usize = 16;
/// Under these addresses the address itself is the proof: it stands in a letter, and mail programs send to it with one click (RFC 8058).
const ONE_CLICK: &str = "/nhac-viec/thoi/";

/// A token for the forms of one response. Each response gets another text, so that compression cannot leak it.
pub(super) fn token(state: &AppState, binding: &str) -> String {
    let nonce: [u8; NONCE] = state.random();
    let mac = state.sign(&[b"form", binding.as_bytes(), &nonce]);
    let mut bytes = nonce.to_vec();
    bytes.extend_from_slice(&mac.finalize().into_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether a token came from a page of the same session (or the same browser before sign-in).
pub(super) fn is_valid(state: &AppState, binding: &str, token: &str) -> bool {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else {
        return false;
    };
    let Some((nonce, tag)) = bytes.split_at_checked(NONCE) else {
        return false;
    };
    !binding.is_empty() && state.sign(&[b"form", binding.as_bytes(), nonce]).verify_slice(tag).is_ok()
}

/// Middleware: every request that may change something passes here. Forms with files are checked
/// by [`UploadForm`](super::UploadForm), the only reader of such bodies, before their first file.
pub(crate) async fn check(State(state): State<AppState>, visit: Visit, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    match admit(&state, &visit, request).await {
        Ok((request, typed)) => with_typed(next.run(request).await, typed),
        Err(failure) => failure.into_response(),
    }
}

/// A session that ended while somebody was writing does not take the text along.
fn with_typed(response: Response, typed: Typed) -> Response {
    match response.extensions().get::<Failure>() {
        Some(Failure::SignIn) => Failure::SignedOut(typed).into_response(),
        _ => response,
    }
}

/// The request, with what a stranger typed; nothing of those who are signed in needs to be shown again.
async fn admit(state: &AppState, visit: &Visit, request: Request) -> Result<(Request, Typed), Failure> {
    if !same_origin(request.headers()) {
        return Err(Failure::Forged);
    }
    let content_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default()
        .to_ascii_lowercase();
    if content_type.starts_with("multipart/form-data") {
        return Ok((request, Typed::default()));
    }
    if content_type.starts_with("application/octet-stream") && is_nobodys(state, visit, request.headers()) {
        return Ok((request, Typed::default()));
    }
    if !content_type.starts_with("application/x-www-form-urlencoded") {
        return Err(Failure::Unreadable);
    }
    if request.uri().path().starts_with(ONE_CLICK) && is_nobodys(state, visit, request.headers()) {
        return Ok((request, Typed::default()));
    }
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, FORM_LIMIT).await.map_err(|_| Failure::TooLarge)?;
    let fields = pairs::decode(&bytes)?;
    let typed = if visit.person().is_none() { Typed::of(&fields) } else { Typed::default() };
    let token = fields.iter().find(|(name, _)| name == FIELD);
    match token {
        Some((_, token)) if is_valid(state, visit.binding(), token) => {
            Ok((Request::from_parts(parts, Body::from(bytes)), typed))
        }
        // Only what our own page sent is shown again: another site must not put its words on ours.
        _ if visit.person().is_none() && says_own_origin(&parts.headers) => Err(Failure::SignedOut(typed)),
        _ => Err(Failure::Forged),
    }
}

/// Whether a request brings no cookie of ours: it acts for nobody, so nobody's name can be misused by another site. A ballot
/// comes that way, so that no session can be tied to it; and a browser lets no other site send bytes of this kind.
fn is_nobodys(state: &AppState, visit: &Visit, headers: &HeaderMap) -> bool {
    visit.person().is_none() && binding(state, headers).is_none()
}

/// Whether the browser itself says that one of our pages sent it; a client that says nothing is not believed here.
fn says_own_origin(headers: &HeaderMap) -> bool {
    same_origin(headers) && (headers.contains_key("sec-fetch-site") || headers.contains_key("origin"))
}

/// Browsers say where a write comes from. A client that says nothing still needs the token.
fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (text("origin"), text("host")) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, authority)| authority == host),
        (Some(_), None) => false,
    }
}

/// What a form token is tied to: the session when there is one, else the browser.
pub(super) fn binding(state: &AppState, headers: &HeaderMap) -> Option<String> {
    let cookies = super::Cookies(state.scheme);
    cookies.read(headers, Cookie::Session).or_else(|| cookies.read(headers, Cookie::Visitor)).map(str::to_owned)
}
