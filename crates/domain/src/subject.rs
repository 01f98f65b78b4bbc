//! Who or what can be an exemplar; must not know how one becomes it.

use serde::{Deserialize, Serialize};

use crate::id::{PersonId, SubjectId, UnitId};

/// The four kinds of subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// cá nhân.
    Individual,
    /// tập thể.
    Collective,
    /// hộ gia đình.
    Household,
    /// mô hình, cách làm hay, sáng kiến.
    Practice,
}

impl SubjectKind {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Individual, Self::Collective, Self::Household, Self::Practice];
}

/// The subject of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Subject {
    /// A person.
    Person(PersonId),
    /// A unit of the tree.
    Unit(UnitId),
    /// A collective outside the tree ("tập thể nhỏ").
    Group(SubjectId),
    /// A household.
    Household(SubjectId),
    /// A practice.
    Practice(SubjectId),
}

impl Subject {
    /// Its kind for criteria and quotas.
    #[must_use]
    pub fn kind(self) -> SubjectKind {
        match self {
            Self::Person(_) => SubjectKind::Individual,
            Self::Unit(_) | Self::Group(_) => SubjectKind::Collective,
            Self::Household(_) => SubjectKind::Household,
            Self::Practice(_) => SubjectKind::Practice,
        }
    }
}
