//! Slips and gaps of a plan, to be shown beside the text. Must not correct anything, nor hold sentences for people.

use serde::Serialize;

use crate::reading::Span;

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    pub(crate) code: &'static str,
    pub(crate) source: Span,
    pub(crate) args: Vec<(&'static str, String)>,
}

impl Warning {
    /// Stable name; the sentence shown is looked up by it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }
    /// Where it shows in the text; an empty stretch at the beginning when something is missing.
    #[must_use]
    pub fn source(&self) -> Span {
        self.source
    }
    /// Words and numbers to fill into the sentence.
    #[must_use]
    pub fn args(&self) -> &[(&'static str, String)] {
        &self.args
    }
}
