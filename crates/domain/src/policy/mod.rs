//! Who may do what. The only place that makes a `Permit`; must not know how rights are stored or shown.

mod acts;

pub use acts::{Act, Lens, Scope};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::dossier::{Dossier, Who, rule};
use crate::id::{DossierId, PersonId, ProgrammeId, UnitId};
use crate::plan::{Key, Performer, Step, Track};
use crate::refusal::Refusal;

/// A role that a person is given, for a time, over a unit or a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Units, people, accounts, law tables. Reads sensitive fields only with a reason on record.
    Administrator,
    /// Clerk of the standing body: runs the programme.
    StandingBody,
    /// Head of the agency: decides.
    Head,
    /// Head of a unit: endorses, signs off.
    UnitHead,
    /// Clerk of a unit: registers, completes, reports.
    UnitClerk,
    /// Lead of a movement: appraises, meets the quota.
    MovementLead,
    /// Publishes with consent.
    Communications,
    /// Looks, changes nothing.
    Inspector,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 8] = [
        Self::Administrator,
        Self::StandingBody,
        Self::Head,
        Self::UnitHead,
        Self::UnitClerk,
        Self::MovementLead,
        Self::Communications,
        Self::Inspector,
    ];
}

/// A role with its reach.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The unit whose subtree it reaches over; the agency itself for agency-wide roles.
    pub unit: UnitId,
    /// The movement, for its lead.
    pub movement: Option<(ProgrammeId, Key)>,
}

/// Office in a council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CouncilRole {
    /// Holds the session.
    Chair,
    /// Stands in for the chair.
    ViceChair,
    /// A member who also keeps the minutes.
    Secretary,
    /// A member.
    Member,
}

/// The signed-in person with everything that gives rights today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// The agency the person belongs to.
    pub root: UnitId,
    /// The unit the person works in.
    pub unit: UnitId,
    /// Roles in force today.
    pub grants: Vec<Grant>,
    /// Council memberships in force today.
    pub councils: Vec<CouncilRole>,
}

/// What a person is in relation to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum As {
    /// Works in the agency.
    Staff,
    /// It is about this person.
    Candidate,
    /// Clerk over the proposing unit.
    UnitClerk,
    /// Head over the proposing unit.
    UnitHead,
    /// Clerk of the standing body.
    StandingBody,
    /// Lead of its movement.
    MovementLead,
    /// Council member.
    CouncilMember,
    /// Chair or vice-chair of the council.
    CouncilChair,
    /// Secretary of the council.
    CouncilSecretary,
    /// Head of the agency.
    Head,
    /// Communications.
    Communications,
    /// Inspector.
    Inspector,
    /// Administrator.
    Administrator,
    /// Sits on the jury of the contest.
    Juror,
    /// Holds the chair of the contest's jury.
    JuryChair,
    /// Clerk or head over the unit that heads the cluster of the unit concerned.
    ClusterHead,
}

impl As {
    /// All relations.
    pub const ALL: [Self; 16] = [
        Self::Staff,
        Self::Candidate,
        Self::UnitClerk,
        Self::UnitHead,
        Self::StandingBody,
        Self::MovementLead,
        Self::CouncilMember,
        Self::CouncilChair,
        Self::CouncilSecretary,
        Self::Head,
        Self::Communications,
        Self::Inspector,
        Self::Administrator,
        Self::Juror,
        Self::JuryChair,
        Self::ClusterHead,
    ];
}

/// Where a thing lies, as far as rights depend on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The agency.
    pub root: UnitId,
    /// The unit concerned and its superiors; empty for what belongs to the agency as a whole.
    pub units: Vec<UnitId>,
    /// The movement concerned.
    pub movement: Option<(ProgrammeId, Key)>,
    /// The person it is about.
    pub candidate: Option<PersonId>,
    /// Whether the asker has a declared or found conflict of interest.
    pub conflicted: bool,
    /// The asker's seat in the jury, for a writing contest.
    pub jury: Option<JurySeat>,
    /// The unit that heads the cluster of the unit concerned, and its superiors; empty where that does not matter.
    pub cluster: Vec<UnitId>,
}

/// A seat in the jury of a writing contest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JurySeat {
    /// Marks, and settles what the jury differs about.
    Chair,
    /// Marks.
    Member,
}

