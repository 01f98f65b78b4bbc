//! Civil dates, dates known only to a month, quarter or year, and deadlines; must not ask what day it is today.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::recur;
use crate::workday::Holidays;

/// The civil date in Vietnam (UTC+7 all year since 1975) of an instant.
#[must_use]
pub fn vietnam_date(instant: jiff::Timestamp) -> Date {
    jiff::tz::offset(7).to_datetime(instant).date()
}

/// A date as far as the text knows it. A quarter stays a quarter: no day is ever invented.
///
/// Text form: `2016-12-25`, `2016-12`, `2022-Q1`, `2025`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum When {
    /// A day.
    Day(Date),
    /// A month 1–12 of a year.
    Month(i16, i8),
    /// A quarter 1–4 of a year.
    Quarter(i16, i8),
    /// A whole year.
    Year(i16),
}

impl When {
    /// First day of the time named.
    #[must_use]
    pub fn first_day(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Month(year, month) => day(year, month, 1),
            Self::Quarter(year, quarter) => day(year, quarter * 3 - 2, 1),
            Self::Year(year) => day(year, 1, 1),
        }
    }

    /// Last day of the time named.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Month(year, month) => day(year, month, 1).last_of_month(),
            Self::Quarter(year, quarter) => day(year, quarter * 3, 1).last_of_month(),
            Self::Year(year) => day(year, 12, 31),
        }
    }

    /// The year it lies in.
    #[must_use]
    pub fn year(self) -> i16 {
        self.first_day().year()
    }
}

/// A date that exists, or the nearest one in the years the calendar knows.
pub(crate) fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year.clamp(1, 9998), month.clamp(1, 12), day).unwrap_or(Date::MAX)
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// Why a text is not a date, month, quarter or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date (2026-12-25), month (2026-12), quarter (2026-Q4) or year (2026)")]
pub struct NotATime;

impl FromStr for When {
    type Err = NotATime;
    fn from_str(text: &str) -> Result<Self, NotATime> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let year: i16 = parts.first().filter(|p| p.len() == 4).and_then(|p| p.parse().ok()).ok_or(NotATime)?;
        match parts.as_slice() {
            [_] => Ok(Self::Year(year)),
            [_, quarter] if quarter.starts_with('Q') => match quarter[1..].parse() {
                Ok(n @ 1..=4) => Ok(Self::Quarter(year, n)),
                _ => Err(NotATime),
            },
            [_, month] => match month.parse() {
                Ok(n @ 1..=12) => Ok(Self::Month(year, n)),
                _ => Err(NotATime),
            },
            [_, month, day] => {
                let month = month.parse().map_err(|_| NotATime)?;
                let day = day.parse().map_err(|_| NotATime)?;
                Date::new(year, month, day).map(Self::Day).map_err(|_| NotATime)
            }
            _ => Err(NotATime),
        }
    }
}

impl Serialize for When {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Whether the named time itself still counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// "trước ngày D": strictly before D.
    Before,
    /// "chậm nhất ngày D", "đến hết": D included.
    #[default]
    AtLatest,
    /// "trong tháng 11", "vào ngày": at some time in it; its last day is the last that counts.
    During,
}

/// When something is due, once or again and again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "every", rename_all = "snake_case")]
pub enum Due {
    /// Once.
    Once {
        /// The time named.
        on: When,
    },
    /// Every year in a month, on a day of it when one is named.
    Year {
        /// 1–12.
        month: i8,
        /// 1–31; the month's last day when the month is shorter; `None` when only the month is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        day: Option<i8>,
    },
    /// Every year in a quarter.
    YearQuarter {
        /// 1–4.
        quarter: i8,
    },
    /// Every quarter, on a day of its last month when one is named.
    Quarter {
        /// 1–31.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        day: Option<i8>,
    },
    /// Every month.
    Month {
        /// 1–31; the month's last day when the month is shorter.
        day: i8,
    },
    /// The days of a recurrence rule (RFC 5545), for rhythms that the others cannot say: `FREQ=MONTHLY;BYDAY=-1FR`.
    Rule {
        /// Yearly to daily, without hours and without an end of its own.
        rule: String,
    },
    /// A number of days after something happened; expands to no date of its own until it has.
    After {
        /// Days, at least 1.
        days: u16,
        /// Whether only working days count.
        #[serde(default)]
        working: bool,
        /// What it counts from, in the plan's words.
        event: String,
    },
}

/// A due time, its edge, and the span in which it recurs.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Deadline {
    /// Once, or the rhythm.
    #[serde(flatten)]
    pub due: Due,
    /// Whether the named time itself still counts.
    #[serde(default)]
    pub edge: Edge,
    /// The rhythm begins with this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<When>,
    /// The rhythm ends with this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
}

/// One time at which something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Occurrence {
    /// The period it answers for: the month of a monthly duty, the year of a yearly one.
    pub period: When,
    /// The due time as far as the plan names it.
    pub on: When,
    /// The last day on which it is in time.
    pub last_day: Date,
}

impl Deadline {
    /// A due time that happens once.
    #[must_use]
    pub fn once(on: When, edge: Edge) -> Self {
        Self { due: Due::Once { on }, edge, from: None, until: None }
    }

