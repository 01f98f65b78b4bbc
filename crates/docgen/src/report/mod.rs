//! What reports say by themselves: names of figures on the screen, headings and drafted sentences of the paper. It must not count anything.
//!
//! The sentences are Vietnamese in every language of the screen, as papers are; the names of figures come from the words of the interface,
//! because the screen shows them too.

mod names;
mod numbers;
mod say;
mod spread;

pub use names::{heading, name, printed_name};
pub use numbers::{Awards, Beside, Drawn, Duty, Numbers, Target};
pub use say::draft;
