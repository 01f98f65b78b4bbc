//! From marks to prizes, exactly: weighted totals, means, spread, ranks with ties, prizes. Must not round before a person reads a figure.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Criterion, MarkStep, Prize};
use crate::Refusal;
use crate::id::EntryId;

/// Points out of 100 as an exact fraction in lowest terms; never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Points {
    over: i128,
    under: i128,
}

impl Points {
    /// No point at all.
    pub const ZERO: Self = Self { over: 0, under: 1 };

    fn of(over: i128, under: i128) -> Self {
        let shared = divisor(over, under).max(1);
        Self { over: over / shared, under: under / shared }
    }

    /// From hundredths of a point, as a jury agrees on them.
    #[must_use]
    pub fn from_hundredths(value: i64) -> Self {
        Self::of(i128::from(value), 100)
    }

    /// In hundredths of a point, a half upwards: for readers, never for reckoning.
    #[must_use]
    pub fn hundredths(self) -> i64 {
        let twice = self.over * 200 + self.under;
        i64::try_from(twice / (2 * self.under)).unwrap_or(i64::MAX)
    }

    fn plus(self, other: Self) -> Self {
        let shared = divisor(self.under, other.under).max(1);
        let under = self.under / shared * other.under;
        Self::of(self.over * (under / self.under) + other.over * (under / other.under), under)
    }

    fn minus(self, other: Self) -> Self {
        self.plus(Self { over: -other.over, ..other })
    }

    fn shared_by(self, count: usize) -> Self {
        Self::of(self.over, self.under * i128::try_from(count.max(1)).unwrap_or(1))
    }
}

impl PartialOrd for Points {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Points {
    /// Compares whole parts, then what is left upside down, so that no product can be too large.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut one, mut two, mut turned) = (*self, *other, false);
        loop {
            let (whole, against) = (one.over.div_euclid(one.under), two.over.div_euclid(two.under));
            let (left, right) = (one.over.rem_euclid(one.under), two.over.rem_euclid(two.under));
            let found = match whole.cmp(&against) {
                Ordering::Equal if left == 0 || right == 0 => left.cmp(&right),
                Ordering::Equal => {
                    (one, two) = (Self { over: one.under, under: left }, Self { over: two.under, under: right });
                    turned = !turned;
                    continue;
                }
                other => other,
            };
            return if turned { found.reverse() } else { found };
        }
    }
}

fn divisor(one: i128, two: i128) -> i128 {
    let (mut one, mut two) = (one.abs(), two.abs());
    while two != 0 {
        (one, two) = (two, one % two);
    }
    one
}

/// What a juror would do with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// Give it a prize.
    Prize,
    /// Publish it.
    Publish,
    /// Neither.
    Neither,
}

impl Advice {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Prize, Self::Publish, Self::Neither];
}

/// Whether marks, in hundredths of a point, can stand on a sheet: one for each criterion, from 0 to its highest, in steps.
///
/// # Errors
/// `Invalid` on "marks": `missing`, `over`, `step`.
pub fn check_marks(criteria: &[Criterion], step: MarkStep, marks: &[i64]) -> Result<(), Refusal> {
    let wrong = |why| Err(Refusal::Invalid { field: "marks", why });
    if marks.len() != criteria.len() {
        return wrong("missing");
    }
    if criteria.iter().zip(marks).any(|(one, mark)| !(0..=one.most * 100).contains(mark)) {
        return wrong("over");
    }
    if marks.iter().any(|mark| mark % step.hundredths() != 0) { wrong("step") } else { Ok(()) }
}

/// What a sheet comes to: each mark's share of its highest, by weight, out of 100.
#[must_use]
pub fn total(criteria: &[Criterion], marks: &[i64]) -> Points {
    criteria.iter().zip(marks).fold(Points::ZERO, |sum, (one, mark)| {
        sum.plus(Points::of(i128::from(one.weight) * i128::from(*mark), i128::from(one.most) * 100))
    })
}

/// The mean of several sheets; `None` of none.
#[must_use]
pub fn mean(totals: &[Points]) -> Option<Points> {
    let sum = totals.iter().fold(Points::ZERO, |sum, one| sum.plus(*one));
    (!totals.is_empty()).then(|| sum.shared_by(totals.len()))
}

/// How far the highest sheet is above the lowest.
#[must_use]
pub fn spread(totals: &[Points]) -> Points {
    match (totals.iter().max(), totals.iter().min()) {
        (Some(most), Some(least)) => most.minus(*least),
        _ => Points::ZERO,
    }
}

