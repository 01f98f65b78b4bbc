//! Reads and writes the few cookies of the product; it must not decide what they mean.

use super::state::Scheme;
use axum::http::{HeaderMap, HeaderValue, header};

/// Names of cookies. Over HTTPS those that carry authority get the `__Host-` prefix.
#[derive(Debug, Clone, Copy)]
pub struct Cookies(pub Scheme);

/// Which cookie is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// The session token of a signed-in person.
    Session,
    /// A random number that ties form tokens to a browser before sign-in.
    Visitor,
    /// A signed message for the next page.
    Flash,
    /// The chosen language.
    Language,
}

impl Cookies {
    const fn name(self, cookie: Cookie) -> &'static str {
        match (cookie, self.0) {
            (Cookie::Session, Scheme::Https) => "__Host-phien",
            (Cookie::Session, Scheme::Http) => "phien",
            (Cookie::Visitor, Scheme::Https) => "__Host-khach",
            (Cookie::Visitor, Scheme::Http) => "khach",
            (Cookie::Flash, Scheme::Https) => "__Host-nhan",
            (Cookie::Flash, Scheme::Http) => "nhan",
            (Cookie::Language, _) => "ngon-ngu",
        }
    }

    /// The cookie's value in a request.
    #[must_use]
    pub fn read(self, headers: &HeaderMap, cookie: Cookie) -> Option<&str> {
        let name = self.name(cookie);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|v| v.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(n, _)| *n == name)
            .map(|(_, value)| value)
            .filter(|value| !value.is_empty())
    }

    /// A `Set-Cookie` value. `seconds` is the life time; `None` ends with the browser, 0 deletes.
    ///
    /// Values are our own base64 or tags; one that does not fit a header gives `None`.
    #[must_use]
    pub fn write(self, cookie: Cookie, value: &str, seconds: Option<u32>) -> Option<HeaderValue> {
        let mut text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax", self.name(cookie));
        if let Some(seconds) = seconds {
            text.push_str(&format!("; Max-Age={seconds}"));
        }
        if self.0 == Scheme::Https {
            text.push_str("; Secure");
        }
        HeaderValue::from_str(&text).ok()
    }
}
