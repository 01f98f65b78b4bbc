//! Words for what a dossier's read models say in codes: addresses, states, findings, events. It must not hold a word itself.

use jiff::civil::Date;
use lantoa_app::dossier::list::Standing as Stood;
use lantoa_domain::{
    dossier::{Command, Ending, State},
    facts::Finding,
    plan::StepKind,
    subject::SubjectKind,
};
use lantoa_i18n::{Locale, Message, Value, Word, word};

use crate::{
    ui::{Badge, Label, Tone},
    words,
};

/// A code in an address and the value it stands for.
pub(crate) type Slug<T> = (&'static str, T);

/// Steps in addresses.
pub(crate) const STEPS: [Slug<StepKind>; 10] = [
    ("dang-ky", StepKind::Register),
    ("suy-ton", StepKind::Endorse),
    ("boi-duong", StepKind::Foster),
    ("de-nghi", StepKind::Nominate),
    ("ra-soat", StepKind::Screen),
    ("tham-dinh", StepKind::Appraise),
    ("binh-xet", StepKind::Deliberate),
    ("quyet-dinh", StepKind::Decide),
    ("gui-cap-tren", StepKind::Forward),
    ("tuyen-truyen", StepKind::Publicise),
];

/// Kinds of subject in addresses.
pub(crate) const KINDS: [Slug<SubjectKind>; 4] = [
    ("ca-nhan", SubjectKind::Individual),
    ("tap-the", SubjectKind::Collective),
    ("ho-gia-dinh", SubjectKind::Household),
    ("mo-hinh", SubjectKind::Practice),
];

/// Standings in addresses.
pub(crate) const STANDINGS: [Slug<Stood>; 4] = [
    ("dang-xet", Stood::Walking),
    ("tra-lai", Stood::Returned),
    ("cong-nhan", Stood::Recognised),
    ("ket-thuc", Stood::Ended),
];

/// The value of a code.
pub(crate) fn of_slug<T: Copy>(slugs: &[Slug<T>], text: &str) -> Option<T> {
    slugs.iter().find(|(slug, _)| *slug == text).map(|(_, value)| *value)
}

/// The code of a value.
pub(crate) fn slug_of<T: Copy + PartialEq>(slugs: &[Slug<T>], value: T) -> &'static str {
    slugs.iter().find(|(_, one)| *one == value).map_or("", |(slug, _)| slug)
}

/// The name of a standing.
pub(crate) const fn standing(value: Stood) -> Word {
    match value {
        Stood::Walking => word!("dossier-standing-walking"),
        Stood::Returned => word!("dossier-state-returned"),
        Stood::Recognised => word!("dossier-state-recognised"),
        Stood::Ended => word!("dossier-standing-ended"),
    }
}

/// Where a dossier stands, as a pill.
pub(crate) fn state(state: &State, at: Option<StepKind>) -> Badge {
    match (state, at) {
        (State::Returned { .. }, _) => Badge::new(word!("dossier-state-returned"), Tone::Warn).icon("corner-up-left"),
        (State::Recognised { .. }, _) => Badge::new(word!("dossier-state-recognised"), Tone::Honour).icon("award"),
        (State::Ended { ending, .. }, _) => Badge::new(words::ending(*ending), ending_tone(*ending)),
        (State::Walking { .. }, Some(step)) => {
            Badge::new(word!("dossier-state-at").with("step", words::step(step)), step_tone(step))
        }
        (State::Walking { .. }, None) => Badge::new(word!("dossier-standing-walking"), Tone::Plain),
    }
}

const fn ending_tone(ending: Ending) -> Tone {
    match ending {
        Ending::Withdrawn => Tone::Plain,
        Ending::Introduced => Tone::Good,
        Ending::SetAside | Ending::VotedDown | Ending::Declined => Tone::Bad,
    }
}

const fn step_tone(step: StepKind) -> Tone {
    match step {
        StepKind::Register | StepKind::Endorse | StepKind::Foster | StepKind::Nominate => Tone::Plain,
        _ => Tone::Note,
    }
}

/// What recorded facts say, or what is missing for them to say something.
pub(crate) fn finding(finding: &Finding, locale: Locale) -> Message {
    match finding {
        Finding::Passed => word!("dossier-finding-passed").into(),
        Finding::Failed { why, value } => failed(why).with("value", figure(why, value, locale)),
        Finding::Unknown { missing, value } => unknown(missing).with("value", value),
    }
}

/// A figure of a finding as people write it: days and points come as the rules keep them.
fn figure(why: &str, value: &str, locale: Locale) -> Value {
    match (why, value.parse::<Date>(), value.parse::<i64>()) {
        ("disciplined", Ok(day), _) => Value::Date(day),
        ("score", _, Ok(hundredths)) => Value::Text(lantoa_i18n::decimal(locale, hundredths, 2)),
        _ => Value::Text(value.to_owned()),
    }
}

fn failed(why: &str) -> Message {
    match why {
        "age" => word!("dossier-failed-age"),
        "rating" => word!("dossier-failed-rating"),
        "roster-share" => word!("dossier-failed-roster-share"),
        "score" => word!("dossier-failed-score"),
        "target-result" => word!("dossier-failed-target-result"),
        "disciplined" => word!("dossier-failed-disciplined"),
        "reports" => word!("dossier-failed-reports"),
        "closed" => word!("dossier-failed-closed"),
        _ => word!("dossier-failed-other"),
    }
    .into()
}

