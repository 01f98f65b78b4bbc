//! Plans of fostering: made for a prospect, a dossier under building or a recognised exemplar, kept, carried on, closed. It must not recognise anyone.

mod part;
mod setting;
mod view;

use jiff::ToSpan;
use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::exemplar::{Level, Life};
pub use lantoa_domain::fostering::{About, Risk, SupportKind, SupportState};
use lantoa_domain::id::{FosteringId, PersonId, ProgrammeId, UnitId};
use lantoa_domain::plan::{Key, StepKind};
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::prospect::{ProspectState, ProspectStep};
pub use lantoa_store::Word;
use lantoa_store::fostering;
pub use lantoa_store::fostering::{Fostering, PlanState};
use lantoa_store::{Conn, Tx, exemplar, org, prospect as prospects};
use serde_json::json;

pub use lantoa_store::fostering::part::{Check, Difficulty, Goal, Initiative, Parts, Support};
pub use part::{
    CheckIn, NewDifficulty, NewGoal, Revision, Settlement, add_difficulty, add_goal, add_initiative, ask_support,
    check_in, close_difficulty, measure, revise, settle_support,
};
pub use setting::{LastDay, Setting, set_days, set_last_day, setting};
pub use view::{
    BuildingRow, Carer, GoalView, Kept, LineRow, Offered, Overview, OwedRow, Tab, View, of_page, offered, overview,
    page,
};

pub(crate) use view::of_chain;

use crate::{Cx, Error, Result, faster, prospect};

/// Letters of a text at most.
const LONGEST: usize = 4_000;
/// Years a plan lasts at most.
const LONGEST_YEARS: i64 = 5;

/// What a plan begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlan {
    /// Who keeps it.
    pub owner: PersonId,
    /// What stands now.
    pub situation: String,
    /// The level that a recognised one is raised to.
    pub next_level: Option<Level>,
    /// Its last day.
    pub until: Date,
    /// Months between check-ins, 1–12.
    pub every_months: u8,
}

/// Where a plan lies and for whom it may be made.
pub(crate) struct Target {
    /// The unit that cares.
    pub(crate) unit: UnitId,
    /// The programme.
    pub(crate) programme: ProgrammeId,
    /// The movement.
    pub(crate) movement: Key,
    /// Its name.
    pub(crate) name: String,
    /// Where it lies.
    pub(crate) place: Place,
    /// Whether a plan can be made for it now.
    pub(crate) fits: bool,
    /// Who recognised it, for an exemplar.
    pub(crate) level: Option<Level>,
}

/// Whom a plan is about, when the acting person may see how they are fostered.
///
/// # Errors
/// `NotFound`.
pub(crate) async fn target(conn: &mut Conn, cx: &Cx, about: About) -> Result<Target> {
    match about {
        About::Prospect(id) => {
            let (row, place) = prospect::load(conn, cx, id).await?;
            let fits = row.state.0.is_open();
            let (unit, programme, movement) = (row.unit, row.programme, row.movement);
            Ok(Target { unit, programme, movement, name: row.name, place, fits, level: None })
        }
        About::Dossier(id) => {
            let case = crate::dossier::load(conn, cx, id).await?;
            let fits = case.at() == Some(StepKind::Foster);
            let d = &case.record.dossier;
            let (unit, programme, movement) = (d.unit, d.programme, d.movement.clone());
            Ok(Target {
                unit,
                programme,
                movement,
                name: case.record.name.clone(),
                place: case.place,
                fits,
                level: None,
            })
        }
        About::Exemplar(id) => {
            let row = exemplar::load(conn, id).await?.filter(|row| row.root == cx.actor().root);
            let row = row.ok_or(Refusal::NotFound)?;
            let case = crate::dossier::load(conn, cx, row.dossier).await?;
            let fits = row.status.0 == Life::Recognised;
            let (unit, programme, movement) = (row.unit, row.programme, row.movement);
            let level = Some(row.level.0);
            Ok(Target { unit, programme, movement, name: row.name, place: case.place, fits, level })
        }
    }
}

