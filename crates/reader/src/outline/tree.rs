//! Builds the outline: places every line by its mark, finds titles and labels, hands topics down. Must not read meaning out of paragraphs.

use super::mark::{self, Kind, Mark};
use super::topic::{self, Topics};
use super::{Node, Outline, Role};
use crate::grammar::org;
use crate::text::{Cut, Doc, pattern};

/// A label before a colon is at most so long.
const LABEL: usize = 110;
/// A heading is at most so long.
const HEADING: usize = 260;

/// Which list an open node belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Marked(Kind),
    Free,
    Caps,
}

impl List {
    fn rank(self) -> u8 {
        match self {
            Self::Marked(kind) => kind.rank(),
            Self::Caps => Kind::Roman.rank(),
            Self::Free => 12,
        }
    }
}

struct Open {
    node: usize,
    list: List,
    ordinal: u16,
}

/// Builds the tree over lines `from..to`.
pub(super) fn build(doc: &Doc, from: usize, to: usize) -> Outline {
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let marks: Vec<Option<Mark>> = doc.lines[from..to].iter().map(|line| mark::parse(doc.text(line.cut))).collect();
    let numbered = marks.iter().flatten().any(|mark| matches!(mark.kind, Kind::Roman | Kind::Article | Kind::Part));
    for (n, found) in marks.iter().enumerate() {
        let line = from + n;
        let next = marks.get(n + 1).and_then(Option::as_ref);
        let mut node = new_node(doc, line, found.clone(), next);
        let list = list_of(doc, &node, numbered);
        node.parent = match list {
            Some(list) => place(&mut open, &nodes, list, found.as_ref()),
            None => place_plain(&mut open, &nodes),
        };
        let at = nodes.len();
        if let Some(list) = list {
            open.push(Open { node: at, list, ordinal: found.as_ref().map_or(0, |mark| mark.ordinal) });
        }
        if let Some(parent) = node.parent {
            nodes[parent].children.push(at);
        }
        nodes.push(node);
    }
    finish(doc, &mut nodes);
    Outline { nodes }
}

fn new_node(doc: &Doc, line: usize, found: Option<Mark>, next: Option<&Mark>) -> Node {
    let cut = doc.lines[line].cut;
    let words = doc.trim(cut.from(cut.start + found.as_ref().map_or(0, |mark| mark.length)));
    let role = match &found {
        _ if !doc.lines[line].cells.is_empty() => Role::Row,
        Some(mark) if mark.kind.is_numbering() => Role::Numbered,
        Some(_) => Role::Bullet,
        None if is_free_heading(doc, line, next) => Role::Free,
        None => Role::Plain,
    };
    Node {
        line,
        role,
        mark: found,
        words,
        title: Cut::default(),
        body: words,
        parent: None,
        children: Vec::new(),
        own: Topics::default(),
        topics: Topics::default(),
    }
}

/// A line without a mark that heads what follows.
fn is_free_heading(doc: &Doc, line: usize, next: Option<&Mark>) -> bool {
    let cut = doc.lines[line].cut;
    let text = doc.fold(cut);
    if text.ends_with(':') {
        return true;
    }
    if text.ends_with(['.', ';', ',']) || cut.len() > 140 {
        return false;
    }
    let bold = doc.lines[line].bold >= cut.len() || doc.lines[line].heading;
    let before_list = next.is_some_and(|mark| !mark.kind.is_numbering()) && cut.len() <= 100;
    let titled = cut.len() <= 40 && !topic::of_title(text).is_empty() && doc.is_upper(cut.start);
    bold || before_list || titled || doc.is_shouting(cut, 90)
}

fn list_of(doc: &Doc, node: &Node, numbered: bool) -> Option<List> {
    match (&node.mark, node.role) {
        (_, Role::Row | Role::Plain) => None,
        (Some(mark), _) => Some(List::Marked(mark.kind)),
        (None, _) if !numbered && doc.is_shouting(node.words, 90) => Some(List::Caps),
        (None, _) => Some(List::Free),
    }
}

