//! What follows the issue of a unit's plan: the words as issued, the signed file, recipients; it must not decide who received it.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{ClusterId, PersonId, UnitPlanId};
use lantoa_domain::unit_plan::{Content, Recipient};

use crate::file::PIECE;
use crate::{Conn, Json, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO unit_plan_issue (plan, ordinal, number, issued_on, content, issued_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    OF = "SELECT i.plan, i.ordinal, i.number, i.issued_on, i.content, i.issued_by, e.name, i.at FROM unit_plan_issue i \
          JOIN person e ON e.id = i.issued_by WHERE i.plan = $1 ORDER BY i.ordinal DESC";
    FILE_NEW = "INSERT INTO unit_plan_file (plan, ordinal, name, media, size, sha256, added_by, added) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    PIECE_NEW = "INSERT INTO unit_plan_piece (plan, ordinal, piece, bytes) VALUES ($1, $2, $3, $4)";
    FILES = "SELECT plan, ordinal, name, media, size, sha256, added_by, added FROM unit_plan_file WHERE plan = $1 ORDER BY ordinal DESC";
    PIECE_OF = "SELECT bytes FROM unit_plan_piece WHERE plan = $1 AND ordinal = $2 AND piece = $3";
    SENT = "INSERT INTO unit_plan_receipt (plan, recipient, cluster, sent_on, sent_by) VALUES ($1, $2, $3, $4, $5) \
            ON CONFLICT (plan, recipient) DO NOTHING";
    RECEIVED = "UPDATE unit_plan_receipt SET received_on = $3, received_by = $4 \
                WHERE plan = $1 AND recipient = $2 AND received_on IS NULL";
    RECALLED = "DELETE FROM unit_plan_receipt WHERE plan = $1";
    RECEIPTS = "SELECT r.recipient, r.cluster, r.sent_on, r.received_on, e.name FROM unit_plan_receipt r \
                LEFT JOIN person e ON e.id = r.received_by WHERE r.plan = $1 ORDER BY r.recipient DESC";
}

/// One issue of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The plan.
    pub plan: UnitPlanId,
    /// Which, from 1.
    pub ordinal: u32,
    /// Its number.
    pub number: String,
    /// Its day.
    pub issued_on: Date,
    /// What it says.
    pub content: Json<Content>,
    /// Who entered the issue.
    pub issued_by: PersonId,
    /// That person's name today.
    pub issuer: String,
    /// When.
    pub at: Timestamp,
}
crate::from_row!(Issue { plan, ordinal, number, issued_on, content, issued_by, issuer, at });

/// The signed file of an issue, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedFile {
    /// The plan.
    pub plan: UnitPlanId,
    /// Which issue.
    pub ordinal: u32,
    /// Its name as it was uploaded.
    pub name: String,
    /// What it is by its content.
    pub media: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Who added it.
    pub added_by: PersonId,
    /// When.
    pub added: Timestamp,
}
crate::from_row!(SignedFile { plan, ordinal, name, media, size, sha256, added_by, added });

/// Whether a recipient has a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// Who.
    pub recipient: Word<Recipient>,
    /// The cluster whose head it is.
    pub cluster: Option<ClusterId>,
    /// When it was sent.
    pub sent_on: Date,
    /// When it was acknowledged.
    pub received_on: Option<Date>,
    /// Who acknowledged it.
    pub received_by: Option<String>,
}
crate::from_row!(ReceiptRow { recipient, cluster, sent_on, received_on, received_by });

/// Stores an issue.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &Issue) -> Result<()> {
    let i = new;
    let values = params![i.plan, i.ordinal, i.number, i.issued_on, i.content, i.issued_by, i.at];
    tx.exec(&NEW, values).await.map(drop)
}

/// The issues of a plan, the latest first.
///
/// # Errors
/// The engine's.
pub async fn of(cx: &mut Conn, plan: UnitPlanId) -> Result<Vec<Issue>> {
    cx.all(&OF, params![plan]).await
}

/// Stores the signed file of an issue.
///
/// # Errors
/// The engine's.
pub async fn insert_file(tx: &mut Tx, file: &SignedFile, bytes: &[u8]) -> Result<()> {
    let f = file;
    tx.exec(&FILE_NEW, params![f.plan, f.ordinal, f.name, f.media, f.size, f.sha256, f.added_by, f.added]).await?;
    for (piece, bytes) in bytes.chunks(PIECE).enumerate() {
        tx.exec(&PIECE_NEW, params![f.plan, f.ordinal, piece, bytes]).await?;
    }
    Ok(())
}

/// The signed files of a plan, the latest first.
///
/// # Errors
/// The engine's.
pub async fn files(cx: &mut Conn, plan: UnitPlanId) -> Result<Vec<SignedFile>> {
    cx.all(&FILES, params![plan]).await
}

/// The bytes of a signed file.
///
/// # Errors
/// The engine's; `NotFound` when a piece is missing.
pub async fn bytes(cx: &mut Conn, file: &SignedFile) -> Result<Vec<u8>> {
    let size = usize::try_from(file.size).unwrap_or_default();
    let mut out = Vec::with_capacity(size);
    for piece in 0..size.div_ceil(PIECE) {
        let bytes: Vec<u8> = cx.one(&PIECE_OF, params![file.plan, file.ordinal, piece]).await?;
        out.extend_from_slice(&bytes);
    }
    Ok(out)
}

/// Notes that a plan was sent; `false` when it was before.
///
/// # Errors
/// The engine's.
pub async fn sent(
    tx: &mut Tx,
    plan: UnitPlanId,
    (recipient, cluster): (Recipient, Option<ClusterId>),
    on: Date,
    by: PersonId,
) -> Result<bool> {
    Ok(tx.exec(&SENT, params![plan, Word(recipient), cluster, on, by]).await? == 1)
}

/// Notes that a recipient has it; `false` when it was not sent there or noted before.
///
/// # Errors
/// The engine's.
pub async fn received(tx: &mut Tx, plan: UnitPlanId, recipient: Recipient, on: Date, by: PersonId) -> Result<bool> {
    Ok(tx.exec(&RECEIVED, params![plan, Word(recipient), on, by]).await? == 1)
}

/// Forgets to whom a plan was sent: it came back and is sent anew.
///
/// # Errors
/// The engine's.
pub async fn recalled(tx: &mut Tx, plan: UnitPlanId) -> Result<()> {
    tx.exec(&RECALLED, params![plan]).await.map(drop)
}

/// Who has a plan.
///
/// # Errors
/// The engine's.
pub async fn receipts(cx: &mut Conn, plan: UnitPlanId) -> Result<Vec<ReceiptRow>> {
    cx.all(&RECEIPTS, params![plan]).await
}
