//! The figures of the first screen that no other list gives; it must not list what a reader cannot open.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{DossierId, Id, PersonId, SessionId, UnitId};

use crate::{Conn, Result, params};

crate::sql! {
    LATE = "SELECT u.id, u.name, CAST(count(*) AS BIGINT), min(t.due_day) FROM task t JOIN unit u ON u.id = t.unit \
            WHERE t.root = $1 AND t.met IS NULL AND t.due_day < $2 GROUP BY u.id, u.name ORDER BY 4, 2, 1 LIMIT $3";
    NEXT = "SELECT s.id, s.title, s.held_on, s.starts_at, s.place, s.papers_on, CAST(count(i.id) AS BIGINT) FROM session s \
            LEFT JOIN agenda_item i ON i.session = s.id WHERE s.root = $1 AND s.held_on >= $2 AND s.status = 'called' \
            AND ($4 OR EXISTS (SELECT 1 FROM seat t WHERE t.session = s.id AND t.person = $3)) \
            GROUP BY s.id, s.title, s.held_on, s.starts_at, s.place, s.papers_on ORDER BY s.held_on, s.id LIMIT 1";
    INTAKE = "SELECT CAST(count(*) AS BIGINT) FROM \
              (SELECT 1 FROM dossier WHERE root = $1 AND id >= $2 AND created >= $3 LIMIT $4) d";
    SETUP = "SELECT (SELECT CAST(count(*) AS BIGINT) FROM (SELECT 1 FROM unit WHERE root = $1 LIMIT 2) a), \
             (SELECT CAST(count(*) AS BIGINT) FROM (SELECT 1 FROM person WHERE root = $1 LIMIT 2) b), \
             (SELECT CAST(count(*) AS BIGINT) FROM (SELECT 1 FROM plan WHERE root = $1 LIMIT 1) c), \
             (SELECT CAST(count(*) AS BIGINT) FROM (SELECT 1 FROM programme WHERE root = $1 LIMIT 1) d)";
}

/// A unit that owes something whose day has passed: itself, its name, how much, since which day.
pub type Late = (UnitId, String, u32, Date);

/// Units that are late, the worst first.
///
/// # Errors
/// The engine's.
pub async fn late(cx: &mut Conn, root: UnitId, today: Date, most: u32) -> Result<Vec<Late>> {
    cx.all(&LATE, params![root, today, most]).await
}

/// A session that is still to be held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// The session.
    pub id: SessionId,
    /// Its title.
    pub title: String,
    /// Its day.
    pub held_on: Date,
    /// When it begins, as it was typed.
    pub starts_at: String,
    /// Where.
    pub place: String,
    /// When its papers went out.
    pub papers_on: Option<Date>,
    /// How many dossiers are on its agenda.
    pub dossiers: u32,
}
crate::from_row!(Next { id, title, held_on, starts_at, place, papers_on, dossiers });

/// Whose sessions are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sessions {
    /// All of the agency.
    All,
    /// Those in which a person has a seat.
    Of(PersonId),
}

/// The next session from a day on.
///
/// # Errors
/// The engine's.
pub async fn next_session(cx: &mut Conn, root: UnitId, today: Date, whose: Sessions) -> Result<Option<Next>> {
    let (person, all) = match whose {
        Sessions::All => (PersonId::from_raw(0), true),
        Sessions::Of(person) => (person, false),
    };
    cx.opt(&NEXT, params![root, today, person, all]).await
}

/// How many dossiers were opened since an instant; counts no further than `most`. `from` is the smallest identifier
/// that can have been made since then.
///
/// # Errors
/// The engine's.
pub async fn intake(cx: &mut Conn, root: UnitId, from: DossierId, since: Timestamp, most: u32) -> Result<u32> {
    cx.one(&INTAKE, params![root, from, since, most]).await
}

/// How far an agency is set up: units, people, plans and programmes, each counted no further than it matters.
///
/// # Errors
/// The engine's.
pub async fn setup(cx: &mut Conn, root: UnitId) -> Result<(u32, u32, u32, u32)> {
    cx.one(&SETUP, params![root]).await
}
