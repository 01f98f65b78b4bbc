//! Decisions, their lines and the series of numbers as rows; it must not decide who is recognised or what is paid.

use jiff::civil::Date;
use lantoa_domain::id::{DecisionId, DossierId, PersonId, ProgrammeId, RoundId, UnitId};
use lantoa_domain::money::Amount;
use lantoa_domain::plan::Key;
use serde::{Deserialize, Serialize};

use crate::dossier::SubjectTag;
use crate::{Conn, Json, Order, Query, Result, Slice, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO decision (id, root, programme, kind, status, year, number, symbol, on_day, title, bases, signer, \
           signer_name, signer_title, award, valid_until, recheck_on, replaces, version) \
           VALUES ($1, $2, $3, $4, 'draft', NULL, NULL, '', $5, $6, $7, NULL, '', $8, $9, $10, $11, $12, 1)";
    LOAD = "SELECT id, root, programme, kind, status, year, number, symbol, on_day, title, bases, signer, signer_name, \
            signer_title, award, valid_until, recheck_on, replaces, version FROM decision WHERE id = $1";
    SAVE = "UPDATE decision SET status = $3, year = $4, number = $5, symbol = $6, on_day = $7, title = $8, bases = $9, \
            signer = $10, signer_name = $11, signer_title = $12, award = $13, valid_until = $14, recheck_on = $15, \
            version = version + 1 WHERE id = $1 AND version = $2 AND status = 'draft'";
    REDRAFTS = "SELECT CAST(count(*) AS BIGINT) FROM decision WHERE replaces = $1 AND status = 'draft'";
    END = "UPDATE decision SET status = $3, version = version + 1 WHERE id = $1 AND version = $2 AND status = 'issued'";
    LINES = "SELECT l.decision, l.dossier, l.ordinal, l.override_reason, l.amount, d.name, d.subject_kind, d.subject, d.unit, \
             d.movement, d.round, d.version FROM decision_line l JOIN dossier d ON d.id = l.dossier \
             WHERE l.decision = $1 ORDER BY l.ordinal, l.dossier";
    LINE_NEW = "INSERT INTO decision_line (decision, dossier, ordinal, override_reason, amount) \
                VALUES ($1, $2, $3, NULL, NULL) ON CONFLICT (decision, dossier) DO UPDATE SET ordinal = excluded.ordinal";
    LINE_DROP = "DELETE FROM decision_line WHERE decision = $1 AND dossier = $2";
    LINE_SAVE = "UPDATE decision_line SET override_reason = $3, amount = $4 WHERE decision = $1 AND dossier = $2";
    DRAFTS_WITH = "SELECT c.id FROM decision c JOIN decision_line l ON l.decision = c.id \
                   WHERE l.dossier = $1 AND c.status = 'draft' ORDER BY c.id";
    ISSUED_WITH = "SELECT c.id FROM decision c JOIN decision_line l ON l.decision = c.id \
                   WHERE l.dossier = $1 AND c.status = 'issued' ORDER BY c.on_day, c.number";
    TO_DECIDE = "SELECT d.id, d.name, d.unit, d.movement, d.round FROM dossier d \
                 WHERE d.root = $1 AND d.programme = $2 AND d.at = 'decide' AND d.standing = 'walking' ORDER BY d.movement, d.id";
    TO_AWARD = "SELECT e.dossier, e.name, e.unit, e.movement, d.round FROM exemplar e JOIN dossier d ON d.id = e.dossier \
                WHERE e.root = $1 AND e.programme = $2 AND e.status = 'recognised' ORDER BY e.movement, e.id";
    GIVEN = "SELECT c.id, c.award, l.amount FROM decision_line l JOIN decision c ON c.id = l.decision \
             JOIN dossier d ON d.id = l.dossier JOIN round r ON r.id = d.round \
             WHERE d.subject = $1 AND d.subject_kind = $2 AND r.year = $3 AND c.status = 'issued' AND c.kind = 'award' \
             ORDER BY c.on_day, c.number";
    GIVEN_FOR = "SELECT CAST(count(*) AS BIGINT) FROM decision_line l JOIN decision c ON c.id = l.decision \
                 WHERE l.dossier = $1 AND c.status = 'issued' AND c.kind = 'award' AND c.award = $2";
}

/// What a decision does. The two never mix in one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// Recognises exemplars: a certificate, no money.
    Recognition,
    /// Gives an award: money goes with it.
    Award,
}

/// Where a decision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionStatus {
    /// Being prepared.
    Draft,
    /// Issued with its number: it never changes again.
    Issued,
    /// Put aside before it was issued.
    Dropped,
    /// Issued, and another decision stands in its place.
    Replaced,
    /// Issued and taken back.
    Recalled,
}

