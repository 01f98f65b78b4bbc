//! New factors: entered by units or taken up from suggestions, invited, registered, let go. It must not keep their plans of fostering.

pub mod alike;
mod view;

use lantoa_domain::Refusal;
use lantoa_domain::id::{DossierId, ProgrammeId, ProspectId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::policy::{Act, Actor, Place, Role};
pub use lantoa_domain::prospect::{ProspectState, ProspectStep, Source, Took, last_day};
use lantoa_domain::subject::SubjectKind;
use lantoa_store::programme::{self, Programme, ProgrammeStatus};
use lantoa_store::prospect::{self, Prospect, Reach};
use lantoa_store::{Conn, Tx, Word, org};
use serde_json::json;

pub use view::{Choices, List, Row, Told, View, Wanted, choices, list, page};

use crate::dossier::NewDossier;
use crate::{Cx, Error, Result, faster};

/// Letters of a name or a scope at most.
pub const LONGEST_LINE: usize = 200;

/// What a prospect begins with, or is corrected to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProspect {
    /// The programme.
    pub programme: ProgrammeId,
    /// The movement.
    pub movement: Key,
    /// Its kind.
    pub kind: SubjectKind,
    /// Its name.
    pub name: String,
    /// The unit that cares for it.
    pub unit: UnitId,
    /// Comprehensive or one side of the work, in words.
    pub scope: String,
    /// What they did.
    pub deed: String,
}

/// The dossier of a prospect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Registration {
    /// One that is opened now.
    Open(NewDossier),
    /// One that is there already.
    Known(DossierId),
}

/// Enters a new factor as its unit names it (003 III.1, VII; 001 IV.5.b): at any time until the programme's last day.
///
/// # Errors
/// `NotAllowed`; `Invalid` on "name", "unit", "movement", or on "programme" when it takes no more.
pub async fn add(cx: &Cx, new: NewProspect) -> Result<ProspectId> {
    let (me, id) = (cx.clone(), cx.id::<ProspectId>());
    cx.db().write(async move |tx| add_in(tx, &me, id, &new, (Source::Unit, "")).await).await?;
    Ok(id)
}

/// Enters a prospect with where the first word of it came from.
pub(crate) async fn add_in(
    tx: &mut Tx,
    cx: &Cx,
    id: ProspectId,
    new: &NewProspect,
    (source, note): (Source, &str),
) -> Result<()> {
    let (name, scope) = words(new)?;
    let place = place_of(tx, cx, new.unit, (new.programme, new.movement.clone())).await?;
    cx.permit_at(Act::NoteProspect, &place)?;
    fits(tx, cx, new).await?;
    let row = Prospect {
        id,
        root: cx.actor().root,
        programme: new.programme,
        movement: new.movement.clone(),
        class: Word(new.kind),
        name,
        unit: new.unit,
        scope,
        deed: new.deed.trim().to_owned(),
        source: Word(source),
        source_note: note.to_owned(),
        state: Word(ProspectState::Noticed),
        noticed_on: cx.today(),
        fostered_on: None,
        invited_on: None,
        registered_on: None,
        let_go_on: None,
        why: String::new(),
        dossier: None,
        entered_by: cx.actor().person,
        entered: cx.now(),
        version: 1,
        suggested_on: None,
        recognised_on: None,
    };
    prospect::insert(tx, &row).await?;
    let detail = json!({ "source": source, "unit": row.unit, "movement": row.movement, "programme": row.programme });
    cx.journal(tx, "prospect.noticed", id, &detail)
}

/// Name and scope without doubled spaces, or what is wrong with them.
fn words(new: &NewProspect) -> Result<(String, String)> {
    let line = |field: &'static str, text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = text.chars().count() <= LONGEST_LINE;
        if fits { Ok(text) } else { Err(Refusal::Invalid { field, why: "long" }) }
    };
    let (name, scope) = (line("name", &new.name)?, line("scope", &new.scope)?);
    if lantoa_domain::text::fold(&name).is_empty() {
        return Err(Refusal::Invalid { field: "name", why: "empty" }.into());
    }
    Ok((name, scope))
}

