//! Plans of fostering as rules: goals and how far they are, support from request to delivery, the next check-in, what puts a plan at risk; it must not know who keeps one.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Refusal;
use crate::id::{DossierId, ExemplarId, Id, ProspectId};

/// Days after a recognition within which its fostering plan is due, unless the agency sets another number (003 V.1).
pub const PLAN_DAYS: i64 = 60;

/// Whom or what a plan fosters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// A prospect.
    Prospect(ProspectId),
    /// A dossier that is under building (001 IV.2).
    Dossier(DossierId),
    /// A recognised exemplar on its way to a higher level (003 III.1).
    Exemplar(ExemplarId),
}

impl About {
    /// The two columns it is kept in.
    #[must_use]
    pub fn columns(self) -> (&'static str, i64) {
        match self {
            Self::Prospect(id) => ("prospect", id.raw()),
            Self::Dossier(id) => ("dossier", id.raw()),
            Self::Exemplar(id) => ("exemplar", id.raw()),
        }
    }

    /// From its two columns.
    #[must_use]
    pub fn of_columns(kind: &str, id: i64) -> Option<Self> {
        match kind {
            "prospect" => Some(Self::Prospect(Id::from_raw(id))),
            "dossier" => Some(Self::Dossier(Id::from_raw(id))),
            "exemplar" => Some(Self::Exemplar(Id::from_raw(id))),
            _ => None,
        }
    }

    /// From the text form of an identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(id) = text.parse() {
            return Some(Self::Prospect(id));
        }
        if let Ok(id) = text.parse() {
            return Some(Self::Dossier(id));
        }
        text.parse().ok().map(Self::Exemplar)
    }
}

impl std::fmt::Display for About {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Prospect(id) => id.fmt(f),
            Self::Dossier(id) => id.fmt(f),
            Self::Exemplar(id) => id.fmt(f),
        }
    }
}

/// What is given to somebody who is fostered (001 II.2, 002 II.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupportKind {
    /// tinh thần.
    Spirit,
    /// vật chất.
    Material,
    /// cơ chế, chính sách.
    Mechanism,
    /// môi trường.
    Environment,
}

impl SupportKind {
    /// All four, in the plan's order.
    pub const ALL: [Self; 4] = [Self::Spirit, Self::Material, Self::Mechanism, Self::Environment];
}

/// How far support has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupportState {
    /// Asked for.
    Requested,
    /// Somebody promised it.
    Promised,
    /// It was given.
    Delivered,
    /// It was refused, with a reason.
    Refused,
}

impl SupportState {
    /// The state after a step: promised from requested, delivered or refused while it is open.
    ///
    /// # Errors
    /// `InUse` when it is settled already, or promised already.
    pub fn to(self, next: Self) -> Result<Self, Refusal> {
        let fits = match next {
            Self::Requested => false,
            Self::Promised => self == Self::Requested,
            Self::Delivered | Self::Refused => self.is_open(),
        };
        if fits { Ok(next) } else { Err(Refusal::InUse) }
    }

    /// Whether something is still to come.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Requested | Self::Promised)
    }
}

/// How far a goal is, in thousandths of the way from where it began to its target; more than the target counts as all of it.
///
/// A target below the beginning is a number that shall fall.
#[must_use]
pub fn permille(start: i64, target: i64, now: i64) -> u64 {
    let way = i128::from(target) - i128::from(start);
    if way == 0 {
        return 1000;
    }
    let done = (i128::from(now) - i128::from(start)) * 1000 / way;
    u64::try_from(done.clamp(0, 1000)).unwrap_or(0)
}

/// Whether a goal is reached.
#[must_use]
pub fn is_reached(start: i64, target: i64, now: i64) -> bool {
    if target >= start { now >= target } else { now <= target }
}

/// The day of the next check-in: so many months after the last one, or after the plan began; never after the plan's last day,
/// on which there is one in any case.
#[must_use]
pub fn next_check(from: Date, until: Date, every_months: u8, last: Option<Date>) -> Option<Date> {
    if last.is_some_and(|day| day >= until) {
        return None;
    }
    let after = last.map_or(from, |day| day.max(from));
    let next = after.checked_add(i32::from(every_months.max(1)).months()).unwrap_or(Date::MAX);
    Some(next.min(until))
}

/// Why a plan may fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Risk {
    /// A check-in was due on this day and is not there.
    LateCheck(Date),
    /// Difficulties are open past their day: how many, the oldest day.
    Difficulty(u32, Date),
    /// Goals are not reached on their day: how many, the oldest day.
    Goal(u32, Date),
}

/// What the risks of a plan are told from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The day of the next check-in.
    pub next_check: Option<Date>,
    /// Days of the difficulties that are open.
    pub difficulties: Vec<Date>,
    /// Days of the goals that are not reached.
    pub goals: Vec<Date>,
}

