//! Words and codes of writing contests; it must not decide anything.

use crate::{
    kernel::Choice,
    ui::{Badge, Tone},
};
use lantoa_app::contest::{Advice, ConflictKind};
use lantoa_domain::contest::{ContestState, EntryState, RefusedFor, Showing};
use lantoa_i18n::{Word, word};

/// States by the code of an address.
pub(super) const STATES: [(&str, ContestState); 7] = [
    ("dang-lap", ContestState::Draft),
    ("nhan-bai", ContestState::Open),
    ("het-nhan", ContestState::Closed),
    ("dang-cham", ContestState::Judging),
    ("da-quyet", ContestState::Decided),
    ("da-cong-bo", ContestState::Published),
    ("da-huy", ContestState::CalledOff),
];

pub(super) const fn state_word(state: ContestState) -> Word {
    match state {
        ContestState::Draft => word!("contest-draft"),
        ContestState::Open => word!("contest-open"),
        ContestState::Closed => word!("contest-closed"),
        ContestState::Judging => word!("contest-judging"),
        ContestState::Decided => word!("contest-decided"),
        ContestState::Published => word!("contest-published"),
        ContestState::CalledOff => word!("contest-called-off"),
    }
}

pub(super) fn state(state: ContestState) -> Badge {
    let tone = match state {
        ContestState::Draft | ContestState::CalledOff => Tone::Plain,
        ContestState::Open => Tone::Good,
        ContestState::Closed | ContestState::Judging => Tone::Note,
        ContestState::Decided => Tone::Warn,
        ContestState::Published => Tone::Honour,
    };
    Badge::new(state_word(state), tone)
}

pub(super) const fn entry_word(state: EntryState) -> Word {
    match state {
        EntryState::Received => word!("contest-entry-received"),
        EntryState::Admitted => word!("contest-entry-admitted"),
        EntryState::Refused => word!("contest-entry-refused"),
        EntryState::Withdrawn => word!("contest-entry-withdrawn"),
    }
}

pub(super) fn entry(state: EntryState) -> Badge {
    let tone = match state {
        EntryState::Received => Tone::Note,
        EntryState::Admitted => Tone::Good,
        EntryState::Refused => Tone::Bad,
        EntryState::Withdrawn => Tone::Plain,
    };
    Badge::new(entry_word(state), tone)
}

/// What an entry is refused for, by the code of a form.
pub(super) const REASONS: [(&str, RefusedFor); 5] = [
    ("sao-chep", RefusedFor::Copied),
    ("lac-de", RefusedFor::OffTheme),
    ("nhay-cam", RefusedFor::Sensitive),
    ("trung", RefusedFor::Duplicate),
    ("khac", RefusedFor::Other),
];

pub(super) const fn refused_for(reason: RefusedFor) -> Word {
    match reason {
        RefusedFor::Copied => word!("contest-refused-copied"),
        RefusedFor::OffTheme => word!("contest-refused-off-theme"),
        RefusedFor::Sensitive => word!("contest-refused-sensitive"),
        RefusedFor::Duplicate => word!("contest-refused-duplicate"),
        RefusedFor::Other => word!("contest-refused-other"),
    }
}

/// What everybody may read, by the code of a form.
pub(super) const SHOWINGS: [(&str, Showing); 3] =
    [("co-ten", Showing::Named), ("khong-ten", Showing::Anonymous), ("khong-dang", Showing::Nothing)];

pub(super) const fn showing(showing: Showing) -> Word {
    match showing {
        Showing::Named => word!("contest-showing-named"),
        Showing::Anonymous => word!("contest-showing-anonymous"),
        Showing::Nothing => word!("contest-showing-nothing"),
    }
}

/// What jurors advise, by the code of a form.
pub(super) const ADVICE: [(&str, Advice); 3] =
    [("giai", Advice::Prize), ("dang", Advice::Publish), ("khong", Advice::Neither)];

pub(super) const fn advice(advice: Advice) -> Word {
    match advice {
        Advice::Prize => word!("contest-advice-prize"),
        Advice::Publish => word!("contest-advice-publish"),
        Advice::Neither => word!("contest-advice-neither"),
    }
}

pub(super) fn advices() -> Vec<Choice> {
    ADVICE.iter().map(|(code, one)| Choice::new(*code, advice(*one))).collect()
}

pub(super) fn advice_of(text: &str) -> Option<Advice> {
    ADVICE.iter().find(|(code, _)| *code == text).map(|found| found.1)
}

pub(super) const fn conflict(kind: ConflictKind) -> Word {
    match kind {
        ConflictKind::Declared => word!("contest-conflict-declared"),
        ConflictKind::Found => word!("contest-conflict-found"),
    }
}
