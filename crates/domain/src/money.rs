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
