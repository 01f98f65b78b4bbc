//! From bytes to text: what kind of file it is, and its text. Must not run anything found inside a file.

pub(crate) mod encoding;

use std::borrow::Cow;

use crate::unreadable::{MAX_BYTES, Unreadable};

/// The text of a file.
pub(crate) fn text(bytes: &[u8], _name: Option<&str>) -> Result<String, Unreadable> {
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    encoding::decode(bytes).map(Cow::into_owned)
}
