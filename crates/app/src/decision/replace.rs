//! What becomes of a decision after its issue: another is put in its place, or it is taken back (Decree 30/2020/NĐ-CP, article 18). It must not change what it says.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::exemplar::{Life, usual_recheck};
use lantoa_domain::id::{DecisionId, DossierId};
use lantoa_domain::policy::Act;
use lantoa_store::decision::{self, Decision, DecisionKind, DecisionStatus};
use lantoa_store::exemplar::{self, Exemplar};
use lantoa_store::{Conn, Tx, Word};

use super::issue::exemplar_of;
use crate::dossier::load;
use crate::exemplar::end_in;
use crate::{Cx, Error, Result, faster};

/// Drafts the decision that will stand in the place of an issued one because of an error in its content: the same words and lines,
/// to be mended. Lines may be left out; nobody new comes in.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`; `InUse` for one that is not in force, or for which such a draft is there.
pub async fn redraft(cx: &Cx, id: DecisionId, seen: i64) -> Result<DecisionId> {
    cx.permit(Act::DraftDecision)?;
    let fresh: DecisionId = cx.id();
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let root = acting.actor().root;
            let was = decision::load(tx, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
            faster::same(tx, root, id, was.version, seen).await?;
            if was.status.0 != DecisionStatus::Issued || decision::has_redraft(tx, id).await? {
                return Err(Refusal::InUse.into());
            }
            let lines = decision::lines(tx, id).await?;
            let draft = Decision { id: fresh, replaces: Some(id), on_day: None, ..was };
            decision::insert(tx, &draft).await?;
            for line in &lines {
                decision::put_line(tx, fresh, line.dossier, line.ordinal).await?;
            }
            acting.journal(tx, "decision.redrafted", fresh, &serde_json::json!({ "replaces": id }))?;
            Ok::<_, Error>(())
        })
        .await?;
    Ok(fresh)
}

/// Whether a dossier may stand in a draft that replaces a decision: whoever stands in that one.
pub(super) async fn stands_in(conn: &mut Conn, old: DecisionId, dossier: DossierId) -> Result<()> {
    let there = decision::lines(conn, old).await?.iter().any(|line| line.dossier == dossier);
    if there { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// Ends the decision that a draft replaces; gives it as it was.
///
/// # Errors
/// `InUse` when it is no longer in force; `Overtaken`.
pub(super) async fn end_replaced(tx: &mut Tx, cx: &Cx, old: DecisionId) -> Result<Decision> {
    let was = decision::load(tx, old).await?.ok_or(Refusal::NotFound)?;
    if was.status.0 != DecisionStatus::Issued {
        return Err(Refusal::InUse.into());
    }
    let saved = decision::end(tx, &was, DecisionStatus::Replaced).await;
    faster::told(tx, cx.actor().root, old, saved).await?;
    Ok(was)
}

/// Puts the exemplars of a replaced decision under the new one; those left out are withdrawn.
///
/// # Errors
/// The store's.
pub(super) async fn take_over(
    tx: &mut Tx,
    cx: &Cx,
    draft: &Decision,
    old: DecisionId,
    on: Date,
    why: &str,
) -> Result<()> {
    let kept: Vec<DossierId> = decision::lines(tx, draft.id).await?.into_iter().map(|line| line.dossier).collect();
    for was in exemplar::of_decision(tx, old).await? {
        if kept.contains(&was.dossier) {
            let case = load(tx, cx, was.dossier).await?;
            // Validity counts from the day of the first recognition; only what the new decision says otherwise differs.
            let named = exemplar_of(tx, draft, &case, was.recognised_on.min(on), was.id).await?;
            let valid_until = draft.valid_until.or(was.valid_until);
            let recheck_on = draft.recheck_on.or_else(|| usual_recheck(was.recognised_on, valid_until));
            let row = Exemplar {
                decision: draft.id,
                name: named.name,
                unit_name: named.unit_name,
                valid_until,
                recheck_on,
                ..was
            };
            let saved = exemplar::put_under(tx, &row).await;
            faster::told(tx, cx.actor().root, row.id, saved).await?;
        } else if was.status.0 == Life::Recognised {
            end_in(tx, cx, was, Life::Withdrawn, why).await?;
        }
    }
    Ok(())
}

/// Takes an issued decision back, with everything it gave: its recognitions are withdrawn, its awards count as not given.
///
/// # Errors
/// `NotAllowed`; `InUse` when it is no longer in force.
pub(crate) async fn recalled(tx: &mut Tx, cx: &Cx, id: DecisionId, why: &str) -> Result<()> {
    cx.permit(Act::IssueDecision)?;
    let was = decision::load(tx, id).await?.ok_or(Refusal::NotFound)?;
    if was.status.0 != DecisionStatus::Issued {
        return Err(Refusal::InUse.into());
    }
    if was.kind == Word(DecisionKind::Recognition) {
        for row in exemplar::of_decision(tx, id).await? {
            if row.status.0 == Life::Recognised {
                end_in(tx, cx, row, Life::Withdrawn, why).await?;
            }
        }
    }
    let saved = decision::end(tx, &was, DecisionStatus::Recalled).await;
    faster::told(tx, cx.actor().root, id, saved).await?;
    cx.journal(tx, "decision.recalled", id, &serde_json::json!({ "why": why }))
}
