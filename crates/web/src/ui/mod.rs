//! The components of the visual system: typed values that draw themselves; they must not fetch or decide anything.
//!
//! A component is put into a template as `{{ it }}`. It is rendered with the page's language.

mod action;
mod badge;
mod bulk;
mod chart;
mod field;
mod pager;
mod parts;
mod qr;
mod quota;
mod timeline;
mod track;
mod tree;
mod views;

pub use action::{Action, Look, Target};
pub use badge::{Badge, Tone};
pub use bulk::{Bulk, Head, Tick};
pub use chart::{BarChart, LineChart, Point, Series};
pub use field::{ErrorSummary, Field};
pub use pager::Pager;
pub use parts::{Stat, Tab, Tabs};
pub use qr::Qr;
pub use quota::{Pressure, QuotaBar, QuotaRule};
pub use timeline::{Moment, Timeline};
pub use track::{Progress, Track, TrackStep};
pub use tree::{Tree, TreeNode};
pub use views::{ViewChip, Views};

use lantoa_i18n::{Locale, Message, Say, Word};
use std::borrow::Cow;

/// Text to show: words of ours, or data that is the same in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// Words of the product.
    Words(Message),
    /// Data: a name, a title, a number.
    Data(String),
}

impl Say for Label {
    fn say(&self, locale: Locale) -> Cow<'static, str> {
        match self {
            Self::Words(message) => message.say(locale),
            Self::Data(text) => Cow::Owned(text.clone()),
        }
    }

    fn message(&self) -> Message {
        match self {
            Self::Words(message) => message.clone(),
            Self::Data(text) => Message::from_id("ui-data".to_owned()).with("text", text),
        }
    }
}

impl From<Word> for Label {
    fn from(word: Word) -> Self {
        Self::Words(word.into())
    }
}

impl From<Message> for Label {
    fn from(message: Message) -> Self {
        Self::Words(message)
    }
}

impl From<String> for Label {
    fn from(text: String) -> Self {
        Self::Data(text)
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Self::Data(text.to_owned())
    }
}

/// Marks types whose template escapes what it shows, so that pages do not escape their markup again.
macro_rules! components {
    ($($name:ty),* $(,)?) => {$(
        impl askama::filters::HtmlSafe for $name {}
    )*};
}

components!(
    Action,
    Badge,
    BarChart,
    Bulk,
    Head,
    Tick,
    ErrorSummary,
    Field,
    LineChart,
    Pager,
    Qr,
    QuotaBar,
    Stat,
    Tabs,
    Timeline,
    Track,
    Tree,
    TreeNode,
    Views,
);

/// `part` of `whole` on a scale of 1000, for drawings only.
fn permille(part: u64, whole: u64) -> u64 {
    if whole == 0 {
        return 0;
    }
    (part.min(whole) * 1000) / whole
}

/// Permille as the percentage text of an SVG attribute: 375 → `37.5%`.
fn share(permille: u64) -> String {
    format!("{}.{}%", permille / 10, permille % 10)
}

/// `part` of `whole` as the width of a drawing: `37.5%`.
#[must_use]
pub fn share_of(part: u64, whole: u64) -> String {
    share(permille(part, whole))
}

/// Dots for people: where each stands, and whether it is filled. At most 60 are drawn.
#[must_use]
pub fn dots(filled: &u32, all: &u32) -> Vec<(u32, bool)> {
    (0..(*all).min(60)).map(|i| (13 + i * 30, i < *filled)).collect()
}
