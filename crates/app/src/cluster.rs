//! Clusters and blocs of units: named, headed, with members by day. It must not read a member's plan.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{ClusterId, ProgrammeId, UnitId};
use lantoa_domain::policy::Act;
use lantoa_store::cluster as rows;
use lantoa_store::{Conn, Tx, Word, org, programme};
use serde_json::json;

pub use lantoa_store::cluster::{Cluster, ClusterKind, Member};

use crate::names::Names;
use crate::{Cx, Error, Result, faster};

/// What a cluster is called and for what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Its name.
    pub name: String,
    /// Cụm or khối.
    pub kind: ClusterKind,
    /// The programme it is for; `None` for all.
    pub programme: Option<ProgrammeId>,
    /// The year it is for; `None` for all.
    pub year: Option<i16>,
    /// The unit that heads it.
    pub head: UnitId,
}

/// A cluster in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterRow {
    /// The cluster.
    pub id: ClusterId,
    /// Its name.
    pub name: String,
    /// Cụm or khối.
    pub kind: ClusterKind,
    /// The programme it is for, by title.
    pub programme: Option<(ProgrammeId, String)>,
    /// The year it is for; 0 for all.
    pub year: i16,
    /// The unit that heads it.
    pub head: String,
    /// Members today, by name.
    pub members: Vec<String>,
}

/// A member with its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRow {
    /// The unit.
    pub unit: UnitId,
    /// Its name today.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day; `None` while it is in it.
    pub to: Option<Date>,
    /// Whether it is in the cluster today.
    pub is_in: bool,
}

/// A cluster with everything its page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The cluster.
    pub id: ClusterId,
    /// What it is called and for what it is.
    pub terms: Terms,
    /// The programme's title.
    pub programme_title: Option<String>,
    /// The head unit's name.
    pub head_name: String,
    /// Its members, those of today first.
    pub members: Vec<MemberRow>,
    /// Guards changes.
    pub version: i64,
    /// Whether the reader may change it.
    pub may_manage: bool,
    /// The day it was looked at.
    pub today: Date,
}

/// What the forms offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// Units that exist today.
    pub units: Vec<(UnitId, String)>,
    /// Programmes.
    pub programmes: Vec<(ProgrammeId, String)>,
}

/// The clusters of the agency, for everybody in it.
///
/// # Errors
/// `NotAllowed`.
pub async fn list(cx: &Cx) -> Result<(Vec<ClusterRow>, bool)> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    let found = cx
        .db()
        .read(async move |conn| {
            let (root, today) = (me.actor().root, me.today());
            let names = Names::load(conn, root, today).await?;
            let titles = titles(conn, root).await?;
            let members = rows::members(conn, root).await?;
            let row = |cluster: Cluster| {
                let here = members.iter().filter(|one| one.cluster == cluster.id && one.is_in(today));
                let title = |id: ProgrammeId| titles.iter().find(|(one, _)| *one == id).cloned();
                ClusterRow {
                    id: cluster.id,
                    kind: cluster.kind.0,
                    programme: cluster.programme.and_then(title),
                    year: cluster.year,
                    head: names.unit(cluster.head),
                    members: here.map(|one| names.unit(one.unit)).collect(),
                    name: cluster.name,
                }
            };
            Ok::<_, Error>(rows::all(conn, root).await?.into_iter().map(row).collect())
        })
        .await?;
    Ok((found, cx.may(Act::ManageClusters)))
}

async fn titles(conn: &mut Conn, root: UnitId) -> Result<Vec<(ProgrammeId, String)>> {
    let found = programme::programmes(conn, root).await?;
    Ok(found.into_iter().map(|one| (one.id, one.title)).collect())
}

