//! Units over time: the tree of a date, one unit, and the settings of the agency. Changes are in [`change`]; it must not forget a name.

pub mod change;
pub mod import;

use std::collections::BTreeMap;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::UnitId;
use lantoa_domain::money::Rounding;
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::statistics::Tier;
use lantoa_domain::unit::{ChangeKind, Placed, UnitChange, UnitKind, name_on, placed_on};
use lantoa_store::org::{self, Agency};
use lantoa_store::{Word, unit};
use serde_json::json;

use crate::{Cx, Error, Result};

/// A unit in the tree of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The unit.
    pub id: UnitId,
    /// Its superior on that date.
    pub parent: Option<UnitId>,
    /// Its name on that date.
    pub name: String,
    /// What it was on that date.
    pub kind: UnitKind,
    /// How deep it is in the tree, 0 for the agency.
    pub depth: usize,
    /// How many people work in it itself today.
    pub people: i64,
    /// Whether it still exists today.
    pub exists: bool,
}

/// The units of a date, superiors first, siblings in their order.
#[derive(Debug, Clone)]
pub struct TreeOn {
    /// The date.
    pub on: Date,
    /// The units.
    pub lines: Vec<Line>,
    /// Whether the reader may found and change units.
    pub may_manage: bool,
}

/// The tree of units as it was on a date. Everyone of the agency may see it.
///
/// # Errors
/// The policy's refusal, the store's errors.
pub async fn tree(cx: &Cx, on: Date) -> Result<TreeOn> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    let (units, changes, people) = cx
        .db()
        .read(async move |conn| {
            let units = org::units(conn, root).await?;
            let changes = unit::changes(conn, root).await?;
            Ok::<_, Error>((units, changes, unit::head_counts(conn, root).await?))
        })
        .await?;
    let order: BTreeMap<UnitId, (i64, bool)> =
        units.iter().map(|unit| (unit.id, (unit.ordinal, unit.to_day.is_none()))).collect();
    let mut placed = placed_on(&changes, on);
    placed.sort_by_key(|one| (order.get(&one.unit).map_or(0, |(ordinal, _)| *ordinal), one.unit));
    let mut lines = Vec::with_capacity(placed.len());
    let here: Vec<UnitId> = placed.iter().map(|one| one.unit).collect();
    let top = placed.iter().filter(|one| one.parent.is_none_or(|parent| !here.contains(&parent)));
    for one in top {
        below(one, 0, &placed, &mut lines);
    }
    for line in &mut lines {
        line.people = people.iter().find(|(unit, _)| *unit == line.id).map_or(0, |(_, count)| *count);
        line.exists = order.get(&line.id).is_some_and(|(_, exists)| *exists);
    }
    Ok(TreeOn { on, lines, may_manage: cx.may(Act::ManageUnits) })
}

fn below(one: &Placed, depth: usize, all: &[Placed], out: &mut Vec<Line>) {
    let (name, kind) = (one.name.clone(), one.kind);
    out.push(Line { id: one.unit, parent: one.parent, name, kind, depth, people: 0, exists: true });
    for child in all.iter().filter(|child| child.parent == Some(one.unit)) {
        below(child, depth + 1, all, out);
    }
}

/// One unit with its history.
#[derive(Debug, Clone)]
pub struct UnitView {
    /// The unit.
    pub id: UnitId,
    /// Its name today.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// Codes and other names under which plans and lists mention it.
    pub aliases: Vec<String>,
    /// Place among its siblings.
    pub ordinal: i64,
    /// First day.
    pub from: Date,
    /// Last day; `None` while it exists.
    pub to: Option<Date>,
    /// Its superiors, the agency first.
    pub above: Vec<(UnitId, String)>,
    /// What is directly under it today.
    pub children: Vec<(UnitId, String)>,
    /// How many people work in it itself.
    pub people: i64,
    /// What happened to it, newest first.
    pub history: Vec<HistoryLine>,
    /// Units that became part of it: which, by their last name, and when.
    pub came_from: Vec<(UnitId, String, Date)>,
    /// Whether it is the agency itself.
    pub is_root: bool,
    /// Whether the reader may change it.
    pub may_manage: bool,
    /// Whether the reader may see its people and what is recorded about it.
    pub may_read_people: bool,
    /// Guards changes.
    pub version: i64,
}

/// One change in a unit's history.
#[derive(Debug, Clone)]
pub struct HistoryLine {
    /// What happened.
    pub kind: ChangeKind,
    /// From when.
    pub on: Date,
    /// The act that ordered it.
    pub act: String,
    /// The name from then on.
    pub name: Option<String>,
    /// Who follows, by the name on that day.
    pub successors: Vec<(UnitId, String)>,
    /// The superior from then on, by the name on that day.
    pub parent: Option<(UnitId, String)>,
    /// What it became.
    pub becomes: Option<UnitKind>,
}

