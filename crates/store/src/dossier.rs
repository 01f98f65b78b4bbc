//! Dossiers as rows, and the counters behind quotas; it must not know what moves a dossier.

pub mod assigned;
pub mod candidates;
pub mod list;
pub mod page;
pub mod round;

use jiff::Timestamp;
use lantoa_domain::dossier::{Dossier, State};
use lantoa_domain::id::{DossierId, Id, PersonId, ProgrammeId, RoundId, SubjectId, UnitId};
use lantoa_domain::plan::{Key, StepKind};
use lantoa_domain::quota::Counted;
use lantoa_domain::subject::{Subject, SubjectKind};

use crate::{Cell, Column, Conn, Json, Param, Result, Tx, Value, Word, params};

crate::sql! {
    NEW = "INSERT INTO dossier (id, root, programme, round, track, movement, subject_kind, subject, class, unit, name, \
           leader, sector, scope, origin, achievement, standing, at, state, created, changed, changed_by, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, 1) \
           ON CONFLICT (round, movement, subject_kind, subject) DO NOTHING";
    SAME = "SELECT id FROM dossier WHERE round = $1 AND movement = $2 AND subject_kind = $3 AND subject = $4";
    LOAD = "SELECT id, root, programme, round, track, movement, subject_kind, subject, unit, name, leader, sector, scope, \
            origin, achievement, standing, at, state, created, changed, changed_by, version FROM dossier WHERE id = $1";
    MOVE = "UPDATE dossier SET standing = $3, at = $4, state = $5, changed = $6, changed_by = $7, version = version + 1 \
            WHERE id = $1 AND version = $2";
    STEP = "UPDATE dossier SET at = $3, state = $4, changed = $5, changed_by = $6, version = version + 1 \
            WHERE id = $1 AND version = $2";
    EDIT = "UPDATE dossier SET name = $3, sector = $4, scope = $5, achievement = $6, leader = $7, changed = $8, \
            changed_by = $9, version = version + 1 WHERE id = $1 AND version = $2";
    CONFLICTS = "SELECT CAST(count(*) AS BIGINT) FROM conflict WHERE dossier = $1 AND person = $2";
    COUNTS = "SELECT movement, track, class, unit, year, month, times FROM recognition_count WHERE programme = $1";
    TOTALS = "SELECT movement, track, class, CAST(0 AS BIGINT), year, month, times FROM recognition_total \
              WHERE programme = $1";
    COUNTS_OF_UNIT = "SELECT movement, track, class, unit, year, month, times FROM recognition_count \
                      WHERE programme = $1 AND unit = $2";
    TOTAL_UP = "INSERT INTO recognition_total (programme, movement, track, class, year, month, times) \
                VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (programme, movement, track, class, year, month) \
                DO UPDATE SET times = recognition_total.times + 1";
    TOTAL_DOWN = "UPDATE recognition_total SET times = times - 1 WHERE programme = $1 AND movement = $2 AND track = $3 \
                  AND class = $4 AND year = $5 AND month = $6 AND times > 0";
    COUNT_UP = "INSERT INTO recognition_count (programme, movement, track, class, unit, year, month, times) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, 1) ON CONFLICT (programme, movement, track, class, unit, year, month) \
                DO UPDATE SET times = recognition_count.times + 1";
    COUNT_DOWN = "UPDATE recognition_count SET times = times - 1 WHERE programme = $1 AND movement = $2 AND track = $3 \
                  AND class = $4 AND unit = $5 AND year = $6 AND month = $7 AND times > 0";
}

/// A dossier with everything about it that is not in other tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What the rules need.
    pub dossier: Dossier,
    /// The subject's name as the dossier was opened.
    pub name: String,
    /// Its sector where a quota counts sectors apart.
    pub sector: Option<String>,
    /// Comprehensive or one side of the work, in words.
    pub scope: String,
    /// Where the proposal came from: "unit", "standing_body", "candidate".
    pub origin: String,
    /// What was achieved.
    pub achievement: String,
    /// When it was opened.
    pub created: Timestamp,
    /// When it was last changed.
    pub changed: Timestamp,
    /// Who changed it last.
    pub changed_by: PersonId,
}

/// A subject's kind in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubjectTag(pub &'static str);

/// The two columns a subject is stored in.
#[must_use]
pub fn subject_columns(subject: Subject) -> (SubjectTag, i64) {
    match subject {
        Subject::Person(id) => (SubjectTag("person"), id.raw()),
        Subject::Unit(id) => (SubjectTag("unit"), id.raw()),
        Subject::Group(id) => (SubjectTag("group"), id.raw()),
        Subject::Household(id) => (SubjectTag("household"), id.raw()),
        Subject::Practice(id) => (SubjectTag("practice"), id.raw()),
    }
}

