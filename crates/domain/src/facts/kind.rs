//! What can be recorded about somebody, and how records become the facts of one check; must not know where they are kept.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Discipline, Facts, YearRating};
use crate::plan::{Body, DisciplineLevel, Rating};
use crate::refusal::Refusal;
use crate::subject::{Subject, SubjectKind};

/// A kind of recorded fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Yearly rating of the person or unit itself. The value is a [`Rating`] by number.
    Rating,
    /// Yearly rating of the unit's Party cell or committee.
    PartyRating,
    /// Yearly rating of the unit's mass organisations.
    MassRating,
    /// A disciplinary measure with its day. The value is a [`DisciplineLevel`] by number.
    Discipline,
    /// The discipline register of a unit and everything under it was kept for the year.
    DisciplineRegister,
    /// A named score in hundredths of a point.
    Score,
    /// Share of the roster that meets what is asked, in per cent.
    RosterShare,
    /// Result against target in hundredths of a per cent: 10,000 is the target.
    TargetResult,
    /// A title by its words.
    Title,
    /// An initiative by its name.
    Initiative,
    /// A prize by its name.
    Prize,
    /// The highest of the locality, verified by somebody.
    Highest,
}

impl FactKind {
    /// All kinds, in the order of screens.
    pub const ALL: [Self; 12] = [
        Self::Rating,
        Self::PartyRating,
        Self::MassRating,
        Self::Score,
        Self::RosterShare,
        Self::TargetResult,
        Self::Title,
        Self::Initiative,
        Self::Prize,
        Self::Highest,
        Self::Discipline,
        Self::DisciplineRegister,
    ];

    /// Whether it is sensitive: shown and journalled only where the policy allows sensitive data.
    #[must_use]
    pub fn is_sensitive(self) -> bool {
        self == Self::Discipline
    }

    /// Whether there is one of it per year (and name), so that a second one is a mistake.
    #[must_use]
    pub fn once_a_year(self) -> bool {
        !matches!(self, Self::Discipline | Self::Title | Self::Initiative | Self::Prize)
    }

    /// Whether it needs a name: which score, title, initiative or prize.
    #[must_use]
    pub fn needs_name(self) -> bool {
        matches!(self, Self::Score | Self::Title | Self::Initiative | Self::Prize)
    }

    /// Whether it needs the day on which it happened.
    #[must_use]
    pub fn needs_day(self) -> bool {
        self == Self::Discipline
    }

    /// The values it can have, both ends included; `None` when it has no value of its own.
    #[must_use]
    pub fn values(self) -> Option<(i64, i64)> {
        match self {
            Self::Rating | Self::PartyRating | Self::MassRating => Some((0, 3)),
            Self::Discipline => Some((0, 5)),
            Self::Score => Some((0, 100_000_000)),
            Self::RosterShare => Some((0, 100)),
            Self::TargetResult => Some((0, 100_000_000)),
            Self::DisciplineRegister | Self::Title | Self::Initiative | Self::Prize | Self::Highest => None,
        }
    }

    /// Whether it can be recorded about a unit, a person or another subject.
    #[must_use]
    pub fn fits(self, about: Subject) -> bool {
        match self {
            Self::PartyRating | Self::MassRating | Self::DisciplineRegister | Self::RosterShare => {
                matches!(about, Subject::Unit(_))
            }
            Self::Discipline => matches!(about, Subject::Person(_) | Subject::Unit(_)),
            _ => true,
        }
    }
}

const RATINGS: [Rating; 4] = [Rating::Failed, Rating::Completed, Rating::Good, Rating::Excellent];
const LEVELS: [DisciplineLevel; 6] = [
    DisciplineLevel::Criticism,
    DisciplineLevel::Reprimand,
    DisciplineLevel::Warning,
    DisciplineLevel::Demotion,
    DisciplineLevel::RemovalFromPost,
    DisciplineLevel::Dismissal,
];

fn nth<T: Copy>(all: &[T], value: i64) -> Option<T> {
    usize::try_from(value).ok().and_then(|n| all.get(n)).copied()
}