impl Place {
    /// Something of the agency as a whole.
    #[must_use]
    pub fn agency(root: UnitId) -> Self {
        Self {
            root,
            units: Vec::new(),
            movement: None,
            candidate: None,
            conflicted: false,
            jury: None,
            cluster: Vec::new(),
        }
    }

    /// Something of one unit, given with its superiors.
    #[must_use]
    pub fn unit(root: UnitId, units: Vec<UnitId>) -> Self {
        Self { units, ..Self::agency(root) }
    }
}

impl Actor {
    /// Everything this person is in relation to a thing; nothing at all in another agency.
    #[must_use]
    pub fn relations(&self, place: &Place) -> BTreeSet<As> {
        let mut out = BTreeSet::new();
        if self.root != place.root {
            return out;
        }
        out.insert(As::Staff);
        if place.candidate == Some(self.person) {
            out.insert(As::Candidate);
        }
        for council in &self.councils {
            out.insert(As::CouncilMember);
            match council {
                CouncilRole::Chair | CouncilRole::ViceChair => out.insert(As::CouncilChair),
                CouncilRole::Secretary => out.insert(As::CouncilSecretary),
                CouncilRole::Member => false,
            };
        }
        if let Some(seat) = place.jury {
            out.insert(As::Juror);
            if seat == JurySeat::Chair {
                out.insert(As::JuryChair);
            }
        }
        out.extend(self.grants.iter().filter_map(|grant| relation_of(grant, place)));
        let answers = |grant: &&Grant| matches!(grant.role, Role::UnitClerk | Role::UnitHead);
        if self.grants.iter().filter(answers).any(|grant| place.cluster.contains(&grant.unit)) {
            out.insert(As::ClusterHead);
        }
        out
    }

    /// Whether a role is held anywhere.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }
}

fn relation_of(grant: &Grant, place: &Place) -> Option<As> {
    let over_unit = || place.units.contains(&grant.unit);
    match grant.role {
        Role::Administrator => Some(As::Administrator),
        Role::StandingBody => Some(As::StandingBody),
        Role::Head => Some(As::Head),
        Role::Communications => Some(As::Communications),
        Role::Inspector => Some(As::Inspector),
        Role::UnitHead => over_unit().then_some(As::UnitHead),
        Role::UnitClerk => over_unit().then_some(As::UnitClerk),
        Role::MovementLead => {
            (grant.movement.is_some() && grant.movement == place.movement).then_some(As::MovementLead)
        }
    }
}

/// Proof that the policy allowed one act on one thing. Cannot be made elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    act: Act,
    dossier: Option<DossierId>,
}

impl Permit {
    /// Whether it is for this act on this dossier.
    #[must_use]
    pub fn is_for(&self, act: Act, dossier: Option<DossierId>) -> bool {
        self.act == act && self.dossier == dossier
    }

    /// What it is for.
    #[must_use]
    pub fn act(&self) -> Act {
        self.act
    }

    /// The permit by which the announced result of a session moves a dossier; the session's own permit is shown for it.
    ///
    /// # Errors
    /// `WrongPermit` when what is shown is no permit to announce.
    pub fn from_announcement(&self, command: crate::dossier::Command, dossier: DossierId) -> Result<Self, Refusal> {
        if self.act == Act::AnnounceResult {
            Ok(Self { act: Act::Do(command), dossier: Some(dossier) })
        } else {
            Err(Refusal::WrongPermit)
        }
    }
}

/// Allows an act that is not a dossier's command.
///
/// # Errors
/// `NotFound` for people of other agencies and for things whose existence is not theirs to know, `Conflicted`, or
/// `NotAllowed` with those who could.
pub fn permit(actor: &Actor, act: Act, place: &Place) -> Result<Permit, Refusal> {
    decide(actor, act, place, &act.allowed()).map(|()| Permit { act, dossier: None })
}

/// Allows a command on a dossier at the step it is at.
///
/// # Errors
/// As [`permit`], and `WrongStep` when the table knows no such command here.
pub fn permit_command(
    actor: &Actor,
    command: crate::dossier::Command,
    dossier: &Dossier,
    track: &Track,
    place: &Place,
) -> Result<Permit, Refusal> {
    permit(actor, Act::ReadDossier, place)?;
    let row = dossier.rule(track, command)?;
    let step = dossier.state.step().and_then(|step| track.steps.get(step)).ok_or(Refusal::NotFound)?;
    let act = Act::Do(command);
    decide(actor, act, place, &performers(row.who, step, track))?;
    Ok(Permit { act, dossier: Some(dossier.id) })
}

