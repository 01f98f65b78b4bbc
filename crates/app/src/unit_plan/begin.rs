//! How a unit's plan begins: for a task or of its own accord, from what is inherited and what the plan before it said. It must not issue one.

use lantoa_domain::Refusal;
use lantoa_domain::id::{ProgrammeId, TaskId, UnitId, UnitPlanId};
use lantoa_domain::plan::{Key, Plan, Years};
use lantoa_domain::policy::Act;
use lantoa_domain::time::When;
use lantoa_domain::unit_plan::{Content, Ground, Origin, OwnCriterion, PlanKind, PlanState, Target};
use lantoa_store::programme::roll as rows;
use lantoa_store::programme::{self, Programme, ProgrammeStatus};
use lantoa_store::unit_plan::{self, PlanTask, UnitPlan};
use lantoa_store::{Conn, Json, Tx, Word, org};
use serde_json::json;

use crate::{Cx, Error, Result};

/// What a plan begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New {
    /// The programme it carries out.
    pub programme: ProgrammeId,
    /// Whose it is.
    pub unit: UnitId,
    /// What kind.
    pub kind: PlanKind,
    /// The movement, for a sub-plan.
    pub movement: Option<Key>,
    /// Its year; `None` for the whole period.
    pub year: Option<i16>,
    /// The task it answers; `None` takes the first open one that fits.
    pub task: Option<TaskId>,
}

/// Begins a plan: with every criterion and number it inherits, and with what the unit's last plan of the kind said.
///
/// # Errors
/// `NotFound`, `NotAllowed`; `Invalid` on "programme" when it has ended, on "year" outside of it, on "movement" when the unit does not
/// lead it, on "task" when it is another's or met by another kind of plan; `Taken` when there is one for the same time.
pub async fn begin(cx: &Cx, new: New) -> Result<UnitPlanId> {
    let (me, id) = (cx.clone(), cx.id::<UnitPlanId>());
    cx.db()
        .write(async move |tx| {
            let row = fresh(tx, &me, id, &new).await?;
            if !unit_plan::insert(tx, &row).await? {
                return Err(Refusal::Taken { field: "unit_plan" }.into());
            }
            let detail = json!({
                "unit": row.unit, "kind": row.kind.0, "movement": row.movement, "year": row.year, "task": row.task,
                "former": row.base,
            });
            me.journal(tx, "unit-plan.begun", id, &detail)
        })
        .await?;
    Ok(id)
}

async fn fresh(tx: &mut Tx, cx: &Cx, id: UnitPlanId, new: &New) -> Result<UnitPlan> {
    let root = cx.actor().root;
    let programme = running(tx, cx, new.programme).await?;
    let unit = org::unit(tx, new.unit).await?.filter(|unit| unit.root == root).ok_or(Refusal::NotFound)?;
    let year = new.year.unwrap_or(0);
    let (place, _) = super::place(tx, cx, (&programme, year), unit.id, new.movement.as_ref()).await?;
    cx.permit_at(Act::WriteUnitPlan, &place)?;
    if unit.to_day.is_some_and(|to| to < cx.today()) {
        return Err(Refusal::Invalid { field: "unit", why: "not-existing" }.into());
    }
    let plan = cx.app().plan(tx, programme.plan).await?;
    if new.year.is_some_and(|year| !plan.years().contains(year)) {
        return Err(Refusal::Invalid { field: "year", why: "unit-plan-year" }.into());
    }
    fits_movement(tx, &plan, new).await?;
    let task = task_for(tx, &plan, new).await?;
    let ground = super::ground(&plan, new.kind, new.movement.as_ref(), year);
    let base = before(tx, new, year).await?;
    let content = match &base {
        Some(base) => carried(&base.content.0, &ground),
        None => inherited_only(&ground),
    };
    let needed = super::needed(tx, &programme, new.kind).await?;
    let (done, asked) = super::progress(new.kind, &content, &ground, &needed);
    Ok(UnitPlan {
        id,
        root,
        programme: programme.id,
        unit: unit.id,
        kind: Word(new.kind),
        movement: new.movement.clone(),
        year,
        obligation: task.as_ref().map(|task| task.obligation.clone()),
        task: task.map(|task| task.id),
        state: Word(PlanState::Draft),
        content: Json(content),
        done,
        asked,
        why: String::new(),
        number: String::new(),
        issued_on: None,
        issues: 0,
        base: base.map(|base| base.id),
        begun_by: cx.actor().person,
        version: 1,
    })
}

