//! What is done with a plan of fostering while it is kept: goals, initiatives, support, check-ins, difficulties. It must not begin or close one.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::fostering::{SupportKind, SupportState, is_reached};
use lantoa_domain::id::{CheckId, DifficultyId, FosteringId, GoalId, InitiativeId, PersonId, SupportId};
use lantoa_store::fostering::Fostering;
use lantoa_store::fostering::part::{self as rows, Check, Difficulty, Goal, Initiative, Support};
use lantoa_store::{Tx, Word, org};
use serde_json::json;

use super::{kept, save, text, words};
use crate::{Cx, Error, Result};

/// A goal as a person writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGoal {
    /// What shall be reached.
    pub words: String,
    /// By what it is measured.
    pub measure: String,
    /// The unit of its numbers: hộ, %, ngày.
    pub unit_of: String,
    /// Where it begins.
    pub at_start: i64,
    /// Where it shall come to.
    pub target: i64,
    /// By when.
    pub due: Date,
}

/// A goal that is corrected, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Where it shall come to.
    pub target: i64,
    /// By when.
    pub due: Date,
    /// Why.
    pub why: String,
}

/// How support is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settlement {
    /// Somebody promises it.
    Promise {
        /// Who.
        by: String,
        /// For which day.
        on: Date,
    },
    /// It was given.
    Deliver {
        /// When.
        on: Date,
        /// What was given.
        note: String,
    },
    /// It is refused.
    Refuse {
        /// Why.
        why: String,
    },
}

/// A check-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckIn {
    /// Its day.
    pub on: Date,
    /// What was found.
    pub words: String,
    /// What is corrected; may be nothing.
    pub correction: String,
}

/// A difficulty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDifficulty {
    /// What it is.
    pub words: String,
    /// Who helps.
    pub helper: PersonId,
    /// By when.
    pub due: Date,
}

/// Does something with a plan that is kept: one version for all its parts.
async fn with(
    cx: &Cx,
    id: FosteringId,
    seen: i64,
    work: impl AsyncFn(&mut Tx, &Cx, &Fostering) -> Result<()> + Send + 'static,
) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = kept(tx, &me, id, seen).await?;
            work(tx, &me, &row).await?;
            save(tx, &me, &row).await
        })
        .await
}

/// A day that is over or today, and not before the plan.
fn past(cx: &Cx, plan: &Fostering, on: Date) -> Result<()> {
    let fits = on <= cx.today() && on >= plan.from_day;
    if fits { Ok(()) } else { Err(Refusal::Invalid { field: "on", why: "outside-plan-days" }.into()) }
}

/// A day that is to come, today or later.
fn to_come(cx: &Cx, field: &'static str, on: Date) -> Result<()> {
    if on < cx.today() { Err(Refusal::Invalid { field, why: "in-past" }.into()) } else { Ok(()) }
}

/// Adds a goal (001 IV.3: clear goals, each with its measure and day).
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `InUse` when the plan is closed; `Invalid` on "words", "target" or "due".
pub async fn add_goal(cx: &Cx, id: FosteringId, seen: i64, new: NewGoal) -> Result<()> {
    let fresh: GoalId = cx.id();
    with(cx, id, seen, async move |tx, me, plan| {
        to_come(me, "due", new.due)?;
        if new.target == new.at_start {
            return Err(Refusal::Invalid { field: "target", why: "no-way" }.into());
        }
        let goal = Goal {
            id: fresh,
            fostering: plan.id,
            words: words("words", &new.words)?,
            measure: text("measure", &new.measure)?,
            unit_of: text("unit_of", &new.unit_of)?,
            at_start: new.at_start,
            target: new.target,
            now: new.at_start,
            measured_on: me.today(),
            due: new.due,
            reached_on: None,
        };
        rows::insert_goal(tx, &goal).await?;
        me.journal(tx, "fostering.goal-set", plan.id, &json!({ "target": goal.target, "due": goal.due }))
    })
    .await
}

