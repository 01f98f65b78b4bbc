//! Words and badges for what a session shows; it must not decide what is shown.

use crate::{
    filters::Holds,
    page::decision::view as decision,
    ui::{Badge, Label, Tone},
    words,
};
use jiff::Timestamp;
use lantoa_app::session::{AloneView, ItemView, NextStep, SeatView, SessionStatus, SessionView, TallyView};
use lantoa_domain::{
    plan::{Answers, Base, Conflicted, Method, Threshold, VoteRule},
    session::Stage,
};
use lantoa_i18n::{Message, Word, word};

/// Where the session stands.
pub(super) fn status(view: &SessionView) -> Badge {
    match view.status {
        SessionStatus::Called => Badge::new(word!("session-status-called"), Tone::Note),
        SessionStatus::Over => Badge::new(word!("session-status-over"), Tone::Good).icon("check"),
        SessionStatus::Cancelled => Badge::new(word!("session-status-cancelled"), Tone::Bad),
    }
}

/// Where an item stands: the result only for those who may know it.
pub(super) fn stage(item: &ItemView) -> Badge {
    match (item.stage, item.passed) {
        (Stage::Announced, Some(true)) => Badge::new(word!("session-stage-passed"), Tone::Good).icon("check"),
        (Stage::Announced, _) => Badge::new(word!("session-stage-failed"), Tone::Bad).icon("x"),
        (Stage::Waiting, _) => Badge::new(word!("session-stage-waiting"), Tone::Plain),
        (Stage::Open, _) => Badge::new(word!("session-stage-open"), Tone::Warn).icon("play"),
        (Stage::Closed, _) => Badge::new(word!("session-stage-closed"), Tone::Note),
        (Stage::Counted, _) => Badge::new(word!("session-stage-counted"), Tone::Note),
        (Stage::Confirmed, _) => Badge::new(word!("session-stage-confirmed"), Tone::Note),
        (Stage::Void, _) => Badge::new(word!("session-stage-void"), Tone::Plain),
    }
}

/// The rule in one sentence: “ít nhất 2/3 tổng số thành viên Hội đồng”.
pub(in crate::page) fn rule(rule: &VoteRule) -> Message {
    let sentence = match rule.threshold {
        Threshold::AtLeast => word!("session-rule-at-least"),
        Threshold::MoreThan => word!("session-rule-more-than"),
    };
    let share = format!("{}/{}", rule.num, rule.den);
    sentence.with("share", share).with("base", words::base(rule.base))
}

/// How the vote is taken.
pub(super) fn method(rule: &VoteRule) -> Word {
    words::method(rule.method)
}

/// “Cần 5 phiếu đồng ý trong 7”.
pub(super) fn need(item: &ItemView) -> Message {
    let sentence = match item.rule.method {
        Method::Secret => word!("session-need-ballots"),
        Method::Hands | Method::Written | Method::Consensus => word!("session-need-votes"),
    };
    sentence.with("needed", item.figures.needed).with("base", item.figures.base)
}

/// What absences and conflicts do to the number that is needed.
pub(super) fn effects(item: &ItemView) -> Vec<Message> {
    let figures = &item.figures;
    let mut out = Vec::new();
    let absent = figures.in_room.map_or(0, |there| figures.members.saturating_sub(there));
    // Before anybody is marked as present, everybody would count as absent.
    let is_marked = figures.in_room.is_some_and(|there| there > 0) || item.stage != Stage::Waiting;
    if is_marked && absent > 0 && item.rule.method != Method::Written {
        let sentence = match item.rule.base {
            Base::AllMembers => word!("session-effect-absent-counts"),
            Base::Present | Base::Cast => word!("session-effect-absent-left-out"),
        };
        out.push(sentence.with("count", absent));
    }
    if figures.conflicted > 0 {
        let shrinks = item.rule.base != Base::AllMembers || item.rule.conflicted == Conflicted::ShrinkBase;
        let sentence =
            if shrinks { word!("session-effect-conflict-left-out") } else { word!("session-effect-conflict-counts") };
        out.push(sentence.with("count", figures.conflicted));
    }
    out.extend(blanks(&item.rule));
    if is_marked && figures.in_room.is_some_and(|there| there < figures.quorum) {
        out.push(word!("session-effect-no-quorum").with("quorum", figures.quorum));
    } else if is_marked && !figures.can_pass && matches!(item.stage, Stage::Waiting | Stage::Open) {
        out.push(word!("session-effect-cannot-pass").with("voters", figures.voters));
    }
    out
}

