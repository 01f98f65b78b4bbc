//! Lets the public read a practice, and closes it again. It must not say what the public reads of it.

use lantoa_domain::Refusal;
use lantoa_domain::id::PracticeId;
use lantoa_domain::policy::Act;
use lantoa_domain::practice::PracticeState;
use lantoa_store::publicity::practice as public;

use super::load;
use crate::{Cx, Error, Result};

/// Opens a validated practice to everybody. One that belongs to a person or a household is read only while they consent to it.
///
/// # Errors
/// `NotFound`, `NotAllowed`; `Invalid` (`practice-not-validated`); `InUse` when it is open already.
pub async fn open(cx: &Cx, id: PracticeId) -> Result<()> {
    cx.permit(Act::PublishStory)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = load(tx, &me, id).await?;
            if case.row.state.0 != PracticeState::Validated {
                return Err(Refusal::Invalid { field: "state", why: "practice-not-validated" }.into());
            }
            if !public::open(tx, id, case.row.root, me.actor().person, me.today()).await? {
                return Err(Refusal::InUse.into());
            }
            me.journal(tx, "practice.opened", id, &serde_json::json!({}))?;
            Ok::<_, Error>(())
        })
        .await
}

/// Closes it: the public finds nothing any more.
///
/// # Errors
/// `NotFound`, `NotAllowed`; `InUse` when it is not open.
pub async fn close(cx: &Cx, id: PracticeId) -> Result<()> {
    cx.permit(Act::PublishStory)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            load(tx, &me, id).await?;
            if !public::close(tx, id).await? {
                return Err(Refusal::InUse.into());
            }
            me.journal(tx, "practice.closed", id, &serde_json::json!({}))?;
            Ok::<_, Error>(())
        })
        .await
}
