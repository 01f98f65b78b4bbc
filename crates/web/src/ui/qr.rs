//! A QR code drawn as SVG; it must not know what it says.

use askama::Template;
use lantoa_i18n::Word;
use qrcode::{Color, EcLevel, QrCode};

use crate::filters;

/// Empty modules around the code, as the standard asks (ISO/IEC 18004).
const QUIET: usize = 4;

/// A QR code. Whoever cannot see it needs the same words beside it.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/qr.html")]
pub struct Qr {
    label: Word,
    /// Width with the empty modules, in modules.
    side: usize,
    /// The dark modules, one run of a row after another.
    path: String,
}

impl Qr {
    /// The code of a text, readable with a seventh of it spoilt; `None` when the text is too long for any.
    #[must_use]
    pub fn of(text: &str, label: Word) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let (wide, colours) = (code.width(), code.to_colors());
        let mut path = String::new();
        for (y, row) in colours.chunks(wide).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|one, next| one == next) {
                if run[0] == Color::Dark {
                    path.push_str(&format!("M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len()));
                }
                x += run.len();
            }
        }
        Some(Self { label, side: wide + 2 * QUIET, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lantoa_i18n::word;

    #[test]
    fn the_corners_are_drawn_and_nothing_reaches_the_edge() {
        let qr = Qr::of("otpauth://totp/x", word!("account-second-qr")).unwrap();
        assert!(qr.path.starts_with("M4 4h7v1h-7z"), "the finder pattern begins behind the quiet zone: {}", qr.path);
        assert!(qr.path.contains(&format!("M{} 4h7v1h-7z", qr.side - 4 - 7)), "and stands in the other corner");
        assert!(Qr::of(&"x".repeat(4000), word!("account-second-qr")).is_none(), "too long for any code");
    }
}