/// The rating a recorded value stands for.
#[must_use]
pub fn rating_of(value: i64) -> Option<Rating> {
    nth(&RATINGS, value)
}

/// The level of discipline a recorded value stands for.
#[must_use]
pub fn level_of(value: i64) -> Option<DisciplineLevel> {
    nth(&LEVELS, value)
}

/// A recorded fact, as far as checks read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// What it is.
    pub kind: FactKind,
    /// Which score, title, initiative or prize.
    pub name: String,
    /// The year it counts for.
    pub year: i16,
    /// The day it happened, where it has one.
    pub on: Option<Date>,
    /// Its value, as [`FactKind::values`] says; 0 for kinds without one.
    pub value: i64,
    /// Whether somebody verified it.
    pub verified: bool,
}

impl Recorded {
    /// Whether it can be recorded about this subject as it is.
    ///
    /// # Errors
    /// `Invalid` with the field that is wrong.
    pub fn check(&self, about: Subject) -> Result<(), Refusal> {
        let wrong = |field, why| Err(Refusal::Invalid { field, why });
        if !self.kind.fits(about) {
            return wrong("kind", "does-not-fit");
        }
        if !(1945..=2100).contains(&self.year) {
            return wrong("year", "range");
        }
        if self.kind.needs_name() && self.name.trim().is_empty() {
            return wrong("name", "empty");
        }
        match (self.kind.needs_day(), self.on) {
            (true, None) => return wrong("day", "empty"),
            (true, Some(on)) if on.year() != self.year => return wrong("day", "other-year"),
            _ => {}
        }
        match self.kind.values() {
            Some((least, most)) if !(least..=most).contains(&self.value) => wrong("value", "range"),
            _ => Ok(()),
        }
    }
}

/// Everything recorded that may matter to one candidate.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// Birth date of the person.
    pub born: Option<Date>,
    /// About the candidate itself.
    pub own: Vec<Recorded>,
    /// About the unit in which the candidate works, or which it is.
    pub unit: Vec<Recorded>,
    /// Discipline of anyone in the unit; looked at for a collective only.
    pub members: Vec<Discipline>,
    /// Years for which a discipline register that covers the unit was kept.
    pub registers: Vec<i16>,
    /// Reports due and handed in late, of the unit and the year.
    pub reports: Option<(u32, u32)>,
}

impl Records {
    /// The facts for a check of a candidate of this kind with `year` as the last year looked at.
    ///
    /// A collective answers for the discipline of anyone in it, an individual for his or her own. What was recorded
    /// as verified counts as the highest of the locality only when somebody verified it.
    #[must_use]
    pub fn facts(self, kind: SubjectKind, year: i16) -> Facts {
        let mut facts = Facts {
            born: self.born,
            discipline_known: self.registers.contains(&year),
            reports: self.reports,
            ..Facts::default()
        };
        for one in self.own.iter().filter(|one| one.year <= year) {
            add(&mut facts, one);
        }
        let own_unit = self.unit.iter().filter(|one| one.year <= year);
        facts.ratings.extend(own_unit.filter_map(unit_rating));
        if kind == SubjectKind::Collective {
            facts.discipline.extend(self.members);
        }
        facts
    }
}

fn add(facts: &mut Facts, one: &Recorded) {
    match one.kind {
        FactKind::Rating => {
            let rating = rating_of(one.value).map(|rating| YearRating { of: Body::Own, year: one.year, rating });
            facts.ratings.extend(rating);
        }
        FactKind::Discipline => {
            let measure = one.on.zip(level_of(one.value)).map(|(on, level)| Discipline { on, level });
            facts.discipline.extend(measure);
        }
        FactKind::Score => facts.scores.push((one.name.clone(), one.year, one.value)),
        FactKind::RosterShare => facts.roster_share.push((one.year, one.value)),
        FactKind::TargetResult => facts.target_result.push((one.year, one.value)),
        FactKind::Title => facts.titles.push((one.name.clone(), one.year)),
        FactKind::Initiative => facts.initiatives.push(one.year),
        FactKind::Prize => facts.prizes.push(one.year),
        FactKind::Highest if one.verified => facts.highest.push(one.year),
        FactKind::Highest | FactKind::PartyRating | FactKind::MassRating | FactKind::DisciplineRegister => {}
    }
}

