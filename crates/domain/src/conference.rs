//! Conferences of exemplars and congresses of the level above (plan 000 III.1, plan 002 II.3): how far one is, its seats, how its delegates are mixed. Must not know who enters or reads anything.

pub mod agenda;
pub mod delegate;
pub mod pack;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Refusal;
use crate::id::UnitId;

/// Seats of a conference at most.
pub const MOST_SEATS: u32 = 5_000;
/// Names a unit may put forward beyond its seats at most.
pub const MOST_RESERVES: u32 = 50;

/// Whose conference it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConferenceKind {
    /// The agency holds it.
    HeldHere,
    /// The level above holds it; delegates are chosen and introduced here.
    Above,
}

impl ConferenceKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::HeldHere, Self::Above];
}

/// How far a conference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConferenceState {
    /// Seats are given, delegates proposed and chosen.
    Preparing,
    /// It was called: delegates are invited and answer.
    Called,
    /// It took place; attendance is still entered.
    Held,
    /// Nothing of it changes any more.
    Closed,
    /// It does not take place.
    Cancelled,
}

/// What is done with a conference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConferenceStep {
    /// Its terms, seats or programme are changed.
    Edit,
    /// Delegates are proposed and chosen, also late ones on the day.
    Select,
    /// It is called.
    Call,
    /// Replies and attendance are entered.
    Note,
    /// It took place.
    Hold,
    /// Its figures are final.
    Close,
    /// It is called off.
    Cancel,
}

impl ConferenceState {
    /// All, in their order.
    pub const ALL: [Self; 5] = [Self::Preparing, Self::Called, Self::Held, Self::Closed, Self::Cancelled];

    /// What it is after a step.
    ///
    /// # Errors
    /// `Invalid` on "conference" (`order`) where the step does not follow.
    pub fn after(self, step: ConferenceStep) -> Result<Self, Refusal> {
        use ConferenceStep::{Call, Cancel, Close, Edit, Hold, Note, Select};
        match (self, step) {
            (Self::Preparing, Call) => Ok(Self::Called),
            (Self::Called, Hold) => Ok(Self::Held),
            (Self::Held, Close) => Ok(Self::Closed),
            (Self::Preparing | Self::Called, Cancel) => Ok(Self::Cancelled),
            (Self::Preparing | Self::Called, Edit | Note) | (Self::Preparing | Self::Called | Self::Held, Select) => {
                Ok(self)
            }
            (Self::Held, Note) => Ok(self),
            _ => Err(Refusal::Invalid { field: "conference", why: "conference-order" }),
        }
    }
}

/// What a conference is held by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// What it is called.
    pub title: String,
    /// Who holds it, for one of the level above.
    pub host: String,
    /// First and last year it looks back on, where they differ from the plan's (plan 001: 2020–2025 beside 2021–2025).
    pub years: Option<(i16, i16)>,
    /// Its day.
    pub on: Option<Date>,
    /// When it begins, in minutes after midnight.
    pub begins: u32,
    /// When it is to be over, in minutes after midnight.
    pub ends: Option<u32>,
    /// Where.
    pub place: String,
    /// Who chairs.
    pub chair: String,
    /// Another event it is held together with (plan 003: the conference of officials).
    pub held_with: String,
}

impl Terms {
    /// Whether a conference of a kind can be held by them.
    ///
    /// # Errors
    /// `Invalid` with the field.
    pub fn check(&self, kind: ConferenceKind) -> Result<(), Refusal> {
        let wrong = |field, why| Err(Refusal::Invalid { field, why });
        if self.title.trim().is_empty() {
            return wrong("title", "empty");
        }
        if kind == ConferenceKind::Above && self.host.trim().is_empty() {
            return wrong("host", "conference-host");
        }
        if self.years.is_some_and(|(from, to)| to < from) {
            return wrong("to_year", "before-from");
        }
        if self.begins >= agenda::DAY || self.ends.is_some_and(|ends| ends <= self.begins || ends > agenda::DAY) {
            return wrong("ends", "conference-ends");
        }
        Ok(())
    }

    /// Whether what people have to know before they come is known.
    ///
    /// # Errors
    /// `Invalid` on "on" or "place" (`empty`).
    pub fn may_be_called(&self) -> Result<(), Refusal> {
        if self.on.is_none() {
            return Err(Refusal::Invalid { field: "on", why: "empty" });
        }
        if self.place.trim().is_empty() {
            return Err(Refusal::Invalid { field: "place", why: "empty" });
        }
        Ok(())
    }
}

