//! What tests share: fresh databases on both engines. It must never be a dependency of the product itself.

pub mod engine;
pub mod kept;
pub mod plan;
mod postgres_log;
mod server;
mod sqlite_log;
#[cfg(feature = "world")]
pub mod world;
