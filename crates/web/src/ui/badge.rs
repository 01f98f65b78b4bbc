//! A short state in a pill; colour never carries the meaning alone.

use super::Label;
use crate::filters;
use askama::Template;
use lantoa_i18n::{Locale, Say};

/// What a state means for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to do.
    Plain,
    /// Done, passed, enough.
    Good,
    /// In progress, to know.
    Note,
    /// Needs care soon.
    Warn,
    /// Late, failed, forbidden.
    Bad,
    /// Recognised: the gold of the product.
    Honour,
}

impl Tone {
    /// CSS modifier.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Honour => "honour",
        }
    }
}

/// A status pill.
#[derive(Debug, Clone, Template)]
#[template(
    source = "<span class=\"badge badge--{{ tone.class() }}\">{% if let Some(name) = icon %}{{ name|icon }}{% endif %}{{ label|t }}</span>",
    ext = "html"
)]
pub struct Badge {
    label: Label,
    tone: Tone,
    icon: Option<&'static str>,
}

impl Badge {
    /// A pill.
    pub fn new(label: impl Into<Label>, tone: Tone) -> Self {
        Self { label: label.into(), tone, icon: None }
    }

    /// Its words alone.
    #[must_use]
    pub fn words(&self, locale: Locale) -> String {
        self.label.say(locale).into_owned()
    }

    /// An icon before the words.
    #[must_use]
    pub fn icon(mut self, name: &'static str) -> Self {
        self.icon = Some(name);
        self
    }
}
