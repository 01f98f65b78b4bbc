//! Units of the organisation over time: identity is not the name. Must not know who works there.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::UnitId;

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
    let ends = |kind| matches!(kind, ChangeKind::Merge | ChangeKind::Split | ChangeKind::Abolish);
    let mine = || changes.iter().filter(|change| change.unit == unit && change.on <= date);
    mine().any(|change| change.kind == ChangeKind::Found) && !mine().any(|change| ends(change.kind))
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
        }
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
