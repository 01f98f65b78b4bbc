//! Figures of a report: what each is, in what it is counted, which records stand behind it. It must not count or word anything.

use serde::{Deserialize, Serialize};

/// A group smaller than this is not told: its members could be known by it.
const SMALLEST: u32 = 5;

/// In what a figure is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Cases: subjects, dossiers, tasks, activities.
    Cases,
    /// People.
    People,
    /// Units.
    Units,
    /// Days.
    Days,
    /// Per cent.
    Percent,
    /// Đồng.
    Dong,
}

/// Which records stand behind a figure: a list of the product, narrowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// What was suggested.
    Suggestions,
    /// New factors.
    Prospects,
    /// Dossiers.
    Dossiers,
    /// Plans of fostering.
    Fostering,
    /// Exemplars.
    Exemplars,
    /// Units.
    Units,
    /// Decisions of award.
    Awards,
    /// Activities of publicity.
    Activities,
    /// Stories.
    Stories,
    /// Practices.
    Practices,
    /// The ledger of adoptions.
    Adoptions,
    /// Proposals for replication.
    Replications,
    /// Tasks in any state.
    Tasks,
    /// Tasks met late.
    TasksLate,
    /// Tasks not met whose day is over.
    TasksMissing,
}

macro_rules! figures {
    ($($(#[$doc:meta])* $what:ident $code:literal $measure:ident $source:ident $sums:literal;)*) => {
        /// What a figure counts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum What {
            $($(#[$doc])* #[serde(rename = $code)] $what,)*
        }

        impl What {
            /// Every figure, in the order in which a report has them.
            pub const ALL: &'static [Self] = &[$(Self::$what,)*];

            /// Its name in files and addresses.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$what => $code,)* }
            }

            /// In what it is counted.
            #[must_use]
            pub const fn measure(self) -> Measure {
                match self { $(Self::$what => Measure::$measure,)* }
            }

            /// The records behind it.
            #[must_use]
            pub const fn source(self) -> Source {
                match self { $(Self::$what => Source::$source,)* }
            }

            /// Whether the figure of a subtree is the sum of those of its units.
            #[must_use]
            pub const fn sums_up(self) -> bool {
                match self { $(Self::$what => $sums,)* }
            }
        }
    };
}

figures! {
    /// Suggestions received.
    Suggestions "suggestions" Cases Suggestions true;
    /// New factors noticed.
    Prospects "prospects" Cases Prospects true;
    /// Of those noticed, registered by now.
    ProspectsRegistered "prospects-registered" Cases Prospects true;
    /// Dossiers in the rounds of the time.
    Registered "registered" Cases Dossiers true;
    /// Plans of fostering that ran.
    Fostered "fostered" Cases Fostering true;
    /// Goals of fostering reached.
    GoalsReached "goals-reached" Cases Fostering true;
    /// Difficulties of fostering closed.
    DifficultiesClosed "difficulties-closed" Cases Fostering true;
    /// Difficulties of fostering still open at the end.
    DifficultiesOpen "difficulties-open" Cases Fostering true;
    /// Everything recognised.
    Recognised "recognised" Cases Exemplars true;
    /// Collectives recognised.
    Collectives "collectives" Cases Exemplars true;
    /// People recognised.
    People "people" People Exemplars true;
    /// Households recognised.
    Households "households" Cases Exemplars true;
    /// Practices recognised as exemplars.
    Models "models" Cases Exemplars true;
    /// Of the people: leaders, per cent.
    LeaderShare "leader-share" Percent Exemplars false;
    /// Of the people: direct workers, per cent.
    WorkerShare "worker-share" Percent Exemplars false;
    /// Of the people: women, per cent.
    WomenShare "women-share" Percent Exemplars false;
    /// Units with somebody recognised.
    UnitsNamed "units-named" Units Units true;
    /// Units with nobody recognised.
    UnitsUnnamed "units-unnamed" Units Units true;
    /// What the three units with the most have of all, per cent.
    TopThree "top-three" Percent Exemplars false;
    /// Days from discovery to praise: half of them within.
    DaysMedian "days-median" Days Exemplars false;
    /// Days from discovery to praise: nine of ten within.
    DaysNinetieth "days-ninetieth" Days Exemplars false;
    /// Awards given.
    Awarded "awarded" Cases Awards true;
    /// Money paid with them.
    AwardMoney "award-money" Dong Awards true;
    /// Activities of publicity held.
    Activities "activities" Cases Activities true;
    /// People reached by them, as far as told.
    Audience "audience" People Activities true;
    /// Stories the public read.
    Stories "stories" Cases Stories true;
    /// Practices found worth copying.
    Practices "practices" Cases Practices true;
    /// Copies begun.
    Adoptions "adoptions" Cases Adoptions true;
    /// Copies in use at the end.
    InUse "in-use" Cases Adoptions true;
    /// Copies still in use a year after they were put to use.
    KeptAYear "kept-a-year" Cases Adoptions true;
    /// Proposals for replication accepted.
    Accepted "accepted" Cases Replications true;
    /// Reviews of exemplars.
    Reviews "reviews" Cases Exemplars true;
    /// Of those: confirmed or renewed.
    Confirmed "confirmed" Cases Exemplars true;
    /// Of those: faded or withdrawn.
    Faded "faded" Cases Exemplars true;
    /// Tasks due.
    Tasks "tasks" Cases Tasks true;
    /// Of those: in time.
    InTime "in-time" Cases Tasks true;
    /// Of those: late.
    Late "late" Cases TasksLate true;
    /// Of those: said that there is nothing.
    Zero "zero" Cases Tasks true;
    /// Of those: not met though the day is over.
    Missing "missing" Cases TasksMissing true;
    /// Units late with something.
    UnitsLate "units-late" Units TasksLate true;
}

/// A figure of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What it counts.
    pub what: What,
    /// How many; `None` where it cannot be told or is too small to be told.
    pub value: Option<i64>,
    /// The same a year before, where there is a like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<i64>,
}

/// A part of a whole in per cent, rounded; `None` while either side is a group too small to be told.
#[must_use]
pub fn share(part: u32, whole: u32) -> Option<i64> {
    let small = |group: u32| group > 0 && group < SMALLEST;
    if whole < SMALLEST || small(part) || small(whole - part.min(whole)) {
        return None;
    }
    Some((i64::from(part) * 100 + i64::from(whole) / 2) / i64::from(whole))
}

/// The middle one, the lower of two; `None` of nothing.
#[must_use]
pub fn median(values: &[i64]) -> Option<i64> {
    rank(values, 50)
}

/// The one that nine of ten do not exceed; `None` of nothing.
#[must_use]
pub fn ninetieth(values: &[i64]) -> Option<i64> {
    rank(values, 90)
}

/// The nearest rank.
fn rank(values: &[i64], hundredth: usize) -> Option<i64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let place = (sorted.len() * hundredth).div_ceil(100).max(1) - 1;
    sorted.get(place).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_groups_are_not_told() {
        assert_eq!(share(6, 12), Some(50));
        assert_eq!(share(4, 12), None, "four could be known");
        assert_eq!(share(8, 12), None, "and so could the four others");
        assert_eq!(share(0, 12), Some(0), "nobody is nobody");
        assert_eq!(share(12, 12), Some(100));
        assert_eq!(share(2, 4), None);
        assert_eq!(share(0, 0), None);
    }

    #[test]
    fn ranks_of_days() {
        assert_eq!((median(&[]), ninetieth(&[])), (None, None));
        assert_eq!((median(&[7]), ninetieth(&[7])), (Some(7), Some(7)));
        let ten: Vec<i64> = (1..=10).rev().collect();
        assert_eq!((median(&ten), ninetieth(&ten)), (Some(5), Some(9)));
    }

    #[test]
    fn every_figure_has_a_name_of_its_own() {
        let mut codes: Vec<_> = What::ALL.iter().map(|what| what.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), What::ALL.len());
    }
}
