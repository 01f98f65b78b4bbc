//! Warnings about criteria, quotas, movements and the vote. Must not weigh what a plan wants, only whether it says it clearly.

use std::collections::BTreeMap;

use super::{Looked, MOST_ALIKE, Warning, Words};
use crate::grammar::links::{self, Hangs};
use crate::reading::{Bound, Criterion, Per, Quota, Span};
use crate::text::fold::fold;
use crate::text::pattern;

pattern!(TIMED, r"\b(?:nam|giai doan|nhiem ky|quy|thang|hang nam|den het)\b");
pattern!(PER_SECTOR, r"\b(?:doi voi|cho|tai) (?:tung|moi) (?:nganh|linh vuc|luc luong|khoi|cap|loai hinh)\b");
pattern!(
    EITHER,
    r"\b(?:mot|01|1) mo hinh[^.;,]{0,40} va (?:guong |ca nhan )?dien hinh\b|\b(?:mot|01|1) tap the[^.;,0-9]{0,40}(?:hoac|/) ?ca nhan\b"
);
pattern!(SEVERAL, r"\b(?:phong trao|cuoc van dong|linh vuc)\b");
pattern!(
    TIE_RULE,
    r"tu cao xuong thap|ngang nhau|bang nhau|bang phieu|bang diem|uu tien|so phieu cao|bieu quyet lai|bo phieu lai"
);
pattern!(COUNCIL, r"\bhoi dong (?:thi dua|tdkt|khen thuong|xet|binh)");
pattern!(
    COUNCIL_WORKS,
    r"\bhoi dong[^.;]{0,80}\b(?:binh xet|binh chon|xet|hop|bo phieu|bieu quyet|lua chon|tham dinh|ra soat|danh gia|quyet dinh)\b"
);
pattern!(
    VALIDITY,
    r"\b(?:co gia tri (?:trong|den)|thoi han cong nhan|thu hoi (?:danh hieu|quyet dinh|giay)|huy bo quyet dinh|cong nhan lai|tai cong nhan|rut danh hieu)\b"
);
pattern!(
    ASKS,
    r"\bde nghi (?P<who>(?:chu tich )?(?:ubnd|uy ban|so|bo|tinh|huyen|hoi|lien doan|tong)[a-z ]{0,30}?) (?P<verb>cong bo|cong nhan)\b"
);
pattern!(QUOTED, r#""([^"\n]{4,160})""#);

pub(super) fn look(looked: &mut Looked<'_>) {
    criteria(looked);
    movements(looked);
    quotas(looked);
    wording(looked);
    vote(looked);
}

fn all_criteria<'a>(looked: &'a Looked<'_>) -> impl Iterator<Item = &'a Criterion> {
    let reading = looked.reading;
    reading.plan_wide.criteria.iter().chain(reading.movements.iter().flat_map(|movement| &movement.scope.criteria))
}

fn all_quotas<'a>(looked: &'a Looked<'_>) -> impl Iterator<Item = &'a Quota> {
    let reading = looked.reading;
    reading.plan_wide.quotas.iter().chain(reading.movements.iter().flat_map(|movement| &movement.scope.quotas))
}

fn criteria(looked: &mut Looked<'_>) {
    let reading = looked.reading;
    if all_criteria(looked).next().is_none() {
        looked.missing("criteria-missing");
    }
    let scopes = std::iter::once(&reading.plan_wide).chain(reading.movements.iter().map(|movement| &movement.scope));
    let mut twice: Vec<(Span, String, String)> = Vec::new();
    for scope in scopes {
        let folded: Vec<(String, Words)> = scope
            .criteria
            .iter()
            .map(|criterion| fold(&criterion.text))
            .map(|text| (text.clone(), Words::of(&text)))
            .collect();
        for (n, second) in scope.criteria.iter().enumerate() {
            let earlier = (0..n).filter(|first| scope.criteria[*first].subject == second.subject);
            if let Some(first) = earlier.into_iter().find(|first| is_same(&folded[*first], &folded[n]))
                && twice.len() < MOST_ALIKE
            {
                twice.push((second.source, scope.criteria[first].text.clone(), second.text.clone()));
            }
        }
    }
    for (source, first, second) in twice {
        looked.add("criterion-twice", source, &[("first", &first), ("second", &second)]);
    }
    let on_collective =
        all_criteria(looked).find(|c| links::of(c) == Some(Hangs::LeaderOnCollective)).map(|c| c.source);
    let on_individual = all_criteria(looked).any(|c| links::of(c) == Some(Hangs::CollectiveOnIndividual));
    if let (Some(source), true) = (on_collective, on_individual) {
        looked.add("links-in-a-circle", source, &[]);
    }
}

/// The same words, or the same beginning with most of the words.
fn is_same((a, in_a): &(String, Words), (b, in_b): &(String, Words)) -> bool {
    if a == b {
        return true;
    }
    if a.len().min(b.len()) < 60 {
        return false;
    }
    let begin = a.as_bytes()[..60] == b.as_bytes()[..60];
    in_a.overlap(in_b) >= if begin { 60 } else { 95 }
}

fn movements(looked: &mut Looked<'_>) {
    let reading = looked.reading;
    let mut found: Vec<Warning> = Vec::new();
    for movement in &reading.movements {
        if movement.scope.criteria.is_empty() && reading.plan_wide.criteria.is_empty() {
            found.push(Warning {
                code: "movement-without-criteria",
                source: movement.source,
                args: vec![("movement", movement.name.clone())],
            });
        }
        let section = reading.text.get(movement.extent.start..movement.extent.end).unwrap_or("");
        let quoted = quotations(section);
        let Some(own) = quotations(&movement.name).into_iter().next() else { continue };
        let folded = fold(&own.1);
        let words = Words::of(&folded);
        for (at, other) in quoted.iter().filter(|(_, other)| near_length(other, &own.1)) {
            let other_folded = fold(other);
            if other_folded != folded && Words::of(&other_folded).overlap(&words) >= 80 {
                let source = Span { start: movement.extent.start + at, end: movement.extent.start + at + other.len() };
                found.push(Warning {
                    code: "movement-name-differs",
                    source,
                    args: vec![("heading", own.1.clone()), ("found", other.clone())],
                });
                break;
            }
        }
    }
    looked.out.extend(found);
}

fn near_length(a: &str, b: &str) -> bool {
    let (a, b) = (a.chars().count(), b.chars().count());
    a.max(b) * 2 <= a.min(b) * 3
}

/// Quoted names with their place in bytes.
fn quotations(text: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '“' => open = Some(at + c.len_utf8()),
            '”' => {
                if let Some(start) = open.take()
                    && text[start..at].chars().count() >= 4
                {
                    out.push((start, text[start..at].to_owned()));
                }
            }
            '\n' => open = None,
            _ => {}
        }
    }
    out
}

