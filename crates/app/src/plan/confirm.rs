//! From a checked plan to a running programme: what confirming would do, and doing it. It opens no round by itself.

use lantoa_domain::Refusal;
use lantoa_domain::id::{CouncilId, PlanId, ProgrammeId, UnitId};
use lantoa_domain::plan::{Key, Plan, Severity};
use lantoa_domain::policy::Act;
use lantoa_domain::task::Roll;
use lantoa_store::programme::roll as rows;
use lantoa_store::programme::{self, PlanRow, PlanStatus, Programme, ProgrammeStatus};
use lantoa_store::{Conn, Json, Tx, Word};
use serde::Serialize;

pub use crate::roll::{Choices, Reconciled};

use super::{as_shown, load, rejected};
use crate::{Cx, Error, Result, roll, seen};

/// Whom a body of the plan seems to stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The body as the plan prints it.
    pub name: String,
    /// The unit.
    pub unit: Option<UnitId>,
    /// Whether the unit bears exactly this name; otherwise a person should look.
    pub sure: bool,
}

/// What confirming would do.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The plan.
    pub id: PlanId,
    /// The version to be sent back.
    pub version: i64,
    /// The plan as it would run.
    pub plan: Plan,
    /// The programme that would go over to it; `None` for a new one.
    pub amends: Option<ProgrammeId>,
    /// Errors that keep it from running.
    pub errors: u32,
    /// Things to look at.
    pub warnings: u32,
    /// Councils to choose from.
    pub councils: Vec<(CouncilId, String)>,
    /// The council the programme has already.
    pub council: Option<CouncilId>,
    /// The agency.
    pub root: UnitId,
    /// The units of today, in the tree's order, the agency first.
    pub units: Vec<(UnitId, String)>,
    /// The lead of each movement that has one.
    pub leads: Vec<(Key, String, Guess)>,
    /// The debtors that the plan calls by a name.
    pub named: Vec<Guess>,
    /// How many tasks each obligation comes to, if the guesses hold.
    pub tasks: Vec<(String, u32)>,
}

/// What confirming a plan would do.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Invalid` when the plan is no draft.
pub async fn preview(cx: &Cx, id: PlanId) -> Result<Preview> {
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let row = load(conn, &acting, id).await?;
            acting.permit(Act::ConfirmPlan)?;
            let version = row.version;
            as_shown(conn, &row, version).await?;
            look_ahead(conn, &acting, row).await
        })
        .await
}

async fn look_ahead(conn: &mut Conn, cx: &Cx, row: PlanRow) -> Result<Preview> {
    let plan = row.content.0.without(&rejected(&row));
    let mut roll = roll::units(conn, row.root).await?;
    let running = match row.programme {
        Some(programme) => {
            roll = roll::of(conn, row.root, programme).await?;
            programme::programme(conn, programme).await?
        }
        None => None,
    };
    let leads = match row.programme {
        Some(programme) => rows::leads(conn, programme).await?,
        None => Vec::new(),
    };
    let findings = plan.check();
    let count =
        |severity| u32::try_from(findings.iter().filter(|f| f.severity == severity).count()).unwrap_or(u32::MAX);
    let today = cx.today();
    let lives = |owing: &&lantoa_domain::task::Owing| owing.to.is_none_or(|to| to >= today);
    let mut units: Vec<(UnitId, String)> =
        roll.units.iter().filter(lives).map(|owing| (owing.unit, owing.names[0].clone())).collect();
    units.sort_by_key(|(unit, _)| *unit != row.root);
    let guesses = lead_guesses(&plan, &roll, &leads);
    for owing in &mut roll.units {
        owing.leads = guesses.iter().any(|(_, _, guess)| guess.unit == Some(owing.unit));
    }
    Ok(Preview {
        id: row.id,
        version: row.version,
        amends: row.programme,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        councils: rows::councils(conn, row.root, today).await?,
        council: running.and_then(|programme| programme.council),
        root: row.root,
        units,
        leads: guesses,
        named: plan.named_debtors().into_iter().map(|name| name_guess(&roll, name)).collect(),
        tasks: tasks_by_obligation(&plan, &roll),
        plan,
    })
}

fn lead_guesses(plan: &Plan, roll: &Roll, settled: &[(Key, UnitId)]) -> Vec<(Key, String, Guess)> {
    let guess = |movement: &lantoa_domain::plan::Movement| {
        let name = movement.lead.clone()?;
        let known = settled.iter().find(|(key, _)| *key == movement.key).map(|(_, unit)| *unit);
        let exact = known.or_else(|| roll.unit_named(&name));
        let guess = Guess { unit: exact.or_else(|| roll.unit_like(&name)), sure: exact.is_some(), name };
        Some((movement.key.clone(), movement.name.clone(), guess))
    };
    plan.movements.iter().filter_map(guess).collect()
}

fn name_guess(roll: &Roll, name: &str) -> Guess {
    if let Some(settled) = roll.named.get(&lantoa_domain::text::fold(name)) {
        return Guess { name: name.to_owned(), unit: *settled, sure: true };
    }
    let exact = roll.unit_named(name);
    Guess { name: name.to_owned(), unit: exact.or_else(|| roll.unit_like(name)), sure: exact.is_some() }
}

