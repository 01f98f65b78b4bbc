//! Obligations from deadlines: who owes what by when, once or again and again. Must not invent a day.

use jiff::civil::Date;
use lantoa_domain::plan::{Debtor, Obligation, ObligationForm};
use lantoa_domain::time::{Deadline, Due, Edge, When};
use lantoa_domain::unit::UnitKind;

use super::place::Place;
use super::{Keys, source};
use crate::reading::{self, Reading, Span};
use crate::text::fold::{fold, fold_char};
use crate::text::pattern;

pattern!(PLAN, r"\b(?:ban hanh|xay dung|lap|hoan thanh)\b[^.;]{0,40}\bke hoach\b|^ke hoach\b");
pattern!(LIST, r"\b(?:dang ky|danh sach|ho so|gioi thieu|phieu|de cu|de nghi cong nhan|lua chon|gui ve)\b");
pattern!(REPORT, r"\bbao cao\b");
pattern!(
    MEETING,
    r"^hop\b|\bhop (?:xet|binh|hoi dong|giao ban)\b|\b(?:so ket|tong ket|hoi nghi|binh xet|binh chon|bieu duong|ton vinh|cong bo|trao (?:thuong|giay|bang|tang))\b"
);
pattern!(
    RECEIVER,
    r"\b(?:(?:gui|nop|dang ky|bao cao)(?: [a-z, ]{0,40}?)? (?:ve|voi|qua|cho|den)|bao cao|gui|nop) (?P<who>(?:van phong|phong|ubnd|uy ban|so (?:noi|y|giao|tai)|ban (?:thi|to|giam|tdkt|chap|thuong)|hoi dong|thuong truc|bo phan|giam doc|chu tich|trung tam|tap doan|cap tren)\b[a-z -]{0,50})"
);
pattern!(RECEIVER_END, r" (?:truoc|cham nhat|de|vao|trong|theo|bang|danh|ket qua|tong hop|hang|chuan|va)\b");
pattern!(EVENT, r"(?:ke tu|tu ngay|tu khi|sau khi|tinh tu|truoc khi)\s+(?P<what>[^.;,]{3,80})");
pattern!(LEADS, r"\bduoc giao chu tri\b|\bchu tri (?:cac )?(?:phong trao|linh vuc)\b");
pattern!(
    EVERY,
    r"^(?:cac|moi|tung|toan the cac) (?:co quan|don vi|phong, don vi|bo phan|khoa|to|chi hoi|chi doan|phan xuong|ban|truong|thanh vien|cap)|^thu truong cac|^lanh dao cac|^khoa, phong|^chi hoi\b|^(?:cac )?(?:huyen|to), "
);
pattern!(DIVISIONS, r"^(?:cac|moi|tung|lanh dao cac) phong\b");
pattern!(COMMUNES, r"\b(?:xa, phuong|cac xa|xa, thi tran|ubnd xa)\b");
pattern!(ENTERPRISES, r"\bdoanh nghiep\b");
pattern!(REVIEWED, r"\b(?:binh xet|binh chon|hop xet|xet chon|bo phieu|xet cong nhan)\b");
pattern!(
    STANDING,
    r"^(?:van phong|phong noi vu|thuong truc hoi dong|to thu ky|to giup viec|phong to chuc|bo phan thi dua|ban to chuc|phong thi dua|bo phan thuong truc)"
);
pattern!(COUNCIL, r"^hoi dong\b");
pattern!(
    AGENCY,
    r"^(?:lanh dao|truong ban|giam doc|chu tich|hieu truong|chanh|thu truong|thi xa|thanh pho|huyen|tinh|xa|co quan|ban giam doc|ban giam hieu|tap the lanh dao|truong khoi)\b"
);

/// What is owed is said in so many characters.
const LONGEST: usize = 2_000;

/// The obligations in the order of the text.
pub(super) fn propose(reading: &Reading, place: &Place<'_>) -> Vec<Obligation> {
    let mut keys = Keys::default();
    let mut out: Vec<Obligation> = Vec::new();
    let mut last: Option<&reading::Deadline> = None;
    // Many times may stand in one clause, which says once where things are sent.
    let mut sent: Option<(Span, Vec<String>)> = None;
    for deadline in reading.deadlines.iter().filter(|deadline| !heads_list(deadline, place) && !only_bounds(deadline)) {
        let feast = last.is_some_and(|before| before.clause == deadline.clause && falls_in(deadline, before));
        if !feast {
            if sent.as_ref().is_none_or(|(clause, _)| *clause != deadline.clause) {
                sent = Some((deadline.clause, receiver(place.text(deadline.clause), &place.folded(deadline.clause))));
            }
            let to = sent.as_ref().map(|(_, to)| to.clone()).unwrap_or_default();
            out.extend(one(reading, deadline, place, to, &mut keys));
        }
        last = Some(deadline);
    }
    out
}

