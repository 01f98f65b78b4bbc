//! Proposals that named units copy a practice until a day, and their answers. It must not declare an adoption for anyone.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{AdoptionId, PracticeId, ReplicationId, UnitId};
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::practice::{PracticeState, not_the_owner};
use lantoa_store::replication::{self, Asked, Replication};
use lantoa_store::{Conn, Word, adoption, org};

pub use lantoa_store::replication::ReplicationAnswer;

use crate::export::Portion;
use crate::names::Names;
use crate::practice::{alive, load as practice, trimmed};
use crate::{Cx, Error, Result, faster};

/// A proposal.
#[derive(Debug, Clone)]
pub struct New {
    /// The practice.
    pub practice: PracticeId,
    /// The units that shall copy it.
    pub units: Vec<UnitId>,
    /// Why.
    pub why: String,
    /// Until when they shall have begun.
    pub due: Date,
}

/// Proposes that units copy a practice.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `ReasonMissing`; `Invalid` on "state" (`practice-not-validated`), "due" (`in-past`), "units" (`empty`,
/// `own-practice`, `not-existing`, `copies-already`).
pub async fn propose(cx: &Cx, new: New) -> Result<ReplicationId> {
    cx.permit(Act::ProposeReplication)?;
    let why = trimmed("why", &new.why, 2000)?;
    if why.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    if new.due < cx.today() {
        return Err(Refusal::Invalid { field: "due", why: "in-past" }.into());
    }
    let mut units = new.units;
    units.sort_unstable();
    units.dedup();
    if units.is_empty() {
        return Err(Refusal::Invalid { field: "units", why: "empty" }.into());
    }
    let (me, id) = (cx.clone(), cx.id());
    cx.db()
        .write(async move |tx| {
            let case = practice(tx, &me, new.practice).await?;
            if case.row.state.0 != PracticeState::Validated {
                return Err(Refusal::Invalid { field: "state", why: "practice-not-validated" }.into());
            }
            let there = alive(tx, case.row.root).await?;
            for unit in &units {
                if !there.iter().any(|one| one.id == *unit) {
                    return Err(Refusal::Invalid { field: "units", why: "not-existing" }.into());
                }
                not_the_owner(case.row.unit, *unit)?;
                if adoption::of_unit(tx, *unit, new.practice).await?.is_some() {
                    return Err(Refusal::Invalid { field: "units", why: "copies-already" }.into());
                }
            }
            let row = Replication {
                id,
                root: case.row.root,
                practice: new.practice,
                why: why.clone(),
                due: new.due,
                made_by: me.actor().person,
                made_on: me.today(),
            };
            replication::insert(tx, &row, &units).await?;
            let detail = serde_json::json!({ "practice": new.practice, "to": units, "due": new.due, "why": why });
            me.journal(tx, "replication.proposed", id, &detail)?;
            Ok::<_, Error>(id)
        })
        .await
}

/// Answers a proposal for a unit. Declining needs a reason.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, `ReasonMissing`; `Invalid` on "state" (`answered`).
pub async fn answer(
    cx: &Cx,
    (id, unit): (ReplicationId, UnitId),
    seen: i64,
    answer: ReplicationAnswer,
    why: String,
) -> Result<()> {
    let why = trimmed("why", &why, 2000)?;
    if answer == ReplicationAnswer::Declined && why.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = own(tx, &me, id).await?;
            let asked = replication::units(tx, id).await?.into_iter().find(|one| one.unit == unit);
            let asked = asked.ok_or(Refusal::NotFound)?;
            me.permit_at(Act::AnswerReplication, &Place::unit(row.root, org::path(tx, unit).await?))?;
            faster::same(tx, row.root, id, asked.version, seen).await?;
            if asked.answer.is_some() {
                return Err(Refusal::Invalid { field: "state", why: "answered" }.into());
            }
            let said = Asked {
                answer: Some(Word(answer)),
                why: why.clone(),
                answered_by: Some(me.actor().person),
                answered_on: Some(me.today()),
                ..asked
            };
            let saved = replication::answer(tx, id, &said).await;
            faster::told(tx, row.root, id, saved).await?;
            let event = match answer {
                ReplicationAnswer::Accepted => "replication.accepted",
                ReplicationAnswer::Declined => "replication.declined",
            };
            me.journal(tx, event, id, &serde_json::json!({ "unit": unit, "why": why }))?;
            Ok::<_, Error>(())
        })
        .await
}

