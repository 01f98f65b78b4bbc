//! From one page of a list to the next, by key and not by number; it must not count.

use crate::{filters, kernel::ListQuery};
use askama::Template;

/// The foot of a list.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/pager.html")]
pub struct Pager {
    shown: usize,
    total: Option<u64>,
    first: Option<String>,
    next: Option<String>,
}

impl Pager {
    /// The foot of a page with `shown` rows; `next` is the cursor of the following page, if there is one.
    #[must_use]
    pub fn new(query: &ListQuery, shown: usize, next: Option<&str>) -> Self {
        Self {
            shown,
            total: None,
            first: query.cursor().map(|_| query.first()),
            next: next.map(|cursor| query.at(cursor)),
        }
    }

    /// Adds how many there are in all, when a counter knows.
    #[must_use]
    pub fn of(mut self, total: u64) -> Self {
        self.total = Some(total);
        self
    }
}
