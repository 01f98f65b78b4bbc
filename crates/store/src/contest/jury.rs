//! The jury of a writing contest, its sheets of marks and its conflicts of interest as rows; it must not read an author.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::contest::score::Advice;
use lantoa_domain::id::{ContestId, EntryId, JurorId, PersonId, SheetId, UnitId};
use lantoa_domain::policy::JurySeat;
use serde::{Deserialize, Serialize};

use crate::{Conn, Json, Result, Tx, Word, params};

crate::sql! {
    SEAT = "INSERT INTO contest_juror (id, contest, person, seat) VALUES ($1, $2, $3, $4) ON CONFLICT (contest, person) DO NOTHING";
    RESEAT = "UPDATE contest_juror SET seat = $2 WHERE id = $1";
    UNSEAT = "DELETE FROM contest_juror WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM contest_sheet s WHERE s.juror = $1) \
              AND NOT EXISTS (SELECT 1 FROM contest_conflict c WHERE c.juror = $1)";
    JURORS = "SELECT j.id, j.contest, j.person, p.name, p.post, j.seat FROM contest_juror j JOIN person p ON p.id = j.person \
              WHERE j.contest = $1 ORDER BY j.seat, p.folded, j.id";
    SEAT_OF = "SELECT j.id, j.contest, j.person, p.name, p.post, j.seat FROM contest_juror j JOIN person p ON p.id = j.person \
               WHERE j.contest = $1 AND j.person = $2";
    GIVE = "INSERT INTO contest_sheet (id, entry, contest, juror, marks, comment, advice, handed_on, back_why, version) \
            VALUES ($1, $2, $3, $4, '[]', '', NULL, NULL, '', 1) ON CONFLICT (entry, juror) DO NOTHING";
    TAKE = "DELETE FROM contest_sheet WHERE entry = $1 AND juror = $2 AND handed_on IS NULL";
    SHEET = "SELECT s.id, s.entry, s.contest, s.juror, j.person, s.marks, s.comment, s.advice, s.handed_on, s.back_why, s.version \
             FROM contest_sheet s JOIN contest_juror j ON j.id = s.juror WHERE s.id = $1";
    SHEETS = "SELECT s.id, s.entry, s.contest, s.juror, j.person, s.marks, s.comment, s.advice, s.handed_on, s.back_why, s.version \
              FROM contest_sheet s JOIN contest_juror j ON j.id = s.juror WHERE s.contest = $1 ORDER BY s.entry, s.juror";
    SAVE = "UPDATE contest_sheet SET marks = $3, comment = $4, advice = $5, handed_on = $6, back_why = $7, version = version + 1 \
            WHERE id = $1 AND version = $2";
    MINE = "SELECT s.id, s.contest, c.title, e.number, s.handed_on, s.back_why FROM contest_sheet s \
            JOIN contest_juror j ON j.id = s.juror JOIN contest c ON c.id = s.contest JOIN contest_entry e ON e.id = s.entry \
            WHERE j.person = $1 AND c.root = $2 AND c.state = 'judging' ORDER BY s.contest, e.number";
    CHAIRS = "SELECT c.id, c.title, (SELECT CAST(count(*) AS BIGINT) FROM contest_sheet s WHERE s.contest = c.id \
              AND s.handed_on IS NOT NULL), (SELECT CAST(count(*) AS BIGINT) FROM contest_sheet s WHERE s.contest = c.id) \
              FROM contest c JOIN contest_juror j ON j.contest = c.id AND j.seat = 'chair' \
              WHERE j.person = $1 AND c.root = $2 AND c.state IN ('judging', 'decided', 'published') ORDER BY c.id DESC";
    WAITING = "SELECT CAST(count(*) AS BIGINT) FROM contest_sheet s JOIN contest_juror j ON j.id = s.juror \
               JOIN contest c ON c.id = s.contest \
               WHERE j.person = $1 AND c.root = $2 AND c.state = 'judging' AND s.handed_on IS NULL";
    CONFLICT = "INSERT INTO contest_conflict (entry, juror, kind, reason, at) VALUES ($1, $2, $3, $4, $5) \
                ON CONFLICT (entry, juror) DO NOTHING";
    CONFLICTS = "SELECT x.entry, x.juror, x.kind, x.reason FROM contest_conflict x JOIN contest_entry e ON e.id = x.entry \
                 WHERE e.contest = $1 ORDER BY x.entry, x.juror";
}

/// Somebody who sits on the jury.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Juror {
    /// The seat.
    pub id: JurorId,
    /// The contest.
    pub contest: ContestId,
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The post.
    pub post: String,
    /// Chair or member.
    pub seat: Word<JurySeat>,
}
crate::from_row!(Juror { id, contest, person, name, post, seat });

/// A juror's sheet of marks on an entry; empty until it is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The sheet.
    pub id: SheetId,
    /// The entry.
    pub entry: EntryId,
    /// The contest.
    pub contest: ContestId,
    /// The seat.
    pub juror: JurorId,
    /// Who sits there.
    pub person: PersonId,
    /// Marks in hundredths of a point, in the order of the criteria; empty until they are given.
    pub marks: Json<Vec<i64>>,
    /// What the juror says.
    pub comment: String,
    /// What the juror advises.
    pub advice: Option<Word<Advice>>,
    /// When it was handed in: it is frozen then.
    pub handed_on: Option<Date>,
    /// Why the chair gave it back last.
    pub back_why: String,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Sheet { id, entry, contest, juror, person, marks, comment, advice, handed_on, back_why, version });

