//! The outbox of letters as rows: one a person and day, without its words; it must not write or send one.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{LetterId, PersonId, UnitId};
use lantoa_domain::reminder::Fault;
use serde::{Deserialize, Serialize};

use crate::{Conn, Order, Param, Query, Result, Slice, Tx, Word, params};

const LINES: &str = "SELECT l.id, l.person, p.name, l.on_day, l.state, l.tries, l.next_try, l.fault, l.code, l.queued, l.settled, \
                     l.version FROM letter l JOIN person p ON p.id = l.person WHERE l.root = ? AND l.state <> 'quiet'";

crate::sql! {
    NEW = "INSERT INTO letter (id, root, person, on_day, state, tries, next_try, fault, code, queued, settled, version) \
           VALUES ($1, $2, $3, $4, 'waiting', 0, $5, NULL, 0, $5, NULL, 1) ON CONFLICT (person, on_day) DO NOTHING";
    MERGE = "UPDATE letter SET state = 'merged', settled = $3, version = version + 1 \
             WHERE person = $1 AND on_day < $2 AND state = 'waiting'";
    DUE = "SELECT id, root, person, on_day, tries, version FROM letter WHERE state = 'waiting' AND next_try <= $1 \
           AND EXISTS (SELECT 1 FROM mail_setting s WHERE s.root = letter.root AND s.active) ORDER BY next_try, id LIMIT 1";
    LOAD = "SELECT id, root, person, on_day, tries, version FROM letter WHERE id = $1";
    CLAIM = "UPDATE letter SET state = 'sending', tries = tries + 1, next_try = $3, version = version + 1 \
             WHERE id = $1 AND version = $2 AND state = 'waiting'";
    QUIET = "UPDATE letter SET state = 'quiet', settled = $3, version = version + 1 \
             WHERE id = $1 AND version = $2 AND state = 'waiting'";
    SENT = "UPDATE letter SET state = 'sent', fault = NULL, code = $3, settled = $4, version = version + 1 \
            WHERE id = $1 AND version = $2 AND state = 'sending'";
    FAILED = "UPDATE letter SET state = 'failed', fault = $3, code = $4, settled = $5, version = version + 1 \
              WHERE id = $1 AND version = $2 AND state = 'sending'";
    LATER = "UPDATE letter SET state = 'waiting', fault = $3, code = $4, next_try = $5, version = version + 1 \
             WHERE id = $1 AND version = $2 AND state = 'sending'";
    LATER_ALL = "UPDATE letter SET fault = $3, code = $4, next_try = $5, version = version + 1 \
                 WHERE root = $1 AND state = 'waiting' AND next_try <= $2";
    LOST = "UPDATE letter SET state = 'failed', fault = 'lost', code = 0, settled = $1, version = version + 1 \
            WHERE state = 'sending' AND next_try <= $1";
    RENEW = "UPDATE letter SET state = 'waiting', next_try = $3, settled = NULL, version = version + 1 \
             WHERE id = $1 AND version = $2 AND state IN ('waiting', 'failed')";
    SILENT = "SELECT id FROM letter WHERE state = 'sending' AND next_try <= $1 LIMIT 1";
    LATEST = "SELECT max(on_day) FROM letter WHERE person = $1";
    TIDY = "DELETE FROM letter WHERE state = 'quiet' AND on_day < $1";
}

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterState {
    /// In the outbox, also when a try failed and the next one is put off.
    Waiting,
    /// In a worker's hands.
    Sending,
    /// The mail server took it.
    Sent,
    /// Given up.
    Failed,
    /// Never sent: the letter of a later day says it all.
    Merged,
    /// There was nothing to say.
    Quiet,
}

/// A letter as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterLine {
    /// The letter.
    pub id: LetterId,
    /// To whom.
    pub person: PersonId,
    /// That person's name.
    pub name: String,
    /// The day it is of.
    pub on_day: Date,
    /// Where it stands.
    pub state: Word<LetterState>,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next, while it waits.
    pub next_try: Timestamp,
    /// Why the last try failed.
    pub fault: Option<Word<Fault>>,
    /// What the server answered; 0 for nothing.
    pub code: u16,
    /// When it was put into the outbox.
    pub queued: Timestamp,
    /// When it left the outbox.
    pub settled: Option<Timestamp>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(LetterLine {
    id,
    person,
    name,
    on_day,
    state,
    tries,
    next_try,
    fault,
    code,
    queued,
    settled,
    version
});

/// A letter that is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The letter.
    pub id: LetterId,
    /// The agency.
    pub root: UnitId,
    /// To whom.
    pub person: PersonId,
    /// The day it is of.
    pub on_day: Date,
    /// How often it was tried.
    pub tries: u32,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Due { id, root, person, on_day, tries, version });

