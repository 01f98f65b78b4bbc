//! What the page of the law shows.

use jiff::civil::{Date, date};
use lantoa_app::law::{RateRow, SalaryRow};
use lantoa_domain::money::Mark;
use lantoa_i18n::Locale;

use crate::{
    ui::{Badge, Tone},
    words,
};

/// A base salary.
#[derive(Debug, Clone)]
pub struct SalaryView {
    /// First day.
    pub from: Date,
    /// Đồng a month.
    pub amount: i64,
    /// The decree.
    pub act: String,
    /// How sure.
    pub mark: Mark,
    /// Who compared it with the official text, and when.
    pub checked: Option<(String, Date)>,
    /// Whether it is the one of today.
    pub is_now: bool,
}

/// An award with its coefficients, newest first.
#[derive(Debug, Clone)]
pub struct AwardView {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its coefficients.
    pub rates: Vec<RateView>,
}

/// A coefficient.
#[derive(Debug, Clone)]
pub struct RateView {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
    /// Hundredths of the base salary.
    pub hundredths: i64,
    /// Hundredths of a collective's factor.
    pub collective: i64,
    /// Hundredths of a household's factor.
    pub household: i64,
    /// Decree and article.
    pub act: String,
    /// How sure: the weaker of coefficient and factors.
    pub mark: Mark,
    /// Who compared it with the official text, and when.
    pub checked: Option<(String, Date)>,
    /// Whether it is in force today.
    pub is_now: bool,
}

impl SalaryView {
    /// How sure, as a pill.
    #[must_use]
    pub fn badge(&self) -> Badge {
        badge(self.mark)
    }
}

impl RateView {
    /// How sure, as a pill.
    #[must_use]
    pub fn badge(&self) -> Badge {
        badge(self.mark)
    }
}

fn badge(mark: Mark) -> Badge {
    let tone = match mark {
        Mark::Confirmed => Tone::Good,
        Mark::Verified => Tone::Note,
        Mark::Secondary | Mark::Recalled => Tone::Warn,
    };
    Badge::new(words::mark(mark), tone)
}

/// Hundredths as the reader's language writes them: `1,5`, `1.5`, a whole number without decimals. Forms take both back.
pub(super) fn decimal(locale: Locale, hundredths: i64) -> String {
    let (value, scale) = if hundredths % 100 == 0 { (hundredths / 100, 0) } else { (hundredths, 2) };
    lantoa_i18n::decimal(locale, value, scale)
}

pub(super) fn salaries(rows: Vec<SalaryRow>, today: Date) -> Vec<SalaryView> {
    let now = rows.iter().map(|row| row.from).filter(|from| *from <= today).max();
    let view = |row: SalaryRow| SalaryView {
        is_now: Some(row.from) == now,
        from: row.from,
        amount: row.amount,
        act: row.act,
        mark: row.mark.0,
        checked: row.checked_by.zip(row.checked_on),
    };
    rows.into_iter().map(view).collect()
}

pub(super) fn awards(rows: Vec<RateRow>, today: Date) -> Vec<AwardView> {
    let mut out: Vec<AwardView> = Vec::new();
    for row in rows {
        let view = RateView {
            is_now: row.from <= today && row.to.is_none_or(|to| today <= to),
            from: row.from,
            to: row.to,
            hundredths: row.hundredths,
            collective: row.collective,
            household: row.household,
            act: row.act,
            mark: weaker(row.mark.0, row.factor_mark.0),
            checked: row.checked_by.zip(row.checked_on),
        };
        match out.last_mut() {
            Some(award) if award.key == row.award => award.rates.push(view),
            _ => out.push(AwardView { key: row.award, name: row.name, rates: vec![view] }),
        }
    }
    out
}

pub(super) fn weaker(one: Mark, other: Mark) -> Mark {
    let order = [Mark::Recalled, Mark::Secondary, Mark::Verified, Mark::Confirmed];
    order.into_iter().find(|mark| *mark == one || *mark == other).unwrap_or(one)
}

pub(super) fn sample() -> (Vec<SalaryView>, Vec<AwardView>) {
    let salary = |from, amount, act: &str, checked| SalaryView {
        from,
        amount,
        act: act.to_owned(),
        mark: Mark::Verified,
        checked,
        is_now: amount == 2_530_000,
    };
    let checked = Some(("Lê Quang Minh".to_owned(), date(2026, 10, 2)));
    let rate = |from, to, hundredths, mark| RateView {
        from,
        to,
        hundredths,
        collective: 200,
        household: 150,
        act: "Nghị định 152/2025/NĐ-CP, Điều 54".to_owned(),
        mark,
        checked: None,
        is_now: to.is_none(),
    };
    let rates = vec![
        rate(date(2025, 7, 1), None, 30, Mark::Recalled),
        rate(date(2024, 1, 1), Some(date(2025, 6, 30)), 15, Mark::Verified),
    ];
    let name = "Giấy khen của Chủ tịch Ủy ban nhân dân cấp xã".to_owned();
    (
        vec![
            salary(date(2026, 7, 1), 2_530_000, "Nghị định 161/2026/NĐ-CP", checked),
            salary(date(2024, 7, 1), 2_340_000, "Nghị định 73/2024/NĐ-CP", None),
        ],
        vec![AwardView { key: "giay-khen-xa".to_owned(), name, rates }],
    )
}
