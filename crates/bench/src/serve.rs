//! The server under test, a process of its own: the product's router and, beside it, the baselines. It must not measure anything.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use lantoa_app::sign_in::{self, Password};
use lantoa_app::{App, Clock, Seed, installation};
use lantoa_store::{Db, Options, Target};
use lantoa_web::kernel::{AppState, Kernel, Scheme};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

use crate::baseline;
use crate::child::{read_line, write_line};
use crate::shape::TODAY;
use crate::{Error, account};

/// Threads that serve, as on the machine the product is meant for.
const WORKERS: usize = 2;

/// Where the data is, as it is told to a child.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Place {
    /// An embedded database.
    File(PathBuf),
    /// A server's address.
    Url(String),
}

impl Place {
    /// For the store.
    pub(crate) fn target(&self) -> Target {
        match self {
            Self::File(path) => Target::Sqlite { path: path.clone() },
            Self::Url(url) => Target::Postgres { url: url.clone() },
        }
    }
}

/// What the server is told.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Orders {
    /// The database.
    pub(crate) place: Place,
    /// Logins that shall be signed in.
    pub(crate) logins: Vec<String>,
}

/// What the server answers once it serves.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Ready {
    /// `127.0.0.1:port`.
    pub(crate) address: String,
    /// The session cookies of the logins, in their order.
    pub(crate) cookies: Vec<String>,
}

/// The clock of the measurements: begins on their day and goes on from there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BenchClock;

impl Clock for BenchClock {
    fn now(&self) -> Timestamp {
        now()
    }
}

/// What that clock shows.
#[expect(clippy::disallowed_methods, reason = "the clock of the measurements is made of time that passes")]
pub(crate) fn now() -> Timestamp {
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    let passed = BEGUN.get_or_init(Instant::now).elapsed();
    let start: Timestamp = TODAY.parse().expect("invariant: an instant");
    start + SignedDuration::try_from(passed).unwrap_or(SignedDuration::ZERO)
}

/// Bytes that need not be secret here: nobody but the load generator visits.
pub(crate) fn entropy(buffer: &mut [u8]) {
    use rand::Rng;
    thread_local! {
        static RNG: std::cell::RefCell<rand::rngs::StdRng> = std::cell::RefCell::new(seeded());
    }
    RNG.with_borrow_mut(|rng| rng.fill_bytes(buffer));
}

fn seeded() -> rand::rngs::StdRng {
    use rand::SeedableRng;
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    rand::rngs::StdRng::seed_from_u64(NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Serves until its input ends.
///
/// # Errors
/// When the database or the port cannot be opened.
pub(crate) fn role() -> Result<(), Error> {
    let mut input = std::io::stdin().lock();
    let orders: Orders = read_line(&mut input)?.ok_or_else(|| Error::Child("a server without orders".to_owned()))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(WORKERS).enable_all().build()?;
    let (ready, listener, router) = runtime.block_on(prepare(&orders))?;
    runtime.spawn(async move { axum::serve(listener, router).await });
    write_line(&mut std::io::stdout().lock(), &ready)?;
    let _: Option<()> = read_line(&mut input)?;
    runtime.shutdown_timeout(Duration::from_secs(1));
    Ok(())
}

async fn prepare(orders: &Orders) -> Result<(Ready, TcpListener, axum::Router), Error> {
    let db = Db::open(orders.place.target(), Options::default()).await?;
    db.check_schema().await?;
    let app = App::new(db, BenchClock, Seed::from(u64::from(std::process::id())));
    let mut cookies = Vec::new();
    for login in &orders.logins {
        let token = sign_in::sign_in(&app, login, &Password::new(account::PASSWORD), "bench").await?;
        cookies.push(format!("phien={token}"));
    }
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    let router = baseline::routes(app.clone()).merge(lantoa_web::router(state(app).await?));
    Ok((Ready { address, cookies }, listener, router))
}

async fn state(app: App) -> Result<AppState, Error> {
    Ok(AppState::new(Kernel {
        agency: "Lan Tỏa".to_owned(),
        secret: installation::secret(&app).await?,
        find_session: lantoa_web::page::account::find_session(app.clone()),
        press: None,
        demo: Vec::new(),
        app: Some(app),
        scheme: Scheme::Http,
        entropy,
        clock: now,
    }))
}
