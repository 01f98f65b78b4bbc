//! Numbers of a programme over any depth of units and over clusters: given, set by the units, registered, recognised. Each dossier counts once, at its proposing unit. It must not change anything.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{ClusterId, ProgrammeId, RoundId, UnitId};
use lantoa_domain::plan::{Bound, Counting, Key, Per, Plan, Quota, QuotaSubject, Strength, Years};
use lantoa_domain::policy::Act;
pub use lantoa_domain::rollup::{Count, Figures, Level};
use lantoa_domain::rollup::{Node, Sum, levels, over, sums};
use lantoa_domain::subject::SubjectKind;
use lantoa_store::unit_plan as rows;
use lantoa_store::{Conn, cluster as clusters, org, programme};

use crate::names::Names;
use crate::{Cx, Result};

/// What to look at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The programme; the latest when left out.
    pub programme: Option<ProgrammeId>,
    /// The year; `None` for the whole period.
    pub year: Option<i16>,
    /// Only of this movement.
    pub movement: Option<Key>,
    /// The unit whose subtree is looked at; the agency when left out.
    pub unit: Option<UnitId>,
}

/// A unit with its sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// The unit.
    pub unit: UnitId,
    /// Its name today.
    pub name: String,
    /// How deep below the one looked at.
    pub depth: u32,
    /// What it has itself.
    pub own: Figures,
    /// What its subtree comes to.
    pub all: Figures,
    /// Units of the subtree, itself included.
    pub units: u32,
    /// Of them, those that opened a dossier.
    pub registering: u32,
    /// Of them, those with one recognised.
    pub recognising: u32,
}

/// A movement over the subtree looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovementRow {
    /// The movement.
    pub key: Key,
    /// Its name.
    pub name: String,
    /// What the agency's plan asks of the movement as a whole.
    pub asked: Figures,
    /// What the subtree comes to.
    pub all: Figures,
}

/// A cluster with what its members come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterRow {
    /// The cluster.
    pub id: ClusterId,
    /// Its name.
    pub name: String,
    /// Units, those below its members included.
    pub units: u32,
    /// What they come to.
    pub all: Figures,
}

/// The numbers of a programme.
#[derive(Debug, Clone)]
pub struct View {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its title.
    pub title: String,
    /// Its years.
    pub years: Years,
    /// The year looked at; `None` for the whole period.
    pub year: Option<i16>,
    /// The movement looked at.
    pub movement: Option<Key>,
    /// The programmes to choose from.
    pub programmes: Vec<(ProgrammeId, String)>,
    /// The movements to choose from.
    pub movements: Vec<(Key, String)>,
    /// The unit looked at with its superiors, the agency first.
    pub path: Vec<(UnitId, String)>,
    /// The unit looked at.
    pub here: UnitRow,
    /// The units directly below it.
    pub below: Vec<UnitRow>,
    /// Every unit of the subtree, superiors first.
    pub tree: Vec<UnitRow>,
    /// Breadth by level of the subtree.
    pub levels: Vec<Level>,
    /// The movements over the subtree.
    pub by_movement: Vec<MovementRow>,
    /// The clusters.
    pub clusters: Vec<ClusterRow>,
}

/// The numbers of a programme; `None` while the agency has none.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub async fn view(cx: &Cx, wanted: Wanted) -> Result<Option<View>> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db().scan(async move |conn| load(conn, &me, &wanted).await).await
}

/// What each unit has itself, movement by movement.
type Own = HashMap<Key, BTreeMap<UnitId, Figures>>;

