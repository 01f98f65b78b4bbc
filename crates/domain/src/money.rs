//! Award money: coefficient × base salary of the decision's day × the collective's or household's factor, rounded. Integers only.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::subject::SubjectKind;

/// How sure the product is of a legal fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Seen in a public source.
    Verified,
    /// Seen only in a secondary copy: needs a legal check.
    Secondary,
    /// General knowledge: an editable default, unchecked.
    Recalled,
    /// Confirmed by the agency itself.
    Confirmed,
}

/// A base salary and the time in which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseSalary {
    /// First day.
    pub from: Date,
    /// Đồng a month.
    pub amount: i64,
    /// The decree.
    pub act: String,
    /// How sure.
    pub mark: Mark,
}

/// A coefficient of an award and the time in which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// The award's key: `giay-khen-co-quan`.
    pub award: String,
    /// The award's name.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day; `None` while it holds.
    #[serde(default)]
    pub to: Option<Date>,
    /// Hundredths of the base salary for an individual.
    pub hundredths: i64,
    /// Hundredths by which a collective's is multiplied, as 200.
    pub collective: i64,
    /// Hundredths by which a household's is multiplied, as 150.
    pub household: i64,
    /// Decree and article.
    pub act: String,
    /// How sure of the coefficient.
    pub mark: Mark,
    /// How sure of the two factors; where they are not 100 the weaker mark counts.
    pub factor_mark: Mark,
}

/// Law in force, as dated facts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rates {
    /// Base salaries in any order.
    #[serde(default)]
    pub base_salary: Vec<BaseSalary>,
    /// Coefficients in any order.
    #[serde(default)]
    pub rate: Vec<Rate>,
}

/// Which way an amount is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Up, as the decree's words say.
    Up,
    /// To the nearest, as some offices do.
    Nearest,
}

/// The step to which amounts are rounded, in đồng.
pub const STEP: i64 = 10_000;

/// An amount with everything it was computed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// The award's key.
    pub award: String,
    /// The award's name.
    pub name: String,
    /// Hundredths of the base salary.
    pub coefficient: i64,
    /// Đồng a month.
    pub base_salary: i64,
    /// Hundredths of the factor for the kind of subject.
    pub factor: i64,
    /// Đồng, rounded once at the end.
    pub amount: i64,
    /// Decree and article of the coefficient.
    pub rate_act: String,
    /// Decree of the base salary.
    pub salary_act: String,
    /// The weaker of both marks.
    pub mark: Mark,
}

/// What kind of award it is: of titles only the highest is paid, commendations are paid each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AwardClass {
    /// danh hiệu thi đua: counted over a period.
    Title,
    /// hình thức khen thưởng: huân chương, bằng khen, giấy khen, kỷ niệm chương.
    Commendation,
}

impl AwardClass {
    /// The class of an award by its key: titles are those whose keys begin as titles do, all else is a commendation.
    #[must_use]
    pub fn of(award: &str) -> Self {
        const TITLES: [&str; 11] = [
            "cstd",
            "chien-si",
            "ldtt",
            "lao-dong-tien-tien",
            "tap-the",
            "ttld",
            "don-vi",
            "thon",
            "xa-",
            "gia-dinh-van-hoa",
            "co-thi-dua",
        ];
        if TITLES.iter().any(|title| award.starts_with(title)) { Self::Title } else { Self::Commendation }
    }
}

/// One award of a subject, as far as paying it depends on the subject's other awards of the same period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// Title or commendation.
    pub class: AwardClass,
    /// Đồng that go with it.
    pub amount: i64,
    /// Đồng already paid for it; `None` while it is to be decided.
    pub paid: Option<i64>,
}

/// What is to be paid for each claim of one subject in one period, in their order.
///
/// Of several titles only the highest is paid: another title of the period that was paid before is taken off. Every
/// commendation is paid. What was paid stays as it is.
#[must_use]
pub fn payable(claims: &[Claim]) -> Vec<i64> {
    let titles = |claim: &&Claim| claim.class == AwardClass::Title;
    let paid: i64 = claims.iter().filter(titles).filter_map(|claim| claim.paid).sum();
    let best = claims
        .iter()
        .enumerate()
        .filter(|(_, claim)| claim.class == AwardClass::Title && claim.paid.is_none())
        .max_by_key(|(place, claim)| (claim.amount, std::cmp::Reverse(*place)))
        .map(|(place, _)| place);
    let pays = |place: usize, claim: &Claim| match (claim.paid, claim.class) {
        (Some(paid), _) => paid,
        (None, AwardClass::Commendation) => claim.amount,
        (None, AwardClass::Title) if Some(place) == best => (claim.amount - paid).max(0),
        (None, AwardClass::Title) => 0,
    };
    claims.iter().enumerate().map(|(place, claim)| pays(place, claim)).collect()
}

