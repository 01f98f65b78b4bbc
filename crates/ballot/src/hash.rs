//! Framed hashing: every hash of the protocol goes through here; it must not accept unframed input.

use curve25519_dalek::Scalar;
use sha2::{Digest as _, Sha512};

/// Name of the protocol; the first frame of every hash, so that no hash of another protocol can equal one of ours.
pub const PROTOCOL: &[u8] = b"TDKT-BALLOT-1";

/// A 32-byte value that identifies something: an election, a board head, a ballot.
pub type Digest = [u8; 32];

/// A hash being built. Each part is preceded by its length, so that no two lists of parts give the same input.
pub(crate) struct Hasher(Sha512);

impl Hasher {
    /// Starts a hash for one purpose.
    pub(crate) fn new(label: &str) -> Self {
        Self(Sha512::new()).part(PROTOCOL).part(label.as_bytes())
    }

    /// Adds one part. Parts are far below 4 GiB: the crate bounds all its inputs before it hashes them.
    pub(crate) fn part(mut self, bytes: &[u8]) -> Self {
        self.add(bytes);
        self
    }

    /// Adds a number as 4 bytes, little endian.
    pub(crate) fn number(self, value: u32) -> Self {
        self.part(&value.to_le_bytes())
    }

    /// Adds one part in place, for loops.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        let len = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.0.update(len.to_le_bytes());
        self.0.update(bytes);
    }

    /// All 64 bytes.
    fn wide(self) -> [u8; 64] {
        self.0.finalize().into()
    }

    /// The first 32 bytes.
    pub(crate) fn digest(self) -> Digest {
        let wide = self.wide();
        let mut out = [0; 32];
        out.copy_from_slice(&wide[..32]);
        out
    }

    /// All 64 bytes as a number modulo the group order; 512 bits make the bias negligible.
    pub(crate) fn scalar(self) -> Scalar {
        Scalar::from_bytes_mod_order_wide(&self.wide())
    }
}

/// The identity of an election: the hash of the bytes of its manifest file.
#[must_use]
pub fn election_id(manifest_file: &[u8]) -> Digest {
    Hasher::new("election").part(manifest_file).digest()
}

/// A digest in lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

/// Reads exactly 32 bytes from 64 lower-case hexadecimal digits; `None` for anything else.
#[must_use]
pub fn unhex(text: &str) -> Option<Digest> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut out = [0; 32];
    for (byte, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(out)
}

fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cannot_be_shifted_into_one_another() {
        let joined = Hasher::new("x").part(b"ab").part(b"c").digest();
        assert_ne!(joined, Hasher::new("x").part(b"a").part(b"bc").digest());
        assert_ne!(joined, Hasher::new("x").part(b"abc").digest());
        assert_ne!(joined, Hasher::new("xa").part(b"b").part(b"c").digest());
    }

    #[test]
    fn hexadecimal_is_read_in_one_form_only() {
        let id = election_id(b"manifest");
        assert_eq!(hex(&id), "99e6da76aa69772f3d3f57755bc36dfb2ba76b007527384488e747a7bd1ae777");
        assert_eq!(unhex(&hex(&id)), Some(id));
        assert_eq!(unhex(&hex(&id).to_uppercase()), None);
        assert_eq!(unhex(&hex(&id)[1..]), None);
        assert_eq!(unhex(&"é".repeat(32)), None);
    }
}
