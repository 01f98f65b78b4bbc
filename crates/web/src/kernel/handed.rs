//! Files that people brought, handed out again: shown where that is safe, never trusted with anything. It must not judge what a file is.

use super::Failure;
use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};

/// What a Word file is called among media types.
pub const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What a file may do when a browser shows it: nothing. The style is that of the browser's own viewer of pictures.
const SANDBOX: &str = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
/// The same for a PDF, whose viewer does not open in a sandbox.
const PDF_ONLY: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// A file as an answer. PDFs and pictures are shown, everything else is saved.
///
/// # Errors
/// [`Failure::Internal`] for a media type that is none.
pub fn handed(name: &str, media: &str, bytes: Vec<u8>) -> Result<Response, Failure> {
    let shown = media == "application/pdf" || media.starts_with("image/");
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(media).map_err(Failure::internal)?);
    let place = HeaderValue::from_str(&disposition(name, shown)).map_err(Failure::internal)?;
    headers.insert(header::CONTENT_DISPOSITION, place);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let policy = if media == "application/pdf" { PDF_ONLY } else { SANDBOX };
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    Ok(response)
}

/// The header that names the file, in ASCII for old programs and in full for the others.
fn disposition(name: &str, shown: bool) -> String {
    let kind = if shown { "inline" } else { "attachment" };
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_ ".contains(c) { c } else { '_' }).collect();
    let full: String = name.bytes().map(percent).collect();
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

fn percent(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}
