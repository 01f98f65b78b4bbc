//! The document's text in normal form with its folded twin; must not know anything about plans.

pub(crate) mod clean;
pub(crate) mod columns;
pub(crate) mod fold;
pub(crate) mod join;

use regex::{Captures, Regex};

use crate::reading::Span;

/// A stretch of the document, counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub(crate) struct Cut {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

impl Cut {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }
    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }
    pub(crate) fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }
    pub(crate) fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    pub(crate) fn touches(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// The same stretch from a later start.
    pub(crate) fn from(self, start: usize) -> Self {
        Self::new(start.clamp(self.start, self.end), self.end)
    }
    /// The same stretch up to an earlier end.
    pub(crate) fn to(self, end: usize) -> Self {
        Self::new(self.start, end.clamp(self.start, self.end))
    }
}

/// One paragraph, list item, heading or table row.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub cut: Cut,
    /// How many characters from its beginning are printed bold.
    pub bold: usize,
    /// Marked as a heading in the source.
    pub heading: bool,
    /// The cells of a table row; empty for anything else.
    pub cells: Vec<Cut>,
}

/// The normal form: one paragraph a line, in Unicode NFC, marks of layout taken out.
#[derive(Debug)]
pub(crate) struct Doc {
    pub text: String,
    fold: String,
    at: Vec<u32>,
    pub lines: Vec<Line>,
}

impl Doc {
    /// Builds the document from healed paragraphs.
    pub(crate) fn new(paragraphs: &[join::Paragraph]) -> Self {
        let mut doc = Self { text: String::new(), fold: String::new(), at: Vec::new(), lines: Vec::new() };
        for paragraph in paragraphs {
            if !doc.text.is_empty() {
                doc.push("\n");
            }
            let start = doc.at.len();
            let cells = doc.push_cells(paragraph);
            let cut = Cut::new(start, doc.at.len());
            doc.lines.push(Line { cut, bold: paragraph.bold, heading: paragraph.heading, cells });
        }
        doc.at.push(u32::try_from(doc.text.len()).unwrap_or(u32::MAX));
        doc
    }

    fn push(&mut self, text: &str) {
        for c in text.chars() {
            self.at.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
            self.text.push(c);
            self.fold.push(char::from(fold::fold_char(c)));
        }
    }

    fn push_cells(&mut self, paragraph: &join::Paragraph) -> Vec<Cut> {
        if paragraph.cells.is_empty() {
            self.push(&paragraph.text);
            return Vec::new();
        }
        let mut cells = Vec::with_capacity(paragraph.cells.len());
        for (n, cell) in paragraph.cells.iter().enumerate() {
            if n > 0 {
                self.push(" | ");
            }
            let start = self.at.len();
            self.push(cell);
            cells.push(Cut::new(start, self.at.len()));
        }
        cells
    }

    /// The whole document.
    pub(crate) fn all(&self) -> Cut {
        Cut::new(0, self.fold.len())
    }
    /// The text of a stretch.
    pub(crate) fn text(&self, cut: Cut) -> &str {
        let span = self.span(cut);
        &self.text[span.start..span.end]
    }
    /// The folded text of a stretch.
    pub(crate) fn fold(&self, cut: Cut) -> &str {
        &self.fold[cut.start.min(self.fold.len())..cut.end.min(self.fold.len())]
    }
    /// The stretch in bytes of the text.
    pub(crate) fn span(&self, cut: Cut) -> Span {
        let last = self.at.len() - 1;
        Span { start: self.at[cut.start.min(last)] as usize, end: self.at[cut.end.min(last)] as usize }
    }
    /// The character at a position.
    pub(crate) fn char_at(&self, pos: usize) -> Option<char> {
        self.text(Cut::new(pos, pos + 1)).chars().next()
    }
    /// Whether an upper-case letter stands there.
    pub(crate) fn is_upper(&self, pos: usize) -> bool {
        self.char_at(pos).is_some_and(char::is_uppercase)
    }
    /// Whether the letters of a stretch are capitals: at least `share` per cent of them.
    pub(crate) fn is_shouting(&self, cut: Cut, share: usize) -> bool {
        let (mut upper, mut all) = (0, 0);
        for c in self.text(cut).chars().filter(|c| c.is_alphabetic()) {
            all += 1;
            upper += usize::from(c.is_uppercase());
        }
        all >= 2 && upper * 100 >= all * share
    }

