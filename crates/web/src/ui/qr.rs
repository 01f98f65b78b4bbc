//! A QR code inside a page, drawn as papers have it; it must not know what it says.

use askama::Template;
use lantoa_i18n::Word;

use crate::filters;

/// A QR code. Whoever cannot see it needs the same words beside it.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/qr.html")]
pub struct Qr {
    label: Word,
    svg: String,
}

impl Qr {
    /// The code of a text; `None` when the text is too long for any.
    #[must_use]
    pub fn of(text: &str, label: Word) -> Option<Self> {
        let code = lantoa_docgen::Qr::new(text).ok()?;
        Some(Self { label, svg: code.svg() })
    }
}
