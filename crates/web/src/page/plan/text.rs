//! The document's own text with the sentences that items were read from marked in it. It must not understand the text.

use std::collections::BTreeMap;

/// A piece of a paragraph, in order. Marks are always closed inside of their paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A marked sentence begins; the anchor is empty where it goes on from the paragraph before.
    Open(String),
    /// It ends.
    Close,
    /// Text, with the anchor of the item that was read from it.
    Text(String, Option<String>),
}

/// A line of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Whether it looks like a heading.
    pub heading: bool,
    /// Its text.
    pub pieces: Vec<Piece>,
}

/// A stretch of the text, in bytes, and the anchor of the item that was read from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Anchor of the item.
    pub item: String,
}

/// The anchor of a marked stretch.
#[must_use]
pub fn anchor(start: usize, end: usize) -> String {
    format!("v{start}-{end}")
}

/// The text line by line with its marks. Of marks over the same stretch the first counts; a mark that reaches over the
/// end of another is cut there.
#[must_use]
pub fn paragraphs(text: &str, marks: Vec<Mark>) -> Vec<Paragraph> {
    let mut known: BTreeMap<(usize, std::cmp::Reverse<usize>), String> = BTreeMap::new();
    for mark in marks {
        let (start, end) = (boundary(text, mark.start), boundary(text, mark.end));
        if start < end {
            known.entry((start, std::cmp::Reverse(end))).or_insert(mark.item);
        }
    }
    let marks: Vec<Mark> = known.into_iter().map(|((start, end), item)| Mark { start, end: end.0, item }).collect();
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.trim_end().len());
        at += line.len();
        if start < end {
            let pieces = pieces(text, start, end, &marks);
            out.push(Paragraph { heading: is_heading(&text[start..end]), pieces });
        }
    }
    out
}

/// The nearest place at or before a byte where a character begins.
fn boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn pieces(text: &str, start: usize, end: usize, marks: &[Mark]) -> Vec<Piece> {
    let here = marks.iter().filter(|mark| mark.start < end && mark.end > start);
    let mut out = Vec::new();
    let mut at = start;
    // Open marks, innermost last: where each ends and its item.
    let mut open: Vec<(usize, &str)> = Vec::new();
    let say = |out: &mut Vec<Piece>, from: usize, to: usize, open: &[(usize, &str)]| {
        if from < to {
            out.push(Piece::Text(text[from..to].to_owned(), open.last().map(|(_, item)| (*item).to_owned())));
        }
    };
    for mark in here {
        let begins = mark.start.max(start);
        while let Some((ends, _)) = open.last().copied().filter(|(ends, _)| *ends <= begins) {
            say(&mut out, at, ends, &open);
            at = at.max(ends);
            open.pop();
            out.push(Piece::Close);
        }
        say(&mut out, at, begins, &open);
        at = at.max(begins);
        let ends = mark.end.min(open.last().map_or(end, |(ends, _)| *ends));
        out.push(Piece::Open(if mark.start >= start { anchor(mark.start, mark.end) } else { String::new() }));
        open.push((ends, &mark.item));
    }
    while let Some((ends, _)) = open.last().copied() {
        say(&mut out, at, ends, &open);
        at = at.max(ends);
        open.pop();
        out.push(Piece::Close);
    }
    say(&mut out, at, end, &open);
    without_crumbs(out)
}

/// Letters that a link has at least, so that a finger can hit it.
const CRUMB: usize = 5;

/// A full stop or a short word left over between two links is no link itself when its item has a better one in the line.
fn without_crumbs(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let letters = |piece: &Piece| match piece {
        Piece::Text(words, Some(item)) => Some((item.clone(), words.chars().filter(|c| c.is_alphanumeric()).count())),
        _ => None,
    };
    let mut best: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (at, (item, count)) in pieces.iter().map(letters).enumerate().filter_map(|(at, found)| Some((at, found?))) {
        let known = best.entry(item).or_insert((at, count));
        if count > known.1 {
            *known = (at, count);
        }
    }
    for (at, piece) in pieces.iter_mut().enumerate() {
        let crumb = letters(piece).is_some_and(|(item, count)| count == 0 || count < CRUMB && best[&item].0 != at);
        if let (true, Piece::Text(_, item)) = (crumb, piece) {
            *item = None;
        }
    }
    pieces
}

/// Short lines in capitals, and those that begin with a Roman number, are set like headings.
fn is_heading(line: &str) -> bool {
    let short = line.chars().count() <= 140;
    let letters = || line.chars().filter(|letter| letter.is_alphabetic());
    let capitals = letters().count() > 2 && letters().all(|letter| !letter.is_lowercase());
    let roman = line.split_once('.').is_some_and(|(number, _)| {
        (1..=5).contains(&number.len()) && number.chars().all(|letter| "IVX".contains(letter))
    });
    short && (capitals || roman)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, marks: &[(usize, usize, &str)]) -> String {
        let marks = marks.iter().map(|(start, end, item)| Mark { start: *start, end: *end, item: (*item).into() });
        let one = |piece: &Piece| match piece {
            Piece::Open(anchor) => format!("<{anchor}>"),
            Piece::Close => "</>".to_owned(),
            Piece::Text(text, item) => format!("{text}[{}]", item.as_deref().unwrap_or("-")),
        };
        let lines = paragraphs(text, marks.collect());
        lines.iter().map(|line| line.pieces.iter().map(one).collect::<String>()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn marks_nest_and_never_cross() {
        assert_eq!(drawn("abcdefgh", &[(2, 6, "x"), (3, 4, "y")]), "ab[-]<v2-6>c[-]<v3-4>d[y]</>ef[x]</>gh[-]");
        assert_eq!(drawn("abcdefgh", &[(2, 5, "x"), (4, 7, "y")]), "ab[-]<v2-5>cd[x]<v4-7>e[y]</></>fgh[-]");
        assert_eq!(drawn("abcd", &[(0, 2, "x"), (2, 4, "y")]), "<v0-2>ab[x]</><v2-4>cd[y]</>");
        assert_eq!(drawn("abcd", &[(0, 4, "x"), (0, 4, "y"), (9, 12, "z")]), "<v0-4>abcd[x]</>");
    }

    #[test]
    fn what_is_left_over_between_two_links_is_none() {
        assert_eq!(
            drawn("trong tháng 11.", &[(0, 16, "x"), (0, 15, "y")]),
            "<v0-16><v0-15>trong tháng 11[y]</>.[-]</>"
        );
    }

    #[test]
    fn a_mark_over_several_lines_is_closed_in_each() {
        assert_eq!(drawn("ab\n\ncd\nef", &[(1, 6, "x")]), "a[-]<v1-6>b[x]</>|<>cd[x]</>|ef[-]");
    }

    #[test]
    fn a_stretch_inside_of_a_letter_does_no_harm() {
        assert_eq!(drawn("điều", &[(1, 3, "x")]), "<v0-3>đi[x]</>ều[-]");
    }

    #[test]
    fn headings_are_told_by_their_look() {
        let heading = |line| paragraphs(line, vec![])[0].heading;
        assert!(heading("KẾ HOẠCH") && heading("II. Nội dung") && !heading("1. Nội dung") && !heading("a)"));
    }
}
