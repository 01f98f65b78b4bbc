//! Attacks and facts, each as a named test, through the public interface only.

mod ballots;
mod boards;
mod ceremonies;
mod fixture;
mod manifests;
mod oracle;
mod tallies;
mod vectors;
mod verifier;

/// So many random cases. One that fails is printed whole and written nowhere: the source tree stays as it is.
fn cases(cases: u32) -> proptest::test_runner::Config {
    proptest::test_runner::Config { cases, failure_persistence: None, ..proptest::test_runner::Config::default() }
}
