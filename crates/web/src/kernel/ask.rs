//! A page with one form: fields, what follows from sending it, a way back; it must not read or do anything.

use super::{form::FormState, visit::Shell};
use crate::{
    filters,
    ui::{Action, ErrorSummary, Field, Label},
};
use askama::Template;
use lantoa_i18n::{Message, Word};

/// A page that asks for a few values. Show it with [`Visit::page`](super::Visit::page), or again with its mistakes.
#[derive(Debug, Clone, Template)]
#[template(path = "kernel/ask.html")]
pub struct Ask {
    shell: Shell,
    title: Word,
    lead: Option<Message>,
    facts: Vec<(Label, Label)>,
    consequences: Vec<Message>,
    mistakes: ErrorSummary,
    address: String,
    hidden: Vec<(&'static str, String)>,
    fields: Vec<Field>,
    submit: Action,
    back: Action,
    grave: bool,
    has_files: bool,
}

impl Ask {
    /// A form that is sent to `address`.
    pub fn new(shell: Shell, title: Word, address: impl Into<String>, submit: Action, back: Action) -> Self {
        Self {
            shell,
            title,
            lead: None,
            facts: Vec::new(),
            consequences: Vec::new(),
            mistakes: FormState::empty().summary(),
            address: address.into(),
            hidden: Vec::new(),
            fields: Vec::new(),
            submit,
            back,
            grave: false,
            has_files: false,
        }
    }

    /// What it is about, in one sentence.
    #[must_use]
    pub fn lead(mut self, lead: impl Into<Message>) -> Self {
        self.lead = Some(lead.into());
        self
    }

    /// Something to know beside it.
    #[must_use]
    pub fn fact(mut self, name: impl Into<Label>, value: impl Into<Label>) -> Self {
        self.facts.push((name.into(), value.into()));
        self
    }

    /// What will happen.
    #[must_use]
    pub fn consequence(mut self, sentence: impl Into<Message>) -> Self {
        self.consequences.push(sentence.into());
        self
    }

    /// A value that goes along unseen, such as the version that was seen.
    #[must_use]
    pub fn hidden(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.hidden.push((name, value.into()));
        self
    }

    /// The fields, in their order, and what is wrong with them.
    #[must_use]
    pub fn fields(mut self, form: &FormState, fields: Vec<Field>) -> Self {
        self.mistakes = form.summary();
        self.fields = fields;
        self
    }

    /// Files go with it: its handler takes an [`UploadForm`](super::UploadForm).
    #[must_use]
    pub fn with_files(mut self) -> Self {
        self.has_files = true;
        self
    }

    /// It cannot be undone.
    #[must_use]
    pub fn grave(mut self) -> Self {
        self.grave = true;
        self
    }
}
