//! A message as data: an id with typed values, said in a locale only when it is shown; it must not hold rendered text.

use crate::{Locale, bundle, date, number};
use fluent_bundle::FluentValue;
use jiff::{Timestamp, civil::Date};
use std::borrow::Cow;

/// The id of a message without variables. Made with [`word!`](crate::word).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word(&'static str);

impl Word {
    /// The word with this id. Prefer [`word!`](crate::word), which the scanner of ids sees.
    #[must_use]
    pub const fn new(id: &'static str) -> Self {
        Self(id)
    }

    /// The Fluent id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.0
    }

    /// Starts a message with a variable: `word!("dossier-count").with("count", 3)`.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl AsValue) -> Message {
        Message::from(self).with(name, value)
    }
}

impl From<&'static str> for Word {
    fn from(id: &'static str) -> Self {
        Self(id)
    }
}

/// An amount of money in whole đồng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dong(pub i64);

/// A number in hundredths: 30 is 0,3 and 200 is 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hundredths(pub i64);

/// A value inside a message; formatted for the locale when the message is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text that is the same in every language: a name, a number with letters, a year.
    Text(String),
    /// A whole number: grouped, and chooses the plural form.
    Count(i64),
    /// A civil date, short form.
    Date(Date),
    /// An instant, shown in Asia/Ho_Chi_Minh.
    Instant(Timestamp),
    /// Money.
    Money(Dong),
    /// A number with at most two decimals.
    Decimal(Hundredths),
    /// Another word.
    Word(Word),
}

impl Value {
    fn fluent(&self, locale: Locale) -> FluentValue<'static> {
        match self {
            Self::Text(text) => FluentValue::from(text.clone()),
            Self::Count(n) => FluentValue::from(*n),
            Self::Date(d) => FluentValue::from(date::date_short(locale, *d)),
            Self::Instant(i) => FluentValue::from(date::instant(locale, *i)),
            Self::Money(m) => FluentValue::from(number::money(locale, m.0)),
            Self::Decimal(n) if n.0 % 100 == 0 => FluentValue::from(number::number(locale, n.0 / 100)),
            Self::Decimal(n) => FluentValue::from(number::decimal(locale, n.0, 2)),
            Self::Word(w) => FluentValue::from(bundle::t(locale, w.0)),
        }
    }
}

/// Something that can stand in a message. References count as what they point to, as templates need.
pub trait AsValue {
    /// The value.
    fn as_value(&self) -> Value;
}

impl<T: AsValue + ?Sized> AsValue for &T {
    fn as_value(&self) -> Value {
        (**self).as_value()
    }
}

macro_rules! as_value {
    ($($from:ty => |$x:ident| $to:expr;)*) => {$(
        impl AsValue for $from {
            fn as_value(&self) -> Value {
                let $x = self;
                $to
            }
        }
    )*};
}

as_value! {
    str => |x| Value::Text(x.to_owned());
    String => |x| Value::Text(x.clone());
    u8 => |x| Value::Count(i64::from(*x));
    i32 => |x| Value::Count(i64::from(*x));
    u32 => |x| Value::Count(i64::from(*x));
    i64 => |x| Value::Count(*x);
    u64 => |x| Value::Count(i64::try_from(*x).unwrap_or(i64::MAX));
    usize => |x| Value::Count(i64::try_from(*x).unwrap_or(i64::MAX));
    Date => |x| Value::Date(*x);
    Timestamp => |x| Value::Instant(*x);
    Dong => |x| Value::Money(*x);
    Hundredths => |x| Value::Decimal(*x);
    Word => |x| Value::Word(*x);
    Value => |x| x.clone();
}

/// A sentence as data: a word and the values in it. Equal messages say the same in every locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    id: Cow<'static, str>,
    values: Vec<(Cow<'static, str>, Value)>,
}

impl Message {
    /// Adds a variable.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl AsValue) -> Self {
        self.values.push((name.into(), value.as_value()));
        self
    }

    /// A message whose id comes from outside the source, as from a flash cookie.
    #[must_use]
    pub fn from_id(id: String) -> Self {
        Self { id: Cow::Owned(id), values: Vec::new() }
    }

    /// The Fluent id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The variables in the order they were added.
    pub fn values(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.values.iter().map(|(n, v)| (n.as_ref(), v))
    }
}

impl From<Word> for Message {
    fn from(word: Word) -> Self {
        Self { id: Cow::Borrowed(word.0), values: Vec::new() }
    }
}

/// Something that can be said in a locale.
pub trait Say {
    /// The words in `locale`.
    fn say(&self, locale: Locale) -> Cow<'static, str>;

    /// The same as a message, to which variables can be added.
    fn message(&self) -> Message;
}

impl Say for Word {
    fn say(&self, locale: Locale) -> Cow<'static, str> {
        bundle::t(locale, self.0)
    }

    fn message(&self) -> Message {
        Message::from(*self)
    }
}

impl Say for str {
    fn say(&self, locale: Locale) -> Cow<'static, str> {
        bundle::t(locale, self)
    }

    fn message(&self) -> Message {
        Message::from_id(self.to_owned())
    }
}

impl Say for Message {
    fn say(&self, locale: Locale) -> Cow<'static, str> {
        if self.values.is_empty() {
            return bundle::t(locale, &self.id);
        }
        let values: Vec<_> = self.values.iter().map(|(name, value)| (name.as_ref(), value.fluent(locale))).collect();
        bundle::t_args(locale, &self.id, &values)
    }

    fn message(&self) -> Message {
        self.clone()
    }
}

impl<T: Say + ?Sized> Say for &T {
    fn say(&self, locale: Locale) -> Cow<'static, str> {
        (**self).say(locale)
    }

    fn message(&self) -> Message {
        (**self).message()
    }
}

#[cfg(test)]
mod tests {
    use super::{Hundredths, Say, Word};
    use crate::Locale;

    #[test]
    fn decimals_follow_the_language_and_whole_numbers_have_none() {
        let share = |n, locale| Word("fact-value-share").with("value", Hundredths(n)).say(locale).into_owned();
        assert_eq!((share(30, Locale::Vi), share(30, Locale::En)), ("0,3%".to_owned(), "0.3%".to_owned()));
        assert_eq!((share(200, Locale::Vi), share(123_456, Locale::En)), ("2%".to_owned(), "1,234.56%".to_owned()));
    }
}
