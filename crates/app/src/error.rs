//! How an intention fails: refused with a reason, overtaken by somebody faster, or broken. Every caller shows these three and no others.

use jiff::Timestamp;
use lantoa_domain::Refusal;

/// Why an intention was not carried out. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// Somebody else changed the thing after it was shown.
    #[error("somebody was faster")]
    Overtaken {
        /// Who, by name; empty when it is not known.
        by: String,
        /// When.
        at: Option<Timestamp>,
    },
    /// The machine failed. The chain is for the log; people get a reference number.
    #[error(transparent)]
    Broken(lantoa_store::Error),
}

/// The result of an intention.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<lantoa_store::Error> for Error {
    fn from(error: lantoa_store::Error) -> Self {
        match error {
            lantoa_store::Error::Stale { .. } => Self::Overtaken { by: String::new(), at: None },
            other => Self::Broken(other),
        }
    }
}

impl Error {
    /// The refusal, when it is one.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }
}
