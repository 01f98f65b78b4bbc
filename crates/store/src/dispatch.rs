//! Documents on their way to other agencies as rows: receivers, the outbox, what became of each message; it must not send or read one.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{DispatchId, DocumentId, PeerId, PersonId, UnitId};
use serde::{Deserialize, Serialize};

use crate::{Conn, Order, Param, Query, Result, Slice, Tx, Word, params};

const LINES: &str = "SELECT d.id, d.document, c.number, c.symbol, c.on_day, c.title, d.peer, p.name, p.code, d.kind, d.state, d.words, \
                     d.tries, d.next_try, d.queued, d.settled, d.version FROM dispatch d JOIN peer p ON p.id = d.peer \
                     JOIN document c ON c.id = d.document WHERE d.root = ?";

crate::sql! {
    SETTING = "SELECT code, in_charge, version FROM dispatch_setting WHERE root = $1";
    SETTING_NEW = "INSERT INTO dispatch_setting (root, code, in_charge, version) VALUES ($1, $2, $3, 1) \
                   ON CONFLICT (root) DO NOTHING";
    SETTING_SAVE = "UPDATE dispatch_setting SET code = $3, in_charge = $4, version = version + 1 WHERE root = $1 AND version = $2";
    PEERS = "SELECT id, root, name, code, address, active, version FROM peer WHERE root = $1 ORDER BY name, id";
    PEER = "SELECT id, root, name, code, address, active, version FROM peer WHERE id = $1";
    PEER_NEW = "INSERT INTO peer (id, root, name, code, address, active, version) VALUES ($1, $2, $3, $4, $5, $6, 1) \
                ON CONFLICT (root, code) DO NOTHING";
    PEER_SAVE = "UPDATE peer SET name = $3, code = $4, address = $5, active = $6, version = version + 1 \
                 WHERE id = $1 AND version = $2";
    NEW = "INSERT INTO dispatch (id, root, document, peer, kind, state, words, tries, next_try, queued_by, queued, settled, version) \
           VALUES ($1, $2, $3, $4, $5, 'waiting', '', 0, $6, $7, $6, NULL, 1) ON CONFLICT (document, peer, kind) DO NOTHING";
    MESSAGE_NEW = "INSERT INTO dispatch_message (dispatch, bytes) VALUES ($1, $2)";
    MESSAGE = "SELECT bytes FROM dispatch_message WHERE dispatch = $1";
    OF_DOCUMENT = "SELECT d.id, d.document, c.number, c.symbol, c.on_day, c.title, d.peer, p.name, p.code, d.kind, d.state, d.words, \
                   d.tries, d.next_try, d.queued, d.settled, d.version FROM dispatch d JOIN peer p ON p.id = d.peer \
                   JOIN document c ON c.id = d.document WHERE d.document = $1 ORDER BY d.id";
    DUE = "SELECT d.id, d.root, d.document, d.tries, d.version, p.address, p.code FROM dispatch d JOIN peer p ON p.id = d.peer \
           WHERE d.state = 'waiting' AND d.next_try <= $1 AND p.active ORDER BY d.next_try, d.id LIMIT $2";
    LOAD = "SELECT d.id, d.root, d.document, d.tries, d.version, p.address, p.code FROM dispatch d JOIN peer p ON p.id = d.peer \
            WHERE d.id = $1";
    AGAIN = "UPDATE dispatch SET words = $3, tries = tries + 1, next_try = $4, version = version + 1 \
             WHERE id = $1 AND version = $2 AND state = 'waiting'";
    SETTLE = "UPDATE dispatch SET state = $3, words = $4, tries = tries + 1, settled = $5, version = version + 1 \
              WHERE id = $1 AND version = $2 AND state = 'waiting'";
    RENEW = "UPDATE dispatch SET state = 'waiting', next_try = $3, settled = NULL, version = version + 1 \
             WHERE id = $1 AND version = $2 AND state IN ('waiting', 'refused')";
    RECALLED = "SELECT d.root, d.document, d.peer FROM dispatch d JOIN document c ON c.id = d.document \
                WHERE d.kind = 'new' AND c.status = 'recalled' AND d.state IN ('sent', 'received') \
                AND NOT EXISTS (SELECT 1 FROM dispatch r WHERE r.document = d.document AND r.peer = d.peer AND r.kind = 'revoked') \
                ORDER BY d.id LIMIT $1";
    DROP = "UPDATE dispatch SET state = 'dropped', words = '', settled = $1, version = version + 1 WHERE kind = 'new' \
            AND state = 'waiting' AND EXISTS (SELECT 1 FROM document c WHERE c.id = dispatch.document AND c.status = 'recalled')";
    WHY = "SELECT why FROM document WHERE other = $1 AND relation = 'recalls' ORDER BY id LIMIT 1";
}