/// Finds the parent of a line that opens a list or carries one on.
fn place(open: &mut Vec<Open>, nodes: &[Node], list: List, mark: Option<&Mark>) -> Option<usize> {
    if let Some(at) = open.iter().rposition(|entry| entry.list == list) {
        let nested = is_nested_restart(&open[at..], mark);
        if !nested {
            open.truncate(at);
            return open.last().map(|entry| entry.node);
        }
    }
    let ordinal = mark.map_or(0, |mark| mark.ordinal);
    let inner = matches!(list, List::Marked(kind) if kind.is_numbering() && !matches!(kind, Kind::Decimal(2..)));
    if inner && ordinal == 1 {
        pop_finished(open, nodes);
        let roman_inside = |list| matches!(list, List::Marked(Kind::Part | Kind::Letter | Kind::Article));
        if list != List::Marked(Kind::Roman) || open.last().is_some_and(|entry| roman_inside(entry.list)) {
            return open.last().map(|entry| entry.node);
        }
    }
    while open.last().is_some_and(|entry| entry.list.rank() >= list.rank()) {
        open.pop();
    }
    open.last().map(|entry| entry.node)
}

/// "1." again below a heading without a number that came after the last "n.": a list of its own.
fn is_nested_restart(open: &[Open], mark: Option<&Mark>) -> bool {
    let first = mark.is_some_and(|mark| mark.kind.is_numbering() && mark.ordinal == 1);
    first && open[0].ordinal >= 1 && open[1..].iter().any(|entry| entry.list == List::Free)
}

/// Closes bullets, and headings without number whose bullets have been listed.
fn pop_finished(open: &mut Vec<Open>, nodes: &[Node]) {
    while let Some(last) = open.last() {
        let bullet = matches!(last.list, List::Marked(kind) if !kind.is_numbering());
        let listed = last.list == List::Free && nodes[last.node].children.iter().any(|c| nodes[*c].role != Role::Plain);
        if !(bullet || listed) {
            break;
        }
        open.pop();
    }
}

/// A paragraph closes the bullets before it.
fn place_plain(open: &mut Vec<Open>, nodes: &[Node]) -> Option<usize> {
    pop_finished(open, nodes);
    open.last().map(|entry| entry.node)
}

fn finish(doc: &Doc, nodes: &mut [Node]) {
    for at in 0..nodes.len() {
        let (title, body) = title_of(doc, &nodes[at]);
        nodes[at].title = title;
        nodes[at].body = body;
        let inherited = nodes[at].parent.map_or(Topics::default(), |up| nodes[up].topics);
        nodes[at].own = own_topics(doc, &nodes[at], inherited);
        nodes[at].topics = if nodes[at].own.is_empty() { inherited } else { nodes[at].own };
    }
}

pattern!(FIRST_STOP, r"[.:] ");
pattern!(CITED, r"\b(?:so|ngay) [0-9]");

/// Parts a line into heading or label, and the rest.
fn title_of(doc: &Doc, node: &Node) -> (Cut, Cut) {
    let none = (Cut::new(node.words.start, node.words.start), node.words);
    if node.role == Role::Row {
        return none;
    }
    let text = doc.fold(node.words);
    let bold = bold_title(doc, node);
    if let Some(cut) = bold {
        return (doc.strip(cut), doc.trim(node.words.from(skip_stop(doc, cut.end))));
    }
    if let Some(colon) = colon_of(text) {
        let label = node.words.to(node.words.start + colon);
        return (doc.strip(label), doc.trim(node.words.from(node.words.start + colon + 1)));
    }
    // "Phòng A; Phòng B: …" labels both.
    if let Some(colon) = text.find(": ").filter(|at| *at <= LABEL + 60 && text[..*at].contains(';')) {
        let label = node.words.to(node.words.start + colon);
        if org::split(doc, label).len() > 1 && text[..colon].split("; ").all(org::starts_with_office) {
            return (doc.strip(label), doc.trim(node.words.from(node.words.start + colon + 1)));
        }
    }
    let stop = FIRST_STOP.find(text).filter(|m| m.start() <= 70 && m.as_str() == ". ");
    if let (Role::Numbered, Some(stop)) = (node.role, stop) {
        let first = node.words.to(node.words.start + stop.start());
        let named = !topic::of_title(doc.fold(first)).is_empty() || org_like_movement(doc.fold(first));
        if named && !CITED.is_match(doc.fold(first)) {
            return (doc.strip(first), doc.trim(node.words.from(node.words.start + stop.end())));
        }
    }
    let headed = match node.role {
        Role::Free => true,
        Role::Numbered => !text.ends_with(['.', ';']) && node.words.len() <= HEADING || doc.is_shouting(node.words, 90),
        _ => !node.children.is_empty() && text.ends_with(':'),
    };
    if headed { (doc.strip(node.words), Cut::new(node.words.end, node.words.end)) } else { none }
}