/// A cluster, for everybody in the agency.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: ClusterId) -> Result<View> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            me.permit(Act::ReadProgramme)?;
            let (root, today) = (me.actor().root, me.today());
            let row = rows::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
            let names = Names::load(conn, root, today).await?;
            let titles = titles(conn, root).await?;
            let members = rows::members(conn, root).await?.into_iter().filter(|one| one.cluster == id);
            let mut members: Vec<MemberRow> = members
                .map(|one| MemberRow {
                    unit: one.unit,
                    name: names.unit(one.unit),
                    from: one.from_day,
                    to: one.to_day,
                    is_in: one.is_in(today),
                })
                .collect();
            members.sort_by_key(|one| !one.is_in);
            let title = |id: ProgrammeId| titles.iter().find(|(one, _)| *one == id).map(|(_, title)| title.clone());
            Ok::<_, Error>(View {
                id,
                programme_title: row.programme.and_then(title),
                head_name: names.unit(row.head),
                members,
                version: row.version,
                may_manage: me.may(Act::ManageClusters),
                today,
                terms: Terms {
                    name: row.name,
                    kind: row.kind.0,
                    programme: row.programme,
                    year: Some(row.year).filter(|year| *year != 0),
                    head: row.head,
                },
            })
        })
        .await
}

/// What the forms offer to those who may manage clusters.
///
/// # Errors
/// `NotAllowed`.
pub async fn choices(cx: &Cx) -> Result<Choices> {
    cx.permit(Act::ManageClusters)?;
    let (root, today) = (cx.actor().root, cx.today());
    cx.db()
        .read(async move |conn| {
            let units = org::units(conn, root).await?.into_iter();
            let here = units.filter(|unit| unit.to_day.is_none_or(|to| to >= today) && unit.id != root);
            let units = here.map(|unit| (unit.id, unit.name)).collect();
            Ok::<_, Error>(Choices { units, programmes: titles(conn, root).await? })
        })
        .await
}

async fn checked(conn: &mut Conn, cx: &Cx, terms: &Terms, own: Option<ClusterId>) -> Result<Terms> {
    let root = cx.actor().root;
    let name = terms.name.trim().to_owned();
    if name.is_empty() {
        return Err(Refusal::Invalid { field: "name", why: "empty" }.into());
    }
    if name.chars().count() > 200 {
        return Err(Refusal::Invalid { field: "name", why: "long" }.into());
    }
    if terms.year.is_some_and(|year| !(1990..=2100).contains(&year)) {
        return Err(Refusal::Invalid { field: "year", why: "range" }.into());
    }
    let head = org::unit(conn, terms.head).await?.filter(|unit| unit.root == root && unit.id != root);
    head.ok_or(Refusal::Invalid { field: "head", why: "not-existing" })?;
    if let Some(id) = terms.programme {
        programme::programme(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    }
    let twin = rows::all(conn, root).await?.into_iter();
    let year = terms.year.unwrap_or(0);
    let mut twin = twin
        .filter(|one| Some(one.id) != own && one.name == name && one.programme == terms.programme && one.year == year);
    if twin.next().is_some() {
        return Err(Refusal::Taken { field: "name" }.into());
    }
    Ok(Terms { name, ..terms.clone() })
}

/// Sets up a cluster; the unit that heads it is its first member.
///
/// # Errors
/// `NotAllowed`, `NotFound`; `Invalid` on "name", "year" or "head"; `Taken` for one that is there already, or a head that is in another.
pub async fn found(cx: &Cx, terms: Terms, from: Date) -> Result<ClusterId> {
    cx.permit(Act::ManageClusters)?;
    let (me, id) = (cx.clone(), cx.id::<ClusterId>());
    cx.db()
        .write(async move |tx| {
            let terms = checked(tx, &me, &terms, None).await?;
            let row = row_of(&me, id, terms, 1);
            rows::insert(tx, &row).await?;
            me.journal(tx, "cluster.founded", id, &detail(&row))?;
            take_in(tx, &me, &row, row.head, from).await
        })
        .await?;
    Ok(id)
}

fn row_of(cx: &Cx, id: ClusterId, terms: Terms, version: i64) -> Cluster {
    Cluster {
        id,
        root: cx.actor().root,
        name: terms.name,
        kind: Word(terms.kind),
        programme: terms.programme,
        year: terms.year.unwrap_or(0),
        head: terms.head,
        version,
    }
}

fn detail(row: &Cluster) -> serde_json::Value {
    json!({ "name": row.name, "programme": row.programme, "year": row.year, "head_unit": row.head })
}

async fn own(tx: &mut Tx, cx: &Cx, id: ClusterId, seen: i64) -> Result<Cluster> {
    let root = cx.actor().root;
    let row = rows::load(tx, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    faster::same(tx, root, id, row.version, seen).await?;
    Ok(row)
}

async fn save(tx: &mut Tx, row: &Cluster) -> Result<()> {
    let saved = rows::save(tx, row).await;
    faster::told(tx, row.root, row.id, saved).await
}

/// Changes what a cluster is called, for what it is and who heads it.
///
/// # Errors
/// As [`found`], `Overtaken`.
pub async fn change(cx: &Cx, id: ClusterId, seen: i64, terms: Terms) -> Result<()> {
    cx.permit(Act::ManageClusters)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = own(tx, &me, id, seen).await?;
            let row = row_of(&me, id, checked(tx, &me, &terms, Some(id)).await?, was.version);
            save(tx, &row).await?;
            me.journal(tx, "cluster.changed", id, &json!({ "before": detail(&was), "after": detail(&row) }))
        })
        .await
}

