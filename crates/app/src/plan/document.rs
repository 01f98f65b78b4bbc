//! From an uploaded file to a draft: the document's text, what was read from it, and what the reader warns of. It must not store anything.

use lantoa_domain::Refusal;
use lantoa_domain::plan::Plan;
use lantoa_reader::{Unreadable, Warning};
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
    let reading = lantoa_reader::read(bytes, Some(name)).map_err(refused)?;
    let plan = lantoa_reader::propose(&reading);
    let warnings = reading.warnings.iter().map(kept).collect();
    Ok(Uploaded { text: reading.text, plan, warnings })
}

fn refused(why: Unreadable) -> Refusal {
    Refusal::Unreadable { code: why.code(), args: Vec::new() }
}

fn kept(warning: &Warning) -> ReadWarning {
    let args = warning.args().iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    ReadWarning { code: warning.code().to_owned(), start: warning.source().start, end: warning.source().end, args }
}
