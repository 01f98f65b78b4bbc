//! What happened in a programme that deadlines count from, and what the records know of it, as rows; it must not decide what follows.

use jiff::civil::Date;
use lantoa_domain::id::{DecisionId, PersonId, ProgrammeId, SessionId, UnitId};

use crate::{Conn, Result, Tx, params};

crate::sql! {
    NEW = "INSERT INTO programme_event (programme, event, on_day, unit, words, note, entered_by) \
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (programme, event, on_day, unit) DO NOTHING";
    DELETE = "DELETE FROM programme_event WHERE programme = $1 AND event = $2 AND on_day = $3 AND unit = $4";
    LIST = "SELECT e.event, e.on_day, e.unit, u.name, e.words, e.note, coalesce(p.name, '') FROM programme_event e \
            JOIN unit u ON u.id = e.unit LEFT JOIN person p ON p.id = e.entered_by \
            WHERE e.programme = $1 ORDER BY e.on_day DESC, e.event, e.unit";
    DECISIONS = "SELECT id, kind, number, symbol, title, on_day FROM decision \
                 WHERE programme = $1 AND status = 'issued' AND on_day IS NOT NULL ORDER BY on_day DESC, id DESC LIMIT 50";
    SESSIONS = "SELECT s.id, s.title, s.held_on FROM session s JOIN programme p ON p.council = s.council \
                WHERE p.id = $1 AND s.status <> 'cancelled' AND s.held_on <= $2 ORDER BY s.held_on DESC, s.id DESC LIMIT 50";
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// The plan's words for it, folded.
    pub event: String,
    /// The day.
    pub on: Date,
    /// The only unit it concerns; the agency itself where it concerns everybody.
    pub unit: UnitId,
    /// That unit's name today.
    pub unit_name: String,
    /// The plan's words for it.
    pub words: String,
    /// A number of a document, a place, a link.
    pub note: String,
    /// Who entered it.
    pub entered_by: String,
}
crate::from_row!(Happening { event, on, unit, unit_name, words, note, entered_by });

/// A decision that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// The decision.
    pub id: DecisionId,
    /// Its kind, as stored.
    pub kind: String,
    /// Its number.
    pub number: Option<i64>,
    /// The symbol after it.
    pub symbol: String,
    /// What it is about.
    pub title: String,
    /// Its day.
    pub on: Date,
}
crate::from_row!(Issued { id, kind, number, symbol, title, on });

/// A meeting of the programme's council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// The session.
    pub id: SessionId,
    /// What it was about.
    pub title: String,
    /// Its day.
    pub on: Date,
}
crate::from_row!(Met { id, title, on });

/// Stores that something happened; says whether it is new.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, programme: ProgrammeId, row: &Happening, by: PersonId) -> Result<bool> {
    let r = row;
    tx.exec(&NEW, params![programme, r.event, r.on, r.unit, r.words, r.note, by]).await.map(|rows| rows == 1)
}

/// Takes out that something happened; says whether it was there.
///
/// # Errors
/// The engine's.
pub async fn delete(tx: &mut Tx, programme: ProgrammeId, (event, on, unit): (&str, Date, UnitId)) -> Result<bool> {
    tx.exec(&DELETE, params![programme, event, on, unit]).await.map(|rows| rows == 1)
}

/// What happened in a programme, the latest first.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, programme: ProgrammeId) -> Result<Vec<Happening>> {
    cx.all(&LIST, params![programme]).await
}

/// The programme's decisions in force, the latest first, no more than fifty.
///
/// # Errors
/// The engine's.
pub async fn decisions(cx: &mut Conn, programme: ProgrammeId) -> Result<Vec<Issued>> {
    cx.all(&DECISIONS, params![programme]).await
}

/// The meetings of the programme's council up to a day, the latest first, no more than fifty.
///
/// # Errors
/// The engine's.
pub async fn meetings(cx: &mut Conn, programme: ProgrammeId, today: Date) -> Result<Vec<Met>> {
    cx.all(&SESSIONS, params![programme, today]).await
}
