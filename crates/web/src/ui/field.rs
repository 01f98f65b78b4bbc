//! A field with label, hint and mistake, and the list of mistakes of a form; made by [`FormState`](crate::kernel::FormState) only.

use crate::{
    filters,
    kernel::{Choice, Input, InputKind},
};
use askama::Template;
use lantoa_i18n::{Message, Word};

/// A form field as it is shown.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/field.html")]
pub struct Field {
    pub(crate) input: Input,
    pub(crate) value: String,
    /// What the empty option of a drop-down says.
    pub(crate) nothing: Word,
    pub(crate) choices: Vec<(Choice, bool)>,
    pub(crate) error: Option<Message>,
}

impl Field {
    fn described_by(&self) -> String {
        let name = self.input.name;
        let hint = self.input.hint.map(|_| format!("{name}-huong-dan"));
        let error = self.error.as_ref().map(|_| format!("{name}-loi"));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        ids.join(" ")
    }

    const fn html_type(&self) -> &'static str {
        match self.input.kind {
            InputKind::Email => "email",
            InputKind::Password => "password",
            InputKind::Date => "date",
            InputKind::File => "file",
            InputKind::Search => "search",
            _ => "text",
        }
    }

    /// Short answers get short boxes: the width says what is expected.
    const fn width(&self) -> &'static str {
        match self.input.kind {
            InputKind::Whole => "field--short",
            InputKind::Date => "field--date",
            _ => "",
        }
    }

    fn is_group(&self) -> bool {
        matches!(self.input.kind, InputKind::Radio | InputKind::Ticks)
    }
}

/// The mistakes of a form, at the top of the page, each leading to its field.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/error_summary.html")]
pub struct ErrorSummary {
    /// Whether a file went with the form: browsers do not keep it, so it has to be chosen again.
    pub(crate) loses_file: bool,
    pub(crate) errors: Vec<(&'static str, Word, Message)>,
}
