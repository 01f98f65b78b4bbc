//! A part of a plan as a table of inputs: what was typed is kept, also where it is wrong. It must not judge a criterion or number by itself.

use askama::Template;
use lantoa_i18n::{Message, Word, word};

use crate::{
    filters,
    kernel::{Choice, FormState, Input, InputKind},
    ui::Label,
};

/// The whole table as one field, for the list of mistakes.
pub(super) const TABLE: Input = Input::new(InputKind::Lines, "cac-dong", word!("cascade-rows"));

/// What stands in a column.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// Words that are shown and not typed.
    Shown,
    /// A value that goes along unseen.
    Hidden,
    /// A line of text.
    Text,
    /// A day.
    Day,
    /// One of a few; the first may be nothing.
    One(Vec<Choice>),
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// The name of its inputs.
    pub(super) name: &'static str,
    /// Its heading.
    pub(super) word: Word,
    /// What stands in it.
    pub(super) kind: Kind,
}

impl Column {
    pub(super) fn new(name: &'static str, word: Word, kind: Kind) -> Self {
        Self { name, word, kind }
    }
}

/// A table of inputs.
#[derive(Debug, Clone, Template)]
#[template(path = "cascade/rows.html")]
pub(super) struct Rows {
    /// Where the page leads to; one of its own for each table of a page.
    id: &'static str,
    title: Word,
    hint: Word,
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    /// Cells that are not offered in a row: row and column.
    closed: Vec<(usize, usize)>,
    wrong: Vec<usize>,
}

// Its template escapes what it shows.
impl askama::filters::HtmlSafe for Rows {}

impl Rows {
    /// A table filled with what is on record.
    pub(super) fn new(title: Word, hint: Word, columns: Vec<Column>, rows: Vec<Vec<String>>) -> Self {
        Self { id: TABLE.name, title, hint, columns, rows, closed: Vec::new(), wrong: Vec::new() }
    }

    /// The same as a second table of its page.
    pub(super) fn second(mut self) -> Self {
        self.id = "cac-dong-them";
        self
    }

    /// The same with empty rows below it.
    pub(super) fn padded(mut self, more: usize) -> Self {
        let empty = vec![String::new(); self.columns.len()];
        self.rows.resize(self.rows.len() + more, empty);
        self
    }

    /// Leaves a cell out; it is sent as nothing.
    pub(super) fn close(&mut self, row: usize, column: usize) {
        self.closed.push((row, column));
    }

    /// The same table with what was typed.
    pub(super) fn typed(mut self, form: &FormState) -> Self {
        let count = self.columns.iter().map(|column| form.all(column.name).count()).max().unwrap_or(0).min(200);
        let width = self.columns.len();
        while self.rows.len() < count {
            self.rows.push(vec![String::new(); width]);
        }
        for (at, column) in self.columns.iter().enumerate() {
            if matches!(column.kind, Kind::Shown) {
                continue;
            }
            for (row, cell) in form.all(column.name).enumerate().take(count) {
                self.rows[row][at] = cell.trim().chars().take(1_000).collect();
            }
        }
        self
    }

    /// The cells as they stand, row by row.
    pub(super) fn cells(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// Notes what is wrong with a row, counted from 0.
    pub(super) fn refuse(&mut self, form: &mut FormState, row: usize, message: impl Into<Message>) {
        self.wrong.push(row);
        form.refuse(TABLE, message);
    }

    fn is_wrong(&self, at: &usize) -> bool {
        self.wrong.contains(at)
    }

    /// The columns that are seen.
    fn heads(&self) -> Vec<Word> {
        self.columns.iter().filter(|column| !matches!(column.kind, Kind::Hidden)).map(|column| column.word).collect()
    }

    /// The cells of a row that are seen, and its hidden ones.
    fn seen<'a>(&'a self, at: &usize, row: &'a [String]) -> Vec<(&'a Column, &'a str, bool)> {
        let cells = self.columns.iter().zip(row).enumerate();
        let seen = cells.filter(|(_, (column, _))| !matches!(column.kind, Kind::Hidden));
        seen.map(|(place, (column, cell))| (column, cell.as_str(), self.closed.contains(&(*at, place)))).collect()
    }

    fn hidden<'a>(&'a self, row: &'a [String]) -> Vec<(&'static str, &'a str)> {
        let cells = self.columns.iter().zip(row).filter(|(column, _)| matches!(column.kind, Kind::Hidden));
        cells.map(|(column, cell)| (column.name, cell.as_str())).collect()
    }

    fn options(column: &Column) -> Vec<(String, Label)> {
        match &column.kind {
            Kind::One(choices) => choices.iter().map(|choice| (choice.value.clone(), choice.label.clone())).collect(),
            _ => Vec::new(),
        }
    }

    fn html_type(column: &Column) -> &'static str {
        if matches!(column.kind, Kind::Day) { "date" } else { "text" }
    }

    fn is_shown(column: &Column) -> bool {
        matches!(column.kind, Kind::Shown)
    }

    fn is_choice(column: &Column) -> bool {
        matches!(column.kind, Kind::One(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stands_in_its_row_again() {
        let columns = vec![
            Column::new("khoa", word!("cascade-rows"), Kind::Hidden),
            Column::new("ten", word!("cascade-rows"), Kind::Shown),
            Column::new("so", word!("cascade-rows"), Kind::Text),
        ];
        let rows = vec![vec!["a".into(), "Tên".into(), "1".into()]];
        let form =
            FormState::filled([("khoa", "a".into()), ("so", " 7 ".into()), ("khoa", "b".into()), ("so", "x".into())]);
        let table = Rows::new(word!("cascade-rows"), word!("cascade-rows"), columns, rows).typed(&form);
        assert_eq!(table.cells(), [vec!["a", "Tên", "7"], vec!["b", "", "x"]]);
    }
}