/// What most of the sheets advise; `None` when no advice has more than half.
#[must_use]
pub fn majority(advice: &[Advice]) -> Option<Advice> {
    Advice::ALL.into_iter().find(|one| advice.iter().filter(|given| *given == one).count() * 2 > advice.len())
}

/// An entry that was marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The entry.
    pub entry: EntryId,
    /// Its points: the jury's consensus, or the mean of its sheets.
    pub points: Points,
    /// Whether it may have a prize at all: not where the jury advises neither prize nor publication.
    pub may_win: bool,
    /// Its place among entries with the same points, 1 and up, where the chair settled a tie.
    pub settled: Option<i64>,
}

/// An entry with its rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// The entry.
    pub entry: EntryId,
    /// Equal points share a rank, and the next one skips: 1, 1, 3.
    pub rank: usize,
    /// Place of its prize in the list of prizes.
    pub prize: Option<usize>,
    /// Whether a tie it is in goes over the border of a prize and is not settled.
    pub tied: bool,
}

/// Ranks entries and gives them prizes. Where a tie goes over the border of a prize and nobody settled it, nobody in it has a prize yet.
#[must_use]
pub fn rank(entries: &[Marked], prizes: &[Prize]) -> Vec<Ranked> {
    let mut sorted: Vec<&Marked> = entries.iter().collect();
    sorted.sort_by_key(|one| (Reverse(one.points), one.settled.unwrap_or(i64::MAX), one.entry));
    let slots: Vec<usize> = prizes
        .iter()
        .enumerate()
        .flat_map(|(at, prize)| std::iter::repeat_n(at, usize::try_from(prize.count).unwrap_or_default()))
        .collect();
    let mut out = Vec::with_capacity(sorted.len());
    let mut next = 0;
    for group in sorted.chunk_by(|one, two| one.points == two.points) {
        let rank = out.len() + 1;
        let winners: Vec<&&Marked> = group.iter().filter(|one| one.may_win).collect();
        let given: Vec<Option<usize>> = (next..next + winners.len()).map(|at| slots.get(at).copied()).collect();
        let tied = given.windows(2).any(|two| two[0] != two[1]) && !is_settled(&winners);
        next += winners.len();
        let prize_of: BTreeMap<EntryId, Option<usize>> =
            winners.iter().map(|one| one.entry).zip(given.iter().copied()).collect();
        out.extend(group.iter().map(|one| Ranked {
            entry: one.entry,
            rank,
            prize: prize_of.get(&one.entry).copied().flatten().filter(|_| !tied),
            tied: tied && one.may_win,
        }));
    }
    out
}

