//! The first screen: what waits for the person, what is late, what comes next. Must not show what the person cannot open.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{DossierId, Id, ProgrammeId, SessionId, TaskId, UnitId, raw};
use lantoa_domain::plan::{Bound, Key, Movement, Per};
use lantoa_domain::policy::{Act, Actor, Role, scope};
use lantoa_domain::quota::Window;
use lantoa_domain::task::TaskState;
use lantoa_store::dossier::{self, list};
use lantoa_store::programme::{self, ProgrammeStatus};
use lantoa_store::workbench::{self as rows, Sessions};
use lantoa_store::{Conn, assignment, task};

use crate::dossier::list::{COUNTED, Row, branches, rows as lines, waits};
use crate::obstacle::{self, Waiting};
use crate::programme::Loaded;
use crate::publicity::reading::{ToRead, to_read};
use crate::task::mine;
use crate::{Cx, Result, contest, prospect, quota, suggestion};

/// Things of one list shown at most.
const SHOWN: u32 = 8;
/// Own dossiers shown at most.
const OWN: u32 = 6;
/// When fewer tasks than these are late or due soon, the next ones are shown too.
const NEXT: usize = 3;
/// How many of those.
const AHEAD: u32 = 4;
/// Dossiers of a month counted at most.
const MONTH_MOST: u32 = 10_000;

/// The first screen of a person.
#[derive(Debug, Clone)]
pub struct Workbench {
    /// Today.
    pub today: Date,
    /// Dossiers that wait for the person; [`COUNTED`] stands for that many or more.
    pub waiting_count: u32,
    /// The first of them, the most urgent first.
    pub waiting: Vec<Row>,
    /// Dossiers of the person and of the person's units that are on their way, wherever they wait; empty for those who
    /// look after them all.
    pub own: Vec<Row>,
    /// What the person was given and tasks of the person's units that are late or due within a week; the next few when
    /// there are hardly any.
    pub tasks: Vec<Task>,
    /// Units that are late, for those who look after them all.
    pub late: Option<Vec<Late>>,
    /// Quotas not yet met, for those who look after them all.
    pub gaps: Option<Vec<Gap>>,
    /// Dossiers opened this month, for those who look after them all.
    pub intake: Option<u32>,
    /// The next session, for those who may read it.
    pub session: Option<Session>,
    /// How far a new agency is set up; `None` once a programme runs, and for those who do not set it up.
    pub setup: Option<Setup>,
    /// The last programme with what it came to, when none runs any more.
    pub ended: Option<Ended>,
    /// Suggestions that wait for a decision, for those who decide about them.
    pub suggestions: Option<i64>,
    /// Obstacles that wait for the person's answer, by programme.
    pub obstacles: Vec<Waiting>,
    /// Whether the person may see new factors and how they are fostered.
    pub sees_prospects: bool,
    /// What the person is asked to read, the most urgent first.
    pub readings: Vec<ToRead>,
    /// Entries of writing contests that wait for the person's marks.
    pub judging: i64,
    /// Dossiers that were given to the person and are still to be appraised.
    pub appraising: u32,
}

/// A programme that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its title.
    pub title: String,
    /// First and last year.
    pub years: (i16, i16),
    /// Those recognised in it, by movement in the plan's order.
    pub recognised: Vec<(String, u32)>,
    /// How its tasks stand.
    pub tasks: task::Counts,
    /// Whether the person may upload the next plan.
    pub may_upload: bool,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The task.
    pub id: TaskId,
    /// What is owed.
    pub what: String,
    /// Who owes it.
    pub unit: String,
    /// The last day in time.
    pub due: Date,
}

/// A unit that is late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// The unit.
    pub unit: UnitId,
    /// Its name today.
    pub name: String,
    /// How many tasks are late.
    pub tasks: u32,
    /// The day of the oldest.
    pub since: Date,
}

/// A quota that is not met.
#[derive(Debug, Clone)]
pub struct Gap {
    /// The programme.
    pub programme: ProgrammeId,
    /// The movement and its name; `None` for a quota of the plan as a whole.
    pub movement: Option<(Key, String)>,
    /// The quota and where it stands.
    pub quota: quota::State,
}

/// The next session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// Its title.
    pub title: String,
    /// Its day.
    pub on: Date,
    /// When it begins, as it was typed.
    pub starts_at: String,
    /// Where.
    pub place: String,
    /// When its papers went out.
    pub papers_on: Option<Date>,
    /// How many dossiers are on its agenda.
    pub dossiers: u32,
}

