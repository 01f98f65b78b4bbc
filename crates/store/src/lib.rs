//! All SQL and nothing else: units of work, statements, migrations, journal and search on SQLite and PostgreSQL. It must not decide anything.
//!
//! ```no_run
//! use lantoa_store::{Db, Error, params, sql, from_row};
//!
//! sql! {
//!     LOAD = "SELECT id, title, version FROM note WHERE id = $1";
//!     SAVE = "UPDATE note SET title = $3, version = version + 1 WHERE id = $1 AND version = $2";
//! }
//!
//! struct Note { id: i64, title: String, version: i64 }
//! from_row!(Note { id, title, version });
//!
//! async fn rename(db: &Db, id: i64, title: String) -> Result<Note, Error> {
//!     // One transaction. The closure owns what it captures and may be run again.
//!     db.write(async move |tx| {
//!         let mut note: Note = tx.one(&LOAD, params![id]).await?;
//!         tx.exec_guarded(&SAVE, params![note.id, note.version, title]).await?;
//!         note.title = title.clone();
//!         Ok(note)
//!     })
//!     .await
//! }
//! ```
//!
//! A feature adds a module with its `sql! { … }`, its rows and its functions over `&mut Conn` or `&mut Tx`, one
//! line in `statements()`, and a migration. What its author has to know:
//!
//! - [`Db::read`] is for statements far below a millisecond and runs in place on SQLite; everything longer is a
//!   [`Db::scan`], which also sees one moment. [`Db::write`] is one transaction and answers after the durable commit.
//! - A unit owns what it captures, may be run again, and waits for nothing but the database.
//! - A statement that failed spoils its unit on both engines, even when the unit goes on. Where a conflict is
//!   expected, write `ON CONFLICT DO NOTHING` and look at the number of rows.
//! - Every update of a record is guarded by its version and run with [`Tx::exec_guarded`]: on PostgreSQL two units do
//!   run at the same time (see `postgres.rs`).
//! - Reads of one page that do not depend on each other go through [`Conn::many`], changes through [`Tx::exec_all`]:
//!   one round trip on PostgreSQL.
//! - Lists with filters are a [`Query`] with a keyset, never OFFSET. The dialect both engines share is in `sql.rs`,
//!   the tokens of migrations in [`migrate`].
//! - [`journal::append`] collects; the entries are written right before the commit.
//!
//! Tests run on both engines with `lantoa_testkit::engine::both`.

pub mod account;
pub mod adoption;
pub mod assignment;
pub mod bulk;
pub mod calendar;
pub mod cluster;
pub mod conference;
pub mod conflict;
mod conn;
pub mod contest;
pub mod council;
pub mod count_entry;
mod db;
pub mod decision;
pub mod dispatch;
pub mod doctor;
pub mod document;
pub mod dossier;
pub mod election;
mod error;
pub mod exemplar;
pub mod fact;
pub mod feed;
pub mod file;
pub mod forwarding;
pub mod fostering;
pub mod guidance;
pub mod happening;
pub mod heat;
pub mod holiday;
mod ids;
pub mod installation;
pub mod job;
pub mod journal;
pub mod journal_read;
pub mod judgement;
pub mod law;
pub mod letter;
pub mod mail;
pub mod migrate;
pub mod month;
pub mod note;
pub mod numbering;
pub mod obstacle;
pub mod org;
pub mod people;
mod pg_link;
mod postgres;
pub mod practice;
pub mod programme;
pub mod prospect;
pub mod publicity;
mod query;
pub mod replication;
pub mod report;
pub mod review;
mod row;
pub mod saved_view;
pub mod search;
pub mod second_factor;
pub mod session;
mod sql;
mod sqlite;
pub mod statistics;
pub mod subject;
pub mod suggestion;
pub mod tally;
pub mod task;
pub mod unit;
pub mod unit_plan;
mod value;
mod words;
pub mod workbench;

pub use self::conn::{Ask, Asks, Conn, Described, Tx};
pub use self::db::{Db, Durability, Engine, Jitter, Options, Target};
pub use self::error::{Error, Result};
pub use self::query::{Order, Query, Slice};
pub use self::row::{Cell, Column, FromRow, Row};
pub use self::sql::Sql;
pub use self::value::{Json, Param, Value};
pub use self::words::Word;

/// Every registered statement, for the test that prepares them all on both engines.
#[must_use]
pub fn statements() -> Vec<&'static Sql> {
    // One module a line: lists of several branches merge without a quarrel.
    let modules: &[&[&Sql]] = &[
        pg_link::ALL,
        postgres::ALL,
        migrate::ALL,
        journal::ALL,
        journal::verify_statements(),
        conflict::ALL,
        journal_read::ALL,
        account::ALL,
        bulk::ALL,
        calendar::ALL,
        cluster::ALL,
        council::ALL,
        count_entry::ALL,
        decision::ALL,
        dispatch::ALL,
        document::ALL,
        numbering::ALL,
        doctor::ALL,
        dossier::ALL,
        fact::ALL,
        law::ALL,
        dossier::assigned::ALL,
        dossier::candidates::ALL,
        dossier::list::ALL,
        dossier::page::ALL,
        dossier::round::ALL,
        election::ALL,
        exemplar::ALL,
        file::ALL,
        forwarding::ALL,
        happening::ALL,
        holiday::ALL,
        judgement::ALL,
        note::ALL,
        installation::ALL,
        job::ALL,
        obstacle::ALL,
        org::ALL,
        people::ALL,
        programme::ALL,
        programme::roll::ALL,
        report::ALL,
        guidance::ALL,
        saved_view::ALL,
        search::ALL,
        second_factor::ALL,
        tally::ALL,
        task::ALL,
        statistics::ALL,
        workbench::ALL,
        session::ALL,
        subject::ALL,
        unit::ALL,
        unit_plan::ALL,
        unit_plan::issue::ALL,
    ];
    [modules.concat(), spreading(), contest::statements(), publicity::statements(), mail::statements()].concat()
}

/// Finding, fostering, practices and their copies, conferences.
fn spreading() -> Vec<&'static Sql> {
    let modules: &[&[&Sql]] = &[
        adoption::ALL,
        practice::ALL,
        replication::ALL,
        prospect::ALL,
        review::ALL,
        fostering::ALL,
        fostering::part::ALL,
        suggestion::ALL,
        month::ALL,
    ];
    [modules.concat(), conference::statements()].concat()
}
