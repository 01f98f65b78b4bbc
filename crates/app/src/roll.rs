//! Whom the bodies of a plan stand for among the agency's units, and the tasks that follow from it. It must not decide who may do this.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use lantoa_domain::id::{ProgrammeId, TaskId, UnitId};
use lantoa_domain::plan::{Key, Obligation, Plan};
use lantoa_domain::task::{Event, Owing, Roll, Seed, Times};
use lantoa_domain::text::fold;
use lantoa_domain::time::When;
use lantoa_store::programme::roll::{self as rows, NamedUnit};
use lantoa_store::task::{self, Task};
use lantoa_store::{Conn, Tx, Word, happening, holiday, org};
use serde::Serialize;

use crate::{Cx, Result};

/// What a person chose for the bodies a plan names. What is left out is matched by its name alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// The unit that leads a movement; `None` for a body outside the agency's units.
    pub leads: BTreeMap<Key, Option<UnitId>>,
    /// The unit behind a debtor's name as the plan prints it; `None` for one whose duties are not tracked.
    pub named: BTreeMap<String, Option<UnitId>>,
}

/// The agency's units as a roll on which nobody leads and no name is settled yet.
pub(crate) async fn units(conn: &mut Conn, root: UnitId) -> Result<Roll> {
    let standing_body = org::agency(conn, root).await?.standing_body;
    let owing = |unit: org::Unit| {
        let names = std::iter::once(unit.name).chain(unit.aliases.0).collect();
        Owing { unit: unit.id, kind: unit.kind.0, names, leads: false, from: unit.from_day, to: unit.to_day }
    };
    let units = org::units(conn, root).await?.into_iter().map(owing).collect();
    Ok(Roll { root, standing_body, units, named: BTreeMap::new(), times: Times::default() })
}

/// The roll of a programme, with its leads and settled names.
pub(crate) async fn of(conn: &mut Conn, root: UnitId, programme: ProgrammeId) -> Result<Roll> {
    let mut roll = units(conn, root).await?;
    let leads: BTreeSet<UnitId> = rows::leads(conn, programme).await?.into_iter().map(|(_, unit)| unit).collect();
    for owing in &mut roll.units {
        owing.leads = leads.contains(&owing.unit);
    }
    roll.named = rows::named_units(conn, programme).await?.into_iter().map(|one| (one.folded, one.unit)).collect();
    roll.times = times(conn, root, programme).await?;
    Ok(roll)
}

/// The agency's calendar and what happened in a programme.
async fn times(conn: &mut Conn, root: UnitId, programme: ProgrammeId) -> Result<Times> {
    let event = |row: happening::Happening| Event {
        word: row.event,
        on: row.on,
        unit: Some(row.unit).filter(|unit| *unit != root),
    };
    Ok(Times {
        holidays: holiday::days(conn, root).await?,
        off_day: holiday::rule(conn, root).await?,
        events: happening::list(conn, programme).await?.into_iter().map(event).collect(),
    })
}

/// Stores who leads and whom names stand for: as chosen, and by exact names where nothing was.
pub(crate) async fn settle(
    tx: &mut Tx,
    root: UnitId,
    programme: ProgrammeId,
    plan: &Plan,
    choices: &Choices,
) -> Result<()> {
    let roll = units(tx, root).await?;
    let known = |unit: &UnitId| roll.units.iter().any(|owing| owing.unit == *unit);
    let mut leads = Vec::new();
    for movement in &plan.movements {
        let by_name = || movement.lead.as_deref().and_then(|name| roll.unit_named(name));
        let unit = choices.leads.get(&movement.key).copied().unwrap_or_else(by_name);
        leads.extend(unit.filter(known).map(|unit| (movement.key.clone(), unit)));
    }
    let mut named = Vec::new();
    for name in plan.named_debtors() {
        let chosen = choices.named.get(name).copied();
        // A name that nobody chose for and no unit bears falls to the agency, so that it is not lost.
        let unit = chosen.unwrap_or_else(|| roll.unit_named(name).or(Some(root)));
        named.push(NamedUnit { folded: fold(name), name: name.to_owned(), unit: unit.filter(known) });
    }
    rows::set_leads(tx, root, programme, &leads).await?;
    Ok(rows::set_named_units(tx, root, programme, &named).await?)
}

