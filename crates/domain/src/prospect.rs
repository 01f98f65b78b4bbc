//! New factors on their way from a first notice to a dossier, and what becomes of a suggestion; it must not know who may move one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Refusal;

/// Where the first word of somebody worth attention came from. It is kept for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A citizen, by the suggestion box.
    Citizen,
    /// Somebody of the agency (000 I.2: the whole staff takes part).
    Staff,
    /// An inspection.
    Inspection,
    /// Newspaper, radio, television, the web.
    Press,
    /// The own unit (003 III.1: rooms name new factors).
    Unit,
    /// Something else.
    Other,
}

impl Source {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Citizen, Self::Staff, Self::Inspection, Self::Press, Self::Unit, Self::Other];
    /// Those a clerk may enter a find under.
    pub const ENTERED: [Self; 5] = [Self::Citizen, Self::Staff, Self::Inspection, Self::Press, Self::Other];
}

/// What became of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionState {
    /// It is there.
    Received,
    /// Somebody looks into it.
    LookedAt,
    /// It is a prospect, or part of one.
    TakenUp,
    /// It is not followed up, with a reason.
    Declined,
}

impl SuggestionState {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 4] = [Self::Received, Self::LookedAt, Self::TakenUp, Self::Declined];

    /// Whether somebody still has to decide.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Received | Self::LookedAt)
    }

    /// The state after a decision.
    ///
    /// # Errors
    /// `InUse` when it was decided already, or is looked at already.
    pub fn to(self, next: Self) -> Result<Self, Refusal> {
        let fits = match next {
            Self::Received => false,
            Self::LookedAt => self == Self::Received,
            Self::TakenUp | Self::Declined => self.is_open(),
        };
        if fits { Ok(next) } else { Err(Refusal::InUse) }
    }
}

/// Where a prospect stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProspectState {
    /// Found.
    Noticed,
    /// Under fostering.
    Fostered,
    /// Invited to register (001 IV.3: guided and encouraged to register).
    Invited,
    /// A dossier was opened from it.
    Registered,
    /// Not followed up, with a reason.
    LetGo,
}

/// Something done with a prospect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProspectStep {
    /// It gets a plan of fostering.
    Foster,
    /// It is invited to register.
    Invite,
    /// Its dossier is opened.
    Register,
    /// It is let go.
    LetGo,
    /// It is taken up again.
    TakeBack,
}

impl ProspectState {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 5] = [Self::Noticed, Self::Fostered, Self::Invited, Self::Registered, Self::LetGo];

    /// The state after a step.
    ///
    /// # Errors
    /// `InUse` when the step does not fit where it stands.
    pub fn after(self, step: ProspectStep) -> Result<Self, Refusal> {
        use ProspectStep::{Foster, Invite, LetGo, Register, TakeBack};
        let open = self.is_open();
        match step {
            Foster if self == Self::Noticed => Ok(Self::Fostered),
            Invite if open && self != Self::Invited => Ok(Self::Invited),
            Register if open => Ok(Self::Registered),
            LetGo if open => Ok(Self::LetGo),
            TakeBack if self == Self::LetGo => Ok(Self::Noticed),
            _ => Err(Refusal::InUse),
        }
    }

    /// Whether it is still on its way to a dossier.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Noticed | Self::Fostered | Self::Invited)
    }
}

/// The last day on which a programme takes new factors: the one that was set, or the last day of its last year
/// (001 IV.5.b "đến hết Quý I/2025", 003 VII).
#[must_use]
pub fn last_day(set: Option<Date>, last_year: i16) -> Date {
    set.unwrap_or_else(|| Date::new(last_year, 12, 31).unwrap_or(Date::MAX))
}

/// How long it took, in days: from the first word to the prospect, and from there to the recognition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Took {
    /// From the suggestion to the prospect.
    pub to_prospect: Option<i32>,
    /// From the prospect to the dossier.
    pub to_dossier: Option<i32>,
    /// From the first word to the recognition.
    pub to_recognition: Option<i32>,
}

impl Took {
    /// From the days that are known.
    #[must_use]
    pub fn between(suggested: Option<Date>, noticed: Date, registered: Option<Date>, recognised: Option<Date>) -> Self {
        let days = |from: Date, to: Date| (to - from).get_days();
        let first = suggested.map_or(noticed, |day| day.min(noticed));
        Self {
            to_prospect: suggested.map(|day| days(day, noticed)),
            to_dossier: registered.map(|day| days(noticed, day)),
            to_recognition: recognised.map(|day| days(first, day)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_prospect_walks_from_notice_to_dossier_and_no_other_way() {
        use ProspectState::{Fostered, Invited, LetGo, Noticed, Registered};
        assert_eq!(Noticed.after(ProspectStep::Foster), Ok(Fostered));
        assert_eq!(Fostered.after(ProspectStep::Invite), Ok(Invited));
        assert_eq!(Invited.after(ProspectStep::Register), Ok(Registered));
        for step in [ProspectStep::Foster, ProspectStep::Invite, ProspectStep::Register, ProspectStep::LetGo] {
            assert_eq!(Registered.after(step), Err(Refusal::InUse), "{step:?}");
            assert_eq!(LetGo.after(step), Err(Refusal::InUse), "{step:?}");
        }
        assert_eq!(LetGo.after(ProspectStep::TakeBack), Ok(Noticed));
        assert_eq!(Noticed.after(ProspectStep::TakeBack), Err(Refusal::InUse));
    }

    #[test]
    fn a_suggestion_is_decided_once() {
        use SuggestionState::{Declined, LookedAt, Received, TakenUp};
        assert_eq!(Received.to(LookedAt), Ok(LookedAt));
        assert_eq!(LookedAt.to(LookedAt), Err(Refusal::InUse));
        assert_eq!(Received.to(Declined), Ok(Declined));
        assert_eq!(TakenUp.to(Declined), Err(Refusal::InUse));
        assert_eq!(Declined.to(Received), Err(Refusal::InUse));
    }

    #[test]
    fn a_programme_takes_new_factors_to_its_last_day() {
        assert_eq!(last_day(None, 2020), day("2020-12-31"));
        assert_eq!(last_day(Some(day("2025-03-31")), 2025), day("2025-03-31"));
    }

    #[test]
    fn time_runs_from_the_first_word() {
        let took =
            Took::between(Some(day("2022-01-10")), day("2022-01-20"), Some(day("2022-02-01")), Some(day("2022-12-01")));
        assert_eq!((took.to_prospect, took.to_dossier, took.to_recognition), (Some(10), Some(12), Some(325)));
        assert_eq!(Took::between(None, day("2022-01-20"), None, None), Took::default());
    }
}
