//! What an engine keeps of a test's database outside its tables: files, log of changes, server log, a backup, and in which tables something was written. It must not change what it looks at.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::engine::{Place, TestDb, say};
use crate::postgres_log::ServerWatch;
use crate::sqlite_log::{self, Hold};

/// One file, or what a backup tool printed.
pub struct Kept {
    /// Where it was found, for the message of a failing test.
    pub name: String,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// A place in the engine's log of changes, from which [`Watch::written_since`] looks on.
pub struct Mark(pub(crate) String);

/// Keeps an eye on one test's database from [`TestDb::watch`] on.
pub struct Watch<'a> {
    db: &'a TestDb,
    engine: Seen,
}

enum Seen {
    Sqlite(PathBuf, Hold),
    Postgres(Box<ServerWatch>),
}

impl TestDb {
    /// Begins to watch. `None`, said on standard error, when the files of a PostgreSQL server cannot be read from here.
    ///
    /// # Panics
    /// When they cannot be read and `LANTOA_REQUIRE_POSTGRES=1`.
    pub async fn watch(&self) -> Option<Watch<'_>> {
        let engine = match &self.place {
            Place::Sqlite(_) => {
                let path = self.path().expect("invariant: SQLite has a file");
                let hold = Hold::on(&path);
                Seen::Sqlite(path, hold)
            }
            Place::Postgres { server, name } => match ServerWatch::begin(server, name).await {
                Ok(watch) => Seen::Postgres(Box::new(watch)),
                Err(why) if std::env::var_os("LANTOA_REQUIRE_POSTGRES").is_some_and(|value| value == "1") => {
                    panic!("the files of the PostgreSQL server must be read here: {why}")
                }
                Err(why) => {
                    say(&format!("NOT LOOKED AT, the files of the PostgreSQL server: {why}"));
                    return None;
                }
            },
        };
        Some(Watch { db: self, engine })
    }
}

impl Watch<'_> {
    /// Everything the machine keeps of this database: its files with the log of changes since the watch began, the log of
    /// the server, and a backup made the way the product names (a copy of the file; `pg_dump`).
    ///
    /// # Panics
    /// When a file cannot be read or the backup fails.
    pub async fn kept(&self) -> Vec<Kept> {
        match &self.engine {
            Seen::Sqlite(path, _) => {
                let folder = path.parent().expect("invariant: the file lies in a folder");
                let backup = tempfile::tempdir().expect("temporary directory");
                self.db.copy_to(&backup.path().join("backup.sqlite")).await.expect("a backup");
                let mut kept = Vec::new();
                files(folder, &mut kept, &|_| true);
                files(backup.path(), &mut kept, &|_| true);
                kept
            }
            Seen::Postgres(watch) => watch.kept().await,
        }
    }

    /// A place in the log of changes. On SQLite the log is emptied into the file first, so that it holds only what follows.
    pub async fn mark(&self) -> Mark {
        match &self.engine {
            Seen::Sqlite(path, hold) => hold.renewed(|| sqlite_log::begin(path)),
            Seen::Postgres(watch) => watch.mark().await,
        }
    }

    /// The tables in which something was written since a mark: their rows, indexes or long values, committed or not.
    /// PostgreSQL marks a row that another one refers to; such marks are told as `lock on …`.
    pub async fn written_since(&self, mark: &Mark) -> BTreeSet<String> {
        match &self.engine {
            Seen::Sqlite(path, _) => sqlite_log::written(path, mark),
            Seen::Postgres(watch) => watch.written_since(mark).await,
        }
    }
}

/// All files below a folder whose path is wanted. What disappears meanwhile is left out: other tests share the server.
pub(crate) fn files(folder: &Path, out: &mut Vec<Kept>, wanted: &dyn Fn(&Path) -> bool) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if !wanted(&path) {
            continue;
        }
        if path.is_dir() {
            files(&path, out, wanted);
        } else if let Ok(bytes) = std::fs::read(&path) {
            out.push(Kept { name: path.display().to_string(), bytes });
        }
    }
}
