//! Writing contests about exemplars (plan 001 IV.4): what is set, which step follows which, what becomes of an entry. Must not know who writes, reads or keeps anything.

pub mod jury;
pub mod score;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Refusal;
use crate::text::fold;

/// Criteria of a contest at most.
pub const MOST_CRITERIA: usize = 10;
/// Prizes of a contest at most, each given once or more often.
pub const MOST_PRIZES: usize = 20;
/// The highest mark a criterion can have.
pub const HIGHEST_MARK: i64 = 100;
/// Jurors an entry needs at most.
pub const MOST_JURORS: i64 = 9;
/// Words an entry may have at most, whatever a contest allows.
pub const MOST_WORDS: i64 = 5_000;

/// Who may send an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entrants {
    /// Everybody.
    Everybody,
    /// People of the agency who are signed in.
    Staff,
}

/// In which steps marks are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkStep {
    /// Half points.
    Half,
    /// Quarter points.
    Quarter,
}

impl MarkStep {
    /// A step in hundredths of a point.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        match self {
            Self::Half => 50,
            Self::Quarter => 25,
        }
    }
}

/// What entries are marked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its words.
    pub name: String,
    /// Its weight in percent, 1–100; those of a contest sum to 100.
    pub weight: i64,
    /// Its highest mark in whole points, 1–100; the lowest is 0.
    pub most: i64,
}

/// A prize.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prize {
    /// What it is called.
    pub name: String,
    /// How often it is given, 1–100.
    pub count: i64,
}

/// What a contest is held by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// First day on which entries come in.
    pub opens: Date,
    /// Last day; it still counts.
    pub closes: Date,
    /// Who may send an entry.
    pub entrants: Entrants,
    /// Words of an entry at most, 50–5000.
    pub most_words: i64,
    /// Prizes, the highest first.
    pub prizes: Vec<Prize>,
    /// What entries are marked for.
    pub criteria: Vec<Criterion>,
    /// In which steps marks are given.
    pub step: MarkStep,
    /// Jurors each entry needs, 1–9.
    pub jurors: i64,
    /// Points out of 100 by which sheets may differ before the jury has to talk about an entry, 1–100.
    pub spread: i64,
}

impl Terms {
    /// Whether a contest can be held by them.
    ///
    /// # Errors
    /// `Invalid` with the field.
    pub fn check(&self) -> Result<(), Refusal> {
        let wrong = |field, why| Err(Refusal::Invalid { field, why });
        if self.closes < self.opens {
            return wrong("closes", "before-from");
        }
        if !(50..=MOST_WORDS).contains(&self.most_words) {
            return wrong("most_words", "range");
        }
        if self.prizes.is_empty() || self.prizes.len() > MOST_PRIZES {
            return wrong("prizes", "how-many");
        }
        if self.prizes.iter().any(|prize| prize.name.trim().is_empty() || !(1..=100).contains(&prize.count)) {
            return wrong("prizes", "line");
        }
        if !(1..=MOST_JURORS).contains(&self.jurors) {
            return wrong("jurors", "range");
        }
        if !(1..=100).contains(&self.spread) {
            return wrong("spread", "range");
        }
        check_criteria(&self.criteria)
    }

    /// Whether an entry may come in on a day.
    ///
    /// # Errors
    /// `Invalid` on "day": `too-early` or `too-late`.
    pub fn takes_on(&self, day: Date) -> Result<(), Refusal> {
        match day {
            early if early < self.opens => Err(Refusal::Invalid { field: "day", why: "too-early" }),
            late if late > self.closes => Err(Refusal::Invalid { field: "day", why: "too-late" }),
            _ => Ok(()),
        }
    }
}

fn check_criteria(criteria: &[Criterion]) -> Result<(), Refusal> {
    let wrong = |why| Err(Refusal::Invalid { field: "criteria", why });
    if criteria.is_empty() || criteria.len() > MOST_CRITERIA {
        return wrong("how-many");
    }
    let sound = |one: &Criterion| {
        !one.name.trim().is_empty() && (1..=100).contains(&one.weight) && (1..=HIGHEST_MARK).contains(&one.most)
    };
    if !criteria.iter().all(sound) {
        return wrong("line");
    }
    let names: BTreeSet<String> = criteria.iter().map(|one| fold(&one.name)).collect();
    if names.len() < criteria.len() {
        return wrong("same");
    }
    if criteria.iter().map(|one| one.weight).sum::<i64>() == 100 { Ok(()) } else { wrong("weights") }
}

