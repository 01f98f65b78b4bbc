//! Deadlines: which times of the body say when something is due, what, and by whom. Must not turn cited dates into deadlines.

use super::date::{self, Atom, Value};
use std::cell::OnceCell;

use super::{Conf, owed, sentence, text_of};
use crate::outline::Outline;
use crate::outline::topic::Topics;
use crate::reading::{Confidence, Deadline, Edge, Period, Span, When};
use crate::text::{Cut, Doc, pattern};
use crate::unreadable::MAX_FOUND;

pattern!(
    PREFIX,
    r"(?:^|[\s(,;:])(?P<p>(?:(?:xong|nop|gui|hoan thanh)\s+)?(?P<edge>truoc|cham nhat|muon nhat|som nhat|khong qua|den het|het|den|toi|vao dip|vao cuoi|vao dau|vao|trong|tu|nhan dip|nhan|dip|cuoi|dau|giua|khoang)(?:\s+(?:la|vao|trong|cuoi|dau|het|ngay|sau|den|truoc|khoang|tuan (?:dau|cuoi|thu [a-z]+)(?: cua)?|dip ky niem|ky niem|cac ngay|thoi diem|thoi gian|(?:[0-9]{1,2}\s?(?:h|gio|g|:)\s?(?:[0-9]{2})?(?:\s?phut)?,?)))*\s*)$"
);
pattern!(CLOCK, r"(?P<h>[0-9]{1,2})\s?(?:h|gio|g|:)\s?(?P<m>[0-9]{2})?");
pattern!(
    CITED_BEFORE,
    r"(?:[/-][a-z][a-z0-9.&]*(?:[-/][a-z0-9.&]+)*|\bso\s+[0-9lo]+[a-z0-9./&-]*|\bban hanh|\bky|\bsinh|\bthanh lap),?\s*(?:ky )?$"
);
pattern!(LAW, r"\bluat [a-z ,]{3,60}$");
pattern!(
    CITED_AFTER,
    r"^,?\s*(?:cua|do)\s+(?:bo|chinh phu|thu tuong|ban|ubnd|uy ban|hoi dong|tinh uy|thanh uy|huyen uy|dang uy|chu tich|so|quoc hoi|thuong truc|hdnd|bi thu|giam doc|tong|lien)\b"
);
pattern!(RANGE_FROM, r"(?:^|[\s(,;:])tu(?:\s+(?:het|sau|khoang|dau|cuoi))?\s*$");
pattern!(RANGE_TO, r"^\s*(?:,?\s*(?:den|toi)(?:\s+(?:het|cuoi|truoc))?|-)\s*$");
pattern!(
    FROM_NOW,
    r"\btu\s+(?:nay|khi ban hanh|ngay ban hanh|ngay ky|khi ky|bay gio|ngay ke hoach[a-z ]{0,30})\s+(?:cho\s+)?(?:den|toi)\s+(?:het\s+)?$"
);
pattern!(COUNTED_FROM, r"\bke\s+tu\s*$|\btinh tu\s*$|\bco hieu luc (?:ke )?tu\s*$");
pattern!(CLOSING, r"\b(?:so ket|tong ket|hoan thanh|danh gia|to chuc|dai hoi|bieu duong|ton vinh|hoi nghi)\b");
pattern!(FEAST, r"\b(?:ky niem|ngay truyen thong|ngay thanh lap|dip|nhan)\b");

/// What stands around the times of one paragraph.
pub(super) struct Place<'a> {
    pub doc: &'a Doc,
    pub outline: &'a Outline,
    pub node: usize,
    pub cut: Cut,
    period: Option<Period>,
    clauses: OnceCell<Vec<Cut>>,
    sentences: OnceCell<Vec<Cut>>,
    cells: OnceCell<Vec<owed::Cell>>,
}

