//! Tasks as rows: who owes what by when, and how it was met. It must not decide what late means beyond comparing days.

use jiff::civil::Date;
use lantoa_domain::id::{PersonId, ProgrammeId, TaskId, UnitId};
use lantoa_domain::plan::{Key, ObligationForm};
use lantoa_domain::task::{Met, TaskState};
use lantoa_domain::time::When;

use crate::tally;
use crate::{Conn, Order, Param, Query, Result, Slice, Tx, Value, Word, params};

/// Statements sent to the server at once.
const BATCH: usize = 500;

crate::sql! {
    NEW = "INSERT INTO task (id, root, programme, obligation, unit, period, due, last_day, due_day, form, what, note, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', 1) \
           ON CONFLICT (programme, obligation, unit, period) DO NOTHING";
    LOAD = "SELECT id, root, programme, obligation, unit, period, due, last_day, due_day, form, what, met, met_on, met_by, \
            note, extended_to, extended_why, version FROM task WHERE id = $1";
    OF_PROGRAMME = "SELECT id, root, programme, obligation, unit, period, due, last_day, due_day, form, what, met, met_on, \
                    met_by, note, extended_to, extended_why, version FROM task WHERE programme = $1 ORDER BY id";
    OF_OBLIGATION = "SELECT t.id, t.unit, u.name, t.period, t.due, t.due_day, t.met, t.met_on FROM task t \
                     JOIN unit u ON u.id = t.unit WHERE t.programme = $1 AND t.obligation = $2 \
                     ORDER BY u.ordinal, u.id, t.due_day, t.id";
    SAVE = "UPDATE task SET due_day = $3, met = $4, met_on = $5, met_by = $6, note = $7, extended_to = $8, \
            extended_why = $9, version = version + 1 WHERE id = $1 AND version = $2";
    RETIME = "UPDATE task SET due = $3, last_day = $4, due_day = $5, form = $6, what = $7, version = version + 1 \
              WHERE id = $1 AND version = $2";
    DELETE = "DELETE FROM task WHERE id = $1 AND met IS NULL";
    ON_TIME = "SELECT CAST(count(*) AS BIGINT), \
               CAST(coalesce(sum(CASE WHEN met IS NULL OR met_on > due_day THEN 1 ELSE 0 END), 0) AS BIGINT) \
               FROM task WHERE unit = $1 AND due_day >= $2 AND due_day <= $3 AND (met IS NOT NULL OR due_day < $4) \
               AND (met IS NULL OR met <> 'exempt') AND form IN ('plan', 'list', 'report')";
    BY_OBLIGATION = "SELECT obligation, CAST(count(*) AS BIGINT), \
                     CAST(sum(CASE WHEN met IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT), \
                     CAST(sum(CASE WHEN met IS NULL AND due_day < $2 THEN 1 ELSE 0 END) AS BIGINT), \
                     MIN(CASE WHEN met IS NULL AND due_day >= $2 THEN due_day END) \
                     FROM task WHERE programme = $1 GROUP BY obligation ORDER BY obligation";
}

/// One thing a unit owes by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The task.
    pub id: TaskId,
    /// The agency.
    pub root: UnitId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The obligation of its plan.
    pub obligation: Key,
    /// Who owes it.
    pub unit: UnitId,
    /// The period it answers for.
    pub period: When,
    /// The due time as far as the plan names it.
    pub due: When,
    /// The last day in time, as the plan says.
    pub last_day: Date,
    /// The last day in time that holds: the plan's, moved off a day on which nobody works, or the one that somebody gave.
    pub due_day: Date,
    /// What fulfils it.
    pub form: Word<ObligationForm>,
    /// What is owed, in the plan's words.
    pub what: String,
    /// How it was met.
    pub met: Option<Word<Met>>,
    /// On which day.
    pub met_on: Option<Date>,
    /// Who said so.
    pub met_by: Option<PersonId>,
    /// What was handed in, or why not.
    pub note: String,
    /// The day somebody gave it.
    pub extended_to: Option<Date>,
    /// Why somebody gave it more time.
    pub extended_why: String,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Task {
    id,
    root,
    programme,
    obligation,
    unit,
    period,
    due,
    last_day,
    due_day,
    form,
    what,
    met,
    met_on,
    met_by,
    note,
    extended_to,
    extended_why,
    version
});

impl Task {
    /// Where it stands on a day.
    #[must_use]
    pub fn state(&self, today: Date) -> TaskState {
        lantoa_domain::task::state(self.due_day, self.met.map(|met| met.0).zip(self.met_on), today)
    }
}

