//! Duties of a plan made into tasks: who owes what by when. Late is a state, not an error.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::UnitId;
use crate::plan::{Debtor, Key, Obligation, Plan};
use crate::text::fold;
use crate::time::{Due, Occurrence};
use crate::unit::UnitKind;
use crate::workday::{Holidays, OffDay};

/// A unit as far as obligations care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owing {
    /// The unit.
    pub unit: UnitId,
    /// Its kind.
    pub kind: UnitKind,
    /// Its name today and its other names.
    pub names: Vec<String>,
    /// Whether it leads one of the plan's movements.
    pub leads: bool,
    /// First day it existed.
    pub from: Date,
    /// Last day it existed; `None` while it does.
    pub to: Option<Date>,
}

/// Those among whom the debtors of a plan are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roll {
    /// The agency itself: owes what the council and the head owe, and what falls to nobody else.
    pub root: UnitId,
    /// The unit that is the council's standing body, when the agency has set one.
    pub standing_body: Option<UnitId>,
    /// The units, the agency among them or not.
    pub units: Vec<Owing>,
    /// Whom a person chose for a folded name of the plan; `None` for a name whose duties are not tracked.
    pub named: BTreeMap<String, Option<UnitId>>,
    /// The agency's calendar and what happened in the programme.
    pub times: Times,
}

/// What deadlines depend on besides the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Times {
    /// Days on which nobody works, or people do although the week says otherwise.
    pub holidays: Holidays,
    /// What becomes of a deadline on a day on which nobody works.
    pub off_day: OffDay,
    /// What happened that deadlines count from.
    pub events: Vec<Event>,
}

/// Something that deadlines count from, on its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The plan's words for it, folded.
    pub word: String,
    /// The day.
    pub on: Date,
    /// The only unit it concerns; `None` for everybody.
    pub unit: Option<UnitId>,
}

/// A task to be created.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seed {
    /// The obligation.
    pub obligation: Key,
    /// Who owes it.
    pub unit: UnitId,
    /// Which time.
    pub occurrence: Occurrence,
    /// The last day in time that holds under the agency's rule for days on which nobody works.
    pub holds: Date,
}

/// How a task was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// Done, with something to show.
    Done,
    /// Nothing to report, and said so.
    Zero,
    /// Exempted by the standing body.
    Exempt,
}

/// Where a task stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskState {
    /// Not met, its day has passed.
    Overdue,
    /// Not met, due within a week.
    Soon,
    /// Not met, still time.
    Open,
    /// Met after its day.
    MetLate,
    /// Met in time.
    MetInTime,
    /// Exempted.
    Exempt,
}

/// Where a task stands.
#[must_use]
pub fn state(last_day: Date, met: Option<(Met, Date)>, today: Date) -> TaskState {
    match met {
        Some((Met::Exempt, _)) => TaskState::Exempt,
        Some((_, on)) if on <= last_day => TaskState::MetInTime,
        Some(_) => TaskState::MetLate,
        None if last_day < today => TaskState::Overdue,
        None if (last_day - today).get_days() <= 7 => TaskState::Soon,
        None => TaskState::Open,
    }
}

/// How a task looks in the table unit × occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Not met, the day has passed.
    Missing,
    /// Met after its day.
    Late,
    /// Not met, still time because somebody extended it.
    Extended,
    /// Not met, still time.
    NotYet,
    /// Met in time with nothing to report.
    Zero,
    /// Met in time.
    InTime,
    /// Exempted.
    Exempt,
}

impl Mark {
    /// Every mark, the worst first.
    pub const ALL: [Self; 7] =
        [Self::Missing, Self::Late, Self::Extended, Self::NotYet, Self::Zero, Self::InTime, Self::Exempt];