async fn goal(tx: &mut Tx, plan: &Fostering, id: GoalId) -> Result<Goal> {
    let found = rows::all(tx, plan.id).await?.goals.into_iter().find(|goal| goal.id == id);
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// Writes down where a goal stands.
///
/// # Errors
/// As [`add_goal`]; `NotFound` for a goal of another plan.
pub async fn measure(cx: &Cx, id: FosteringId, seen: i64, which: GoalId, now: i64) -> Result<()> {
    with(cx, id, seen, async move |tx, me, plan| {
        let was = goal(tx, plan, which).await?;
        let reached = is_reached(was.at_start, was.target, now);
        let reached_on = if reached { was.reached_on.or(Some(me.today())) } else { None };
        let row = Goal { now, measured_on: me.today(), reached_on, ..was.clone() };
        rows::save_goal(tx, &row).await?;
        let detail = json!({ "before": was.now, "after": now, "target": row.target });
        me.journal(tx, "fostering.goal-measured", plan.id, &detail)
    })
    .await
}

/// Corrects a goal, with a reason.
///
/// # Errors
/// As [`add_goal`]; `ReasonMissing`.
pub async fn revise(cx: &Cx, id: FosteringId, seen: i64, which: GoalId, new: Revision) -> Result<()> {
    with(cx, id, seen, async move |tx, me, plan| {
        let why = reason(&new.why)?;
        to_come(me, "due", new.due)?;
        let was = goal(tx, plan, which).await?;
        if new.target == was.at_start {
            return Err(Refusal::Invalid { field: "target", why: "no-way" }.into());
        }
        let reached = is_reached(was.at_start, new.target, was.now);
        let reached_on = if reached { was.reached_on.or(Some(me.today())) } else { None };
        let row = Goal { target: new.target, due: new.due, reached_on, ..was.clone() };
        rows::save_goal(tx, &row).await?;
        let detail = json!({
            "before": { "target": was.target, "due": was.due }, "after": { "target": row.target, "due": row.due },
            "why": why,
        });
        me.journal(tx, "fostering.goal-revised", plan.id, &detail)
    })
    .await
}

fn reason(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::ReasonMissing.into()) } else { Ok(text.to_owned()) }
}

/// Adds an initiative (001 IV.3: initiatives and solutions with high effect).
///
/// # Errors
/// As [`add_goal`]; `Invalid` on "words" or "on".
pub async fn add_initiative(cx: &Cx, id: FosteringId, seen: i64, on: Date, what: String, effect: String) -> Result<()> {
    let fresh: InitiativeId = cx.id();
    with(cx, id, seen, async move |tx, me, plan| {
        // An initiative may be older than the plan that builds on it.
        if on > me.today() {
            return Err(Refusal::Invalid { field: "on", why: "future" }.into());
        }
        let (words, effect) = (words("words", &what)?, text("effect", &effect)?);
        let row = Initiative { id: fresh, fostering: plan.id, on_day: on, words, effect };
        rows::insert_initiative(tx, &row).await?;
        me.journal(tx, "fostering.initiative-added", plan.id, &json!({ "on": on }))
    })
    .await
}

/// Asks for support of one of the four kinds.
///
/// # Errors
/// As [`add_goal`].
pub async fn ask_support(cx: &Cx, id: FosteringId, seen: i64, kind: SupportKind, what: String) -> Result<()> {
    let fresh: SupportId = cx.id();
    with(cx, id, seen, async move |tx, me, plan| {
        let row = Support {
            id: fresh,
            fostering: plan.id,
            kind: Word(kind),
            words: words("words", &what)?,
            state: Word(SupportState::Requested),
            asked_on: me.today(),
            by_whom: String::new(),
            promised_for: None,
            settled_on: None,
            why: String::new(),
        };
        rows::insert_support(tx, &row).await?;
        me.journal(tx, "fostering.support-asked", plan.id, &json!({ "support": kind }))
    })
    .await
}

/// Promises, delivers or refuses support.
///
/// # Errors
/// As [`add_goal`]; `InUse` when it is settled already; `ReasonMissing`; `Invalid` on "by" or "on".
pub async fn settle_support(
    cx: &Cx,
    id: FosteringId,
    seen: i64,
    which: SupportId,
    settlement: Settlement,
) -> Result<()> {
    with(cx, id, seen, async move |tx, me, plan| {
        let found = rows::all(tx, plan.id).await?.supports.into_iter().find(|one| one.id == which);
        let was = found.ok_or(Refusal::NotFound)?;
        let (row, event) = match &settlement {
            Settlement::Promise { by, on } => {
                let state = Word(was.state.0.to(SupportState::Promised)?);
                to_come(me, "on", *on)?;
                let by_whom = words("by", by)?;
                (Support { state, by_whom, promised_for: Some(*on), ..was }, "fostering.support-promised")
            }
            Settlement::Deliver { on, note } => {
                let state = Word(was.state.0.to(SupportState::Delivered)?);
                past(me, plan, *on)?;
                let why = text("note", note)?;
                (Support { state, settled_on: Some(*on), why, ..was }, "fostering.support-delivered")
            }
            Settlement::Refuse { why } => {
                let state = Word(was.state.0.to(SupportState::Refused)?);
                let why = reason(why)?;
                (Support { state, settled_on: Some(me.today()), why, ..was }, "fostering.support-refused")
            }
        };
        rows::save_support(tx, &row).await?;
        me.journal(tx, event, plan.id, &json!({ "support": row.kind.0, "on": row.settled_on.or(row.promised_for) }))
    })
    .await
}

