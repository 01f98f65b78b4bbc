//! What an acting person saw against what is there now: names who was faster. It must not save anything.

use lantoa_domain::id::{Id, UnitId};
use lantoa_store::journal::{self, Filter};
use lantoa_store::{Conn, org};

use crate::{Error, Result};

/// The error for a thing that somebody else changed: who did, and when, as the journal knows.
///
/// # Errors
/// The engine's.
pub(crate) async fn overtaken<S: Id>(conn: &mut Conn, root: UnitId, subject: S) -> Result<Error> {
    let filter = Filter { subject: Some((S::PREFIX.to_owned(), subject.raw())), ..Filter::default() };
    let last = journal::list(conn, root, &filter, None, 1).await?.rows.pop();
    let Some(line) = last else { return Ok(Error::Overtaken { by: String::new(), at: None }) };
    let by = match line.actor {
        Some(person) => org::person(conn, person).await?.map(|person| person.name).unwrap_or_default(),
        None => String::new(),
    };
    Ok(Error::Overtaken { by, at: Some(line.at) })
}

/// Checks that the version shown is the one there is.
///
/// # Errors
/// `Overtaken`, with who was faster.
pub(crate) async fn same<S: Id>(conn: &mut Conn, root: UnitId, subject: S, there: i64, seen: i64) -> Result<()> {
    if there == seen { Ok(()) } else { Err(overtaken(conn, root, subject).await?) }
}

/// The result of a guarded save; a save that came too late names who was faster.
///
/// # Errors
/// `Overtaken`, and the engine's.
pub(crate) async fn saved<S: Id>(
    conn: &mut Conn,
    root: UnitId,
    subject: S,
    result: lantoa_store::Result<()>,
) -> Result<()> {
    match result {
        Err(lantoa_store::Error::Stale { .. }) => Err(overtaken(conn, root, subject).await?),
        other => Ok(other?),
    }
}
