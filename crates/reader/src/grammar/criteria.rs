//! Criteria: what a model must be or have, and for whom. Must not take numbers to reach or orders to bodies for criteria.

use super::{Conf, cooperation, quotas, sentence, subject};
use crate::outline::topic::Topics;
use crate::outline::{Node, Outline, Role};
use crate::reading::{Confidence, Criterion, Subject};
use crate::text::{Cut, Doc, pattern};
use crate::unreadable::MAX_FOUND;

/// One criterion before it is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Item {
    pub subject: Subject,
    pub cut: Cut,
    pub confidence: Confidence,
    /// Whether the text itself says for whom.
    pub stated: bool,
}

pattern!(INTRO, r":$|\b(?:nhu sau|sau day|cu the)\s*[:.]?$");
pattern!(
    ABOUT_NUMBERS,
    r"^(?:chi tieu|so luong|co cau|chu tri|phoi hop|don vi|co quan|thoi gian|thoi han|ho so|kinh phi|khen thuong|phu trach|thoi diem|hinh thuc)\b"
);
pattern!(CRITERION_WORD, r"\b(?:tieu chi|tieu chuan|dieu kien)\b");

/// Topics whose sections hold no criteria.
const OTHER: Topics = Topics::QUOTAS
    .with(Topics::PROCESS)
    .with(Topics::TIMELINE)
    .with(Topics::REWARDS)
    .with(Topics::FUNDING)
    .with(Topics::DUTIES)
    .with(Topics::REPORTING)
    .with(Topics::PURPOSE)
    .with(Topics::REQUIREMENT);

struct Walk<'a> {
    doc: &'a Doc,
    outline: &'a Outline,
    /// Nodes of movements, which are not entered from outside.
    closed: &'a [usize],
    out: Vec<Item>,
}

/// The criteria of a movement: whatever below it is told to be for a subject.
pub(crate) fn of_movement(doc: &Doc, outline: &Outline, movement: usize, closed: &[usize]) -> Vec<Item> {
    let mut walk = Walk { doc, outline, closed, out: Vec::new() };
    let node = outline.node(movement);
    if !node.body.is_empty() && node.title.end < node.body.start {
        walk.paragraph(node.body, None, None, false);
    }
    for child in &node.children {
        walk.node(*child, None, node.topics.any(Topics::CRITERIA));
    }
    walk.out
}

/// The criteria that belong to no single movement: those of the sections about criteria.
pub(crate) fn plan_wide(doc: &Doc, outline: &Outline, movements: &[usize]) -> Vec<Item> {
    let mut walk = Walk { doc, outline, closed: movements, out: Vec::new() };
    let inside = |at: usize| movements.contains(&at) || outline.above(at).any(|up| movements.contains(&up));
    for section in outline.sections(Topics::CRITERIA).filter(|at| !inside(*at)) {
        let topics = outline.node(section).topics;
        if !topics.any(Topics::PURPOSE.with(Topics::DUTIES)) {
            walk.node(section, None, true);
        }
    }
    walk.out
}

/// Writes an item out.
pub(crate) fn criterion(doc: &Doc, item: Item) -> Criterion {
    Criterion {
        subject: item.subject,
        text: super::text_of(doc, item.cut),
        clauses: sentence::count(doc, item.cut),
        source: doc.span(item.cut),
        confidence: item.confidence,
    }
}

