//! Numbered migrations, one text for both engines; it must never change a database that a newer program wrote.
//!
//! A migration is `migrations/NNNN_name.sql`. Tokens stand for what differs:
//!
//! | token | SQLite | PostgreSQL |
//! |---|---|---|
//! | `{id}` | `INTEGER PRIMARY KEY` | `BIGINT PRIMARY KEY` |
//! | `{int}` | `INTEGER` | `BIGINT` |
//! | `{bool}` | `INTEGER` | `BOOLEAN` |
//! | `{text}` | `TEXT` | `TEXT COLLATE "C"` (sorted by bytes, as SQLite does) |
//! | `{date}` | `TEXT` | `TEXT COLLATE "C"`, `YYYY-MM-DD` |
//! | `{json}` | `TEXT` | `TEXT` |
//! | `{blob}` | `BLOB` | `BYTEA` |
//! | `{strict}` | `STRICT` | |
//! | `{strict_clustered}` | `STRICT, WITHOUT ROWID` | |
//!
//! Lines between `-- sqlite` and `-- end` are for SQLite only, between `-- postgres` and `-- end` for PostgreSQL only.
//! Every table ends in `{strict}` or `{strict_clustered}`. A released migration is never edited; add a new one.

use crate::conn::{Conn, Link, Tx};
use crate::db::{Db, Engine};
use crate::{Error, Result, params};

/// One migration: its number and its text with tokens.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// From 1, without gaps.
    pub version: i64,
    /// The file's name without its ending.
    pub name: &'static str,
    /// The text with tokens.
    pub text: &'static str,
}

macro_rules! migrations {
    ($($version:literal $name:literal),+ $(,)?) => {
        &[$(Migration {
            version: $version,
            name: $name,
            text: include_str!(concat!("../migrations/", $name, ".sql")),
        }),+]
    };
}

/// All migrations, oldest first, numbered from 1 without gaps.
pub const MIGRATIONS: &[Migration] = migrations![
    1 "0001_journal",
    2 "0002_organisation",
    3 "0003_programme",
    4 "0004_dossier",
    5 "0005_council",
    6 "0006_decision",
    7 "0007_search",
    8 "0008_dossier_indexes",
    9 "0009_recognition_total",
    10 "0010_lean_pages",
    11 "0011_election",
    12 "0012_count_entry",
    13 "0013_pages_from_indexes",
    14 "0014_second_factor",
    15 "0015_paper_ballot",
    16 "0016_own_code",
    17 "0017_document",
    18 "0018_job",
    19 "0019_dispatch",
    20 "0020_practice",
    21 "0021_fostering",
    22 "0022_publicity",
    23 "0023_portal_search",
    24 "0024_calendar",
    25 "0025_contest",
    26 "0026_mail",
    27 "0027_cascade",
    28 "0028_report",
    29 "0029_conference",
    30 "0030_saved_view",
    31 "0031_agency_tier",
    32 "0032_obstacle",
];

crate::sql! {
    LOCK = {
        sqlite: "SELECT version FROM schema_version WHERE version = 0",
        postgres: "SELECT version FROM schema_version WHERE version = 0 FOR UPDATE",
    };
    NEWEST = "SELECT CAST(coalesce(max(version), 0) AS BIGINT) FROM schema_version";
    RECORD = "INSERT INTO schema_version (version, name) VALUES ($1, $2)";
}

/// Row 0 is there to be locked: engines without advisory locks have rows.
const CREATE: &str = "CREATE TABLE IF NOT EXISTS schema_version (version {id}, name {text} NOT NULL) {strict};
    INSERT INTO schema_version (version, name) VALUES (0, 'lock') ON CONFLICT DO NOTHING;";

impl Db {
    /// Brings the database to the newest schema in one transaction; does nothing when it is there already.
    /// Several programs may call it at the same time.
    ///
    /// # Errors
    /// [`Error::SchemaNewer`] when a newer program wrote the database, [`Error::Migration`] when one fails.
    pub async fn migrate(&self) -> Result<()> {
        self.migrate_to(MIGRATIONS).await
    }

