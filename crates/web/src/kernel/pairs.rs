//! Reads and writes `name=value&…` text; it must not know what the names mean.

use super::Failure;

/// Most fields a form or query may have; more is an attack, not a person.
const MOST_PAIRS: usize = 2_000;

/// Decodes a query string or a form body, in order, repeated names kept.
///
/// # Errors
/// [`Failure::Unreadable`] when the text is not form-encoded UTF-8 or has too many fields.
pub(super) fn decode(bytes: &[u8]) -> Result<Vec<(String, String)>, Failure> {
    let mut pairs = Vec::new();
    for piece in bytes.split(|b| *b == b'&').filter(|p| !p.is_empty()) {
        if pairs.len() == MOST_PAIRS {
            return Err(Failure::Unreadable);
        }
        let cut = piece.iter().position(|b| *b == b'=').unwrap_or(piece.len());
        let value = piece.get(cut + 1..).unwrap_or_default();
        pairs.push((unescape(&piece[..cut])?, unescape(value)?));
    }
    Ok(pairs)
}

/// Encodes pairs as a query string without the question mark.
pub(super) fn encode<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        escape(name, &mut text);
        text.push('=');
        escape(value, &mut text);
    }
    text
}

fn unescape(text: &[u8]) -> Result<String, Failure> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => match (rest.next().and_then(hex), rest.next().and_then(hex)) {
                (Some(high), Some(low)) => high << 4 | low,
                _ => return Err(Failure::Unreadable),
            },
            other => other,
        });
    }
    let text = String::from_utf8(bytes).map_err(|_| Failure::Unreadable)?;
    // NUL never comes from a keyboard and PostgreSQL refuses it.
    if text.contains('\0') {
        return Err(Failure::Unreadable);
    }
    Ok(text)
}

const fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

fn escape(text: &str, into: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => {
                into.push(char::from(byte));
            }
            b' ' => into.push('+'),
            _ => {
                into.push('%');
                into.push(char::from(HEX[usize::from(byte >> 4)]));
                into.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}
