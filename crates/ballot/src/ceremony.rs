//! The key ceremony: n trustees make one key that any t of them can use; must not trust the server that relays messages.

mod messages;
mod seed;
mod trustee;
mod words;

pub use messages::{Confirmation, Round1, Round2};
pub use seed::TrusteeSeed;
pub use trustee::{TrusteeInCeremony, TrusteeKey};
pub use words::{WORDS, fingerprint_words};

use curve25519_dalek::{RistrettoPoint, Scalar};

use crate::bytes::Reader;
use crate::error::Refused;
use crate::group::{self, PointBytes};
use crate::hash::{Digest, Hasher};
use crate::manifest::Manifest;

/// Most trustees in one ceremony.
pub const MAX_TRUSTEES: u8 = 15;

/// What everybody knows before the ceremony starts: its number, how many trustees there are and how many must act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CeremonyPlan {
    number: Digest,
    trustees: u8,
    threshold: u8,
}

impl CeremonyPlan {
    /// A plan for `threshold` of `trustees`. A ceremony that failed is repeated under a fresh random number.
    ///
    /// # Errors
    /// `Refused::Ceremony` unless 1 ≤ threshold ≤ trustees ≤ 15.
    pub fn new(number: Digest, trustees: u8, threshold: u8) -> Result<Self, Refused> {
        if threshold >= 1 && threshold <= trustees && trustees <= MAX_TRUSTEES {
            Ok(Self { number, trustees, threshold })
        } else {
            Err(Refused::Ceremony)
        }
    }

    /// The number of the ceremony.
    #[must_use]
    pub fn number(&self) -> Digest {
        self.number
    }

    /// How many trustees take part.
    #[must_use]
    pub fn trustees(&self) -> u8 {
        self.trustees
    }

    /// How many trustees must act to open.
    #[must_use]
    pub fn threshold(&self) -> u8 {
        self.threshold
    }

    fn hasher(&self, label: &str, index: u8) -> Hasher {
        Hasher::new(label).part(&self.number).number(u32::from(index))
    }

    fn check_index(&self, index: u8) -> Result<(), Refused> {
        if index >= 1 && index <= self.trustees { Ok(()) } else { Err(Refused::Ceremony) }
    }
}

/// What makes a ceremony valid to anybody who did not take part: all messages of the three rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceremony {
    plan: CeremonyPlan,
    round1: Vec<Round1>,
    round2: Vec<Round2>,
    confirmations: Vec<Confirmation>,
}

impl Ceremony {
    /// Puts the messages together and checks all that is public: commitments, proofs, confirmations.
    ///
    /// # Errors
    /// `Refused::Culprit` with the index of the first trustee whose message is wrong, `Refused::Ceremony` when one is missing.
    pub fn assemble(
        plan: CeremonyPlan,
        round1: Vec<Round1>,
        round2: Vec<Round2>,
        confirmations: Vec<Confirmation>,
    ) -> Result<Self, Refused> {
        check_round1(&plan, &round1)?;
        check_round2(&plan, &round1, &round2)?;
        if confirmations.len() != usize::from(plan.trustees) {
            return Err(Refused::Ceremony);
        }
        let transcript = transcript(&plan, &round1, &round2);
        for ((index, first), confirmation) in (1..).zip(&round1).zip(&confirmations) {
            confirmation.check(&plan, index, &first.transport, &transcript)?;
        }
        Ok(Self { plan, round1, round2, confirmations })
    }

    /// The plan it followed.
    #[must_use]
    pub fn plan(&self) -> &CeremonyPlan {
        &self.plan
    }

    /// The election key.
    #[must_use]
    pub fn key(&self) -> PointBytes {
        group::encode(&self.round2.iter().map(|message| message.coefficients[0]).sum())
    }

    /// The fingerprint that the trustees read aloud.
    #[must_use]
    pub fn fingerprint(&self) -> Digest {
        fingerprint(&self.plan, &self.round1, &self.round2)
    }

    /// The public key of one trustee's share.
    pub(crate) fn verification_key(&self, index: u8) -> RistrettoPoint {
        self.round2.iter().map(|message| evaluate_public(&message.coefficients, index)).sum()
    }

    /// Messages of round 1, for the manifest.
    #[must_use]
    pub fn round1(&self) -> &[Round1] {
        &self.round1
    }

    /// Messages of round 2, for the manifest.
    #[must_use]
    pub fn round2(&self) -> &[Round2] {
        &self.round2
    }

