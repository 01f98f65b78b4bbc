//! Measured results as rows of a form and of a page: what was typed is kept, also where it is wrong. It must not judge a figure.

use askama::Template;
use lantoa_domain::practice::{Figure, MOST_FIGURES, hundredths, written};
use lantoa_i18n::{Word, word};

use crate::{
    filters,
    kernel::{FormState, Input, InputKind},
};

/// The rows as one field, for the list of mistakes.
pub(in crate::page) const FIGURES: Input = Input::new(InputKind::Lines, "so-lieu", word!("practice-figures"));

const NAMES: [&str; 5] = ["sl-chi-so", "sl-don-vi", "sl-truoc", "sl-sau", "sl-ky"];
/// Empty rows offered below those that are filled.
const MORE: usize = 3;

/// One row as it was typed.
#[derive(Debug, Clone, Default)]
struct Row {
    cells: [String; 5],
}

impl Row {
    fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    fn read(&self) -> Option<Figure> {
        let [measure, unit, before, after, period] = &self.cells;
        let before = match before.trim() {
            "" => None,
            text => Some(hundredths(text)?),
        };
        let after = hundredths(after)?;
        let said = !measure.trim().is_empty();
        said.then(|| Figure { measure: measure.clone(), unit: unit.clone(), before, after, period: period.clone() })
    }
}

/// The rows of a form.
#[derive(Debug, Clone, Template)]
#[template(path = "practice/figures.html")]
pub(in crate::page) struct FigureRows {
    rows: Vec<Row>,
    wrong: Vec<usize>,
}

// Its template escapes what it shows.
impl askama::filters::HtmlSafe for FigureRows {}

impl FigureRows {
    /// Rows of what is on record, with a few empty ones.
    pub(in crate::page) fn of(figures: &[Figure]) -> Self {
        let row = |figure: &Figure| Row {
            cells: [
                figure.measure.clone(),
                figure.unit.clone(),
                figure.before.map(written).unwrap_or_default(),
                written(figure.after),
                figure.period.clone(),
            ],
        };
        Self { rows: figures.iter().map(row).collect(), wrong: Vec::new() }.padded()
    }

    /// Rows as they were typed; a row that is wrong is noted. Empty rows say nothing.
    pub(in crate::page) fn read(form: &mut FormState) -> (Self, Option<Vec<Figure>>) {
        let cell = |form: &FormState, name: usize, at: usize| {
            form.all(NAMES[name]).nth(at).unwrap_or_default().trim().chars().take(300).collect::<String>()
        };
        let count = form.all(NAMES[0]).count().min(MOST_FIGURES + MORE);
        let rows = (0..count).map(|at| Row { cells: std::array::from_fn(|name| cell(form, name, at)) });
        let rows: Vec<Row> = rows.filter(|row| !row.is_empty()).collect();
        let read: Vec<Option<Figure>> = rows.iter().map(Row::read).collect();
        let wrong: Vec<usize> = (0..rows.len()).filter(|at| read[*at].is_none()).collect();
        if let Some(first) = wrong.first() {
            form.refuse(FIGURES, word!("practice-figures-wrong").with("row", first + 1));
        }
        (Self { rows, wrong }.padded(), read.into_iter().collect())
    }

    fn padded(mut self) -> Self {
        let most = (self.rows.len() + MORE).min(MOST_FIGURES.max(self.rows.len()));
        self.rows.resize(most, Row::default());
        self
    }

    fn is_wrong(&self, at: &usize) -> bool {
        self.wrong.contains(at)
    }

    fn columns() -> [(&'static str, Word); 5] {
        let words = [
            word!("practice-figure-measure"),
            word!("practice-figure-unit"),
            word!("practice-figure-before"),
            word!("practice-figure-after"),
            word!("practice-figure-period"),
        ];
        std::array::from_fn(|at| (NAMES[at], words[at]))
    }

    /// Cells of a row with the name and heading of each.
    fn cells(row: &Row) -> Vec<(&'static str, Word, &str)> {
        Self::columns().into_iter().zip(&row.cells).map(|((name, word), cell)| (name, word, cell.as_str())).collect()
    }
}

/// A table of measured results.
#[derive(Debug, Clone, Template)]
#[template(path = "practice/figure_table.html")]
pub(in crate::page) struct FigureTable {
    figures: Vec<Figure>,
}

impl askama::filters::HtmlSafe for FigureTable {}

impl FigureTable {
    /// The table.
    pub(in crate::page) fn of(figures: &[Figure]) -> Self {
        Self { figures: figures.to_vec() }
    }

    /// By how many per cent it changed; nothing where there was nothing before.
    fn change(figure: &Figure) -> Option<String> {
        let before = figure.before.filter(|before| *before != 0)?;
        let change = (i128::from(figure.after) - i128::from(before)) * 100 / i128::from(before.abs());
        let sign = if change > 0 { "+" } else { "" };
        Some(format!("{sign}{change}%"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(cells: [&str; 5]) -> FormState {
        FormState::filled(NAMES.into_iter().zip(cells).map(|(name, cell)| (name, cell.to_owned())))
    }

    #[test]
    fn a_row_is_read_or_kept_with_its_mistake() {
        let (_, read) = FigureRows::read(&mut typed(["Thời gian", "ngày", "7", "3,5", "năm 2026"]));
        let figure = &read.unwrap()[0];
        assert_eq!((figure.before, figure.after, FigureTable::change(figure)), (Some(700), 350, Some("-50%".into())));
        let mut form = typed(["Thời gian", "ngày", "bảy", "3", ""]);
        let (rows, read) = FigureRows::read(&mut form);
        assert!(read.is_none() && form.has_errors() && rows.rows[0].cells[2] == "bảy");
        let (_, nothing) = FigureRows::read(&mut typed(["", "", " ", "", ""]));
        assert_eq!(nothing, Some(Vec::new()), "empty rows say nothing");
    }
}
