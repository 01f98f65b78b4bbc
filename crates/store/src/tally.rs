//! How many tasks of a turn stand so: counters beside the rows, so that a table of ten thousand units is added up from few rows; it must not say what is late today.

use std::collections::BTreeMap;

use jiff::civil::Date;
use lantoa_domain::id::{ProgrammeId, TaskId};
use lantoa_domain::plan::Key;
use lantoa_domain::time::When;
use serde::{Deserialize, Serialize};

use crate::task::Task;
use crate::{Conn, Param as _, Result, Sql, Tx, Value, Word, params};

crate::sql! {
    OUT = "INSERT INTO task_tally (programme, obligation, period, due_day, outcome, times) \
           SELECT programme, obligation, period, due_day, \
           CASE WHEN met IS NULL AND extended_to IS NULL THEN 'open' WHEN met IS NULL THEN 'extended' \
           WHEN met = 'exempt' THEN 'exempt' WHEN met_on > due_day THEN 'late' ELSE met END, CAST(-1 AS BIGINT) \
           FROM task WHERE id = $1 \
           ON CONFLICT (programme, obligation, period, due_day, outcome) DO UPDATE SET times = task_tally.times + excluded.times";
    BACK = "INSERT INTO task_tally (programme, obligation, period, due_day, outcome, times) \
            SELECT programme, obligation, period, due_day, \
            CASE WHEN met IS NULL AND extended_to IS NULL THEN 'open' WHEN met IS NULL THEN 'extended' \
            WHEN met = 'exempt' THEN 'exempt' WHEN met_on > due_day THEN 'late' ELSE met END, CAST(1 AS BIGINT) \
            FROM task WHERE id = $1 \
            ON CONFLICT (programme, obligation, period, due_day, outcome) DO UPDATE SET times = task_tally.times + excluded.times";
    GONE = "INSERT INTO task_tally (programme, obligation, period, due_day, outcome, times) \
            SELECT programme, obligation, period, due_day, CASE WHEN extended_to IS NULL THEN 'open' ELSE 'extended' END, \
            CAST(-1 AS BIGINT) FROM task WHERE id = $1 AND met IS NULL \
            ON CONFLICT (programme, obligation, period, due_day, outcome) DO UPDATE SET times = task_tally.times + excluded.times";
    NEW = "INSERT INTO task_tally (programme, obligation, period, due_day, outcome, times) VALUES ($1, $2, $3, $4, 'open', $5) \
           ON CONFLICT (programme, obligation, period, due_day, outcome) DO UPDATE SET times = task_tally.times + excluded.times";
    OF_OBLIGATION = "SELECT obligation, period, due_day, outcome, times FROM task_tally \
                     WHERE programme = $1 AND obligation = $2 AND times > 0 ORDER BY due_day, period";
    OF_DAYS = "SELECT obligation, period, due_day, outcome, times FROM task_tally \
               WHERE programme = $1 AND due_day >= $2 AND due_day <= $3 AND times > 0 ORDER BY due_day, obligation, period";
}

/// How tasks stand, whatever day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Not met.
    Open,
    /// Not met, and somebody gave more time.
    Extended,
    /// Met in time.
    Done,
    /// Met in time with nothing to report.
    Zero,
    /// Met late.
    Late,
    /// Exempted.
    Exempt,
}

/// A counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The obligation.
    pub obligation: Key,
    /// The period answered for.
    pub period: When,
    /// The last day in time that holds.
    pub due_day: Date,
    /// How they stand.
    pub outcome: Word<Outcome>,
    /// How many.
    pub times: u32,
}
crate::from_row!(Tally { obligation, period, due_day, outcome, times });

/// Takes a task off its counter: before it is changed.
///
/// # Errors
/// The engine's.
pub(crate) async fn off(tx: &mut Tx, id: TaskId) -> Result<()> {
    tx.exec(&OUT, params![id]).await.map(drop)
}

/// Puts a task on its counter: after it was changed.
///
/// # Errors
/// The engine's.
pub(crate) async fn on(tx: &mut Tx, id: TaskId) -> Result<()> {
    tx.exec(&BACK, params![id]).await.map(drop)
}

/// The statement that takes a task off when it is not met, to be run right before it is deleted.
pub(crate) const fn gone() -> &'static Sql {
    &GONE
}

/// How many new tasks belong to each counter.
#[derive(Debug, Default)]
pub(crate) struct Sums<'a>(BTreeMap<(ProgrammeId, &'a Key, When, Date), i64>);

impl<'a> Sums<'a> {
    pub(crate) fn count(&mut self, task: &'a Task) {
        *self.0.entry((task.programme, &task.obligation, task.period, task.due_day)).or_default() += 1;
    }
}

/// Counts new tasks.
///
/// # Errors
/// The engine's.
pub(crate) async fn add(tx: &mut Tx, sums: &Sums<'_>) -> Result<()> {
    let values: Vec<[Value<'_>; 5]> = sums
        .0
        .iter()
        .map(|((programme, key, period, day), n)| {
            [programme.value(), key.value(), period.value(), day.value(), n.value()].map(Value::into_owned)
        })
        .collect();
    for batch in values.chunks(500) {
        let steps: Vec<_> = batch.iter().map(|values| (&NEW, values.as_slice())).collect();
        tx.exec_all(&steps).await?;
    }
    Ok(())
}

/// The counters of an obligation, by day.
///
/// # Errors
/// The engine's.
pub async fn of_obligation(cx: &mut Conn, programme: ProgrammeId, obligation: &Key) -> Result<Vec<Tally>> {
    cx.all(&OF_OBLIGATION, params![programme, obligation]).await
}

/// The counters of a programme's tasks that are due within these days, by day.
///
/// # Errors
/// The engine's.
pub async fn of_days(cx: &mut Conn, programme: ProgrammeId, (from, to): (Date, Date)) -> Result<Vec<Tally>> {
    cx.all(&OF_DAYS, params![programme, from, to]).await
}
