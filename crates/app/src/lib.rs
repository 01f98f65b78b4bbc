//! One function per intention of a user: load, permit, decide, save, journal, commit; and the read models of the screens. It must not know HTTP, templates or SQL.

pub mod agency;
mod context;
pub mod council;
pub mod dossier;
mod error;
pub mod facts;
mod faster;
pub mod installation;
pub mod law;
pub mod movement;
mod names;
pub mod plan;
pub mod programme;
pub mod quota;
mod roll;
pub mod round;
mod seen;
pub mod session;
pub mod task;

pub use context::{App, Clock, Cx, Seed};
pub use error::{Error, Result};

/// The database, for those who open it.
pub use lantoa_store::{Db, Options, Target};
