//! The list under "Nơi nhận". Must not part an item into its receivers.

use super::frame::{Frame, is_signature_line};
use super::{Conf, found, text_of};
use crate::outline::mark;
use crate::reading::Found;
use crate::text::{Cut, Doc, pattern};

pattern!(LABEL, r"^(?:noi nhan|noi gui)\s*:?\s*");
pattern!(ARCHIVE, r"^luu\b");

/// The items, and the line after the last of them.
pub(crate) fn read(doc: &Doc, frame: &Frame) -> (Vec<Found<String>>, usize) {
    let Some(line) = frame.recipients else { return (Vec::new(), frame.tail) };
    let mut items: Vec<Cut> = Vec::new();
    let head = doc.lines[line].cut;
    let rest = doc.find(&LABEL, head).map_or(head.end, |m| m.end);
    same_line(doc, head.from(rest), &mut items);
    let mut next = line + 1;
    let mut list = List { archived: items.iter().any(|item| is_archive(doc, *item)), items };
    while next < frame.annex {
        let cut = doc.lines[next].cut;
        match mark::parse(doc.text(cut)) {
            Some(mark) => list.push(doc, cut.from(cut.start + mark.length)),
            None if is_signature_line(doc, next) || !list.carries_on(doc, cut) => break,
            None => {}
        }
        next += 1;
    }
    let items = list.items.into_iter().map(|cut| clean(doc, cut)).filter(|cut| !cut.is_empty());
    (items.map(|cut| found(doc, cut, text_of(doc, cut), Conf::SURE)).collect(), next)
}

/// "Nơi nhận: Như trên; các phòng; Lưu: VT." on one line.
fn same_line(doc: &Doc, cut: Cut, items: &mut Vec<Cut>) {
    let mut start = cut.start;
    for at in doc.fold(cut).match_indices(';').map(|(at, _)| cut.start + at) {
        items.push(Cut::new(start, at));
        start = at + 1;
    }
    if start < cut.end {
        items.push(Cut::new(start, cut.end));
    }
}

/// The items so far.
struct List {
    items: Vec<Cut>,
    /// Whether one of them is "Lưu: VT", which is the last.
    archived: bool,
}

fn is_archive(doc: &Doc, item: Cut) -> bool {
    ARCHIVE.is_match(doc.fold(doc.strip(item)))
}

impl List {
    fn push(&mut self, doc: &Doc, item: Cut) {
        self.archived |= is_archive(doc, item);
        self.items.push(item);
    }

    /// A line without a dash: the rest of the item before it, or an item of a list without dashes.
    fn carries_on(&mut self, doc: &Doc, cut: Cut) -> bool {
        let text = doc.fold(cut);
        let archived = self.archived;
        if let Some(last) = self.items.last_mut()
            && !doc.fold(*last).trim_end().ends_with([';', ',', '.'])
            && !archived
            && !doc.is_upper(cut.start)
        {
            last.end = cut.end;
            return true;
        }
        let item = text.ends_with([';', ',']) || ARCHIVE.is_match(text) || (text.ends_with('.') && !archived);
        if item {
            self.push(doc, cut);
        }
        item
    }
}

fn clean(doc: &Doc, cut: Cut) -> Cut {
    let mut cut = doc.trim(cut);
    while doc.fold(cut).ends_with([';', ',', '.', '/', ' ']) {
        cut.end -= 1;
    }
    let lead = doc.fold(cut).bytes().take_while(|b| b" -+*".contains(b)).count();
    cut.from(cut.start + lead)
}
