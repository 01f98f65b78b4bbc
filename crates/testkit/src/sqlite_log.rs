//! Which tables an embedded database wrote to, read from its log of changes page by page; it must not need the product's code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};

use crate::kept::Mark;

/// Header of the log and of each frame in it (<https://sqlite.org/fileformat2.html#the_write_ahead_log>).
const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

fn open(path: &Path) -> Connection {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags).expect("open the file beside the product")
}

/// Keeps the log from being begun anew, which would write over what stood in it: the product brings it into the file whenever
/// nothing is written for a while. A reader that stays where it is stops that, as a slot does on PostgreSQL.
pub(crate) struct Hold(Mutex<Connection>);

impl Hold {
    /// Everything written to this file from here on stays in its log.
    pub(crate) fn on(path: &Path) -> Self {
        let conn = open(path);
        conn.execute_batch(STAY).expect("stay in the log");
        Self(Mutex::new(conn))
    }

    /// Lets go for something that empties the log, and holds on again after it.
    pub(crate) fn renewed<T>(&self, act: impl FnOnce() -> T) -> T {
        let conn = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        conn.execute_batch("COMMIT").expect("let go of the log");
        let done = act();
        conn.execute_batch(STAY).expect("stay in the log");
        done
    }
}

/// A reader is in the log only once it has read.
const STAY: &str = "BEGIN; SELECT count(*) FROM sqlite_schema";

/// Empties the log into the file.
pub(crate) fn begin(path: &Path) -> Mark {
    let busy: i64 =
        open(path).query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).expect("empty the log");
    assert_eq!(busy, 0, "somebody is reading, so the log could not be emptied");
    Mark(String::new())
}

/// The tables to which the pages in the log belong.
pub(crate) fn written(path: &Path, _emptied: &Mark) -> BTreeSet<String> {
    let owners = owners(path);
    let name = format!("{}-wal", path.display());
    let log = std::fs::read(&name).expect("the log of changes");
    let owner = |page: u32| owners.get(&page).cloned().unwrap_or_else(|| format!("page {page} of nothing"));
    pages(&log).into_iter().map(owner).collect()
}

/// Every page with the table it belongs to; an index counts as its table.
fn owners(path: &Path) -> BTreeMap<u32, String> {
    let conn = open(path);
    let sql =
        "SELECT pageno, coalesce(tbl_name, dbstat.name) FROM dbstat LEFT JOIN sqlite_master m ON m.name = dbstat.name";
    let mut query = conn.prepare(sql).expect("the table of pages");
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("the table of pages");
    rows.collect::<Result<_, _>>().expect("the table of pages")
}

/// The numbers of the pages in the log.
fn pages(log: &[u8]) -> Vec<u32> {
    let number = |at: usize| log.get(at..at + 4).map(|four| u32::from_be_bytes(four.try_into().expect("four bytes")));
    let Some(size) = number(8) else { return Vec::new() };
    let step = FRAME_HEADER + usize::try_from(size).expect("a page size");
    let fits = |at: &usize| log.len() >= at + step && log[at + 8..at + 16] == log[16..24];
    (LOG_HEADER..).step_by(step).take_while(fits).filter_map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was written first, then brought into the file, and whether the log still holds it after something else was written.
    fn stays(hold: impl FnOnce(&Path) -> Option<Hold>) -> bool {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log.sqlite");
        let conn = Connection::open(&path).expect("a database");
        conn.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE leak (text TEXT)").expect("a table");
        let _held = hold(&path);
        conn.execute_batch("INSERT INTO leak VALUES ('written first'); DELETE FROM leak").expect("a row");
        conn.execute_batch(
            "PRAGMA wal_checkpoint(PASSIVE); CREATE TABLE more (n); CREATE TABLE most (n); CREATE TABLE last (n)",
        )
        .expect("more");
        let log = std::fs::read(format!("{}-wal", path.display())).expect("the log");
        log.windows(13).any(|some| some == b"written first")
    }

    #[test]
    fn a_hold_keeps_in_the_log_what_was_written_since() {
        assert!(stays(|path| Some(Hold::on(path))));
        assert!(!stays(|_| None), "without it the log is begun anew, which this test is about");
    }
}
