//! What can go wrong in the store, in words the layers above can act on; it must not carry values of rows, because errors reach the log.

/// Why a unit of work, a statement or a migration failed.
///
/// `statement` is the registered name of the statement ("module::NAME"), `detail` is the engine's own
/// message without any value of a row. Both are for the log; people get a sentence from the layers above.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The version guard found no row: someone else changed or removed the record in the meantime.
    #[error("the record was changed by someone else in the meantime ({statement})")]
    Stale {
        /// The guarded statement.
        statement: &'static str,
    },
    /// A row that had to exist does not.
    #[error("no row ({statement})")]
    NotFound {
        /// The statement that found nothing.
        statement: &'static str,
    },
    /// A statement that must give at most one row gave more.
    #[error("more than one row ({statement})")]
    TooMany {
        /// The statement that found too much.
        statement: &'static str,
    },
    /// A primary key or unique constraint refused the row.
    #[error("already there ({statement}): {detail}")]
    Conflict {
        /// The refused statement.
        statement: &'static str,
        /// The constraint or columns, as the engine names them.
        detail: String,
    },
    /// A foreign key refused the row.
    #[error("refers to a record that is not there, or is referred to ({statement}): {detail}")]
    Reference {
        /// The refused statement.
        statement: &'static str,
        /// The constraint, as far as the engine names it.
        detail: String,
    },
    /// A CHECK or NOT NULL constraint, or a trigger, refused the row.
    #[error("refused by a check of the database ({statement}): {detail}")]
    Check {
        /// The refused statement.
        statement: &'static str,
        /// The constraint or message, as the engine names it.
        detail: String,
    },
    /// A column did not hold what the reading type expects.
    #[error("column {column} cannot be read ({statement}): {detail}")]
    Decode {
        /// The statement that was read.
        statement: &'static str,
        /// Position of the column, from 0.
        column: usize,
        /// What was expected and what was found (types only).
        detail: String,
    },
    /// Any other refusal of a statement by the engine.
    #[error("statement failed ({statement}): {detail}")]
    Statement {
        /// The failed statement.
        statement: &'static str,
        /// The engine's message.
        detail: String,
    },
    /// The engine stopped a statement that took too long (5 s, or 60 s in a scan).
    #[error("statement took too long ({statement})")]
    Timeout {
        /// The stopped statement.
        statement: &'static str,
    },
    /// No connection or lock became free in time.
    #[error("the database is busy: {detail}")]
    Busy {
        /// What was waited for.
        detail: String,
    },
    /// The database cannot be reached, or the connection was lost.
    #[error("the database cannot be reached: {detail}")]
    Unavailable {
        /// What happened, without address or password.
        detail: String,
    },
    /// The engine kept refusing the unit because of concurrent units (40001, 40P01).
    #[error("gave up after {attempts} attempts because of concurrent changes")]
    Contended {
        /// How often the unit was run.
        attempts: u32,
    },
    /// The unit of work of a rehearsal went well, and nothing of it was kept: it is what a rehearsal is for.
    #[error("nothing was kept of a rehearsal that went well")]
    Rehearsed,
    /// The connection was lost while committing and it could not be found out whether the commit took place.
    #[error("the connection was lost while saving; it is not known whether the change was saved")]
    CommitUnknown,
    /// The unit of work waited for something other than the database.
    #[error("a unit of work waited for something other than the database")]
    ForeignWait,
    /// A statement of the unit failed, the unit went on, and was therefore rolled back.
    #[error("a statement failed and the unit of work went on: {detail}")]
    Poisoned {
        /// The first failure.
        detail: String,
    },
    /// The database was written by a newer program.
    #[error("the database has schema {found}, this program knows {known}: use a newer program")]
    SchemaNewer {
        /// Version found in the database.
        found: i64,
        /// Newest version this program knows.
        known: i64,
    },
    /// The database must be migrated first.
    #[error("the database has schema {found}, this program needs {known}: run the migration")]
    SchemaOlder {
        /// Version found in the database, 0 when it is empty.
        found: i64,
        /// Version this program needs.
        known: i64,
    },
    /// A migration failed; nothing of it was kept.
    #[error("migration {version} failed: {detail}")]
    Migration {
        /// The failed migration.
        version: i64,
        /// The engine's message.
        detail: String,
    },
    /// The database could not be opened with these settings.
    #[error("the database cannot be opened: {detail}")]
    Setup {
        /// What is wrong.
        detail: String,
    },
    /// The database was closed while the unit waited.
    #[error("the database is closed")]
    Closed,
}

impl Error {
    /// Whether a unique constraint refused the row.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        matches!(self, Error::Conflict { .. })
    }

    /// Whether the version guard refused the change.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        matches!(self, Error::Stale { .. })
    }

    /// Whether trying again later, unchanged, may succeed.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self, Error::Busy { .. } | Error::Unavailable { .. } | Error::Contended { .. } | Error::Timeout { .. })
    }
}

/// A result of the store.
pub type Result<T, E = Error> = std::result::Result<T, E>;
