//! What happened in a programme that deadlines count from: a meeting was held, a decision was issued. Recording it makes the tasks that follow; it must not record by itself what the records suggest.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{ProgrammeId, UnitId};
use lantoa_domain::plan::Plan;
use lantoa_domain::policy::Act;
use lantoa_domain::text::fold;
use lantoa_domain::time::Due;
use lantoa_store::happening::{self, Issued};
use lantoa_store::programme::{self, Programme, ProgrammeStatus};
use lantoa_store::{Conn, Tx, conference, org};
use serde_json::json;

pub use lantoa_store::happening::Happening;

use crate::roll::{self, Reconciled};
use crate::{Cx, Result};

/// Something the plan counts from, with what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaited {
    /// The plan's words.
    pub words: String,
    /// What is owed after it.
    pub follows: Vec<String>,
    /// How often it happened.
    pub times: usize,
}

/// Something the records know of that looks like what the plan counts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The plan's words it would be.
    pub words: String,
    /// The day.
    pub on: Date,
    /// What it was: the decision's number and title, the title of the session or conference.
    pub note: String,
}

/// The register of a programme.
#[derive(Debug, Clone)]
pub struct Register {
    /// The programme's title.
    pub programme_title: String,
    /// What the plan counts from.
    pub awaited: Vec<Awaited>,
    /// What happened, the latest first.
    pub rows: Vec<Happening>,
    /// What the records suggest, the latest first.
    pub proposals: Vec<Proposal>,
    /// Units to choose from.
    pub units: Vec<(UnitId, String)>,
    /// The agency itself: an event of it concerns everybody.
    pub root: UnitId,
    /// Whether the reader may record.
    pub may_record: bool,
    /// The day it was looked at.
    pub today: Date,
}

/// What happened in a programme.
///
/// # Errors
/// `NotFound`.
pub async fn register(cx: &Cx, id: ProgrammeId) -> Result<Register> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let found = own(conn, &me, id).await?;
            me.permit(Act::ReadProgramme)?;
            let (root, today) = (me.actor().root, me.today());
            let plan = me.app().plan(conn, found.plan).await?;
            let rows = happening::list(conn, id).await?;
            let units = org::units(conn, root).await?.into_iter();
            let units = units.filter(|unit| unit.id != root && unit.to_day.is_none_or(|to| to >= today));
            let may_record = me.may(Act::ExcuseTask) && found.status.0 == ProgrammeStatus::Running;
            Ok(Register {
                proposals: if may_record { proposals(conn, &me, id, &plan, &rows).await? } else { Vec::new() },
                awaited: awaited(&plan, &rows),
                programme_title: found.title,
                rows,
                units: units.map(|unit| (unit.id, unit.name)).collect(),
                root,
                may_record,
                today,
            })
        })
        .await
}

async fn own(conn: &mut Conn, cx: &Cx, id: ProgrammeId) -> Result<Programme> {
    let found = programme::programme(conn, id).await?.filter(|one| one.root == cx.actor().root);
    Ok(found.ok_or(Refusal::NotFound)?)
}

fn awaited(plan: &Plan, rows: &[Happening]) -> Vec<Awaited> {
    let one = |words: &str| {
        let event = fold(words);
        let follows = plan.obligations.iter().filter(|obligation| match &obligation.deadline.due {
            Due::After { event: counted, .. } => fold(counted) == event,
            _ => false,
        });
        Awaited {
            words: words.to_owned(),
            follows: follows.map(|obligation| obligation.what.clone()).collect(),
            times: rows.iter().filter(|row| row.event == event).count(),
        }
    };
    plan.event_words().into_iter().map(one).collect()
}

/// What the records know of that the plan's words may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Recognition,
    Decision,
    Meeting,
}

fn sort(words: &str) -> Option<Sort> {
    let folded = format!(" {} ", fold(words));
    let has = |parts: &[&str]| parts.iter().any(|part| folded.contains(&format!(" {part} ")));
    if has(&["cong nhan", "recognised", "recognition"]) {
        Some(Sort::Recognition)
    } else if has(&["quyet dinh", "decision"]) {
        Some(Sort::Decision)
    } else if has(&["hop", "phien hop", "hoi nghi", "meeting", "session"]) {
        Some(Sort::Meeting)
    } else {
        None
    }
}

