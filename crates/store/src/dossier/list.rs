//! Lists of dossiers: the identifiers of one page are picked on an index first, then joined; it must not widen a scope.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::dossier::State;
use lantoa_domain::id::{DossierId, Id, PlanId, ProgrammeId, RoundId, UnitId};
use lantoa_domain::plan::{Key, Paper, StepKind};
use lantoa_domain::subject::SubjectKind;

use super::{STANDINGS, place_name};
use crate::{Conn, Json, Query, Result, Slice, Word, params};

crate::sql! {
    // The root is looked at here, once, and not again at every dossier of the units found.
    SUBTREE = "SELECT p.unit FROM unit_path p JOIN unit u ON u.id = p.ancestor \
               WHERE p.ancestor = $1 AND u.root = $2 ORDER BY p.depth, p.unit LIMIT $3";
    ROUND = "SELECT id, label, plan, year, month, closes FROM round WHERE id = $1";
}

/// Units of a subtree that are looked through one by one; a larger subtree is found on the way through all dossiers.
const BRANCHES: usize = 64;

/// What narrows a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    /// Given to one person to appraise.
    pub assigned: Option<lantoa_domain::id::PersonId>,
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
    /// What a dossier's own row and its unit say; [`read`] looks the round up once for all dossiers of it.
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
            round_name: String::new(),
            plan: PlanId::from_raw(0),
            year: 0,
            month: 0,
            closes: Date::ZERO,
        })
    }
}

/// A round, as far as a list shows it.
struct OfRound {
    id: RoundId,
    label: String,
    plan: PlanId,
    year: i16,
    month: i8,
    closes: Date,
}
crate::from_row!(OfRound { id, label, plan, year, month, closes });

const COLUMNS: &str = "SELECT d.id, d.version, d.name, d.class, d.leader, d.movement, d.track, d.unit, u.name, d.state, \
                       d.changed, d.programme, d.round FROM (";
// The sign keeps SQLite from walking through the agency in the order of identifiers instead of joining the few found. They are
// put in order here: the engine would write every wide row into a sorter of its own.
const JOINS: &str = ") k JOIN dossier d ON d.id = k.id JOIN unit u ON u.id = d.unit WHERE +d.root = ?";

/// The lines a query finds, the newest first, with what their rounds say.
async fn read(cx: &mut Conn, query: &Query) -> Result<Vec<Line>> {
    let mut lines: Vec<Line> = cx.list(query).await?;
    lines.sort_unstable_by_key(|line| std::cmp::Reverse(line.id));
    let mut ids: Vec<RoundId> = lines.iter().map(|line| line.round).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut rounds: Vec<OfRound> = Vec::with_capacity(ids.len());
    // A page is of few rounds; a statement of one round is the same however many there are.
    for id in ids {
        rounds.extend(cx.opt::<OfRound>(&ROUND, params![id]).await?);
    }
    for line in &mut lines {
        let Some(round) = rounds.iter().find(|round| round.id == line.round) else { continue };
        line.round_name.clone_from(&round.label);
        (line.plan, line.year, line.month, line.closes) = (round.plan, round.year, round.month, round.closes);
    }
    Ok(lines)
}

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
    let within = match filter.unit {
        Some(unit) => Some(subtree(cx, root, unit).await?),
        None => None,
    };
    let ways = ways(cx, root, branches).await?;
    if ways.is_empty() {
        return Ok(Slice { rows: Vec::new(), more: false });
    }
    let most = rows.saturating_add(1);
    let query = Query::new("dossier::list::page", COLUMNS, &[]);
    let query = union(query, root, &ways, filter, within.as_ref(), before, most).push(JOINS, &[&root]);
    let mut found = read(cx, &query).await?;
    let more = found.len() > rows as usize;
    found.truncate(rows as usize);
    Ok(Slice { rows: found, more })
}

/// Which of these dossiers belong to any branch and pass the filter.
///
/// # Errors
/// The engine's.
pub async fn among(
    cx: &mut Conn,
    root: UnitId,
    branches: &[Branch],
    filter: &Filter,
    dossiers: &[DossierId],
) -> Result<Vec<DossierId>> {
    let within = match filter.unit {
        Some(unit) => Some(subtree(cx, root, unit).await?),
        None => None,
    };
    let ways = ways(cx, root, branches).await?;
    if ways.is_empty() || dossiers.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = Query::new("dossier::list::among", "SELECT id FROM (", &[]);
    for (n, way) in ways.iter().enumerate() {
        query = query.push(if n == 0 { "" } else { " UNION " }, &[]);
        query = belongs(query, root, way, narrow_to(dossiers), filter, None).and_in("id", dossiers);
        query = match &within {
            Some(Subtree::Few(units)) => query.and_in("unit", units),
            Some(Subtree::Many(unit)) => query.and(BELOW, &[unit]),
            None => query,
        };
    }
    cx.list(&query.push(") k", &[])).await
}

