//! A tree of units (or adoptions): opens and closes without script; it must not fetch children.

use super::{Badge, Label};
use crate::filters;
use askama::Template;

/// A node and what is under it.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/tree_node.html")]
pub struct TreeNode {
    /// Its name.
    pub label: Label,
    /// Its page.
    pub address: Option<String>,
    /// A quieter line.
    pub note: Option<Label>,
    /// Its states.
    pub badges: Vec<Badge>,
    /// What is under it.
    pub children: Vec<TreeNode>,
}

impl TreeNode {
    /// A node without children.
    pub fn new(label: impl Into<Label>) -> Self {
        Self { label: label.into(), address: None, note: None, badges: Vec::new(), children: Vec::new() }
    }

    /// Its page.
    #[must_use]
    pub fn link(mut self, address: impl Into<String>) -> Self {
        self.address = Some(address.into());
        self
    }

    /// A quieter line.
    #[must_use]
    pub fn note(mut self, note: impl Into<Label>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// A state.
    #[must_use]
    pub fn badge(mut self, badge: Badge) -> Self {
        self.badges.push(badge);
        self
    }

    /// Something under it.
    #[must_use]
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }
}

/// The whole tree.
#[derive(Debug, Clone, Template)]
#[template(source = "<ul class=\"tree\">{% for node in roots %}{{ node }}{% endfor %}</ul>", ext = "html")]
pub struct Tree {
    /// Its roots.
    pub roots: Vec<TreeNode>,
}
