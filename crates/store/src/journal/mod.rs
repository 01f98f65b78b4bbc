//! The append-only journal, chained by hashes per root unit; it must offer no way to change or remove an entry.

mod chain;
mod turn;
mod verify;

use std::collections::BTreeMap;

use jiff::Timestamp;
use lantoa_domain::id::{Id, PersonId, UnitId};
use serde::Serialize;

pub use self::chain::Hash;
use self::chain::{Link, START};
use self::turn::Head;
pub(crate) use self::turn::{Held, Trust, Turns};
pub use self::verify::{Broken, Fault, Report, Verdict, verify, verify_root};
use crate::conn::{Conn, Tx};
use crate::query::{Order, Query, Slice};
use crate::{Error, Result, params};

crate::sql! {
    LOCK_HEAD = {
        sqlite: "SELECT seq, hash FROM journal_head WHERE root = $1",
        postgres: "SELECT seq, hash FROM journal_head WHERE root = $1 FOR UPDATE",
    };
    START_HEAD = "INSERT INTO journal_head (root, seq, hash) VALUES ($1, 0, $2) ON CONFLICT (root) DO NOTHING";
    // Fails on NOT NULL when the head is another than the one the new entries follow.
    MOVE_HEAD = "INSERT INTO journal_head (root, seq, hash) VALUES ($1, $2, $3) ON CONFLICT (root) DO UPDATE \
                 SET seq = CASE WHEN journal_head.hash = $4 THEN excluded.seq END, hash = excluded.hash";
    APPEND = "INSERT INTO journal (root, seq, at, actor, action, subject_kind, subject_id, detail, prev, hash) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    HASH_AT = "SELECT hash FROM journal WHERE root = $1 AND seq = $2";
    HEADS = "SELECT root, seq, hash FROM journal_head ORDER BY root";
}

/// One change to record: who, when, what, on what, and the detail (before, after, why).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    root: UnitId,
    at: Timestamp,
    actor: Option<PersonId>,
    action: String,
    subject_kind: String,
    subject_id: i64,
    detail: String,
}

impl Entry {
    /// An entry about a subject, by the system itself and without detail. `action` is the event's name
    /// ("dossier.nominated"); the kind of the subject is the prefix of its identifier.
    pub fn new<S: Id>(root: UnitId, at: Timestamp, action: impl Into<String>, subject: S) -> Self {
        Entry {
            root,
            at,
            actor: None,
            action: action.into(),
            subject_kind: S::PREFIX.to_owned(),
            subject_id: subject.raw(),
            detail: "{}".to_owned(),
        }
    }

    /// The account that did it.
    #[must_use]
    pub fn by(mut self, actor: Option<PersonId>) -> Self {
        self.actor = actor;
        self
    }

    /// What it was before, what it is after, and why, as one JSON object.
    ///
    /// # Errors
    /// [`Error::Decode`] when the value has no JSON form.
    pub fn detail(mut self, detail: &impl Serialize) -> Result<Self> {
        self.detail = serde_json::to_string(detail).map_err(|error| Error::Decode {
            statement: "journal::Entry::detail",
            column: 0,
            detail: error.to_string(),
        })?;
        Ok(self)
    }
}

/// Records a change with the unit of work it belongs to.
///
/// The layer writes the entries right before the commit, so that the head of the chain is locked as short as
/// possible: until then they cannot be read, not even by this unit.
pub fn append(tx: &mut Tx, entry: Entry) {
    tx.entries.push(entry);
}

/// Writes the entries of the unit. Heads are locked in the order of their roots, so that units cannot deadlock on them.
pub(crate) async fn seal(tx: &mut Tx) -> Result<()> {
    let mut by_root: BTreeMap<UnitId, Vec<Entry>> = BTreeMap::new();
    for entry in std::mem::take(&mut tx.entries) {
        by_root.entry(entry.root).or_default().push(entry);
    }
    let mut by_root = by_root.into_iter().peekable();
    while let Some((root, entries)) = by_root.next() {
        let place = if by_root.peek().is_some() { Place::Amid } else { Place::Last };
        extend_chain(tx, root, &entries, place).await?;
    }
    Ok(())
}

/// Whether more is written after this chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Amid,
    Last,
}

