//! Reading a row of either engine by position, the same way; it must not convert beyond what the column says.

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use tokio_postgres::types::Type;

use crate::{Error, Json, Result};

/// A row of a result, valid while it is read.
pub struct Row<'a> {
    inner: Inner<'a>,
    statement: &'static str,
}

enum Inner<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

/// One column of a row as the engine gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// SQL NULL.
    Null,
    /// An integer of any width.
    Int(i64),
    /// Text.
    Text(&'a str),
    /// A truth value; SQLite gives [`Cell::Int`] 0 or 1 instead.
    Bool(bool),
    /// Bytes.
    Blob(&'a [u8]),
}

impl<'a> Row<'a> {
    pub(crate) fn sqlite(row: &'a rusqlite::Row<'a>, statement: &'static str) -> Self {
        Row { inner: Inner::Sqlite(row), statement }
    }

    pub(crate) fn postgres(row: &'a tokio_postgres::Row, statement: &'static str) -> Self {
        Row { inner: Inner::Postgres(row), statement }
    }

    /// Reads the column at a position, from 0.
    ///
    /// # Errors
    /// [`Error::Decode`] when the column is missing or holds something else.
    pub fn get<T: Column>(&self, index: usize) -> Result<T> {
        let cell = self.cell(index).map_err(|detail| self.broken(index, detail))?;
        T::read(cell).map_err(|detail| self.broken(index, detail))
    }

    fn broken(&self, column: usize, detail: String) -> Error {
        Error::Decode { statement: self.statement, column, detail }
    }

    fn cell(&self, index: usize) -> Result<Cell<'_>, String> {
        match self.inner {
            Inner::Sqlite(row) => sqlite_cell(row, index),
            Inner::Postgres(row) => postgres_cell(row, index),
        }
    }
}

fn sqlite_cell<'r>(row: &'r rusqlite::Row<'_>, index: usize) -> Result<Cell<'r>, String> {
    use rusqlite::types::ValueRef;
    Ok(match row.get_ref(index).map_err(|error| error.to_string())? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(n) => Cell::Int(n),
        ValueRef::Text(bytes) => Cell::Text(std::str::from_utf8(bytes).map_err(|_| "text is not UTF-8".to_owned())?),
        ValueRef::Blob(bytes) => Cell::Blob(bytes),
        ValueRef::Real(_) => return Err("floating point; the statement must give an integer".to_owned()),
    })
}

fn postgres_cell(row: &tokio_postgres::Row, index: usize) -> Result<Cell<'_>, String> {
    let Some(column) = row.columns().get(index) else {
        return Err("no such column".to_owned());
    };
    let cell = match *column.type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(index).map(|v| v.map(Cell::Int)),
        Type::INT4 => row.try_get::<_, Option<i32>>(index).map(|v| v.map(|n| Cell::Int(n.into()))),
        Type::INT2 => row.try_get::<_, Option<i16>>(index).map(|v| v.map(|n| Cell::Int(n.into()))),
        Type::BOOL => row.try_get::<_, Option<bool>>(index).map(|v| v.map(Cell::Bool)),
        Type::BYTEA => row.try_get::<_, Option<&[u8]>>(index).map(|v| v.map(Cell::Blob)),
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN => {
            row.try_get::<_, Option<&str>>(index).map(|v| v.map(Cell::Text))
        }
        ref other => return Err(format!("type {} is not read here; cast it to BIGINT or TEXT", other.name())),
    };
    cell.map(|value| value.unwrap_or(Cell::Null)).map_err(|error| error.to_string())
}

/// Whether [`Value`](crate::Value) and [`Cell`] have a form for this type of PostgreSQL.
pub(crate) fn is_known(ty: &Type) -> bool {
    const KNOWN: &[Type] = &[
        Type::INT8,
        Type::INT4,
        Type::INT2,
        Type::BOOL,
        Type::BYTEA,
        Type::TEXT,
        Type::VARCHAR,
        Type::BPCHAR,
        Type::NAME,
    ];
    KNOWN.contains(ty)
}

