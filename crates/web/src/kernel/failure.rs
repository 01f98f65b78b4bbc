//! Everything that can go wrong with a request, and the page that says it; it must not leak a cause to the reader.

use super::{
    typed::Typed,
    visit::{Shell, Visit},
};
use crate::{filters, nav::Area, ui::Action};
use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use lantoa_i18n::{Message, Word, word};
use std::{error::Error, fmt, sync::Arc};

/// Why a request got no ordinary answer. Handlers return it with `?`; the page around it is made by the kernel.
#[derive(Debug, Clone)]
pub enum Failure {
    /// Nothing is at this address, or it is not for this person: the two are never told apart.
    NotFound,
    /// What this address offers is over, or is not for this person, while the page of the thing itself is: leads there with
    /// a word about it. An old page and the way back of the browser lead here.
    NotNow {
        /// Where to.
        page: String,
        /// The word about it.
        why: Message,
    },
    /// The page needs a signed-in person: leads to the sign-in page and back.
    SignIn,
    /// The person has to choose a password first: leads there.
    NewPassword,
    /// Somebody was faster: the thing changed since the page was read.
    Stale {
        /// Who changed what, when it may be told.
        what: Option<Message>,
    },
    /// A rule forbids it now; the sentence says what happened, why and who can change it.
    Refused(Message),
    /// The page, or what was sent to it, is for others.
    NotYours {
        /// For whom, in words.
        who: String,
    },
    /// The request was not started from our own page, or the page was too old.
    Forged,
    /// The session ended while the person was writing: what was typed stands on the answer, and nowhere else.
    SignedOut(Typed),
    /// The body cannot be understood.
    Unreadable,
    /// The body or a file is too big.
    TooLarge,
    /// The method does not fit the address.
    WrongMethod,
    /// Too many tries; wait so many seconds.
    TooMany {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// Our fault. The cause is logged once with the reference, and never shown.
    Internal(Arc<dyn Error + Send + Sync>),
}

impl Failure {
    /// Wraps a cause that is our fault.
    pub fn internal(cause: impl Error + Send + Sync + 'static) -> Self {
        Self::Internal(Arc::new(cause))
    }

    /// What the address offers cannot be done now by this person; the page of the thing says how it stands.
    pub fn not_now(page: impl Into<String>) -> Self {
        Self::NotNow { page: page.into(), why: word!("ui-failure-not-now").into() }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn | Self::NewPassword => StatusCode::UNAUTHORIZED,
            Self::Stale { .. } | Self::Refused(_) | Self::NotNow { .. } => StatusCode::CONFLICT,
            Self::NotYours { .. } | Self::Forged | Self::SignedOut(_) => StatusCode::FORBIDDEN,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The failure behind a plain status that axum or a layer answered with.
    pub(super) fn from_status(status: StatusCode) -> Option<Self> {
        Some(match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::WrongMethod,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY => {
                Self::Unreadable
            }
            StatusCode::INTERNAL_SERVER_ERROR => Self::internal(Unexplained),
            _ => return None,
        })
    }

