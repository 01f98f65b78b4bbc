//! Small parts of pages: figures and tabs; they must not compute.

use super::{Label, Tone};
use crate::filters;
use askama::Template;

/// A figure with its name; opens the records behind it.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/stat.html")]
pub struct Stat {
    value: Label,
    label: Label,
    note: Option<Label>,
    tone: Tone,
    address: Option<String>,
}

impl Stat {
    /// A figure.
    pub fn new(value: impl Into<Label>, label: impl Into<Label>) -> Self {
        Self { value: value.into(), label: label.into(), note: None, tone: Tone::Plain, address: None }
    }

    /// A quieter line under it.
    #[must_use]
    pub fn note(mut self, note: impl Into<Label>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// What the figure means.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// The list behind the figure.
    #[must_use]
    pub fn link(mut self, address: impl Into<String>) -> Self {
        self.address = Some(address.into());
        self
    }
}

/// One tab: a link to a page of the same thing.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Its name.
    pub label: Label,
    /// Its page.
    pub address: String,
    /// How many things are in it.
    pub count: Option<u64>,
}

/// Tabs as links; the current one is marked.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/tabs.html")]
pub struct Tabs {
    name: Label,
    tabs: Vec<Tab>,
    current: usize,
}

impl Tabs {
    /// Tabs under a name for screen readers, the `current` one counted from 0.
    pub fn new(name: impl Into<Label>, current: usize) -> Self {
        Self { name: name.into(), tabs: Vec::new(), current }
    }

    /// Adds a tab.
    #[must_use]
    pub fn tab(mut self, label: impl Into<Label>, address: &str, count: Option<u64>) -> Self {
        self.tabs.push(Tab { label: label.into(), address: address.to_owned(), count });
        self
    }
}
