//! What the form that opens a dossier offers: rounds that take dossiers, whom to propose, what may be the same already. Must not open one.

use std::collections::BTreeMap;

use jiff::civil::Date;
use lantoa_domain::dossier::Who;
use lantoa_domain::id::{PersonId, ProgrammeId, RoundId, UnitId};
use lantoa_domain::plan::{Key, Plan, Track};
use lantoa_domain::policy::{Actor, As, Role, performers, scope};
use lantoa_domain::subject::SubjectKind;
use lantoa_store::Conn;
use lantoa_store::dossier::candidates;
use lantoa_store::programme::{self, Round};

use super::list::{Filter, Row, list};
use crate::{Cx, Result};

/// People or units offered at once.
pub const OFFERED: u32 = 40;

/// A round that takes dossiers from the acting person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRound {
    /// The round.
    pub id: RoundId,
    /// Its name.
    pub label: String,
    /// The last day on which it takes dossiers.
    pub closes: Date,
    /// Its programme and the programme's title.
    pub programme: (ProgrammeId, String),
    /// The track's name.
    pub track: String,
    /// The movements it serves in its year, in the plan's order.
    pub movements: Vec<(Key, String)>,
    /// The kinds of subject it takes.
    pub kinds: Vec<SubjectKind>,
    /// Sectors that a quota counts apart.
    pub sectors: Vec<String>,
    /// Whether the acting person may only propose him- or herself.
    pub only_self: bool,
}

/// The rounds to which the acting person may bring a dossier today.
///
/// # Errors
/// The database's.
pub async fn rounds(cx: &Cx) -> Result<Vec<OpenRound>> {
    let me = cx.clone();
    cx.db().read(async move |conn: &mut Conn| open_rounds(conn, &me).await).await
}

async fn open_rounds(conn: &mut Conn, cx: &Cx) -> Result<Vec<OpenRound>> {
    let root = cx.actor().root;
    let titles: BTreeMap<ProgrammeId, String> =
        programme::programmes(conn, root).await?.into_iter().map(|one| (one.id, one.title)).collect();
    let mut out = Vec::new();
    for round in candidates::open_rounds(conn, root, cx.today()).await? {
        let plan = cx.app().plan(conn, round.plan).await?;
        let Some(track) = plan.track(&round.track) else { continue };
        let Some(only_self) = may_bring(cx.actor(), track) else { continue };
        let title = titles.get(&round.programme).cloned().unwrap_or_default();
        out.push(offer(&plan, track, round, title, only_self));
    }
    Ok(out)
}

/// Whether the acting person may bring a dossier to any round today.
///
/// # Errors
/// The database's.
pub async fn is_open(cx: &Cx) -> Result<bool> {
    let me = cx.clone();
    let read = async move |conn: &mut Conn| {
        for round in candidates::open_rounds(conn, me.actor().root, me.today()).await? {
            let plan = me.app().plan(conn, round.plan).await?;
            if plan.track(&round.track).is_some_and(|track| may_bring(me.actor(), track).is_some()) {
                return Ok(true);
            }
        }
        Ok(false)
    };
    cx.db().read(read).await
}

/// Whether the first step is this person's: for others too, for the person alone (`Some(true)`), or not at all.
fn may_bring(actor: &Actor, track: &Track) -> Option<bool> {
    let first = track.steps.first()?;
    let who = performers(Who::Performer, first, track);
    let holds = |role, relation| actor.has(role) && who.contains(&relation);
    let for_others = holds(Role::UnitClerk, As::UnitClerk)
        || holds(Role::UnitHead, As::UnitHead)
        || holds(Role::StandingBody, As::StandingBody);
    match (for_others, who.contains(&As::Candidate)) {
        (true, _) => Some(false),
        (false, true) => Some(true),
        (false, false) => None,
    }
}

fn offer(plan: &Plan, track: &Track, round: Round, title: String, only_self: bool) -> OpenRound {
    let serves = |movement: &&lantoa_domain::plan::Movement| {
        track.serves(&movement.key) && movement.years.is_none_or(|years| years.contains(round.year))
    };
    let movements = plan.movements.iter().filter(serves).map(|one| (one.key.clone(), one.name.clone()));
    let kinds = SubjectKind::ALL.into_iter().filter(|kind| track.takes(*kind));
    let mut sectors: Vec<String> = plan.quotas.iter().flat_map(|quota| quota.sectors.iter().cloned()).collect();
    sectors.sort();
    sectors.dedup();
    OpenRound {
        id: round.id,
        movements: movements.collect(),
        kinds: kinds.filter(|kind| !only_self || *kind == SubjectKind::Individual).collect(),
        label: round.label,
        closes: round.closes,
        programme: (round.programme, title),
        track: track.name.clone(),
        sectors,
        only_self,
    }
}

/// A person who can be proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The post.
    pub post: String,
    /// Name of the unit.
    pub unit: String,
}

/// People whom the acting person may propose and whose name holds these words.
///
/// # Errors
/// The database's.
pub async fn people(cx: &Cx, words: &str) -> Result<Vec<Person>> {
    let (root, within, words) = (cx.actor().root, own_units(cx.actor()), words.to_owned());
    let found = cx
        .db()
        .read(async move |conn: &mut Conn| candidates::people(conn, root, &within, &words, OFFERED).await)
        .await?;
    Ok(found.into_iter().map(|(id, name, post, unit)| Person { id, name, post, unit }).collect())
}

/// Units that the acting person may propose or propose for, and whose name holds these words.
///
/// # Errors
/// The database's.
pub async fn units(cx: &Cx, words: &str) -> Result<Vec<(UnitId, String)>> {
    let (root, within, words) = (cx.actor().root, own_units(cx.actor()), words.to_owned());
    Ok(cx.db().read(async move |conn: &mut Conn| candidates::units(conn, root, &within, &words, OFFERED).await).await?)
}

/// The units by which a list can be narrowed: those directly under the agency, or the person's own.
///
/// # Errors
/// The database's.
pub async fn units_to_filter(cx: &Cx) -> Result<Vec<(UnitId, String)>> {
    let (scope, root) = (scope(cx.actor()), cx.actor().root);
    let read = async move |conn: &mut Conn| match (scope.whole, scope.units.len()) {
        (true, _) => candidates::under(conn, root).await,
        (false, 0) => Ok(Vec::new()),
        (false, _) => candidates::units(conn, root, &scope.units, "", OFFERED).await,
    };
    Ok(cx.db().read(read).await?)
}

/// Units whose people the acting person answers for.
fn own_units(actor: &Actor) -> Vec<UnitId> {
    if actor.has(Role::StandingBody) {
        return vec![actor.root];
    }
    let own = actor.grants.iter().filter(|grant| matches!(grant.role, Role::UnitClerk | Role::UnitHead));
    own.map(|grant| grant.unit).collect()
}

/// Dossiers the acting person may see about a name like this, of whatever year and spelling.
///
/// # Errors
/// The database's.
pub async fn similar(cx: &Cx, name: &str) -> Result<Vec<Row>> {
    if lantoa_domain::text::fold(name).is_empty() {
        return Ok(Vec::new());
    }
    let mut found = list(cx, Filter { search: Some(name.to_owned()), ..Filter::default() }).await?.rows;
    found.truncate(5);
    Ok(found)
}