/// Whether unit, programme and movement take it today.
async fn fits(conn: &mut Conn, cx: &Cx, new: &NewProspect) -> Result<()> {
    let root = cx.actor().root;
    let unit = org::unit(conn, new.unit).await?.filter(|unit| unit.root == root && unit.to_day.is_none());
    unit.ok_or(Refusal::Invalid { field: "unit", why: "not-existing" })?;
    let programme = programme::programme(conn, new.programme).await?.filter(|found| found.root == root);
    let programme = programme.ok_or(Refusal::Invalid { field: "movement", why: "unknown" })?;
    let plan = cx.app().plan(conn, programme.plan).await?;
    plan.movement(&new.movement).ok_or(Refusal::Invalid { field: "movement", why: "unknown" })?;
    takes(conn, cx, &programme).await
}

/// Whether a programme still takes new factors today.
async fn takes(conn: &mut Conn, cx: &Cx, programme: &Programme) -> Result<()> {
    let set = prospect::last_day(conn, programme.id).await?.map(|(day, _)| day);
    let over = cx.today() > last_day(set, programme.to_year) || programme.status.0 != ProgrammeStatus::Running;
    if over { Err(Refusal::Invalid { field: "programme", why: "over" }.into()) } else { Ok(()) }
}

/// Where a prospect lies, for the policy.
async fn place_of(conn: &mut Conn, cx: &Cx, unit: UnitId, movement: (ProgrammeId, Key)) -> Result<Place> {
    let units = org::path(conn, unit).await?;
    Ok(Place { movement: Some(movement), ..Place::unit(cx.actor().root, units) })
}

/// A prospect that the acting person may see, with where it lies.
pub(crate) async fn load(conn: &mut Conn, cx: &Cx, id: ProspectId) -> Result<(Prospect, Place)> {
    let root = cx.actor().root;
    let row = prospect::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    let place = place_of(conn, cx, row.unit, (row.programme, row.movement.clone())).await?;
    cx.permit_at(Act::ReadProspects, &place)?;
    Ok((row, place))
}

/// A prospect that the acting person may change, as it was shown.
async fn shown(conn: &mut Conn, cx: &Cx, id: ProspectId, seen: i64) -> Result<Prospect> {
    let (row, place) = load(conn, cx, id).await?;
    cx.permit_at(Act::NoteProspect, &place)?;
    faster::same(conn, row.root, id, row.version, seen).await?;
    Ok(row)
}

/// Corrects the words of one that is on its way.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, `InUse` when it is registered or let go; `Invalid` as in [`add`].
pub async fn edit(cx: &Cx, id: ProspectId, seen: i64, new: NewProspect) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = shown(tx, &me, id, seen).await?;
            if !row.state.0.is_open() {
                return Err(Refusal::InUse.into());
            }
            let (name, scope) = words(&new)?;
            let place = place_of(tx, &me, new.unit, (new.programme, new.movement.clone())).await?;
            me.permit_at(Act::NoteProspect, &place)?;
            fits(tx, &me, &new).await?;
            let row = Prospect {
                programme: new.programme,
                movement: new.movement.clone(),
                class: Word(new.kind),
                name,
                unit: new.unit,
                scope,
                deed: new.deed.trim().to_owned(),
                ..row
            };
            let saved = prospect::save(tx, &row).await;
            faster::told(tx, row.root, id, saved).await?;
            me.journal(tx, "prospect.edited", id, &json!({ "unit": row.unit, "movement": row.movement }))
        })
        .await
}

/// Invites it to register (001 IV.3).
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, `InUse` when it was invited, registered or let go.
pub async fn invite(cx: &Cx, id: ProspectId, seen: i64) -> Result<()> {
    step(cx, id, seen, ProspectStep::Invite, String::new()).await
}

/// Lets it go, with a reason.
///
/// # Errors
/// As [`invite`], `ReasonMissing`.
pub async fn let_go(cx: &Cx, id: ProspectId, seen: i64, why: String) -> Result<()> {
    let why = why.trim().to_owned();
    if why.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    step(cx, id, seen, ProspectStep::LetGo, why).await
}

