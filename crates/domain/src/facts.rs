//! Recorded facts and the checks over them: passed, failed, or unknown and what is missing. Unknown is never passed.

mod kind;

pub use kind::{FactKind, Recorded, Records, level_of, rating_of};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::plan::{Body, Check, DisciplineLevel, Rating};

/// What is recorded about a candidate, gathered for one check.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Birth date of the person.
    pub born: Option<Date>,
    /// Yearly ratings.
    pub ratings: Vec<YearRating>,
    /// Disciplinary measures of the person, or of anyone in the unit for a collective.
    pub discipline: Vec<Discipline>,
    /// Whether the discipline register of the unit is kept and was looked at; without it nothing can be said.
    pub discipline_known: bool,
    /// Scores by name and year, in hundredths.
    pub scores: Vec<(String, i16, i64)>,
    /// Share of the roster by year, in per cent.
    pub roster_share: Vec<(i16, i64)>,
    /// Result against target by year, in hundredths of a per cent: 10,000 is the target.
    pub target_result: Vec<(i16, i64)>,
    /// Titles held, with the year they were given.
    pub titles: Vec<(String, i16)>,
    /// Years with a recorded initiative.
    pub initiatives: Vec<i16>,
    /// Years with a prize.
    pub prizes: Vec<i16>,
    /// Reports due and handed in late, of the unit and the round's year, from the system's own tasks.
    pub reports: Option<(u32, u32)>,
    /// Years in which someone verified the highest value in the locality.
    pub highest: Vec<i16>,
}

/// A rating of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearRating {
    /// Whose.
    pub of: Body,
    /// The year.
    pub year: i16,
    /// The rating.
    pub rating: Rating,
}

/// A disciplinary measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Discipline {
    /// When.
    pub on: Date,
    /// How heavy.
    pub level: DisciplineLevel,
}

/// What a check came to. `why` and `missing` are stable codes with figures; the sentence is made where it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Finding {
    /// The facts say yes.
    Passed,
    /// The facts say no.
    Failed {
        /// Code of the reason.
        why: String,
        /// A figure or year that belongs to it.
        value: String,
    },
    /// The facts say nothing.
    Unknown {
        /// Code of what is missing.
        missing: String,
        /// A year or name that belongs to it.
        value: String,
    },
}

impl Finding {
    fn failed(why: &str, value: impl std::fmt::Display) -> Self {
        Self::Failed { why: why.to_owned(), value: format!("{value}") }
    }
    fn unknown(missing: &str, value: impl std::fmt::Display) -> Self {
        Self::Unknown { missing: missing.to_owned(), value: format!("{value}") }
    }
}

/// Which records beyond the candidate's own a set of checks looks at: what no check looks at need not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Looked {
    /// Disciplinary measures of the members of a collective.
    pub members: bool,
    /// Reports of the unit, handed in or not.
    pub reports: bool,
}

impl Looked {
    /// What these checks look at.
    pub fn by<'a>(checks: impl IntoIterator<Item = &'a Check>) -> Self {
        checks.into_iter().fold(Self::default(), |all, check| Self {
            members: all.members || matches!(check, Check::NoDiscipline { .. }),
            reports: all.reports || matches!(check, Check::OnTimeReporting { .. }),
        })
    }
}

impl Check {
    /// Decides from recorded facts. `on` is the round's reference date, whose year is the last one looked at.
    #[must_use]
    pub fn decide(&self, facts: &Facts, on: Date) -> Finding {
        let year = on.year();
        match self {
            Self::AgeAtMost { years } => age(facts.born, i16::from(*years), on),
            Self::RatingAtLeast { of, level, years } => ratings(facts, *of, *level, year, i16::from(*years)),
            Self::NoDiscipline { at_or_above, window_years } => discipline(facts, *at_or_above, *window_years, on),
            Self::RosterShare { percent } => {
                at_least(of_year(&facts.roster_share, year), i64::from(*percent), "roster-share", year)
            }
            Self::ScoreAtLeast { score, hundredths } => {
                let named = facts.scores.iter().find(|(name, y, _)| name == score && *y == year);
                at_least(named.map(|(_, _, value)| *value), *hundredths, "score", year)
            }
            Self::TargetExceeded => at_least(of_year(&facts.target_result, year), 10_001, "target-result", year),
            Self::HoldsTitle { title } => {
                let wanted = crate::text::fold(title);
                known(facts.titles.iter().any(|(held, _)| crate::text::fold(held) == wanted), "title", title)
            }
            Self::InitiativeRecorded => known(facts.initiatives.contains(&year), "initiative", year),
            Self::PrizeWon => known(facts.prizes.contains(&year), "prize", year),
            Self::OnTimeReporting { percent } => reporting(facts.reports, i64::from(*percent)),
            Self::HighestInLocality => known(facts.highest.contains(&year), "highest", year),
        }
    }
}

/// A thing whose record proves it and whose absence proves nothing.
fn known(recorded: bool, what: &str, value: impl std::fmt::Display) -> Finding {
    if recorded { Finding::Passed } else { Finding::unknown(what, value) }
}

fn of_year(values: &[(i16, i64)], year: i16) -> Option<i64> {
    values.iter().find(|(y, _)| *y == year).map(|(_, value)| *value)
}

