//! A unit's plan on its way: before the head, issued with number and day, to its recipients, back with a reason. Its issue meets its task. It must not change what the plan says.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{ClusterId, TaskId, UnitPlanId};
use lantoa_domain::plan::Key;
use lantoa_domain::policy::Act;
use lantoa_domain::unit_plan::{PlanKind, PlanState, PlanStep, Recipient, missing};
use lantoa_store::programme::roll as rows;
use lantoa_store::unit_plan::{self, UnitPlan, issue as issues};
use lantoa_store::{Conn, Json, Tx, Word};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Case, kept, load, save};
use crate::dossier::content::{kind_of, safe_name};
use crate::dossier::{LARGEST, Reading};
use crate::{Cx, Error, Result, task};

/// The signed paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedAs {
    /// The sender's name for it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// How a plan is issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Its number and symbol: `12/KH-UBND`.
    pub number: String,
    /// Its day; before today only where the standing body enters what came on paper.
    pub on: Date,
    /// The signed file, when there is one.
    pub file: Option<SignedAs>,
}

/// Lays a plan before the unit's head.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` (`unit-plan-step`).
pub async fn submit(cx: &Cx, id: UnitPlanId, seen: i64) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = kept(tx, &me, id, seen, Act::WriteUnitPlan).await?;
            let (state, unit) = (Word(case.row.state.0.after(PlanStep::Submit)?), case.row.unit);
            save(tx, &UnitPlan { state, why: String::new(), ..case.row }).await?;
            me.journal(tx, "unit-plan.submitted", id, &json!({ "unit": unit }))
        })
        .await
}

/// Sends a plan back with a reason: the head before the issue, the standing body after it. What was issued stays on record, the task it
/// met is open again.
///
/// # Errors
/// As [`submit`], and `ReasonMissing`.
pub async fn send_back(cx: &Cx, id: UnitPlanId, seen: i64, why: String) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = load(tx, &me, id).await?.row.state.0;
            let act = if was == PlanState::Issued { Act::ReceiveUnitPlan } else { Act::IssueUnitPlan };
            let case = kept(tx, &me, id, seen, act).await?;
            let state = Word(was.after(PlanStep::Return)?);
            let why = why.trim().chars().take(1_000).collect::<String>();
            if why.is_empty() {
                return Err(Refusal::ReasonMissing.into());
            }
            if was == PlanState::Issued {
                issues::recalled(tx, id).await?;
                if let Some(task) = case.row.task {
                    task::undo(tx, &me, task).await?;
                }
            }
            save(tx, &UnitPlan { state, why, ..case.row }).await?;
            me.journal(tx, "unit-plan.returned", id, &json!({ "before": was, "after": state.0 }))
        })
        .await
}

/// Issues a plan with number and day; its task is met as of that day, and the unit's plan of the year before is replaced.
///
/// # Errors
/// As [`submit`]; `Invalid` on "parts" (`unit-plan-incomplete`) while a required part lacks something or something is weaker than what is
/// inherited, on "number" or "on"; `FileKind`, `FileTooLarge`.
pub async fn issue(cx: &Cx, id: UnitPlanId, seen: i64, new: Issue) -> Result<()> {
    let file = new.file.as_ref().map(|file| prepare(cx, id, file)).transpose()?.map(Arc::new);
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = kept(tx, &me, id, seen, Act::IssueUnitPlan).await?;
            let state = Word(case.row.state.0.after(PlanStep::Issue)?);
            let number = numbered(&me, &new)?;
            if !missing(&case.row.content.0, &case.ground(), &case.needed).is_empty() {
                return Err(Refusal::Invalid { field: "parts", why: "unit-plan-incomplete" }.into());
            }
            let ordinal = case.row.issues.saturating_add(1);
            let row = UnitPlan {
                state,
                number: number.clone(),
                issued_on: Some(new.on),
                issues: ordinal,
                why: String::new(),
                task: task_of(tx, &case).await?,
                ..case.row.clone()
            };
            let issued = issues::Issue {
                plan: id,
                ordinal,
                number,
                issued_on: new.on,
                content: Json(row.content.0.clone()),
                issued_by: me.actor().person,
                issuer: String::new(),
                at: me.now(),
            };
            issues::insert(tx, &issued).await?;
            if let Some(file) = &file {
                let (file, bytes) = file.as_ref();
                issues::insert_file(tx, &issues::SignedFile { ordinal, ..file.clone() }, bytes).await?;
            }
            save(tx, &row).await?;
            replace(tx, &me, &row).await?;
            fulfil(tx, &me, &row, new.on).await?;
            let detail = json!({ "number": row.number, "on": new.on, "ordinal": ordinal, "task": row.task });
            me.journal(tx, "unit-plan.issued", id, &detail)
        })
        .await
}