/// The lines of these dossiers of an agency, in no order.
///
/// # Errors
/// The engine's.
pub async fn lines(cx: &mut Conn, root: UnitId, dossiers: &[DossierId]) -> Result<Vec<Line>> {
    if dossiers.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::new("dossier::list::lines", COLUMNS, &[])
        .push("SELECT id FROM dossier WHERE TRUE", &[])
        .and_in("id", dossiers)
        .push(JOINS, &[&root]);
    read(cx, &query).await
}

/// How many dossiers belong to any branch; counts no further than `most`.
///
/// # Errors
/// The engine's.
pub async fn count(cx: &mut Conn, root: UnitId, branches: &[Branch], most: u32) -> Result<u32> {
    let ways = ways(cx, root, branches).await?;
    if ways.is_empty() {
        return Ok(0);
    }
    let none = Filter::default();
    let mut query = Query::new("dossier::list::count", "", &[]);
    for (n, way) in ways.iter().enumerate() {
        query = query.push(if n == 0 { "SELECT id FROM (" } else { " UNION ALL SELECT id FROM (" }, &[]);
        query = belongs(query, root, way, Narrow::No, &none, None).push(" LIMIT ?) b", &[&most]);
    }
    // Told apart here: the engine would sort them all into a table of its own first.
    let found: Vec<DossierId> = cx.list(&query).await?;
    let different: HashSet<DossierId> = found.into_iter().collect();
    Ok(u32::try_from(different.len()).unwrap_or(most).min(most))
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
#[derive(Clone)]
enum Subtree {
    Few(Vec<UnitId>),
    Many(UnitId),
}

/// The sign keeps SQLite from gathering all dossiers of a large subtree: the newest of the agency that lie in it are enough.
const UNDER: &str = "+unit IN (SELECT unit FROM unit_path WHERE ancestor = ?)";
/// Where nothing has to be the newest, the subtree's own index stops early.
const BELOW: &str = "unit IN (SELECT unit FROM unit_path WHERE ancestor = ?)";

async fn subtree(cx: &mut Conn, root: UnitId, unit: UnitId) -> Result<Subtree> {
    let units: Vec<UnitId> = cx.all(&SUBTREE, params![unit, root, BRANCHES + 1]).await?;
    Ok(if units.len() > BRANCHES { Subtree::Many(unit) } else { Subtree::Few(units) })
}

/// A branch with its units looked up.
struct Found<'a> {
    branch: &'a Branch,
    units: Option<Subtree>,
}

/// Branches with their units; those in whose subtree there is nothing are left out.
async fn ways<'a>(cx: &mut Conn, root: UnitId, branches: &'a [Branch]) -> Result<Vec<Found<'a>>> {
    let mut known: Vec<(UnitId, Subtree)> = Vec::new();
    let mut out = Vec::with_capacity(branches.len());
    for branch in branches {
        let Way::Unit(unit) = &branch.way else {
            out.push(Found { branch, units: None });
            continue;
        };
        if !known.iter().any(|(one, _)| one == unit) {
            known.push((*unit, subtree(cx, root, *unit).await?));
        }
        let units = known.iter().find(|(one, _)| one == unit).map(|(_, units)| units.clone());
        out.push(Found { branch, units });
    }
    out.retain(|found| !matches!(&found.units, Some(Subtree::Few(units)) if units.is_empty()));
    Ok(out)
}

/// Whether something beyond the branch leads to few rows already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Narrow {
    Yes,
    No,
}

fn narrow_to(dossiers: &[DossierId]) -> Narrow {
    if dossiers.is_empty() { Narrow::No } else { Narrow::Yes }
}

