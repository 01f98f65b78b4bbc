//! Who learned from whom, drawn: one branch for each unit that learned at the origin, a row for each copy in it. It must not count.

use askama::Template;
use jiff::civil::Date;
use lantoa_app::practice::{CopyView, SpreadView};
use lantoa_domain::{adoption::Stage, id::AdoptionId, spread::Node};
use lantoa_i18n::Word;

use super::say;
use crate::filters;

/// Height of a row.
const ROW: u32 = 34;
/// How far a pupil stands to the right of the teacher.
const STEP: u32 = 24;
/// Levels that are moved to the right; deeper ones stay below each other.
const LEVELS: u32 = 14;
/// Letters of a name that are drawn; the table has them all.
const LETTERS: usize = 44;
/// Copies in branches that are open at first.
const OPEN: u32 = 60;

/// A copy as it is drawn.
#[derive(Debug, Clone)]
struct Mark {
    shape: String,
    class: &'static str,
    /// Where its words stand.
    at: (u32, u32),
    name: String,
    address: String,
    stage: Word,
    began: Date,
}

/// Copies that are drawn together.
#[derive(Debug, Clone)]
struct Drawing {
    width: u32,
    height: u32,
    /// From teachers to pupils.
    lines: Vec<String>,
    marks: Vec<Mark>,
}

/// A unit that learned at the origin, with all below it.
#[derive(Debug, Clone)]
struct Branch {
    name: String,
    address: String,
    below: u32,
    open: bool,
    /// Nothing for a branch that has no room on the page.
    drawing: Option<Drawing>,
}

/// A row of the table behind.
#[derive(Debug, Clone)]
struct Line {
    name: String,
    address: String,
    from: Option<String>,
    depth: u32,
    stage: Stage,
    began: Date,
}

/// The tree with its legend and the table behind it.
#[derive(Debug, Clone, Template)]
#[template(path = "practice/tree.html")]
pub(in crate::page) struct SpreadTree {
    origin: String,
    branches: Vec<Branch>,
    /// Copies learned at the origin from which nobody has learned yet.
    single: Option<Drawing>,
    lines: Vec<Line>,
    /// Where the whole tree is, when not all of it is drawn.
    whole: Option<String>,
}

// Its template escapes what it shows.
impl askama::filters::HtmlSafe for SpreadTree {}

impl SpreadTree {
    /// Draws at most so many copies; branches that have no room are told by their number.
    pub(in crate::page) fn new(origin: &str, view: &SpreadView, most: usize, whole: &str) -> Self {
        let (mut branches, mut single, mut drawn) = (Vec::new(), Vec::new(), 0_u32);
        let mut rest = view.tree.as_slice();
        let mut lines = Vec::new();
        let mut left_out = false;
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        while let Some(first) = rest.first() {
            let (branch, after) = rest.split_at((first.below as usize + 1).min(rest.len()));
            rest = after;
            let size = first.below + 1;
            let fits = drawn + size <= most;
            left_out |= !fits;
            if fits {
                drawn += size;
                lines.extend(table(view, branch));
            }
            if first.below == 0 {
                if fits {
                    single.extend_from_slice(branch);
                }
                continue;
            }
            let copy = &view.copies[first.copy];
            branches.push(Branch {
                name: copy.name.clone(),
                address: address(copy.id),
                below: first.below,
                open: fits && drawn <= OPEN,
                drawing: fits.then(|| drawing(view, branch)),
            });
        }
        Self {
            origin: origin.to_owned(),
            branches,
            single: (!single.is_empty()).then(|| drawing(view, &single)),
            lines,
            whole: left_out.then(|| whole.to_owned()),
        }
    }

