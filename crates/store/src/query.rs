//! Statements put together at run time for filtered lists; it must never receive a value as SQL text.
//!
//! ```
//! use lantoa_store::{Order, Query};
//! let status = Some("open");
//! let query = Query::new("dossier::list", "SELECT id, title FROM dossier WHERE root = ?", &[&7_i64])
//!     .and_some("status = ?", status)
//!     .and_in("movement", &[3_i64, 4, 5])
//!     .keyset(&["created_at", "id"], Order::Descending, None);
//! assert_eq!(
//!     query.text(),
//!     "SELECT id, title FROM dossier WHERE root = $1 AND (status = $2) \
//!      AND movement IN ($3, $4, $5, $6) ORDER BY created_at DESC, id DESC"
//! );
//! ```

use std::fmt::Write as _;

use crate::{Param, Value};

/// Direction of a keyset-paged list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Small keys first.
    Ascending,
    /// Large keys first: the newest first for time-ordered ids.
    Descending,
}

/// SQL text with its values. In fragments a `?` stands for the next value.
#[derive(Debug, Clone)]
pub struct Query {
    name: &'static str,
    text: String,
    values: Vec<Value<'static>>,
}

/// One page of a list and whether more follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice<T> {
    /// At most as many rows as asked for.
    pub rows: Vec<T>,
    /// Whether another page follows; its key is that of the last row.
    pub more: bool,
}

impl Query {
    /// Starts with a fragment that already has its WHERE (use `WHERE TRUE` when nothing is fixed).
    #[must_use]
    pub fn new(name: &'static str, fragment: &str, values: &[&dyn Param]) -> Self {
        let empty = Query { name, text: String::with_capacity(256), values: Vec::new() };
        empty.push(fragment, values)
    }

    /// Appends a fragment with its values.
    ///
    /// # Panics
    /// When the number of `?` differs from the number of values: a mistake of the programmer.
    #[must_use]
    pub fn push(mut self, fragment: &str, values: &[&dyn Param]) -> Self {
        let mut values = values.iter();
        for (position, piece) in fragment.split('?').enumerate() {
            if position > 0 {
                let value = values.next().expect("invariant: a value for every ?");
                self.bind(value.value().into_owned());
            }
            self.text.push_str(piece);
        }
        assert!(values.next().is_none(), "invariant: a ? for every value");
        self
    }

    /// Appends `AND (condition)`.
    #[must_use]
    pub fn and(self, condition: &str, values: &[&dyn Param]) -> Self {
        self.push(" AND (", &[]).push(condition, values).push(")", &[])
    }

    /// Appends `AND (condition)` with its one value when there is a value.
    #[must_use]
    pub fn and_some<T: Param>(self, condition: &str, value: Option<T>) -> Self {
        match value {
            Some(value) => self.and(condition, &[&value]),
            None => self,
        }
    }

    /// Appends `AND column IN (…)`; an empty list matches nothing.
    ///
    /// The list is filled up to a power of two with its last value, so that lists of many lengths share few
    /// prepared statements.
    #[must_use]
    pub fn and_in<T: Param>(mut self, column: &str, values: &[T]) -> Self {
        let Some(last) = values.last() else {
            return self.push(" AND FALSE", &[]);
        };
        self = self.push(" AND ", &[]).push(column, &[]).push(" IN (", &[]);
        let padding = std::iter::repeat_n(last, values.len().next_power_of_two() - values.len());
        for (position, value) in values.iter().chain(padding).enumerate() {
            self.text.push_str(if position > 0 { ", " } else { "" });
            self.bind(value.value().into_owned());
        }
        self.push(")", &[])
    }

    /// Appends the keyset condition (rows after the given key) and the ORDER BY. Columns must form a unique key and
    /// none may be NULL; `after` is the key of the last row of the page before.
    ///
    /// # Panics
    /// When the key has another number of parts than there are columns.
    #[must_use]
    pub fn keyset(mut self, columns: &[&str], order: Order, after: Option<&[&dyn Param]>) -> Self {
        if let Some(key) = after {
            assert_eq!(key.len(), columns.len(), "invariant: one key part per column");
            let sign = if order == Order::Ascending { ">" } else { "<" };
            let _ = write!(self.text, " AND ({}) {sign} (", columns.join(", "));
            for (position, part) in key.iter().enumerate() {
                self.text.push_str(if position > 0 { ", " } else { "" });
                self.bind(part.value().into_owned());
            }
            self.text.push(')');
        }
        let direction = if order == Order::Ascending { "" } else { " DESC" };
        for (position, column) in columns.iter().enumerate() {
            self.text.push_str(if position > 0 { ", " } else { " ORDER BY " });
            self.text.push_str(column);
            self.text.push_str(direction);
        }
        self
    }

    /// Appends `LIMIT`.
    #[must_use]
    pub fn limit(self, rows: u32) -> Self {
        self.push(" LIMIT ?", &[&rows])
    }

    /// The name for errors and the log.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The text, with `$n`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The values, in the order of their numbers.
    #[must_use]
    pub fn values(&self) -> &[Value<'static>] {
        &self.values
    }

    fn bind(&mut self, value: Value<'static>) {
        self.values.push(value);
        let _ = write!(self.text, "${}", self.values.len());
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, Query};

    #[test]
    fn numbers_run_on_over_fragments() {
        let query = Query::new("t", "SELECT id FROM t WHERE root = ?", &[&1_i64])
            .and("a = ? OR b = ?", &[&"x", &true])
            .and_some("c = ?", None::<i64>)
            .keyset(&["id"], Order::Ascending, Some(&[&9_i64]))
            .limit(51);
        assert_eq!(
            query.text(),
            "SELECT id FROM t WHERE root = $1 AND (a = $2 OR b = $3) AND (id) > ($4) ORDER BY id LIMIT $5"
        );
        assert_eq!(query.values().len(), 5);
    }

    #[test]
    fn an_empty_list_matches_nothing() {
        let query = Query::new("t", "SELECT id FROM t WHERE TRUE", &[]).and_in::<i64>("id", &[]);
        assert_eq!(query.text(), "SELECT id FROM t WHERE TRUE AND FALSE");
    }

    #[test]
    #[should_panic(expected = "a value for every ?")]
    fn a_missing_value_is_a_mistake() {
        let _ = Query::new("t", "SELECT ?, ?", &[&1_i64]);
    }
}
