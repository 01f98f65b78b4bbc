//! Working days: the week, the fixed public holidays, and what an agency enters beside them; it must not ask what day it is today.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// What an entered day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// Nobody works: a public holiday, a day in lieu of one, a day swapped for another.
    Off,
    /// People work although the week says otherwise: a Saturday in exchange.
    Working,
}

/// What becomes of a deadline that falls on a day on which nobody works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OffDay {
    /// It stays.
    #[default]
    Keep,
    /// It moves to the next working day.
    Later,
    /// It moves to the working day before.
    Earlier,
}

/// The most days one entry spans.
pub const LONGEST: i32 = 31;

/// The days that differ from the week. Holidays on which every year agrees are known without being entered: 1 January,
/// 30 April, 1 May, 2 September (Labour Code 2019, article 112). Tết, the day of the Hùng kings, the day beside 2 September and
/// days in lieu are set each year and have to be entered. The week has been of five days since October 1999.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holidays {
    off: BTreeSet<Date>,
    working: BTreeSet<Date>,
}

impl Holidays {
    /// Out of entries: first day, last day (included), kind. Spans longer than [`LONGEST`] are cut there.
    #[must_use]
    pub fn new(entries: impl IntoIterator<Item = (Date, Date, DayKind)>) -> Self {
        let mut out = Self::default();
        for (from, to, kind) in entries {
            let days = match kind {
                DayKind::Off => &mut out.off,
                DayKind::Working => &mut out.working,
            };
            let mut day = from;
            for _ in 0..LONGEST {
                if day > to {
                    break;
                }
                days.insert(day);
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
        }
        out
    }

    /// Whether a day is a public holiday: fixed by law, or entered as a day off and not as a working one.
    #[must_use]
    pub fn is_holiday(&self, day: Date) -> bool {
        !self.working.contains(&day) && (is_fixed(day) || self.off.contains(&day))
    }

    /// Whether people work on a day. A day entered as working is, whatever else it may be.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        self.working.contains(&day) || !(weekend || is_fixed(day) || self.off.contains(&day))
    }

    /// The day itself when people work on it, else the next one on which they do.
    #[must_use]
    pub fn on_or_after(&self, day: Date) -> Date {
        self.walk(day, Date::tomorrow)
    }

    /// The day itself when people work on it, else the last one before on which they did.
    #[must_use]
    pub fn on_or_before(&self, day: Date) -> Date {
        self.walk(day, Date::yesterday)
    }

    fn walk(&self, from: Date, step: impl Fn(Date) -> Result<Date, jiff::Error>) -> Date {
        let mut day = from;
        while !self.is_working(day) {
            let Ok(next) = step(day) else { return from };
            day = next;
        }
        day
    }

    /// The `count`th working day after a day, which itself is not counted; the day itself for 0.
    #[must_use]
    pub fn nth_after(&self, day: Date, count: u16) -> Date {
        (0..count).fold(day, |day, _| day.tomorrow().map_or(day, |next| self.on_or_after(next)))
    }

    /// The `count`th working day before a day, which itself is not counted; the day itself for 0.
    #[must_use]
    pub fn nth_before(&self, day: Date, count: u16) -> Date {
        (0..count).fold(day, |day, _| day.yesterday().map_or(day, |last| self.on_or_before(last)))
    }

    /// How many working days lie from one day to another, both included; 0 when the second is earlier.
    #[must_use]
    pub fn between(&self, from: Date, to: Date) -> u32 {
        let days = std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(|day| *day <= to);
        u32::try_from(days.filter(|day| self.is_working(*day)).count()).unwrap_or(u32::MAX)
    }

    /// The day that holds for a deadline under a rule.
    #[must_use]
    pub fn holds(&self, deadline: Date, rule: OffDay) -> Date {
        match rule {
            OffDay::Keep => deadline,
            OffDay::Later => self.on_or_after(deadline),
            OffDay::Earlier => self.on_or_before(deadline),
        }
    }
}

/// The fixed public holidays of every year: day, month.
pub const FIXED: [(i8, i8); 4] = [(1, 1), (30, 4), (1, 5), (2, 9)];

