//! Folding: one ASCII byte for every character, so that positions in the folded text are character positions. Must not change the number of characters.

use std::sync::LazyLock;

use unicode_normalization::char::decompose_canonical;

/// The folded byte of a character: lower case, without marks, đ as d, every dash as '-', every double quotation mark as '"'.
///
/// Vowels that scanning confuses (đ/Ð, ê/e, ố/ô) fall together, which is why the grammar looks at folded text first.
pub(crate) fn fold_char(c: char) -> u8 {
    if c.is_ascii() {
        return match c {
            '\n' => b'\n',
            c if c.is_ascii_control() => b' ',
            c => c.to_ascii_lowercase() as u8,
        };
    }
    match c {
        'đ' | 'Đ' | 'ð' | 'Ð' => b'd',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' => b'-',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => b'"',
        '‘' | '’' | '‚' | '‛' | '′' | '´' => b'\'',
        '•' | '●' | '▪' | '◦' | '■' | '□' | '○' | '◆' | '❖' | '➢' | '✓' | '·' | '\u{f0b7}' | '\u{f02d}' => {
            b'*'
        }
        '…' => b'.',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => b' ',
        c => base_letter(c),
    }
}

/// The base letters of the Latin letters with marks, once for all.
static LETTERS: LazyLock<Vec<u8>> = LazyLock::new(|| ('\0'..='\u{1eff}').map(decomposed).collect());

fn base_letter(c: char) -> u8 {
    match LETTERS.get(c as usize) {
        Some(letter) => *letter,
        None => decomposed(c),
    }
}

fn decomposed(c: char) -> u8 {
    let mut base = None;
    decompose_canonical(c, |part| {
        if base.is_none() {
            base = Some(part);
        }
    });
    match base {
        Some(letter) if letter.is_ascii_alphanumeric() => letter.to_ascii_lowercase() as u8,
        Some('ư' | 'Ư') => b'u',
        Some('ơ' | 'Ơ') => b'o',
        _ => b'?',
    }
}

/// Folds a whole text; the result has as many bytes as the text has characters.
pub(crate) fn fold(text: &str) -> String {
    text.chars().map(|c| char::from(fold_char(c))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_becomes_its_base_letter() {
        let letters = "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴ";
        let folded = fold(letters);
        assert_eq!(folded.len(), letters.chars().count());
        assert_eq!(folded, "aaaaaaaaaaaaaaaaadeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyy");
        assert_eq!(fold(&letters.to_lowercase()), folded);
    }

    #[test]
    fn what_scanning_confuses_falls_together() {
        assert_eq!(fold("phân đầu"), fold("phấn đấu"));
        assert_eq!(fold("Không không chế"), fold("không khống chế"));
        assert_eq!(fold("2020–2025 “x”"), "2020-2025 \"x\"");
    }
}