/// What a message says of its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DispatchKind {
    /// Here it is.
    New,
    /// It is called back.
    Revoked,
}

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DispatchState {
    /// In the outbox.
    Waiting,
    /// Handed over; the receiver said nothing of it yet.
    Sent,
    /// The receiver took it.
    Received,
    /// The receiver refused it.
    Refused,
    /// Never sent: the document was recalled before.
    Dropped,
}

/// What an agency sets for sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchSetting {
    /// Its own code.
    pub code: String,
    /// Its superior agency.
    pub in_charge: String,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(DispatchSetting { code, in_charge, version });

/// An agency to which documents are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// The receiver.
    pub id: PeerId,
    /// Whose receiver.
    pub root: UnitId,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// The address that takes messages for it.
    pub address: String,
    /// Whether anything is sent to it.
    pub active: bool,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Peer { id, root, name, code, address, active, version });

/// A message as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchLine {
    /// The message.
    pub id: DispatchId,
    /// The document.
    pub document: DocumentId,
    /// Its number.
    pub number: i64,
    /// What stands behind the number.
    pub symbol: String,
    /// Its day.
    pub on_day: Date,
    /// What it is about.
    pub title: String,
    /// The receiver.
    pub peer: PeerId,
    /// The receiver's name.
    pub name: String,
    /// The receiver's code.
    pub code: String,
    /// What the message says.
    pub kind: Word<DispatchKind>,
    /// Where it stands.
    pub state: Word<DispatchState>,
    /// The receiver's words, or why the last try failed.
    pub words: String,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried again, while it waits.
    pub next_try: Timestamp,
    /// When it was put into the outbox.
    pub queued: Timestamp,
    /// When it left the outbox.
    pub settled: Option<Timestamp>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(DispatchLine {
    id,
    document,
    number,
    symbol,
    on_day,
    title,
    peer,
    name,
    code,
    kind,
    state,
    words,
    tries,
    next_try,
    queued,
    settled,
    version
});

/// A message that is to be sent now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The message.
    pub id: DispatchId,
    /// The agency.
    pub root: UnitId,
    /// The document.
    pub document: DocumentId,
    /// How often it was tried.
    pub tries: u32,
    /// Guards writes.
    pub version: i64,
    /// Where to.
    pub address: String,
    /// To whom.
    pub code: String,
}
crate::from_row!(Due { id, root, document, tries, version, address, code });

/// A message that is put into the outbox.
#[derive(Debug, Clone, Copy)]
pub struct NewDispatch<'a> {
    /// The message.
    pub id: DispatchId,
    /// The agency.
    pub root: UnitId,
    /// The document.
    pub document: DocumentId,
    /// The receiver.
    pub peer: PeerId,
    /// What it says.
    pub kind: DispatchKind,
    /// Who sends it; none for the product itself.
    pub by: Option<PersonId>,
    /// Now.
    pub at: Timestamp,
    /// What is sent.
    pub bytes: &'a [u8],
}

/// What an agency set; none before it set anything.
///
/// # Errors
/// The engine's.
pub async fn setting(cx: &mut Conn, root: UnitId) -> Result<Option<DispatchSetting>> {
    cx.opt(&SETTING, params![root]).await
}

/// Keeps what an agency sets; version 0 stands for nothing set before.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn save_setting(tx: &mut Tx, root: UnitId, new: &DispatchSetting) -> Result<()> {
    if new.version == 0 && tx.exec(&SETTING_NEW, params![root, new.code, new.in_charge]).await? == 1 {
        return Ok(());
    }
    tx.exec_guarded(&SETTING_SAVE, params![root, new.version, new.code, new.in_charge]).await
}

/// The receivers of an agency, by name.
///
/// # Errors
/// The engine's.
pub async fn peers(cx: &mut Conn, root: UnitId) -> Result<Vec<Peer>> {
    cx.all(&PEERS, params![root]).await
}

