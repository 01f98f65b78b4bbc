//! The plan of publicity by channel: planned, held or called off; the rota of the flag salute; figures by channel and month. It must not publish anything.

use std::sync::Arc;

use jiff::civil::{Date, Time};
use lantoa_domain::Refusal;
use lantoa_domain::id::{ActivityId, ExemplarId, ProgrammeId, UnitId};
use lantoa_domain::policy::Act;
use lantoa_domain::publicity::{Purpose, mondays};
use lantoa_store::publicity::activity::{self, Activity, Figure};
use lantoa_store::publicity::consent;
use lantoa_store::{Conn, Tx, Word};
use serde_json::json;

pub use lantoa_domain::publicity::Channel;
pub use lantoa_store::publicity::activity::{Activity as ActivityRow, ActivityState, Figure as ChannelFigure};

use super::{address, chosen_exemplar, chosen_programme, chosen_unit, exemplar_of, filled, own, permit_for_unit};
use crate::calendar::{Calendar, Entry, Standing};
use crate::export::Portion;
use crate::{Cx, Error, Result, faster};

/// Activities in one calendar file at most.
const MOST: u32 = 500;
/// Minutes of air time and people reached at most: more is a slip of the pen.
const MOST_MINUTES: i64 = 100_000;
const MOST_PEOPLE: i64 = 10_000_000;

/// An activity as it is planned.
#[derive(Debug, Clone)]
pub struct Plan {
    /// On which channel.
    pub channel: Channel,
    /// What it is.
    pub title: String,
    /// Its day.
    pub on: Date,
    /// When it begins.
    pub starts_at: Option<Time>,
    /// Where; may be empty.
    pub place: String,
    /// Who leads it in words; may be empty.
    pub led_by: String,
    /// The unit that sees to it.
    pub unit: Option<UnitId>,
    /// About which exemplar.
    pub exemplar: Option<ExemplarId>,
    /// For which programme.
    pub programme: Option<ProgrammeId>,
}

/// What is told of an activity that was held.
#[derive(Debug, Clone)]
pub struct Report {
    /// People it reached.
    pub audience: Option<i64>,
    /// Minutes of air time.
    pub minutes: Option<i64>,
    /// Where it can be read, heard or seen; may be empty.
    pub link: String,
    /// What came of it; may be empty.
    pub outcome: String,
}

/// Plans an activity.
///
/// # Errors
/// `NotAllowed`; `NotFound` for a unit, exemplar or programme of others; `Invalid` on "title".
pub async fn plan(cx: &Cx, new: Plan) -> Result<ActivityId> {
    cx.permit(Act::RunPublicity)?;
    let new = Plan { title: filled("title", &new.title)?, ..new };
    let (me, new) = (cx.clone(), Arc::new(new));
    cx.db()
        .write(async move |tx| {
            chosen(tx, &me, &new).await?;
            let row = put(blank(&me), &new);
            insert(tx, &me, &row, "activity.planned").await?;
            Ok(row.id)
        })
        .await
}

async fn chosen(conn: &mut Conn, cx: &Cx, new: &Plan) -> Result<()> {
    chosen_unit(conn, cx, new.unit).await?;
    chosen_exemplar(conn, cx, new.exemplar).await?;
    chosen_programme(conn, cx, new.programme).await
}

async fn insert(tx: &mut Tx, cx: &Cx, row: &Activity, event: &str) -> Result<()> {
    activity::insert(tx, row, cx.actor().person).await?;
    cx.journal(tx, event, row.id, &json!({ "on": row.on_day, "unit": row.unit }))
}

fn blank(cx: &Cx) -> Activity {
    Activity {
        id: cx.id(),
        root: cx.actor().root,
        channel: Word(Channel::Meeting),
        title: String::new(),
        on_day: cx.today(),
        starts_at: String::new(),
        place: String::new(),
        led_by: String::new(),
        unit: None,
        unit_name: None,
        exemplar: None,
        exemplar_name: None,
        programme: None,
        state: Word(ActivityState::Planned),
        audience: None,
        minutes: None,
        link: String::new(),
        outcome: String::new(),
        why: String::new(),
        version: 1,
    }
}

fn put(row: Activity, new: &Plan) -> Activity {
    Activity {
        channel: Word(new.channel),
        title: new.title.clone(),
        on_day: new.on,
        starts_at: new.starts_at.map(|time| time.strftime("%H:%M").to_string()).unwrap_or_default(),
        place: new.place.trim().to_owned(),
        led_by: new.led_by.trim().to_owned(),
        unit: new.unit,
        exemplar: new.exemplar,
        programme: new.programme,
        ..row
    }
}

