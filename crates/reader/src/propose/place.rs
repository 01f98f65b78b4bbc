//! Where something stands: its paragraph, the headings above, the section it belongs to. Must not read words for meaning.

use crate::outline::mark;
use crate::reading::{Paragraph, Reading, Span};
use crate::text::fold::fold;

/// The paragraphs of a reading, to be asked about places.
pub(super) struct Place<'a> {
    reading: &'a Reading,
}

impl<'a> Place<'a> {
    pub(super) fn new(reading: &'a Reading) -> Self {
        Self { reading }
    }

    /// The words of a span.
    pub(super) fn text(&self, span: Span) -> &'a str {
        self.reading.text.get(span.start..span.end).unwrap_or("")
    }

    /// The folded words of a span.
    pub(super) fn folded(&self, span: Span) -> String {
        fold(self.text(span))
    }

    /// The paragraph that holds a span.
    fn at(&self, span: Span) -> Option<usize> {
        let paragraphs = &self.reading.paragraphs;
        let at = paragraphs.partition_point(|paragraph| paragraph.span.end <= span.start);
        (at < paragraphs.len()).then_some(at)
    }

    /// The paragraph that holds a span.
    pub(super) fn paragraph(&self, span: Span) -> Option<&'a Paragraph> {
        self.at(span).map(|at| &self.reading.paragraphs[at])
    }

    /// From the paragraph of a span to the last one below it in the outline.
    pub(super) fn section(&self, span: Span) -> Span {
        let Some(at) = self.at(span) else { return span };
        let paragraphs = &self.reading.paragraphs;
        let depth = paragraphs[at].depth;
        let below = paragraphs[at + 1..].iter().take_while(|paragraph| paragraph.depth > depth).count();
        Span { start: paragraphs[at].span.start, end: paragraphs[at + below].span.end }
    }

    /// The paragraphs above a span in the outline, the nearest first.
    pub(super) fn above(&self, span: Span) -> Vec<&'a Paragraph> {
        let Some(at) = self.at(span) else { return Vec::new() };
        let paragraphs = &self.reading.paragraphs;
        let mut depth = paragraphs[at].depth;
        let mut out = Vec::new();
        for paragraph in paragraphs[..at].iter().rev() {
            if paragraph.depth < depth {
                depth = paragraph.depth;
                out.push(paragraph);
            }
            if depth == 0 {
                break;
            }
        }
        out
    }

    /// "Mục II.2": the numbers of the headings a span stands under.
    pub(super) fn clause(&self, span: Span) -> String {
        let own = self.paragraph(span).into_iter();
        let mut marks: Vec<String> = Vec::new();
        for paragraph in own.chain(self.above(span)) {
            if let Some(mark) = mark::parse(self.text(paragraph.span)).filter(|mark| mark.kind.is_numbering()) {
                let deep = mark.printed.contains('.');
                marks.push(mark.printed);
                // "2.1" already says under which "2" it stands.
                if deep && marks.len() == 1 {
                    continue;
                }
            }
        }
        marks.reverse();
        let repeated = |n: usize| marks.get(n + 1).is_some_and(|next| next.starts_with(&format!("{}.", marks[n])));
        let kept: Vec<&str> = (0..marks.len()).filter(|n| !repeated(*n)).map(|n| marks[n].as_str()).collect();
        match kept.first() {
            None => String::new(),
            Some(first) if first.starts_with(|c: char| c.is_uppercase()) && first.contains(' ') => kept.join(" "),
            Some(_) => format!("Mục {}", kept.join(".")),
        }
    }
}
