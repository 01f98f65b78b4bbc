//! The zip around a template, unpacked within bounds; it must not unpack what is not filled.

use super::TemplateFault;
use std::{
    borrow::Cow,
    io::{Cursor, Read, Write},
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The most bytes a template may have.
const MOST: usize = 10 * 1024 * 1024;
/// The most parts it may have.
const MOST_PARTS: usize = 1_000;
/// The most bytes that the parts read may unpack to together.
const MOST_UNPACKED: usize = 32 * 1024 * 1024;
/// Text packs about tenfold; a part that packs better than this is made to burst.
const MOST_RATIO: u64 = 200;
/// Below this size no ratio is looked at: short repetitive parts pack well.
const RATIO_FROM: usize = 1024 * 1024;

/// The file with its text parts unpacked.
#[derive(Debug, Clone)]
pub(super) struct Package {
    bytes: Vec<u8>,
    texts: Vec<(String, String)>,
}

impl Package {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, TemplateFault> {
        if bytes.len() > MOST {
            return Err(TemplateFault::TooLarge);
        }
        if parts_declared(bytes).is_some_and(|parts| parts > MOST_PARTS) {
            return Err(TemplateFault::Bomb);
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TemplateFault::Broken)?;
        if archive.len() > MOST_PARTS {
            return Err(TemplateFault::Bomb);
        }
        let mut names = archive
            .file_names()
            .map(|name| name.map(Cow::into_owned))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|_| TemplateFault::Broken)?;
        names.sort_unstable();
        if names.iter().any(|name| name.ends_with("vbaProject.bin")) {
            return Err(TemplateFault::Macro);
        }
        let mut budget = MOST_UNPACKED;
        let mut texts = Vec::new();
        for name in names {
            if is_text(&name) {
                texts.push((name.clone(), part(&mut archive, &name, &mut budget)?));
            } else if name.ends_with(".rels") && is_remote(&part(&mut archive, &name, &mut budget)?) {
                return Err(TemplateFault::Remote);
            }
        }
        if !texts.iter().any(|(name, _)| name == "word/document.xml") {
            return Err(TemplateFault::Broken);
        }
        Ok(Self { bytes: bytes.to_vec(), texts })
    }

    /// The parts that hold text, by name.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(name, xml)| (name.as_str(), xml.as_str()))
    }

    /// The file with other text parts; all else is copied as it is packed.
    pub(super) fn with(&self, filled: &[(&str, String)]) -> Result<Vec<u8>, TemplateFault> {
        self.write(filled).map_err(|_| TemplateFault::Broken)
    }

    fn write(&self, filled: &[(&str, String)]) -> Result<Vec<u8>, zip::result::ZipError> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let mut archive = ZipArchive::new(Cursor::new(self.bytes.as_slice()))?;
        let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(self.bytes.len())));
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index)?;
            let name = file.name()?.into_owned();
            match filled.iter().find(|(part, _)| *part == name) {
                Some((_, xml)) => {
                    out.start_file(name, options)?;
                    out.write_all(xml.as_bytes())?;
                }
                None => out.raw_copy_file(file)?,
            }
        }
        out.finish().map(Cursor::into_inner)
    }
}

/// The body, headers and footers.
fn is_text(name: &str) -> bool {
    let Some(name) = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")) else { return false };
    name == "document" || ["header", "footer"].iter().any(|kind| name.strip_prefix(kind).is_some_and(is_number))
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the file fetches a template, an object or a frame from elsewhere when it is opened. Links a reader follows are no such thing.
fn is_remote(rels: &str) -> bool {
    let elsewhere = |one: &&str| one.contains("\"External\"") || one.contains("'External'");
    rels.split('<').filter(elsewhere).any(|one| !one.contains("/hyperlink"))
}

/// How many parts the end record declares, before anything is allocated for them.
fn parts_declared(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(66_000);
    let at = bytes[from..].windows(4).rposition(|window| window == b"PK\x05\x06")? + from;
    Some(usize::from(u16::from_le_bytes([*bytes.get(at + 10)?, *bytes.get(at + 11)?])))
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, budget: &mut usize) -> Result<String, TemplateFault> {
    let mut file = archive.by_name(name).map_err(|_| TemplateFault::Broken)?;
    let packed = file.compressed_size().max(1);
    let mut out = Vec::new();
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let count = file.read(&mut chunk).map_err(|_| TemplateFault::Broken)?;
        if count == 0 {
            break;
        }
        out.extend_from_slice(&chunk[..count]);
        let bursts = out.len() > RATIO_FROM && out.len() as u64 / packed > MOST_RATIO;
        if out.len() > *budget || bursts {
            return Err(TemplateFault::Bomb);
        }
    }
    *budget -= out.len();
    String::from_utf8(out).map_err(|_| TemplateFault::Broken)
}
