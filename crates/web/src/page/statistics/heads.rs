//! The heading of a form: which cell spans what, for the page and for Excel alike; it must not count.

use super::names;
use lantoa_app::statistics::form::{Form, Head, Table};
use lantoa_docgen::FormHead;
use lantoa_i18n::{Locale, Say, Word, word};

/// Letters over the texts of a line.
const LETTERS: [&str; 3] = ["A", "B", "C"];

struct Heads {
    locale: Locale,
    cells: Vec<FormHead>,
    /// Columns of text before the total.
    texts: u16,
    /// Lines above the line of letters.
    depth: u32,
}

/// The heading of a form, line by line.
pub(super) fn heads(table: &Table, locale: Locale) -> Vec<FormHead> {
    let (texts, depth) = match table.form {
        Form::Movements => (2, 2),
        Form::State => (3, 4),
        Form::Province => (3, 2),
    };
    let mut heads = Heads { locale, cells: Vec::new(), texts, depth };
    heads.texts(table);
    match table.form {
        Form::Movements => heads.launched(table),
        Form::State | Form::Province => heads.awards(table),
    }
    heads.letters(table);
    heads.cells.sort_by_key(|head| (head.line, head.column));
    heads.cells
}

fn width(heads: &[Head]) -> u16 {
    u16::try_from(heads.len()).unwrap_or(u16::MAX)
}

/// Runs of columns that belong together, with the place of the first.
fn runs(table: &Table) -> Vec<(usize, &[Head])> {
    let alike = |one: &Head, other: &Head| match (one, other) {
        (Head::Award { column, .. }, Head::Award { column: of, .. }) => column == of,
        _ => false,
    };
    let mut at = 1;
    let mut runs = Vec::new();
    for run in table.heads[1..].chunk_by(alike) {
        runs.push((at, run));
        at += run.len();
    }
    runs
}

impl Heads {
    fn put(&mut self, (line, column): (u32, u16), (lines, columns): (u32, u16), text: impl Into<String>) {
        self.cells.push(FormHead { line, column, lines, columns, text: text.into() });
    }

    fn say(&self, word: Word) -> String {
        word.say(self.locale).into_owned()
    }

    /// The place of a column of numbers, the total being 0.
    fn place(&self, column: usize) -> u16 {
        self.texts + u16::try_from(column).unwrap_or(u16::MAX)
    }

    /// The columns of text, the total, and what stands over the rest.
    fn texts(&mut self, table: &Table) {
        let names = [None, Some(word!("statistics-form-code")), Some(word!("statistics-form-unit"))];
        for (column, name) in (0..self.texts).zip(names) {
            let text = name.map(|name| self.say(name)).unwrap_or_default();
            self.put((0, column), (self.depth, 1), text);
        }
        let total = self.say(word!("statistics-form-total"));
        self.put((0, self.texts), (self.depth, 1), total);
        let over = match table.form {
            Form::Movements => word!("statistics-form-launched"),
            Form::State | Form::Province => word!("statistics-form-split"),
        };
        let over = self.say(over);
        self.put((0, self.texts + 1), (1, width(&table.heads[1..])), over);
    }

    fn launched(&mut self, table: &Table) {
        for (column, head) in table.heads.iter().enumerate().skip(1) {
            let text = names::head(head, self.locale);
            self.put((1, self.place(column)), (1, 1), text);
        }
    }

    fn awards(&mut self, table: &Table) {
        for (first, run) in runs(table) {
            let Some(Head::Award { column, .. }) = run.first() else { continue };
            let (at, wide) = (self.place(first), width(run));
            let title = self.say(names::column(*column));
            if table.form == Form::Province {
                self.put((1, at), (1, wide), title);
            } else if column.is_of_many() {
                self.put((1, at), (1, wide), title);
                self.many(first, run);
                self.sides(first, run);
            } else {
                self.put((1, at), (2, wide), title);
                self.sides(first, run);
            }
        }
    }

    /// Each order or honour over its recipients.
    fn many(&mut self, first: usize, run: &[Head]) {
        let name = |head: &Head| if let Head::Award { name, .. } = head { name.clone() } else { None };
        let mut at = first;
        for same in run.chunk_by(|one, other| name(one) == name(other)) {
            let text = name(&same[0]).unwrap_or_else(|| self.say(word!("statistics-form-none")));
            self.put((2, self.place(at)), (1, width(same)), text);
            at += same.len();
        }
    }

    fn sides(&mut self, first: usize, run: &[Head]) {
        for (column, head) in run.iter().enumerate() {
            let text = match head {
                Head::Award { column, side, .. } => self.say(names::side(*side, *column)),
                Head::Total | Head::Launched(_) => String::new(),
            };
            self.put((3, self.place(first + column)), (1, 1), text);
        }
    }

    /// A, B, C over the texts, then the numbers of the form's columns.
    fn letters(&mut self, table: &Table) {
        for (column, letter) in (0..self.texts).zip(LETTERS) {
            self.put((self.depth, column), (1, 1), letter);
        }
        let total = if table.form == Form::Movements { "1\u{a0}=\u{a0}2+3+4" } else { "1" };
        self.put((self.depth, self.texts), (1, 1), total);
        for (first, run) in runs(table) {
            let number = match run.first() {
                Some(Head::Award { column, .. }) => column.number(),
                _ => u8::try_from(first + 1).unwrap_or(u8::MAX),
            };
            self.put((self.depth, self.place(first)), (1, width(run)), number.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lantoa_app::statistics::form::{Row, Submitter};
    use lantoa_domain::statistics::{Record, To, column_of};

    /// Each place of the heading is covered exactly once, whatever was given.
    #[test]
    fn cells_cover_the_heading_without_gap_or_overlap() {
        let award = |name: &str| Record::Award {
            column: column_of(name).expect("an award of the forms"),
            name: name.to_owned(),
            to: To::Collective,
            way: None,
            by: Submitter::Province,
        };
        let given =
            [award("Huân chương Lao động hạng Ba"), award("Huân chương Độc lập hạng Nhì"), award("Anh hùng Lao động")];
        for form in Form::ALL {
            for records in [&given[..], &[]] {
                let table = Table::of(form, records);
                let cells = heads(&table, Locale::Vi);
                let depth = cells.iter().map(|head| head.line + head.lines).max().unwrap();
                let wide = cells.iter().map(|head| head.column + head.columns).max().unwrap();
                let texts = if form == Form::Movements { 2 } else { 3 };
                assert_eq!(usize::from(wide), texts + table.heads.len());
                for line in 0..depth {
                    for column in 0..wide {
                        let over = |head: &&FormHead| {
                            (head.line..head.line + head.lines).contains(&line)
                                && (head.column..head.column + head.columns).contains(&column)
                        };
                        assert_eq!(cells.iter().filter(over).count(), 1, "{form:?}: line {line}, column {column}");
                    }
                }
            }
        }
        assert_eq!(Table::of(Form::State, &given).lines[0].0, Row::Total);
    }
}
