//! From raw text to physical lines: Unicode NFC, layout marks (markdown, tags, rules) taken out but remembered. Must not join or drop words.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::columns;
use crate::unreadable::{MAX_LINE, MAX_LINES, Unreadable};

/// One physical line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RawLine {
    pub text: String,
    /// Characters from the beginning that are bold.
    pub bold: usize,
    /// Marked as a heading.
    pub heading: bool,
    /// Whether an empty line stands before it.
    pub gap: bool,
    /// The cells when it is a row of a table.
    pub cells: Vec<String>,
}

/// Splits a text into its lines, within the limits that bound all later work.
pub(crate) fn raw_lines(source: &str) -> Result<Vec<RawLine>, Unreadable> {
    let normal = normal_form(source);
    within_limits(&normal)?;
    let mut out = Vec::new();
    let mut gap = true;
    for line in columns::untangle(&normal) {
        match clean_line(&line) {
            Some(mut raw) => {
                raw.gap = gap;
                gap = false;
                out.push(raw);
            }
            None => gap = true,
        }
    }
    Ok(out)
}

fn within_limits(text: &str) -> Result<(), Unreadable> {
    let mut lines = 0;
    for line in text.split('\n') {
        if line.len() > MAX_LINE {
            return Err(Unreadable::LongLine);
        }
        lines += usize::from(!line.trim_start().is_empty());
    }
    if lines > MAX_LINES { Err(Unreadable::TooManyLines) } else { Ok(()) }
}

/// Unicode NFC with plain line ends, without invisible characters and stray marks.
fn normal_form(source: &str) -> String {
    let composed: Cow<'_, str> = match is_nfc_quick(source.chars()) {
        IsNormalized::Yes => Cow::Borrowed(source),
        _ => Cow::Owned(source.nfc().collect()),
    };
    let mut out = String::with_capacity(composed.len());
    let mut chars = composed.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{a0}' | '\u{202f}' | '\u{2007}' => out.push(' '),
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fffd}' => {}
            '\u{300}'..='\u{36f}' => {}
            '\t' | '\n' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// One line without its layout marks; `None` when nothing is left.
fn clean_line(line: &str) -> Option<RawLine> {
    let line = line.trim();
    if is_rule(line) {
        return None;
    }
    let (line, heading) = without_hashes(line);
    if line.starts_with('|') && line.len() > 1 {
        return table_row(line);
    }
    let (text, bold) = without_emphasis(line);
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    Some(RawLine { text, bold, heading, gap: false, cells: Vec::new() })
}

