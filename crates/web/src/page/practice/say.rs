//! States, stages and parts of practices as words and pills; it must not decide any.

use lantoa_domain::{
    adoption::{Confirmed, Stage},
    practice::{Part, PracticeCommand, PracticeState, Reach},
};
use lantoa_i18n::{Word, word};

use crate::ui::{Badge, Tone};

/// States with their codes in addresses.
pub(super) const STATES: [(&str, PracticeState); 4] = [
    ("nhap", PracticeState::Draft),
    ("de-nghi", PracticeState::Offered),
    ("da-tham-dinh", PracticeState::Validated),
    ("ngung", PracticeState::Retired),
];

/// Stages with their codes in addresses.
pub(in crate::page) const STAGES: [(&str, Stage); 5] = [
    ("hoc-tap", Stage::Visited),
    ("ap-dung-thu", Stage::Trying),
    ("ap-dung", Stage::InUse),
    ("duy-tri", Stage::Sustained),
    ("dung", Stage::Stopped),
];

/// Confirmations with their codes in addresses.
pub(in crate::page) const CONFIRMED: [(&str, Confirmed); 4] = [
    ("chua", Confirmed::Not),
    ("da-ky", Confirmed::Signed),
    ("da-kiem-tra", Confirmed::Checked),
    ("tra-lai", Confirmed::SentBack),
];

/// Commands with their codes in addresses.
pub(super) const COMMANDS: [(&str, PracticeCommand); 5] = [
    ("trinh", PracticeCommand::Offer),
    ("tra-lai", PracticeCommand::SendBack),
    ("tham-dinh", PracticeCommand::Validate),
    ("nang-cap", PracticeCommand::Promote),
    ("ngung", PracticeCommand::Retire),
];

/// Where a practice stands.
pub(in crate::page) const fn state_word(state: PracticeState) -> Word {
    match state {
        PracticeState::Draft => word!("practice-state-draft"),
        PracticeState::Offered => word!("practice-state-offered"),
        PracticeState::Validated => word!("practice-state-validated"),
        PracticeState::Retired => word!("practice-state-retired"),
    }
}

/// The same as a pill.
pub(in crate::page) fn state(state: &PracticeState) -> Badge {
    let tone = match state {
        PracticeState::Draft | PracticeState::Retired => Tone::Plain,
        PracticeState::Offered => Tone::Note,
        PracticeState::Validated => Tone::Good,
    };
    Badge::new(state_word(*state), tone)
}

/// How far it is held up.
pub(super) const fn reach_word(reach: Reach) -> Word {
    match reach {
        Reach::Unit => word!("practice-reach-unit"),
        Reach::Agency => word!("practice-reach-agency"),
    }
}

/// The same as a pill; nothing for a practice of its unit.
pub(super) fn reach(reach: &Reach) -> Option<Badge> {
    (*reach == Reach::Agency).then(|| Badge::new(reach_word(*reach), Tone::Honour))
}

/// How far an adoption has come.
pub(in crate::page) const fn stage_word(stage: Stage) -> Word {
    match stage {
        Stage::Visited => word!("adoption-stage-visited"),
        Stage::Trying => word!("adoption-stage-trying"),
        Stage::InUse => word!("adoption-stage-in-use"),
        Stage::Sustained => word!("adoption-stage-sustained"),
        Stage::Stopped => word!("adoption-stage-stopped"),
    }
}

/// What a stage means for its reader.
pub(in crate::page) const fn stage_tone(stage: Stage) -> Tone {
    match stage {
        Stage::Visited => Tone::Plain,
        Stage::Trying => Tone::Note,
        Stage::InUse => Tone::Good,
        Stage::Sustained => Tone::Honour,
        Stage::Stopped => Tone::Bad,
    }
}

/// A stage as a pill.
pub(in crate::page) fn stage(stage: &Stage) -> Badge {
    Badge::new(stage_word(*stage), stage_tone(*stage))
}

/// How far the effect of an adoption is confirmed.
pub(in crate::page) const fn confirmed_word(confirmed: Confirmed) -> Word {
    match confirmed {
        Confirmed::Not => word!("adoption-confirmed-not"),
        Confirmed::Signed => word!("adoption-confirmed-signed"),
        Confirmed::Checked => word!("adoption-confirmed-checked"),
        Confirmed::SentBack => word!("adoption-confirmed-sent-back"),
    }
}

/// The same as a pill.
pub(in crate::page) fn confirmed(confirmed: &Confirmed) -> Badge {
    let tone = match confirmed {
        Confirmed::Not => Tone::Plain,
        Confirmed::Signed => Tone::Note,
        Confirmed::Checked => Tone::Good,
        Confirmed::SentBack => Tone::Warn,
    };
    Badge::new(confirmed_word(*confirmed), tone)
}

/// A part of a profile.
pub(super) const fn part(part: &Part) -> Word {
    match part {
        Part::Problem => word!("practice-problem"),
        Part::Works => word!("practice-works"),
        Part::Steps => word!("practice-part-steps"),
        Part::Conditions => word!("practice-conditions"),
        Part::Cost => word!("practice-cost"),
        Part::Results => word!("practice-results"),
        Part::Figures => word!("practice-part-figures"),
        Part::Limits => word!("practice-limits"),
        Part::Contact => word!("practice-part-contact"),
        Part::Evidence => word!("practice-part-evidence"),
    }
}

/// What was done, in the past.
pub(super) const fn done(command: &PracticeCommand) -> Word {
    match command {
        PracticeCommand::Offer => word!("practice-done-offer"),
        PracticeCommand::SendBack => word!("practice-done-send-back"),
        PracticeCommand::Validate => word!("practice-done-validate"),
        PracticeCommand::Promote => word!("practice-done-promote"),
        PracticeCommand::Retire => word!("practice-done-retire"),
    }
}

/// What to do.
pub(super) const fn verb(command: PracticeCommand) -> Word {
    match command {
        PracticeCommand::Offer => word!("practice-offer"),
        PracticeCommand::SendBack => word!("practice-send-back"),
        PracticeCommand::Validate => word!("practice-validate"),
        PracticeCommand::Promote => word!("practice-promote"),
        PracticeCommand::Retire => word!("practice-retire"),
    }
}