impl Rates {
    /// The base salary of a day.
    #[must_use]
    pub fn base_salary_on(&self, day: Date) -> Option<&BaseSalary> {
        self.base_salary.iter().filter(|salary| salary.from <= day).max_by_key(|salary| salary.from)
    }

    /// The coefficient of an award on a day.
    #[must_use]
    pub fn rate_on(&self, award: &str, day: Date) -> Option<&Rate> {
        let holds = |rate: &&Rate| rate.award == award && rate.from <= day && rate.to.is_none_or(|to| day <= to);
        self.rate.iter().filter(holds).max_by_key(|rate| rate.from)
    }

    /// The money that goes with an award decided on a day. `None` when the tables know no rate for it.
    ///
    /// The factor is applied before rounding: 0.3 × 2 at 2,340,000 is 1,410,000, not twice 710,000.
    #[must_use]
    pub fn amount(&self, award: &str, kind: SubjectKind, day: Date, rounding: Rounding) -> Option<Amount> {
        let rate = self.rate_on(award, day)?;
        let salary = self.base_salary_on(day)?;
        let factor = match kind {
            SubjectKind::Individual => 100,
            SubjectKind::Collective | SubjectKind::Practice => rate.collective,
            SubjectKind::Household => rate.household,
        };
        let mark = weaker(rate.mark, salary.mark);
        let exact = rate.hundredths.checked_mul(salary.amount)?.checked_mul(factor)?;
        Some(Amount {
            award: rate.award.clone(),
            name: rate.name.clone(),
            coefficient: rate.hundredths,
            base_salary: salary.amount,
            factor,
            amount: rounded(exact, 10_000 * STEP, rounding) / 10_000,
            rate_act: rate.act.clone(),
            salary_act: salary.act.clone(),
            mark: if factor == 100 { mark } else { weaker(mark, rate.factor_mark) },
        })
    }
}

fn rounded(exact: i64, step: i64, rounding: Rounding) -> i64 {
    let steps = match rounding {
        Rounding::Up => (exact + step - 1) / step,
        Rounding::Nearest => (exact + step / 2) / step,
    };
    steps * step
}