async fn load(conn: &mut Conn, cx: &Cx, wanted: &Wanted) -> Result<Option<View>> {
    let (root, today) = (cx.actor().root, cx.today());
    let all = programme::programmes(conn, root).await?;
    let found = match wanted.programme {
        Some(id) => Some(all.iter().find(|one| one.id == id).ok_or(Refusal::NotFound)?),
        None => all.first(),
    };
    let Some(found) = found.cloned() else { return Ok(None) };
    let plan = cx.app().plan(conn, found.plan).await?;
    let year = wanted.year.filter(|year| plan.years().contains(*year));
    if wanted.movement.as_ref().is_some_and(|key| plan.movement(key).is_none()) {
        return Err(Refusal::NotFound.into());
    }
    let units = org::units(conn, root).await?;
    let names = Names::load(conn, root, today).await?;
    let here = wanted.unit.unwrap_or(root);
    if !units.iter().any(|unit| unit.id == here) {
        return Err(Refusal::NotFound.into());
    }
    let own = own(conn, &plan, &units, (found.id, root), year).await?;
    let nodes = subtree(&units, here);
    let merged = merged(&own, wanted.movement.as_ref());
    let tree = sums(&nodes, &merged);
    let by_movement = by_movement(&plan, &own, &nodes, year);
    let clusters = of_clusters(conn, &units, &merged, (found.id, year, today)).await?;
    let tree_rows: Vec<UnitRow> = tree.iter().map(|sum| row(sum, &names)).collect();
    let top = tree_rows.first().cloned().ok_or(Refusal::NotFound)?;
    let mut path: Vec<(UnitId, String)> = names.path(here).into_iter().map(|unit| (unit, names.unit(unit))).collect();
    path.reverse();
    Ok(Some(View {
        programme: found.id,
        title: found.title,
        years: plan.years(),
        year,
        movement: wanted.movement.clone(),
        programmes: all.into_iter().map(|one| (one.id, one.title)).collect(),
        movements: plan.movements.iter().map(|one| (one.key.clone(), one.name.clone())).collect(),
        path,
        here: top,
        below: tree_rows.iter().filter(|one| one.depth == 1).cloned().collect(),
        levels: levels(&tree),
        tree: tree_rows,
        by_movement,
        clusters,
    }))
}

fn row(sum: &Sum, names: &Names) -> UnitRow {
    UnitRow {
        unit: sum.unit,
        name: names.unit(sum.unit),
        depth: sum.depth,
        own: sum.own,
        all: sum.all,
        units: sum.units,
        registering: sum.registering,
        recognising: sum.recognising,
    }
}

/// The units at and below one, those that are no more among them: nothing they did is lost.
fn subtree(units: &[org::Unit], top: UnitId) -> Vec<Node> {
    let mut children: HashMap<UnitId, Vec<&org::Unit>> = HashMap::new();
    for unit in units {
        if let Some(parent) = unit.parent.filter(|parent| *parent != unit.id) {
            children.entry(parent).or_default().push(unit);
        }
    }
    let mut out = vec![Node { unit: top, parent: None }];
    let mut at = 0;
    while at < out.len() {
        let unit = out[at].unit;
        let below = children.remove(&unit).unwrap_or_default();
        out.extend(below.into_iter().map(|child| Node { unit: child.id, parent: Some(unit) }));
        at += 1;
    }
    out
}

/// What each unit has itself: given per unit by the agency's plan, set in its own issued plan, registered and recognised.
async fn own(
    conn: &mut Conn,
    plan: &Plan,
    units: &[org::Unit],
    (id, root): (ProgrammeId, UnitId),
    year: Option<i16>,
) -> Result<Own> {
    let mut out: Own = plan.movements.iter().map(|one| (one.key.clone(), BTreeMap::new())).collect();
    let rounds: HashMap<RoundId, (i16, Key)> =
        programme::rounds(conn, id).await?.into_iter().map(|one| (one.id, (one.year, one.track))).collect();
    for tally in rows::tally(conn, root, id).await? {
        let Some((of, track)) = rounds.get(&tally.round) else { continue };
        let free = plan.track(track).is_some_and(|track| track.counting == Counting::Free);
        if free || year.is_some_and(|year| year != *of) {
            continue;
        }
        let figures = out.entry(tally.movement).or_default().entry(tally.unit).or_default();
        let count = figures.of_mut(tally.class.0);
        count.registered = count.registered.saturating_add(tally.registered);
        count.recognised = count.recognised.saturating_add(tally.recognised);
    }
    // A plan of the year says more than one over the whole period: the later row stands.
    let contents: HashMap<UnitId, _> = rows::contents(conn, id, year.unwrap_or(0)).await?.into_iter().collect();
    for (unit, content) in contents {
        for target in content.0.targets {
            let (Some(movement), Some(kind)) = (target.movement, kind_of(target.subject)) else { continue };
            let count = out.entry(movement).or_default().entry(unit).or_default().of_mut(kind);
            count.assigned = count.assigned.saturating_add(target.assigned);
            count.aimed = count.aimed.saturating_add(target.aimed.max(target.assigned));
        }
    }
    for quota in plan.quotas.iter().filter(|quota| quota.per == Per::Unit && is_minimum(quota)) {
        let (Some(movement), Some(kind)) = (&quota.movement, kind_of(quota.subject)) else { continue };
        let times = years_of(plan, quota, year);
        let there = units.iter().filter(|unit| unit.id != root && unit.to_day.is_none());
        let figures = out.entry(movement.clone()).or_default();
        for unit in there {
            let count = figures.entry(unit.id).or_default().of_mut(kind);
            count.given = count.given.saturating_add(quota.count.saturating_mul(times));
        }
    }
    Ok(out)
}

