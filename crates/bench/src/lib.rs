//! Measures the product under load: fills a database, serves the real pages, drives them, and reports beside baselines of the same run. It must never decide whether a test passes by time.

mod dice;
mod fill;
mod names;
mod shape;

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
