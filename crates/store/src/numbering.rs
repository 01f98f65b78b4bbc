//! The numbers of official documents: one row per agency, series and year, and the explained holes; it must not decide which series a document belongs to.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{PersonId, UnitId};

use crate::{Conn, Result, Tx, params};

crate::sql! {
    NEXT = "INSERT INTO numbering (root, series, year, last) VALUES ($1, $2, $3, 1) \
            ON CONFLICT (root, series, year) DO UPDATE SET last = numbering.last + 1 RETURNING last";
    SKIP_TO = "UPDATE numbering SET last = $4 WHERE root = $1 AND series = $2 AND year = $3";
    LAST = "SELECT last FROM numbering WHERE root = $1 AND series = $2 AND year = $3";
    SERIES = "SELECT series, last FROM numbering WHERE root = $1 AND year = $2 ORDER BY series";
    YEARS = "SELECT DISTINCT year FROM numbering WHERE root = $1 ORDER BY year DESC";
    LAST_DAY = "SELECT on_day FROM document WHERE root = $1 AND series = $2 AND year = $3 ORDER BY number DESC LIMIT 1";
    GAP_NEW = "INSERT INTO numbering_gap (root, series, year, first, last, reason, written_by, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    GAPS = "SELECT g.series, g.first, g.last, g.reason, p.name, g.at FROM numbering_gap g JOIN person p ON p.id = g.written_by \
            WHERE g.root = $1 AND g.year = $2 ORDER BY g.series, g.first";
}

/// The numbers of a year that belong together: unique within agency, series and year (Decree 30/2020/NĐ-CP, article 15).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The agency.
    pub root: UnitId,
    /// The type of document it is for, as in numbers (`QĐ`); empty where one series is for all.
    pub series: String,
    /// The year.
    pub year: i16,
}

/// Numbers that were used elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Their series.
    pub series: String,
    /// First number.
    pub first: i64,
    /// Last number.
    pub last: i64,
    /// What they were used for.
    pub reason: String,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: Timestamp,
}
crate::from_row!(Gap { series, first, last, reason, by, at });

/// A series of a year and its last number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The series.
    pub series: String,
    /// Its last number.
    pub last: i64,
}
crate::from_row!(Reached { series, last });

/// Takes the next number. Units that take numbers of the same run wait for each other here, and a unit that fails gives its
/// number back: the series has no hole.
///
/// # Errors
/// The engine's.
pub async fn take(tx: &mut Tx, run: &Run) -> Result<i64> {
    tx.one(&NEXT, params![run.root, run.series, run.year]).await
}

/// Goes on from a number that is used outside; call after [`take`], which holds the series.
///
/// # Errors
/// The engine's.
pub async fn skip_to(tx: &mut Tx, run: &Run, number: i64) -> Result<()> {
    tx.exec(&SKIP_TO, params![run.root, run.series, run.year, number]).await.map(drop)
}

/// The last number given; 0 before the first.
///
/// # Errors
/// The engine's.
pub async fn last(cx: &mut Conn, run: &Run) -> Result<i64> {
    Ok(cx.opt(&LAST, params![run.root, run.series, run.year]).await?.unwrap_or(0))
}

/// The series of a year with their last numbers.
///
/// # Errors
/// The engine's.
pub async fn series(cx: &mut Conn, root: UnitId, year: i16) -> Result<Vec<Reached>> {
    cx.all(&SERIES, params![root, year]).await
}

/// The years in which numbers were given, the latest first.
///
/// # Errors
/// The engine's.
pub async fn years(cx: &mut Conn, root: UnitId) -> Result<Vec<i16>> {
    cx.all(&YEARS, params![root]).await
}

/// The day of the document with the highest number.
///
/// # Errors
/// The engine's.
pub async fn last_day(cx: &mut Conn, run: &Run) -> Result<Option<Date>> {
    cx.opt(&LAST_DAY, params![run.root, run.series, run.year]).await
}

/// Explains numbers that were used elsewhere.
///
/// # Errors
/// The engine's.
pub async fn insert_gap(
    tx: &mut Tx,
    run: &Run,
    numbers: (i64, i64),
    reason: &str,
    by: (PersonId, Timestamp),
) -> Result<()> {
    tx.exec(&GAP_NEW, params![run.root, run.series, run.year, numbers.0, numbers.1, reason, by.0, by.1]).await.map(drop)
}

/// The explained holes of a year.
///
/// # Errors
/// The engine's.
pub async fn gaps(cx: &mut Conn, root: UnitId, year: i16) -> Result<Vec<Gap>> {
    cx.all(&GAPS, params![root, year]).await
}
