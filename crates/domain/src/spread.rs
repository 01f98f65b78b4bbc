//! The figures of a practice that spreads: adopters by stage, the curve, how long it took, how far it branched, whom it did not reach. It must not know where copies are kept.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::adoption::{Course, SUSTAINED_AFTER, Stage};
use crate::id::{AdoptionId, UnitId};
use crate::unit::UnitKind;

/// One adoption, as far as the figures need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// The adoption.
    pub id: AdoptionId,
    /// The unit; `None` for a unit outside the agency.
    pub unit: Option<UnitId>,
    /// From which other adoption it was learned; `None` for the origin.
    pub from: Option<AdoptionId>,
    /// When it began.
    pub began: Date,
    /// Its course.
    pub course: Course,
}

/// A month of the adoption curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Year.
    pub year: i16,
    /// Month, from 1.
    pub month: i8,
    /// Adoptions begun until its end, in any way.
    pub begun: u32,
    /// Adoptions that had come into use until its end.
    pub used: u32,
}

/// The figures of a practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// How many adoptions stand at each stage, in the order of [`Stage::ALL`].
    pub by_stage: [u32; 5],
    /// Adoptions by units outside the agency, among all.
    pub outside: u32,
    /// The curve, one entry for each month from the first adoption to the last day asked for.
    pub curve: Vec<Month>,
    /// Days from the validation to the first use; what was in use before counts as 0.
    pub first_days: Option<u32>,
    /// Median of those days over all that came into use; the lower one of two.
    pub median_days: Option<u32>,
    /// Of those whose first use began a year ago or earlier: how many had not been given up by the end of that year, and how many there are.
    pub kept_a_year: (u32, u32),
    /// Adoptions learned from another adoption, of all: copies per adopter in hundredths.
    pub branching: u32,
    /// Longest way from the origin; 0 without any adoption.
    pub depth: u32,
}

impl Figures {
    /// All adoptions.
    #[must_use]
    pub fn all(&self) -> u32 {
        self.by_stage.iter().sum()
    }

    /// How many stand at a stage.
    #[must_use]
    pub fn at(&self, stage: Stage) -> u32 {
        Stage::ALL.iter().position(|one| *one == stage).map_or(0, |place| self.by_stage[place])
    }

    /// How many are in use today.
    #[must_use]
    pub fn used(&self) -> u32 {
        self.at(Stage::InUse) + self.at(Stage::Sustained)
    }
}

