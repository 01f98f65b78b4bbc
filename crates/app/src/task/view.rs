//! Tasks as the screens show them. It must not change one.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{PersonId, ProgrammeId, TaskId, UnitId};
use lantoa_domain::plan::{Key, Obligation, ObligationForm};
use lantoa_domain::policy::{Act, Role};
use lantoa_domain::task::TaskState;
use lantoa_domain::time::When;
use lantoa_store::assignment::{self, Assignment};
use lantoa_store::task::{self, Counts, Filter, Line, Mine, Task};
use lantoa_store::{Conn, org, programme};

use super::act::place;
use crate::export::Portion;
use crate::plan::view::{Happened, history};
use crate::{Cx, Result};

/// People offered to give a task to, at most.
const MOST_PEOPLE: u32 = 1_000;

/// Whose tasks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those of the units the person answers for.
    #[default]
    Mine,
    /// Those given to the person.
    Assigned,
    /// All of the agency.
    All,
}

/// What to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Whose.
    pub scope: Scope,
    /// Only of this programme.
    pub programme: Option<ProgrammeId>,
    /// Only of this obligation.
    pub obligation: Option<Key>,
    /// Only of this unit and those below it.
    pub unit: Option<UnitId>,
    /// Only in this state.
    pub state: Option<TaskState>,
    /// Only what is still owed.
    pub unmet: bool,
    /// Only due in this month 1–12 of a year.
    pub month: Option<(i16, i8)>,
    /// The last row of the page before.
    pub after: Option<(Date, TaskId)>,
    /// How many at a time.
    pub portion: Portion,
}

/// One page of tasks.
#[derive(Debug, Clone)]
pub struct List {
    /// The tasks in the order of their days, with where each stands today.
    pub rows: Vec<(Line, TaskState)>,
    /// The last row, when more follow.
    pub next: Option<(Date, TaskId)>,
    /// How many stand where, over all pages and states.
    pub counts: Counts,
    /// The day it was looked at.
    pub today: Date,
}

/// Lists tasks of the agency.
///
/// # Errors
/// `NotAllowed`.
pub async fn list(cx: &Cx, wanted: Wanted) -> Result<List> {
    cx.permit(Act::ReadProgramme)?;
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let (root, today) = (acting.actor().root, acting.today());
            let mut filter = filter(&wanted);
            match wanted.scope {
                Scope::Mine => filter.mine = Some(mine(conn, &acting).await?),
                Scope::Assigned => filter.assigned = Some(acting.actor().person),
                Scope::All => {}
            }
            let page = task::list(conn, root, &filter, today, wanted.after, wanted.portion.rows()).await?;
            filter.state = None;
            let counts = task::counts(conn, root, &filter, today).await?;
            let next = page.rows.last().filter(|_| page.more).map(|line| (line.due_day, line.id));
            let stand = |line: Line| {
                let met = line.met.map(|met| met.0).zip(line.met_on);
                let state = lantoa_domain::task::state(line.due_day, met, today);
                (line, state)
            };
            Ok(List { rows: page.rows.into_iter().map(stand).collect(), next, counts, today })
        })
        .await
}

fn filter(wanted: &Wanted) -> Filter {
    let between = wanted.month.map(|(year, month)| {
        let month = When::Month(year, month);
        (month.first_day(), month.last_day())
    });
    Filter {
        programme: wanted.programme,
        obligation: wanted.obligation.clone(),
        under: wanted.unit,
        mine: None,
        state: wanted.state,
        unmet: wanted.unmet,
        between,
        assigned: None,
    }
}

