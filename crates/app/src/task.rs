//! Tasks of units: listed, met, reported as nothing, extended, exempted, taken back, given to a person. It must not expand a plan.

mod act;
mod assign;
mod view;

pub(crate) use act::{Before, fulfil, place, take_back_extension, undo};
pub use act::{Extension, Report, complete, exempt, extend, refresh, reopen};
pub use assign::{Assign, assign, take_back};
pub(crate) use view::mine;
pub use view::{List, Scope, Shown, Wanted, list, show, units};

pub use lantoa_store::assignment::Assignment;
pub use lantoa_store::task::{Cell, Counts, Line, Sum, Task};