    /// As [`Db::migrate`], with another list: for tests of upgrades.
    ///
    /// # Errors
    /// Those of [`Db::migrate`].
    pub async fn migrate_to(&self, migrations: &'static [Migration]) -> Result<()> {
        self.write(async move |tx| prepare(tx).await).await?;
        self.write(async move |tx| run(tx, migrations).await).await
    }

    /// Checks that the schema is exactly the one this program needs.
    ///
    /// # Errors
    /// [`Error::SchemaOlder`] or [`Error::SchemaNewer`].
    pub async fn check_schema(&self) -> Result<()> {
        let found = self.schema_version().await?;
        let known = newest(MIGRATIONS);
        match found.cmp(&known) {
            std::cmp::Ordering::Equal => Ok(()),
            std::cmp::Ordering::Less => Err(Error::SchemaOlder { found, known }),
            std::cmp::Ordering::Greater => Err(Error::SchemaNewer { found, known }),
        }
    }

    /// The schema version found, 0 for an empty database.
    ///
    /// # Errors
    /// The engine's.
    pub async fn schema_version(&self) -> Result<i64> {
        self.write(async |tx| {
            prepare(tx).await?;
            tx.one::<i64>(&NEWEST, &[]).await
        })
        .await
    }
}

async fn prepare(tx: &mut Tx) -> Result<()> {
    let text = render(CREATE, tx.engine());
    tx.batch("schema_version", &text).await
}

async fn run(tx: &mut Tx, migrations: &[Migration]) -> Result<()> {
    tx.one::<i64>(&LOCK, &[]).await?;
    let found = tx.one::<i64>(&NEWEST, &[]).await?;
    let known = newest(migrations);
    if found > known {
        return Err(Error::SchemaNewer { found, known });
    }
    if tx.engine() == Engine::Postgres {
        tx.batch("statement_timeout", "SET LOCAL statement_timeout = 0").await?;
    }
    for migration in migrations.iter().filter(|migration| migration.version > found) {
        let text = render(migration.text, tx.engine());
        let done = tx.batch(migration.name, &text).await;
        done.map_err(|error| Error::Migration { version: migration.version, detail: error.to_string() })?;
        tx.exec(&RECORD, params![migration.version, migration.name]).await?;
        tracing::info!(version = migration.version, name = migration.name, "migrated");
    }
    Ok(())
}

fn newest(migrations: &[Migration]) -> i64 {
    migrations.last().map_or(0, |migration| migration.version)
}

/// The text of a migration for one engine.
#[must_use]
pub fn render(text: &str, engine: Engine) -> String {
    let mut out = String::with_capacity(text.len());
    let mut only = None;
    for line in text.lines() {
        match line.trim() {
            "-- sqlite" => only = Some(Engine::Sqlite),
            "-- postgres" => only = Some(Engine::Postgres),
            "-- end" => only = None,
            _ if only.is_none_or(|only| only == engine) => {
                out.push_str(line);
                out.push('\n');
            }
            _ => {}
        }
    }
    for (token, sqlite, postgres) in TOKENS {
        out = out.replace(token, if engine == Engine::Sqlite { sqlite } else { postgres });
    }
    out
}

const TOKENS: &[(&str, &str, &str)] = &[
    ("{id}", "INTEGER PRIMARY KEY", "BIGINT PRIMARY KEY"),
    ("{int}", "INTEGER", "BIGINT"),
    ("{bool}", "INTEGER", "BOOLEAN"),
    ("{text}", "TEXT", "TEXT COLLATE \"C\""),
    ("{date}", "TEXT", "TEXT COLLATE \"C\""),
    ("{json}", "TEXT", "TEXT"),
    ("{blob}", "BLOB", "BYTEA"),
    ("{strict}", "STRICT", ""),
    ("{strict_clustered}", "STRICT, WITHOUT ROWID", ""),
];

impl Conn {
    pub(crate) fn engine(&self) -> Engine {
        match self.link {
            Link::Sqlite(_) => Engine::Sqlite,
            Link::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs several statements without parameters, not cached: migrations and settings only.
    pub(crate) async fn batch(&mut self, name: &'static str, text: &str) -> Result<()> {
        let done = match &mut self.link {
            Link::Sqlite(link) => link.batch(name, text),
            Link::Postgres(link) => link.batch(name, text).await,
        };
        done.map_err(|failed| self.note(failed))
    }
}