/// Weights of 1 % or more that sum to exactly 100 %, as even as whole numbers allow, the larger ones first.
#[must_use]
pub fn even_weights(count: usize) -> Vec<i64> {
    let count = i64::try_from(count.clamp(1, 100)).unwrap_or(100);
    (0..count).map(|at| 100 / count + i64::from(at < 100 % count)).collect()
}

/// Words of a text, as people count them: runs of signs between spaces.
#[must_use]
pub fn words_of(text: &str) -> i64 {
    i64::try_from(text.split_whitespace().count()).unwrap_or(i64::MAX)
}

/// How far a contest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContestState {
    /// Being set up.
    Draft,
    /// Entries come in.
    Open,
    /// None comes in any more; the office looks through them.
    Closed,
    /// The jury marks.
    Judging,
    /// Prizes are decided.
    Decided,
    /// Everybody reads who won.
    Published,
    /// It was called off.
    CalledOff,
}

/// What is done with a contest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContestStep {
    /// Its terms are changed.
    Edit,
    /// The public page opens.
    Open,
    /// The public page takes nothing more.
    Close,
    /// Entries go to the jury.
    Judge,
    /// Prizes are decided.
    Decide,
    /// The result is published.
    Publish,
    /// It is called off.
    CallOff,
}

impl ContestState {
    /// All of them, in their order.
    pub const ALL: [Self; 7] =
        [Self::Draft, Self::Open, Self::Closed, Self::Judging, Self::Decided, Self::Published, Self::CalledOff];

    /// The state after a step.
    ///
    /// # Errors
    /// `InUse` when the step does not follow.
    pub const fn after(self, step: ContestStep) -> Result<Self, Refusal> {
        match (self, step) {
            (Self::Draft | Self::Open, ContestStep::Edit) => Ok(self),
            (Self::Draft, ContestStep::Open) => Ok(Self::Open),
            (Self::Open, ContestStep::Close) => Ok(Self::Closed),
            (Self::Closed, ContestStep::Judge) => Ok(Self::Judging),
            (Self::Judging, ContestStep::Decide) => Ok(Self::Decided),
            (Self::Decided, ContestStep::Publish) => Ok(Self::Published),
            (Self::Draft | Self::Open | Self::Closed | Self::Judging, ContestStep::CallOff) => Ok(Self::CalledOff),
            _ => Err(Refusal::InUse),
        }
    }

    /// Whether its jury and who marks what may still change.
    #[must_use]
    pub const fn seats(self) -> bool {
        matches!(self, Self::Draft | Self::Open | Self::Closed | Self::Judging)
    }

    /// Whether entries may still be looked through.
    #[must_use]
    pub const fn moderates(self) -> bool {
        matches!(self, Self::Open | Self::Closed)
    }
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// It came in.
    Received,
    /// It goes to the jury.
    Admitted,
    /// It does not, for a reason.
    Refused,
    /// Its author took it back.
    Withdrawn,
}

/// What is done with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryStep {
    /// It is let in.
    Admit,
    /// It is refused.
    Refuse,
    /// Its author takes it back.
    Withdraw,
}

impl EntryState {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Received, Self::Admitted, Self::Refused, Self::Withdrawn];

    /// The state after a step; what was admitted may still be refused, and the other way round.
    ///
    /// # Errors
    /// `InUse` when the step does not follow, and for every step once the jury marks.
    pub const fn after(self, step: EntryStep, contest: ContestState) -> Result<Self, Refusal> {
        if !contest.moderates() {
            return Err(Refusal::InUse);
        }
        match (self, step) {
            (Self::Received | Self::Refused, EntryStep::Admit) => Ok(Self::Admitted),
            (Self::Received | Self::Admitted, EntryStep::Refuse) => Ok(Self::Refused),
            (Self::Received | Self::Admitted, EntryStep::Withdraw) => Ok(Self::Withdrawn),
            _ => Err(Refusal::InUse),
        }
    }
}

/// Why an entry is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusedFor {
    /// sao chép.
    Copied,
    /// không đúng chủ đề.
    OffTheme,
    /// nêu thông tin nhạy cảm.
    Sensitive,
    /// trùng bài đã nhận.
    Duplicate,
    /// khác.
    Other,
}

impl RefusedFor {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Copied, Self::OffTheme, Self::Sensitive, Self::Duplicate, Self::Other];
}

