//! Words and codes of conferences: kinds, states, roles, what changed in a list. It must not decide anything.

use crate::ui::{Badge, Tone};
use lantoa_app::conference::{ConferenceKind, ConferenceState, DelegateState, Gender, Work};
use lantoa_domain::conference::delegate::DelegateRole;
use lantoa_domain::conference::pack::{Change, Part};
use lantoa_i18n::{Locale, Say, Word, word};

/// Kinds by their codes in addresses.
pub(super) const KINDS: [(&str, ConferenceKind); 2] =
    [("tai-co-quan", ConferenceKind::HeldHere), ("cap-tren", ConferenceKind::Above)];

/// States by their codes in addresses.
pub(super) const STATES: [(&str, ConferenceState); 5] = [
    ("chuan-bi", ConferenceState::Preparing),
    ("trieu-tap", ConferenceState::Called),
    ("da-to-chuc", ConferenceState::Held),
    ("ket-thuc", ConferenceState::Closed),
    ("huy", ConferenceState::Cancelled),
];

/// Roles by their codes in forms.
pub(super) const ROLES: [(&str, DelegateRole); 4] = [
    ("chinh-thuc", DelegateRole::Official),
    ("bao-cao", DelegateRole::Presenter),
    ("du-khuyet", DelegateRole::Substitute),
    ("khach-moi", DelegateRole::Guest),
];

/// States of a delegate by their codes in addresses.
pub(super) const STANDINGS: [(&str, DelegateState); 9] = [
    ("de-cu", DelegateState::Proposed),
    ("chon", DelegateState::Chosen),
    ("khong-chon", DelegateState::NotChosen),
    ("da-moi", DelegateState::Invited),
    ("se-du", DelegateState::Coming),
    ("khong-du", DelegateState::NotComing),
    ("co-mat", DelegateState::Attended),
    ("vang", DelegateState::Absent),
    ("thay", DelegateState::Replaced),
];

/// What is known of somebody's sex by its codes in forms.
pub(super) const GENDERS: [(&str, Gender); 3] =
    [("nu", Gender::Female), ("nam", Gender::Male), ("chua-ro", Gender::Unknown)];

/// What somebody does by its codes in forms.
pub(super) const WORKS: [(&str, Work); 2] = [("truc-tiep", Work::Direct), ("lanh-dao", Work::Leads)];

pub(super) const fn kind(kind: ConferenceKind) -> Word {
    match kind {
        ConferenceKind::HeldHere => word!("conference-kind-here"),
        ConferenceKind::Above => word!("conference-kind-above"),
    }
}

pub(super) const fn state_word(state: ConferenceState) -> Word {
    match state {
        ConferenceState::Preparing => word!("conference-state-preparing"),
        ConferenceState::Called => word!("conference-state-called"),
        ConferenceState::Held => word!("conference-state-held"),
        ConferenceState::Closed => word!("conference-state-closed"),
        ConferenceState::Cancelled => word!("conference-state-cancelled"),
    }
}

pub(super) fn state(state: ConferenceState) -> Badge {
    let tone = match state {
        ConferenceState::Preparing | ConferenceState::Cancelled => Tone::Plain,
        ConferenceState::Called => Tone::Note,
        ConferenceState::Held | ConferenceState::Closed => Tone::Good,
    };
    Badge::new(state_word(state), tone)
}

pub(super) const fn role(role: DelegateRole) -> Word {
    match role {
        DelegateRole::Official => word!("conference-role-official"),
        DelegateRole::Presenter => word!("conference-role-presenter"),
        DelegateRole::Substitute => word!("conference-role-substitute"),
        DelegateRole::Guest => word!("conference-role-guest"),
    }
}

pub(super) const fn standing_word(state: DelegateState) -> Word {
    match state {
        DelegateState::Proposed => word!("conference-is-proposed"),
        DelegateState::Chosen => word!("conference-is-chosen"),
        DelegateState::NotChosen => word!("conference-is-not-chosen"),
        DelegateState::Invited => word!("conference-is-invited"),
        DelegateState::Coming => word!("conference-is-coming"),
        DelegateState::NotComing => word!("conference-is-not-coming"),
        DelegateState::Attended => word!("conference-is-attended"),
        DelegateState::Absent => word!("conference-is-absent"),
        DelegateState::Replaced => word!("conference-is-replaced"),
    }
}

pub(super) fn standing(state: DelegateState) -> Badge {
    let tone = match state {
        DelegateState::Proposed | DelegateState::NotChosen | DelegateState::Replaced => Tone::Plain,
        DelegateState::Chosen | DelegateState::Invited => Tone::Note,
        DelegateState::Coming | DelegateState::Attended => Tone::Good,
        DelegateState::NotComing | DelegateState::Absent => Tone::Warn,
    };
    Badge::new(standing_word(state), tone)
}

pub(super) const fn gender(gender: Gender) -> Word {
    match gender {
        Gender::Female => word!("conference-gender-female"),
        Gender::Male => word!("conference-gender-male"),
        Gender::Unknown => word!("conference-gender-unknown"),
    }
}

pub(super) const fn work(work: Work) -> Word {
    match work {
        Work::Leads => word!("conference-work-leads"),
        Work::Direct => word!("conference-work-direct"),
    }
}

const fn part(part: Part) -> Word {
    match part {
        Part::Name => word!("conference-name"),
        Part::Post => word!("conference-post"),
        Part::Unit => word!("conference-unit"),
        Part::Role => word!("conference-role"),
        Part::Reason => word!("conference-reason"),
        Part::Topic => word!("conference-topic"),
    }
}

/// What is different in a list, as one text.
pub(super) fn changes(changes: &[Change], locale: Locale) -> String {
    let one = |change: &Change| match change {
        Change::Added(name) => word!("conference-change-added").with("name", name).say(locale).into_owned(),
        Change::Removed(name) => word!("conference-change-removed").with("name", name).say(locale).into_owned(),
        Change::Changed(name, parts) => {
            let parts: Vec<String> = parts.iter().map(|one| part(*one).say(locale).to_lowercase()).collect();
            let said = word!("conference-change-changed").with("name", name).with("parts", parts.join(", "));
            said.say(locale).into_owned()
        }
    };
    changes.iter().map(one).collect::<Vec<_>>().join("; ")
}
