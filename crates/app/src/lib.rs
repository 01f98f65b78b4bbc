//! One function per intention of a user: load, permit, decide, save, journal, commit; and the read models of the screens. It must not know HTTP, templates or SQL.

pub mod account;
pub mod adoption;
pub mod agency;
pub mod calendar;
mod context;
pub mod council;
pub mod decision;
pub mod dispatch;
pub mod document;
pub mod dossier;
pub mod election;
mod error;
pub mod exemplar;
pub mod export;
pub mod facts;
mod faster;
pub mod forward;
pub mod fostering;
pub mod installation;
pub mod job;
pub mod journal;
pub mod law;
pub mod month;
pub mod movement;
mod names;
pub mod org;
mod password;
pub mod people;
pub mod plan;
pub mod portal;
pub mod practice;
pub mod programme;
pub mod prospect;
pub mod publicity;
pub mod quota;
pub mod replication;
mod roll;
pub mod round;
pub mod second_factor;
mod seen;
pub mod session;
pub mod sheet;
pub mod sign_in;
pub mod statistics;
pub mod suggestion;
pub mod task;
pub mod workbench;

pub use context::{App, Clock, Cx, Seed};
pub use error::{Error, Result};
pub use password::Password;

/// The database, for those who open it.
pub use lantoa_store::{Db, Durability, Options, Target};
