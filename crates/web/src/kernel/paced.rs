//! What anybody may send without signing in, as often as one person would; it must not know what is sent.

use super::{AppState, Failure, throttle};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};
use std::net::SocketAddr;

/// A request from an address that has not sent too many. Asked for before the body, so that nothing of a refused one is read.
#[derive(Debug, Clone, Copy)]
pub struct Paced;

impl FromRequestParts<AppState> for Paced {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
        if let Some(address) = throttle::address(peer, &parts.headers) {
            let taken = state.throttle().take(&format!("o:{address}"), throttle::OPEN, state.now());
            taken.map_err(|retry_after| Failure::TooMany { retry_after })?;
        }
        Ok(Self)
    }
}
