//! The hash of a journal entry over its canonical bytes; it must stay as it is for as long as any journal exists.
//!
//! The hash is SHA-256 over `"lantoa journal 1"` and then the fields
//! `prev, root, seq, at, actor, action, subject_kind, subject_id, detail` in this order. A field is
//! the byte 1, the length of its content as 8 bytes big-endian, and the content; an absent actor is the byte 0 alone.
//! Numbers are 8 bytes big-endian two's complement, text is UTF-8, `at` is microseconds since 1970 in UTC.
//! The `prev` of a root's first entry is 32 zero bytes.

use lantoa_domain::id::Id;
use sha2::{Digest, Sha256};

use super::Entry;
use crate::{Param, Value};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// What the first entry of a chain follows.
pub(super) const START: Hash = [0; 32];

const TAG: &[u8] = b"lantoa journal 1";

/// An entry with its place in the chain.
pub(super) struct Link<'a> {
    pub(super) seq: i64,
    pub(super) prev: Hash,
    pub(super) entry: &'a Entry,
}

impl Link<'_> {
    pub(super) fn hash(&self) -> Hash {
        let entry = self.entry;
        let mut hasher = Sha256::new();
        hasher.update(TAG);
        field(&mut hasher, &self.prev);
        field(&mut hasher, &entry.root.raw().to_be_bytes());
        field(&mut hasher, &self.seq.to_be_bytes());
        field(&mut hasher, &entry.at.as_microsecond().to_be_bytes());
        match entry.actor {
            Some(actor) => field(&mut hasher, &actor.raw().to_be_bytes()),
            None => hasher.update([0]),
        }
        field(&mut hasher, entry.action.as_bytes());
        field(&mut hasher, entry.subject_kind.as_bytes());
        field(&mut hasher, &entry.subject_id.to_be_bytes());
        field(&mut hasher, entry.detail.as_bytes());
        hasher.finalize().into()
    }

    /// The parameters of the INSERT, in the order of its columns.
    pub(super) fn row<'a>(&'a self, hash: &'a Hash) -> [Value<'a>; 10] {
        let entry = self.entry;
        [
            entry.root.value(),
            self.seq.value(),
            entry.at.value(),
            entry.actor.value(),
            entry.action.value(),
            entry.subject_kind.value(),
            entry.subject_id.value(),
            entry.detail.value(),
            self.prev.value(),
            hash.value(),
        ]
    }
}

fn field(hasher: &mut Sha256, content: &[u8]) {
    hasher.update([1]);
    hasher.update((content.len() as u64).to_be_bytes());
    hasher.update(content);
}
