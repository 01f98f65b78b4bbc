//! What everybody of the agency is to read: asked, confirmed by each, marked by the unit's clerk for those without an account. It must not confirm for somebody who can do so.

use std::sync::Arc;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{PersonId, PlanId, ProgrammeId, ReadingId, UnitId};
use lantoa_domain::policy::Act;
use lantoa_store::publicity::reading::{self, Reader};
use lantoa_store::{Conn, programme};
use serde_json::json;

pub use lantoa_store::publicity::reading::{ReadWay, Reading};

use super::{chosen_programme, filled, own, permit_for_unit};
use crate::{Cx, Error, Result, faster};

/// Something everybody is to read.
#[derive(Debug, Clone)]
pub struct Ask {
    /// What it is called.
    pub title: String,
    /// What it says, or what to know of it.
    pub body: String,
    /// The programme whose plan is to be read.
    pub programme: Option<ProgrammeId>,
    /// Last day.
    pub due: Date,
}

/// Asks everybody of the agency to read something (plan 002 III.2).
///
/// # Errors
/// `NotAllowed`; `NotFound` for a programme of others; `Invalid` on "title", "body", "due".
pub async fn ask(cx: &Cx, new: Ask) -> Result<ReadingId> {
    cx.permit(Act::RunPublicity)?;
    let new = Ask { title: filled("title", &new.title)?, body: filled("body", &new.body)?, ..new };
    if new.due < cx.today() {
        return Err(Refusal::Invalid { field: "due", why: "in-past" }.into());
    }
    let (me, new) = (cx.clone(), Arc::new(new));
    cx.db()
        .write(async move |tx| {
            chosen_programme(tx, &me, new.programme).await?;
            let row = Reading {
                id: me.id(),
                root: me.actor().root,
                title: new.title.clone(),
                body: new.body.clone(),
                programme: new.programme,
                asked_on: me.today(),
                due: new.due,
                closed_on: None,
                version: 1,
                done: 0,
                all: 0,
            };
            reading::insert(tx, &row, me.actor().person).await?;
            me.journal(tx, "reading.asked", row.id, &json!({ "due": new.due, "programme": new.programme }))?;
            Ok(row.id)
        })
        .await
}

async fn open(conn: &mut Conn, cx: &Cx, id: ReadingId) -> Result<Reading> {
    let row = own(reading::load(conn, id).await?, cx, |one: &Reading| one.root)?;
    if row.closed_on.is_some() { Err(Refusal::InUse.into()) } else { Ok(row) }
}

/// The acting person has read it.
///
/// # Errors
/// `NotFound`; `InUse` when it is closed; `Taken` on "person" when that was said before.
pub async fn confirm(cx: &Cx, id: ReadingId) -> Result<()> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            open(tx, &me, id).await?;
            let person = me.actor().person;
            let (how, by) = ((ReadWay::Own, me.today()), (person, me.now()));
            if !reading::put(tx, id, person, how, by).await? {
                return Err(Refusal::Taken { field: "person" }.into());
            }
            me.journal(tx, "reading.confirmed", id, &json!({}))
        })
        .await
}

/// People of a unit heard it at a meeting of a day. Whoever has an account confirms alone and is passed over; tells how many were marked.
///
/// # Errors
/// `NotAllowed`, `NotFound`; `InUse` when it is closed; `Invalid` on "people" (`empty`), "on" (`future`, `before-from`).
pub async fn mark(cx: &Cx, id: ReadingId, unit: UnitId, people: Vec<PersonId>, on: Date) -> Result<usize> {
    if people.is_empty() {
        return Err(Refusal::Invalid { field: "people", why: "empty" }.into());
    }
    if on > cx.today() {
        return Err(Refusal::Invalid { field: "on", why: "future" }.into());
    }
    let (me, people) = (cx.clone(), Arc::new(people));
    cx.db()
        .write(async move |tx| {
            let row = open(tx, &me, id).await?;
            permit_for_unit(tx, &me, unit).await?;
            if on < row.asked_on {
                return Err(Refusal::Invalid { field: "on", why: "before-from" }.into());
            }
            let all = reading::people(tx, row.root, id).await?;
            let theirs = |one: &&Reader| one.unit == unit && one.accounts == 0 && people.contains(&one.id);
            let mut marked = 0;
            for one in all.iter().filter(theirs) {
                let by = (me.actor().person, me.now());
                marked += usize::from(reading::put(tx, id, one.id, (ReadWay::Meeting, on), by).await?);
            }
            me.journal(tx, "reading.marked", id, &json!({ "unit": unit, "on": on, "count": marked }))?;
            Ok(marked)
        })
        .await
}

