//! Plans, programmes and rounds as rows; it must not judge whether a plan is sound or a round may open.

pub mod roll;

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{CouncilId, PersonId, PlanId, ProgrammeId, RoundId, UnitId};
use lantoa_domain::plan::{Key, Plan};
use serde::{Deserialize, Serialize};

use crate::{Conn, Json, Result, Tx, Word, params};

crate::sql! {
    PLAN_NEW = "INSERT INTO plan (id, root, programme, base, status, title, file_name, document, content, warnings, rejected, \
                uploaded_by, uploaded_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)";
    PLAN = "SELECT id, root, programme, base, status, title, file_name, document, content, warnings, rejected, uploaded_by, \
            uploaded_at, version FROM plan WHERE id = $1";
    PLAN_SAVE = "UPDATE plan SET status = $3, title = $4, content = $5, rejected = $6, programme = $7, \
                 version = version + 1 WHERE id = $1 AND version = $2";
    PLANS = "SELECT id, programme, status, title, file_name, uploaded_by, uploaded_at FROM plan WHERE root = $1 \
             ORDER BY id DESC";
    CONTENT = "SELECT content FROM plan WHERE id = $1";
    PROGRAMME_NEW = "INSERT INTO programme (id, root, plan, title, from_year, to_year, status, council, version) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)";
    PROGRAMME = "SELECT id, root, plan, title, from_year, to_year, status, council, version FROM programme WHERE id = $1";
    PROGRAMMES = "SELECT id, root, plan, title, from_year, to_year, status, council, version FROM programme \
                  WHERE root = $1 ORDER BY from_year DESC, id DESC";
    PROGRAMME_SAVE = "UPDATE programme SET plan = $3, title = $4, from_year = $5, to_year = $6, status = $7, council = $8, \
                      version = version + 1 WHERE id = $1 AND version = $2";
    ROUND_TAKEN = "SELECT id FROM round WHERE programme = $1 AND track = $2 AND year = $3 AND month = $4 AND label = $5";
    ROUND_NEW = "INSERT INTO round (id, root, programme, plan, track, label, year, month, opens, closes, reference_day, \
                 status, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)";
    ROUND = "SELECT id, root, programme, plan, track, label, year, month, opens, closes, reference_day, status, version \
             FROM round WHERE id = $1";
    ROUNDS = "SELECT id, root, programme, plan, track, label, year, month, opens, closes, reference_day, status, version \
              FROM round WHERE programme = $1 ORDER BY year DESC, month DESC, id DESC";
    ROUND_SAVE = "UPDATE round SET closes = $3, status = $4, version = version + 1 WHERE id = $1 AND version = $2";
}

/// Where a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanStatus {
    /// Read, being checked by a person.
    Draft,
    /// In force: never changed again.
    Confirmed,
    /// Put aside.
    Discarded,
}

/// Whether a programme runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeStatus {
    /// It runs.
    Running,
    /// Its final review is done.
    Finished,
}

/// Whether a round takes dossiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundStatus {
    /// It does.
    Open,
    /// It takes nothing more; what is in it runs on.
    Closed,
}

/// A plan document and what was read from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRow {
    /// The plan.
    pub id: PlanId,
    /// The agency.
    pub root: UnitId,
    /// The programme it is a version of.
    pub programme: Option<ProgrammeId>,
    /// The version it was copied from, for an amended plan.
    pub base: Option<PlanId>,
    /// Where it stands.
    pub status: Word<PlanStatus>,
    /// Its title.
    pub title: String,
    /// Name of the uploaded file.
    pub file_name: String,
    /// The normalised text that sources point into.
    pub document: String,
    /// The structured plan.
    pub content: Json<Plan>,
    /// What the reader warned about: code, span and arguments.
    pub warnings: Json<Vec<ReadWarning>>,
    /// Items a person rejected, as paths.
    pub rejected: Json<Vec<String>>,
    /// Who uploaded it.
    pub uploaded_by: PersonId,
    /// When.
    pub uploaded_at: Timestamp,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(PlanRow {
    id,
    root,
    programme,
    base,
    status,
    title,
    file_name,
    document,
    content,
    warnings,
    rejected,
    uploaded_by,
    uploaded_at,
    version
});

/// A warning of the reader as it is kept beside the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadWarning {
    /// Stable code.
    pub code: String,
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Words to fill into the sentence.
    pub args: Vec<(String, String)>,
}

/// A plan in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// The programme.
    pub id: ProgrammeId,
    /// The agency.
    pub root: UnitId,
    /// The plan's version in force.
    pub plan: PlanId,
    /// Its title.
    pub title: String,
    /// First year.
    pub from_year: i16,
    /// Last year.
    pub to_year: i16,
    /// Whether it runs.
    pub status: Word<ProgrammeStatus>,
    /// The council that deliberates in it.
    pub council: Option<CouncilId>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Programme { id, root, plan, title, from_year, to_year, status, council, version });

/// One pass of a track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The round.
    pub id: RoundId,
    /// The agency.
    pub root: UnitId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The plan's version it froze.
    pub plan: PlanId,
    /// The track.
    pub track: Key,
    /// Its name: "Năm 2017", "Tháng 3/2022".
    pub label: String,
    /// The year it answers for.
    pub year: i16,
    /// The month 1–12 it answers for; 0 for a whole year.
    pub month: i8,
    /// First day it takes dossiers.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
    /// The day ages, ratings and titles are looked at.
    pub reference_day: Date,
    /// Whether it takes dossiers.
    pub status: Word<RoundStatus>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Round {
    id,
    root,
    programme,
    plan,
    track,
    label,
    year,
    month,
    opens,
    closes,
    reference_day,
    status,
    version
});

