//! The embedded engine: one writer thread in order of arrival with shared commits, readers in place, own threads for long reads and for bringing the log home. It must never wait for anything but SQLite.

use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, ffi};

use crate::conn::{Again, Conn, Described, Failed, Link as AnyLink, Tx};
use crate::db::{Durability, Options, Outcome, Unit};
use crate::{Error, FromRow, Result, Row, Sql, Value};

/// Statements kept prepared per connection.
const CACHED_STATEMENTS: usize = 256;
/// Units that share one commit at most: bounds the wait of the first one.
const UNITS_PER_COMMIT: usize = 128;
/// Units after which the log is brought into the file beside the writer. The file has to be made durable for it, twice the
/// wait of a commit or more: the writer spent a quarter of its time on that.
const UNITS_PER_CHECKPOINT: usize = 1_000;
/// Without a commit for so long the rest of the log is brought home: readers do not look at a log that has nothing of its own.
const IDLE: Duration = Duration::from_millis(250);
/// Pages of the log at which the writer brings the rest home itself and begins it anew, 48 MB: only then can it, because
/// beside it there is always a commit that came after. Readers look through a longer log longer.
const PAGES_PER_LOG: u32 = 12_000;
/// Connections kept for reading in place; each has its own page cache, so more is slower, not faster.
const KEPT_READERS: usize = 4;

/// The engine. Dropping it finishes what was queued.
pub(crate) struct Sqlite {
    path: PathBuf,
    options: Options,
    readers: Mutex<Vec<Link>>,
    writer: Option<Sender<Box<dyn WriteJob>>>,
    scanner: Option<Sender<ScanJob>>,
    threads: Vec<JoinHandle<()>>,
}

type ScanJob = Box<dyn FnOnce(&mut Conn) + Send>;

/// A unit waiting for the writer, its types hidden.
pub(crate) trait WriteJob: Send {
    /// Runs the unit once; says whether its changes shall stay.
    fn run(&mut self, tx: &mut Tx) -> bool;
    /// Answers the caller; an error replaces a success that was not committed.
    fn answer(self: Box<Self>, committed: Result<()>);
}

/// A connection to the file.
pub(crate) struct Link(pub(crate) Connection);

impl Sqlite {
    pub(crate) fn open(path: &Path, options: &Options) -> Result<Self> {
        let writer = open_writer(path, options)?;
        let (write_queue, write_jobs) = channel();
        let (scan_queue, scan_jobs) = channel();
        let (log_grew, growth) = sync_channel(1);
        let checkpointer = open_writer(path, options)?;
        let mut threads = vec![
            spawn("lantoa-write", move || serve_writes(writer, &write_jobs, &log_grew))?,
            spawn("lantoa-log", move || serve_checkpoints(&checkpointer, &growth))?,
        ];
        let scan_jobs = Arc::new(Mutex::new(scan_jobs));
        for _ in 0..options.scan_threads.max(1) {
            let conn = open_reader(path, options)?;
            let jobs = Arc::clone(&scan_jobs);
            threads.push(spawn("lantoa-scan", move || serve_scans(conn, &jobs))?);
        }
        Ok(Sqlite {
            path: path.to_owned(),
            options: options.clone(),
            readers: Mutex::new(Vec::new()),
            writer: Some(write_queue),
            scanner: Some(scan_queue),
            threads,
        })
    }

    /// Runs a reading unit on this thread: for statements far below a millisecond this is cheaper than any hop.
    pub(crate) fn read<F, T, E>(&self, f: &F) -> Result<T, E>
    where
        F: AsyncFn(&mut Conn) -> Result<T, E>,
        E: From<Error>,
    {
        let kept = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let link = match kept {
            Some(link) => link,
            None => open_reader(&self.path, &self.options)?,
        };
        // One transaction takes the file's locks once, not again at each statement, and shows one moment.
        link.control("BEGIN").map_err(|error| classify("BEGIN", &error).error)?;
        let mut conn = Conn::new(AnyLink::Sqlite(link));
        let result = poll_once(f(&mut conn)).unwrap_or_else(|| Err(E::from(Error::ForeignWait)));
        if let AnyLink::Sqlite(link) = conn.link
            && link.control("COMMIT").is_ok()
        {
            let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
            if readers.len() < KEPT_READERS {
                readers.push(link);
            }
        }
        result
    }

    pub(crate) fn write(&self, job: Box<dyn WriteJob>) -> Result<()> {
        let queue = self.writer.as_ref().ok_or(Error::Closed)?;
        queue.send(job).map_err(|_| Error::Closed)
    }

