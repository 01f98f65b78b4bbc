//! Who does what: the section Tổ chức thực hiện. Must not credit a duty to a unit that is not named for it.

use super::{Conf, actor, sentence, text_of};
use crate::outline::topic::Topics;
use crate::outline::{Node, Outline, Role};
use crate::reading::{Duty, Responsibility};
use crate::text::{Cut, Doc, pattern};

pattern!(
    CLOSING,
    r"^(?:tren day la|trong qua trinh (?:trien khai|to chuc|thuc hien)|qua trinh (?:trien khai|thuc hien|to chuc)|yeu cau (?:cac|tat ca|thu truong)[^.;]{0,90}(?:nghiem tuc|thuc hien tot|quan tam)|[^.;]{0,120}\bkinh (?:bao cao|de nghi|mong|trinh)|de nghi (?:cac|thu truong)[^.;]{0,90}(?:trien khai|nghiem tuc|thuc hien|quan tam|chi dao)[^.;]{0,60}\.?(?:/\.)?$|ke hoach nay|neu co (?:vuong|kho|phat)|can cu noi dung|nhan duoc ke hoach|so ket|tong ket|quyet dinh nay)"
);

/// One unit's duties while they are gathered.
struct Entry {
    unit: Cut,
    duties: Vec<(Cut, usize)>,
    labelled: bool,
}

/// The units in the order of the text.
pub(crate) fn read(doc: &Doc, outline: &Outline) -> Vec<Responsibility> {
    let mut entries: Vec<Entry> = Vec::new();
    for section in outline.sections(Topics::DUTIES) {
        let node = outline.node(section);
        if !node.body.is_empty() && node.title.end <= node.body.start {
            paragraph(doc, node.body, &mut entries);
        }
        for child in &node.children {
            item(doc, outline, *child, &mut entries, 0);
        }
    }
    entries.into_iter().filter(|entry| !entry.duties.is_empty()).map(|entry| written(doc, entry)).collect()
}

fn written(doc: &Doc, entry: Entry) -> Responsibility {
    let duties =
        entry.duties.into_iter().map(|(cut, count)| Duty { text: text_of(doc, cut), count, source: doc.span(cut) });
    Responsibility {
        unit: text_of(doc, entry.unit),
        duties: duties.collect(),
        source: doc.span(entry.unit),
        confidence: if entry.labelled { Conf::SURE } else { Conf::LIKELY },
    }
}

fn item(doc: &Doc, outline: &Outline, at: usize, entries: &mut Vec<Entry>, depth: usize) {
    let node = outline.node(at);
    if CLOSING.is_match(doc.fold(node.words)) || depth > 4 || node.role == Role::Row {
        return;
    }
    if node.own.any(Topics::FUNDING) {
        return;
    }
    let unit =
        (!node.title.is_empty() && node.title.len() <= 240).then(|| actor::unit_in_list(doc, node.title)).flatten();
    let sentence_title =
        node.body.is_empty() && actor::at_start(doc, node.title).is_some_and(|a| a.verb + 4 < node.title.end);
    match unit {
        Some(unit) if !node.children.is_empty() && !sentence_title => {
            open(doc, unit, true, entries);
            if !node.body.is_empty() && !doc.fold(node.body).ends_with(':') {
                add(doc, node.body, 1, entries);
            }
            for child in &node.children {
                duties(doc, outline, *child, entries);
            }
        }
        Some(unit) if !node.body.is_empty() => {
            open(doc, unit, true, entries);
            add(doc, node.body, sentence::count(doc, node.body), entries);
        }
        _ => inline(doc, outline, node, entries, depth),
    }
}

