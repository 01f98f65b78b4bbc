//! Legal bases: what the preamble says the plan rests on or carries out. Must not follow citations inside the title of another document.

use super::{Conf, actor, org, text_of};
use crate::grammar::date;
use crate::reading::{Confidence, LegalBase};
use crate::text::{Cut, Doc, pattern};
use crate::unreadable::MAX_FOUND;

pattern!(
    CITED,
    r"\b(?P<kind>nghi quyet(?: lien tich)?|chi thi|quyet dinh|ke hoach(?: hanh dong)?|huong dan(?: lien tich)?|cong van|thong tu(?: lien tich)?|nghi dinh|bo luat|luat|ket luan|quy dinh|quy che|de an|chuong trinh(?: hanh dong)?|thong bao|dieu le|phap lenh|to trinh|thong tri|cong dien|van ban hop nhat)",
    r"(?:\s+(?:so\s*:?\s*)?(?P<num>[0-9lo]+\s?(?:/[0-9lo]{4})?\s?[-/]\s?[a-z][a-z0-9.&]*(?:[-/][a-z0-9.&]+)*)|\b)"
);
pattern!(
    ENTRY,
    r"(?:^|[;.:\n,]|\bcan cu|\bthuc hien|\bthi hanh|\btrien khai|\btheo|\bva|\bcung|\bxet)\s*(?:cac |tinh than )?$"
);
pattern!(
    FIRM_ENTRY,
    r"(?:^|[;\n]|(?:^|[;.\n])\s*(?:tiep tuc |nham |de )?(?:can cu|thuc hien|thi hanh|trien khai thuc hien|trien khai|xet|theo)(?: vao)?)\s*$"
);
pattern!(INSIDE, r"\b(?:theo|kem theo|tai|cua|sua doi|bo sung|thay the|thuc hien|trien khai|phe duyet|ban hanh)\s*$");
pattern!(DATED, r"^\s*,?\s*\(?\s*(?:ky |ban hanh )?(?:ngay|nam)\b");
pattern!(ISSUED_BY, r"^[\s,)]*(?:cua|do)\s+(?P<who>[a-z].*)$");
pattern!(
    WHO_END,
    r" (?:ve|v/v|quy dinh|phe duyet|ban hanh|trien khai|huong dan|thuc hien|kien toan|phat dong|sua doi|tong ket|thi hanh|tiep tuc|nham)\b|[,;.():]| va (?:cac|nhung)\b| va (?:chi thi|ke hoach|nghi quyet|quyet dinh|huong dan|cong van|ket luan|thong tu)\b"
);
pattern!(
    ABOUT,
    r"^[\s,)]*(?P<ve>ve viec|ve|v/v)\s*:?\s*|^[\s,)]*(?P<verb>quy dinh|phe duyet|ban hanh|trien khai|huong dan|kien toan|phat dong|sua doi|tong ket|tiep tuc|thi hanh|thuc hien)\b"
);
pattern!(
    ABOUT_END,
    r"[;\n]| va (?:chi thi|ke hoach|nghi quyet|quyet dinh|huong dan|cong van|ket luan|thong tu) so |, [a-z][^,;]{2,90} (?:xay dung|ban hanh|trien khai|lap) (?:va [a-z ]+)?ke hoach\b|\. "
);
pattern!(LAW_END, r"[;.\n(]|,? (?:ngay|nam|so|duoc|sua doi|va (?:cac|nghi dinh|luat))\b| [0-9]");

/// The bases in the order of the preamble.
pub(crate) fn read(doc: &Doc, preamble: Cut) -> Vec<LegalBase> {
    let cites: Vec<(Cut, Option<Cut>, Cut)> = doc
        .groups_all(&CITED, preamble)
        .filter_map(|groups| Some((groups.named("kind")?, groups.named("num"), groups.all())))
        .collect();
    let own: Vec<bool> = cites.iter().map(|(kind, num, _)| num.is_some() && !is_inside(doc, preamble, *kind)).collect();
    let next = next_own(&cites, &own, preamble.end);
    let mut out: Vec<LegalBase> = Vec::new();
    let mut reach = preamble.start;
    for (n, (kind, num, all)) in cites.iter().enumerate() {
        if out.len() > MAX_FOUND {
            break;
        }
        let base = match num {
            Some(num) if own[n] => numbered(doc, *kind, *num, next[n]),
            None if all.start >= reach && is_entry(doc, preamble, *kind) => unnumbered(doc, preamble, *kind),
            _ => None,
        };
        let Some((base, end)) = base else { continue };
        reach = reach.max(end);
        if !out.iter().any(|other| is_same(other, &base)) {
            out.push(base);
        }
    }
    out
}

