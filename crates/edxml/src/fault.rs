//! Why a message cannot be written or read; it must not repeat what the message says.

use crate::CodeFault;

/// Why a message cannot be written or read. Sentences are for logs; they hold names of elements, never their content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is no XML, or XML with a document type, which is refused.
    #[error("the message is no plain XML")]
    NotXml,
    /// Deeper, or with more elements, than any message has.
    #[error("the message has more elements than a message may have")]
    TooComplex,
    /// An element the message cannot do without is missing.
    #[error("the message has no {0}")]
    Missing(&'static str),
    /// An element holds what it must not.
    #[error("{0} does not hold what it should")]
    Value(&'static str),
    /// A code of an agency is none.
    #[error("{0}: {1}")]
    Code(&'static str, CodeFault),
    /// An attachment is no archive with one file in base64.
    #[error("an attachment cannot be opened")]
    Attachment,
    /// The attachments are too large together.
    #[error("the attachments have more than {} bytes together", crate::MOST_BYTES)]
    TooLarge,
}
