//! Letters that people type: Crockford base 32 with a check letter; must not know what the letters protect.

use zeroize::Zeroizing;

use crate::error::Refused;

/// 32 letters without I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The first `count` groups of five bits, highest bit first, as values below 32. Missing bits count as zero.
pub(crate) fn digits(bytes: &[u8], count: usize) -> Zeroizing<Vec<u8>> {
    let bit = |place: usize| bytes.get(place / 8).map_or(0, |byte| byte >> (7 - place % 8) & 1);
    Zeroizing::new((0..count).map(|group| (0..5).fold(0, |value, place| value << 1 | bit(group * 5 + place))).collect())
}

/// Puts groups of five bits back into `N` bytes; bits beyond are dropped.
pub(crate) fn undigits<const N: usize>(digits: &[u8]) -> [u8; N] {
    let mut out = [0; N];
    for place in 0..(N * 8).min(digits.len() * 5) {
        out[place / 8] |= (digits[place / 5] >> (4 - place % 5) & 1) << (7 - place % 8);
    }
    out
}

/// The letter after the last one: it catches every single wrong letter and every swap of two neighbours.
///
/// The values are coefficients of a polynomial over the field of 32 elements (modulus x⁵ + x² + 1), evaluated at x.
pub(crate) fn check_digit(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |sum, digit| double(sum ^ digit))
}

fn double(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 0x20 == 0 { shifted } else { shifted ^ 0b10_0101 }
}

/// Writes values as letters, in groups of `group` joined by hyphens.
pub(crate) fn write(digits: &[u8], group: usize) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(digits.len() * 2));
    for (place, digit) in digits.iter().enumerate() {
        if place > 0 && place % group == 0 {
            out.push('-');
        }
        out.push(char::from(ALPHABET[usize::from(digit & 31)]));
    }
    out
}

/// Reads exactly `count` letters as people type them: small or capital, O for 0, I and L for 1, spaces and hyphens anywhere.
///
/// # Errors
/// `Refused::Code` for other signs, another number of letters, or a check letter that does not fit the letters before.
pub(crate) fn read_checked(text: &str, count: usize) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let mut found = Zeroizing::new(Vec::with_capacity(count));
    for letter in text.chars().filter(|letter| !is_separator(*letter)) {
        if found.len() == count {
            return Err(Refused::Code);
        }
        found.push(value(letter).ok_or(Refused::Code)?);
    }
    let (check, data) = found.split_last().ok_or(Refused::Code)?;
    if found.len() == count && check_digit(data) == *check { Ok(found) } else { Err(Refused::Code) }
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '–' | '—' | '\u{2010}' | '\u{2011}' | '.' | '_')
}

fn value(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|known| char::from(*known) == letter)?;
    u8::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_letter_and_every_swap_of_neighbours_is_noticed() {
        for len in [24, 52] {
            let data: Vec<u8> = (0_u8..len).map(|place| place.wrapping_mul(7).wrapping_add(3) % 32).collect();
            let check = check_digit(&data);
            for place in 0..data.len() {
                for other in (0..32).filter(|other| *other != data[place]) {
                    let mut wrong = data.clone();
                    wrong[place] = other;
                    assert_ne!(check_digit(&wrong), check);
                }
                if place > 0 && data[place] != data[place - 1] {
                    let mut wrong = data.clone();
                    wrong.swap(place, place - 1);
                    assert_ne!(check_digit(&wrong), check);
                }
            }
        }
    }

    #[test]
    fn letters_are_read_as_people_type_them() {
        let data: Vec<u8> = vec![0, 1, 31, 10];
        let mut all = data.clone();
        all.push(check_digit(&data));
        let text = write(&all, 2);
        assert_eq!(*read_checked(&text, 5).unwrap(), all);
        let sloppy = text.to_lowercase().replace('0', "o").replace('1', "l").replace('-', " – ");
        assert_eq!(*read_checked(&sloppy, 5).unwrap(), all);
        for wrong in ["", "é", "UUUUU", &text[1..], &format!("{}0", *text)] {
            assert_eq!(read_checked(wrong, 5), Err(Refused::Code), "{wrong}");
        }
    }

    #[test]
    fn bytes_survive_the_way_through_letters() {
        let bytes: [u8; 15] = std::array::from_fn(|place| u8::try_from(place * 17).unwrap());
        assert_eq!(undigits::<15>(&digits(&bytes, 24)), bytes);
        let longer: [u8; 32] = std::array::from_fn(|place| u8::try_from(255 - place * 3).unwrap());
        assert_eq!(undigits::<32>(&digits(&longer, 52)), longer);
    }
}
