//! Criteria that hang on other dossiers of the same round, solved together as the greatest consistent set.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{DossierId, UnitId};
use crate::plan::Link;

/// A dossier as far as linked criteria care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linkable {
    /// The dossier.
    pub dossier: DossierId,
    /// The collective it is about, for a collective; the collective the person heads or belongs to, for an individual.
    pub unit: UnitId,
    /// What it is to that collective.
    pub side: Side,
    /// What it needs.
    pub needs: Vec<Link>,
    /// Whether it stands on its own: not failed, withdrawn or voted down so far.
    pub stands: bool,
    /// Whether it is already recognised in this round.
    pub recognised: bool,
}

/// What a dossier's subject is to its collective.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The collective itself.
    Whole,
    /// A smaller collective inside it, without a place in the organisation's tree: it can need, and serves no leader.
    Part,
    /// Somebody who heads it or belongs to it.
    Individual,
}

/// What the linked criteria of a round come to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Solution {
    /// The greatest set of dossiers that can be recognised together.
    pub possible: BTreeSet<DossierId>,
    /// Dossiers that need one of these others to be recognised too; empty sets when nothing serves.
    pub waits_for: BTreeMap<DossierId, BTreeSet<DossierId>>,
    /// Groups that hold each other up: each waits for another of the group.
    pub circles: Vec<BTreeSet<DossierId>>,
}

/// Solves a round. Starts from all that stand and takes away, until nothing changes, those whose needs nothing left serves.
///
/// The result is the same in whatever order dossiers are given.
#[must_use]
pub fn solve(all: &[Linkable]) -> Solution {
    let mut possible: BTreeSet<DossierId> =
        all.iter().filter(|d| d.stands || d.recognised).map(|d| d.dossier).collect();
    loop {
        let unserved: Vec<DossierId> = all
            .iter()
            .filter(|d| possible.contains(&d.dossier) && !d.recognised)
            .filter(|d| d.needs.iter().any(|need| servers(all, d, *need).all(|s| !possible.contains(&s))))
            .map(|d| d.dossier)
            .collect();
        if unserved.is_empty() {
            break;
        }
        for dossier in unserved {
            possible.remove(&dossier);
        }
    }
    let waits_for: BTreeMap<_, BTreeSet<_>> = all
        .iter()
        .filter(|d| !d.needs.is_empty() && !d.recognised)
        .map(|d| (d.dossier, d.needs.iter().flat_map(|need| servers(all, d, *need)).collect()))
        .collect();
    let circles = circles(all, &possible, &waits_for);
    Solution { possible, waits_for, circles }
}

/// Dossiers that could serve a need.
fn servers<'a>(all: &'a [Linkable], one: &'a Linkable, need: Link) -> impl Iterator<Item = DossierId> + 'a {
    let wanted = match need {
        Link::LeaderNeedsCollective => Side::Whole,
        Link::CollectiveNeedsIndividual => Side::Individual,
    };
    all.iter().filter(move |d| d.dossier != one.dossier && d.unit == one.unit && d.side == wanted).map(|d| d.dossier)
}

