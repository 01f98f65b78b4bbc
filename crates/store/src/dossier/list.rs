//! Lists of dossiers: the identifiers of one page are picked on an index first, then joined; it must not widen a scope.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::dossier::State;
use lantoa_domain::id::{DossierId, PlanId, ProgrammeId, RoundId, UnitId};
use lantoa_domain::plan::{Key, Paper, StepKind};
use lantoa_domain::subject::SubjectKind;

use super::place_name;
use crate::{Conn, Json, Param, Query, Result, Slice, Value, Word, params};

crate::sql! {
    SUBTREE = "SELECT unit FROM unit_path WHERE ancestor = $1 ORDER BY depth, unit LIMIT $2";
}

/// Units of a subtree that are looked through one by one; a larger subtree is found on the way through all dossiers.
const BRANCHES: usize = 64;

/// What narrows a list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of one programme.
    pub programme: Option<ProgrammeId>,
    /// Of one movement of it.
    pub movement: Option<Key>,
    /// Of one round.
    pub round: Option<RoundId>,
    /// At one step.
    pub at: Option<StepKind>,
    /// "walking", "returned", "recognised" or "ended".
    pub standing: Option<&'static str>,
    /// Proposed in the subtree of a unit.
    pub unit: Option<UnitId>,
    /// About one kind of subject.
    pub class: Option<SubjectKind>,
    /// Only these.
    pub among: Option<Vec<DossierId>>,
}

/// One way to belong to a list; a list is the union of its ways.
#[derive(Debug, Clone)]
pub enum Way {
    /// Every dossier of the agency.
    Whole,
    /// Those proposed in the subtree of a unit.
    Unit(UnitId),
    /// Those of a movement.
    Movement(ProgrammeId, Key),
    /// Those about a person.
    Person(lantoa_domain::id::PersonId),
}

/// A way together with where the dossier must stand.
#[derive(Debug, Clone)]
pub struct Branch {
    /// The way.
    pub way: Way,
    /// Standing so; `None` for any.
    pub standing: Option<&'static str>,
    /// At one of these steps; empty for any.
    pub at: Vec<StepKind>,
}

/// A dossier in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The dossier.
    pub id: DossierId,
    /// Guards bulk commands.
    pub version: i64,
    /// Name of the subject.
    pub name: String,
    /// Its kind.
    pub class: Word<SubjectKind>,
    /// Whether the criteria for leaders apply.
    pub leader: bool,
    /// Its movement.
    pub movement: Key,
    /// Its track.
    pub track: Key,
    /// The proposing unit.
    pub unit: UnitId,
    /// Its name today.
    pub unit_name: String,
    /// Where it stands.
    pub state: Json<State>,
    /// When it was last changed.
    pub changed: Timestamp,
    /// Its programme.
    pub programme: ProgrammeId,
    /// Its round.
    pub round: RoundId,
    /// The round's name.
    pub round_name: String,
    /// The plan its round froze.
    pub plan: PlanId,
    /// The year its round answers for.
    pub year: i16,
    /// The month its round answers for; 0 for a whole year.
    pub month: i8,
    /// The last day on which its round takes dossiers.
    pub closes: Date,
}

impl crate::FromRow for Line {
    fn from_row(row: &crate::Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            version: row.get(1)?,
            name: row.get(2)?,
            class: row.get(3)?,
            leader: row.get(4)?,
            movement: row.get(5)?,
            track: row.get(6)?,
            unit: row.get(7)?,
            unit_name: row.get(8)?,
            state: row.get(9)?,
            changed: row.get(10)?,
            programme: row.get(11)?,
            round: row.get(12)?,
            round_name: row.get(13)?,
            plan: row.get(14)?,
            year: row.get(15)?,
            month: row.get(16)?,
            closes: row.get(17)?,
        })
    }
}

const COLUMNS: &str = "SELECT d.id, d.version, d.name, d.class, d.leader, d.movement, d.track, d.unit, u.name, d.state, \
                       d.changed, d.programme, d.round, r.label, r.plan, r.year, r.month, r.closes FROM (";
const JOINS: &str = ") k JOIN dossier d ON d.id = k.id JOIN unit u ON u.id = d.unit JOIN round r ON r.id = d.round \
                     ORDER BY d.id DESC";

/// One page of the dossiers that belong to any branch and pass the filter, the newest first. `before` is the last
/// dossier of the page before.
///
/// # Errors
/// The engine's.
pub async fn page(
    cx: &mut Conn,
    root: UnitId,
    branches: &[Branch],
    filter: &Filter,
    before: Option<DossierId>,
    rows: u32,
) -> Result<Slice<Line>> {
    let branches = spread(cx, branches).await?;
    let within = match filter.unit {
        Some(unit) => Some(subtree(cx, unit).await?),
        None => None,
    };
    let most = rows.saturating_add(1);
    let pick = |query| union(query, root, &branches, filter, within.as_ref(), before, most);
    let query = pick(Query::new("dossier::list::page", COLUMNS, &[])).push(JOINS, &[]);
    let mut found: Vec<Line> = if branches.is_empty() { Vec::new() } else { cx.list(&query).await? };
    let more = found.len() > rows as usize;
    found.truncate(rows as usize);
    Ok(Slice { rows: found, more })
}