/// Stores new tasks. One that is there already for its unit and period is left as it is. Says how many are new.
///
/// Many are stored fastest in the order of their days, as the plan gives them, and in one unit of work: four of the six
/// indexes are then written at their end, and every page once.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, tasks: &[Task]) -> Result<u64> {
    let (mut new, mut sums) = (0, tally::Sums::default());
    for batch in tasks.chunks(BATCH) {
        let values: Vec<[Value<'_>; 11]> = batch.iter().map(new_values).collect();
        let rows: Vec<&[Value<'_>]> = values.iter().map(<[Value<'_>; 11]>::as_slice).collect();
        let stored = tx.insert_all(&NEW, &rows).await?;
        for (task, _) in batch.iter().zip(stored).filter(|(_, is_new)| *is_new) {
            sums.count(task);
            new += 1;
        }
    }
    tally::add(tx, &sums).await?;
    Ok(new)
}

fn new_values(t: &Task) -> [Value<'_>; 11] {
    [
        t.id.value(),
        t.root.value(),
        t.programme.value(),
        t.obligation.value(),
        t.unit.value(),
        t.period.value(),
        t.due.value(),
        t.last_day.value(),
        t.due_day.value(),
        t.form.value(),
        t.what.value(),
    ]
}

/// A task.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: TaskId) -> Result<Option<Task>> {
    cx.opt(&LOAD, params![id]).await
}

/// Every task of a programme.
///
/// # Errors
/// The engine's.
pub async fn of_programme(cx: &mut Conn, programme: ProgrammeId) -> Result<Vec<Task>> {
    cx.all(&OF_PROGRAMME, params![programme]).await
}

/// Saves how a task was met and the day that holds. Guarded by its version.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, task: &Task) -> Result<()> {
    let t = task;
    tally::off(tx, t.id).await?;
    let values = params![t.id, t.version, t.due_day, t.met, t.met_on, t.met_by, t.note, t.extended_to, t.extended_why];
    tx.exec_guarded(&SAVE, values).await?;
    tally::on(tx, t.id).await
}

/// Saves what an amended plan changes of a task that is not met. Guarded by its version.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn retime(tx: &mut Tx, task: &Task) -> Result<()> {
    let t = task;
    tally::off(tx, t.id).await?;
    tx.exec_guarded(&RETIME, params![t.id, t.version, t.due, t.last_day, t.due_day, t.form, t.what]).await?;
    tally::on(tx, t.id).await
}

/// Takes tasks out that nobody has met. Says how many.
///
/// # Errors
/// The engine's.
pub async fn delete_unmet(tx: &mut Tx, ids: &[TaskId]) -> Result<u64> {
    let mut gone = 0;
    for batch in ids.chunks(BATCH) {
        let values: Vec<[Value<'_>; 1]> = batch.iter().map(|id| [id.value()]).collect();
        let both = |values| [(tally::gone(), values), (&DELETE, values)];
        let steps: Vec<_> = values.iter().flat_map(|values| both(values.as_slice())).collect();
        gone += tx.exec_all(&steps).await?.iter().skip(1).step_by(2).sum::<u64>();
    }
    Ok(gone)
}

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only of this programme.
    pub programme: Option<ProgrammeId>,
    /// Only of this obligation.
    pub obligation: Option<Key>,
    /// Only of this unit and those below it.
    pub under: Option<UnitId>,
    /// Only of these units, and those below `mine_under`.
    pub mine: Option<Mine>,
    /// Only in this state.
    pub state: Option<TaskState>,
    /// Only those that are not met.
    pub unmet: bool,
    /// Only due within these days, both included.
    pub between: Option<(Date, Date)>,
    /// Only those given to this person.
    pub assigned: Option<PersonId>,
}

/// The units that somebody answers for, and what somebody was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mine {
    /// These alone.
    pub units: Vec<UnitId>,
    /// These and all below them.
    pub under: Vec<UnitId>,
    /// What this person was given, whichever unit owes it.
    pub person: Option<PersonId>,
}

