//! The ballot core for browsers: bytes in, bytes out over a plain C ABI; must not decide anything itself.

pub mod abi;
pub mod calls;
