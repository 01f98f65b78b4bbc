//! Ethnicity, religion and Party membership: read and changed apart from everything else. It must not write any of it to the journal.

use lantoa_domain::Refusal;
use lantoa_domain::id::PersonId;
use lantoa_domain::policy::Act;
use lantoa_store::people;
pub use lantoa_store::people::Private;
use serde_json::json;

use super::load;
use crate::{Cx, Result};

/// Changes sensitive data: only by those who may also read it.
///
/// # Errors
/// `NotFound`, `Invalid`, the policy's refusal.
pub async fn set(cx: &Cx, id: PersonId, new: Private) -> Result<()> {
    cx.permit(Act::ManagePeople)?;
    if new.ethnicity.chars().count() > 60 || new.religion.chars().count() > 60 {
        return Err(Refusal::Invalid { field: "ethnicity", why: "long" }.into());
    }
    if new.party_since.is_some_and(|day| day > cx.today()) {
        return Err(Refusal::Invalid { field: "party_since", why: "future" }.into());
    }
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            let (person, place) = load(tx, &cx, id).await?;
            cx.permit_at(Act::ReadSensitive, &place)?;
            people::put_private(tx, person.root, id, &new).await?;
            cx.journal(tx, "person.private-changed", id, &json!({}))
        })
        .await
}

/// Opens sensitive data with a reason that goes on record, for those who otherwise may not read it.
///
/// # Errors
/// `ReasonMissing`, `NotFound`, the policy's refusal.
pub async fn open(cx: &Cx, id: PersonId, reason: &str) -> Result<Private> {
    let reason = reason.trim().to_owned();
    if reason.chars().count() < 10 {
        return Err(Refusal::ReasonMissing.into());
    }
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            let (_, place) = load(tx, &cx, id).await?;
            cx.permit_at(Act::OpenSensitive, &place)?;
            let private = people::private(tx, id).await?;
            cx.journal(tx, "person.private-opened", id, &json!({ "reason": reason }))?;
            Ok(private)
        })
        .await
}
