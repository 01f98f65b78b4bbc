//! Conflicts of interest as rows, and the ties they are found from; it must not judge what is a conflict.

use jiff::Timestamp;
use lantoa_domain::id::{DossierId, PersonId, SessionId, UnitId};
use lantoa_domain::session::ConflictKind;

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO conflict (dossier, person, root, kind, reason, at) VALUES ($1, $2, $3, $4, $5, $6) \
           ON CONFLICT (dossier, person, kind) DO NOTHING";
    DROP_FOUND = "DELETE FROM conflict WHERE dossier = $1 AND kind <> 'declared'";
    OF_SESSION = "SELECT DISTINCT c.dossier, c.person, c.kind, c.reason FROM conflict c \
                  JOIN agenda_item i ON i.dossier = c.dossier WHERE i.session = $1 ORDER BY c.dossier, c.person, c.kind";
    KIN_OF_SESSION = "SELECT k.person, k.other FROM kin k JOIN seat s ON s.person = k.person WHERE s.session = $1 \
                      UNION SELECT k.other, k.person FROM kin k JOIN seat s ON s.person = k.other WHERE s.session = $1";
}

/// A conflict of interest of a person on a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The dossier.
    pub dossier: DossierId,
    /// The person.
    pub person: PersonId,
    /// Declared or found, and how.
    pub kind: Word<ConflictKind>,
    /// The reason a person gave.
    pub reason: String,
}
crate::from_row!(Conflict { dossier, person, kind, reason });

/// Stores a conflict; says whether it is new.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, root: UnitId, conflict: &Conflict, at: Timestamp) -> Result<bool> {
    let c = conflict;
    Ok(tx.exec(&NEW, params![c.dossier, c.person, root, c.kind, c.reason, at]).await? == 1)
}

/// Forgets what the system found on a dossier, before it is found anew. What was declared stays.
///
/// # Errors
/// The engine's.
pub async fn drop_found(tx: &mut Tx, dossier: DossierId) -> Result<()> {
    tx.exec(&DROP_FOUND, params![dossier]).await.map(drop)
}

/// Every conflict on the dossiers of a session's agenda.
///
/// # Errors
/// The engine's.
pub async fn of_session(cx: &mut Conn, session: SessionId) -> Result<Vec<Conflict>> {
    cx.all(&OF_SESSION, params![session]).await
}

/// Recorded relatives of a session's members, the member first.
///
/// # Errors
/// The engine's.
pub async fn kin_of_session(cx: &mut Conn, session: SessionId) -> Result<Vec<(PersonId, PersonId)>> {
    cx.all(&KIN_OF_SESSION, params![session]).await
}
