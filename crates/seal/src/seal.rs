//! What is found out about a signature; it must not find anything out.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::names::Holder;

/// One signature of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The name of its field, “Signature1”; what the signing program called it.
    pub field: String,
    /// Of a person or an agency, or of a time-stamping authority for the whole file.
    pub kind: Kind,
    /// What it is worth.
    pub verdict: Verdict,
    /// How much of the file it covers.
    pub coverage: Coverage,
    /// Whose certificate it is; none if it cannot be read.
    pub holder: Option<Holder>,
    /// When it was made, and who says so.
    pub signed_at: Option<SignedAt>,
    /// The time stamp upon it, if it has one that can be read.
    pub stamp: Option<Stamp>,
    /// “RSA 2048, SHA-256”; empty if it cannot be read.
    pub algorithm: String,
    /// The reason that the signer gave; may be empty. Said by the signer.
    pub reason: String,
    /// The place that the signer gave; may be empty. Said by the signer.
    pub place: String,
}

impl Seal {
    /// Whether it may be shown as good: trusted, unchanged, and nothing but further signatures came after it.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let covered = matches!(self.coverage, Coverage::Whole | Coverage::Part { added: Added::Signatures, .. });
        self.verdict == Verdict::Trusted && covered
    }
}

/// Whose signature it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Of a person or an agency.
    Signature,
    /// Of a time-stamping authority: it says only that the file was so at that time.
    Timestamp,
}

/// What a signature is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Verdict {
    /// The covered bytes are as signed, the certificate leads to one whom the agency trusts and was valid.
    Trusted,
    /// As signed and by a certificate of a trusted authority, which ran out since: that it was valid when the signature was made says the signer
    /// alone, no trusted time stamp does.
    RanOut,
    /// As signed, but with a certificate of a trusted authority that was not valid at the time of signing.
    NotValidThen,
    /// As signed, but nobody whom the agency trusts vouches for the certificate.
    UnknownIssuer,
    /// The covered bytes are not those that were signed.
    Changed,
    /// It cannot be judged; why.
    Unreadable {
        /// Why.
        why: Fault,
    },
}

/// Why a signature cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The bytes it says it covers are not the whole file up to some place but for the signature itself.
    Range,
    /// The signature is not of a form that PDF readers know today.
    Form,
    /// The certificate of the signer is missing or is not the one that was signed with.
    Certificate,
    /// The way of signing is unknown, or too weak to prove anything (SHA-1, RSA below 2048 bits).
    Algorithm,
}

/// How much of a file a signature covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Coverage {
    /// All of it.
    Whole,
    /// The file went on after it was signed.
    Part {
        /// How many bytes came after.
        bytes: usize,
        /// What they are.
        added: Added,
    },
    /// That cannot be said.
    Unknown,
}

/// What was added to a file after a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Added {
    /// Further signatures and what proves them, nothing else.
    Signatures,
    /// Something else, or what cannot be told from it: pages may show what was not signed.
    Content,
}

/// A time and who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedAt {
    /// The time.
    pub at: Timestamp,
    /// Who says so.
    pub source: Source,
}

/// Who says when a signature was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A time-stamping authority whom the agency trusts.
    Stamp,
    /// A time-stamping authority whom it does not know.
    UnknownStamp,
    /// The signer's own clock, in what was signed.
    Signer,
    /// The program that wrote the file; not signed by itself.
    File,
}

/// A time stamp upon a signature (RFC 3161).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The time it states.
    pub at: Timestamp,
    /// Whose it is.
    pub holder: Option<Holder>,
    /// What it is worth.
    pub verdict: Verdict,
}

/// Why a file was not examined.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    /// The file is too large.
    #[error("the file is larger than {most} bytes")]
    TooLarge {
        /// The most bytes.
        most: usize,
    },
    /// It is no PDF, or one that cannot be read.
    #[error("the file is no PDF that can be read")]
    NoPdf,
    /// It is locked by a password.
    #[error("the file is locked by a password")]
    Locked,
    /// It has more signatures than papers have.
    #[error("the file has more than {most} signatures")]
    TooMany {
        /// The most signatures.
        most: usize,
    },
    /// A certificate of the agency's list is none; counted from 1.
    #[error("certificate {number} of those trusted cannot be read")]
    Root {
        /// Which one.
        number: usize,
    },
}
