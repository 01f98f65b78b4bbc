//! What a person had typed when the session was over: shown once more on the answer to it; it must not be kept or logged.

use super::csrf;
use std::{fmt, sync::Arc};

/// Shorter values are quickly typed again, and most of them are codes.
const SHORT: usize = 20;
/// What the name of a field holds whose value must never be shown.
const SECRET: [&str; 3] = ["mat-khau", "password", "nhap-lai"];
/// Fields that a page fills in itself: the way back.
const NOT_TYPED: [&str; 2] = [csrf::FIELD, "ve"];

/// The long texts of a form that was sent too late, to be copied from the answer.
#[derive(Clone, Default)]
pub struct Typed(Arc<[String]>);

impl Typed {
    /// The long texts among the fields of a form; none at all of a form that asks for a password.
    pub(super) fn of(fields: &[(String, String)]) -> Self {
        if fields.iter().any(|(name, _)| SECRET.iter().any(|secret| name.contains(secret))) {
            return Self::default();
        }
        let long = |text: &str| text.trim().chars().count() > SHORT;
        let texts = fields.iter().filter(|(name, text)| !NOT_TYPED.contains(&name.as_str()) && long(text));
        Self(texts.map(|(_, text)| text.trim().to_owned()).collect())
    }

    /// The texts, in the order of the form.
    #[must_use]
    pub fn texts(&self) -> &[String] {
        &self.0
    }
}

impl fmt::Debug for Typed {
    /// Says how many, never what: a failure may be written to a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Typed({})", self.0.len())
    }
}
