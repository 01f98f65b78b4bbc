//! Tables, lists and pages of one thing as all of publicity shows them; they must not fetch or decide anything.

use crate::{
    filters,
    kernel::{ListQuery, Shell},
    page::paper::shelf::Shelf,
    ui::{Action, Badge, BarChart, Bulk, Field, Head, Label, Pager, Tabs, Tick},
};
use askama::Template;
use jiff::civil::Date;
use lantoa_i18n::{Message, Word};

/// A cell of a table, or the value of a fact.
#[derive(Debug, Clone, Template)]
#[template(path = "publicity/cell.html")]
pub struct Cell {
    text: Label,
    sub: Option<Label>,
    address: Option<String>,
    badge: Option<Badge>,
    day: Option<Date>,
    number: Option<i64>,
    action: Option<Action>,
    tick: Option<Tick>,
}

// Its template escapes what it shows.
impl askama::filters::HtmlSafe for Cell {}

impl Cell {
    /// Words or data.
    pub fn text(text: impl Into<Label>) -> Self {
        Self {
            text: text.into(),
            sub: None,
            address: None,
            badge: None,
            day: None,
            number: None,
            action: None,
            tick: None,
        }
    }

    /// Nothing.
    #[must_use]
    pub fn none() -> Self {
        Self::text("")
    }

    /// A link.
    pub fn link(text: impl Into<Label>, address: impl Into<String>) -> Self {
        Self { address: Some(address.into()), ..Self::text(text) }
    }

    /// A day, if there is one.
    pub fn day(day: impl Into<Option<Date>>) -> Self {
        Self { day: day.into(), ..Self::none() }
    }

    /// A number, if there is one.
    pub fn number(number: impl Into<Option<i64>>) -> Self {
        Self { number: number.into(), ..Self::none() }
    }

    /// A state.
    #[must_use]
    pub fn badge(badge: Badge) -> Self {
        Self { badge: Some(badge), ..Self::none() }
    }

    /// Something to do with the row.
    #[must_use]
    pub fn action(mut self, action: Option<Action>) -> Self {
        self.action = action;
        self
    }

    /// The box of its row, before a first cell.
    #[must_use]
    pub fn tick(mut self, tick: Tick) -> Self {
        self.tick = Some(tick);
        self
    }

    /// Adds a second, quieter line.
    #[must_use]
    pub fn below(mut self, sub: impl Into<Label>) -> Self {
        self.sub = Some(sub.into()).filter(|sub| !is_silent(sub));
        self
    }

    fn is_empty(&self) -> bool {
        is_silent(&self.text)
            && self.badge.is_none()
            && self.day.is_none()
            && self.number.is_none()
            && self.sub.is_none()
            && self.action.is_none()
    }
}

/// Data that says nothing.
fn is_silent(label: &Label) -> bool {
    matches!(label, Label::Data(text) if text.is_empty())
}

/// A table whose first column names the row.
#[derive(Debug, Clone, Template)]
#[template(path = "publicity/board.html")]
pub struct Board {
    /// What it lists, for screen readers.
    pub caption: Word,
    /// Headings.
    pub heads: Vec<Word>,
    /// A cell for each heading.
    pub rows: Vec<Vec<Cell>>,
}

impl askama::filters::HtmlSafe for Board {}

impl Board {
    /// The box of a row, where rows can be chosen.
    fn tick(row: &[Cell]) -> Option<&Tick> {
        row.first().and_then(|cell| cell.tick.as_ref())
    }

    /// The heading of the boxes.
    fn head(&self) -> Option<Head> {
        self.rows.first().and_then(|row| Self::tick(row)).map(Tick::head)
    }

    fn cells<'a>(&'a self, row: &'a [Cell]) -> Vec<(&'a Word, &'a Cell)> {
        self.heads.iter().zip(row).collect()
    }
}

/// A list of publicity.
#[derive(Template)]
#[template(path = "publicity/list.html")]
pub(in crate::page) struct ListPage {
    pub(in crate::page) shell: Shell,
    pub(in crate::page) title: Word,
    pub(in crate::page) tabs: Tabs,
    pub(in crate::page) lead: Option<Message>,
    pub(in crate::page) actions: Vec<Action>,
    pub(in crate::page) query: ListQuery,
    pub(in crate::page) filters: Vec<Field>,
    pub(in crate::page) board: Board,
    /// Icon, title and text where nothing is listed.
    pub(in crate::page) empty: (&'static str, Word, Word),
    pub(in crate::page) pager: Option<Pager>,
    pub(in crate::page) bulk: Bulk,
    pub(in crate::page) charts: Vec<BarChart>,
}

impl ListPage {
    /// What stands where nothing is listed.
    fn nothing(&self) -> (&'static str, Word, Word) {
        self.empty
    }
}

/// A page of one thing of publicity.
#[derive(Template)]
#[template(path = "publicity/show.html")]
pub(in crate::page) struct ShowPage {
    pub(in crate::page) shell: Shell,
    pub(in crate::page) title: Label,
    pub(in crate::page) badge: Option<Badge>,
    pub(in crate::page) sub: Option<Label>,
    pub(in crate::page) actions: Vec<Action>,
    /// Tone, icon, sentence.
    pub(in crate::page) notices: Vec<(&'static str, &'static str, Message)>,
    pub(in crate::page) facts: Vec<(Word, Cell)>,
    pub(in crate::page) texts: Vec<(Word, String)>,
    pub(in crate::page) boards: Vec<(Word, Board)>,
    /// Address of a picture and what it shows.
    pub(in crate::page) photo: Option<(String, String)>,
    pub(in crate::page) papers: Option<Shelf>,
}

impl ShowPage {
    /// A page with nothing on it but its title.
    pub(in crate::page) fn new(shell: Shell, title: impl Into<Label>) -> Self {
        Self {
            shell,
            title: title.into(),
            badge: None,
            sub: None,
            actions: Vec::new(),
            notices: Vec::new(),
            facts: Vec::new(),
            texts: Vec::new(),
            boards: Vec::new(),
            photo: None,
            papers: None,
        }
    }

    /// What to know before going on.
    fn told(&self) -> Vec<(&'static str, &'static str, &Message)> {
        self.notices.iter().map(|(tone, sign, message)| (*tone, *sign, message)).collect()
    }

    /// Adds texts that are not empty.
    pub(in crate::page) fn say(&mut self, texts: impl IntoIterator<Item = (Word, String)>) {
        self.texts.extend(texts.into_iter().filter(|(_, text)| !text.is_empty()));
    }
}