fn skip_stop(doc: &Doc, mut at: usize) -> usize {
    while doc.char_at(at).is_some_and(|c| matches!(c, ':' | '.' | ' ' | ';')) {
        at += 1;
    }
    at
}

/// The bold beginning of a line that goes on in plain letters.
fn bold_title(doc: &Doc, node: &Node) -> Option<Cut> {
    let line = &doc.lines[node.line];
    let end = line.cut.start + line.bold;
    let partial = line.bold >= 4 && end > node.words.start + 3 && end + 3 < line.cut.end;
    (partial && node.role != Role::Plain).then(|| node.words.to(end)).filter(|cut| cut.len() <= HEADING)
}

/// The colon that ends a label: near the beginning, not inside brackets or quotation marks, no sentence before it.
fn colon_of(text: &str) -> Option<usize> {
    let (mut quoted, mut depth) = (false, 0i32);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate().take(LABEL + 140) {
        match byte {
            b'"' => quoted = !quoted,
            b'(' => depth += 1,
            b')' => depth -= 1,
            b':' if !quoted && depth <= 0 => {
                let clock =
                    at > 0 && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
                let whole = at + 1 == bytes.len();
                if !clock {
                    return (at <= LABEL || whole).then_some(at);
                }
            }
            b';' if !quoted => return None,
            b'.' if !quoted && bytes.get(at + 1) == Some(&b' ') && at > 12 => return None,
            _ => {}
        }
    }
    bytes.ends_with(b":").then(|| bytes.len() - 1)
}

fn org_like_movement(text: &str) -> bool {
    text.starts_with("phong trao")
        || text.starts_with("linh vuc")
        || text.starts_with("mo hinh")
        || text.starts_with("cuoc van dong")
}

fn own_topics(doc: &Doc, node: &Node, inherited: Topics) -> Topics {
    if node.title.is_empty() || node.role == Role::Bullet && !inherited.is_empty() && !node.is_heading() {
        return Topics::default();
    }
    let title = doc.fold(node.title);
    if org::starts_with_office(title) && !title.starts_with("to chuc") {
        return Topics::default();
    }
    let found = topic::of_title(title);
    let weak =
        Topics::REPORTING.with(Topics::FOSTERING).with(Topics::CONTENT).with(Topics::MEASURES).with(Topics::REWARDS);
    let firm = Topics::DUTIES.with(Topics::PROCESS).with(Topics::REWARDS).with(Topics::FUNDING);
    // Below duties, steps and awards a heading names a body, a step or a form, seldom a new topic.
    if inherited.any(firm)
        && (found.any(weak) || found.any(Topics::PURPOSE.with(Topics::REQUIREMENT)))
        && !found.any(Topics::FUNDING.with(Topics::CRITERIA))
    {
        return Topics::default();
    }
    // What is asked of models stands under goals only as a goal.
    if inherited.any(Topics::PURPOSE.with(Topics::REQUIREMENT)) && !found.any(Topics::PURPOSE.with(Topics::REQUIREMENT))
    {
        return Topics::default();
    }
    if node.role == Role::Plain && !node.is_heading() && node.title.len() > 60 {
        return Topics::default();
    }
    found
}
