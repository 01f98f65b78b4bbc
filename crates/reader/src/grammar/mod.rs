//! The grammar pieces: each reads one kind of statement out of the outline. Must not know any particular plan or agency.

pub(crate) mod actor;
pub(crate) mod cooperation;
pub(crate) mod criteria;
pub(crate) mod date;
pub(crate) mod deadlines;
pub(crate) mod frame;
pub(crate) mod funding;
pub(crate) mod goals;
pub(crate) mod header;
pub(crate) mod legal;
pub(crate) mod links;
pub(crate) mod money;
pub(crate) mod movements;
pub(crate) mod org;
mod owed;
pub(crate) mod process;
pub(crate) mod quotas;
pub(crate) mod recipients;
pub(crate) mod responsibilities;
pub(crate) mod rewards;
pub(crate) mod sentence;
pub(crate) mod signature;
pub(crate) mod subject;
pub(crate) mod tables;
pub(crate) mod vote;

use crate::reading::{Confidence, Found};
use crate::text::{Cut, Doc};

/// The degrees of certainty the grammar pieces use.
pub(crate) struct Conf;

impl Conf {
    /// The wording leaves no choice.
    pub(crate) const SURE: Confidence = confidence(95);
    /// The usual reading of the wording.
    pub(crate) const LIKELY: Confidence = confidence(80);
    /// One of several readings.
    pub(crate) const GUESS: Confidence = confidence(55);
}

const fn confidence(percent: u8) -> Confidence {
    Confidence::of(percent)
}

/// An item with its place.
pub(crate) fn found<T>(doc: &Doc, cut: Cut, value: T, confidence: Confidence) -> Found<T> {
    Found { value, source: doc.span(cut), confidence }
}

/// The words of a stretch on one line.
pub(crate) fn text_of(doc: &Doc, cut: Cut) -> String {
    doc.text(cut).split_whitespace().collect::<Vec<_>>().join(" ")
}
