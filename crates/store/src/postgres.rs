//! The server engine: worker threads with pooled connections, retry, and the transaction around a unit. It must not know what a unit does.
//!
//! Units run on a few threads of their own, each with a one-threaded runtime and its share of the pool. So a unit's
//! future needs not be `Send`, a caller that goes away cannot leave a transaction open, and a statement does not hop
//! between threads on its way to the connection.
//!
//! **READ COMMITTED with version guards.** Every update of a record carries `AND version = $n`
//! ([`Tx::exec_guarded`](crate::Tx::exec_guarded)); under READ COMMITTED the second of two concurrent updates waits,
//! re-reads the row and finds no match, so it gets [`Error::Stale`] instead of overwriting. That is the same answer
//! SQLite gives with its one writer. SERIALIZABLE would give it too, but as a retry of the whole unit for every
//! false conflict on an index page, and the hot rows here (journal heads, counters) would make those frequent.

use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime};
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinSet, LocalSet};
use tokio_postgres::NoTls;

use crate::conn::{Again, Conn, Failure, Link as AnyLink, Tx};
use crate::db::{Durability, Jitter, Options, Outcome};
use crate::journal::{Held, Trust, Turns};
use crate::pg_link::{Begin, Link};
use crate::{Error, Result, Value};

/// Attempts when units clash with each other.
const ATTEMPTS_ON_CLASH: u32 = 12;
/// Attempts when the server goes away: about two seconds, the time of a failover.
const ATTEMPTS_ON_LOSS: u32 = 10;
const FIRST_WAIT: Duration = Duration::from_millis(5);
const LONGEST_WAIT: Duration = Duration::from_millis(500);

type Job = Box<dyn FnOnce(Rc<Worker>) -> LocalBoxFuture<'static, ()> + Send>;
type Reply<T, E> = oneshot::Sender<Outcome<T, E>>;

/// The engine. Dropping it finishes what was accepted.
pub(crate) struct Postgres {
    workers: Vec<Handle>,
}

struct Handle {
    jobs: Option<mpsc::UnboundedSender<Job>>,
    load: Arc<AtomicUsize>,
    thread: Option<JoinHandle<()>>,
}

/// What a unit needs on its worker.
struct Worker {
    pool: Pool,
    jitter: Jitter,
    turns: Arc<Turns>,
}

impl Postgres {
    pub(crate) async fn open(url: &str, options: &Options) -> Result<Self> {
        let config = configure(url, options.durability)?;
        let count = options.workers.clamp(1, options.connections.max(1));
        let share = options.connections.max(1).div_ceil(count);
        let turns = Arc::default();
        let workers = (0..count).map(|_| start_worker(&config, share, options, &turns)).collect::<Result<_>>()?;
        let engine = Postgres { workers };
        let (reply, answer) = oneshot::channel();
        engine.read(async |conn: &mut Conn| conn.one::<i64>(&PING, &[]).await, reply)?;
        match answer.await {
            Ok(Ok(Ok(1))) => Ok(engine),
            Ok(Ok(Err(error))) => Err(error),
            _ => Err(Error::Closed),
        }
    }

    pub(crate) fn read<F, T, E>(&self, f: F, reply: Reply<T, E>) -> Result<()>
    where
        F: AsyncFn(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.submit(move |worker| worker.reading(f, Begin::Outside), reply)
    }

    pub(crate) fn scan<F, T, E>(&self, f: F, reply: Reply<T, E>) -> Result<()>
    where
        F: AsyncFn(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.submit(move |worker| worker.reading(f, Begin::Due(BEGIN_SCAN)), reply)
    }

    pub(crate) fn write<F, T, E>(&self, f: F, reply: Reply<T, E>) -> Result<()>
    where
        F: AsyncFn(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.submit(move |worker| worker.writing(f), reply)
    }

