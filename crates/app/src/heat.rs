//! The table unit × occurrence of an obligation, or of a year of a programme: who was in time, who is late, who sent nothing. It must not change a task.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::{Date, date};
use lantoa_domain::Refusal;
use lantoa_domain::id::{ProgrammeId, UnitId};
use lantoa_domain::plan::{Key, Obligation, Plan};
use lantoa_domain::policy::Act;
use lantoa_domain::recur::Recurrence;
use lantoa_domain::task::Mark;
use lantoa_domain::time::When;
use lantoa_store::heat::{self as rows, Scope};
use lantoa_store::programme::{self, Programme};
use lantoa_store::tally::{self, Outcome, Tally};
use lantoa_store::{Conn, org};

pub use lantoa_store::heat::{After, Cell, Sort};

use crate::{Cx, Error, Result};

/// Units on one page.
pub const UNITS: u32 = 50;
/// Units whose cells go into a file at once.
const AT_ONCE: u32 = 200;

/// What the table is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// Every occurrence of one obligation.
    Obligation(Key),
    /// Everything of the programme that is due in a year.
    Year(i16),
}

/// How many cells bear which mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals([u32; Mark::ALL.len()]);

impl Totals {
    fn add(&mut self, mark: Mark, times: u32) {
        if let Some(place) = Mark::ALL.iter().position(|known| *known == mark) {
            self.0[place] += times;
        }
    }

    fn join(&mut self, other: &Self) {
        for (sum, more) in self.0.iter_mut().zip(other.0) {
            *sum += more;
        }
    }

    /// The number of one mark.
    #[must_use]
    pub fn of(&self, mark: Mark) -> u32 {
        Mark::ALL.iter().position(|known| *known == mark).map_or(0, |place| self.0[place])
    }

    /// All together.
    #[must_use]
    pub fn all(&self) -> u32 {
        self.0.iter().sum()
    }

    /// Late and missing together.
    #[must_use]
    pub fn behind(&self) -> u32 {
        self.of(Mark::Missing) + self.of(Mark::Late)
    }
}

/// A column: one turn of an obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The obligation.
    pub obligation: Key,
    /// What is owed, in the plan's words.
    pub what: String,
    /// The period answered for.
    pub period: When,
    /// The first day on which one of its tasks is due.
    pub due_day: Date,
    /// How its tasks stand, of every unit.
    pub totals: Totals,
}

/// A row: one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The unit.
    pub unit: UnitId,
    /// Its name today.
    pub name: String,
    /// One cell a column; nothing where the unit owes nothing.
    pub cells: Vec<Option<(Cell, Mark)>>,
    /// How its tasks stand.
    pub totals: Totals,
}

/// The table.
#[derive(Debug, Clone)]
pub struct Heat {
    /// The programme's title.
    pub programme_title: String,
    /// The obligation in the plan in force, for a table of one.
    pub obligation: Option<Obligation>,
    /// Its rhythm as a rule of calendars.
    pub rule: Option<Recurrence>,
    /// The years in which something of the programme is due.
    pub years: (i16, i16),
    /// The turns, in order of time.
    pub columns: Vec<Column>,
    /// One page of units.
    pub rows: Vec<Row>,
    /// The last unit, when more follow.
    pub next: Option<After>,
    /// How everything stands.
    pub totals: Totals,
    /// The day it was looked at.
    pub today: Date,
}

struct Found {
    programme: Programme,
    plan: std::sync::Arc<Plan>,
    columns: Vec<Column>,
    scope: Scope,
}

/// One page of the table.
///
/// # Errors
/// `NotFound`.
pub async fn heat(cx: &Cx, id: ProgrammeId, of: Of, sort: Sort, after: Option<After>) -> Result<Heat> {
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let today = me.today();
            let found = find(conn, &me, id, &of).await?;
            let page = units(conn, &me, &found, (sort, after.as_ref()), UNITS).await?;
            let next = page.rows.last().filter(|_| page.more).map(|last| After {
                behind: last.behind,
                folded: last.folded.clone(),
                unit: last.unit,
            });
            let rows = fill(conn, &found, page.rows, today).await?;
            let mut totals = Totals::default();
            for column in &found.columns {
                totals.join(&column.totals);
            }
            let obligation = match &of {
                Of::Obligation(key) => found.plan.obligations.iter().find(|one| one.key == *key).cloned(),
                Of::Year(_) => None,
            };
            let span = (found.plan.document.from, found.plan.document.to);
            Ok::<_, Error>(Heat {
                programme_title: found.programme.title,
                rule: obligation.as_ref().and_then(|one| one.deadline.rule(span)),
                obligation,
                years: (found.programme.from_year, found.programme.to_year),
                columns: found.columns,
                rows,
                next,
                totals,
                today,
            })
        })
        .await
}

async fn find(conn: &mut Conn, cx: &Cx, id: ProgrammeId, of: &Of) -> Result<Found> {
    let programme = programme::programme(conn, id).await?.filter(|one| one.root == cx.actor().root);
    let programme = programme.ok_or(Refusal::NotFound)?;
    cx.permit(Act::ReadProgramme)?;
    let plan = cx.app().plan(conn, programme.plan).await?;
    let days = match of {
        Of::Obligation(_) => None,
        Of::Year(year) if (1900..=9998).contains(year) => Some((date(*year, 1, 1), date(*year, 12, 31))),
        Of::Year(_) => return Err(Refusal::NotFound.into()),
    };
    let tallies = match (of, days) {
        (Of::Obligation(key), _) => tally::of_obligation(conn, id, key).await?,
        (Of::Year(_), Some(days)) => tally::of_days(conn, id, days).await?,
        (Of::Year(_), None) => Vec::new(),
    };
    let columns = columns(&plan, &tallies, cx.today());
    let mut obligations: Vec<Key> = columns.iter().map(|column| column.obligation.clone()).collect();
    obligations.sort();
    obligations.dedup();
    if let (Of::Obligation(key), true) = (of, columns.is_empty())
        && !plan.obligations.iter().any(|one| one.key == *key)
    {
        return Err(Refusal::NotFound.into());
    }
    Ok(Found { programme, plan, columns, scope: Scope { programme: id, obligations, days } })
}

