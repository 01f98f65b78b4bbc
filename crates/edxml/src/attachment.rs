//! Files in a message: packed with zip, written in base64. It must not trust what an archive says of its size.

use crate::Fault;
use base64::{Engine, engine::general_purpose::STANDARD};
use std::io::{Cursor, Read, Write};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The most bytes of all files of a message together, unpacked: 50 MB.
pub const MOST_BYTES: usize = 50 * 1024 * 1024;

/// A file of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// `AttachmentName`: its name with its ending.
    pub name: String,
    /// `ContentType`: `application/pdf`.
    pub kind: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A file as it stands in `ContentTransferEncoded`. The same file gives the same text.
pub(crate) fn pack(file: &Attachment) -> Result<String, Fault> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(file.name.as_str(), SimpleFileOptions::default()).map_err(|_| Fault::Attachment)?;
    writer.write_all(&file.bytes).map_err(|_| Fault::Attachment)?;
    let packed = writer.finish().map_err(|_| Fault::Attachment)?.into_inner();
    Ok(STANDARD.encode(packed))
}

/// The file in such a text, of at most `left` bytes.
pub(crate) fn unpack(text: &str, left: usize) -> Result<Vec<u8>, Fault> {
    let plain: String = text.split_ascii_whitespace().collect();
    let packed = STANDARD.decode(plain).map_err(|_| Fault::Attachment)?;
    let mut archive = ZipArchive::new(Cursor::new(packed)).map_err(|_| Fault::Attachment)?;
    if archive.len() != 1 {
        return Err(Fault::Attachment);
    }
    let file = archive.by_index(0).map_err(|_| Fault::Attachment)?;
    let mut bytes = Vec::new();
    let most = u64::try_from(left).unwrap_or(u64::MAX).saturating_add(1);
    file.take(most).read_to_end(&mut bytes).map_err(|_| Fault::Attachment)?;
    if bytes.len() > left { Err(Fault::TooLarge) } else { Ok(bytes) }
}