fn unit_rating(one: &Recorded) -> Option<YearRating> {
    let of = match one.kind {
        FactKind::Rating => Body::Unit,
        FactKind::PartyRating => Body::PartyBody,
        FactKind::MassRating => Body::MassBodies,
        _ => return None,
    };
    Some(YearRating { of, year: one.year, rating: rating_of(one.value)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{Id, PersonId, UnitId};
    use crate::plan::Check;

    fn recorded(kind: FactKind, year: i16, value: i64) -> Recorded {
        let on = kind.needs_day().then(|| jiff::civil::date(year, 5, 5));
        Recorded { kind, name: "x".into(), year, on, value, verified: false }
    }

    #[test]
    fn the_units_rating_is_the_units_and_not_ones_own() {
        let records = Records {
            own: vec![recorded(FactKind::Rating, 2017, 3)],
            unit: vec![recorded(FactKind::Rating, 2017, 1), recorded(FactKind::PartyRating, 2017, 2)],
            ..Records::default()
        };
        let facts = records.facts(SubjectKind::Individual, 2017);
        let of = |body| facts.ratings.iter().find(|r| r.of == body).map(|r| r.rating);
        assert_eq!(of(Body::Own), Some(Rating::Excellent));
        assert_eq!(of(Body::Unit), Some(Rating::Completed));
        assert_eq!(of(Body::PartyBody), Some(Rating::Good));
        assert_eq!(of(Body::MassBodies), None);
    }

    #[test]
    fn only_a_collective_answers_for_others() {
        let measure = Discipline { on: jiff::civil::date(2017, 5, 5), level: DisciplineLevel::Warning };
        let records = Records { members: vec![measure], registers: vec![2017], ..Records::default() };
        assert!(records.clone().facts(SubjectKind::Individual, 2017).discipline.is_empty());
        assert_eq!(records.clone().facts(SubjectKind::Collective, 2017).discipline, [measure]);
        assert!(records.clone().facts(SubjectKind::Collective, 2017).discipline_known);
        assert!(!records.facts(SubjectKind::Collective, 2018).discipline_known, "kept for another year only");
    }

    #[test]
    fn what_nobody_verified_is_not_the_highest_and_later_years_do_not_count() {
        let mut highest = recorded(FactKind::Highest, 2021, 0);
        let check = |records: Records| {
            Check::HighestInLocality
                .decide(&records.facts(SubjectKind::Individual, 2021), jiff::civil::date(2021, 12, 1))
        };
        let with = |one: &Recorded| Records { own: vec![one.clone()], ..Records::default() };
        assert_ne!(check(with(&highest)), crate::facts::Finding::Passed);
        highest.verified = true;
        assert_eq!(check(with(&highest)), crate::facts::Finding::Passed);
        highest.year = 2022;
        assert!(with(&highest).facts(SubjectKind::Individual, 2021).highest.is_empty());
    }

    #[test]
    fn a_record_must_make_sense_for_its_subject() {
        let (person, unit) = (Subject::Person(PersonId::from_raw(1)), Subject::Unit(UnitId::from_raw(1)));
        assert!(recorded(FactKind::Rating, 2017, 3).check(person).is_ok());
        assert!(recorded(FactKind::Rating, 2017, 4).check(person).is_err());
        assert!(recorded(FactKind::PartyRating, 2017, 3).check(person).is_err());
        assert!(recorded(FactKind::PartyRating, 2017, 3).check(unit).is_ok());
        let mut measure = recorded(FactKind::Discipline, 2017, 2);
        assert!(measure.check(person).is_ok());
        measure.year = 2018;
        assert!(measure.check(person).is_err(), "the day lies in another year");
        measure.on = None;
        assert!(measure.check(person).is_err());
    }
}
