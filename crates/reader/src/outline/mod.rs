//! The tree of a document: which line hangs on which, told from marks, layout and wording. Must not interpret what a section says.

pub(crate) mod mark;
pub(crate) mod topic;
pub(crate) mod tree;

use crate::text::{Cut, Doc};
use mark::Mark;
use topic::Topics;

/// How a line stands in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Numbered: `I.`, `2.1.`, `a)`.
    Numbered,
    /// Set off by a dash, plus or star.
    Bullet,
    /// A heading without a number.
    Free,
    /// A paragraph.
    Plain,
    /// A row of a table.
    Row,
}

/// One line of the body.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// Index into the document's lines.
    pub line: usize,
    pub role: Role,
    pub mark: Option<Mark>,
    /// The line without its mark.
    pub words: Cut,
    /// A heading, or the label before a colon; empty when there is none.
    pub title: Cut,
    /// What follows the title on the same line.
    pub body: Cut,
    pub parent: Option<usize>,
    pub children: Vec<usize>,
    /// Topics its own title names.
    pub own: Topics,
    /// Topics it stands under, its own included.
    pub topics: Topics,
}

impl Node {
    /// Whether the whole line is a heading with nothing after it.
    pub(crate) fn is_heading(&self) -> bool {
        !self.title.is_empty() && self.body.is_empty()
    }
    /// The ordinal as printed.
    pub(crate) fn ordinal(&self) -> Option<&str> {
        self.mark.as_ref().map(|mark| mark.printed.as_str()).filter(|printed| !printed.is_empty())
    }
}

/// The body of a document as a tree, in the order of the text.
#[derive(Debug)]
pub(crate) struct Outline {
    pub nodes: Vec<Node>,
}

impl Outline {
    /// Builds the tree over lines `from..to`.
    pub(crate) fn new(doc: &Doc, from: usize, to: usize) -> Self {
        tree::build(doc, from, to)
    }

    pub(crate) fn node(&self, at: usize) -> &Node {
        &self.nodes[at]
    }

    /// The stretch of a node with everything below it.
    pub(crate) fn extent(&self, doc: &Doc, at: usize) -> Cut {
        let first = doc.lines[self.nodes[at].line].cut;
        let last = doc.lines[self.nodes[self.last_below(at)].line].cut;
        Cut::new(first.start, last.end)
    }

    /// The last node below one, or the node itself.
    fn last_below(&self, at: usize) -> usize {
        let mut last = at;
        while let Some(child) = self.nodes[last].children.last() {
            last = *child;
        }
        last
    }

    /// A node and everything below it, in the order of the text: nodes are numbered in that order.
    pub(crate) fn below(&self, at: usize) -> std::ops::RangeInclusive<usize> {
        at..=self.last_below(at)
    }

    /// The nodes above, the nearest first.
    pub(crate) fn above(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.nodes[at].parent, |at| self.nodes[*at].parent)
    }

    /// The outermost sections that are about a topic.
    pub(crate) fn sections(&self, topics: Topics) -> impl Iterator<Item = usize> + '_ {
        (0..self.nodes.len()).filter(move |at| {
            self.nodes[*at].own.any(topics) && !self.above(*at).any(|up| self.nodes[up].own.any(topics))
        })
    }
}
