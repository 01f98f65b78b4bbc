//! Text of a paper: runs with their look, made fit for paper; it must not read markup in what a person typed.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A space at which no line breaks.
const NO_BREAK: char = '\u{a0}';

/// How a run looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// Upright, regular weight.
    #[default]
    Plain,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Bold and italic.
    BoldItalic,
}

/// A piece of text of one look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The characters, as [`clean`] leaves them.
    pub text: String,
    /// How they look.
    pub look: Look,
}

/// A line or paragraph of runs. What a person typed is always text, never markup; `\n` breaks the line; `☐` draws a box to tick.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(Vec<Run>);

impl Text {
    /// Nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds regular text.
    #[must_use]
    pub fn plain(self, text: impl AsRef<str>) -> Self {
        self.with(text.as_ref(), Look::Plain)
    }

    /// Adds bold text.
    #[must_use]
    pub fn bold(self, text: impl AsRef<str>) -> Self {
        self.with(text.as_ref(), Look::Bold)
    }

    /// Adds italic text.
    #[must_use]
    pub fn italic(self, text: impl AsRef<str>) -> Self {
        self.with(text.as_ref(), Look::Italic)
    }

    /// Adds bold italic text.
    #[must_use]
    pub fn bold_italic(self, text: impl AsRef<str>) -> Self {
        self.with(text.as_ref(), Look::BoldItalic)
    }

    /// Adds text of a look.
    #[must_use]
    pub fn with(mut self, text: &str, look: Look) -> Self {
        let text = clean(text);
        if !text.is_empty() {
            self.0.push(Run { text, look });
        }
        self
    }

    /// Adds another text behind this one.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The runs in order.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.0
    }

    /// Whether nothing stands here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The characters alone.
    #[must_use]
    pub fn string(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new().plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::new().plain(text)
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::new().plain(text)
    }
}

/// Makes text fit for paper: composed letters (NFC, else a search in the PDF fails), no control characters (one makes Word refuse the
/// whole file), and no line break inside dates, article numbers and document numbers.
#[must_use]
pub fn clean(text: &str) -> String {
    let composed: String = text
        .nfc()
        .filter_map(|c| match c {
            '\n' => Some('\n'),
            '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
            c if c.is_control() || is_forbidden(c) => None,
            c => Some(c),
        })
        .collect();
    bind(&composed)
}

/// Characters that XML or readers of PDF refuse, or that turn the direction of what follows.
const fn is_forbidden(c: char) -> bool {
    matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{ad}')
}

/// Joins what must stay on one line: “ngày 20 tháng 11 năm 2025”, “Điều 4”, “số 98/2023/NĐ-CP”, “1.420.000 đồng”.
fn bind(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut last = "";
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 {
            out.push(if binds(last, word) { NO_BREAK } else { ' ' });
        }
        out.push_str(word);
        last = word;
    }
    out
}

fn binds(left: &str, right: &str) -> bool {
    let number_follows = right.starts_with(|c: char| c.is_ascii_digit());
    let word = left.trim_start_matches(['(', '“', '"']);
    if number_follows {
        const BEFORE: [&str; 14] =
            ["ngày", "tháng", "năm", "Điều", "điều", "khoản", "Khoản", "số", "Số", "Quý", "quý", "hạng", "thứ", "mục"];
        return BEFORE.contains(&word);
    }
    let ends_in_number = left.ends_with(|c: char| c.is_ascii_digit());
    ends_in_number && matches!(right.trim_end_matches(['.', ',', ';', ')']), "tháng" | "năm" | "đồng" | "đ")
}

/// In capitals, as names of agencies and titles stand at the head of papers.
#[must_use]
pub fn capitals(text: &str) -> String {
    text.to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::{Text, clean};

    #[test]
    fn what_belongs_together_stays_on_one_line() {
        assert_eq!(clean("ngày 20 tháng 11 năm 2025"), "ngày\u{a0}20\u{a0}tháng\u{a0}11\u{a0}năm\u{a0}2025");
        assert_eq!(clean("theo Điều 4 và số 98/2023/NĐ-CP"), "theo Điều\u{a0}4 và số\u{a0}98/2023/NĐ-CP");
        assert_eq!(clean("thưởng 1.420.000 đồng."), "thưởng 1.420.000\u{a0}đồng.");
        assert_eq!(clean("năm sau, ngày mai"), "năm sau, ngày mai");
    }

    #[test]
    fn letters_are_composed_and_control_characters_are_gone() {
        assert_eq!(clean("Nguye\u{302}\u{303}n\u{0}\u{7} A\u{202e}nh\tB\nC"), "Nguyễn Anh B\nC");
    }

    #[test]
    fn markup_stays_text() {
        let text = Text::from("- #let x = 1 <b>*đậm*</b> & {{ten}}");
        assert_eq!(text.string(), "- #let x = 1 <b>*đậm*</b> & {{ten}}");
    }
}
