//! The law tables as Excel files: base salaries and coefficients with their days and who checked them; it must not compute money.

use axum::response::Response;
use lantoa_app::law::{self, RateRow, SalaryRow};
use lantoa_i18n::{Say, word};

use super::view::{decimal, weaker};
use crate::{
    kernel::{Column, Excel, Failure, ListQuery, Visit},
    words,
};

const SALARIES: Excel<SalaryRow> = Excel {
    name: "law-salaries",
    title: word!("law-salaries"),
    file: "luong-co-so",
    told: &[],
    columns: &[
        Column::day(word!("law-from"), |row| Some(row.from)),
        Column::money(word!("law-amount"), |row| Some(row.amount)),
        Column::text(word!("law-act"), 60, |row, _| row.act.clone()),
        Column::text(word!("law-source"), 24, |row, locale| words::mark(row.mark.0).say(locale).into_owned()),
        Column::text(word!("law-checked"), 28, |row, _| row.checked_by.clone().unwrap_or_default()),
        Column::day(word!("law-checked-on"), |row| row.checked_on),
    ],
};

const RATES: Excel<RateRow> = Excel {
    name: "law-rates",
    title: word!("law-awards"),
    file: "he-so-tien-thuong",
    told: &[],
    columns: &[
        Column::text(word!("law-award"), 50, |row, _| row.name.clone()),
        Column::day(word!("law-from"), |row| Some(row.from)),
        Column::day(word!("law-to"), |row| row.to),
        Column::text(word!("law-coefficient"), 14, |row, locale| decimal(locale, row.hundredths)),
        Column::text(word!("law-collective"), 16, |row, locale| decimal(locale, row.collective)),
        Column::text(word!("law-household"), 16, |row, locale| decimal(locale, row.household)),
        Column::text(word!("law-act"), 60, |row, _| row.act.clone()),
        Column::text(word!("law-source"), 24, |row, locale| {
            words::mark(weaker(row.mark.0, row.factor_mark.0)).say(locale).into_owned()
        }),
        Column::text(word!("law-checked"), 28, |row, _| row.checked_by.clone().unwrap_or_default()),
        Column::day(word!("law-checked-on"), |row| row.checked_on),
    ],
};

/// `/quan-tri/luat/luong/excel`.
pub(super) async fn take_salaries(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let law = law::view(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&SALARIES, &query, law.salaries).await
}

/// `/quan-tri/luat/muc/excel`.
pub(super) async fn take_rates(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let law = law::view(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&RATES, &query, law.rates).await
}