    /// Hands a unit to the worker with the fewest units under way.
    fn submit<M, Fut, T, E>(&self, make: M, reply: Reply<T, E>) -> Result<()>
    where
        M: FnOnce(Rc<Worker>) -> Fut + Send + 'static,
        Fut: Future<Output = Result<T, E>> + 'static,
        T: Send + 'static,
        E: Send + 'static,
    {
        let worker = self.workers.iter().min_by_key(|worker| worker.load.load(Ordering::Relaxed));
        let worker = worker.ok_or(Error::Closed)?;
        let jobs = worker.jobs.as_ref().ok_or(Error::Closed)?;
        worker.load.fetch_add(1, Ordering::Relaxed);
        let load = Arc::clone(&worker.load);
        let job: Job = Box::new(move |here| {
            Box::pin(async move {
                let outcome = AssertUnwindSafe(make(here)).catch_unwind().await;
                load.fetch_sub(1, Ordering::Relaxed);
                // The caller may be gone; the change stands all the same.
                let _ = reply.send(outcome);
            })
        });
        jobs.send(job).map_err(|_| Error::Closed)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        for worker in &mut self.workers {
            worker.jobs = None;
        }
        let here = std::thread::current().id();
        for thread in self.workers.iter_mut().filter_map(|worker| worker.thread.take()) {
            // A unit that held the last handle drops it on the very thread: it cannot wait for itself.
            if thread.thread().id() != here && thread.join().is_err() {
                tracing::error!("a database thread ended with a panic");
            }
        }
    }
}

crate::sql! {
    PING = "SELECT CAST(1 AS BIGINT)";
    OUTCOME = {
        sqlite: "SELECT NULL WHERE $1 = 0",
        postgres: "SELECT pg_xact_status(CAST(CAST(CAST($1 AS BIGINT) AS TEXT) AS XID8))",
    };
}

/// A scan sees one moment and may take a minute.
const BEGIN_SCAN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 60000";
const BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

fn configure(url: &str, durability: Durability) -> Result<tokio_postgres::Config> {
    // The driver's message may quote parts of the address: not for the log.
    let unreadable = |_| Error::Setup { detail: "the address of the PostgreSQL server cannot be read".to_owned() };
    let mut config: tokio_postgres::Config = url.parse().map_err(unreadable)?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(2));
    }
    if config.get_application_name().is_none() {
        config.application_name("lantoa");
    }
    // Those of the address come last and win.
    let ours = "-c statement_timeout=5000 -c idle_in_transaction_session_timeout=10000 -c jit=off \
                -c random_page_cost=1.1 -c client_min_messages=warning";
    let ours = match durability {
        Durability::Full => ours.to_owned(),
        Durability::Relaxed => format!("{ours} -c synchronous_commit=off"),
    };
    let options = config.get_options().map_or_else(|| ours.clone(), |theirs| format!("{ours} {theirs}"));
    config.options(options);
    Ok(config)
}

fn start_worker(
    config: &tokio_postgres::Config,
    connections: usize,
    options: &Options,
    turns: &Arc<Turns>,
) -> Result<Handle> {
    let setup = |detail: String| Error::Setup { detail };
    let manager = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let pool = Pool::builder(Manager::from_config(config.clone(), NoTls, manager))
        .max_size(connections)
        .wait_timeout(Some(options.wait))
        .create_timeout(Some(options.wait))
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|error| setup(error.to_string()))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| setup(error.to_string()))?;
    let (jitter, turns) = (options.jitter.clone(), Arc::clone(turns));
    let (jobs, queue) = mpsc::unbounded_channel();
    let serve = move || {
        let worker = Rc::new(Worker { pool, jitter, turns });
        LocalSet::new().block_on(&runtime, serve(worker, queue));
    };
    let thread = std::thread::Builder::new().name("lantoa-pg".to_owned()).spawn(serve);
    let thread = thread.map_err(|error| setup(error.to_string()))?;
    Ok(Handle { jobs: Some(jobs), load: Arc::default(), thread: Some(thread) })
}

