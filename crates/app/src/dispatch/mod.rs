//! Issued documents sent to other agencies as edXML: the receivers, the outbox, the worker that empties it. It must not open a connection itself.

mod message;
mod setting;
mod work;

use jiff::Timestamp;
use lantoa_domain::Refusal;
use lantoa_domain::document::DocumentStatus;
use lantoa_domain::id::{DispatchId, DocumentId, PeerId};
use lantoa_domain::policy::Act;
use lantoa_edxml::BusinessKind;
use lantoa_store::dispatch::{self, NewDispatch};
use lantoa_store::{Conn, Tx, document};

pub use lantoa_store::Word;
pub use lantoa_store::dispatch::{DispatchKind, DispatchLine, DispatchState, Peer};
pub(crate) use setting::is_address;
pub use setting::{NewPeer, SettingView, set_code, set_peer, setting};
pub use work::{Courier, CourierFault, Worked, work};

use crate::export::Portion;
use crate::{Cx, Error, Result};

/// The most bytes of a paper that is sent: a message with it, packed and in base64, is read whole by every receiver.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// The outbox with what left it.
#[derive(Debug, Clone)]
pub struct Outbox {
    /// The messages, the latest first.
    pub rows: Vec<DispatchLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<DispatchId>,
    /// Whether the reader may send.
    pub may_send: bool,
    /// Whether the reader may change receivers and the agency's code.
    pub may_set: bool,
}

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those that stand so.
    pub state: Option<DispatchState>,
    /// The last of the page before.
    pub before: Option<DispatchId>,
    /// How many at a time.
    pub portion: Portion,
}

/// The messages of the agency.
///
/// # Errors
/// `NotFound` for those who are not to know of them.
pub async fn list(cx: &Cx, filter: Filter) -> Result<Outbox> {
    sees(cx)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let rows = filter.portion.rows();
            let found = dispatch::list(conn, me.actor().root, filter.state, filter.before, rows).await?;
            let next = found.rows.last().filter(|_| found.more).map(|row| row.id);
            let (may_send, may_set) = (me.may(Act::IssueDocument), me.may(Act::ManageLaw));
            Ok::<_, Error>(Outbox { rows: found.rows, next, may_send, may_set })
        })
        .await
}

/// Those who read sessions see the outbox, and those who look after codes and addresses.
fn sees(cx: &Cx) -> Result<()> {
    if cx.may(Act::ManageLaw) { Ok(()) } else { cx.permit(Act::ReadSession).map(drop) }
}

/// What the page on which a document is sent needs.
#[derive(Debug, Clone)]
pub struct Sendable {
    /// The document.
    pub id: DocumentId,
    /// Number and symbol as printed.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Receivers to whom it can go.
    pub peers: Vec<Peer>,
    /// What was sent of it already.
    pub sent: Vec<DispatchLine>,
    /// Why it cannot be sent now.
    pub refused: Option<Refusal>,
}

/// A document as it can be sent.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub async fn sendable(cx: &Cx, id: DocumentId) -> Result<Sendable> {
    cx.permit(Act::IssueDocument)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let row = own(conn, &me, id).await?;
            let sent = dispatch::of_document(conn, id).await?;
            let gone = |peer: &Peer| sent.iter().any(|one| one.peer == peer.id && one.kind.0 == DispatchKind::New);
            let peers = dispatch::peers(conn, row.root).await?;
            let refused = match message::own_organ(conn, row.root).await {
                Err(Error::Refused(why)) => Some(why),
                _ => fit(&row).err(),
            };
            Ok::<_, Error>(Sendable {
                id,
                number: message::number(&row),
                title: row.title,
                peers: peers.into_iter().filter(|peer| peer.active && !gone(peer)).collect(),
                sent,
                refused,
            })
        })
        .await
}

/// A document that goes to other agencies.
#[derive(Debug, Clone)]
pub struct Send {
    /// The document.
    pub document: DocumentId,
    /// The receivers.
    pub peers: Vec<PeerId>,
    /// The paper as it was issued, as PDF.
    pub paper: Vec<u8>,
}

