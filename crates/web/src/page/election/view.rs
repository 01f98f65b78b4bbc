//! Words, badges and the way of an election; it must not decide what is shown.

use crate::ui::{Badge, Progress, Tone, Track, TrackStep};
use lantoa_app::election::{ElectionView, TrackedState, TrusteeView};
use lantoa_domain::election::ElectionStage;
use lantoa_i18n::{Message, Word, word};

/// How far an election has come.
pub(crate) fn stage(stage: ElectionStage) -> Badge {
    match stage {
        ElectionStage::Keys => Badge::new(word!("election-stage-keys"), Tone::Note),
        ElectionStage::Codes => Badge::new(word!("election-stage-codes"), Tone::Note),
        ElectionStage::Ready => Badge::new(word!("election-stage-ready"), Tone::Note),
        ElectionStage::Open => Badge::new(word!("election-stage-open"), Tone::Warn).icon("play"),
        ElectionStage::Closed => Badge::new(word!("election-stage-closed"), Tone::Note).icon("lock"),
        ElectionStage::Counted => Badge::new(word!("election-stage-counted"), Tone::Good).icon("check"),
        ElectionStage::GivenUp => Badge::new(word!("election-stage-given-up"), Tone::Bad).icon("x"),
    }
}

/// The stages in order, and where the election stands.
pub(super) fn track(view: &ElectionView) -> Track {
    const STEPS: [(ElectionStage, Word); 6] = [
        (ElectionStage::Keys, word!("election-track-keys")),
        (ElectionStage::Codes, word!("election-track-codes")),
        (ElectionStage::Ready, word!("election-track-ready")),
        (ElectionStage::Open, word!("election-track-open")),
        (ElectionStage::Closed, word!("election-track-closed")),
        (ElectionStage::Counted, word!("election-track-counted")),
    ];
    let progress = |stage: ElectionStage| match view.stage.cmp(&stage) {
        std::cmp::Ordering::Greater => Progress::Done,
        std::cmp::Ordering::Equal if stage == ElectionStage::Counted => Progress::Done,
        std::cmp::Ordering::Equal => Progress::Now,
        std::cmp::Ordering::Less => Progress::Next,
    };
    let step = |(stage, name): (ElectionStage, Word)| match note(view, stage) {
        Some(note) => TrackStep::new(name, progress(stage)).note(note),
        None => TrackStep::new(name, progress(stage)),
    };
    Track { steps: STEPS.into_iter().map(step).collect() }
}

/// A figure under a stage that has begun.
fn note(view: &ElectionView, stage: ElectionStage) -> Option<Message> {
    let begun = view.stage >= stage;
    let of = |word: Word, count: usize, all: usize| Some(word.with("count", count).with("all", all));
    let number = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let trustees = |is: fn(&TrusteeView) -> bool| view.trustees.iter().filter(|one| is(one)).count();
    match stage {
        ElectionStage::Keys if begun => {
            of(word!("election-note-keys"), trustees(|one| one.rounds == 3), view.trustees.len())
        }
        ElectionStage::Ready if begun => {
            of(word!("election-note-ready"), number(view.handed + view.paper.papers.issued), view.voters.len())
        }
        ElectionStage::Open if begun => {
            let board = view.board.as_ref()?;
            of(word!("election-note-open"), number(board.ballots), number(view.handed + view.paper.papers.typed))
        }
        ElectionStage::Closed if begun => {
            of(word!("election-note-closed"), trustees(|one| one.opened), usize::from(view.threshold))
        }
        _ => None,
    }
}

/// Envelopes with a usable code that nobody has taken.
pub(super) fn left(view: &ElectionView) -> u32 {
    view.listed.saturating_sub(view.revoked).saturating_sub(view.handed)
}

/// How far a trustee is, in the ceremony and later with the sums.
pub(super) fn trustee(one: &TrusteeView, stage: ElectionStage) -> Badge {
    if stage >= ElectionStage::Closed {
        return match one.opened {
            true => Badge::new(word!("election-trustee-opened"), Tone::Good).icon("check"),
            false => Badge::new(word!("election-trustee-not-opened"), Tone::Plain),
        };
    }
    match one.rounds {
        3 => Badge::new(word!("election-trustee-ready"), Tone::Good).icon("check"),
        0 => Badge::new(word!("election-trustee-missing"), Tone::Plain),
        rounds => Badge::new(word!("election-trustee-rounds").with("done", rounds), Tone::Note),
    }
}

/// Where a ballot on the public list stands.
pub(super) fn tracked(state: &TrackedState) -> Badge {
    match state {
        TrackedState::Counted => Badge::new(word!("election-tracked-counted"), Tone::Good).icon("check"),
        TrackedState::Replaced => Badge::new(word!("election-tracked-replaced"), Tone::Plain),
        TrackedState::Revoked => Badge::new(word!("election-tracked-revoked"), Tone::Bad),
    }
}

/// A long row of digits in groups of eight, as people compare it.
pub(super) fn grouped(digits: &str) -> String {
    let signs: Vec<char> = digits.chars().collect();
    signs.chunks(8).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The first eight digits of an election's identity, as they stand on the envelopes.
pub(super) fn mark(digits: &str) -> String {
    let signs: Vec<char> = digits.chars().take(8).collect();
    signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