/// A receiver.
///
/// # Errors
/// The engine's.
pub async fn peer(cx: &mut Conn, id: PeerId) -> Result<Option<Peer>> {
    cx.opt(&PEER, params![id]).await
}

/// Adds a receiver; `false` when its code is there already.
///
/// # Errors
/// The engine's.
pub async fn insert_peer(tx: &mut Tx, new: &Peer) -> Result<bool> {
    let added = tx.exec(&PEER_NEW, params![new.id, new.root, new.name, new.code, new.address, new.active]).await?;
    Ok(added == 1)
}

/// Changes a receiver.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn save_peer(tx: &mut Tx, new: &Peer) -> Result<()> {
    tx.exec_guarded(&PEER_SAVE, params![new.id, new.version, new.name, new.code, new.address, new.active]).await
}

/// Puts a message into the outbox; `false` when the same was put there before.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: NewDispatch<'_>) -> Result<bool> {
    let kind = Word(new.kind);
    let values = params![new.id, new.root, new.document, new.peer, kind, new.at, new.by];
    if tx.exec(&NEW, values).await? == 0 {
        return Ok(false);
    }
    tx.exec(&MESSAGE_NEW, params![new.id, new.bytes]).await?;
    Ok(true)
}

/// What is sent.
///
/// # Errors
/// The engine's.
pub async fn message(cx: &mut Conn, id: DispatchId) -> Result<Vec<u8>> {
    cx.one(&MESSAGE, params![id]).await
}

/// The messages of an agency, the latest first. `before` is the last of the page before.
///
/// # Errors
/// The engine's.
pub async fn list(
    cx: &mut Conn,
    root: UnitId,
    state: Option<DispatchState>,
    before: Option<DispatchId>,
    rows: u32,
) -> Result<Slice<DispatchLine>> {
    let query = Query::new("dispatch::list", LINES, &[&root]).and_some("d.state = ?", state.map(Word));
    let key: Option<[&dyn Param; 1]> = before.as_ref().map(|id| [id as &dyn Param]);
    cx.page(query.keyset(&["d.id"], Order::Descending, key.as_ref().map(<[&dyn Param; 1]>::as_slice)), rows).await
}

/// The messages of a document, the earliest first.
///
/// # Errors
/// The engine's.
pub async fn of_document(cx: &mut Conn, document: DocumentId) -> Result<Vec<DispatchLine>> {
    cx.all(&OF_DOCUMENT, params![document]).await
}

/// Messages whose time has come.
///
/// # Errors
/// The engine's.
pub async fn due(cx: &mut Conn, now: Timestamp, most: u32) -> Result<Vec<Due>> {
    cx.all(&DUE, params![now, most]).await
}

/// One message with its receiver.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: DispatchId) -> Result<Option<Due>> {
    cx.opt(&LOAD, params![id]).await
}

/// Notes that a try failed and when the next one is.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn again(tx: &mut Tx, due: &Due, words: &str, next: Timestamp) -> Result<()> {
    tx.exec_guarded(&AGAIN, params![due.id, due.version, words, next]).await
}

/// Notes how it came out.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn settle(tx: &mut Tx, due: &Due, state: DispatchState, words: &str, at: Timestamp) -> Result<()> {
    tx.exec_guarded(&SETTLE, params![due.id, due.version, Word(state), words, at]).await
}

/// Puts a message that was refused, or waits for its next try, to the head of the outbox.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn renew(tx: &mut Tx, id: DispatchId, version: i64, now: Timestamp) -> Result<()> {
    tx.exec_guarded(&RENEW, params![id, version, now]).await
}

/// Documents that were recalled after they had gone to a receiver who does not know it yet.
///
/// # Errors
/// The engine's.
pub async fn recalled(cx: &mut Conn, most: u32) -> Result<Vec<(UnitId, DocumentId, PeerId)>> {
    cx.all(&RECALLED, params![most]).await
}

/// Takes out of the outbox what was recalled before it left.
///
/// # Errors
/// The engine's.
pub async fn drop_recalled(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.exec(&DROP, params![now]).await
}

/// Why a document was recalled.
///
/// # Errors
/// The engine's.
pub async fn why_recalled(cx: &mut Conn, document: DocumentId) -> Result<Option<String>> {
    cx.opt(&WHY, params![document]).await
}
