//! Movements to learn from an exemplar and follow it: launched after its recognition, taken up unit by unit. It must not count a unit that said nothing.

use std::sync::Arc;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::exemplar::Life;
use lantoa_domain::id::{ExemplarId, FollowId, UnitId};
use lantoa_domain::policy::{Act, Role};
use lantoa_store::publicity::follow;
use lantoa_store::{Conn, org};
use serde_json::json;

pub use lantoa_store::publicity::follow::{Follow, Uptake};

use super::{exemplar_of, filled, own, permit_for_unit};
use crate::{Cx, Error, Result, faster};

/// A movement to be launched.
#[derive(Debug, Clone)]
pub struct Launch {
    /// Whom to follow.
    pub exemplar: ExemplarId,
    /// What it is called.
    pub title: String,
    /// What everybody is called upon to do.
    pub call: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// Launches a movement to follow an exemplar: only after the decision that recognised it (plan 003 III.2).
///
/// # Errors
/// `NotAllowed`; `NotFound`; `InUse` for a recognition that ended; `Invalid` on "title", "call", "from" (`before-decision`), "to".
pub async fn launch(cx: &Cx, new: Launch) -> Result<FollowId> {
    cx.permit(Act::RunPublicity)?;
    let new = Launch { title: filled("title", &new.title)?, call: filled("call", &new.call)?, ..new };
    if new.to < new.from {
        return Err(Refusal::Invalid { field: "to", why: "before-from" }.into());
    }
    let (me, new) = (cx.clone(), Arc::new(new));
    cx.db()
        .write(async move |tx| {
            let row = exemplar_of(tx, &me, new.exemplar).await?;
            if row.status.0 != Life::Recognised {
                return Err(Refusal::InUse.into());
            }
            if new.from < row.recognised_on {
                return Err(Refusal::Invalid { field: "from", why: "before-decision" }.into());
            }
            let fresh = Follow {
                id: me.id(),
                root: row.root,
                exemplar: row.id,
                name: row.name,
                decision: row.decision,
                title: new.title.clone(),
                call: new.call.clone(),
                from_day: new.from,
                to_day: new.to,
                ended_why: String::new(),
                ended_on: None,
                version: 1,
                units: 0,
                people: 0,
            };
            follow::insert(tx, &fresh, me.actor().person).await?;
            let detail = json!({ "exemplar": row.id, "decision": row.decision, "from": new.from, "to": new.to });
            me.journal(tx, "follow.launched", fresh.id, &detail)?;
            Ok(fresh.id)
        })
        .await
}

/// Ends a movement before its last day, with a reason.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`, `ReasonMissing`; `InUse` when it has ended.
pub async fn end(cx: &Cx, id: FollowId, seen: i64, why: String) -> Result<()> {
    cx.permit(Act::RunPublicity)?;
    let why = why.trim().to_owned();
    if why.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = own(follow::load(tx, id).await?, &me, |one: &Follow| one.root)?;
            faster::same(tx, was.root, id, was.version, seen).await?;
            if was.ended_on.is_some() {
                return Err(Refusal::InUse.into());
            }
            let saved = follow::end(tx, id, seen, me.today(), &why).await;
            faster::told(tx, was.root, id, saved).await?;
            me.journal(tx, "follow.ended", id, &json!({ "why": why }))
        })
        .await
}

/// What a unit tells of taking it up.
#[derive(Debug, Clone)]
pub struct TakeUp {
    /// The unit.
    pub unit: UnitId,
    /// Since when.
    pub joined_on: Date,
    /// What it does.
    pub doing: String,
    /// People who take part.
    pub people: i64,
    /// What came of it; may be empty.
    pub result: String,
}

/// Notes what a unit makes of a movement; what it told before is replaced.
///
/// # Errors
/// `NotAllowed`; `NotFound`; `InUse` when the movement was ended; `Invalid` on "joined_on", "doing", "people".
pub async fn take_up(cx: &Cx, id: FollowId, new: TakeUp) -> Result<()> {
    let doing = filled("doing", &new.doing)?;
    if !(1..=1_000_000).contains(&new.people) {
        return Err(Refusal::Invalid { field: "people", why: "range" }.into());
    }
    if new.joined_on > cx.today() {
        return Err(Refusal::Invalid { field: "joined_on", why: "future" }.into());
    }
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let movement = own(follow::load(tx, id).await?, &me, |one: &Follow| one.root)?;
            permit_for_unit(tx, &me, new.unit).await?;
            if movement.ended_on.is_some() {
                return Err(Refusal::InUse.into());
            }
            if new.joined_on < movement.from_day {
                return Err(Refusal::Invalid { field: "joined_on", why: "before-from" }.into());
            }
            let row = Uptake {
                unit: new.unit,
                joined_on: new.joined_on,
                doing: doing.clone(),
                people: new.people,
                result: new.result.trim().to_owned(),
                at: me.now(),
            };
            follow::put(tx, id, &row, me.actor().person).await?;
            me.journal(
                tx,
                "follow.taken-up",
                id,
                &json!({ "unit": new.unit, "on": new.joined_on, "count": new.people }),
            )
        })
        .await
}

/// The movements of the agency, the latest first.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn list(cx: &Cx) -> Result<Vec<Follow>> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    cx.db().read(async move |conn| Ok(follow::list(conn, root).await?)).await
}

/// A unit and what it makes of a movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitUptake {
    /// The unit.
    pub unit: UnitId,
    /// Its name today.
    pub name: String,
    /// What it makes of it; `None` when it said nothing.
    pub uptake: Option<Uptake>,
    /// Whether the reader may speak for it.
    pub may_tell: bool,
}

/// A movement's page.
#[derive(Debug, Clone)]
pub struct FollowView {
    /// The movement.
    pub row: Follow,
    /// Every unit of the agency, those that took it up first.
    pub units: Vec<UnitUptake>,
    /// Whether the reader may end it.
    pub may_end: bool,
}

/// A movement's page with the uptake per unit.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: FollowId) -> Result<FollowView> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let row = own(follow::load(conn, id).await?, &me, |one: &Follow| one.root)?;
            let units = units(conn, &me, &row).await?;
            let may_end = row.ended_on.is_none() && me.may(Act::RunPublicity);
            Ok::<_, Error>(FollowView { row, units, may_end })
        })
        .await
}

async fn units(conn: &mut Conn, cx: &Cx, row: &Follow) -> Result<Vec<UnitUptake>> {
    let mut told = follow::uptakes(conn, row.id).await?;
    let mut out = Vec::new();
    let open = row.ended_on.is_none();
    let speaks = cx.may(Act::RunPublicity) || cx.actor().has(Role::UnitClerk) || cx.actor().has(Role::UnitHead);
    for unit in org::units(conn, row.root).await? {
        let found = told.iter().position(|one| one.unit == unit.id).map(|at| told.swap_remove(at));
        // The agency itself and units that are gone are listed only when they said something.
        if found.is_none() && (unit.id == row.root || unit.to_day.is_some()) {
            continue;
        }
        let may_tell = open && speaks && permit_for_unit(conn, cx, unit.id).await.is_ok();
        out.push(UnitUptake { unit: unit.id, name: unit.name, uptake: found, may_tell });
    }
    out.sort_by_key(|one| one.uptake.is_none());
    Ok(out)
}
