//! Tasks of units: listed, met, reported as nothing, extended, exempted, taken back. It must not expand a plan.

mod act;
mod view;

pub use act::{Extension, Report, complete, exempt, extend, refresh, reopen};
pub(crate) use view::mine;
pub use view::{List, Scope, Shown, Wanted, list, show, units};

pub use lantoa_store::task::{Cell, Counts, Line, Sum, Task};