/// Takes one up again that was let go.
///
/// # Errors
/// As [`invite`]; `Invalid` on "programme" when it takes no more.
pub async fn take_back(cx: &Cx, id: ProspectId, seen: i64) -> Result<()> {
    step(cx, id, seen, ProspectStep::TakeBack, String::new()).await
}

async fn step(cx: &Cx, id: ProspectId, seen: i64, step: ProspectStep, why: String) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = shown(tx, &me, id, seen).await?;
            if step == ProspectStep::TakeBack {
                let programme = programme::programme(tx, row.programme).await?.ok_or(Refusal::NotFound)?;
                takes(tx, &me, &programme).await?;
            }
            walk(tx, &me, row, step, &why, None).await
        })
        .await
}

/// Moves a prospect on.
pub(crate) async fn walk(
    tx: &mut Tx,
    cx: &Cx,
    row: Prospect,
    step: ProspectStep,
    why: &str,
    dossier: Option<DossierId>,
) -> Result<()> {
    let mut row = Prospect { state: Word(row.state.0.after(step)?), ..row };
    let today = Some(cx.today());
    let event = match step {
        ProspectStep::Foster => {
            row.fostered_on = today;
            "prospect.fostered"
        }
        ProspectStep::Invite => {
            row.invited_on = today;
            "prospect.invited"
        }
        ProspectStep::Register => {
            (row.registered_on, row.dossier) = (today, dossier);
            "prospect.registered"
        }
        ProspectStep::LetGo => {
            (row.let_go_on, row.why) = (today, why.to_owned());
            "prospect.let-go"
        }
        ProspectStep::TakeBack => {
            (row.let_go_on, row.why) = (None, String::new());
            "prospect.taken-back"
        }
    };
    let saved = prospect::save_state(tx, &row).await;
    faster::told(tx, row.root, row.id, saved).await?;
    cx.journal(tx, event, row.id, &json!({ "why": why, "dossier": dossier }))
}

/// Registers it: its dossier is opened, or is there already, and it knows it. All of it or nothing.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `InUse` when it is registered or let go, and those of opening a dossier.
pub async fn register(cx: &Cx, id: ProspectId, registration: Registration) -> Result<DossierId> {
    let (me, fresh, subject) = (cx.clone(), cx.id(), cx.id());
    cx.db()
        .write(async move |tx| {
            let (row, place) = load(tx, &me, id).await?;
            me.permit_at(Act::NoteProspect, &place)?;
            let dossier = match &registration {
                Registration::Open(new) => crate::dossier::open_in(tx, &me, new, fresh, subject).await?,
                Registration::Known(dossier) => crate::dossier::load(tx, &me, *dossier).await?.record.dossier.id,
            };
            walk(tx, &me, row, ProspectStep::Register, "", Some(dossier)).await?;
            Ok::<_, Error>(dossier)
        })
        .await
}

/// Whose prospects and plans of fostering a person may list.
pub(crate) fn reach(actor: &Actor) -> Reach {
    let whole = [Role::StandingBody, Role::Head, Role::Inspector].into_iter().any(|role| actor.has(role));
    let units = actor.grants.iter().filter(|grant| matches!(grant.role, Role::UnitClerk | Role::UnitHead));
    Reach {
        whole,
        units: units.map(|grant| grant.unit).collect(),
        movements: actor.grants.iter().filter_map(|grant| grant.movement.clone()).collect(),
    }
}

/// The same, or nothing to be told of.
pub(crate) fn some_reach(actor: &Actor) -> Result<Reach> {
    let reach = reach(actor);
    let any = reach.whole || !reach.units.is_empty() || !reach.movements.is_empty();
    if any { Ok(reach) } else { Err(Refusal::NotFound.into()) }
}

/// Whether a person may list prospects at all.
#[must_use]
pub fn may_list(cx: &Cx) -> bool {
    some_reach(cx.actor()).is_ok()
}
