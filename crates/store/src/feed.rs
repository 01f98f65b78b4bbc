//! Calendars behind a secret address as rows; it must not know what stands in one.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{FeedId, PersonId, UnitId};

use crate::account::TokenHash;
use crate::{Conn, Result, Tx, params};

crate::sql! {
    OF = "SELECT id, person, made, read_on FROM calendar_feed WHERE person = $1";
    BY_SECRET = "SELECT f.id, f.person, f.made, f.read_on FROM calendar_feed f JOIN account a ON a.person = f.person \
                 WHERE f.secret = $1 AND NOT a.disabled";
    NEW = "INSERT INTO calendar_feed (id, root, person, secret, made, read_on) VALUES ($1, $2, $3, $4, $5, NULL)";
    DROP = "DELETE FROM calendar_feed WHERE person = $1";
    READ = "UPDATE calendar_feed SET read_on = $2 WHERE id = $1 AND (read_on IS NULL OR read_on < $2)";
}

/// A calendar behind a secret address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// The calendar.
    pub id: FeedId,
    /// Whose.
    pub person: PersonId,
    /// Since when.
    pub made: Timestamp,
    /// The last day on which it was read.
    pub read_on: Option<Date>,
}
crate::from_row!(Feed { id, person, made, read_on });

/// A person's calendar.
///
/// # Errors
/// The engine's.
pub async fn of(cx: &mut Conn, person: PersonId) -> Result<Option<Feed>> {
    cx.opt(&OF, params![person]).await
}

/// The calendar of a secret, while the account of its owner can be used.
///
/// # Errors
/// The engine's.
pub async fn by_secret(cx: &mut Conn, secret: &TokenHash) -> Result<Option<Feed>> {
    cx.opt(&BY_SECRET, params![secret]).await
}

/// Makes a person's calendar; the one before must be gone.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, root: UnitId, new: &Feed, secret: &TokenHash) -> Result<()> {
    tx.exec(&NEW, params![new.id, root, new.person, secret, new.made]).await.map(drop)
}

/// Takes a person's calendar away; says whether there was one.
///
/// # Errors
/// The engine's.
pub async fn remove(tx: &mut Tx, person: PersonId) -> Result<bool> {
    tx.exec(&DROP, params![person]).await.map(|rows| rows == 1)
}

/// Notes the day on which it was read.
///
/// # Errors
/// The engine's.
pub async fn note_read(tx: &mut Tx, id: FeedId, on: Date) -> Result<()> {
    tx.exec(&READ, params![id, on]).await.map(drop)
}
