//! Words for plans of units: kinds, parts, what is missing, where they stand; it must not decide any of it.

use lantoa_app::cascade::{Progress, Receipt, Standing, Which};
use lantoa_domain::plan::{Criterion, Key, Plan};
use lantoa_domain::unit_plan::{
    CriterionFault, Lack, Part, PlanKind, PlanState, Recipient, ReviewKind, TargetFault, Weaker,
};
use lantoa_i18n::{Locale, Message, Say, Word, word};

use crate::ui::{Badge, Label, Tone};
use crate::words;

/// A kind of plan with its code in addresses.
pub(super) const KINDS: [(&str, PlanKind); 3] = [
    ("thuc-hien", PlanKind::Implementation),
    ("phong-trao", PlanKind::SubPlan),
    ("tuyen-truyen", PlanKind::Propaganda),
];

/// What kind of plan it is.
pub(super) const fn kind(kind: PlanKind) -> Word {
    match kind {
        PlanKind::Implementation => word!("cascade-kind-implementation"),
        PlanKind::SubPlan => word!("cascade-kind-sub-plan"),
        PlanKind::Propaganda => word!("cascade-kind-propaganda"),
    }
}

/// A part with its code in addresses.
pub(super) const PARTS: [(&str, Part); 7] = [
    ("lanh-dao", Part::Leader),
    ("tieu-chi", Part::Criteria),
    ("so-luong", Part::Quotas),
    ("boi-duong", Part::Fostering),
    ("nhan-rong", Part::Propagation),
    ("bao-cao", Part::Reporting),
    ("so-ket", Part::Reviews),
];

/// The heading of a part.
pub(super) const fn part(part: Part) -> Word {
    match part {
        Part::Leader => word!("cascade-part-leader"),
        Part::Criteria => word!("cascade-part-criteria"),
        Part::Quotas => word!("cascade-part-quotas"),
        Part::Fostering => word!("cascade-part-fostering"),
        Part::Propagation => word!("cascade-part-propagation"),
        Part::Reporting => word!("cascade-part-reporting"),
        Part::Reviews => word!("cascade-part-reviews"),
    }
}

/// What a part lacks, in a sentence.
pub(super) fn lack(lack: Lack) -> Message {
    match lack {
        Lack::NoLeader => word!("cascade-lack-leader").into(),
        Lack::NoPost => word!("cascade-lack-post").into(),
        Lack::NoCriteria => word!("cascade-lack-criteria").into(),
        Lack::CriteriaFaults(count) => word!("cascade-lack-criteria-faults").with("count", count),
        Lack::NoTargets => word!("cascade-lack-targets").into(),
        Lack::TargetFaults(count) => word!("cascade-lack-target-faults").with("count", count),
        Lack::NoLines => word!("cascade-lack-lines").into(),
        Lack::HalfLine(number) => word!("cascade-lack-half-line").with("number", number),
        Lack::NoInterim => word!("cascade-lack-interim").into(),
        Lack::NoFinal => word!("cascade-lack-final").into(),
        Lack::ReviewOutside => word!("cascade-lack-review-outside").into(),
    }
}

const fn weaker(why: Weaker) -> Word {
    match why {
        Weaker::OtherTest => word!("cascade-weaker-test"),
        Weaker::OtherThing => word!("cascade-weaker-thing"),
        Weaker::Number => word!("cascade-weaker-number"),
        Weaker::Level => word!("cascade-weaker-level"),
        Weaker::Years => word!("cascade-weaker-years"),
    }
}

/// What is wrong with a criterion, in a sentence.
pub(super) fn criterion_fault(fault: &CriterionFault, inherited: &[Criterion], locale: Locale) -> Message {
    let text = |key: &Key| {
        inherited.iter().find(|one| one.key == *key).map_or_else(|| key.to_string(), |one| one.text.clone())
    };
    match fault {
        CriterionFault::LeftOut(key) => word!("cascade-criterion-left-out").with("text", text(key)),
        CriterionFault::Weakened(key, why) => word!("cascade-criterion-weakened")
            .with("text", text(key))
            .with("why", weaker(*why).say(locale).into_owned()),
        CriterionFault::Changed(key) => word!("cascade-criterion-changed").with("text", text(key)),
        CriterionFault::NotInherited(key) => word!("cascade-criterion-unknown").with("text", text(key)),
        CriterionFault::Empty(number) => word!("cascade-criterion-empty").with("number", *number),
        CriterionFault::NoSource(number) => word!("cascade-criterion-no-source").with("number", *number),
    }
}

/// What is wrong with a number, in a sentence.
pub(super) fn target_fault(fault: &TargetFault, plan: &Plan, locale: Locale) -> Message {
    let (TargetFault::Below { movement, subject, .. }
    | TargetFault::Above { movement, subject, .. }
    | TargetFault::AimBelow { movement, subject }
    | TargetFault::Twice { movement, subject }) = fault;
    let name = movement.as_ref().and_then(|key| plan.movement(key)).map_or_else(String::new, |one| one.name.clone());
    let subject = words::quota_subject(*subject).say(locale).into_owned();
    let said = |word: Word| word.with("movement", &name).with("subject", &subject);
    match fault {
        TargetFault::Below { least, own, .. } => {
            said(word!("cascade-target-below")).with("least", *least).with("own", *own)
        }
        TargetFault::Above { most, own, .. } => {
            said(word!("cascade-target-above")).with("most", *most).with("own", *own)
        }
        TargetFault::AimBelow { .. } => said(word!("cascade-target-aim-below")),
        TargetFault::Twice { .. } => said(word!("cascade-target-twice")),
    }
}