    /// The mark of a task on a day. `extended_to` is the day somebody gave it, if anybody did.
    #[must_use]
    pub fn of(due_day: Date, extended_to: Option<Date>, met: Option<(Met, Date)>, today: Date) -> Self {
        match met {
            Some((Met::Exempt, _)) => Self::Exempt,
            Some((_, on)) if on > due_day => Self::Late,
            Some((Met::Zero, _)) => Self::Zero,
            Some((Met::Done, _)) => Self::InTime,
            None if due_day < today => Self::Missing,
            None if extended_to.is_some() => Self::Extended,
            None => Self::NotYet,
        }
    }
}

impl Plan {
    /// Every task of the plan's obligations, in the order of the plan, then of time, then of units.
    ///
    /// Nobody owes what was due before the unit was founded or after it ceased, nor a turn of a rhythm that was over
    /// when the plan was issued. An obligation whose named unit nobody knows falls to the agency, so that it is not
    /// lost, unless a person chose not to track it.
    #[must_use]
    pub fn tasks(&self, roll: &Roll) -> Vec<Seed> {
        let known: HashMap<UnitId, &Owing> = roll.units.iter().map(|owing| (owing.unit, owing)).collect();
        let mut out = Vec::new();
        for obligation in &self.obligations {
            let who: Vec<(UnitId, Option<&Owing>)> =
                roll.debtors(&obligation.who).into_iter().map(|unit| (unit, known.get(&unit).copied())).collect();
            for (occurrence, only) in self.turns(obligation, &roll.times) {
                let day = occurrence.last_day;
                let holds = roll.times.holidays.holds(day, roll.times.off_day);
                let there = |owing: &Owing| owing.from <= day && owing.to.is_none_or(|to| day <= to);
                let owes = |(unit, owing): &&(UnitId, Option<&Owing>)| {
                    only.is_none_or(|only| only == *unit) && owing.is_none_or(there)
                };
                let obligation = &obligation.key;
                let seed = |unit| Seed { obligation: obligation.clone(), unit, occurrence, holds };
                out.extend(who.iter().filter(owes).map(|(unit, _)| seed(*unit)));
            }
        }
        out
    }

    /// The turns of an obligation, each with the only unit it concerns.
    fn turns(&self, obligation: &Obligation, times: &Times) -> Vec<(Occurrence, Option<UnitId>)> {
        if let Due::After { event, .. } = &obligation.deadline.due {
            let word = fold(event);
            let happened = times.events.iter().filter(|one| one.word == word);
            return happened
                .filter_map(|one| Some((obligation.deadline.after(one.on, &times.holidays)?, one.unit)))
                .collect();
        }
        let years = (self.document.from.min(self.document.issued.map_or(i16::MAX, Date::year)), self.document.to);
        let once = matches!(obligation.deadline.due, Due::Once { .. });
        let over = |day: Date| !once && self.document.issued.is_some_and(|issued| day < issued);
        let turns = obligation.deadline.occurrences(years).into_iter();
        turns.filter(|one| !over(one.last_day)).map(|one| (one, None)).collect()
    }

    /// What the plan's deadlines count from, in its words and its order, each once.
    #[must_use]
    pub fn event_words(&self) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        for obligation in &self.obligations {
            if let Due::After { event, .. } = &obligation.deadline.due
                && !out.iter().any(|known| fold(known) == fold(event))
            {
                out.push(event);
            }
        }
        out
    }

    /// Whether a day of it depends on which days people work, under a rule.
    #[must_use]
    pub fn needs_working_days(&self, rule: OffDay) -> bool {
        let counts = |one: &Obligation| matches!(one.deadline.due, Due::After { working: true, .. });
        rule != OffDay::Keep || self.obligations.iter().any(counts)
    }

    /// The names of debtors in the plan, in its order, each once.
    #[must_use]
    pub fn named_debtors(&self) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        for obligation in &self.obligations {
            if let Debtor::Named(name) = &obligation.who
                && !out.iter().any(|known| fold(known) == fold(name))
            {
                out.push(name);
            }
        }
        out
    }
}

