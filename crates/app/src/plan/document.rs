//! From an uploaded file to a draft: the document's text, what was read from it, and what the reader warns of. It must not store anything.

use lantoa_domain::Refusal;
use lantoa_domain::plan::Plan;
use lantoa_reader::Warning;
use lantoa_store::programme::ReadWarning;

use super::file;
use crate::{Error, Result};

/// What an uploaded file holds.
pub(super) struct Uploaded {
    /// The text that sources point into; empty for a plan file.
    pub(super) text: String,
    /// The plan as read.
    pub(super) plan: Plan,
    /// What the reader warns of.
    pub(super) warnings: Vec<ReadWarning>,
}

/// Reads a document or a plan file. A long document takes a while: it is read beside the tasks that answer requests.
///
/// # Errors
/// `Unreadable` with the cause.
pub(super) async fn read(name: &str, bytes: &[u8]) -> Result<Uploaded> {
    if file::is_plan_file(name) {
        return Ok(Uploaded { text: String::new(), plan: file::read(bytes)?, warnings: Vec::new() });
    }
    let (name, bytes) = (name.to_owned(), bytes.to_vec());
    let read = tokio::task::spawn_blocking(move || document(&name, &bytes)).await;
    let broken = |detail: String| Error::Broken(lantoa_store::Error::Setup { detail });
    read.map_err(|error| broken(format!("reading a plan document: {error}")))?
}

fn document(name: &str, bytes: &[u8]) -> Result<Uploaded> {
    let reading = lantoa_reader::read(bytes, Some(name))
        .map_err(|why| Refusal::Unreadable { code: why.code(), args: Vec::new() })?;
    let plan = lantoa_reader::propose(&reading);
    Ok(Uploaded { warnings: reading.warnings.iter().map(kept).collect(), text: reading.text, plan })
}

fn kept(warning: &Warning) -> ReadWarning {
    let (span, args) = (warning.source(), warning.args());
    ReadWarning {
        code: warning.code().to_owned(),
        start: span.start,
        end: span.end,
        args: args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
    }
}
