//! The list of dossiers a person may see: filtered, searched without diacritics, paged by key. Must not list outside the scope.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::dossier::State;
use lantoa_domain::id::{DossierId, Id, PersonId, PlanId, ProgrammeId, RoundId, UnitId};
use lantoa_domain::plan::{Key, Paper, Plan, Step, StepKind};
use lantoa_domain::policy::{Actor, CouncilRole, Role, Scope, scope};
use lantoa_domain::subject::SubjectKind;
use lantoa_store::dossier::list::{self, Branch, Line, Way};
use lantoa_store::{Conn, programme, search};

use super::open::{movement_token, unit_token};
use super::page::due_on;
use crate::export::Portion;
use crate::{Cx, Result};

/// How far waiting dossiers are counted.
pub const COUNTED: u32 = 100;
/// Records that a search looks at.
const FOUND: usize = 300;

/// Which dossiers are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Those that wait for the reader, or all.
    pub view: View,
    /// Of one programme.
    pub programme: Option<ProgrammeId>,
    /// Of one movement of it.
    pub movement: Option<Key>,
    /// Of one round.
    pub round: Option<RoundId>,
    /// At one step.
    pub at: Option<StepKind>,
    /// Standing so.
    pub standing: Option<Standing>,
    /// Proposed in the subtree of a unit.
    pub unit: Option<UnitId>,
    /// About one kind of subject.
    pub kind: Option<SubjectKind>,
    /// Given to one person to appraise.
    pub assigned: Option<PersonId>,
    /// Words of the name, diacritics not needed.
    pub search: Option<String>,
    /// The last dossier of the page before.
    pub before: Option<DossierId>,
    /// How many at a time.
    pub portion: Portion,
}

/// Which part of the reader's dossiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// All.
    #[default]
    All,
    /// Those at a step the reader performs, or back with the reader.
    Waiting,
}

/// How a dossier stands, as lists tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// On its way.
    Walking,
    /// Back for completion.
    Returned,
    /// Recognised.
    Recognised,
    /// Over without recognition.
    Ended,
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Walking, Self::Returned, Self::Recognised, Self::Ended];

    fn name(self) -> &'static str {
        match self {
            Self::Walking => "walking",
            Self::Returned => "returned",
            Self::Recognised => "recognised",
            Self::Ended => "ended",
        }
    }
}

/// A dossier in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The dossier.
    pub id: DossierId,
    /// What a form made from this list carries.
    pub version: i64,
    /// The subject's name.
    pub name: String,
    /// Its kind.
    pub kind: SubjectKind,
    /// Whether the criteria for leaders apply.
    pub leader: bool,
    /// The movement's name.
    pub movement: String,
    /// Name of the proposing unit today.
    pub unit: String,
    /// The round's name.
    pub round: String,
    /// Where it stands.
    pub state: State,
    /// The kind of step it is at.
    pub at: Option<StepKind>,
    /// Papers the present step asks for and that are not attached.
    pub missing: u32,
    /// The last day of the present step.
    pub due: Option<Date>,
    /// When it was last changed.
    pub changed: Timestamp,
}

/// One page of the list.
#[derive(Debug, Clone)]
pub struct List {
    /// Its rows.
    pub rows: Vec<Row>,
    /// The key of the following page.
    pub next: Option<DossierId>,
    /// How many wait for the reader; [`COUNTED`] stands for that many or more.
    pub waiting: u32,
}

/// A movement of a running programme by which a list can be narrowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The programme.
    pub programme: ProgrammeId,
    /// The movement.
    pub movement: Key,
    /// Its name.
    pub name: String,
    /// First and last year of the programme.
    pub years: (i16, i16),
}

