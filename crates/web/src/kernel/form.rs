//! A form as it was typed: values, mistakes at their fields, and typed reading; it must not know a rule of the domain.
//!
//! An [`Input`] constant says once how a field is called, labelled and limited. The handler reads it,
//! the template shows it, so the two cannot disagree.

use super::{Failure, csrf, pairs};
use crate::ui::{ErrorSummary, Field, Label};
use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
};
use jiff::civil::Date;
use lantoa_i18n::{Message, Word, word};
use std::ops::RangeInclusive;

/// What a field asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputKind {
    /// One line.
    Text,
    /// An e-mail address.
    Email,
    /// A secret; never shown again.
    Password,
    /// A whole number.
    Whole,
    /// A civil date.
    Date,
    /// Several lines.
    Lines,
    /// One of many, in a drop-down.
    Select,
    /// One of a few, all visible.
    Radio,
    /// Yes or no.
    Tick,
    /// Any of a few.
    Ticks,
    /// A file.
    File,
    /// A word to search for.
    Search,
}

/// The description of a field, usually a constant beside the handler.
#[derive(Debug, Clone, Copy)]
pub struct Input {
    pub(crate) name: &'static str,
    pub(crate) label: Word,
    pub(crate) hint: Option<Word>,
    pub(crate) kind: InputKind,
    pub(crate) required: bool,
    /// Needed or not by what is answered elsewhere on the form: neither mark fits, its hint says when.
    pub(crate) sometimes: bool,
    pub(crate) max_chars: usize,
    pub(crate) autocomplete: Option<&'static str>,
    pub(crate) accept: Option<&'static str>,
}

impl Input {
    /// A field of some kind: optional, at most 300 characters (20,000 when it has several lines).
    #[must_use]
    pub const fn new(kind: InputKind, name: &'static str, label: Word) -> Self {
        let max_chars = if matches!(kind, InputKind::Lines) { 20_000 } else { 300 };
        Self {
            name,
            label,
            hint: None,
            kind,
            required: false,
            sometimes: false,
            max_chars,
            autocomplete: None,
            accept: None,
        }
    }

    /// One line of text.
    #[must_use]
    pub const fn text(name: &'static str, label: Word) -> Self {
        Self::new(InputKind::Text, name, label)
    }

    /// The field must be filled in.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Whether it must be filled in depends on another answer: its hint says when.
    #[must_use]
    pub const fn sometimes(mut self) -> Self {
        self.sometimes = true;
        self
    }

    /// A sentence under the label.
    #[must_use]
    pub const fn hint(mut self, hint: Word) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Most characters a person may type.
    #[must_use]
    pub const fn max_chars(mut self, most: usize) -> Self {
        self.max_chars = most;
        self
    }

    /// The HTML autofill token (`username`, `current-password`, `name` …).
    #[must_use]
    pub const fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    /// The `accept` list of a file field.
    #[must_use]
    pub const fn accept(mut self, types: &'static str) -> Self {
        self.accept = Some(types);
        self
    }
}

/// One option of a select, radio or tick list.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: Label,
    /// A second, quieter line (radio and ticks only).
    pub note: Option<Label>,
}

impl Choice {
    /// An option.
    pub fn new(value: impl Into<String>, label: impl Into<Label>) -> Self {
        Self { value: value.into(), label: label.into(), note: None }
    }

    /// Adds a second, quieter line.
    #[must_use]
    pub fn note(mut self, note: impl Into<Label>) -> Self {
        self.note = Some(note.into());
        self
    }
}

/// The values of a form as they were typed, and what is wrong with them.
#[derive(Debug, Clone, Default)]
pub struct FormState {
    values: Vec<(String, String)>,
    errors: Vec<(Input, Message)>,
    narrows: bool,
    has_files: bool,
}

impl FormState {
    /// The hidden field that carries the version of the record a page was made from.
    pub const VERSION: &str = "phien-ban";

    /// The version of the record that the page of this form was made from.
    ///
    /// # Errors
    /// [`Failure::Unreadable`] without one: such a form is none of ours.
    pub fn version(&self) -> Result<i64, Failure> {
        self.raw(Self::VERSION).parse().map_err(|_| Failure::Unreadable)
    }