async fn extend_chain(tx: &mut Tx, root: UnitId, entries: &[Entry], place: Place) -> Result<()> {
    let known = match &mut tx.turns {
        Some(turns) => turns.wait(root).await,
        None => None,
    };
    let (first, start) = match known {
        Some(head) => head,
        None => lock_head(tx, root).await?,
    };
    let (mut seq, mut head) = (first, start);
    let mut links = Vec::with_capacity(entries.len());
    for entry in entries {
        seq += 1;
        let link = Link { seq, prev: head, entry };
        head = link.hash();
        links.push((link, head));
    }
    let rows: Vec<_> = links.iter().map(|(link, hash)| link.row(hash)).collect();
    let moved = params![root, seq, head, start];
    // The head first: whoever moves it owns the place in the chain. The other way round two programs could lock
    // the head and the place crosswise.
    let mut steps: Vec<(&'static crate::Sql, &[crate::Value<'_>])> = vec![(&MOVE_HEAD, moved)];
    steps.extend(rows.iter().map(|row| (&APPEND, row.as_slice())));
    let done = match place {
        Place::Amid => tx.exec_all(&steps).await.map(|_| ()),
        Place::Last => tx.exec_last(&steps).await,
    };
    match (&done, known) {
        (Ok(()), _) => tx.turns.iter_mut().for_each(|turns| turns.extends_to((seq, head))),
        // Another process was faster: not the unit's fault.
        (Err(Error::Conflict { .. } | Error::Check { .. }), Some(_)) => tx.fail_as_clash(),
        (Err(_), _) => {}
    }
    done
}

async fn lock_head(tx: &mut Tx, root: UnitId) -> Result<Head> {
    if let Some(head) = tx.opt(&LOCK_HEAD, params![root]).await? {
        return Ok(head);
    }
    tx.exec(&START_HEAD, params![root, START]).await?;
    tx.one(&LOCK_HEAD, params![root]).await
}

/// An entry as it stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Place in the chain of the root, from 1.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// The account, if a person did it.
    pub actor: Option<PersonId>,
    /// The event's name.
    pub action: String,
    /// The prefix of the subject's identifier.
    pub subject_kind: String,
    /// The subject's number.
    pub subject_id: i64,
    /// JSON object with before, after, why.
    pub detail: String,
    /// Hash of this entry, to quote it elsewhere.
    pub hash: Hash,
}

crate::from_row!(Line { seq, at, actor, action, subject_kind, subject_id, detail, hash });

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only entries about this subject (prefix and number of its identifier).
    pub subject: Option<(String, i64)>,
    /// Only entries by this account.
    pub actor: Option<PersonId>,
    /// Only this event.
    pub action: Option<String>,
    /// Only entries at or after this instant.
    pub since: Option<Timestamp>,
    /// Only entries before this instant.
    pub until: Option<Timestamp>,
}

/// Lists entries of a root, the newest first. `before` is the `seq` of the last line of the page before.
///
/// # Errors
/// The engine's.
pub async fn list(cx: &mut Conn, root: UnitId, filter: &Filter, before: Option<i64>, rows: u32) -> Result<Slice<Line>> {
    let columns = "SELECT seq, at, actor, action, subject_kind, subject_id, detail, hash FROM journal WHERE root = ?";
    let mut query = Query::new("journal::list", columns, &[&root])
        .and_some("actor = ?", filter.actor)
        .and_some("action = ?", filter.action.as_deref())
        .and_some("at >= ?", filter.since)
        .and_some("at < ?", filter.until);
    if let Some((kind, id)) = &filter.subject {
        query = query.and("subject_kind = ? AND subject_id = ?", &[kind, id]);
    }
    let key = before.map(|seq| [seq]);
    let key: Option<Vec<&dyn crate::Param>> = key.as_ref().map(|[seq]| vec![seq as &dyn crate::Param]);
    cx.page(query.keyset(&["seq"], Order::Descending, key.as_deref()), rows).await
}

/// The heads of all chains: root, number of entries, hash of the last. Kept outside of the database (printed in a
/// report, mailed), they prove later that nothing before them was rewritten.
///
/// # Errors
/// The engine's.
pub async fn heads(cx: &mut Conn) -> Result<Vec<(UnitId, i64, Hash)>> {
    cx.all(&HEADS, &[]).await
}

/// Whether the chain of a root still holds an entry that was a head once. Together with [`verify`] this proves that
/// nothing up to that entry was rewritten.
///
/// # Errors
/// The engine's.
pub async fn holds(cx: &mut Conn, root: UnitId, seq: i64, hash: Hash) -> Result<bool> {
    let found: Option<Hash> = cx.opt(&HASH_AT, params![root, seq]).await?;
    Ok(found == Some(hash))
}

pub(crate) fn verify_statements() -> &'static [&'static crate::Sql] {
    self::verify::ALL
}
