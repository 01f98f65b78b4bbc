//! What can be bound to a statement, the same for both engines; it must not know a driver beyond the two encodings.

use std::borrow::Cow;

use serde::Serialize;

/// One bound value. There is no floating point: no rule of the product needs one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// SQL NULL of whatever type the column has.
    Null,
    /// Integers, typed ids, microseconds.
    Int(i64),
    /// Text, civil dates (`YYYY-MM-DD`), JSON.
    Text(Cow<'a, str>),
    /// Truth values (0 and 1 on SQLite).
    Bool(bool),
    /// Bytes.
    Blob(Cow<'a, [u8]>),
    /// A value that cannot be stored; the statement fails with this reason.
    Invalid(&'static str),
}

impl Value<'_> {
    /// The same value without borrows.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Null => Value::Null,
            Value::Int(n) => Value::Int(n),
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Bool(b) => Value::Bool(b),
            Value::Blob(bytes) => Value::Blob(Cow::Owned(bytes.into_owned())),
            Value::Invalid(why) => Value::Invalid(why),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Int(_) => "integer",
            Value::Text(_) => "text",
            Value::Bool(_) => "boolean",
            Value::Blob(_) => "bytes",
            Value::Invalid(_) => "invalid value",
        }
    }
}

/// A Rust value that can be bound. Implement it for typed ids and enums stored as text.
pub trait Param {
    /// The value to bind.
    fn value(&self) -> Value<'_>;
}

/// Binds a list of parameters: `params![id, title, deadline]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::Param::value(&$value)),*] as &[$crate::Value<'_>] };
}

impl Param for Value<'_> {
    fn value(&self) -> Value<'_> {
        match self {
            Value::Null => Value::Null,
            Value::Int(n) => Value::Int(*n),
            Value::Text(text) => Value::Text(Cow::Borrowed(text)),
            Value::Bool(b) => Value::Bool(*b),
            Value::Blob(bytes) => Value::Blob(Cow::Borrowed(bytes)),
            Value::Invalid(why) => Value::Invalid(why),
        }
    }
}

macro_rules! integer_param {
    ($($kind:ty),+) => {$(
        impl Param for $kind {
            fn value(&self) -> Value<'_> { Value::Int(i64::from(*self)) }
        }
    )+};
}

integer_param!(i8, i16, i32, i64, u8, u16, u32);

macro_rules! wide_param {
    ($($kind:ty),+) => {$(
        impl Param for $kind {
            fn value(&self) -> Value<'_> {
                i64::try_from(*self).map_or(Value::Invalid("integer beyond 63 bits"), Value::Int)
            }
        }
    )+};
}

wide_param!(u64, usize);

impl Param for bool {
    fn value(&self) -> Value<'_> {
        Value::Bool(*self)
    }
}

impl Param for str {
    fn value(&self) -> Value<'_> {
        // PostgreSQL cannot store it and SQLite would cut the text there when it is printed.
        if self.contains('\0') { Value::Invalid("text with a zero byte") } else { Value::Text(Cow::Borrowed(self)) }
    }
}

impl Param for String {
    fn value(&self) -> Value<'_> {
        self.as_str().value()
    }
}

impl Param for Cow<'_, str> {
    fn value(&self) -> Value<'_> {
        self.as_ref().value()
    }
}

impl Param for [u8] {
    fn value(&self) -> Value<'_> {
        Value::Blob(Cow::Borrowed(self))
    }
}

impl Param for Vec<u8> {
    fn value(&self) -> Value<'_> {
        self.as_slice().value()
    }
}

impl<const N: usize> Param for [u8; N] {
    fn value(&self) -> Value<'_> {
        self.as_slice().value()
    }
}

impl<T: Param> Param for Option<T> {
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Param::value)
    }
}

impl<T: Param + ?Sized> Param for &T {
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}

/// A civil date is stored as text `YYYY-MM-DD`: it sorts as text and prints as it is.
impl Param for jiff::civil::Date {
    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Owned(day_text(*self)))
    }
}

/// `YYYY-MM-DD`, a third of the time the formatter of the library takes.
fn day_text(day: jiff::civil::Date) -> String {
    let (Ok(year @ 0..=9_999), Ok(month), Ok(of_month)) =
        (u16::try_from(day.year()), u16::try_from(day.month()), u16::try_from(day.day()))
    else {
        return day.to_string();
    };
    let digit = |number: u16| char::from_digit(u32::from(number % 10), 10).unwrap_or('0');
    let mut text = String::with_capacity(10);
    for c in [digit(year / 1_000), digit(year / 100), digit(year / 10), digit(year)] {
        text.push(c);
    }
    for part in [month, of_month] {
        text.push('-');
        text.push(digit(part / 10));
        text.push(digit(part));
    }
    text
}

/// An instant is stored as microseconds since 1970 in UTC.
impl Param for jiff::Timestamp {
    fn value(&self) -> Value<'_> {
        Value::Int(self.as_microsecond())
    }
}

/// A value stored as JSON text: `Json(&draft)` when binding, `Json<Draft>` in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T: Serialize> Param for Json<T> {
    fn value(&self) -> Value<'_> {
        match serde_json::to_string(&self.0) {
            Ok(text) => Value::Text(Cow::Owned(text)),
            Err(_) => Value::Invalid("a value that has no JSON form"),
        }
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(n) => ValueRef::Integer(*n),
            Value::Bool(b) => ValueRef::Integer(i64::from(*b)),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
            Value::Invalid(why) => return Err(rusqlite::Error::ToSqlConversionFailure((*why).into())),
        }))
    }
}

impl tokio_postgres::types::ToSql for Value<'_> {
    fn to_sql(
        &self,
        ty: &tokio_postgres::types::Type,
        out: &mut bytes::BytesMut,
    ) -> Result<tokio_postgres::types::IsNull, Box<dyn std::error::Error + Sync + Send>> {
        use tokio_postgres::types::{IsNull, Type};
        match (self, ty) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Int(n), &Type::INT8) => n.to_sql(ty, out),
            (Value::Int(n), &Type::INT4) => i32::try_from(*n)?.to_sql(ty, out),
            (Value::Int(n), &Type::INT2) => i16::try_from(*n)?.to_sql(ty, out),
            (Value::Bool(b), &Type::BOOL) => b.to_sql(ty, out),
            (Value::Text(text), &(Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME)) => {
                text.as_ref().to_sql(ty, out)
            }
            (Value::Blob(bytes), &Type::BYTEA) => bytes.as_ref().to_sql(ty, out),
            (Value::Invalid(why), _) => Err((*why).into()),
            _ => Err(format!("{} bound where {} is expected", self.kind(), ty.name()).into()),
        }
    }

    fn accepts(_: &tokio_postgres::types::Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}
