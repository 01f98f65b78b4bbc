//! What everybody of an agency is to read, and who has, as rows; it must not decide who may mark whom.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{PersonId, ProgrammeId, ReadingId, UnitId};
use serde::{Deserialize, Serialize};

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO reading (id, root, title, body, programme, asked_by, asked_on, due, closed_on, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, 1)";
    CLOSE = "UPDATE reading SET closed_on = $3, version = version + 1 WHERE id = $1 AND version = $2 AND closed_on IS NULL";
    LOAD = "SELECT r.id, r.root, r.title, r.body, r.programme, r.asked_on, r.due, r.closed_on, r.version, \
            (SELECT CAST(count(*) AS BIGINT) FROM reading_done d JOIN person p ON p.id = d.person WHERE d.reading = r.id AND p.active), \
            (SELECT CAST(count(*) AS BIGINT) FROM person p WHERE p.root = r.root AND p.active) FROM reading r WHERE r.id = $1";
    LIST = "SELECT r.id, r.root, r.title, r.body, r.programme, r.asked_on, r.due, r.closed_on, r.version, \
            (SELECT CAST(count(*) AS BIGINT) FROM reading_done d JOIN person p ON p.id = d.person WHERE d.reading = r.id AND p.active), \
            (SELECT CAST(count(*) AS BIGINT) FROM person p WHERE p.root = r.root AND p.active) FROM reading r WHERE r.root = $1 \
            ORDER BY r.id DESC";
    OPEN_FOR = "SELECT r.id, r.title, r.due FROM reading r WHERE r.root = $1 AND r.closed_on IS NULL \
                AND NOT EXISTS (SELECT 1 FROM reading_done d WHERE d.reading = r.id AND d.person = $2) ORDER BY r.due, r.id";
    PUT = "INSERT INTO reading_done (reading, person, way, on_day, entered_by, at) VALUES ($1, $2, $3, $4, $5, $6) \
           ON CONFLICT (reading, person) DO NOTHING";
    PEOPLE = "SELECT p.id, p.name, p.post, p.unit, u.name, d.way, d.on_day, CASE WHEN EXISTS (SELECT 1 FROM account a \
              WHERE a.person = p.id AND NOT a.disabled) THEN 1 ELSE 0 END FROM person p JOIN unit u ON u.id = p.unit \
              LEFT JOIN reading_done d ON d.person = p.id AND d.reading = $2 WHERE p.root = $1 AND p.active \
              ORDER BY u.ordinal, u.id, p.folded, p.id";
}

/// How somebody came to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadWay {
    /// Read it and said so.
    Own,
    /// Heard it at a meeting of the unit.
    Meeting,
}

/// Something everybody is to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The reading.
    pub id: ReadingId,
    /// The agency.
    pub root: UnitId,
    /// What it is called.
    pub title: String,
    /// What it says, or what to know of it.
    pub body: String,
    /// The programme whose plan is to be read.
    pub programme: Option<ProgrammeId>,
    /// When it was asked.
    pub asked_on: Date,
    /// Last day.
    pub due: Date,
    /// When it was closed.
    pub closed_on: Option<Date>,
    /// Guards writes.
    pub version: i64,
    /// How many of those who work here now have read it.
    pub done: i64,
    /// How many work here now.
    pub all: i64,
}
crate::from_row!(Reading { id, root, title, body, programme, asked_on, due, closed_on, version, done, all });

/// Somebody who is to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The person.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The post.
    pub post: String,
    /// Where the person works.
    pub unit: UnitId,
    /// That unit's name.
    pub unit_name: String,
    /// How the person came to know it.
    pub way: Option<Word<ReadWay>>,
    /// When.
    pub on_day: Option<Date>,
    /// 1 with an account that can be used, else 0.
    pub accounts: i64,
}
crate::from_row!(Reader { id, name, post, unit, unit_name, way, on_day, accounts });

/// Stores a reading.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &Reading, by: PersonId) -> Result<()> {
    let n = new;
    tx.exec(&NEW, params![n.id, n.root, n.title, n.body, n.programme, by, n.asked_on, n.due]).await.map(drop)
}

/// Closes a reading.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn close(tx: &mut Tx, id: ReadingId, version: i64, on: Date) -> Result<()> {
    tx.exec_guarded(&CLOSE, params![id, version, on]).await
}

/// A reading.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: ReadingId) -> Result<Option<Reading>> {
    cx.opt(&LOAD, params![id]).await
}

/// The readings of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, root: UnitId) -> Result<Vec<Reading>> {
    cx.all(&LIST, params![root]).await
}

/// What somebody still has to read: what, its title, until when.
///
/// # Errors
/// The engine's.
pub async fn open_for(cx: &mut Conn, root: UnitId, person: PersonId) -> Result<Vec<(ReadingId, String, Date)>> {
    cx.all(&OPEN_FOR, params![root, person]).await
}

/// Notes that somebody knows it; `false` when that was noted before.
///
/// # Errors
/// The engine's.
pub async fn put(
    tx: &mut Tx,
    reading: ReadingId,
    person: PersonId,
    (way, on): (ReadWay, Date),
    (by, at): (PersonId, Timestamp),
) -> Result<bool> {
    Ok(tx.exec(&PUT, params![reading, person, Word(way), on, by, at]).await? == 1)
}

/// Everybody who works in the agency, by unit, with what they did of a reading.
///
/// # Errors
/// The engine's.
pub async fn people(cx: &mut Conn, root: UnitId, reading: ReadingId) -> Result<Vec<Reader>> {
    cx.all(&PEOPLE, params![root, reading]).await
}