fn weaker(a: Mark, b: Mark) -> Mark {
    let weight = |mark| match mark {
        Mark::Confirmed => 0,
        Mark::Verified => 1,
        Mark::Secondary => 2,
        Mark::Recalled => 3,
    };
    if weight(a) >= weight(b) { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates() -> Rates {
        let salary = |from: &str, amount| BaseSalary {
            from: from.parse().unwrap(),
            amount,
            act: String::new(),
            mark: Mark::Verified,
        };
        let rate = |award: &str, from: &str, to: Option<&str>, hundredths| Rate {
            award: award.into(),
            name: award.into(),
            from: from.parse().unwrap(),
            to: to.map(|day| day.parse().unwrap()),
            hundredths,
            collective: 200,
            household: 150,
            act: String::new(),
            mark: Mark::Verified,
            factor_mark: Mark::Recalled,
        };
        Rates {
            base_salary: vec![
                salary("2018-07-01", 1_390_000),
                salary("2019-07-01", 1_490_000),
                salary("2024-07-01", 2_340_000),
                salary("2026-07-01", 2_530_000),
            ],
            rate: vec![
                rate("giay-khen", "2017-10-01", None, 30),
                rate("xa", "2017-10-01", Some("2025-06-30"), 15),
                rate("xa", "2025-07-01", None, 30),
            ],
        }
    }

    fn amount(award: &str, kind: SubjectKind, day: &str) -> i64 {
        rates().amount(award, kind, day.parse().unwrap(), Rounding::Up).unwrap().amount
    }

    #[test]
    fn the_salary_of_the_decisions_day_counts() {
        use SubjectKind::{Collective, Household, Individual};
        assert_eq!(amount("giay-khen", Individual, "2020-12-20"), 450_000);
        assert_eq!(amount("giay-khen", Collective, "2020-12-20"), 900_000);
        assert_eq!(amount("giay-khen", Individual, "2019-06-30"), 420_000);
        assert_eq!(amount("giay-khen", Collective, "2026-06-30"), 1_410_000, "doubled before rounding");
        assert_eq!(amount("giay-khen", Household, "2026-07-01"), 1_140_000);
        assert_eq!(amount("xa", Individual, "2025-06-30"), 360_000);
        assert_eq!(amount("xa", Individual, "2025-07-01"), 710_000);
    }

    fn claim(class: AwardClass, amount: i64, paid: Option<i64>) -> Claim {
        Claim { class, amount, paid }
    }

    #[test]
    fn only_the_highest_title_of_a_period_is_paid_and_a_commendation_besides() {
        use AwardClass::{Commendation, Title};
        let one = |claims: &[Claim]| payable(claims);
        assert_eq!(one(&[claim(Title, 700_000, None), claim(Title, 2_340_000, None)]), [0, 2_340_000]);
        assert_eq!(one(&[claim(Title, 2_340_000, None), claim(Commendation, 700_000, None)]), [2_340_000, 700_000]);
        assert_eq!(one(&[claim(Title, 700_000, Some(700_000)), claim(Title, 2_340_000, None)]), [700_000, 1_640_000]);
        assert_eq!(one(&[claim(Title, 2_340_000, Some(2_340_000)), claim(Title, 700_000, None)]), [2_340_000, 0]);
        assert_eq!(one(&[claim(Commendation, 1, None), claim(Commendation, 2, Some(2))]), [1, 2]);
        assert_eq!(one(&[claim(Title, 5, None), claim(Title, 5, None)]), [5, 0], "of equals the first");
    }

    #[test]
    fn titles_are_told_from_commendations_by_their_key() {
        for title in ["cstd-co-so", "ldtt", "co-thi-dua-chinh-phu"] {
            assert_eq!(AwardClass::of(title), AwardClass::Title, "{title}");
        }
        for other in ["giay-khen-co-quan", "bang-khen-tinh", "huan-chuong-lao-dong-1", "ky-niem-chuong"] {
            assert_eq!(AwardClass::of(other), AwardClass::Commendation, "{other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn titles_never_pay_more_than_the_highest_of_them(
            rows in proptest::collection::vec((proptest::bool::ANY, 0_i64..100), 0..6),
        ) {
            // Decided one after another, each with what was paid before: the sum is that of deciding together.
            let mut claims: Vec<Claim> = Vec::new();
            for (title, amount) in &rows {
                let class = if *title { AwardClass::Title } else { AwardClass::Commendation };
                claims.push(claim(class, *amount, None));
                let pays = payable(&claims);
                let last = claims.last_mut().unwrap();
                last.paid = pays.last().copied();
            }
            let of = |class| claims.iter().filter(move |c| c.class == class);
            let titles: i64 = of(AwardClass::Title).filter_map(|c| c.paid).sum();
            proptest::prop_assert_eq!(titles, of(AwardClass::Title).map(|c| c.amount).max().unwrap_or(0));
            let others: i64 = of(AwardClass::Commendation).filter_map(|c| c.paid).sum();
            proptest::prop_assert_eq!(others, of(AwardClass::Commendation).map(|c| c.amount).sum::<i64>());
        }
    }

    #[test]
    fn rounding_is_a_setting_and_an_unknown_award_has_no_money() {
        let day = "2020-01-01".parse().unwrap();
        let rates = rates();
        let of = |rounding| rates.amount("xa", SubjectKind::Individual, day, rounding).unwrap();
        assert_eq!((of(Rounding::Up).amount, of(Rounding::Nearest).amount), (230_000, 220_000));
        assert_eq!(of(Rounding::Up).mark, Mark::Verified, "an individual's amount needs no factor");
        let household = rates.amount("xa", SubjectKind::Household, day, Rounding::Up).unwrap();
        assert_eq!(household.mark, Mark::Recalled, "the weaker mark is shown");
        assert!(rates.amount("khac", SubjectKind::Individual, day, Rounding::Up).is_none());
    }
}
