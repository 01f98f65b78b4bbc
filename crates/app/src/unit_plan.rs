//! Units' own plans: begun, written part by part, laid before the head, issued, sent, acknowledged, sent back, replaced. It must not list whole programmes.

mod begin;
mod issue;
mod setting;
mod view;
mod write;

use std::collections::BTreeSet;
use std::sync::Arc;

use lantoa_domain::Refusal;
use lantoa_domain::id::{UnitId, UnitPlanId};
use lantoa_domain::plan::{Key, Plan, Years};
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::unit_plan::{Content, Ground, Part, PlanKind, given, inherited, parts};
use lantoa_store::cluster::{self, Cluster};
use lantoa_store::programme::{self, Programme};
use lantoa_store::unit_plan::{self, UnitPlan};
use lantoa_store::{Conn, Tx, org};

pub use begin::{Choices, New, TaskChoice, begin, choices};
pub use issue::{Issue, SignedAs, issue, read, receive, send, send_back, submit};
pub use lantoa_store::unit_plan::issue::SignedFile;
pub use setting::{Setting, set, setting};
pub use view::{GivenReport, ReceiptView, VersionRow, View, carers, page};
pub use write::{Added, NewPart, Tightened, set_part};

pub(crate) use view::of_task;

use crate::{Cx, Error, Result, faster};

/// A plan with what it is held against and what rights depend on.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) row: UnitPlan,
    pub(crate) programme: Programme,
    pub(crate) plan: Arc<Plan>,
    pub(crate) place: Place,
    pub(crate) cluster: Option<Cluster>,
    /// The parts it needs.
    pub(crate) needed: BTreeSet<Part>,
}

impl Case {
    /// Whether the acting person sees what is being written, and not only what was issued.
    pub(crate) fn sees_draft(&self, cx: &Cx) -> bool {
        cx.permit_at(Act::ReadUnitPlan, &self.place).is_ok()
    }

    pub(crate) fn may(&self, cx: &Cx, act: Act) -> bool {
        cx.permit_at(act, &self.place).is_ok()
    }

    pub(crate) fn ground(&self) -> Ground {
        ground(&self.plan, self.row.kind.0, self.row.movement.as_ref(), self.row.year)
    }

    /// Whether the head of the unit's cluster gets it: not when the unit heads the cluster itself.
    pub(crate) fn goes_to_cluster(&self) -> Option<&Cluster> {
        self.cluster.as_ref().filter(|cluster| cluster.head != self.row.unit)
    }
}

/// What a plan of a kind is held against. Year 0 stands for the whole period.
pub(crate) fn ground(plan: &Plan, kind: PlanKind, movement: Option<&Key>, year: i16) -> Ground {
    let (of, lead_of) = (Some(year).filter(|year| *year != 0), movement.filter(|_| kind == PlanKind::SubPlan));
    let years = of.map_or(plan.years(), |year| Years { from: year, to: year });
    if kind == PlanKind::Propaganda {
        return Ground { years: Some(years), ..Ground::default() };
    }
    Ground { criteria: inherited(plan, lead_of, of), given: given(plan, lead_of, of), years: Some(years) }
}

/// How many of the parts it is asked for are complete: the required ones, or all that fit where none is required.
pub(crate) fn progress(kind: PlanKind, content: &Content, ground: &Ground, needed: &BTreeSet<Part>) -> (u8, u8) {
    let asked = if needed.is_empty() { kind.needed(&BTreeSet::from(Part::ALL)) } else { needed.clone() };
    let whole = parts(content, ground).into_iter().filter(|(part, lack)| asked.contains(part) && lack.is_none());
    let small = |n: usize| u8::try_from(n).unwrap_or(7);
    (small(whole.count()), small(asked.len()))
}

/// The parts that plans of a kind need in a programme.
pub(crate) async fn needed(conn: &mut Conn, programme: &Programme, kind: PlanKind) -> Result<BTreeSet<Part>> {
    let set = unit_plan::setting(conn, programme.id).await?.map(|(parts, _)| parts).unwrap_or_default();
    Ok(kind.needed(&set))
}

/// Where a plan of a unit lies, with the cluster the unit is in today.
pub(crate) async fn place(
    conn: &mut Conn,
    cx: &Cx,
    (programme, year): (&Programme, i16),
    unit: UnitId,
    movement: Option<&Key>,
) -> Result<(Place, Option<Cluster>)> {
    let found = cluster::of_unit(conn, unit, cx.today(), (programme.id, year)).await?;
    let head = match &found {
        Some(cluster) => org::path(conn, cluster.head).await?,
        None => Vec::new(),
    };
    let place = Place {
        movement: movement.map(|movement| (programme.id, movement.clone())),
        cluster: head,
        ..Place::unit(programme.root, org::path(conn, unit).await?)
    };
    Ok((place, found))
}

/// A plan that the acting person may read: as it is written, or what was issued of it.
///
/// # Errors
/// `NotFound`.
pub(crate) async fn load(conn: &mut Conn, cx: &Cx, id: UnitPlanId) -> Result<Case> {
    let root = cx.actor().root;
    let row = unit_plan::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    let programme = programme::programme(conn, row.programme).await?.ok_or(Refusal::NotFound)?;
    let (place, cluster) = place(conn, cx, (&programme, row.year), row.unit, row.movement.as_ref()).await?;
    let plan = cx.app().plan(conn, programme.plan).await?;
    let needed = needed(conn, &programme, row.kind.0).await?;
    let case = Case { row, programme, plan, place, cluster, needed };
    if !case.sees_draft(cx) && (case.row.issues == 0 || !case.may(cx, Act::ReadIssuedPlan)) {
        return Err(Error::from(Refusal::NotFound));
    }
    Ok(case)
}

/// A plan that the acting person may do this with, as it was shown.
async fn kept(tx: &mut Tx, cx: &Cx, id: UnitPlanId, seen: i64, act: Act) -> Result<Case> {
    let case = load(tx, cx, id).await?;
    cx.permit_at(act, &case.place)?;
    faster::same(tx, case.row.root, id, case.row.version, seen).await?;
    Ok(case)
}

async fn save(tx: &mut Tx, row: &UnitPlan) -> Result<()> {
    let saved = unit_plan::save(tx, row).await;
    faster::told(tx, row.root, row.id, saved).await
}