    pub(crate) fn scan(&self, job: ScanJob) -> Result<()> {
        let queue = self.scanner.as_ref().ok_or(Error::Closed)?;
        queue.send(job).map_err(|_| Error::Closed)
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        self.writer = None;
        self.scanner = None;
        let here = std::thread::current().id();
        for thread in self.threads.drain(..) {
            // A unit that held the last handle drops it on the very thread: it cannot wait for itself.
            if thread.thread().id() != here && thread.join().is_err() {
                tracing::error!("a database thread ended with a panic");
            }
        }
    }
}

impl<F, T, E> WriteJob for Unit<F, T, E>
where
    F: AsyncFn(&mut Tx) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    fn run(&mut self, tx: &mut Tx) -> bool {
        let unit = std::panic::AssertUnwindSafe(|| run_in_one_poll(&self.f, tx));
        let outcome = std::panic::catch_unwind(unit);
        let keep = matches!(outcome, Ok(Ok(_)));
        self.outcome = Some(outcome);
        keep
    }

    fn answer(mut self: Box<Self>, committed: Result<()>) {
        let outcome: Outcome<T, E> = match (self.outcome.take(), committed) {
            (Some(Ok(Ok(_))) | None, Err(error)) => Ok(Err(E::from(error))),
            (Some(outcome), _) => outcome,
            (None, Ok(())) => Ok(Err(E::from(Error::Closed))),
        };
        // The caller may be gone; the change stands all the same.
        let _ = self.reply.send(outcome);
    }
}

fn run_in_one_poll<F, T, E>(f: &F, tx: &mut Tx) -> Result<T, E>
where
    F: AsyncFn(&mut Tx) -> Result<T, E>,
    E: From<Error>,
{
    tx.reset();
    let value = poll_once(f(tx)).unwrap_or_else(|| Err(E::from(Error::ForeignWait)))?;
    if let Some(failure) = &tx.failure {
        return Err(E::from(Error::Poisoned { detail: failure.detail.clone() }));
    }
    poll_once(crate::journal::seal(tx)).unwrap_or(Err(Error::ForeignWait))?;
    Ok(value)
}

/// Runs a future that never waits; `None` when it did wait.
pub(crate) fn poll_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

fn serve_writes(link: Link, jobs: &Receiver<Box<dyn WriteJob>>, log_grew: &SyncSender<usize>) {
    let mut tx = Tx::new(Conn::new(AnyLink::Sqlite(link)));
    let mut untold = 0;
    while let Ok(first) = jobs.recv() {
        let mut batch = vec![first];
        batch.extend(jobs.try_iter().take(UNITS_PER_COMMIT - 1));
        untold += batch.len();
        commit_together(&mut tx, batch);
        // Full: the other thread has not come to the last word yet, and hears of these with the next.
        if log_grew.try_send(untold).is_ok() {
            untold = 0;
        }
    }
    let _ = control(&tx, "PRAGMA optimize");
}

/// Brings the log into the file without stopping anybody: what is in use is left for the next time.
fn serve_checkpoints(link: &Link, growth: &Receiver<usize>) {
    while let Ok(mut units) = growth.recv() {
        while units < UNITS_PER_CHECKPOINT
            && let Ok(more) = growth.recv_timeout(IDLE)
        {
            units += more;
        }
        let done = link.0.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        if let Err(error) = done {
            // The writer does it when the log is long.
            tracing::warn!(%error, "the log was not brought into the file");
        }
    }
}

/// One transaction for all units, a savepoint for each of several; answers only after the commit.
fn commit_together(tx: &mut Tx, mut batch: Vec<Box<dyn WriteJob>>) {
    if let Err(error) = control(tx, "BEGIN IMMEDIATE") {
        // Another process holds the lock for longer than the wait, or the file is gone: no unit has run.
        return batch.into_iter().for_each(|job| job.answer(Err(classify("BEGIN", &error).error)));
    }
    match run_batch(tx, &mut batch) {
        Ok(()) => batch.into_iter().for_each(|job| job.answer(Ok(()))),
        Err(error) if batch.len() == 1 => {
            batch.into_iter().for_each(|job| job.answer(Err(classify("COMMIT", &error).error)));
        }
        // One unit may have spoilt the commit for all: each gets its own. Units may be run again.
        Err(error) => {
            tracing::warn!(%error, units = batch.len(), "shared commit failed, committing one by one");
            batch.into_iter().for_each(|job| commit_together(tx, vec![job]));
        }
    }
}

