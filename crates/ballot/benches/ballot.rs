//! Cost of making and verifying ballots, and of a whole election. Run: `cargo bench -p lantoa-ballot`.
#![allow(missing_docs, reason = "criterion's macros make items without documentation")]

#[path = "../tests/it/fixture.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod fixture;

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use fixture::{Election, Shape, some_votes};
use lantoa_ballot::{Ballot, BallotSeed, Bundle, Choices, Opened, Outcome, TrusteeMemory, verify};

fn ballots(c: &mut Criterion) {
    let mut group = c.benchmark_group("ballot");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    for (questions, options) in [(50, 1), (200, 1), (50, 2), (200, 2)] {
        let election = Election::new(Shape { questions, options, ..Shape::default() });
        let rules = election.rules();
        let votes = vec![0; rules.ciphertexts()];
        let name = format!("{questions}x{options}");
        let make = || {
            let choices = Choices::new(&rules, &votes).expect("invariant: zeros are allowed");
            Opened::make(&rules, &election.keys[0], 1, BallotSeed::from_random([1; 32]), choices)
        };
        group.bench_function(BenchmarkId::new("make", &name), |b| b.iter(make));
        let made = make();
        group.bench_function(BenchmarkId::new("verify", &name), |b| {
            b.iter(|| Ballot::read(&rules, made.bytes()).is_ok());
        });
    }
    group.finish();
}

fn election(c: &mut Criterion) {
    let mut group = c.benchmark_group("election 25x200");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    let election = Election::new(Shape { members: 25, questions: 200, ..Shape::default() });
    let board = election.opened(election.voted(&some_votes(25, 200)), &[0, 1]);
    group.bench_function("open by one trustee", |b| {
        b.iter(|| election.trustees[2].open(&board, &mut TrusteeMemory::default(), &[1; 32]).is_ok());
    });
    group.bench_function("combine", |b| b.iter(|| Outcome::compute(&board).is_ok()));
    let bundle = Bundle::of(&election.finished(&some_votes(25, 200))).to_bytes();
    group.bench_function("verify bundle", |b| b.iter(|| verify(&bundle).valid));
    group.finish();
}

criterion_group!(benches, ballots, election);
criterion_main!(benches);
