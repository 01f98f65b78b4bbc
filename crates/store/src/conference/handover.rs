//! Lists of delegates as they were handed over, as rows with their file in pieces; it must not write one twice.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::conference::pack::Content;
use lantoa_domain::id::{ConferenceId, HandoverId, PersonId, UnitId};

use crate::file::PIECE;
use crate::{Conn, Json, Result, Tx, params};

crate::sql! {
    NEW = "INSERT INTO conference_handover (id, root, conference, ordinal, content, sha256, size, recipient, letter, on_day, handed_by, \
           handed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (conference, ordinal) DO NOTHING";
    OF_CONFERENCE = "SELECT h.id, h.root, h.conference, h.ordinal, h.content, h.sha256, h.size, h.recipient, h.letter, h.on_day, \
                     h.handed_by, p.name, h.handed FROM conference_handover h JOIN person p ON p.id = h.handed_by \
                     WHERE h.conference = $1 ORDER BY h.ordinal";
    PIECE_NEW = "INSERT INTO conference_piece (handover, ordinal, bytes) VALUES ($1, $2, $3)";
    PIECE_OF = "SELECT bytes FROM conference_piece WHERE handover = $1 AND ordinal = $2";
}

/// A list as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The list.
    pub id: HandoverId,
    /// The agency.
    pub root: UnitId,
    /// The conference.
    pub conference: ConferenceId,
    /// Its number, from 1.
    pub ordinal: u32,
    /// What it says.
    pub content: Json<Content>,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
    /// Bytes of the file.
    pub size: u64,
    /// To whom.
    pub recipient: String,
    /// Number of the letter; may be empty.
    pub letter: String,
    /// The day.
    pub on_day: Date,
    /// Who handed it over.
    pub handed_by: PersonId,
    /// That person's name; read with it, never stored by it.
    pub by: String,
    /// When it was entered.
    pub handed: Timestamp,
}
crate::from_row!(Handover {
    id,
    root,
    conference,
    ordinal,
    content,
    sha256,
    size,
    recipient,
    letter,
    on_day,
    handed_by,
    by,
    handed
});

/// Stores a list with its file; `false` when there is one of its number.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, h: &Handover, bytes: &[u8]) -> Result<bool> {
    let values = params![
        h.id,
        h.root,
        h.conference,
        h.ordinal,
        h.content,
        h.sha256,
        h.size,
        h.recipient,
        h.letter,
        h.on_day,
        h.handed_by,
        h.handed
    ];
    if tx.exec(&NEW, values).await? == 0 {
        return Ok(false);
    }
    for (ordinal, piece) in bytes.chunks(PIECE).enumerate() {
        tx.exec(&PIECE_NEW, params![h.id, ordinal, piece]).await?;
    }
    Ok(true)
}

/// The lists of a conference that were handed over, the first first.
///
/// # Errors
/// The engine's.
pub async fn of_conference(cx: &mut Conn, id: ConferenceId) -> Result<Vec<Handover>> {
    cx.all(&OF_CONFERENCE, params![id]).await
}

/// The bytes of a list's file.
///
/// # Errors
/// The engine's; `NotFound` when a piece is missing.
pub async fn bytes(cx: &mut Conn, h: &Handover) -> Result<Vec<u8>> {
    let size = usize::try_from(h.size).unwrap_or_default();
    let mut out = Vec::with_capacity(size);
    for ordinal in 0..size.div_ceil(PIECE) {
        let piece: Vec<u8> = cx.one(&PIECE_OF, params![h.id, ordinal]).await?;
        out.extend_from_slice(&piece);
    }
    Ok(out)
}
