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

/// So many warnings of one code are listed; whoever has more to look at has seen what is wrong.
const MOST_ALIKE: usize = 100;

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
        if self.out.iter().filter(|known| known.code == code).count() >= MOST_ALIKE {
            return;
        }
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

/// The different words of a text, folded, to be compared with those of many others.
struct Words(Vec<String>);

impl Words {
    /// So many words are compared; whatever is as long as this is told apart by its beginning.
    const MOST: usize = 200;

    fn of(folded: &str) -> Self {
        let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 1);
        let mut words: Vec<String> = words.take(2 * Self::MOST).map(str::to_owned).collect();
        words.sort();
        words.dedup();
        words.truncate(Self::MOST);
        Self(words)
    }

    /// How much of the shorter of two texts' words stands in the other, in per cent.
    fn overlap(&self, other: &Self) -> usize {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut common = 0;
        while let (Some(first), Some(second)) = (a.peek(), b.peek()) {
            let order = first.cmp(second);
            common += usize::from(order.is_eq());
            if order.is_le() {
                a.next();
            }
            if order.is_ge() {
                b.next();
            }
        }
        let shorter = self.0.len().min(other.0.len());
        if shorter < 4 { 0 } else { common * 100 / shorter }
    }
}
