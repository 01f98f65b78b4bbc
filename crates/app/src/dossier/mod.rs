//! The dossier's way: each command loads the case, asks the policy, lets the rules decide, saves under the version and writes the journal.

mod case;
mod circumstances;
mod facts;

pub(crate) use case::{Case, act, apply, load, same_as_seen};
pub(crate) use circumstances::{circumstances, counted};