impl Walk<'_> {
    /// `told`: whether the section says that criteria follow.
    fn node(&mut self, at: usize, context: Option<Subject>, told: bool) {
        if self.closed.contains(&at) || self.out.len() > MAX_FOUND {
            return;
        }
        let outline = self.outline;
        let node = outline.node(at);
        if node.own.any(OTHER) && !node.own.any(Topics::CRITERIA)
            || node.own == Topics::SUBJECTS
            || node.role == Role::Row
        {
            return;
        }
        let title = self.doc.fold(node.title);
        if ABOUT_NUMBERS.is_match(title) {
            return;
        }
        let told = told || node.own.any(Topics::CRITERIA) || CRITERION_WORD.is_match(title);
        let label = (!node.title.is_empty()).then(|| strong_label(title)).flatten();
        let below = label.or(context);
        if node.is_heading() && !node.children.is_empty() {
            self.children(node, below, told);
            return;
        }
        let cut = if node.title.is_empty() || node.body.is_empty() { node.words } else { node.body };
        if !(INTRO.is_match(self.doc.fold(cut)) && (!node.children.is_empty() || cut.len() < 160)) {
            let own_label = if cut == node.body { label } else { None };
            // "Đối với các trường hợp đột xuất: các cá nhân hay tập thể …" is for whom its body says, and only in that case.
            let own_case = cut == node.body && label.is_none() && subject::names_own_case(title);
            let case_subject = own_case.then(|| subject::of_sentence(self.doc.fold(cut))).flatten();
            let cut = if own_case { node.words } else { cut };
            self.paragraph(cut, own_label.or(case_subject), context, told);
        }
        self.children(node, below, told);
    }

    fn children(&mut self, node: &Node, context: Option<Subject>, told: bool) {
        for child in &node.children {
            self.node(*child, context, told);
        }
    }

    /// One item, or the sentences of a paragraph that mixes criteria with numbers and orders.
    fn paragraph(&mut self, cut: Cut, label: Option<Subject>, context: Option<Subject>, told: bool) {
        let sentences = sentence::sentences(self.doc, cut);
        let mixed = sentences.iter().any(|s| self.is_other(*s));
        let starts: Vec<Option<Subject>> = sentences.iter().map(|s| subject::of_sentence(self.doc.fold(*s))).collect();
        let several = label.is_none() && context.is_none() && starts.iter().flatten().count() > 1 && changes(&starts);
        if !mixed && !several {
            let own = self.resolve(cut, label, context);
            let known = told || label.is_some() || context.is_some() || starts.first().is_some_and(Option::is_some);
            if known && is_wordy(self.doc, cut) {
                self.push(own.0, cut, own.1, own.2);
            }
            return;
        }
        let mut open: Option<(Subject, Cut)> = None;
        for (sentence, start) in sentences.into_iter().zip(starts) {
            if self.is_other(sentence) {
                self.close(&mut open);
                continue;
            }
            match (start, &mut open) {
                (Some(found), _) => {
                    self.close(&mut open);
                    open = Some((label.unwrap_or(found), sentence));
                }
                (None, Some((_, last))) => last.end = sentence.end,
                (None, None) => {
                    if let Some(subject) = label.or(context) {
                        open = Some((subject, sentence));
                    }
                }
            }
        }
        self.close(&mut open);
    }

    fn close(&mut self, open: &mut Option<(Subject, Cut)>) {
        if let Some((subject, cut)) = open.take() {
            self.push(subject, cut, Conf::LIKELY, true);
        }
    }

    /// A number to reach, or an order to a body.
    fn is_other(&self, sentence: Cut) -> bool {
        quotas::sets_number(self.doc, sentence) || cooperation::says_who_leads(self.doc, sentence)
    }

    fn resolve(&self, cut: Cut, label: Option<Subject>, context: Option<Subject>) -> (Subject, Confidence, bool) {
        let text = self.doc.fold(cut);
        if let Some(subject) = label {
            return (subject, Conf::SURE, true);
        }
        if subject::names_own_case(text)
            && let Some(subject) = subject::of_own_case(text)
        {
            return (subject, Conf::LIKELY, true);
        }
        if let Some(subject) = context.filter(|subject| *subject != Subject::General) {
            return (subject, Conf::SURE, true);
        }
        match subject::of_sentence(text) {
            Some(subject) => (subject, Conf::LIKELY, true),
            None => (Subject::General, if context.is_some() { Conf::SURE } else { Conf::LIKELY }, context.is_some()),
        }
    }

    fn push(&mut self, subject: Subject, cut: Cut, confidence: Confidence, stated: bool) {
        let cut = self.doc.trim(cut);
        if !self.out.iter().any(|item| item.cut == cut) {
            self.out.push(Item { subject, cut, confidence, stated });
        }
    }
}

/// The subject of a label, but not one that only speaks of models.
fn strong_label(title: &str) -> Option<Subject> {
    let found = subject::of_label(title)?;
    let model_only = found == Subject::General
        && !title.contains("tap the")
        && !title.contains("ca nhan")
        && !title.contains("ho gia dinh");
    (!model_only).then_some(found)
}

fn changes(starts: &[Option<Subject>]) -> bool {
    let mut named = starts.iter().flatten();
    let first = named.next();
    named.any(|subject| Some(subject) != first)
}

fn is_wordy(doc: &Doc, cut: Cut) -> bool {
    doc.fold(cut).split_whitespace().count() >= 3
}