/// A task in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The task.
    pub id: TaskId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The obligation.
    pub obligation: Key,
    /// Who owes it.
    pub unit: UnitId,
    /// That unit's name today.
    pub unit_name: String,
    /// The period it answers for.
    pub period: When,
    /// The last day in time.
    pub due_day: Date,
    /// What is owed.
    pub what: String,
    /// How it was met.
    pub met: Option<Word<Met>>,
    /// On which day.
    pub met_on: Option<Date>,
    /// How often it was written.
    pub version: i64,
    /// Who of the unit does it.
    pub assignee: Option<PersonId>,
    /// That person's name.
    pub assignee_name: Option<String>,
    /// The day until which it is wanted of that person, when earlier.
    pub inner_due: Option<Date>,
}
crate::from_row!(Line {
    id,
    programme,
    obligation,
    unit,
    unit_name,
    period,
    due_day,
    what,
    met,
    met_on,
    version,
    assignee,
    assignee_name,
    inner_due
});

impl Line {
    /// The day on which a person looks for it: the inner one for whom it was given to.
    #[must_use]
    pub fn due_for(&self, person: PersonId) -> Date {
        self.inner_due.filter(|_| self.assignee == Some(person)).unwrap_or(self.due_day)
    }
}

pub(crate) fn narrowed(query: Query, filter: &Filter, today: Date) -> Query {
    let f = filter;
    let query = query
        .and_some("t.programme = ?", f.programme)
        .and_some("t.obligation = ?", f.obligation.as_ref())
        .and_some("t.unit IN (SELECT unit FROM unit_path WHERE ancestor = ?)", f.under)
        .and_some("t.id IN (SELECT task FROM task_assignment WHERE person = ?)", f.assigned);
    let query = match &f.mine {
        Some(mine) => {
            let query = query.push(" AND (FALSE", &[]);
            let one = |query: Query, unit: &UnitId| query.push(" OR t.unit = ?", &[unit]);
            let tree = |query: Query, unit: &UnitId| {
                query.push(" OR t.unit IN (SELECT unit FROM unit_path WHERE ancestor = ?)", &[unit])
            };
            let query = mine.units.iter().fold(query, one);
            let query = mine.under.iter().fold(query, tree);
            let query = match &mine.person {
                Some(person) => {
                    query.push(" OR t.id IN (SELECT task FROM task_assignment WHERE person = ?)", &[person])
                }
                None => query,
            };
            query.push(")", &[])
        }
        None => query,
    };
    let query = match f.between {
        Some((from, to)) => query.and("t.due_day >= ? AND t.due_day <= ?", &[&from, &to]),
        None => query,
    };
    let week = today.saturating_add(jiff::Span::new().days(7));
    let query = if f.unmet { query.and("t.met IS NULL", &[]) } else { query };
    match f.state {
        None => query,
        Some(TaskState::Overdue) => query.and("t.met IS NULL AND t.due_day < ?", &[&today]),
        Some(TaskState::Soon) => query.and("t.met IS NULL AND t.due_day >= ? AND t.due_day <= ?", &[&today, &week]),
        Some(TaskState::Open) => query.and("t.met IS NULL AND t.due_day > ?", &[&week]),
        Some(TaskState::MetLate) => query.and("t.met <> 'exempt' AND t.met_on > t.due_day", &[]),
        Some(TaskState::MetInTime) => query.and("t.met <> 'exempt' AND t.met_on <= t.due_day", &[]),
        Some(TaskState::Exempt) => query.and("t.met = 'exempt'", &[]),
    }
}

/// One page of the tasks of an agency, in the order of their days. `after` is the last line of the page before.
///
/// # Errors
/// The engine's.
pub async fn list(
    cx: &mut Conn,
    root: UnitId,
    filter: &Filter,
    today: Date,
    after: Option<(Date, TaskId)>,
    rows: u32,
) -> Result<Slice<Line>> {
    let columns = "SELECT t.id, t.programme, t.obligation, t.unit, u.name, t.period, t.due_day, t.what, t.met, t.met_on, \
                   t.version, a.person, p.name, a.due FROM task t JOIN unit u ON u.id = t.unit \
                   LEFT JOIN task_assignment a ON a.task = t.id LEFT JOIN person p ON p.id = a.person WHERE t.root = ?";
    let query = narrowed(Query::new("task::list", columns, &[&root]), filter, today);
    let key: Option<[&dyn Param; 2]> = after.as_ref().map(|(day, id)| [day as &dyn Param, id as &dyn Param]);
    cx.page(query.keyset(&["t.due_day", "t.id"], Order::Ascending, key.as_ref().map(<[&dyn Param; 2]>::as_slice)), rows)
        .await
}