/// The turns with how they stand, in order of time. What is open is missing once its day has passed.
fn columns(plan: &Plan, tallies: &[Tally], today: Date) -> Vec<Column> {
    let mut out: BTreeMap<(&Key, When), Column> = BTreeMap::new();
    for one in tallies {
        let column = out.entry((&one.obligation, one.period)).or_insert_with(|| Column {
            what: plan
                .obligations
                .iter()
                .find(|known| known.key == one.obligation)
                .map_or_else(|| one.obligation.to_string(), |known| known.what.clone()),
            obligation: one.obligation.clone(),
            period: one.period,
            due_day: one.due_day,
            totals: Totals::default(),
        });
        column.due_day = column.due_day.min(one.due_day);
        let mark = match one.outcome.0 {
            Outcome::Open | Outcome::Extended if one.due_day < today => Mark::Missing,
            Outcome::Open => Mark::NotYet,
            Outcome::Extended => Mark::Extended,
            Outcome::Done => Mark::InTime,
            Outcome::Zero => Mark::Zero,
            Outcome::Late => Mark::Late,
            Outcome::Exempt => Mark::Exempt,
        };
        column.totals.add(mark, one.times);
    }
    let mut out: Vec<Column> = out.into_values().collect();
    out.sort_by(|one, other| {
        (one.due_day, &one.obligation, one.period).cmp(&(other.due_day, &other.obligation, other.period))
    });
    out
}

async fn units(
    conn: &mut Conn,
    cx: &Cx,
    found: &Found,
    (sort, after): (Sort, Option<&After>),
    most: u32,
) -> Result<lantoa_store::Slice<rows::Ranked>> {
    Ok(rows::units(conn, (cx.actor().root, &found.scope), (sort, cx.today()), after, most).await?)
}

async fn fill(conn: &mut Conn, found: &Found, units: Vec<rows::Ranked>, today: Date) -> Result<Vec<Row>> {
    let ids: Vec<UnitId> = units.iter().map(|one| one.unit).collect();
    let place: HashMap<(&Key, When), usize> =
        found.columns.iter().enumerate().map(|(at, column)| ((&column.obligation, column.period), at)).collect();
    let row = |one: rows::Ranked| Row {
        unit: one.unit,
        name: one.name,
        cells: vec![None; found.columns.len()],
        totals: Totals::default(),
    };
    let mut out: Vec<Row> = units.into_iter().map(row).collect();
    let of_unit: HashMap<UnitId, usize> = ids.iter().enumerate().map(|(at, unit)| (*unit, at)).collect();
    for cell in rows::cells(conn, &found.scope, &ids).await? {
        let column = place.get(&(&cell.obligation, cell.period)).copied();
        let row = of_unit.get(&cell.unit).and_then(|at| out.get_mut(*at));
        let (Some(at), Some(row)) = (column, row) else { continue };
        let met = cell.met.map(|met| met.0).zip(cell.met_on);
        let mark = Mark::of(cell.due_day, cell.extended_to, met, today);
        row.totals.add(mark, 1);
        row.cells[at] = Some((cell, mark));
    }
    Ok(out)
}

/// One line of the table's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The unit's name today.
    pub unit: String,
    /// What is owed.
    pub what: String,
    /// The task.
    pub cell: Cell,
    /// Its mark.
    pub mark: Mark,
}

/// The cells of the next units in the order of their names, and the last of these units when more follow.
///
/// # Errors
/// `NotFound`.
pub async fn lines(cx: &Cx, id: ProgrammeId, of: Of, after: Option<After>) -> Result<(Vec<Line>, Option<After>)> {
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let found = find(conn, &me, id, &of).await?;
            let page = units(conn, &me, &found, (Sort::Name, after.as_ref()), AT_ONCE).await?;
            let last = page.rows.last().filter(|_| page.more);
            let next = last.map(|one| After { behind: 0, folded: one.folded.clone(), unit: one.unit });
            let mut out = Vec::new();
            for row in fill(conn, &found, page.rows, me.today()).await? {
                for (column, cell) in found.columns.iter().zip(row.cells) {
                    let Some((cell, mark)) = cell else { continue };
                    out.push(Line { unit: row.name.clone(), what: column.what.clone(), cell, mark });
                }
            }
            Ok::<_, Error>((out, next))
        })
        .await
}

/// An obligation as calendars repeat it: its words, who owes it by the agency's name, its rule.
///
/// # Errors
/// `NotFound` also for one without a rule.
pub async fn series(cx: &Cx, id: ProgrammeId, key: Key) -> Result<(String, String, Recurrence)> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let root = me.actor().root;
            let found = programme::programme(conn, id).await?.filter(|one| one.root == root);
            let found = found.ok_or(Refusal::NotFound)?;
            me.permit(Act::ReadProgramme)?;
            let plan = me.app().plan(conn, found.plan).await?;
            let one = plan.obligations.iter().find(|one| one.key == key).ok_or(Refusal::NotFound)?;
            let rule = one.deadline.rule((plan.document.from, plan.document.to)).ok_or(Refusal::NotFound)?;
            let agency = org::unit(conn, root).await?.map(|unit| unit.name).unwrap_or_default();
            Ok::<_, Error>((one.what.clone(), agency, rule))
        })
        .await
}
