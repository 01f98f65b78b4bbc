//! Pictures for the public without what a camera writes into them: place, time, owner. It must not draw or scale one.

use lantoa_domain::Refusal;

/// Bytes of a picture at most: pages with it are read on slow lines.
pub(super) const MOST: u64 = 500 * 1024;

/// The picture as it may be shown, with its media type: JPEG or PNG, without notes; a JPEG keeps which way is up.
///
/// # Errors
/// `FileTooLarge`; `FileKind` for anything else.
pub(super) fn bare(bytes: &[u8]) -> Result<(&'static str, Vec<u8>), Refusal> {
    if bytes.len() as u64 > MOST {
        return Err(Refusal::FileTooLarge { limit: MOST });
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return jpeg(bytes).map(|bytes| ("image/jpeg", bytes)).ok_or(Refusal::FileKind);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return png(bytes).map(|bytes| ("image/png", bytes)).ok_or(Refusal::FileKind);
    }
    Err(Refusal::FileKind)
}

/// The segments before the picture itself, without those of cameras and programs; colour tables stay.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        if *bytes.get(at)? != 0xff {
            return None;
        }
        if marker == 0xda {
            out.extend_from_slice(bytes.get(at..)?);
            return Some(out);
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        let segment = bytes.get(at..at + 2 + length).filter(|_| length >= 2)?;
        match marker {
            0xe1 => out.extend(orientation(segment.get(4..)?).filter(|way| *way > 1).map(turned).unwrap_or_default()),
            0xe3..=0xed | 0xef | 0xfe => {}
            _ => out.extend_from_slice(segment),
        }
        at += 2 + length;
    }
}

/// Which way is up, from 1 to 8, as a camera notes it.
fn orientation(exif: &[u8]) -> Option<u8> {
    let tiff = exif.strip_prefix(b"Exif\0\0")?;
    let big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let pair = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let four: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let first = usize::try_from(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }).ok()?;
    let entries = usize::from(short(first)?);
    let entry = (0..entries.min(200)).map(|n| first + 2 + n * 12).find(|at| short(*at) == Some(0x0112))?;
    u8::try_from(short(entry + 8)?).ok().filter(|way| (1..=8).contains(way))
}

/// A note that says only which way is up.
fn turned(way: u8) -> Vec<u8> {
    let mut out = vec![0xff, 0xe1, 0, 34];
    out.extend_from_slice(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    out.extend_from_slice(&[way, 0, 0, 0, 0, 0, 0]);
    out
}

/// The chunks a picture needs, without texts and notes.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..8)?.to_vec();
    let mut at = 8;
    while at < bytes.len() {
        let length: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        let end = at.checked_add(12)?.checked_add(usize::try_from(u32::from_be_bytes(length)).ok()?)?;
        let chunk = bytes.get(at..end)?;
        if !matches!(&chunk[4..8], b"tEXt" | b"iTXt" | b"zTXt" | b"eXIf" | b"tIME") {
            out.extend_from_slice(chunk);
        }
        at = end;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    }

    #[test]
    fn a_photo_loses_its_place_and_keeps_which_way_is_up() {
        let note = b"Exif\0\0II*\0\x08\0\0\0\x02\0\x25\x88\x04\0\x01\0\0\0\x99\0\0\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0 GPS 12.49 109.13";
        let photo = [
            &b"\xff\xd8"[..],
            &segment(0xe0, b"JFIF\0"),
            &segment(0xe1, note),
            &segment(0xfe, b"owner"),
            &segment(0xdb, b"table"),
            b"\xff\xda\0\x02picture",
        ]
        .concat();
        let (media, bare) = bare(&photo).unwrap();
        let holds = |part: &[u8]| bare.windows(part.len()).any(|found| found == part);
        assert_eq!(media, "image/jpeg");
        assert!(!holds(b"GPS") && !holds(b"owner"), "{bare:?}");
        assert!(holds(b"JFIF") && holds(b"table") && bare.ends_with(b"picture"));
        assert_eq!(jpeg(&bare).as_deref(), Some(&bare[..]), "what is bare stays as it is");
        let at = bare.windows(6).position(|found| found == b"Exif\0\0").unwrap();
        assert_eq!(orientation(&bare[at..]), Some(6));
    }

    #[test]
    fn a_drawing_loses_its_texts_and_anything_else_is_refused() {
        let chunk = |kind: &[u8; 4], content: &[u8]| {
            [&u32::try_from(content.len()).unwrap().to_be_bytes()[..], kind, content, b"crc!"].concat()
        };
        let drawing =
            [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", b"head"), &chunk(b"tEXt", b"Author\0An"), &chunk(b"IEND", b"")]
                .concat();
        let (_, bytes) = bare(&drawing).unwrap();
        assert_eq!(bytes.len(), drawing.len() - 12 - 9);
        for wrong in [&b"GIF89a"[..], b"\xff\xd8\xff", b"<svg/>", &drawing[..20]] {
            assert_eq!(bare(wrong), Err(Refusal::FileKind));
        }
        assert!(matches!(bare(&vec![0; 600 * 1024]), Err(Refusal::FileTooLarge { .. })));
    }
}
