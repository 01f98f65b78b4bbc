//! What a verifier finds wrong: a sentence in English, and a name by which other languages have theirs; must not judge.

use crate::error::Refused;

/// One way in which a published election can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    #[error("{0}")]
    Refused(Refused),
    #[error("the manifest is missing")]
    NoManifest,
    #[error("head does not follow")]
    Head,
    #[error("too much is wrong; stopped")]
    TooMuch,
    #[error("the result is not the last entry")]
    ResultNotLast,
    #[error("the vote was not closed")]
    NotClosed,
    #[error("there is no result")]
    NoResult,
    #[error("the published result is not what the ballots come to")]
    OtherResult,
    #[error("another election than the printed one")]
    OtherThanPrinted,
    #[error("another closing than the one in the minutes")]
    OtherClosing,
    #[error("a receipt was not signed by the server of this election")]
    ReceiptForeign,
    #[error("the board was cut off: it ends before entry {0}, for which the server signed a receipt")]
    ReceiptCutOff(u32),
    #[error("the board was changed: entry {0} is not the one for which the server signed a receipt")]
    ReceiptDiffers(u32),
}

impl From<Refused> for Fault {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl Fault {
    /// Its name: small letters and hyphens.
    pub(crate) fn name(&self) -> String {
        let name = match self {
            Self::Refused(refused) => return refused.name(),
            Self::NoManifest => "no-manifest",
            Self::Head => "head",
            Self::TooMuch => "too-much",
            Self::ResultNotLast => "result-not-last",
            Self::NotClosed => "not-closed",
            Self::NoResult => "no-result",
            Self::OtherResult => "other-result",
            Self::OtherThanPrinted => "other-than-printed",
            Self::OtherClosing => "other-closing",
            Self::ReceiptForeign => "receipt-foreign",
            Self::ReceiptCutOff(_) => "receipt-cut-off",
            Self::ReceiptDiffers(_) => "receipt-differs",
        };
        name.to_owned()
    }

    /// The trustee or the entry it speaks of.
    pub(crate) fn number(&self) -> Option<u32> {
        match self {
            Self::Refused(Refused::Culprit(trustee)) => Some(u32::from(*trustee)),
            Self::ReceiptCutOff(entry) | Self::ReceiptDiffers(entry) => Some(*entry),
            _ => None,
        }
    }
}
