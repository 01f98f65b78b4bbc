//! Measures the product under load: fills a database, serves the real pages, drives them, and reports beside baselines of the same run. It must never decide whether a test passes by time.

mod account;
mod baseline;
mod child;
mod dice;
mod fill;
mod http;
mod load;
mod machine;
mod measure;
mod names;
mod place;
mod report;
mod serve;
mod shape;
mod start;
mod works;

use std::io::Write as _;
use std::path::PathBuf;

pub use child::Again;
pub use report::{Measured, Report, Table, Work};

/// What shall be measured.
#[derive(Debug, Clone)]
pub struct Options {
    /// Numbers of dossiers, one after another.
    pub sizes: Vec<u64>,
    /// Address of an empty PostgreSQL database; `None` for an embedded one.
    pub database: Option<String>,
    /// Seconds of each measurement.
    pub seconds: f64,
    /// Where the report and an embedded database go; `None` for a temporary folder and no files left.
    pub out: Option<PathBuf>,
    /// Numbers of clients at the same time.
    pub clients: Vec<usize>,
    /// Only works whose name holds one of these, besides the bare page that others are compared with; none for all.
    pub only: Vec<String>,
    /// What the data depends on.
    pub seed: u64,
    /// How this program is started again for the server and the load generator; it is also the product whose start is
    /// measured.
    pub again: Again,
    /// Whether each figure is told on standard error as it comes.
    pub talk: Talk,
}

/// Whether figures are told as they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Talk {
    /// They are.
    Figures,
    /// Only the report tells.
    Silent,
}

impl Options {
    /// The usual measurement of some sizes: 1, 16 and 64 clients, 5 seconds each, embedded database.
    ///
    /// # Errors
    /// When the operating system does not say which program this is.
    pub fn usual(sizes: Vec<u64>) -> std::io::Result<Self> {
        Ok(Self {
            sizes,
            database: None,
            seconds: 5.0,
            out: None,
            clients: vec![1, 16, 64],
            only: Vec::new(),
            seed: 1,
            again: Again::as_now()?,
            talk: Talk::Figures,
        })
    }

    /// Whether a work is asked for.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|part| name.contains(part.as_str()))
    }

    pub(crate) fn say(&self, line: &str) {
        if self.talk == Talk::Figures {
            let _ = writeln!(std::io::stderr(), "bench: {line}");
        }
    }
}

/// Why a measurement could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database holds something already.
    #[error("the database is not empty; a benchmark fills a fresh one only")]
    NotEmpty,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] lantoa_store::Error),
    /// The product refused or failed where it should not have.
    #[error(transparent)]
    App(#[from] lantoa_app::Error),
    /// A process of the measurement failed.
    #[error("{0}")]
    Child(String),
    /// A file or socket failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Measures. A process that was started as a helper of a measurement does its part and gives `None`.
///
/// The program that calls this is started again for the server and the load generator with the same arguments, so it
/// must come here again without doing anything else on the way.
///
/// # Errors
/// When anything does not work: there are no half reports.
pub async fn run(options: Options) -> Result<Option<Report>, Error> {
    let role = std::env::var(child::ROLE).unwrap_or_default();
    let (done, wait) = tokio::sync::oneshot::channel();
    // A thread of its own: the roles bring their own runtimes and wait for each other.
    std::thread::Builder::new().name("lantoa-bench".to_owned()).spawn(move || {
        let outcome = match role.as_str() {
            "serve" => serve::role().map(|()| None),
            "load" => load::role().map(|()| None),
            _ => measure_all(&options).map(Some),
        };
        let _ = done.send(outcome);
    })?;
    wait.await.unwrap_or_else(|_| Err(Error::Child("the measurement panicked".to_owned())))
}

/// Every statement of this crate, for the test that prepares them all on both engines.
#[must_use]
pub fn statements() -> Vec<&'static lantoa_store::Sql> {
    [baseline::ALL, fill::ALL, fill::table::ALL, measure::ALL].concat()
}

fn measure_all(options: &Options) -> Result<Report, Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let temporary = tempfile::tempdir()?;
    let folder = options.out.as_deref().unwrap_or(temporary.path());
    std::fs::create_dir_all(folder)?;
    let mut report = Report { machine: machine::kind(), engine: String::new(), sizes: Vec::new() };
    for size in &options.sizes {
        let (engine, measured) = runtime.block_on(measure::one(options, *size, folder))?;
        report.engine = engine.to_string();
        report.sizes.push(measured);
    }
    if let Some(out) = &options.out {
        report.save(out)?;
    }
    Ok(report)
}
