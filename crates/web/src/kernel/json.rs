//! Answers for our own scripts; they must not carry a sentence: words stand in the page.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};

/// A value for a script of ours.
pub fn json(status: StatusCode, value: serde_json::Value) -> Response {
    (status, Json(value)).into_response()
}