async fn running(conn: &mut Conn, cx: &Cx, id: ProgrammeId) -> Result<Programme> {
    let root = cx.actor().root;
    let found = programme::programme(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    if found.status.0 == ProgrammeStatus::Finished {
        return Err(Refusal::Invalid { field: "programme", why: "finished" }.into());
    }
    Ok(found)
}

async fn fits_movement(conn: &mut Conn, plan: &Plan, new: &New) -> Result<()> {
    let wrong = |why| Err(Refusal::Invalid { field: "movement", why }.into());
    match (&new.movement, new.kind) {
        (None, PlanKind::SubPlan) => wrong("empty"),
        (None, _) => Ok(()),
        (Some(_), PlanKind::Implementation | PlanKind::Propaganda) => wrong("unit-plan-movement"),
        (Some(movement), PlanKind::SubPlan) => {
            let leads = rows::leads(conn, new.programme).await?;
            let led = leads.iter().any(|(key, unit)| key == movement && *unit == new.unit);
            if led && plan.movement(movement).is_some() { Ok(()) } else { wrong("unit-plan-lead") }
        }
    }
}

/// Whether a task is met by a plan of this kind and year.
pub(super) fn answers(plan: &Plan, task: &PlanTask, kind: PlanKind, year: Option<i16>) -> bool {
    let obligation = plan.obligations.iter().find(|one| one.key == task.obligation);
    let of_kind = obligation.and_then(PlanKind::of) == Some(kind);
    of_kind && year.is_none_or(|year| task.period.year() == year)
}

async fn task_for(conn: &mut Conn, plan: &Plan, new: &New) -> Result<Option<PlanTask>> {
    let mut tasks = unit_plan::tasks_of(conn, new.programme, new.unit).await?;
    tasks.retain(|task| answers(plan, task, new.kind, new.year));
    if let Some(id) = new.task {
        let found = tasks.into_iter().find(|task| task.id == id);
        return Ok(Some(found.ok_or(Refusal::Invalid { field: "task", why: "unit-plan-task" })?));
    }
    let known = unit_plan::of_unit(conn, new.programme, new.unit).await?;
    let year = new.year.unwrap_or(0);
    let taken = |task: &PlanTask| {
        let same = |one: &&unit_plan::PlanLine| {
            one.kind.0 == new.kind
                && one.year == year
                && one.movement == new.movement
                && one.obligation.as_ref() == Some(&task.obligation)
        };
        known.iter().any(|one| same(&one))
    };
    let first = tasks.iter().find(|task| task.met.is_none() && !taken(task));
    let found = first.or_else(|| tasks.iter().find(|task| !taken(task))).cloned();
    let alike = |one: &unit_plan::PlanLine| one.kind.0 == new.kind && one.year == year && one.movement == new.movement;
    // A second plan for the same time needs a task of its own.
    if found.is_none() && known.iter().any(alike) {
        return Err(Refusal::Taken { field: "unit_plan" }.into());
    }
    Ok(found)
}

/// The unit's last issued plan of the kind.
async fn before(conn: &mut Conn, new: &New, year: i16) -> Result<Option<UnitPlan>> {
    let known = unit_plan::of_unit(conn, new.programme, new.unit).await?;
    let fits = |one: &&unit_plan::PlanLine| {
        let earlier = year == 0 || one.year <= year;
        one.kind.0 == new.kind && one.movement == new.movement && one.state.0.is_issued() && earlier
    };
    match known.iter().find(fits) {
        Some(line) => Ok(unit_plan::load(conn, line.id).await?),
        None => Ok(None),
    }
}

fn floor(ground: &Ground) -> Vec<Target> {
    let given = ground.given.iter().filter(|one| one.assigned > 0 || one.aimed > 0);
    let target = |one: &lantoa_domain::unit_plan::Given| Target {
        movement: one.movement.clone(),
        subject: one.subject,
        assigned: one.assigned,
        aimed: if one.aimed > one.assigned { one.aimed } else { 0 },
    };
    given.map(target).collect()
}

fn inherited_only(ground: &Ground) -> Content {
    Content {
        criteria: ground.criteria.iter().map(OwnCriterion::kept).collect(),
        targets: floor(ground),
        ..Content::default()
    }
}

/// What the plan before said, held against what is inherited now: reviews have new days, criteria and numbers are never weaker.
fn carried(before: &Content, ground: &Ground) -> Content {
    let old = |key: &Key| before.criteria.iter().find(|one| one.origin == Origin::Inherited(key.clone()));
    let again = |parent: &lantoa_domain::plan::Criterion| {
        let fresh = OwnCriterion::kept(parent);
        match old(&parent.key) {
            Some(old) => {
                let keeps = lantoa_domain::unit_plan::tighter(&parent.test, &old.test).is_ok();
                let test = if keeps { old.test.clone() } else { fresh.test.clone() };
                OwnCriterion { detail: old.detail.clone(), test, ..fresh }
            }
            None => fresh,
        }
    };
    let own = before.criteria.iter().filter(|one| !matches!(one.origin, Origin::Inherited(_)));
    let mut targets = before.targets.clone();
    for least in floor(ground) {
        match targets.iter_mut().find(|one| one.movement == least.movement && one.subject == least.subject) {
            Some(one) => {
                one.assigned = one.assigned.max(least.assigned);
                one.aimed = if one.aimed == 0 { least.aimed } else { one.aimed.max(least.aimed) };
                one.aimed = if one.aimed > one.assigned { one.aimed } else { 0 };
            }
            None => targets.push(least),
        }
    }
    Content {
        criteria: ground.criteria.iter().map(again).chain(own.cloned()).collect(),
        targets,
        reviews: Vec::new(),
        ..before.clone()
    }
}

/// A task that a new plan may answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskChoice {
    /// The task.
    pub id: TaskId,
    /// Who owes it.
    pub unit: UnitId,
    /// What is owed, in the plan's words.
    pub what: String,
    /// The period it answers for.
    pub period: When,
    /// The kind of plan that meets it.
    pub kind: PlanKind,
}