impl<'a> Place<'a> {
    fn new(doc: &'a Doc, outline: &'a Outline, node: usize, period: Option<Period>) -> Self {
        let cut = doc.lines[outline.node(node).line].cut;
        let (clauses, sentences, cells) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { doc, outline, node, cut, period, clauses, sentences, cells }
    }
    /// The clause that holds a position.
    fn clause_at(&self, at: usize) -> Cut {
        let clauses = self.clauses.get_or_init(|| sentence::clauses(self.doc, self.cut));
        let next = clauses.partition_point(|clause| clause.start <= at);
        clauses[..next].last().copied().filter(|clause| at < clause.end).unwrap_or(self.cut)
    }
    /// The sentences of the paragraph's words.
    pub(super) fn sentences(&self) -> &[Cut] {
        self.sentences.get_or_init(|| sentence::sentences(self.doc, self.outline.node(self.node).words))
    }
    /// The cells of the row, when the paragraph is one.
    pub(super) fn cells(&self) -> &[owed::Cell] {
        self.cells.get_or_init(|| owed::cells(self.doc, &self.doc.lines[self.outline.node(self.node).line].cells))
    }
}

/// The deadlines of the body; stretches in `skip` (criteria) hold none.
pub(crate) fn read(doc: &Doc, outline: &Outline, period: Option<Period>, skip: &[Cut]) -> Vec<Deadline> {
    let mut out: Vec<Deadline> = Vec::new();
    for (node, entry) in outline.nodes.iter().enumerate() {
        let cut = doc.lines[entry.line].cut;
        if skip.iter().any(|other| other.holds(entry.words)) {
            continue;
        }
        let near: Vec<Span> = skip.iter().filter(|other| other.touches(cut)).map(|other| doc.span(*other)).collect();
        let mut found = in_paragraph(&Place::new(doc, outline, node, period));
        found.retain(|deadline| {
            !near.iter().any(|span| span.start <= deadline.source.start && deadline.source.end <= span.end)
        });
        out.extend(found);
        if out.len() > 2 * MAX_FOUND {
            break;
        }
    }
    dedup(out)
}

/// The same time for the same clause is one deadline.
fn dedup(all: Vec<Deadline>) -> Vec<Deadline> {
    let mut out: Vec<Deadline> = Vec::with_capacity(all.len());
    for deadline in all {
        if !out.iter().any(|other| other.clause == deadline.clause && other.when == deadline.when) {
            out.push(deadline);
        }
    }
    out
}

fn in_paragraph(place: &Place<'_>) -> Vec<Deadline> {
    let doc = place.doc;
    let atoms: Vec<Atom> = date::atoms(doc, place.cut)
        .into_iter()
        .filter(|atom| !is_cited(place, atom))
        .map(|atom| with_rhythm_before(place, atom))
        .collect();
    let mut out = Vec::new();
    let mut n = 0;
    while n < atoms.len() && out.len() <= MAX_FOUND {
        let (when, cut, used) = match pair(place, &atoms[n..]) {
            Some((when, cut)) => (Some(when), cut, 2),
            None => {
                let (when, cut) = single(place, &atoms[n], atoms.get(n + 1));
                (when, cut, 1)
            }
        };
        if let Some(when) = when {
            let floor = atoms[..n].last().map_or(place.cut.start, |before| before.cut.end);
            let mut found = deadline(place, when, cut, floor);
            if found.what.as_deref().is_none_or(|what| owed::TRIVIAL.is_match(&crate::text::fold::fold(what))) {
                found.what = out
                    .last()
                    .filter(|before: &&Deadline| before.clause == found.clause)
                    .and_then(|before| before.what.clone())
                    .or(found.what);
            }
            out.push(found);
        }
        n += used;
    }
    out
}

fn before<'a>(place: &'a Place<'_>, at: usize) -> &'a str {
    let start = place.cut.start.max(at.saturating_sub(70));
    place.doc.fold(Cut::new(start, at))
}

fn after<'a>(place: &'a Place<'_>, at: usize) -> &'a str {
    place.doc.fold(Cut::new(at, place.cut.end.min(at + 60)))
}

/// "Hằng tháng, trước ngày 18": the rhythm stands before the day.
fn with_rhythm_before(place: &Place<'_>, mut atom: Atom) -> Atom {
    let lead = before(place, atom.cut.start);
    match atom.value {
        Value::BareDay(day) if MONTHLY_BEFORE.is_match(lead) => atom.value = Value::DayOfMonth(day),
        Value::Day { year: None, .. } if YEARLY_BEFORE.is_match(lead) => atom.yearly = true,
        _ => {}
    }
    atom
}

