//! Reads the digital signatures of a PDF that came back signed: bytes → findings; it must not read a clock, a file or the network.
//!
//! A signature is worth what its certificate is worth, so the agency says whom it trusts: [`examine`] is given that list and the moment of
//! asking. Not looked up, because nothing is fetched: whether a certificate was revoked. Whoever shows findings says so.
//!
//! A paper of an agency bears two signatures as a rule, the leader's and the agency's (Decree 30/2020/NĐ-CP, articles 12 and 13): the first then
//! does not cover the second. What was added after a signature is therefore told apart: further signatures alone, or something else.

mod later;
mod names;
mod pdf;
mod seal;
mod signed;
mod stamp;
mod suite;
mod trust;

use jiff::Timestamp;

pub use names::Holder;
pub use seal::{Added, Coverage, Fault, Kind, Seal, SealFault, SignedAt, Source, Stamp, Verdict};
pub use trust::{Root, read_roots};

/// The largest file that is examined, in bytes: 25 MB, as many as an attachment may have.
pub const MOST_BYTES: usize = 25 * 1024 * 1024;

/// The most signatures of one file: papers have two or three.
pub const MOST_SEALS: usize = 16;

/// What every signature of a PDF says, in the order in which they were made; none at all for a file that nobody signed.
///
/// `roots` are the certificates whom the agency trusts, each as DER or PEM (a PEM text may hold several): roots, or authorities below a root.
/// `at` is the moment of asking: without a time stamp of a trusted authority a certificate must be valid at that moment.
///
/// # Errors
/// [`SealFault::TooLarge`], [`SealFault::NoPdf`], [`SealFault::Locked`], [`SealFault::TooMany`], [`SealFault::Root`].
pub fn examine(pdf: &[u8], roots: &[Vec<u8>], at: Timestamp) -> Result<Vec<Seal>, SealFault> {
    if pdf.len() > MOST_BYTES {
        return Err(SealFault::TooLarge { most: MOST_BYTES });
    }
    let anchors = trust::Anchors::new(roots)?;
    let file = pdf::Pdf::open(pdf)?;
    let mut found = file.seals()?;
    found.sort_by_key(pdf::Found::end);
    Ok(found.iter().map(|one| signed::judge(&file, one, &anchors, at)).collect())
}
