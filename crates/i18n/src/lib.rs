//! Every word shown to people, and the formats of dates, numbers, money and names; it must not do I/O, read a clock or know a screen.
//!
//! A word is a Fluent message in `locales/{vi,en}/<feature>.ftl`; its id begins with the feature (`dossier-list-title`).
//! Code names an id only through [`word!`], so that a test can find every use.

mod bundle;
mod date;
mod fault;
mod message;
mod names;
mod number;

pub use bundle::{ids, t, t_args};
pub use date::{date_long, date_short, due, instant, month, quarter, time_of_day, year};
pub use fault::{FAULTS, fault};
pub use message::{AsValue, Dong, Hundredths, Message, Say, Value, Word};
pub use names::{Names, given_name};
pub use number::{decimal, money, number, percent};

use std::str::FromStr;

/// A language of the interface. Vietnamese is the first one and the fallback.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

impl Locale {
    /// Every locale, the default first.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The BCP 47 tag, as in `<html lang>`, cookies and folder names.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language's own name, for the language switch.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
        }
    }

    /// The best locale for an HTTP `Accept-Language` header; Vietnamese when nothing fits.
    ///
    /// Quality values are honoured, order breaks ties.
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best = (0_u32, Self::Vi);
        for part in accept_language.split(',').take(32) {
            let mut pieces = part.trim().split(';');
            let tag = pieces.next().unwrap_or_default();
            let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")).map_or(1000, weight_in_thousandths);
            let primary = tag.split('-').next().unwrap_or_default();
            if let Ok(locale) = primary.parse::<Self>()
                && weight > best.0
            {
                best = (weight, locale);
            }
        }
        best.1
    }
}

/// The text is not the tag of a locale of this product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownLocale;

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(tag: &str) -> Result<Self, UnknownLocale> {
        Self::ALL.into_iter().find(|l| l.tag().eq_ignore_ascii_case(tag)).ok_or(UnknownLocale)
    }
}

/// `0.8` → 800; text that is no weight counts as 0, so that it never wins.
fn weight_in_thousandths(text: &str) -> u32 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole: u32 = whole.parse().unwrap_or(0);
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    (whole * 1000 + digits.parse::<u32>().unwrap_or(0)).min(1000)
}

/// Names a Fluent message id, checked by a test against the `.ftl` files.
#[macro_export]
macro_rules! word {
    ($id:literal) => {
        $crate::Word::new($id)
    };
}

#[cfg(test)]
mod tests;
