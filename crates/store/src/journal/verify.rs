//! Proof that no entry of the journal was changed, removed, moved or cut off; it must read only.

use lantoa_domain::id::{Id, UnitId};

use super::chain::{Hash, Link, START};
use super::{Entry, HEADS};
use crate::conn::Conn;
use crate::{FromRow, Result, Row, params};

/// Entries held in memory at a time.
const PAGE: i64 = 1000;

crate::sql! {
    NEXT = "SELECT root, seq, at, actor, action, subject_kind, subject_id, detail, prev, hash FROM journal \
            WHERE root = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    BELOW = "SELECT root, seq FROM journal WHERE root = $1 AND seq < 1 ORDER BY seq LIMIT 1";
    HEADLESS = "SELECT root, seq FROM journal j \
                WHERE NOT EXISTS (SELECT 1 FROM journal_head h WHERE h.root = j.root) ORDER BY root, seq LIMIT 1";
}

/// What was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Report {
    /// Chains.
    pub roots: u64,
    /// Entries in all.
    pub entries: u64,
}

/// The outcome of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every chain is whole.
    Sound(Report),
    /// The first place that is not.
    Broken(Broken),
}

/// The first broken place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// The chain.
    pub root: UnitId,
    /// The entry, or the place where one is missing.
    pub seq: i64,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// An entry is missing: the next one found has a larger number.
    Missing,
    /// The entry does not follow the one before it: rows were moved or replaced.
    OutOfOrder,
    /// The content of the entry does not give its hash.
    Changed,
    /// Entries at the end were cut off: the head says there are more.
    CutOff,
    /// There are entries after the one the head names, or the head names another last entry.
    HeadDiffers,
    /// Entries without a head.
    NoHead,
}

struct Stored {
    entry: Entry,
    seq: i64,
    prev: Hash,
    hash: Hash,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let entry = Entry {
            root: row.get(0)?,
            at: row.get(2)?,
            actor: row.get(3)?,
            action: row.get(4)?,
            subject_kind: row.get(5)?,
            subject_id: row.get(6)?,
            detail: row.get(7)?,
        };
        Ok(Stored { entry, seq: row.get(1)?, prev: row.get(8)?, hash: row.get(9)? })
    }
}

/// Checks every chain from its first entry to its head. Run it in [`Db::scan`](crate::Db::scan), so that all is read
/// as of one moment; entries are read in pages.
///
/// Someone who can write to the database could rewrite a whole chain with its head; compare
/// [`heads`](super::heads) kept elsewhere to exclude that.
///
/// # Errors
/// The engine's; a broken chain is no error but a [`Verdict`].
pub async fn verify(cx: &mut Conn) -> Result<Verdict> {
    if let Some((root, seq)) = cx.opt(&HEADLESS, &[]).await? {
        return Ok(Verdict::Broken(Broken { root, seq, fault: Fault::NoHead }));
    }
    let mut report = Report::default();
    for (root, last, head) in cx.all::<(UnitId, i64, Hash)>(&HEADS, &[]).await? {
        match verify_chain(cx, root, last, head).await? {
            Ok(entries) => report.entries += entries,
            Err(broken) => return Ok(Verdict::Broken(broken)),
        }
        report.roots += 1;
    }
    Ok(Verdict::Sound(report))
}

/// Checks the chain of one agency: how many entries and the hash of the last, or the first broken place.
///
/// # Errors
/// The engine's; a broken chain is no error.
pub async fn verify_root(cx: &mut Conn, root: UnitId) -> Result<Result<(u64, Hash), Broken>> {
    let heads = cx.all::<(UnitId, i64, Hash)>(&HEADS, &[]).await?;
    let Some((_, last, head)) = heads.into_iter().find(|(of, _, _)| *of == root) else {
        return Ok(Err(Broken { root, seq: 0, fault: Fault::NoHead }));
    };
    Ok(verify_chain(cx, root, last, head).await?.map(|entries| (entries, head)))
}

async fn verify_chain(cx: &mut Conn, root: UnitId, last: i64, head: Hash) -> Result<Result<u64, Broken>> {
    let broken = |seq, fault| Ok(Err(Broken { root, seq, fault }));
    if let Some((_, seq)) = cx.opt::<(i64, i64)>(&BELOW, params![root]).await? {
        return broken(seq, Fault::OutOfOrder);
    }
    let (mut seq, mut hash) = (0, START);
    loop {
        let page = cx.all::<Stored>(&NEXT, params![root, seq, PAGE]).await?;
        if page.is_empty() {
            break;
        }
        for found in page {
            if found.seq != seq + 1 {
                return broken(seq + 1, Fault::Missing);
            }
            seq = found.seq;
            if found.prev != hash {
                return broken(seq, Fault::OutOfOrder);
            }
            hash = Link { seq, prev: found.prev, entry: &found.entry }.hash();
            if found.hash != hash {
                return broken(seq, Fault::Changed);
            }
        }
    }
    match seq.cmp(&last) {
        std::cmp::Ordering::Less => broken(seq + 1, Fault::CutOff),
        std::cmp::Ordering::Greater => broken(last + 1, Fault::HeadDiffers),
        std::cmp::Ordering::Equal if hash != head => broken(seq, Fault::HeadDiffers),
        std::cmp::Ordering::Equal => Ok(Ok(u64::try_from(seq).unwrap_or_default())),
    }
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let what = match self.fault {
            Fault::Missing => "an entry is missing",
            Fault::OutOfOrder => "the entry does not follow the one before it",
            Fault::Changed => "the entry was changed",
            Fault::CutOff => "entries were cut off at the end",
            Fault::HeadDiffers => "the head of the chain names another last entry",
            Fault::NoHead => "the chain has no head",
        };
        write!(f, "journal of {} at {}: {what} (root number {})", self.root, self.seq, self.root.raw())
    }
}
