//! Requests to units for material to publish, as rows; it must not judge an answer.

use jiff::civil::Date;
use lantoa_domain::id::{ExemplarId, PersonId, RequestId, UnitId};

use crate::{Conn, Result, Tx, params};

crate::sql! {
    NEW = "INSERT INTO content_request (id, root, unit, exemplar, what, due, asked_by, asked_on, answer, answered_by, answered_on, \
           version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', NULL, NULL, 1)";
    ANSWER = "UPDATE content_request SET answer = $3, answered_by = $4, answered_on = $5, version = version + 1 \
              WHERE id = $1 AND version = $2";
    LOAD = "SELECT r.id, r.root, r.unit, u.name, r.exemplar, e.name, r.what, r.due, r.asked_on, r.answer, r.answered_on, r.version \
            FROM content_request r JOIN unit u ON u.id = r.unit LEFT JOIN exemplar e ON e.id = r.exemplar WHERE r.id = $1";
    LIST = "SELECT r.id, r.root, r.unit, u.name, r.exemplar, e.name, r.what, r.due, r.asked_on, r.answer, r.answered_on, r.version \
            FROM content_request r JOIN unit u ON u.id = r.unit LEFT JOIN exemplar e ON e.id = r.exemplar WHERE r.root = $1 \
            ORDER BY r.id DESC";
}

/// A request for material.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The request.
    pub id: RequestId,
    /// The agency.
    pub root: UnitId,
    /// Who is asked.
    pub unit: UnitId,
    /// The unit's name.
    pub unit_name: String,
    /// About which exemplar.
    pub exemplar: Option<ExemplarId>,
    /// Its name.
    pub exemplar_name: Option<String>,
    /// What is asked for.
    pub what: String,
    /// Last day to answer.
    pub due: Date,
    /// When it was asked.
    pub asked_on: Date,
    /// The answer; empty before it came.
    pub answer: String,
    /// When it came.
    pub answered_on: Option<Date>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Request {
    id,
    root,
    unit,
    unit_name,
    exemplar,
    exemplar_name,
    what,
    due,
    asked_on,
    answer,
    answered_on,
    version
});

/// Stores a request.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &Request, by: PersonId) -> Result<()> {
    let n = new;
    tx.exec(&NEW, params![n.id, n.root, n.unit, n.exemplar, n.what, n.due, by, n.asked_on]).await.map(drop)
}

/// Keeps an answer; one that came before is replaced.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn answer(tx: &mut Tx, request: &Request, answer: &str, by: PersonId, on: Date) -> Result<()> {
    tx.exec_guarded(&ANSWER, params![request.id, request.version, answer, by, on]).await
}

/// A request.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: RequestId) -> Result<Option<Request>> {
    cx.opt(&LOAD, params![id]).await
}

/// The requests of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, root: UnitId) -> Result<Vec<Request>> {
    cx.all(&LIST, params![root]).await
}
