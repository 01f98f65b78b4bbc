//! Consent as rows, and the words it was given to, version by version; it must not judge who may give it.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{ConsentId, ConsentTextId, MediaId, PersonId, UnitId};
use lantoa_domain::publicity::{Giver, Purpose, Reach};
use serde::{Deserialize, Serialize};

use crate::dossier::SubjectTag;
use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    TEXTS = "SELECT id, root, ordinal, body, written_by, at FROM consent_text WHERE root = $1 ORDER BY ordinal DESC";
    TEXT_NEW = "INSERT INTO consent_text (id, root, ordinal, body, written_by, at) VALUES ($1, $2, $3, $4, $5, $6)";
    NEW = "INSERT INTO consent (id, root, subject_kind, subject, purpose, reach, ordinal, given_on, giver, giver_name, relation, \
           way, paper, entered_by, entered, withdrawn_on, withdrawn_by, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, NULL, NULL, 1)";
    LOAD = "SELECT id, root, subject_kind, subject, purpose, reach, ordinal, given_on, giver, giver_name, relation, way, paper, \
            entered_by, entered, withdrawn_on, withdrawn_by, version FROM consent WHERE id = $1";
    OF_SUBJECT = "SELECT id, root, subject_kind, subject, purpose, reach, ordinal, given_on, giver, giver_name, relation, way, \
                  paper, entered_by, entered, withdrawn_on, withdrawn_by, version FROM consent \
                  WHERE root = $1 AND subject_kind = $2 AND subject = $3 ORDER BY id";
    OF_ROOT = "SELECT id, root, subject_kind, subject, purpose, reach, ordinal, given_on, giver, giver_name, relation, way, \
               paper, entered_by, entered, withdrawn_on, withdrawn_by, version FROM consent WHERE root = $1 ORDER BY id DESC";
    WITHDRAW = "UPDATE consent SET withdrawn_on = $3, withdrawn_by = $4, version = version + 1 \
                WHERE id = $1 AND version = $2 AND withdrawn_on IS NULL";
    IN_FORCE = "SELECT CAST(count(*) AS BIGINT) FROM consent WHERE root = $1 AND subject_kind = $2 AND subject = $3 \
                AND purpose = $4 AND reach = $5 AND withdrawn_on IS NULL";
}

/// How a consent came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Signed on paper; its scan is kept.
    Paper,
    /// Given in the product by the person's own account.
    Own,
}

/// A version of the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The version.
    pub id: ConsentTextId,
    /// The agency.
    pub root: UnitId,
    /// Its number, from 1.
    pub ordinal: i64,
    /// The words.
    pub body: String,
    /// Who wrote it.
    pub written_by: PersonId,
    /// When.
    pub at: Timestamp,
}
crate::from_row!(Text { id, root, ordinal, body, written_by, at });

/// One consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The consent.
    pub id: ConsentId,
    /// The agency.
    pub root: UnitId,
    /// First column of the subject.
    pub subject_kind: SubjectTag,
    /// Second column of the subject.
    pub subject: i64,
    /// For what.
    pub purpose: Word<Purpose>,
    /// How far.
    pub reach: Word<Reach>,
    /// Version of the words it was given to; 0 for those every agency begins with.
    pub ordinal: i64,
    /// When it was given.
    pub given_on: Date,
    /// Who spoke.
    pub giver: Word<Giver>,
    /// That person's name.
    pub giver_name: String,
    /// What a guardian is to the child.
    pub relation: String,
    /// How it came in.
    pub way: Word<Way>,
    /// The scan.
    pub paper: Option<MediaId>,
    /// Who entered it.
    pub entered_by: PersonId,
    /// When.
    pub entered: Timestamp,
    /// When it was withdrawn.
    pub withdrawn_on: Option<Date>,
    /// Who noted that.
    pub withdrawn_by: Option<PersonId>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Consent {
    id,
    root,
    subject_kind,
    subject,
    purpose,
    reach,
    ordinal,
    given_on,
    giver,
    giver_name,
    relation,
    way,
    paper,
    entered_by,
    entered,
    withdrawn_on,
    withdrawn_by,
    version
});

/// The versions of an agency's words, the latest first.
///
/// # Errors
/// The engine's.
pub async fn texts(cx: &mut Conn, root: UnitId) -> Result<Vec<Text>> {
    cx.all(&TEXTS, params![root]).await
}

/// Stores a version of the words.
///
/// # Errors
/// The engine's.
pub async fn insert_text(tx: &mut Tx, new: &Text) -> Result<()> {
    tx.exec(&TEXT_NEW, params![new.id, new.root, new.ordinal, new.body, new.written_by, new.at]).await.map(drop)
}

/// Stores a consent.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &Consent) -> Result<()> {
    let n = new;
    let values = params![
        n.id,
        n.root,
        n.subject_kind,
        n.subject,
        n.purpose,
        n.reach,
        n.ordinal,
        n.given_on,
        n.giver,
        n.giver_name,
        n.relation,
        n.way,
        n.paper,
        n.entered_by,
        n.entered
    ];
    tx.exec(&NEW, values).await.map(drop)
}

/// A consent.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: ConsentId) -> Result<Option<Consent>> {
    cx.opt(&LOAD, params![id]).await
}

/// Everything a subject consented to, withdrawn or not, the earliest first.
///
/// # Errors
/// The engine's.
pub async fn of_subject(cx: &mut Conn, root: UnitId, subject: (SubjectTag, i64)) -> Result<Vec<Consent>> {
    cx.all(&OF_SUBJECT, params![root, subject.0, subject.1]).await
}

/// Every consent of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn of_root(cx: &mut Conn, root: UnitId) -> Result<Vec<Consent>> {
    cx.all(&OF_ROOT, params![root]).await
}

/// Notes that a consent is withdrawn.
///
/// # Errors
/// `Stale` when it is already; the engine's.
pub async fn withdraw(tx: &mut Tx, id: ConsentId, version: i64, on: Date, by: PersonId) -> Result<()> {
    tx.exec_guarded(&WITHDRAW, params![id, version, on, by]).await
}

/// Whether a subject's consent for a purpose and reach is in force.
///
/// # Errors
/// The engine's.
pub async fn in_force(
    cx: &mut Conn,
    root: UnitId,
    subject: (SubjectTag, i64),
    purpose: Purpose,
    reach: Reach,
) -> Result<bool> {
    let count: i64 = cx.one(&IN_FORCE, params![root, subject.0, subject.1, Word(purpose), Word(reach)]).await?;
    Ok(count > 0)
}