/// Stores a new plan.
///
/// # Errors
/// The engine's.
pub async fn insert_plan(tx: &mut Tx, plan: &PlanRow) -> Result<()> {
    let p = plan;
    tx.exec(
        &PLAN_NEW,
        params![
            p.id,
            p.root,
            p.programme,
            p.base,
            p.status,
            p.title,
            p.file_name,
            p.document,
            p.content,
            p.warnings,
            p.rejected,
            p.uploaded_by,
            p.uploaded_at
        ],
    )
    .await
    .map(drop)
}

/// A plan with its text.
///
/// # Errors
/// The engine's.
pub async fn plan(cx: &mut Conn, id: PlanId) -> Result<Option<PlanRow>> {
    cx.opt(&PLAN, params![id]).await
}

/// A plan in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanLine {
    /// The plan.
    pub id: PlanId,
    /// The programme it is a version of.
    pub programme: Option<ProgrammeId>,
    /// Where it stands.
    pub status: Word<PlanStatus>,
    /// Its title.
    pub title: String,
    /// Name of the uploaded file.
    pub file_name: String,
    /// Who uploaded it.
    pub uploaded_by: PersonId,
    /// When.
    pub uploaded_at: Timestamp,
}
crate::from_row!(PlanLine { id, programme, status, title, file_name, uploaded_by, uploaded_at });

/// Every plan of an agency without its text, the newest first.
///
/// # Errors
/// The engine's.
pub async fn plans(cx: &mut Conn, root: UnitId) -> Result<Vec<PlanLine>> {
    cx.all(&PLANS, params![root]).await
}

/// The structured plan alone.
///
/// # Errors
/// The engine's.
pub async fn content(cx: &mut Conn, id: PlanId) -> Result<Plan> {
    let content: Json<Plan> = cx.one(&CONTENT, params![id]).await?;
    Ok(content.0)
}

/// Saves what may change of a plan: status, title, content, rejected items, programme. Guarded by its version.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save_plan(tx: &mut Tx, plan: &PlanRow) -> Result<()> {
    let p = plan;
    tx.exec_guarded(&PLAN_SAVE, params![p.id, p.version, p.status, p.title, p.content, p.rejected, p.programme]).await
}

/// Stores a new programme.
///
/// # Errors
/// The engine's.
pub async fn insert_programme(tx: &mut Tx, programme: &Programme) -> Result<()> {
    let p = programme;
    tx.exec(&PROGRAMME_NEW, params![p.id, p.root, p.plan, p.title, p.from_year, p.to_year, p.status, p.council])
        .await
        .map(drop)
}

/// A programme.
///
/// # Errors
/// The engine's.
pub async fn programme(cx: &mut Conn, id: ProgrammeId) -> Result<Option<Programme>> {
    cx.opt(&PROGRAMME, params![id]).await
}

/// Every programme of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn programmes(cx: &mut Conn, root: UnitId) -> Result<Vec<Programme>> {
    cx.all(&PROGRAMMES, params![root]).await
}

/// Saves what may change of a programme: plan, title, years, status, council. Guarded by its version.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save_programme(tx: &mut Tx, programme: &Programme) -> Result<()> {
    let p = programme;
    let values = params![p.id, p.version, p.plan, p.title, p.from_year, p.to_year, p.status, p.council];
    tx.exec_guarded(&PROGRAMME_SAVE, values).await
}

/// Stores a new round.
///
/// # Errors
/// The engine's.
pub async fn insert_round(tx: &mut Tx, round: &Round) -> Result<()> {
    let r = round;
    tx.exec(
        &ROUND_NEW,
        params![
            r.id,
            r.root,
            r.programme,
            r.plan,
            r.track,
            r.label,
            r.year,
            r.month,
            r.opens,
            r.closes,
            r.reference_day,
            r.status
        ],
    )
    .await
    .map(drop)
}

/// A round.
///
/// # Errors
/// The engine's.
pub async fn round(cx: &mut Conn, id: RoundId) -> Result<Option<Round>> {
    cx.opt(&ROUND, params![id]).await
}

/// Every round of a programme, the latest first.
///
/// # Errors
/// The engine's.
pub async fn rounds(cx: &mut Conn, programme: ProgrammeId) -> Result<Vec<Round>> {
    cx.all(&ROUNDS, params![programme]).await
}

/// Saves what may change of a round: its last day and status. Guarded by its version.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save_round(tx: &mut Tx, round: &Round) -> Result<()> {
    tx.exec_guarded(&ROUND_SAVE, params![round.id, round.version, round.closes, round.status]).await
}

/// Whether the programme has a round of this track for this time under this label.
///
/// # Errors
/// The engine's.
pub async fn has_round(cx: &mut Conn, round: &Round) -> Result<bool> {
    let r = round;
    let found: Vec<RoundId> = cx.all(&ROUND_TAKEN, params![r.programme, r.track, r.year, r.month, r.label]).await?;
    Ok(!found.is_empty())
}
