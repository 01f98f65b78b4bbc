//! The lists that units send every month as rows; it must not decide who owes one.

use jiff::civil::Date;
use lantoa_domain::id::{ProgrammeId, TaskId, UnitId};
use lantoa_domain::task::Met;
use lantoa_domain::time::When;

use crate::{Conn, Result, Word, params};

crate::sql! {
    MONTHS = "SELECT t.period, CAST(count(*) AS BIGINT), CAST(sum(CASE WHEN t.met IS NULL THEN 0 ELSE 1 END) AS BIGINT), \
              min(t.due_day) FROM task t WHERE t.programme = $1 AND t.form = 'list' AND length(t.period) = 7 AND t.period NOT LIKE '%Q%' \
              AND t.period <= $2 GROUP BY t.period ORDER BY t.period DESC";
    OF_MONTH = "SELECT t.id, t.unit, u.name, t.what, t.due_day, t.met, t.met_on, t.note FROM task t JOIN unit u ON u.id = t.unit \
                WHERE t.programme = $1 AND t.period = $2 AND t.form = 'list' ORDER BY u.ordinal, u.name, t.id";
}

/// A unit's list of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The task it meets.
    pub task: TaskId,
    /// Who owes it.
    pub unit: UnitId,
    /// That unit's name today.
    pub unit_name: String,
    /// What is owed.
    pub what: String,
    /// The last day in time.
    pub due_day: Date,
    /// How it was met.
    pub met: Option<Word<Met>>,
    /// On which day.
    pub met_on: Option<Date>,
    /// What was said with it.
    pub note: String,
}
crate::from_row!(Sent { task, unit, unit_name, what, due_day, met, met_on, note });

/// Months up to one in which lists are owed: how many, how many are met, the day they are due. The latest first.
///
/// # Errors
/// The engine's.
pub async fn months(cx: &mut Conn, programme: ProgrammeId, last: When) -> Result<Vec<(When, i64, i64, Date)>> {
    cx.all(&MONTHS, params![programme, last]).await
}

/// The lists owed for a month, by unit.
///
/// # Errors
/// The engine's.
pub async fn of(cx: &mut Conn, programme: ProgrammeId, month: When) -> Result<Vec<Sent>> {
    cx.all(&OF_MONTH, params![programme, month]).await
}