/// The movements by which the reader's list can be narrowed, the latest programme first.
///
/// # Errors
/// The database's.
pub async fn movements(cx: &Cx) -> Result<Vec<Choice>> {
    let me = cx.clone();
    let read = async move |conn: &mut Conn| {
        let mut out = Vec::new();
        for one in programme::programmes(conn, me.actor().root).await? {
            let plan = me.app().plan(conn, one.plan).await?;
            out.extend(plan.movements.iter().map(|movement| Choice {
                programme: one.id,
                movement: movement.key.clone(),
                name: movement.name.clone(),
                years: (one.from_year, one.to_year),
            }));
        }
        Ok(out)
    };
    cx.db().read(read).await
}

/// One page of the dossiers the reader may see, the newest first; the best first when words are searched for.
///
/// # Errors
/// The database's.
pub async fn list(cx: &Cx, filter: Filter) -> Result<List> {
    let me = cx.clone();
    cx.db().read(async move |conn: &mut Conn| fetch(conn, &me, &filter).await).await
}

async fn fetch(conn: &mut Conn, cx: &Cx, filter: &Filter) -> Result<List> {
    let actor = cx.actor();
    let scope = scope(actor);
    let waits = waits(actor);
    let branches = if filter.view == View::Waiting { waits.clone() } else { branches(&scope) };
    let narrowed = narrowed(filter);
    let (lines, next) = match &filter.search {
        Some(words) => (search(conn, &scope, &branches, &narrowed, words, filter.portion).await?, None),
        None => {
            let slice =
                list::page(conn, scope.root, &branches, &narrowed, filter.before, filter.portion.rows()).await?;
            let next = slice.rows.last().map(|line| line.id).filter(|_| slice.more);
            (slice.rows, next)
        }
    };
    let waiting = list::count(conn, scope.root, &waits, COUNTED).await?;
    Ok(List { rows: rows(conn, cx, lines).await?, next, waiting })
}

fn narrowed(filter: &Filter) -> list::Filter {
    list::Filter {
        programme: filter.programme,
        movement: filter.movement.clone(),
        round: filter.round,
        at: filter.at,
        standing: filter.standing.map(Standing::name),
        unit: filter.unit,
        class: filter.kind,
        assigned: filter.assigned,
    }
}

/// The parts of a scope as ways through the list.
pub(crate) fn branches(scope: &Scope) -> Vec<Branch> {
    let any = |way| Branch { way, standing: None, at: Vec::new() };
    if scope.whole {
        return vec![any(Way::Whole)];
    }
    let mut out = vec![any(Way::Person(scope.person))];
    out.extend(scope.units.iter().map(|unit| any(Way::Unit(*unit))));
    out.extend(scope.movements.iter().map(|(programme, key)| any(Way::Movement(*programme, key.clone()))));
    out
}

/// Where dossiers wait for this person.
pub(crate) fn waits(actor: &Actor) -> Vec<Branch> {
    use StepKind::{Appraise, Decide, Deliberate, Endorse, Forward, Foster, Nominate, Publicise, Register, Screen};
    let at = |way: &Way, standing, steps: &[StepKind]| Branch {
        way: way.clone(),
        standing: Some(standing),
        at: steps.to_vec(),
    };
    let own = Way::Person(actor.person);
    let mut out = vec![at(&own, "walking", &[Register]), at(&own, "returned", &[])];
    for grant in &actor.grants {
        match grant.role {
            Role::StandingBody => {
                out.push(at(&Way::Whole, "walking", &[Screen, Appraise, Forward, Publicise]));
                out.push(at(&Way::Whole, "recognised", &[Forward, Publicise]));
            }
            Role::Head => out.push(at(&Way::Whole, "walking", &[Decide])),
            Role::UnitClerk | Role::UnitHead => {
                let unit = Way::Unit(grant.unit);
                out.push(at(&unit, "walking", &[Register, Endorse, Foster, Nominate]));
                out.push(at(&unit, "returned", &[]));
            }
            Role::MovementLead => {
                let movement = grant.movement.clone().map(|(programme, key)| Way::Movement(programme, key));
                out.extend(movement.map(|way| at(&way, "walking", &[Appraise])));
            }
            Role::Administrator | Role::Communications | Role::Inspector => {}
        }
    }
    if actor.councils.iter().any(|role| *role != CouncilRole::Member) {
        out.push(at(&Way::Whole, "walking", &[Deliberate]));
    }
    out
}