/// Those who may give a command of this kind at a step.
#[must_use]
pub fn performers(who: Who, step: &Step, track: &Track) -> Vec<As> {
    let self_registration = track.steps.first().is_some_and(|first| first.who == Performer::UnitOrCandidate);
    match who {
        Who::UnitCouncil if matches!(step.who, Performer::Unit | Performer::UnitOrStandingBody) => step.who.people(),
        Who::Session | Who::UnitCouncil => Vec::new(),
        Who::Head => vec![As::Head],
        Who::StandingBody => vec![As::StandingBody],
        Who::Proposer if self_registration => vec![As::UnitClerk, As::UnitHead, As::StandingBody, As::Candidate],
        Who::Proposer => vec![As::UnitClerk, As::UnitHead, As::StandingBody],
        Who::Performer => step.who.people(),
    }
}

impl Performer {
    /// The relations that a performer named by a track stands for.
    ///
    /// The standing body may enter for a unit what came in on paper; the journal says who entered it.
    #[must_use]
    pub fn people(self) -> Vec<As> {
        match self {
            Self::Unit | Self::UnitOrStandingBody => vec![As::UnitClerk, As::UnitHead, As::StandingBody],
            Self::UnitOrCandidate => vec![As::UnitClerk, As::UnitHead, As::StandingBody, As::Candidate],
            Self::StandingBody => vec![As::StandingBody],
            Self::MovementLead => vec![As::MovementLead],
            Self::MovementLeadOrStandingBody => vec![As::MovementLead, As::StandingBody],
            Self::Council => vec![As::CouncilSecretary, As::CouncilChair],
            Self::Head => vec![As::Head],
        }
    }
}

fn decide(actor: &Actor, act: Act, place: &Place, allowed: &[As]) -> Result<(), Refusal> {
    let relations = actor.relations(place);
    if relations.is_empty() {
        return Err(Refusal::NotFound);
    }
    let found: Vec<As> = allowed.iter().filter(|one| relations.contains(one)).copied().collect();
    if found.is_empty() {
        return Err(if act.is_hidden() { Refusal::NotFound } else { Refusal::NotAllowed { needs: allowed.to_vec() } });
    }
    let proposes = found.iter().any(|one| matches!(one, As::UnitClerk | As::UnitHead | As::Candidate));
    let in_conflict = place.conflicted || place.candidate == Some(actor.person);
    // Whoever marks without knowing the authors does not read who they are from another desk.
    if act == Act::RunContest && place.jury.is_some() {
        return Err(Refusal::Conflicted);
    }
    if in_conflict && act.judges() || place.conflicted && act == Act::ReadFiles && !proposes {
        return Err(Refusal::Conflicted);
    }
    Ok(())
}

/// What of a dossier this person may see. A field outside the lens is absent, not blanked.
#[must_use]
pub fn lens(actor: &Actor, place: &Place) -> Lens {
    let may = |act| permit(actor, act, place).is_ok();
    Lens {
        files: may(Act::ReadFiles),
        appraisal: may(Act::ReadAppraisal),
        tally: may(Act::ReadTally),
        sealed: may(Act::ReadSealed),
        sensitive: may(Act::ReadSensitive),
    }
}

/// Which dossiers of the agency this person may list.
#[must_use]
pub fn scope(actor: &Actor) -> Scope {
    let whole = !actor.councils.is_empty()
        || [Role::StandingBody, Role::Head, Role::Inspector].iter().any(|role| actor.has(*role));
    let units = actor.grants.iter().filter(|grant| matches!(grant.role, Role::UnitClerk | Role::UnitHead));
    Scope {
        root: actor.root,
        whole,
        units: units.map(|grant| grant.unit).collect(),
        movements: actor.grants.iter().filter_map(|grant| grant.movement.clone()).collect(),
        person: actor.person,
    }
}

/// The row of the table for a step, for the golden matrix and the manual.
#[must_use]
pub fn allowed_at(
    step: &Step,
    track: &Track,
    standing: crate::dossier::Standing,
    command: crate::dossier::Command,
) -> Vec<As> {
    rule(step.kind, standing, command).map(|row| performers(row.who, step, track)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
