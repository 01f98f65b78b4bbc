//! The headers that keep a page from being framed, sniffed or scripted; it must not look at requests.

use super::state::{AppState, Scheme};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::Response,
};

/// No inline script or style, nothing from elsewhere, never in a frame.
macro_rules! policy {
    ($program:literal) => {
        concat!(
            "default-src 'none'; script-src 'self'",
            $program,
            "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; ",
            "base-uri 'none'; frame-ancestors 'none'"
        )
    };
}

const POLICY: &str = policy!("");
/// The same for the pages that run the ballot program, and for them only.
const WITH_PROGRAM: &str = policy!(" 'wasm-unsafe-eval'");

/// Lets a page run a WebAssembly program of our own.
#[must_use]
pub fn with_program(mut response: Response) -> Response {
    set(response.headers_mut(), header::CONTENT_SECURITY_POLICY, WITH_PROGRAM);
    response
}

/// Middleware: adds the security headers to every response that has not set them itself.
pub async fn protect(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    set(headers, header::CONTENT_SECURITY_POLICY, POLICY);
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, header::X_FRAME_OPTIONS, "DENY");
    set(headers, header::REFERRER_POLICY, "same-origin");
    if let (Ok(name), value) =
        ("cross-origin-opener-policy".parse::<header::HeaderName>(), HeaderValue::from_static("same-origin"))
    {
        headers.entry(name).or_insert(value);
    }
    if state.scheme == Scheme::Https {
        set(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    // A page may show what only this person may see: no shared cache keeps it.
    set(headers, header::CACHE_CONTROL, "private, no-store");
    response
}

fn set(headers: &mut HeaderMap, name: header::HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}