    /// The first match within a stretch.
    pub(crate) fn find(&self, pattern: &Regex, cut: Cut) -> Option<Cut> {
        pattern.find(self.fold(cut)).map(|m| Cut::new(cut.start + m.start(), cut.start + m.end()))
    }
    /// Whether a pattern occurs within a stretch.
    pub(crate) fn has(&self, pattern: &Regex, cut: Cut) -> bool {
        pattern.is_match(self.fold(cut))
    }
    /// All matches within a stretch.
    pub(crate) fn find_all<'a>(&'a self, pattern: &'a Regex, cut: Cut) -> impl Iterator<Item = Cut> + 'a {
        pattern.find_iter(self.fold(cut)).map(move |m| Cut::new(cut.start + m.start(), cut.start + m.end()))
    }
    /// The groups of the first match within a stretch.
    pub(crate) fn groups<'a>(&'a self, pattern: &Regex, cut: Cut) -> Option<Groups<'a>> {
        pattern.captures(self.fold(cut)).map(|captures| Groups { captures, base: cut.start })
    }
    /// The groups of all matches within a stretch.
    pub(crate) fn groups_all<'a>(&'a self, pattern: &'a Regex, cut: Cut) -> impl Iterator<Item = Groups<'a>> + 'a {
        pattern.captures_iter(self.fold(cut)).map(move |captures| Groups { captures, base: cut.start })
    }

    /// A stretch without spaces at both ends.
    pub(crate) fn trim(&self, cut: Cut) -> Cut {
        self.trim_by(cut, |b| b.is_ascii_whitespace())
    }
    /// A stretch without spaces, commas, colons, full stops, dashes at both ends.
    pub(crate) fn strip(&self, cut: Cut) -> Cut {
        self.trim_by(cut, |b| b.is_ascii_whitespace() || b",;:.-/|*+".contains(&b))
    }
    fn trim_by(&self, cut: Cut, out: impl Fn(u8) -> bool) -> Cut {
        let bytes = self.fold.as_bytes();
        let (mut start, mut end) = (cut.start, cut.end.min(bytes.len()));
        while start < end && out(bytes[start]) {
            start += 1;
        }
        while end > start && out(bytes[end - 1]) {
            end -= 1;
        }
        Cut::new(start, end)
    }
}

/// The groups of one match, as stretches of the document.
pub(crate) struct Groups<'a> {
    captures: Captures<'a>,
    base: usize,
}

impl<'a> Groups<'a> {
    /// The whole match.
    pub(crate) fn all(&self) -> Cut {
        self.cut(0).unwrap_or_default()
    }
    /// A group by number.
    pub(crate) fn cut(&self, group: usize) -> Option<Cut> {
        self.captures.get(group).map(|m| Cut::new(self.base + m.start(), self.base + m.end()))
    }
    /// A group's folded text by name.
    pub(crate) fn name(&self, group: &str) -> Option<&'a str> {
        self.captures.name(group).map(|m| m.as_str())
    }
    /// A group's stretch by name.
    pub(crate) fn named(&self, group: &str) -> Option<Cut> {
        self.captures.name(group).map(|m| Cut::new(self.base + m.start(), self.base + m.end()))
    }
}

/// Declares a pattern over folded text, compiled once.
macro_rules! pattern {
    ($(#[$doc:meta])* $name:ident, $($part:expr),+ $(,)?) => {
        $(#[$doc])*
        pub(crate) static $name: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
            regex::Regex::new(concat!($($part),+)).expect("invariant: patterns are fixed and tested")
        });
    };
}
pub(crate) use pattern;

/// A digit as scanning may have left it: `l`, `i` for 1 and `o` for 0.
pub(crate) fn number(text: &str) -> Option<u32> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let digits: String = text
        .bytes()
        .map(|b| match b {
            b'l' | b'i' | b'|' => '1',
            b'o' => '0',
            b => char::from(b),
        })
        .collect();
    digits.parse().ok()
}

#[cfg(test)]
pub(crate) fn doc(text: &str) -> Doc {
    Doc::new(&join::paragraphs(clean::raw_lines(text).expect("a test's text is short")))
}