/// Dossiers whose name fits, the best first. A narrow scope searches within itself, so that a common name of the whole
/// agency does not crowd out those of one's own unit.
async fn search(
    conn: &mut Conn,
    scope: &Scope,
    branches: &[Branch],
    narrowed: &list::Filter,
    words: &str,
    portion: Portion,
) -> Result<Vec<Line>> {
    let mut queries = vec![words.to_owned()];
    if !scope.whole {
        queries.extend(scope.units.iter().map(|unit| format!("{} {words}", unit_token(*unit))));
        let movements = scope.movements.iter();
        queries.extend(movements.map(|(programme, key)| format!("{} {words}", movement_token(*programme, key))));
    }
    // What narrows the list further may leave out most of what is found.
    let all_fit = *narrowed == list::Filter::default() && scope.whole;
    let most = if all_fit && portion == Portion::Page { portion.rows() as usize } else { FOUND };
    let mut found: Vec<DossierId> = Vec::new();
    for query in queries {
        let hits = search::find(conn, scope.root, Some(DossierId::PREFIX), &query, most).await?;
        for id in hits.iter().filter_map(search::Hit::id::<DossierId>) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
    }
    let seen: BTreeSet<DossierId> =
        list::among(conn, scope.root, branches, narrowed, &found).await?.into_iter().collect();
    found.retain(|id| seen.contains(id));
    found.truncate(portion.rows() as usize);
    let mut lines = list::lines(conn, scope.root, &found).await?;
    lines.sort_by_key(|line| found.iter().position(|id| *id == line.id));
    Ok(lines)
}

/// Lines with the names of their movements, what is missing and by when.
pub(crate) async fn rows(conn: &mut Conn, cx: &Cx, lines: Vec<Line>) -> Result<Vec<Row>> {
    let mut plans: BTreeMap<PlanId, Arc<Plan>> = BTreeMap::new();
    for line in &lines {
        if let Entry::Vacant(place) = plans.entry(line.plan) {
            place.insert(cx.app().plan(conn, line.plan).await?);
        }
    }
    // Most steps ask for no paper: only those that do are looked up.
    let asks = |line: &&Line| step_of(&plans[&line.plan], line).is_some_and(|step| !step.papers.is_empty());
    let ids: Vec<DossierId> = lines.iter().filter(asks).map(|line| line.id).collect();
    let papers = if ids.is_empty() { Vec::new() } else { list::papers(conn, &ids).await? };
    Ok(lines.into_iter().map(|line| row(&plans[&line.plan], line, &papers)).collect())
}

fn step_of<'a>(plan: &'a Plan, line: &Line) -> Option<&'a Step> {
    let step = line.state.0.step()?;
    plan.track(&line.track)?.steps.get(step)
}

fn row(plan: &Plan, line: Line, papers: &[(DossierId, Paper)]) -> Row {
    let step = step_of(plan, &line);
    let state = line.state.0;
    let attached = |paper: &Paper| papers.contains(&(line.id, *paper));
    let missing = step.map_or(0, |step| step.papers.iter().filter(|paper| !attached(paper)).count());
    Row {
        id: line.id,
        version: line.version,
        name: line.name,
        kind: line.class.0,
        leader: line.leader,
        movement: plan.movement(&line.movement).map_or_else(|| line.movement.to_string(), |one| one.name.clone()),
        unit: line.unit_name,
        round: line.round_name,
        at: step.map(|step| step.kind),
        missing: u32::try_from(missing).unwrap_or_default(),
        due: step.and_then(|step| due_on(plan, step, (line.year, line.month), line.closes)),
        changed: line.changed,
        state,
    }
}
