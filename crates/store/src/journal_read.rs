//! What decides which details of the journal a reader may see; it must not decide it.

use lantoa_domain::id::{DossierId, ItemId, PersonId};

use crate::{Conn, Result, params};

crate::sql! {
    CLOSED = "SELECT dossier FROM conflict WHERE person = $1 \
              UNION SELECT id FROM dossier WHERE subject_kind = 'person' AND subject = $1";
    DOSSIER_OF_ITEM = "SELECT dossier FROM agenda_item WHERE id = $1";
}

/// Dossiers on which a person has a conflict of interest, or which are about the person.
///
/// # Errors
/// The engine's.
pub async fn closed_to(cx: &mut Conn, person: PersonId) -> Result<Vec<DossierId>> {
    cx.all(&CLOSED, params![person]).await
}

/// The dossier of an item of an agenda.
///
/// # Errors
/// The engine's.
pub async fn dossier_of_item(cx: &mut Conn, item: ItemId) -> Result<Option<DossierId>> {
    cx.opt(&DOSSIER_OF_ITEM, params![item]).await
}
