//! List marks at the beginning of a line: `I.`, `A.`, `Điều 3.`, `2.1.`, `a)`, `Bước 1:`, `-`, `+`, also as scanning leaves them. Must not look at the words after the mark.

use crate::text::fold::{fold, fold_char};

/// The kind of a mark; marks of one kind number one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Phần, Chương, Mục.
    Part,
    /// `I.`
    Roman,
    /// `A.`
    Letter,
    /// `Điều 1.`
    Article,
    /// `1.` has depth 1, `2.1.` depth 2.
    Decimal(u8),
    /// `1)` and `(1)`.
    Bracketed,
    /// `a)` or `a.`
    Small,
    /// `Bước 1:`
    Step,
    /// `-`
    Dash,
    /// `+`
    Plus,
    /// `*`, `•`
    Star,
}

impl Kind {
    /// Natural place in the hierarchy, 0 the outermost.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Self::Part => 0,
            Self::Roman => 1,
            Self::Letter => 2,
            Self::Article => 3,
            Self::Decimal(depth) => 3 + depth.min(4),
            Self::Bracketed => 8,
            Self::Small => 9,
            Self::Step => 10,
            Self::Dash => 13,
            Self::Plus => 14,
            Self::Star => 15,
        }
    }
    /// Whether it numbers something rather than only setting it off.
    pub(crate) fn is_numbering(self) -> bool {
        !matches!(self, Self::Dash | Self::Plus | Self::Star)
    }
}

/// A mark as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub kind: Kind,
    /// The last number of it, counted from 1; 0 for dashes.
    pub ordinal: u16,
    /// As printed, without the punctuation after it: "2.1", "Điều 3".
    pub printed: String,
    /// Characters up to the first word after it.
    pub length: usize,
}

/// Reads the mark at the beginning of a line.
pub(crate) fn parse(line: &str) -> Option<Mark> {
    // Marks are short: only the beginning is looked at.
    let chars: Vec<char> = line.chars().take(40).collect();
    let mut at = 0;
    let mut found: Option<Mark> = None;
    // "- + item": the inner mark counts.
    while let Some(kind) = bullet(&chars, at) {
        let mut next = at + 1;
        while chars.get(next) == Some(&' ') {
            next += 1;
        }
        at = next;
        found = Some(Mark { kind, ordinal: 0, printed: chars[at.saturating_sub(1)].to_string(), length: at });
    }
    if let Some(mark) = found {
        // "- Bước 1: …": the step counts, not the dash.
        let step = worded(&chars[at..]).filter(|step| step.kind == Kind::Step);
        return Some(match step {
            Some(step) => Mark { length: at + step.length, ..step },
            None => Mark { printed: String::new(), ..mark },
        });
    }
    worded(&chars).or_else(|| numbered(&chars))
}

fn bullet(chars: &[char], at: usize) -> Option<Kind> {
    let c = *chars.get(at)?;
    let kind = match (c, fold_char(c)) {
        ('o', _) => return None,
        (_, b'-') => Kind::Dash,
        (_, b'+') => Kind::Plus,
        (_, b'*') => Kind::Star,
        _ => return None,
    };
    let next = chars.get(at + 1)?;
    let spaced = *next == ' ' || next.is_alphabetic() || (kind != Kind::Dash && next.is_alphanumeric());
    // "-5 %" is no list item, "-  5 tập thể" is.
    spaced.then_some(kind)
}

/// "Điều 3.", "Bước 1:", "Phần I", "Chương II", "Phần thứ nhất".
fn worded(chars: &[char]) -> Option<Mark> {
    let text: String = chars.iter().collect();
    let folded = fold(&text);
    let words = [
        ("dieu ", Kind::Article),
        ("buoc ", Kind::Step),
        ("vong ", Kind::Step),
        ("phan ", Kind::Part),
        ("chuong ", Kind::Part),
        ("muc ", Kind::Part),
    ];
    let first = chars.first()?;
    let (word, kind) = *words.iter().find(|(word, _)| folded.starts_with(word))?;
    if !first.is_uppercase() {
        return None;
    }
    let rest = &folded[word.len()..];
    let token: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let (ordinal, taken) = match ordinal_word(rest) {
        Some(found) if kind != Kind::Article => found,
        _ => (digits(&token).or_else(|| roman(&token.to_ascii_uppercase()))?, token.len()),
    };
    let end = word.len() + taken;
    let after = rest[taken..].trim_start_matches(' ');
    let closed = after.is_empty() || after.starts_with(['.', ':', '-', ')', ',']);
    // "Mục II của Kế hoạch này" is a reference, not a mark.
    if !closed && kind != Kind::Step {
        return None;
    }
    let length = skip_punctuation(chars, end);
    Some(Mark { kind, ordinal, printed: chars[..end].iter().collect(), length })
}