/// What the form of a new plan offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its title.
    pub title: String,
    /// Its years.
    pub years: Years,
    /// The units for which the acting person may write one.
    pub units: Vec<(UnitId, String)>,
    /// The movements one of them leads: who leads, which, its name.
    pub movements: Vec<(UnitId, Key, String)>,
    /// Open tasks of these units that a plan meets.
    pub tasks: Vec<TaskChoice>,
}

/// Units offered at most.
const OFFERED: usize = 300;

/// What the form of a new plan offers to the acting person; no unit for those who may write none.
///
/// # Errors
/// `NotFound`; `Invalid` on "programme" when it has ended.
pub async fn choices(cx: &Cx, id: ProgrammeId) -> Result<Choices> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            me.permit(Act::ReadProgramme)?;
            let programme = running(conn, &me, id).await?;
            let plan = me.app().plan(conn, programme.plan).await?;
            let today = me.today();
            let names = crate::names::Names::load(conn, programme.root, today).await?;
            let leads = rows::leads(conn, id).await?;
            let may = |unit: UnitId| {
                let place = lantoa_domain::policy::Place::unit(programme.root, names.path(unit));
                let led = leads.iter().filter(|(_, lead)| *lead == unit).any(|(key, _)| {
                    let movement = Some((id, key.clone()));
                    let place = lantoa_domain::policy::Place { movement, ..place.clone() };
                    me.permit_at(Act::WriteUnitPlan, &place).is_ok()
                });
                led || me.permit_at(Act::WriteUnitPlan, &place).is_ok()
            };
            let here = org::units(conn, programme.root).await?.into_iter();
            let here = here.filter(|unit| unit.to_day.is_none_or(|to| to >= today) && may(unit.id));
            let units: Vec<(UnitId, String)> = here.take(OFFERED).map(|unit| (unit.id, unit.name)).collect();
            let own = |unit: &UnitId| units.iter().any(|(id, _)| id == unit);
            let movement = |(key, unit): &(Key, UnitId)| {
                let name = plan.movement(key)?.name.clone();
                own(unit).then(|| (*unit, key.clone(), name))
            };
            let movements = leads.iter().filter_map(movement).collect();
            let open =
                unit_plan::tasks(conn, id).await?.into_iter().filter(|task| task.met.is_none() && own(&task.unit));
            let choice = |task: PlanTask| {
                let obligation = plan.obligations.iter().find(|one| one.key == task.obligation)?;
                let (what, kind) = (obligation.what.clone(), PlanKind::of(obligation)?);
                Some(TaskChoice { id: task.id, unit: task.unit, what, period: task.period, kind })
            };
            let tasks = open.filter_map(choice).take(OFFERED).collect();
            let years = plan.years();
            Ok::<_, Error>(Choices { programme: id, title: programme.title, years, units, movements, tasks })
        })
        .await
}
