//! The dossier's way: each command loads the case, asks the policy, lets the rules decide, saves under the version and writes the journal.

mod case;

pub(crate) use case::{Case, act, apply, load, same_as_seen};