/// What a box left blank on a ballot does.
fn blanks(rule: &VoteRule) -> Option<Message> {
    (rule.method == Method::Secret).then(|| match (rule.answers, rule.base) {
        (Answers::OrNoOpinion, _) => word!("session-effect-no-opinion").into(),
        (Answers::AgreeOrNot, Base::Cast) => word!("session-effect-blank-left-out").into(),
        (Answers::AgreeOrNot, Base::AllMembers | Base::Present) => word!("session-effect-blank-counts").into(),
    })
}

/// Whether ballots were handed out: only then there are figures of ballots.
pub(super) fn is_by_ballot(item: &ItemView) -> bool {
    item.rule.method == Method::Secret
}

/// “01/QĐ-UBND” of a decision that the head took alone.
pub(super) fn decision_number(one: &AloneView) -> String {
    decision::number(one.number.unwrap_or(0), &one.symbol)
}

/// A count in one sentence, as the minutes have it.
pub(super) fn tally(item: &ItemView, count: &TallyView) -> Message {
    let t = &count.tally;
    let sentence = if is_by_ballot(item) {
        let sentence = match item.rule.answers {
            Answers::AgreeOrNot => word!("session-tally-paper").into(),
            Answers::OrNoOpinion => word!("session-tally-paper-three").with("other", t.no_opinion),
        };
        sentence.with("issued", t.issued).with("returned", t.returned).with("invalid", t.invalid)
    } else {
        word!("session-tally-open").with("other", t.no_opinion)
    };
    sentence.with("agree", t.agree).with("disagree", t.disagree)
}

/// What the count came to.
pub(super) fn outcome(count: &TallyView) -> Badge {
    passed(count.passed)
}

/// Whether an item passed, where only that was announced.
pub(super) fn passed(passed: bool) -> Badge {
    match passed {
        true => Badge::new(word!("session-outcome-passed"), Tone::Good).icon("check"),
        false => Badge::new(word!("session-outcome-failed"), Tone::Bad).icon("x"),
    }
}

/// Whether figures were kept back that the reader may see: then there are minutes under seal.
pub(super) fn has_sealed(view: &SessionView) -> bool {
    view.items.iter().any(|item| item.sealed && item.tally.is_some())
}

/// Kind, unit and movement in one line.
pub(super) fn about(item: &ItemView) -> Message {
    word!("session-about")
        .with("kind", words::kind(item.kind))
        .with("unit", &item.unit)
        .with("movement", &item.movement)
}

/// What an act on items is called, by its place in the address.
pub(super) fn act(step: NextStep) -> Word {
    match step {
        NextStep::Open => word!("session-act-open"),
        NextStep::Close => word!("session-act-close"),
        NextStep::Count => word!("session-act-count"),
        NextStep::Confirm => word!("session-act-confirm"),
        NextStep::Announce => word!("session-act-announce"),
    }
}

/// Whether anybody was marked as present yet.
pub(super) fn has_begun(view: &SessionView) -> bool {
    view.seats.iter().any(|seat| seat.came.is_some())
}

/// Whether a member is there now.
pub(super) fn is_here(seat: &SeatView) -> bool {
    seat.came.is_some() && seat.gone.is_none()
}

/// A member's presence.
pub(super) fn presence(seat: &SeatView) -> Badge {
    match (seat.came, seat.gone) {
        (Some(_), None) => Badge::new(word!("session-here"), Tone::Good),
        (Some(_), Some(_)) => Badge::new(word!("session-gone"), Tone::Plain),
        (None, _) if !seat.excuse.is_empty() => Badge::new(word!("session-excused"), Tone::Plain),
        (None, _) => Badge::new(word!("session-away"), Tone::Plain),
    }
}

/// `14:05` in Việt Nam.
pub(super) fn hour(at: impl Holds<Timestamp>) -> String {
    lantoa_i18n::time_of_day(jiff::tz::offset(7).to_datetime(at.held()).time())
}

/// How many members are in the room, and how many the strictest rule of the agenda wants there.
pub(super) fn quorum(view: &SessionView) -> (usize, u32) {
    let there = view.seats.iter().filter(|seat| is_here(seat)).count();
    let wanted = view.items.iter().map(|item| item.figures.quorum).max().unwrap_or(0);
    (there, wanted)
}

/// Office and unit of a member.
pub(super) fn office(seat: &SeatView) -> Label {
    word!("session-office")
        .with("role", words::council_role(seat.role))
        .with("post", &seat.post)
        .with("unit", &seat.unit)
        .into()
}