/// A sheet in the work of a juror: nothing of the author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The sheet.
    pub id: SheetId,
    /// The contest.
    pub contest: ContestId,
    /// What that is called.
    pub contest_title: String,
    /// The entry's number.
    pub number: i64,
    /// When it was handed in.
    pub handed_on: Option<Date>,
    /// Why the chair gave it back last.
    pub back_why: String,
}
crate::from_row!(Work { id, contest, contest_title, number, handed_on, back_why });

/// How somebody came to be in conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// The juror said so.
    Declared,
    /// Names or recorded kin say so.
    Found,
}

/// A juror who must not mark an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The entry.
    pub entry: EntryId,
    /// The seat.
    pub juror: JurorId,
    /// Declared or found.
    pub kind: Word<ConflictKind>,
    /// What the juror said.
    pub reason: String,
}
crate::from_row!(Conflict { entry, juror, kind, reason });

/// Seats somebody; `false` when the person sits there already.
///
/// # Errors
/// The engine's.
pub async fn seat(tx: &mut Tx, id: JurorId, contest: ContestId, person: PersonId, seat: JurySeat) -> Result<bool> {
    Ok(tx.exec(&SEAT, params![id, contest, person, Word(seat)]).await? > 0)
}

/// Makes somebody chair or member.
///
/// # Errors
/// The engine's.
pub async fn reseat(tx: &mut Tx, id: JurorId, seat: JurySeat) -> Result<()> {
    tx.exec(&RESEAT, params![id, Word(seat)]).await.map(drop)
}

/// Takes a seat away; `false` for a juror who has a sheet or declared a conflict: that stays on record.
///
/// # Errors
/// The engine's.
pub async fn unseat(tx: &mut Tx, id: JurorId) -> Result<bool> {
    Ok(tx.exec(&UNSEAT, params![id]).await? > 0)
}

/// The jury of a contest, the chair first.
///
/// # Errors
/// The engine's.
pub async fn of_contest(cx: &mut Conn, contest: ContestId) -> Result<Vec<Juror>> {
    cx.all(&JURORS, params![contest]).await
}

/// The seat of a person.
///
/// # Errors
/// The engine's.
pub async fn seat_of(cx: &mut Conn, contest: ContestId, person: PersonId) -> Result<Option<Juror>> {
    cx.opt(&SEAT_OF, params![contest, person]).await
}

/// Gives an entry to a juror; `false` when the juror has it already.
///
/// # Errors
/// The engine's.
pub async fn give(tx: &mut Tx, id: SheetId, (contest, entry): (ContestId, EntryId), juror: JurorId) -> Result<bool> {
    Ok(tx.exec(&GIVE, params![id, entry, contest, juror]).await? > 0)
}

/// Takes an entry from a juror who has not handed in a sheet on it; `false` otherwise.
///
/// # Errors
/// The engine's.
pub async fn take(tx: &mut Tx, entry: EntryId, juror: JurorId) -> Result<bool> {
    Ok(tx.exec(&TAKE, params![entry, juror]).await? > 0)
}

/// A sheet.
///
/// # Errors
/// The engine's.
pub async fn sheet(cx: &mut Conn, id: SheetId) -> Result<Option<Sheet>> {
    cx.opt(&SHEET, params![id]).await
}

/// The sheets of a contest, by entry and seat.
///
/// # Errors
/// The engine's.
pub async fn sheets(cx: &mut Conn, contest: ContestId) -> Result<Vec<Sheet>> {
    cx.all(&SHEETS, params![contest]).await
}

/// Saves a sheet, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save_sheet(tx: &mut Tx, sheet: &Sheet) -> Result<()> {
    let s = sheet;
    tx.exec_guarded(&SAVE, params![s.id, s.version, s.marks, s.comment, s.advice, s.handed_on, s.back_why]).await
}

/// What a person has to mark or has marked in contests whose jury is at work.
///
/// # Errors
/// The engine's.
pub async fn mine(cx: &mut Conn, person: PersonId, root: UnitId) -> Result<Vec<Work>> {
    cx.all(&MINE, params![person, root]).await
}

/// Contests whose jury a person chairs: title, sheets that are in, all sheets.
///
/// # Errors
/// The engine's.
pub async fn chaired(cx: &mut Conn, person: PersonId, root: UnitId) -> Result<Vec<(ContestId, String, i64, i64)>> {
    cx.all(&CHAIRS, params![person, root]).await
}

/// How many entries wait for a person's marks.
///
/// # Errors
/// The engine's.
pub async fn waiting(cx: &mut Conn, person: PersonId, root: UnitId) -> Result<i64> {
    cx.one(&WAITING, params![person, root]).await
}

/// Stores a conflict; `false` when one is known already.
///
/// # Errors
/// The engine's.
pub async fn put_conflict(tx: &mut Tx, conflict: &Conflict, at: Timestamp) -> Result<bool> {
    let c = conflict;
    Ok(tx.exec(&CONFLICT, params![c.entry, c.juror, c.kind, c.reason, at]).await? > 0)
}

/// The conflicts of a contest.
///
/// # Errors
/// The engine's.
pub async fn conflicts(cx: &mut Conn, contest: ContestId) -> Result<Vec<Conflict>> {
    cx.all(&CONFLICTS, params![contest]).await
}