impl DecisionStatus {
    /// Whether it bears a number: it was issued, whatever became of it.
    #[must_use]
    pub const fn is_numbered(self) -> bool {
        matches!(self, Self::Issued | Self::Replaced | Self::Recalled)
    }
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The decision.
    pub id: DecisionId,
    /// The agency.
    pub root: UnitId,
    /// The programme.
    pub programme: ProgrammeId,
    /// What it does.
    pub kind: Word<DecisionKind>,
    /// Where it stands.
    pub status: Word<DecisionStatus>,
    /// The year of its number.
    pub year: Option<i16>,
    /// Its number in that year.
    pub number: Option<i64>,
    /// What stands behind the number: `QĐ-BDT`.
    pub symbol: String,
    /// Its day; the intended one while it is a draft.
    pub on_day: Option<Date>,
    /// What it is about.
    pub title: String,
    /// Its legal bases, one a line.
    pub bases: String,
    /// Who signed.
    pub signer: Option<PersonId>,
    /// The signer's name as printed.
    pub signer_name: String,
    /// The signer's office as printed.
    pub signer_title: String,
    /// The award's key.
    pub award: Option<String>,
    /// Last day of validity where it differs from the track's.
    pub valid_until: Option<Date>,
    /// The day to look at the recognitions again.
    pub recheck_on: Option<Date>,
    /// The decision in whose place it is put when it is issued.
    pub replaces: Option<DecisionId>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Decision {
    id,
    root,
    programme,
    kind,
    status,
    year,
    number,
    symbol,
    on_day,
    title,
    bases,
    signer,
    signer_name,
    signer_title,
    award,
    valid_until,
    recheck_on,
    replaces,
    version
});

/// Award money as it was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// The amount that goes with the award, with everything it was computed from.
    pub amount: Amount,
    /// What is paid of it, in đồng: less where a higher title of the same period is paid.
    pub pays: i64,
}

/// One dossier in a decision, with what a page needs to name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The decision.
    pub decision: DecisionId,
    /// The dossier.
    pub dossier: DossierId,
    /// Its place.
    pub ordinal: i64,
    /// Why a cap was gone over.
    pub override_reason: Option<String>,
    /// The money, once issued.
    pub amount: Option<Json<Paid>>,
    /// The subject's name.
    pub name: String,
    /// First column of the subject.
    pub subject_kind: SubjectTag,
    /// Second column of the subject.
    pub subject: i64,
    /// Who proposed it.
    pub unit: UnitId,
    /// Its movement.
    pub movement: Key,
    /// Its round.
    pub round: RoundId,
    /// The dossier's version.
    pub version: i64,
}
crate::from_row!(Line {
    decision,
    dossier,
    ordinal,
    override_reason,
    amount,
    name,
    subject_kind,
    subject,
    unit,
    movement,
    round,
    version
});

/// A dossier that could be put into a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The dossier.
    pub dossier: DossierId,
    /// Its subject's name.
    pub name: String,
    /// Who proposes it.
    pub unit: UnitId,
    /// Its movement.
    pub movement: Key,
    /// Its round.
    pub round: RoundId,
}
crate::from_row!(Candidate { dossier, name, unit, movement, round });

/// An award of a subject that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The decision.
    pub decision: DecisionId,
    /// The award's key.
    pub award: Option<String>,
    /// The money.
    pub amount: Option<Json<Paid>>,
}
crate::from_row!(Given { decision, award, amount });

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this kind.
    pub kind: Option<DecisionKind>,
    /// Only these.
    pub status: Option<DecisionStatus>,
    /// Only those with a number of this year.
    pub year: Option<i16>,
    /// Only those of this programme.
    pub programme: Option<ProgrammeId>,
}

/// Stores a new draft.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, decision: &Decision) -> Result<()> {
    let d = decision;
    let values = params![
        d.id,
        d.root,
        d.programme,
        d.kind,
        d.on_day,
        d.title,
        d.bases,
        d.signer_title,
        d.award,
        d.valid_until,
        d.recheck_on,
        d.replaces
    ];
    tx.exec(&NEW, values).await.map(drop)
}

/// A decision.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: DecisionId) -> Result<Option<Decision>> {
    cx.opt(&LOAD, params![id]).await
}

/// Saves a draft, or issues or drops it. Guarded by the version it was loaded with; what is issued is never changed.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, decision: &Decision) -> Result<()> {
    let d = decision;
    let values = params![
        d.id,
        d.version,
        d.status,
        d.year,
        d.number,
        d.symbol,
        d.on_day,
        d.title,
        d.bases,
        d.signer,
        d.signer_name,
        d.signer_title,
        d.award,
        d.valid_until,
        d.recheck_on
    ];
    tx.exec_guarded(&SAVE, values).await
}

