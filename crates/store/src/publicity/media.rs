//! Pictures and scans in pieces; it must not judge what one shows or who may see it.

use jiff::Timestamp;
use lantoa_domain::id::{MediaId, PersonId, UnitId};

use crate::file::PIECE;
use crate::{Conn, Result, Tx, params};

crate::sql! {
    NEW = "INSERT INTO publicity_media (id, root, media, size, sha256, added_by, added) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    PIECE_NEW = "INSERT INTO publicity_media_chunk (media, ordinal, bytes) VALUES ($1, $2, $3)";
    LOAD = "SELECT id, root, media, size, sha256, added_by, added FROM publicity_media WHERE id = $1";
    PIECE_OF = "SELECT bytes FROM publicity_media_chunk WHERE media = $1 AND ordinal = $2";
}

/// A file without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// The file.
    pub id: MediaId,
    /// The agency.
    pub root: UnitId,
    /// What it is by its content: "image/png".
    pub media: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Who added it.
    pub added_by: PersonId,
    /// When.
    pub added: Timestamp,
}
crate::from_row!(Media { id, root, media, size, sha256, added_by, added });

/// Stores a file with its bytes.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &Media, bytes: &[u8]) -> Result<()> {
    let n = new;
    tx.exec(&NEW, params![n.id, n.root, n.media, n.size, n.sha256, n.added_by, n.added]).await?;
    for (ordinal, piece) in bytes.chunks(PIECE).enumerate() {
        tx.exec(&PIECE_NEW, params![n.id, ordinal, piece]).await?;
    }
    Ok(())
}

/// A file.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: MediaId) -> Result<Option<Media>> {
    cx.opt(&LOAD, params![id]).await
}

/// The bytes of a file.
///
/// # Errors
/// The engine's; `NotFound` when a piece is missing.
pub async fn bytes(cx: &mut Conn, media: &Media) -> Result<Vec<u8>> {
    let size = usize::try_from(media.size).unwrap_or_default();
    let mut out = Vec::with_capacity(size);
    for ordinal in 0..size.div_ceil(PIECE) {
        let piece: Vec<u8> = cx.one(&PIECE_OF, params![media.id, ordinal]).await?;
        out.extend_from_slice(&piece);
    }
    Ok(out)
}
