//! Warnings about head, signature, years and numbering. Must not look at deadlines or criteria.

use std::collections::BTreeSet;

use super::Looked;
use crate::grammar::frame::stretch;
use crate::outline::Role;
use crate::outline::mark::{self, Kind};
use crate::reading::Span;
use crate::text::{Cut, number, pattern};

pattern!(RANGE, r"\b(?P<a>(?:19|2[0o])[0-9lo]{2})\s*-\s*(?P<b>(?:19|2[0o])[0-9lo]{2})\b");
pattern!(
    NUMERALS,
    r"\b(?:khoa|ky|lan thu|so|hang|cap|phan|quy|dieu|khoan|nhiem ky)\s+(?P<list>[ivxl]{1,6}(?:\s*(?:,|va|-)\s*[ivxl]{1,6})+)\b"
);
pattern!(SCHOOL_YEAR, r"nam hoc\s*$");

pub(super) fn look(looked: &mut Looked<'_>) {
    missing(looked);
    ranges(looked);
    numerals(looked);
    numbering(looked);
}

fn missing(looked: &mut Looked<'_>) {
    let document = &looked.reading.document;
    let date = document.issue_date.as_ref().map(|date| (date.source, date.value.clone()));
    let number = document.number_symbol.as_ref().map(|number| (number.source, number.value.clone()));
    let gaps = [
        ("agency-missing", document.agency.is_none()),
        ("title-missing", document.title.is_none()),
        ("period-missing", document.period.is_none()),
        ("signer-missing", document.signer.name.is_none()),
        ("recipients-missing", document.recipients.is_empty()),
        ("number-missing", document.number_symbol.is_none()),
        ("date-missing", document.issue_date.is_none()),
    ];
    for (code, _) in gaps.iter().filter(|(_, missing)| *missing) {
        looked.missing(code);
    }
    if let Some((source, value)) = date.filter(|(_, value)| value.len() < 10) {
        looked.add("date-incomplete", source, &[("date", &value)]);
    }
    if let Some((source, value)) = number.filter(|(_, value)| !value.starts_with(|c: char| c.is_ascii_digit())) {
        looked.add("number-blank", source, &[("number", &value)]);
    }
}

/// Years that run backwards, and periods that are not the plan's.
fn ranges(looked: &mut Looked<'_>) {
    let doc = looked.doc;
    let period = looked.reading.document.period.as_ref().map(|period| period.value);
    let body = stretch(doc, looked.frame.body, looked.frame.tail);
    let title = looked.frame.title.first().zip(looked.frame.title.last()).map(|(a, b)| Cut::new(a.start, b.end));
    let mut seen = BTreeSet::new();
    for zone in title.into_iter().chain([looked.frame.preamble_cut(doc), body]) {
        let found: Vec<(Cut, u32, u32)> = doc
            .groups_all(&RANGE, zone)
            .filter_map(|groups| {
                Some((groups.all(), groups.name("a").and_then(number)?, groups.name("b").and_then(number)?))
            })
            .collect();
        for (cut, from, to) in found {
            let text = [from.to_string(), to.to_string()];
            if to < from {
                looked.add("years-backwards", doc.span(cut), &[("from", &text[0]), ("to", &text[1])]);
                continue;
            }
            let own =
                period.is_some_and(|own| (i64::from(own.from), i64::from(own.to)) == (i64::from(from), i64::from(to)));
            let school = doc.has(&SCHOOL_YEAR, Cut::new(cut.start.saturating_sub(12), cut.start));
            if own || school || period.is_none() || zone != body || !seen.insert((from, to)) {
                continue;
            }
            let own = period.map(|own| [own.from.to_string(), own.to.to_string()]).unwrap_or_default();
            looked.add(
                "period-differs",
                doc.span(cut),
                &[("from", &text[0]), ("to", &text[1]), ("plan-from", &own[0]), ("plan-to", &own[1])],
            );
        }
    }
}

/// "(khóa XII, XII)": the same numeral twice in a list.
fn numerals(looked: &mut Looked<'_>) {
    let doc = looked.doc;
    let lists: Vec<Cut> = doc.groups_all(&NUMERALS, doc.all()).filter_map(|groups| groups.named("list")).collect();
    for list in lists {
        let text = doc.text(list).to_owned();
        let numerals: Vec<u16> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && word.chars().all(|c| c.is_uppercase() || c == 'l'))
            .filter_map(mark::roman)
            .collect();
        let twice = (1..numerals.len()).any(|n| numerals[..n].contains(&numerals[n]));
        if twice {
            looked.add("numeral-repeated", doc.span(list), &[("text", &text)]);
        }
    }
}

/// Numbers of one list that jump or repeat.
fn numbering(looked: &mut Looked<'_>) {
    let outline = looked.outline;
    let mut found: Vec<(Span, String, String)> = Vec::new();
    for (at, node) in outline.nodes.iter().enumerate() {
        let Some(mark) = node.mark.as_ref().filter(|_| node.role == Role::Numbered) else { continue };
        if !matches!(mark.kind, Kind::Roman | Kind::Decimal(_) | Kind::Article | Kind::Step) {
            continue;
        }
        let before = outline.nodes[..at].iter().rev().find(|other| {
            other.parent == node.parent && other.mark.as_ref().is_some_and(|other| other.kind == mark.kind)
        });
        let Some(before) = before.and_then(|other| other.mark.as_ref()) else { continue };
        if mark.ordinal != before.ordinal + 1 && mark.ordinal != 1 {
            found.push((looked.doc.span(node.words), before.printed.clone(), mark.printed.clone()));
        }
    }
    for (source, before, here) in found {
        looked.add("numbering-gap", source, &[("before", &before), ("found", &here)]);
    }
}