/// A Rust value that can be read from one column. Implement it for typed ids and enums stored as text.
pub trait Column: Sized {
    /// Reads the value, or says what was expected and found (types only, never the value).
    ///
    /// # Errors
    /// A short sentence for the log.
    fn read(cell: Cell<'_>) -> Result<Self, String>;
}

impl Cell<'_> {
    /// The sentence for a cell of the wrong kind.
    #[must_use]
    pub fn unexpected(&self, expected: &str) -> String {
        let found = match self {
            Cell::Null => "null",
            Cell::Int(_) => "integer",
            Cell::Text(_) => "text",
            Cell::Bool(_) => "boolean",
            Cell::Blob(_) => "bytes",
        };
        format!("expected {expected}, found {found}")
    }
}

macro_rules! integer_column {
    ($($kind:ty),+) => {$(
        impl Column for $kind {
            fn read(cell: Cell<'_>) -> Result<Self, String> {
                match cell {
                    Cell::Int(n) => <$kind>::try_from(n)
                        .map_err(|_| concat!("integer out of range of ", stringify!($kind)).to_owned()),
                    other => Err(other.unexpected("integer")),
                }
            }
        }
    )+};
}

integer_column!(i8, i16, i32, i64, u8, u16, u32, u64, usize);

impl Column for bool {
    fn read(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Bool(b) => Ok(b),
            Cell::Int(0) => Ok(false),
            Cell::Int(1) => Ok(true),
            other => Err(other.unexpected("boolean")),
        }
    }
}

impl Column for String {
    fn read(cell: Cell<'_>) -> Result<Self, String> {
        text(cell).map(str::to_owned)
    }
}

impl Column for Vec<u8> {
    fn read(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Blob(bytes) => Ok(bytes.to_vec()),
            other => Err(other.unexpected("bytes")),
        }
    }
}

impl<const N: usize> Column for [u8; N] {
    fn read(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Blob(bytes) => bytes.try_into().map_err(|_| format!("expected {N} bytes, found {}", bytes.len())),
            other => Err(other.unexpected("bytes")),
        }
    }
}

impl Column for Date {
    fn read(cell: Cell<'_>) -> Result<Self, String> {
        text(cell)?.parse().map_err(|_| "expected a date YYYY-MM-DD".to_owned())
    }
}

impl Column for jiff::Timestamp {
    fn read(cell: Cell<'_>) -> Result<Self, String> {
        jiff::Timestamp::from_microsecond(i64::read(cell)?).map_err(|_| "instant out of range".to_owned())
    }
}

impl<T: DeserializeOwned> Column for Json<T> {
    fn read(cell: Cell<'_>) -> Result<Self, String> {
        serde_json::from_str(text(cell)?)
            .map(Json)
            .map_err(|error| format!("JSON does not fit the type at line {} column {}", error.line(), error.column()))
    }
}

impl<T: Column> Column for Option<T> {
    fn read(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Null => Ok(None),
            other => T::read(other).map(Some),
        }
    }
}

fn text(cell: Cell<'_>) -> Result<&str, String> {
    match cell {
        Cell::Text(text) => Ok(text),
        other => Err(other.unexpected("text")),
    }
}

/// A Rust value that can be read from a row. Use [`from_row!`](crate::from_row) for structs;
/// single columns and tuples work as they are.
pub trait FromRow: Sized {
    /// Reads the columns by position.
    ///
    /// # Errors
    /// [`Error::Decode`] with the column's position.
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

impl<T: Column> FromRow for T {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        row.get(0)
    }
}

macro_rules! tuple_row {
    ($($kind:ident $index:tt),+) => {
        impl<$($kind: Column),+> FromRow for ($($kind,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self> {
                Ok(($(row.get::<$kind>($index)?,)+))
            }
        }
    };
}

tuple_row!(A 0, B 1);
tuple_row!(A 0, B 1, C 2);
tuple_row!(A 0, B 1, C 2, D 3);
tuple_row!(A 0, B 1, C 2, D 3, E 4);
tuple_row!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple_row!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple_row!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);

/// Maps columns to the fields of a struct, in the order of the SELECT: `from_row!(Person { id, name, born });`
#[macro_export]
macro_rules! from_row {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::FromRow for $name {
            fn from_row(row: &$crate::Row<'_>) -> $crate::Result<Self> {
                let mut column = 0..;
                // Fields are evaluated in the order written, so the positions are 0, 1, 2 …
                Ok($name {
                    $($field: row.get(column.next().expect("invariant: an open range does not end"))?),+
                })
            }
        }
    };
}