/// How many dossiers belong to any branch; counts no further than `most`.
///
/// # Errors
/// The engine's.
pub async fn count(cx: &mut Conn, root: UnitId, branches: &[Branch], most: u32) -> Result<u32> {
    let branches = spread(cx, branches).await?;
    if branches.is_empty() {
        return Ok(0);
    }
    let query = Query::new("dossier::list::count", "SELECT CAST(count(*) AS BIGINT) FROM (", &[]);
    let query = union(query, root, &branches, &Filter::default(), None, None, most).push(") k", &[]);
    Ok(cx.find(&query).await?.unwrap_or_default())
}

/// The papers attached to each of these dossiers.
///
/// # Errors
/// The engine's.
pub async fn papers(cx: &mut Conn, dossiers: &[DossierId]) -> Result<Vec<(DossierId, Paper)>> {
    let query = Query::new("dossier::list::papers", "SELECT DISTINCT dossier, paper FROM file WHERE NOT removed", &[])
        .and_in("dossier", dossiers);
    let rows: Vec<(DossierId, Word<Paper>)> = cx.list(&query).await?;
    Ok(rows.into_iter().map(|(dossier, paper)| (dossier, paper.0)).collect())
}

/// A subtree: its units one by one while they are few.
enum Subtree {
    Few(Vec<UnitId>),
    Many(UnitId),
}

async fn subtree(cx: &mut Conn, unit: UnitId) -> Result<Subtree> {
    let units: Vec<UnitId> = cx.all(&SUBTREE, params![unit, BRANCHES + 1]).await?;
    Ok(if units.len() > BRANCHES { Subtree::Many(unit) } else { Subtree::Few(units) })
}

/// A branch as one reading of one index.
struct Reading {
    condition: &'static str,
    values: Vec<Value<'static>>,
    standing: Option<&'static str>,
    at: Option<StepKind>,
}

async fn spread(cx: &mut Conn, branches: &[Branch]) -> Result<Vec<Reading>> {
    let mut out = Vec::new();
    for branch in branches {
        let ways: Vec<(&'static str, Vec<Value<'static>>)> = match &branch.way {
            Way::Whole => vec![("TRUE", vec![])],
            Way::Movement(programme, movement) => {
                vec![("programme = ? AND movement = ?", vec![owned(programme), owned(movement)])]
            }
            Way::Person(person) => vec![("subject = ? AND subject_kind = 'person'", vec![owned(person)])],
            Way::Unit(unit) => match subtree(cx, *unit).await? {
                Subtree::Few(units) => units.iter().map(|unit| ("unit = ?", vec![owned(unit)])).collect(),
                Subtree::Many(unit) => {
                    vec![("unit IN (SELECT unit FROM unit_path WHERE ancestor = ?)", vec![owned(&unit)])]
                }
            },
        };
        let steps: Vec<Option<StepKind>> =
            if branch.at.is_empty() { vec![None] } else { branch.at.iter().copied().map(Some).collect() };
        for (condition, values) in ways {
            let standing = branch.standing;
            out.extend(steps.iter().map(|at| Reading { condition, values: values.clone(), standing, at: *at }));
        }
    }
    Ok(out)
}

fn owned(value: &dyn Param) -> Value<'static> {
    value.value().into_owned()
}

/// The identifiers of a page: each reading gives its newest, the newest of all are kept.
fn union(
    mut query: Query,
    root: UnitId,
    readings: &[Reading],
    filter: &Filter,
    within: Option<&Subtree>,
    before: Option<DossierId>,
    most: u32,
) -> Query {
    let narrowed: Vec<Option<UnitId>> = match within {
        Some(Subtree::Few(units)) => units.iter().copied().map(Some).collect(),
        _ => vec![None],
    };
    let mut first = true;
    for reading in readings {
        for unit in &narrowed {
            query = query.push(if first { "SELECT id FROM (" } else { " UNION SELECT id FROM (" }, &[]);
            query = one(query, root, reading, filter, *unit);
            if let Some(Subtree::Many(unit)) = within {
                query = query.and("unit IN (SELECT unit FROM unit_path WHERE ancestor = ?)", &[unit]);
            }
            query = query.and_some("id < ?", before).push(" ORDER BY id DESC LIMIT ?) b", &[&most]);
            first = false;
        }
    }
    query.push(" ORDER BY id DESC LIMIT ?", &[&most])
}

fn one(query: Query, root: UnitId, reading: &Reading, filter: &Filter, unit: Option<UnitId>) -> Query {
    let values: Vec<&dyn Param> = reading.values.iter().map(|value| value as &dyn Param).collect();
    let at = |kind: StepKind| place_name(Some(kind));
    // The sign keeps SQLite from walking through the whole agency where a narrower index is at hand.
    let narrow = !values.is_empty() || unit.is_some() || filter.round.is_some() || filter.among.is_some();
    let narrow = narrow || filter.programme.is_some() && filter.movement.is_some();
    let agency = if narrow { "+root = ?" } else { "root = ?" };
    let programme = if filter.movement.is_some() { "programme = ?" } else { "+programme = ?" };
    let query = query
        .push("SELECT id FROM dossier WHERE ", &[])
        .push(agency, &[&root])
        .and(reading.condition, &values)
        .and_some("unit = ?", unit)
        .and_some("standing = ?", reading.standing)
        .and_some("at = ?", reading.at.map(at))
        .and_some(programme, filter.programme)
        .and_some("movement = ?", filter.movement.as_ref())
        .and_some("round = ?", filter.round)
        .and_some("at = ?", filter.at.map(at))
        .and_some("standing = ?", filter.standing)
        .and_some("class = ?", filter.class.map(Word));
    match &filter.among {
        Some(among) => query.and_in("id", among),
        None => query,
    }
}
