//! Criteria: what a person judges, what the recorded facts decide, and what hangs on another dossier.

use serde::{Deserialize, Serialize};

use super::{Key, Source, Years};

/// To whom a criterion applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Applies {
    /// Everyone.
    General,
    /// Collectives.
    Collective,
    /// Individuals.
    Individual,
    /// Individuals who hold a leading post; in addition to those for individuals.
    Leader,
    /// Households.
    Household,
    /// Models and practices.
    Practice,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its key in this plan.
    pub key: Key,
    /// The movement it belongs to; `None` for the whole plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub movement: Option<Key>,
    /// The tracks it is used in; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<Key>,
    /// To whom it applies.
    pub applies: Applies,
    /// Its words.
    pub text: String,
    /// How it is decided.
    #[serde(default)]
    pub test: Test,
    /// Criteria that share this name are alternatives: one of them is enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any_of: Option<Key>,
    /// The years it is used in when they differ from the plan's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<Years>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// How a criterion is decided.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// A person decides, with evidence.
    #[default]
    Judged,
    /// The recorded facts decide; what they leave unknown a person may settle with evidence.
    Checked(Check),
    /// Another dossier of the same round decides.
    Linked(Link),
}

/// A rule over recorded facts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// Not older than so many years on the round's reference date.
    AgeAtMost {
        /// Full years, 1–120.
        years: u8,
    },
    /// Rated at least so in each of the last consecutive years.
    RatingAtLeast {
        /// Whose rating.
        of: Body,
        /// The lowest that passes.
        level: Rating,
        /// How many years up to the round's, at least 1.
        years: u8,
    },
    /// Nobody concerned disciplined at this level or above in a window.
    NoDiscipline {
        /// The lowest level that fails.
        at_or_above: DisciplineLevel,
        /// Length of the window in years back from the reference date.
        window_years: u8,
    },
    /// At least this share of the unit's people meets what the criterion says.
    RosterShare {
        /// Per cent, 1–100.
        percent: u8,
    },
    /// A score at least so high in the round's year.
    ScoreAtLeast {
        /// The score's name.
        score: String,
        /// Hundredths of a point.
        hundredths: i64,
    },
    /// The year's result lies above the target.
    TargetExceeded,
    /// Holds a title.
    HoldsTitle {
        /// The title's words.
        title: String,
    },
    /// An initiative is recorded within the year.
    InitiativeRecorded,
    /// A prize was won within the year.
    PrizeWon,
    /// The unit handed in at least this share of its reports in time; computed from its own tasks.
    OnTimeReporting {
        /// Per cent, 1–100.
        percent: u8,
    },
    /// Highest in the locality, with who verified it.
    HighestInLocality,
}

/// Whose rating is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// The candidate's own.
    Own,
    /// That of the unit in which the candidate works or which the candidate heads.
    Unit,
    /// That of the unit's Party cell or committee.
    PartyBody,
    /// That of the unit's mass organisations.
    MassBodies,
}

/// Yearly rating, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rating {
    /// Không hoàn thành nhiệm vụ.
    Failed,
    /// Hoàn thành nhiệm vụ.
    Completed,
    /// Hoàn thành tốt nhiệm vụ; trong sạch vững mạnh for a Party or mass body.
    Good,
    /// Hoàn thành xuất sắc nhiệm vụ.
    Excellent,
}

/// Level of discipline, lightest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisciplineLevel {
    /// Phê bình: criticism, below the legal forms of discipline.
    Criticism,
    /// Khiển trách.
    Reprimand,
    /// Cảnh cáo.
    Warning,
    /// Hạ bậc lương, giáng chức.
    Demotion,
    /// Cách chức.
    RemovalFromPost,
    /// Buộc thôi việc.
    Dismissal,
}

/// A condition on another dossier of the same round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// A leader passes only when the collective he or she heads passes.
    LeaderNeedsCollective,
    /// A collective passes only when one of its individuals passes.
    CollectiveNeedsIndividual,
}
