//! How fast the figures and the tree of a practice with 10,000 copies are computed; the goal is 50 ms for the figures.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use lantoa_domain::adoption::{Course, Stage};
use lantoa_domain::id::{AdoptionId, Id as _, UnitId};
use lantoa_domain::spread::{Copied, figures, tree};

const COPIES: i64 = 10_000;
const TODAY: Date = date(2028, 6, 15);

/// One long chain of a thousand, the rest a tree of threes; begun over nine hundred days.
fn copies() -> Vec<Copied> {
    let from = |n: i64| if n < 1_000 { n - 1 } else { n / 3 };
    (0..COPIES)
        .map(|n| {
            let began = date(2025, 1, 10).checked_add((n % 900).days()).expect("a day");
            let stage = [Stage::Visited, Stage::Trying, Stage::InUse][usize::try_from(n % 3).expect("small")];
            Copied {
                id: AdoptionId::from_raw(n + 1),
                unit: (n % 7 != 0).then(|| UnitId::from_raw(n + 1)),
                from: (n > 0).then(|| AdoptionId::from_raw(from(n) + 1)),
                began,
                course: Course::begin(stage, began, TODAY).expect("a course"),
            }
        })
        .collect()
}

fn spread(c: &mut Criterion) {
    let copies = copies();
    let first = Some(date(2025, 1, 1));
    c.bench_function("10,000 copies/figures", |b| b.iter(|| figures(black_box(&copies), first, TODAY)));
    c.bench_function("10,000 copies/tree", |b| b.iter(|| tree(black_box(&copies))));
}

criterion_group!(benches, spread);
criterion_main!(benches);
