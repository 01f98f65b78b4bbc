//! The seed of a trustee: the one secret that is printed and sealed; must not leave the trustee's device otherwise.

use curve25519_dalek::Scalar;
use zeroize::{Zeroize as _, Zeroizing};

use super::CeremonyPlan;
use crate::error::Refused;
use crate::hash::Hasher;
use crate::letters;

/// 52 letters hold 256 bits of seed and 4 bits of check.
const SEED_DIGITS: usize = 52;

/// 32 random bytes from which all secrets of one trustee in one ceremony come.
#[derive(Clone, PartialEq, Eq)]
pub struct TrusteeSeed([u8; 32]);

impl Drop for TrusteeSeed {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl TrusteeSeed {
    /// A seed from random bytes of the caller.
    #[must_use]
    pub fn from_random(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// The bytes, for the trustee's own device.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The seed on paper: 52 letters and a check letter, in groups of four. The last 4 bits of the 52 letters come from a hash.
    #[must_use]
    pub fn write(&self) -> Zeroizing<String> {
        let mut digits = letters::digits(&self.0, SEED_DIGITS);
        if let Some(last) = digits.last_mut() {
            *last |= self.check_bits();
        }
        let check = letters::check_digit(&digits);
        digits.push(check);
        letters::write(&digits, 4)
    }

    /// Reads a seed as a trustee types it.
    ///
    /// # Errors
    /// `Refused::Code` when a letter is wrong or missing.
    pub fn read(text: &str) -> Result<Self, Refused> {
        let digits = letters::read_checked(text, SEED_DIGITS + 1)?;
        let seed = Self(letters::undigits(&digits[..SEED_DIGITS]));
        if digits[SEED_DIGITS - 1] & 15 == seed.check_bits() { Ok(seed) } else { Err(Refused::Code) }
    }

    fn check_bits(&self) -> u8 {
        Hasher::new("seed-check").part(&self.0).digest()[0] >> 4
    }

    /// Coefficient `k` of this trustee's polynomial.
    pub(super) fn coefficient(&self, plan: &CeremonyPlan, index: u8, k: u8) -> Scalar {
        self.derive(plan, index, "coef", k)
    }

    /// Secret transport key.
    pub(super) fn transport(&self, plan: &CeremonyPlan, index: u8) -> Scalar {
        self.derive(plan, index, "transport", 0)
    }

    /// Nonce `k` of the proof of knowledge. All that this proof states follows from seed and plan, and both are hashed here.
    pub(super) fn nonce(&self, plan: &CeremonyPlan, index: u8, k: u8) -> Scalar {
        let hasher = Hasher::new("dkg-nonce").part(&self.0).part(&plan.number).number(u32::from(plan.trustees));
        hasher.number(u32::from(plan.threshold)).number(u32::from(index)).number(u32::from(k)).scalar()
    }

    fn derive(&self, plan: &CeremonyPlan, index: u8, what: &str, k: u8) -> Scalar {
        let hasher = Hasher::new("dkg-secret").part(&self.0).part(&plan.number).number(u32::from(index));
        hasher.part(what.as_bytes()).number(u32::from(k)).scalar()
    }
}
