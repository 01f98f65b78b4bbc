//! Units' own plans as rows: content, issues, recipients, signed files, settings; it must not judge what is missing or late.

pub mod issue;

use std::collections::BTreeSet;

use jiff::civil::Date;
use lantoa_domain::id::{ClusterId, PersonId, ProgrammeId, TaskId, UnitId, UnitPlanId};
use lantoa_domain::plan::Key;
use lantoa_domain::task::Met;
use lantoa_domain::time::When;
use lantoa_domain::unit_plan::{Content, Part, PlanKind, PlanState, Recipient};

use crate::{Conn, Json, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO unit_plan (id, root, programme, unit, kind, movement, year, obligation, task, state, content, done, asked, \
           why, number, issued_on, issues, base, begun_by, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 1) ON CONFLICT DO NOTHING";
    LOAD = "SELECT id, root, programme, unit, kind, nullif(movement, ''), year, nullif(obligation, ''), task, state, content, done, \
            asked, why, number, issued_on, issues, base, begun_by, version FROM unit_plan WHERE id = $1";
    SAVE = "UPDATE unit_plan SET task = $3, state = $4, content = $5, done = $6, asked = $7, why = $8, number = $9, issued_on = $10, \
            issues = $11, version = version + 1 WHERE id = $1 AND version = $2";
    OF_YEAR = "SELECT id, unit, kind, nullif(movement, ''), year, nullif(obligation, ''), state, done, asked, number, issued_on, \
               issues, version FROM unit_plan WHERE programme = $1 AND year IN (0, $2) ORDER BY id";
    OF_UNIT = "SELECT id, unit, kind, nullif(movement, ''), year, nullif(obligation, ''), state, done, asked, number, issued_on, \
               issues, version FROM unit_plan WHERE programme = $1 AND unit = $2 ORDER BY year DESC, id DESC";
    OF_TASK = "SELECT id FROM unit_plan WHERE unit = $1 AND task = $2 ORDER BY id DESC";
    CONTENTS = "SELECT p.unit, i.content FROM unit_plan p JOIN unit_plan_issue i ON i.plan = p.id AND i.ordinal = p.issues \
                WHERE p.programme = $1 AND p.year IN (0, $2) AND p.kind = 'implementation' AND p.state IN ('issued', 'replaced') ORDER BY p.year, p.id";
    RECEIPTS_OF_YEAR = "SELECT r.plan, r.recipient, r.cluster, r.sent_on, r.received_on FROM unit_plan_receipt r \
                        JOIN unit_plan p ON p.id = r.plan WHERE p.programme = $1 AND p.year IN (0, $2) ORDER BY r.plan, r.recipient";
    TASKS = "SELECT id, unit, obligation, period, due_day, met, met_on, version FROM task \
             WHERE programme = $1 AND form = 'plan' ORDER BY due_day, id";
    TASKS_OF = "SELECT id, unit, obligation, period, due_day, met, met_on, version FROM task \
                WHERE programme = $1 AND unit = $2 AND form = 'plan' ORDER BY due_day, id";
    OWED = "SELECT DISTINCT obligation FROM task WHERE programme = $1 AND unit = $2 ORDER BY obligation";
    SUB_PLANS = "SELECT DISTINCT movement FROM unit_plan WHERE programme = $1 AND unit = $2 AND kind = 'sub_plan' \
                 AND state IN ('issued', 'replaced') ORDER BY movement";
    SETTING = "SELECT parts, version FROM unit_plan_setting WHERE programme = $1";
    SETTING_NEW = "INSERT INTO unit_plan_setting (programme, root, parts, version) VALUES ($1, $2, $3, 1) \
                   ON CONFLICT (programme) DO NOTHING";
    SETTING_SAVE = "UPDATE unit_plan_setting SET parts = $3, version = version + 1 WHERE programme = $1 AND version = $2";
    TALLY = "SELECT d.unit, d.round, d.movement, d.class, CAST(count(*) AS BIGINT), \
             CAST(sum(CASE WHEN d.standing = 'recognised' THEN 1 ELSE 0 END) AS BIGINT) \
             FROM unit u JOIN dossier d ON d.unit = u.id WHERE u.root = $1 \
             AND d.round IN (SELECT id FROM round WHERE programme = $2) GROUP BY d.unit, d.round, d.movement, d.class";
}

