//! How papers are written down, block by block; it must not hold the words of any one paper.

use crate::{
    document::{Block, Document, Head, Line, Page, ParaStyle},
    issuer::Letterhead,
    signature::Signatures,
    table::Table,
    text::{Text, capitals, clean},
};

/// A passage of a plan or report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// A paragraph.
    Para(String),
    /// A line with a dash.
    Dash(String),
    /// A heading below the part's own: “1. Công tác phát hiện”.
    Heading(String),
    /// A table.
    Table(Table),
}

/// A part of a plan or report under a heading written out with its number: “I. MỤC ĐÍCH, YÊU CẦU”.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The heading.
    pub heading: String,
    /// What stands under it.
    pub passages: Vec<Passage>,
}

/// A paper on its way.
pub(crate) struct Draft {
    title: String,
    author: String,
    page: Page,
    blocks: Vec<Block>,
    behind: Vec<(Page, Vec<Block>)>,
}

impl Draft {
    pub(crate) fn new(title: impl Into<String>, author: impl Into<String>) -> Self {
        Self {
            title: clean(&title.into()).replace('\n', " "),
            author: clean(&author.into()),
            page: Page::standing(),
            blocks: Vec::new(),
            behind: Vec::new(),
        }
    }

    pub(crate) fn of(letterhead: &Letterhead, title: impl Into<String>) -> Self {
        Self::new(title, letterhead.agency())
    }

    pub(crate) const fn on(mut self, page: Page) -> Self {
        self.page = page;
        self
    }

    pub(crate) fn block(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    pub(crate) fn head(self, mut head: Head) -> Self {
        for line in head.superior.iter_mut().chain(&mut head.agency) {
            *line = clean(line);
        }
        head.number = clean(&head.number);
        head.about = clean(&head.about);
        head.place_date = clean(&head.place_date);
        self.block(Block::Head(head))
    }

    pub(crate) fn form(self, lines: Vec<String>) -> Self {
        if lines.is_empty() { self } else { self.block(Block::Form { lines }) }
    }

    pub(crate) fn title(self, name: &str, about: impl Into<Text>) -> Self {
        self.titled(name, about, Text::new())
    }

    pub(crate) fn titled(self, name: &str, about: impl Into<Text>, note: impl Into<Text>) -> Self {
        self.block(Block::Title { name: clean(name), about: about.into(), note: note.into() })
    }

    pub(crate) fn addressees(self, names: &[String]) -> Self {
        self.block(Block::Addressees { names: names.iter().map(|name| clean(name)).collect() })
    }

    /// The authority above a decision, in capitals.
    pub(crate) fn authority(self, name: &str) -> Self {
        self.block(Block::Line(Line::centered(Text::new().bold(capitals(name)), 28).below(20)))
    }

    pub(crate) fn word(self, word: &str) -> Self {
        self.block(Block::Line(Line::centered(Text::new().bold(word), 28).below(20)))
    }

    /// Legal bases: each begins with “Căn cứ”, ends in a semicolon, the last in a full stop.
    pub(crate) fn bases(mut self, bases: &[String]) -> Self {
        let last = bases.len().saturating_sub(1);
        for (i, basis) in bases.iter().enumerate() {
            let end = if i == last { '.' } else { ';' };
            let text = format!("{}{end}", basis.trim().trim_end_matches(['.', ';']));
            self.blocks.push(para(Text::new().italic(text), ParaStyle::Basis));
        }
        self
    }

    pub(crate) fn para(self, text: impl Into<Text>) -> Self {
        self.block(para(text, ParaStyle::Body))
    }

    pub(crate) fn flush(self, text: impl Into<Text>) -> Self {
        self.block(para(text, ParaStyle::Flush))
    }

    pub(crate) fn note(self, text: impl Into<Text>) -> Self {
        self.block(para(text, ParaStyle::Note))
    }

    pub(crate) fn article(self, number: usize, text: impl Into<Text>) -> Self {
        self.para(Text::new().bold(format!("Điều {number}. ")).then(text.into()))
    }

    pub(crate) fn heading(self, level: u8, text: impl AsRef<str>) -> Self {
        self.block(Block::Heading { level, text: Text::new().plain(text) })
    }

    pub(crate) fn item(self, label: impl AsRef<str>, text: impl Into<Text>) -> Self {
        self.block(Block::Item { label: clean(label.as_ref()), text: text.into(), depth: 0 })
    }

    pub(crate) fn dash(self, text: impl Into<Text>) -> Self {
        self.item("-", text)
    }

    /// A line to be filled in; an empty value leaves dots.
    pub(crate) fn field(self, label: &str, value: &str) -> Self {
        let value = if value.trim().is_empty() { None } else { Some(Text::from(value)) };
        self.block(Block::Field { label: clean(label), value })
    }

    /// A heading and what was written under it; dots for a pen where nothing was.
    pub(crate) fn answer(self, level: u8, heading: &str, text: &str) -> Self {
        let headed = self.heading(level, heading);
        if text.trim().is_empty() { headed.blanks(3) } else { headed.prose(text) }
    }

    /// Dotted lines for a pen.
    pub(crate) fn blanks(self, count: u8) -> Self {
        self.block(Block::Blanks { count })
    }

    /// Paragraphs as a person typed them, one a line.
    pub(crate) fn prose(mut self, text: &str) -> Self {
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self = match line.strip_prefix("- ").or_else(|| line.strip_prefix("– ")) {
                Some(rest) => self.dash(rest),
                None => self.para(line),
            };
        }
        self
    }

    pub(crate) fn table(self, table: Table) -> Self {
        self.block(Block::Table(table))
    }

    pub(crate) fn parts(self, parts: &[Part]) -> Self {
        self.parts_at(1, parts)
    }

    /// Parts under a heading of the paper's own; one without passages leaves dots.
    pub(crate) fn parts_below(self, parts: &[Part]) -> Self {
        self.parts_at(2, parts)
    }

    fn parts_at(mut self, level: u8, parts: &[Part]) -> Self {
        for part in parts {
            self = self.heading(level, &part.heading);
            if part.passages.is_empty() {
                self = self.blanks(3);
            }
            for passage in &part.passages {
                self = match passage {
                    Passage::Para(text) => self.para(text),
                    Passage::Dash(text) => self.dash(text),
                    Passage::Heading(text) => self.heading(level + 1, text),
                    Passage::Table(table) => self.table(table.clone()),
                };
            }
        }
        self
    }

    pub(crate) fn signed(self, signatures: Signatures) -> Self {
        self.block(Block::Signatures(signatures))
    }

    /// What follows stands on pages of its own.
    pub(crate) fn appendix(mut self, page: Page, write: impl FnOnce(Self) -> Self) -> Self {
        let inner = write(Self::new("", ""));
        self.behind.push((page, inner.blocks));
        self.behind.extend(inner.behind);
        self
    }

    pub(crate) fn done(self) -> Document {
        let mut document = Document::new(self.title, self.author, self.blocks);
        document.sections[0].page = self.page;
        self.behind.into_iter().fold(document, |document, (page, blocks)| document.and(page, blocks))
    }
}

fn para(text: impl Into<Text>, style: ParaStyle) -> Block {
    Block::Para { text: text.into(), style }
}