/// Sets of unrecognised dossiers that reach each other through what they wait for.
fn circles(
    all: &[Linkable],
    possible: &BTreeSet<DossierId>,
    waits_for: &BTreeMap<DossierId, BTreeSet<DossierId>>,
) -> Vec<BTreeSet<DossierId>> {
    let open: BTreeSet<DossierId> =
        all.iter().filter(|d| !d.recognised && possible.contains(&d.dossier)).map(|d| d.dossier).collect();
    let reach = |from: DossierId| {
        let mut seen = BTreeSet::new();
        let mut queue = vec![from];
        while let Some(at) = queue.pop() {
            for next in waits_for.get(&at).into_iter().flatten().filter(|next| open.contains(next)) {
                if seen.insert(*next) {
                    queue.push(*next);
                }
            }
        }
        seen
    };
    let reached: BTreeMap<DossierId, BTreeSet<DossierId>> = open.iter().map(|d| (*d, reach(*d))).collect();
    let mut out: Vec<BTreeSet<DossierId>> = Vec::new();
    for (one, seen) in &reached {
        if seen.contains(one) && !out.iter().any(|group| group.contains(one)) {
            out.push(seen.iter().filter(|other| reached[other].contains(one)).copied().collect());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Side::{Individual, Part, Whole};
    use super::*;
    use crate::id::Id;
    use proptest::prelude::*;

    fn one(dossier: i64, unit: i64, side: Side, needs: &[Link]) -> Linkable {
        Linkable {
            dossier: DossierId::from_raw(dossier),
            unit: UnitId::from_raw(unit),
            side,
            needs: needs.to_vec(),
            stands: true,
            recognised: false,
        }
    }

    #[test]
    fn a_leader_falls_with_the_collective() {
        let mut all = vec![one(1, 10, Individual, &[Link::LeaderNeedsCollective]), one(2, 10, Whole, &[])];
        assert_eq!(solve(&all).possible.len(), 2);
        all[1].stands = false;
        assert!(solve(&all).possible.is_empty());
        all[1].recognised = true;
        assert_eq!(solve(&all).possible.len(), 2);
    }

    #[test]
    fn a_leader_of_another_unit_is_not_served() {
        let all = vec![one(1, 10, Individual, &[Link::LeaderNeedsCollective]), one(2, 11, Whole, &[])];
        let solution = solve(&all);
        assert_eq!(solution.possible.iter().map(|d| d.raw()).collect::<Vec<_>>(), [2]);
        assert!(solution.waits_for[&DossierId::from_raw(1)].is_empty());
    }

    #[test]
    fn a_small_collective_is_served_by_its_people_and_serves_no_leader() {
        let mut all = vec![
            one(1, 10, Part, &[Link::CollectiveNeedsIndividual]),
            one(2, 10, Individual, &[Link::LeaderNeedsCollective]),
        ];
        assert!(solve(&all).possible.is_empty());
        all[1].needs.clear();
        assert_eq!(solve(&all).possible.len(), 2);
    }

    #[test]
    fn a_circle_is_possible_and_shown() {
        let all = vec![
            one(1, 10, Individual, &[Link::LeaderNeedsCollective]),
            one(2, 10, Whole, &[Link::CollectiveNeedsIndividual]),
            one(3, 11, Whole, &[Link::CollectiveNeedsIndividual]),
        ];
        let solution = solve(&all);
        assert_eq!(solution.possible.len(), 2, "the pair holds itself up, the third has nobody");
        assert_eq!(solution.circles.len(), 1);
        assert_eq!(solution.circles[0].len(), 2);
    }

    fn anything() -> impl Strategy<Value = Vec<Linkable>> {
        prop::collection::vec(
            (1_i64..4, prop::sample::select(&[Whole, Part, Individual][..]), any::<bool>(), any::<bool>()),
            0..8,
        )
        .prop_map(|rows| {
            rows.into_iter()
                .enumerate()
                .map(|(n, (unit, side, needy, stands))| {
                    let person = side == Individual;
                    let link = if person { Link::LeaderNeedsCollective } else { Link::CollectiveNeedsIndividual };
                    let needs: &[Link] = if needy { &[link] } else { &[] };
                    Linkable { stands, ..one(n as i64, unit, side, needs) }
                })
                .collect()
        })
    }

    /// Whether a chosen set satisfies every need by itself.
    fn consistent(all: &[Linkable], chosen: &BTreeSet<DossierId>) -> bool {
        all.iter()
            .filter(|d| chosen.contains(&d.dossier))
            .all(|d| d.stands && d.needs.iter().all(|need| servers(all, d, *need).any(|s| chosen.contains(&s))))
    }

    proptest! {
        #[test]
        fn the_solution_is_the_greatest_consistent_set(all in anything()) {
            let possible = solve(&all).possible;
            prop_assert!(consistent(&all, &possible));
            for mask in 0_u32..(1 << all.len()) {
                let chosen = all.iter().enumerate().filter(|(n, _)| mask >> n & 1 == 1).map(|(_, d)| d.dossier).collect();
                if consistent(&all, &chosen) {
                    prop_assert!(chosen.is_subset(&possible));
                }
            }
        }
    }
}