/// The subject two columns stand for.
#[must_use]
pub fn subject_of(tag: SubjectTag, id: i64) -> Subject {
    match tag.0 {
        "person" => Subject::Person(PersonId::from_raw(id)),
        "unit" => Subject::Unit(UnitId::from_raw(id)),
        "household" => Subject::Household(SubjectId::from_raw(id)),
        "practice" => Subject::Practice(SubjectId::from_raw(id)),
        _ => Subject::Group(SubjectId::from_raw(id)),
    }
}

impl Param for SubjectTag {
    fn value(&self) -> Value<'_> {
        Value::Text(self.0.into())
    }
}

impl Column for SubjectTag {
    fn read(cell: Cell<'_>) -> Result<Self, String> {
        let Cell::Text(text) = cell else { return Err(cell.unexpected("text")) };
        ["person", "unit", "group", "household", "practice"]
            .into_iter()
            .find(|tag| *tag == text)
            .map(SubjectTag)
            .ok_or_else(|| "not a kind of subject".to_owned())
    }
}

struct Row {
    id: DossierId,
    root: UnitId,
    programme: ProgrammeId,
    round: RoundId,
    track: Key,
    movement: Key,
    subject_kind: SubjectTag,
    subject: i64,
    unit: UnitId,
    name: String,
    leader: bool,
    sector: Option<String>,
    scope: String,
    origin: String,
    achievement: String,
    #[expect(dead_code, reason = "kept for lists; the state says it too")]
    standing: String,
    #[expect(dead_code, reason = "kept for lists; the state says it too")]
    at: String,
    state: Json<State>,
    created: Timestamp,
    changed: Timestamp,
    changed_by: PersonId,
    version: i64,
}
crate::from_row!(Row {
    id,
    root,
    programme,
    round,
    track,
    movement,
    subject_kind,
    subject,
    unit,
    name,
    leader,
    sector,
    scope,
    origin,
    achievement,
    standing,
    at,
    state,
    created,
    changed,
    changed_by,
    version
});

impl From<Row> for Record {
    fn from(row: Row) -> Self {
        let dossier = Dossier {
            id: row.id,
            root: row.root,
            programme: row.programme,
            round: row.round,
            track: row.track,
            movement: row.movement,
            subject: subject_of(row.subject_kind, row.subject),
            unit: row.unit,
            leader: row.leader,
            state: row.state.0,
            version: row.version,
        };
        Self {
            dossier,
            name: row.name,
            sector: row.sector,
            scope: row.scope,
            origin: row.origin,
            achievement: row.achievement,
            created: row.created,
            changed: row.changed,
            changed_by: row.changed_by,
        }
    }
}

/// How lists name where a dossier stands: "walking", "returned", "recognised" or "ended".
#[must_use]
pub fn standing_name(state: &State) -> &'static str {
    match state {
        State::Walking { .. } => "walking",
        State::Returned { .. } => "returned",
        State::Recognised { .. } => "recognised",
        State::Ended { .. } => "ended",
    }
}

/// Every name of [`standing_name`].
pub(crate) const STANDINGS: [&str; 4] = ["walking", "returned", "recognised", "ended"];

/// How lists name the step a dossier is at; "done" when nothing is left.
#[must_use]
pub fn place_name(at: Option<StepKind>) -> String {
    at.map_or_else(|| "done".to_owned(), |kind| Word(kind).name())
}

/// Stores a new dossier that waits at a step of this kind; gives the one that the subject has already in this round and
/// movement instead, when there is one.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, record: &Record, at: StepKind) -> Result<Option<DossierId>> {
    let (r, d) = (record, &record.dossier);
    let (tag, subject) = subject_columns(d.subject);
    let done = tx
        .exec(
            &NEW,
            params![
                d.id,
                d.root,
                d.programme,
                d.round,
                d.track,
                d.movement,
                tag,
                subject,
                Word(d.subject.kind()),
                d.unit,
                r.name,
                d.leader,
                r.sector,
                r.scope,
                r.origin,
                r.achievement,
                standing_name(&d.state),
                place_name(Some(at)),
                Json(&d.state),
                r.created,
                r.changed,
                r.changed_by
            ],
        )
        .await?;
    if done == 1 {
        return Ok(None);
    }
    tx.one(&SAME, params![d.round, d.movement, tag, subject]).await.map(Some)
}

/// The dossier that a subject has in a round and a movement.
///
/// # Errors
/// The engine's.
pub async fn same(cx: &mut Conn, round: RoundId, movement: &Key, subject: Subject) -> Result<Option<DossierId>> {
    let (tag, subject) = subject_columns(subject);
    cx.opt(&SAME, params![round, movement, tag, subject]).await
}

