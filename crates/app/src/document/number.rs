//! The number of a document: the next of its series, used once, with every hole explained (Decree 30/2020/NĐ-CP, article 15). It must not know what the document says.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::Id;
use lantoa_store::numbering::{self, Run};
use lantoa_store::{Conn, Tx};

use super::setting::Setting;
use crate::{Cx, Result};

/// What is asked of the series.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// The mark of the type: `QĐ`; empty for letters.
    pub(crate) mark: &'a str,
    /// The day of the document.
    pub(crate) on: Date,
    /// Its number where it is not the next one, because numbers between were used elsewhere.
    pub(crate) number: Option<i64>,
    /// What the numbers between were used for.
    pub(crate) gap_reason: &'a str,
}

/// A number that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Given {
    /// Its series.
    pub(crate) run: Run,
    /// The number.
    pub(crate) number: i64,
}

/// The series of a type in a year.
///
/// # Errors
/// The database's.
pub(crate) async fn run(conn: &mut Conn, cx: &Cx, mark: &str, year: i16) -> Result<Run> {
    let root = cx.actor().root;
    let (setting, _) = Setting::load(conn, root).await?;
    Ok(Run { root, series: setting.counting.in_year(year).series(mark).to_owned(), year })
}

/// The number that a document of a type would get.
///
/// # Errors
/// The database's.
pub(crate) async fn next(conn: &mut Conn, cx: &Cx, mark: &str, year: i16) -> Result<i64> {
    let run = run(conn, cx, mark, year).await?;
    Ok(numbering::last(conn, &run).await? + 1)
}

/// Takes the number. Call it as late in the unit of work as can be: the series is held until the commit.
///
/// # Errors
/// `Invalid` for a day to come or before that of the number before, `Taken` for a number that is used, `ReasonMissing` for numbers
/// left out without a reason.
pub(crate) async fn take(tx: &mut Tx, cx: &Cx, wanted: Wanted<'_>, subject: impl Id) -> Result<Given> {
    if wanted.on > cx.today() {
        return Err(Refusal::Invalid { field: "on", why: "in-future" }.into());
    }
    let run = run(tx, cx, wanted.mark, wanted.on.year()).await?;
    let next = numbering::take(tx, &run).await?;
    if numbering::last_day(tx, &run).await?.is_some_and(|last| wanted.on < last) {
        return Err(Refusal::Invalid { field: "on", why: "before-last-number" }.into());
    }
    let number = wanted.number.unwrap_or(next);
    if number < next {
        return Err(Refusal::Taken { field: "number" }.into());
    }
    if number > next {
        let reason = wanted.gap_reason.trim();
        if reason.is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        numbering::skip_to(tx, &run, number).await?;
        numbering::insert_gap(tx, &run, (next, number - 1), reason, (cx.actor().person, cx.now())).await?;
        let detail = serde_json::json!({ "year": run.year, "first": next, "last": number - 1, "why": reason });
        cx.journal(tx, "decision.numbers-left-out", subject, &detail)?;
    }
    Ok(Given { run, number })
}
