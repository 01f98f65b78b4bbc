//! The card on which an exemplar is judged again (001 II.4, 002 II.1): four aspects, each with a grade and evidence, and a verdict; it must not know who writes one.

use serde::{Deserialize, Serialize};

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// hiệu quả.
    Effect,
    /// hiệu suất, tiết kiệm.
    Efficiency,
    /// khả năng phát triển.
    Potential,
    /// sức lan tỏa, ảnh hưởng.
    Influence,
}

impl Aspect {
    /// All four, in the plan's order.
    pub const ALL: [Self; 4] = [Self::Effect, Self::Efficiency, Self::Potential, Self::Influence];
}

/// How it stands with an aspect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// rõ rệt.
    Strong,
    /// có, chưa nổi bật.
    Fair,
    /// hạn chế.
    Weak,
}

impl Grade {
    /// All of them, the best first.
    pub const ALL: [Self; 3] = [Self::Strong, Self::Fair, Self::Weak];
}

/// What follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It holds, with its days; only the next look gets a new day.
    Confirmed,
    /// It holds, with new days.
    Renewed,
    /// It holds no longer: it lapses.
    Faded,
    /// It should not have been given.
    Withdrawn,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Confirmed, Self::Renewed, Self::Faded, Self::Withdrawn];

    /// Whether the recognition ends.
    #[must_use]
    pub fn ends(self) -> bool {
        matches!(self, Self::Faded | Self::Withdrawn)
    }
}
