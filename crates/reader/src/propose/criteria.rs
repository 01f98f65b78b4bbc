//! Criteria with the rules recognised in their clauses. Must not drop a criterion's own words.

use lantoa_domain::plan::{Applies, Criterion, Key, Movement, Test, Years};

use super::checks::{self, Recognised};
use super::{Keys, source};
use crate::reading::{Confidence, Criterion as Read, Reading, Span, Subject};
use crate::text::fold::fold;
use crate::text::pattern;

pattern!(MODEL, r"^(?:mo hinh|cach lam|sang kien|la (?:nhung |cac )?mo hinh)\b");
pattern!(MODEL_OF_PEOPLE, r"\b(?:tap the|ca nhan|ho gia dinh)\b");
pattern!(ONE_YEAR, r"\b(?:phong trao|nhiem vu trong tam)[^.;]{0,60}\bnam (2[0-9]{3})\b");

/// The plan-wide criteria, then those of each movement.
pub(super) fn propose(reading: &Reading, movements: &[Movement]) -> Vec<Criterion> {
    let mut keys = Keys::default();
    let mut out = Vec::new();
    for criterion in &reading.plan_wide.criteria {
        add(criterion, None, "chung", &mut keys, &mut out);
    }
    for (n, (read, movement)) in reading.movements.iter().zip(movements).enumerate() {
        for criterion in &read.scope.criteria {
            add(criterion, Some(&movement.key), &format!("m{}", n + 1), &mut keys, &mut out);
        }
    }
    out
}

fn add(read: &Read, movement: Option<&Key>, stem: &str, keys: &mut Keys, out: &mut Vec<Criterion>) {
    let applies = applies(read);
    let name = format!("{stem}-{}", word(applies));
    let clauses = clauses(&read.text);
    let whole = checks::link(read).or_else(|| match clauses.as_slice() {
        [_] => checks::of_clause(&fold(&read.text), &read.text, applies),
        _ => None,
    });
    let mut push = |text: &str, test: Option<Recognised>, span: Span| {
        let confidence = sure(read.confidence, test.as_ref());
        out.push(Criterion {
            key: keys.from_words(&name, "tieu-chi"),
            movement: movement.cloned(),
            tracks: Vec::new(),
            applies,
            text: text.to_owned(),
            test: test.map_or(Test::Judged, |found| found.test),
            any_of: None,
            years: one_year(text),
            source: source(span, confidence),
        });
    };
    let several = whole.is_none() && clauses.len() > 1;
    let linked = whole.as_ref().is_some_and(|found| matches!(found.test, Test::Linked(_)));
    push(&read.text, whole, read.source);
    if linked {
        // "Có cá nhân điển hình, không có cá nhân bị kỷ luật": the second half is a rule of its own.
        if let Some(at) = read.text.find(", không ") {
            let rest = &read.text[at + 2..];
            if let Some(found) = checks::of_clause(&fold(rest), rest, applies) {
                push(
                    rest.trim_end_matches('.'),
                    Some(found),
                    part(read.source, at + 2, rest.trim_end_matches('.').len(), read.text.len()),
                );
            }
        }
    }
    if !several {
        return;
    }
    let folded: Vec<(usize, &str)> = clauses;
    for (at, clause) in folded {
        if let Some(found) = checks::of_clause(&fold(clause), clause, applies) {
            push(clause, Some(found), part(read.source, at, clause.len(), read.text.len()));
        }
    }
}

/// The stretch of a clause; where the text was healed the lengths still agree, for paragraphs are one line.
fn part(whole: Span, at: usize, length: usize, total: usize) -> Span {
    if whole.end - whole.start == total {
        Span { start: whole.start + at, end: whole.start + at + length }
    } else {
        whole
    }
}

/// Clauses between semicolons and full stops, each with its place in bytes.
fn clauses(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, byte) in text.bytes().enumerate() {
        let stop = byte == b';' || (byte == b'.' && bytes.get(at + 1) == Some(&b' '));
        if stop || at + 1 == text.len() {
            let end = if stop { at } else { text.len() };
            let clause = text[start..end].trim();
            if clause.chars().filter(|c| c.is_alphabetic()).count() > 3 {
                let lead = text[start..end].len() - text[start..end].trim_start().len();
                out.push((start + lead, clause.trim_end_matches('.')));
            }
            start = at + 1;
        }
    }
    out
}

/// Less sure when the plan does not give a figure that the rule needs.
fn sure(read: Confidence, test: Option<&Recognised>) -> Confidence {
    match test {
        None => read,
        Some(found) if found.figures_given => read.less(10),
        Some(_) => read.less(35),
    }
}

fn applies(read: &Read) -> Applies {
    let head: String = fold(&read.text).chars().take(80).collect();
    match read.subject {
        Subject::Collective => Applies::Collective,
        Subject::Individual => Applies::Individual,
        Subject::Household => Applies::Household,
        Subject::Leader => Applies::Leader,
        Subject::General if MODEL.is_match(&head) && !MODEL_OF_PEOPLE.is_match(&head) => Applies::Practice,
        Subject::General => Applies::General,
    }
}

fn word(applies: Applies) -> &'static str {
    match applies {
        Applies::General => "chung",
        Applies::Collective => "tap-the",
        Applies::Individual => "ca-nhan",
        Applies::Leader => "lanh-dao",
        Applies::Household => "ho",
        Applies::Practice => "mo-hinh",
    }
}

/// "nhiệm vụ trọng tâm của phong trào thi đua năm 2022" binds only in that year.
fn one_year(text: &str) -> Option<Years> {
    let folded = fold(text);
    let year = ONE_YEAR.captures(&folded)?.get(1)?.as_str().parse().ok()?;
    Some(Years { from: year, to: year })
}
