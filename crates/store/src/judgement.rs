//! How people settled criteria; it must not decide what a settled criterion leads to.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lantoa_domain::facts::Finding;
use lantoa_domain::id::{DossierId, PersonId};
use lantoa_domain::plan::Key;

use crate::{Conn, Json, Result, Tx, params};

crate::sql! {
    PUT = "INSERT INTO judgement (dossier, criterion, finding, how, note, judged_by, at) \
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (dossier, criterion) DO UPDATE SET finding = excluded.finding, \
           how = excluded.how, note = excluded.note, judged_by = excluded.judged_by, at = excluded.at";
    FINDINGS = "SELECT criterion, finding FROM judgement WHERE dossier = $1";
}

/// A person's judgement of one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The dossier.
    pub dossier: DossierId,
    /// The criterion.
    pub criterion: Key,
    /// Met or not.
    pub finding: Finding,
    /// The file that proves it, as its identifier's text; empty for none.
    pub how: String,
    /// The reason in words.
    pub note: String,
    /// Who judged.
    pub judged_by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Stores a judgement in place of an earlier one.
///
/// # Errors
/// The engine's.
pub async fn put(tx: &mut Tx, judgement: &Judgement) -> Result<()> {
    let j = judgement;
    tx.exec(&PUT, params![j.dossier, j.criterion, Json(&j.finding), j.how, j.note, j.judged_by, j.at]).await.map(drop)
}

/// The judgements of a dossier by criterion.
///
/// # Errors
/// The engine's.
pub async fn findings(cx: &mut Conn, dossier: DossierId) -> Result<BTreeMap<Key, Finding>> {
    let rows: Vec<(Key, Json<Finding>)> = cx.all(&FINDINGS, params![dossier]).await?;
    Ok(rows.into_iter().map(|(criterion, finding)| (criterion, finding.0)).collect())
}
