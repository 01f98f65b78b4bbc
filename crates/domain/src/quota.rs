//! Counting recognised dossiers against quotas: gap, room left, and what would go over. Must not decide what to do about it.

use jiff::civil::Date;

use crate::id::UnitId;
use crate::plan::{Bound, Counting, Key, Per, Plan, Quota};
use crate::subject::SubjectKind;

/// Recognised dossiers that are alike as far as quotas care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Its movement.
    pub movement: Key,
    /// Its track.
    pub track: Key,
    /// Its kind of subject.
    pub kind: SubjectKind,
    /// Who proposed it.
    pub unit: UnitId,
    /// The period it was considered for.
    pub year: i16,
    /// Month 1–12 of the round for monthly rounds, else that of the decision.
    pub month: i8,
    /// How many dossiers alike in all this.
    pub times: u32,
}

/// Where a quota stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The quota's key.
    pub quota: Key,
    /// Recognised so far within what the quota counts.
    pub counted: u32,
    /// The number the plan names, multiplied by the sectors that count apart.
    pub bound: u32,
    /// How many are missing to a minimum or exact number.
    pub gap: u32,
    /// How many more a maximum or exact number takes; `None` without a limit.
    pub room: Option<u32>,
}

/// Where one recognition stands in time and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The year asked for.
    pub year: i16,
    /// Month 1–12.
    pub month: i8,
    /// The proposing unit asked for; needed by quotas per unit.
    pub unit: Option<UnitId>,
}

impl Window {
    /// The window of a date for every unit together.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self { year: date.year(), month: date.month(), unit: None }
    }
}

impl Quota {
    /// Whether a recognition counts here at all: movement, track, kind of subject and year.
    #[must_use]
    pub fn covers(&self, plan: &Plan, one: &Counted) -> bool {
        let free = plan.track(&one.track).is_some_and(|track| track.counting == Counting::Free);
        !free
            && self.movement.as_ref().is_none_or(|key| *key == one.movement)
            && (self.tracks.is_empty() || self.tracks.contains(&one.track))
            && self.subject.counts(one.kind)
            && self.years.is_none_or(|years| years.contains(one.year))
    }

    fn in_window(&self, one: &Counted, window: Window) -> bool {
        let same_unit = || window.unit.is_none_or(|unit| unit == one.unit);
        match self.per {
            Per::Plan | Per::Movement => true,
            Per::Year => one.year == window.year,
            Per::Quarter => one.year == window.year && (one.month - 1) / 3 == (window.month - 1) / 3,
            Per::Month => one.year == window.year && one.month == window.month,
            Per::Unit => one.year == window.year && same_unit(),
        }
    }

    /// Where the quota stands after these recognitions.
    #[must_use]
    pub fn standing(&self, plan: &Plan, all: &[Counted], window: Window) -> Standing {
        let hits = all.iter().filter(|one| self.covers(plan, one) && self.in_window(one, window));
        let counted = hits.fold(0_u32, |sum, one| sum.saturating_add(one.times));
        let sectors = u32::try_from(self.sectors.len().max(1)).unwrap_or(1);
        let bound = self.count.saturating_mul(sectors);
        let gap = match self.bound {
            Bound::Min | Bound::Exact => bound.saturating_sub(counted),
            Bound::Max | Bound::Unlimited => 0,
        };
        let room = match self.bound {
            Bound::Max | Bound::Exact => Some(bound.saturating_sub(counted)),
            Bound::Min | Bound::Unlimited => None,
        };
        Standing { quota: self.key.clone(), counted, bound, gap, room }
    }
}

impl Plan {
    /// The caps that one more recognition would go over, after those already counted. Empty when all leave room.
    #[must_use]
    pub fn caps_broken<'a>(&'a self, all: &[Counted], one: &Counted) -> Vec<(&'a Quota, Standing)> {
        let window = Window { year: one.year, month: one.month, unit: Some(one.unit) };
        self.quotas
            .iter()
            .filter(|quota| quota.covers(self, one))
            .map(|quota| (quota, quota.standing(self, all, window)))
            .filter(|(_, standing)| standing.room == Some(0))
            .collect()
    }
}
