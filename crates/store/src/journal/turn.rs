//! Whose turn it is to extend a chain: units of one process queue here in order of arrival instead of on a row lock of PostgreSQL. It must not be trusted: the database checks what is written.
//!
//! A chain can only grow by one unit at a time, each waiting for the durable commit of the one before. Measured with
//! sixteen writers on one root, PostgreSQL's row lock alone made that three times slower than one writer. So a unit
//! waits for its turn here and then extends the head it knows from the unit before, without reading it, in the same
//! round trip as its COMMIT. When another process extended the chain meanwhile, the statement fails and the unit runs
//! again with the head read under a row lock.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use lantoa_domain::id::UnitId;
use tokio::sync::OwnedMutexGuard;

use super::chain::Hash;

/// The end of a chain: number and hash of its last entry.
pub(super) type Head = (i64, Hash);

type Known = Arc<tokio::sync::Mutex<Option<Head>>>;

/// The chains this process has extended and, where it is sure, their heads.
#[derive(Default)]
pub(crate) struct Turns(Mutex<HashMap<UnitId, Known>>);

impl Turns {
    async fn wait(&self, root: UnitId) -> OwnedMutexGuard<Option<Head>> {
        let known = Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(root).or_default());
        known.lock_owned().await
    }
}

/// The turns a unit holds until its transaction has ended.
pub(crate) struct Held {
    turns: Arc<Turns>,
    /// What the heads will be when the transaction is committed.
    held: Vec<(OwnedMutexGuard<Option<Head>>, Option<Head>)>,
    known: Trust,
}

/// Whether heads known to this process may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// The first attempt of a unit.
    Known,
    /// An attempt after a failure: read it under a lock.
    Read,
}

impl Held {
    pub(crate) fn new(turns: Arc<Turns>, known: Trust) -> Self {
        Held { turns, held: Vec::new(), known }
    }

    /// Waits for the turn on a chain and gives its head, if it is known for sure.
    pub(super) async fn wait(&mut self, root: UnitId) -> Option<Head> {
        let mut turn = self.turns.wait(root).await;
        // Forgotten until the commit has taken place: everything in between may fail.
        let known = turn.take();
        self.held.push((turn, None));
        known.filter(|_| self.known == Trust::Known)
    }

    /// Remembers what the head of the chain waited for last will be.
    pub(super) fn extends_to(&mut self, head: Head) {
        if let Some((_, next)) = self.held.last_mut() {
            *next = Some(head);
        }
    }

    /// The transaction was committed.
    pub(crate) fn committed(&mut self) {
        for (mut turn, next) in self.held.drain(..) {
            *turn = next;
        }
    }
}
