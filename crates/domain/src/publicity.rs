//! Publicity: who may consent to what, how a story comes to be read by everybody, on which channels word is spread. Must not know how any of it is kept or shown.

pub mod sensitive;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::Refusal;
use crate::subject::SubjectKind;

/// For what somebody consents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Name, work and deeds are told.
    Story,
    /// A picture or recording is shown.
    Likeness,
}

impl Purpose {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Story, Self::Likeness];
}

/// How far word goes: channels that are consented to together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// The public pages and their feed.
    Portal,
    /// Newspapers, radio, television.
    Press,
    /// Handbooks and other printed matter.
    Printed,
    /// Meetings, the intranet, the flag salute.
    Internal,
}

impl Reach {
    /// All of them, the widest first.
    pub const ALL: [Self; 4] = [Self::Portal, Self::Press, Self::Printed, Self::Internal];
}

/// A channel of publicity (plan 001 IV.4, 002 II.3, 003 III.2, 004 IV.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A meeting's item.
    Meeting,
    /// Sơ kết, tổng kết: a conference that reviews.
    Review,
    /// A conference of a cluster or bloc.
    Cluster,
    /// Launching a movement to learn from an exemplar.
    Follow,
    /// A study visit or a talk.
    Visit,
    /// The website.
    Website,
    /// Newspapers and television.
    Press,
    /// Radio and loudspeakers.
    Radio,
    /// A handbook.
    Handbook,
    /// A writing contest.
    Contest,
    /// The flag salute on Monday.
    Salute,
    /// The intranet.
    Intranet,
    /// A session of education for staff.
    Education,
}

impl Channel {
    /// All of them, in the order of the plan of publicity.
    pub const ALL: [Self; 13] = [
        Self::Meeting,
        Self::Review,
        Self::Cluster,
        Self::Follow,
        Self::Visit,
        Self::Website,
        Self::Press,
        Self::Radio,
        Self::Handbook,
        Self::Contest,
        Self::Salute,
        Self::Intranet,
        Self::Education,
    ];

    /// How far word goes on it.
    #[must_use]
    pub const fn reach(self) -> Reach {
        match self {
            Self::Website => Reach::Portal,
            Self::Press | Self::Radio => Reach::Press,
            Self::Handbook | Self::Contest => Reach::Printed,
            Self::Meeting
            | Self::Review
            | Self::Cluster
            | Self::Follow
            | Self::Visit
            | Self::Salute
            | Self::Intranet
            | Self::Education => Reach::Internal,
        }
    }
}

/// Who speaks for the subject of a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Giver {
    /// The person.
    Oneself,
    /// The head of the collective or household, the owner of the practice.
    Representative,
    /// A parent or guardian of a child.
    Guardian,
}

impl Giver {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Oneself, Self::Representative, Self::Guardian];
}

/// Below this age somebody else consents (Law on Children 2016, article 1).
pub const OF_AGE: i16 = 16;

/// Whether `giver` may consent for a subject on a day. An unknown birth date is never taken for an adult's.
///
/// # Errors
/// `Invalid` on "giver" or "born".
pub fn may_give(kind: SubjectKind, born: Option<Date>, on: Date, giver: Giver) -> Result<(), Refusal> {
    let wrong = |field, why| Err(Refusal::Invalid { field, why });
    match (kind, giver, born.map(|born| is_child(born, on))) {
        (SubjectKind::Individual, Giver::Oneself, Some(false))
        | (SubjectKind::Individual, Giver::Guardian, Some(true) | None) => Ok(()),
        (SubjectKind::Individual, Giver::Oneself, Some(true)) => wrong("giver", "child"),
        (SubjectKind::Individual, Giver::Oneself, None) => wrong("giver", "born-unknown"),
        (SubjectKind::Individual, Giver::Guardian, Some(false)) => wrong("giver", "of-age"),
        (SubjectKind::Individual, Giver::Representative, _) => wrong("giver", "not-a-collective"),
        (_, Giver::Representative, _) => Ok(()),
        (_, Giver::Oneself | Giver::Guardian, _) => wrong("giver", "not-a-person"),
    }
}

/// Whether somebody is younger than [`OF_AGE`] on a day; the birthday itself counts as of age.
#[must_use]
pub fn is_child(born: Date, on: Date) -> bool {
    born.checked_add(i32::from(OF_AGE).years()).is_ok_and(|of_age| on < of_age)
}

/// What is recorded of a story's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoryState {
    /// Being written.
    Draft,
    /// Read by a second pair of eyes.
    Checked,
    /// To be read by everybody from its day on.
    Released,
    /// Taken down.
    TakenDown,
}

/// What is done to a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StoryStep {
    /// Its words are changed.
    Edit,
    /// It is checked.
    Check,
    /// It is given a day.
    Release,
    /// It is taken down.
    TakeDown,
}