/// How many official delegates there are: in all, from each unit, and how many names a unit may put forward beyond that.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seats {
    /// In all; `None` for no number.
    pub all: Option<u32>,
    /// Names a unit may put forward beyond its seats.
    pub reserves: u32,
    /// From each unit; empty where units have no numbers of their own.
    pub units: Vec<(UnitId, u32)>,
}

impl Seats {
    /// Whether numbers fit each other.
    ///
    /// # Errors
    /// `Invalid` on "seats" or "reserves".
    pub fn check(&self) -> Result<(), Refusal> {
        let wrong = |field, why| Err(Refusal::Invalid { field, why });
        if self.reserves > MOST_RESERVES {
            return wrong("reserves", "range");
        }
        let given: u64 = self.units.iter().map(|(_, seats)| u64::from(*seats)).sum();
        if self.all.is_some_and(|all| all > MOST_SEATS) || given > u64::from(MOST_SEATS) {
            return wrong("seats", "range");
        }
        if self.all.is_some_and(|all| given > u64::from(all)) {
            return wrong("seats", "seats-over-all");
        }
        Ok(())
    }

    /// The seats of a unit; `None` where units have no numbers of their own.
    #[must_use]
    pub fn of(&self, unit: UnitId) -> Option<u32> {
        if self.units.is_empty() {
            return None;
        }
        Some(self.units.iter().find(|(one, _)| *one == unit).map_or(0, |(_, seats)| *seats))
    }

    /// Whether a unit that has put forward so many may put forward another.
    ///
    /// # Errors
    /// `Invalid` on "seats": `seats-none` for a unit without seats, `seats-proposed` when seats and reserves are used up.
    pub fn may_propose(&self, unit: UnitId, proposed: u32) -> Result<(), Refusal> {
        let Some(seats) = self.of(unit) else { return Ok(()) };
        if seats == 0 {
            return Err(Refusal::Invalid { field: "seats", why: "seats-none" });
        }
        if proposed >= seats.saturating_add(self.reserves) {
            return Err(Refusal::Invalid { field: "seats", why: "seats-proposed" });
        }
        Ok(())
    }

    /// Whether another official delegate of a unit fits, when the unit has so many and all units together so many.
    ///
    /// # Errors
    /// `Invalid` on "seats": `seats-unit-full`, `seats-all-full`.
    pub fn may_choose(&self, unit: UnitId, of_unit: u32, of_all: u32) -> Result<(), Refusal> {
        if self.of(unit).is_some_and(|seats| of_unit >= seats) {
            return Err(Refusal::Invalid { field: "seats", why: "seats-unit-full" });
        }
        if self.all.is_some_and(|all| of_all >= all) {
            return Err(Refusal::Invalid { field: "seats", why: "seats-all-full" });
        }
        Ok(())
    }

    /// Whether those who are chosen still have their seats.
    ///
    /// # Errors
    /// `Invalid` on "seats" (`seats-below-chosen`).
    pub fn hold(&self, chosen: &[(UnitId, u32)]) -> Result<(), Refusal> {
        let all: u32 = chosen.iter().map(|(_, count)| *count).sum();
        let over = chosen.iter().any(|(unit, count)| self.of(*unit).is_some_and(|seats| *count > seats));
        if over || self.all.is_some_and(|seats| all > seats) {
            return Err(Refusal::Invalid { field: "seats", why: "seats-below-chosen" });
        }
        Ok(())
    }
}

/// What is known of somebody's sex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// A woman.
    Female,
    /// A man.
    Male,
    /// Not told.
    Unknown,
}

impl Gender {
    /// As people's records write it: "nữ", "nam" or nothing.
    #[must_use]
    pub fn of_record(text: &str) -> Self {
        match text {
            "nữ" => Self::Female,
            "nam" => Self::Male,
            _ => Self::Unknown,
        }
    }
}

/// What somebody does in the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Heads it, or a part of it.
    Leads,
    /// Does its work directly.
    Direct,
}

/// How delegates are mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mix {
    /// All of them.
    pub all: u32,
    /// Women.
    pub women: u32,
    /// Those of whom it is not told.
    pub unknown: u32,
    /// Those who head a unit or a part of one.
    pub leaders: u32,
    /// Those who do the work directly.
    pub direct: u32,
}

