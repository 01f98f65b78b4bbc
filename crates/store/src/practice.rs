//! Practices as rows: profile, turns, files in pieces, lists; it must not judge who may read one or what may follow.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{ExemplarId, PersonId, PracticeFileId, PracticeId, ProgrammeId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::practice::{PracticeCommand, PracticeState, Profile, Reach};
use lantoa_domain::text::fold;

use crate::file::PIECE;
use crate::{Conn, Json, Order, Param, Query, Result, Slice, Tx, Word, params};

const LINES: &str = "SELECT p.id, p.unit, p.programme, p.movement, p.exemplar, p.title, p.host, p.share, p.state, p.reach, p.year, \
                     p.validated_on, (SELECT CAST(count(*) AS BIGINT) FROM adoption a WHERE a.practice = p.id), \
                     (SELECT CAST(count(*) AS BIGINT) FROM adoption a WHERE a.practice = p.id AND a.stage IN ('in_use', 'sustained')) \
                     FROM practice p WHERE p.root = ?";

crate::sql! {
    NEW = "INSERT INTO practice (id, root, unit, programme, movement, exemplar, title, folded, host, host_place, profile, share, \
           state, reach, year, validated_on, made_by, made, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1)";
    LOAD = "SELECT id, root, unit, programme, movement, exemplar, title, host, host_place, profile, share, state, reach, year, \
            validated_on, made_by, made, version FROM practice WHERE id = $1";
    SAVE = "UPDATE practice SET programme = $3, movement = $4, exemplar = $5, title = $6, folded = $7, host = $8, host_place = $9, \
            profile = $10, share = $11, state = $12, reach = $13, year = $14, validated_on = $15, version = version + 1 \
            WHERE id = $1 AND version = $2";
    OF_EXEMPLAR = "SELECT id, root, unit, programme, movement, exemplar, title, host, host_place, profile, share, state, reach, year, \
                   validated_on, made_by, made, version FROM practice WHERE exemplar = $1 ORDER BY id";
    YEARS = "SELECT DISTINCT year FROM practice WHERE root = $1 ORDER BY year DESC";
    COUNT = "SELECT CAST(count(*) AS BIGINT) FROM practice WHERE root = $1 AND state = 'validated'";
    TURN_NEW = "INSERT INTO practice_turn (practice, ordinal, command, words, adopters, done_by, at) \
                SELECT CAST($1 AS BIGINT), CAST(coalesce(max(ordinal), 0) + 1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS TEXT), \
                CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT) FROM practice_turn WHERE practice = $1";
    TURNS = "SELECT t.command, t.words, t.adopters, e.name, t.at FROM practice_turn t JOIN person e ON e.id = t.done_by \
             WHERE t.practice = $1 ORDER BY t.ordinal";
    FILE_NEW = "INSERT INTO practice_file (id, root, practice, name, media, size, sha256, removed, added_by, added) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, FALSE, $8, $9)";
    PIECE_NEW = "INSERT INTO practice_piece (file, ordinal, bytes) VALUES ($1, $2, $3)";
    FILES = "SELECT id, root, practice, name, media, size, sha256, removed, added_by, added FROM practice_file \
             WHERE practice = $1 AND NOT removed ORDER BY id";
    FILE = "SELECT id, root, practice, name, media, size, sha256, removed, added_by, added FROM practice_file WHERE id = $1";
    PIECE_OF = "SELECT bytes FROM practice_piece WHERE file = $1 AND ordinal = $2";
    FILE_REMOVE = "UPDATE practice_file SET removed = TRUE WHERE id = $1 AND NOT removed";
}

/// A practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    /// The practice.
    pub id: PracticeId,
    /// The agency.
    pub root: UnitId,
    /// The unit that owns it.
    pub unit: UnitId,
    /// The programme of its movement.
    pub programme: Option<ProgrammeId>,
    /// Its movement.
    pub movement: Option<Key>,
    /// The recognised exemplar it belongs to.
    pub exemplar: Option<ExemplarId>,
    /// Its title.
    pub title: String,
    /// Where it was found, for one from outside; else empty.
    pub host: String,
    /// In which place that is.
    pub host_place: String,
    /// What it says.
    pub profile: Json<Profile>,
    /// How complete it is, of 100.
    pub share: u32,
    /// Where it stands.
    pub state: Word<PracticeState>,
    /// How far it is held up.
    pub reach: Word<Reach>,
    /// Year of the validation, before it of the draft.
    pub year: i16,
    /// When it was validated.
    pub validated_on: Option<Date>,
    /// Who began it.
    pub made_by: PersonId,
    /// When.
    pub made: Timestamp,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Practice {
    id,
    root,
    unit,
    programme,
    movement,
    exemplar,
    title,
    host,
    host_place,
    profile,
    share,
    state,
    reach,
    year,
    validated_on,
    made_by,
    made,
    version
});