fn run_batch(tx: &mut Tx, batch: &mut [Box<dyn WriteJob>]) -> rusqlite::Result<()> {
    let done = match batch {
        [alone] => run_alone(tx, alone.as_mut()),
        several => several.iter_mut().try_for_each(|job| run_among_others(tx, job.as_mut())).map(|()| "COMMIT"),
    };
    let ended = done.and_then(|end| control(tx, end));
    if ended.is_err() && !lost_transaction(tx) {
        let _ = control(tx, "ROLLBACK");
    }
    ended
}

/// Without a savepoint: below one SQLite keeps every page as it was before, and goes through all of them at the end of
/// each statement, so that a long unit would take the square of its length. Says how the transaction ends.
fn run_alone(tx: &mut Tx, job: &mut dyn WriteJob) -> rusqlite::Result<&'static str> {
    let keep = job.run(tx);
    still_open(tx)?;
    Ok(if keep { "COMMIT" } else { "ROLLBACK" })
}

fn run_among_others(tx: &mut Tx, job: &mut dyn WriteJob) -> rusqlite::Result<()> {
    control(tx, "SAVEPOINT unit")?;
    let keep = job.run(tx);
    still_open(tx)?;
    if !keep {
        control(tx, "ROLLBACK TO unit")?;
    }
    control(tx, "RELEASE unit")
}

/// Disk full, I/O error: SQLite rolls everything back by itself.
fn still_open(tx: &Tx) -> rusqlite::Result<()> {
    match lost_transaction(tx) {
        true => Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_ABORT_ROLLBACK), None)),
        false => Ok(()),
    }
}

fn control(tx: &Tx, text: &str) -> rusqlite::Result<()> {
    match &tx.link {
        AnyLink::Sqlite(link) => link.control(text),
        AnyLink::Postgres(_) => Err(rusqlite::Error::InvalidQuery),
    }
}

fn lost_transaction(tx: &Tx) -> bool {
    matches!(&tx.link, AnyLink::Sqlite(Link(conn)) if conn.is_autocommit())
}

fn serve_scans(link: Link, jobs: &Mutex<Receiver<ScanJob>>) {
    let mut conn = Conn::new(AnyLink::Sqlite(link));
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        conn.failure = None;
        job(&mut conn);
    }
}

/// Runs a long reading unit in one read transaction, so that all its statements see the same moment.
pub(crate) fn run_scan<F, T, E>(f: &F, conn: &mut Conn) -> Outcome<T, E>
where
    F: AsyncFn(&mut Conn) -> Result<T, E>,
    E: From<Error>,
{
    let begun = in_scan(conn, "BEGIN");
    let unit = std::panic::AssertUnwindSafe(|| {
        begun?;
        poll_once(f(conn)).unwrap_or_else(|| Err(E::from(Error::ForeignWait)))
    });
    let outcome = std::panic::catch_unwind(unit);
    let _ = in_scan(conn, "ROLLBACK");
    outcome
}

/// Copies the database as of one moment into a new file.
pub(crate) fn copy_file(conn: &Conn, file: &str) -> Result<()> {
    let AnyLink::Sqlite(link) = &conn.link else { return Err(Error::Closed) };
    let done = link.0.execute("VACUUM INTO ?1", [file]);
    done.map(|_| ()).map_err(|error| setup(&error))
}

fn in_scan(conn: &Conn, text: &str) -> Result<()> {
    let AnyLink::Sqlite(link) = &conn.link else { return Err(Error::Closed) };
    link.0.execute_batch(text).map_err(|error| classify("scan", &error).error)
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    let builder = std::thread::Builder::new().name(name.to_owned());
    builder.spawn(body).map_err(|error| Error::Setup { detail: error.to_string() })
}

fn open_writer(path: &Path, options: &Options) -> Result<Link> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = open_file(path, flags, options, options.sqlite_cache_kib).map_err(|error| setup(&error))?;
    let synchronous = match options.durability {
        Durability::Full => "FULL",
        Durability::Relaxed => "OFF",
    };
    let ready = conn.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; PRAGMA wal_autocheckpoint = {PAGES_PER_LOG}; \
         PRAGMA journal_size_limit = 67108864;",
    ));
    ready.map_err(|error| setup(&error))?;
    Ok(Link(conn))
}

fn open_reader(path: &Path, options: &Options) -> Result<Link> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = open_file(path, flags, options, options.sqlite_cache_kib / 4).map_err(|error| setup(&error))?;
    conn.pragma_update(None, "mmap_size", options.sqlite_mmap_bytes).map_err(|error| setup(&error))?;
    Ok(Link(conn))
}