    /// The page for the reader.
    pub(super) fn page(&self, visit: &Visit) -> Response {
        let title = self.title();
        let page = FailurePage {
            shell: visit.shell(title, Area::None),
            title,
            explanation: self.explanation(),
            keeps: self.keeps(),
            typed: if let Self::SignedOut(typed) = self { typed.clone() } else { Typed::default() },
            actions: self.actions(visit),
            reference: visit.reference().to_string(),
            ours: matches!(self, Self::Internal(_)),
        };
        let mut response = visit.page_with(self.status(), &page);
        if let Self::TooMany { retry_after } = self
            && let Ok(value) = retry_after.to_string().parse()
        {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response
    }

    const fn title(&self) -> Word {
        match self {
            Self::NotFound => word!("ui-failure-not-found"),
            Self::SignIn | Self::NewPassword => word!("ui-failure-sign-in"),
            Self::Stale { .. } => word!("ui-failure-stale"),
            Self::Refused(_) | Self::NotNow { .. } => word!("ui-failure-refused"),
            Self::NotYours { .. } => word!("ui-failure-not-yours"),
            Self::Forged | Self::SignedOut(_) => word!("ui-failure-forged"),
            Self::Unreadable | Self::WrongMethod => word!("ui-failure-unreadable"),
            Self::TooLarge => word!("ui-failure-too-large"),
            Self::TooMany { .. } => word!("ui-failure-too-many"),
            Self::Internal(_) => word!("ui-failure-internal"),
        }
    }

    fn explanation(&self) -> Message {
        match self {
            Self::NotFound => word!("ui-failure-not-found-why").into(),
            Self::SignIn | Self::NewPassword => word!("ui-failure-sign-in-why").into(),
            Self::Stale { what: Some(what) } | Self::Refused(what) | Self::NotNow { why: what, .. } => what.clone(),
            Self::Stale { what: None } => word!("ui-failure-stale-why").into(),
            Self::NotYours { who } => word!("ui-failure-not-yours-why").with("who", who),
            Self::Forged => word!("ui-failure-forged-why").into(),
            Self::SignedOut(typed) if typed.texts().is_empty() => word!("ui-failure-signed-out-why").into(),
            Self::SignedOut(_) => word!("ui-failure-signed-out-copy").into(),
            Self::Unreadable | Self::WrongMethod => word!("ui-failure-unreadable-why").into(),
            Self::TooLarge => word!("ui-failure-too-large-why").into(),
            Self::TooMany { retry_after } => word!("ui-failure-too-many-why").with("seconds", *retry_after),
            Self::Internal(_) => word!("ui-failure-internal-why").into(),
        }
    }

    /// What was kept, and what to do now; a page that is only read has nothing to keep.
    const fn keeps(&self) -> Option<Word> {
        Some(match self {
            Self::NotYours { .. } => return None,
            Self::NotFound | Self::SignIn | Self::NewPassword | Self::TooMany { .. } => {
                word!("ui-failure-nothing-lost")
            }
            Self::Stale { .. } => word!("ui-failure-stale-keeps"),
            Self::Refused(_) | Self::NotNow { .. } => word!("ui-failure-refused-keeps"),
            Self::Forged => word!("ui-failure-forged-keeps"),
            Self::SignedOut(_) | Self::Unreadable | Self::WrongMethod | Self::TooLarge | Self::Internal(_) => {
                word!("ui-failure-not-saved")
            }
        })
    }

    fn actions(&self, visit: &Visit) -> Vec<Action> {
        let home = if visit.person().is_some() {
            Action::link(word!("ui-go-workbench"), "/ban-lam-viec")
        } else {
            Action::link(word!("ui-go-home"), "/")
        };
        match self {
            Self::Stale { .. } => vec![Action::link(word!("ui-go-reload"), visit.address()).primary(), home],
            Self::TooLarge => vec![Action::link(word!("ui-go-upload"), visit.address()).primary(), home],
            Self::NotFound | Self::Forged | Self::SignedOut(_) if visit.person().is_none() => {
                vec![Action::link(word!("ui-go-sign-in"), visit.sign_in_address()).primary(), home]
            }
            _ => vec![home.primary()],
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status())
    }
}

impl From<askama::Error> for Failure {
    fn from(cause: askama::Error) -> Self {
        Self::internal(cause)
    }
}

impl IntoResponse for Failure {
    /// A bare answer that carries the failure; the kernel's outer layer turns it into a page.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A layer answered 500 and said nothing: a panic.
#[derive(Debug)]
struct Unexplained;

impl fmt::Display for Unexplained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a handler panicked")
    }
}

impl Error for Unexplained {}

/// The page of a failure.
#[derive(Template)]
#[template(path = "kernel/failure.html")]
struct FailurePage {
    shell: Shell,
    title: Word,
    explanation: Message,
    keeps: Option<Word>,
    typed: Typed,
    actions: Vec<Action>,
    reference: String,
    ours: bool,
}