/// Whether a day is a fixed public holiday.
#[must_use]
pub fn is_fixed(day: Date) -> bool {
    FIXED.contains(&(day.day(), day.month()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    /// Tết 2026 with a working Saturday in exchange, as a decision might set it.
    fn year_2026() -> Holidays {
        Holidays::new([
            (date(2026, 2, 16), date(2026, 2, 20), DayKind::Off),
            (date(2026, 4, 27), date(2026, 4, 27), DayKind::Off),
            (date(2026, 2, 28), date(2026, 2, 28), DayKind::Working),
        ])
    }

    #[test]
    fn tet_is_jumped_and_a_swapped_saturday_counts() {
        let days = year_2026();
        assert_eq!(days.nth_after(date(2026, 2, 13), 1), date(2026, 2, 23), "the weekends round Tết go with it");
        assert_eq!(
            days.nth_after(date(2026, 2, 26), 2),
            date(2026, 2, 28),
            "Thursday, Friday, the Saturday in exchange"
        );
        assert_eq!(days.between(date(2026, 2, 9), date(2026, 3, 1)), 5 + 5 + 1);
        assert_eq!(days.holds(date(2026, 2, 20), OffDay::Keep), date(2026, 2, 20));
        assert_eq!(days.holds(date(2026, 2, 20), OffDay::Later), date(2026, 2, 23));
        assert_eq!(days.holds(date(2026, 2, 20), OffDay::Earlier), date(2026, 2, 13));
        assert!(days.is_holiday(date(2026, 9, 2)) && !days.is_working(date(2026, 9, 2)), "known without being entered");
        assert!(!days.is_holiday(date(2026, 2, 28)) && !days.is_holiday(date(2026, 2, 21)), "a Saturday is no holiday");
    }

    #[test]
    fn the_ends_of_time_are_no_trap() {
        let days = Holidays::default();
        assert_eq!(days.nth_after(Date::MAX, 5), Date::MAX);
        assert_eq!(days.nth_before(Date::MIN, 5), Date::MIN);
        assert_eq!(days.between(date(2026, 1, 2), date(2026, 1, 1)), 0);
    }

    fn some_day() -> impl Strategy<Value = Date> {
        (1990_i16..=2060, 1_i8..=12, 1_i8..=31).prop_filter_map("no such day", |(y, m, d)| Date::new(y, m, d).ok())
    }

    type Entry = (Date, Date, DayKind);

    fn entries() -> impl Strategy<Value = Vec<Entry>> {
        let one = (some_day(), 0_i64..10, prop::bool::weighted(0.7)).prop_map(|(from, days, off)| {
            let to = from.checked_add(jiff::Span::new().days(days)).unwrap();
            if off { (from, to, DayKind::Off) } else { (from, from, DayKind::Working) }
        });
        prop::collection::vec(one, 0..40)
    }

    /// The slow and obvious answer.
    fn works(day: Date, entries: &[Entry]) -> bool {
        let covered = |kind| entries.iter().any(|(from, to, known)| *known == kind && *from <= day && day <= *to);
        if covered(DayKind::Working) {
            return true;
        }
        let text = day.to_string();
        let fixed = ["-01-01", "-04-30", "-05-01", "-09-02"].iter().any(|end| text.ends_with(end));
        let days = (day - date(2000, 1, 1)).get_days().rem_euclid(7);
        // 1 January 2000 was a Saturday.
        !(fixed || days < 2 || covered(DayKind::Off))
    }

    proptest! {
        #[test]
        fn counting_agrees_with_going_day_by_day(entries in entries(), from in some_day(), count in 1_u16..60) {
            let known = Holidays::new(entries.iter().copied());
            let (mut day, mut left) = (from, count);
            while left > 0 {
                day = day.tomorrow().unwrap();
                prop_assert_eq!(known.is_working(day), works(day, &entries), "{}", day);
                left -= u16::from(works(day, &entries));
            }
            prop_assert_eq!(known.nth_after(from, count), day);
            prop_assert_eq!(known.between(from.tomorrow().unwrap(), day), u32::from(count));
            if works(from, &entries) {
                prop_assert_eq!(known.nth_before(day, count), from, "there and back");
            }
            let mut next = from;
            while !works(next, &entries) {
                next = next.tomorrow().unwrap();
            }
            prop_assert_eq!(known.holds(from, OffDay::Later), next);
            let mut last = from;
            while !works(last, &entries) {
                last = last.yesterday().unwrap();
            }
            prop_assert_eq!(known.holds(from, OffDay::Earlier), last);
        }
    }
}
