//! Acts given to many things at once and what came of each, as rows; it must not carry one out.

use jiff::Timestamp;
use lantoa_domain::id::{BulkRunId, PersonId, UnitId};
use serde_json::Value as Detail;

use crate::{Conn, Json, Param, Result, Tx, Value, params};

crate::sql! {
    NEW = "INSERT INTO bulk_run (id, root, person, act, given, back, at, undoes, undone, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, 1)";
    ITEM_NEW = "INSERT INTO bulk_item (run, ordinal, thing, label, outcome, why, after, before) \
                VALUES ($1, $2, $3, $4, 'waiting', '{}', NULL, '{}')";
    LOAD = "SELECT id, root, person, act, given, back, at, undoes, undone, version FROM bulk_run WHERE id = $1";
    ITEMS = "SELECT ordinal, thing, label, outcome, why, after, before FROM bulk_item WHERE run = $1 ORDER BY ordinal";
    TOLD = "UPDATE bulk_item SET outcome = $3, why = $4, after = $5, before = $6, label = $7 WHERE run = $1 AND ordinal = $2";
    UNDONE = "UPDATE bulk_run SET undone = $3, version = version + 1 WHERE id = $1 AND version = $2 AND undone IS NULL";
    OLD = "SELECT id FROM bulk_run WHERE person = $1 AND at < $2 ORDER BY id LIMIT 50";
    UNLINK = "UPDATE bulk_run SET undoes = NULL, undone = NULL WHERE id = $1 OR undoes = $1 OR undone = $1";
    ITEMS_GONE = "DELETE FROM bulk_item WHERE run = $1";
    GONE = "DELETE FROM bulk_run WHERE id = $1";
}

/// One act given to many.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The run.
    pub id: BulkRunId,
    /// The agency.
    pub root: UnitId,
    /// Who gave it.
    pub person: PersonId,
    /// Which act.
    pub act: String,
    /// What was given along: a person, a day, words.
    pub given: Json<Detail>,
    /// The address of the list it was given on.
    pub back: String,
    /// When.
    pub at: Timestamp,
    /// The run whose acts it reversed.
    pub undoes: Option<BulkRunId>,
    /// The run that reversed it.
    pub undone: Option<BulkRunId>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Run { id, root, person, act, given, back, at, undoes, undone, version });

/// What came of one of many.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its place among the others, from 0.
    pub ordinal: i64,
    /// Its identifier.
    pub thing: String,
    /// What it is called, as far as who gave the act could see it then.
    pub label: String,
    /// `waiting`, `done` or `refused`.
    pub outcome: String,
    /// What stood in the way.
    pub why: Json<Detail>,
    /// The version that the act left.
    pub after: Option<i64>,
    /// What it takes to reverse it.
    pub before: Json<Detail>,
}
crate::from_row!(Item { ordinal, thing, label, outcome, why, after, before });

/// Keeps a run with its things, none of which has been done.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, run: &Run, things: &[String]) -> Result<()> {
    let r = run;
    tx.exec(&NEW, params![r.id, r.root, r.person, r.act, r.given, r.back, r.at, r.undoes]).await?;
    let numbered = (0_i64..).zip(things);
    let values: Vec<[Value<'_>; 4]> =
        numbered.map(|(n, thing)| [r.id.value(), Value::Int(n), thing.value(), thing.value()]).collect();
    let steps: Vec<_> = values.iter().map(|values| (&ITEM_NEW, values.as_slice())).collect();
    tx.exec_all(&steps).await.map(drop)
}

/// A run.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: BulkRunId) -> Result<Option<Run>> {
    cx.opt(&LOAD, params![id]).await
}

/// What came of each, in the order they were chosen.
///
/// # Errors
/// The engine's.
pub async fn items(cx: &mut Conn, id: BulkRunId) -> Result<Vec<Item>> {
    cx.all(&ITEMS, params![id]).await
}

/// Writes down what came of some.
///
/// # Errors
/// The engine's.
pub async fn tell(tx: &mut Tx, id: BulkRunId, items: &[Item]) -> Result<()> {
    for one in items {
        let i = one;
        tx.exec(&TOLD, params![id, i.ordinal, i.outcome, i.why, i.after, i.before, i.label]).await?;
    }
    Ok(())
}

/// Notes that a run is being reversed by another: once.
///
/// # Errors
/// `Stale` when it was reversed already, and the engine's.
pub async fn undone(tx: &mut Tx, run: &Run, by: BulkRunId) -> Result<()> {
    tx.exec_guarded(&UNDONE, params![run.id, run.version, by]).await
}

/// Takes out what a person gave before an instant. At most fifty at a time.
///
/// # Errors
/// The engine's.
pub async fn forget(tx: &mut Tx, person: PersonId, before: Timestamp) -> Result<()> {
    let old: Vec<BulkRunId> = tx.all(&OLD, params![person, before]).await?;
    for id in old {
        tx.exec(&UNLINK, params![id]).await?;
        tx.exec(&ITEMS_GONE, params![id]).await?;
        tx.exec(&GONE, params![id]).await?;
    }
    Ok(())
}