/// A line that is no heading of a unit: a sentence that names one, or a group of lines that do.
fn inline(doc: &Doc, outline: &Outline, node: &Node, entries: &mut Vec<Entry>, depth: usize) {
    let grouped = node.is_heading() && !node.children.is_empty();
    if !grouped {
        let text = if node.title.is_empty() || node.body.is_empty() || actor::at_start(doc, node.words).is_some() {
            node.words
        } else {
            node.body
        };
        paragraph(doc, text, entries);
    } else if let Some(actor) = actor::at_start(doc, node.words) {
        // "Giao Phòng Nội vụ chủ trì, thực hiện các nhiệm vụ sau:" heads a list.
        open(doc, actor.unit, true, entries);
        for child in &node.children {
            duties(doc, outline, *child, entries);
        }
        return;
    }
    for child in &node.children {
        item(doc, outline, *child, entries, depth + 1);
    }
}

/// The list items below a unit.
fn duties(doc: &Doc, outline: &Outline, at: usize, entries: &mut Vec<Entry>) {
    let node = outline.node(at);
    if CLOSING.is_match(doc.fold(node.words)) && node.role == Role::Plain {
        return;
    }
    if node.role == Role::Plain
        && let Some(actor) = actor::at_start(doc, node.words)
        && doc.is_upper(node.words.start)
        && !outline.node(at).words.is_empty()
        && is_new(doc, actor.unit, entries)
    {
        paragraph(doc, node.words, entries);
        return;
    }
    let intro = doc.fold(node.words).ends_with(':') && !node.children.is_empty();
    if !intro {
        add(doc, node.words, 1, entries);
    }
    for child in &node.children {
        if intro {
            add(doc, outline.node(*child).words, 1, entries);
        }
    }
}

/// Sentences that each name their unit; one without belongs to the unit before.
fn paragraph(doc: &Doc, cut: Cut, entries: &mut Vec<Entry>) {
    let mut opened = false;
    for sentence in sentence::sentences(doc, cut) {
        if CLOSING.is_match(doc.fold(sentence)) {
            continue;
        }
        match actor::debtor(doc, sentence).filter(|actor| stands_first(doc, sentence, *actor)) {
            Some(actor) => {
                let words = Cut::new(actor.verb, sentence.end);
                let same = !is_new(doc, actor.unit, entries);
                if same && opened {
                    extend(doc, words, entries);
                } else {
                    open(doc, actor.unit, false, entries);
                    add(doc, words, sentence::count(doc, words), entries);
                }
                opened = true;
            }
            None if opened => extend(doc, sentence, entries),
            None => {
                if let Some(last) = entries.last_mut().filter(|last| !last.labelled)
                    && let Some((_, count)) = last.duties.last_mut()
                {
                    *count += sentence::count(doc, sentence);
                }
            }
        }
    }
}

/// The unit begins the sentence, follows an order, or follows a short adverbial.
fn stands_first(doc: &Doc, sentence: Cut, actor: actor::Actor) -> bool {
    let lead = doc.fold(Cut::new(sentence.start, actor.unit.start));
    let group = doc.fold(actor.unit);
    doc.is_upper(actor.unit.start)
        || group.starts_with("cac ")
        || lead.ends_with("giao ")
        || lead.ends_with("de nghi ")
        || lead.is_empty()
}

fn is_new(doc: &Doc, unit: Cut, entries: &[Entry]) -> bool {
    entries.last().is_none_or(|last| doc.fold(last.unit) != doc.fold(unit))
}

fn open(doc: &Doc, unit: Cut, labelled: bool, entries: &mut Vec<Entry>) {
    if is_new(doc, unit, entries) {
        entries.push(Entry { unit, duties: Vec::new(), labelled });
    }
}

fn add(doc: &Doc, cut: Cut, count: usize, entries: &mut [Entry]) {
    let cut = doc.trim(cut);
    if let Some(last) = entries.last_mut()
        && cut.len() >= 4
    {
        last.duties.push((cut, count));
    }
}

/// A further sentence of the same paragraph: the same duty goes on.
fn extend(doc: &Doc, sentence: Cut, entries: &mut [Entry]) {
    if let Some((cut, count)) = entries.last_mut().and_then(|last| last.duties.last_mut()) {
        cut.end = cut.end.max(sentence.end);
        *count += sentence::count(doc, sentence);
    }
}