async fn load(conn: &mut Conn, cx: &Cx, id: ActivityId, seen: i64) -> Result<Activity> {
    let found = own(activity::load(conn, id).await?, cx, |one: &Activity| one.root)?;
    faster::same(conn, found.root, id, found.version, seen).await?;
    Ok(found)
}

async fn save(tx: &mut Tx, row: &Activity) -> Result<()> {
    let saved = activity::save(tx, row).await;
    faster::told(tx, row.root, row.id, saved).await
}

/// Changes what is planned.
///
/// # Errors
/// As [`plan`], `Overtaken`, `InUse` for what was called off.
pub async fn edit(cx: &Cx, id: ActivityId, seen: i64, new: Plan) -> Result<()> {
    cx.permit(Act::RunPublicity)?;
    let new = Plan { title: filled("title", &new.title)?, ..new };
    let (me, new) = (cx.clone(), Arc::new(new));
    cx.db()
        .write(async move |tx| {
            let was = load(tx, &me, id, seen).await?;
            if was.state.0 == ActivityState::CalledOff {
                return Err(Refusal::InUse.into());
            }
            chosen(tx, &me, &new).await?;
            let row = put(was, &new);
            save(tx, &row).await?;
            me.journal(tx, "activity.edited", id, &json!({ "on": row.on_day, "unit": row.unit }))
        })
        .await
}

/// Tells how an activity went; what was told before is replaced. Those who run publicity do, and those who speak for its unit.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`; `InUse` for what was called off; `Invalid` on "on" (`future`), "audience", "minutes", "link".
pub async fn report(cx: &Cx, id: ActivityId, seen: i64, new: Report) -> Result<()> {
    let link = address("link", &new.link)?;
    for (field, value, most) in [("audience", new.audience, MOST_PEOPLE), ("minutes", new.minutes, MOST_MINUTES)] {
        if value.is_some_and(|value| !(0..=most).contains(&value)) {
            return Err(Refusal::Invalid { field, why: "range" }.into());
        }
    }
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = load(tx, &me, id, seen).await?;
            may_report(tx, &me, &was).await?;
            if was.state.0 == ActivityState::CalledOff {
                return Err(Refusal::InUse.into());
            }
            if was.on_day > me.today() {
                return Err(Refusal::Invalid { field: "on", why: "future" }.into());
            }
            let row = Activity {
                state: Word(ActivityState::Done),
                audience: new.audience,
                minutes: new.minutes,
                link: link.clone(),
                outcome: new.outcome.trim().to_owned(),
                ..was
            };
            save(tx, &row).await?;
            me.journal(tx, "activity.held", id, &json!({ "count": row.audience }))
        })
        .await
}

async fn may_report(conn: &mut Conn, cx: &Cx, row: &Activity) -> Result<()> {
    match row.unit {
        Some(unit) => permit_for_unit(conn, cx, unit).await,
        None => cx.permit(Act::RunPublicity).map(drop),
    }
}

/// Calls an activity off, with a reason.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`, `ReasonMissing`; `InUse` for what was held or called off.
pub async fn call_off(cx: &Cx, id: ActivityId, seen: i64, why: String) -> Result<()> {
    cx.permit(Act::RunPublicity)?;
    let why = why.trim().to_owned();
    if why.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = load(tx, &me, id, seen).await?;
            if was.state.0 != ActivityState::Planned {
                return Err(Refusal::InUse.into());
            }
            save(tx, &Activity { state: Word(ActivityState::CalledOff), why: why.clone(), ..was }).await?;
            me.journal(tx, "activity.called-off", id, &json!({ "why": why }))
        })
        .await
}

/// The rota of the flag salute: every Monday of a time in turn to one of the units (plan 004 IV.3).
#[derive(Debug, Clone)]
pub struct Rota {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// What is said at it.
    pub title: String,
    /// The units in their turn.
    pub units: Vec<UnitId>,
}