pattern!(MONTHLY_BEFORE, r"\b(?:hang|moi) thang[, (]*(?:truoc|cham nhat|vao|den|la|muon nhat)?(?: vao)?\s*$");
pattern!(YEARLY_BEFORE, r"\b(?:hang|moi) nam[, (]*(?:truoc|cham nhat|vao|den|la|muon nhat)?(?: vao)?\s*$");

/// A name in quotation marks is shorter.
const LONG_QUOTE: usize = 1_000;

/// Dates of other documents, of founding days inside names, of birth.
fn is_cited(place: &Place<'_>, atom: &Atom) -> bool {
    let lead = before(place, atom.cut.start);
    if matches!(atom.value, Value::Day { .. } | Value::Month { .. }) {
        let tail = after(place, atom.cut.end);
        let law = LAW.find(lead).is_some_and(|law| place.doc.is_upper(atom.cut.start - (lead.len() - law.start())));
        if law || CITED_BEFORE.is_match(lead) || (CITED_AFTER.is_match(tail) && PREFIX.captures(lead).is_none()) {
            return true;
        }
    }
    let rest = place.cut.from(atom.cut.end).to(atom.cut.end + LONG_QUOTE);
    let quoted = lead.matches('"').count() % 2 == 1 && place.doc.fold(rest).contains('"');
    let long_past = atom.year().is_some_and(|year| place.period.is_some_and(|period| year < period.from - 1));
    (quoted && !matches!(atom.value, Value::Days { .. })) || (long_past && !is_anniversary_begin(place, atom))
}

/// "(11/6/1948 - 11/6/2023)": the day that is remembered, before the day of the feast.
fn is_anniversary_begin(place: &Place<'_>, atom: &Atom) -> bool {
    let tail = after(place, atom.cut.end).trim_start();
    before(place, atom.cut.start).trim_end().ends_with('(') && (tail.starts_with('-') || tail.starts_with("den"))
}

/// "từ A đến B", and the two days of an anniversary.
fn pair(place: &Place<'_>, atoms: &[Atom]) -> Option<(When, Cut)> {
    let [first, second, ..] = atoms else { return None };
    let between = place.doc.fold(Cut::new(first.cut.end, second.cut.start));
    if !RANGE_TO.is_match(between) {
        return None;
    }
    if is_anniversary_begin(place, first)
        && let (Some(old), Some(new)) = (first.year(), second.year())
        && new - old >= 5
    {
        let value = plain(place, second)?;
        return Some((value, Cut::new(first.cut.start, second.cut.end)));
    }
    let lead = before(place, first.cut.start);
    let from_word = RANGE_FROM.is_match(lead);
    let bare = matches!(first.value, Value::BareDay(_));
    if !from_word && bare {
        return None;
    }
    if !from_word && !between.trim().starts_with('-') && !between.contains("den") {
        return None;
    }
    let start =
        if from_word { place.cut.start.max(first.cut.start - tail_length(lead, "tu")) } else { first.cut.start };
    let recurring = second.yearly || first.yearly;
    let from = edge_of(place, &first.in_year(second.year()), second, recurring)?;
    let to = edge_of(place, second, second, recurring)?;
    if matches!((first.value, second.value), (Value::Year(_), Value::Year(_))) && !from_word {
        return None;
    }
    Some((When::Period { from: Some(from), to: Some(to), recurring }, Cut::new(start, second.cut.end)))
}

fn tail_length(lead: &str, word: &str) -> usize {
    lead.rfind(word).map_or(0, |at| lead.len() - at)
}

/// One end of a period; a bare day takes month and year from the other end.
fn edge_of(place: &Place<'_>, atom: &Atom, other: &Atom, recurring: bool) -> Option<String> {
    let single_year = place.period.filter(|period| period.from == period.to).map(|period| period.from);
    let year = |own: Option<i16>| if recurring { None } else { own.or(other.year()).or(single_year) };
    let text = match (atom.value, other.value) {
        (Value::Day { day, month, year: own }, _) => match year(own) {
            Some(year) => format!("{year:04}-{month:02}-{day:02}"),
            None => format!("--{month:02}-{day:02}"),
        },
        (Value::BareDay(day), Value::Day { month, year: own, .. }) => match year(own) {
            Some(year) => format!("{year:04}-{month:02}-{day:02}"),
            None => format!("--{month:02}-{day:02}"),
        },
        (Value::Month { month, year: own }, _) => match year(own) {
            Some(year) => format!("{year:04}-{month:02}"),
            None => format!("--{month:02}"),
        },
        (Value::Quarter { quarter, year: own, .. }, _) => format!("{:04}-Q{quarter}", year(own)?),
        (Value::Year(year), _) => format!("{year:04}"),
        _ => return None,
    };
    Some(text)
}