fn numbered(cx: &Cx, new: &Issue) -> Result<String> {
    let number = new.number.trim();
    if number.is_empty() {
        return Err(Refusal::Invalid { field: "number", why: "empty" }.into());
    }
    if number.chars().count() > 60 {
        return Err(Refusal::Invalid { field: "number", why: "long" }.into());
    }
    if new.on > cx.today() {
        return Err(Refusal::Invalid { field: "on", why: "future" }.into());
    }
    if new.on < cx.today() {
        // The same rule as for every task: only the standing body enters what came on paper.
        cx.permit(Act::ExcuseTask)?;
    }
    Ok(number.to_owned())
}

fn prepare(cx: &Cx, plan: UnitPlanId, file: &SignedAs) -> Result<(issues::SignedFile, Vec<u8>)> {
    if file.bytes.len() as u64 > LARGEST {
        return Err(Refusal::FileTooLarge { limit: LARGEST }.into());
    }
    let kind = kind_of(&file.bytes)?;
    let row = issues::SignedFile {
        plan,
        ordinal: 0,
        name: safe_name(&file.name, kind),
        media: kind.media.to_owned(),
        size: file.bytes.len() as u64,
        sha256: Sha256::digest(&file.bytes).into(),
        added_by: cx.actor().person,
        added: cx.now(),
    };
    Ok((row, file.bytes.clone()))
}

/// The task it answers: the one it began with, or one that came later.
async fn task_of(conn: &mut Conn, case: &Case) -> Result<Option<TaskId>> {
    let tasks = unit_plan::tasks_of(conn, case.row.programme, case.row.unit).await?;
    if let Some(known) = case.row.task.filter(|id| tasks.iter().any(|task| task.id == *id)) {
        return Ok(Some(known));
    }
    let year = Some(case.row.year).filter(|year| *year != 0);
    let fits = |task: &&unit_plan::PlanTask| {
        task.met.is_none() && super::begin::answers(&case.plan, task, case.row.kind.0, year)
    };
    Ok(tasks.iter().find(fits).map(|task| task.id))
}

/// Meets the task; that of a lead of several movements when all have their plan (001 V.2).
async fn fulfil(tx: &mut Tx, cx: &Cx, row: &UnitPlan, on: Date) -> Result<()> {
    let Some(id) = row.task else { return Ok(()) };
    if row.kind.0 == PlanKind::SubPlan {
        let leads = rows::leads(tx, row.programme).await?;
        let led: BTreeSet<Key> = leads.into_iter().filter(|(_, unit)| *unit == row.unit).map(|(key, _)| key).collect();
        let there: BTreeSet<Key> = unit_plan::sub_plans(tx, row.programme, row.unit).await?.into_iter().collect();
        if !led.is_subset(&there) {
            return Ok(());
        }
    }
    task::fulfil(tx, cx, id, on, &row.number).await
}