/// Puts a document into the outbox, a message for each receiver.
///
/// # Errors
/// `NotAllowed`; `NotFound`; `InUse` for a document that is no longer in force or keeps sealed figures; `Invalid` on "peers", "code" and
/// "paper"; `Taken` on "peers" for a receiver it was sent to before.
pub async fn send(cx: &Cx, new: Send) -> Result<()> {
    cx.permit(Act::IssueDocument)?;
    if new.peers.is_empty() {
        return Err(Refusal::Invalid { field: "peers", why: "empty" }.into());
    }
    if new.paper.is_empty() || new.paper.len() > MOST_BYTES {
        return Err(Refusal::Invalid { field: "paper", why: "size" }.into());
    }
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = own(tx, &me, new.document).await?;
            fit(&row)?;
            let from = message::own_organ(tx, row.root).await?;
            for peer in &new.peers {
                let peer = peer_of(tx, &me, *peer).await?;
                let said = message::Said { kind: BusinessKind::New, reason: "", paper: Some(&new.paper) };
                let bytes = message::build(&row, &from, &peer, &said, me.now())?;
                let entry = Queued { kind: DispatchKind::New, peer: &peer, bytes: &bytes };
                if !queue(tx, &me, &row, &entry).await? {
                    return Err(Refusal::Taken { field: "peers" }.into());
                }
            }
            Ok(())
        })
        .await
}

struct Queued<'a> {
    kind: DispatchKind,
    peer: &'a Peer,
    bytes: &'a [u8],
}

async fn queue(tx: &mut Tx, cx: &Cx, row: &document::Document, new: &Queued<'_>) -> Result<bool> {
    let id: DispatchId = cx.id();
    let entry = NewDispatch {
        id,
        root: row.root,
        document: row.id,
        peer: new.peer.id,
        kind: new.kind,
        by: Some(cx.actor().person),
        at: cx.now(),
        bytes: new.bytes,
    };
    let added = dispatch::insert(tx, entry).await?;
    if added {
        cx.journal(tx, "document.queued", row.id, &serde_json::json!({ "to": new.peer.name, "code": new.peer.code }))?;
    }
    Ok(added)
}

/// Tries a message again now: one that was refused, or that waits for its next try.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`; `InUse` for a document that is no longer in force.
pub async fn again(cx: &Cx, id: DispatchId, seen: i64) -> Result<()> {
    cx.permit(Act::IssueDocument)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let due = dispatch::load(tx, id).await?.filter(|due| due.root == me.actor().root);
            let due = due.ok_or(Refusal::NotFound)?;
            dispatch::renew(tx, id, seen, me.now()).await?;
            me.journal(tx, "document.sent-again", due.document, &serde_json::json!({ "code": due.code }))
        })
        .await
}

/// A document of the acting person's agency.
async fn own(conn: &mut Conn, cx: &Cx, id: DocumentId) -> Result<document::Document> {
    let row = document::load(conn, id).await?.filter(|row| row.root == cx.actor().root);
    Ok(row.ok_or(Refusal::NotFound)?)
}

async fn peer_of(conn: &mut Conn, cx: &Cx, id: PeerId) -> Result<Peer> {
    let peer = dispatch::peer(conn, id).await?.filter(|peer| peer.root == cx.actor().root && peer.active);
    Ok(peer.ok_or(Refusal::NotFound)?)
}

/// Only what is in force leaves, and nothing with figures that were sealed.
fn fit(row: &document::Document) -> Result<(), Refusal> {
    if row.status.0 != DocumentStatus::Issued || row.sealed { Err(Refusal::InUse) } else { Ok(()) }
}

/// When a message is tried next, after so many tries in vain: one minute, two, four … at most six hours.
fn next_try(now: Timestamp, tries: u32) -> Timestamp {
    const MOST: i64 = 6 * 60 * 60;
    let seconds = 60_i64.checked_shl(tries.min(20)).unwrap_or(MOST).min(MOST);
    now.checked_add(jiff::SignedDuration::from_secs(seconds)).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::next_try;
    use jiff::Timestamp;

    #[test]
    fn tries_come_ever_slower_and_never_stop() {
        let waits = [0, 1, 2, 8, 9, 1_000]
            .map(|tries| next_try(Timestamp::UNIX_EPOCH, tries).duration_since(Timestamp::UNIX_EPOCH).as_secs());
        assert_eq!(waits, [60, 120, 240, 15_360, 21_600, 21_600]);
    }
}