/// The first steps of a new agency that are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setup {
    /// It has units besides itself.
    pub units: bool,
    /// It has people besides the first administrator.
    pub people: bool,
    /// It has a plan.
    pub plan: bool,
    /// Whether the person may upload one.
    pub may_upload: bool,
}

/// The first screen of the acting person.
///
/// # Errors
/// The database's.
pub async fn workbench(cx: &Cx) -> Result<Workbench> {
    let me = cx.clone();
    cx.db().read(async move |conn: &mut Conn| assemble(conn, &me).await).await
}

async fn assemble(conn: &mut Conn, cx: &Cx) -> Result<Workbench> {
    let (actor, today) = (cx.actor(), cx.today());
    let root = actor.root;
    let waiting_count = list::count(conn, root, &waits(actor), COUNTED).await?;
    let mut waiting = waiting(conn, cx).await?;
    waiting.truncate(SHOWN as usize);
    let oversees = oversees(actor);
    Ok(Workbench {
        today,
        waiting_count,
        waiting,
        own: own(conn, cx).await?,
        tasks: tasks(conn, cx).await?,
        late: if oversees { Some(late(conn, root, today).await?) } else { None },
        gaps: if oversees { Some(gaps(conn, cx).await?) } else { None },
        intake: if oversees { Some(intake(conn, cx).await?) } else { None },
        session: session(conn, cx).await?,
        setup: setup(conn, cx).await?,
        ended: ended(conn, cx).await?,
        suggestions: suggestion::waiting(conn, cx).await?,
        obstacles: obstacle::waiting(conn, cx).await?,
        sees_prospects: prospect::may_list(cx),
        readings: to_read(conn, cx).await?,
        judging: contest::waiting(conn, cx).await?,
        appraising: crate::dossier::assign::waiting(conn, cx).await?,
    })
}

/// Dossiers that wait for the person, at most [`COUNTED`], the most urgent first.
pub(crate) async fn waiting(conn: &mut Conn, cx: &Cx) -> Result<Vec<Row>> {
    let branches = waits(cx.actor());
    let found = list::page(conn, cx.actor().root, &branches, &list::Filter::default(), None, COUNTED).await?.rows;
    let mut waiting = lines(conn, cx, found).await?;
    waiting.sort_by_key(|row| (row.due.is_none(), row.due, row.id));
    Ok(waiting)
}

/// Whether a person looks after the whole agency.
fn oversees(actor: &Actor) -> bool {
    [Role::StandingBody, Role::Head, Role::Inspector].into_iter().any(|role| actor.has(role))
}

/// What the person was given comes first where it is wanted within a week, on the day it is wanted of the person.
async fn tasks(conn: &mut Conn, cx: &Cx) -> Result<Vec<Task>> {
    let (mine, me) = (mine(conn, cx).await?, cx.actor().person);
    let week = cx.today().saturating_add(jiff::Span::new().days(7));
    let given = assignment::open(conn, cx.actor().root, me, week, SHOWN).await?;
    let mut out: Vec<Task> =
        given.into_iter().map(|one| Task { id: one.task, what: one.what, unit: one.unit, due: one.due }).collect();
    for state in [TaskState::Overdue, TaskState::Soon, TaskState::Open] {
        if state == TaskState::Open && out.len() >= NEXT {
            break;
        }
        let most = if state == TaskState::Open { AHEAD } else { SHOWN };
        let filter = task::Filter { mine: Some(mine.clone()), state: Some(state), ..task::Filter::default() };
        let page = task::list(conn, cx.actor().root, &filter, cx.today(), None, most).await?;
        let fresh: Vec<_> = page.rows.into_iter().filter(|line| out.iter().all(|known| known.id != line.id)).collect();
        out.extend(fresh.into_iter().map(|line| Task {
            id: line.id,
            due: line.due_for(me),
            what: line.what,
            unit: line.unit_name,
        }));
    }
    out.truncate(SHOWN as usize);
    Ok(out)
}

async fn own(conn: &mut Conn, cx: &Cx) -> Result<Vec<Row>> {
    let scope = scope(cx.actor());
    if scope.whole {
        return Ok(Vec::new());
    }
    let on_the_way = |standing| branches(&scope).into_iter().map(move |way| list::Branch { standing, ..way });
    let ways: Vec<list::Branch> = on_the_way(Some("walking")).chain(on_the_way(Some("returned"))).collect();
    let found = list::page(conn, scope.root, &ways, &list::Filter::default(), None, OWN).await?.rows;
    lines(conn, cx, found).await
}

