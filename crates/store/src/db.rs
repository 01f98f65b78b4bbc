//! The way into the database: units of work on either engine; it must not hold SQL or rules.

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::conn::{Conn, Tx};
use crate::postgres::Postgres;
use crate::sqlite::{Sqlite, copy_file, run_scan};
use crate::{Error, Result};

/// Where the data is.
#[derive(Clone)]
pub enum Target {
    /// An embedded database in one file (with `-wal` and `-shm` beside it); made when it is not there.
    Sqlite {
        /// The file.
        path: PathBuf,
    },
    /// A PostgreSQL server.
    Postgres {
        /// `postgresql://user:password@host1,host2/name?target_session_attrs=read-write`, or key=value pairs.
        url: String,
    },
}

/// Settings; the default is what was measured to be best on two cores.
#[derive(Debug, Clone)]
pub struct Options {
    /// Connections to PostgreSQL in all: 4–8 per core, well under the server's `max_connections`.
    pub connections: usize,
    /// Threads that run units on PostgreSQL. Each has its own share of the connections.
    pub workers: usize,
    /// Threads for long reads on SQLite.
    pub scan_threads: usize,
    /// Longest wait for a free connection or, on SQLite, for another process.
    pub wait: Duration,
    /// Page cache of SQLite's writer, KiB; a reader, most of whose pages are mapped, has a quarter of it.
    pub sqlite_cache_kib: u32,
    /// Bytes of the SQLite file mapped into memory by each reader; 0 on a network share.
    pub sqlite_mmap_bytes: i64,
    /// What a power cut may cost.
    pub durability: Durability,
    /// Spreads the waits before a unit is run again.
    pub jitter: Jitter,
}

/// What a power cut may cost; a crash of the program alone costs nothing either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// Nothing that was committed: every unit of work waits for the disk.
    #[default]
    Full,
    /// The last units of work, or on SQLite the database: for one that is being filled and can be thrown away.
    Relaxed,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            connections: 8,
            workers: 2,
            scan_threads: 2,
            wait: Duration::from_secs(5),
            sqlite_cache_kib: 65_536,
            // As much as SQLite maps at most: what lies beyond is copied at every reading.
            sqlite_mmap_bytes: 0x7fff_0000,
            durability: Durability::Full,
            jitter: Jitter::seeded(0),
        }
    }
}

/// Spreads waits, so that units that clashed do not meet again. Seed it differently in each process.
#[derive(Debug, Clone)]
pub struct Jitter(Arc<AtomicU64>);

impl Jitter {
    /// A sequence that depends on the seed only.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Jitter(Arc::new(AtomicU64::new(seed)))
    }

    /// A wait between half and all of `longest`.
    #[must_use]
    pub fn spread(&self, longest: Duration) -> Duration {
        // splitmix64: any state is a good one, so a shared counter is enough.
        let mut z = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let share = u32::try_from((z >> 32) & 0x3ff).unwrap_or(0);
        longest / 2 + longest / 2 * share / 1024
    }
}

/// Which engine is behind a [`Db`]: to print it, never to decide by it outside of this crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// The server.
    Postgres,
}

impl std::fmt::Display for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        })
    }
}

/// A handle to the database; cheap to clone. When the last one is dropped, everything queued is finished first.
#[derive(Clone)]
pub struct Db {
    pub(crate) inner: Arc<Inner>,
    keeps: Keeps,
}

/// What becomes of a unit of work that went well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keeps {
    /// It is committed.
    Work,
    /// It is rolled back: only whether it would go well is of interest.
    Nothing,
}

pub(crate) enum Inner {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// What a unit gave: its result, or the panic it ended with.
pub(crate) type Outcome<T, E> = std::thread::Result<Result<T, E>>;

/// A unit of work on its way to the thread that runs it.
pub(crate) struct Unit<F, T, E> {
    pub(crate) f: F,
    pub(crate) outcome: Option<Outcome<T, E>>,
    pub(crate) reply: oneshot::Sender<Outcome<T, E>>,
}

impl Db {
    /// Opens the database. It does not migrate: call [`Db::migrate`] or [`Db::check_schema`] next.
    ///
    /// # Errors
    /// [`Error::Setup`] for a wrong address or file, [`Error::Unavailable`] when the server does not answer.
    pub async fn open(target: Target, options: Options) -> Result<Db> {
        let inner = match target {
            Target::Sqlite { path } => Inner::Sqlite(Sqlite::open(&path, &options)?),
            Target::Postgres { url } => Inner::Postgres(Postgres::open(&url, &options).await?),
        };
        Ok(Db { inner: Arc::new(inner), keeps: Keeps::Work })
    }

