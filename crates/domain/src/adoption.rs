//! How a unit takes a practice over, step by step, and when its effect is confirmed. It must not know who may do what.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// How far an adoption has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// They went to see it.
    Visited,
    /// They try it.
    Trying,
    /// They use it.
    InUse,
    /// They have used it for a year and still do.
    Sustained,
    /// They gave it up: what they say of it is a lesson.
    Stopped,
}

impl Stage {
    /// All stages.
    pub const ALL: [Self; 5] = [Self::Visited, Self::Trying, Self::InUse, Self::Sustained, Self::Stopped];

    /// Whether the practice is at work there.
    #[must_use]
    pub const fn is_used(self) -> bool {
        matches!(self, Self::InUse | Self::Sustained)
    }

    /// The stages that may follow, whatever the days are.
    #[must_use]
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Visited => &[Self::Trying, Self::InUse, Self::Stopped],
            Self::Trying => &[Self::InUse, Self::Stopped],
            Self::InUse => &[Self::Sustained, Self::Stopped],
            Self::Sustained => &[Self::Stopped],
            Self::Stopped => &[Self::Trying],
        }
    }
}

/// Months of use after which an adoption may be called sustained.
pub const SUSTAINED_AFTER: i32 = 12;

/// The course of an adoption, as far as its rules need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Where it is.
    pub stage: Stage,
    /// Since when it is there.
    pub since: Date,
    /// When the use that goes on began; `None` while it is not in use.
    pub used_from: Option<Date>,
    /// When it was first in use, ever.
    pub first_used: Option<Date>,
    /// When it was first given up after that.
    pub first_stopped: Option<Date>,
}

impl Course {
    /// The course that begins with a stage on a day. Nothing begins as sustained or stopped.
    ///
    /// # Errors
    /// `Invalid` on "stage" (`adoption-step`); on "on" (`future`).
    pub fn begin(stage: Stage, on: Date, today: Date) -> Result<Self, Refusal> {
        if matches!(stage, Stage::Sustained | Stage::Stopped) {
            return Err(Refusal::Invalid { field: "stage", why: "adoption-step" });
        }
        if on > today {
            return Err(Refusal::Invalid { field: "on", why: "future" });
        }
        let used = (stage == Stage::InUse).then_some(on);
        Ok(Self { stage, since: on, used_from: used, first_used: used, first_stopped: None })
    }

    /// The first day on which it may be called sustained.
    #[must_use]
    pub fn sustained_from(&self) -> Option<Date> {
        self.used_from.and_then(|from| from.checked_add(SUSTAINED_AFTER.months()).ok())
    }

    /// The course after one more step.
    ///
    /// # Errors
    /// `Invalid` on "stage" (`adoption-step`; `not-a-year-yet` for what has been in use for less than twelve months), on "on" (`future`,
    /// `before-last-step`); `ReasonMissing` for giving up without saying why.
    pub fn step(self, stage: Stage, on: Date, note: &str, today: Date) -> Result<Self, Refusal> {
        if !self.stage.next().contains(&stage) {
            return Err(Refusal::Invalid { field: "stage", why: "adoption-step" });
        }
        if on > today {
            return Err(Refusal::Invalid { field: "on", why: "future" });
        }
        if on < self.since {
            return Err(Refusal::Invalid { field: "on", why: "before-last-step" });
        }
        if stage == Stage::Sustained && self.sustained_from().is_none_or(|from| on < from) {
            return Err(Refusal::Invalid { field: "stage", why: "not-a-year-yet" });
        }
        if stage == Stage::Stopped && note.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        let used_from = match stage {
            Stage::InUse => Some(on),
            Stage::Sustained => self.used_from,
            Stage::Visited | Stage::Trying | Stage::Stopped => None,
        };
        let gives_up = stage == Stage::Stopped && self.first_used.is_some();
        Ok(Self {
            stage,
            since: on,
            used_from,
            first_used: self.first_used.or(used_from),
            first_stopped: self.first_stopped.or(gives_up.then_some(on)),
        })
    }
}

/// How far the effect of an adoption is confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirmed {
    /// Nobody has signed what is written.
    Not,
    /// The receiving unit's head signed the confirmation of effect.
    Signed,
    /// The movement's lead or the standing body checked it.
    Checked,
    /// They sent it back, with a reason.
    SentBack,
}

impl Confirmed {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Not, Self::Signed, Self::Checked, Self::SentBack];

    /// The receiving head signs: what is in use, and says what came of it.
    ///
    /// # Errors
    /// `Invalid` on "stage" (`not-in-use`), on "results" (`empty`), on "state" (`signed-already`).
    pub fn sign(self, stage: Stage, results: &str) -> Result<Self, Refusal> {
        if matches!(self, Self::Signed | Self::Checked) {
            return Err(Refusal::Invalid { field: "state", why: "signed-already" });
        }
        if !stage.is_used() {
            return Err(Refusal::Invalid { field: "stage", why: "not-in-use" });
        }
        if results.trim().is_empty() {
            return Err(Refusal::Invalid { field: "results", why: "empty" });
        }
        Ok(Self::Signed)
    }

    /// It is checked, or sent back with a reason.
    ///
    /// # Errors
    /// `Invalid` on "state" (`not-signed`); `ReasonMissing`.
    pub fn check(self, verdict: Check, why: &str) -> Result<Self, Refusal> {
        if self != Self::Signed {
            return Err(Refusal::Invalid { field: "state", why: "not-signed" });
        }
        match verdict {
            Check::Confirm => Ok(Self::Checked),
            Check::SendBack if why.trim().is_empty() => Err(Refusal::ReasonMissing),
            Check::SendBack => Ok(Self::SentBack),
        }
    }
}