async fn serve(worker: Rc<Worker>, mut queue: mpsc::UnboundedReceiver<Job>) {
    let mut running = JoinSet::new();
    loop {
        tokio::select! {
            job = queue.recv() => match job {
                Some(job) => { running.spawn_local(job(Rc::clone(&worker))); }
                None => break,
            },
            Some(_) = running.join_next(), if !running.is_empty() => {}
        }
    }
    while running.join_next().await.is_some() {}
}

/// What to do after one attempt.
enum Next<T, E> {
    Answer(Result<T, E>),
    TryAgain(Again),
    /// The answer to the COMMIT of this transaction was lost; the unit's value, if it was committed.
    InDoubt(T, Option<i64>),
}

impl Worker {
    async fn reading<F, T, E>(self: Rc<Self>, f: F, begin: Begin) -> Result<T, E>
    where
        F: AsyncFn(&mut Conn) -> Result<T, E>,
        E: From<Error>,
    {
        self.again_and_again(async |_| {
            let mut conn = match self.connect(begin).await {
                Ok(conn) => conn,
                Err(next) => return next.into_unit(),
            };
            let result = AssertUnwindSafe(f(&mut conn)).catch_unwind().await;
            let failure = conn.failure.clone();
            end(conn, "ROLLBACK").await;
            match (result, failure) {
                (Err(panic), _) => std::panic::resume_unwind(panic),
                (Ok(Err(_)), Some(Failure { again: again @ (Again::Clash | Again::Lost), .. })) => {
                    Next::TryAgain(again)
                }
                (Ok(result), _) => Next::Answer(result),
            }
        })
        .await
    }

    async fn writing<F, T, E>(self: Rc<Self>, f: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Tx) -> Result<T, E>,
        E: From<Error>,
    {
        self.again_and_again(async |attempts| {
            let trust = if attempts == 0 { Trust::Known } else { Trust::Read };
            let turns = Held::new(Arc::clone(&self.turns), trust);
            let mut tx = match self.connect(Begin::DueToWrite(BEGIN_WRITE)).await {
                Ok(conn) => Tx::new(conn).taking_turns(turns),
                Err(next) => return next.into_unit(),
            };
            let result = AssertUnwindSafe(f(&mut tx)).catch_unwind().await;
            conclude(tx, result).await
        })
        .await
    }

    async fn connect(&self, begin: Begin) -> Result<Conn, Next<(), Error>> {
        match self.pool.get().await {
            Ok(client) => Ok(Conn::new(AnyLink::Postgres(Link::new(client, begin)))),
            Err(error) => Err(no_connection(&error)),
        }
    }

    /// Runs attempts until one has an answer, with growing, spread waits.
    async fn again_and_again<T, E: From<Error>>(&self, attempt: impl AsyncFn(u32) -> Next<T, E>) -> Result<T, E> {
        let mut attempts = 0;
        loop {
            let again = match attempt(attempts).await {
                Next::Answer(result) => return result,
                Next::TryAgain(again) => again,
                Next::InDoubt(value, number) => match self.was_committed(number).await {
                    Some(true) => return Ok(value),
                    Some(false) => Again::Lost,
                    None => return Err(E::from(Error::CommitUnknown)),
                },
            };
            attempts += 1;
            if attempts >= if again == Again::Lost { ATTEMPTS_ON_LOSS } else { ATTEMPTS_ON_CLASH } {
                return Err(E::from(gave_up(again, attempts)));
            }
            tracing::debug!(attempts, ?again, "unit of work is run again");
            self.wait(attempts).await;
        }
    }

    async fn wait(&self, attempts: u32) {
        let longest = (FIRST_WAIT * 2_u32.pow(attempts.min(10))).min(LONGEST_WAIT);
        tokio::time::sleep(self.jitter.spread(longest)).await;
    }

