//! A form filled in: its columns, its lines, and the cells the form leaves empty. It must not know where a record counts.

use super::{Column, Form, Record, Row, Scope};

/// Who launched a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Launcher {
    /// The central council.
    Nation,
    /// A ministry, a province.
    Top,
    /// An agency, an organisation, a unit.
    Unit,
}

/// Which recipients a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// All.
    All,
    /// Collectives and households.
    Collectives,
    /// People.
    People,
}

impl Side {
    pub(super) fn holds(self, other: Self) -> bool {
        self == Self::All || self == other
    }
}

/// A column of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Head {
    /// Everything.
    Total,
    /// Movements by who launched them.
    Launched(Launcher),
    /// Awards of a form.
    Award {
        /// The column of the form.
        column: Column,
        /// One order or honour of it; `None` for all or where none was given.
        name: Option<String>,
        /// To whom.
        side: Side,
    },
}

/// A form, filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Which.
    pub form: Form,
    /// Its columns from left to right, the total first.
    pub heads: Vec<Head>,
    /// Its lines with a cell for each column; `None` where the form leaves the cell empty.
    pub lines: Vec<(Row, Vec<Option<u32>>)>,
}

impl Table {
    /// Counts the records of a form; those of other forms are passed over.
    #[must_use]
    pub fn of(form: Form, records: &[Record]) -> Self {
        let mine: Vec<&Record> = records.iter().filter(|record| record.form() == form).collect();
        let heads = heads(form, &mine);
        let line = |row| (row, heads.iter().map(|head| cell(row, head, &mine)).collect());
        Self { form, lines: form.rows().into_iter().map(line).collect(), heads }
    }
}

fn cell(row: Row, head: &Head, records: &[&Record]) -> Option<u32> {
    is_asked(row, head).then(|| {
        let count = records.iter().filter(|record| record.counts(row, head)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    })
}

/// Whether the form wants a number in a cell: headings have none, nor has a launcher under another's scope, nor people under collectives.
#[must_use]
pub fn is_asked(row: Row, head: &Head) -> bool {
    match (row, head) {
        (Row::Group(_), _) => false,
        (Row::Scope(scope), Head::Launched(launcher)) => match launcher {
            Launcher::Nation => scope == Scope::Nation,
            Launcher::Top => scope == Scope::Top,
            Launcher::Unit => matches!(scope, Scope::Cluster | Scope::Unit),
        },
        (Row::Collectives | Row::Enterprises | Row::Households, Head::Award { side, .. }) => {
            side.holds(Side::Collectives)
        }
        (Row::Individuals | Row::Rank(_), Head::Award { side, .. }) => side.holds(Side::People),
        _ => true,
    }
}

fn heads(form: Form, records: &[&Record]) -> Vec<Head> {
    let rest = match form {
        Form::Movements => [Launcher::Nation, Launcher::Top, Launcher::Unit].map(Head::Launched).into(),
        Form::State | Form::Province => Column::ALL
            .into_iter()
            .filter(|column| column.form() == form)
            .flat_map(|one| award_heads(one, records))
            .collect(),
    };
    [vec![Head::Total], rest].concat()
}

/// A column of its own for each order and honour that was given, with collectives and people apart where both can have it.
fn award_heads(column: Column, records: &[&Record]) -> Vec<Head> {
    let head = |name: Option<String>, side| Head::Award { column, name, side };
    if !column.is_of_many() {
        return column.sides().iter().map(|side| head(None, *side)).collect();
    }
    let mut names: Vec<&String> = Vec::new();
    for record in records {
        let Record::Award { column: of, name, .. } = record else { continue };
        if *of == column && !names.contains(&name) {
            names.push(name);
        }
    }
    names.sort_unstable();
    let names = if names.is_empty() { vec![None] } else { names.into_iter().cloned().map(Some).collect() };
    let both =
        |name: Option<String>| column.sides().iter().map(move |side| head(name.clone(), *side)).collect::<Vec<_>>();
    names.into_iter().flat_map(both).collect()
}