/// What is said of a signed confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// It is right.
    Confirm,
    /// It is not.
    SendBack,
}

/// Checks that learning from `source` makes no circle: whoever taught must not have learned, directly or over others, from this one.
///
/// # Errors
/// `Invalid` on "from" (`learning-circle`), also when the chain that is on record does not end.
pub fn no_circle<T: Copy + Eq>(
    this: T,
    source: T,
    learned_from: impl Fn(T) -> Option<T>,
    most: usize,
) -> Result<(), Refusal> {
    let mut at = Some(source);
    for _ in 0..=most {
        match at {
            None => return Ok(()),
            Some(one) if one == this => break,
            Some(one) => at = learned_from(one),
        }
    }
    Err(Refusal::Invalid { field: "from", why: "learning-circle" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn used(from: &str) -> Course {
        Course::begin(Stage::InUse, day(from), day("2030-01-01")).unwrap()
    }

    #[test]
    fn sustained_needs_twelve_months_of_use() {
        let (course, today) = (used("2024-02-29"), day("2030-01-01"));
        let step = |on: &str| course.step(Stage::Sustained, day(on), "", today);
        assert_eq!(step("2025-02-27"), Err(Refusal::Invalid { field: "stage", why: "not-a-year-yet" }));
        assert_eq!(step("2025-02-28").unwrap().stage, Stage::Sustained);
        let again = course
            .step(Stage::Stopped, day("2024-10-01"), "Thiếu người", today)
            .and_then(|one| one.step(Stage::Trying, day("2025-01-05"), "", today))
            .and_then(|one| one.step(Stage::InUse, day("2025-03-01"), "", today))
            .unwrap();
        assert_eq!(
            again.step(Stage::Sustained, day("2025-12-01"), "", today),
            Err(Refusal::Invalid { field: "stage", why: "not-a-year-yet" }),
            "the year begins anew with the use"
        );
        assert_eq!((again.first_used, again.first_stopped), (Some(day("2024-02-29")), Some(day("2024-10-01"))));
    }

    #[test]
    fn giving_up_needs_a_lesson_and_may_be_taken_back() {
        let (course, today) = (used("2024-05-01"), day("2030-01-01"));
        assert_eq!(course.step(Stage::Stopped, day("2024-06-01"), " ", today), Err(Refusal::ReasonMissing));
        let stopped = course.step(Stage::Stopped, day("2024-06-01"), "Không có kinh phí", today).unwrap();
        assert_eq!(stopped.used_from, None);
        let wrong = stopped.step(Stage::InUse, day("2024-07-01"), "", today);
        assert_eq!(wrong, Err(Refusal::Invalid { field: "stage", why: "adoption-step" }));
        assert_eq!(stopped.step(Stage::Trying, day("2024-07-01"), "", today).unwrap().stage, Stage::Trying);
    }

    #[test]
    fn days_neither_go_back_nor_ahead() {
        let (course, today) = (used("2024-05-01"), day("2024-06-01"));
        let stop = |on: &str| course.step(Stage::Stopped, day(on), "lý do", today);
        assert_eq!(stop("2024-04-30"), Err(Refusal::Invalid { field: "on", why: "before-last-step" }));
        assert_eq!(stop("2024-06-02"), Err(Refusal::Invalid { field: "on", why: "future" }));
        for stage in [Stage::Sustained, Stage::Stopped] {
            assert!(Course::begin(stage, day("2024-05-01"), today).is_err(), "{stage:?}");
        }
    }

    #[test]
    fn effect_is_signed_once_it_is_there_and_checked_once_it_is_signed() {
        let not = Confirmed::Not;
        assert!(not.sign(Stage::Trying, "Tốt").is_err() && not.sign(Stage::InUse, " ").is_err());
        let signed = not.sign(Stage::InUse, "Giảm 3 ngày").unwrap();
        assert!(not.check(Check::Confirm, "").is_err(), "nothing is signed");
        assert_eq!(signed.check(Check::SendBack, ""), Err(Refusal::ReasonMissing));
        assert_eq!(signed.check(Check::SendBack, "Thiếu số liệu"), Ok(Confirmed::SentBack));
        assert_eq!(signed.check(Check::Confirm, ""), Ok(Confirmed::Checked));
        assert!(
            signed.sign(Stage::InUse, "Giảm 3 ngày").is_err() && Confirmed::SentBack.sign(Stage::InUse, "x").is_ok()
        );
    }

    #[test]
    fn nobody_learns_from_a_pupil() {
        let from = |one: u32| match one {
            2 => Some(1),
            3 => Some(2),
            8 => Some(9),
            9 => Some(8),
            _ => None,
        };
        assert!(no_circle(4, 3, from, 10).is_ok() && no_circle(3, 1, from, 10).is_ok());
        let circle = Err(Refusal::Invalid { field: "from", why: "learning-circle" });
        assert_eq!(no_circle(1, 3, from, 10), circle);
        assert_eq!(no_circle(5, 5, from, 10), circle, "nor from itself");
        assert_eq!(no_circle(7, 8, from, 10), circle, "a chain that never ends is no proof");
    }
}
