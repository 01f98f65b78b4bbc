//! What each of the two people typed from the paper ballots; it must not say which of them is right.

use lantoa_domain::id::{ItemId, PersonId, SessionId};
use lantoa_domain::vote::Tally;

use crate::{Conn, Json, Result, Tx, params};

crate::sql! {
    LOCK = "UPDATE agenda_item SET version = version WHERE id = $1";
    PUT = "INSERT INTO count_entry (item, person, tally) VALUES ($1, $2, $3) \
           ON CONFLICT (item, person) DO UPDATE SET tally = excluded.tally";
    OF_SESSION = "SELECT c.item, c.person, p.name, c.tally FROM count_entry c JOIN agenda_item i ON i.id = c.item \
                  JOIN person p ON p.id = c.person WHERE i.session = $1 ORDER BY c.item, c.person";
    OF_ITEM = "SELECT c.item, c.person, p.name, c.tally FROM count_entry c JOIN person p ON p.id = c.person \
               WHERE c.item = $1 ORDER BY c.person";
    DROP = "DELETE FROM count_entry WHERE item = $1";
}

/// What one person typed for one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountEntry {
    /// The item.
    pub item: ItemId,
    /// Who typed it.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The figures.
    pub tally: Json<Tally>,
}
crate::from_row!(CountEntry { item, person, name, tally });

/// Keeps what a person typed for an item. Two who type at the same moment are put one behind the other, so that the second sees
/// the first.
///
/// # Errors
/// The engine's.
pub async fn put(tx: &mut Tx, item: ItemId, person: PersonId, tally: &Tally) -> Result<()> {
    tx.exec(&LOCK, params![item]).await?;
    tx.exec(&PUT, params![item, person, Json(*tally)]).await.map(drop)
}

/// What was typed for an item.
///
/// # Errors
/// The engine's.
pub async fn of_item(cx: &mut Conn, item: ItemId) -> Result<Vec<CountEntry>> {
    cx.all(&OF_ITEM, params![item]).await
}

/// What was typed for the items of a session.
///
/// # Errors
/// The engine's.
pub async fn of_session(cx: &mut Conn, session: SessionId) -> Result<Vec<CountEntry>> {
    cx.all(&OF_SESSION, params![session]).await
}

/// Forgets what was typed for an item: it is counted.
///
/// # Errors
/// The engine's.
pub async fn drop_all(tx: &mut Tx, item: ItemId) -> Result<()> {
    tx.exec(&DROP, params![item]).await.map(drop)
}
