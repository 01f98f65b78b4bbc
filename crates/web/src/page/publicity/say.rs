//! Words for channels, consents and states of publicity; it must not decide any of them.

use crate::ui::{Badge, Tone};
use lantoa_app::publicity::activity::{ActivityState, Channel};
use lantoa_app::publicity::consent::{Giver, Purpose, Reach, Way};
use lantoa_app::publicity::reading::ReadWay;
use lantoa_app::publicity::story::{Standing, Topic};
use lantoa_app::publicity::visit::VisitKind;
use lantoa_i18n::{Word, word};

/// Channels by the code of an address.
pub(super) const CHANNELS: [(&str, Channel); 13] = [
    ("sinh-hoat", Channel::Meeting),
    ("so-tong-ket", Channel::Review),
    ("cum-khoi", Channel::Cluster),
    ("lam-theo", Channel::Follow),
    ("tham-quan", Channel::Visit),
    ("trang-tin", Channel::Website),
    ("bao-chi", Channel::Press),
    ("phat-thanh", Channel::Radio),
    ("ky-yeu", Channel::Handbook),
    ("cuoc-thi", Channel::Contest),
    ("chao-co", Channel::Salute),
    ("noi-bo", Channel::Intranet),
    ("giao-duc", Channel::Education),
];

pub(super) const fn channel(channel: Channel) -> Word {
    match channel {
        Channel::Meeting => word!("publicity-channel-meeting"),
        Channel::Review => word!("publicity-channel-review"),
        Channel::Cluster => word!("publicity-channel-cluster"),
        Channel::Follow => word!("publicity-channel-follow"),
        Channel::Visit => word!("publicity-channel-visit"),
        Channel::Website => word!("publicity-channel-website"),
        Channel::Press => word!("publicity-channel-press"),
        Channel::Radio => word!("publicity-channel-radio"),
        Channel::Handbook => word!("publicity-channel-handbook"),
        Channel::Contest => word!("publicity-channel-contest"),
        Channel::Salute => word!("publicity-channel-salute"),
        Channel::Intranet => word!("publicity-channel-intranet"),
        Channel::Education => word!("publicity-channel-education"),
    }
}

/// States of activities by the code of an address.
pub(super) const STATES: [(&str, ActivityState); 3] =
    [("sap-toi", ActivityState::Planned), ("da-lam", ActivityState::Done), ("da-huy", ActivityState::CalledOff)];

pub(super) const fn activity_word(state: ActivityState) -> Word {
    match state {
        ActivityState::Planned => word!("publicity-planned"),
        ActivityState::Done => word!("publicity-done"),
        ActivityState::CalledOff => word!("publicity-called-off"),
    }
}

pub(super) fn activity_state(state: ActivityState) -> Badge {
    let tone = match state {
        ActivityState::Planned => Tone::Note,
        ActivityState::Done => Tone::Good,
        ActivityState::CalledOff => Tone::Plain,
    };
    Badge::new(activity_word(state), tone)
}

/// Standings of stories by the code of an address.
pub(super) const STANDINGS: [(&str, Standing); 6] = [
    ("nhap", Standing::Draft),
    ("da-kiem", Standing::Checked),
    ("cho-dang", Standing::Scheduled),
    ("dang-dang", Standing::Published),
    ("tam-an", Standing::Withheld),
    ("da-go", Standing::TakenDown),
];

pub(super) const fn standing_word(standing: Standing) -> Word {
    match standing {
        Standing::Draft => word!("publicity-story-draft"),
        Standing::Checked => word!("publicity-story-checked"),
        Standing::Scheduled => word!("publicity-story-scheduled"),
        Standing::Published => word!("publicity-story-published"),
        Standing::Withheld => word!("publicity-story-withheld"),
        Standing::TakenDown => word!("publicity-story-taken-down"),
    }
}

pub(super) fn standing(standing: Standing) -> Badge {
    let tone = match standing {
        Standing::Draft | Standing::TakenDown => Tone::Plain,
        Standing::Checked | Standing::Scheduled => Tone::Note,
        Standing::Published => Tone::Good,
        Standing::Withheld => Tone::Warn,
    };
    Badge::new(standing_word(standing), tone)
}

/// Purposes of consent by the code of a form.
pub(super) const PURPOSES: [(&str, Purpose); 2] = [("cau-chuyen", Purpose::Story), ("hinh-anh", Purpose::Likeness)];

pub(super) const fn purpose(purpose: Purpose) -> Word {
    match purpose {
        Purpose::Story => word!("publicity-purpose-story"),
        Purpose::Likeness => word!("publicity-purpose-likeness"),
    }
}

/// Reaches of consent by the code of a form.
pub(super) const REACHES: [(&str, Reach); 4] =
    [("cong", Reach::Portal), ("bao-chi", Reach::Press), ("an-pham", Reach::Printed), ("noi-bo", Reach::Internal)];

pub(super) const fn reach(reach: Reach) -> Word {
    match reach {
        Reach::Portal => word!("publicity-reach-portal"),
        Reach::Press => word!("publicity-reach-press"),
        Reach::Printed => word!("publicity-reach-printed"),
        Reach::Internal => word!("publicity-reach-internal"),
    }
}

/// Who speaks, by the code of a form.
pub(super) const GIVERS: [(&str, Giver); 3] =
    [("chinh-minh", Giver::Oneself), ("dai-dien", Giver::Representative), ("giam-ho", Giver::Guardian)];

pub(super) const fn giver(giver: Giver) -> Word {
    match giver {
        Giver::Oneself => word!("publicity-giver-oneself"),
        Giver::Representative => word!("publicity-giver-representative"),
        Giver::Guardian => word!("publicity-giver-guardian"),
    }
}

pub(super) const fn way(way: Way) -> Word {
    match way {
        Way::Paper => word!("publicity-way-paper"),
        Way::Own => word!("publicity-way-own"),
    }
}

pub(super) const fn visit_kind(kind: VisitKind) -> Word {
    match kind {
        VisitKind::Visit => word!("publicity-visit-visit"),
        VisitKind::Talk => word!("publicity-visit-talk"),
    }
}

pub(super) const fn read_way(way: ReadWay) -> Word {
    match way {
        ReadWay::Own => word!("publicity-read-own"),
        ReadWay::Meeting => word!("publicity-read-meeting"),
    }
}

pub(in crate::page) const fn topic(topic: Topic) -> Word {
    match topic {
        Topic::Ethnicity => word!("publicity-topic-ethnicity"),
        Topic::Religion => word!("publicity-topic-religion"),
        Topic::Party => word!("publicity-topic-party"),
        Topic::Health => word!("publicity-topic-health"),
        Topic::Discipline => word!("publicity-topic-discipline"),
    }
}
