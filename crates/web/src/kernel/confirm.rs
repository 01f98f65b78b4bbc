//! The page that asks twice before what cannot be undone; it must not do the thing.

use super::visit::Shell;
use crate::{
    filters,
    ui::{Action, Label},
};
use askama::Template;
use lantoa_i18n::{Message, Word};

/// A question before an action: what will happen, and two ways on. Show it with [`Visit::page`](super::Visit::page).
///
/// The action posts the version that was seen, so that a change in between is noticed.
#[derive(Debug, Clone, Template)]
#[template(path = "kernel/confirm.html")]
pub struct Confirmation {
    shell: Shell,
    title: Word,
    lead: Option<Message>,
    facts: Vec<(Label, Label)>,
    consequences: Vec<Message>,
    action: Action,
    back: Action,
    grave: bool,
}

impl Confirmation {
    /// A question with the action and the way back.
    #[must_use]
    pub fn new(shell: Shell, title: Word, action: Action, back: Action) -> Self {
        Self { shell, title, lead: None, facts: Vec::new(), consequences: Vec::new(), action, back, grave: false }
    }

    /// What it is about, in one sentence.
    #[must_use]
    pub fn lead(mut self, lead: impl Into<Message>) -> Self {
        self.lead = Some(lead.into());
        self
    }

    /// A fact to check once more.
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

    /// It cannot be undone.
    #[must_use]
    pub fn grave(mut self) -> Self {
        self.grave = true;
        self
    }
}