/// Plans the Mondays of a time that have no salute yet; tells how many.
///
/// # Errors
/// `NotAllowed`; `NotFound` for a unit of others; `Invalid` on "title", "units", "to"; `Taken` on "mondays" when every Monday has one.
pub async fn rota(cx: &Cx, new: Rota) -> Result<usize> {
    cx.permit(Act::RunPublicity)?;
    let title = filled("title", &new.title)?;
    if new.units.is_empty() {
        return Err(Refusal::Invalid { field: "units", why: "empty" }.into());
    }
    let days = mondays(new.from, new.to);
    if days.is_empty() {
        return Err(Refusal::Invalid { field: "to", why: "no-monday" }.into());
    }
    let (me, given) = (cx.clone(), Arc::new((title, new.units, days)));
    cx.db()
        .write(async move |tx| {
            let (title, units, days) = &*given;
            for unit in units {
                chosen_unit(tx, &me, Some(*unit)).await?;
            }
            let (from, to) = (days[0], days[days.len() - 1]);
            let taken = activity::taken_days(tx, me.actor().root, Channel::Salute, from, to).await?;
            let free: Vec<&Date> = days.iter().filter(|day| !taken.contains(day)).collect();
            if free.is_empty() {
                return Err(Refusal::Taken { field: "mondays" }.into());
            }
            for (day, unit) in free.iter().zip(units.iter().cycle()) {
                let base = blank(&me);
                let row = Activity {
                    channel: Word(Channel::Salute),
                    title: title.clone(),
                    on_day: **day,
                    starts_at: "07:30".to_owned(),
                    unit: Some(*unit),
                    ..base
                };
                insert(tx, &me, &row, "activity.planned").await?;
            }
            Ok(free.len())
        })
        .await
}

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this channel.
    pub channel: Option<Channel>,
    /// Only those that stand so.
    pub state: Option<ActivityState>,
    /// Only those of a unit.
    pub unit: Option<UnitId>,
    /// Only those of a year.
    pub year: Option<i16>,
    /// How many at a time.
    pub portion: Portion,
}

/// Activities, the latest day first, and whether more follow.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn list(cx: &Cx, filter: Filter, after: Option<(Date, ActivityId)>) -> Result<(Vec<Activity>, bool)> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    let year = |year: i16| (jiff::civil::date(year, 1, 1), jiff::civil::date(year, 12, 31));
    let wanted = activity::Filter {
        channel: filter.channel,
        state: filter.state,
        unit: filter.unit,
        between: filter.year.filter(|year| (1900..=2200).contains(year)).map(year),
    };
    cx.db()
        .read(async move |conn| {
            let found = activity::list(conn, root, &wanted, after, filter.portion.rows()).await?;
            Ok::<_, Error>((found.rows, found.more))
        })
        .await
}

/// What was held in a year, by channel and month.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn figures(cx: &Cx, year: i16) -> Result<Vec<Figure>> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    cx.db().read(async move |conn| Ok(activity::figures(conn, root, year).await?)).await
}

/// An activity's page.
#[derive(Debug, Clone)]
pub struct ActivityView {
    /// The activity.
    pub row: Activity,
    /// Whether its exemplar consented to a channel that goes so far; `None` without an exemplar.
    pub consented: Option<bool>,
    /// Whether the reader may change or call it off.
    pub may_run: bool,
    /// Whether the reader may tell how it went.
    pub may_report: bool,
}

/// An activity's page.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: ActivityId) -> Result<ActivityView> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let row = own(activity::load(conn, id).await?, &me, |one: &Activity| one.root)?;
            let consented = match row.exemplar {
                Some(exemplar) => {
                    let about = exemplar_of(conn, &me, exemplar).await?;
                    let (subject, reach) = ((about.subject_kind, about.subject), row.channel.0.reach());
                    Some(consent::in_force(conn, row.root, subject, Purpose::Story, reach).await?)
                }
                None => None,
            };
            let off = row.state.0 == ActivityState::CalledOff;
            let may_report = !off && row.on_day <= me.today() && may_report(conn, &me, &row).await.is_ok();
            Ok::<_, Error>(ActivityView { consented, may_run: !off && me.may(Act::RunPublicity), may_report, row })
        })
        .await
}

/// The activities of this year and the next as a calendar shows them, those called off too.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn calendar(cx: &Cx) -> Result<Calendar> {
    cx.permit(Act::ReadProgramme)?;
    let (root, year) = (cx.actor().root, cx.today().year());
    let between = (jiff::civil::date(year, 1, 1), jiff::civil::date(year.saturating_add(1), 12, 31));
    cx.db()
        .read(async move |conn| {
            let filter = activity::Filter { between: Some(between), ..activity::Filter::default() };
            let found = activity::list(conn, root, &filter, None, MOST).await?;
            let entry = |one: Activity| Entry {
                id: one.id.to_string(),
                changes: u32::try_from(one.version - 1).unwrap_or(0),
                title: one.title,
                whose: one.unit_name.unwrap_or_default(),
                place: one.place,
                on: one.on_day,
                at: one.starts_at.parse().ok(),
                standing: match one.state.0 {
                    ActivityState::CalledOff => Standing::CalledOff,
                    ActivityState::Planned | ActivityState::Done => Standing::Holds,
                },
            };
            Ok::<_, Error>(Calendar { sessions: found.rows.into_iter().map(entry).collect(), deadlines: Vec::new() })
        })
        .await
}