/// Whether each has a place of its own.
fn is_settled(group: &[&&Marked]) -> bool {
    let mut places: Vec<i64> = group.iter().filter_map(|one| one.settled).collect();
    places.sort_unstable();
    places.dedup();
    places.len() == group.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;
    use proptest::prelude::*;

    fn criteria() -> Vec<Criterion> {
        let criterion = |weight, most| Criterion { name: format!("{weight}"), weight, most };
        vec![criterion(50, 10), criterion(30, 7), criterion(20, 3)]
    }

    fn marked(n: i64, hundredths: i64) -> Marked {
        Marked {
            entry: EntryId::from_raw(n),
            points: Points::from_hundredths(hundredths),
            may_win: true,
            settled: None,
        }
    }

    fn prizes() -> Vec<Prize> {
        vec![Prize { name: "Nhất".into(), count: 1 }, Prize { name: "Nhì".into(), count: 2 }]
    }

    #[test]
    fn totals_are_exact() {
        assert_eq!(total(&criteria(), &[1000, 700, 300]), Points::from_hundredths(10_000));
        let third = total(&criteria(), &[0, 0, 100]);
        assert_eq!((third.over, third.under), (20, 3));
        assert_eq!(third.hundredths(), 667);
        let thirds = [third, third, third];
        assert_eq!(mean(&thirds), Some(third));
        assert_eq!(spread(&[third, Points::ZERO]), third);
        assert_eq!(mean(&[]), None);
    }

    #[test]
    fn marks_that_cannot_stand_are_refused() {
        let why = |step, marks: &[i64]| match check_marks(&criteria(), step, marks) {
            Err(Refusal::Invalid { why, .. }) => why,
            Ok(()) => "right",
            Err(other) => panic!("{other:?}"),
        };
        assert_eq!(why(MarkStep::Half, &[1000, 650, 50]), "right");
        assert_eq!(why(MarkStep::Half, &[1000, 625, 50]), "step");
        assert_eq!(why(MarkStep::Quarter, &[1000, 625, 50]), "right");
        assert_eq!(why(MarkStep::Half, &[1050, 600, 50]), "over");
        assert_eq!(why(MarkStep::Half, &[-50, 600, 50]), "over");
        assert_eq!(why(MarkStep::Half, &[500, 600]), "missing");
    }

    #[test]
    fn equal_points_share_a_rank_and_the_next_skips() {
        let all = [marked(1, 8000), marked(2, 9000), marked(3, 8000), marked(4, 7000)];
        let ranks: Vec<_> = rank(&all, &prizes()).iter().map(|one| (one.entry.raw(), one.rank, one.prize)).collect();
        assert_eq!(ranks, [(2, 1, Some(0)), (1, 2, Some(1)), (3, 2, Some(1)), (4, 4, None)]);
        assert!(rank(&all, &prizes()).iter().all(|one| !one.tied), "both have the same prize");
    }

    #[test]
    fn a_tie_at_the_border_of_a_prize_is_settled_by_a_person() {
        let mut all = vec![marked(1, 9000), marked(2, 9000), marked(3, 8000)];
        let open = rank(&all, &prizes());
        assert!(open[0].tied && open[1].tied && open[0].prize.is_none() && !open[2].tied);
        assert_eq!(open[2].prize, Some(1));
        all[0].settled = Some(2);
        assert!(rank(&all, &prizes())[0].tied, "one of two is not settled");
        all[1].settled = Some(1);
        let settled = rank(&all, &prizes());
        let told: Vec<_> = settled.iter().map(|one| (one.entry.raw(), one.rank, one.prize)).collect();
        assert_eq!(told, [(2, 1, Some(0)), (1, 1, Some(1)), (3, 3, Some(1))], "the rank stays shared");
    }

    #[test]
    fn whom_the_jury_advises_against_takes_no_prize_away() {
        let all = [Marked { may_win: false, ..marked(1, 9900) }, marked(2, 9000)];
        let told = rank(&all, &prizes());
        assert_eq!((told[0].rank, told[0].prize, told[1].rank, told[1].prize), (1, None, 2, Some(0)));
        assert_eq!(majority(&[Advice::Prize, Advice::Prize, Advice::Neither]), Some(Advice::Prize));
        assert_eq!(majority(&[Advice::Prize, Advice::Neither]), None);
    }

    proptest! {
        #[test]
        fn the_order_is_that_of_the_numbers(a in 0_i64..100_000, b in 1_i64..1000, c in 0_i64..100_000, d in 1_i64..1000) {
            let (one, two) = (Points::of(a.into(), b.into()), Points::of(c.into(), d.into()));
            prop_assert_eq!(one.cmp(&two), (a * d).cmp(&(c * b)));
            prop_assert_eq!(one == two, a * d == c * b);
        }

        #[test]
        fn a_mean_lies_between_the_sheets_and_a_total_within_a_hundred(
            sheets in proptest::collection::vec((0_i64..=40, 0_i64..=28, 0_i64..=12), 1..9),
        ) {
            let totals: Vec<Points> =
                sheets.iter().map(|(a, b, c)| total(&criteria(), &[a * 25, b * 25, c * 25])).collect();
            let mean = mean(&totals).unwrap();
            prop_assert!(totals.iter().min().unwrap() <= &mean && &mean <= totals.iter().max().unwrap());
            prop_assert!(totals.iter().all(|one| *one <= Points::from_hundredths(10_000)));
        }

        #[test]
        fn every_prize_goes_once_and_to_the_best(points in proptest::collection::vec(0_i64..40, 0..12)) {
            let all: Vec<Marked> = (1..).zip(&points).map(|(n, one)| marked(n, one * 100)).collect();
            let told = rank(&all, &prizes());
            for (at, prize) in prizes().iter().enumerate() {
                let given = told.iter().filter(|one| one.prize == Some(at)).count();
                prop_assert!(i64::try_from(given).unwrap() <= prize.count);
            }
            if told.iter().all(|one| !one.tied) {
                let won = told.iter().filter(|one| one.prize.is_some()).count();
                prop_assert_eq!(won, all.len().min(3));
            }
            prop_assert!(told.windows(2).all(|two| two[0].rank <= two[1].rank));
        }
    }
}
