//! Exemplars after their recognition: looked at again, let lapse, withdrawn; their certificates. It must not recognise anyone.

mod certificate;
mod review;
mod view;

use jiff::civil::Date;
use lantoa_domain::Refusal;
pub use lantoa_domain::exemplar::{Level, Life, Validity};
use lantoa_domain::id::{DossierId, ExemplarId, ReviewId};
use lantoa_domain::policy::Act;
use lantoa_domain::quota::Counted;
use lantoa_store::exemplar::{self, Exemplar};
use lantoa_store::{Conn, Tx, Word, dossier, programme};

pub(crate) use certificate::some_of;
pub use certificate::{Certificate, of_award, of_recognition};
pub use review::{Aspect, CardView, Grade, NewCard, Verdict, review};
pub(crate) use view::movements;
pub use view::{ExemplarRow, ExemplarView, ForwardedView, FosteringView, List, Search, list, page};

use crate::{Cx, Error, Result, faster};

/// Looked at again and found to hold: gives new days, with what was found.
///
/// # Errors
/// `NotAllowed`, `Overtaken`, `ReasonMissing`; `Invalid` for a last day that is over; `InUse` when it was let lapse or withdrawn.
pub async fn recheck(
    cx: &Cx,
    id: ExemplarId,
    seen: i64,
    days: (Option<Date>, Option<Date>),
    found: String,
) -> Result<()> {
    cx.permit(Act::DraftDecision)?;
    let found = reason(&found)?;
    check_days(cx, days)?;
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = standing(tx, &acting, id, seen).await?;
            renew_in(tx, &acting, was, days, &found, None).await
        })
        .await
}

/// A last day that is not over, and a next look that is not after it.
fn check_days(cx: &Cx, days: (Option<Date>, Option<Date>)) -> Result<()> {
    if days.0.is_some_and(|until| until < cx.today()) {
        return Err(Refusal::Invalid { field: "valid_until", why: "in-past" }.into());
    }
    if let (Some(until), Some(again)) = days
        && again > until
    {
        return Err(Refusal::Invalid { field: "recheck_on", why: "after-end" }.into());
    }
    Ok(())
}

/// Gives new days to a recognition that stands.
async fn renew_in(
    tx: &mut Tx,
    cx: &Cx,
    was: Exemplar,
    days: (Option<Date>, Option<Date>),
    found: &str,
    card: Option<ReviewId>,
) -> Result<()> {
    let row = Exemplar { valid_until: days.0, recheck_on: days.1, ..was.clone() };
    save(tx, cx, &row).await?;
    let detail = serde_json::json!({
        "before": { "valid_until": was.valid_until, "recheck_on": was.recheck_on },
        "after": { "valid_until": row.valid_until, "recheck_on": row.recheck_on },
        "found": found, "card": card,
    });
    cx.journal(tx, "exemplar.rechecked", row.id, &detail)
}

/// Lets a recognition lapse, with a reason: it was right when it was given and holds no longer.
///
/// # Errors
/// `NotAllowed`, `Overtaken`, `ReasonMissing`, `InUse` when it has ended already.
pub async fn expire(cx: &Cx, id: ExemplarId, seen: i64, why: String) -> Result<()> {
    end(cx, id, seen, Life::Expired, why).await
}

/// Withdraws a recognition, with a reason: it should not have been given. It no longer counts for quotas.
///
/// # Errors
/// As [`expire`].
pub async fn withdraw(cx: &Cx, id: ExemplarId, seen: i64, why: String) -> Result<()> {
    end(cx, id, seen, Life::Withdrawn, why).await
}

async fn end(cx: &Cx, id: ExemplarId, seen: i64, life: Life, why: String) -> Result<()> {
    cx.permit(Act::IssueDecision)?;
    let why = reason(&why)?;
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = standing(tx, &acting, id, seen).await?;
            end_in(tx, &acting, was, life, &why).await
        })
        .await
}

/// Ends a recognition that stands. One that is withdrawn no longer counts for quotas.
pub(crate) async fn end_in(tx: &mut Tx, cx: &Cx, was: Exemplar, life: Life, why: &str) -> Result<()> {
    let (ended_on, ended_why) = (Some(cx.today()), why.to_owned());
    let row = Exemplar { status: Word(life), ended_on, ended_why, ..was };
    save(tx, cx, &row).await?;
    if life == Life::Withdrawn {
        uncount(tx, &row).await?;
    }
    let event = if life == Life::Withdrawn { "exemplar.withdrawn" } else { "exemplar.expired" };
    cx.journal(tx, event, row.id, &serde_json::json!({ "why": why, "dossier": row.dossier }))
}

async fn uncount(tx: &mut Tx, row: &Exemplar) -> Result<()> {
    let record = dossier::load(tx, row.dossier).await?.ok_or(Refusal::NotFound)?;
    let round = programme::round(tx, record.dossier.round).await?.ok_or(Refusal::NotFound)?;
    let one = Counted {
        movement: row.movement.clone(),
        track: record.dossier.track,
        kind: row.class.0,
        unit: row.unit,
        year: round.year,
        month: if round.month == 0 { row.recognised_on.month() } else { round.month },
        times: 1,
    };
    Ok(dossier::uncount_recognition(tx, row.programme, &one).await?)
}

/// Raises the level after the level above recognised too; never lowers it.
pub(crate) async fn raise(tx: &mut Tx, cx: &Cx, dossier: DossierId, level: Level) -> Result<()> {
    let Some(was) = exemplar::of_dossier(tx, dossier).await? else { return Ok(()) };
    if level <= was.level.0 {
        return Ok(());
    }
    let row = Exemplar { level: Word(level), ..was.clone() };
    save(tx, cx, &row).await?;
    cx.journal(tx, "exemplar.level-raised", row.id, &serde_json::json!({ "before": was.level.0, "after": level }))
}

fn reason(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::ReasonMissing.into()) } else { Ok(text.to_owned()) }
}

/// An exemplar that has not ended, unchanged since it was shown.
async fn standing(conn: &mut Conn, cx: &Cx, id: ExemplarId, seen: i64) -> Result<Exemplar> {
    let root = cx.actor().root;
    let row = exemplar::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    faster::same(conn, root, id, row.version, seen).await?;
    if row.status.0 != Life::Recognised {
        return Err(Refusal::InUse.into());
    }
    Ok(row)
}

async fn save(tx: &mut Tx, cx: &Cx, row: &Exemplar) -> Result<()> {
    let saved = exemplar::save(tx, row).await;
    faster::told(tx, cx.actor().root, row.id, saved).await?;
    Ok::<_, Error>(())
}
