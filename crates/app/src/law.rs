//! The law as dated facts: base salaries and award coefficients, who checked them, and new ones. It must not change what was decided under them.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::money::{Mark, Rates};
use lantoa_domain::policy::Act;
use lantoa_domain::text::slug;
use lantoa_store::law;
pub use lantoa_store::law::{RateRow, SalaryRow};
use lantoa_store::{Tx, Word, org};
use serde_json::json;

use crate::{App, Cx, Error, Result};

const KNOWN: &str = include_str!("../data/law.toml");

/// The tables as shipped with the product.
///
/// # Panics
/// Never: a test reads the embedded file.
#[must_use]
pub fn shipped() -> Rates {
    toml::from_str(KNOWN).expect("invariant: the embedded law file is read by a test")
}

/// Fills the law tables when they are empty.
///
/// # Errors
/// The store's.
pub async fn install(app: &App) -> Result<()> {
    app.db().write(async move |tx| fill(tx).await).await
}

/// As [`install`], inside a unit of work.
pub(crate) async fn fill(tx: &mut Tx) -> Result<()> {
    let (salaries, rates) = law::tables(tx).await?;
    if !salaries.is_empty() || !rates.is_empty() {
        return Ok(());
    }
    let shipped = shipped();
    for one in shipped.base_salary {
        let (checked_by, checked_on) = (None, None);
        let (from, amount, act, mark) = (one.from, one.amount, one.act, Word(one.mark));
        law::insert_salary(tx, &SalaryRow { from, amount, act, mark, checked_by, checked_on, version: 1 }).await?;
    }
    for one in shipped.rate {
        law::insert_rate(tx, &row(one)).await?;
    }
    Ok(())
}

fn row(one: lantoa_domain::money::Rate) -> RateRow {
    RateRow {
        award: one.award,
        name: one.name,
        from: one.from,
        to: one.to,
        hundredths: one.hundredths,
        collective: one.collective,
        household: one.household,
        act: one.act,
        mark: Word(one.mark),
        factor_mark: Word(one.factor_mark),
        checked_by: None,
        checked_on: None,
        version: 1,
    }
}

/// What the page of the law shows. Everyone who signs in may read the law.
#[derive(Debug, Clone)]
pub struct LawView {
    /// Base salaries, newest first.
    pub salaries: Vec<SalaryRow>,
    /// Coefficients by award, newest first.
    pub rates: Vec<RateRow>,
    /// Whether the reader may change them.
    pub may_manage: bool,
}

/// The law tables.
///
/// # Errors
/// The policy's refusal, the store's errors.
pub async fn view(cx: &Cx) -> Result<LawView> {
    cx.permit(Act::ReadProgramme)?;
    let (salaries, rates) = cx.db().read(async |conn| law::tables(conn).await).await?;
    Ok(LawView { salaries, rates, may_manage: cx.may(Act::ManageLaw) })
}

/// A base salary as a person states it after reading the decree.
#[derive(Debug, Clone)]
pub struct StateSalary {
    /// First day.
    pub from: Date,
    /// Đồng a month.
    pub amount: i64,
    /// The decree.
    pub act: String,
    /// The version that was seen; `None` for a new one.
    pub seen: Option<i64>,
}

/// Adds a base salary, or confirms (and corrects) one that is there.
///
/// # Errors
/// `Invalid`, `Taken` when a new one's first day is in use, `NotFound`, `Overtaken`, the policy's refusal.
pub async fn state_salary(cx: &Cx, new: StateSalary) -> Result<()> {
    cx.permit(Act::ManageLaw)?;
    not_empty("act", &new.act)?;
    within("amount", new.amount, 100_000, 100_000_000)?;
    let cx = cx.clone();
    cx.clone().db().write(async move |tx| salary_in(tx, &cx, &new).await).await
}

async fn salary_in(tx: &mut Tx, cx: &Cx, new: &StateSalary) -> Result<()> {
    let checker = checker(tx, cx).await?;
    let mut after = SalaryRow {
        from: new.from,
        amount: new.amount,
        act: new.act.trim().to_owned(),
        mark: Word(Mark::Confirmed),
        checked_by: Some(checker),
        checked_on: Some(cx.today()),
        version: 1,
    };
    let before = law::tables(tx).await?.0.into_iter().find(|row| row.from == new.from);
    match (new.seen, &before) {
        (None, None) => _ = law::insert_salary(tx, &after).await?,
        (None, Some(_)) => return Err(Refusal::Taken { field: "from" }.into()),
        (Some(_), None) => return Err(Refusal::NotFound.into()),
        (Some(seen), Some(_)) => {
            after.version = seen;
            law::save_salary(tx, &after).await?;
        }
    }
    let was = before.map(|row| row.amount);
    let detail = json!({ "from": new.from, "amount": new.amount, "act": after.act, "was": was });
    cx.journal(tx, "law.salary-stated", cx.actor().root, &detail)
}

