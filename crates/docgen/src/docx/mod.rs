//! A document as a Word file with named styles, so that an agency can restyle it; it must not need Word or any other program.

mod block;
mod parts;
mod table;
mod xml;

pub(crate) use xml::escape;

use crate::{
    document::{Block, Document},
    qr::Qr,
};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// The document as a Word file. The same document gives the same bytes.
///
/// Numbers of articles and lists are text, as they are references that must not shift when somebody edits. Pages break nearly where the
/// press breaks them, as both use the same widths and the same line height.
#[must_use]
pub fn docx(document: &Document) -> Vec<u8> {
    let codes: Vec<_> = document.blocks().filter_map(code).collect();
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), parts::CONTENT_TYPES.as_bytes().to_vec()),
        ("_rels/.rels".to_owned(), parts::RELS.as_bytes().to_vec()),
        ("docProps/core.xml".to_owned(), parts::core(document).into_bytes()),
        ("word/document.xml".to_owned(), block::body(document).into_bytes()),
        ("word/styles.xml".to_owned(), parts::styles().into_bytes()),
        ("word/settings.xml".to_owned(), parts::SETTINGS.as_bytes().to_vec()),
        ("word/header1.xml".to_owned(), parts::HEADER.as_bytes().to_vec()),
        ("word/_rels/document.xml.rels".to_owned(), parts::document_rels(codes.len()).into_bytes()),
    ];
    files.extend(codes.iter().enumerate().map(|(i, code)| (format!("word/media/code{}.png", i + 1), code.png())));
    pack(&files)
}

/// The code in a block, if there is one.
fn code(block: &Block) -> Option<&Qr> {
    match block {
        Block::Qr { code, .. } => Some(code),
        Block::Signatures(it) => it.code.as_ref(),
        _ => None,
    }
}

/// Packs files with fixed dates. Writing to memory does not fail; should the packer refuse all the same, the file is empty.
fn pack(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let written = files.iter().try_for_each(|(name, bytes)| {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes).map_err(zip::result::ZipError::from)
    });
    written.and_then(|()| zip.finish()).map_or_else(|_| Vec::new(), Cursor::into_inner)
}
