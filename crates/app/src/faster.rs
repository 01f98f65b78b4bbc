//! Who was faster, when somebody else changed a thing after it was shown; told from the journal, the same for everything.

use lantoa_domain::id::{Id, UnitId};
use lantoa_store::journal::{self, Filter};
use lantoa_store::{Conn, org};

use crate::{Error, Result};

/// Checks that a thing still has the version it was shown with.
///
/// # Errors
/// `Overtaken`, with who was faster.
pub(crate) async fn same<T: Id>(conn: &mut Conn, root: UnitId, id: T, version: i64, seen: i64) -> Result<()> {
    if version == seen { Ok(()) } else { Err(overtaken(conn, root, id).await?) }
}

/// Turns the store's "somebody was faster" into one that says who.
///
/// # Errors
/// `Overtaken`, and what the store said.
pub(crate) async fn told<T: Id>(conn: &mut Conn, root: UnitId, id: T, saved: lantoa_store::Result<()>) -> Result<()> {
    match saved {
        Err(lantoa_store::Error::Stale { .. }) => Err(overtaken(conn, root, id).await?),
        other => Ok(other?),
    }
}

/// The last to write a line about this thing.
async fn overtaken<T: Id>(conn: &mut Conn, root: UnitId, id: T) -> Result<Error> {
    let filter = Filter { subject: Some((T::PREFIX.to_owned(), id.raw())), ..Filter::default() };
    let last = journal::list(conn, root, &filter, None, 1).await?.rows.pop();
    let person = match last.as_ref().and_then(|line| line.actor) {
        Some(person) => org::person(conn, person).await?,
        None => None,
    };
    Ok(Error::Overtaken { by: person.map(|found| found.name).unwrap_or_default(), at: last.map(|line| line.at) })
}