/// How delegates are mixed.
#[must_use]
pub fn mix(delegates: impl IntoIterator<Item = (Gender, Work)>) -> Mix {
    let mut out = Mix::default();
    for (gender, work) in delegates {
        out.all += 1;
        match gender {
            Gender::Female => out.women += 1,
            Gender::Unknown => out.unknown += 1,
            Gender::Male => {}
        }
        match work {
            Work::Leads => out.leaders += 1,
            Work::Direct => out.direct += 1,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;

    fn unit(n: i64) -> UnitId {
        UnitId::from_raw(n)
    }

    fn why(result: Result<(), Refusal>) -> &'static str {
        match result {
            Err(Refusal::Invalid { why, .. }) => why,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_conference_goes_forward_and_never_back() {
        use ConferenceState::{Called, Cancelled, Closed, Held, Preparing};
        use ConferenceStep::{Call, Cancel, Close, Edit, Hold, Note, Select};
        assert_eq!(Preparing.after(Call), Ok(Called));
        assert_eq!(Called.after(Hold), Ok(Held));
        assert_eq!(Held.after(Close), Ok(Closed));
        assert_eq!(Held.after(Select), Ok(Held), "late ones on the day");
        for (state, step) in [(Preparing, Hold), (Preparing, Close), (Held, Edit), (Held, Cancel), (Called, Call)] {
            assert!(state.after(step).is_err(), "{state:?} {step:?}");
        }
        for over in [Closed, Cancelled] {
            for step in [Edit, Select, Call, Note, Hold, Close, Cancel] {
                assert!(over.after(step).is_err(), "{over:?} {step:?}");
            }
        }
    }

    #[test]
    fn a_unit_puts_forward_its_seats_and_its_reserves_and_no_more() {
        let seats = Seats { all: Some(3), reserves: 1, units: vec![(unit(1), 2), (unit(2), 1)] };
        assert_eq!(seats.check(), Ok(()));
        assert_eq!(seats.may_propose(unit(1), 2), Ok(()));
        assert_eq!(why(seats.may_propose(unit(1), 3)), "seats-proposed");
        assert_eq!(why(seats.may_propose(unit(9), 0)), "seats-none");
        assert_eq!(Seats::default().may_propose(unit(9), 40), Ok(()), "no numbers, no limit");
    }

    #[test]
    fn no_more_are_chosen_than_there_are_seats() {
        let seats = Seats { all: Some(3), reserves: 1, units: vec![(unit(1), 2), (unit(2), 2)] };
        assert_eq!(why(seats.check()), "seats-over-all");
        assert_eq!(seats.may_choose(unit(1), 1, 2), Ok(()));
        assert_eq!(why(seats.may_choose(unit(1), 2, 2)), "seats-unit-full");
        assert_eq!(why(seats.may_choose(unit(2), 1, 3)), "seats-all-full");
        assert_eq!(seats.hold(&[(unit(1), 2), (unit(2), 1)]), Ok(()));
        assert_eq!(why(seats.hold(&[(unit(1), 3)])), "seats-below-chosen");
        let few = Seats { all: Some(1), ..Seats::default() };
        assert_eq!(why(few.hold(&[(unit(1), 1), (unit(2), 1)])), "seats-below-chosen");
    }

    #[test]
    fn the_mix_counts_women_leaders_and_those_not_told() {
        let mixed = mix([
            (Gender::Female, Work::Direct),
            (Gender::Male, Work::Leads),
            (Gender::Unknown, Work::Direct),
            (Gender::of_record("nữ"), Work::Leads),
        ]);
        assert_eq!(mixed, Mix { all: 4, women: 2, unknown: 1, leaders: 2, direct: 2 });
    }

    #[test]
    fn terms_are_checked_by_kind() {
        let terms = Terms {
            title: "Hội nghị".into(),
            host: String::new(),
            years: Some((2020, 2025)),
            on: None,
            begins: 480,
            ends: Some(690),
            place: String::new(),
            chair: String::new(),
            held_with: String::new(),
        };
        assert_eq!(terms.check(ConferenceKind::HeldHere), Ok(()));
        assert_eq!(why(terms.check(ConferenceKind::Above)), "conference-host");
        let back = Terms { years: Some((2025, 2020)), ..terms.clone() };
        assert_eq!(why(back.check(ConferenceKind::HeldHere)), "before-from");
        let short = Terms { ends: Some(480), ..terms.clone() };
        assert_eq!(why(short.check(ConferenceKind::HeldHere)), "conference-ends");
        assert_eq!(why(terms.may_be_called()), "empty");
    }
}