/// A unit's plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPlan {
    /// The plan.
    pub id: UnitPlanId,
    /// The agency.
    pub root: UnitId,
    /// The programme it carries out.
    pub programme: ProgrammeId,
    /// Whose it is.
    pub unit: UnitId,
    /// What kind.
    pub kind: Word<PlanKind>,
    /// The movement of a sub-plan.
    pub movement: Option<Key>,
    /// Its year; 0 for the whole period.
    pub year: i16,
    /// The obligation it meets.
    pub obligation: Option<Key>,
    /// The task it answers.
    pub task: Option<TaskId>,
    /// Where it stands.
    pub state: Word<PlanState>,
    /// What it says now.
    pub content: Json<Content>,
    /// Complete parts.
    pub done: u8,
    /// Parts it is asked for.
    pub asked: u8,
    /// Why it came back; nothing when it did not.
    pub why: String,
    /// The number of its last issue.
    pub number: String,
    /// The day of its last issue.
    pub issued_on: Option<Date>,
    /// How often it was issued.
    pub issues: u32,
    /// The plan before it.
    pub base: Option<UnitPlanId>,
    /// Who began it.
    pub begun_by: PersonId,
    /// Guards writes, of what belongs to it too.
    pub version: i64,
}
crate::from_row!(UnitPlan {
    id,
    root,
    programme,
    unit,
    kind,
    movement,
    year,
    obligation,
    task,
    state,
    content,
    done,
    asked,
    why,
    number,
    issued_on,
    issues,
    base,
    begun_by,
    version
});

/// A plan as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanLine {
    /// The plan.
    pub id: UnitPlanId,
    /// Whose it is.
    pub unit: UnitId,
    /// What kind.
    pub kind: Word<PlanKind>,
    /// The movement of a sub-plan.
    pub movement: Option<Key>,
    /// Its year; 0 for the whole period.
    pub year: i16,
    /// The obligation it meets.
    pub obligation: Option<Key>,
    /// Where it stands.
    pub state: Word<PlanState>,
    /// Complete parts.
    pub done: u8,
    /// Parts it is asked for.
    pub asked: u8,
    /// The number of its last issue.
    pub number: String,
    /// The day of its last issue.
    pub issued_on: Option<Date>,
    /// How often it was issued.
    pub issues: u32,
    /// How often it was written.
    pub version: i64,
}
crate::from_row!(PlanLine {
    id,
    unit,
    kind,
    movement,
    year,
    obligation,
    state,
    done,
    asked,
    number,
    issued_on,
    issues,
    version
});

/// Whether a recipient has a plan, in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptLine {
    /// The plan.
    pub plan: UnitPlanId,
    /// Who.
    pub recipient: Word<Recipient>,
    /// The cluster whose head it is.
    pub cluster: Option<ClusterId>,
    /// When it was sent.
    pub sent_on: Date,
    /// When it was acknowledged.
    pub received_on: Option<Date>,
}
crate::from_row!(ReceiptLine { plan, recipient, cluster, sent_on, received_on });

/// A task that a unit's plan meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanTask {
    /// The task.
    pub id: TaskId,
    /// Who owes it.
    pub unit: UnitId,
    /// The obligation.
    pub obligation: Key,
    /// The period it answers for.
    pub period: When,
    /// The last day in time.
    pub due_day: Date,
    /// How it was met.
    pub met: Option<Word<Met>>,
    /// On which day.
    pub met_on: Option<Date>,
    /// How often it was written.
    pub version: i64,
}
crate::from_row!(PlanTask { id, unit, obligation, period, due_day, met, met_on, version });

/// Dossiers that are alike in all this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The proposing unit.
    pub unit: UnitId,
    /// The round.
    pub round: lantoa_domain::id::RoundId,
    /// The movement.
    pub movement: Key,
    /// The kind of subject.
    pub class: Word<lantoa_domain::subject::SubjectKind>,
    /// How many were opened.
    pub registered: u32,
    /// How many of them were recognised.
    pub recognised: u32,
}
crate::from_row!(Tally { unit, round, movement, class, registered, recognised });

fn text(key: Option<&Key>) -> &str {
    key.map_or("", Key::as_str)
}

/// Stores a new plan; `false` when the unit has one of the kind for the same time already.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &UnitPlan) -> Result<bool> {
    let p = new;
    let (movement, obligation) = (text(p.movement.as_ref()), text(p.obligation.as_ref()));
    let values = params![
        p.id,
        p.root,
        p.programme,
        p.unit,
        p.kind,
        movement,
        p.year,
        obligation,
        p.task,
        p.state,
        p.content,
        p.done,
        p.asked,
        p.why,
        p.number,
        p.issued_on,
        p.issues,
        p.base,
        p.begun_by
    ];
    Ok(tx.exec(&NEW, values).await? == 1)
}