    /// An empty form.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// A form filled in with what is known.
    pub fn filled<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        Self::from_pairs(values.into_iter().map(|(n, v)| (n.to_owned(), v)).collect())
    }

    pub(super) fn from_pairs(mut values: Vec<(String, String)>) -> Self {
        values.retain(|(name, _)| name != csrf::FIELD);
        Self { values, ..Self::default() }
    }

    /// The same as a filter bar: nothing chosen there means everything.
    pub(super) fn narrowing(self) -> Self {
        Self { narrows: true, ..self }
    }

    /// The same, sent with files, which no page can show again.
    pub(super) fn with_files(self) -> Self {
        Self { has_files: true, ..self }
    }

    /// The first value of a name as it was typed, or nothing.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.values.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// Every value of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Trimmed text. `None` when a required field is empty or the text is too long: the mistake is then noted.
    pub fn text(&mut self, input: Input) -> Option<String> {
        let text = match input.kind {
            // Spaces are part of a password.
            InputKind::Password => self.raw(input.name).to_owned(),
            _ => self.raw(input.name).trim().replace("\r\n", "\n"),
        };
        if text.is_empty() && input.required {
            self.refuse(input, missing(input.kind));
            return None;
        }
        if text.chars().count() > input.max_chars {
            self.refuse(input, word!("ui-form-too-long").with("most", input.max_chars));
            return None;
        }
        Some(text)
    }

    /// Text read by `parse`; `wrong` is the sentence when it gives nothing. Needs a filled-in field.
    pub fn parsed<T>(&mut self, input: Input, wrong: Word, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.text(input.required())?;
        let value = parse(&text);
        if value.is_none() {
            self.refuse(input, wrong);
        }
        value
    }

    /// Like [`Self::parsed`] for a field that may stay empty: `Some(None)` is “left empty”.
    pub fn maybe<T>(&mut self, input: Input, wrong: Word, parse: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
        if !input.required && self.raw(input.name).trim().is_empty() {
            return Some(None);
        }
        self.parsed(input, wrong, parse).map(Some)
    }

    /// A date, typed as 2026-11-21 (browsers) or 21/11/2026 (people).
    pub fn date(&mut self, input: Input) -> Option<Date> {
        self.parsed(input, word!("ui-form-not-a-date"), parse_date)
    }

    /// Like [`Self::date`] for a field that may stay empty: `Some(None)` is “left empty”.
    pub fn maybe_date(&mut self, input: Input) -> Option<Option<Date>> {
        self.maybe(input, word!("ui-form-not-a-date"), parse_date)
    }

    /// A whole number in a range; grouping dots are understood.
    pub fn whole(&mut self, input: Input, range: RangeInclusive<i64>) -> Option<i64> {
        let value = self.parsed(input, word!("ui-form-not-a-number"), parse_whole)?;
        if range.contains(&value) {
            return Some(value);
        }
        self.refuse(input, word!("ui-form-out-of-range").with("least", *range.start()).with("most", *range.end()));
        None
    }

    /// One of a list: `parse` knows the codes.
    pub fn choice<T>(&mut self, input: Input, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        self.parsed(input, word!("ui-form-not-offered"), parse)
    }

    /// Whether a tick box is ticked.
    #[must_use]
    pub fn ticked(&self, input: Input) -> bool {
        !self.raw(input.name).is_empty()
    }

    /// Notes a mistake at a field.
    pub fn refuse(&mut self, input: Input, message: impl Into<Message>) {
        self.errors.push((input, message.into()));
    }

    /// Whether anything is wrong.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// The field for a template, with what was typed and what is wrong with it.
    #[must_use]
    pub fn show(&self, input: Input) -> Field {
        self.show_choices(input, &[])
    }

    /// The same for a field with options.
    #[must_use]
    pub fn show_choices(&self, input: Input, choices: &[Choice]) -> Field {
        let value = match input.kind {
            InputKind::Password | InputKind::File => String::new(),
            // Browsers show a date only as they write it themselves.
            InputKind::Date => parse_date(self.raw(input.name).trim())
                .map_or_else(|| self.raw(input.name).to_owned(), |day| day.to_string()),
            _ => self.raw(input.name).to_owned(),
        };
        let chosen: Vec<&str> = self.all(input.name).collect();
        Field {
            input,
            value,
            nothing: if self.narrows { word!("ui-filter-all") } else { word!("ui-form-choose") },
            choices: choices.iter().map(|c| (c.clone(), chosen.contains(&c.value.as_str()))).collect(),
            error: self.errors.iter().find(|(i, _)| i.name == input.name).map(|(_, m)| m.clone()),
        }
    }

    /// The list of mistakes for the top of the page, each leading to its field; shows nothing when all is well.
    #[must_use]
    pub fn summary(&self) -> ErrorSummary {
        ErrorSummary {
            loses_file: self.has_files || self.errors.iter().any(|(i, _)| i.kind == InputKind::File),
            errors: self.errors.iter().map(|(i, m)| (i.name, i.label, m.clone())).collect(),
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for FormState {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        // The form check has already read and limited the body.
        let bytes = to_bytes(request.into_body(), usize::MAX).await.map_err(|_| Failure::Unreadable)?;
        pairs::decode(&bytes).map(Self::from_pairs)
    }
}

const fn missing(kind: InputKind) -> Word {
    match kind {
        InputKind::Select | InputKind::Radio | InputKind::Ticks => word!("ui-form-not-chosen"),
        InputKind::Tick => word!("ui-form-not-ticked"),
        InputKind::File => word!("ui-form-no-file"),
        _ => word!("ui-form-empty"),
    }
}

fn parse_date(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let mut pieces = text.split(['/', '.', '-']).map(str::trim);
    let day = pieces.next()?.parse().ok()?;
    let month = pieces.next()?.parse().ok()?;
    let year = pieces.next()?.parse().ok().filter(|y| *y >= 1000)?;
    pieces.next().is_none().then_some(())?;
    Date::new(year, month, day).ok()
}

fn parse_whole(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| !matches!(c, '.' | ',' | ' ' | '\u{a0}')).collect();
    digits.replace('−', "-").parse().ok()
}