/// One unit of the agency, also one that is no more.
///
/// # Errors
/// `NotFound`, the policy's refusal.
pub async fn one(cx: &Cx, id: UnitId) -> Result<UnitView> {
    cx.permit(Act::ReadProgramme)?;
    let cx = cx.clone();
    cx.clone()
        .db()
        .read(async move |conn| {
            let root = cx.actor().root;
            let found = org::unit(conn, id).await?.filter(|unit| unit.root == root).ok_or(Refusal::NotFound)?;
            let changes = unit::changes(conn, root).await?;
            let today = cx.today();
            let named = |unit: UnitId| (unit, last_name(&changes, unit, today));
            let mut above = org::path(conn, id).await?;
            let place = Place::unit(root, above.clone());
            above.retain(|unit| *unit != id);
            above.reverse();
            let children = unit::children(conn, id).await?;
            Ok(UnitView {
                id,
                name: found.name,
                kind: found.kind.0,
                aliases: found.aliases.0,
                ordinal: found.ordinal,
                from: found.from_day,
                to: found.to_day,
                above: above.into_iter().map(named).collect(),
                children: children.into_iter().map(|child| (child.id, child.name)).collect(),
                people: unit::head_count(conn, id).await?,
                history: history(&changes, id),
                came_from: came_from(&changes, id),
                is_root: id == root,
                may_manage: cx.may(Act::ManageUnits),
                may_read_people: cx.permit_at(Act::ReadPeople, &place).is_ok(),
                version: found.version,
            })
        })
        .await
}

fn last_name(changes: &[UnitChange], unit: UnitId, on: Date) -> String {
    name_on(changes, unit, on).unwrap_or_default().to_owned()
}

fn history(changes: &[UnitChange], id: UnitId) -> Vec<HistoryLine> {
    let mut own: Vec<&UnitChange> = changes.iter().filter(|change| change.unit == id).collect();
    own.sort_by_key(|change| std::cmp::Reverse(change.on));
    let line = |change: &UnitChange| HistoryLine {
        kind: change.kind,
        on: change.on,
        act: change.act.clone(),
        name: change.name.clone(),
        successors: change.successors.iter().map(|unit| (*unit, last_name(changes, *unit, change.on))).collect(),
        parent: change.parent.map(|unit| (unit, last_name(changes, unit, change.on))),
        becomes: change.becomes,
    };
    own.into_iter().map(line).collect()
}

fn came_from(changes: &[UnitChange], id: UnitId) -> Vec<(UnitId, String, Date)> {
    let into = changes.iter().filter(|change| change.successors.contains(&id));
    into.map(|change| (change.unit, last_name(changes, change.unit, change.on), change.on)).collect()
}

/// Settings of the agency as its administrators see them.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The agency's name.
    pub name: String,
    /// The unit that is the council's standing body.
    pub standing_body: Option<UnitId>,
    /// How award money is rounded.
    pub rounding: Rounding,
    /// Where it stands in the state.
    pub tier: Tier,
    /// Working days before a session by which papers are sent, 0–30.
    pub papers_days: i64,
    /// The agency's part of a document symbol.
    pub symbol: String,
    /// Whether the reader may change them.
    pub may_manage: bool,
    /// Guards changes.
    pub version: i64,
}

/// The settings of the agency.
///
/// # Errors
/// The policy's refusal.
pub async fn settings(cx: &Cx) -> Result<Settings> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    let (row, unit) = cx
        .db()
        .read(async move |conn| Ok::<_, Error>((org::agency(conn, root).await?, org::unit(conn, root).await?)))
        .await?;
    Ok(Settings {
        name: unit.map(|unit| unit.name).unwrap_or_default(),
        standing_body: row.standing_body,
        rounding: row.rounding.0,
        tier: row.tier.0,
        papers_days: row.papers_days,
        symbol: row.symbol,
        may_manage: cx.may(Act::ManageUnits),
        version: row.version,
    })
}

/// New settings.
#[derive(Debug, Clone)]
pub struct Set {
    /// The unit that is the council's standing body.
    pub standing_body: Option<UnitId>,
    /// How award money is rounded.
    pub rounding: Rounding,
    /// Where it stands in the state.
    pub tier: Tier,
    /// Working days before a session by which papers are sent, 0–30.
    pub papers_days: i64,
    /// The agency's part of a document symbol, as `BDT`.
    pub symbol: String,
    /// The version that was seen.
    pub seen: i64,
}

/// Changes the settings of the agency. What was decided before stays as it was.
///
/// # Errors
/// `Invalid`, `Overtaken`, the policy's refusal.
pub async fn set(cx: &Cx, new: Set) -> Result<()> {
    cx.permit(Act::ManageUnits)?;
    if !(0..=30).contains(&new.papers_days) {
        return Err(Refusal::Invalid { field: "papers_days", why: "range" }.into());
    }
    let symbol = new.symbol.trim().to_owned();
    let allowed = |letter: char| letter.is_alphanumeric() || "-.&".contains(letter);
    if symbol.chars().count() > 20 || !symbol.chars().all(allowed) {
        return Err(Refusal::Invalid { field: "symbol", why: "letters" }.into());
    }
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            let root = cx.actor().root;
            if let Some(unit) = new.standing_body {
                let found = org::unit(tx, unit).await?.filter(|unit| unit.root == root && unit.to_day.is_none());
                found.ok_or(Refusal::Invalid { field: "standing_body", why: "not-existing" })?;
            }
            let after = Agency {
                root,
                standing_body: new.standing_body,
                rounding: Word(new.rounding),
                tier: Word(new.tier),
                papers_days: new.papers_days,
                symbol: symbol.clone(),
                version: new.seen,
            };
            unit::save_agency(tx, &after).await?;
            let detail = json!({
                "standing_body": new.standing_body, "rounding": new.rounding, "papers_days": new.papers_days,
                "symbol": symbol, "tier": new.tier,
            });
            cx.journal(tx, "agency.set", root, &detail)
        })
        .await
}