async fn own(conn: &mut Conn, cx: &Cx, id: ReplicationId) -> Result<Replication> {
    let row = replication::load(conn, id).await?.filter(|row| row.root == cx.actor().root);
    Ok(row.ok_or(Refusal::NotFound)?)
}

/// A line of the register.
#[derive(Debug, Clone)]
pub struct ReplicationRow {
    /// The proposal.
    pub id: ReplicationId,
    /// The practice.
    pub practice: PracticeId,
    /// Its title.
    pub title: String,
    /// Until when.
    pub due: Date,
    /// When it was proposed.
    pub made_on: Date,
    /// Units asked, accepted, declined.
    pub counts: (u32, u32, u32),
    /// Whether the day is over and somebody has not answered.
    pub late: bool,
}

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Only those of this practice.
    pub practice: Option<PracticeId>,
    /// Only those that ask the reader's own unit.
    pub mine: bool,
    /// How many at a time.
    pub portion: Portion,
}

/// One page of the register.
#[derive(Debug, Clone)]
pub struct List {
    /// The proposals, the latest first.
    pub rows: Vec<ReplicationRow>,
    /// Whether more follow; their page begins after the last row's identifier.
    pub more: bool,
    /// How many the reader's own unit has not answered.
    pub waiting: usize,
    /// Whether the reader may propose.
    pub may_propose: bool,
}

/// The register of proposals of the agency.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn list(cx: &Cx, search: Search, before: Option<ReplicationId>) -> Result<List> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let (root, unit, today) = (me.actor().root, me.actor().unit, me.today());
            let only = (search.practice, search.mine.then_some(unit));
            let found = replication::list(conn, root, only, before, search.portion.rows()).await?;
            let rows = found.rows.into_iter().map(|line| ReplicationRow {
                id: line.id,
                practice: line.practice,
                title: line.title,
                due: line.due,
                made_on: line.made_on,
                counts: (line.asked, line.accepted, line.declined),
                late: line.due < today && line.accepted + line.declined < line.asked,
            });
            Ok::<_, Error>(List {
                rows: rows.collect(),
                more: found.more,
                waiting: replication::open_for(conn, unit).await?.len(),
                may_propose: me.may(Act::ProposeReplication),
            })
        })
        .await
}

/// A unit that is asked.
#[derive(Debug, Clone)]
pub struct AskedView {
    /// The unit.
    pub unit: UnitId,
    /// Its name today.
    pub name: String,
    /// What it says.
    pub answer: Option<ReplicationAnswer>,
    /// Why.
    pub why: String,
    /// When it answered.
    pub answered_on: Option<Date>,
    /// The version to send back with an answer.
    pub version: i64,
    /// Its adoption, as soon as there is one.
    pub adoption: Option<AdoptionId>,
    /// Whether the reader may answer for it now.
    pub may_answer: bool,
}

/// A proposal's page.
#[derive(Debug, Clone)]
pub struct ReplicationView {
    /// The proposal.
    pub id: ReplicationId,
    /// The practice.
    pub practice: PracticeId,
    /// Its title.
    pub title: String,
    /// Why these units should.
    pub why: String,
    /// Until when.
    pub due: Date,
    /// Who proposed it.
    pub by: String,
    /// When.
    pub made_on: Date,
    /// The units.
    pub units: Vec<AskedView>,
}

/// A proposal's page.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: ReplicationId) -> Result<ReplicationView> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let row = own(conn, &me, id).await?;
            let case = practice(conn, &me, row.practice).await?;
            let names = Names::load(conn, row.root, me.today()).await?;
            let asked = replication::units(conn, id).await?.into_iter().map(|one| {
                let place = Place::unit(row.root, names.path(one.unit));
                AskedView {
                    unit: one.unit,
                    name: names.unit(one.unit),
                    may_answer: one.answer.is_none() && me.permit_at(Act::AnswerReplication, &place).is_ok(),
                    answer: one.answer.map(|word| word.0),
                    why: one.why,
                    answered_on: one.answered_on,
                    version: one.version,
                    adoption: one.adoption,
                }
            });
            let units: Vec<AskedView> = asked.collect();
            let by = org::person(conn, row.made_by).await?.map(|person| person.name).unwrap_or_default();
            Ok::<_, Error>(ReplicationView {
                id,
                practice: row.practice,
                title: case.row.title,
                why: row.why,
                due: row.due,
                by,
                made_on: row.made_on,
                units,
            })
        })
        .await
}
