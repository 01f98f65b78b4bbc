//! What a quota comes to at the end of its time if the present pace holds; it must not ask what day it is or promise anything.
//!
//! The pace is linear by elapsed days: so many so far, for each day so far, over all the days. It is told from a quarter of the time
//! on, because before that one recognition more or less turns it over.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Days to a month, in ten-thousandths: a year of 365.25 days has twelve.
const MONTH: i64 = 304_375;

/// The time a number is to be reached in, both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

/// What can be said about the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outlook {
    /// The time has not begun.
    NotBegun,
    /// Less than a quarter of the time has passed: no pace can be told yet.
    TooEarly,
    /// It runs.
    Running(Pace),
    /// The time is over: what is counted is what it came to.
    Over,
}

/// A pace and what follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// Months that the pace was looked at, rounded; at least 1.
    pub months: u32,
    /// How many it comes to at the end if the pace holds.
    pub expected: u32,
    /// How many are missing to the target; 0 when it is reached, or where there is none.
    pub missing: u32,
    /// Needed each month from now on to reach the target, in hundredths, rounded up; 0 when nothing is missing.
    pub needed: u32,
}

impl Pace {
    /// Whether the target is reached at the end if the pace holds.
    #[must_use]
    pub const fn reaches(&self, target: u32) -> bool {
        self.expected >= target
    }
}

/// What can be said on a day, after so many were counted. `target` is the number to reach, where there is one.
#[must_use]
pub fn outlook(term: Term, today: Date, counted: u32, target: Option<u32>) -> Outlook {
    let all = i64::from((term.last - term.first).get_days()) + 1;
    let past = i64::from((today - term.first).get_days()) + 1;
    if past <= 0 {
        return Outlook::NotBegun;
    }
    if past >= all {
        return Outlook::Over;
    }
    if past * 4 < all {
        return Outlook::TooEarly;
    }
    let missing = target.unwrap_or(0).saturating_sub(counted);
    let expected = i64::from(counted) * all / past;
    let needed = rounded_up(i64::from(missing) * 100 * MONTH, (all - past) * 10_000);
    let months = ((past * 10_000 + MONTH / 2) / MONTH).max(1);
    Outlook::Running(Pace { months: small(months), expected: small(expected), missing, needed: small(needed) })
}

fn small(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// A quotient of positive numbers, rounded up.
fn rounded_up(value: i64, by: i64) -> i64 {
    (value + by - 1) / by
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn year() -> Term {
        Term { first: day("2022-01-01"), last: day("2022-12-31") }
    }

    #[test]
    fn before_the_start_and_after_the_end_nothing_is_forecast() {
        assert_eq!(outlook(year(), day("2021-12-31"), 0, Some(5)), Outlook::NotBegun);
        assert_eq!(outlook(year(), day("2022-12-31"), 3, Some(5)), Outlook::Over);
        assert_eq!(outlook(year(), day("2023-06-01"), 3, Some(5)), Outlook::Over);
    }

    #[test]
    fn the_first_day_has_no_pace() {
        assert_eq!(outlook(year(), day("2022-01-01"), 0, Some(5)), Outlook::TooEarly);
        assert_eq!(outlook(year(), day("2022-01-01"), 4, Some(5)), Outlook::TooEarly, "one day says nothing of a year");
        let one = Term { first: day("2022-01-01"), last: day("2022-01-01") };
        assert_eq!(outlook(one, day("2022-01-01"), 1, Some(1)), Outlook::Over, "a single day is over on it");
    }

    #[test]
    fn seven_months_of_twelve() {
        let Outlook::Running(pace) = outlook(year(), day("2022-07-31"), 7, Some(18)) else { panic!("it runs") };
        assert_eq!((pace.months, pace.expected, pace.missing), (7, 12, 11));
        // Eleven in the 153 days that are left.
        assert_eq!(pace.needed, 219);
        assert!(!pace.reaches(18) && pace.reaches(12));
    }

    #[test]
    fn nothing_counted_forecasts_nothing_and_a_reached_target_needs_nothing() {
        let Outlook::Running(pace) = outlook(year(), day("2022-07-01"), 0, Some(6)) else { panic!("it runs") };
        assert_eq!((pace.expected, pace.missing), (0, 6));
        let Outlook::Running(pace) = outlook(year(), day("2022-07-01"), 6, Some(6)) else { panic!("it runs") };
        assert_eq!((pace.missing, pace.needed), (0, 0));
        let Outlook::Running(pace) = outlook(year(), day("2022-07-01"), 6, None) else { panic!("it runs") };
        assert_eq!((pace.missing, pace.needed), (0, 0), "without a target nothing is missing");
    }

    #[test]
    fn the_forecast_never_falls_while_more_is_counted_and_never_below_what_is_there() {
        for counted in 0..200_u32 {
            let at = |counted| match outlook(year(), day("2022-09-09"), counted, Some(100)) {
                Outlook::Running(pace) => pace.expected,
                other => panic!("{other:?}"),
            };
            assert!(at(counted) >= counted && at(counted + 1) >= at(counted));
        }
    }
}
