//! The main part of a Word file as text: paragraphs, list marks, tables row by row; deleted text left out. Must not read headers, footers, notes or fields.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::numbering::{Lists, Use};
use super::{attribute, is_on};
use crate::unreadable::{MAX_LINES, MAX_TEXT, Unreadable};

/// Elements whose text is not part of the document as it now reads.
const UNREAD: [&str; 9] =
    ["del", "moveFrom", "delText", "instrText", "Fallback", "footnotePr", "rubyBase", "delInstrText", "object"];
/// Open elements at once; a document has a few dozen.
const MAX_DEPTH: usize = 512;
/// Tables inside each other; the text of an inner one is copied into each around it.
const MAX_TABLES: usize = 16;

#[derive(Default)]
struct Paragraph {
    text: String,
    list: Use,
    style: Option<String>,
    bold_open: bool,
    run_bold: bool,
    heading: bool,
}

#[derive(Default)]
struct Table {
    cells: Vec<Vec<String>>,
}

struct Body {
    out: String,
    /// Paragraphs and rows written out that hold a letter or a digit: at least as many lines come of them.
    lines: usize,
    lists: Lists,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    /// Depth inside elements that are not read.
    unread: usize,
    in_text: bool,
    in_run: bool,
    in_properties: usize,
    /// Bytes of text taken so far, also into cells that are not written out yet.
    taken: usize,
}

/// The text of the main part.
pub(super) fn text(xml: &str, lists: Lists) -> Result<String, Unreadable> {
    let mut body = Body {
        out: String::new(),
        lines: 0,
        lists,
        paragraphs: Vec::new(),
        tables: Vec::new(),
        unread: 0,
        in_text: false,
        in_run: false,
        in_properties: 0,
        taken: 0,
    };
    let mut reader = Reader::from_str(xml);
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|_| Unreadable::BrokenWord)? {
            Event::Start(element) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Unreadable::Bomb);
                }
                body.start(&element);
            }
            Event::Empty(element) => {
                body.start(&element);
                body.end(element.local_name().as_ref());
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                body.end(element.local_name().as_ref());
            }
            Event::Text(text) => body.text(&text),
            Event::CData(text) => body.text(&text),
            Event::GeneralRef(entity) => body.entity(&entity),
            Event::Eof => break,
            _ => {}
        }
        if body.taken > MAX_TEXT || body.out.len() > MAX_TEXT {
            return Err(Unreadable::TooMuchText);
        }
        if body.lines > MAX_LINES {
            return Err(Unreadable::TooManyLines);
        }
        if body.tables.len() > MAX_TABLES {
            return Err(Unreadable::Bomb);
        }
    }
    if body.out.chars().any(char::is_alphanumeric) { Ok(body.out) } else { Err(Unreadable::NoText) }
}

impl Body {
    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name();
        let name = name.as_ref();
        if self.unread > 0 || UNREAD.contains(&name) {
            self.unread += 1;
            return;
        }
        match name {
            "p" => self.paragraphs.push(Paragraph::default()),
            "tbl" => self.tables.push(Table::default()),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.cells.clear();
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.cells.push(Vec::new());
                }
            }
            "pPr" => self.in_properties += 1,
            "r" => {
                self.in_run = true;
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.run_bold = false;
                }
            }
            "t" => self.in_text = self.in_run || self.in_text,
            _ => self.detail(name, element),
        }
    }

    /// Properties of paragraph and run, and characters that are elements.
    fn detail(&mut self, name: &str, element: &BytesStart<'_>) {
        let in_properties = self.in_properties > 0;
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let number = |value: Option<String>| value.and_then(|value| value.parse::<u32>().ok());
        match name {
            "pStyle" => paragraph.style = attribute(element, "val"),
            "numId" if in_properties => paragraph.list.num = number(attribute(element, "val")),
            "ilvl" if in_properties => paragraph.list.level = number(attribute(element, "val")).map(|n| n as usize),
            "outlineLvl" if in_properties => paragraph.heading = true,
            "b" if !in_properties => paragraph.run_bold = is_on(element),
            "tab" if !in_properties => self.push("\t"),
            "br" | "cr" if !in_properties => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.unread > 0 {
            self.unread -= 1;
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "tr" => self.end_row(),
            "tbl" => {
                self.tables.pop();
            }
            "pPr" => self.in_properties = self.in_properties.saturating_sub(1),
            "r" => self.in_run = false,
            "t" => self.in_text = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.unread == 0 && self.in_text {
            let escaped: String = text.chars().flat_map(escape).flatten().collect();
            self.push(&escaped);
        }
    }

    fn entity(&mut self, entity: &BytesRef<'_>) {
        if self.unread > 0 || !self.in_text {
            return;
        }
        let named = resolve_predefined_entity(&entity.borrow().into_inner()).and_then(|text| text.chars().next());
        let found = named.or_else(|| entity.resolve_char_ref().ok().flatten());
        if let Some(c) = found {
            let escaped: String = escape(c).into_iter().flatten().collect();
            self.push(&escaped);
        }
    }

    fn push(&mut self, text: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let wanted = paragraph.run_bold && !text.trim().is_empty();
        if wanted != paragraph.bold_open && !text.trim().is_empty() {
            paragraph.text.push_str("**");
            paragraph.bold_open = wanted;
        }
        paragraph.text.push_str(text);
        self.taken += text.len();
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        if paragraph.bold_open {
            paragraph.text.push_str("**");
        }
        if paragraph.text.trim().is_empty() {
            return;
        }
        let styled = paragraph.style.as_deref().map(|style| self.lists.styled(style)).unwrap_or_default();
        let list =
            Use { num: paragraph.list.num.or(styled.list.num), level: paragraph.list.level.or(styled.list.level) };
        let mark = self.lists.mark(list).map(|mark| format!("{mark} ")).unwrap_or_default();
        let hashes = if (paragraph.heading || styled.heading) && self.tables.is_empty() { "# " } else { "" };
        let line = format!("{hashes}{mark}{}", paragraph.text.trim_end());
        match self.tables.last_mut().and_then(|table| table.cells.last_mut()) {
            Some(cell) => cell.push(line),
            None => self.write(&line),
        }
    }

    fn write(&mut self, lines: &str) {
        self.lines += usize::from(lines.chars().any(char::is_alphanumeric));
        self.out.push_str(lines);
        self.out.push_str("\n\n");
    }

    /// A row: cells side by side, or the paragraphs of a single cell.
    fn end_row(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let cells = std::mem::take(&mut table.cells);
        let full: Vec<&Vec<String>> = cells.iter().filter(|cell| !cell.is_empty()).collect();
        if full.is_empty() {
            return;
        }
        let lines = if cells.len() == 1 {
            cells.concat().join("\n")
        } else {
            let row: Vec<String> =
                cells.iter().map(|cell| cell.join("<br>").replace('\n', "<br>").replace('|', "/")).collect();
            format!("| {} |", row.join(" | "))
        };
        // A table inside a cell is text of that cell.
        if self.tables.len() > 1 {
            let outer = self.tables.len() - 2;
            if let Some(cell) = self.tables[outer].cells.last_mut() {
                cell.push(lines.trim_matches('|').replace('|', ", ").trim().to_owned());
            }
            return;
        }
        self.write(&lines);
    }
}

/// A character that would read as a layout mark is escaped.
fn escape(c: char) -> [Option<char>; 2] {
    if matches!(c, '*' | '_' | '`' | '<' | '\\' | '#') { [Some('\\'), Some(c)] } else { [Some(c), None] }
}
