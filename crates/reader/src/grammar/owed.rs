//! What is due and who owes it, around a time in a paragraph. Must not look beyond the paragraph and the headings above it.

use super::deadlines::Place;
use super::{actor, org, sentence, text_of};
use crate::outline::Role;
use crate::outline::topic::Topics;
use crate::text::{Cut, Doc, pattern};

pattern!(
    TRIVIAL,
    r"^(?:va|,|cac nam (?:tiep theo|sau)|hang nam|dinh ky(?: hang nam)?|nhung nam tiep theo|rieng|hang thang|hang quy)?$"
);
pattern!(
    ONLY_TIME,
    r"^(?:thoi gian|thoi han|thoi diem)(?: (?:thuc hien|hoan thanh|gui|nop|dang ky|bao cao|tien hanh|xet))?(?: la)?$"
);

/// Who owes it: named in the clause, else in the sentence, in the label, or in the heading above.
pub(super) fn who(place: &Place<'_>, clause: Cut, cut: Cut) -> Option<String> {
    let doc = place.doc;
    let node = place.outline.node(place.node);
    let words = if clause.start < node.words.start {
        Cut::new(node.words.start, clause.end.max(node.words.start))
    } else {
        clause
    };
    let fitting =
        |actor: actor::Actor| (actor.unit.end <= cut.start || actor.unit.start >= cut.end).then_some(actor.unit);
    let in_body = (!node.body.is_empty() && words.touches(node.body)).then(|| words.from(node.body.start));
    let named = actor::debtor(doc, words)
        .and_then(fitting)
        .or_else(|| in_body.and_then(|body| actor::debtor(doc, body)).and_then(fitting));
    let in_sentence = || {
        let whole = place.sentences().iter().copied().find(|s| s.holds(cut))?;
        actor::debtor(doc, whole).or_else(|| actor::debtor(doc, node.body)).and_then(fitting)
    };
    let named = named.or_else(|| actor::anywhere(doc, words.to(cut.start)).and_then(fitting));
    // "Trước ngày 10 hằng tháng các hợp tác xã báo cáo …": who follows the time.
    let first = words.start + 4 >= cut.start;
    let named = named.or_else(|| {
        if first { actor::debtor(doc, doc.strip(Cut::new(cut.end, words.end))).map(|a| a.unit) } else { None }
    });
    if node.role == Role::Row {
        return row_cell(place, cut, true);
    }
    let duty = node.topics.any(Topics::DUTIES) && node.role == Role::Bullet;
    let unit =
        if duty { heading_unit(place).or(named) } else { named.or_else(in_sentence).or_else(|| heading_unit(place)) };
    unit.map(|cut| text_of(doc, cut))
}

/// The cell beside a time that names who, or the longest that names what.
fn row_cell(place: &Place<'_>, cut: Cut, who: bool) -> Option<String> {
    let mut others = place.cells().iter().filter(|cell| !cell.cut.touches(cut) && cell.cut.len() >= 3);
    let found = if who {
        others.rfind(|cell| cell.names_who)
    } else {
        others.filter(|cell| !cell.names_who).max_by_key(|cell| cell.cut.len())
    };
    found.map(|cell| clipped(place.doc, cell.cut))
}

/// A cell of a row, and whether it is a name rather than a sentence.
pub(super) struct Cell {
    cut: Cut,
    names_who: bool,
}

/// The cells of a row.
pub(super) fn cells(doc: &Doc, cells: &[Cut]) -> Vec<Cell> {
    let cell =
        |cut: Cut| Cell { cut, names_who: org::starts_with_office(doc.fold(cut)) && actor::find(doc, cut).is_none() };
    cells.iter().map(|cut| cell(doc.strip(*cut))).collect()
}

/// What is due is said in so many characters; a longer clause is cut off.
const LONGEST: usize = 2_000;

/// The words of a stretch, which many times may share, in bounded length.
fn clipped(doc: &Doc, cut: Cut) -> String {
    text_of(doc, cut.to(cut.start + LONGEST))
}

