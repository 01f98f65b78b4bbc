//! What people do with a task. It must not list anything.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{ProgrammeId, TaskId};
use lantoa_domain::plan::ObligationForm;
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::task::Met;
use lantoa_store::programme::roll as rows;
use lantoa_store::task::{self, Task};
use lantoa_store::{Conn, Tx, Word, org, programme};
use serde::Serialize;

use crate::roll::{self, Reconciled};
use crate::{Cx, Result, seen};

/// A task reported as met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Done, or nothing to report.
    pub how: Met,
    /// The day it was handed in, when not today: only the standing body may say so, for what came on paper.
    pub on: Option<Date>,
    /// What was handed in.
    pub note: String,
}

/// A day later than the one that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// The new last day.
    pub until: Date,
    /// Why.
    pub reason: String,
}

#[derive(Serialize)]
struct Detail<'a> {
    what: &'a str,
    unit: lantoa_domain::id::UnitId,
    due: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    met: Option<Met>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Date>,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    why: &'a str,
}

/// Reports a task as done, or a list as empty.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, `Invalid` when it is met already, when nothing-to-report does not fit, or for
/// a day in the future.
pub async fn complete(cx: &Cx, id: TaskId, version: i64, report: Report) -> Result<()> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut task = shown(tx, &acting, id, version, Act::CompleteTask).await?;
            open(&task)?;
            let today = acting.today();
            let on = report.on.unwrap_or(today);
            if on != today {
                acting.permit(Act::ExcuseTask)?;
            }
            if on > today {
                return Err(Refusal::Invalid { field: "on", why: "future" }.into());
            }
            match report.how {
                Met::Done => {}
                Met::Zero if task.form.0 == ObligationForm::List => {}
                Met::Zero => return Err(Refusal::Invalid { field: "how", why: "no-zero-report" }.into()),
                Met::Exempt => return Err(Refusal::Invalid { field: "how", why: "exempt" }.into()),
            }
            task.met = Some(Word(report.how));
            task.met_on = Some(on);
            task.met_by = Some(acting.actor().person);
            report.note.trim().clone_into(&mut task.note);
            save(tx, &acting, &task, "task.completed", "").await
        })
        .await
}

/// Exempts a unit from a task.
///
/// # Errors
/// As [`complete`], and `ReasonMissing`.
pub async fn exempt(cx: &Cx, id: TaskId, version: i64, reason: String) -> Result<()> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut task = shown(tx, &acting, id, version, Act::ExcuseTask).await?;
            open(&task)?;
            let reason = given(&reason)?;
            task.met = Some(Word(Met::Exempt));
            task.met_on = Some(acting.today());
            task.met_by = Some(acting.actor().person);
            reason.clone_into(&mut task.note);
            save(tx, &acting, &task, "task.exempted", reason).await
        })
        .await
}

/// Gives a unit more time. The plan's own day stays on record.
///
/// # Errors
/// As [`complete`], `ReasonMissing`, and `Invalid` for a day that is not later.
pub async fn extend(cx: &Cx, id: TaskId, version: i64, extension: Extension) -> Result<()> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut task = shown(tx, &acting, id, version, Act::ExcuseTask).await?;
            open(&task)?;
            let reason = given(&extension.reason)?;
            if extension.until <= task.due_day {
                return Err(Refusal::Invalid { field: "until", why: "not-later" }.into());
            }
            task.due_day = extension.until;
            task.extended_to = Some(extension.until);
            reason.clone_into(&mut task.extended_why);
            save(tx, &acting, &task, "task.extended", reason).await
        })
        .await
}

/// What held of a task before it was given more time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub(crate) struct Before {
    /// The last day in time that held.
    pub(crate) due_day: Date,
    /// The day somebody had given it already.
    pub(crate) extended_to: Option<Date>,
    /// Why.
    pub(crate) extended_why: String,
}

/// Takes back that a unit was given more time: what held before holds again.
///
/// # Errors
/// As [`complete`].
pub(crate) async fn take_back_extension(cx: &Cx, id: TaskId, version: i64, before: Before, why: &str) -> Result<()> {
    let (acting, why) = (cx.clone(), why.to_owned());
    cx.db()
        .write(async move |tx| {
            let mut task = shown(tx, &acting, id, version, Act::ExcuseTask).await?;
            open(&task)?;
            task.due_day = before.due_day;
            task.extended_to = before.extended_to;
            task.extended_why.clone_from(&before.extended_why);
            save(tx, &acting, &task, "task.extension-withdrawn", &why).await
        })
        .await
}

