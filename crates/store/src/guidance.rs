//! Guidance on the awards of a year as rows, with its file in pieces; it must not decide which one holds.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{GuidanceId, PersonId, ProgrammeId, UnitId};

use crate::file::PIECE;
use crate::{Conn, Query, Result, Tx, params};

crate::sql! {
    NEW = "INSERT INTO guidance (id, root, programme, year, title, number, on_day, issuer, address, file_name, media, size, \
           replaces, entered_by, entered) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    LOAD = "SELECT id, root, programme, year, title, number, on_day, issuer, address, file_name, media, size, replaces, \
            entered_by, entered FROM guidance WHERE id = $1";
    PIECE_NEW = "INSERT INTO guidance_piece (guidance, ordinal, bytes) VALUES ($1, $2, $3)";
    PIECE_OF = "SELECT bytes FROM guidance_piece WHERE guidance = $1 AND ordinal = $2";
}

/// A document that guides the awards of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guidance {
    /// The document.
    pub id: GuidanceId,
    /// The agency.
    pub root: UnitId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The year whose awards it guides.
    pub year: i16,
    /// Its title.
    pub title: String,
    /// Number and symbol.
    pub number: String,
    /// Its day.
    pub on_day: Date,
    /// Who issued it.
    pub issuer: String,
    /// Where it can be read; may be empty.
    pub address: String,
    /// Name of its file; empty for none.
    pub file_name: String,
    /// Media type of the file.
    pub media: String,
    /// Size of the file, bytes.
    pub size: u64,
    /// The one in whose place it stands.
    pub replaces: Option<GuidanceId>,
    /// Who entered it.
    pub entered_by: PersonId,
    /// When.
    pub entered: Timestamp,
}
crate::from_row!(Guidance {
    id,
    root,
    programme,
    year,
    title,
    number,
    on_day,
    issuer,
    address,
    file_name,
    media,
    size,
    replaces,
    entered_by,
    entered
});

/// Stores a document with the bytes of its file; none for one without.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, g: &Guidance, bytes: &[u8]) -> Result<()> {
    let values = params![
        g.id,
        g.root,
        g.programme,
        g.year,
        g.title,
        g.number,
        g.on_day,
        g.issuer,
        g.address,
        g.file_name,
        g.media,
        g.size,
        g.replaces,
        g.entered_by,
        g.entered
    ];
    tx.exec(&NEW, values).await?;
    for (ordinal, piece) in bytes.chunks(PIECE).enumerate() {
        tx.exec(&PIECE_NEW, params![g.id, ordinal, piece]).await?;
    }
    Ok(())
}

/// A document.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: GuidanceId) -> Result<Option<Guidance>> {
    cx.opt(&LOAD, params![id]).await
}

/// The bytes of a document's file.
///
/// # Errors
/// The engine's; `NotFound` when a piece is missing.
pub async fn bytes(cx: &mut Conn, g: &Guidance) -> Result<Vec<u8>> {
    let size = usize::try_from(g.size).unwrap_or_default();
    let mut out = Vec::with_capacity(size);
    for ordinal in 0..size.div_ceil(PIECE) {
        let piece: Vec<u8> = cx.one(&PIECE_OF, params![g.id, ordinal]).await?;
        out.extend_from_slice(&piece);
    }
    Ok(out)
}

/// A document in the register: itself, the programme's title, and the one that stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The document.
    pub id: GuidanceId,
    /// The programme.
    pub programme: ProgrammeId,
    /// Its title.
    pub programme_title: String,
    /// The year.
    pub year: i16,
    /// The document's title.
    pub title: String,
    /// Number and symbol.
    pub number: String,
    /// Its day.
    pub on_day: Date,
    /// Who issued it.
    pub issuer: String,
    /// Where it can be read.
    pub address: String,
    /// Name of its file.
    pub file_name: String,
    /// The one that stands in its place.
    pub replaced_by: Option<GuidanceId>,
}
crate::from_row!(Line {
    id,
    programme,
    programme_title,
    year,
    title,
    number,
    on_day,
    issuer,
    address,
    file_name,
    replaced_by
});

/// The documents of an agency, the latest year first.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, root: UnitId, programme: Option<ProgrammeId>, year: Option<i16>) -> Result<Vec<Line>> {
    let columns = "SELECT g.id, g.programme, p.title, g.year, g.title, g.number, g.on_day, g.issuer, g.address, g.file_name, \
                   (SELECT min(o.id) FROM guidance o WHERE o.replaces = g.id) \
                   FROM guidance g JOIN programme p ON p.id = g.programme WHERE g.root = ?";
    let query = Query::new("guidance::list", columns, &[&root])
        .and_some("g.programme = ?", programme)
        .and_some("g.year = ?", year)
        .push(" ORDER BY g.year DESC, g.on_day DESC, g.id DESC", &[]);
    cx.list(&query).await
}
