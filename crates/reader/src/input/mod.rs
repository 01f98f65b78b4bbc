//! From bytes to text: what kind of file it is, and its text. Must not run anything found inside a file.

pub(crate) mod docx;
mod encoding;
mod legacy;

use std::borrow::Cow;

use crate::unreadable::{MAX_BYTES, MAX_TEXT, Unreadable};

/// The text of a file, with layout written as Markdown where the file has any.
pub(crate) fn text(bytes: &[u8], name: Option<&str>) -> Result<String, Unreadable> {
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let ends = |ending: &str| name.is_some_and(|name| name.to_ascii_lowercase().ends_with(ending));
    if bytes.starts_with(b"PK") {
        return match docx::text(bytes) {
            Err(Unreadable::BrokenWord) if !ends(".docx") && !docx::names_word(bytes) => Err(Unreadable::UnknownKind),
            other => other,
        };
    }
    if let Some(unreadable) = known_but_unread(bytes) {
        return Err(unreadable);
    }
    if ends(".docx") && !bytes.is_empty() {
        return Err(Unreadable::BrokenWord);
    }
    if bytes.len() > 2 * MAX_TEXT {
        return Err(if encoding::is_binary(bytes) { Unreadable::UnknownKind } else { Unreadable::TooMuchText });
    }
    encoding::decode(bytes).map(Cow::into_owned)
}

/// Kinds of file that are recognised but hold no text the reader can take.
fn known_but_unread(bytes: &[u8]) -> Option<Unreadable> {
    const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let start = &bytes[..bytes.len().min(1024)];
    if bytes.starts_with(OLE) {
        let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        return Some(if contains(bytes, &locked) { Unreadable::Locked } else { Unreadable::OldWord });
    }
    if contains(start, b"%PDF-") {
        return Some(Unreadable::Pdf);
    }
    let pictures: [&[u8]; 8] =
        [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"\0\0\0\x18ftypheic", b"\0\0\0\x20ftyp"];
    let webp = bytes.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP");
    let bitmap = |magic: &[u8]| magic != b"BM" || start.get(6..10) == Some(&[0, 0, 0, 0]);
    if webp || pictures.iter().any(|magic| bytes.starts_with(magic) && bitmap(magic)) {
        return Some(Unreadable::Picture);
    }
    let text = start.to_ascii_lowercase();
    let marked: [&[u8]; 5] = [b"{\\rtf", b"<!doctype", b"<html", b"<?xml", b"\x7felf"];
    marked.iter().any(|magic| text.trim_ascii_start().starts_with(magic)).then_some(Unreadable::UnknownKind)
}

fn contains(hay: &[u8], needle: &[u8]) -> bool {
    hay.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_no_text_say_what_they_are() {
        let of = |bytes: &[u8], name| text(bytes, name).unwrap_err();
        assert_eq!(of(b"%PDF-1.7 ...", None), Unreadable::Pdf);
        assert_eq!(of(b"\x89PNG\r\n\x1a\n....", Some("ke-hoach.png")), Unreadable::Picture);
        let mut ole = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0];
        assert_eq!(of(&ole, Some("a.doc")), Unreadable::OldWord);
        ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(of(&ole, Some("a.docx")), Unreadable::Locked);
        assert_eq!(of(b"{\\rtf1\\ansi", None), Unreadable::UnknownKind);
        assert_eq!(of(b"PK\x03\x04 torn", Some("a.docx")), Unreadable::BrokenWord);
        assert_eq!(of(b"PK\x03\x04 torn", Some("a.zip")), Unreadable::UnknownKind);
        assert_eq!(of(b"plain", Some("a.docx")), Unreadable::BrokenWord);
        assert_eq!(of(b"", Some("a.txt")), Unreadable::Empty);
        assert_eq!(of(&vec![b'a'; MAX_BYTES + 1], None), Unreadable::TooLarge);
        assert_eq!(of(&vec![b'a'; 2 * MAX_TEXT + 1], None), Unreadable::TooMuchText);
    }
}
