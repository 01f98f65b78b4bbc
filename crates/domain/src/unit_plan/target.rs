//! Numbers of a unit's plan against those it is given: "giao" and "phấn đấu" apart, never below the minimum nor above the most. It must not count dossiers.

use serde::{Deserialize, Serialize};

use crate::plan::{Bound, Key, Per, Plan, Quota, QuotaSubject, Strength};

/// A number that a unit sets for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The movement; `None` for the plan as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub movement: Option<Key>,
    /// What is counted.
    pub subject: QuotaSubject,
    /// "giao": to be reached.
    pub assigned: u32,
    /// "phấn đấu": aimed at; 0 for no aim beyond what is assigned.
    pub aimed: u32,
}

/// What a unit is given in a movement for one kind of subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The movement; `None` for the plan as a whole.
    pub movement: Option<Key>,
    /// What is counted.
    pub subject: QuotaSubject,
    /// At least so many are to be reached.
    pub assigned: u32,
    /// At least so many are to be aimed at.
    pub aimed: u32,
    /// At most so many; `None` without a limit.
    pub most: Option<u32>,
}

/// What is wrong with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetFault {
    /// Less than the minimum is to be reached.
    Below {
        /// The movement.
        movement: Option<Key>,
        /// What is counted.
        subject: QuotaSubject,
        /// The minimum.
        least: u32,
        /// What the unit set.
        own: u32,
    },
    /// More than the agency's plan takes from a unit.
    Above {
        /// The movement.
        movement: Option<Key>,
        /// What is counted.
        subject: QuotaSubject,
        /// The limit.
        most: u32,
        /// What the unit set.
        own: u32,
    },
    /// Less is aimed at than is to be reached.
    AimBelow {
        /// The movement.
        movement: Option<Key>,
        /// What is counted.
        subject: QuotaSubject,
    },
    /// The same is there twice.
    Twice {
        /// The movement.
        movement: Option<Key>,
        /// What is counted.
        subject: QuotaSubject,
    },
}

/// What the agency's plan gives to each unit: its numbers per unit, in a year or over the whole period.
///
/// For the plan of a movement by its lead, the movement's own numbers too when it spans the whole period: the lead meets them.
#[must_use]
pub fn given(plan: &Plan, lead_of: Option<&Key>, year: Option<i16>) -> Vec<Given> {
    let mut out: Vec<Given> = Vec::new();
    for quota in plan.quotas.iter().filter(|quota| falls_to(quota, lead_of, year)) {
        let at = out.iter().position(|one| one.movement == quota.movement && one.subject == quota.subject);
        let at = at.unwrap_or_else(|| {
            let (movement, subject) = (quota.movement.clone(), quota.subject);
            out.push(Given { movement, subject, assigned: 0, aimed: 0, most: None });
            out.len() - 1
        });
        let sectors = u32::try_from(quota.sectors.len().max(1)).unwrap_or(1);
        let count = quota.count.saturating_mul(if quota.per == Per::Unit { 1 } else { sectors });
        let one = &mut out[at];
        if matches!(quota.bound, Bound::Min | Bound::Exact) {
            match quota.strength {
                Strength::Assigned => one.assigned = one.assigned.max(count),
                Strength::Aimed => one.aimed = one.aimed.max(count),
            }
        }
        if matches!(quota.bound, Bound::Max | Bound::Exact) && quota.strength == Strength::Assigned {
            one.most = Some(one.most.map_or(count, |most| most.min(count)));
        }
    }
    out
}

fn falls_to(quota: &Quota, lead_of: Option<&Key>, year: Option<i16>) -> bool {
    let of_year = year.is_none_or(|year| quota.years.is_none_or(|years| years.contains(year)));
    let of_movement = lead_of.is_none() || quota.movement.as_ref() == lead_of || quota.movement.is_none();
    let of_lead = lead_of.is_some() && quota.movement.as_ref() == lead_of && year.is_none();
    let per = quota.per == Per::Unit || (of_lead && quota.per == Per::Movement && quota.bound == Bound::Min);
    of_year && of_movement && per
}

/// What is wrong with the numbers of a unit's plan. Empty when none is below what is given.
#[must_use]
pub fn target_faults(given: &[Given], own: &[Target]) -> Vec<TargetFault> {
    let mut out = Vec::new();
    for one in given {
        let found = own.iter().find(|own| own.movement == one.movement && own.subject == one.subject);
        let (assigned, aimed) = found.map_or((0, 0), |own| (own.assigned, own.aimed));
        let (movement, subject) = (one.movement.clone(), one.subject);
        if assigned < one.assigned {
            out.push(TargetFault::Below { movement, subject, least: one.assigned, own: assigned });
        } else if aimed.max(assigned) < one.aimed {
            out.push(TargetFault::Below { movement, subject, least: one.aimed, own: aimed.max(assigned) });
        } else if let Some(most) = one.most.filter(|most| assigned > *most) {
            out.push(TargetFault::Above { movement, subject, most, own: assigned });
        }
    }
    for (at, one) in own.iter().enumerate() {
        let (movement, subject) = (one.movement.clone(), one.subject);
        if one.aimed > 0 && one.aimed < one.assigned {
            out.push(TargetFault::AimBelow { movement: movement.clone(), subject });
        }
        if own[..at].iter().any(|other| other.movement == one.movement && other.subject == one.subject) {
            out.push(TargetFault::Twice { movement, subject });
        }
    }
    out
}
