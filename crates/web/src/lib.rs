//! HTTP in, pages out: the face of the product. It must not hold a rule, a query or a word that is not in the word files.

pub mod filters;
pub mod kernel;
pub mod nav;
pub mod page;
pub mod plan_words;
pub mod sample;
pub mod ui;
pub mod words;
pub mod wrong;

use axum::{Router, middleware, routing::get};
use kernel::{AppState, assets};
use tower_http::{
    CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer, limit::RequestBodyLimitLayer,
};

/// Most bytes of any request body.
const BODY_LIMIT: usize = 101 * 1024 * 1024;

/// SHA-256 of what runs in a member's browser while voting, as it stands in manifests: the page's programs, the WebAssembly program,
/// the second implementation.
#[must_use]
pub fn ballot_programs() -> [[u8; 32]; 3] {
    page::election::digests()
}

/// The whole product as one service.
pub fn router(state: AppState) -> Router {
    let pages = page::routes()
        .layer(middleware::from_fn(page::view::open))
        .layer(middleware::from_fn_with_state(state.clone(), kernel::check_csrf))
        .layer(CatchPanicLayer::new())
        .layer(axum::extract::DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(middleware::from_fn_with_state(state.clone(), kernel::receive))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
    Router::new()
        .route(assets::ROUTE, get(assets::serve))
        .route(assets::SET_ROUTE, get(assets::serve_set))
        .merge(pages)
        .layer(middleware::from_fn_with_state(state.clone(), kernel::protect))
        .with_state(state)
}
