//! Study visits and talks: who hosts, who learns what, what was decided and what became of it. It must not adopt anything by itself.

use std::sync::Arc;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::adoption::Stage;
use lantoa_domain::id::{AdoptionId, ExemplarId, UnitId, VisitId};
use lantoa_domain::policy::Act;
use lantoa_store::publicity::visit;
use lantoa_store::{Conn, Json, Word};
use serde_json::json;

pub use lantoa_store::publicity::visit::{NextStep, StudyVisit, VisitKind};

use super::{chosen_exemplar, chosen_unit, filled, own, permit_for_unit};
use crate::names::Names;
use crate::practice::named;
use crate::{Cx, Error, Result, faster};

/// Who hosts a visit.
#[derive(Debug, Clone)]
pub enum Host {
    /// A unit of the agency.
    Unit(UnitId),
    /// Another body of the province, by its name.
    Other(String),
    /// A body of another province, by its name (plan 001 V.3).
    Outside(String),
}

/// A visit or talk as it is told.
#[derive(Debug, Clone)]
pub struct Told {
    /// Who goes to whom.
    pub kind: VisitKind,
    /// The model or experience.
    pub topic: String,
    /// Who hosts it.
    pub host: Host,
    /// The exemplar it is about.
    pub exemplar: Option<ExemplarId>,
    /// The unit that learns.
    pub unit: UnitId,
    /// Who went or listened, in words.
    pub visitors: String,
    /// How many.
    pub heads: i64,
    /// The day.
    pub on: Date,
    /// Where.
    pub place: String,
    /// What was learned.
    pub learned: String,
    /// What can be used at home.
    pub usable: String,
    /// What was decided.
    pub steps: Vec<NextStep>,
    /// What became of it: words or an address.
    pub adoption: String,
}

fn sound(new: Told) -> Result<Told> {
    if !(1..=100_000).contains(&new.heads) {
        return Err(Refusal::Invalid { field: "heads", why: "range" }.into());
    }
    let host = match new.host {
        Host::Unit(unit) => Host::Unit(unit),
        Host::Other(name) => Host::Other(filled("host", &name)?),
        Host::Outside(name) => Host::Outside(filled("host", &name)?),
    };
    Ok(Told { topic: filled("topic", &new.topic)?, host, ..new })
}

fn row(id: VisitId, cx: &Cx, version: i64, new: &Told) -> StudyVisit {
    let (host_unit, host, outside) = match &new.host {
        Host::Unit(unit) => (Some(*unit), String::new(), false),
        Host::Other(name) => (None, name.clone(), false),
        Host::Outside(name) => (None, name.clone(), true),
    };
    let text = |text: &String| text.trim().to_owned();
    StudyVisit {
        id,
        root: cx.actor().root,
        kind: Word(new.kind),
        topic: new.topic.clone(),
        host_unit,
        host_name: None,
        host,
        outside,
        exemplar: new.exemplar,
        exemplar_name: None,
        unit: new.unit,
        unit_name: String::new(),
        visitors: text(&new.visitors),
        heads: new.heads,
        on_day: new.on,
        place: text(&new.place),
        learned: text(&new.learned),
        usable: text(&new.usable),
        steps: Json(new.steps.clone()),
        adoption: text(&new.adoption),
        version,
    }
}

async fn chosen(conn: &mut Conn, cx: &Cx, new: &Told) -> Result<()> {
    permit_for_unit(conn, cx, new.unit).await?;
    if let Host::Unit(unit) = new.host {
        chosen_unit(conn, cx, Some(unit)).await?;
    }
    chosen_exemplar(conn, cx, new.exemplar).await
}

/// Notes a visit or talk. Those who run publicity do, and those who speak for the unit that learns.
///
/// # Errors
/// `NotAllowed`; `NotFound` for a unit or exemplar of others; `Invalid` on "topic", "host", "heads".
pub async fn note(cx: &Cx, new: Told) -> Result<VisitId> {
    let (me, new) = (cx.clone(), Arc::new(sound(new)?));
    cx.db()
        .write(async move |tx| {
            chosen(tx, &me, &new).await?;
            let fresh = row(me.id(), &me, 1, &new);
            visit::insert(tx, &fresh, me.actor().person).await?;
            me.journal(
                tx,
                "visit.noted",
                fresh.id,
                &json!({ "unit": fresh.unit, "on": fresh.on_day, "count": fresh.heads }),
            )?;
            Ok(fresh.id)
        })
        .await
}

/// Changes what is told of a visit, what became of it included.
///
/// # Errors
/// As [`note`], `Overtaken`.
pub async fn edit(cx: &Cx, id: VisitId, seen: i64, new: Told) -> Result<()> {
    let (me, new) = (cx.clone(), Arc::new(sound(new)?));
    cx.db()
        .write(async move |tx| {
            let was = own(visit::load(tx, id).await?, &me, |one: &StudyVisit| one.root)?;
            permit_for_unit(tx, &me, was.unit).await?;
            faster::same(tx, was.root, id, was.version, seen).await?;
            chosen(tx, &me, &new).await?;
            let saved = visit::save(tx, &row(id, &me, was.version, &new)).await;
            faster::told(tx, was.root, id, saved).await?;
            me.journal(tx, "visit.edited", id, &json!({ "unit": new.unit, "on": new.on }))
        })
        .await
}

/// The visits and talks of the agency, the latest first.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn list(cx: &Cx) -> Result<Vec<StudyVisit>> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    cx.db().scan(async move |conn| Ok(visit::list(conn, root).await?)).await
}

/// An adoption that followed from a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// The adoption.
    pub id: AdoptionId,
    /// What is copied.
    pub title: String,
    /// Who copies it, by name today.
    pub name: String,
    /// Where it is.
    pub stage: Stage,
    /// When it began.
    pub began: Date,
}

/// A visit's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitView {
    /// The visit.
    pub visit: StudyVisit,
    /// The adoptions that followed from it, the earliest first.
    pub followed: Vec<Followed>,
    /// Whether the reader may change what is told of it.
    pub may_edit: bool,
}

/// A visit's page.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: VisitId) -> Result<VisitView> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let row = own(visit::load(conn, id).await?, &me, |one: &StudyVisit| one.root)?;
            let may_edit = permit_for_unit(conn, &me, row.unit).await.is_ok();
            let names = Names::load(conn, row.root, me.today()).await?;
            let followed = visit::followed(conn, id).await?.into_iter().map(|one| Followed {
                id: one.id,
                name: named(&names, one.unit, &one.outside),
                title: one.title,
                stage: one.stage.0,
                began: one.began,
            });
            Ok::<_, Error>(VisitView { followed: followed.collect(), visit: row, may_edit })
        })
        .await
}

/// Whether the reader could note a visit for some unit: for buttons.
#[must_use]
pub fn may_note(cx: &Cx) -> bool {
    use lantoa_domain::policy::Role;
    cx.may(Act::RunPublicity) || cx.actor().has(Role::UnitClerk) || cx.actor().has(Role::UnitHead)
}
