//! Tables of papers; it must not measure text.

use crate::{
    document::{Align, HalfPoints},
    text::{Look, Text},
};
use serde::{Deserialize, Serialize};

/// A table. Its head is drawn again on every page; no row is cut by a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The columns from left to right; at least one.
    pub columns: Vec<Column>,
    /// The rows of the head; may be several with merged cells.
    pub head: Vec<Vec<Cell>>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// Which lines are drawn.
    pub lines: Lines,
    /// Size of type.
    pub size: HalfPoints,
}

/// The lines of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lines {
    /// Every cell has a border.
    All,
    /// None: the table only places text side by side.
    None,
    /// Dashed borders to cut along: slips for envelopes.
    Cut,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its share of the width against the other columns; from 1.
    pub share: u16,
    /// Where the text of its rows stands.
    pub align: Align,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What stands in it.
    pub text: Text,
    /// How many columns it covers; from 1.
    pub cols: u8,
    /// How many rows it covers; from 1.
    pub rows: u8,
    /// Another place than its column's.
    pub align: Option<Align>,
}

impl Cell {
    /// A cell of one column and one row.
    #[must_use]
    pub fn new(text: impl Into<Text>) -> Self {
        Self { text: text.into(), cols: 1, rows: 1, align: None }
    }

    /// Bold.
    #[must_use]
    pub fn bold(text: impl AsRef<str>) -> Self {
        Self::new(Text::new().with(text.as_ref(), Look::Bold))
    }

    /// Covers several columns.
    #[must_use]
    pub const fn across(mut self, cols: u8) -> Self {
        self.cols = cols;
        self
    }

    /// Covers several rows.
    #[must_use]
    pub const fn down(mut self, rows: u8) -> Self {
        self.rows = rows;
        self
    }

    /// Stands elsewhere than its column.
    #[must_use]
    pub const fn at(mut self, align: Align) -> Self {
        self.align = Some(align);
        self
    }
}

impl<T: Into<Text>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}

impl Table {
    /// A table with borders, 12 pt, from its columns: name in the head, share of the width, place of the text.
    #[must_use]
    pub fn new(columns: &[(&str, u16, Align)]) -> Self {
        Self {
            columns: columns.iter().map(|&(_, share, align)| Column { share: share.max(1), align }).collect(),
            head: vec![columns.iter().map(|(name, ..)| Cell::bold(name)).collect()],
            rows: Vec::new(),
            lines: Lines::All,
            size: 24,
        }
    }

    /// A table without borders and without a head, of columns with these shares.
    #[must_use]
    pub fn bare(shares: &[u16], size: HalfPoints) -> Self {
        let columns = shares.iter().map(|&share| Column { share: share.max(1), align: Align::Left }).collect();
        Self { columns, head: Vec::new(), rows: Vec::new(), lines: Lines::None, size }
    }

    /// Another head: several rows, merged cells.
    #[must_use]
    pub fn headed(mut self, head: Vec<Vec<Cell>>) -> Self {
        self.head = head;
        self
    }

    /// Adds a row. Cells that are missing are left empty; those too many are not drawn.
    #[must_use]
    pub fn row(mut self, cells: Vec<Cell>) -> Self {
        self.push(cells);
        self
    }

    /// Adds a row.
    pub fn push(&mut self, mut cells: Vec<Cell>) {
        let columns = self.columns.len();
        let mut used = 0;
        cells.retain_mut(|cell| {
            let room = columns.saturating_sub(used);
            cell.cols = cell.cols.clamp(1, u8::try_from(room.max(1)).unwrap_or(u8::MAX));
            used += usize::from(cell.cols);
            room > 0
        });
        let covered: usize = cells.iter().map(|cell| usize::from(cell.cols)).sum();
        cells.extend((covered..columns).map(|_| Cell::new("")));
        self.rows.push(cells);
    }

    /// Adds a bold row over the whole width: the name of a group.
    pub fn group(&mut self, name: impl AsRef<str>) {
        let cols = u8::try_from(self.columns.len()).unwrap_or(u8::MAX);
        self.rows.push(vec![Cell::bold(name).across(cols).at(Align::Left)]);
    }
}

#[cfg(test)]
mod tests {
    use super::{Align, Cell, Table};

    #[test]
    fn rows_always_cover_the_columns() {
        let mut table = Table::new(&[("A", 1, Align::Left), ("B", 1, Align::Left), ("C", 1, Align::Left)]);
        table.push(vec!["x".into()]);
        table.push(vec![Cell::new("x").across(9)]);
        table.push((0..9).map(|n| Cell::new(n.to_string())).collect());
        let covered = |row: &Vec<Cell>| row.iter().map(|cell| usize::from(cell.cols)).sum::<usize>();
        assert!(table.rows.iter().all(|row| covered(row) == 3), "{:?}", table.rows);
    }
}