/// For each citation, where the next one begins that is a base of its own.
fn next_own(cites: &[(Cut, Option<Cut>, Cut)], own: &[bool], end: usize) -> Vec<usize> {
    let mut next = end;
    let mut out: Vec<usize> = Vec::with_capacity(cites.len());
    for ((kind, ..), own) in cites.iter().zip(own).rev() {
        out.push(next);
        if *own {
            next = kind.start;
        }
    }
    out.reverse();
    out
}

fn is_same(a: &LegalBase, b: &LegalBase) -> bool {
    match (&a.number, &b.number) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        (None, None) => a.kind == b.kind && a.subject == b.subject && a.issuer == b.issuer,
        _ => false,
    }
}

/// A number cited within the subject of another document.
fn is_inside(doc: &Doc, preamble: Cut, kind: Cut) -> bool {
    let before = clause_before(doc, preamble, kind);
    INSIDE.is_match(before) && !FIRM_ENTRY.is_match(before)
}

fn is_entry(doc: &Doc, preamble: Cut, kind: Cut) -> bool {
    doc.is_upper(kind.start)
        && FIRM_ENTRY.is_match(clause_before(doc, preamble, kind))
        && ENTRY.is_match(clause_before(doc, preamble, kind))
}

/// The words that lead in a base are shorter.
const NEAR: usize = 200;
/// The words about one base are shorter.
const LONGEST: usize = 2_000;

/// What stands before the kind since the last semicolon or line.
fn clause_before(doc: &Doc, preamble: Cut, kind: Cut) -> &str {
    let before = doc.fold(preamble.from(kind.start.saturating_sub(NEAR)).to(kind.start));
    let start = before.rfind([';', '\n']).map_or(0, |at| at + 1);
    before[start..].trim_start()
}

fn numbered(doc: &Doc, kind: Cut, num: Cut, next: usize) -> Option<(LegalBase, usize)> {
    let number = number_text(doc, num)?;
    let rest = Cut::new(num.end, next.max(num.end)).to(num.end + LONGEST);
    let line_end = doc.fold(rest).find('\n').map_or(rest.end, |at| rest.start + at);
    let rest = rest.to(line_end);
    let (date, after) = dated(doc, rest);
    let (issuer, after) = issuer(doc, rest.from(after));
    let (subject, end) = subject(doc, rest.from(after));
    let base = base(doc, kind, Cut::new(kind.start, end.max(num.end)), Conf::SURE);
    Some((LegalBase { number: Some(number), date, issuer, subject, ..base }, end))
}

/// "34 - CT/TW," → "34-CT/TW"; digits as scanning left them are put right.
fn number_text(doc: &Doc, num: Cut) -> Option<String> {
    let text: String = doc.text(num).chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_end_matches(['.', '-', '/', '&']);
    let digits = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, 'l' | 'O' | 'o' | 'I')))?;
    let lead = &text[..digits];
    let lead = if lead.bytes().all(|b| b.is_ascii_digit()) {
        lead.to_owned()
    } else {
        crate::text::number(&lead.to_ascii_lowercase())?.to_string()
    };
    Some(format!("{lead}{}", &text[digits..]))
}

fn base(doc: &Doc, kind: Cut, source: Cut, confidence: Confidence) -> LegalBase {
    let text = text_of(doc, kind);
    let mut letters = text.chars();
    let kind =
        letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str());
    LegalBase { kind, number: None, date: None, issuer: None, subject: None, source: doc.span(source), confidence }
}

fn dated(doc: &Doc, rest: Cut) -> (Option<String>, usize) {
    if !doc.has(&DATED, rest) && date::FULL.find(doc.fold(rest)).is_none_or(|m| m.start() >= 4) {
        return (None, rest.start);
    }
    match date::first_full(doc, rest.to(rest.start + 50)) {
        Some((text, cut)) => (Some(text), cut.end),
        None => (None, rest.start),
    }
}

