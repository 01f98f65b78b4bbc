//! A dossier with everything the rules need, and the one way in which it moves.

use std::sync::Arc;

use lantoa_domain::Refusal;
use lantoa_domain::dossier::{Circumstances, Command, State};
use lantoa_domain::id::DossierId;
use lantoa_domain::plan::{Plan, StepKind, Track};
use lantoa_domain::policy::{Act, Permit, Place, permit, permit_command};
use lantoa_domain::subject::Subject;
use lantoa_store::dossier::{self, Record, page};
use lantoa_store::programme::Round;
use lantoa_store::{Conn, Tx, org};
use serde::Serialize;

use crate::{Cx, Error, Result};

/// A loaded dossier that the acting person may read.
pub(crate) struct Case {
    /// The dossier.
    pub(crate) record: Record,
    /// Its round.
    pub(crate) round: Round,
    /// The plan its round froze.
    pub(crate) plan: Arc<Plan>,
    /// Where it lies, for the policy.
    pub(crate) place: Place,
}

impl Case {
    /// Its track, as the frozen plan has it.
    pub(crate) fn track(&self) -> &Track {
        self.plan
            .track(&self.record.dossier.track)
            .expect("invariant: a dossier's track is in the plan its round froze")
    }

    /// The kind of step it is at.
    pub(crate) fn at(&self) -> Option<StepKind> {
        self.record.dossier.at(self.track())
    }

    /// Allows a command here and now.
    pub(crate) fn permit(&self, cx: &Cx, command: Command) -> Result<Permit> {
        Ok(permit_command(cx.actor(), command, &self.record.dossier, self.track(), &self.place)?)
    }
}

/// Loads a dossier for the acting person.
///
/// # Errors
/// `NotFound` when there is none, or it is not theirs to know of.
pub(crate) async fn load(conn: &mut Conn, cx: &Cx, id: DossierId) -> Result<Case> {
    let record = dossier::load(conn, id).await?.ok_or(Refusal::NotFound)?;
    let d = &record.dossier;
    let (round, units, conflicts) = page::place(conn, d.id, d.round, d.unit, cx.actor().person).await?;
    let candidate = match d.subject {
        Subject::Person(person) => Some(person),
        _ => None,
    };
    let movement = Some((d.programme, d.movement.clone()));
    let place = Place {
        root: d.root,
        units,
        movement,
        candidate,
        conflicted: !conflicts.is_empty(),
        jury: None,
        cluster: Vec::new(),
    };
    permit(cx.actor(), Act::ReadDossier, &place)?;
    let round = round.ok_or(Refusal::NotFound)?;
    let plan = cx.app().plan(conn, round.plan).await?;
    Ok(Case { record, round, plan, place })
}

/// Checks that nothing changed since the acting person saw it. `seen` is the version the page was made from.
///
/// # Errors
/// `Overtaken`, with who was faster.
pub(crate) async fn same_as_seen(conn: &mut Conn, case: &Case, seen: i64) -> Result<()> {
    if case.record.dossier.version == seen {
        return Ok(());
    }
    Err(overtaken(conn, &case.record).await?)
}

async fn overtaken(conn: &mut Conn, record: &Record) -> Result<Error> {
    let by = org::person(conn, record.changed_by).await?.map(|person| person.name).unwrap_or_default();
    Ok(Error::Overtaken { by, at: Some(record.changed) })
}

/// Somebody committed between our load and our save: the row as it is now says who.
async fn overtaken_now(conn: &mut Conn, id: DossierId) -> Result<Error> {
    let record = dossier::load(conn, id).await?.ok_or(Refusal::NotFound)?;
    overtaken(conn, &record).await
}

/// Carries out a command inside the unit of work: permit, rules, guarded save, journal. Returns the state after it.
///
/// # Errors
/// The policy's and the rules' refusals, `Overtaken`.
pub(crate) async fn act(
    tx: &mut Tx,
    cx: &Cx,
    case: &Case,
    command: Command,
    now: &Circumstances,
    detail: &impl Serialize,
) -> Result<State> {
    let permit = case.permit(cx, command)?;
    apply(tx, cx, case, command, &permit, now, detail).await
}

/// As [`act`], with a permit that is already there: the announced result of a session.
///
/// # Errors
/// The rules' refusals, `Overtaken`.
pub(crate) async fn apply(
    tx: &mut Tx,
    cx: &Cx,
    case: &Case,
    command: Command,
    permit: &Permit,
    now: &Circumstances,
    detail: &impl Serialize,
) -> Result<State> {
    let (dossier, track) = (&case.record.dossier, case.track());
    let after = dossier.apply(track, command, permit, now)?;
    let at = after.step().and_then(|step| track.steps.get(step)).map(|step| step.kind);
    let saved = dossier::save_state(tx, dossier, &after, at, (cx.actor().person, cx.now())).await;
    unless_overtaken(tx, dossier.id, saved).await?;
    let line = Line { before: &dossier.state, after: &after, why: now.reason.as_deref(), detail };
    cx.journal(tx, command.event(), dossier.id, &line)?;
    Ok(after)
}

/// Carries out a command that changes what a dossier holds and not where it stands; its line in the journal is `event`.
///
/// # Errors
/// The policy's and the rules' refusals, `Overtaken`.
pub(super) async fn touch(
    tx: &mut Tx,
    cx: &Cx,
    case: &Case,
    command: Command,
    event: &str,
    detail: &impl Serialize,
) -> Result<()> {
    let (dossier, track) = (&case.record.dossier, case.track());
    let permit = case.permit(cx, command)?;
    let state = dossier.apply(track, command, &permit, &Circumstances::default())?;
    let saved = dossier::save_state(tx, dossier, &state, case.at(), (cx.actor().person, cx.now())).await;
    unless_overtaken(tx, dossier.id, saved).await?;
    cx.journal(tx, event, dossier.id, &Touch { detail })
}

#[derive(Serialize)]
struct Touch<'a, D> {
    detail: &'a D,
}

/// The result of a guarded save; a lost race names the winner.
pub(super) async fn unless_overtaken(conn: &mut Conn, id: DossierId, saved: lantoa_store::Result<()>) -> Result<()> {
    match saved {
        Err(lantoa_store::Error::Stale { .. }) => Err(overtaken_now(conn, id).await?),
        saved => Ok(saved?),
    }
}

#[derive(Serialize)]
struct Line<'a, D> {
    before: &'a State,
    after: &'a State,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    detail: &'a D,
}
