//! How many goals and requirements a plan sets. Must not judge them.

use super::sentence;
use crate::outline::topic::Topics;
use crate::outline::{Outline, Role};
use crate::reading::Goals;
use crate::text::{Cut, Doc};

/// Counts the items of the goal sections.
pub(crate) fn read(doc: &Doc, outline: &Outline) -> Goals {
    let mut goals = Goals::default();
    let both = Topics::PURPOSE.with(Topics::REQUIREMENT);
    for at in outline.sections(both).filter(|at| !is_late(outline, *at)) {
        let own = outline.node(at).own;
        if goals.source.end == 0 {
            goals.source = doc.span(outline.extent(doc, at));
        }
        if !(own.any(Topics::PURPOSE) && own.any(Topics::REQUIREMENT)) {
            add(&mut goals, own, items(doc, outline, at));
            continue;
        }
        let parted: Vec<usize> = outline.below(at).skip(1).filter(|below| outline.node(*below).own.any(both)).collect();
        if parted.is_empty() {
            goals.joint = Some(goals.joint.unwrap_or(0) + items(doc, outline, at));
        }
        for part in parted {
            add(&mut goals, outline.node(part).own, items(doc, outline, part));
        }
    }
    goals
}

/// "Yêu cầu" at the end of the plan is an order, not an aim.
fn is_late(outline: &Outline, at: usize) -> bool {
    let node = outline.node(at);
    node.own == Topics::REQUIREMENT && node.parent.is_none() && at * 3 > outline.nodes.len() * 2
}

fn add(goals: &mut Goals, topics: Topics, count: usize) {
    let slot = if topics.any(Topics::PURPOSE) { &mut goals.goals } else { &mut goals.requirements };
    *slot = Some(slot.unwrap_or(0) + count);
}

/// Items below a heading; a paragraph in its own line is one.
fn items(doc: &Doc, outline: &Outline, at: usize) -> usize {
    let node = outline.node(at);
    let listed: Vec<usize> = node.children.iter().copied().filter(|c| outline.node(*c).role != Role::Plain).collect();
    let counted = if listed.is_empty() { node.children.clone() } else { listed };
    let below: usize = counted
        .iter()
        .map(|child| {
            let child_node = outline.node(*child);
            let heads = child_node.is_heading() && !child_node.children.is_empty();
            if heads { items(doc, outline, *child) } else { 1 }
        })
        .sum();
    let own = !node.body.is_empty() && !doc.fold(node.body).ends_with(':') && says_something(doc, node.body);
    (below + usize::from(own && below == 0)).max(1)
}

fn says_something(doc: &Doc, cut: Cut) -> bool {
    !sentence::sentences(doc, cut).is_empty()
}
