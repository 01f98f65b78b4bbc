//! One message for the next page, in a signed cookie; it must not carry anything secret.

use super::state::AppState;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::Mac;
use jiff::{Timestamp, civil::Date};
use lantoa_i18n::{Dong, Hundredths, Locale, Message, Say, Value};
use serde::{Deserialize, Serialize};

/// What a flash message tells: its colour and icon follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FlashKind {
    /// It is done.
    Done,
    /// Something to know.
    Note,
    /// It was not done, and why.
    Refused,
}

/// A message shown once, on the page after a redirect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// What it tells.
    pub kind: FlashKind,
    /// The sentence.
    pub message: Message,
    /// Where the act is taken back, while it can be.
    pub undo: Option<String>,
}

impl Flash {
    /// It is done.
    #[must_use]
    pub fn done(message: impl Into<Message>) -> Self {
        Self { kind: FlashKind::Done, message: message.into(), undo: None }
    }

    /// Something to know.
    #[must_use]
    pub fn note(message: impl Into<Message>) -> Self {
        Self { kind: FlashKind::Note, message: message.into(), undo: None }
    }

    /// It was not done; the sentence says why.
    #[must_use]
    pub fn refused(message: impl Into<Message>) -> Self {
        Self { kind: FlashKind::Refused, message: message.into(), undo: None }
    }

    /// Offers to take the act back, by a form that is sent to this address.
    #[must_use]
    pub fn undo(mut self, address: impl Into<String>) -> Self {
        self.undo = Some(address.into());
        self
    }

    /// Icon of the kind.
    #[must_use]
    pub const fn icon(&self) -> &'static str {
        match self.kind {
            FlashKind::Done => "circle-check",
            FlashKind::Note => "info",
            FlashKind::Refused => "circle-alert",
        }
    }

    /// CSS modifier of the kind.
    #[must_use]
    pub const fn tone(&self) -> &'static str {
        match self.kind {
            FlashKind::Done => "good",
            FlashKind::Note => "note",
            FlashKind::Refused => "bad",
        }
    }

    /// The cookie's value. Words inside the message are said now, in the language of the writer.
    pub(super) fn seal(&self, state: &AppState, locale: Locale) -> String {
        let wire = Wire {
            kind: self.kind,
            id: self.message.id().to_owned(),
            undo: self.undo.clone(),
            values: self
                .message
                .values()
                .map(|(name, value)| (name.to_owned(), WireValue::from_value(value, locale)))
                .collect(),
        };
        let json = serde_json::to_vec(&wire).expect("invariant: plain data serialises");
        let tag = state.sign(&[b"flash", &json]).finalize().into_bytes();
        format!("{}.{}", URL_SAFE_NO_PAD.encode(&json), URL_SAFE_NO_PAD.encode(tag))
    }

    /// The message in a cookie that we signed; anything else is no message.
    pub(super) fn open(state: &AppState, sealed: &str) -> Option<Self> {
        let (json, tag) = sealed.split_once('.')?;
        let json = URL_SAFE_NO_PAD.decode(json).ok()?;
        let tag = URL_SAFE_NO_PAD.decode(tag).ok()?;
        state.sign(&[b"flash", &json]).verify_slice(&tag).ok()?;
        let wire: Wire = serde_json::from_slice(&json).ok()?;
        let start = Message::from_id(wire.id);
        let message = wire.values.into_iter().fold(start, |m, (name, value)| m.with(name, value.into_value()));
        Some(Self { kind: wire.kind, message, undo: wire.undo })
    }
}

#[derive(Serialize, Deserialize)]
struct Wire {
    kind: FlashKind,
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undo: Option<String>,
    values: Vec<(String, WireValue)>,
}

#[derive(Serialize, Deserialize)]
enum WireValue {
    T(String),
    C(i64),
    D(Date),
    I(Timestamp),
    M(i64),
    H(i64),
}

impl WireValue {
    fn from_value(value: &Value, locale: Locale) -> Self {
        match value {
            Value::Text(text) => Self::T(text.clone()),
            Value::Count(n) => Self::C(*n),
            Value::Date(d) => Self::D(*d),
            Value::Instant(i) => Self::I(*i),
            Value::Money(m) => Self::M(m.0),
            Value::Decimal(n) => Self::H(n.0),
            Value::Word(w) => Self::T(w.say(locale).into_owned()),
        }
    }

    fn into_value(self) -> Value {
        match self {
            Self::T(text) => Value::Text(text),
            Self::C(n) => Value::Count(n),
            Self::D(d) => Value::Date(d),
            Self::I(i) => Value::Instant(i),
            Self::M(m) => Value::Money(Dong(m)),
            Self::H(n) => Value::Decimal(Hundredths(n)),
        }
    }
}
