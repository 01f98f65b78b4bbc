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
