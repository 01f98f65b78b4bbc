//! The dates of one person: sessions with a seat for them. It must not list what a reader cannot open.

use jiff::civil::Date;
use lantoa_domain::id::{PersonId, SessionId, UnitId};

use crate::session::SessionStatus;
use crate::{Conn, Result, Word, params};

crate::sql! {
    SESSIONS = "SELECT s.id, s.title, s.place, s.held_on, s.starts_at, s.status, s.version, c.name FROM session s \
                JOIN seat t ON t.session = s.id JOIN council c ON c.id = s.council \
                WHERE s.root = $1 AND t.person = $2 AND s.held_on >= $3 ORDER BY s.held_on, s.id LIMIT $4";
}

/// A session with what a calendar shows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The session.
    pub id: SessionId,
    /// What it is about.
    pub title: String,
    /// Where.
    pub place: String,
    /// Its day.
    pub held_on: Date,
    /// The hour it starts, as `08:00`.
    pub starts_at: String,
    /// Where it stands; cancelled ones too, so that calendars take them away.
    pub status: Word<SessionStatus>,
    /// How often it was written.
    pub version: i64,
    /// The council.
    pub council: String,
}
crate::from_row!(Meeting { id, title, place, held_on, starts_at, status, version, council });

/// Sessions from a day on in which a person has a seat, the earliest first, no more than `most`.
///
/// # Errors
/// The engine's.
pub async fn sessions(cx: &mut Conn, root: UnitId, person: PersonId, from: Date, most: u32) -> Result<Vec<Meeting>> {
    cx.all(&SESSIONS, params![root, person, from, most]).await
}