/// Writes down a check-in (001 IV.3: followed up and corrected in time).
///
/// # Errors
/// As [`add_goal`]; `Invalid` on "on" for a day to come or before the plan.
pub async fn check_in(cx: &Cx, id: FosteringId, seen: i64, new: CheckIn) -> Result<()> {
    let fresh: CheckId = cx.id();
    with(cx, id, seen, async move |tx, me, plan| {
        past(me, plan, new.on)?;
        let row = Check {
            id: fresh,
            fostering: plan.id,
            on_day: new.on,
            words: words("words", &new.words)?,
            correction: text("correction", &new.correction)?,
            written_by: me.actor().person,
            writer: String::new(),
            at: me.now(),
        };
        rows::insert_check(tx, &row).await?;
        let corrected = !row.correction.is_empty();
        me.journal(tx, "fostering.checked-in", plan.id, &json!({ "on": new.on, "corrected": corrected }))
    })
    .await
}

/// Writes down a difficulty with who helps and by when (001 II.4, 002 II.1).
///
/// # Errors
/// As [`add_goal`]; `Invalid` on "helper" or "due".
pub async fn add_difficulty(cx: &Cx, id: FosteringId, seen: i64, new: NewDifficulty) -> Result<()> {
    let fresh: DifficultyId = cx.id();
    with(cx, id, seen, async move |tx, me, plan| {
        to_come(me, "due", new.due)?;
        let helper = org::person(tx, new.helper).await?.filter(|person| person.root == plan.root && person.active);
        helper.ok_or(Refusal::Invalid { field: "helper", why: "unknown" })?;
        let row = Difficulty {
            id: fresh,
            fostering: plan.id,
            found_on: me.today(),
            words: words("words", &new.words)?,
            helper: new.helper,
            helper_name: String::new(),
            due: new.due,
            closed_on: None,
            outcome: String::new(),
        };
        rows::insert_difficulty(tx, &row).await?;
        me.journal(tx, "fostering.difficulty-found", plan.id, &json!({ "helper": new.helper, "due": new.due }))
    })
    .await
}

/// Writes down how a difficulty was overcome.
///
/// # Errors
/// As [`add_goal`]; `InUse` when it was; `Invalid` on "outcome".
pub async fn close_difficulty(cx: &Cx, id: FosteringId, seen: i64, which: DifficultyId, outcome: String) -> Result<()> {
    with(cx, id, seen, async move |tx, me, plan| {
        let found = rows::all(tx, plan.id).await?.difficulties.into_iter().find(|one| one.id == which);
        let was = found.ok_or(Refusal::NotFound)?;
        if was.closed_on.is_some() {
            return Err(Refusal::InUse.into());
        }
        let row = Difficulty { closed_on: Some(me.today()), outcome: words("outcome", &outcome)?, ..was };
        rows::save_difficulty(tx, &row).await?;
        me.journal(tx, "fostering.difficulty-closed", plan.id, &json!({ "due": row.due }))
    })
    .await
}

/// Takes what is not reached, not settled and not overcome into the next plan.
pub(super) async fn carry(tx: &mut Tx, cx: &Cx, from: FosteringId, to: FosteringId) -> Result<()> {
    let parts = rows::all(tx, from).await?;
    for goal in parts.goals.into_iter().filter(|goal| goal.reached_on.is_none()) {
        rows::insert_goal(tx, &Goal { id: cx.id(), fostering: to, ..goal }).await?;
    }
    for support in parts.supports.into_iter().filter(|one| one.state.0.is_open()) {
        rows::insert_support(tx, &Support { id: cx.id(), fostering: to, ..support }).await?;
    }
    for difficulty in parts.difficulties.into_iter().filter(|one| one.closed_on.is_none()) {
        rows::insert_difficulty(tx, &Difficulty { id: cx.id(), fostering: to, ..difficulty }).await?;
    }
    Ok::<_, Error>(())
}
