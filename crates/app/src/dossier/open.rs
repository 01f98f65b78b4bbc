//! Opening a dossier: whom it is about, who proposes it, and which round, movement and track take it. Must not move one that is open.

use lantoa_domain::Refusal;
use lantoa_domain::dossier::{Dossier, State, Who};
use lantoa_domain::id::{DossierId, Id, PersonId, RoundId, SubjectId, UnitId};
use lantoa_domain::plan::{Key, Plan, StepKind, Track};
use lantoa_domain::policy::{Act, Place, performers};
use lantoa_domain::subject::{Subject, SubjectKind};
use lantoa_store::dossier::{self, Record, subject_columns};
use lantoa_store::programme::{self, ProgrammeStatus, Round, RoundStatus};
use lantoa_store::{Conn, Tx, org, search, subject};
use serde::Serialize;

use super::case::load;
use crate::{Cx, Error, Result};

/// Whom or what a new dossier is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewSubject {
    /// A person of the agency.
    Person(PersonId),
    /// A unit of the tree.
    Unit(UnitId),
    /// A collective outside the tree, by name and a few words about it.
    Group(String, String),
    /// A household, by the name of its head and a few words about it.
    Household(String, String),
    /// A practice, by name and a few words about it.
    Practice(String, String),
}

impl NewSubject {
    /// Its kind for criteria and quotas.
    #[must_use]
    pub fn kind(&self) -> SubjectKind {
        match self {
            Self::Person(_) => SubjectKind::Individual,
            Self::Unit(_) | Self::Group(..) => SubjectKind::Collective,
            Self::Household(..) => SubjectKind::Household,
            Self::Practice(..) => SubjectKind::Practice,
        }
    }
}

/// What a new dossier begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDossier {
    /// The round, which names programme, plan and track.
    pub round: RoundId,
    /// The movement.
    pub movement: Key,
    /// Whom or what it is about.
    pub subject: NewSubject,
    /// Who proposes it; `None` for the unit of the subject, or that of the acting person for a subject outside the tree.
    pub unit: Option<UnitId>,
    /// Whether the criteria for leaders apply; `None` for what is recorded of the person.
    pub leader: Option<Leading>,
    /// The sector, where a quota counts sectors apart.
    pub sector: Option<String>,
    /// Comprehensive or one side of the work, in words.
    pub scope: String,
    /// What was achieved, as far as it is known.
    pub achievement: String,
}

/// Whether a person holds a leading post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Leading {
    /// He or she does: the criteria for leaders apply too.
    Leads,
    /// He or she does not.
    Follows,
}

impl From<bool> for Leading {
    fn from(leads: bool) -> Self {
        if leads { Self::Leads } else { Self::Follows }
    }
}

/// A subject that was found or made.
struct Found {
    subject: Subject,
    name: String,
    /// The unit it belongs to.
    home: UnitId,
    leads: bool,
}

/// Opens a dossier. It waits at the first step of its track.
///
/// # Errors
/// `NotFound` for what is not of this agency, `NotYetOpen`, `RoundClosed`, `Invalid` with the field that does not fit,
/// `Duplicate` with the dossier that is there, and the policy's.
pub async fn open(cx: &Cx, new: NewDossier) -> Result<DossierId> {
    let (me, id, fresh) = (cx.clone(), cx.id::<DossierId>(), cx.id::<SubjectId>());
    cx.db().write(async move |tx| open_in(tx, &me, &new, id, fresh).await).await
}

/// The dossier that the subject has already in this round and movement, as far as the acting person may know of it: what
/// [`open`] would refuse as `Duplicate`. A group, household or practice is the same when unit and name are.
///
/// # Errors
/// The database's.
pub async fn twin(cx: &Cx, new: &NewDossier) -> Result<Option<DossierId>> {
    let (me, new) = (cx.clone(), new.clone());
    cx.db()
        .read(async move |conn| {
            let Some(subject) = known(conn, &me, &new).await? else { return Ok(None) };
            let Some(id) = dossier::same(conn, new.round, &new.movement, subject).await? else { return Ok(None) };
            match load(conn, &me, id).await {
                Ok(_) => Ok(Some(id)),
                Err(Error::Refused(_)) => Ok(None),
                Err(error) => Err(error),
            }
        })
        .await
}

