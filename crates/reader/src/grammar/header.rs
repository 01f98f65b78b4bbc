//! Agency, number, place, date, kind, title and period of the document. Must not look at the body except for the agency's own name.

use super::frame::{Frame, stretch};
use super::{Conf, found, text_of};
use crate::outline::mark;
use crate::reading::{Confidence, Document, Found, Period};
use crate::text::{Cut, Doc, number, pattern};

pattern!(MOTTO, r"cong hoa xa hoi|doc lap\s*-|^dang cong san viet nam$|^viet nam dan chu");
pattern!(
    NUMBER,
    r"(?:^|\b)so\s*[:.]?\s*(?P<digits>[0-9lo]{0,5})[.…_ ]*(?P<rest>[/-]\s*[a-z][a-z0-9&./-]*(?:\s?[/-]\s?[a-z][a-z0-9&.-]*)*)"
);
pattern!(PLACE_DATE, r"^(?P<place>[^,:;]{2,60}),?\s+ngay\b");
pattern!(
    DATE,
    r"ngay\s*(?P<d>[0-9lo]{0,2})[.…_ ]*(?:thang\s*(?P<m>[0-9lo]{0,2})[.…_ ]*nam\s*(?P<y>[0-9lo]{4})|[/.-]\s*(?P<m2>[0-9lo]{1,2})\s*[/.-]\s*(?P<y2>[0-9lo]{4}))"
);
pattern!(PLACE_LEVEL, r"^(?:xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tp\.?|tinh|dac khu|khu vuc|nhiem ky)\b");
pattern!(INNER_BODY, r"^(?:bch|ban chap hanh|ban thuong vu|btv)\b");
pattern!(UNFINISHED, r"(?:,| va| cac| cua| ve| -)$");
pattern!(
    ISSUES,
    r"(?:^|\n|[,;:.] |, )(?P<who>[a-z][^;:.]{2,110}?)\s*(?:\([^)]{0,80}\)\s*)?(?:xay dung|ban hanh|trien khai|lap|de ra)\s+(?:va trien khai |va ban hanh )?(?:\(?sau day\)?\s*)?ke hoach\b"
);
pattern!(
    RANGE,
    r"(?P<word>giai doan|nhiem ky|nam hoc|tu nam|cac nam|trong nam)?\s*:?\s*\(?(?P<a>(?:19|2[0-9])[0-9lo]{2})\s*(?:-|den nam|den|va)\s*(?P<b>(?:19|2[0-9])[0-9lo]{2})\b"
);
pattern!(ONE_YEAR, r"\bnam\s+(?P<y>2[0-9][0-9lo]{2})\b");
pattern!(UNTIL, r"\bden (?:het )?nam\s+(?P<y>2[0-9][0-9lo]{2})\b");
pattern!(SUBJECT_LINE, r"^(?:v/v|ve viec|trich yeu)\s*:?\s*");
pattern!(OWNER, r"\bcua (?P<who>[a-z].*)$");

/// Reads the head.
pub(crate) fn read(doc: &Doc, frame: &Frame) -> Document {
    let head_end = frame.kind.map_or_else(|| frame.preamble.max(12).min(doc.lines.len()), |(line, _)| line);
    let mut out = Document::default();
    let zone = frame.preamble.max(head_end).min(doc.lines.len());
    // Some scans put number and date below the title.
    let short = |at: &usize| *at < zone || doc.lines[*at].cut.len() <= 70;
    let near = frame.body.max(zone).min(doc.lines.len());
    out.number_symbol = (0..near).filter(short).find_map(|at| number_symbol(doc, doc.lines[at].cut));
    let place_date = (0..near).filter(short).find_map(|at| place_and_date(doc, doc.lines[at].cut));
    if let Some((place, date)) = place_date {
        out.place = place;
        out.issue_date = date;
    }
    out.kind = frame.kind.map(|(_, cut)| found(doc, cut, text_of(doc, cut).to_uppercase(), Conf::SURE));
    out.title = title(doc, frame, zone);
    out.agency = agency_in_head(doc, head_end).or_else(|| agency_in_text(doc, frame));
    out.period = period(doc, frame);
    out
}

fn number_symbol(doc: &Doc, cut: Cut) -> Option<Found<String>> {
    if cut.len() > 120 {
        return None;
    }
    let groups = doc.groups(&NUMBER, cut)?;
    let rest = groups.named("rest")?;
    let lead = groups.named("digits")?;
    if lead.is_empty() && groups.all().start > cut.start {
        return None;
    }
    let digits = match doc.fold(lead) {
        "" => String::new(),
        raw if raw.bytes().all(|b| b.is_ascii_digit()) => raw.to_owned(),
        raw => number(raw)?.to_string(),
    };
    let symbol: String = doc.text(rest).chars().filter(|c| !c.is_whitespace()).collect();
    let symbol = symbol.trim_end_matches(['.', '-', '/']);
    let sure = if digits.is_empty() { Conf::LIKELY } else { Conf::SURE };
    Some(found(doc, Cut::new(lead.start.min(rest.start), rest.end), format!("{digits}{symbol}"), sure))
}

type PlaceDate = (Option<Found<String>>, Option<Found<String>>);

fn place_and_date(doc: &Doc, cut: Cut) -> Option<PlaceDate> {
    if cut.len() > 140 || mark::parse(doc.text(cut)).is_some_and(|mark| mark.kind.is_numbering()) {
        return None;
    }
    let place = doc.groups(&PLACE_DATE, cut).and_then(|groups| groups.named("place")).map(|cut| doc.strip(cut));
    let place = place.filter(|place| doc.is_upper(place.start) && place.len() <= 50)?;
    let date = doc.groups(&DATE, cut).and_then(|groups| {
        let part = |a: &str, b: &str| groups.name(a).or(groups.name(b)).and_then(number);
        let (day, month, year) = (groups.name("d").and_then(number), part("m", "m2"), part("y", "y2")?);
        let text = match (month, day) {
            (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year:04}-{month:02}"),
            (None, _) => format!("{year:04}"),
        };
        Some(found(doc, groups.all(), text, if day.is_some() { Conf::SURE } else { Conf::LIKELY }))
    });
    Some((Some(found(doc, place, text_of(doc, place), Conf::SURE)), date))
}

