//! Files attached to dossiers, in pieces; it must not judge what a file is or who may read it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use lantoa_domain::id::{DossierId, FileId, PersonId, UnitId};
use lantoa_domain::plan::Paper;

use crate::{Conn, Result, Tx, Word, params};

/// Bytes of one piece.
pub const PIECE: usize = 1 << 20;

crate::sql! {
    NEW = "INSERT INTO file (id, root, dossier, paper, name, media, size, sha256, removed, added_by, added) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, FALSE, $9, $10)";
    PIECE_NEW = "INSERT INTO file_chunk (file, ordinal, bytes) VALUES ($1, $2, $3)";
    LOAD = "SELECT id, root, dossier, paper, name, media, size, sha256, removed, added_by, added FROM file WHERE id = $1";
    PIECE_OF = "SELECT bytes FROM file_chunk WHERE file = $1 AND ordinal = $2";
    PAPERS = "SELECT DISTINCT paper FROM file WHERE dossier = $1 AND NOT removed";
    ATTACHED = "SELECT CAST(count(*) AS BIGINT) FROM file WHERE dossier = $1 AND NOT removed";
    REMOVE = "UPDATE file SET removed = TRUE WHERE id = $1 AND NOT removed";
}

/// A file without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The file.
    pub id: FileId,
    /// The agency.
    pub root: UnitId,
    /// The dossier it is attached to.
    pub dossier: DossierId,
    /// As which paper.
    pub paper: Word<Paper>,
    /// Its name as it was uploaded.
    pub name: String,
    /// What it is by its content: "application/pdf".
    pub media: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Whether it was taken out; its bytes are kept.
    pub removed: bool,
    /// Who attached it.
    pub added_by: PersonId,
    /// When.
    pub added: Timestamp,
}
crate::from_row!(File { id, root, dossier, paper, name, media, size, sha256, removed, added_by, added });

/// Stores a file with its bytes.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, file: &File, bytes: &[u8]) -> Result<()> {
    let f = file;
    tx.exec(&NEW, params![f.id, f.root, f.dossier, f.paper, f.name, f.media, f.size, f.sha256, f.added_by, f.added])
        .await?;
    for (ordinal, piece) in bytes.chunks(PIECE).enumerate() {
        tx.exec(&PIECE_NEW, params![f.id, ordinal, piece]).await?;
    }
    Ok(())
}

/// A file.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: FileId) -> Result<Option<File>> {
    cx.opt(&LOAD, params![id]).await
}

/// The bytes of a file.
///
/// # Errors
/// The engine's; `NotFound` when a piece is missing.
pub async fn bytes(cx: &mut Conn, file: &File) -> Result<Vec<u8>> {
    let size = usize::try_from(file.size).unwrap_or_default();
    let mut out = Vec::with_capacity(size);
    for ordinal in 0..size.div_ceil(PIECE) {
        let piece: Vec<u8> = cx.one(&PIECE_OF, params![file.id, ordinal]).await?;
        out.extend_from_slice(&piece);
    }
    Ok(out)
}

/// Which papers are attached to a dossier.
///
/// # Errors
/// The engine's.
pub async fn papers(cx: &mut Conn, dossier: DossierId) -> Result<BTreeSet<Paper>> {
    let papers: Vec<Word<Paper>> = cx.all(&PAPERS, params![dossier]).await?;
    Ok(papers.into_iter().map(|word| word.0).collect())
}

/// How many files are attached to a dossier.
///
/// # Errors
/// The engine's.
pub async fn attached(cx: &mut Conn, dossier: DossierId) -> Result<usize> {
    cx.one(&ATTACHED, params![dossier]).await
}

/// Takes a file out of its dossier; its bytes are kept.
///
/// # Errors
/// `Stale` when it is out already; the engine's.
pub async fn remove(tx: &mut Tx, id: FileId) -> Result<()> {
    tx.exec_guarded(&REMOVE, params![id]).await
}