/// Something that was done with a practice as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// What.
    pub command: Word<PracticeCommand>,
    /// Reason or evidence.
    pub words: String,
    /// How many used it then.
    pub adopters: u32,
    /// Who did it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}
crate::from_row!(Turn { command, words, adopters, by, at });

/// A file of a practice, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeFile {
    /// The file.
    pub id: PracticeFileId,
    /// The agency.
    pub root: UnitId,
    /// The practice.
    pub practice: PracticeId,
    /// Its name as it was uploaded.
    pub name: String,
    /// What it is by its content.
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
crate::from_row!(PracticeFile { id, root, practice, name, media, size, sha256, removed, added_by, added });

/// A practice as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeLine {
    /// The practice.
    pub id: PracticeId,
    /// Its unit.
    pub unit: UnitId,
    /// The programme of its movement.
    pub programme: Option<ProgrammeId>,
    /// Its movement.
    pub movement: Option<Key>,
    /// Its exemplar.
    pub exemplar: Option<ExemplarId>,
    /// Its title.
    pub title: String,
    /// Where it was found, for one from outside.
    pub host: String,
    /// How complete it is, of 100.
    pub share: u32,
    /// Where it stands.
    pub state: Word<PracticeState>,
    /// How far it is held up.
    pub reach: Word<Reach>,
    /// Its year.
    pub year: i16,
    /// When it was validated.
    pub validated_on: Option<Date>,
    /// Adoptions.
    pub copies: u32,
    /// Adoptions in use.
    pub used: u32,
}
crate::from_row!(PracticeLine {
    id,
    unit,
    programme,
    movement,
    exemplar,
    title,
    host,
    share,
    state,
    reach,
    year,
    validated_on,
    copies,
    used
});

/// What is not validated yet and may be listed all the same.
#[derive(Debug, Clone, Default)]
pub struct Sight {
    /// Everything.
    pub whole: bool,
    /// What units below these own.
    pub units: Vec<UnitId>,
    /// What belongs to these movements.
    pub movements: Vec<(ProgrammeId, Key)>,
}

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Folded words of the title, all of them.
    pub words: Vec<String>,
    /// Only those of this movement.
    pub movement: Option<(ProgrammeId, Key)>,
    /// Only those of units below this one.
    pub unit: Option<UnitId>,
    /// Only those that stand so.
    pub state: Option<PracticeState>,
    /// Only those of this year.
    pub year: Option<i16>,
}

/// Stores a new practice.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, practice: &Practice) -> Result<()> {
    let (p, folded) = (practice, fold(&practice.title));
    let values = params![
        p.id,
        p.root,
        p.unit,
        p.programme,
        p.movement,
        p.exemplar,
        p.title,
        folded,
        p.host,
        p.host_place,
        p.profile,
        p.share,
        p.state,
        p.reach,
        p.year,
        p.validated_on,
        p.made_by,
        p.made
    ];
    tx.exec(&NEW, values).await.map(drop)
}

/// A practice.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: PracticeId) -> Result<Option<Practice>> {
    cx.opt(&LOAD, params![id]).await
}

/// Saves everything that may change, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, practice: &Practice) -> Result<()> {
    let (p, folded) = (practice, fold(&practice.title));
    let values = params![
        p.id,
        p.version,
        p.programme,
        p.movement,
        p.exemplar,
        p.title,
        folded,
        p.host,
        p.host_place,
        p.profile,
        p.share,
        p.state,
        p.reach,
        p.year,
        p.validated_on
    ];
    tx.exec_guarded(&SAVE, values).await
}

/// The practices of an exemplar.
///
/// # Errors
/// The engine's.
pub async fn of_exemplar(cx: &mut Conn, exemplar: ExemplarId) -> Result<Vec<Practice>> {
    cx.all(&OF_EXEMPLAR, params![exemplar]).await
}

/// The years of an agency's practices, the latest first.
///
/// # Errors
/// The engine's.
pub async fn years(cx: &mut Conn, root: UnitId) -> Result<Vec<i16>> {
    cx.all(&YEARS, params![root]).await
}

/// How many practices of an agency are validated.
///
/// # Errors
/// The engine's.
pub async fn count(cx: &mut Conn, root: UnitId) -> Result<i64> {
    cx.one(&COUNT, params![root]).await
}