/// Notes that an issued decision was replaced or taken back. Nothing else of it ever changes.
///
/// # Errors
/// `Stale` when it is not in force or changed meanwhile; the engine's.
pub async fn end(tx: &mut Tx, decision: &Decision, status: DecisionStatus) -> Result<()> {
    tx.exec_guarded(&END, params![decision.id, decision.version, Word(status)]).await
}

/// Whether a draft is there that will replace a decision.
///
/// # Errors
/// The engine's.
pub async fn has_redraft(cx: &mut Conn, id: DecisionId) -> Result<bool> {
    let found: i64 = cx.one(&REDRAFTS, params![id]).await?;
    Ok(found > 0)
}

/// Decisions of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn list(
    cx: &mut Conn,
    root: UnitId,
    filter: &Filter,
    before: Option<DecisionId>,
    rows: u32,
) -> Result<Slice<Decision>> {
    const COLUMNS: &str = "SELECT id, root, programme, kind, status, year, number, symbol, on_day, title, bases, signer, \
                           signer_name, signer_title, award, valid_until, recheck_on, replaces, version FROM decision WHERE root = ?";
    let query = Query::new("decision::list", COLUMNS, &[&root])
        .and_some("kind = ?", filter.kind.map(Word))
        .and_some("status = ?", filter.status.map(Word))
        .and_some("year = ?", filter.year)
        .and_some("programme = ?", filter.programme);
    let key = before.map(|id| [id]);
    let key: Option<Vec<&dyn crate::Param>> = key.as_ref().map(|[id]| vec![id as &dyn crate::Param]);
    cx.page(query.keyset(&["id"], Order::Descending, key.as_deref()), rows).await
}

/// The lines of a decision in their order.
///
/// # Errors
/// The engine's.
pub async fn lines(cx: &mut Conn, decision: DecisionId) -> Result<Vec<Line>> {
    cx.all(&LINES, params![decision]).await
}

/// Puts a dossier into a draft, or at another place in it.
///
/// # Errors
/// The engine's.
pub async fn put_line(tx: &mut Tx, decision: DecisionId, dossier: DossierId, ordinal: i64) -> Result<()> {
    tx.exec(&LINE_NEW, params![decision, dossier, ordinal]).await.map(drop)
}

/// Takes a dossier out of a draft.
///
/// # Errors
/// The engine's.
pub async fn drop_line(tx: &mut Tx, decision: DecisionId, dossier: DossierId) -> Result<()> {
    tx.exec(&LINE_DROP, params![decision, dossier]).await.map(drop)
}

/// Keeps with a line why a cap was gone over, and its money.
///
/// # Errors
/// The engine's.
pub async fn save_line(
    tx: &mut Tx,
    decision: DecisionId,
    dossier: DossierId,
    override_reason: Option<&str>,
    paid: Option<&Paid>,
) -> Result<()> {
    tx.exec(&LINE_SAVE, params![decision, dossier, override_reason, paid.map(Json)]).await.map(drop)
}

/// Drafts that hold a dossier.
///
/// # Errors
/// The engine's.
pub async fn drafts_with(cx: &mut Conn, dossier: DossierId) -> Result<Vec<DecisionId>> {
    cx.all(&DRAFTS_WITH, params![dossier]).await
}

/// Issued decisions that hold a dossier, the earliest first.
///
/// # Errors
/// The engine's.
pub async fn issued_with(cx: &mut Conn, dossier: DossierId) -> Result<Vec<DecisionId>> {
    cx.all(&ISSUED_WITH, params![dossier]).await
}

/// Dossiers of a programme that wait for the head.
///
/// # Errors
/// The engine's.
pub async fn to_decide(cx: &mut Conn, root: UnitId, programme: ProgrammeId) -> Result<Vec<Candidate>> {
    cx.all(&TO_DECIDE, params![root, programme]).await
}

/// Recognised dossiers of a programme, which could be given an award.
///
/// # Errors
/// The engine's.
pub async fn to_award(cx: &mut Conn, root: UnitId, programme: ProgrammeId) -> Result<Vec<Candidate>> {
    cx.all(&TO_AWARD, params![root, programme]).await
}

/// The awards that a subject was given for a year.
///
/// # Errors
/// The engine's.
pub async fn given(cx: &mut Conn, subject: (SubjectTag, i64), year: i16) -> Result<Vec<Given>> {
    cx.all(&GIVEN, params![subject.1, subject.0, year]).await
}

/// Whether a dossier was given an award already.
///
/// # Errors
/// The engine's.
pub async fn was_given(cx: &mut Conn, dossier: DossierId, award: &str) -> Result<bool> {
    let found: i64 = cx.one(&GIVEN_FOR, params![dossier, award]).await?;
    Ok(found > 0)
}
