//! Slips and gaps of a plan, to be shown beside the text. Must not correct anything, nor hold sentences for people.

mod content;
mod document;
mod times;

use serde::Serialize;

use crate::grammar::frame::Frame;
use crate::outline::Outline;
use crate::reading::{Reading, Span};
use crate::text::Doc;

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

/// Every code a warning can have, for those who write the sentences.
pub const CODES: [&str; 36] = [
    "agency-missing",
    "asks-differ",
    "cap-without-tie-rule",
    "council-part-missing",
    "count-of-either",
    "count-per-sector-unclear",
    "criteria-missing",
    "criterion-twice",
    "date-incomplete",
    "date-missing",
    "due-before-issue",
    "due-differs",
    "due-soon-after-issue",
    "figure-repaired",
    "intake-ends-early",
    "intake-meets-review",
    "links-in-a-circle",
    "movement-name-differs",
    "movement-without-criteria",
    "number-blank",
    "number-missing",
    "numbering-gap",
    "numeral-repeated",
    "period-differs",
    "period-missing",
    "plan-still-to-issue",
    "quorum-missing",
    "quota-over-several",
    "quota-without-time",
    "recipients-missing",
    "signer-missing",
    "title-missing",
    "two-closings",
    "validity-missing",
    "vote-rule-missing",
    "years-backwards",
];

/// What the rules look at.
struct Looked<'a> {
    doc: &'a Doc,
    frame: &'a Frame,
    outline: &'a Outline,
    reading: &'a Reading,
    out: Vec<Warning>,
}

impl Looked<'_> {
    fn add(&mut self, code: &'static str, source: Span, args: &[(&'static str, &str)]) {
        debug_assert!(CODES.contains(&code), "{code}");
        let args = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.out.push(Warning { code, source, args });
    }
    fn missing(&mut self, code: &'static str) {
        self.add(code, Span::default(), &[]);
    }
}

/// All warnings, in the order of the text.
pub(crate) fn all(doc: &Doc, frame: &Frame, outline: &Outline, reading: &Reading) -> Vec<Warning> {
    let mut looked = Looked { doc, frame, outline, reading, out: Vec::new() };
    document::look(&mut looked);
    times::look(&mut looked);
    content::look(&mut looked);
    let mut out = looked.out;
    out.sort_by_key(|warning| (warning.source.start, warning.code));
    out
}

/// How much of the shorter of two texts' words stands in the other, in per cent.
fn overlap(a: &str, b: &str) -> usize {
    let words = |text: &str| -> Vec<String> {
        let folded = crate::text::fold::fold(text);
        let mut words: Vec<String> =
            folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| w.len() > 1).map(str::to_owned).collect();
        words.sort();
        words.dedup();
        words
    };
    let (a, b) = (words(a), words(b));
    let common = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    let shorter = a.len().min(b.len());
    if shorter < 4 { 0 } else { common * 100 / shorter }
}
