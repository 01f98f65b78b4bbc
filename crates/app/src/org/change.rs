//! Founding, renaming, merging, splitting, abolishing and moving units: each dated, with its legal act. It must not erase what was.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{Id, UnitId};
use lantoa_domain::policy::Act;
use lantoa_domain::text::fold;
use lantoa_domain::unit::{ChangeKind, UnitChange, UnitKind, check_change, name_on};
use lantoa_store::org::{self, Unit};
use lantoa_store::{Json, Tx, Word, people, unit};
use serde_json::json;

use crate::{Cx, Error, Result};

/// A unit to be founded.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// Its superior.
    pub parent: UnitId,
    /// First day.
    pub from: Date,
    /// The act that founds it; may be unknown for units that were there before the product.
    pub act: String,
    /// Codes and other names.
    pub aliases: Vec<String>,
    /// Place among its siblings.
    pub ordinal: i64,
}

/// Founds a unit.
///
/// # Errors
/// `Invalid`, `Taken` when a unit with this name or code exists under the same superior, `NotFound`, the policy's refusal.
pub async fn found(cx: &Cx, new: Found) -> Result<UnitId> {
    cx.permit(Act::ManageUnits)?;
    let (cx, id, change) = (cx.clone(), cx.id::<UnitId>(), cx.id::<UnitId>());
    cx.clone()
        .db()
        .write(async move |tx| {
            let siblings = org::units(tx, cx.actor().root).await?;
            insert(tx, &cx, (id, change.raw()), &new, &siblings).await
        })
        .await?;
    Ok(id)
}

/// Stores a founded unit inside a unit of work. `all` are the units of the agency so far.
pub(super) async fn insert(tx: &mut Tx, cx: &Cx, ids: (UnitId, i64), new: &Found, all: &[Unit]) -> Result<()> {
    let name = new.name.trim();
    if name.is_empty() {
        return Err(Refusal::Invalid { field: "name", why: "empty" }.into());
    }
    if new.from > cx.today() {
        return Err(Refusal::Invalid { field: "on", why: "future" }.into());
    }
    let alive = |unit: &&Unit| unit.to_day.is_none();
    let parent = all.iter().filter(alive).find(|unit| unit.id == new.parent).ok_or(Refusal::NotFound)?;
    let same_name = |unit: &Unit| unit.parent == Some(parent.id) && fold(&unit.name) == fold(name);
    if all.iter().filter(alive).any(same_name) {
        return Err(Refusal::Taken { field: "name" }.into());
    }
    let aliases = tidy(&new.aliases);
    let row = Unit {
        id: ids.0,
        root: parent.root,
        parent: Some(parent.id),
        kind: Word(new.kind),
        name: name.to_owned(),
        aliases: Json(aliases),
        ordinal: new.ordinal,
        from_day: new.from,
        to_day: None,
        version: 1,
    };
    org::insert_unit(tx, &row, ids.1, new.act.trim()).await?;
    cx.journal(tx, "unit.founded", ids.0, &json!({ "name": name, "parent": parent.id, "on": new.from, "act": new.act }))
}

fn tidy(aliases: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for alias in aliases.iter().map(|alias| alias.trim()).filter(|alias| !alias.is_empty()) {
        if !out.iter().any(|known| known == alias) {
            out.push(alias.to_owned());
        }
    }
    out
}

/// What is not dated: codes, other names and the place in lists.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The unit.
    pub id: UnitId,
    /// Codes and other names.
    pub aliases: Vec<String>,
    /// Place among its siblings.
    pub ordinal: i64,
    /// The version that was seen.
    pub seen: i64,
}

/// Changes what is not dated.
///
/// # Errors
/// `NotFound`, `Overtaken`, the policy's refusal.
pub async fn edit(cx: &Cx, new: Edit) -> Result<()> {
    cx.permit(Act::ManageUnits)?;
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            let mut row = load(tx, &cx, new.id, new.seen).await?;
            (row.aliases, row.ordinal) = (Json(tidy(&new.aliases)), new.ordinal);
            unit::save(tx, &row).await?;
            cx.journal(tx, "unit.edited", new.id, &json!({ "aliases": row.aliases.0, "ordinal": new.ordinal }))
        })
        .await
}

/// What happens to a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It has another name.
    Rename(String),
    /// It becomes part of another: its people and sub-units go there.
    Merge(UnitId),
    /// It is parted among others: its people are moved one by one afterwards.
    Split(Vec<UnitId>),
    /// It ceases.
    Abolish,
    /// It gets another superior or kind.
    Level {
        /// The superior from then on.
        parent: UnitId,
        /// What it is from then on.
        kind: UnitKind,
    },
}

/// A dated change with its legal act.
#[derive(Debug, Clone)]
pub struct Change {
    /// The unit.
    pub id: UnitId,
    /// What happens.
    pub what: What,
    /// First day on which it holds; not after today.
    pub on: Date,
    /// The act that orders it.
    pub act: String,
    /// The version that was seen.
    pub seen: i64,
}