/// A turn that is written down.
#[derive(Debug, Clone, Copy)]
pub struct NewTurn<'a> {
    /// The practice.
    pub practice: PracticeId,
    /// What was done.
    pub command: PracticeCommand,
    /// Reason or evidence.
    pub words: &'a str,
    /// How many use it.
    pub adopters: u32,
    /// Who did it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Writes down what was done with a practice as a whole.
///
/// # Errors
/// The engine's.
pub async fn insert_turn(tx: &mut Tx, turn: NewTurn<'_>) -> Result<()> {
    let t = turn;
    tx.exec(&TURN_NEW, params![t.practice, Word(t.command), t.words, t.adopters, t.by, t.at]).await.map(drop)
}

/// What was done with a practice, in its order.
///
/// # Errors
/// The engine's.
pub async fn turns(cx: &mut Conn, practice: PracticeId) -> Result<Vec<Turn>> {
    cx.all(&TURNS, params![practice]).await
}

/// Stores a file with its bytes.
///
/// # Errors
/// The engine's.
pub async fn insert_file(tx: &mut Tx, file: &PracticeFile, bytes: &[u8]) -> Result<()> {
    let f = file;
    let values = params![f.id, f.root, f.practice, f.name, f.media, f.size, f.sha256, f.added_by, f.added];
    tx.exec(&FILE_NEW, values).await?;
    for (ordinal, piece) in bytes.chunks(PIECE).enumerate() {
        tx.exec(&PIECE_NEW, params![f.id, ordinal, piece]).await?;
    }
    Ok(())
}

/// The files of a practice.
///
/// # Errors
/// The engine's.
pub async fn files(cx: &mut Conn, practice: PracticeId) -> Result<Vec<PracticeFile>> {
    cx.all(&FILES, params![practice]).await
}

/// A file.
///
/// # Errors
/// The engine's.
pub async fn file(cx: &mut Conn, id: PracticeFileId) -> Result<Option<PracticeFile>> {
    cx.opt(&FILE, params![id]).await
}

/// The bytes of a file.
///
/// # Errors
/// The engine's; `NotFound` when a piece is missing.
pub async fn bytes(cx: &mut Conn, file: &PracticeFile) -> Result<Vec<u8>> {
    let size = usize::try_from(file.size).unwrap_or_default();
    let mut out = Vec::with_capacity(size);
    for ordinal in 0..size.div_ceil(PIECE) {
        let piece: Vec<u8> = cx.one(&PIECE_OF, params![file.id, ordinal]).await?;
        out.extend_from_slice(&piece);
    }
    Ok(out)
}

/// Takes a file out; its bytes are kept.
///
/// # Errors
/// `Stale` when it is out already; the engine's.
pub async fn remove_file(tx: &mut Tx, id: PracticeFileId) -> Result<()> {
    tx.exec_guarded(&FILE_REMOVE, params![id]).await
}

/// Practices of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn list(
    cx: &mut Conn,
    root: UnitId,
    (filter, sight): (&Filter, &Sight),
    before: Option<PracticeId>,
    rows: u32,
) -> Result<Slice<PracticeLine>> {
    let mut query = seen(Query::new("practice::list", LINES, &[&root]), sight);
    for word in &filter.words {
        // Folded words hold letters and digits only: no sign of LIKE among them.
        query = query.and("' ' || p.folded LIKE ?", &[&format!("% {word}%")]);
    }
    if let Some((programme, movement)) = &filter.movement {
        query = query.and("p.programme = ? AND p.movement = ?", &[programme, movement]);
    }
    if let Some(unit) = filter.unit {
        query = query.and("EXISTS (SELECT 1 FROM unit_path u WHERE u.unit = p.unit AND u.ancestor = ?)", &[&unit]);
    }
    query = query.and_some("p.state = ?", filter.state.map(Word)).and_some("p.year = ?", filter.year);
    let key = before.map(|id| [id]);
    let key: Option<Vec<&dyn Param>> = key.as_ref().map(|[id]| vec![id as &dyn Param]);
    cx.page(query.keyset(&["p.id"], Order::Descending, key.as_deref()), rows).await
}

/// Narrows a query to what may be listed.
fn seen(query: Query, sight: &Sight) -> Query {
    if sight.whole {
        return query;
    }
    let mut query = query.push(" AND (p.validated_on IS NOT NULL", &[]);
    for unit in &sight.units {
        query = query.push(" OR EXISTS (SELECT 1 FROM unit_path u WHERE u.unit = p.unit AND u.ancestor = ?)", &[unit]);
    }
    for (programme, movement) in &sight.movements {
        query = query.push(" OR p.programme = ? AND p.movement = ?", &[programme, movement]);
    }
    query.push(")", &[])
}
