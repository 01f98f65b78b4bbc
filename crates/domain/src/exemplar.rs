//! What a recognition is worth: its level, how long it is valid and when to look at it again. Must not know how one is recognised.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

/// Who recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The agency itself (cơ sở).
    Agency,
    /// A ministry or a province (bộ, ban, ngành, tỉnh).
    Province,
    /// The state (Nhà nước).
    State,
}

impl Level {
    /// All levels, the lowest first.
    pub const ALL: [Self; 3] = [Self::Agency, Self::Province, Self::State];
}

/// What is recorded about a recognition's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Life {
    /// It was given and not taken back.
    Recognised,
    /// It was let lapse.
    Expired,
    /// It was withdrawn.
    Withdrawn,
}

/// Where a recognition stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Validity {
    /// It holds.
    Valid,
    /// It holds, and the day to look at it again has come.
    Recheck,
    /// Its time is over, or it was let lapse.
    Expired,
    /// It was withdrawn.
    Withdrawn,
}

/// Where a recognition stands on a day. Both named days still count as valid.
#[must_use]
pub fn validity(life: Life, valid_until: Option<Date>, recheck_on: Option<Date>, day: Date) -> Validity {
    match life {
        Life::Withdrawn => Validity::Withdrawn,
        Life::Expired => Validity::Expired,
        Life::Recognised if valid_until.is_some_and(|until| until < day) => Validity::Expired,
        Life::Recognised if recheck_on.is_some_and(|on| on <= day) => Validity::Recheck,
        Life::Recognised => Validity::Valid,
    }
}

/// The last day of a recognition that is valid for a number of months from its decision's day on.
#[must_use]
pub fn valid_until(decided_on: Date, months: u16) -> Date {
    let after = decided_on.checked_add(i32::from(months).months()).unwrap_or(Date::MAX);
    after.yesterday().unwrap_or(after)
}

/// The day on which to look at a recognition again when nobody named one: two months before it ends, if it does.
#[must_use]
pub fn usual_recheck(decided_on: Date, valid_until: Option<Date>) -> Option<Date> {
    let before = valid_until?.checked_sub(Span::new().months(2)).ok()?;
    Some(before.max(decided_on))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn thirty_six_months_end_the_day_before_the_same_date() {
        assert_eq!(valid_until(day("2022-12-20"), 36), day("2025-12-19"));
        assert_eq!(valid_until(day("2024-02-29"), 12), day("2025-02-27"), "the month's last day, then the day before");
        assert_eq!(usual_recheck(day("2022-12-20"), Some(day("2025-12-19"))), Some(day("2025-10-19")));
        assert_eq!(usual_recheck(day("2022-12-20"), Some(day("2023-01-19"))), Some(day("2022-12-20")));
        assert_eq!(usual_recheck(day("2022-12-20"), None), None);
    }

    #[test]
    fn a_fading_exemplar_is_marked_and_not_silently_kept() {
        let (until, recheck) = (Some(day("2025-12-19")), Some(day("2025-10-19")));
        let on = |text| validity(Life::Recognised, until, recheck, day(text));
        assert_eq!(on("2025-10-18"), Validity::Valid);
        assert_eq!(on("2025-10-19"), Validity::Recheck);
        assert_eq!(on("2025-12-19"), Validity::Recheck);
        assert_eq!(on("2025-12-20"), Validity::Expired);
        assert_eq!(validity(Life::Withdrawn, until, None, day("2023-01-01")), Validity::Withdrawn);
        assert_eq!(validity(Life::Recognised, None, None, day("2099-01-01")), Validity::Valid);
    }
}
