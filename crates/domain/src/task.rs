//! Duties of a plan made into tasks: who owes what by when. Late is a state, not an error.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::UnitId;
use crate::plan::{Debtor, Key, Obligation, Plan};
use crate::text::fold;
use crate::time::Occurrence;
use crate::unit::UnitKind;

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

impl Plan {
    /// Every task of the plan's obligations for these units, in the order of the plan, then of time, then of units.
    ///
    /// An obligation whose named unit is not among `units` falls to the agency `root` itself, so that it is not lost.
    #[must_use]
    pub fn tasks(&self, root: UnitId, units: &[Owing]) -> Vec<Seed> {
        let years = (self.document.from.min(self.document.issued.map_or(i16::MAX, Date::year)), self.document.to);
        let mut out = Vec::new();
        for obligation in &self.obligations {
            let who = debtors(obligation, root, units);
            for occurrence in obligation.deadline.occurrences(years) {
                out.extend(who.iter().map(|unit| Seed { obligation: obligation.key.clone(), unit: *unit, occurrence }));
            }
        }
        out
    }
}

fn debtors(obligation: &Obligation, root: UnitId, units: &[Owing]) -> Vec<UnitId> {
    let those = |wanted: &dyn Fn(&Owing) -> bool| -> Vec<UnitId> {
        units.iter().filter(|owing| owing.unit != root && wanted(owing)).map(|owing| owing.unit).collect()
    };
    let found = match &obligation.who {
        Debtor::EveryUnit => those(&|_| true),
        Debtor::Kinds(kinds) => those(&|owing| kinds.contains(&owing.kind)),
        Debtor::MovementLeads => those(&|owing| owing.leads),
        Debtor::StandingBody => those(&|owing| owing.kind == UnitKind::Office),
        Debtor::Council | Debtor::Agency => vec![root],
        Debtor::Named(name) => {
            let wanted = fold(name);
            those(&|owing| owing.names.iter().any(|known| fold(known) == wanted))
        }
    };
    let one_body = matches!(obligation.who, Debtor::StandingBody | Debtor::Named(_));
    if found.is_empty() && one_body { vec![root] } else { found }
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
    }
}
