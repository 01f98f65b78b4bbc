//! Numbers summed up a tree of units and over clusters: each dossier counts once, at its proposing unit. It must not load anything.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::id::UnitId;
use crate::subject::SubjectKind;

/// The numbers of one kind of subject.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// What the agency's plan gives to the unit as a minimum.
    pub given: u32,
    /// What units set for themselves as "giao".
    pub assigned: u32,
    /// What units set for themselves as "phấn đấu".
    pub aimed: u32,
    /// Dossiers that were opened, those that ended among them.
    pub registered: u32,
    /// Dossiers that were recognised.
    pub recognised: u32,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.given = self.given.saturating_add(other.given);
        self.assigned = self.assigned.saturating_add(other.assigned);
        self.aimed = self.aimed.saturating_add(other.aimed);
        self.registered = self.registered.saturating_add(other.registered);
        self.recognised = self.recognised.saturating_add(other.recognised);
    }
}

/// Numbers by kind of subject: collectives and individuals are never added up with each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures([Count; 4]);

impl Figures {
    /// The numbers of one kind.
    #[must_use]
    pub fn of(&self, kind: SubjectKind) -> Count {
        self.0[place(kind)]
    }

    /// The numbers of one kind, to be changed.
    pub fn of_mut(&mut self, kind: SubjectKind) -> &mut Count {
        &mut self.0[place(kind)]
    }

    /// Adds others, kind by kind.
    pub fn add(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            own.add(other);
        }
    }

    /// Whether any dossier was opened.
    #[must_use]
    pub fn registers(&self) -> bool {
        self.0.iter().any(|one| one.registered > 0)
    }

    /// Whether any dossier was recognised.
    #[must_use]
    pub fn recognises(&self) -> bool {
        self.0.iter().any(|one| one.recognised > 0)
    }
}

const fn place(kind: SubjectKind) -> usize {
    match kind {
        SubjectKind::Individual => 0,
        SubjectKind::Collective => 1,
        SubjectKind::Household => 2,
        SubjectKind::Practice => 3,
    }
}

/// A unit in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// The unit.
    pub unit: UnitId,
    /// Its superior; one that is not in the tree makes the unit a top.
    pub parent: Option<UnitId>,
}

/// A unit with what it has itself and what its subtree comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// The unit.
    pub unit: UnitId,
    /// Its superior in the tree.
    pub parent: Option<UnitId>,
    /// How deep it is, 0 for a top.
    pub depth: u32,
    /// What it has itself.
    pub own: Figures,
    /// What its subtree has, itself included.
    pub all: Figures,
    /// Units of the subtree, itself included.
    pub units: u32,
    /// Of them, those that opened a dossier.
    pub registering: u32,
    /// Of them, those with one recognised.
    pub recognising: u32,
}

/// The sums of every unit: superiors before those below them, siblings in the order given.
///
/// What belongs to a unit that is not in the tree is left out: give every unit there ever was.
#[must_use]
pub fn sums(nodes: &[Node], own: &BTreeMap<UnitId, Figures>) -> Vec<Sum> {
    let known: HashMap<UnitId, usize> = nodes.iter().enumerate().map(|(at, node)| (node.unit, at)).collect();
    let above = |node: &Node| node.parent.filter(|parent| *parent != node.unit).and_then(|parent| known.get(&parent));
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    let mut stack = Vec::new();
    for (at, node) in nodes.iter().enumerate().rev() {
        match above(node) {
            Some(parent) => children[*parent].push(at),
            None => stack.push((at, 0, None)),
        }
    }
    let mut out: Vec<Sum> = Vec::with_capacity(nodes.len());
    let mut places: Vec<Option<usize>> = Vec::with_capacity(nodes.len());
    while let Some((at, depth, parent)) = stack.pop() {
        let unit = nodes[at].unit;
        let figures = own.get(&unit).copied().unwrap_or_default();
        places.push(parent);
        out.push(Sum {
            unit,
            parent: parent.map(|parent: usize| out[parent].unit),
            depth,
            own: figures,
            all: figures,
            units: 1,
            registering: u32::from(figures.registers()),
            recognising: u32::from(figures.recognises()),
        });
        let here = Some(out.len() - 1);
        stack.extend(children[at].iter().map(|child| (*child, depth + 1, here)));
    }
    for at in (0..out.len()).rev() {
        if let Some(parent) = places[at] {
            let below = out[at];
            let up = &mut out[parent];
            up.all.add(&below.all);
            up.units += below.units;
            up.registering += below.registering;
            up.recognising += below.recognising;
        }
    }
    out
}

/// How broad the movement is on one level of the tree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Level {
    /// How deep, 0 for the tops.
    pub depth: u32,
    /// Units on it.
    pub units: u32,
    /// Those that opened a dossier themselves.
    pub registering: u32,
    /// Those with one recognised themselves.
    pub recognising: u32,
}

/// The levels, from the top.
#[must_use]
pub fn levels(sums: &[Sum]) -> Vec<Level> {
    let mut out: Vec<Level> = Vec::new();
    for one in sums {
        let at = usize::try_from(one.depth).unwrap_or(usize::MAX);
        while out.len() <= at && out.len() < sums.len() {
            let depth = u32::try_from(out.len()).unwrap_or(u32::MAX);
            out.push(Level { depth, ..Level::default() });
        }
        if let Some(level) = out.get_mut(at) {
            level.units += 1;
            level.registering += u32::from(one.own.registers());
            level.recognising += u32::from(one.own.recognises());
        }
    }
    out
}