/// What is missing for recorded facts to decide.
pub(crate) fn unknown(missing: &str) -> Message {
    match missing {
        "birth-date" => word!("dossier-unknown-birth-date"),
        "rating" => word!("dossier-unknown-rating"),
        "roster-share" => word!("dossier-unknown-roster-share"),
        "score" => word!("dossier-unknown-score"),
        "target-result" => word!("dossier-unknown-target-result"),
        "title" => word!("dossier-unknown-title"),
        "initiative" => word!("dossier-unknown-initiative"),
        "prize" => word!("dossier-unknown-prize"),
        "highest" => word!("dossier-unknown-highest"),
        "discipline" => word!("dossier-unknown-discipline"),
        "reports" => word!("dossier-unknown-reports"),
        _ => word!("dossier-unknown-other"),
    }
    .into()
}

/// What happened, and what it means.
pub(crate) fn event(action: &str) -> (Word, Tone) {
    match action {
        "dossier.opened" => (word!("dossier-event-opened"), Tone::Plain),
        "dossier.edited" => (word!("dossier-event-edited"), Tone::Plain),
        "dossier.files-attached" => (word!("dossier-event-files-attached"), Tone::Plain),
        "dossier.file-removed" => (word!("dossier-event-file-removed"), Tone::Plain),
        "dossier.registered" => (word!("dossier-event-registered"), Tone::Plain),
        "dossier.endorsed" => (word!("dossier-event-endorsed"), Tone::Good),
        "dossier.fostered" => (word!("dossier-event-fostered"), Tone::Plain),
        "dossier.fostering-finished" => (word!("dossier-event-fostering-finished"), Tone::Plain),
        "dossier.nominated" => (word!("dossier-event-nominated"), Tone::Note),
        "dossier.screened" => (word!("dossier-event-screened"), Tone::Good),
        "dossier.returned" => (word!("dossier-event-returned"), Tone::Warn),
        "dossier.resubmitted" => (word!("dossier-event-resubmitted"), Tone::Note),
        "dossier.withdrawn" => (word!("dossier-event-withdrawn"), Tone::Plain),
        "dossier.criterion-judged" => (word!("dossier-event-judged"), Tone::Plain),
        "dossier.assigned" => (word!("dossier-event-assigned"), Tone::Plain),
        "dossier.taken-back" => (word!("dossier-event-taken-back"), Tone::Plain),
        "dossier.appraised" => (word!("dossier-event-appraised"), Tone::Good),
        "dossier.set-aside" => (word!("dossier-event-set-aside"), Tone::Bad),
        "dossier.selected" => (word!("dossier-event-selected"), Tone::Good),
        "dossier.not-selected" => (word!("dossier-event-not-selected"), Tone::Bad),
        "dossier.recognised" => (word!("dossier-event-recognised"), Tone::Honour),
        "dossier.declined" => (word!("dossier-event-declined"), Tone::Bad),
        "dossier.forwarded" => (word!("dossier-event-forwarded"), Tone::Note),
        "dossier.answered" => (word!("dossier-event-answered"), Tone::Note),
        "dossier.publicised" => (word!("dossier-event-publicised"), Tone::Good),
        _ => (word!("dossier-event-other"), Tone::Plain),
    }
}

/// Why a command comes next: one sentence for the person who may give it.
pub(crate) const fn why_next(command: Command) -> Word {
    match command {
        Command::Register => word!("dossier-why-register"),
        Command::Endorse => word!("dossier-why-endorse"),
        Command::FinishFostering => word!("dossier-why-finish-fostering"),
        Command::Nominate => word!("dossier-why-nominate"),
        Command::Screen => word!("dossier-why-screen"),
        Command::Appraise => word!("dossier-why-appraise"),
        Command::Resubmit => word!("dossier-why-resubmit"),
        Command::Recognise => word!("dossier-why-recognise"),
        Command::Forward => word!("dossier-why-forward"),
        Command::Publicise => word!("dossier-why-publicise"),
        _ => word!("dossier-why-other"),
    }
}

/// What is said after a command went through.
pub(crate) const fn done(command: Command) -> Word {
    match command {
        Command::Edit => word!("dossier-done-edit"),
        Command::Register => word!("dossier-done-register"),
        Command::Endorse => word!("dossier-done-endorse"),
        Command::Foster => word!("dossier-done-foster"),
        Command::FinishFostering => word!("dossier-done-finish-fostering"),
        Command::Nominate => word!("dossier-done-nominate"),
        Command::Screen => word!("dossier-done-screen"),
        Command::Return => word!("dossier-done-return"),
        Command::Resubmit => word!("dossier-done-resubmit"),
        Command::Withdraw => word!("dossier-done-withdraw"),
        Command::Judge => word!("dossier-done-judge"),
        Command::Appraise => word!("dossier-done-appraise"),
        Command::SetAside => word!("dossier-done-set-aside"),
        Command::Publicise => word!("dossier-done-publicise"),
        _ => word!("dossier-done-other"),
    }
}

/// The size of a file: "412 KB", "1,1 MB".
pub(crate) fn size(bytes: u64) -> Label {
    let kib = bytes.div_ceil(1024);
    if kib < 1000 {
        return word!("dossier-size-kb").with("n", kib).into();
    }
    let tenths = (bytes * 10).div_ceil(1024 * 1024);
    word!("dossier-size-mb").with("whole", (tenths / 10).to_string()).with("tenth", (tenths % 10).to_string()).into()
}
