//! Official papers of the agency: what each says, from the records. It must not draw them.

pub mod compose;

pub use compose::{About, Composed, Kept, NotAThing, Phrases, Terms, compose, decision_paper, papers_of};
