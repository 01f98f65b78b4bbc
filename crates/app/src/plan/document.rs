//! From an uploaded file to a draft: the document's text, what was read from it, and what the reader warns of. It must not store anything.

use lantoa_domain::Refusal;
use lantoa_domain::plan::Plan;
use lantoa_store::programme::ReadWarning;

use super::file;
use crate::Result;

/// What an uploaded file holds.
pub(super) struct Uploaded {
    /// The text that sources point into; empty for a plan file.
    pub(super) text: String,
    /// The plan as read.
    pub(super) plan: Plan,
    /// What the reader warns of.
    pub(super) warnings: Vec<ReadWarning>,
}

/// Reads a document or a plan file.
///
/// # Errors
/// `Unreadable` with the cause.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Uploaded> {
    if file::is_plan_file(name) {
        return Ok(Uploaded { text: String::new(), plan: file::read(bytes)?, warnings: Vec::new() });
    }
    Err(Refusal::Unreadable { code: "unknown-kind", args: Vec::new() }.into())
}