    /// Opens an embedded database with the default settings.
    ///
    /// # Errors
    /// [`Error::Setup`] when the file cannot be opened or made.
    pub async fn open_file(path: &Path) -> Result<Db> {
        Db::open(Target::Sqlite { path: path.to_owned() }, Options::default()).await
    }

    /// Which engine this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match *self.inner {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// The same database for a rehearsal: its units of work run as ever, nothing of them is kept, and one that goes well ends with
    /// [`Error::Rehearsed`]. What is rehearsed stops there, so that only its first unit of work is tried.
    #[must_use]
    pub fn rehearsal(&self) -> Db {
        Db { inner: Arc::clone(&self.inner), keeps: Keeps::Nothing }
    }

    /// Runs a short reading unit: statements that take well under a millisecond.
    ///
    /// On SQLite it runs in place, on the calling thread, and all statements see one moment; on PostgreSQL each sees its own.
    ///
    /// # Errors
    /// What the unit returns, or the store's own error.
    pub async fn read<T, E>(&self, f: impl AsyncFn(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &*self.inner {
            Inner::Sqlite(engine) => engine.read(&f),
            Inner::Postgres(engine) => {
                let (reply, answer) = oneshot::channel();
                engine.read(f, reply)?;
                settle(answer.await)
            }
        }
    }

    /// Runs a long reading unit (search, aggregate, export) on a thread of its own. All statements see one moment.
    ///
    /// Give rows out in pages: a long unit keeps the database from cleaning up.
    ///
    /// # Errors
    /// What the unit returns, or the store's own error.
    pub async fn scan<T, E>(&self, f: impl AsyncFn(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        match &*self.inner {
            Inner::Sqlite(engine) => engine.scan(Box::new(move |conn| {
                let _ = reply.send(run_scan(&f, conn));
            }))?,
            Inner::Postgres(engine) => engine.scan(f, reply)?,
        }
        settle(answer.await)
    }

    /// Runs a unit of work that is one transaction, and answers after its durable commit.
    ///
    /// The closure may be run again (concurrent changes, lost connection): it must compute everything from its
    /// captures and the database, and must not wait for anything but the database. When it returns `Err`, nothing is
    /// kept and the error is returned as it is. When a statement failed, the unit is not committed even if it went
    /// on. A caller that goes away does not stop the unit: it is finished and committed all the same.
    ///
    /// # Errors
    /// What the unit returns, or the store's own error.
    pub async fn write<T, E>(&self, f: impl AsyncFn(&mut Tx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match self.keeps {
            Keeps::Work => self.commit(f).await,
            Keeps::Nothing => {
                let given_up = async move |tx: &mut Tx| match f(tx).await {
                    Ok(_) => Err(E::from(Error::Rehearsed)),
                    Err(refused) => Err(refused),
                };
                self.commit(given_up).await
            }
        }
    }

    async fn commit<T, E>(&self, f: impl AsyncFn(&mut Tx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        match &*self.inner {
            Inner::Sqlite(engine) => engine.write(Box::new(Unit { f, outcome: None, reply }))?,
            Inner::Postgres(engine) => engine.write(f, reply)?,
        }
        settle(answer.await)
    }

    /// Writes a consistent copy of an embedded database to a new file, while others read and write.
    ///
    /// # Errors
    /// [`Error::Setup`] when the file exists already or cannot be written, and for PostgreSQL, whose own tools
    /// (`pg_dump`, base backups) know how to do this without stopping others.
    pub async fn copy_to(&self, file: &Path) -> Result<()> {
        let Inner::Sqlite(engine) = &*self.inner else {
            return Err(Error::Setup { detail: "a PostgreSQL database is backed up with pg_dump".to_owned() });
        };
        if file.exists() {
            return Err(Error::Setup { detail: format!("{} exists already", file.display()) });
        }
        let file = file.to_string_lossy().into_owned();
        let (reply, answer) = oneshot::channel();
        engine.scan(Box::new(move |conn| {
            let _ = reply.send(Ok(copy_file(conn, &file)));
        }))?;
        settle(answer.await)
    }

    /// Housekeeping, once a day: lets SQLite refresh the statistics its planner uses. PostgreSQL does that by itself.
    ///
    /// # Errors
    /// The engine's.
    pub async fn maintain(&self) -> Result<()> {
        match self.engine() {
            Engine::Sqlite => self.write(async |tx| tx.batch("optimize", "PRAGMA optimize").await).await,
            Engine::Postgres => Ok(()),
        }
    }
}

fn settle<T, E: From<Error>>(answer: Result<Outcome<T, E>, oneshot::error::RecvError>) -> Result<T, E> {
    match answer {
        Ok(Ok(result)) => result,
        // A panic of the unit is a panic of the caller, as if it had run here.
        Ok(Err(panic)) => resume_unwind(panic),
        Err(_) => Err(E::from(Error::Closed)),
    }
}
