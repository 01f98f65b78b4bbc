//! One round of the worker that empties the outbox: calls back what was recalled, hands over what is due, notes what was answered.

use lantoa_domain::document::DocumentStatus;
use lantoa_domain::id::{DispatchId, DocumentId, PeerId, UnitId};
use lantoa_edxml::{BusinessKind, Message, Standing};
use lantoa_store::dispatch::{self, DispatchKind, DispatchState, Due, NewDispatch};
use lantoa_store::journal::{self, Entry};
use lantoa_store::{Tx, document};
use std::sync::Arc;

use super::{message, next_try};
use crate::{App, Error, Result};

/// Messages handed over in one round.
const ROUND: u32 = 20;
/// Letters of what was answered that are kept.
const MOST_LETTERS: usize = 500;

/// Who carries messages: the only thing that opens a connection.
pub trait Courier: Send + Sync {
    /// Sends a message to an address and brings back what was answered, which may be nothing.
    ///
    /// # Errors
    /// [`CourierFault`].
    fn deliver(&self, address: &str, message: &[u8]) -> Result<Vec<u8>, CourierFault>;
}

/// Why nothing was answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CourierFault {
    /// It may work later: no connection, no time, an error at the other end. Words for people who look after it.
    #[error("not now: {0}")]
    NotNow(String),
    /// It will not work as it is: the other end refuses such a request.
    #[error("refused: {0}")]
    Refused(String),
}

/// What a round came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Worked {
    /// Messages that were put into the outbox because their document was recalled.
    pub called_back: usize,
    /// Messages handed over, whatever was answered.
    pub handed_over: usize,
    /// Messages that wait for their next try.
    pub put_off: usize,
}

/// One round. Whoever runs it twice at a time sends a message twice at worst: receivers know a document by its identifier.
///
/// # Errors
/// The database's.
pub async fn work(app: &App, courier: &Arc<dyn Courier>) -> Result<Worked> {
    let mut worked = Worked { called_back: call_back(app).await?, ..Worked::default() };
    for one in due(app).await? {
        let id = one.id;
        let bytes = app.db().scan(async move |conn| dispatch::message(conn, id).await).await?;
        let (courier, address) = (Arc::clone(courier), one.address.clone());
        let answer = tokio::task::spawn_blocking(move || courier.deliver(&address, &bytes)).await;
        let answer = answer.unwrap_or_else(|_| Err(CourierFault::NotNow(String::new())));
        let outcome = read(answer);
        match outcome {
            Outcome::Settled(..) => worked.handed_over += 1,
            Outcome::Later(_) => worked.put_off += 1,
        }
        match note(app, one, outcome).await {
            // Somebody pressed "again" meanwhile, or another worker was faster: the next round sees what is.
            Err(Error::Overtaken { .. }) | Ok(()) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(worked)
}

async fn due(app: &App) -> Result<Vec<Due>> {
    let now = app.now();
    Ok(app.db().read(async move |conn| dispatch::due(conn, now, ROUND).await).await?)
}

enum Outcome {
    Settled(DispatchState, String),
    Later(String),
}

/// What an answer means.
fn read(answer: Result<Vec<u8>, CourierFault>) -> Outcome {
    match answer {
        Err(CourierFault::NotNow(words)) => Outcome::Later(short(&words)),
        Err(CourierFault::Refused(words)) => Outcome::Settled(DispatchState::Refused, short(&words)),
        Ok(bytes) => match lantoa_edxml::read(&bytes) {
            Ok(Message::Status(status)) => {
                let state = match status.standing {
                    Standing::Refused => DispatchState::Refused,
                    Standing::Arrived => DispatchState::Sent,
                    Standing::Received | Standing::Other(_) => DispatchState::Received,
                };
                Outcome::Settled(state, short(&status.words))
            }
            _ => Outcome::Settled(DispatchState::Sent, String::new()),
        },
    }
}

fn short(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).take(MOST_LETTERS).collect()
}

async fn note(app: &App, due: Due, outcome: Outcome) -> Result<()> {
    let now = app.now();
    let work = async move |tx: &mut Tx| {
        match &outcome {
            Outcome::Later(words) => dispatch::again(tx, &due, words, next_try(now, due.tries)).await?,
            Outcome::Settled(state, words) => {
                dispatch::settle(tx, &due, *state, words, now).await?;
                let action = match state {
                    DispatchState::Refused => "document.delivery-refused",
                    DispatchState::Received => "document.delivered",
                    _ => "document.handed-over",
                };
                let detail = serde_json::json!({ "code": due.code });
                journal::append(tx, Entry::new(due.root, now, action, due.document).detail(&detail)?);
            }
        }
        Ok::<_, Error>(())
    };
    app.db().write(work).await
}

/// Puts a message into the outbox for every receiver of a document that was recalled since, and takes out what had not left.
async fn call_back(app: &App) -> Result<usize> {
    let found = app.db().read(async move |conn| dispatch::recalled(conn, ROUND).await).await?;
    if found.is_empty() && due(app).await?.is_empty() {
        return Ok(0);
    }
    let (ids, at) = (found.iter().map(|_| app.id()).collect::<Vec<DispatchId>>(), app.now());
    app.db()
        .write(async move |tx| {
            dispatch::drop_recalled(tx, at).await?;
            let mut count = 0;
            for (one, id) in found.iter().zip(&ids) {
                count += usize::from(revoke(tx, *one, *id, at).await?);
            }
            Ok(count)
        })
        .await
}

async fn revoke(
    tx: &mut Tx,
    (root, document, peer): (UnitId, DocumentId, PeerId),
    id: DispatchId,
    at: jiff::Timestamp,
) -> Result<bool> {
    let row = document::load(tx, document).await?.filter(|row| row.status.0 == DocumentStatus::Recalled);
    let (Some(row), Some(peer)) = (row, dispatch::peer(tx, peer).await?) else { return Ok(false) };
    let why = dispatch::why_recalled(tx, document).await?.filter(|why| !why.trim().is_empty());
    let reason = why.unwrap_or_else(|| "Thu hồi văn bản".to_owned());
    let from = message::own_organ(tx, root).await?;
    let said = message::Said { kind: BusinessKind::Revoked, reason: &reason, paper: None };
    let bytes = message::build(&row, &from, &peer, &said, at)?;
    let kind = DispatchKind::Revoked;
    let new = NewDispatch { id, root, document, peer: peer.id, kind, by: None, at, bytes: &bytes };
    let added = dispatch::insert(tx, new).await?;
    if added {
        let detail = serde_json::json!({ "to": peer.name, "code": peer.code });
        journal::append(tx, Entry::new(root, at, "document.called-back", document).detail(&detail)?);
    }
    Ok(added)
}