async fn late(conn: &mut Conn, root: UnitId, today: Date) -> Result<Vec<Late>> {
    let found = rows::late(conn, root, today, SHOWN).await?.into_iter();
    Ok(found.map(|(unit, name, tasks, since)| Late { unit, name, tasks, since }).collect())
}

/// Minimum and exact quotas of running programmes that miss something this year. Those per unit are on the movement's page.
async fn gaps(conn: &mut Conn, cx: &Cx) -> Result<Vec<Gap>> {
    let (root, today) = (cx.actor().root, cx.today());
    let mut out = Vec::new();
    let running =
        programme::programmes(conn, root).await?.into_iter().filter(|one| one.status.0 == ProgrammeStatus::Running);
    for one in running {
        let plan = cx.app().plan(conn, one.plan).await?;
        let counted = dossier::recognition_totals(conn, one.id).await?;
        let window = Window { year: today.year(), month: today.month(), unit: None };
        let figures = quota::Figures { plan: &plan, counted: &counted, under_way: &[], units: &[], window, today };
        let movements = std::iter::once(None).chain(plan.movements.iter().map(Some));
        for movement in movements {
            let states = figures.states(movement.map(|movement| &movement.key)).into_iter();
            let missing = states.filter(|state| state.standing.gap > 0 && of_all(state, today));
            out.extend(missing.map(|quota| Gap {
                programme: one.id,
                movement: movement.map(|movement| (movement.key.clone(), movement.name.clone())),
                quota,
            }));
        }
    }
    out.sort_by_key(|gap| std::cmp::Reverse(gap.quota.standing.gap));
    out.truncate(6);
    Ok(out)
}

fn of_all(state: &quota::State, today: Date) -> bool {
    let quota = &state.quota;
    matches!(quota.bound, Bound::Min | Bound::Exact)
        && quota.per != Per::Unit
        && quota.years.is_none_or(|years| years.contains(today.year()))
}

async fn intake(conn: &mut Conn, cx: &Cx) -> Result<u32> {
    let first = cx.today().first_of_month();
    let since = jiff::tz::offset(7).to_timestamp(first.at(0, 0, 0, 0)).unwrap_or(Timestamp::MIN);
    let from = DossierId::from_raw(raw(since.as_millisecond(), 0));
    Ok(rows::intake(conn, cx.actor().root, from, since, MONTH_MOST).await?)
}

async fn session(conn: &mut Conn, cx: &Cx) -> Result<Option<Session>> {
    if !cx.may(Act::ReadSession) {
        return Ok(None);
    }
    let whose = if oversees(cx.actor()) { Sessions::All } else { Sessions::Of(cx.actor().person) };
    let found = rows::next_session(conn, cx.actor().root, cx.today(), whose).await?;
    Ok(found.map(|next| Session {
        id: next.id,
        title: next.title,
        on: next.held_on,
        starts_at: next.starts_at,
        place: next.place,
        papers_on: next.papers_on,
        dossiers: next.dossiers,
    }))
}

async fn ended(conn: &mut Conn, cx: &Cx) -> Result<Option<Ended>> {
    let root = cx.actor().root;
    let all = programme::programmes(conn, root).await?;
    let runs = all.iter().any(|one| one.status.0 == ProgrammeStatus::Running);
    let Some(last) = all.into_iter().next().filter(|_| !runs && cx.may(Act::ReadProgramme)) else { return Ok(None) };
    let loaded = Loaded::find(conn, cx, last.id).await?;
    let recognised = |movement: &Movement| (movement.name.clone(), loaded.dossiers(|p| p.movement == movement.key).1);
    let filter = task::Filter { programme: Some(last.id), ..task::Filter::default() };
    Ok(Some(Ended {
        programme: last.id,
        title: last.title,
        years: (last.from_year, last.to_year),
        recognised: loaded.plan.movements.iter().map(recognised).collect(),
        tasks: task::counts(conn, root, &filter, cx.today()).await?,
        may_upload: cx.may(Act::EditPlan),
    }))
}

async fn setup(conn: &mut Conn, cx: &Cx) -> Result<Option<Setup>> {
    if !(cx.actor().has(Role::Administrator) || cx.may(Act::EditPlan)) {
        return Ok(None);
    }
    let (units, people, plans, programmes) = rows::setup(conn, cx.actor().root).await?;
    if programmes > 0 {
        return Ok(None);
    }
    Ok(Some(Setup { units: units > 1, people: people > 1, plan: plans > 0, may_upload: cx.may(Act::EditPlan) }))
}
