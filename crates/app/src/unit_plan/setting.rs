//! Which of the seven parts a unit's plan needs in a programme. It must not look at a plan.

use std::collections::BTreeSet;

use lantoa_domain::Refusal;
use lantoa_domain::id::ProgrammeId;
use lantoa_domain::policy::Act;
use lantoa_domain::unit_plan::Part;
use lantoa_store::{programme, unit_plan};
use serde_json::json;

use crate::{Cx, Error, Result};

/// What is set for a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its title.
    pub title: String,
    /// The parts a unit's plan needs before its issue; the others are advice.
    pub parts: BTreeSet<Part>,
    /// The version to send back, 0 for nothing set.
    pub version: i64,
}

/// What is set for a programme; nothing is required where nothing was set.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub async fn setting(cx: &Cx, id: ProgrammeId) -> Result<Setting> {
    cx.permit(Act::RunRounds)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let found =
                programme::programme(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
            let (parts, version) = unit_plan::setting(conn, id).await?.unwrap_or_default();
            Ok::<_, Error>(Setting { programme: id, title: found.title, parts, version })
        })
        .await
}

/// Sets the parts that units' plans need (001 IV.1 names seven).
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`.
pub async fn set(cx: &Cx, id: ProgrammeId, parts: BTreeSet<Part>, seen: i64) -> Result<()> {
    cx.permit(Act::RunRounds)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let root = me.actor().root;
            programme::programme(tx, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
            unit_plan::save_setting(tx, root, id, &parts, seen).await?;
            me.journal(tx, "programme.plan-parts-set", id, &json!({ "parts": parts }))
        })
        .await
}
