//! What must be found nowhere: secrets of an election worked out from the specification, in every form somebody might write them, and the search for them.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use curve25519_dalek::Scalar;
use lantoa_testkit::kept::Kept;
use regex::bytes::{Regex, RegexBuilder};
use sha2::{Digest as _, Sha512};

/// `H(label, parts)` of docs/ballot.md section 2, written down a second time.
pub fn hash(label: &str, parts: &[&[u8]]) -> [u8; 64] {
    let mut hasher = Sha512::new();
    for part in [&[&b"TDKT-BALLOT-1"[..], label.as_bytes()], parts].concat() {
        hasher.update(u32::try_from(part.len()).unwrap().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

pub fn hash32(label: &str, parts: &[&[u8]]) -> Vec<u8> {
    hash(label, parts)[..32].to_vec()
}

pub fn scalar(label: &str, parts: &[&[u8]]) -> Scalar {
    Scalar::from_bytes_mod_order_wide(&hash(label, parts))
}

/// Byte strings to look for, each with what it is.
#[derive(Default)]
pub struct Needles(HashMap<Vec<u8>, String>);

impl Needles {
    fn add(&mut self, what: &str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(bytes.into(), what.to_owned());
    }

    /// A secret of 15 bytes or more, as bytes, digits, letters of mail programs, and a list of numbers.
    pub fn secret(&mut self, what: &str, bytes: &[u8]) {
        let hex = lantoa_ballot::hash::hex(bytes);
        self.add(what, hex.to_uppercase());
        self.add(what, hex);
        // In these the last letters depend on what follows.
        let whole = bytes.len() / 3 * 4;
        self.add(what, &STANDARD.encode(bytes)[..whole]);
        self.add(what, &URL_SAFE.encode(bytes)[..whole]);
        self.list(what, bytes);
        self.add(what, bytes);
    }

    fn list(&mut self, what: &str, bytes: &[u8]) {
        let words: Vec<String> = bytes.iter().map(u8::to_string).collect();
        self.add(what, words.join(", "));
        self.add(what, words.join(","));
    }

    /// Letters as people read and type them: in groups, without groups, small.
    pub fn letters(&mut self, what: &str, text: &str) {
        let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        for form in [text.to_owned(), text.replace('-', " "), plain] {
            self.add(what, form.to_lowercase());
            self.add(what, form);
        }
    }

    /// A member's choices, long enough not to be met by chance.
    pub fn choices(&mut self, what: &str, votes: &[u8]) {
        assert!(votes.len() >= 20, "short choices are found everywhere");
        self.add(what, votes);
        self.add(what, lantoa_ballot::hash::hex(votes));
        self.list(what, votes);
        self.add(what, votes.iter().map(u8::to_string).collect::<String>());
        for [no, yes] in [["false", "true"], ["not", "agree"]] {
            let words: Vec<&str> = votes.iter().map(|vote| if *vote == 1 { yes } else { no }).collect();
            self.add(what, words.join(","));
            self.add(what, format!("\"{}\"", words.join("\",\"")));
        }
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    fn pattern(&self) -> Regex {
        let escape = |bytes: &Vec<u8>| bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect::<String>();
        let pattern = self.0.keys().map(escape).collect::<Vec<_>>().join("|");
        RegexBuilder::new(&pattern).unicode(false).size_limit(1 << 30).build().unwrap()
    }

    /// Every place where one of them stands: what it is, and the name of the file.
    pub fn found_in<'a>(&self, kept: impl IntoIterator<Item = &'a Kept>) -> Vec<(String, String)> {
        let pattern = self.pattern();
        let mut found: Vec<_> = kept
            .into_iter()
            .flat_map(|one| pattern.find_iter(&one.bytes).map(|hit| (hit.as_bytes(), one.name.as_str())))
            .map(|(bytes, name)| (self.0[bytes].clone(), name.to_owned()))
            .collect();
        found.sort();
        found.dedup();
        found
    }
}

static SAID: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Ear;

impl Write for Ear {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        SAID.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// From here on everything is heard that the program and its libraries say, down to the smallest.
pub fn listen() {
    let _ = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(|| Ear)
        .try_init();
}

/// What was said.
pub fn said() -> Kept {
    let bytes = SAID.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Kept { name: "tracing".to_owned(), bytes }
}
