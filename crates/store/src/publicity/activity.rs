//! Activities of publicity as rows, and their figures by channel and month; it must not decide who may see or change one.

use jiff::civil::Date;
use lantoa_domain::id::{ActivityId, ExemplarId, PersonId, ProgrammeId, UnitId};
use lantoa_domain::publicity::Channel;
use serde::{Deserialize, Serialize};

use crate::{Conn, Order, Query, Result, Slice, Tx, Word, params};

const COLUMNS: &str = "SELECT a.id, a.root, a.channel, a.title, a.on_day, a.starts_at, a.place, a.led_by, a.unit, u.name, a.exemplar, \
                       e.name, a.programme, a.state, a.audience, a.minutes, a.link, a.outcome, a.why, a.version FROM activity a \
                       LEFT JOIN unit u ON u.id = a.unit LEFT JOIN exemplar e ON e.id = a.exemplar WHERE a.root = ?";

crate::sql! {
    NEW = "INSERT INTO activity (id, root, channel, title, on_day, starts_at, place, led_by, unit, exemplar, programme, state, \
           audience, minutes, link, outcome, why, entered_by, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1)";
    SAVE = "UPDATE activity SET channel = $3, title = $4, on_day = $5, starts_at = $6, place = $7, led_by = $8, unit = $9, \
            exemplar = $10, programme = $11, state = $12, audience = $13, minutes = $14, link = $15, outcome = $16, why = $17, \
            version = version + 1 WHERE id = $1 AND version = $2";
    LOAD = "SELECT a.id, a.root, a.channel, a.title, a.on_day, a.starts_at, a.place, a.led_by, a.unit, u.name, a.exemplar, e.name, \
            a.programme, a.state, a.audience, a.minutes, a.link, a.outcome, a.why, a.version FROM activity a \
            LEFT JOIN unit u ON u.id = a.unit LEFT JOIN exemplar e ON e.id = a.exemplar WHERE a.id = $1";
    TAKEN_DAYS = "SELECT on_day FROM activity WHERE root = $1 AND channel = $2 AND state <> 'called_off' \
                  AND on_day >= $3 AND on_day <= $4 ORDER BY on_day";
    FIGURES = "SELECT channel, CAST(substr(on_day, 6, 2) AS BIGINT), CAST(count(*) AS BIGINT), \
               CAST(coalesce(sum(audience), 0) AS BIGINT), CAST(coalesce(sum(minutes), 0) AS BIGINT) FROM activity \
               WHERE root = $1 AND state = 'done' AND on_day >= $2 AND on_day <= $3 \
               GROUP BY channel, substr(on_day, 6, 2) ORDER BY channel, substr(on_day, 6, 2)";
}

/// How far an activity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityState {
    /// To come.
    Planned,
    /// Held.
    Done,
    /// Called off, with a reason.
    CalledOff,
}

/// An activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// The activity.
    pub id: ActivityId,
    /// The agency.
    pub root: UnitId,
    /// On which channel.
    pub channel: Word<Channel>,
    /// What it is.
    pub title: String,
    /// Its day.
    pub on_day: Date,
    /// When it begins, as it was typed; may be empty.
    pub starts_at: String,
    /// Where; may be empty.
    pub place: String,
    /// Who leads it in words: "Chi bộ", "Công đoàn"; may be empty.
    pub led_by: String,
    /// The unit that sees to it.
    pub unit: Option<UnitId>,
    /// Its name.
    pub unit_name: Option<String>,
    /// About which exemplar.
    pub exemplar: Option<ExemplarId>,
    /// Its name.
    pub exemplar_name: Option<String>,
    /// For which programme.
    pub programme: Option<ProgrammeId>,
    /// How far it is.
    pub state: Word<ActivityState>,
    /// How many people it reached.
    pub audience: Option<i64>,
    /// Minutes of air time.
    pub minutes: Option<i64>,
    /// Where it can be read, heard or seen; may be empty.
    pub link: String,
    /// What came of it; may be empty.
    pub outcome: String,
    /// Why it was called off.
    pub why: String,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Activity {
    id,
    root,
    channel,
    title,
    on_day,
    starts_at,
    place,
    led_by,
    unit,
    unit_name,
    exemplar,
    exemplar_name,
    programme,
    state,
    audience,
    minutes,
    link,
    outcome,
    why,
    version
});

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this channel.
    pub channel: Option<Channel>,
    /// Only those that stand so.
    pub state: Option<ActivityState>,
    /// Only those of a unit.
    pub unit: Option<UnitId>,
    /// Only those of these days, both included.
    pub between: Option<(Date, Date)>,
}

/// What was done on a channel in a month of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The channel.
    pub channel: Word<Channel>,
    /// The month, from 1.
    pub month: i8,
    /// Activities held.
    pub count: i64,
    /// People reached.
    pub audience: i64,
    /// Minutes of air time.
    pub minutes: i64,
}
crate::from_row!(Figure { channel, month, count, audience, minutes });

/// Stores a new activity.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, new: &Activity, by: PersonId) -> Result<()> {
    let a = new;
    let values = params![
        a.id,
        a.root,
        a.channel,
        a.title,
        a.on_day,
        a.starts_at,
        a.place,
        a.led_by,
        a.unit,
        a.exemplar,
        a.programme,
        a.state,
        a.audience,
        a.minutes,
        a.link,
        a.outcome,
        a.why,
        by
    ];
    tx.exec(&NEW, values).await.map(drop)
}

/// Saves an activity, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn save(tx: &mut Tx, new: &Activity) -> Result<()> {
    let a = new;
    let values = params![
        a.id,
        a.version,
        a.channel,
        a.title,
        a.on_day,
        a.starts_at,
        a.place,
        a.led_by,
        a.unit,
        a.exemplar,
        a.programme,
        a.state,
        a.audience,
        a.minutes,
        a.link,
        a.outcome,
        a.why
    ];
    tx.exec_guarded(&SAVE, values).await
}

/// An activity.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: ActivityId) -> Result<Option<Activity>> {
    cx.opt(&LOAD, params![id]).await
}

/// Activities of an agency, the latest day first.
///
/// # Errors
/// The engine's.
pub async fn list(
    cx: &mut Conn,
    root: UnitId,
    filter: &Filter,
    after: Option<(Date, ActivityId)>,
    rows: u32,
) -> Result<Slice<Activity>> {
    let mut query = Query::new("activity::list", COLUMNS, &[&root])
        .and_some("a.channel = ?", filter.channel.map(Word))
        .and_some("a.state = ?", filter.state.map(Word))
        .and_some("a.unit = ?", filter.unit);
    if let Some((from, to)) = filter.between {
        query = query.and("a.on_day >= ? AND a.on_day <= ?", &[&from, &to]);
    }
    let parts: Option<[&dyn crate::Param; 2]> = after.as_ref().map(|(day, id)| [day as _, id as _]);
    let key = parts.as_ref().map(<[_; 2]>::as_slice);
    cx.page(query.keyset(&["a.on_day", "a.id"], Order::Descending, key), rows).await
}

/// Days of a time on which something of a channel stands already.
///
/// # Errors
/// The engine's.
pub async fn taken_days(cx: &mut Conn, root: UnitId, channel: Channel, from: Date, to: Date) -> Result<Vec<Date>> {
    cx.all(&TAKEN_DAYS, params![root, Word(channel), from, to]).await
}

/// What was done in a year, by channel and month.
///
/// # Errors
/// The engine's.
pub async fn figures(cx: &mut Conn, root: UnitId, year: i16) -> Result<Vec<Figure>> {
    let (from, to) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
    cx.all(&FIGURES, params![root, from, to]).await
}
