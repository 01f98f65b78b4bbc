//! stub
use std::borrow::Cow;
use crate::unreadable::Unreadable;
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    Ok(String::from_utf8_lossy(bytes))
}