fn at_least(value: Option<i64>, least: i64, what: &str, year: i16) -> Finding {
    match value {
        None => Finding::unknown(what, year),
        Some(value) if value >= least => Finding::Passed,
        Some(value) => Finding::failed(what, value),
    }
}

fn age(born: Option<Date>, most: i16, on: Date) -> Finding {
    let Some(born) = born else { return Finding::unknown("birth-date", "") };
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    let age = on.year() - born.year() - i16::from(!had_birthday);
    if age <= most { Finding::Passed } else { Finding::failed("age", age) }
}

fn ratings(facts: &Facts, of: Body, level: Rating, last: i16, years: i16) -> Finding {
    for year in (last - years.max(1) + 1)..=last {
        match facts.ratings.iter().find(|r| r.of == of && r.year == year) {
            None => return Finding::unknown("rating", year),
            Some(found) if found.rating < level => return Finding::failed("rating", year),
            Some(_) => {}
        }
    }
    Finding::Passed
}

fn discipline(facts: &Facts, least: DisciplineLevel, window_years: u8, on: Date) -> Finding {
    let first = Date::new(on.year() - i16::from(window_years), on.month(), 1).unwrap_or(Date::MIN);
    let hit = facts.discipline.iter().find(|d| d.level >= least && d.on > first && d.on <= on);
    match hit {
        Some(hit) => Finding::failed("disciplined", hit.on),
        None if facts.discipline_known => Finding::Passed,
        None => Finding::unknown("discipline", on.year()),
    }
}

fn reporting(reports: Option<(u32, u32)>, percent: i64) -> Finding {
    let Some((due, late)) = reports.filter(|(due, _)| *due > 0) else { return Finding::unknown("reports", "") };
    let in_time = i64::from(due.saturating_sub(late));
    if in_time * 100 >= percent * i64::from(due) {
        Finding::Passed
    } else {
        Finding::failed("reports", format!("{in_time}/{due}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn age_counts_full_years_on_the_reference_date() {
        let facts = Facts { born: Some(on("1986-11-22")), ..Facts::default() };
        let check = Check::AgeAtMost { years: 35 };
        assert_eq!(check.decide(&facts, on("2022-11-21")), Finding::Passed);
        assert!(matches!(check.decide(&facts, on("2022-11-22")), Finding::Failed { .. }));
        assert!(matches!(check.decide(&Facts::default(), on("2022-11-22")), Finding::Unknown { .. }));
    }

    #[test]
    fn a_missing_year_is_unknown_and_a_low_one_fails() {
        let of = Body::Own;
        let year = |year, rating| YearRating { of, year, rating };
        let check = Check::RatingAtLeast { of, level: Rating::Excellent, years: 2 };
        let mut facts = Facts { ratings: vec![year(2017, Rating::Excellent)], ..Facts::default() };
        assert_eq!(check.decide(&facts, on("2017-12-01")), Finding::unknown("rating", 2016));
        facts.ratings.push(year(2016, Rating::Good));
        assert_eq!(check.decide(&facts, on("2017-12-01")), Finding::failed("rating", 2016));
        facts.ratings[1].rating = Rating::Excellent;
        assert_eq!(check.decide(&facts, on("2017-12-01")), Finding::Passed);
    }

    #[test]
    fn no_discipline_is_known_only_from_a_kept_register() {
        let check = Check::NoDiscipline { at_or_above: DisciplineLevel::Warning, window_years: 1 };
        let mut facts = Facts::default();
        assert!(matches!(check.decide(&facts, on("2017-11-30")), Finding::Unknown { .. }));
        facts.discipline_known = true;
        facts.discipline = vec![Discipline { on: on("2017-03-01"), level: DisciplineLevel::Reprimand }];
        assert_eq!(check.decide(&facts, on("2017-11-30")), Finding::Passed, "a reprimand is below a warning");
        facts.discipline[0].level = DisciplineLevel::Warning;
        assert!(matches!(check.decide(&facts, on("2017-11-30")), Finding::Failed { .. }));
        facts.discipline[0].on = on("2016-03-01");
        assert_eq!(check.decide(&facts, on("2017-11-30")), Finding::Passed, "outside the window");
    }

    #[test]
    fn on_time_reporting_is_a_share_of_what_was_due() {
        let check = Check::OnTimeReporting { percent: 90 };
        let with = |due, late| Facts { reports: Some((due, late)), ..Facts::default() };
        assert_eq!(check.decide(&with(10, 1), on("2017-11-30")), Finding::Passed);
        assert_eq!(check.decide(&with(10, 2), on("2017-11-30")), Finding::failed("reports", "8/10"));
        assert!(matches!(check.decide(&with(0, 0), on("2017-11-30")), Finding::Unknown { .. }));
    }

    #[test]
    fn a_target_must_be_exceeded_not_met() {
        let with = |value| Facts { target_result: vec![(2020, value)], ..Facts::default() };
        assert_eq!(Check::TargetExceeded.decide(&with(10_001), on("2020-12-01")), Finding::Passed);
        assert!(matches!(Check::TargetExceeded.decide(&with(10_000), on("2020-12-01")), Finding::Failed { .. }));
    }
}