/// What the members of a cluster come to with all below them. A member below another member counts once.
#[must_use]
pub fn over(sums: &[Sum], members: &BTreeSet<UnitId>) -> (Figures, u32) {
    let mut inside: HashSet<UnitId> = HashSet::new();
    let (mut figures, mut units) = (Figures::default(), 0);
    for one in sums {
        let below_member = one.parent.is_some_and(|parent| inside.contains(&parent));
        if below_member {
            inside.insert(one.unit);
        } else if members.contains(&one.unit) {
            inside.insert(one.unit);
            figures.add(&one.all);
            units += one.units;
        }
    }
    (figures, units)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::id::Id;

    fn unit(n: i64) -> UnitId {
        UnitId::from_raw(n)
    }

    fn node(n: i64, parent: Option<i64>) -> Node {
        Node { unit: unit(n), parent: parent.map(unit) }
    }

    fn recognised(n: u32) -> Figures {
        let mut out = Figures::default();
        *out.of_mut(SubjectKind::Collective) = Count { registered: n + 1, recognised: n, given: 1, ..Count::default() };
        out
    }

    /// F78: sums over a tree of any depth, breadth by level.
    #[test]
    fn a_tree_is_summed_up_and_its_levels_are_counted() {
        let nodes = [node(1, None), node(2, Some(1)), node(3, Some(2)), node(4, Some(1)), node(9, Some(77))];
        let own = BTreeMap::from([(unit(3), recognised(2)), (unit(4), recognised(0)), (unit(9), recognised(5))]);
        let sums = sums(&nodes, &own);
        let order: Vec<(i64, u32)> = sums.iter().map(|one| (one.unit.raw(), one.depth)).collect();
        assert_eq!(order, [(1, 0), (2, 1), (3, 2), (4, 1), (9, 0)]);
        let top = sums[0].all.of(SubjectKind::Collective);
        assert_eq!((top.recognised, top.registered, top.given), (2, 4, 2));
        assert_eq!((sums[0].units, sums[0].registering, sums[0].recognising), (4, 2, 1));
        assert_eq!(sums[0].own, Figures::default(), "its own are not those below it");
        assert_eq!(sums[0].all.of(SubjectKind::Individual), Count::default(), "kinds stay apart");
        let levels = levels(&sums);
        assert_eq!(levels.iter().map(|one| one.units).collect::<Vec<_>>(), [2, 2, 1]);
        assert_eq!((levels[1].registering, levels[1].recognising, levels[2].recognising), (1, 0, 1));
    }

    /// F89: a cluster's sum counts a member that lies below another member once.
    #[test]
    fn a_cluster_counts_nobody_twice() {
        let nodes = [node(1, None), node(2, Some(1)), node(3, Some(2)), node(4, Some(1))];
        let own = BTreeMap::from([(unit(2), recognised(1)), (unit(3), recognised(2)), (unit(4), recognised(4))]);
        let sums = sums(&nodes, &own);
        let (figures, units) = over(&sums, &BTreeSet::from([unit(2), unit(3)]));
        assert_eq!((figures.of(SubjectKind::Collective).recognised, units), (3, 2));
        let (all, units) = over(&sums, &BTreeSet::from([unit(2), unit(4)]));
        assert_eq!((all.of(SubjectKind::Collective).recognised, units), (7, 3));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_counts_twice(parents in proptest::collection::vec(0_usize..60, 1..60)) {
            // Every unit hangs below an earlier one, or is a top.
            let nodes: Vec<Node> = (0_i64..).zip(&parents).map(|(n, parent)| {
                let parent = i64::try_from(*parent).unwrap();
                node(n, (parent < n).then_some(parent))
            }).collect();
            let own: BTreeMap<UnitId, Figures> =
                nodes.iter().map(|node| (node.unit, recognised(u32::try_from(node.unit.raw() % 4).unwrap()))).collect();
            let sums = sums(&nodes, &own);
            prop_assert_eq!(sums.len(), nodes.len());
            let tops: u32 = sums.iter().filter(|one| one.depth == 0).map(|one| one.all.of(SubjectKind::Collective).recognised).sum();
            let each: u32 = own.values().map(|one| one.of(SubjectKind::Collective).recognised).sum();
            prop_assert_eq!(tops, each);
            prop_assert_eq!(levels(&sums).iter().map(|level| level.units).sum::<u32>(), u32::try_from(nodes.len()).unwrap());
            let everyone: BTreeSet<UnitId> = nodes.iter().map(|node| node.unit).collect();
            prop_assert_eq!(over(&sums, &everyone).0.of(SubjectKind::Collective).recognised, each);
            for one in &sums {
                let below = sums.iter().filter(|other| other.parent == Some(one.unit));
                let sum: u32 = below.map(|other| other.all.of(SubjectKind::Collective).recognised).sum();
                prop_assert_eq!(one.all.of(SubjectKind::Collective).recognised, sum + one.own.of(SubjectKind::Collective).recognised);
            }
        }
    }
}
