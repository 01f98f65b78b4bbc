//! The sentences in which a plan sets out its procedure, each with who acts in it. Must not tell one step from another.

use super::place::Place;
use crate::reading::{self, Reading, Span};
use crate::text::fold::fold;

/// A sentence of the plan with who acts in it.
pub(super) struct Said {
    pub span: Span,
    /// The step of the procedure it belongs to.
    pub step: Span,
    pub folded: String,
    pub actor: String,
}

/// The sentences of the procedure: each step with what stands below it.
pub(super) fn procedure(reading: &Reading, place: &Place<'_>) -> Vec<Said> {
    let mut out = Vec::new();
    for (n, step) in reading.process_steps.iter().enumerate().filter(|(_, step)| !is_timeline(step)) {
        let section = place.section(step.source);
        let next = reading.process_steps.get(n + 1).map_or(section.end, |next| next.source.start);
        let whole = place
            .paragraph(step.source)
            .is_some_and(|p| p.span.start + 16 >= step.source.start && p.span.end <= step.source.end + 4);
        let span = if whole {
            Span { start: step.source.start, end: section.end.min(next.max(step.source.end)) }
        } else {
            step.source
        };
        let actor = step.actor.as_deref().map(fold).unwrap_or_default();
        let before = out.len();
        sentences(place, span, &actor, &mut out);
        for said in &mut out[before..] {
            said.step = span;
        }
    }
    out
}

pub(super) fn is_timeline(step: &reading::ProcessStep) -> bool {
    let name = fold(&step.name);
    name.contains("tien do") || name.contains("thoi gian")
}

/// Without a procedure: every sentence of the body that speaks of exemplars.
pub(super) fn everywhere(reading: &Reading, place: &Place<'_>) -> Vec<Said> {
    let mut out = Vec::new();
    let goals = reading.goals.source;
    let body = reading.paragraphs.iter().filter(|paragraph| paragraph.depth > 0 && !paragraph.heading);
    for paragraph in body.filter(|paragraph| !(goals.start <= paragraph.span.start && paragraph.span.end <= goals.end))
    {
        if is_about(&place.folded(paragraph.span)) {
            sentences(place, paragraph.span, "", &mut out);
        }
    }
    out.retain(|said| is_about(&said.folded));
    out
}

/// Whether a folded text speaks of exemplars or of what is gathered about them.
fn is_about(folded: &str) -> bool {
    ["dien hinh", "mo hinh", "guong", "suy ton", "tong hop"].iter().any(|word| folded.contains(word))
}

pub(super) fn sentences(place: &Place<'_>, span: Span, actor: &str, out: &mut Vec<Said>) {
    let text = place.text(span);
    let mut start = 0;
    let mut inherited = actor.to_owned();
    for (at, _) in text.match_indices(['.', '\n', ';']).chain([(text.len(), "")]) {
        let stop = at == text.len()
            || text[at..].starts_with('\n')
            || text[at..].starts_with(';')
            || text[at + 1..].starts_with([' ', '\n'])
            || at + 1 == text.len();
        if !stop || at < start {
            continue;
        }
        let sentence = &text[start..at];
        if sentence.chars().any(char::is_alphabetic) {
            let own = actor_of(sentence);
            if !own.is_empty() {
                inherited.clone_from(&own);
            }
            let actor = if own.is_empty() { inherited.clone() } else { own };
            let span = Span { start: span.start + start, end: span.start + at };
            out.push(Said { span, step: span, folded: fold(sentence), actor });
        }
        start = (at + 1).min(text.len());
    }
}

/// Who acts in a sentence, folded.
pub(super) fn actor_of(sentence: &str) -> String {
    let Ok(lines) = crate::text::clean::raw_lines(sentence) else { return String::new() };
    let doc = crate::text::Doc::new(&crate::text::join::paragraphs(lines));
    let Some(line) = doc.lines.first() else { return String::new() };
    let skip = crate::outline::mark::parse(doc.text(line.cut)).map_or(0, |mark| mark.length);
    let words = line.cut.from(line.cut.start + skip);
    crate::grammar::actor::find(&doc, words).map(|actor| doc.fold(actor.unit).to_owned()).unwrap_or_default()
}