/// The identifiers of a page: each way gives its newest, the newest of all are kept. The parts of one way share no row.
fn union(
    mut query: Query,
    root: UnitId,
    ways: &[Found<'_>],
    filter: &Filter,
    within: Option<&Subtree>,
    before: Option<DossierId>,
    most: u32,
) -> Query {
    for (n, way) in ways.iter().enumerate() {
        query = query.push(if n == 0 { "SELECT id FROM (" } else { " UNION SELECT id FROM (" }, &[]);
        for (m, part) in parts(way, filter, within).iter().enumerate() {
            query = query.push(if m == 0 { "SELECT id FROM (" } else { " UNION ALL SELECT id FROM (" }, &[]);
            query = belongs(query, root, way, Narrow::No, filter, Some(part));
            if let Some(Subtree::Many(unit)) = within {
                query = query.and(UNDER, &[unit]);
            }
            query = query.and_some("id < ?", before).push(" ORDER BY id DESC LIMIT ?) a", &[&most]);
        }
        query = query.push(") b", &[]);
    }
    query.push(" ORDER BY id DESC LIMIT ?", &[&most])
}

/// One reading of one index: of these units at these steps, any where there are none.
#[derive(Default)]
struct Part {
    units: Vec<UnitId>,
    steps: Vec<StepKind>,
}

/// One part for each unit or step, in the order of whose index the newest come first. At a step few of a unit's dossiers
/// stand: several units are read together there, and sorted after.
fn parts(way: &Found<'_>, filter: &Filter, within: Option<&Subtree>) -> Vec<Part> {
    let units: Option<Vec<UnitId>> = match (within, &way.units) {
        (Some(Subtree::Few(units)), Some(Subtree::Few(own))) => {
            Some(units.iter().filter(|unit| own.contains(unit)).copied().collect())
        }
        (Some(Subtree::Few(units)), _) | (_, Some(Subtree::Few(units))) => Some(units.clone()),
        _ => None,
    };
    let steps = &way.branch.at;
    match units {
        Some(units) if units.len() > 1 && (filter.at.is_some() || !steps.is_empty()) => {
            vec![Part { units, steps: steps.clone() }]
        }
        // Nothing in common: a reading that finds nothing.
        Some(units) if units.is_empty() => vec![Part { units: vec![UnitId::from_raw(0)], steps: Vec::new() }],
        Some(units) => units.into_iter().flat_map(|unit| of_steps(&[unit], steps)).collect(),
        None => of_steps(&[], steps),
    }
}

fn of_steps(units: &[UnitId], steps: &[StepKind]) -> Vec<Part> {
    if steps.is_empty() {
        return vec![Part { units: units.to_vec(), steps: Vec::new() }];
    }
    steps.iter().map(|step| Part { units: units.to_vec(), steps: vec![*step] }).collect()
}

/// The dossiers of one way that pass the filter; of some units and steps of it, when they are given.
fn belongs(query: Query, root: UnitId, way: &Found<'_>, narrow: Narrow, filter: &Filter, part: Option<&Part>) -> Query {
    let at = |kind: StepKind| place_name(Some(kind));
    let all = Part::default();
    let (units, steps) = match part {
        Some(part) => (&part.units, &part.steps),
        None => (&all.units, &way.branch.at),
    };
    // The units of a subtree are of the root already; only a large one that is walked through by the agency's index needs it.
    let rooted = !units.is_empty() || (part.is_none() && way.units.is_some());
    // What stands at a step of the agency is few, and its index knows unit and movement.
    let stepped = !steps.is_empty() || filter.at.is_some();
    let by_movement = filter.movement.is_some() && !stepped;
    let narrow = narrow == Narrow::Yes
        || leads(way, part, stepped)
        || filter.round.is_some()
        || filter.programme.is_some() && by_movement;
    let query = query.push("SELECT id FROM dossier WHERE ", &[]);
    // The sign keeps SQLite from walking through the whole agency where a narrower index is at hand.
    let query = match (rooted, narrow) {
        (true, _) => query.push("TRUE", &[]),
        (false, true) => query.push("+root = ?", &[&root]),
        (false, false) => query.push("root = ?", &[&root]),
    };
    let query = match &way.branch.way {
        Way::Whole => query,
        Way::Movement(programme, movement) if stepped => {
            query.and("+programme = ? AND movement = ?", &[programme, movement])
        }
        Way::Movement(programme, movement) => query.and("programme = ? AND movement = ?", &[programme, movement]),
        Way::Person(person) => query.and("subject = ? AND subject_kind = 'person'", &[person]),
        Way::Unit(_) => match &way.units {
            Some(Subtree::Few(units)) if part.is_none() => query.and_in("unit", units),
            Some(Subtree::Many(unit)) => query.and(if part.is_some() { UNDER } else { BELOW }, &[unit]),
            _ => query,
        },
    };
    let query = one_or_several(query, "unit", units);
    let steps: Vec<String> = steps.iter().copied().map(at).collect();
    let query = one_or_several(query, "at", &steps);
    // The index of units knows the standing before the step: all of them named lead straight to the step.
    let any = units.len() > 1 && way.branch.standing.is_none() && filter.standing.is_none();
    let query = if any { query.and_in("standing", &STANDINGS) } else { query };
    let programme = if by_movement { "programme = ?" } else { "+programme = ?" };
    query
        .and_some("standing = ?", way.branch.standing)
        .and_some(programme, filter.programme)
        .and_some("movement = ?", filter.movement.as_ref())
        .and_some("round = ?", filter.round)
        .and_some("at = ?", filter.at.map(at))
        .and_some("standing = ?", filter.standing)
        .and_some("class = ?", filter.class.map(Word))
        .and_some("id IN (SELECT dossier FROM dossier_assignment WHERE person = ?)", filter.assigned)
}

/// Whether a way alone leads to few rows by an index of its own.
fn leads(way: &Found<'_>, part: Option<&Part>, stepped: bool) -> bool {
    match (&way.branch.way, &way.units) {
        (Way::Whole, _) => false,
        (Way::Unit(_), Some(Subtree::Many(_))) => part.is_none(),
        (Way::Movement(..), _) => !stepped,
        _ => true,
    }
}

fn one_or_several<T: crate::Param>(query: Query, column: &str, values: &[T]) -> Query {
    match values {
        [] => query,
        [one] => query.and(&format!("{column} = ?"), &[one]),
        several => query.and_in(column, several),
    }
}
