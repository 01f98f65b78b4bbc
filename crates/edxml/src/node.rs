//! A small tree of XML elements, written and read within bounds; it must not know what they mean.

use crate::Fault;
use quick_xml::{
    Reader, Writer,
    escape::resolve_predefined_entity,
    events::{BytesDecl, BytesEnd, BytesRef, BytesStart, BytesText, Event},
};

/// How deep elements may lie; a message needs 7.
const MOST_DEPTH: usize = 32;
/// How many elements there may be.
const MOST_ELEMENTS: usize = 10_000;

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Node {
    /// Its name with its prefix when written, without when read.
    pub(crate) name: String,
    pub(crate) attributes: Vec<(&'static str, String)>,
    pub(crate) text: String,
    pub(crate) children: Vec<Node>,
}

impl Node {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    pub(crate) fn text(name: &str, text: impl Into<String>) -> Self {
        Self { name: name.to_owned(), text: text.into(), ..Self::default() }
    }

    pub(crate) fn with(mut self, child: Node) -> Self {
        self.children.push(child);
        self
    }

    pub(crate) fn and(mut self, children: impl IntoIterator<Item = Node>) -> Self {
        self.children.extend(children);
        self
    }

    pub(crate) fn attribute(mut self, name: &'static str, value: &str) -> Self {
        self.attributes.push((name, value.to_owned()));
        self
    }

    /// The first child of a name.
    pub(crate) fn child(&self, name: &'static str) -> Result<&Node, Fault> {
        self.children.iter().find(|child| child.name == name).ok_or(Fault::Missing(name))
    }

    /// The children of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of a child, without blanks at its ends.
    pub(crate) fn said(&self, name: &'static str) -> Result<&str, Fault> {
        Ok(self.child(name)?.text.trim())
    }

    /// The text of a child that may be missing.
    pub(crate) fn maybe(&self, name: &'static str) -> String {
        self.said(name).unwrap_or_default().to_owned()
    }

    pub(crate) fn write(&self) -> Result<Vec<u8>, Fault> {
        let mut out = Writer::new(Vec::new());
        let head = BytesDecl::new("1.0", Some("UTF-8"), None);
        out.write_event(Event::Decl(head)).map_err(|_| Fault::NotXml)?;
        self.put(&mut out).map_err(|_| Fault::NotXml)?;
        Ok(out.into_inner())
    }

    fn put(&self, out: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        let mut start = BytesStart::new(self.name.as_str());
        for (name, value) in &self.attributes {
            start.push_attribute((*name, value.as_str()));
        }
        out.write_event(Event::Start(start))?;
        if !self.text.is_empty() {
            // Characters that XML does not have are left out.
            let text: String = self.text.chars().filter(|c| allowed(*c)).collect();
            out.write_event(Event::Text(BytesText::new(&text)))?;
        }
        for child in &self.children {
            child.put(out)?;
        }
        out.write_event(Event::End(BytesEnd::new(self.name.as_str())))
    }

    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let text = std::str::from_utf8(bytes).map_err(|_| Fault::NotXml)?;
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let (mut open, mut count) = (vec![Self::default()], 0_usize);
        loop {
            let event = reader.read_event().map_err(|_| Fault::NotXml)?;
            match event {
                Event::Start(element) => {
                    open.push(Self::new(element.local_name().as_ref()));
                    count += 1;
                }
                Event::Empty(element) => {
                    let empty = Self::new(element.local_name().as_ref());
                    top(&mut open)?.children.push(empty);
                    count += 1;
                }
                Event::End(_) => {
                    let done = open.pop().ok_or(Fault::NotXml)?;
                    top(&mut open)?.children.push(done);
                }
                Event::Text(text) => top(&mut open)?.text.push_str(&text),
                Event::CData(text) => top(&mut open)?.text.push_str(&text),
                Event::GeneralRef(entity) => top(&mut open)?.text.push(character(&entity).ok_or(Fault::NotXml)?),
                Event::DocType(_) => return Err(Fault::NotXml),
                Event::Eof => break,
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
            if open.len() > MOST_DEPTH || count > MOST_ELEMENTS {
                return Err(Fault::TooComplex);
            }
        }
        if open.len() != 1 {
            return Err(Fault::NotXml);
        }
        let mut roots = open.pop().map(|outside| outside.children).unwrap_or_default();
        if roots.len() == 1 { roots.pop().ok_or(Fault::NotXml) } else { Err(Fault::NotXml) }
    }
}

fn top(open: &mut [Node]) -> Result<&mut Node, Fault> {
    open.last_mut().ok_or(Fault::NotXml)
}

const fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn character(entity: &BytesRef<'_>) -> Option<char> {
    let named = resolve_predefined_entity(&entity.borrow().into_inner()).and_then(|text| text.chars().next());
    named.or_else(|| entity.resolve_char_ref().ok().flatten())
}
