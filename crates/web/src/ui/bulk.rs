//! Boxes to choose rows of a list with, and the bar with what can be done with those chosen; it must not do it.

use crate::{
    filters,
    kernel::{ListQuery, Ticks},
};
use askama::Template;
use lantoa_i18n::Word;

/// The bar under a list. A list that offers nothing to its reader has neither bar nor boxes.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/bulk.html")]
pub struct Bulk {
    acts: Vec<(&'static str, Word)>,
    back: String,
    ticked: String,
    ticks: Ticks,
}

impl Bulk {
    /// A bar with acts, each with its name in forms, for the rows that a query shows.
    #[must_use]
    pub fn new(acts: Vec<(&'static str, Word)>, query: &ListQuery) -> Self {
        Self { acts, back: query.here(), ticked: query.ticked(), ticks: query.ticks() }
    }

    /// No boxes, no bar.
    #[must_use]
    pub fn none() -> Self {
        Self { acts: Vec::new(), back: String::new(), ticked: String::new(), ticks: Ticks::None }
    }

    /// The heading of the column of boxes.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { shows: !self.acts.is_empty() }
    }

    /// The place of the box in a row with which nothing can be done.
    #[must_use]
    pub fn blank(&self) -> Tick {
        Tick { shows: !self.acts.is_empty(), value: String::new(), name: String::new(), ticked: false }
    }

    /// The box of a row: what it is, the version that is shown, what it is called.
    #[must_use]
    pub fn tick(&self, thing: impl ToString, version: &i64, name: &str) -> Tick {
        Tick {
            shows: !self.acts.is_empty(),
            value: format!("{}:{version}", thing.to_string()),
            name: name.to_owned(),
            ticked: self.ticks == Ticks::All,
        }
    }
}

/// The heading of the column of boxes.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/bulk_head.html")]
pub struct Head {
    shows: bool,
}

/// The box of a row.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/bulk_tick.html")]
pub struct Tick {
    shows: bool,
    value: String,
    name: String,
    ticked: bool,
}

impl Tick {
    /// The heading over it.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { shows: self.shows }
    }
}
