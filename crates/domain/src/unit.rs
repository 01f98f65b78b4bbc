//! Units of the organisation over time: identity is not the name. Must not know who works there.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

use crate::id::UnitId;
use crate::refusal::Refusal;

/// What a unit is, where a plan treats kinds differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// An agency (cơ quan); the root of a programme is one.
    Agency,
    /// The office that is the council's standing body (Văn phòng, Phòng Nội vụ).
    Office,
    /// A professional room or division (phòng chuyên môn).
    Division,
    /// xã, phường, thị trấn.
    Commune,
    /// An enterprise.
    Enterprise,
    /// A co-operative.
    Cooperative,
    /// A school, hospital or other public-service unit.
    PublicService,
    /// The Fatherland Front or a mass organisation.
    MassBody,
    /// A Party body.
    PartyBody,
    /// Police and military.
    ArmedForces,
}

impl UnitKind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::Agency,
        Self::Office,
        Self::Division,
        Self::Commune,
        Self::Enterprise,
        Self::Cooperative,
        Self::PublicService,
        Self::MassBody,
        Self::PartyBody,
        Self::ArmedForces,
    ];
}

/// What happened to a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Founded.
    Found,
    /// Has another name.
    Rename,
    /// Became part of another.
    Merge,
    /// Was parted among others.
    Split,
    /// Ceased without successor.
    Abolish,
    /// Changed its level or superior.
    Level,
}

/// A dated change with its legal act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitChange {
    /// The unit that changed.
    pub unit: UnitId,
    /// What happened.
    pub kind: ChangeKind,
    /// First day on which it holds.
    pub on: Date,
    /// The act that ordered it.
    pub act: String,
    /// The name from that day on, for `Found` and `Rename`.
    pub name: Option<String>,
    /// Who follows, for `Merge` and `Split`.
    pub successors: Vec<UnitId>,
    /// The superior from that day on, for `Found` and `Level`.
    #[serde(default)]
    pub parent: Option<UnitId>,
    /// What it is from that day on, for `Found` and `Level`.
    #[serde(default)]
    pub becomes: Option<UnitKind>,
}

impl ChangeKind {
    /// Whether the unit is no more after it.
    #[must_use]
    pub fn ends(self) -> bool {
        matches!(self, Self::Merge | Self::Split | Self::Abolish)
    }
}

/// The name a unit bore on a date; `None` before it was founded.
///
/// `changes` in any order. A merged or abolished unit keeps its last name: records of its time still print it.
#[must_use]
pub fn name_on(changes: &[UnitChange], unit: UnitId, date: Date) -> Option<&str> {
    changes
        .iter()
        .filter(|change| change.unit == unit && change.on <= date)
        .filter_map(|change| change.name.as_deref().map(|name| (change.on, name)))
        .max_by_key(|(on, _)| *on)
        .map(|(_, name)| name)
}

/// Whether a unit exists on a date.
#[must_use]
pub fn exists_on(changes: &[UnitChange], unit: UnitId, date: Date) -> bool {
    let mine = || changes.iter().filter(|change| change.unit == unit && change.on <= date);
    mine().any(|change| change.kind == ChangeKind::Found) && !mine().any(|change| change.kind.ends())
}

/// A unit as it was on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The unit.
    pub unit: UnitId,
    /// Its superior on that day.
    pub parent: Option<UnitId>,
    /// Its name on that day.
    pub name: String,
    /// What it was on that day.
    pub kind: UnitKind,
}

/// Every unit that existed on a date, with name, superior and kind of that date, in the order of identifiers.
#[must_use]
pub fn placed_on(changes: &[UnitChange], date: Date) -> Vec<Placed> {
    let mut by_unit: BTreeMap<UnitId, Vec<&UnitChange>> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.on <= date) {
        by_unit.entry(change.unit).or_default().push(change);
    }
    by_unit.into_iter().filter_map(|(unit, mut history)| placed(unit, &mut history)).collect()
}

fn placed(unit: UnitId, history: &mut [&UnitChange]) -> Option<Placed> {
    history.sort_by_key(|change| change.on);
    if history.iter().any(|change| change.kind.ends()) {
        return None;
    }
    let latest = |has: &dyn Fn(&UnitChange) -> bool| history.iter().rev().find(|change| has(change));
    let named = latest(&|change| change.name.is_some())?;
    let kind = latest(&|change| change.becomes.is_some()).and_then(|change| change.becomes)?;
    let under = latest(&|change| change.parent.is_some()).and_then(|change| change.parent);
    Some(Placed { unit, parent: under, name: named.name.clone()?, kind })
}