/// The unit's plans of earlier years for the same are replaced and kept.
async fn replace(tx: &mut Tx, cx: &Cx, row: &UnitPlan) -> Result<()> {
    for line in unit_plan::of_unit(tx, row.programme, row.unit).await? {
        let same = line.kind == row.kind && line.movement == row.movement && line.obligation == row.obligation;
        let earlier = line.id != row.id && line.year != 0 && line.year < row.year;
        if !(same && earlier && line.state.0 == PlanState::Issued) {
            continue;
        }
        let Some(old) = unit_plan::load(tx, line.id).await? else { continue };
        let state = Word(old.state.0.after(PlanStep::Replace)?);
        save(tx, &UnitPlan { state, ..old }).await?;
        cx.journal(tx, "unit-plan.replaced", line.id, &json!({ "next": row.id }))?;
    }
    Ok::<_, Error>(())
}

/// Notes that a plan was sent to recipients (001 V.1: to the standing body and to the head of the cluster).
///
/// # Errors
/// As [`submit`]; `Invalid` on "recipients" for none, or for a cluster the unit is not in; on "on" for a day before the issue or to come;
/// `Taken` when all of them have it.
pub async fn send(cx: &Cx, id: UnitPlanId, seen: i64, to: Vec<Recipient>, on: Date) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = kept(tx, &me, id, seen, Act::WriteUnitPlan).await?;
            let state = case.row.state.0;
            if state != PlanState::Issued {
                return Err(Refusal::Invalid { field: "state", why: "unit-plan-step" }.into());
            }
            if to.is_empty() {
                return Err(Refusal::Invalid { field: "recipients", why: "empty" }.into());
            }
            if on > me.today() {
                return Err(Refusal::Invalid { field: "on", why: "future" }.into());
            }
            if case.row.issued_on.is_some_and(|issued| on < issued) {
                return Err(Refusal::Invalid { field: "on", why: "before-issue" }.into());
            }
            let mut fresh = Vec::new();
            for recipient in &to {
                let cluster = addressed(&case, *recipient)?;
                if issues::sent(tx, id, (*recipient, cluster), on, me.actor().person).await? {
                    fresh.push(*recipient);
                }
            }
            if fresh.is_empty() {
                return Err(Refusal::Taken { field: "recipients" }.into());
            }
            save(tx, &case.row).await?;
            me.journal(tx, "unit-plan.sent", id, &json!({ "recipients": fresh, "on": on }))
        })
        .await
}

/// The cluster whose head is addressed.
fn addressed(case: &Case, recipient: Recipient) -> Result<Option<ClusterId>> {
    match recipient {
        Recipient::StandingBody => Ok(None),
        Recipient::ClusterHead => {
            let cluster = case.goes_to_cluster();
            let cluster = cluster.ok_or(Refusal::Invalid { field: "recipients", why: "no-cluster" })?;
            Ok(Some(cluster.id))
        }
    }
}

/// Acknowledges a plan for a recipient.
///
/// # Errors
/// As [`submit`]; `Invalid` on "recipients" (`unit-plan-not-sent`) when it was not sent there or is acknowledged.
pub async fn receive(cx: &Cx, id: UnitPlanId, seen: i64, recipient: Recipient) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let act = match recipient {
                Recipient::StandingBody => Act::ReceiveUnitPlan,
                Recipient::ClusterHead => Act::ReceiveInCluster,
            };
            let case = kept(tx, &me, id, seen, act).await?;
            if !issues::received(tx, id, recipient, me.today(), me.actor().person).await? {
                return Err(Refusal::Invalid { field: "recipients", why: "unit-plan-not-sent" }.into());
            }
            save(tx, &case.row).await?;
            me.journal(tx, "unit-plan.received", id, &json!({ "recipients": [recipient] }))
        })
        .await
}

/// The signed file of an issue, for those who read the plan.
///
/// # Errors
/// `NotFound`.
pub async fn read(cx: &Cx, id: UnitPlanId, ordinal: u32) -> Result<Reading> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            load(conn, &me, id).await?;
            let files = issues::files(conn, id).await?;
            let file = files.into_iter().find(|file| file.ordinal == ordinal).ok_or(Refusal::NotFound)?;
            let bytes = issues::bytes(conn, &file).await?;
            Ok::<_, Error>(Reading { name: file.name, media: file.media, bytes })
        })
        .await
}
