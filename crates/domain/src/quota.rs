//! Counting recognised dossiers against quotas: gap, room left, and what would go over. Must not decide what to do about it.

use jiff::civil::Date;

use crate::id::UnitId;
use crate::plan::{Bound, Counting, Key, Per, Plan, Quota, QuotaSubject};
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

    /// Where a quota per proposing unit stands, unit by unit.
    #[must_use]
    pub fn by_unit(&self, plan: &Plan, all: &[Counted], window: Window, units: &[UnitId]) -> ByUnit {
        let mut out = ByUnit { units: to_u32(units.len()), ..ByUnit::default() };
        for unit in units {
            let standing = self.standing(plan, all, Window { unit: Some(*unit), ..window });
            out.counted = out.counted.saturating_add(standing.counted);
            out.gap = out.gap.saturating_add(standing.gap);
            out.used_up += u32::from(standing.room == Some(0));
            out.short += u32::from(standing.gap > 0);
        }
        out
    }
}

/// Where a quota per proposing unit stands over all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ByUnit {
    /// Units that may propose.
    pub units: u32,
    /// Recognised in all of them together.
    pub counted: u32,
    /// How many are missing in all of them together.
    pub gap: u32,
    /// Units that have no room left under a maximum or exact number.
    pub used_up: u32,
    /// Units that miss some to a minimum or exact number.
    pub short: u32,
}

/// What the minimum numbers of all movements come to for one kind of subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RolledUp {
    /// What is counted.
    pub subject: QuotaSubject,
    /// The sum when each quota counts once.
    pub together: u32,
    /// The sum when sectors that a quota names count apart, each with the full number. More than `together` only where
    /// a quota names several.
    pub apart: u32,
    /// How many quotas are in the sum.
    pub quotas: u32,
    /// Recognised so far within them.
    pub counted: u32,
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Plan {
    /// What the plan asks for in all: the minimum and exact numbers of its movements summed up by kind of subject.
    ///
    /// Only numbers over the plan's whole period are summed, and those whose sectors count apart; a number per year,
    /// month or unit has no total that the plan itself names.
    #[must_use]
    pub fn rolled_up(&self, all: &[Counted]) -> Vec<RolledUp> {
        let summed = |quota: &&Quota| {
            let whole = matches!(quota.per, Per::Plan | Per::Movement) || !quota.sectors.is_empty();
            quota.movement.is_some() && matches!(quota.bound, Bound::Min | Bound::Exact) && whole
        };
        let mut out: Vec<RolledUp> = Vec::new();
        for quota in self.quotas.iter().filter(summed) {
            let counted = all.iter().filter(|one| quota.covers(self, one)).map(|one| one.times).sum::<u32>();
            let apart = quota.count.saturating_mul(to_u32(quota.sectors.len().max(1)));
            match out.iter_mut().find(|sum| sum.subject == quota.subject) {
                Some(sum) => {
                    sum.together = sum.together.saturating_add(quota.count);
                    sum.apart = sum.apart.saturating_add(apart);
                    sum.quotas += 1;
                    sum.counted = sum.counted.saturating_add(counted);
                }
                None => {
                    let together = quota.count;
                    out.push(RolledUp { subject: quota.subject, together, apart, quotas: 1, counted });
                }
            }
        }
        out
    }

    /// Whether a cap per proposing unit counts this one: only then is it worth counting what the unit has put forward.
    #[must_use]
    pub fn caps_units(&self, one: &Counted) -> bool {
        let caps = |quota: &&Quota| quota.per == Per::Unit && !matches!(quota.bound, Bound::Min | Bound::Unlimited);
        self.quotas.iter().filter(caps).any(|quota| quota.covers(self, one))
    }

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
