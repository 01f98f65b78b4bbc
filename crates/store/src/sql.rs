//! Statements as registered constants: one SQL text with `$1 …` for both engines, a second only where the dialects differ.
//!
//! Write every statement inside [`sql!`](crate::sql): it becomes a `static` and an entry of the module's `ALL`, which
//! [`statements`](crate::statements) hands to the test that prepares every statement on both engines.
//!
//! The dialect to keep to, so that one text is enough: no `::type` but `CAST(… AS BIGINT)`; sums and counts cast to
//! BIGINT; no `greatest`/`least`, arrays, LATERAL, `FOR UPDATE`; `INSERT … SELECT … WHERE TRUE ON CONFLICT`; `LIKE`
//! only with folded text; `||` with NULL gives NULL; parameters that only meet NULL tests need a CAST on PostgreSQL.

use std::sync::OnceLock;

/// One registered statement.
#[derive(Debug)]
pub struct Sql {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
    /// The SQLite text with `?n` instead of `$n`: SQLite would number `$n` by first appearance.
    numbered: OnceLock<String>,
    /// The PostgreSQL text of an INSERT with the values of many rows.
    repeated: OnceLock<String>,
}

impl Sql {
    /// Rows that one statement inserts on PostgreSQL.
    pub const ROWS: usize = 100;

    /// A statement with the same text on both engines. `name` is for errors and the log.
    #[must_use]
    pub const fn both(name: &'static str, text: &'static str) -> Self {
        Self::each(name, text, text)
    }

    /// A statement whose text differs; parameters and columns must be the same.
    #[must_use]
    pub const fn each(name: &'static str, sqlite: &'static str, postgres: &'static str) -> Self {
        Sql { name, sqlite, postgres, numbered: OnceLock::new(), repeated: OnceLock::new() }
    }

    /// The registered name, "module::NAME".
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The text for PostgreSQL.
    #[must_use]
    pub fn postgres(&self) -> &'static str {
        self.postgres
    }

    /// The text for SQLite, with `?n`.
    #[must_use]
    pub fn sqlite(&self) -> &str {
        self.numbered.get_or_init(|| number_for_sqlite(self.sqlite))
    }

    /// The text for PostgreSQL of an INSERT of one row, with the values of [`Sql::ROWS`] rows; it gives back the first
    /// column of those that are new.
    pub(crate) fn postgres_rows(&self) -> &str {
        self.repeated.get_or_init(|| repeat_values(self.postgres, Self::ROWS))
    }
}

/// Rewrites `$n` to `?n` outside of quotes.
pub(crate) fn number_for_sqlite(text: &str) -> String {
    renumber(text, |out, number| {
        out.push('?');
        out.push_str(number);
    })
}

/// Gives every `$n` outside of quotes to `put`, as the digits it has.
fn renumber(text: &str, mut put: impl FnMut(&mut String, &str)) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut quote, mut rest) = (None, text);
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '$') if digits > 0 => {
                put(&mut out, &after[..digits]);
                rest = &after[digits..];
                continue;
            }
            _ => {}
        }
        out.push(c);
        rest = after;
    }
    out
}

/// Writes the parenthesis after VALUES as many times, each with numbers of its own.
///
/// # Panics
/// When the text has no VALUES, or values outside of it: a mistake of the programmer.
fn repeat_values(text: &str, rows: usize) -> String {
    let begin = text.find("VALUES (").expect("invariant: an INSERT of one row") + "VALUES ".len();
    let end = begin + closing(&text[begin..]).expect("invariant: what is opened is closed") + 1;
    let (head, row, tail) = (&text[..begin], &text[begin..end], &text[end..]);
    let mut values = 0;
    renumber(row, |_, number| values = values.max(number.parse().unwrap_or(0)));
    renumber(&format!("{head}{tail}"), |_, _| panic!("invariant: values stand in the row alone"));
    let one = |place: usize| {
        renumber(row, |out, number| {
            let number: usize = number.parse().unwrap_or_default();
            out.push_str(&format!("${}", number + place * values));
        })
    };
    let all: Vec<String> = (0..rows).map(one).collect();
    let columns = head.find('(').map_or("", |place| &head[place + 1..]);
    let first = columns.split([',', ')']).next().unwrap_or_default().trim();
    format!("{head}{}{tail} RETURNING {first}", all.join(", "))
}

/// Where the parenthesis that a text begins with is closed.
fn closing(text: &str) -> Option<usize> {
    let (mut depth, mut quoted) = (0, false);
    for (place, c) in text.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(place);
        }
    }
    None
}

/// Declares the statements of a module and their list `ALL`.
///
/// ```
/// lantoa_store::sql! {
///     /// The current name of a unit.
///     NAME_OF = "SELECT name FROM unit WHERE id = $1";
///     LOCK = { sqlite: "SELECT seq FROM head WHERE id = $1", postgres: "SELECT seq FROM head WHERE id = $1 FOR UPDATE" };
/// }
/// assert_eq!(ALL.len(), 2);
/// assert_eq!(NAME_OF.sqlite(), "SELECT name FROM unit WHERE id = ?1");
/// ```
#[macro_export]
macro_rules! sql {
    ($($(#[$doc:meta])* $vis:vis $name:ident = $body:tt;)+) => {
        $($(#[$doc])* $vis static $name: $crate::Sql = $crate::sql!(@one $name $body);)+
        /// Every statement of this module, for the test that prepares them all on both engines.
        pub(crate) static ALL: &[&$crate::Sql] = &[$(&$name),+];
    };
    (@one $name:ident { sqlite: $sqlite:expr, postgres: $postgres:expr $(,)? }) => {
        $crate::Sql::each(concat!(module_path!(), "::", stringify!($name)), $sqlite, $postgres)
    };
    (@one $name:ident $text:expr) => {
        $crate::Sql::both(concat!(module_path!(), "::", stringify!($name)), $text)
    };
}

#[cfg(test)]
mod tests {
    use super::{number_for_sqlite, repeat_values};

    #[test]
    fn a_row_is_repeated_with_numbers_of_its_own() {
        assert_eq!(
            repeat_values(
                "INSERT INTO t (a, b, c) VALUES ($2, coalesce($1, ')$1'), 'é') ON CONFLICT (a) DO NOTHING",
                3
            ),
            "INSERT INTO t (a, b, c) VALUES ($2, coalesce($1, ')$1'), 'é'), ($4, coalesce($3, ')$1'), 'é'), \
             ($6, coalesce($5, ')$1'), 'é') ON CONFLICT (a) DO NOTHING RETURNING a"
        );
    }

    #[test]
    #[should_panic(expected = "values stand in the row alone")]
    fn a_value_outside_of_the_row_is_a_mistake() {
        repeat_values("INSERT INTO t (a) VALUES ($1) ON CONFLICT (a) DO UPDATE SET a = $2", 2);
    }

    #[test]
    fn numbers_outside_of_quotes_only() {
        assert_eq!(
            number_for_sqlite("SELECT '$1', \"$2\", $3 || '''$4' WHERE a = $12 AND b = '$' || $1"),
            "SELECT '$1', \"$2\", ?3 || '''$4' WHERE a = ?12 AND b = '$' || ?1"
        );
    }
}