impl StoryState {
    /// The state after a step.
    ///
    /// # Errors
    /// `InUse` when the step does not follow: what everybody may read is taken down before its words change.
    pub const fn after(self, step: StoryStep) -> Result<Self, Refusal> {
        match (self, step) {
            (Self::Draft | Self::Checked | Self::TakenDown, StoryStep::Edit) => Ok(Self::Draft),
            (Self::Draft, StoryStep::Check) => Ok(Self::Checked),
            (Self::Checked, StoryStep::Release) => Ok(Self::Released),
            (Self::Released, StoryStep::TakeDown) => Ok(Self::TakenDown),
            _ => Err(Refusal::InUse),
        }
    }
}

/// Where a story stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Being written.
    Draft,
    /// Checked, without a day.
    Checked,
    /// Released for a day to come.
    Scheduled,
    /// Read by everybody.
    Published,
    /// Released, but nobody reads it: the consent is not there, or was withdrawn.
    Withheld,
    /// Taken down.
    TakenDown,
}

/// Where a story stands. What everybody reads follows from the consent in force at that moment, never from a copy of it.
#[must_use]
pub fn standing(state: StoryState, publish_on: Option<Date>, today: Date, consented: bool) -> Standing {
    match (state, publish_on) {
        (StoryState::Draft, _) => Standing::Draft,
        (StoryState::Checked, _) => Standing::Checked,
        (StoryState::TakenDown, _) => Standing::TakenDown,
        (StoryState::Released, _) if !consented => Standing::Withheld,
        (StoryState::Released, Some(day)) if day > today => Standing::Scheduled,
        (StoryState::Released, _) => Standing::Published,
    }
}

/// Every Monday of a time, both ends included, at most a hundred.
#[must_use]
pub fn mondays(from: Date, to: Date) -> Vec<Date> {
    let ahead = i64::from((7 - from.weekday().since(Weekday::Monday)) % 7);
    let first = from.checked_add(ahead.days()).unwrap_or(from);
    let next = |day: &Date| day.checked_add(7.days()).ok();
    std::iter::successors(Some(first), next).take_while(|day| *day <= to).take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_child_is_spoken_for_and_an_unknown_age_is_never_taken_for_an_adults() {
        let (born, on) = (Some(day("2010-11-30")), day("2026-11-29"));
        let may = |born, on, giver| may_give(SubjectKind::Individual, born, on, giver).is_ok();
        assert!(!may(born, on, Giver::Oneself) && may(born, on, Giver::Guardian), "fifteen until tomorrow");
        assert!(may(born, day("2026-11-30"), Giver::Oneself) && !may(born, day("2026-11-30"), Giver::Guardian));
        assert!(!may(None, on, Giver::Oneself) && may(None, on, Giver::Guardian));
        assert!(!may(born, on, Giver::Representative));
        let collective = |giver| may_give(SubjectKind::Collective, None, on, giver).is_ok();
        assert!(collective(Giver::Representative) && !collective(Giver::Oneself) && !collective(Giver::Guardian));
    }

    #[test]
    fn words_that_everybody_reads_are_taken_down_before_they_change() {
        use StoryState as S;
        let way = [StoryStep::Check, StoryStep::Release, StoryStep::TakeDown, StoryStep::Edit];
        let last = way.iter().try_fold(S::Draft, |state, step| state.after(*step)).unwrap();
        assert_eq!(last, S::Draft);
        for (state, step) in [
            (S::Released, StoryStep::Edit),
            (S::Released, StoryStep::Release),
            (S::Draft, StoryStep::Release),
            (S::Checked, StoryStep::TakeDown),
            (S::TakenDown, StoryStep::Release),
        ] {
            assert_eq!(state.after(step), Err(Refusal::InUse), "{state:?} {step:?}");
        }
    }

    #[test]
    fn nobody_reads_a_story_without_consent_whatever_its_day() {
        let today = day("2026-11-29");
        let on = |publish, consented| standing(StoryState::Released, Some(day(publish)), today, consented);
        assert_eq!(on("2026-11-29", true), Standing::Published);
        assert_eq!(on("2026-11-30", true), Standing::Scheduled);
        assert_eq!(on("2026-11-01", false), Standing::Withheld);
        assert_eq!(standing(StoryState::TakenDown, Some(today), today, true), Standing::TakenDown);
    }

    #[test]
    fn mondays_of_a_month() {
        let found = mondays(day("2026-11-01"), day("2026-11-30"));
        let days: Vec<i8> = found.iter().map(|day| day.day()).collect();
        assert_eq!(days, [2, 9, 16, 23, 30]);
        assert_eq!(mondays(day("2026-11-30"), day("2026-11-30")).len(), 1);
        assert!(mondays(day("2026-12-01"), day("2026-11-30")).is_empty());
        assert_eq!(mondays(day("2020-01-01"), day("2030-01-01")).len(), 100);
    }
}
