//! A fresh, migrated database per test on both engines; it must leave nothing behind.
//!
//! ```no_run
//! # async fn example() {
//! lantoa_testkit::engine::both(async |db| {
//!     db.read(async |cx| lantoa_store::journal::heads(cx).await).await.unwrap();
//! })
//! .await;
//! # }
//! ```

use std::io::Write as _;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

use lantoa_store::{Db, Durability, Engine, Options, Target};

use crate::server::{self, Server};

/// A database of one test; it is a [`Db`] and knows where it lives, so that a test can open it again or look inside.
pub struct TestDb {
    db: Db,
    pub(crate) place: Place,
}

pub(crate) enum Place {
    Sqlite(tempfile::TempDir),
    Postgres { server: &'static Server, name: String },
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl TestDb {
    /// A fresh, migrated embedded database.
    pub async fn sqlite() -> TestDb {
        let test = TestDb::empty_sqlite().await;
        test.db.migrate().await.expect("migrate SQLite");
        test
    }

    /// A fresh embedded database without any table.
    pub async fn empty_sqlite() -> TestDb {
        let dir = tempfile::tempdir().expect("temporary directory");
        let target = Target::Sqlite { path: dir.path().join("test.sqlite") };
        let db = Db::open(target, options()).await.expect("open SQLite");
        TestDb { db, place: Place::Sqlite(dir) }
    }

    /// A fresh, migrated PostgreSQL database; `None`, said once on standard error, when there is no server.
    ///
    /// # Panics
    /// When there is no server and `LANTOA_REQUIRE_POSTGRES=1`.
    pub async fn postgres() -> Option<TestDb> {
        let server = available()?;
        let template = server.template().await;
        Some(TestDb::on_server(server, &template).await)
    }

    /// A fresh PostgreSQL database without any table; otherwise as [`TestDb::postgres`].
    pub async fn empty_postgres() -> Option<TestDb> {
        Some(TestDb::on_server(available()?, "template0").await)
    }

    async fn on_server(server: &'static Server, template: &str) -> TestDb {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("lt_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        server.command(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        // Its files are copied (PostgreSQL 15, the oldest still maintained): less than half the time of writing each page to the log.
        server.command(&format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")).await;
        let target = Target::Postgres { url: server.url(&name) };
        let db = Db::open(target, options()).await.expect("open PostgreSQL");
        TestDb { db, place: Place::Postgres { server, name } }
    }

    /// Where the database is, to open it a second time.
    #[must_use]
    pub fn target(&self) -> Target {
        match &self.place {
            Place::Sqlite(_) => Target::Sqlite { path: self.path().expect("invariant: SQLite has a file") },
            Place::Postgres { server, name } => Target::Postgres { url: server.url(name) },
        }
    }

    /// The file of an embedded database.
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        match &self.place {
            Place::Sqlite(dir) => Some(dir.path().join("test.sqlite")),
            Place::Postgres { .. } => None,
        }
    }

    /// Another handle to the same database.
    #[must_use]
    pub fn handle(&self) -> Db {
        self.db.clone()
    }

    /// Closes the database and removes it.
    pub async fn remove(self) {
        let TestDb { db, place } = self;
        drop(db);
        if let Place::Postgres { server, name } = place {
            server.command(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        }
    }
}

/// Runs a test on a fresh, migrated SQLite database and then on a PostgreSQL one.
///
/// Without a PostgreSQL server the second half is left out and said so on standard error, unless
/// `LANTOA_REQUIRE_POSTGRES=1` makes that a failure.
pub async fn both(test: impl AsyncFn(&TestDb)) {
    run(TestDb::sqlite().await, &test).await;
    if let Some(db) = TestDb::postgres().await {
        run(db, &test).await;
    }
}

/// As [`both`], on databases without any table.
pub async fn both_empty(test: impl AsyncFn(&TestDb)) {
    run(TestDb::empty_sqlite().await, &test).await;
    if let Some(db) = TestDb::empty_postgres().await {
        run(db, &test).await;
    }
}

async fn run(db: TestDb, test: &impl AsyncFn(&TestDb)) {
    let named = NameOnPanic(db.engine());
    test(&db).await;
    drop(named);
    db.remove().await;
}

/// Says on which engine a test failed.
struct NameOnPanic(Engine);

impl Drop for NameOnPanic {
    fn drop(&mut self) {
        if std::thread::panicking() {
            say(&format!("the test failed on {}", self.0));
        }
    }
}

fn options() -> Options {
    // Small caches: many tests run side by side. Nothing of theirs is to outlive a power cut.
    let durability = Durability::Relaxed;
    Options { sqlite_cache_kib: 4096, sqlite_mmap_bytes: 0, durability, ..Options::default() }
}

fn available() -> Option<&'static Server> {
    static SAID: Once = Once::new();
    match server::shared() {
        Ok(server) => Some(server),
        Err(why) if std::env::var_os("LANTOA_REQUIRE_POSTGRES").is_some_and(|value| value == "1") => {
            panic!("PostgreSQL is required here: {why}")
        }
        Err(why) => {
            SAID.call_once(|| say(&format!("NOT TESTED on PostgreSQL: {why}")));
            None
        }
    }
}

/// Past the test runner, which keeps the output of tests that pass to itself.
pub(crate) fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "testkit: {text}");
}
