//! How fast numbers are summed up a tree of 10,000 units and over 100 clusters; the goal is 10 ms.

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use lantoa_domain::id::{Id as _, UnitId};
use lantoa_domain::rollup::{Count, Figures, Node, levels, over, sums};
use lantoa_domain::subject::SubjectKind;

const UNITS: i64 = 10_000;

/// A tree of threes with a chain of five hundred at its end.
fn tree() -> Vec<Node> {
    let parent = |n: i64| if n > UNITS - 500 { n - 1 } else { n / 3 };
    let node =
        |n: i64| Node { unit: UnitId::from_raw(n + 1), parent: (n > 0).then(|| UnitId::from_raw(parent(n) + 1)) };
    (0..UNITS).map(node).collect()
}

fn own(nodes: &[Node]) -> BTreeMap<UnitId, Figures> {
    let figures = |node: &Node| {
        let n = u32::try_from(node.unit.raw() % 7).expect("small");
        let mut out = Figures::default();
        *out.of_mut(SubjectKind::Collective) = Count { given: 1, assigned: n, registered: n, ..Count::default() };
        *out.of_mut(SubjectKind::Individual) = Count { given: 2, registered: n, recognised: n / 2, ..Count::default() };
        out
    };
    nodes.iter().map(|node| (node.unit, figures(node))).collect()
}

fn rollup(c: &mut Criterion) {
    let nodes = tree();
    let own = own(&nodes);
    let all = sums(&nodes, &own);
    let members: BTreeSet<UnitId> = (1..=100).map(|n| UnitId::from_raw(n * 90)).collect();
    c.bench_function("10,000 units/sums", |b| b.iter(|| sums(black_box(&nodes), black_box(&own))));
    c.bench_function("10,000 units/levels", |b| b.iter(|| levels(black_box(&all))));
    c.bench_function("10,000 units/cluster", |b| b.iter(|| over(black_box(&all), black_box(&members))));
}

criterion_group!(benches, rollup);
criterion_main!(benches);