/// A coefficient as a person states it after reading the decree.
#[derive(Debug, Clone)]
pub struct StateRate {
    /// The award's key; empty for an award that is not in the tables yet.
    pub award: String,
    /// The award's name; only for an award that is not in the tables yet.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Hundredths of the base salary, 1–10,000.
    pub hundredths: i64,
    /// Hundredths of a collective's factor, 100–1,000.
    pub collective: i64,
    /// Hundredths of a household's factor, 100–1,000.
    pub household: i64,
    /// Decree and article.
    pub act: String,
    /// The version that was seen; `None` for a new one.
    pub seen: Option<i64>,
}

/// Adds a coefficient, which ends the one before it, or confirms (and corrects) one that is there.
///
/// # Errors
/// `Invalid`, `Taken` when a new one's first day is in use, `NotFound`, `Overtaken`, the policy's refusal.
pub async fn state_rate(cx: &Cx, new: StateRate) -> Result<()> {
    cx.permit(Act::ManageLaw)?;
    not_empty("act", &new.act)?;
    within("hundredths", new.hundredths, 1, 10_000)?;
    within("collective", new.collective, 100, 1_000)?;
    within("household", new.household, 100, 1_000)?;
    let cx = cx.clone();
    cx.clone().db().write(async move |tx| rate_in(tx, &cx, &new).await).await
}

async fn rate_in(tx: &mut Tx, cx: &Cx, new: &StateRate) -> Result<()> {
    let checker = checker(tx, cx).await?;
    let all = law::tables(tx).await?.1;
    let award = if new.award.is_empty() { slug(&new.name, 60) } else { new.award.clone() };
    not_empty("name", &award)?;
    let siblings: Vec<&RateRow> = all.iter().filter(|row| row.award == award).collect();
    let before = siblings.iter().find(|row| row.from == new.from).copied();
    let mut after = RateRow {
        name: siblings.first().map_or_else(|| new.name.trim().to_owned(), |row| row.name.clone()),
        award,
        from: new.from,
        to: before.and_then(|row| row.to),
        hundredths: new.hundredths,
        collective: new.collective,
        household: new.household,
        act: new.act.trim().to_owned(),
        mark: Word(Mark::Confirmed),
        factor_mark: Word(Mark::Confirmed),
        checked_by: Some(checker),
        checked_on: Some(cx.today()),
        version: 1,
    };
    match (new.seen, before) {
        (None, None) => {
            let later = siblings.iter().map(|row| row.from).filter(|from| *from > new.from).min();
            after.to = later.and_then(|from| from.yesterday().ok());
            end_earlier(tx, &siblings, new.from).await?;
            law::insert_rate(tx, &after).await?;
        }
        (None, Some(_)) => return Err(Refusal::Taken { field: "from" }.into()),
        (Some(_), None) => return Err(Refusal::NotFound.into()),
        (Some(seen), Some(_)) => {
            after.version = seen;
            law::save_rate(tx, &after).await?;
        }
    }
    let was = before.map(|row| row.hundredths);
    let detail =
        json!({ "award": after.award, "from": new.from, "hundredths": new.hundredths, "act": after.act, "was": was });
    cx.journal(tx, "law.rate-stated", cx.actor().root, &detail)
}

/// The coefficient in force until now holds until the day before the new one.
async fn end_earlier(tx: &mut Tx, siblings: &[&RateRow], from: Date) -> Result<()> {
    let last = from.yesterday().map_err(|_| Refusal::Invalid { field: "from", why: "range" })?;
    let holding = siblings.iter().filter(|row| row.from < from && row.to.is_none_or(|to| to > last));
    for row in holding {
        let mut ended = (*row).clone();
        ended.to = Some(last);
        law::save_rate(tx, &ended).await?;
    }
    Ok(())
}

async fn checker(tx: &mut Tx, cx: &Cx) -> Result<String> {
    Ok(org::person(tx, cx.actor().person).await?.map(|person| person.name).unwrap_or_default())
}

fn not_empty(field: &'static str, text: &str) -> Result<()> {
    if text.trim().is_empty() { Err(Refusal::Invalid { field, why: "empty" }.into()) } else { Ok(()) }
}

fn within(field: &'static str, value: i64, least: i64, most: i64) -> Result<(), Error> {
    if (least..=most).contains(&value) { Ok(()) } else { Err(Refusal::Invalid { field, why: "range" }.into()) }
}