fn title(doc: &Doc, frame: &Frame, zone: usize) -> Option<Found<String>> {
    if let (Some(first), Some(last)) = (frame.title.first(), frame.title.last()) {
        let text: Vec<String> = frame.title.iter().map(|cut| text_of(doc, *cut)).collect();
        return Some(found(doc, Cut::new(first.start, last.end), text.join(" "), Conf::SURE));
    }
    (0..zone).find_map(|at| {
        let cut = doc.lines[at].cut;
        let label = doc.find(&SUBJECT_LINE, cut)?;
        let rest = doc.strip(cut.from(label.end));
        (!rest.is_empty()).then(|| found(doc, rest, text_of(doc, rest), Conf::LIKELY))
    })
}

/// The lines in capitals above number and kind; the last names the agency, with the place where it is only a level.
fn agency_in_head(doc: &Doc, head_end: usize) -> Option<Found<String>> {
    let mut names: Vec<Cut> = Vec::new();
    for line in &doc.lines[..head_end.min(doc.lines.len())] {
        let text = doc.fold(line.cut);
        if MOTTO.is_match(text) || text.starts_with('(') {
            continue;
        }
        if !doc.is_shouting(line.cut, 85) || NUMBER.is_match(text) || DATE.is_match(text) || line.cut.len() > 120 {
            continue;
        }
        names.push(line.cut);
    }
    let last = names.pop()?;
    let mut parts = vec![last];
    while let Some(before) = names.last() {
        let first = doc.fold(parts[0]);
        let joined =
            PLACE_LEVEL.is_match(first) || INNER_BODY.is_match(first) || UNFINISHED.is_match(doc.fold(*before));
        if !joined || parts.len() >= 3 {
            break;
        }
        parts.insert(0, *before);
        names.pop();
    }
    let text: Vec<String> = parts.iter().map(|cut| text_of(doc, doc.strip(*cut))).collect();
    Some(found(doc, Cut::new(parts[0].start, last.end), text.join(" "), Conf::LIKELY))
}

/// "… Sở Gió xây dựng Kế hoạch … như sau".
fn agency_in_text(doc: &Doc, frame: &Frame) -> Option<Found<String>> {
    let preamble = frame.preamble_cut(doc);
    let mut best = None;
    for groups in doc.groups_all(&ISSUES, preamble) {
        let Some(who) = groups.named("who") else { continue };
        let who = doc.strip(last_name(doc, who));
        if doc.is_upper(who.start) && who.len() >= 3 {
            best = Some(found(doc, who, text_of(doc, who), Conf::LIKELY));
        }
    }
    best.or_else(|| {
        let title = stretch(doc, frame.kind?.0, frame.preamble);
        let who = doc.groups(&OWNER, title)?.named("who")?;
        doc.is_upper(who.start).then(|| found(doc, who, text_of(doc, who), Conf::GUESS))
    })
}

pattern!(NAME_BREAK, r"(?:, |; |\. |: )");

/// The name after the last break that is followed by a capital letter.
fn last_name(doc: &Doc, who: Cut) -> Cut {
    let starts: Vec<usize> = doc.find_all(&NAME_BREAK, who).map(|gap| gap.end).collect();
    let start = starts
        .into_iter()
        .rev()
        .find(|at| doc.is_upper(*at) && super::org::starts_with_office(doc.fold(who.from(*at))));
    start.map_or(who, |at| who.from(at))
}

/// The years in the title, else in the preamble.
fn period(doc: &Doc, frame: &Frame) -> Option<Found<Period>> {
    let title = match (frame.title.first(), frame.title.last()) {
        (Some(first), Some(last)) => Cut::new(first.start, last.end),
        _ => stretch(doc, 0, frame.preamble),
    };
    years(doc, title, Conf::SURE)
        .or_else(|| years(doc, frame.preamble_cut(doc), Conf::LIKELY))
        .or_else(|| years(doc, stretch(doc, frame.body, frame.tail), Conf::GUESS))
}

/// The period named in a stretch: a range, else a single year.
pub(crate) fn years(doc: &Doc, cut: Cut, sure: Confidence) -> Option<Found<Period>> {
    let range = doc.groups_all(&RANGE, cut).find_map(|groups| {
        let from = year(groups.name("a")?)?;
        let to = year(groups.name("b")?)?;
        (from <= to && to - from <= 30).then(|| found(doc, groups.all(), Period { from, to }, sure))
    });
    if range.is_some() {
        return range;
    }
    let single: Vec<(Cut, i16)> =
        doc.groups_all(&ONE_YEAR, cut).filter_map(|groups| Some((groups.all(), year(groups.name("y")?)?))).collect();
    if let Some(groups) = doc.groups(&UNTIL, cut) {
        let to = groups.name("y").and_then(year)?;
        let from = single.iter().map(|(_, year)| *year).filter(|year| *year < to).min().unwrap_or(to);
        return Some(found(doc, groups.all(), Period { from, to }, sure.less(20)));
    }
    let (place, from) = *single.first()?;
    Some(found(doc, place, Period { from, to: from }, sure))
}

fn year(text: &str) -> Option<i16> {
    number(text).and_then(|n| i16::try_from(n).ok()).filter(|year| (1945..=2200).contains(year))
}