/// Where a plan stands.
pub(super) fn state(state: PlanState) -> Badge {
    match state {
        PlanState::Draft => Badge::new(word!("cascade-state-draft"), Tone::Plain),
        PlanState::Submitted => Badge::new(word!("cascade-state-submitted"), Tone::Note),
        PlanState::Returned => Badge::new(word!("cascade-state-returned"), Tone::Warn).icon("corner-up-left"),
        PlanState::Issued => Badge::new(word!("cascade-state-issued"), Tone::Good).icon("stamp"),
        PlanState::Replaced => Badge::new(word!("cascade-state-replaced"), Tone::Plain),
    }
}

/// How far a unit is.
pub(super) const fn progress(progress: Progress) -> Word {
    match progress {
        Progress::NotBegun => word!("cascade-progress-not-begun"),
        Progress::Returned => word!("cascade-progress-returned"),
        Progress::Draft => word!("cascade-progress-draft"),
        Progress::Submitted => word!("cascade-progress-submitted"),
        Progress::Issued => word!("cascade-progress-issued"),
        Progress::Received => word!("cascade-progress-received"),
        Progress::Reported => word!("cascade-progress-reported"),
        Progress::Exempt => word!("cascade-progress-exempt"),
    }
}

/// How far a unit is, as a pill; a draft says how many parts are complete.
pub(super) fn progress_badge(standing: &Standing, (done, of): (u8, u8)) -> Badge {
    let late = standing.late > 0;
    let tone = match standing.progress {
        Progress::NotBegun if late => Tone::Bad,
        Progress::NotBegun | Progress::Exempt => Tone::Plain,
        Progress::Returned => Tone::Warn,
        Progress::Draft | Progress::Submitted => {
            if late {
                Tone::Bad
            } else {
                Tone::Note
            }
        }
        Progress::Issued => Tone::Note,
        Progress::Received | Progress::Reported => Tone::Good,
    };
    let label: Label = match standing.progress {
        Progress::Draft if of > 0 => {
            word!("cascade-draft-of").with("done", u32::from(done)).with("of", u32::from(of)).into()
        }
        other => progress(other).into(),
    };
    Badge::new(label, tone)
}

/// By how many days it is late.
pub(super) fn late(standing: &Standing) -> Option<Message> {
    if standing.late == 0 {
        return None;
    }
    let word = if standing.progress.is_issued() { word!("cascade-issued-late") } else { word!("cascade-overdue") };
    Some(word.with("days", standing.late))
}

/// To whom a plan goes.
pub(super) const fn recipient(recipient: Recipient) -> Word {
    match recipient {
        Recipient::StandingBody => word!("cascade-to-standing-body"),
        Recipient::ClusterHead => word!("cascade-to-cluster-head"),
    }
}

/// A recipient with its code in addresses.
pub(super) const RECIPIENTS: [(&str, Recipient); 2] =
    [("thuong-truc", Recipient::StandingBody), ("truong-cum", Recipient::ClusterHead)];

/// Whether a recipient has a plan, in a sentence.
pub(super) fn receipt(receipt: &Receipt, locale: Locale) -> Message {
    let who = recipient(receipt.recipient).say(locale).into_owned();
    match (receipt.sent_on, receipt.received_on) {
        (_, Some(on)) => word!("cascade-received-on").with("who", who).with("date", on),
        (Some(on), None) => word!("cascade-sent-on").with("who", who).with("date", on),
        (None, None) => word!("cascade-not-sent").with("who", who),
    }
}

/// Which review.
pub(super) const fn review(kind: ReviewKind) -> Word {
    match kind {
        ReviewKind::Interim => word!("cascade-review-interim"),
        ReviewKind::Final => word!("cascade-review-final"),
    }
}

/// The filters of the cascade with their codes in addresses.
pub(super) const WHICH: [(&str, Which); 12] = [
    ("chua-lam", Which::At(Progress::NotBegun)),
    ("tra-lai", Which::At(Progress::Returned)),
    ("du-thao", Which::At(Progress::Draft)),
    ("trinh", Which::At(Progress::Submitted)),
    ("ban-hanh", Which::At(Progress::Issued)),
    ("du-noi-nhan", Which::At(Progress::Received)),
    ("da-bao", Which::At(Progress::Reported)),
    ("mien", Which::At(Progress::Exempt)),
    ("qua-han", Which::Overdue),
    ("ban-hanh-cham", Which::IssuedLate),
    ("thieu-thuong-truc", Which::Without(Recipient::StandingBody)),
    ("thieu-truong-cum", Which::Without(Recipient::ClusterHead)),
];

/// A filter in words.
pub(super) const fn which(which: Which) -> Word {
    match which {
        Which::At(at) => progress(at),
        Which::Overdue => word!("cascade-which-overdue"),
        Which::IssuedLate => word!("cascade-which-issued-late"),
        Which::Without(Recipient::StandingBody) => word!("cascade-which-no-standing-body"),
        Which::Without(Recipient::ClusterHead) => word!("cascade-which-no-cluster-head"),
    }
}

/// A year, or the whole period.
pub(super) fn year(year: i16) -> Label {
    if year == 0 { word!("cascade-whole-period").into() } else { year.to_string().into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_kind_and_filter_has_one_code() {
        let codes = |all: Vec<&str>| all.iter().collect::<std::collections::BTreeSet<_>>().len();
        assert_eq!(codes(PARTS.iter().map(|one| one.0).collect()), 7);
        assert_eq!(codes(KINDS.iter().map(|one| one.0).collect()), 3);
        assert_eq!(codes(WHICH.iter().map(|one| one.0).collect()), WHICH.len());
        assert_eq!(WHICH.iter().filter(|one| matches!(one.1, Which::At(_))).count(), Progress::ALL.len());
    }
}