/// The units a person answers for: those of the person's roles, the agency's own for its head and its standing body; and what the
/// person was given.
pub(crate) async fn mine(conn: &mut Conn, cx: &Cx) -> Result<Mine> {
    let actor = cx.actor();
    let mut mine = Mine { person: Some(actor.person), ..Mine::default() };
    for grant in &actor.grants {
        match grant.role {
            Role::UnitHead | Role::UnitClerk => mine.under.push(grant.unit),
            Role::MovementLead => mine.units.push(actor.unit),
            Role::Head => mine.units.push(actor.root),
            Role::StandingBody => {
                mine.units.extend([actor.root, actor.unit]);
                mine.units.extend(org::agency(conn, actor.root).await?.standing_body);
            }
            Role::Administrator | Role::Communications | Role::Inspector => {}
        }
    }
    for units in [&mut mine.units, &mut mine.under] {
        units.sort();
        units.dedup();
    }
    Ok(mine)
}

/// The units of the agency that exist today, to choose from.
///
/// # Errors
/// `NotAllowed`.
pub async fn units(cx: &Cx) -> Result<Vec<(UnitId, String)>> {
    cx.permit(Act::ReadProgramme)?;
    let (root, today) = (cx.actor().root, cx.today());
    let units = cx.db().read(async move |conn| org::units(conn, root).await).await?;
    let here = units.into_iter().filter(|unit| unit.to_day.is_none_or(|to| to >= today));
    Ok(here.map(|unit| (unit.id, unit.name)).collect())
}

/// A task with everything its page shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The task.
    pub task: Task,
    /// Where it stands today.
    pub state: TaskState,
    /// Who owes it.
    pub unit_name: String,
    /// Who reported it.
    pub met_by: String,
    /// The programme's title.
    pub programme_title: String,
    /// The plan in force, to show the sentence it came from.
    pub plan: lantoa_domain::id::PlanId,
    /// The obligation in the plan in force; `None` when an amendment took it out.
    pub obligation: Option<Obligation>,
    /// Whether nothing-to-report would meet it.
    pub zero_will_do: bool,
    /// Whether the viewer may report it, and give it to a person.
    pub may_complete: bool,
    /// Who of the unit does it. What to know of it is left out for those whom it does not concern.
    pub assignment: Option<Assignment>,
    /// Those to whom it can be given, for those who may.
    pub people: Vec<(PersonId, String)>,
    /// Whether the viewer may extend it or exempt from it.
    pub may_excuse: bool,
    /// What happened to it, the latest first.
    pub history: Vec<Happened>,
    /// The day it was looked at.
    pub today: Date,
}

/// A task of the agency.
///
/// # Errors
/// `NotFound`.
pub async fn show(cx: &Cx, id: TaskId) -> Result<Shown> {
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let found = task::load(conn, id).await?.filter(|task| task.root == acting.actor().root);
            let task = found.ok_or(Refusal::NotFound)?;
            acting.permit(Act::ReadProgramme)?;
            let place = place(conn, &acting, &task).await?;
            let programme = programme::programme(conn, task.programme).await?.ok_or(Refusal::NotFound)?;
            let plan = acting.app().plan(conn, programme.plan).await?;
            let name = match task.met_by {
                Some(person) => org::person(conn, person).await?.map(|person| person.name),
                None => None,
            };
            let may_complete = acting.permit_at(Act::CompleteTask, &place).is_ok();
            let assignment = assignment::of(conn, id).await?.map(|found| {
                let concerns = may_complete || found.person == acting.actor().person;
                if concerns { found } else { Assignment { note: String::new(), ..found } }
            });
            let may_give = may_complete && task.met.is_none();
            let people = if may_give { assignment::people(conn, task.unit, MOST_PEOPLE).await? } else { Vec::new() };
            Ok(Shown {
                state: task.state(acting.today()),
                unit_name: org::unit(conn, task.unit).await?.map(|unit| unit.name).unwrap_or_default(),
                met_by: name.unwrap_or_default(),
                programme_title: programme.title,
                plan: programme.plan,
                obligation: plan.obligations.iter().find(|o| o.key == task.obligation).cloned(),
                zero_will_do: task.form.0 == ObligationForm::List,
                may_complete,
                assignment,
                people,
                may_excuse: acting.permit_at(Act::ExcuseTask, &place).is_ok(),
                history: history(conn, &acting, id, 30).await?,
                today: acting.today(),
                task,
            })
        })
        .await
}
