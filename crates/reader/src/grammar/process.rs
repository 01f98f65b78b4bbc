//! The procedure: the steps by which models are found, judged, recognised and spread. Must not order or complete them.

use super::{Conf, actor, date, sentence, text_of};
use crate::outline::mark::Kind;
use crate::outline::topic::Topics;
use crate::outline::{Outline, Role};
use crate::reading::{Deadline, ProcessStep};
use crate::text::{Cut, Doc, pattern};

pattern!(
    NO_STEP,
    r"^(?:thoi gian|rieng |thoi han|luu y|ghi chu|ho so|thanh phan ho so|trong (?:truong hop|qua trinh)|truong hop|kinh phi|cac truong hop)"
);
pattern!(
    NAME_END,
    r"[;.:(]|, (?:bao cao|nop|gui|trinh|lay|trao|ghi|giup|tham muu|de |dong thoi|phoi hop|qua |theo )|\btruoc (?:ngay )?[0-9]|\btrong (?:quy|thang) |\bvao |\bcham nhat "
);

/// The steps in the order of the text.
pub(crate) fn read(doc: &Doc, outline: &Outline, movements: &[usize], deadlines: &[Deadline]) -> Vec<ProcessStep> {
    let inside = |at: usize| movements.contains(&at) || outline.above(at).any(|up| movements.contains(&up));
    let mut cuts: Vec<(Cut, usize)> = Vec::new();
    for section in outline.sections(Topics::PROCESS).filter(|at| !inside(*at)) {
        if !outline.node(section).topics.any(Topics::DUTIES) {
            steps_below(doc, outline, section, &mut cuts);
        }
    }
    if cuts.is_empty() {
        let numbered =
            (0..outline.nodes.len()).filter(|at| outline.node(*at).mark.as_ref().is_some_and(|m| m.kind == Kind::Step));
        cuts.extend(numbered.map(|at| (outline.node(at).words, at)));
    }
    cuts.retain(|(cut, _)| !NO_STEP.is_match(doc.fold(*cut)));
    cuts.into_iter().map(|(cut, at)| step(doc, outline, cut, at, deadlines)).collect()
}

fn steps_below(doc: &Doc, outline: &Outline, section: usize, out: &mut Vec<(Cut, usize)>) {
    let node = outline.node(section);
    if let Some(deeper) = node
        .children
        .iter()
        .find(|c| outline.node(**c).own.any(Topics::PROCESS) && !outline.node(**c).children.is_empty())
    {
        steps_below(doc, outline, *deeper, out);
        return;
    }
    let other =
        Topics::TIMELINE.with(Topics::CRITERIA).with(Topics::QUOTAS).with(Topics::FUNDING).with(Topics::SUBJECTS);
    let listed: Vec<usize> = node.children.iter().copied().filter(|c| outline.node(*c).role != Role::Plain).collect();
    // "… được thực hiện theo các bước sau:" heads the list.
    if let [only] = listed.as_slice()
        && outline.node(*only).role == Role::Free
        && outline.node(*only).children.len() >= 2
    {
        steps_below(doc, outline, *only, out);
        return;
    }
    let items = if listed.is_empty() { node.children.clone() } else { listed };
    for item in items {
        let child = outline.node(item);
        if !child.own.any(other) || child.own.any(Topics::PROCESS) {
            out.push((child.words, item));
        }
    }
    // A paragraph after the last item that names who acts goes on with the procedure.
    if let Some(last) = node.children.iter().rev().find(|c| outline.node(**c).role != Role::Plain) {
        let after = outline
            .node(*last)
            .children
            .iter()
            .filter(|c| outline.node(**c).role == Role::Plain && !outline.node(*last).is_heading());
        let acting = after.filter(|c| actor::at_start(doc, outline.node(**c).words).is_some());
        out.extend(acting.map(|c| (outline.node(*c).words, *c)));
    }
    if node.children.is_empty() && !node.body.is_empty() {
        out.extend(sentence::sentences(doc, node.body).into_iter().map(|cut| (cut, section)));
    }
}

fn step(doc: &Doc, outline: &Outline, cut: Cut, at: usize, deadlines: &[Deadline]) -> ProcessStep {
    let node = outline.node(at);
    // "Bước 1 (trước ngày 15/9): …" is labelled with a time, not with a name.
    let timed = doc.fold(node.words).starts_with('(');
    let labelled = node.words == cut && !node.title.is_empty() && node.title.len() <= 130 && !timed;
    let body = if (labelled || (timed && node.words == cut)) && !node.body.is_empty() { node.body } else { cut };
    let acting = actor_in(doc, outline, body, at, labelled);
    let name = if labelled { node.title } else { clause_name(doc, if timed { body } else { cut }, acting) };
    let extent = if node.words == cut { outline.extent(doc, at) } else { cut };
    let span = doc.span(extent);
    let due = deadlines.iter().find(|d| span.start <= d.source.start && d.source.end <= span.end);
    ProcessStep {
        name: text_of(doc, name),
        text: text_of(doc, cut),
        actor: acting.map(|actor| text_of(doc, actor.unit)),
        deadline: due.map(|deadline| deadline.text.clone()),
        source: doc.span(cut),
        confidence: if labelled { Conf::SURE } else { Conf::LIKELY },
    }
}

/// Who acts: in the step's own words, else in the first paragraphs below it.
fn actor_in(doc: &Doc, outline: &Outline, body: Cut, at: usize, labelled: bool) -> Option<actor::Actor> {
    let own = sentence::sentences(doc, body).into_iter().find_map(|s| actor::find(doc, s));
    if own.is_some() || !labelled {
        return own;
    }
    outline.below(at).skip(1).find_map(|below| {
        sentence::sentences(doc, outline.node(below).words).into_iter().find_map(|s| actor::find(doc, s))
    })
}

/// The first clause, from the verb's body on.
fn clause_name(doc: &Doc, cut: Cut, acting: Option<actor::Actor>) -> Cut {
    let start = acting.map_or(cut.start, |actor| actor.unit.start.max(cut.start));
    let from = if start > cut.start + 20 { cut.from(start) } else { cut };
    let verb = acting.map_or(from.start, |actor| actor.verb.clamp(from.start, from.end));
    let end = doc.find(&NAME_END, from.from(verb)).map_or(from.end, |m| m.start.max(verb + 4));
    let times = date::atoms(doc, from.to(end));
    let end = times.first().map_or(end, |atom| if atom.cut.start > verb + 6 { atom.cut.start } else { end });
    let mut name = doc.strip(from.to(end.min(from.start + 140)));
    while let Some(word) = doc.find(&DANGLING, name) {
        name = doc.strip(name.to(word.start));
    }
    name
}

pattern!(DANGLING, r" (?:tu|den|trong|vao|va|truoc|cham nhat|de|ve|theo|nham|cua|tai)$");