fn quotas(looked: &mut Looked<'_>) {
    let reading = looked.reading;
    let one_year = reading.document.period.as_ref().is_some_and(|period| period.value.from == period.value.to);
    let sentence = |quota: &Quota| fold(&around(&reading.text, quota.source));
    let untimed: Vec<&Quota> = all_quotas(looked)
        .filter(|quota| {
            quota.per == Per::Plan && quota.bound != Bound::Unlimited && !one_year && !TIMED.is_match(&sentence(quota))
        })
        .collect();
    let first = untimed.first().map(|quota| (quota.source, untimed.len().to_string()));
    let capped: Vec<Span> =
        all_quotas(looked).filter(|q| q.bound == Bound::Max && q.per != Per::Unit).map(|q| q.source).collect();
    let mut found: Vec<(&'static str, Span, String)> = Vec::new();
    for quota in all_quotas(looked) {
        let text = sentence(quota);
        if PER_SECTOR.is_match(&text)
            && !found.iter().any(|(code, _, words)| *code == "count-per-sector-unclear" && *words == text)
        {
            found.push(("count-per-sector-unclear", quota.source, text.clone()));
        }
        if SEVERAL.find_iter(&text).count() >= 2
            && !QUOTED.is_match(&text)
            && !found.iter().any(|(code, ..)| *code == "quota-over-several")
        {
            found.push(("quota-over-several", quota.source, text));
        }
    }
    if let Some((source, count)) = first {
        looked.add("quota-without-time", source, &[("count", &count)]);
    }
    for (code, source, _) in found {
        let text = around(&reading.text, source);
        looked.add(code, source, &[("text", text.trim())]);
    }
    if let Some(source) = capped.first()
        && !TIE_RULE.is_match(&fold(&reading.text))
    {
        looked.add("cap-without-tie-rule", *source, &[("count", &capped.len().to_string())]);
    }
}

/// The sentence around a span.
fn around(text: &str, span: Span) -> String {
    let line_start = text[..span.start.min(text.len())].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[span.end.min(text.len())..].find('\n').map_or(text.len(), |at| span.end + at);
    let line = &text[line_start..line_end];
    let inside = span.start - line_start;
    let start = line[..inside].rfind(". ").map_or(0, |at| at + 2);
    let end = line[inside..].find(". ").map_or(line.len(), |at| inside + at);
    line[start..end.max(start)].to_owned()
}

/// Wordings that can be read in two ways.
fn wording(looked: &mut Looked<'_>) {
    let doc = looked.doc;
    let mut either = Vec::new();
    let mut asks: Vec<(Span, String, String)> = Vec::new();
    for node in &looked.outline.nodes {
        let room = MOST_ALIKE.saturating_sub(either.len());
        let found = doc.find_all(&EITHER, node.words).take(room);
        either.extend(found.map(|cut| (doc.span(cut), doc.text(cut).to_owned())));
        for groups in doc.groups_all(&ASKS, node.words) {
            let who = groups.name("who").unwrap_or("").trim_start_matches("chu tich ").to_owned();
            asks.push((doc.span(groups.all()), who, groups.name("verb").unwrap_or("").to_owned()));
        }
    }
    for (source, text) in either {
        looked.add("count-of-either", source, &[("text", &text)]);
    }
    let mut first_ask: BTreeMap<&str, &(Span, String, String)> = BTreeMap::new();
    for ask in &asks {
        let first = *first_ask.entry(&ask.1).or_insert(ask);
        if first.2 != ask.2 {
            let text = |span: Span| looked.reading.text.get(span.start..span.end).unwrap_or("").to_owned();
            let (first, second, source) = (text(first.0), text(ask.0), ask.0);
            looked.add("asks-differ", source, &[("first", &first), ("second", &second)]);
            break;
        }
    }
}

fn vote(looked: &mut Looked<'_>) {
    let reading = looked.reading;
    let folded = fold(&reading.text);
    let council = COUNCIL.is_match(&folded);
    if council && !COUNCIL_WORKS.is_match(&folded) {
        looked.missing("council-part-missing");
    }
    match &reading.vote_rule {
        None if council => looked.missing("vote-rule-missing"),
        Some(rule) if rule.threshold.is_none() && !TIE_RULE.is_match(&folded) => {
            looked.add("vote-rule-missing", rule.source, &[]);
        }
        Some(rule) if reading.quorum.is_none() => looked.add("quorum-missing", rule.source, &[]),
        _ => {}
    }
    if !VALIDITY.is_match(&folded) {
        looked.missing("validity-missing");
    }
}
