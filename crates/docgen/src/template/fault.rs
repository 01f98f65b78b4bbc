//! What can be wrong with a template, told with its place; it must not be told in one language only.

use lantoa_i18n::{Message, Word, word};

/// Where in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The part of the file: `word/document.xml`.
    pub part: String,
    /// The beginning of the paragraph, at most 60 letters.
    pub paragraph: String,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateFault {
    /// More than 10 MB.
    #[error("the file is larger than 10 MB")]
    TooLarge,
    /// Made to burst: too many parts, too well packed, too deeply nested.
    #[error("the file is made to burst")]
    Bomb,
    /// No Word file, or a damaged one.
    #[error("the file is no Word file or is damaged")]
    Broken,
    /// It carries a program.
    #[error("the file carries macros")]
    Macro,
    /// It loads another template from elsewhere when opened.
    #[error("the file loads something from elsewhere")]
    Remote,
    /// A placeholder that is not closed, or whose name is none.
    #[error("not a placeholder: {text}")]
    Malformed {
        /// What stands there.
        text: String,
        /// Where.
        place: Place,
    },
    /// A name this paper does not know.
    #[error("unknown placeholder {name}")]
    Unknown {
        /// The name.
        name: String,
        /// The known name most like it.
        near: Option<String>,
        /// Where.
        place: Place,
    },
    /// Fields of two lists in one row.
    #[error("the row holds fields of two lists: {first}, {second}")]
    TwoLists {
        /// One list.
        first: String,
        /// The other.
        second: String,
        /// Where.
        place: Place,
    },
    /// The filled file would be too large.
    #[error("the filled file would be too large")]
    TooMuch,
}

impl TemplateFault {
    /// The fault in words for people.
    #[must_use]
    pub fn message(&self) -> Message {
        let at =
            |word: Word, place: &Place| word.with("part", place_name(&place.part)).with("paragraph", &place.paragraph);
        match self {
            Self::TooLarge => word!("paper-template-too-large").into(),
            Self::Bomb => word!("paper-template-bomb").into(),
            Self::Broken => word!("paper-template-broken").into(),
            Self::Macro => word!("paper-template-macro").into(),
            Self::Remote => word!("paper-template-remote").into(),
            Self::TooMuch => word!("paper-template-too-much").into(),
            Self::Malformed { text, place } => at(word!("paper-template-malformed"), place).with("text", text),
            Self::Unknown { name, near: None, place } => at(word!("paper-template-unknown"), place).with("name", name),
            Self::Unknown { name, near: Some(near), place } => {
                at(word!("paper-template-unknown-near"), place).with("name", name).with("near", near)
            }
            Self::TwoLists { first, second, place } => {
                at(word!("paper-template-two-lists"), place).with("first", first).with("second", second)
            }
        }
    }
}

fn place_name(part: &str) -> Word {
    match part {
        name if name.contains("header") => word!("paper-template-header"),
        name if name.contains("footer") => word!("paper-template-footer"),
        _ => word!("paper-template-body"),
    }
}