fn ordinal_word(rest: &str) -> Option<(u16, usize)> {
    let words = ["thu nhat", "thu hai", "thu ba", "thu tu", "thu nam", "thu sau", "mot", "hai", "ba", "bon"];
    let at = words.iter().position(|word| rest.starts_with(word))?;
    let ordinal = if at < 6 { at + 1 } else { at - 5 };
    Some((u16::try_from(ordinal).ok()?, words[at].len()))
}

/// `I.`, `A.`, `1.`, `2.1.`, `a)`, `(1)`, `1/`, `1-`.
fn numbered(chars: &[char]) -> Option<Mark> {
    let open = usize::from(chars.first() == Some(&'('));
    let token: String = chars[open..].iter().take_while(|c| c.is_alphanumeric() || **c == '.').take(12).collect();
    let bare = token.trim_end_matches('.');
    if bare.is_empty() {
        return None;
    }
    let end = open + token.chars().count();
    let dotted = token.len() > bare.len();
    let delimiter = chars.get(end).copied();
    let closed = dotted || matches!(delimiter, Some(')' | '/' | ':' | '-' | '–')) || spaced_delimiter(chars, end);
    let deep = bare.contains('.');
    if !(closed || (deep && delimiter == Some(' '))) || (open == 1 && delimiter != Some(')')) {
        return None;
    }
    let (kind, ordinal) = classify(bare, delimiter == Some(')') && !dotted)?;
    let length = skip_punctuation(chars, end);
    let next = chars.get(length)?;
    // "5-7 tập thể", "20/11": figures, not marks; "1.500.000 đồng": an amount.
    let followed =
        chars.get(length.wrapping_sub(1)) == Some(&' ') || (next.is_uppercase() && !bare.contains(char::is_alphabetic));
    if !followed || (kind == Kind::Decimal(1) && !dotted && next.is_ascii_digit()) {
        return None;
    }
    Some(Mark { kind, ordinal, printed: bare.to_owned(), length })
}

/// "I - MỤC ĐÍCH": the dash stands after a blank.
fn spaced_delimiter(chars: &[char], end: usize) -> bool {
    chars.get(end) == Some(&' ')
        && matches!(chars.get(end + 1), Some('-' | '–' | '/' | '.' | ')'))
        && chars.get(end + 2) == Some(&' ')
}

fn skip_punctuation(chars: &[char], mut at: usize) -> usize {
    while chars.get(at).is_some_and(|c| matches!(c, '.' | ')' | '/' | ':' | '-' | '–' | ' ' | '*')) {
        at += 1;
    }
    at
}

fn classify(token: &str, bracket: bool) -> Option<(Kind, u16)> {
    if token.contains('.') {
        let parts: Vec<u16> = token.split('.').map(digits).collect::<Option<_>>()?;
        let depth = u8::try_from(parts.len()).ok()?;
        let last = *parts.last()?;
        let sensible = depth <= 5 && parts.iter().all(|n| *n <= 99);
        return sensible.then_some((Kind::Decimal(depth), last));
    }
    if let Some(n) = digits(token) {
        let kind = if bracket { Kind::Bracketed } else { Kind::Decimal(1) };
        return (1..=99).contains(&n).then_some((kind, n));
    }
    if let Some(n) = roman(token) {
        return Some((Kind::Roman, n));
    }
    let mut letters = token.chars();
    let letter = letters.next()?;
    if letters.next().is_some() || !letter.is_alphabetic() {
        return None;
    }
    let ordinal = place_in_alphabet(letter)?;
    Some((if letter.is_uppercase() { Kind::Letter } else { Kind::Small }, ordinal))
}

