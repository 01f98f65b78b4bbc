//! A part of a template: finds placeholders across torn runs, repeats rows and paragraphs; it must leave all other bytes as they are.

use super::{Place, TemplateFault, Values};
use crate::docx::escape;
use quick_xml::{Reader, escape::resolve_predefined_entity, events::Event};
use std::{collections::BTreeMap, ops::Range};

/// Open elements at once; a document has a few dozen.
const MOST_DEPTH: usize = 256;

/// A placeholder at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// The list it is a field of.
    pub list: Option<String>,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}

impl Placeholder {
    /// As it is written between the braces.
    #[must_use]
    pub fn full_name(&self) -> String {
        self.list.as_ref().map_or_else(|| self.name.clone(), |list| format!("{list}.{}", self.name))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Mark {
    Other,
    TextStart,
    Text(String),
    ParaStart(usize),
    RowStart(usize),
}

#[derive(Debug, Clone)]
struct Token {
    mark: Mark,
    raw: Range<usize>,
}

#[derive(Debug, Clone, Default)]
struct Para {
    end: usize,
    texts: Vec<usize>,
    row: Option<usize>,
    found: Vec<(Range<usize>, Placeholder)>,
    list: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct Row {
    end: usize,
    list: Option<String>,
}

/// A part as tokens over its own text.
#[derive(Debug, Clone)]
pub(super) struct Part {
    name: String,
    xml: String,
    tokens: Vec<Token>,
    paras: Vec<Para>,
    rows: Vec<Row>,
    faults: Vec<TemplateFault>,
}

/// The entry of a list that is being written.
#[derive(Clone, Copy)]
struct Entry<'a> {
    list: &'a str,
    number: usize,
}

impl Part {
    pub(super) fn read(name: &str, xml: &str) -> Result<Self, TemplateFault> {
        let mut part = Self {
            name: name.to_owned(),
            xml: xml.to_owned(),
            tokens: Vec::new(),
            paras: Vec::new(),
            rows: Vec::new(),
            faults: Vec::new(),
        };
        part.tokenise()?;
        part.find();
        Ok(part)
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.paras.iter().flat_map(|para| para.found.iter().map(|(_, found)| found))
    }

    pub(super) fn faults(&self) -> impl Iterator<Item = &TemplateFault> {
        self.faults.iter()
    }

    fn tokenise(&mut self) -> Result<(), TemplateFault> {
        let xml = self.xml.clone();
        let mut reader = Reader::from_str(&xml);
        let (mut paras, mut rows, mut in_text) = (Vec::new(), Vec::new(), false);
        let (mut depth, mut from) = (0_usize, 0);
        loop {
            let event = reader.read_event().map_err(|_| TemplateFault::Broken)?;
            let to = usize::try_from(reader.buffer_position()).map_err(|_| TemplateFault::Broken)?.min(xml.len());
            let mut mark = Mark::Other;
            match &event {
                Event::Eof => break,
                Event::DocType(_) => return Err(TemplateFault::Broken),
                Event::Start(element) => {
                    depth += 1;
                    match element.name().as_ref() {
                        "w:p" => {
                            mark = Mark::ParaStart(self.paras.len());
                            paras.push(self.paras.len());
                            self.paras.push(Para { row: rows.last().copied(), ..Para::default() });
                        }
                        "w:tr" => {
                            mark = Mark::RowStart(self.rows.len());
                            rows.push(self.rows.len());
                            self.rows.push(Row::default());
                        }
                        "w:t" => (mark, in_text) = (Mark::TextStart, true),
                        _ => {}
                    }
                }
                Event::End(element) => {
                    depth = depth.saturating_sub(1);
                    let at = self.tokens.len();
                    match element.name().as_ref() {
                        "w:p" => paras.pop().into_iter().for_each(|para: usize| self.paras[para].end = at),
                        "w:tr" => rows.pop().into_iter().for_each(|row: usize| self.rows[row].end = at),
                        "w:t" => in_text = false,
                        _ => {}
                    }
                }
                Event::Text(text) if in_text => mark = Mark::Text(text.as_ref().to_owned()),
                Event::GeneralRef(entity) if in_text => {
                    mark = Mark::Text(character(entity).ok_or(TemplateFault::Broken)?.to_string());
                }
                _ => {}
            }
            if depth > MOST_DEPTH {
                return Err(TemplateFault::Bomb);
            }
            if let (Mark::Text(_), Some(para)) = (&mark, paras.last()) {
                self.paras[*para].texts.push(self.tokens.len());
            }
            self.tokens.push(Token { mark, raw: from..to });
            from = to;
        }
        let open = depth > 0 || !paras.is_empty() || !rows.is_empty();
        if open { Err(TemplateFault::Broken) } else { Ok(()) }
    }

    fn text(&self, token: usize) -> &str {
        match self.tokens.get(token).map(|token| &token.mark) {
            Some(Mark::Text(text)) => text,
            _ => "",
        }
    }

    /// Finds placeholders and what is wrong with them; names the list that each row and paragraph repeats.
    fn find(&mut self) {
        for index in 0..self.paras.len() {
            let joined: String = self.paras[index].texts.iter().map(|token| self.text(*token)).collect();
            if !joined.contains("{{") {
                continue;
            }
            let place = Place { part: self.name.clone(), paragraph: joined.trim().chars().take(60).collect() };
            let (found, faults) = scan(&joined, &place);
            self.faults.extend(faults);
            for (_, placeholder) in &found {
                let Some(list) = placeholder.list.clone() else { continue };
                let holder = match self.paras[index].row {
                    Some(row) => &mut self.rows[row].list,
                    None => &mut self.paras[index].list,
                };
                match holder {
                    Some(first) if *first != list => {
                        let first = first.clone();
                        self.faults.push(TemplateFault::TwoLists { first, second: list, place: place.clone() });
                    }
                    _ => *holder = Some(list),
                }
            }
            self.paras[index].found = found;
        }
    }

    pub(super) fn fill(&self, values: &Values, most: usize) -> Result<String, TemplateFault> {
        let mut out = String::with_capacity(self.xml.len());
        self.write(0..self.tokens.len(), None, values, most, &mut out)?;
        Ok(out)
    }

    /// Writes tokens; a row or paragraph that repeats is written once for each entry of its list.
    fn write(
        &self,
        range: Range<usize>,
        entry: Option<Entry<'_>>,
        values: &Values,
        most: usize,
        out: &mut String,
    ) -> Result<(), TemplateFault> {
        let mut texts = BTreeMap::new();
        let mut at = range.start;
        while at < range.end {
            if out.len() > most {
                return Err(TemplateFault::TooMuch);
            }
            let token = &self.tokens[at];
            let repeated = match token.mark {
                Mark::RowStart(row) => self.rows[row].list.as_deref().map(|list| (list, self.rows[row].end)),
                Mark::ParaStart(para) => self.paras[para].list.as_deref().map(|list| (list, self.paras[para].end)),
                _ => None,
            };
            if let Some((list, end)) = repeated.filter(|_| entry.is_none() || at > range.start) {
                for number in 0..values.entries(list) {
                    self.write(at..end + 1, Some(Entry { list, number }), values, most, out)?;
                }
                at = end + 1;
                continue;
            }
            if let Mark::ParaStart(para) = token.mark {
                texts.extend(self.replaced(para, entry, values));
            }
            match (&token.mark, texts.get(&at)) {
                (Mark::Text(_), Some(text)) => out.push_str(text),
                // Values may begin or end in a space.
                (Mark::TextStart, _) => out.push_str("<w:t xml:space=\"preserve\">"),
                _ => out.push_str(&self.xml[token.raw.clone()]),
            }
            at += 1;
        }
        Ok(())
    }

    /// The texts of a paragraph with values in place, by token. A value stands where its placeholder began.
    fn replaced(&self, para: usize, entry: Option<Entry<'_>>, values: &Values) -> Vec<(usize, String)> {
        let para = &self.paras[para];
        if para.found.is_empty() {
            return Vec::new();
        }
        let mut out = Vec::with_capacity(para.texts.len());
        let mut begin = 0;
        for token in &para.texts {
            let text = self.text(*token);
            let span = begin..begin + text.len();
            let mut new = String::new();
            let mut at = span.start;
            for (range, found) in
                para.found.iter().filter(|(range, _)| range.start < span.end && range.end > span.start)
            {
                if range.start >= span.start {
                    new.push_str(&escape(&text[at - span.start..range.start - span.start]));
                    new.push_str(&inserted(value(found, entry, values)));
                }
                at = range.end.min(span.end);
            }
            new.push_str(&escape(&text[at - span.start..]));
            out.push((*token, new));
            begin = span.end;
        }
        out
    }
}

fn value<'a>(found: &Placeholder, entry: Option<Entry<'_>>, values: &'a Values) -> &'a str {
    match (&found.list, entry) {
        (None, _) => values.single(&found.name),
        (Some(list), Some(entry)) if list == entry.list => values.field(list, entry.number, &found.name),
        (Some(_), _) => "",
    }
}

/// A value inside `<w:t>`; its lines are lines in Word.
fn inserted(value: &str) -> String {
    escape(value).replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">")
}

fn character(entity: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    let named = resolve_predefined_entity(&entity.borrow().into_inner()).and_then(|text| text.chars().next());
    named.or_else(|| entity.resolve_char_ref().ok().flatten())
}

type Found = Vec<(Range<usize>, Placeholder)>;

/// Placeholders in the text of a paragraph, and what looks like one but is none.
fn scan(text: &str, place: &Place) -> (Found, Vec<TemplateFault>) {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    let mut from = 0;
    while let Some(open) = text[from..].find("{{").map(|at| at + from) {
        let inner = open + 2;
        let malformed =
            |text: &str| TemplateFault::Malformed { text: text.chars().take(60).collect(), place: place.clone() };
        let Some(close) = text[inner..].find("}}").map(|at| at + inner) else {
            faults.push(malformed(&text[open..]));
            break;
        };
        let end = close + 2;
        match parsed(text[inner..close].trim()) {
            Some((list, name)) => found.push((open..end, Placeholder { list, name, place: place.clone() })),
            None => faults.push(malformed(&text[open..end])),
        }
        from = end;
    }
    (found, faults)
}

/// `ten` or `danh_sach.ten`: lower-case letters without marks, digits and underscores.
fn parsed(text: &str) -> Option<(Option<String>, String)> {
    let is_name = |part: &str| {
        (1..=64).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    match text.split_once('.') {
        Some((list, name)) if is_name(list) && is_name(name) => Some((Some(list.to_owned()), name.to_owned())),
        None if is_name(text) => Some((None, text.to_owned())),
        _ => None,
    }
}
