//! How fast plans are read: a short and a long text, and the same long plan as Word; the goal is 200 texts a second on one core.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const SCHOOL: &str = include_str!("../tests/plans/truong_hoc.txt");
const YOUTH: &str = include_str!("../tests/plans/doan.txt");

/// A plan with many movements, as a district's plan has: about fifty thousand bytes.
fn long_plan() -> String {
    let (head, rest) = YOUTH.split_once("III. CÁCH THỨC").expect("invariant: the plan has a third section");
    let (lead, groups) = head.split_once("1. Nhóm").expect("invariant: the plan has groups");
    let mut out = lead.to_owned();
    for n in 1..=45 {
        let group = groups.lines().next().unwrap_or("");
        out.push_str(&format!("{n}. Nhóm{group} số {n}\n"));
        out.extend(groups.lines().skip(1).take(3).flat_map(|line| [line, "\n"]));
    }
    out.push_str("III. CÁCH THỨC");
    out.push_str(rest);
    out
}

fn reading(c: &mut Criterion) {
    let long = long_plan();
    let mut group = c.benchmark_group("read");
    for (name, text) in [("short", SCHOOL), ("long", long.as_str())] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| lantoa_reader::read(black_box(text.as_bytes()), None)));
    }
    group.finish();
    let plan = lantoa_reader::read(long.as_bytes(), None).expect("invariant: the plan reads");
    c.bench_function("propose/long", |b| b.iter(|| lantoa_reader::propose(black_box(&plan))));
}

criterion_group!(benches, reading);
criterion_main!(benches);
