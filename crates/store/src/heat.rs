//! Tasks as tables: unit × occurrence, and day by day; it must not load more cells than a page shows.

use jiff::civil::Date;
use lantoa_domain::id::{ProgrammeId, TaskId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::task::Met;
use lantoa_domain::time::When;

use crate::task::{Filter, narrowed};
use crate::{Conn, Order, Param, Query, Result, Slice, Word};

/// What a table is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its obligations.
    pub obligations: Vec<Key>,
    /// Only what is due within these days, both included.
    pub days: Option<(Date, Date)>,
}

/// The order of the units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Those with most that is late or missing first, then by name.
    #[default]
    Worst,
    /// By name.
    Name,
}

/// A unit that owes something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The unit.
    pub unit: UnitId,
    /// Its name today.
    pub name: String,
    /// The name as it sorts.
    pub folded: String,
    /// How much is late or missing; 0 in the order of names.
    pub behind: i64,
}
crate::from_row!(Ranked { unit, name, folded, behind });

/// The last unit of the page before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// How much is late or missing there.
    pub behind: i64,
    /// Its name as it sorts.
    pub folded: String,
    /// The unit.
    pub unit: UnitId,
}

fn within(query: Query, scope: &Scope) -> Query {
    let query = query.push("t.programme = ?", &[&scope.programme]).and_in("t.obligation", &scope.obligations);
    match scope.days {
        Some((from, to)) => query.and("t.due_day >= ? AND t.due_day <= ?", &[&from, &to]),
        None => query,
    }
}

/// One page of the units of an agency that owe something of it.
///
/// # Errors
/// The engine's.
pub async fn units(
    cx: &mut Conn,
    (root, scope): (UnitId, &Scope),
    (sort, today): (Sort, Date),
    after: Option<&After>,
    rows: u32,
) -> Result<Slice<Ranked>> {
    let query = match sort {
        Sort::Name => Query::new("heat::units", "SELECT u.id, u.name, u.folded, CAST(0 AS BIGINT) FROM unit u", &[]),
        Sort::Worst => {
            let counted = "SELECT u.id, u.name, u.folded, CAST(coalesce(b.behind, 0) AS BIGINT) FROM unit u \
                           LEFT JOIN (SELECT t.unit, count(*) AS behind FROM task t WHERE ";
            within(Query::new("heat::units", counted, &[]), scope)
                .and("t.due_day < ?", &[&today])
                // Word for word the condition of the index.
                .and("t.met IS NULL OR (t.met <> 'exempt' AND t.met_on > t.due_day)", &[])
                .push(" GROUP BY t.unit) b ON b.unit = u.id", &[])
        }
    };
    let query = query.push(" WHERE u.root = ? AND EXISTS (SELECT 1 FROM task t WHERE ", &[&root]);
    let query = within(query, scope).push(" AND t.unit = u.id)", &[]);
    let (least, columns): (i64, &[&str]) = match sort {
        Sort::Worst => (after.map_or(0, |one| -one.behind), &["0 - coalesce(b.behind, 0)", "u.folded", "u.id"]),
        Sort::Name => (0, &["u.folded", "u.id"]),
    };
    let key: Option<Vec<&dyn Param>> = after.map(|one| match sort {
        Sort::Worst => vec![&least as &dyn Param, &one.folded, &one.unit],
        Sort::Name => vec![&one.folded as &dyn Param, &one.unit],
    });
    cx.page(query.keyset(columns, Order::Ascending, key.as_deref()), rows).await
}

/// One cell of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The task.
    pub id: TaskId,
    /// Who owes it.
    pub unit: UnitId,
    /// The obligation.
    pub obligation: Key,
    /// The period it answers for.
    pub period: When,
    /// The last day in time, as the plan says.
    pub last_day: Date,
    /// The last day in time that holds.
    pub due_day: Date,
    /// The day somebody gave it.
    pub extended_to: Option<Date>,
    /// How it was met.
    pub met: Option<Word<Met>>,
    /// On which day.
    pub met_on: Option<Date>,
    /// Why it was extended, or exempted.
    pub why: String,
}
crate::from_row!(Cell { id, unit, obligation, period, last_day, due_day, extended_to, met, met_on, why });

/// The cells of some units.
///
/// # Errors
/// The engine's.
pub async fn cells(cx: &mut Conn, scope: &Scope, units: &[UnitId]) -> Result<Vec<Cell>> {
    let columns = "SELECT t.id, t.unit, t.obligation, t.period, t.last_day, t.due_day, t.extended_to, t.met, t.met_on, \
                   CASE WHEN t.met = 'exempt' THEN t.note ELSE t.extended_why END FROM task t WHERE ";
    let query = within(Query::new("heat::cells", columns, &[]), scope).and_in("t.unit", units);
    cx.list(&query.push(" ORDER BY t.unit, t.due_day, t.id", &[])).await
}

/// What of one obligation is due on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayLine {
    /// The day.
    pub day: Date,
    /// The programme.
    pub programme: ProgrammeId,
    /// The obligation.
    pub obligation: Key,
    /// What is owed.
    pub what: String,
    /// How many tasks.
    pub all: u32,
    /// Those met, exempted ones among them.
    pub met: u32,
    /// Those not met whose day has passed.
    pub missing: u32,
    /// One of them.
    pub one: TaskId,
}
crate::from_row!(DayLine { day, programme, obligation, what, all, met, missing, one });

/// What is due day by day, added up by obligation.
///
/// # Errors
/// The engine's.
pub async fn by_day(cx: &mut Conn, root: UnitId, filter: &Filter, today: Date) -> Result<Vec<DayLine>> {
    let columns = "SELECT t.due_day, t.programme, t.obligation, MIN(t.what), CAST(count(*) AS BIGINT), \
                   CAST(sum(CASE WHEN t.met IS NULL THEN 0 ELSE 1 END) AS BIGINT), \
                   CAST(sum(CASE WHEN t.met IS NULL AND t.due_day < ? THEN 1 ELSE 0 END) AS BIGINT), MIN(t.id) \
                   FROM task t WHERE t.root = ?";
    let query = narrowed(Query::new("heat::by_day", columns, &[&today, &root]), filter, today);
    let grouped = " GROUP BY t.due_day, t.programme, t.obligation ORDER BY t.due_day, t.programme, t.obligation";
    cx.list(&query.push(grouped, &[])).await
}
