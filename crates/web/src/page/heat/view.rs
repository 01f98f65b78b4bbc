//! What the table unit × occurrence shows: plain values, already permitted for the reader.

use std::fmt::Write as _;

use crate::plan_words as said;
use lantoa_app::heat::{Cell, Column, Heat, Of, Row, Totals};
use lantoa_domain::task::Mark;
use lantoa_i18n::{Locale, Say, Word, date_short, word};

/// A mark as the table writes it: sign, name, CSS modifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// A letter or sign that does not need colour.
    pub sign: String,
    /// Its name.
    pub name: String,
    /// CSS modifier.
    pub class: &'static str,
}

/// One cell.
#[derive(Debug, Clone)]
pub struct CellView {
    /// The task.
    pub address: String,
    /// Place of its mark in the legend.
    pub mark: usize,
    /// What it is, in words: period, state, day, why.
    pub title: String,
}

/// One column.
#[derive(Debug, Clone)]
pub struct ColumnView {
    /// The period answered for.
    pub period: String,
    /// What is owed, where columns are of several obligations.
    pub what: Option<String>,
    /// Late or missing, and all.
    pub sums: (u32, u32),
}

/// One row.
#[derive(Debug, Clone)]
pub struct RowView {
    /// The unit.
    pub name: String,
    /// Its tasks as a list.
    pub address: String,
    /// The cells.
    pub cells: Vec<Option<CellView>>,
    /// Late or missing, and all.
    pub sums: (u32, u32),
}

/// The table.
#[derive(Debug, Clone)]
pub struct HeatView {
    /// What is owed, or the year.
    pub title: String,
    /// Who owes it and when, in words.
    pub rule: String,
    /// The rhythm as a rule of calendars.
    pub recurrence: String,
    /// The marks with their numbers over all units.
    pub legend: Vec<(Sign, u32)>,
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// One page of units.
    pub rows: Vec<RowView>,
    /// Late or missing, and all, over all units.
    pub sums: (u32, u32),
}

/// The name of a mark.
pub(super) const fn name(mark: Mark) -> Word {
    match mark {
        Mark::Missing => word!("heat-missing"),
        Mark::Late => word!("heat-late"),
        Mark::Extended => word!("heat-extended"),
        Mark::NotYet => word!("heat-not-yet"),
        Mark::Zero => word!("heat-zero"),
        Mark::InTime => word!("heat-in-time"),
        Mark::Exempt => word!("heat-exempt"),
    }
}

fn sign(mark: Mark, locale: Locale) -> Sign {
    let (letter, class) = match mark {
        Mark::Missing => (word!("heat-sign-missing"), "missing"),
        Mark::Late => (word!("heat-sign-late"), "late"),
        Mark::Extended => (word!("heat-sign-extended"), "extended"),
        Mark::NotYet => (word!("heat-sign-not-yet"), "not-yet"),
        Mark::Zero => (word!("heat-sign-zero"), "zero"),
        Mark::InTime => (word!("heat-sign-in-time"), "in-time"),
        Mark::Exempt => (word!("heat-sign-exempt"), "exempt"),
    };
    Sign { sign: letter.say(locale).into_owned(), name: name(mark).say(locale).into_owned(), class }
}

/// Late or missing, and all.
fn sums(totals: &Totals) -> (u32, u32) {
    (totals.behind(), totals.all())
}

impl HeatView {
    pub(super) fn new(heat: &Heat, of: &Of, locale: Locale) -> Self {
        let signs: Vec<Sign> = Mark::ALL.into_iter().map(|mark| sign(mark, locale)).collect();
        let (title, rule) = match (of, &heat.obligation) {
            (Of::Year(year), _) => {
                let title = word!("task-grid-year").with("year", year.to_string()).say(locale).into_owned();
                (title, word!("heat-year-why").say(locale).into_owned())
            }
            (_, Some(one)) => {
                let rule = format!("{} · {}", said::debtor(locale, &one.who), said::deadline(locale, &one.deadline));
                (one.what.clone(), rule)
            }
            (Of::Obligation(key), None) => (key.to_string(), word!("task-obligation-gone").say(locale).into_owned()),
        };
        let whats = matches!(of, Of::Year(_));
        let periods: Vec<String> = heat.columns.iter().map(|one| said::when(locale, one.period)).collect();
        let column = |(one, period): (&Column, &String)| ColumnView {
            period: period.clone(),
            what: whats.then(|| one.what.clone()),
            sums: sums(&one.totals),
        };
        let row = |one: &Row| RowView {
            name: one.name.clone(),
            address: format!("/nhiem-vu?xem=tat-ca&don-vi={}", one.unit),
            cells: one
                .cells
                .iter()
                .zip(&periods)
                .map(|(cell, period)| cell.as_ref().map(|one| cell_of(one, period, &signs, locale)))
                .collect(),
            sums: sums(&one.totals),
        };
        Self {
            title,
            rule,
            recurrence: heat.rule.as_ref().map(|rule| format!("RRULE:{}", rule.text())).unwrap_or_default(),
            columns: heat.columns.iter().zip(&periods).map(column).collect(),
            rows: heat.rows.iter().map(row).collect(),
            legend: Mark::ALL
                .into_iter()
                .zip(&signs)
                .map(|(mark, sign)| (sign.clone(), heat.totals.of(mark)))
                .collect(),
            sums: sums(&heat.totals),
        }
    }

    /// The sign of a cell.
    #[must_use]
    pub fn sign(&self, cell: &CellView) -> &Sign {
        &self.legend[cell.mark.min(self.legend.len() - 1)].0
    }
}

fn cell_of((cell, mark): &(Cell, Mark), period: &str, signs: &[Sign], locale: Locale) -> CellView {
    let at = Mark::ALL.iter().position(|known| known == mark).unwrap_or_default();
    let day = date_short(locale, cell.met_on.unwrap_or(cell.due_day));
    let mut title = format!("{period}: {}, {day}", signs[at].name);
    if !cell.why.is_empty() {
        // A tooltip is no place for a page of reasons.
        let why: String = cell.why.chars().take(200).collect();
        let _ = write!(title, " ({why})");
    }
    CellView { address: format!("/nhiem-vu/{}", cell.id), mark: at, title }
}