fn heading_unit(place: &Place<'_>) -> Option<Cut> {
    let own = place.outline.node(place.node);
    // A paragraph after a unit's duties speaks for the whole plan.
    let first_below = own.parent.is_some_and(|up| {
        place.outline.node(up).children.first() == Some(&place.node) && place.outline.node(up).is_heading()
    });
    let label = (!own.title.is_empty()).then(|| actor::unit_in_title(place.doc, own.title)).flatten();
    if own.role == Role::Plain && !first_below {
        return label;
    }
    label.or_else(|| {
        place.outline.above(place.node).find_map(|up| {
            let node = place.outline.node(up);
            (!node.title.is_empty() && node.topics.any(Topics::DUTIES) && node.own.is_empty())
                .then(|| actor::unit_in_list(place.doc, node.title))
                .flatten()
        })
    })
}

/// What is due: the words from the verb to the time, or what follows a time that comes first.
pub(super) fn what(place: &Place<'_>, clause: Cut, cut: Cut, floor: usize) -> Option<String> {
    let doc = place.doc;
    let node = place.outline.node(place.node);
    if node.role == Role::Row {
        return row_cell(place, cut, false);
    }
    if !node.title.is_empty() && node.title.holds(cut) && !node.body.is_empty() {
        // "Bước 1 (trước ngày 15/9): …": what is due is said after the label.
        let verb = actor::debtor(doc, node.body).map_or(node.body.start, |actor| actor.verb);
        let first = sentence::clauses(doc, node.body.from(verb).to(verb + LONGEST)).into_iter().next();
        return first.map(|clause| text_of(doc, doc.strip(clause)));
    }
    let labelled = !node.title.is_empty() && !node.body.is_empty() && cut.start >= node.body.start;
    let words = if labelled { node.body.start } else { node.words.start };
    let start = clause.start.max(words).max(floor.min(cut.start));
    let lead = Cut::new(start, cut.start);
    let lead = match actor::debtor(doc, lead.to(cut.start)).or_else(|| actor::debtor(doc, Cut::new(start, clause.end)))
    {
        Some(actor) if actor.verb < cut.start => lead.from(actor.verb),
        _ => lead,
    };
    let lead = connector_off(doc, doc.strip(lead));
    // "căn cứ tiêu chí … để phát hiện, lựa chọn": the ground is not the duty.
    let lead = doc.find(&GROUND, lead).map_or(lead, |ground| lead.from(ground.end));
    if doc.has(&ONLY_TIME, lead)
        && let Some(before) = place.sentences().iter().rev().copied().find(|s| s.end <= lead.start)
    {
        let verb = actor::find(doc, before).map_or(before.start, |actor| actor.verb);
        return Some(clipped(doc, doc.strip(before.from(verb))));
    }
    if lead.len() >= 6 && !doc.has(&TRIVIAL, lead) {
        return Some(clipped(doc, lead));
    }
    let rest = connector_off(doc, doc.strip(Cut::new(cut.end, clause.end.max(cut.end))));
    let rest = match actor::find(doc, rest) {
        Some(actor) => rest.from(actor.verb),
        None => rest,
    };
    if rest.len() >= 4 {
        return Some(clipped(doc, rest));
    }
    heads_list(place)
}

/// A time that is a heading: what is due stands below it.
fn heads_list(place: &Place<'_>) -> Option<String> {
    let first = place.outline.node(place.node).children.first()?;
    let words = place.outline.node(*first).words;
    Some(clipped(place.doc, words))
}

pattern!(GROUND, r"^can cu [^.;]{5,220}? de ");
pattern!(CONNECTOR, r"^(?:va|rieng|dong thoi|thoi gian|thoi han|hoan thanh|cu the)\b[ ,:]*");

fn connector_off(doc: &Doc, cut: Cut) -> Cut {
    let mut cut = doc.strip(cut);
    while doc.fold(cut).starts_with([')', '"', ' ', ',']) {
        cut = doc.strip(cut.from(cut.start + 1));
    }
    while let Some(word) = doc.find(&CONNECTOR, cut) {
        if word.end >= cut.end
            || word.is_empty()
            || doc.fold(word).starts_with("hoan thanh")
            || doc.fold(word).starts_with("thoi gian")
        {
            break;
        }
        cut = doc.strip(cut.from(word.end));
    }
    while doc.fold(cut).ends_with(['(', '-', '"']) {
        cut = doc.trim(cut.to(cut.end - 1));
    }
    cut
}
