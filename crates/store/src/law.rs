//! Base salaries and award coefficients as dated rows; it must not compute money.

use jiff::civil::Date;
use lantoa_domain::money::{BaseSalary, Mark, Rate, Rates};

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    SALARIES = "SELECT from_day, amount, act, mark, checked_by, checked_on, version FROM base_salary ORDER BY from_day DESC";
    RATES = "SELECT award, name, from_day, to_day, hundredths, collective, household, act, mark, factor_mark, checked_by, \
             checked_on, version FROM award_rate ORDER BY award, from_day DESC";
    SALARY_NEW = "INSERT INTO base_salary (from_day, amount, act, mark, checked_by, checked_on, version) \
                  VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (from_day) DO NOTHING";
    RATE_NEW = "INSERT INTO award_rate (award, name, from_day, to_day, hundredths, collective, household, act, mark, \
                factor_mark, checked_by, checked_on, version) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1) ON CONFLICT (award, from_day) DO NOTHING";
    SALARY_SET = "UPDATE base_salary SET amount = $3, act = $4, mark = $5, checked_by = $6, checked_on = $7, \
                  version = version + 1 WHERE from_day = $1 AND version = $2";
    RATE_SET = "UPDATE award_rate SET to_day = $4, hundredths = $5, collective = $6, household = $7, act = $8, mark = $9, \
                factor_mark = $10, checked_by = $11, checked_on = $12, version = version + 1 \
                WHERE award = $1 AND from_day = $2 AND version = $3";
}

/// A base salary with who checked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalaryRow {
    /// First day.
    pub from: Date,
    /// Đồng a month.
    pub amount: i64,
    /// The decree.
    pub act: String,
    /// How sure.
    pub mark: Word<Mark>,
    /// Who compared it with the official text.
    pub checked_by: Option<String>,
    /// When.
    pub checked_on: Option<Date>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(SalaryRow { from, amount, act, mark, checked_by, checked_on, version });

/// A coefficient with who checked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateRow {
    /// The award's key.
    pub award: String,
    /// The award's name.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day; `None` while it holds.
    pub to: Option<Date>,
    /// Hundredths of the base salary.
    pub hundredths: i64,
    /// Hundredths of a collective's factor.
    pub collective: i64,
    /// Hundredths of a household's factor.
    pub household: i64,
    /// Decree and article.
    pub act: String,
    /// How sure of the coefficient.
    pub mark: Word<Mark>,
    /// How sure of the factors.
    pub factor_mark: Word<Mark>,
    /// Who compared it with the official text.
    pub checked_by: Option<String>,
    /// When.
    pub checked_on: Option<Date>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(RateRow {
    award,
    name,
    from,
    to,
    hundredths,
    collective,
    household,
    act,
    mark,
    factor_mark,
    checked_by,
    checked_on,
    version
});

impl From<SalaryRow> for BaseSalary {
    fn from(row: SalaryRow) -> Self {
        Self { from: row.from, amount: row.amount, act: row.act, mark: row.mark.0 }
    }
}

impl From<RateRow> for Rate {
    fn from(row: RateRow) -> Self {
        Self {
            award: row.award,
            name: row.name,
            from: row.from,
            to: row.to,
            hundredths: row.hundredths,
            collective: row.collective,
            household: row.household,
            act: row.act,
            mark: row.mark.0,
            factor_mark: row.factor_mark.0,
        }
    }
}

/// The law tables, newest first.
///
/// # Errors
/// The engine's.
pub async fn tables(cx: &mut Conn) -> Result<(Vec<SalaryRow>, Vec<RateRow>)> {
    cx.many((SALARIES.of::<SalaryRow>(&[]), RATES.of::<RateRow>(&[]))).await
}

/// The law tables as the rule of money reads them.
///
/// # Errors
/// The engine's.
pub async fn rates(cx: &mut Conn) -> Result<Rates> {
    let (salaries, rates) = tables(cx).await?;
    Ok(Rates {
        base_salary: salaries.into_iter().map(BaseSalary::from).collect(),
        rate: rates.into_iter().map(Rate::from).collect(),
    })
}

/// Stores a base salary; says whether its first day was free.
///
/// # Errors
/// The engine's.
pub async fn insert_salary(tx: &mut Tx, row: &SalaryRow) -> Result<bool> {
    let r = row;
    let values = params![r.from, r.amount, r.act, r.mark, r.checked_by, r.checked_on];
    tx.exec(&SALARY_NEW, values).await.map(|rows| rows == 1)
}

/// Stores a coefficient; says whether its first day was free.
///
/// # Errors
/// The engine's.
pub async fn insert_rate(tx: &mut Tx, row: &RateRow) -> Result<bool> {
    let r = row;
    let values = params![
        r.award,
        r.name,
        r.from,
        r.to,
        r.hundredths,
        r.collective,
        r.household,
        r.act,
        r.mark,
        r.factor_mark,
        r.checked_by,
        r.checked_on
    ];
    tx.exec(&RATE_NEW, values).await.map(|rows| rows == 1)
}

/// Saves a base salary under the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save_salary(tx: &mut Tx, row: &SalaryRow) -> Result<()> {
    let r = row;
    tx.exec_guarded(&SALARY_SET, params![r.from, r.version, r.amount, r.act, r.mark, r.checked_by, r.checked_on]).await
}

/// Saves a coefficient under the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save_rate(tx: &mut Tx, row: &RateRow) -> Result<()> {
    let r = row;
    let values = params![
        r.award,
        r.from,
        r.version,
        r.to,
        r.hundredths,
        r.collective,
        r.household,
        r.act,
        r.mark,
        r.factor_mark,
        r.checked_by,
        r.checked_on
    ];
    tx.exec_guarded(&RATE_SET, values).await
}