/// A line that only draws something: `-----`, `***`, `|---|---|`, `_____`.
fn is_rule(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

fn without_hashes(line: &str) -> (&str, bool) {
    let rest = line.trim_start_matches('>').trim_start();
    let bare = rest.trim_start_matches('#');
    let marks = rest.len() - bare.len();
    if (1..=6).contains(&marks) && bare.starts_with([' ', '*', '_']) { (bare.trim(), true) } else { (rest, false) }
}

fn table_row(line: &str) -> Option<RawLine> {
    let inner = line.trim_start_matches('|').trim_end().trim_end_matches('|');
    let cells: Vec<String> = inner.split('|').map(|cell| without_emphasis(cell).0).collect();
    if cells.iter().all(|cell| !cell.chars().any(char::is_alphanumeric)) {
        return None;
    }
    if cells.len() == 1 {
        let text = cells.into_iter().next().unwrap_or_default();
        return Some(RawLine { text, ..RawLine::default() });
    }
    Some(RawLine { text: cells.join(" | "), cells, ..RawLine::default() })
}

/// Takes out `**`, `__`, `*`, backquotes, escapes, images and tags; counts the bold characters at the beginning.
fn without_emphasis(line: &str) -> (String, usize) {
    let chars: Vec<char> = line.chars().collect();
    let several = chars.iter().filter(|c| **c == '*').count() > 1;
    let mut out = Out { text: String::with_capacity(line.len()), count: 0, bold: 0, strong: false, open: true };
    let mut n = 0;
    while n < chars.len() {
        let next = chars.get(n + 1).copied();
        n += match chars[n] {
            '\\' if next.is_some_and(|c| c.is_ascii_punctuation()) => {
                out.push(next.unwrap_or(' '));
                2
            }
            '*' | '_' if next == Some(chars[n]) => {
                out.strong = !out.strong;
                2
            }
            '*' if several && is_emphasis(&chars, n) => 1,
            '`' => 1,
            '<' => match tag_length(&chars[n..]) {
                Some(length) => {
                    if matches!(chars.get(n + 1..n + 3), Some(['b' | 'B', 'r' | 'R'])) {
                        out.push(' ');
                    }
                    length
                }
                None => {
                    out.push('<');
                    1
                }
            },
            c => {
                out.push(c);
                1
            }
        };
    }
    out.finish()
}

/// One of several `*` that opens or closes emphasis rather than being a bullet or a footnote sign.
fn is_emphasis(chars: &[char], n: usize) -> bool {
    let before = n.checked_sub(1).map(|at| chars[at]);
    let after = chars.get(n + 1);
    let opens = before.is_none_or(|c| !c.is_alphanumeric()) && after.is_some_and(|c| !c.is_whitespace());
    let closes = before.is_some_and(|c| !c.is_whitespace() && c != '-');
    opens || closes
}

/// Length of an HTML tag such as `<br>` or `</u>` at the beginning.
fn tag_length(chars: &[char]) -> Option<usize> {
    let first = chars.get(1)?;
    if !(first.is_ascii_alphabetic() || *first == '/' || *first == '!') {
        return None;
    }
    chars.iter().take(120).position(|c| *c == '>').map(|at| at + 1)
}

struct Out {
    text: String,
    count: usize,
    bold: usize,
    strong: bool,
    /// Whether everything so far was bold.
    open: bool,
}

impl Out {
    fn push(&mut self, c: char) {
        if c.is_whitespace() {
            if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
                self.count += 1;
            }
            return;
        }
        self.text.push(c);
        self.count += 1;
        if self.strong && self.open {
            self.bold = self.count;
        } else if c.is_alphanumeric() {
            // List marks before the bold part do not end it.
            self.open = (self.open && self.strong) || (self.bold == 0 && self.count <= 6);
        }
    }
    fn finish(mut self) -> (String, usize) {
        while self.text.ends_with(' ') {
            self.text.pop();
            self.count -= 1;
        }
        (self.text, self.bold.min(self.count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(line: &str) -> RawLine {
        raw_lines(line).unwrap().remove(0)
    }

    #[test]
    fn layout_marks_go_and_words_stay() {
        let line = one("#### **IV. TỔ CHỨC THỰC HIỆN:**");
        assert_eq!(line.text, "IV. TỔ CHỨC THỰC HIỆN:");
        assert!(line.heading);
        assert_eq!(line.bold, line.text.chars().count());
        assert_eq!(one("gửi về Văn phòng *trước ngày 31/12/2016*.").text, "gửi về Văn phòng trước ngày 31/12/2016.");
        assert_eq!(one("* Riêng đối với tập thể").text, "* Riêng đối với tập thể");
        assert_eq!(one(r"1\. Mục đích <u>chung</u>").text, "1. Mục đích chung");
        let lead = one("**C. Gương đột xuất** (cứu người): không khống chế số lượng");
        assert_eq!(lead.bold, "C. Gương đột xuất".chars().count());
    }

    #[test]
    fn rules_vanish_and_rows_have_cells() {
        assert!(raw_lines("-----\n***\n|---|---|\n").unwrap().is_empty());
        let row = one("| 1 | **Phong trào A** | 05 tập thể |");
        assert_eq!(row.cells, ["1", "Phong trào A", "05 tập thể"]);
        assert_eq!(row.text, "1 | Phong trào A | 05 tập thể");
    }

    #[test]
    fn text_is_composed_and_invisible_characters_go() {
        let line = one("e\u{302}\u{301} gu\u{31b}o\u{31b}ng\u{200b}\u{a0}tốt\u{301}");
        assert_eq!(line.text, "ế gương tốt");
    }

    #[test]
    fn more_than_any_plan_holds_is_refused() {
        assert_eq!(raw_lines(&"a\n".repeat(MAX_LINES)).map(|lines| lines.len()), Ok(MAX_LINES));
        assert_eq!(raw_lines(&"a\n\n".repeat(MAX_LINES + 1)).unwrap_err(), Unreadable::TooManyLines);
        assert_eq!(raw_lines(&"\n".repeat(10 * MAX_LINES)).map(|lines| lines.len()), Ok(0));
        assert_eq!(raw_lines(&"a".repeat(MAX_LINE)).map(|lines| lines.len()), Ok(1));
        assert_eq!(raw_lines(&"a".repeat(MAX_LINE + 1)).unwrap_err(), Unreadable::LongLine);
    }
}