/// How many tasks stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not met, the day has passed.
    pub overdue: u32,
    /// Not met, due within a week.
    pub soon: u32,
    /// Not met, still time.
    pub open: u32,
    /// Met after the day.
    pub met_late: u32,
    /// Met in time.
    pub met_in_time: u32,
    /// Exempted.
    pub exempt: u32,
}
crate::from_row!(Counts { overdue, soon, open, met_late, met_in_time, exempt });

impl Counts {
    /// All together.
    #[must_use]
    pub fn all(self) -> u32 {
        self.overdue + self.soon + self.open + self.met_late + self.met_in_time + self.exempt
    }

    /// The number of one state.
    #[must_use]
    pub fn of(self, state: TaskState) -> u32 {
        match state {
            TaskState::Overdue => self.overdue,
            TaskState::Soon => self.soon,
            TaskState::Open => self.open,
            TaskState::MetLate => self.met_late,
            TaskState::MetInTime => self.met_in_time,
            TaskState::Exempt => self.exempt,
        }
    }
}

/// Counts the tasks of an agency by state.
///
/// # Errors
/// The engine's.
pub async fn counts(cx: &mut Conn, root: UnitId, filter: &Filter, today: Date) -> Result<Counts> {
    let week = today.saturating_add(jiff::Span::new().days(7));
    let (one, of) = ("CAST(coalesce(sum(CASE WHEN ", " THEN 1 ELSE 0 END), 0) AS BIGINT)");
    let query = Query::new("task::counts", "SELECT ", &[])
        .push(one, &[])
        .push("t.met IS NULL AND t.due_day < ?", &[&today])
        .push(of, &[])
        .push(", ", &[])
        .push(one, &[])
        .push("t.met IS NULL AND t.due_day >= ? AND t.due_day <= ?", &[&today, &week])
        .push(of, &[])
        .push(", ", &[])
        .push(one, &[])
        .push("t.met IS NULL AND t.due_day > ?", &[&week])
        .push(of, &[])
        .push(", ", &[])
        .push(one, &[])
        .push("t.met <> 'exempt' AND t.met_on > t.due_day", &[])
        .push(of, &[])
        .push(", ", &[])
        .push(one, &[])
        .push("t.met <> 'exempt' AND t.met_on <= t.due_day", &[])
        .push(of, &[])
        .push(", ", &[])
        .push(one, &[])
        .push("t.met = 'exempt'", &[])
        .push(of, &[])
        .push(" FROM task t WHERE t.root = ?", &[&root]);
    Ok(cx.find(&narrowed(query, filter, today)).await?.unwrap_or_default())
}

/// One cell of the table unit × occurrence of an obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The task.
    pub id: TaskId,
    /// Who owes it.
    pub unit: UnitId,
    /// That unit's name today.
    pub unit_name: String,
    /// The period it answers for.
    pub period: When,
    /// The due time as the plan names it.
    pub due: When,
    /// The last day in time.
    pub due_day: Date,
    /// How it was met.
    pub met: Option<Word<Met>>,
    /// On which day.
    pub met_on: Option<Date>,
}
crate::from_row!(Cell { id, unit, unit_name, period, due, due_day, met, met_on });

/// Every task of one obligation, unit by unit, then by day.
///
/// # Errors
/// The engine's.
pub async fn of_obligation(cx: &mut Conn, programme: ProgrammeId, obligation: &Key) -> Result<Vec<Cell>> {
    cx.all(&OF_OBLIGATION, params![programme, obligation]).await
}

/// How an obligation stands as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The obligation.
    pub obligation: Key,
    /// Its tasks.
    pub all: u32,
    /// Those met, exempted ones among them.
    pub met: u32,
    /// Those not met whose day has passed.
    pub overdue: u32,
    /// The next day on which one that is not met falls due.
    pub next: Option<Date>,
}
crate::from_row!(Sum { obligation, all, met, overdue, next });

/// How each obligation of a programme stands.
///
/// # Errors
/// The engine's.
pub async fn by_obligation(cx: &mut Conn, programme: ProgrammeId, today: Date) -> Result<Vec<Sum>> {
    cx.all(&BY_OBLIGATION, params![programme, today]).await
}

/// How many plans, lists and reports a unit owed in a year up to a day, and how many of them came late or not at all.
///
/// What is not due yet and not handed in counts neither way, nor does what the unit was exempted from.
///
/// # Errors
/// The engine's.
pub async fn on_time(cx: &mut Conn, unit: UnitId, year: i16, today: Date) -> Result<(u32, u32)> {
    let (from, to) = (When::Year(year).first_day(), When::Year(year).last_day());
    cx.one(&ON_TIME, params![unit, from, to, today]).await
}