impl Change {
    fn row(&self) -> UnitChange {
        let (mut name, mut successors, mut parent, mut becomes) = (None, Vec::new(), None, None);
        let kind = match &self.what {
            What::Rename(new) => {
                name = Some(new.trim().to_owned());
                ChangeKind::Rename
            }
            What::Merge(into) => {
                successors.push(*into);
                ChangeKind::Merge
            }
            What::Split(among) => {
                successors.extend(among);
                successors.sort_unstable();
                successors.dedup();
                ChangeKind::Split
            }
            What::Abolish => ChangeKind::Abolish,
            What::Level { parent: under, kind } => {
                (parent, becomes) = (Some(*under), Some(*kind));
                ChangeKind::Level
            }
        };
        UnitChange {
            unit: self.id,
            kind,
            on: self.on,
            act: self.act.trim().to_owned(),
            name,
            successors,
            parent,
            becomes,
        }
    }
}

/// Changes a unit. Everything it brings along happens in the same transaction or not at all.
///
/// # Errors
/// `Invalid` on "on", "act", "name", "successors", "parent" or "unit"; `InUse` when people or sub-units would be left
/// without a unit; `NotFound`, `Overtaken`, the policy's refusal.
pub async fn change(cx: &Cx, new: Change) -> Result<()> {
    cx.permit(Act::ManageUnits)?;
    // One fresh number for the change and for each sub-unit that goes along; more than anybody has.
    let ids: Vec<i64> = (0..512).map(|_| cx.id::<UnitId>().raw()).collect();
    let cx = cx.clone();
    cx.clone().db().write(async move |tx| change_in(tx, &cx, &new, &ids).await).await
}

async fn change_in(tx: &mut Tx, cx: &Cx, new: &Change, ids: &[i64]) -> Result<()> {
    let root = cx.actor().root;
    let mut row = load(tx, cx, new.id, new.seen).await?;
    let mut changes = unit::changes(tx, root).await?;
    let change = new.row();
    check_change(&changes, &change, cx.today())?;
    if new.id == root && change.kind != ChangeKind::Rename {
        return Err(Refusal::Invalid { field: "unit", why: "root" }.into());
    }
    let mut ids = ids.iter().copied();
    let mut next = || ids.next().ok_or(Refusal::InUse);
    unit::insert_change(tx, next()?, root, &change).await?;
    changes.push(change.clone());
    let mut moved = 0;
    match &new.what {
        What::Rename(_) => {
            row.name = name_on(&changes, new.id, cx.today()).unwrap_or(&row.name).to_owned();
        }
        What::Level { parent, kind } => {
            hang_under(tx, root, &row, *parent).await?;
            (row.parent, row.kind) = (Some(*parent), Word(*kind));
        }
        What::Merge(into) => {
            not_below(tx, new.id, *into).await?;
            for child in unit::children(tx, new.id).await? {
                go_along(tx, next()?, &child, *into, &change).await?;
            }
            moved = people::move_all(tx, new.id, *into).await?;
            row.to_day = new.on.yesterday().ok();
        }
        What::Split(_) | What::Abolish => {
            let people_left = change.kind == ChangeKind::Abolish && unit::head_count(tx, new.id).await? > 0;
            if people_left || !unit::children(tx, new.id).await?.is_empty() {
                return Err(Refusal::InUse.into());
            }
            row.to_day = new.on.yesterday().ok();
        }
    }
    unit::save(tx, &row).await?;
    let detail = json!({
        "kind": change.kind, "on": new.on, "act": change.act, "name": change.name, "successors": change.successors,
        "parent": change.parent, "people_moved": moved,
    });
    cx.journal(tx, "unit.changed", new.id, &detail)
}

async fn load(tx: &mut Tx, cx: &Cx, id: UnitId, seen: i64) -> Result<Unit> {
    let found = org::unit(tx, id).await?.filter(|unit| unit.root == cx.actor().root).ok_or(Refusal::NotFound)?;
    if found.version == seen { Ok(found) } else { Err(Error::Overtaken { by: String::new(), at: None }) }
}

async fn hang_under(tx: &mut Tx, root: UnitId, row: &Unit, parent: UnitId) -> Result<()> {
    let found = org::unit(tx, parent).await?.filter(|unit| unit.root == root && unit.to_day.is_none());
    found.ok_or(Refusal::Invalid { field: "parent", why: "not-existing" })?;
    not_below(tx, row.id, parent).await?;
    if row.parent != Some(parent) {
        unit::hang(tx, row.id, parent).await?;
    }
    Ok(())
}

/// A unit cannot come to lie under itself.
async fn not_below(tx: &mut Tx, unit: UnitId, other: UnitId) -> Result<()> {
    if org::path(tx, other).await?.contains(&unit) {
        return Err(Refusal::Invalid { field: "parent", why: "below-itself" }.into());
    }
    Ok(())
}

/// A sub-unit goes with its unit to the one that follows it: dated like the merger, by the same act.
async fn go_along(tx: &mut Tx, id: i64, child: &Unit, into: UnitId, with: &UnitChange) -> Result<()> {
    let level = UnitChange {
        unit: child.id,
        kind: ChangeKind::Level,
        successors: Vec::new(),
        parent: Some(into),
        becomes: Some(child.kind.0),
        ..with.clone()
    };
    unit::insert_change(tx, id, child.root, &level).await?;
    unit::hang(tx, child.id, into).await?;
    unit::save(tx, &Unit { parent: Some(into), ..child.clone() }).await?;
    Ok(())
}
