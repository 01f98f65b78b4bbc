//! Sentences and clauses of a paragraph. Must not decide what they say.

use crate::text::{Cut, Doc, pattern};

pattern!(STOP, r#"[.!?]["')]? "#);
pattern!(SHORT, r"(?:^|[ (/.])(?:tp|tx|tt|q|p|h|tm|kt|tl|ths|ts|pgs|gs|bs|st|no|vv|v\.v|[a-z])$");

/// The longest abbreviation is shorter than this, and so are the marks between two sentences.
const NEAR: usize = 48;

/// How many ends of sentences and clauses a document has, counted without looking at words.
pub(crate) fn stops(doc: &Doc) -> usize {
    let text = doc.fold(doc.all()).as_bytes();
    let spaced = |at: usize| text.get(at + 1).is_none_or(u8::is_ascii_whitespace);
    text.iter().enumerate().filter(|(at, b)| **b == b';' || (matches!(b, b'.' | b'!' | b'?') && spaced(*at))).count()
}

/// The sentences of a stretch.
pub(crate) fn sentences(doc: &Doc, cut: Cut) -> Vec<Cut> {
    let mut out = Vec::new();
    let mut start = cut.start;
    for stop in doc.find_all(&STOP, cut) {
        let next = next_letter(doc, cut, stop.end);
        if !next.is_some_and(|at| doc.is_upper(at))
            || SHORT.is_match(doc.fold(Cut::new(start.max(stop.start.saturating_sub(NEAR)), stop.start)))
        {
            continue;
        }
        push(doc, Cut::new(start, stop.end), &mut out);
        start = stop.end;
    }
    push(doc, Cut::new(start, cut.end), &mut out);
    out
}

/// The clauses of a stretch: sentences parted at semicolons outside brackets and quotation marks.
pub(crate) fn clauses(doc: &Doc, cut: Cut) -> Vec<Cut> {
    let mut out = Vec::new();
    for sentence in sentences(doc, cut) {
        let mut start = sentence.start;
        for at in semicolons(doc, sentence) {
            push(doc, Cut::new(start, at), &mut out);
            start = at + 1;
        }
        push(doc, Cut::new(start, sentence.end), &mut out);
    }
    out
}

/// How many clauses a stretch has, at least 1.
pub(crate) fn count(doc: &Doc, cut: Cut) -> usize {
    clauses(doc, cut).len().max(1)
}

fn semicolons(doc: &Doc, cut: Cut) -> Vec<usize> {
    let (mut depth, mut quoted) = (0i32, false);
    let mut out = Vec::new();
    for (at, byte) in doc.fold(cut).bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = (depth - 1).max(0),
            b'"' => quoted = !quoted,
            b';' if depth == 0 && !quoted => out.push(cut.start + at),
            _ => {}
        }
    }
    out
}

fn next_letter(doc: &Doc, cut: Cut, from: usize) -> Option<usize> {
    let rest = doc.fold(cut.from(from).to(from + NEAR));
    rest.bytes().position(|b| b.is_ascii_alphanumeric()).map(|at| from + at)
}

fn push(doc: &Doc, cut: Cut, out: &mut Vec<Cut>) {
    let cut = doc.trim(cut);
    if doc.fold(cut).bytes().any(|b| b.is_ascii_alphanumeric()) {
        out.push(cut);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::doc;

    #[test]
    fn sentences_end_before_capitals_only() {
        let doc = doc(
            "Tổ chức tại TP. Hồ Chí Minh v.v. và các xã. Có sáng kiến; đạt giải (cấp tỉnh; cấp xã). “Nói đi đôi với làm.” Hết",
        );
        let parts: Vec<&str> = sentences(&doc, doc.all()).into_iter().map(|cut| doc.text(cut)).collect();
        assert_eq!(parts.len(), 4, "{parts:?}");
        assert_eq!(count(&doc, doc.all()), 5);
    }
}
