//! What goes into a template: values by name, and the names a paper knows; it must not hold markup.

use crate::text::clean;
use std::collections::{BTreeMap, BTreeSet};

/// Values by name. Names are written in lower case without marks: `so_quyet_dinh`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values {
    single: BTreeMap<String, String>,
    lists: BTreeMap<String, List>,
}

/// A list of like entries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct List {
    fields: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Values {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value; lines of its own become lines in Word.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.single.insert(name.to_owned(), clean(value.as_ref()));
        self
    }

    /// Adds a list: the names of its fields and its rows, each with as many values as there are fields; missing ones are empty.
    #[must_use]
    pub fn with_list(mut self, name: &str, fields: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        let rows = rows.into_iter().map(|row| row.iter().map(|value| clean(value)).collect()).collect();
        self.lists
            .insert(name.to_owned(), List { fields: fields.iter().map(|field| (*field).to_owned()).collect(), rows });
        self
    }

    /// The names that have a value here.
    #[must_use]
    pub fn vocabulary(&self) -> Vocabulary {
        let lists = self.lists.iter().map(|(name, list)| (name.clone(), list.fields.iter().cloned().collect()));
        Vocabulary { single: self.single.keys().cloned().collect(), lists: lists.collect() }
    }

    pub(super) fn single(&self, name: &str) -> &str {
        self.single.get(name).map_or("", String::as_str)
    }

    /// How many entries a list has.
    pub(super) fn entries(&self, list: &str) -> usize {
        self.lists.get(list).map_or(0, |list| list.rows.len())
    }

    pub(super) fn field(&self, list: &str, entry: usize, name: &str) -> &str {
        self.lists
            .get(list)
            .and_then(|list| {
                let column = list.fields.iter().position(|field| field == name)?;
                list.rows.get(entry)?.get(column).map(String::as_str)
            })
            .unwrap_or("")
    }
}

/// The names a paper knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary {
    single: BTreeSet<String>,
    lists: BTreeMap<String, BTreeSet<String>>,
}

impl Vocabulary {
    /// Whether there is such a name.
    #[must_use]
    pub fn has(&self, list: Option<&str>, name: &str) -> bool {
        match list {
            None => self.single.contains(name),
            Some(list) => self.lists.get(list).is_some_and(|fields| fields.contains(name)),
        }
    }

    /// Every name as it is written between the braces.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let fields =
            self.lists.iter().flat_map(|(list, fields)| fields.iter().map(move |field| format!("{list}.{field}")));
        self.single.iter().cloned().chain(fields).collect()
    }

    /// The name most like another one, when it is like it at all.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<String> {
        let name: String = name.chars().take(64).collect();
        let near = self.names().into_iter().map(|known| (distance(&known, &name), known)).min()?;
        (near.0 <= (name.chars().count() / 3).max(1)).then_some(near.1)
    }
}

/// How many letters differ.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let kept = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = kept.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}