/// "từ nay đến hết quý I năm 2025" bounds what is done again and again; nothing is owed on its last day.
fn only_bounds(deadline: &reading::Deadline) -> bool {
    matches!(deadline.when, reading::When::Period { from: None, .. })
}

/// "Quý I, II năm 2023: … (11/6/1948 - 11/6/2023)": the day of the feast lies in the time already named.
fn falls_in(day: &reading::Deadline, wide: &reading::Deadline) -> bool {
    match (&day.when, &wide.when) {
        (
            reading::When::Once { year, month: Some(month), .. },
            reading::When::Quarter { year: Some(of), quarter: Some(quarter), .. },
        ) => year == of && (month + 2) / 3 <= *quarter,
        (reading::When::Once { year, .. }, reading::When::Once { year: of, month: None, .. }) => year == of,
        _ => false,
    }
}

/// "1. Quý IV/2016" heads a list whose items carry their own times.
fn heads_list(deadline: &reading::Deadline, place: &Place<'_>) -> bool {
    place.paragraph(deadline.source).is_some_and(|paragraph| {
        let rest = paragraph.span.end - paragraph.span.start;
        paragraph.heading && rest <= (deadline.source.end - deadline.source.start) + 12
    })
}

fn one(
    reading: &Reading,
    deadline: &reading::Deadline,
    place: &Place<'_>,
    to: Vec<String>,
    keys: &mut Keys,
) -> Option<Obligation> {
    let said = |clause: Span| place.text(clause).chars().take(LONGEST).collect();
    let what = deadline.what.clone().unwrap_or_else(|| said(deadline.clause));
    let folded = fold(&what);
    Some(Obligation {
        key: keys.give(&what, "nghia-vu"),
        who: debtor(reading, deadline.who.as_deref(), form(&folded), &folded),
        form: form(&folded),
        deadline: due(reading, deadline, place)?,
        to,
        source: source(deadline.source, deadline.confidence),
        what,
    })
}

fn form(what: &str) -> ObligationForm {
    let table = [
        (&PLAN, ObligationForm::Plan),
        (&MEETING, ObligationForm::Meeting),
        (&LIST, ObligationForm::List),
        (&REPORT, ObligationForm::Report),
    ];
    let places = table.iter().filter_map(|(pattern, form)| pattern.find(what).map(|m| (m.start(), *form)));
    places.min_by_key(|(at, _)| *at).map_or(ObligationForm::Other, |(_, form)| form)
}

fn debtor(reading: &Reading, who: Option<&str>, form: ObligationForm, what: &str) -> Debtor {
    let Some(who) = who else {
        return match form {
            _ if what.starts_with("ket qua") => Debtor::StandingBody,
            ObligationForm::List => Debtor::EveryUnit,
            ObligationForm::Meeting if REVIEWED.is_match(what) => Debtor::Council,
            _ => Debtor::Agency,
        };
    };
    let text = fold(who);
    let agency = reading.document.agency.as_ref().map(|agency| fold(&agency.value)).unwrap_or_default();
    if LEADS.is_match(&text) {
        return Debtor::MovementLeads;
    }
    let kinds: Vec<UnitKind> =
        [(&COMMUNES, UnitKind::Commune), (&ENTERPRISES, UnitKind::Enterprise), (&DIVISIONS, UnitKind::Division)]
            .iter()
            .filter(|(pattern, _)| pattern.is_match(&text))
            .map(|(_, kind)| *kind)
            .collect();
    if EVERY.is_match(&text) && !text.starts_with("cac phong chuyen") && !text.starts_with("cac phong nghiep") {
        return Debtor::EveryUnit;
    }
    if STANDING.is_match(&text) {
        return Debtor::StandingBody;
    }
    if COUNCIL.is_match(&text) {
        return Debtor::Council;
    }
    if !kinds.is_empty() && !text.contains(", van phong") && !text.contains("trung tam") {
        return Debtor::Kinds(kinds);
    }
    let is_own = !agency.is_empty() && !text.contains(',') && (agency.starts_with(&text) || text.starts_with(&agency));
    if AGENCY.is_match(&text) || is_own {
        return Debtor::Agency;
    }
    Debtor::Named(who.to_owned())
}

