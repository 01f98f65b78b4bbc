//! Whether the time to make a ballot depends on the choices: Welch's t over interleaved runs. Run:
//! `cargo bench -p lantoa-ballot --bench timing`. It ends with an error when |t| is 4.5 or more.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measurement needs a watch and prints what it found"
)]

#[path = "../tests/it/fixture.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod fixture;

use std::process::ExitCode;
use std::time::Instant;

use fixture::{Election, Shape};
use lantoa_ballot::{BallotSeed, Choices, Opened};

const RUNS: usize = 3_000;

/// Mean and variance without the slowest twentieth, in which other programs had the processor.
fn moments(mut times: Vec<f64>) -> (f64, f64, f64) {
    times.sort_by(f64::total_cmp);
    times.truncate(times.len() * 19 / 20);
    let count = times.len() as f64;
    let mean = times.iter().sum::<f64>() / count;
    let variance = times.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, variance, count)
}

fn main() -> ExitCode {
    let election = Election::new(Shape { questions: 4, ..Shape::default() });
    let rules = election.rules();
    let mut times = [Vec::with_capacity(RUNS), Vec::with_capacity(RUNS)];
    for run in 0..RUNS * 2 {
        // Pairs in changing order, so that a slow drift of the machine falls on both kinds alike.
        let vote = (run + run / 2) % 2;
        let mut random = [0; 32];
        random[..8].copy_from_slice(&(run as u64).to_le_bytes());
        let choices = Choices::new(&rules, &[vote as u8; 4]).expect("invariant: zeros and ones are allowed");
        let start = Instant::now();
        let made = Opened::make(&rules, &election.keys[0], 1, BallotSeed::from_random(random), choices);
        times[vote].push(start.elapsed().as_secs_f64() * 1e6);
        std::hint::black_box(made.bytes());
    }
    let [none, all] = times.map(moments);
    let t = (none.0 - all.0) / (none.1 / none.2 + all.1 / all.2).sqrt();
    println!("all no {:.1} µs, all yes {:.1} µs, Welch t = {t:.2} over {RUNS} ballots of each kind", none.0, all.0);
    if t.abs() < 4.5 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
