//! Proposals that units copy a practice as rows, with each unit's answer; it must not judge an answer.

use jiff::civil::Date;
use lantoa_domain::id::{AdoptionId, PersonId, PracticeId, ReplicationId, UnitId};
use serde::{Deserialize, Serialize};

use crate::{Conn, Order, Param, Query, Result, Slice, Tx, Word, params};

const LINES: &str = "SELECT r.id, r.practice, p.title, r.why, r.due, r.made_on, r.made_by, \
                     (SELECT CAST(count(*) AS BIGINT) FROM replication_unit u WHERE u.replication = r.id), \
                     (SELECT CAST(count(*) AS BIGINT) FROM replication_unit u WHERE u.replication = r.id AND u.answer = 'accepted'), \
                     (SELECT CAST(count(*) AS BIGINT) FROM replication_unit u WHERE u.replication = r.id AND u.answer = 'declined') \
                     FROM replication r JOIN practice p ON p.id = r.practice WHERE r.root = ?";

crate::sql! {
    NEW = "INSERT INTO replication (id, root, practice, why, due, made_by, made_on) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    UNIT_NEW = "INSERT INTO replication_unit (replication, unit, answer, why, answered_by, answered_on, version) \
                VALUES ($1, $2, NULL, '', NULL, NULL, 1)";
    LOAD = "SELECT id, root, practice, why, due, made_by, made_on FROM replication WHERE id = $1";
    UNITS = "SELECT u.unit, u.answer, u.why, u.answered_by, u.answered_on, u.version, a.id FROM replication_unit u \
             JOIN replication r ON r.id = u.replication LEFT JOIN adoption a ON a.unit = u.unit AND a.practice = r.practice \
             WHERE u.replication = $1 ORDER BY u.unit";
    ANSWER = "UPDATE replication_unit SET answer = $4, why = $5, answered_by = $6, answered_on = $7, version = version + 1 \
              WHERE replication = $1 AND unit = $2 AND version = $3";
    OPEN_FOR = "SELECT r.id, r.practice, r.due FROM replication_unit u JOIN replication r ON r.id = u.replication \
                WHERE u.unit = $1 AND u.answer IS NULL ORDER BY r.due, r.id";
}

/// What a unit says to a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplicationAnswer {
    /// It will copy it.
    Accepted,
    /// It will not, and says why.
    Declined,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replication {
    /// The proposal.
    pub id: ReplicationId,
    /// The agency.
    pub root: UnitId,
    /// The practice.
    pub practice: PracticeId,
    /// Why these units should.
    pub why: String,
    /// Until when they should have begun.
    pub due: Date,
    /// Who proposed it.
    pub made_by: PersonId,
    /// When.
    pub made_on: Date,
}
crate::from_row!(Replication { id, root, practice, why, due, made_by, made_on });

/// A unit that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The unit.
    pub unit: UnitId,
    /// What it says.
    pub answer: Option<Word<ReplicationAnswer>>,
    /// Why.
    pub why: String,
    /// Who answered.
    pub answered_by: Option<PersonId>,
    /// When.
    pub answered_on: Option<Date>,
    /// Guards writes.
    pub version: i64,
    /// Its adoption of the practice, as soon as there is one.
    pub adoption: Option<AdoptionId>,
}
crate::from_row!(Asked { unit, answer, why, answered_by, answered_on, version, adoption });

/// A proposal as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplicationLine {
    /// The proposal.
    pub id: ReplicationId,
    /// The practice.
    pub practice: PracticeId,
    /// Its title.
    pub title: String,
    /// Why these units should.
    pub why: String,
    /// Until when.
    pub due: Date,
    /// When it was proposed.
    pub made_on: Date,
    /// Who proposed it.
    pub made_by: PersonId,
    /// Units asked.
    pub asked: u32,
    /// Units that accepted.
    pub accepted: u32,
    /// Units that declined.
    pub declined: u32,
}
crate::from_row!(ReplicationLine { id, practice, title, why, due, made_on, made_by, asked, accepted, declined });

/// Stores a new proposal to these units.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, replication: &Replication, units: &[UnitId]) -> Result<()> {
    let r = replication;
    tx.exec(&NEW, params![r.id, r.root, r.practice, r.why, r.due, r.made_by, r.made_on]).await?;
    for unit in units {
        tx.exec(&UNIT_NEW, params![r.id, unit]).await?;
    }
    Ok(())
}

/// A proposal.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: ReplicationId) -> Result<Option<Replication>> {
    cx.opt(&LOAD, params![id]).await
}

/// The units asked by a proposal.
///
/// # Errors
/// The engine's.
pub async fn units(cx: &mut Conn, id: ReplicationId) -> Result<Vec<Asked>> {
    cx.all(&UNITS, params![id]).await
}

/// Saves a unit's answer, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn answer(tx: &mut Tx, id: ReplicationId, asked: &Asked) -> Result<()> {
    let a = asked;
    let values = params![id, a.unit, a.version, a.answer, a.why, a.answered_by, a.answered_on];
    tx.exec_guarded(&ANSWER, values).await
}

/// Proposals that a unit has not answered: proposal, practice, due day.
///
/// # Errors
/// The engine's.
pub async fn open_for(cx: &mut Conn, unit: UnitId) -> Result<Vec<(ReplicationId, PracticeId, Date)>> {
    cx.all(&OPEN_FOR, params![unit]).await
}

/// Proposals of an agency, the latest first; only those that ask `unit` when one is given.
///
/// # Errors
/// The engine's.
pub async fn list(
    cx: &mut Conn,
    root: UnitId,
    (practice, unit): (Option<PracticeId>, Option<UnitId>),
    before: Option<ReplicationId>,
    rows: u32,
) -> Result<Slice<ReplicationLine>> {
    let mut query = Query::new("replication::list", LINES, &[&root]).and_some("r.practice = ?", practice);
    if let Some(unit) = unit {
        let asks = "EXISTS (SELECT 1 FROM replication_unit u WHERE u.replication = r.id AND u.unit = ?)";
        query = query.and(asks, &[&unit]);
    }
    let key = before.map(|id| [id]);
    let key: Option<Vec<&dyn Param>> = key.as_ref().map(|[id]| vec![id as &dyn Param]);
    cx.page(query.keyset(&["r.id"], Order::Descending, key.as_deref()), rows).await
}