/// Takes back that a task was met. An exemption is taken back by those who may give one.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, `ReasonMissing`, `Invalid` when it is not met.
pub async fn reopen(cx: &Cx, id: TaskId, version: i64, reason: String) -> Result<()> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut task = shown(tx, &acting, id, version, Act::CompleteTask).await?;
            match task.met {
                None => return Err(Refusal::Invalid { field: "task", why: "not-met" }.into()),
                Some(Word(Met::Exempt)) => acting.permit(Act::ExcuseTask).map(drop)?,
                Some(_) => {}
            }
            let reason = given(&reason)?;
            (task.met, task.met_on, task.met_by) = (None, None, None);
            task.note = String::new();
            save(tx, &acting, &task, "task.reopened", reason).await
        })
        .await
}

/// Meets a task by what was issued on a day, within the unit of work that issues it; a task that is met stays as it is. The caller has shown
/// the permit for the issue, and that the day may be this one.
pub(crate) async fn fulfil(tx: &mut Tx, cx: &Cx, id: TaskId, on: Date, note: &str) -> Result<()> {
    let Some(mut task) = task::load(tx, id).await?.filter(|task| task.root == cx.actor().root) else { return Ok(()) };
    if task.met.is_some() {
        return Ok(());
    }
    task.met = Some(Word(Met::Done));
    task.met_on = Some(on);
    task.met_by = Some(cx.actor().person);
    note.clone_into(&mut task.note);
    save(tx, cx, &task, "task.completed", "").await
}

/// Opens a task again whose paper came back, within the unit of work that sends it back. An exemption stays.
pub(crate) async fn undo(tx: &mut Tx, cx: &Cx, id: TaskId) -> Result<()> {
    let Some(mut task) = task::load(tx, id).await?.filter(|task| task.root == cx.actor().root) else { return Ok(()) };
    if task.met != Some(Word(Met::Done)) {
        return Ok(());
    }
    (task.met, task.met_on, task.met_by) = (None, None, None);
    task.note = String::new();
    save(tx, cx, &task, "task.reopened", "").await
}

/// Makes the tasks of a programme those its plan asks for from the units there are today: after units were founded,
/// merged or given other names.
///
/// # Errors
/// `NotFound`, `NotAllowed`.
pub async fn refresh(cx: &Cx, id: ProgrammeId) -> Result<Reconciled> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let root = acting.actor().root;
            let found = programme::programme(tx, id).await?.filter(|programme| programme.root == root);
            let found = found.ok_or(Refusal::NotFound)?;
            acting.permit(Act::ExcuseTask)?;
            let plan = acting.app().plan(tx, found.plan).await?;
            let done = roll::reconcile(tx, &acting, root, id, &plan).await?;
            acting.journal(tx, "programme.tasks-refreshed", id, &done)?;
            Ok(done)
        })
        .await
}

/// Loads a task that the acting person may do this with, as it was shown.
pub(super) async fn shown(tx: &mut Tx, cx: &Cx, id: TaskId, version: i64, act: Act) -> Result<Task> {
    let task = task::load(tx, id).await?.filter(|task| task.root == cx.actor().root).ok_or(Refusal::NotFound)?;
    let place = place(tx, cx, &task).await?;
    cx.permit_at(act, &place)?;
    seen::same(tx, task.root, id, task.version, version).await?;
    Ok(task)
}

/// Where a task lies: with its unit, and with a movement that the unit leads and the acting person too.
pub(crate) async fn place(conn: &mut Conn, cx: &Cx, task: &Task) -> Result<Place> {
    let mut place = Place::unit(task.root, org::path(conn, task.unit).await?);
    let held: Vec<_> = cx.actor().grants.iter().filter_map(|grant| grant.movement.as_ref()).collect();
    if !held.is_empty() {
        let led = rows::leads(conn, task.programme).await?;
        let both = led.into_iter().filter(|(_, unit)| *unit == task.unit).map(|(key, _)| (task.programme, key));
        place.movement = both.into_iter().find(|movement| held.contains(&movement));
    }
    Ok(place)
}

pub(super) fn open(task: &Task) -> Result<()> {
    match task.met {
        None => Ok(()),
        Some(_) => Err(Refusal::Invalid { field: "task", why: "met" }.into()),
    }
}

fn given(reason: &str) -> Result<&str> {
    Some(reason.trim()).filter(|reason| !reason.is_empty()).ok_or_else(|| Refusal::ReasonMissing.into())
}

async fn save(tx: &mut Tx, cx: &Cx, task: &Task, action: &str, why: &str) -> Result<()> {
    let result = task::save(tx, task).await;
    seen::saved(tx, task.root, task.id, result).await?;
    let detail = Detail {
        what: &task.what,
        unit: task.unit,
        due: task.due_day,
        met: task.met.map(|met| met.0),
        on: task.met_on,
        note: &task.note,
        why,
    };
    cx.journal(tx, action, task.id, &detail)
}