/// A time that stands alone.
fn single(place: &Place<'_>, atom: &Atom, next: Option<&Atom>) -> (Option<When>, Cut) {
    let lead = before(place, atom.cut.start);
    if COUNTED_FROM.is_match(lead) {
        return (None, atom.cut);
    }
    if let Some(now) = FROM_NOW.find(lead) {
        let start = atom.cut.start - (lead.len() - now.start());
        let to = edge_of(place, atom, atom, false);
        return (
            to.map(|to| When::Period { from: None, to: Some(to), recurring: false }),
            Cut::new(start, atom.cut.end),
        );
    }
    let prefix = PREFIX.captures(lead).and_then(|groups| groups.name("p")).map(|m| m.as_str());
    let cut = Cut::new(atom.cut.start - prefix.map_or(0, str::len), atom.cut.end);
    let cut = place.doc.trim(cut);
    let open_range = prefix.is_some_and(|prefix| prefix.trim() == "tu") && !matches!(atom.value, Value::Days { .. });
    if open_range && !atom.yearly {
        let from = edge_of(place, atom, atom, false).filter(|_| atom.year().is_some());
        return (from.map(|from| When::Period { from: Some(from), to: None, recurring: false }), cut);
    }
    if !is_due(place, atom, prefix, next) {
        return (None, cut);
    }
    (plain(place, atom), cut)
}

/// Whether a time without a range is a time at which something is due.
fn is_due(place: &Place<'_>, atom: &Atom, prefix: Option<&str>, next: Option<&Atom>) -> bool {
    let lead = before(place, atom.cut.start);
    match atom.value {
        Value::BareDay(_) => false,
        Value::Day { year: Some(_), .. } | Value::DayOfMonth(_) | Value::DayOfQuarter(_) | Value::Days { .. } => true,
        Value::Months { year, .. } => year.is_some(),
        Value::Day { year: None, .. } => {
            let listed = next.is_some_and(|next| next.yearly) && atom.yearly;
            let bracketed = lead.trim_end().ends_with('(') && FEAST.is_match(lead);
            atom.yearly || atom.worded || prefix.is_some() || listed || bracketed
        }
        Value::Month { year, .. } => year.is_some() || atom.yearly || prefix.is_some() || is_label(place, atom),
        Value::Quarter { year, .. } => year.is_some() || atom.yearly || prefix.is_some() || is_label(place, atom),
        Value::Year(_) => is_due_year(place, atom, prefix),
    }
}

/// From this length on a clause says more than that something closes in a year.
const LONG_CLAUSE: usize = 90;

/// A year alone is due only beside a closing or as a timeline's label.
fn is_due_year(place: &Place<'_>, atom: &Atom, prefix: Option<&str>) -> bool {
    // A longer clause is none beside a closing.
    let start = place.cut.start.max(atom.cut.start.saturating_sub(LONG_CLAUSE));
    let lead = place.doc.fold(Cut::new(start, atom.cut.start));
    let tail = after(place, atom.cut.end);
    let clause = &lead[lead.rfind(['.', ';', ',', ':']).map_or(0, |at| at + 1)..];
    let bracketed = clause.trim_end().ends_with('(') && tail.starts_with(')');
    let edge = prefix.is_some_and(|prefix| {
        let word = prefix.split_whitespace().next().unwrap_or("");
        matches!(word, "vao" | "cuoi" | "dau" | "het" | "trong" | "den" | "truoc" | "giua")
    });
    let timeline = place.outline.node(place.node).topics.any(Topics::TIMELINE);
    (CLOSING.is_match(clause) && (bracketed || edge) && clause.len() < LONG_CLAUSE)
        || (timeline && is_label(place, atom))
}