/// The subject that is meant, when it is there already.
async fn known(conn: &mut Conn, cx: &Cx, new: &NewDossier) -> Result<Option<Subject>> {
    let none = SubjectId::from_raw(0);
    let (kind, name) = match &new.subject {
        NewSubject::Person(id) => return Ok(Some(Subject::Person(*id))),
        NewSubject::Unit(id) => return Ok(Some(Subject::Unit(*id))),
        NewSubject::Group(name, _) => (Subject::Group(none), name),
        NewSubject::Household(name, _) => (Subject::Household(none), name),
        NewSubject::Practice(name, _) => (Subject::Practice(none), name),
    };
    let (kind, _) = subject_columns(kind);
    let home = new.unit.unwrap_or(cx.actor().unit);
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let row = subject::named(conn, cx.actor().root, kind, home, &name).await?;
    Ok(row.map(|row| dossier::subject_of(kind, row.id.raw())))
}

/// As [`open`], inside a unit of work that does more.
pub(crate) async fn open_in(
    tx: &mut Tx,
    cx: &Cx,
    new: &NewDossier,
    id: DossierId,
    fresh: SubjectId,
) -> Result<DossierId> {
    let round = open_round(tx, cx, new.round).await?;
    let plan = cx.app().plan(tx, round.plan).await?;
    let track = plan.track(&round.track).ok_or(Refusal::NotFound)?;
    fits(&plan, track, &round, new)?;
    let found = find(tx, cx, new, fresh).await?;
    let unit = new.unit.unwrap_or(found.home);
    let place = place(tx, cx, &round, new, &found, unit).await?;
    may_open(cx, track, &place)?;
    let leader = match found.subject {
        Subject::Person(_) => new.leader.unwrap_or(found.leads.into()) == Leading::Leads,
        _ => false,
    };
    let record = record(cx, new, id, &round, &found, unit, leader);
    let at = track.steps.first().map_or(StepKind::Register, |step| step.kind);
    if let Some(dossier) = dossier::insert(tx, &record, at).await? {
        return Err(Refusal::Duplicate { dossier }.into());
    }
    make_findable(tx, &record, &place.units).await?;
    let line = Opened { subject: found.subject, movement: &new.movement, round: round.id, unit, leader };
    cx.journal(tx, "dossier.opened", id, &line)?;
    Ok(id)
}

#[derive(Serialize)]
struct Opened<'a> {
    subject: Subject,
    movement: &'a Key,
    round: RoundId,
    unit: UnitId,
    leader: bool,
}

/// The round, when it takes dossiers today.
async fn open_round(conn: &mut Conn, cx: &Cx, id: RoundId) -> Result<Round> {
    let round = programme::round(conn, id).await?.filter(|round| round.root == cx.actor().root);
    let round = round.ok_or(Refusal::NotFound)?;
    let programme = programme::programme(conn, round.programme).await?.ok_or(Refusal::NotFound)?;
    if cx.today() < round.opens {
        return Err(Refusal::NotYetOpen { from: round.opens }.into());
    }
    let runs = programme.status.0 == ProgrammeStatus::Running && round.status.0 == RoundStatus::Open;
    if !runs || cx.today() > round.closes {
        return Err(Refusal::RoundClosed.into());
    }
    Ok(round)
}

/// Whether track, movement and kind of subject fit together.
fn fits(plan: &Plan, track: &Track, round: &Round, new: &NewDossier) -> Result<()> {
    let movement = plan.movement(&new.movement).ok_or(Refusal::Invalid { field: "movement", why: "unknown" })?;
    if !track.serves(&new.movement) {
        return Err(Refusal::Invalid { field: "movement", why: "other-track" }.into());
    }
    if movement.years.is_some_and(|years| !years.contains(round.year)) {
        return Err(Refusal::Invalid { field: "movement", why: "other-years" }.into());
    }
    if !track.takes(new.subject.kind()) {
        return Err(Refusal::Invalid { field: "subject", why: "other-kind" }.into());
    }
    Ok(())
}

/// Finds the subject, or makes it: a group, household or practice of the same unit and name is the same one.
async fn find(tx: &mut Tx, cx: &Cx, new: &NewDossier, fresh: SubjectId) -> Result<Found> {
    let root = cx.actor().root;
    match &new.subject {
        NewSubject::Person(id) => {
            let person = org::person(tx, *id).await?.filter(|person| person.root == root && person.active);
            let person = person.ok_or(Refusal::Invalid { field: "subject", why: "unknown" })?;
            Ok(Found { subject: Subject::Person(*id), name: person.name, home: person.unit, leads: person.leads })
        }
        NewSubject::Unit(id) => {
            let unit = org::unit(tx, *id).await?.filter(|unit| unit.root == root && unit.to_day.is_none());
            let unit = unit.ok_or(Refusal::Invalid { field: "subject", why: "unknown" })?;
            Ok(Found { subject: Subject::Unit(*id), name: unit.name, home: *id, leads: false })
        }
        NewSubject::Group(name, note) => named(tx, cx, new, Subject::Group(fresh), name, note).await,
        NewSubject::Household(name, note) => named(tx, cx, new, Subject::Household(fresh), name, note).await,
        NewSubject::Practice(name, note) => named(tx, cx, new, Subject::Practice(fresh), name, note).await,
    }
}

