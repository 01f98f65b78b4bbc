//! What happened to a thing, newest first; it must not hide or invent entries.

use super::{Label, Tone};
use crate::filters;
use askama::Template;
use jiff::Timestamp;

/// One entry of a history.
#[derive(Debug, Clone)]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// Who, with their office; `None` is the system.
    pub who: Option<String>,
    /// What.
    pub what: Label,
    /// The reason that was given.
    pub why: Option<String>,
    /// What it means.
    pub tone: Tone,
}

/// A history.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/timeline.html")]
pub struct Timeline {
    /// Entries, newest first.
    pub moments: Vec<Moment>,
}
