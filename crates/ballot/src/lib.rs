//! The electronic secret ballot by the protocol TDKT-BALLOT-1, as docs/ballot.md specifies it: manifest, key ceremony, ballots,
//! board, tally and verifier. Not yet independently reviewed. It must know no person, clock, network or file; randomness is passed in.

#![forbid(unsafe_code)]

pub mod ballot;
pub mod board;
pub mod bundle;
mod bytes;
pub mod ceremony;
pub mod credential;
mod error;
mod fault;
mod group;
pub mod hash;
pub mod keyfile;
mod letters;
pub mod manifest;
pub mod receipt;
pub mod tally;
pub mod verify;

pub use ballot::{Ballot, BallotRules, BallotSeed, Choices, Opened, Reveal, ballot_hash, tracking_code};
pub use board::{Board, Cast, Entry, EntryKind, PaperCount, PaperFigures, Place, Stage};
pub use bundle::Bundle;
pub use ceremony::{Ceremony, CeremonyPlan, TrusteeInCeremony, TrusteeKey, TrusteeSeed, fingerprint_words};
pub use credential::{CredentialCode, CredentialKey};
pub use error::Refused;
pub use group::PointBytes;
pub use hash::{Digest, election_id};
pub use keyfile::KeyFile;
pub use manifest::{Holder, Manifest, ManifestFile, Options};
pub use receipt::{Receipt, ServerKey, Standing};
pub use tally::{Outcome, Partial, QuestionOutcome, TrusteeMemory};
pub use verify::{Expected, Verdict, verify, verify_expecting};