async fn named(tx: &mut Tx, cx: &Cx, new: &NewDossier, fresh: Subject, name: &str, note: &str) -> Result<Found> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if lantoa_domain::text::fold(&name).is_empty() {
        return Err(Refusal::Invalid { field: "name", why: "empty" }.into());
    }
    let (root, home) = (cx.actor().root, new.unit.unwrap_or(cx.actor().unit));
    let (kind, id) = subject_columns(fresh);
    if let Some(known) = subject::named(tx, root, kind, home, &name).await? {
        let subject = dossier::subject_of(kind, Id::raw(known.id));
        return Ok(Found { subject, name: known.name, home, leads: false });
    }
    let id = Id::from_raw(id);
    let row = subject::Row { id, root, kind, unit: home, name: name.clone(), note: note.trim().to_owned() };
    subject::insert(tx, &row).await?;
    Ok(Found { subject: fresh, name, home, leads: false })
}

/// Where the dossier will lie. Who proposes is the subject's unit or one above it.
async fn place(tx: &mut Tx, cx: &Cx, round: &Round, new: &NewDossier, found: &Found, unit: UnitId) -> Result<Place> {
    let above = org::path(tx, found.home).await?;
    let Some(depth) = above.iter().position(|one| *one == unit) else {
        return Err(Refusal::Invalid { field: "unit", why: "not-above-subject" }.into());
    };
    let candidate = match found.subject {
        Subject::Person(person) => Some(person),
        _ => None,
    };
    Ok(Place {
        root: cx.actor().root,
        units: above[depth..].to_vec(),
        movement: Some((round.programme, new.movement.clone())),
        candidate,
        conflicted: false,
        jury: None,
        cluster: Vec::new(),
    })
}

/// Those who may open are those who perform the first step.
fn may_open(cx: &Cx, track: &Track, place: &Place) -> Result<()> {
    cx.permit_at(Act::OpenDossier, place)?;
    let first = track.steps.first().ok_or(Refusal::NotFound)?;
    let (needs, is) = (performers(Who::Performer, first, track), cx.actor().relations(place));
    if needs.iter().any(|one| is.contains(one)) { Ok(()) } else { Err(Refusal::NotAllowed { needs }.into()) }
}

fn record(
    cx: &Cx,
    new: &NewDossier,
    id: DossierId,
    round: &Round,
    found: &Found,
    unit: UnitId,
    leader: bool,
) -> Record {
    let actor = cx.actor();
    let origin = match found.subject {
        Subject::Person(person) if person == actor.person => "candidate",
        _ if actor.has(lantoa_domain::policy::Role::StandingBody) => "standing_body",
        _ => "unit",
    };
    let dossier = Dossier {
        id,
        root: actor.root,
        programme: round.programme,
        round: round.id,
        track: round.track.clone(),
        movement: new.movement.clone(),
        subject: found.subject,
        unit,
        leader,
        state: State::Walking { step: 0 },
        version: 1,
    };
    Record {
        dossier,
        name: found.name.clone(),
        sector: new.sector.clone().filter(|sector| !sector.trim().is_empty()),
        scope: new.scope.trim().to_owned(),
        origin: origin.to_owned(),
        achievement: new.achievement.trim().to_owned(),
        created: cx.now(),
        changed: cx.now(),
        changed_by: actor.person,
    }
}

/// Makes a dossier findable by its name, for those over its units and its movement by tokens of theirs.
/// `units` are its unit and all above it.
///
/// # Errors
/// The database's.
pub async fn make_findable(tx: &mut Tx, record: &Record, units: &[UnitId]) -> Result<()> {
    let d = &record.dossier;
    let mut more: Vec<String> = units.iter().map(|unit| unit_token(*unit)).collect();
    more.push(movement_token(d.programme, &d.movement));
    Ok(search::put(tx, d.root, d.id, &record.name, &more.join(" ")).await?)
}

/// The word under which all dossiers of a unit's subtree are found.
pub(super) fn unit_token(unit: UnitId) -> String {
    format!("u{:x}", Id::raw(unit))
}

/// The word under which all dossiers of a movement are found.
pub(super) fn movement_token(programme: lantoa_domain::id::ProgrammeId, movement: &Key) -> String {
    format!("m{:x}{}", Id::raw(programme), movement.as_str().replace('-', ""))
}