/// Makes a plan. A prospect that was only noticed is under fostering from now on; the plan before, of the prospect or the dossier it
/// came from, is closed.
///
/// # Errors
/// `NotFound`, `NotAllowed`; `InUse` when it is not to be fostered now, or a plan is kept already; `Invalid` on "owner", "until",
/// "every_months", "next_level" or "situation".
pub async fn plan(cx: &Cx, about: About, new: NewPlan) -> Result<FosteringId> {
    let (me, id) = (cx.clone(), cx.id::<FosteringId>());
    cx.db()
        .write(async move |tx| {
            let target = target(tx, &me, about).await?;
            me.permit_at(Act::Foster, &target.place)?;
            if !target.fits {
                return Err(Refusal::InUse.into());
            }
            let new = checked(tx, &me, &new).await?;
            if new.next_level.is_some_and(|next| target.level.is_none_or(|level| next <= level)) {
                return Err(Refusal::Invalid { field: "next_level", why: "not-higher" }.into());
            }
            let (kind, number) = about.columns();
            let row = Fostering {
                id,
                root: me.actor().root,
                about_kind: kind.to_owned(),
                about_id: number,
                unit: target.unit,
                programme: target.programme,
                movement: target.movement,
                owner: new.owner,
                owner_name: String::new(),
                situation: new.situation,
                next_level: new.next_level.map(Word),
                from_day: me.today(),
                until_day: new.until,
                every_months: new.every_months,
                state: Word(PlanState::Active),
                closed_on: None,
                outcome: String::new(),
                version: 1,
            };
            begin(tx, &me, &row, about).await
        })
        .await?;
    Ok(id)
}

/// Stores a plan and what follows from its beginning.
async fn begin(tx: &mut Tx, cx: &Cx, row: &Fostering, about: About) -> Result<()> {
    if !fostering::insert(tx, row).await? {
        return Err(Refusal::InUse.into());
    }
    for before in view::chain(tx, about).await?.into_iter().filter(|one| *one < about) {
        for old in fostering::of(tx, before).await? {
            if old.state.0 == PlanState::Active {
                end(tx, cx, old, "", Some(row.id)).await?;
            }
        }
    }
    if let About::Prospect(id) = about {
        let known = prospects::load(tx, id).await?.ok_or(Refusal::NotFound)?;
        if known.state.0 == ProspectState::Noticed {
            prospect::walk(tx, cx, known, ProspectStep::Foster, "", None).await?;
        }
    }
    let detail = json!({
        "about": about.to_string(), "owner": row.owner, "until": row.until_day, "months": row.every_months,
        "level": row.next_level.map(|level| level.0),
    });
    cx.journal(tx, "fostering.planned", row.id, &detail)
}

/// What is right of a new or changed plan, or what is wrong with it.
async fn checked(conn: &mut Conn, cx: &Cx, new: &NewPlan) -> Result<NewPlan> {
    let owner = org::person(conn, new.owner).await?;
    owner
        .filter(|person| person.root == cx.actor().root && person.active)
        .ok_or(Refusal::Invalid { field: "owner", why: "unknown" })?;
    let last = cx.today().checked_add(LONGEST_YEARS.years()).unwrap_or(Date::MAX);
    if new.until <= cx.today() || new.until > last {
        return Err(Refusal::Invalid { field: "until", why: "range" }.into());
    }
    if !(1..=12).contains(&new.every_months) {
        return Err(Refusal::Invalid { field: "every_months", why: "range" }.into());
    }
    Ok(NewPlan { situation: text("situation", &new.situation)?, ..new.clone() })
}

/// Text that is not too long.
fn text(field: &'static str, text: &str) -> Result<String> {
    let text = text.trim();
    if text.chars().count() > LONGEST {
        Err(Refusal::Invalid { field, why: "long" }.into())
    } else {
        Ok(text.to_owned())
    }
}

/// Text that is there.
fn words(field: &'static str, given: &str) -> Result<String> {
    let given = text(field, given)?;
    if given.is_empty() { Err(Refusal::Invalid { field, why: "empty" }.into()) } else { Ok(given) }
}

