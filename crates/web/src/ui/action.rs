//! Buttons and button-like links, with the reason when one cannot be used now; they must not decide whether.

use super::Label;
use crate::filters;
use askama::Template;
use lantoa_i18n::Message;

/// How much an action stands out. One primary action a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The next thing to do.
    Primary,
    /// Possible, not urgent.
    Quiet,
    /// Cannot be undone, or takes something away.
    Danger,
}

/// What happens on a press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Opens an address.
    Link(String),
    /// Sends a form of its own with hidden fields, such as the version that was seen.
    Post {
        /// Where to.
        address: String,
        /// Hidden fields.
        fields: Vec<(&'static str, String)>,
    },
    /// Sends the form around it.
    Submit,
}

/// A button or link. Disabled with its reason when a rule forbids it now.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/action.html")]
pub struct Action {
    label: Label,
    target: Target,
    look: Look,
    icon: Option<&'static str>,
    refused: Option<Message>,
}

impl Action {
    /// Opens an address.
    pub fn link(label: impl Into<Label>, address: impl Into<String>) -> Self {
        Self::new(label, Target::Link(address.into()))
    }

    /// Sends a POST of its own.
    pub fn post(label: impl Into<Label>, address: impl Into<String>) -> Self {
        Self::new(label, Target::Post { address: address.into(), fields: Vec::new() })
    }

    /// Sends the form around it.
    pub fn submit(label: impl Into<Label>) -> Self {
        Self::new(label, Target::Submit)
    }

    fn new(label: impl Into<Label>, target: Target) -> Self {
        Self { label: label.into(), target, look: Look::Quiet, icon: None, refused: None }
    }

    /// Adds a hidden field to a POST; nothing to the others.
    #[must_use]
    pub fn field(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Target::Post { fields, .. } = &mut self.target {
            fields.push((name, value.into()));
        }
        self
    }

    /// The next thing to do on this page.
    #[must_use]
    pub fn primary(mut self) -> Self {
        self.look = Look::Primary;
        self
    }

    /// Cannot be undone.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.look = Look::Danger;
        self
    }

    /// An icon before the label.
    #[must_use]
    pub fn icon(mut self, name: &'static str) -> Self {
        self.icon = Some(name);
        self
    }

    /// Cannot be used now: the reason is shown beside it. `None` leaves it usable.
    #[must_use]
    pub fn refused(mut self, reason: Option<Message>) -> Self {
        self.refused = reason;
        self
    }

    /// What happens on a press.
    #[must_use]
    pub fn target(&self) -> &Target {
        &self.target
    }

    fn class(&self) -> &'static str {
        match self.look {
            Look::Primary => "button button--primary",
            Look::Quiet => "button",
            Look::Danger => "button button--danger",
        }
    }
}