fn is_minimum(quota: &Quota) -> bool {
    matches!(quota.bound, Bound::Min | Bound::Exact) && quota.strength == Strength::Assigned
}

/// In how many years of those looked at a number per year holds.
fn years_of(plan: &Plan, quota: &Quota, year: Option<i16>) -> u32 {
    let holds = quota.years.unwrap_or(plan.years());
    match year {
        Some(year) => u32::from(holds.contains(year)),
        None => u32::try_from(i32::from(holds.to) - i32::from(holds.from) + 1).unwrap_or(0),
    }
}

const fn kind_of(subject: QuotaSubject) -> Option<SubjectKind> {
    match subject {
        QuotaSubject::Individual => Some(SubjectKind::Individual),
        QuotaSubject::Collective => Some(SubjectKind::Collective),
        QuotaSubject::Household => Some(SubjectKind::Household),
        QuotaSubject::Practice => Some(SubjectKind::Practice),
        // A number for all kinds together belongs to none of them.
        QuotaSubject::Any => None,
    }
}

fn merged(own: &Own, movement: Option<&Key>) -> BTreeMap<UnitId, Figures> {
    let mut out: BTreeMap<UnitId, Figures> = BTreeMap::new();
    for (_, units) in own.iter().filter(|(key, _)| movement.is_none_or(|wanted| wanted == *key)) {
        for (unit, figures) in units {
            out.entry(*unit).or_default().add(figures);
        }
    }
    out
}

fn by_movement(plan: &Plan, own: &Own, nodes: &[Node], year: Option<i16>) -> Vec<MovementRow> {
    let row = |movement: &lantoa_domain::plan::Movement| {
        let mut all = Figures::default();
        if let Some(units) = own.get(&movement.key) {
            for figures in nodes.iter().filter_map(|node| units.get(&node.unit)) {
                all.add(figures);
            }
        }
        let mut asked = Figures::default();
        for quota in plan.quotas.iter().filter(|one| one.movement.as_ref() == Some(&movement.key) && is_minimum(one)) {
            let whole = matches!(quota.per, Per::Movement | Per::Plan);
            // A number over the whole period is none of a single year.
            if let Some(kind) = kind_of(quota.subject).filter(|_| whole && year.is_none()) {
                let sectors = u32::try_from(quota.sectors.len().max(1)).unwrap_or(1);
                let count = asked.of_mut(kind);
                count.given = count.given.saturating_add(quota.count.saturating_mul(sectors));
            }
        }
        MovementRow { key: movement.key.clone(), name: movement.name.clone(), asked, all }
    };
    plan.movements.iter().map(row).collect()
}

async fn of_clusters(
    conn: &mut Conn,
    units: &[org::Unit],
    merged: &BTreeMap<UnitId, Figures>,
    (id, year, today): (ProgrammeId, Option<i16>, Date),
) -> Result<Vec<ClusterRow>> {
    let Some(root) = units.iter().find(|unit| unit.parent.is_none()).map(|unit| unit.id) else { return Ok(Vec::new()) };
    let mut known = clusters::all(conn, root).await?;
    known.retain(|one| {
        one.serves(id, year.unwrap_or(0)) || (year.is_none() && one.programme.is_none_or(|own| own == id))
    });
    if known.is_empty() {
        return Ok(Vec::new());
    }
    let members = clusters::members(conn, root).await?;
    let whole = sums(&subtree(units, root), merged);
    let row = |cluster: clusters::Cluster| {
        let here = members.iter().filter(|one| one.cluster == cluster.id && one.is_in(today));
        let inside: BTreeSet<UnitId> = here.map(|one| one.unit).collect();
        let (all, units) = over(&whole, &inside);
        ClusterRow { id: cluster.id, name: cluster.name, units, all }
    };
    Ok(known.into_iter().map(row).collect())
}
