//! The letters of an agency and what became of them, for its administrators. It must not show what a letter said.

use lantoa_domain::Refusal;
use lantoa_domain::id::LetterId;
use lantoa_domain::policy::Act;
use lantoa_store::letter::{self, LetterLine, LetterState};
use serde_json::json;

use crate::export::Portion;
use crate::{Cx, Error, Result};

/// The outbox with what left it.
#[derive(Debug, Clone)]
pub struct Outbox {
    /// The letters, the latest first.
    pub rows: Vec<LetterLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<LetterId>,
}

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those that stand so.
    pub state: Option<LetterState>,
    /// The last of the page before.
    pub before: Option<LetterId>,
    /// How many at a time.
    pub portion: Portion,
}

/// The letters of the agency.
///
/// # Errors
/// The policy's.
pub async fn list(cx: &Cx, filter: Filter) -> Result<Outbox> {
    cx.permit(Act::ManageAccounts)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let wanted = letter::Filter { state: filter.state, before: filter.before, person: None };
            let found = letter::list(conn, root, wanted, filter.portion.rows()).await?;
            let next = found.rows.last().filter(|_| found.more).map(|row| row.id);
            Ok::<_, Error>(Outbox { rows: found.rows, next })
        })
        .await
}

/// Tries a letter again now: one that was given up, or that waits for its next try. It says what waits then.
///
/// # Errors
/// The policy's; `NotFound`; `Overtaken`; `InUse` when a later day's letter to the same person is there, which says all of it.
pub async fn again(cx: &Cx, id: LetterId, seen: i64) -> Result<()> {
    cx.permit(Act::ManageAccounts)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = letter::load(tx, id).await?.filter(|row| row.root == me.actor().root);
            let row = row.ok_or(Refusal::NotFound)?;
            if letter::latest(tx, row.person).await?.is_some_and(|day| day > row.on_day) {
                return Err(Refusal::InUse.into());
            }
            letter::renew(tx, id, seen, me.now()).await?;
            me.journal(tx, "letter.sent-again", id, &json!({ "person": row.person, "on": row.on_day }))
        })
        .await
}