/// What reconciling tasks with a plan came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Reconciled {
    /// Tasks that are new.
    pub added: u64,
    /// Tasks that nobody had met and that the plan does not ask for any more.
    pub removed: u64,
    /// Tasks that nobody had met and whose day or words changed.
    pub changed: u64,
    /// Tasks left as they were, met ones among them.
    pub kept: u64,
}

/// Makes the tasks of a programme those its plan asks for. What is met stays, whatever the plan says now.
pub(crate) async fn reconcile(
    tx: &mut Tx,
    cx: &Cx,
    root: UnitId,
    programme: ProgrammeId,
    plan: &Plan,
) -> Result<Reconciled> {
    let roll = of(tx, root, programme).await?;
    let (seeds, stored) = (plan.tasks(&roll), task::of_programme(tx, programme).await?);
    let turn = |seed: &Seed| (seed.unit, seed.occurrence.period);
    let mut wanted: HashMap<(&Key, (UnitId, When)), &Seed> =
        seeds.iter().map(|seed| ((&seed.obligation, turn(seed)), seed)).collect();
    let (mut gone, mut done) = (Vec::new(), Reconciled::default());
    for old in &stored {
        let seed = wanted.remove(&(&old.obligation, (old.unit, old.period)));
        match (seed, old.met) {
            (None, None) => gone.push(old.id),
            (Some(seed), None) => match renewed(old, plan, seed) {
                Some(new) => {
                    task::retime(tx, &new).await?;
                    done.changed += 1;
                }
                None => done.kept += 1,
            },
            (_, Some(_)) => done.kept += 1,
        }
    }
    let fresh = seeds.iter().filter(|seed| wanted.contains_key(&(&seed.obligation, turn(seed))));
    let new: Vec<Task> = fresh.filter_map(|seed| fresh_task(cx, root, programme, plan, seed)).collect();
    done.added = task::insert(tx, &new).await?;
    done.removed = task::delete_unmet(tx, &gone).await?;
    Ok(done)
}

/// The task as the plan has it now, when that differs. A day that somebody extended further stays.
fn renewed(old: &Task, plan: &Plan, seed: &Seed) -> Option<Task> {
    let obligation = obligation(plan, &seed.obligation)?;
    let new = Task {
        due: seed.occurrence.on,
        last_day: seed.occurrence.last_day,
        due_day: old.extended_to.map_or(seed.holds, |until| until.max(seed.holds)),
        form: Word(obligation.form),
        what: obligation.what.clone(),
        ..old.clone()
    };
    (new != *old).then_some(new)
}

fn fresh_task(cx: &Cx, root: UnitId, programme: ProgrammeId, plan: &Plan, seed: &Seed) -> Option<Task> {
    let obligation = obligation(plan, &seed.obligation)?;
    Some(Task {
        id: cx.id::<TaskId>(),
        root,
        programme,
        obligation: seed.obligation.clone(),
        unit: seed.unit,
        period: seed.occurrence.period,
        due: seed.occurrence.on,
        last_day: seed.occurrence.last_day,
        due_day: seed.holds,
        form: Word(obligation.form),
        what: obligation.what.clone(),
        met: None,
        met_on: None,
        met_by: None,
        note: String::new(),
        extended_to: None,
        extended_why: String::new(),
        version: 1,
    })
}

fn obligation<'a>(plan: &'a Plan, key: &Key) -> Option<&'a Obligation> {
    plan.obligations.iter().find(|obligation| obligation.key == *key)
}