fn issuer(doc: &Doc, rest: Cut) -> (Option<String>, usize) {
    let Some(who) = doc.groups(&ISSUED_BY, rest).and_then(|groups| groups.named("who")) else {
        return (None, rest.start);
    };
    let mut end = doc.find(&WHO_END, who).map_or(who.end, |m| m.start);
    // "của Bộ Giáo dục, Bộ Y tế": a comma before another body belongs to the name.
    while doc.fold(who.from(end)).starts_with(", ")
        && org::starts_with_office(doc.fold(who.from(end + 2)))
        && doc.is_upper(end + 2)
    {
        let more = doc.find(&WHO_END, who.from(end + 2)).map_or(who.end, |m| m.start);
        let clause = doc.fold(Cut::new(end + 2, more));
        if clause.len() > 60
            || doc.fold(who.from(more)).starts_with(" ban hanh")
            || doc.fold(Cut::new(end, who.end)).contains("ke hoach")
        {
            break;
        }
        end = more;
    }
    let name = doc.strip(who.to(end));
    ((!name.is_empty()).then(|| text_of(doc, name)), end)
}

fn subject(doc: &Doc, rest: Cut) -> (Option<String>, usize) {
    let Some(about) = doc.groups(&ABOUT, rest) else { return (None, rest.start) };
    let start = about.named("verb").map_or(about.all().end, |verb| verb.start);
    let all = rest.from(start);
    let end = doc.find(&ABOUT_END, all).map_or(all.end, |m| m.start);
    // "…, Phòng Nội vụ đề nghị": the sentence goes on with who issues the plan.
    let commas: Vec<usize> = doc.fold(all.to(end)).match_indices(", ").map(|(at, _)| all.start + at).collect();
    let issuing =
        commas.into_iter().find(|at| doc.is_upper(at + 2) && actor::at_start(doc, all.from(at + 2)).is_some());
    let end = issuing.unwrap_or(end);
    let mut cut = doc.strip(all.to(end));
    while doc.fold(cut).ends_with(" va") {
        cut = doc.strip(cut.to(cut.end - 3));
    }
    ((!cut.is_empty()).then(|| text_of(doc, cut)), end)
}

/// "Luật Thi đua, khen thưởng năm 2022", "Nghị quyết Đại hội Đảng bộ tỉnh".
fn unnumbered(doc: &Doc, preamble: Cut, kind: Cut) -> Option<(LegalBase, usize)> {
    let rest = Cut::new(kind.end, preamble.end).to(kind.end + LONGEST);
    let line_end = doc.fold(rest).find(['\n', ';']).map_or(rest.end, |at| rest.start + at);
    let rest = rest.to(line_end);
    let is_law = doc.fold(kind).ends_with("luat") || doc.fold(kind) == "phap lenh";
    let mut out = base(doc, kind, Cut::new(kind.start, line_end), Conf::LIKELY);
    out.date = date::first_full(doc, rest).map(|(text, _)| text);
    if is_law {
        let end = doc.find(&LAW_END, rest).map_or(rest.end, |m| m.start);
        let name = doc.strip(rest.to(end));
        if name.is_empty() {
            return None;
        }
        out.subject = Some(text_of(doc, name));
        return Some((out, line_end));
    }
    let (who, after) = match issuer(doc, rest) {
        (Some(who), after) => (Some(who), after),
        (None, _) if doc.fold(kind).starts_with("nghi quyet") => {
            let end = doc.find(&NAME_END, rest).map_or(rest.end, |m| m.start);
            (Some(text_of(doc, doc.strip(rest.to(end)))), end)
        }
        _ => return None,
    };
    out.issuer = who.filter(|who| !who.is_empty());
    out.subject = subject(doc, rest.from(after)).0;
    out.issuer.is_some().then_some((out, line_end))
}

pattern!(
    NAME_END,
    r" ve | va (?:chi thi|ke hoach|nghi quyet)\b|[;\n]|\. |, (?:[a-z][^,;]{2,90}) (?:xay dung|ban hanh|trien khai)\b"
);