/// To whom it is sent, as printed.
fn receiver(text: &str, folded: &str) -> Vec<String> {
    let Some(who) = RECEIVER.captures(folded).and_then(|groups| groups.name("who")) else { return Vec::new() };
    let letter = |at: usize| text.chars().nth(at).is_some_and(char::is_uppercase);
    // "Phòng Giáo dục và Đào tạo": "và" before a capital belongs to the name.
    let ends =
        RECEIVER_END.find_iter(who.as_str()).filter(|m| !(m.as_str() == " va" && letter(who.start() + m.end() + 1)));
    let end = ends.map(|m| m.start()).next().unwrap_or(who.as_str().len());
    let name: String = text.chars().skip(who.start()).take(end).collect();
    let name = name.trim().trim_end_matches(['-', ',']).trim().to_owned();
    if name.is_empty() { Vec::new() } else { vec![name] }
}

/// The due time of a deadline, with the bounds of a rhythm where the plan sets them.
pub(super) fn due(reading: &Reading, deadline: &reading::Deadline, place: &Place<'_>) -> Option<Deadline> {
    let edge = match deadline.edge {
        reading::Edge::Before => Edge::Before,
        reading::Edge::AtLatest => Edge::AtLatest,
        reading::Edge::During => Edge::During,
    };
    let once = |on| Due::Once { on };
    let mut from = None;
    let due = match &deadline.when {
        reading::When::Once { year, month, day, .. } => once(match (month, day) {
            (Some(month), Some(day)) => When::Day(Date::new(*year, *month, *day).ok()?),
            (Some(month), None) => When::Month(*year, *month),
            _ => When::Year(*year),
        }),
        reading::When::Monthly { day } => Due::Month { day: *day },
        reading::When::Yearly { quarter: Some(quarter), .. } => Due::YearQuarter { quarter: *quarter },
        reading::When::Yearly { month, day, .. } => Due::Year { month: (*month)?, day: *day },
        reading::When::Quarter { year: Some(year), quarter: Some(quarter), .. } => once(When::Quarter(*year, *quarter)),
        reading::When::Quarter { day, .. } => Due::Quarter { day: *day },
        reading::When::Period { from: begin, to, recurring } => {
            let end = to.as_deref().or(begin.as_deref())?;
            if *recurring {
                yearly(end)?
            } else {
                from = begin.as_deref().filter(|_| to.is_some()).and_then(|begin| begin.parse().ok());
                once(end.parse().ok()?)
            }
        }
        reading::When::Relative { days, working } => {
            Due::After { days: u16::try_from(*days).ok()?, working: *working, event: event(place, deadline) }
        }
    };
    let rhythm = !matches!(due, Due::Once { .. } | Due::After { .. });
    let until = if rhythm { open_end(reading, deadline, place) } else { None };
    Some(Deadline { due, edge, from, until })
}

/// "--10-15" comes again every year.
fn yearly(end: &str) -> Option<Due> {
    let mut parts = end.trim_start_matches('-').split('-');
    let month = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
    let day = parts.next().and_then(|day| day.parse().ok());
    Some(Due::Year { month, day })
}

fn event(place: &Place<'_>, deadline: &reading::Deadline) -> String {
    let text = place.text(Span { start: deadline.source.start, end: deadline.clause.end.max(deadline.source.end) });
    let folded: String = text.chars().take(LONGEST).map(|c| char::from(fold_char(c))).collect();
    let named = EVENT.captures(&folded).and_then(|groups| groups.name("what"));
    named.map_or_else(|| deadline.text.clone(), |what| text.chars().skip(what.start()).take(what.len()).collect())
}

/// "(từ nay đến hết quý I năm 2025)" in the heading above bounds the rhythm below it.
fn open_end(reading: &Reading, deadline: &reading::Deadline, place: &Place<'_>) -> Option<When> {
    let above: Vec<_> = place.above(deadline.source).into_iter().map(|paragraph| paragraph.span).collect();
    reading.deadlines.iter().find_map(|other| match &other.when {
        reading::When::Period { from: None, to: Some(to), .. } => {
            let holds = above.iter().any(|span| span.start <= other.source.start && other.source.end <= span.end);
            if holds { to.parse().ok() } else { None }
        }
        _ => None,
    })
}