/// Works out the figures on a day. `validated` is the day on which others were first invited to copy it.
#[must_use]
pub fn figures(copies: &[Copied], validated: Option<Date>, today: Date) -> Figures {
    let mut by_stage = [0_u32; 5];
    for copy in copies {
        if let Some(place) = Stage::ALL.iter().position(|stage| *stage == copy.course.stage) {
            by_stage[place] += 1;
        }
    }
    let mut days = days_to_use(copies, validated);
    days.sort_unstable();
    let taught = copies.iter().filter(|copy| copy.from.is_some()).count();
    Figures {
        by_stage,
        outside: count(copies.iter().filter(|copy| copy.unit.is_none()).count()),
        curve: curve(copies, today),
        first_days: days.first().copied(),
        median_days: days.get(days.len().saturating_sub(1) / 2).copied(),
        kept_a_year: kept_a_year(copies, today),
        branching: count((taught * 100).checked_div(copies.len()).unwrap_or(0)),
        depth: depths(copies).into_iter().max().unwrap_or(0),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn days_to_use(copies: &[Copied], validated: Option<Date>) -> Vec<u32> {
    let Some(validated) = validated else { return Vec::new() };
    let days = |from: Date| u32::try_from((from - validated).get_days().max(0)).unwrap_or(0);
    copies.iter().filter_map(|copy| copy.course.first_used).map(days).collect()
}

fn kept_a_year(copies: &[Copied], today: Date) -> (u32, u32) {
    let (mut kept, mut all) = (0, 0);
    for course in copies.iter().map(|copy| copy.course) {
        let Some(year) = course.first_used.and_then(|from| from.checked_add(SUSTAINED_AFTER.months()).ok()) else {
            continue;
        };
        if year > today {
            continue;
        }
        all += 1;
        if course.first_stopped.is_none_or(|on| on >= year) {
            kept += 1;
        }
    }
    (kept, all)
}

/// Months since year 0.
fn month_of(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

fn curve(copies: &[Copied], today: Date) -> Vec<Month> {
    let mut changes: BTreeMap<i32, (u32, u32)> = BTreeMap::new();
    for copy in copies {
        changes.entry(month_of(copy.began)).or_default().0 += 1;
        if let Some(used) = copy.course.first_used {
            changes.entry(month_of(used)).or_default().1 += 1;
        }
    }
    let Some(first) = changes.keys().next().copied() else { return Vec::new() };
    let (mut begun, mut used) = (0, 0);
    let months = first..=month_of(today).max(first);
    months
        .map(|month| {
            let (more_begun, more_used) = changes.get(&month).copied().unwrap_or_default();
            begun += more_begun;
            used += more_used;
            let year = i16::try_from(month.div_euclid(12)).unwrap_or(i16::MAX);
            Month { year, month: i8::try_from(month.rem_euclid(12) + 1).unwrap_or(1), begun, used }
        })
        .collect()
}

/// How far each adoption is from the origin: 1 for what was learned there. What hangs on nothing known, or in a circle, counts from 1.
#[must_use]
pub fn depths(copies: &[Copied]) -> Vec<u32> {
    let mut out = vec![0; copies.len()];
    for node in tree(copies) {
        out[node.copy] = node.depth;
    }
    out
}

/// A place in the tree of copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// Place of the adoption among those given.
    pub copy: usize,
    /// How far from the origin, from 1.
    pub depth: u32,
    /// Adoptions learned from it.
    pub children: u32,
    /// All below it.
    pub below: u32,
}

/// The copies as a tree, each before those that learned from it, the earlier branch first. Every copy stands in it exactly once, also
/// where the records contradict themselves.
#[must_use]
pub fn tree(copies: &[Copied]) -> Vec<Node> {
    let places: HashMap<AdoptionId, usize> = copies.iter().enumerate().map(|(place, copy)| (copy.id, place)).collect();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); copies.len()];
    let mut roots = Vec::new();
    let mut order: Vec<usize> = (0..copies.len()).collect();
    order.sort_by_key(|place| (copies[*place].began, copies[*place].id));
    for place in order.iter().copied() {
        match copies[place].from.and_then(|from| places.get(&from)) {
            Some(parent) if *parent != place => children[*parent].push(place),
            _ => roots.push(place),
        }
    }
    let mut out: Vec<Node> = Vec::with_capacity(copies.len());
    let mut seen = vec![false; copies.len()];
    // The roots first; whatever is left hangs in a circle, which is cut at its earliest member.
    for root in roots.into_iter().chain(order) {
        walk(root, &children, &mut seen, &mut out);
    }
    for at in (0..out.len()).rev() {
        let mut below = 0;
        let mut next = at + 1;
        while let Some(node) = out.get(next).filter(|node| node.depth > out[at].depth) {
            below += node.below + 1;
            next += node.below as usize + 1;
            out[at].children += 1;
        }
        out[at].below = below;
    }
    out
}

fn walk(root: usize, children: &[Vec<usize>], seen: &mut [bool], out: &mut Vec<Node>) {
    let mut open = vec![(root, 1)];
    while let Some((copy, depth)) = open.pop() {
        if std::mem::replace(&mut seen[copy], true) {
            continue;
        }
        out.push(Node { copy, depth, children: 0, below: 0 });
        open.extend(children[copy].iter().rev().map(|child| (*child, depth + 1)));
    }
}

/// A unit, as far as likeness needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer {
    /// The unit.
    pub id: UnitId,
    /// Its superior.
    pub parent: Option<UnitId>,
    /// What it is.
    pub kind: UnitKind,
}

/// How a unit is like another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// Same kind and same superior.
    Both,
    /// Same kind.
    Kind,
    /// Same superior.
    Superior,
}

/// The units that did not copy it: neither the owner nor those that did, in the order given.
#[must_use]
pub fn unreached(units: &[Peer], owner: UnitId, copies: &[Copied]) -> Vec<UnitId> {
    let reached: HashSet<UnitId> = copies.iter().filter_map(|copy| copy.unit).collect();
    units.iter().map(|unit| unit.id).filter(|unit| *unit != owner && !reached.contains(unit)).collect()
}

/// The adoptions of units like this one, the most alike first and in the order given; not its own.
#[must_use]
pub fn alike(units: &[Peer], mine: UnitId, copies: &[Copied]) -> Vec<(Likeness, usize)> {
    let known: HashMap<UnitId, &Peer> = units.iter().map(|unit| (unit.id, unit)).collect();
    let Some(me) = known.get(&mine) else { return Vec::new() };
    let like = |other: &Peer| match (other.kind == me.kind, other.parent.is_some() && other.parent == me.parent) {
        (true, true) => Some(Likeness::Both),
        (true, false) => Some(Likeness::Kind),
        (false, true) => Some(Likeness::Superior),
        (false, false) => None,
    };
    let found = copies.iter().enumerate().filter_map(|(place, copy)| {
        let other = copy.unit.filter(|unit| *unit != mine).and_then(|unit| known.get(&unit))?;
        Some((like(other)?, place))
    });
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|(likeness, place)| (*likeness, *place));
    found
}

#[cfg(test)]
mod tests;