/// The time is the whole label or heading before what is due.
fn is_label(place: &Place<'_>, atom: &Atom) -> bool {
    let node = place.outline.node(place.node);
    !node.title.is_empty() && node.title.holds(atom.cut) && node.title.len() <= atom.cut.len() + 14
}

/// The schema's value of a time that stands alone.
fn plain(place: &Place<'_>, atom: &Atom) -> Option<When> {
    let single_year = place.period.filter(|period| period.from == period.to).map(|period| period.from);
    let own_year = |year: Option<i16>| year.or(if atom.yearly { None } else { single_year });
    let once = |year, month, day| When::Once { year, month, day, time: None };
    let yearly = |month, day, quarter, quarter_from| When::Yearly { month, day, quarter, quarter_from };
    Some(match atom.value {
        Value::Day { day, month, year } => match own_year(year) {
            Some(year) => once(year, Some(month), Some(day)),
            None => yearly(Some(month), Some(day), None, None),
        },
        Value::Month { month, year } => match own_year(year) {
            Some(year) => once(year, Some(month), None),
            None => yearly(Some(month), None, None, None),
        },
        Value::Quarter { quarter, first, year } => match own_year(year) {
            Some(year) => When::Quarter { year: Some(year), quarter: Some(quarter), quarter_from: first, day: None },
            None => yearly(None, None, Some(quarter), first),
        },
        Value::Year(year) => once(year, None, None),
        Value::DayOfMonth(day) => When::Monthly { day },
        Value::DayOfQuarter(day) => When::Quarter { year: None, quarter: None, quarter_from: None, day: Some(day) },
        Value::Months { from, to, year } => {
            let year = year?;
            let end = |month: i8| Some(format!("{year:04}-{month:02}"));
            When::Period { from: end(from), to: end(to), recurring: false }
        }
        Value::Days { days, working } => When::Relative { days, working },
        Value::BareDay(_) => return None,
    })
}

fn deadline(place: &Place<'_>, mut when: When, cut: Cut, floor: usize) -> Deadline {
    let doc = place.doc;
    let text = doc.fold(cut);
    if let When::Once { time, .. } = &mut when
        && let Some(clock) = CLOCK.captures(text).filter(|clock| clock.get(0).is_some_and(|m| m.start() < 24))
    {
        let hour = clock.name("h").map_or("", |m| m.as_str());
        let minute = clock.name("m").map_or("00", |m| m.as_str());
        *time = Some(format!("{hour:0>2}:{minute}"));
    }
    let clause = place.clause_at(cut.start);
    let who = owed::who(place, clause, cut);
    let what = owed::what(place, clause, cut, floor);
    let sure = confidence(doc, &when, cut, what.is_some());
    Deadline {
        text: text_of(doc, cut),
        edge: edge_word(text, &when),
        when,
        what,
        who,
        source: doc.span(cut),
        clause: doc.span(clause),
        confidence: sure,
    }
}

fn confidence(doc: &Doc, when: &When, cut: Cut, what: bool) -> Confidence {
    let repaired = doc
        .fold(cut)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| word.bytes().any(|b| b.is_ascii_digit()) && word.bytes().any(|b| matches!(b, b'l' | b'o')));
    let base = match when {
        When::Once { day: Some(_), .. } | When::Monthly { .. } => Conf::SURE,
        When::Once { month: None, .. } => Conf::GUESS,
        _ => Conf::LIKELY,
    };
    base.less(if repaired { 25 } else { 0 }).less(if what { 0 } else { 15 })
}

fn edge_word(text: &str, when: &When) -> Edge {
    if text.starts_with("truoc") || text.contains(" truoc ") {
        return Edge::Before;
    }
    let during = ["trong", "vao", "tu", "nhan", "dip", "quy", "thang", "cuoi", "dau", "giua", "khoang", "tuan"];
    let open = matches!(when, When::Quarter { day: None, .. } | When::Period { .. } | When::Yearly { day: None, .. });
    if (during.iter().any(|word| text.starts_with(word)) || open) && !text.contains("het") && !text.starts_with("cham")
    {
        return Edge::During;
    }
    if text.starts_with("ngay") || text.starts_with('(') || text.starts_with(|c: char| c.is_ascii_digit()) {
        return Edge::During;
    }
    Edge::AtLatest
}