    /// The same for readers who cannot open the ledger.
    pub(in crate::page) fn without_links(mut self) -> Self {
        for branch in &mut self.branches {
            branch.address.clear();
        }
        for drawing in self.branches.iter_mut().filter_map(|branch| branch.drawing.as_mut()).chain(&mut self.single) {
            drawing.marks.iter_mut().for_each(|mark| mark.address.clear());
        }
        self.lines.iter_mut().for_each(|line| line.address.clear());
        self.whole = None;
        self
    }

    /// The shape of each stage with its words.
    fn legend() -> [(String, &'static str, Word); 5] {
        Stage::ALL.map(|stage| (shape(stage, 10, 10), class(stage), say::stage_word(stage)))
    }
}

fn address(id: AdoptionId) -> String {
    format!("/nhan-rong/{id}")
}

const fn class(stage: Stage) -> &'static str {
    match stage {
        Stage::Visited => "spread__mark spread__mark--visited",
        Stage::Trying => "spread__mark spread__mark--trying",
        Stage::InUse => "spread__mark spread__mark--used",
        Stage::Sustained => "spread__mark spread__mark--kept",
        Stage::Stopped => "spread__mark spread__mark--stopped",
    }
}

/// The outline of a stage's mark around a point: ring, triangle, square, diamond, cross.
fn shape(stage: Stage, x: u32, y: u32) -> String {
    match stage {
        Stage::Visited => format!("M{} {y}a6 6 0 1 0 12 0a6 6 0 1 0-12 0z", x - 6),
        Stage::Trying => format!("M{x} {}l7 12h-14z", y - 7),
        Stage::InUse => format!("M{} {}h12v12h-12z", x - 6, y - 6),
        Stage::Sustained => format!("M{x} {}l8 8l-8 8l-8-8z", y - 8),
        Stage::Stopped => format!("M{} {}l10 10m0-10l-10 10", x - 5, y - 5),
    }
}

fn drawing(view: &SpreadView, nodes: &[Node]) -> Drawing {
    let (mut lines, mut marks, mut width) = (Vec::new(), Vec::with_capacity(nodes.len()), 0);
    // Where the last copy of each level stands: the teacher of whatever comes below it.
    let mut above: Vec<(u32, u32)> = Vec::new();
    for (row, node) in (0_u32..).zip(nodes) {
        let copy = &view.copies[node.copy];
        let level = node.depth.max(1) - 1;
        let (x, y) = (14 + level.min(LEVELS) * STEP, 17 + row * ROW);
        above.truncate(level as usize);
        if let Some((over, from)) = above.last() {
            lines.push(format!("M{over} {}V{y}H{}", from + 10, x.saturating_sub(10).max(*over)));
        }
        above.push((x, y));
        let mark = mark(copy, (x, y));
        let letters = u32::try_from(mark.name.chars().count()).unwrap_or(0);
        width = width.max(x + 16 + letters * 9 + 110);
        marks.push(mark);
    }
    Drawing { width, height: u32::try_from(nodes.len()).unwrap_or(0) * ROW, lines, marks }
}

fn mark(copy: &CopyView, (x, y): (u32, u32)) -> Mark {
    let short: String = copy.name.chars().take(LETTERS).collect();
    Mark {
        shape: shape(copy.stage, x, y),
        class: class(copy.stage),
        at: (x + 16, y + 5),
        name: if short.len() < copy.name.len() { format!("{}…", short.trim_end()) } else { short },
        address: address(copy.id),
        stage: say::stage_word(copy.stage),
        began: copy.began,
    }
}

fn table(view: &SpreadView, nodes: &[Node]) -> Vec<Line> {
    let mut above: Vec<&str> = Vec::new();
    let mut out = Vec::with_capacity(nodes.len());
    for node in nodes {
        let copy = &view.copies[node.copy];
        above.truncate(node.depth.max(1) as usize - 1);
        out.push(Line {
            name: copy.name.clone(),
            address: address(copy.id),
            from: above.last().map(|name| (*name).to_owned()),
            depth: node.depth,
            stage: copy.stage,
            began: copy.began,
        });
        above.push(&copy.name);
    }
    out
}