/// Takes units in from a day on, all or none.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`; `Invalid` on "units" for none or one that does not exist; `Taken` on "units" for one that is in a
/// cluster for the same already.
pub async fn join(cx: &Cx, id: ClusterId, seen: i64, units: Vec<UnitId>, from: Date) -> Result<()> {
    cx.permit(Act::ManageClusters)?;
    if units.is_empty() {
        return Err(Refusal::Invalid { field: "units", why: "empty" }.into());
    }
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = own(tx, &me, id, seen).await?;
            for unit in &units {
                take_in(tx, &me, &row, *unit, from).await?;
            }
            save(tx, &row).await
        })
        .await
}

/// A unit is in one cluster at a time for the same programme and year.
async fn take_in(tx: &mut Tx, cx: &Cx, row: &Cluster, unit: UnitId, from: Date) -> Result<()> {
    let known = org::unit(tx, unit).await?.filter(|known| known.root == row.root && known.id != row.root);
    known.ok_or(Refusal::Invalid { field: "units", why: "not-existing" })?;
    let alike: Vec<ClusterId> = rows::all(tx, row.root)
        .await?
        .into_iter()
        .filter(|other| other.programme == row.programme && other.year == row.year)
        .map(|other| other.id)
        .collect();
    let members = rows::members(tx, row.root).await?;
    let overlaps =
        |one: &&Member| one.unit == unit && alike.contains(&one.cluster) && one.to_day.is_none_or(|to| to >= from);
    if members.iter().any(|one| overlaps(&one)) || !rows::join(tx, row.id, unit, from).await? {
        return Err(Refusal::Taken { field: "units" }.into());
    }
    cx.journal(tx, "cluster.joined", row.id, &json!({ "unit": unit, "from": from }))
}

/// Ends a membership; `last` is its last day.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`; `Invalid` on "last_day" for a day before its first, on "units" for the unit that heads the cluster.
pub async fn leave(cx: &Cx, id: ClusterId, seen: i64, unit: UnitId, last: Date) -> Result<()> {
    cx.permit(Act::ManageClusters)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = own(tx, &me, id, seen).await?;
            let members = rows::members(tx, row.root).await?;
            let open = |one: &&Member| one.cluster == id && one.unit == unit && one.to_day.is_none();
            let member = members.iter().find(open).ok_or(Refusal::NotFound)?;
            if unit == row.head {
                return Err(Refusal::Invalid { field: "units", why: "heads-cluster" }.into());
            }
            if last < member.from_day {
                return Err(Refusal::Invalid { field: "last_day", why: "before-from" }.into());
            }
            rows::leave(tx, member, last).await?;
            save(tx, &row).await?;
            me.journal(tx, "cluster.left", id, &json!({ "unit": unit, "last_day": last }))
        })
        .await
}
