//! Messages of the three rounds; each is public and can be checked by anybody.

use curve25519_dalek::{RistrettoPoint, Scalar};

use super::CeremonyPlan;
use crate::bytes::Reader;
use crate::error::Refused;
use crate::group::{self, PointBytes};
use crate::hash::{self, Digest, Hasher};
use crate::manifest::DkgRecord;

/// Round 1: a commitment to all coefficients, and the key under which shares are sent to this trustee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round1 {
    /// The trustee, from 1.
    pub index: u8,
    /// Commitment to coefficients and transport key.
    pub commit: Digest,
    /// Public transport key.
    pub transport: PointBytes,
}

impl Round1 {
    /// Binary form, 68 bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        [&u32::from(self.index).to_le_bytes()[..], &self.commit, &self.transport].concat()
    }

    /// Reads the binary form.
    ///
    /// # Errors
    /// `Refused::Form` for another length.
    pub fn read(bytes: &[u8]) -> Result<Self, Refused> {
        let mut reader = Reader::new(bytes);
        let message = Self::take(&mut reader)?;
        reader.end().map(|()| message)
    }

    pub(super) fn take(reader: &mut Reader<'_>) -> Result<Self, Refused> {
        Ok(Self { index: reader.small()?, commit: reader.array()?, transport: reader.array()? })
    }
}

/// Round 2: the coefficients in public form, proof that the trustee knows them, and one padded share for each trustee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round2 {
    /// The trustee, from 1.
    pub index: u8,
    pub(crate) coefficients: Vec<RistrettoPoint>,
    pub(super) challenge: Scalar,
    pub(super) responses: Vec<Scalar>,
    pub(super) shares: Vec<Scalar>,
}

impl Round2 {
    /// Binary form: index, coefficients, challenge, responses, shares; 4 + 32 · (2t + 1 + n) bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = u32::from(self.index).to_le_bytes().to_vec();
        self.coefficients.iter().for_each(|point| out.extend(group::encode(point)));
        out.extend(self.challenge.as_bytes());
        self.responses.iter().chain(&self.shares).for_each(|scalar| out.extend(scalar.as_bytes()));
        out
    }

    /// Reads the binary form.
    ///
    /// # Errors
    /// `Refused::Form` for another length, `Refused::Encoding` for values that are not canonical.
    pub fn read(plan: &CeremonyPlan, bytes: &[u8]) -> Result<Self, Refused> {
        let mut reader = Reader::new(bytes);
        let message = Self::take(&mut reader, plan)?;
        reader.end().map(|()| message)
    }

    pub(super) fn take(reader: &mut Reader<'_>, plan: &CeremonyPlan) -> Result<Self, Refused> {
        Ok(Self {
            index: reader.small()?,
            coefficients: (0..plan.threshold()).map(|_| reader.point()).collect::<Result<_, _>>()?,
            challenge: reader.scalar()?,
            responses: (0..plan.threshold()).map(|_| reader.scalar()).collect::<Result<_, _>>()?,
            shares: (0..plan.trustees()).map(|_| reader.scalar()).collect::<Result<_, _>>()?,
        })
    }

    /// Checks index, lengths, the commitment of round 1 and the proof of knowledge.
    pub(super) fn check(&self, plan: &CeremonyPlan, index: u8, first: &Round1) -> Result<(), Refused> {
        let threshold = usize::from(plan.threshold());
        let complete = self.coefficients.len() == threshold
            && self.responses.len() == threshold
            && self.shares.len() == usize::from(plan.trustees());
        if !complete
            || self.index != index
            || commitment(plan, index, &first.transport, &self.coefficients) != first.commit
        {
            return Err(Refused::Proof);
        }
        let recomputed: Vec<RistrettoPoint> = self
            .coefficients
            .iter()
            .zip(&self.responses)
            .map(|(f, s)| RistrettoPoint::vartime_double_scalar_mul_basepoint(&-self.challenge, f, s))
            .collect();
        let expected = knowledge_challenge(plan, index, &self.coefficients, &recomputed);
        if expected == self.challenge { Ok(()) } else { Err(Refused::Proof) }
    }

    /// The record of this trustee in the manifest.
    #[must_use]
    pub fn record(&self, first: &Round1) -> DkgRecord {
        DkgRecord {
            commit: hash::hex(&first.commit),
            transport: hash::hex(&first.transport),
            f: self.coefficients.iter().map(|point| hash::hex(&group::encode(point))).collect(),
            e: hash::hex(self.challenge.as_bytes()),
            s: self.responses.iter().map(|scalar| hash::hex(scalar.as_bytes())).collect(),
        }
    }
}

/// The commitment of round 1.
pub(super) fn commitment(
    plan: &CeremonyPlan,
    index: u8,
    transport: &PointBytes,
    coefficients: &[RistrettoPoint],
) -> Digest {
    let mut hasher = plan.hasher("dkg-commit", index).part(transport);
    coefficients.iter().for_each(|point| hasher.add(&group::encode(point)));
    hasher.digest()
}

/// The challenge of the proof of knowledge: over the statement and the commitments of the proof.
pub(super) fn knowledge_challenge(
    plan: &CeremonyPlan,
    index: u8,
    coefficients: &[RistrettoPoint],
    commitments: &[RistrettoPoint],
) -> Scalar {
    let mut hasher = plan.hasher("dkg-pok", index).number(u32::from(plan.threshold()));
    coefficients.iter().chain(commitments).for_each(|point| hasher.add(&group::encode(point)));
    hasher.scalar()
}

/// Round 3: a trustee's signature, with the transport key, that all checks passed on exactly these messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// The trustee, from 1.
    pub index: u8,
    pub(super) challenge: Scalar,
    pub(super) response: Scalar,
}

impl Confirmation {
    /// Binary form, 68 bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        [&u32::from(self.index).to_le_bytes()[..], self.challenge.as_bytes(), self.response.as_bytes()].concat()
    }

    /// Reads the binary form.
    ///
    /// # Errors
    /// `Refused::Form` for another length, `Refused::Encoding` for values that are not canonical.
    pub fn read(bytes: &[u8]) -> Result<Self, Refused> {
        let mut reader = Reader::new(bytes);
        let message = Self::take(&mut reader)?;
        reader.end().map(|()| message)
    }

    pub(super) fn take(reader: &mut Reader<'_>) -> Result<Self, Refused> {
        Ok(Self { index: reader.small()?, challenge: reader.scalar()?, response: reader.scalar()? })
    }

    pub(super) fn check(
        &self,
        plan: &CeremonyPlan,
        index: u8,
        transport: &PointBytes,
        transcript: &Digest,
    ) -> Result<(), Refused> {
        let culprit = Refused::Culprit(index);
        let key = group::key(transport).map_err(|_| culprit)?;
        let nonce = RistrettoPoint::vartime_double_scalar_mul_basepoint(&-self.challenge, &key, &self.response);
        let expected = confirm_challenge(plan, index, transport, transcript, &nonce);
        if self.index == index && expected == self.challenge { Ok(()) } else { Err(culprit) }
    }
}

/// The challenge of a confirmation.
pub(super) fn confirm_challenge(
    plan: &CeremonyPlan,
    index: u8,
    transport: &PointBytes,
    transcript: &Digest,
    nonce: &RistrettoPoint,
) -> Scalar {
    let hasher: Hasher = plan.hasher("dkg-confirm", index).part(transport).part(transcript);
    hasher.part(&group::encode(nonce)).scalar()
}
