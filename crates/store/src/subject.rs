//! Subjects without a place among units and people: small collectives, households, practices; it must not judge which is meant.

use lantoa_domain::id::{SubjectId, UnitId};
use lantoa_domain::text::fold;

use crate::dossier::SubjectTag;
use crate::{Conn, Result, Tx, params};

crate::sql! {
    NEW = "INSERT INTO subject (id, root, kind, unit, name, folded, note) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    LOAD = "SELECT id, root, kind, unit, name, note FROM subject WHERE id = $1";
    NAMED = "SELECT id, root, kind, unit, name, note FROM subject \
             WHERE root = $1 AND folded = $2 AND kind = $3 AND unit = $4 ORDER BY id LIMIT 1";
    SAVE = "UPDATE subject SET name = $2, folded = $3, note = $4 WHERE id = $1";
}

/// A group, a household or a practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The subject.
    pub id: SubjectId,
    /// The agency.
    pub root: UnitId,
    /// "group", "household" or "practice".
    pub kind: SubjectTag,
    /// The unit it belongs to.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Who or what it is, in a few words.
    pub note: String,
}
crate::from_row!(Row { id, root, kind, unit, name, note });

/// Stores a new subject.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, row: &Row) -> Result<()> {
    let r = row;
    tx.exec(&NEW, params![r.id, r.root, r.kind, r.unit, r.name, fold(&r.name), r.note]).await.map(drop)
}

/// A subject.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: SubjectId) -> Result<Option<Row>> {
    cx.opt(&LOAD, params![id]).await
}

/// The subject of a unit that bears this name, however it is spelt.
///
/// # Errors
/// The engine's.
pub async fn named(cx: &mut Conn, root: UnitId, kind: SubjectTag, unit: UnitId, name: &str) -> Result<Option<Row>> {
    cx.opt(&NAMED, params![root, fold(name), kind, unit]).await
}

/// Saves the name and note of a subject.
///
/// # Errors
/// The engine's.
pub async fn save(tx: &mut Tx, id: SubjectId, name: &str, note: &str) -> Result<()> {
    tx.exec(&SAVE, params![id, name, fold(name), note]).await.map(drop)
}
