//! Words of the public pages for what a decision gives and whether it stands; it must not decide either.

use crate::ui::{Badge, Tone};
use lantoa_app::portal::{DecisionKind, DecisionStatus};
use lantoa_i18n::{Word, word};

/// What a decision gives.
pub(super) const fn decided(kind: DecisionKind) -> Word {
    match kind {
        DecisionKind::Recognition => word!("portal-decided-recognition"),
        DecisionKind::Award => word!("portal-decided-award"),
    }
}

/// Whether a decision stands.
pub(super) fn standing(status: DecisionStatus) -> Badge {
    match status {
        DecisionStatus::Replaced => Badge::new(word!("portal-replaced"), Tone::Warn),
        DecisionStatus::Recalled => Badge::new(word!("portal-recalled"), Tone::Bad),
        DecisionStatus::Issued | DecisionStatus::Draft | DecisionStatus::Dropped => {
            Badge::new(word!("portal-in-force"), Tone::Good)
        }
    }
}