/// What its author lets everybody read of an entry that wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Showing {
    /// The text with the author's name.
    Named,
    /// The text without it.
    Anonymous,
    /// Neither.
    Nothing,
}

impl Showing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Named, Self::Anonymous, Self::Nothing];

    /// Whether everybody may read the name.
    #[must_use]
    pub const fn names(self) -> bool {
        matches!(self, Self::Named)
    }

    /// Whether everybody may read the text.
    #[must_use]
    pub const fn tells(self) -> bool {
        !matches!(self, Self::Nothing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn terms() -> Terms {
        let criterion = |name: &str, weight, most| Criterion { name: name.into(), weight, most };
        Terms {
            opens: date(2022, 3, 1),
            closes: date(2022, 4, 30),
            entrants: Entrants::Everybody,
            most_words: 1500,
            prizes: vec![Prize { name: "Giải nhất".into(), count: 1 }],
            criteria: vec![criterion("Nội dung", 60, 10), criterion("Cách viết", 40, 10)],
            step: MarkStep::Half,
            jurors: 3,
            spread: 15,
        }
    }

    fn why(terms: &Terms) -> (&'static str, &'static str) {
        match terms.check() {
            Err(Refusal::Invalid { field, why }) => (field, why),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn terms_that_cannot_be_right_are_named() {
        assert_eq!(terms().check(), Ok(()));
        let mut one = terms();
        one.criteria[1].weight = 41;
        assert_eq!(why(&one), ("criteria", "weights"));
        one.criteria[1] = Criterion { name: "NOI DUNG".into(), weight: 40, most: 10 };
        assert_eq!(why(&one), ("criteria", "same"));
        one.criteria[1].most = 101;
        assert_eq!(why(&one), ("criteria", "line"));
        one.criteria.clear();
        assert_eq!(why(&one), ("criteria", "how-many"));
        assert_eq!(why(&Terms { closes: date(2022, 2, 28), ..terms() }), ("closes", "before-from"));
        assert_eq!(why(&Terms { most_words: 49, ..terms() }), ("most_words", "range"));
        assert_eq!(why(&Terms { jurors: 10, ..terms() }), ("jurors", "range"));
        assert_eq!(why(&Terms { prizes: vec![], ..terms() }), ("prizes", "how-many"));
        assert_eq!(why(&Terms { spread: 0, ..terms() }), ("spread", "range"));
    }

    #[test]
    fn the_first_and_the_last_day_count() {
        let terms = terms();
        assert_eq!(terms.takes_on(terms.opens), Ok(()));
        assert_eq!(terms.takes_on(terms.closes), Ok(()));
        assert_eq!(terms.takes_on(date(2022, 5, 1)), Err(Refusal::Invalid { field: "day", why: "too-late" }));
        assert_eq!(terms.takes_on(date(2022, 2, 28)), Err(Refusal::Invalid { field: "day", why: "too-early" }));
    }

    #[test]
    fn a_contest_goes_its_way_once_and_is_called_off_before_it_is_decided() {
        use ContestStep::{CallOff, Close, Decide, Judge, Open, Publish};
        let way = [Open, Close, Judge, Decide, Publish];
        let end = way.into_iter().try_fold(ContestState::Draft, ContestState::after);
        assert_eq!(end, Ok(ContestState::Published));
        for state in ContestState::ALL {
            let before = !matches!(state, ContestState::Decided | ContestState::Published | ContestState::CalledOff);
            assert_eq!(state.after(CallOff).is_ok(), before, "{state:?}");
            let next = way.into_iter().filter(|step| state.after(*step).is_ok()).count();
            assert!(next <= 1, "{state:?} has one way on");
        }
    }

    #[test]
    fn entries_stand_still_once_the_jury_marks() {
        for state in EntryState::ALL {
            for step in [EntryStep::Admit, EntryStep::Refuse, EntryStep::Withdraw] {
                assert!(state.after(step, ContestState::Judging).is_err());
            }
        }
        assert_eq!(EntryState::Refused.after(EntryStep::Admit, ContestState::Closed), Ok(EntryState::Admitted));
        assert!(EntryState::Withdrawn.after(EntryStep::Admit, ContestState::Open).is_err());
    }

    #[test]
    fn weights_are_even_and_whole() {
        assert_eq!(even_weights(3), [34, 33, 33]);
        for count in 1..=MOST_CRITERIA {
            assert_eq!(even_weights(count).iter().sum::<i64>(), 100);
        }
        assert_eq!(words_of(" Một  tấm\ngương. "), 3);
    }
}