fn tasks_by_obligation(plan: &Plan, roll: &Roll) -> Vec<(String, u32)> {
    let seeds = plan.tasks(roll);
    let count =
        |key: &Key| u32::try_from(seeds.iter().filter(|seed| seed.obligation == *key).count()).unwrap_or(u32::MAX);
    plan.obligations.iter().map(|obligation| (obligation.what.clone(), count(&obligation.key))).collect()
}

/// What a person confirms a plan with.
#[derive(Debug, Clone)]
pub struct Confirm {
    /// The plan.
    pub plan: PlanId,
    /// The version that was shown.
    pub version: i64,
    /// The council that will deliberate.
    pub council: Option<CouncilId>,
    /// Whom the plan's bodies stand for.
    pub choices: Choices,
}

/// What confirming did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confirmed {
    /// The programme that now runs on the plan.
    pub programme: ProgrammeId,
    /// What became of its tasks.
    pub tasks: Reconciled,
}

/// Puts a plan in force: freezes it, starts its programme or takes it over to this version, and makes the tasks.
///
/// # Errors
/// `NotAllowed`, `PlanUnsound` while errors remain, `Overtaken` when somebody confirmed or changed first, `Invalid` for
/// a council that is not the agency's.
pub async fn confirm(cx: &Cx, command: Confirm) -> Result<Confirmed> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut row = load(tx, &acting, command.plan).await?;
            acting.permit(Act::ConfirmPlan)?;
            as_shown(tx, &row, command.version).await?;
            freeze(&mut row)?;
            check_council(tx, &acting, command.council).await?;
            let programme = enforce(tx, &acting, &mut row, command.council).await?;
            let plan = &row.content.0;
            roll::settle(tx, row.root, programme, plan, &command.choices).await?;
            let tasks = roll::reconcile(tx, &acting, row.root, programme, plan).await?;
            record(tx, &acting, &row, programme, tasks)?;
            Ok(Confirmed { programme, tasks })
        })
        .await
}

/// Leaves out what was rejected, for good.
fn freeze(row: &mut PlanRow) -> Result<()> {
    let plan = row.content.0.without(&rejected(row));
    let errors = plan.check().iter().filter(|finding| finding.severity == Severity::Error).count();
    if errors > 0 {
        return Err(Refusal::PlanUnsound { errors: u32::try_from(errors).unwrap_or(u32::MAX) }.into());
    }
    row.title.clone_from(&plan.document.title);
    row.content = Json(plan);
    row.rejected = Json(Vec::new());
    row.status = Word(PlanStatus::Confirmed);
    Ok(())
}

pub(crate) async fn check_council(conn: &mut Conn, cx: &Cx, council: Option<CouncilId>) -> Result<()> {
    let Some(council) = council else { return Ok(()) };
    let known = rows::councils(conn, cx.actor().root, cx.today()).await?;
    if known.iter().any(|(id, _)| *id == council) {
        return Ok(());
    }
    Err(Refusal::Invalid { field: "council", why: "unknown" }.into())
}

/// Saves the frozen plan and the programme that runs on it.
async fn enforce(tx: &mut Tx, cx: &Cx, row: &mut PlanRow, council: Option<CouncilId>) -> Result<ProgrammeId> {
    let amended = match row.programme {
        Some(programme) => Some(programme::programme(tx, programme).await?.ok_or(Refusal::NotFound)?),
        None => None,
    };
    let id = amended.as_ref().map_or_else(|| cx.id(), |programme| programme.id);
    row.programme = Some(id);
    super::save(tx, cx, row).await?;
    let document = &row.content.0.document;
    let programme = Programme {
        id,
        root: row.root,
        plan: row.id,
        title: row.title.clone(),
        from_year: document.from,
        to_year: document.to,
        status: Word(ProgrammeStatus::Running),
        council,
        version: amended.as_ref().map_or(1, |old| old.version),
    };
    match amended {
        None => programme::insert_programme(tx, &programme).await?,
        Some(old) => {
            // Another draft of the same version was confirmed meanwhile: what it changed must not be lost unseen.
            if row.base != Some(old.plan) {
                return Err(seen::overtaken(tx, row.root, old.id).await?);
            }
            let result = programme::save_programme(tx, &programme).await;
            seen::saved(tx, row.root, id, result).await?;
        }
    }
    Ok(id)
}

fn record(tx: &mut Tx, cx: &Cx, row: &PlanRow, programme: ProgrammeId, tasks: Reconciled) -> Result<()> {
    #[derive(Serialize)]
    struct Detail<'a> {
        title: &'a str,
        plan: PlanId,
        programme: ProgrammeId,
        base: Option<PlanId>,
        tasks: Reconciled,
    }
    let detail = Detail { title: &row.title, plan: row.id, programme, base: row.base, tasks };
    cx.journal(tx, "plan.confirmed", row.id, &detail)?;
    let action = if row.base.is_some() { "programme.amended" } else { "programme.started" };
    cx.journal(tx, action, programme, &detail)?;
    Ok::<_, Error>(())
}