/// A dossier.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: DossierId) -> Result<Option<Record>> {
    let row: Option<Row> = cx.opt(&LOAD, params![id]).await?;
    Ok(row.map(Record::from))
}

/// Saves where a dossier stands, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save_state(
    tx: &mut Tx,
    dossier: &Dossier,
    state: &State,
    at: Option<StepKind>,
    by: (PersonId, Timestamp),
) -> Result<()> {
    let (id, version, place, standing) = (dossier.id, dossier.version, place_name(at), standing_name(state));
    // An index is written again for every column that is named, whether it changed or not.
    if standing == standing_name(&dossier.state) {
        return tx.exec_guarded(&STEP, params![id, version, place, Json(state), by.1, by.0]).await;
    }
    tx.exec_guarded(&MOVE, params![id, version, standing, place, Json(state), by.1, by.0]).await
}

/// Saves what a dossier says, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save_words(tx: &mut Tx, record: &Record, by: (PersonId, Timestamp)) -> Result<()> {
    let (r, d) = (record, &record.dossier);
    tx.exec_guarded(&EDIT, params![d.id, d.version, r.name, r.sector, r.scope, r.achievement, d.leader, by.1, by.0])
        .await
}

/// Whether a person has a declared or found conflict of interest on a dossier.
///
/// # Errors
/// The engine's.
pub async fn has_conflict(cx: &mut Conn, dossier: DossierId, person: PersonId) -> Result<bool> {
    let found: i64 = cx.one(&CONFLICTS, params![dossier, person]).await?;
    Ok(found > 0)
}

/// Recognised dossiers of a programme, counted as quotas count them.
///
/// # Errors
/// The engine's.
pub async fn recognitions(cx: &mut Conn, programme: ProgrammeId) -> Result<Vec<Counted>> {
    let rows: Vec<CountRow> = cx.all(&COUNTS, params![programme]).await?;
    Ok(rows.into_iter().map(counted).collect())
}

/// Recognised dossiers of a programme over all its units, under the unit 0: for quotas that are not counted unit by unit.
///
/// # Errors
/// The engine's.
pub async fn recognition_totals(cx: &mut Conn, programme: ProgrammeId) -> Result<Vec<Counted>> {
    let rows: Vec<CountRow> = cx.all(&TOTALS, params![programme]).await?;
    Ok(rows.into_iter().map(counted).collect())
}

/// Recognised dossiers of a programme as the quotas of one unit count them: its own apart, those of all others together
/// under the unit 0.
///
/// # Errors
/// The engine's.
pub async fn recognitions_around(cx: &mut Conn, programme: ProgrammeId, unit: UnitId) -> Result<Vec<Counted>> {
    let mut all = recognition_totals(cx, programme).await?;
    let own: Vec<CountRow> = cx.all(&COUNTS_OF_UNIT, params![programme, unit]).await?;
    let own: Vec<Counted> = own.into_iter().map(counted).collect();
    for one in &own {
        let alike = |total: &&mut Counted| Counted { unit: total.unit, times: total.times, ..one.clone() } == **total;
        if let Some(total) = all.iter_mut().find(alike) {
            total.times = total.times.saturating_sub(one.times);
        }
    }
    all.retain(|total| total.times > 0);
    all.extend(own);
    Ok(all)
}

type CountRow = (Key, Key, Word<SubjectKind>, UnitId, i16, i8, u32);

fn counted((movement, track, kind, unit, year, month, times): CountRow) -> Counted {
    Counted { movement, track, kind: kind.0, unit, year, month, times }
}

/// Counts one more recognition.
///
/// # Errors
/// The engine's.
pub async fn count_recognition(tx: &mut Tx, programme: ProgrammeId, one: &Counted) -> Result<()> {
    let kind = Word(one.kind);
    let of_unit = params![programme, one.movement, one.track, kind, one.unit, one.year, one.month];
    let of_all = params![programme, one.movement, one.track, kind, one.year, one.month];
    tx.exec_all(&[(&COUNT_UP, of_unit), (&TOTAL_UP, of_all)]).await.map(drop)
}

/// Counts one recognition less, after it was withdrawn.
///
/// # Errors
/// The engine's.
pub async fn uncount_recognition(tx: &mut Tx, programme: ProgrammeId, one: &Counted) -> Result<()> {
    let kind = Word(one.kind);
    let of_unit = params![programme, one.movement, one.track, kind, one.unit, one.year, one.month];
    let of_all = params![programme, one.movement, one.track, kind, one.year, one.month];
    tx.exec_all(&[(&COUNT_DOWN, of_unit), (&TOTAL_DOWN, of_all)]).await.map(drop)
}
