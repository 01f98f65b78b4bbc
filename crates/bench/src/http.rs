//! One page fetched at a time, to prepare and to check what will be measured. It must not be used for measuring.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::Error;

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// Fetches a page with a cookie.
///
/// # Errors
/// When the server cannot be reached or does not answer.
pub(crate) fn get(address: &str, path: &str, cookie: &str) -> Result<Answer, Error> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let cookie = if cookie.is_empty() { String::new() } else { format!("cookie: {cookie}\r\n") };
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: {address}\r\naccept-language: vi\r\nconnection: close\r\n{cookie}\r\n"
    )?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(|| Error::Child(format!("{path}: no answer")))?;
    let status = head.get(9..12).and_then(|digits| digits.parse().ok()).unwrap_or_default();
    Ok(Answer { status, body: body.to_owned() })
}

/// Fetches a page that must be there and hold some text: nobody shall measure error pages.
///
/// # Errors
/// When it is another page.
pub(crate) fn must_show(address: &str, path: &str, cookie: &str, text: &str) -> Result<String, Error> {
    let answer = get(address, path, cookie)?;
    if answer.status != 200 || !answer.body.contains(text) {
        let start: String = answer.body.chars().take(300).collect();
        return Err(Error::Child(format!("{path}: status {} without “{text}”: {start}", answer.status)));
    }
    Ok(answer.body)
}