/// A plan that the acting person may keep, as it was shown.
async fn kept(tx: &mut Tx, cx: &Cx, id: FosteringId, seen: i64) -> Result<Fostering> {
    let root = cx.actor().root;
    let row = fostering::load(tx, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    let target = target(tx, cx, row.about().ok_or(Refusal::NotFound)?).await?;
    cx.permit_at(Act::Foster, &target.place)?;
    faster::same(tx, root, id, row.version, seen).await?;
    if row.state.0 == PlanState::Closed {
        return Err(Refusal::InUse.into());
    }
    Ok(row)
}

async fn save(tx: &mut Tx, cx: &Cx, row: &Fostering) -> Result<()> {
    let saved = fostering::save(tx, row).await;
    faster::told(tx, cx.actor().root, row.id, saved).await?;
    Ok::<_, Error>(())
}

/// Changes who keeps a plan, what stands now, its last day, its rhythm or the level it aims at.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `InUse` when it is closed; `Invalid` as in [`plan`].
pub async fn change(cx: &Cx, id: FosteringId, seen: i64, new: NewPlan) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = kept(tx, &me, id, seen).await?;
            let level = target(tx, &me, row.about().ok_or(Refusal::NotFound)?).await?.level;
            if new.next_level.is_some_and(|next| level.is_none_or(|level| next <= level)) {
                return Err(Refusal::Invalid { field: "next_level", why: "not-higher" }.into());
            }
            let new = checked(tx, &me, &new).await?;
            let detail = json!({
                "before": { "owner": row.owner, "until": row.until_day, "months": row.every_months },
                "after": { "owner": new.owner, "until": new.until, "months": new.every_months },
            });
            let row = Fostering {
                owner: new.owner,
                situation: new.situation,
                next_level: new.next_level.map(Word),
                until_day: new.until,
                every_months: new.every_months,
                ..row
            };
            save(tx, &me, &row).await?;
            me.journal(tx, "fostering.changed", id, &detail)
        })
        .await
}

/// Closes a plan with what came of it.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, `InUse` when it is closed, `Invalid` on "outcome".
pub async fn close(cx: &Cx, id: FosteringId, seen: i64, outcome: String) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = kept(tx, &me, id, seen).await?;
            let outcome = words("outcome", &outcome)?;
            end(tx, &me, row, &outcome, None).await
        })
        .await
}

/// Closes a plan and begins the next one for the same, with what is not reached, not delivered and not overcome (000 III.1: fostered on
/// in each unit; 003 III.1: invested in further).
///
/// # Errors
/// As [`close`]; `Invalid` on "until"; `InUse` when it is not to be fostered any more.
pub async fn carry_on(cx: &Cx, id: FosteringId, seen: i64, outcome: String, until: Date) -> Result<FosteringId> {
    let (me, next) = (cx.clone(), cx.id::<FosteringId>());
    cx.db()
        .write(async move |tx| {
            let row = kept(tx, &me, id, seen).await?;
            let about = row.about().ok_or(Refusal::NotFound)?;
            if !target(tx, &me, about).await?.fits {
                return Err(Refusal::InUse.into());
            }
            let outcome = words("outcome", &outcome)?;
            let new = NewPlan {
                owner: row.owner,
                situation: outcome.clone(),
                next_level: row.next_level.map(|level| level.0),
                until,
                every_months: row.every_months,
            };
            let new = checked(tx, &me, &new).await?;
            let begun = Fostering {
                id: next,
                situation: new.situation,
                from_day: me.today(),
                until_day: new.until,
                version: 1,
                ..row.clone()
            };
            end(tx, &me, row, &outcome, Some(next)).await?;
            begin(tx, &me, &begun, about).await?;
            part::carry(tx, &me, id, next).await
        })
        .await?;
    Ok(next)
}

async fn end(tx: &mut Tx, cx: &Cx, row: Fostering, outcome: &str, next: Option<FosteringId>) -> Result<()> {
    let row =
        Fostering { state: Word(PlanState::Closed), closed_on: Some(cx.today()), outcome: outcome.to_owned(), ..row };
    save(tx, cx, &row).await?;
    cx.journal(tx, "fostering.closed", row.id, &json!({ "next": next }))
}
