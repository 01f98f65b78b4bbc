//! The encoding of a text file: Unicode, or one of the old Vietnamese single-byte encodings, told by what reads as Vietnamese. Must not guess when nothing does.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::legacy;
use crate::text::fold::fold;
use crate::unreadable::Unreadable;

/// Bytes looked at to tell an encoding.
const SAMPLE: usize = 64 * 1024;

/// Decodes a text file.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strict(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = wide(bytes) {
        return strict(encoding, bytes);
    }
    if is_binary(bytes) {
        return Err(Unreadable::UnknownKind);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(mended(text)),
        Err(_) => old(bytes).map(Cow::Owned),
    }
}

fn strict<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, Unreadable> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or(Unreadable::Encoding)?;
    if encoding != UTF_8 && text.chars().filter(|c| c.is_alphabetic()).count() * 4 < text.chars().count() {
        return Err(Unreadable::Encoding);
    }
    Ok(match text {
        Cow::Borrowed(text) => mended(text),
        Cow::Owned(text) => Cow::Owned(mended(&text).into_owned()),
    })
}

/// UTF-16 without a mark: every other byte of plain letters is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = sample.len() / 8;
    match (even > many, odd > many) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the bytes hold control codes that no text has.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let odd = sample.iter().filter(|b| matches!(**b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    sample.contains(&0) || odd * 50 > sample.len()
}

/// Text in an old encoding that was saved as Unicode without being converted.
fn mended(text: &str) -> Cow<'_, str> {
    // Letters that only Unicode Vietnamese has: a text with some of them needs no mending.
    let own = |c: &char| matches!(c, 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}' | '\u{300}'..='\u{323}');
    if text.chars().take(2_000).filter(own).count() >= 20 {
        return Cow::Borrowed(text);
    }
    let sample: String = text.chars().take(SAMPLE / 4).collect();
    let old_letters = sample.chars().filter(|c| ('\u{80}'..='\u{ff}').contains(c)).count();
    if old_letters * 25 < sample.chars().count() {
        return Cow::Borrowed(text);
    }
    let now = score(&sample);
    let tables: [fn(&str) -> String; 2] = [legacy::from_tcvn3, legacy::from_vni];
    let best = tables.into_iter().map(|table| (score(&table(&sample)), table)).max_by_key(|(score, _)| *score);
    match best {
        Some((score, table)) if score > now * 2 + 4 => Cow::Owned(table(text)),
        _ => Cow::Borrowed(text),
    }
}

/// Windows-1258, TCVN3 or VNI, whichever reads as Vietnamese.
fn old(bytes: &[u8]) -> Result<String, Unreadable> {
    let latin: String = bytes.iter().map(|b| char::from(*b)).collect();
    let (windows, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
    let readings = [windows.nfc().collect::<String>(), legacy::from_tcvn3(&latin), legacy::from_vni(&latin)];
    let best = readings
        .into_iter()
        .map(|text| (score(&text.chars().take(SAMPLE).collect::<String>()), text))
        .max_by_key(|(score, _)| *score);
    let enough = |score: usize, text: &str| score >= 3 && score * 60 >= text.split_whitespace().count().min(SAMPLE / 5);
    match best {
        Some((score, text)) if enough(score, &text) => Ok(text),
        _ => Err(Unreadable::Encoding),
    }
}

/// How many of the commonest Vietnamese words with marks a text has.
fn score(text: &str) -> usize {
    let common = [
        "và", "của", "các", "được", "trong", "điển", "hình", "thực", "hiện", "kế", "hoạch", "thể", "nhân", "cá", "tập",
        "phát", "có", "là", "với", "đối", "đơn", "vị", "cơ", "ngày", "tháng", "năm", "không", "người", "tổ", "chức",
        "bồi", "dưỡng", "rộng", "mô",
    ];
    let marked = |word: &str| !word.is_ascii() && fold(word) != word;
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| marked(word))
        .filter(|word| common.contains(&word.to_lowercase().as_str()))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Kế hoạch phát hiện, bồi dưỡng và nhân rộng điển hình tiên tiến của các đơn vị trong năm 2024";

    #[test]
    fn unicode_in_every_dress() {
        assert_eq!(decode(TEXT.as_bytes()).unwrap(), TEXT);
        assert_eq!(decode(format!("\u{feff}{TEXT}").as_bytes()).unwrap(), TEXT);
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&little).unwrap(), TEXT);
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(TEXT.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(decode(&big).unwrap(), TEXT);
    }

    #[test]
    fn old_vietnamese_encodings() {
        let tcvn3: Vec<u8> = legacy::to_tcvn3(TEXT).chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        assert_eq!(decode(&tcvn3).unwrap(), TEXT);
        assert_eq!(decode(legacy::to_tcvn3(TEXT).as_bytes()).unwrap(), TEXT, "saved as Unicode without conversion");
        let vni: Vec<u8> = legacy::to_vni(TEXT).chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        assert_eq!(decode(&vni).unwrap(), TEXT);
        // Windows-1258 writes tone marks as letters of their own.
        let parted = TEXT
            .replace('ế', "ê\u{301}")
            .replace('ạ', "a\u{323}")
            .replace('ồ', "ô\u{300}")
            .replace('ộ', "ô\u{323}")
            .replace('ệ', "ê\u{323}");
        let parted: String = parted
            .nfd()
            .collect::<String>()
            .replace("a\u{306}", "ă")
            .replace("e\u{302}", "ê")
            .replace("o\u{302}", "ô")
            .replace("u\u{31b}", "ư")
            .replace("o\u{31b}", "ơ")
            .replace("a\u{302}", "â");
        let (windows, _, lossy) = WINDOWS_1258.encode(&parted);
        if !lossy {
            assert_eq!(decode(&windows).unwrap(), TEXT);
        }
    }

    #[test]
    fn what_is_no_text_is_told_apart() {
        assert_eq!(decode(b"").unwrap_err(), Unreadable::Empty);
        assert_eq!(decode(b" \r\n\t").unwrap_err(), Unreadable::Empty);
        assert_eq!(decode(&[0, 1, 2, 3, 200, 7, 0, 0, 9]).unwrap_err(), Unreadable::UnknownKind);
        assert_eq!(decode(&[b'a', 0xff, b'b', 0xfe, b'c', 0xd3, b' ', b'x', b'y']).unwrap_err(), Unreadable::Encoding);
    }
}
