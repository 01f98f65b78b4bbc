//! What units run into while they carry out a plan, as rows; it must not decide who answers.

use jiff::civil::Date;
use lantoa_domain::id::{ObstacleId, PersonId, PlanId, ProgrammeId, UnitId};
use lantoa_domain::plan::Key;
use serde::{Deserialize, Serialize};

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO obstacle (id, root, programme, unit, movement, words, raised_by, raised_on, state, answer, answered_by, \
           answered_on, plan, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', '', NULL, NULL, NULL, 1)";
    LOAD = "SELECT o.id, o.root, o.programme, o.unit, o.movement, o.words, o.raised_by, o.raised_on, o.state, o.answer, \
            o.answered_by, o.answered_on, o.plan, o.version, coalesce(r.name, ''), coalesce(a.name, '') \
            FROM obstacle o LEFT JOIN person r ON r.id = o.raised_by LEFT JOIN person a ON a.id = o.answered_by \
            WHERE o.id = $1";
    OF_PROGRAMME = "SELECT o.id, o.root, o.programme, o.unit, o.movement, o.words, o.raised_by, o.raised_on, o.state, o.answer, \
                    o.answered_by, o.answered_on, o.plan, o.version, coalesce(r.name, ''), coalesce(a.name, '') \
                    FROM obstacle o LEFT JOIN person r ON r.id = o.raised_by LEFT JOIN person a ON a.id = o.answered_by \
                    WHERE o.programme = $1 AND o.state <> 'withdrawn' ORDER BY o.id DESC";
    SETTLE = "UPDATE obstacle SET state = $3, answer = $4, answered_by = $5, answered_on = $6, plan = $7, version = version + 1 \
              WHERE id = $1 AND version = $2";
    OPEN = "SELECT programme, CAST(count(*) AS BIGINT) FROM obstacle WHERE root = $1 AND state = 'open' \
            GROUP BY programme ORDER BY programme";
}

/// Where an obstacle stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObstacleState {
    /// Nobody answered yet.
    Open,
    /// The standing body answered.
    Answered,
    /// The plan is to be amended because of it.
    Amends,
    /// Who raised it took it back.
    Withdrawn,
}

/// What a unit ran into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// Its number.
    pub id: ObstacleId,
    /// The agency.
    pub root: UnitId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The unit.
    pub unit: UnitId,
    /// The movement; `None` for the plan as a whole.
    pub movement: Option<Key>,
    /// What it is.
    pub words: String,
    /// Who raised it.
    pub raised_by: PersonId,
    /// When.
    pub raised_on: Date,
    /// Where it stands.
    pub state: Word<ObstacleState>,
    /// The answer.
    pub answer: String,
    /// Who answered.
    pub answered_by: Option<PersonId>,
    /// When.
    pub answered_on: Option<Date>,
    /// The plan in force when it was answered.
    pub plan: Option<PlanId>,
    /// Guards writes.
    pub version: i64,
    /// Who raised it, by name.
    pub raiser: String,
    /// Who answered, by name; empty before.
    pub answerer: String,
}
crate::from_row!(Obstacle {
    id,
    root,
    programme,
    unit,
    movement,
    words,
    raised_by,
    raised_on,
    state,
    answer,
    answered_by,
    answered_on,
    plan,
    version,
    raiser,
    answerer
});

/// Open obstacles of a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// The programme.
    pub programme: ProgrammeId,
    /// How many.
    pub count: u32,
}
crate::from_row!(Waiting { programme, count });

/// Stores a new obstacle; names are not stored with it.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, row: &Obstacle) -> Result<()> {
    let r = row;
    let values = params![r.id, r.root, r.programme, r.unit, r.movement, r.words, r.raised_by, r.raised_on];
    tx.exec(&NEW, values).await.map(drop)
}

/// An obstacle.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: ObstacleId) -> Result<Option<Obstacle>> {
    cx.opt(&LOAD, params![id]).await
}

/// The obstacles of a programme that were not taken back, the newest first.
///
/// # Errors
/// The engine's.
pub async fn of_programme(cx: &mut Conn, programme: ProgrammeId) -> Result<Vec<Obstacle>> {
    cx.all(&OF_PROGRAMME, params![programme]).await
}

/// How many of an agency wait for an answer, by programme.
///
/// # Errors
/// The engine's.
pub async fn open(cx: &mut Conn, root: UnitId) -> Result<Vec<Waiting>> {
    cx.all(&OPEN, params![root]).await
}

/// Saves how it stands under the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn settle(tx: &mut Tx, row: &Obstacle) -> Result<()> {
    let r = row;
    tx.exec_guarded(&SETTLE, params![r.id, r.version, r.state, r.answer, r.answered_by, r.answered_on, r.plan]).await
}