    /// The binary form that goes on the board: number, n, t, then rounds 1, 2 and 3 in order of the trustees.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = self.plan.number.to_vec();
        out.extend_from_slice(&u32::from(self.plan.trustees).to_le_bytes());
        out.extend_from_slice(&u32::from(self.plan.threshold).to_le_bytes());
        self.round1.iter().for_each(|message| out.extend(message.to_bytes()));
        self.round2.iter().for_each(|message| out.extend(message.to_bytes()));
        self.confirmations.iter().for_each(|message| out.extend(message.to_bytes()));
        out
    }

    /// Reads the binary form and checks all of it.
    ///
    /// # Errors
    /// As [`Ceremony::assemble`], and `Refused::Form` or `Refused::Encoding`.
    pub fn read(bytes: &[u8]) -> Result<Self, Refused> {
        let mut reader = Reader::new(bytes);
        let plan = CeremonyPlan::new(reader.array()?, reader.small()?, reader.small()?)?;
        let round1 = (0..plan.trustees).map(|_| Round1::take(&mut reader)).collect::<Result<_, _>>()?;
        let round2 = (0..plan.trustees).map(|_| Round2::take(&mut reader, &plan)).collect::<Result<_, _>>()?;
        let confirmations = (0..plan.trustees).map(|_| Confirmation::take(&mut reader)).collect::<Result<_, _>>()?;
        reader.end()?;
        Self::assemble(plan, round1, round2, confirmations)
    }

    /// Whether the manifest repeats exactly this ceremony and its key.
    #[must_use]
    pub fn is_of(&self, manifest: &Manifest) -> bool {
        let records: Vec<_> =
            self.round1.iter().zip(&self.round2).map(|(first, second)| second.record(first)).collect();
        manifest.ceremony() == self.plan.number
            && manifest.file().threshold == u32::from(self.plan.threshold)
            && manifest.file().dkg == records
            && manifest.key_bytes() == self.key()
    }
}

/// Checks that each trustee sent one message of round 1, in order and with a usable transport key.
///
/// Two equal transport keys are not refused here: that would blame the one who was copied. The copier cannot confirm.
pub(crate) fn check_round1(plan: &CeremonyPlan, messages: &[Round1]) -> Result<(), Refused> {
    if messages.len() != usize::from(plan.trustees) {
        return Err(Refused::Ceremony);
    }
    for (index, message) in (1..).zip(messages) {
        if message.index != index || group::key(&message.transport).is_err() {
            return Err(Refused::Culprit(index));
        }
    }
    Ok(())
}

/// Checks that each trustee opened the own commitment and knows what is behind the coefficients.
pub(crate) fn check_round2(plan: &CeremonyPlan, round1: &[Round1], messages: &[Round2]) -> Result<(), Refused> {
    if messages.len() != usize::from(plan.trustees) {
        return Err(Refused::Ceremony);
    }
    for ((index, first), message) in (1..).zip(round1).zip(messages) {
        message.check(plan, index, first).map_err(|_| Refused::Culprit(index))?;
    }
    Ok(())
}

/// What the six words stand for: everything that was already fixed when round 1 ended, so that nobody can search for a match.
fn fingerprint(plan: &CeremonyPlan, round1: &[Round1], round2: &[Round2]) -> Digest {
    let mut hasher = plan.hasher("dkg-fingerprint", plan.trustees).number(u32::from(plan.threshold));
    for (first, second) in round1.iter().zip(round2) {
        hasher.add(&first.commit);
        hasher.add(&first.transport);
        second.coefficients.iter().for_each(|coefficient| hasher.add(&group::encode(coefficient)));
    }
    hasher.digest()
}

/// What a confirmation signs: every byte of rounds 1 and 2.
fn transcript(plan: &CeremonyPlan, round1: &[Round1], round2: &[Round2]) -> Digest {
    let mut hasher = plan.hasher("dkg-transcript", plan.trustees).number(u32::from(plan.threshold));
    round1.iter().for_each(|message| hasher.add(&message.to_bytes()));
    round2.iter().for_each(|message| hasher.add(&message.to_bytes()));
    hasher.digest()
}

/// The polynomial with these coefficients at `index`.
fn evaluate(coefficients: &[Scalar], index: u8) -> Scalar {
    let at = Scalar::from(index);
    coefficients.iter().rev().fold(Scalar::ZERO, |sum, coefficient| sum * at + coefficient)
}

/// The same on coefficients in public form.
fn evaluate_public(coefficients: &[RistrettoPoint], index: u8) -> RistrettoPoint {
    let at = Scalar::from(index);
    coefficients.iter().rev().fold(RistrettoPoint::default(), |sum, coefficient| sum * at + coefficient)
}
