//! Credentials: the code in an envelope and the key it stands for; must not know whose envelope it is.

use curve25519_dalek::Scalar;
use zeroize::{Zeroize as _, Zeroizing};

use crate::error::Refused;
use crate::group::{self, PointBytes};
use crate::hash::Hasher;
use crate::letters;

/// Bytes of chance in a code: 120 bits.
pub const CODE_BYTES: usize = 15;
const CODE_DIGITS: usize = 24;
const GROUP: usize = 5;

/// The secret code in a member's envelope: 24 letters and a check letter.
#[derive(Clone, PartialEq, Eq)]
pub struct CredentialCode([u8; CODE_BYTES]);

impl Drop for CredentialCode {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl CredentialCode {
    /// A code from 120 random bits of the caller.
    #[must_use]
    pub fn from_random(random: [u8; CODE_BYTES]) -> Self {
        Self(random)
    }

    /// Reads a code as a member types it.
    ///
    /// # Errors
    /// `Refused::Code` when a letter is wrong or missing.
    pub fn read(text: &str) -> Result<Self, Refused> {
        let digits = letters::read_checked(text, CODE_DIGITS + 1)?;
        Ok(Self(letters::undigits(&digits[..CODE_DIGITS])))
    }

    /// The code as it is printed: five groups of five letters.
    #[must_use]
    pub fn write(&self) -> Zeroizing<String> {
        let mut digits = letters::digits(&self.0, CODE_DIGITS);
        let check = letters::check_digit(&digits);
        digits.push(check);
        letters::write(&digits, GROUP)
    }

    /// The key that signs ballots in the election with this `uuid`. The same code gives other keys in other elections.
    #[must_use]
    pub fn key(&self, uuid: &str) -> CredentialKey {
        CredentialKey(Hasher::new("cred").part(uuid.as_bytes()).part(&self.0).scalar())
    }
}

/// The secret key of a credential.
#[derive(Clone)]
pub struct CredentialKey(pub(crate) Scalar);

impl Drop for CredentialKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl CredentialKey {
    /// Reads a key from 32 bytes, as the test vectors give it.
    ///
    /// # Errors
    /// `Refused::Encoding` unless the number is canonical and not zero.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, Refused> {
        let scalar = group::scalar(bytes)?;
        if scalar == Scalar::ZERO { Err(Refused::Encoding) } else { Ok(Self(scalar)) }
    }

    /// The key as bytes, for the page that keeps it until the ballot is cast.
    #[must_use]
    pub fn secret(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The public credential, as it stands in the manifest.
    #[must_use]
    pub fn public(&self) -> PointBytes {
        group::encode(&group::base(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_written_read_and_bound_to_its_election() {
        let code = CredentialCode::from_random(*b"fifteen bytes!!");
        let text = code.write();
        assert_eq!(text.len(), 29);
        assert!(CredentialCode::read(&text.to_lowercase()).unwrap() == code);
        assert_ne!(code.key("one").public(), code.key("two").public());
        assert!(CredentialCode::read(&text[..28]).is_err());
    }

    #[test]
    fn zero_is_no_key() {
        assert!(CredentialKey::from_bytes(&[0; 32]).is_err());
        assert!(CredentialKey::from_bytes(&[0xff; 32]).is_err());
    }
}
