//! Enumerations and keys of the domain as text columns; it must not know which enumeration it carries.

use lantoa_domain::plan::Key;
use lantoa_domain::time::When;
use serde::Serialize;
use serde::de::{DeserializeOwned, IntoDeserializer};

use crate::{Cell, Column, Param, Value};

/// A unit variant of an enumeration, stored under the name serde gives it: `Word(Role::Head)` is `head`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<T>(pub T);

impl<T: Serialize> Word<T> {
    /// The name as stored.
    #[must_use]
    pub fn name(&self) -> String {
        let quoted = serde_json::to_string(&self.0).unwrap_or_default();
        quoted.trim_matches('"').to_owned()
    }
}

impl<T: Serialize> Param for Word<T> {
    fn value(&self) -> Value<'_> {
        Value::Text(self.name().into())
    }
}

impl<T: DeserializeOwned> Column for Word<T> {
    fn read(cell: Cell<'_>) -> Result<Self, String> {
        let Cell::Text(text) = cell else { return Err(cell.unexpected("text")) };
        let from: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = text.into_deserializer();
        T::deserialize(from).map(Word).map_err(|_| "a name this enumeration does not have".to_owned())
    }
}

impl Param for Key {
    fn value(&self) -> Value<'_> {
        Value::Text(self.as_str().into())
    }
}

impl Column for Key {
    fn read(cell: Cell<'_>) -> Result<Self, String> {
        let Cell::Text(text) = cell else { return Err(cell.unexpected("text")) };
        text.parse().map_err(|_| "not a key of a plan".to_owned())
    }
}

impl Param for When {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Day(day) => day.value(),
            _ => Value::Text(self.to_string().into()),
        }
    }
}

impl Column for When {
    fn read(cell: Cell<'_>) -> Result<Self, String> {
        let Cell::Text(text) = cell else { return Err(cell.unexpected("text")) };
        text.parse().map_err(|_| "not a date, month, quarter or year".to_owned())
    }
}
