//! Cost of making and verifying ballots, beside another library's in the same run, and of a whole election. Run: `cargo bench -p lantoa-ballot`.
#![allow(missing_docs, reason = "criterion's macros make items without documentation")]

#[path = "../tests/it/fixture.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod fixture;

use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, criterion_group, criterion_main};
use elastic_elgamal::app::{ChoiceParams, EncryptedChoice};
use elastic_elgamal::group::Ristretto;
use elastic_elgamal::{Keypair, PublicKey};
use fixture::{Election, Shape, hold_ceremony, some_votes};
use lantoa_ballot::{
    Ballot, BallotSeed, Bundle, CeremonyPlan, Choices, EntryKind, Opened, Outcome, TrusteeMemory, verify,
};
use rand::SeedableRng as _;
use rand::rngs::StdRng;

fn quick<'a>(c: &'a mut Criterion, name: &str) -> BenchmarkGroup<'a, WallTime> {
    let mut group = c.benchmark_group(name);
    group.sample_size(20).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    group
}

fn ballots(c: &mut Criterion) {
    let mut group = quick(c, "ballot");
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
        others(&mut group, questions as usize, options, &name);
    }
    group.finish();
}

/// elastic-elgamal with the nearest content: with one box for each candidate one choice of any number of them, with two boxes
/// a choice of one in three (agree, not, neither) for each candidate. Neither its voter nor its election is bound to it.
fn others(group: &mut BenchmarkGroup<'_, WallTime>, questions: usize, options: u32, name: &str) {
    let mut random = StdRng::seed_from_u64(1);
    let (receiver, _) = Keypair::<Ristretto>::generate(&mut random).into_tuple();
    let (make, check) = (BenchmarkId::new("elastic make", name), BenchmarkId::new("elastic verify", name));
    if options == 1 {
        let params = ChoiceParams::multi(receiver, questions);
        let choices = vec![false; questions];
        group.bench_function(make, |b| b.iter(|| EncryptedChoice::new(&params, &choices, &mut random)));
        let made = EncryptedChoice::new(&params, &choices, &mut random);
        group.bench_function(check, |b| b.iter(|| made.verify(&params).is_ok()));
    } else {
        let params = single(receiver);
        let all = |random: &mut StdRng| -> Vec<_> {
            (0..questions).map(|_| EncryptedChoice::single(&params, 2, random)).collect()
        };
        group.bench_function(make, |b| b.iter(|| all(&mut random)));
        let made = all(&mut random);
        group.bench_function(check, |b| b.iter(|| made.iter().all(|one| one.verify(&params).is_ok())));
    }
}

fn single(receiver: PublicKey<Ristretto>) -> ChoiceParams<Ristretto, elastic_elgamal::app::SingleChoice> {
    ChoiceParams::single(receiver, 3)
}

fn election(c: &mut Criterion) {
    for (members, questions) in [(25, 50), (25, 200)] {
        let mut group = quick(c, &format!("election {members}x{questions}"));
        group.bench_function("ceremony 2 of 3", |b| {
            let plan = CeremonyPlan::new([0x11; 32], 3, 2).expect("invariant: two of three");
            b.iter(|| hold_ceremony(plan));
        });
        let election = Election::new(Shape { members, questions, ..Shape::default() });
        let voted = election.voted(&some_votes(members as usize, questions as usize));
        let open = Bundle::of(&voted);
        group.bench_function("verify board", |b| b.iter(|| open.replay().is_ok()));
        let mut closed = voted.clone();
        closed.append(EntryKind::Close, &[]).expect("invariant: an open vote");
        group.bench_function("sum and open by one trustee", |b| {
            b.iter(|| election.trustees[2].open(&closed, &mut TrusteeMemory::default(), &[1; 32]).is_ok());
        });
        let opened = election.opened(voted, &[0, 1]);
        group.bench_function("combine", |b| b.iter(|| Outcome::compute(&opened).is_ok()));
        let votes = some_votes(members as usize, questions as usize);
        let bundle = Bundle::of(&election.finished(&votes)).to_bytes();
        group.bench_function("verify bundle", |b| b.iter(|| verify(&bundle).valid));
        group.finish();
    }
}

criterion_group!(benches, ballots, election);
criterion_main!(benches);
