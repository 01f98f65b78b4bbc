//! What tests share: fresh databases on both engines. It must never be a dependency of the product itself.

pub mod engine;
mod server;
#[cfg(feature = "world")]
pub mod world;
