//! Reads a plan document (text, Markdown, Word) into its facts, each with its place and certainty, and lists the slips in it. Pure: no files, no clock; must not correct what a plan says.

mod grammar;
mod input;
mod json;
mod outline;
mod propose;
mod reading;
mod text;
mod unreadable;
mod warn;

pub use propose::propose;
pub use reading::{
    Ballot, Base, Bound, Confidence, Counted, Criterion, Deadline, Document, Duty, Edge, Found, Funding, Goals,
    LegalBase, Movement, Paragraph, Per, Period, PeriodEnd, ProcessStep, Quorum, Quota, Reading, Responsibility,
    Reward, Scope, Signer, Span, Subject, VoteRule, When,
};
pub use unreadable::{MAX_BYTES, MAX_FOUND, MAX_LINE, MAX_LINES, MAX_MOVEMENTS, MAX_SENTENCES, MAX_TEXT, Unreadable};
pub use warn::{CODES, Warning};

use grammar::frame::Frame;
use grammar::{
    deadlines, funding, goals, header, legal, movements, process, recipients, responsibilities, rewards, signature,
    vote,
};
use outline::Outline;
use text::{Doc, clean, join};

/// Reads a plan; `name` is the file's name, a hint at its kind.
///
/// # Errors
/// Every reason for which the bytes hold no plan that can be read.
pub fn read(bytes: &[u8], name: Option<&str>) -> Result<Reading, Unreadable> {
    let text = input::text(bytes, name)?;
    read_text(&text)
}

/// Reads a plan whose text is known.
///
/// # Errors
/// When the text is empty, too long, or no plan.
pub fn read_text(text: &str) -> Result<Reading, Unreadable> {
    if text.len() > MAX_TEXT {
        return Err(Unreadable::TooMuchText);
    }
    let doc = Doc::new(&join::paragraphs(clean::raw_lines(text)?));
    if doc.lines.is_empty() {
        return Err(Unreadable::NoText);
    }
    if !doc.has(&GENRE, doc.all()) {
        return Err(Unreadable::NotAPlan);
    }
    if grammar::sentence::stops(&doc) > MAX_SENTENCES {
        return Err(Unreadable::TooMuchFound);
    }
    assemble(doc)
}

text::pattern!(
    /// Words without which no plan for exemplars is written.
    GENRE,
    r"dien hinh|mo hinh|thi dua|guong|khen thuong|nguoi tot|viec tot|bieu duong|ton vinh"
);

fn assemble(doc: Doc) -> Result<Reading, Unreadable> {
    let frame = Frame::of(&doc);
    let outline = Outline::new(&doc, frame.body, frame.tail);
    let mut document = header::read(&doc, &frame);
    let (recipients, after) = recipients::read(&doc, &frame);
    document.recipients = recipients;
    document.signer = signature::read(&doc, &frame, after);
    document.legal_bases = legal::read(&doc, frame.preamble_cut(&doc));
    let period = document.period.as_ref().map(|period| period.value);
    let heads = movements::heads(&doc, &outline);
    let parted = movements::read(&doc, &outline);
    let deadlines = deadlines::read(&doc, &outline, period, &parted.criteria);
    let process_steps = process::read(&doc, &outline, &heads, &deadlines);
    let (vote_rule, quorum) = vote::read(&doc, &outline, &parted.criteria);
    let mut reading = Reading {
        paragraphs: paragraphs(&doc, &frame, &outline),
        goals: goals::read(&doc, &outline),
        plan_wide: parted.plan_wide,
        movements: parted.movements,
        process_steps,
        vote_rule,
        quorum,
        deadlines,
        responsibilities: responsibilities::read(&doc, &outline),
        rewards: rewards::read(&doc, &outline, &parted.criteria),
        funding: funding::read(&doc, &outline),
        warnings: Vec::new(),
        document,
        text: doc.text.clone(),
    };
    // Nothing below compares more things with each other than a plan can hold.
    if holds_too_much(&reading) {
        return Err(Unreadable::TooMuchFound);
    }
    reading.warnings = warn::all(&doc, &frame, &outline, &reading);
    Ok(reading)
}

fn holds_too_much(reading: &Reading) -> bool {
    let scopes = || std::iter::once(&reading.plan_wide).chain(reading.movements.iter().map(|movement| &movement.scope));
    let counts = [
        scopes().map(|scope| scope.criteria.len()).sum(),
        scopes().map(|scope| scope.quotas.len()).sum(),
        reading.document.legal_bases.len(),
        reading.document.recipients.len(),
        reading.process_steps.len(),
        reading.deadlines.len(),
        reading.responsibilities.iter().map(|one| one.duties.len()).sum(),
        reading.rewards.len(),
        reading.funding.len(),
    ];
    reading.movements.len() > MAX_MOVEMENTS || counts.iter().any(|count: &usize| *count > MAX_FOUND)
}

fn paragraphs(doc: &Doc, frame: &Frame, outline: &Outline) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> =
        doc.lines.iter().map(|line| Paragraph { span: doc.span(line.cut), heading: false, depth: 0 }).collect();
    for (at, node) in outline.nodes.iter().enumerate() {
        out[node.line].heading = node.is_heading();
        out[node.line].depth = outline.above(at).count();
    }
    if let Some((line, _)) = frame.kind {
        out[line].heading = true;
    }
    out
}

#[cfg(test)]
mod tests;
