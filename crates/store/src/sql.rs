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
}

impl Sql {
    /// A statement with the same text on both engines. `name` is for errors and the log.
    #[must_use]
    pub const fn both(name: &'static str, text: &'static str) -> Self {
        Self::each(name, text, text)
    }

    /// A statement whose text differs; parameters and columns must be the same.
    #[must_use]
    pub const fn each(name: &'static str, sqlite: &'static str, postgres: &'static str) -> Self {
        Sql { name, sqlite, postgres, numbered: OnceLock::new() }
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
}

/// Rewrites `$n` to `?n` outside of quotes.
pub(crate) fn number_for_sqlite(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quote = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '$') if chars.peek().is_some_and(char::is_ascii_digit) => {
                out.push('?');
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out
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
    use super::number_for_sqlite;

    #[test]
    fn numbers_outside_of_quotes_only() {
        assert_eq!(
            number_for_sqlite("SELECT '$1', \"$2\", $3 || '''$4' WHERE a = $12 AND b = '$' || $1"),
            "SELECT '$1', \"$2\", ?3 || '''$4' WHERE a = ?12 AND b = '$' || ?1"
        );
    }
}
