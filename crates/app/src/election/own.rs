//! Voting of members elsewhere: a code of one's own together with sign-in by both factors. It must not learn a choice; it knows whose ballot one is.

use lantoa_ballot::PointBytes;
use lantoa_domain::Refusal;
use lantoa_domain::election::{Took, Way};
use lantoa_domain::id::ElectionId;
use lantoa_store::Conn;
use lantoa_store::election::{self, Election};

use super::poll::{self, Cast, Polling};
use crate::sign_in::{Second, Session};
use crate::{Error, Result};

/// Takes the ballot of the member who is signed in. The journal says that the member voted.
///
/// # Errors
/// `NotFound` for who does not vote in it, and where envelopes are drawn; `Ballot` with `own-second` for a session without the second
/// factor, `own-not-yours` for another member's code, `own-not-handed` before the envelope is on the sheet; and as [`poll::cast`].
pub async fn cast_own(session: &Session, id: ElectionId, ballot: Vec<u8>) -> Result<Cast> {
    let row = allowed(session, id, &ballot).await?;
    poll::take(session.cx.app(), &row, ballot, Some(&session.cx)).await
}

/// Opens a ballot of the member who is signed in for a check: it can never be cast.
///
/// # Errors
/// As [`cast_own`].
pub async fn spoil_own(session: &Session, id: ElectionId, ballot: Vec<u8>) -> Result<()> {
    let row = allowed(session, id, &ballot).await?;
    poll::spoil_in(session.cx.app(), &row, ballot).await
}

/// The election as a member with a code of their own sees it.
///
/// # Errors
/// `NotFound` for who does not vote in it, and where envelopes are drawn.
pub async fn polling_own(session: &Session, id: ElectionId) -> Result<Polling> {
    let (row, _) = mine(session, id).await?;
    poll::polling(session.cx.app(), &row.uuid).await
}

/// The election, and the member's credential with what the member has in hand.
async fn mine(session: &Session, id: ElectionId) -> Result<(Election, (Option<PointBytes>, Took))> {
    let actor = session.cx.actor();
    let (root, person) = (actor.root, actor.person);
    let found = session.cx.db().read(async move |conn: &mut Conn| {
        let row = election::load(conn, id).await?.filter(|row| row.root == root && row.way.0 == Way::Own);
        let row = row.ok_or(Refusal::NotFound)?;
        let voter = election::voters(conn, id).await?.into_iter().find(|voter| voter.person == person);
        let voter = voter.ok_or(Refusal::NotFound)?;
        let credential = voter.credential.and_then(|bytes| bytes.try_into().ok());
        Ok::<_, Error>((row, (credential, voter.took.0)))
    });
    found.await
}

async fn allowed(session: &Session, id: ElectionId, ballot: &[u8]) -> Result<Election> {
    let (row, (credential, took)) = mine(session, id).await?;
    if session.second != Second::Given {
        return Err(Refusal::Ballot { why: "own-second" }.into());
    }
    if credential.is_none() || ballot.get(32..64) != credential.as_ref().map(PointBytes::as_slice) {
        return Err(Refusal::Ballot { why: "own-not-yours" }.into());
    }
    if took != Took::Code {
        return Err(Refusal::Ballot { why: "own-not-handed" }.into());
    }
    Ok(row)
}
