//! What is written down about a dossier at its steps: acclaim, fostering, goals; it must not decide what follows from it.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{DossierId, NoteId, PersonId, UnitId};
use serde::{Deserialize, Serialize};

use crate::{Conn, Json, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO note (id, root, dossier, kind, on_day, body, detail, written_by, at) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    LATEST = "SELECT detail FROM note WHERE dossier = $1 AND kind = $2 ORDER BY id DESC LIMIT 1";
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// The meeting at which the own collective acclaimed.
    Endorsement,
    /// A goal of the fostering, with its measure.
    Goal,
    /// How the fostering goes: support given, progress, difficulties.
    Fostering,
    /// What was found when it was screened or appraised.
    Appraisal,
    /// Anything said about it.
    Remark,
}

/// Figures of a note; each kind uses its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NoteDetail {
    /// Who was present at the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub present: Option<u32>,
    /// Who of them agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agree: Option<u32>,
    /// By what a goal is measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// What it should come to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The note.
    pub id: NoteId,
    /// The agency.
    pub root: UnitId,
    /// The dossier.
    pub dossier: DossierId,
    /// What it is about.
    pub kind: NoteKind,
    /// The day it tells of.
    pub on: Date,
    /// Its words.
    pub body: String,
    /// Its figures.
    pub detail: NoteDetail,
    /// Who wrote it.
    pub written_by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Stores a note.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, note: &Note) -> Result<()> {
    let n = note;
    let (kind, detail) = (Word(n.kind), Json(&n.detail));
    tx.exec(&NEW, params![n.id, n.root, n.dossier, kind, n.on, n.body, detail, n.written_by, n.at]).await.map(drop)
}

/// The figures of the latest note of a kind.
///
/// # Errors
/// The engine's.
pub async fn latest(cx: &mut Conn, dossier: DossierId, kind: NoteKind) -> Result<Option<NoteDetail>> {
    let found: Option<Json<NoteDetail>> = cx.opt(&LATEST, params![dossier, Word(kind)]).await?;
    Ok(found.map(|json| json.0))
}
