//! Text folded for search and comparison, the same for both databases; must not translate or format anything for people.

/// Lower case, without marks, đ as d, every run of other characters as one space: "Nguyễn Đức  Ánh" → "nguyen duc anh".
///
/// Accepts composed and decomposed letters. Anything that is no letter or digit separates words.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.chars().flat_map(char::to_lowercase) {
        if is_combining(letter) {
            continue;
        }
        let base = base_letter(letter);
        if base.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(base);
        } else {
            gap = true;
        }
    }
    out
}

/// The words of a folded text and each adjacent pair of them joined, as a search index keeps them.
///
/// Pair tokens make a full name selective though each of its words is common.
#[must_use]
pub fn search_tokens(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut out = folded.clone();
    for pair in words.windows(2) {
        out.push(' ');
        out.push_str(pair[0]);
        out.push_str(pair[1]);
    }
    out
}

/// A name usable as a key: folded, words joined by "-", at most `max` bytes.
#[must_use]
pub fn slug(text: &str, max: usize) -> String {
    let mut out = String::new();
    for word in fold(text).split(' ').filter(|word| !word.is_empty()) {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if word.is_empty() || out.len() + word.len() + 1 > max {
            continue;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(&word);
    }
    out
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036f}')
}

fn base_letter(letter: char) -> char {
    match letter {
        'à'..='å' | 'ă' | 'ạ'..='ặ' => 'a',
        'è'..='ë' | 'ẹ'..='ệ' => 'e',
        'ì'..='ï' | 'ĩ' | 'ỉ'..='ị' => 'i',
        'ò'..='ö' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ù'..='ü' | 'ũ' | 'ư' | 'ụ'..='ự' => 'u',
        'ý' | 'ÿ' | 'ỳ'..='ỹ' => 'y',
        'đ' => 'd',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_loses_its_marks_composed_or_not() {
        let composed = "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬ ÈẺẼÉẸÊỀỂỄẾỆ ÌỈĨÍỊ ÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢ ÙỦŨÚỤƯỪỬỮỨỰ ỲỶỸÝỴ Đ";
        let folded = fold(composed);
        assert!(folded.is_ascii(), "{folded}");
        assert_eq!(fold("Nguye\u{302}\u{303}n Đu\u{31b}\u{301}c"), "nguyen duc");
        assert_eq!(fold("  Đỗ—Đức,Dương "), "do duc duong");
    }

    #[test]
    fn pairs_follow_the_words() {
        assert_eq!(search_tokens("Nguyễn Văn An"), "nguyen van an nguyenvan vanan");
        assert_eq!(slug("Dân vận khéo (2021)", 16), "dan-van-kheo");
    }
}