/// What puts a plan at risk on a day: a day itself is still in time.
#[must_use]
pub fn risks(standing: &Standing, today: Date) -> Vec<Risk> {
    let mut out = Vec::new();
    if let Some(day) = standing.next_check.filter(|day| *day < today) {
        out.push(Risk::LateCheck(day));
    }
    let past = |days: &[Date]| {
        let late: Vec<Date> = days.iter().copied().filter(|day| *day < today).collect();
        let count = u32::try_from(late.len()).unwrap_or(u32::MAX);
        late.into_iter().min().map(|oldest| (count, oldest))
    };
    out.extend(past(&standing.difficulties).map(|(count, day)| Risk::Difficulty(count, day)));
    out.extend(past(&standing.goals).map(|(count, day)| Risk::Goal(count, day)));
    out
}

/// The day on which the fostering plan of a recognised exemplar is due.
#[must_use]
pub fn plan_due(recognised_on: Date, days: i64) -> Date {
    recognised_on.checked_add(days.clamp(0, 3650).days()).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn check_ins_come_at_their_rhythm_and_once_at_the_end() {
        let (from, until) = (day("2022-01-31"), day("2022-12-31"));
        assert_eq!(next_check(from, until, 1, None), Some(day("2022-02-28")));
        assert_eq!(next_check(from, until, 3, Some(day("2022-05-10"))), Some(day("2022-08-10")));
        assert_eq!(next_check(from, until, 3, Some(day("2022-11-20"))), Some(until));
        assert_eq!(next_check(from, until, 3, Some(until)), None);
    }

    #[test]
    fn a_number_may_rise_or_fall_to_its_target() {
        assert_eq!(permille(0, 600, 420), 700);
        assert_eq!(permille(15, 3, 9), 500);
        assert_eq!((permille(0, 10, 30), permille(0, 10, -4)), (1000, 0));
        assert!(is_reached(15, 3, 3) && !is_reached(15, 3, 4) && is_reached(0, 5, 6));
        assert_eq!(permille(i64::MIN, i64::MAX, 0), 500);
    }

    #[test]
    fn each_reason_of_risk_is_told_and_its_own_day_is_in_time() {
        let standing = Standing {
            next_check: Some(day("2022-03-01")),
            difficulties: vec![day("2022-03-05"), day("2022-02-20")],
            goals: vec![day("2022-02-28")],
        };
        assert_eq!(risks(&standing, day("2022-02-20")), []);
        assert_eq!(
            risks(&standing, day("2022-03-02")),
            [
                Risk::LateCheck(day("2022-03-01")),
                Risk::Difficulty(1, day("2022-02-20")),
                Risk::Goal(1, day("2022-02-28"))
            ]
        );
        assert_eq!(risks(&Standing::default(), day("2099-01-01")), []);
    }

    #[test]
    fn support_is_settled_once() {
        use SupportState::{Delivered, Promised, Refused, Requested};
        assert_eq!(Requested.to(Promised), Ok(Promised));
        assert_eq!(Promised.to(Promised), Err(Refusal::InUse));
        assert_eq!(Promised.to(Delivered), Ok(Delivered));
        assert_eq!(Requested.to(Refused), Ok(Refused));
        assert_eq!(Delivered.to(Refused), Err(Refusal::InUse));
    }

    #[test]
    fn a_plan_is_due_so_many_days_after_the_recognition() {
        assert_eq!(plan_due(day("2017-01-09"), PLAN_DAYS), day("2017-03-10"));
    }

    #[test]
    fn whom_a_plan_is_about_goes_to_columns_and_text_and_back() {
        for about in
            [About::Prospect(Id::from_raw(7)), About::Dossier(Id::from_raw(8)), About::Exemplar(Id::from_raw(9))]
        {
            let (kind, id) = about.columns();
            assert_eq!(About::of_columns(kind, id), Some(about));
            assert_eq!(About::parse(&about.to_string()), Some(about));
        }
        assert_eq!(About::parse("un_0000000000001"), None);
    }

    proptest! {
        #[test]
        fn the_next_check_in_lies_within_the_plan_and_after_the_last(
            from in 0_i64..4000, long in 1_i64..2000, every in 1_u8..24, last in proptest::option::of(0_i64..2000)
        ) {
            let start = day("2010-01-01");
            let at = |n: i64| start.checked_add(n.days()).unwrap();
            let (first, until) = (at(from), at(from + long));
            let last = last.map(|n| at(from + n));
            match next_check(first, until, every, last) {
                None => prop_assert!(last.is_some_and(|day| day >= until)),
                Some(next) => {
                    prop_assert!(next <= until && next > first);
                    prop_assert!(last.is_none_or(|day| next > day));
                }
            }
        }

        #[test]
        fn a_reached_goal_is_whole_and_one_that_is_not_is_less(start in -1000_i64..1000, target in -1000_i64..1000, now in -2000_i64..2000) {
            prop_assume!(start != target);
            let share = permille(start, target, now);
            prop_assert_eq!(is_reached(start, target, now), share == 1000);
        }
    }
}
