//! The append-only journal, chained by hashes per root unit; it must offer no way to change or remove an entry.

mod chain;
mod verify;

use std::collections::BTreeMap;

use jiff::Timestamp;
use lantoa_domain::id::{Id, PersonId, UnitId};
use serde::Serialize;

pub use self::chain::Hash;
use self::chain::{Link, START};
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
    MOVE_HEAD = "UPDATE journal_head SET seq = $2, hash = $3 WHERE root = $1";
    APPEND = "INSERT INTO journal (root, seq, at, actor, action, subject_kind, subject_id, detail, prev, hash) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
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
    for (root, entries) in by_root {
        extend_chain(tx, root, &entries).await?;
    }
    Ok(())
}

async fn extend_chain(tx: &mut Tx, root: UnitId, entries: &[Entry]) -> Result<()> {
    let (mut seq, mut head) = lock_head(tx, root).await?;
    let mut links = Vec::with_capacity(entries.len());
    for entry in entries {
        seq += 1;
        let link = Link { seq, prev: head, entry };
        head = link.hash();
        links.push((link, head));
    }
    let rows: Vec<_> = links.iter().map(|(link, hash)| link.row(hash)).collect();
    let moved = params![root, seq, head];
    let mut steps: Vec<_> = rows.iter().map(|row| (&APPEND, row.as_slice())).collect();
    steps.push((&MOVE_HEAD, moved));
    tx.exec_all(&steps).await.map(|_| ())
}

async fn lock_head(tx: &mut Tx, root: UnitId) -> Result<(i64, Hash)> {
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

pub(crate) fn verify_statements() -> &'static [&'static crate::Sql] {
    self::verify::ALL
}