/// Puts the letter of a day into the outbox; what still waits of days before is merged into it. `false` when it is there already.
///
/// # Errors
/// The engine's.
pub async fn insert(
    tx: &mut Tx,
    (id, root, person): (LetterId, UnitId, PersonId),
    day: Date,
    now: Timestamp,
) -> Result<bool> {
    if tx.exec(&NEW, params![id, root, person, day, now]).await? == 0 {
        return Ok(false);
    }
    tx.exec(&MERGE, params![person, day, now]).await?;
    Ok(true)
}

/// The letter whose time has come longest ago, of an agency whose letters go out.
///
/// # Errors
/// The engine's.
pub async fn due(cx: &mut Conn, now: Timestamp) -> Result<Option<Due>> {
    cx.opt(&DUE, params![now]).await
}

/// A letter.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: LetterId) -> Result<Option<Due>> {
    cx.opt(&LOAD, params![id]).await
}

/// Takes a letter until an instant; who comes second finds it stale.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn claim(tx: &mut Tx, due: &Due, until: Timestamp) -> Result<Due> {
    tx.exec_guarded(&CLAIM, params![due.id, due.version, until]).await?;
    Ok(Due { tries: due.tries + 1, version: due.version + 1, ..due.clone() })
}

/// There is nothing to say.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn quiet(tx: &mut Tx, due: &Due, now: Timestamp) -> Result<()> {
    tx.exec_guarded(&QUIET, params![due.id, due.version, now]).await
}

/// The mail server took it and answered with a code.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn sent(tx: &mut Tx, taken: &Due, code: u16, now: Timestamp) -> Result<()> {
    tx.exec_guarded(&SENT, params![taken.id, taken.version, code, now]).await
}

/// It is given up.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn failed(tx: &mut Tx, taken: &Due, (fault, code): (Fault, u16), now: Timestamp) -> Result<()> {
    tx.exec_guarded(&FAILED, params![taken.id, taken.version, Word(fault), code, now]).await
}

/// It is tried again later.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn later(tx: &mut Tx, taken: &Due, (fault, code): (Fault, u16), next: Timestamp) -> Result<()> {
    tx.exec_guarded(&LATER, params![taken.id, taken.version, Word(fault), code, next]).await
}

/// Every other letter of the agency that is due would meet the same: it waits too, untried.
///
/// # Errors
/// The engine's.
pub async fn later_all(
    tx: &mut Tx,
    root: UnitId,
    now: Timestamp,
    (fault, code): (Fault, u16),
    next: Timestamp,
) -> Result<()> {
    tx.exec(&LATER_ALL, params![root, now, Word(fault), code, next]).await.map(drop)
}

/// Whether a worker that is gone has a letter in hand.
///
/// # Errors
/// The engine's.
pub async fn is_any_silent(cx: &mut Conn, now: Timestamp) -> Result<bool> {
    let found: Option<LetterId> = cx.opt(&SILENT, params![now]).await?;
    Ok(found.is_some())
}

/// Gives up what a worker that is gone had in hand: it may have arrived, so it is not sent again by itself.
///
/// # Errors
/// The engine's.
pub async fn lose(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.exec(&LOST, params![now]).await
}

/// Puts a letter that was given up, or is put off, to the head of the outbox.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn renew(tx: &mut Tx, id: LetterId, version: i64, now: Timestamp) -> Result<()> {
    tx.exec_guarded(&RENEW, params![id, version, now]).await
}

/// The day of a person's latest letter.
///
/// # Errors
/// The engine's.
pub async fn latest(cx: &mut Conn, person: PersonId) -> Result<Option<Date>> {
    cx.one(&LATEST, params![person]).await
}

/// Forgets the days before a day on which there was nothing to say.
///
/// # Errors
/// The engine's.
pub async fn tidy(tx: &mut Tx, before: Date) -> Result<()> {
    tx.exec(&TIDY, params![before]).await.map(drop)
}

/// What to list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Only those that stand so.
    pub state: Option<LetterState>,
    /// Only those to this person.
    pub person: Option<PersonId>,
    /// The last of the page before.
    pub before: Option<LetterId>,
}

/// The letters of an agency, the latest first; days on which there was nothing to say are left out.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, root: UnitId, filter: Filter, rows: u32) -> Result<Slice<LetterLine>> {
    let query = Query::new("letter::list", LINES, &[&root])
        .and_some("l.state = ?", filter.state.map(Word))
        .and_some("l.person = ?", filter.person);
    let key: Option<[&dyn Param; 1]> = filter.before.as_ref().map(|id| [id as &dyn Param]);
    cx.page(query.keyset(&["l.id"], Order::Descending, key.as_ref().map(<[&dyn Param; 1]>::as_slice)), rows).await
}
