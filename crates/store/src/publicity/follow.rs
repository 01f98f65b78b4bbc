//! Movements to learn from an exemplar, and what each unit makes of them, as rows; it must not judge what a unit does.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{DecisionId, ExemplarId, FollowId, PersonId, UnitId};

use crate::{Conn, Result, Tx, params};

crate::sql! {
    NEW = "INSERT INTO follow_movement (id, root, exemplar, decision, title, call, from_day, to_day, ended_why, ended_on, \
           launched_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', NULL, $9, 1)";
    END = "UPDATE follow_movement SET ended_on = $3, ended_why = $4, version = version + 1 \
           WHERE id = $1 AND version = $2 AND ended_on IS NULL";
    LOAD = "SELECT f.id, f.root, f.exemplar, e.name, f.decision, f.title, f.call, f.from_day, f.to_day, f.ended_why, f.ended_on, \
            f.version, (SELECT CAST(count(*) AS BIGINT) FROM follow_uptake t WHERE t.movement = f.id), \
            (SELECT CAST(coalesce(sum(t.people), 0) AS BIGINT) FROM follow_uptake t WHERE t.movement = f.id) \
            FROM follow_movement f JOIN exemplar e ON e.id = f.exemplar WHERE f.id = $1";
    LIST = "SELECT f.id, f.root, f.exemplar, e.name, f.decision, f.title, f.call, f.from_day, f.to_day, f.ended_why, f.ended_on, \
            f.version, (SELECT CAST(count(*) AS BIGINT) FROM follow_uptake t WHERE t.movement = f.id), \
            (SELECT CAST(coalesce(sum(t.people), 0) AS BIGINT) FROM follow_uptake t WHERE t.movement = f.id) \
            FROM follow_movement f JOIN exemplar e ON e.id = f.exemplar WHERE f.root = $1 ORDER BY f.id DESC";
    PUT = "INSERT INTO follow_uptake (movement, unit, joined_on, doing, people, result, entered_by, at) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (movement, unit) DO UPDATE SET joined_on = excluded.joined_on, \
           doing = excluded.doing, people = excluded.people, result = excluded.result, entered_by = excluded.entered_by, \
           at = excluded.at";
    UPTAKES = "SELECT unit, joined_on, doing, people, result, at FROM follow_uptake WHERE movement = $1 ORDER BY joined_on, unit";
}

/// A movement to follow an exemplar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// The movement.
    pub id: FollowId,
    /// The agency.
    pub root: UnitId,
    /// Whom to follow.
    pub exemplar: ExemplarId,
    /// The exemplar's name.
    pub name: String,
    /// The decision after which it was launched.
    pub decision: DecisionId,
    /// What it is called.
    pub title: String,
    /// What everybody is called upon to do.
    pub call: String,
    /// First day.
    pub from_day: Date,
    /// Last day.
    pub to_day: Date,
    /// Why it was ended early.
    pub ended_why: String,
    /// When it was ended early.
    pub ended_on: Option<Date>,
    /// Guards writes.
    pub version: i64,
    /// Units that joined.
    pub units: i64,
    /// People who take part.
    pub people: i64,
}
crate::from_row!(Follow {
    id,
    root,
    exemplar,
    name,
    decision,
    title,
    call,
    from_day,
    to_day,
    ended_why,
    ended_on,
    version,
    units,
    people
});

/// What a unit makes of a movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uptake {
    /// The unit.
    pub unit: UnitId,
    /// Since when.
    pub joined_on: Date,
    /// What it does.
    pub doing: String,
    /// People who take part.
    pub people: i64,
    /// What came of it; may be empty.
    pub result: String,
    /// When it was told last.
    pub at: Timestamp,
}
crate::from_row!(Uptake { unit, joined_on, doing, people, result, at });

/// Stores a movement.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &Follow, by: PersonId) -> Result<()> {
    let n = new;
    let values = params![n.id, n.root, n.exemplar, n.decision, n.title, n.call, n.from_day, n.to_day, by];
    tx.exec(&NEW, values).await.map(drop)
}

/// Ends a movement early.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn end(tx: &mut Tx, id: FollowId, version: i64, on: Date, why: &str) -> Result<()> {
    tx.exec_guarded(&END, params![id, version, on, why]).await
}

/// A movement.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: FollowId) -> Result<Option<Follow>> {
    cx.opt(&LOAD, params![id]).await
}

/// The movements of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, root: UnitId) -> Result<Vec<Follow>> {
    cx.all(&LIST, params![root]).await
}

/// Notes what a unit makes of a movement; what it told before is replaced.
///
/// # Errors
/// The engine's.
pub async fn put(tx: &mut Tx, movement: FollowId, new: &Uptake, by: PersonId) -> Result<()> {
    let n = new;
    let values = params![movement, n.unit, n.joined_on, n.doing, n.people, n.result, by, n.at];
    tx.exec(&PUT, values).await.map(drop)
}

/// What the units make of a movement.
///
/// # Errors
/// The engine's.
pub async fn uptakes(cx: &mut Conn, movement: FollowId) -> Result<Vec<Uptake>> {
    cx.all(&UPTAKES, params![movement]).await
}