async fn proposals(
    conn: &mut Conn,
    cx: &Cx,
    id: ProgrammeId,
    plan: &Plan,
    rows: &[Happening],
) -> Result<Vec<Proposal>> {
    let words = plan.event_words();
    if words.iter().all(|words| sort(words).is_none()) {
        return Ok(Vec::new());
    }
    let decisions = happening::decisions(conn, id).await?;
    // Whoever may not know of sessions is told of none.
    let sessions = if cx.may(Act::ReadSession) { happening::meetings(conn, id, cx.today()).await? } else { Vec::new() };
    let mut meetings: Vec<(Date, String)> = sessions.into_iter().map(|one| (one.on, one.title)).collect();
    let conferences = conference::of_programme(conn, id).await?.into_iter();
    meetings.extend(conferences.filter_map(|one| Some((one.held_on?, one.title))));
    let number = |one: &Issued| match one.number {
        Some(number) => format!("{number}/{} – {}", one.symbol, one.title),
        None => one.title.clone(),
    };
    let mut out = Vec::new();
    for words in words {
        let mut add = |on, note| out.push(Proposal { words: words.to_owned(), on, note });
        match sort(words) {
            Some(Sort::Recognition) => {
                decisions.iter().filter(|one| one.kind == "recognition").for_each(|one| add(one.on, number(one)));
            }
            Some(Sort::Decision) => decisions.iter().for_each(|one| add(one.on, number(one))),
            Some(Sort::Meeting) => meetings.iter().for_each(|(on, title)| add(*on, title.clone())),
            None => {}
        }
    }
    let known = |one: &Proposal| rows.iter().any(|row| row.event == fold(&one.words) && row.on == one.on);
    out.retain(|one| !known(one));
    out.sort_by_key(|one| std::cmp::Reverse(one.on));
    out.dedup_by(|one, other| one.words == other.words && one.on == other.on);
    Ok(out)
}

/// Something that happened, as a person enters it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// The plan's words for it.
    pub words: String,
    /// The day.
    pub on: Date,
    /// The only unit it concerns; `None` for everybody.
    pub unit: Option<UnitId>,
    /// A number of a document, a place, a link.
    pub note: String,
}

/// Records that something happened, and makes the tasks that follow it.
///
/// # Errors
/// `NotFound`, `NotAllowed`; `Invalid` on "words" for what the plan does not count from, on "on" for the future, on "unit" for
/// one of others, on "programme" for one that is finished; `Taken` on "on" when it is recorded already.
pub async fn record(cx: &Cx, id: ProgrammeId, new: Happened) -> Result<Reconciled> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let found = changeable(tx, &me, id).await?;
            let plan = me.app().plan(tx, found.plan).await?;
            let event = fold(&new.words);
            let words = plan.event_words().into_iter().find(|words| fold(words) == event);
            let words = words.ok_or(Refusal::Invalid { field: "words", why: "not-existing" })?.to_owned();
            if new.on > me.today() {
                return Err(Refusal::Invalid { field: "on", why: "future" }.into());
            }
            if new.note.chars().count() > 500 {
                return Err(Refusal::Invalid { field: "note", why: "long" }.into());
            }
            let unit = new.unit.unwrap_or(found.root);
            let known = org::unit(tx, unit).await?.filter(|one| one.root == found.root);
            known.ok_or(Refusal::Invalid { field: "unit", why: "not-existing" })?;
            let (unit_name, entered_by) = (String::new(), String::new());
            let note = new.note.trim().to_owned();
            let row = Happening { event, on: new.on, unit, unit_name, words, note, entered_by };
            if !happening::insert(tx, id, &row, me.actor().person).await? {
                return Err(Refusal::Taken { field: "on" }.into());
            }
            followed(tx, &me, &found, "programme.event-recorded", &row).await
        })
        .await
}

/// Takes back what was recorded by mistake. Tasks that were met stay.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Invalid` for a programme that is finished.
pub async fn withdraw(cx: &Cx, id: ProgrammeId, (words, on, unit): (String, Date, UnitId)) -> Result<Reconciled> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let found = changeable(tx, &me, id).await?;
            let event = fold(&words);
            let rows = happening::list(tx, id).await?;
            let row = rows.into_iter().find(|row| row.event == event && row.on == on && row.unit == unit);
            let row = row.ok_or(Refusal::NotFound)?;
            if !happening::delete(tx, id, (&event, on, unit)).await? {
                return Err(Refusal::NotFound.into());
            }
            followed(tx, &me, &found, "programme.event-withdrawn", &row).await
        })
        .await
}

async fn changeable(tx: &mut Tx, cx: &Cx, id: ProgrammeId) -> Result<Programme> {
    let found = own(tx, cx, id).await?;
    cx.permit(Act::ExcuseTask)?;
    if found.status.0 != ProgrammeStatus::Running {
        return Err(Refusal::Invalid { field: "programme", why: "finished" }.into());
    }
    Ok(found)
}

async fn followed(tx: &mut Tx, cx: &Cx, found: &Programme, action: &str, row: &Happening) -> Result<Reconciled> {
    let plan = cx.app().plan(tx, found.plan).await?;
    let done = roll::reconcile(tx, cx, found.root, found.id, &plan).await?;
    let detail = json!({
        "event": row.words, "on": row.on, "unit": row.unit, "added": done.added, "removed": done.removed,
    });
    cx.journal(tx, action, found.id, &detail)?;
    Ok(done)
}