/// A plan.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: UnitPlanId) -> Result<Option<UnitPlan>> {
    cx.opt(&LOAD, params![id]).await
}

/// Saves a plan, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, p: &UnitPlan) -> Result<()> {
    let values =
        params![p.id, p.version, p.task, p.state, p.content, p.done, p.asked, p.why, p.number, p.issued_on, p.issues];
    tx.exec_guarded(&SAVE, values).await
}

/// The plans of a programme for a year and for its whole period.
///
/// # Errors
/// The engine's.
pub async fn of_year(cx: &mut Conn, programme: ProgrammeId, year: i16) -> Result<Vec<PlanLine>> {
    cx.all(&OF_YEAR, params![programme, year]).await
}

/// The plans of a unit in a programme, the latest year first.
///
/// # Errors
/// The engine's.
pub async fn of_unit(cx: &mut Conn, programme: ProgrammeId, unit: UnitId) -> Result<Vec<PlanLine>> {
    cx.all(&OF_UNIT, params![programme, unit]).await
}

/// The plan that answers a task, the latest.
///
/// # Errors
/// The engine's.
pub async fn of_task(cx: &mut Conn, unit: UnitId, task: TaskId) -> Result<Option<UnitPlanId>> {
    Ok(cx.all(&OF_TASK, params![unit, task]).await?.into_iter().next())
}

/// What the issued plans of a year say, and those over the whole period before them.
///
/// # Errors
/// The engine's.
pub async fn contents(cx: &mut Conn, programme: ProgrammeId, year: i16) -> Result<Vec<(UnitId, Json<Content>)>> {
    cx.all(&CONTENTS, params![programme, year]).await
}

/// Who has the plans of a year and of the whole period.
///
/// # Errors
/// The engine's.
pub async fn receipts_of_year(cx: &mut Conn, programme: ProgrammeId, year: i16) -> Result<Vec<ReceiptLine>> {
    cx.all(&RECEIPTS_OF_YEAR, params![programme, year]).await
}

/// The tasks of a programme that plans meet, in the order of their days.
///
/// # Errors
/// The engine's.
pub async fn tasks(cx: &mut Conn, programme: ProgrammeId) -> Result<Vec<PlanTask>> {
    cx.all(&TASKS, params![programme]).await
}

/// The same of one unit.
///
/// # Errors
/// The engine's.
pub async fn tasks_of(cx: &mut Conn, programme: ProgrammeId, unit: UnitId) -> Result<Vec<PlanTask>> {
    cx.all(&TASKS_OF, params![programme, unit]).await
}

/// The obligations a unit has tasks of.
///
/// # Errors
/// The engine's.
pub async fn owed(cx: &mut Conn, programme: ProgrammeId, unit: UnitId) -> Result<Vec<Key>> {
    cx.all(&OWED, params![programme, unit]).await
}

/// The movements for which a unit has issued a plan.
///
/// # Errors
/// The engine's.
pub async fn sub_plans(cx: &mut Conn, programme: ProgrammeId, unit: UnitId) -> Result<Vec<Key>> {
    cx.all(&SUB_PLANS, params![programme, unit]).await
}

/// The parts a plan needs in a programme, with the version; none while nothing was set.
///
/// # Errors
/// The engine's.
pub async fn setting(cx: &mut Conn, programme: ProgrammeId) -> Result<Option<(BTreeSet<Part>, i64)>> {
    let row: Option<(Json<BTreeSet<Part>>, i64)> = cx.opt(&SETTING, params![programme]).await?;
    Ok(row.map(|(parts, version)| (parts.0, version)))
}

/// Sets them; version 0 stands for nothing set before.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn save_setting(
    tx: &mut Tx,
    root: UnitId,
    programme: ProgrammeId,
    parts: &BTreeSet<Part>,
    version: i64,
) -> Result<()> {
    if version == 0 && tx.exec(&SETTING_NEW, params![programme, root, Json(parts)]).await? == 1 {
        return Ok(());
    }
    tx.exec_guarded(&SETTING_SAVE, params![programme, version, Json(parts)]).await
}

/// How many dossiers of a programme were opened and recognised, by proposing unit, round, movement and kind of subject: one statement,
/// answered from an index.
///
/// # Errors
/// The engine's.
pub async fn tally(cx: &mut Conn, root: UnitId, programme: ProgrammeId) -> Result<Vec<Tally>> {
    cx.all(&TALLY, params![root, programme]).await
}
