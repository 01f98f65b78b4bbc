//! Quotas as a plan states them; counting is done in `crate::quota`.

use serde::{Deserialize, Serialize};

use super::{Key, Source, Years};
use crate::subject::SubjectKind;

/// A number to reach, to keep to, or the statement that there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Its key in this plan.
    pub key: Key,
    /// The movement it is counted in; `None` for the whole plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub movement: Option<Key>,
    /// The tracks whose dossiers count; empty for every track that counts against quotas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<Key>,
    /// What is counted.
    pub subject: QuotaSubject,
    /// Which side of the number is allowed.
    pub bound: Bound,
    /// The number; 0 and without meaning when unlimited.
    #[serde(default)]
    pub count: u32,
    /// Within what it is counted.
    pub per: Per,
    /// "giao" or "phấn đấu".
    #[serde(default)]
    pub strength: Strength,
    /// Sectors that are counted apart, each with the full number ("đối với từng ngành").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    /// The years it holds in when they differ from the plan's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<Years>,
    /// Its words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// What a quota counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotaSubject {
    /// Individuals.
    Individual,
    /// Collectives.
    Collective,
    /// Households.
    Household,
    /// Models and practices.
    Practice,
    /// All together.
    Any,
}

impl QuotaSubject {
    /// Whether a subject of this kind is counted.
    #[must_use]
    pub fn counts(self, kind: SubjectKind) -> bool {
        match self {
            Self::Any => true,
            Self::Individual => kind == SubjectKind::Individual,
            Self::Collective => kind == SubjectKind::Collective,
            Self::Household => kind == SubjectKind::Household,
            Self::Practice => kind == SubjectKind::Practice,
        }
    }
}

/// Which side of the number is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// "ít nhất".
    Min,
    /// "không quá".
    Max,
    /// A bare number.
    Exact,
    /// "không khống chế".
    Unlimited,
}

/// Within what a quota is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// Each proposing unit, per year of the round.
    Unit,
    /// The movement, over the plan's whole period.
    Movement,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
    /// The plan's whole period.
    Plan,
}

/// "giao" or "phấn đấu".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Assigned.
    #[default]
    Assigned,
    /// Aimed at.
    Aimed,
}

/// The five kinds a reader of plans tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuotaKind {
    /// At least n.
    Min,
    /// At most n.
    Max,
    /// At most n from each proposing unit.
    MaxPerUnit,
    /// Exactly n.
    Exact,
    /// No limit.
    Unlimited,
}

impl Quota {
    /// Which of the five kinds it is.
    #[must_use]
    pub fn kind(&self) -> QuotaKind {
        match (self.bound, self.per) {
            (Bound::Min, _) => QuotaKind::Min,
            (Bound::Max, Per::Unit) => QuotaKind::MaxPerUnit,
            (Bound::Max, _) => QuotaKind::Max,
            (Bound::Exact, _) => QuotaKind::Exact,
            (Bound::Unlimited, _) => QuotaKind::Unlimited,
        }
    }
}