impl Roll {
    /// The unit that bears a name, when exactly one does: by its name today or another of its names.
    #[must_use]
    pub fn unit_named(&self, name: &str) -> Option<UnitId> {
        let wanted = fold(name);
        let bears = |owing: &&Owing| owing.names.iter().any(|known| fold(known) == wanted);
        single(self.units.iter().filter(bears))
    }

    /// A unit whose name is part of what the plan says, or the other way round, when exactly one is: to be proposed to
    /// a person, never taken by itself.
    #[must_use]
    pub fn unit_like(&self, name: &str) -> Option<UnitId> {
        let wanted = format!(" {} ", fold(name));
        let alike = |known: &String| {
            let known = format!(" {} ", fold(known));
            known.trim().contains(' ') && (wanted.contains(&known) || known.contains(&wanted))
        };
        single(self.units.iter().filter(|owing| owing.names.iter().any(alike)))
    }

    fn debtors(&self, who: &Debtor) -> Vec<UnitId> {
        let those = |wanted: &dyn Fn(&Owing) -> bool| -> Vec<UnitId> {
            let units = self.units.iter().filter(|owing| owing.unit != self.root && wanted(owing));
            units.map(|owing| owing.unit).collect()
        };
        let or_root = |found: Vec<UnitId>| if found.is_empty() { vec![self.root] } else { found };
        match who {
            Debtor::EveryUnit => those(&|_| true),
            Debtor::Kinds(kinds) => those(&|owing| kinds.contains(&owing.kind)),
            Debtor::MovementLeads => self.units.iter().filter(|o| o.leads).map(|o| o.unit).collect(),
            Debtor::StandingBody => match self.standing_body {
                Some(unit) => vec![unit],
                None => or_root(those(&|owing| owing.kind == UnitKind::Office)),
            },
            Debtor::Council | Debtor::Agency => vec![self.root],
            Debtor::Named(name) => match self.named.get(&fold(name)) {
                Some(choice) => choice.iter().copied().collect(),
                None => or_root(self.unit_named(name).into_iter().collect()),
            },
        }
    }
}

fn single<'a>(mut found: impl Iterator<Item = &'a Owing>) -> Option<UnitId> {
    let first = found.next()?;
    found.next().is_none().then_some(first.unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_is_a_state() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let due = day("2022-01-20");
        assert_eq!(state(due, None, day("2022-01-20")), TaskState::Soon);
        assert_eq!(state(due, None, day("2022-01-21")), TaskState::Overdue);
        assert_eq!(state(due, None, day("2022-01-01")), TaskState::Open);
        assert_eq!(state(due, Some((Met::Zero, due)), day("2022-02-01")), TaskState::MetInTime);
        assert_eq!(state(due, Some((Met::Done, day("2022-01-21"))), day("2022-02-01")), TaskState::MetLate);
        assert_eq!(state(due, Some((Met::Exempt, day("2022-03-21"))), day("2022-04-01")), TaskState::Exempt);

        let mark = |met, today: &str| Mark::of(due, None, met, day(today));
        assert_eq!(mark(None, "2022-01-20"), Mark::NotYet);
        assert_eq!(mark(None, "2022-01-21"), Mark::Missing);
        assert_eq!(mark(Some((Met::Zero, due)), "2022-02-01"), Mark::Zero);
        assert_eq!(mark(Some((Met::Zero, day("2022-01-21"))), "2022-02-01"), Mark::Late, "nothing, and said too late");
        assert_eq!(mark(Some((Met::Exempt, day("2022-03-21"))), "2022-04-01"), Mark::Exempt);
        assert_eq!(Mark::of(due, Some(due), None, day("2022-01-20")), Mark::Extended);
        assert_eq!(
            Mark::of(due, Some(due), None, day("2022-01-21")),
            Mark::Missing,
            "longer, and not met all the same"
        );
    }
}
