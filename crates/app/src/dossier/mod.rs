//! The dossier's way: each command loads the case, asks the policy, lets the rules decide, saves under the version and writes the journal.

pub mod assign;
mod case;
mod circumstances;
pub(crate) mod content;
mod edit;
mod facts;
mod judge;
pub mod list;
mod open;
pub mod opening;
pub mod page;
mod paper;
mod step;

pub use edit::{Words, edit};
pub use judge::{Judging, Verdict, judge};
pub use open::{Leading, NewDossier, NewSubject, make_findable, open, twin};
pub use paper::{Attachment, LARGEST, MOST, Reading, attach, read, remove};
pub use step::{
    Acclaim, Fostering, IN_BULK, Outcome, appraise, endorse, finish_fostering, foster, many, nominate, publicise,
    register, resubmit, screen, send_back, set_aside, withdraw,
};

pub(crate) use case::{Case, act, apply, load, same_as_seen};
pub(crate) use circumstances::{circumstances, counted};
pub(crate) use open::open_in;