fn open_file(path: &Path, flags: OpenFlags, options: &Options, cache_kib: u32) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(path, flags)?;
    conn.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    // Otherwise the planner looks at bound values, and a statement taken from the cache is compiled anew each time
    // its values change: measured, 8 µs more for each range or LIMIT.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.busy_timeout(options.wait)?;
    conn.execute_batch("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;")?;
    conn.pragma_update(None, "cache_size", -i64::from(cache_kib))?;
    Ok(conn)
}

fn setup(error: &rusqlite::Error) -> Error {
    Error::Setup { detail: error.to_string() }
}

impl Link {
    /// Begins or ends a transaction.
    fn control(&self, text: &str) -> rusqlite::Result<()> {
        self.0.prepare_cached(text)?.raw_execute().map(|_| ())
    }

    pub(crate) fn query<T: FromRow>(
        &self,
        name: &'static str,
        text: &str,
        params: &[Value<'_>],
    ) -> Result<Vec<T>, Failed> {
        let run = || -> rusqlite::Result<Result<Vec<T>>> {
            let mut statement = self.0.prepare_cached(text)?;
            let mut rows = statement.query(rusqlite::params_from_iter(params))?;
            let mut found = Ok(Vec::new());
            // Stepped to the end even when a row cannot be read: an unfinished RETURNING would block the COMMIT.
            while let Some(row) = rows.next()? {
                if let Ok(list) = &mut found {
                    match T::from_row(&Row::sqlite(row, name)) {
                        Ok(value) => list.push(value),
                        Err(error) => found = Err(error),
                    }
                }
            }
            Ok(found)
        };
        match run() {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(error)) => Err(Failed { error, again: Again::No }),
            Err(error) => Err(classify(name, &error)),
        }
    }

    pub(crate) fn execute(&self, name: &'static str, text: &str, params: &[Value<'_>]) -> Result<u64, Failed> {
        let run =
            || -> rusqlite::Result<usize> { self.0.prepare_cached(text)?.execute(rusqlite::params_from_iter(params)) };
        run().map(|rows| rows as u64).map_err(|error| classify(name, &error))
    }

    /// Several changes one after another; a statement that comes again is not looked up again.
    ///
    /// Many rows in one statement would not be cheaper: SQLite then keeps each page as it was before, so that it can undo that
    /// statement alone. Measured with tasks, a hundred rows a statement took half as long again as one.
    pub(crate) fn execute_all(&self, steps: &[(&'static Sql, &[Value<'_>])]) -> Result<Vec<u64>, Failed> {
        let mut ready: Vec<(&'static Sql, CachedStatement<'_>)> = Vec::new();
        let mut counts = Vec::with_capacity(steps.len());
        for (sql, params) in steps {
            let known = ready.iter().position(|(other, _)| std::ptr::eq(*other, *sql));
            let mut run = || -> rusqlite::Result<usize> {
                let place = match known {
                    Some(place) => place,
                    None => {
                        ready.push((*sql, self.0.prepare_cached(sql.sqlite())?));
                        ready.len() - 1
                    }
                };
                ready[place].1.execute(rusqlite::params_from_iter(*params))
            };
            counts.push(run().map_err(|error| classify(sql.name(), &error))? as u64);
        }
        Ok(counts)
    }
}

impl Link {
    pub(crate) fn describe(&self, name: &'static str, text: &str) -> Result<Described, Failed> {
        let statement = self.0.prepare_cached(text).map_err(|error| classify(name, &error))?;
        Ok(Described { parameters: statement.parameter_count(), columns: statement.column_count() })
    }

    pub(crate) fn batch(&self, name: &'static str, text: &str) -> Result<(), Failed> {
        self.0.execute_batch(text).map_err(|error| classify(name, &error))
    }
}

/// Translates the engine's error. SQLite's messages name columns and constraints, never values.
pub(crate) fn classify(statement: &'static str, error: &rusqlite::Error) -> Failed {
    let detail = error.to_string();
    let code = error.sqlite_error().copied();
    let error = match code.map(|code| (code.code, code.extended_code)) {
        Some((_, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID)) => {
            Error::Conflict { statement, detail }
        }
        Some((_, ffi::SQLITE_CONSTRAINT_FOREIGNKEY)) => Error::Reference { statement, detail },
        Some((ErrorCode::ConstraintViolation, _)) => Error::Check { statement, detail },
        Some((ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _)) => Error::Busy { detail },
        Some((ErrorCode::OperationInterrupted, _)) => Error::Timeout { statement },
        _ => Error::Statement { statement, detail },
    };
    Failed { error, again: Again::No }
}
