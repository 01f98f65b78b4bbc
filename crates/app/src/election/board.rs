//! Boards in memory: each entry is checked by all its rules once in a process. It must not admit what the rules refuse, nor trust a board whose chain does not follow.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use lantoa_ballot::{Board, Entry, EntryKind, Refused};
use lantoa_domain::Refusal;
use lantoa_domain::id::ElectionId;
use lantoa_store::election::{self, BoardEntry};
use lantoa_store::{Conn, Tx};

use crate::{App, Error, Result};

/// Boards kept in memory; more than so many at once are replayed again.
const KEPT: usize = 32;

/// The boards this process has replayed. They only ever grow, so an older copy is brought up to date, never thrown away.
#[derive(Default)]
pub(crate) struct Boards(Mutex<HashMap<ElectionId, Arc<Board>>>);

impl Boards {
    fn known(&self, id: ElectionId) -> Option<Arc<Board>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    fn keep(&self, id: ElectionId, board: &Arc<Board>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT && !kept.contains_key(&id) {
            kept.clear();
        }
        let longer = kept.get(&id).is_none_or(|known| known.entries().len() < board.entries().len());
        if longer {
            kept.insert(id, Arc::clone(board));
        }
    }

    fn forget(&self, id: ElectionId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

/// The board of an election as it stands in the database; `None` before its manifest.
///
/// # Errors
/// The database's; `Broken` when an entry does not follow from those before it.
pub(super) async fn current(app: &App, id: ElectionId) -> Result<Option<Arc<Board>>> {
    let known = app.boards().known(id);
    let have = known.as_ref().map_or(0, |board| board.entries().len());
    // One entry that is known already comes along: it shows that this is still the same board.
    let from = u32::try_from(have.saturating_sub(1)).unwrap_or(u32::MAX);
    let rows =
        app.db().read(async move |conn: &mut Conn| Ok::<_, Error>(election::entries(conn, id, from).await?)).await?;
    if rows.is_empty() && known.is_none() {
        return Ok(None);
    }
    let same = known.as_ref().is_none_or(|board| rows.first().is_some_and(|row| row.head == board.head()));
    if !same {
        // Another database was put in place, from a copy kept elsewhere – or somebody took entries away from the end, which no
        // check of the board itself can notice: a shorter board follows from itself. Whoever reads the log decides which it was.
        tracing::error!(election = %id, entries = have, "the board is not the one this process knew: entries were removed or changed");
        app.boards().forget(id);
        return Box::pin(current(app, id)).await;
    }
    let fresh: Vec<BoardEntry> = rows.into_iter().skip(usize::from(known.is_some())).collect();
    let board = match (known, fresh.is_empty()) {
        (Some(board), true) => return Ok(Some(board)),
        (known, _) => work(move || replay(known.as_deref(), &fresh)).await?,
    };
    let board = Arc::new(board);
    app.boards().keep(id, &board);
    Ok(Some(board))
}

fn replay(known: Option<&Board>, rows: &[BoardEntry]) -> Result<Board> {
    let broken = |why: Refused| broken(why.to_string());
    let (mut board, rest) = match (known, rows.split_first()) {
        (Some(board), _) => (board.clone(), rows),
        (None, Some((first, rest))) => (Board::start(&first.payload).map_err(broken)?, rest),
        (None, None) => return Err(broken(Refused::Form)),
    };
    for row in rest {
        let kind = EntryKind::from_number(row.kind).ok_or_else(|| broken(Refused::Form))?;
        let place = board.append(kind, &row.payload).map_err(broken)?;
        if row.head != place.head {
            return Err(broken(Refused::Contradiction));
        }
    }
    Ok(board)
}

/// The first election whose board does not follow from its own entries, replayed from the database and not from memory.
///
/// # Errors
/// The database's.
pub(crate) async fn first_unsound(app: &App) -> Result<Option<ElectionId>> {
    let all = app.db().read(async |conn: &mut Conn| Ok::<_, Error>(election::boards(conn).await?)).await?;
    for id in all {
        let rows =
            app.db().read(async move |conn: &mut Conn| Ok::<_, Error>(election::entries(conn, id, 0).await?)).await?;
        if work(move || replay(None, &rows)).await.is_err() {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Longer than a request may keep a thread of the runtime: it is done on one for such work.
pub(super) async fn work<T: Send + 'static>(job: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(job).await.map_err(|why| broken(why.to_string()))?
}

/// For the log: no rule was broken by a person, the board itself is not as it was left.
fn broken(detail: String) -> Error {
    Error::Broken(lantoa_store::Error::Statement { statement: "election::board", detail })
}

/// A board with entries that are not in the database yet.
#[derive(Clone)]
pub(super) struct Grown {
    pub(super) board: Arc<Board>,
    from: usize,
}

impl Grown {
    /// A new board, from its manifest.
    pub(super) fn start(board: Board) -> Self {
        Self { board: Arc::new(board), from: 0 }
    }

    /// A board with these entries after those it has.
    ///
    /// # Errors
    /// The rule of the board that one of them breaks.
    pub(super) fn grow(board: &Board, entries: &[(EntryKind, Vec<u8>)]) -> Result<Self, Refused> {
        let mut grown = board.clone();
        for (kind, payload) in entries {
            grown.append(*kind, payload)?;
        }
        Ok(Self { from: board.entries().len(), board: Arc::new(grown) })
    }

    /// Writes the new entries.
    ///
    /// # Errors
    /// `Overtaken` when somebody else's entries took their places meanwhile.
    pub(super) async fn write(&self, tx: &mut Tx, id: ElectionId) -> Result<()> {
        let fresh = self.board.entries().iter().enumerate().skip(self.from);
        for (number, entry) in fresh {
            let number = u32::try_from(number).map_err(|_| Refusal::Ballot { why: "bad-ballot" })?;
            if !election::append(tx, id, number, &row(entry)).await? {
                return Err(Error::Overtaken { by: String::new(), at: None });
            }
        }
        Ok(())
    }

    /// Keeps the board in memory: after the commit only.
    pub(super) fn keep(&self, app: &App, id: ElectionId) {
        app.boards().keep(id, &self.board);
    }
}

fn row(entry: &Entry) -> BoardEntry {
    BoardEntry { kind: entry.kind.number(), payload: entry.payload.clone(), head: entry.head.to_vec() }
}