    /// The last day in time of one named time under this edge.
    #[must_use]
    pub fn last_day(&self, on: When) -> Date {
        match self.edge {
            Edge::Before => on.first_day().yesterday().unwrap_or(Date::MIN),
            Edge::AtLatest | Edge::During => on.last_day(),
        }
    }

    /// Every occurrence in a programme that runs over `years`, both ends included, in order of time.
    ///
    /// A rhythm without bounds of its own takes the programme's. `After` has none until its event happens: see [`Self::after`].
    #[must_use]
    pub fn occurrences(&self, years: (i16, i16)) -> Vec<Occurrence> {
        let (first, last) = self.bounds(years);
        let mut out: Vec<Occurrence> = self
            .named_times(years)
            .into_iter()
            .map(|(period, on)| Occurrence { period, on, last_day: self.last_day(on) })
            .collect();
        if !matches!(self.due, Due::Once { .. }) {
            out.retain(|o| o.on.last_day() >= first && o.on.first_day() <= last);
        }
        out
    }

    /// The occurrence that an event of this day brings; `None` for what follows no event.
    #[must_use]
    pub fn after(&self, happened: Date, holidays: &Holidays) -> Option<Occurrence> {
        let Due::After { days, working, .. } = &self.due else { return None };
        let named = if *working {
            holidays.nth_after(happened, *days)
        } else {
            happened.saturating_add(jiff::Span::new().days(i64::from(*days)))
        };
        let on = When::Day(named);
        Some(Occurrence { period: When::Day(happened), on, last_day: self.last_day(on) })
    }

    /// First and last day of the rhythm in a programme that runs over `years`.
    fn bounds(&self, years: (i16, i16)) -> (Date, Date) {
        let first = self.from.map_or_else(|| day(years.0, 1, 1), When::first_day);
        (first, self.until.map_or_else(|| day(years.1, 12, 31), When::last_day))
    }

    fn named_times(&self, (from, to): (i16, i16)) -> Vec<(When, When)> {
        let years = self.from.map_or(from, When::year)..=self.until.map_or(to, When::year);
        match &self.due {
            Due::Once { on } => vec![(*on, *on)],
            Due::Year { month, day: Some(at) } => {
                years.map(|y| (When::Year(y), When::Day(clipped(y, *month, *at)))).collect()
            }
            Due::Year { month, day: None } => years.map(|y| (When::Year(y), When::Month(y, *month))).collect(),
            Due::YearQuarter { quarter } => years.map(|y| (When::Year(y), When::Quarter(y, *quarter))).collect(),
            Due::Quarter { day: at } => years
                .flat_map(|y| (1..=4).map(move |q| (y, q)))
                .map(|(y, q)| {
                    (When::Quarter(y, q), at.map_or(When::Quarter(y, q), |d| When::Day(clipped(y, q * 3, d))))
                })
                .collect(),
            Due::Month { day: at } => years
                .flat_map(|y| (1..=12).map(move |m| (y, m)))
                .map(|(y, m)| (When::Month(y, m), When::Day(clipped(y, m, *at))))
                .collect(),
            Due::Rule { rule } => {
                let (first, last) = self.bounds((from, to));
                // A rule that cannot be followed is found when the plan is checked.
                let turns = recur::expand(rule, first, last).unwrap_or_default();
                turns.into_iter().map(|turn| (When::Day(turn), When::Day(turn))).collect()
            }
            Due::After { .. } => Vec::new(),
        }
    }
}

/// Day `at` of a month, or its last day when it is shorter.
fn clipped(year: i16, month: i8, at: i8) -> Date {
    let first = day(year, month, 1);
    day(year, month, at.clamp(1, first.days_in_month()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        text.parse().unwrap()
    }

    #[test]
    fn before_is_strict_and_at_latest_includes_the_day() {
        let on = when("2016-12-25");
        assert_eq!(Deadline::once(on, Edge::Before).last_day(on).to_string(), "2016-12-24");
        assert_eq!(Deadline::once(on, Edge::AtLatest).last_day(on).to_string(), "2016-12-25");
        let quarter = when("2022-Q1");
        assert_eq!(Deadline::once(quarter, Edge::During).last_day(quarter).to_string(), "2022-03-31");
        assert_eq!(quarter.to_string(), "2022-Q1", "a quarter stays a quarter");
    }

    #[test]
    fn months_that_are_shorter_take_their_last_day() {
        let monthly = Deadline { due: Due::Month { day: 31 }, edge: Edge::AtLatest, from: None, until: None };
        let days: Vec<String> = monthly.occurrences((2024, 2024)).iter().map(|o| o.last_day.to_string()).collect();
        assert_eq!(days[1], "2024-02-29");
        assert_eq!(days.len(), 12);
    }

    #[test]
    fn a_rhythm_keeps_to_its_own_bounds() {
        let monthly = Deadline {
            due: Due::Month { day: 20 },
            edge: Edge::AtLatest,
            from: Some(when("2022-01")),
            until: Some(when("2025-Q1")),
        };
        let all = monthly.occurrences((2021, 2025));
        assert_eq!(all.len(), 39);
        assert_eq!(all[38].on.to_string(), "2025-03-20");
    }

    #[test]
    fn wrong_times_are_refused() {
        for text in ["", "16-12-25", "2016-13", "2016-02-30", "2022-Q5", "2022-Qx", "2016-12-25-1"] {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }
}
