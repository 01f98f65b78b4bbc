//! Signed files made by another program, and by a hand that cheats: what is found about them; it must not open the network.

mod broken;
mod forged;
mod signer;
mod stories;

use jiff::Timestamp;
use lantoa_seal::{Seal, SealFault, examine};

/// A file of `tests/fixtures`.
fn file(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    std::fs::read(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// A day on which all certificates are valid but for those that ran out in 2025.
fn today() -> Timestamp {
    "2026-11-29T03:00:00Z".parse().expect("a time")
}

/// What an agency finds that trusts the test's authority.
fn found(pdf: &[u8]) -> Result<Vec<Seal>, SealFault> {
    examine(pdf, &[file("root.pem")], today())
}

/// The findings of a file of `tests/fixtures`.
fn seals(name: &str) -> Vec<Seal> {
    found(&file(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// The findings of a file with one signature.
fn seal(pdf: &[u8]) -> Seal {
    let mut seals = found(pdf).expect("a PDF");
    assert_eq!(seals.len(), 1, "{seals:#?}");
    seals.remove(0)
}