    /// Asks the server whether a transaction was committed; `None` when it cannot be found out.
    async fn was_committed(&self, number: Option<i64>) -> Option<bool> {
        let number = number?;
        for attempt in 1..=ATTEMPTS_ON_LOSS {
            if let Ok(mut conn) = self.connect(Begin::Outside).await {
                let status = conn.opt::<Option<String>>(&OUTCOME, &[Value::Int(number)]).await;
                match status.ok().flatten().flatten().as_deref() {
                    Some("committed") => return Some(true),
                    Some("aborted") => return Some(false),
                    // The server has not noticed yet that the connection is gone, or is not there yet.
                    _ => {}
                }
            }
            self.wait(attempt).await;
        }
        None
    }
}

fn gave_up(again: Again, attempts: u32) -> Error {
    if again == Again::Lost {
        return Error::Unavailable { detail: "no connection after several attempts".to_owned() };
    }
    Error::Contended { attempts }
}

impl Next<(), Error> {
    fn into_unit<T, E: From<Error>>(self) -> Next<T, E> {
        match self {
            Next::TryAgain(again) => Next::TryAgain(again),
            Next::Answer(Err(error)) => Next::Answer(Err(E::from(error))),
            Next::Answer(Ok(())) | Next::InDoubt(..) => Next::Answer(Err(E::from(Error::Closed))),
        }
    }
}

/// Ends the transaction of one attempt: commits a success, rolls back everything else.
async fn conclude<T, E: From<Error>>(mut tx: Tx, result: Outcome<T, E>) -> Next<T, E> {
    let value = match (result, &tx.failure) {
        (Err(panic), _) => {
            end(tx.into_conn(), "ROLLBACK").await;
            std::panic::resume_unwind(panic)
        }
        (Ok(Ok(value)), None) => value,
        (Ok(Ok(_)), Some(failure)) => {
            let detail = failure.detail.clone();
            return undo(tx, E::from(Error::Poisoned { detail })).await;
        }
        (Ok(Err(error)), _) => return undo(tx, error).await,
    };
    let saved = match crate::journal::seal(&mut tx).await {
        Ok(()) => tx.commit().await,
        Err(error) => Err(error),
    };
    let Err(error) = saved else {
        tx.turns.iter_mut().for_each(Held::committed);
        return Next::Answer(Ok(value));
    };
    let lost = tx.failure.as_ref().is_some_and(|failure| failure.again == Again::Lost);
    if let (true, AnyLink::Postgres(link)) = (lost, &tx.link)
        && link.is_ending()
    {
        return Next::InDoubt(value, link.number());
    }
    undo(tx, E::from(error)).await
}

/// Rolls back; the unit is run again when its failure allows.
async fn undo<T, E>(tx: Tx, error: E) -> Next<T, E> {
    let again = tx.failure.as_ref().map(|failure| failure.again);
    end(tx.into_conn(), "ROLLBACK").await;
    match again {
        Some(again @ (Again::Clash | Again::Lost)) => Next::TryAgain(again),
        _ => Next::Answer(Err(error)),
    }
}

/// Ends a transaction that is not to be kept; a connection that cannot do even that is thrown away.
async fn end(conn: Conn, text: &str) {
    if let AnyLink::Postgres(link) = conn.link {
        link.end(text).await;
    }
}

fn no_connection(error: &PoolError) -> Next<(), Error> {
    match error {
        PoolError::Timeout(_) => {
            Next::Answer(Err(Error::Busy { detail: "no database connection became free in time".to_owned() }))
        }
        PoolError::Backend(error) => match crate::pg_link::classify("connect", error) {
            failed if failed.again == Again::Lost => Next::TryAgain(Again::Lost),
            failed => Next::Answer(Err(failed.error)),
        },
        PoolError::Closed => Next::Answer(Err(Error::Closed)),
        other => Next::Answer(Err(Error::Unavailable { detail: other.to_string() })),
    }
}

/// Throws a connection away instead of giving it back to the pool.
pub(crate) fn discard(client: Object) {
    drop(Object::take(client));
}