/// a, b, c, d, đ, e, g, h … as Vietnamese lists count; the English order is close enough to tell first from later.
fn place_in_alphabet(letter: char) -> Option<u16> {
    let letter = letter.to_lowercase().next()?;
    "abcdđeghiklmnopqrstuvxy".chars().position(|c| c == letter).and_then(|n| u16::try_from(n + 1).ok())
}

/// Digits, also `l` or `I` read for 1 and `O` for 0 beside a real digit; `l` alone is 1.
fn digits(token: &str) -> Option<u16> {
    if token == "l" {
        return Some(1);
    }
    if !token.bytes().any(|b| b.is_ascii_digit()) || token.len() > 4 {
        return None;
    }
    let clean: String = token
        .chars()
        .map(|c| match c {
            'l' => '1',
            'o' | 'O' => '0',
            c => c,
        })
        .collect();
    clean.parse().ok()
}

/// A Roman numeral up to 39, also with `l` or `1` read for I ("II1", "lV").
pub(crate) fn roman(token: &str) -> Option<u16> {
    if token.is_empty() || token.len() > 6 || !token.chars().any(|c| matches!(c, 'I' | 'V' | 'X')) {
        return None;
    }
    let mut total = 0u16;
    let mut last = 0u16;
    for c in token.chars().rev() {
        let value = match c {
            'I' | 'l' | '1' => 1,
            'V' => 5,
            'X' => 10,
            _ => return None,
        };
        if value < last {
            total = total.checked_sub(value)?;
        } else {
            total += value;
            last = value;
        }
    }
    (1..=39).contains(&total).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Option<(Kind, u16, &str)> {
        parse(line).map(|mark| {
            (mark.kind, mark.ordinal, line.char_indices().nth(mark.length).map_or("", |(at, _)| &line[at..]))
        })
    }

    #[test]
    fn marks_of_every_kind() {
        assert_eq!(of("II. NỘI DUNG"), Some((Kind::Roman, 2, "NỘI DUNG")));
        assert_eq!(of("III - NỘI DUNG"), Some((Kind::Roman, 3, "NỘI DUNG")));
        assert_eq!(of("B. Phong trào"), Some((Kind::Letter, 2, "Phong trào")));
        assert_eq!(of("Điều 3. Tiêu chí"), Some((Kind::Article, 3, "Tiêu chí")));
        assert_eq!(of("2.1. Lĩnh vực"), Some((Kind::Decimal(2), 1, "Lĩnh vực")));
        assert_eq!(of("3.2 Đối với cá nhân"), Some((Kind::Decimal(2), 2, "Đối với cá nhân")));
        assert_eq!(of("đ) Có sáng kiến"), Some((Kind::Small, 5, "Có sáng kiến")));
        assert_eq!(of("a. Đối tượng"), Some((Kind::Small, 1, "Đối tượng")));
        assert_eq!(of("(2) Tập thể"), Some((Kind::Bracketed, 2, "Tập thể")));
        assert_eq!(of("Bước 2: Thẩm định"), Some((Kind::Step, 2, "Thẩm định")));
        assert_eq!(of("Phần thứ hai: Nội dung"), Some((Kind::Part, 2, "Nội dung")));
        assert_eq!(of("– Tập thể"), Some((Kind::Dash, 0, "Tập thể")));
        assert_eq!(of("- + Tấm gương"), Some((Kind::Plus, 0, "Tấm gương")));
        assert_eq!(of("-Đạt giải"), Some((Kind::Dash, 0, "Đạt giải")));
    }

    #[test]
    fn marks_as_scanning_leaves_them() {
        assert_eq!(of("lI. NỘI DUNG"), Some((Kind::Roman, 2, "NỘI DUNG")));
        assert_eq!(of("l. Mục đích"), Some((Kind::Decimal(1), 1, "Mục đích")));
        assert_eq!(of("l0. Điển hình"), Some((Kind::Decimal(1), 10, "Điển hình")));
        assert_eq!(of("VI1. KINH PHÍ"), Some((Kind::Roman, 7, "KINH PHÍ")));
    }

    #[test]
    fn words_and_figures_are_no_marks() {
        for line in [
            "5-7 tập thể mỗi năm",
            "20/11 hằng năm",
            "1.500.000 đồng",
            "Mục II của Kế hoạch",
            "2016-2020",
            "Ban Dân tộc",
            "100% cán bộ",
            "T.Tr xem xét",
            "Ý nghĩa",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