/// Closes a reading: nobody is asked any more.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`, `InUse`.
pub async fn close(cx: &Cx, id: ReadingId, seen: i64) -> Result<()> {
    cx.permit(Act::RunPublicity)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = open(tx, &me, id).await?;
            faster::same(tx, row.root, id, row.version, seen).await?;
            let saved = reading::close(tx, id, seen, me.today()).await;
            faster::told(tx, row.root, id, saved).await?;
            me.journal(tx, "reading.closed", id, &json!({ "count": row.done }))
        })
        .await
}

/// The readings of the agency, the latest first.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn list(cx: &Cx) -> Result<Vec<Reading>> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    cx.db().read(async move |conn| Ok(reading::list(conn, root).await?)).await
}

/// Something the acting person still has to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToRead {
    /// The reading.
    pub id: ReadingId,
    /// What it is called.
    pub title: String,
    /// Last day.
    pub due: Date,
}

/// What the acting person still has to read, the most urgent first: for the workbench.
pub(crate) async fn to_read(conn: &mut Conn, cx: &Cx) -> Result<Vec<ToRead>> {
    let rows = reading::open_for(conn, cx.actor().root, cx.actor().person).await?;
    Ok(rows.into_iter().map(|(id, title, due)| ToRead { id, title, due }).collect())
}

/// Somebody who is to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderRow {
    /// The person.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The post.
    pub post: String,
    /// The unit's name.
    pub unit: String,
    /// How the person came to know it and when; `None` when not yet.
    pub known: Option<(ReadWay, Date)>,
    /// Whether the person can confirm alone.
    pub has_account: bool,
}

/// The people of a unit.
#[derive(Debug, Clone)]
pub struct UnitReaders {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Its people.
    pub people: Vec<ReaderRow>,
    /// Whether the reader may mark those without an account.
    pub may_mark: bool,
}

/// A reading's page.
#[derive(Debug, Clone)]
pub struct ReadingView {
    /// The reading.
    pub row: Reading,
    /// The plan to be read.
    pub plan: Option<PlanId>,
    /// Whether the acting person has confirmed it.
    pub confirmed: bool,
    /// Units with their people, as far as the acting person may see them; names of people of other units are not told.
    pub units: Vec<UnitReaders>,
    /// Whether the acting person may close it.
    pub may_close: bool,
}

/// A reading's page: what it says, and who has read it, unit by unit, for those who look after them.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: ReadingId) -> Result<ReadingView> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let row = own(reading::load(conn, id).await?, &me, |one: &Reading| one.root)?;
            let all = reading::people(conn, row.root, id).await?;
            let confirmed = all.iter().any(|one| one.id == me.actor().person && one.way.is_some());
            let plan = match row.programme {
                Some(id) => programme::programme(conn, id).await?.map(|one| one.plan),
                None => None,
            };
            let units = units(conn, &me, &row, all).await?;
            let may_close = row.closed_on.is_none() && me.may(Act::RunPublicity);
            Ok::<_, Error>(ReadingView { row, plan, confirmed, units, may_close })
        })
        .await
}

async fn units(conn: &mut Conn, cx: &Cx, row: &Reading, all: Vec<Reader>) -> Result<Vec<UnitReaders>> {
    let mut out: Vec<UnitReaders> = Vec::new();
    let sees_all = cx.may(Act::RunPublicity) || cx.may(Act::ReadPeople);
    for one in all {
        if out.last().is_none_or(|last| last.unit != one.unit) {
            let may_mark = row.closed_on.is_none() && permit_for_unit(conn, cx, one.unit).await.is_ok();
            out.push(UnitReaders { unit: one.unit, name: one.unit_name.clone(), people: Vec::new(), may_mark });
        }
        let known = one.way.and_then(|way| Some((way.0, one.on_day?)));
        let reader = ReaderRow {
            id: one.id,
            name: one.name,
            post: one.post,
            unit: one.unit_name,
            known,
            has_account: one.accounts > 0,
        };
        if let Some(last) = out.last_mut() {
            last.people.push(reader);
        }
    }
    out.retain(|unit| sees_all || unit.may_mark);
    Ok(out)
}
