//! Reads a Word file (.docx): opens the parts that hold text, within limits that a hostile file cannot pass. Must not follow links out of the file.

mod body;
mod numbering;

use std::io::{Cursor, Read};

use quick_xml::events::BytesStart;
use zip::ZipArchive;

use crate::unreadable::Unreadable;

/// The most parts a file may have.
const MAX_PARTS: usize = 4096;
/// The most bytes that the parts read may unpack to together.
const MAX_UNPACKED: usize = 32 * 1024 * 1024;
/// Word text packs about tenfold; a part that packs better than this is made to burst.
const MAX_RATIO: u64 = 200;
/// Below this size no ratio is looked at: short repetitive parts pack well.
const RATIO_FROM: usize = 1024 * 1024;

/// The text of a Word file, one paragraph a line, layout as Markdown.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    if parts_declared(bytes).is_some_and(|parts| parts > MAX_PARTS) {
        return Err(Unreadable::Bomb);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::BrokenWord)?;
    if archive.len() > MAX_PARTS {
        return Err(Unreadable::Bomb);
    }
    let mut budget = MAX_UNPACKED;
    let document = part(&mut archive, "word/document.xml", &mut budget)?.ok_or(Unreadable::BrokenWord)?;
    let numbering = part(&mut archive, "word/numbering.xml", &mut budget)?.unwrap_or_default();
    let styles = part(&mut archive, "word/styles.xml", &mut budget)?.unwrap_or_default();
    let lists = numbering::Lists::new(&numbering, &styles);
    body::text(&document, lists)
}

/// Whether a damaged archive still names the part every Word file has.
pub(crate) fn names_word(bytes: &[u8]) -> bool {
    let name = b"word/document.xml";
    bytes.windows(name.len()).any(|window| window == name)
}

/// How many parts the end record declares, before anything is allocated for them.
fn parts_declared(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(66_000);
    let at = bytes[from..].windows(4).rposition(|window| window == b"PK\x05\x06")? + from;
    let low = *bytes.get(at + 10)?;
    let high = *bytes.get(at + 11)?;
    Some(usize::from(u16::from_le_bytes([low, high])))
}

/// One part unpacked; `None` when the file has none of that name.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, budget: &mut usize) -> Result<Option<String>, Unreadable> {
    let Some(index) = archive.index_for_name(name) else { return Ok(None) };
    let mut file = archive.by_index(index).map_err(|_| Unreadable::BrokenWord)?;
    let packed = file.compressed_size().max(1);
    let mut out = Vec::new();
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let count = file.read(&mut chunk).map_err(|_| Unreadable::BrokenWord)?;
        if count == 0 {
            break;
        }
        out.extend_from_slice(&chunk[..count]);
        let bursts = out.len() > RATIO_FROM && out.len() as u64 / packed > MAX_RATIO;
        if out.len() > *budget || bursts {
            return Err(Unreadable::Bomb);
        }
    }
    *budget -= out.len();
    String::from_utf8(out).map(Some).map_err(|_| Unreadable::BrokenWord)
}

/// The value of an attribute, whatever its prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.into_owned())
}

/// Whether a switch such as `<w:b/>` is on.
fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