/// Whether a change can be added to what is recorded. `today` is the last day on which it may begin.
///
/// # Errors
/// `Invalid` on "on", "act", "name" or "successors".
pub fn check_change(changes: &[UnitChange], new: &UnitChange, today: Date) -> Result<(), Refusal> {
    let wrong = |field, why| Err(Refusal::Invalid { field, why });
    if new.on > today {
        return wrong("on", "future");
    }
    if new.act.trim().is_empty() {
        return wrong("act", "empty");
    }
    if !exists_on(changes, new.unit, new.on) {
        return wrong("on", "not-existing");
    }
    let name = new.name.as_deref().map(str::trim);
    if new.kind == ChangeKind::Rename && name.is_none_or(str::is_empty) {
        return wrong("name", "empty");
    }
    if new.kind == ChangeKind::Rename && name == name_on(changes, new.unit, new.on) {
        return wrong("name", "same");
    }
    if new.kind.ends() && changes.iter().any(|change| change.unit == new.unit && change.on > new.on) {
        return wrong("on", "later-change");
    }
    let count = new.successors.len();
    let enough = match new.kind {
        ChangeKind::Merge => count == 1,
        ChangeKind::Split => count >= 2,
        _ => count == 0,
    };
    let alive = |unit: &UnitId| *unit != new.unit && exists_on(changes, *unit, new.on);
    if !enough || !new.successors.iter().all(alive) {
        return wrong("successors", if enough { "not-existing" } else { "count" });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;

    fn change(unit: i64, kind: ChangeKind, on: &str, name: Option<&str>) -> UnitChange {
        UnitChange {
            unit: UnitId::from_raw(unit),
            kind,
            on: on.parse().unwrap(),
            act: "NQ 1".into(),
            name: name.map(Into::into),
            successors: vec![],
            parent: None,
            becomes: (kind == ChangeKind::Found).then_some(UnitKind::Division),
        }
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_tree_of_a_date_has_the_names_and_superiors_of_that_date() {
        let mut moved = change(3, ChangeKind::Level, "2025-07-01", None);
        (moved.parent, moved.becomes) = (Some(UnitId::from_raw(2)), Some(UnitKind::Commune));
        let mut found = change(3, ChangeKind::Found, "2016-01-01", Some("Tổ"));
        found.parent = Some(UnitId::from_raw(1));
        let changes = [
            change(1, ChangeKind::Found, "2010-01-01", Some("Cũ")),
            change(2, ChangeKind::Found, "2020-01-01", Some("Mới")),
            found,
            moved,
            change(1, ChangeKind::Merge, "2025-07-01", None),
        ];
        let on = |date: &str| placed_on(&changes, day(date));
        assert_eq!(on("2015-01-01").len(), 1);
        let before = on("2025-06-30");
        assert_eq!(before.len(), 3);
        assert_eq!((before[2].parent, before[2].kind), (Some(UnitId::from_raw(1)), UnitKind::Division));
        let after = on("2025-07-01");
        assert_eq!(after.iter().map(|one| one.unit.raw()).collect::<Vec<_>>(), [2, 3]);
        assert_eq!((after[1].parent, after[1].kind), (Some(UnitId::from_raw(2)), UnitKind::Commune));
    }

    #[test]
    fn a_change_must_fit_what_is_recorded() {
        let changes = [
            change(1, ChangeKind::Found, "2016-01-01", Some("Phòng Một")),
            change(1, ChangeKind::Rename, "2021-05-01", Some("Phòng Tổng hợp")),
            change(2, ChangeKind::Found, "2020-01-01", Some("Phòng Hai")),
        ];
        let check = |new: &UnitChange| check_change(&changes, new, day("2026-11-20"));
        let field = |new: &UnitChange| match check(new) {
            Err(Refusal::Invalid { field, why }) => (field, why),
            other => panic!("{other:?}"),
        };
        assert!(check(&change(1, ChangeKind::Rename, "2026-11-20", Some("Phòng Mới"))).is_ok());
        assert_eq!(field(&change(1, ChangeKind::Rename, "2026-11-21", Some("Phòng Mới"))), ("on", "future"));
        assert_eq!(field(&change(1, ChangeKind::Rename, "2015-01-01", Some("Phòng Mới"))), ("on", "not-existing"));
        assert_eq!(field(&change(1, ChangeKind::Rename, "2022-01-01", Some("Phòng Tổng hợp"))), ("name", "same"));
        assert_eq!(field(&change(1, ChangeKind::Abolish, "2020-01-01", None)), ("on", "later-change"));
        let mut merge = change(1, ChangeKind::Merge, "2025-07-01", None);
        assert_eq!(field(&merge), ("successors", "count"));
        merge.successors = vec![UnitId::from_raw(1)];
        assert_eq!(field(&merge), ("successors", "not-existing"), "not into itself");
        merge.successors = vec![UnitId::from_raw(2)];
        assert!(check(&merge).is_ok());
        merge.act = " ".into();
        assert_eq!(field(&merge), ("act", "empty"));
    }

    #[test]
    fn a_record_prints_the_unit_as_it_was_named_on_its_date() {
        let changes = [
            change(1, ChangeKind::Rename, "2021-05-01", Some("Phòng Tổng hợp")),
            change(1, ChangeKind::Found, "2016-01-01", Some("Phòng Một")),
            change(1, ChangeKind::Merge, "2025-07-01", None),
        ];
        let unit = UnitId::from_raw(1);
        let on = |date: &str| date.parse().unwrap();
        assert_eq!(name_on(&changes, unit, on("2017-01-01")), Some("Phòng Một"));
        assert_eq!(name_on(&changes, unit, on("2021-05-01")), Some("Phòng Tổng hợp"));
        assert_eq!(name_on(&changes, unit, on("2026-01-01")), Some("Phòng Tổng hợp"));
        assert_eq!(name_on(&changes, unit, on("2015-12-31")), None);
        assert!(exists_on(&changes, unit, on("2025-06-30")) && !exists_on(&changes, unit, on("2025-07-01")));
    }
}
