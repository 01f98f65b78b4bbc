//! One trustee's side of the ceremony, and the key that remains; must not accept a message it has not checked.

use curve25519_dalek::{RistrettoPoint, Scalar};
use zeroize::{Zeroize as _, Zeroizing};

use super::messages::{commitment, confirm_challenge, knowledge_challenge};
use super::{Ceremony, CeremonyPlan, Confirmation, Round1, Round2, TrusteeSeed};
use super::{check_round1, check_round2, evaluate, evaluate_public, fingerprint, transcript};
use crate::error::Refused;
use crate::group::{self, PointBytes};
use crate::hash::{Digest, Hasher};

/// A trustee while the ceremony runs. Everything follows from the seed, so nothing needs to be kept between the rounds.
pub struct TrusteeInCeremony {
    plan: CeremonyPlan,
    index: u8,
    seed: TrusteeSeed,
}

impl TrusteeInCeremony {
    /// Trustee number `index`, from 1.
    ///
    /// # Errors
    /// `Refused::Ceremony` for a number outside the plan.
    pub fn new(plan: CeremonyPlan, index: u8, seed: TrusteeSeed) -> Result<Self, Refused> {
        plan.check_index(index)?;
        Ok(Self { plan, index, seed })
    }

    fn coefficients(&self) -> Zeroizing<Vec<Scalar>> {
        let plan = &self.plan;
        Zeroizing::new((0..plan.threshold).map(|k| self.seed.coefficient(plan, self.index, k)).collect())
    }

    fn public_coefficients(&self) -> Vec<RistrettoPoint> {
        self.coefficients().iter().map(group::base).collect()
    }

    fn transport(&self) -> Zeroizing<Scalar> {
        Zeroizing::new(self.seed.transport(&self.plan, self.index))
    }

    /// The message of round 1.
    #[must_use]
    pub fn round1(&self) -> Round1 {
        let transport = group::encode(&group::base(&self.transport()));
        let commit = commitment(&self.plan, self.index, &transport, &self.public_coefficients());
        Round1 { index: self.index, commit, transport }
    }

    /// The message of round 2, once all messages of round 1 are here.
    ///
    /// # Errors
    /// `Refused::Culprit` when a message of round 1 is wrong, also when the own one was changed on its way.
    pub fn round2(&self, round1: &[Round1]) -> Result<Round2, Refused> {
        self.check_first(round1)?;
        let coefficients = self.coefficients();
        let points = self.public_coefficients();
        let nonces: Zeroizing<Vec<Scalar>> =
            Zeroizing::new((0..self.plan.threshold).map(|k| self.seed.nonce(&self.plan, self.index, k)).collect());
        let commitments: Vec<RistrettoPoint> = nonces.iter().map(group::base).collect();
        let challenge = knowledge_challenge(&self.plan, self.index, &points, &commitments);
        let responses = nonces.iter().zip(coefficients.iter()).map(|(w, f)| w + challenge * f).collect();
        let shares = round1
            .iter()
            .map(|to| Ok(evaluate(&coefficients, to.index) + self.pad(self.index, to.index, &to.transport)?))
            .collect::<Result<_, _>>()?;
        Ok(Round2 { index: self.index, coefficients: points, challenge, responses, shares })
    }

    /// Round 3: checks everything, and gives the fingerprint to read aloud, the confirmation to post, and the key.
    ///
    /// # Errors
    /// `Refused::Culprit` with the trustee whose message or share is wrong.
    pub fn round3(&self, round1: &[Round1], round2: &[Round2]) -> Result<(Digest, Confirmation, TrusteeKey), Refused> {
        self.check_first(round1)?;
        check_round2(&self.plan, round1, round2)?;
        if round2[usize::from(self.index) - 1] != self.round2(round1)? {
            return Err(Refused::Culprit(self.index));
        }
        let key = self.collect(round1, round2)?;
        let print = fingerprint(&self.plan, round1, round2);
        Ok((print, self.confirm(&transcript(&self.plan, round1, round2)), key))
    }

    fn check_first(&self, round1: &[Round1]) -> Result<(), Refused> {
        check_round1(&self.plan, round1)?;
        if round1[usize::from(self.index) - 1] == self.round1() { Ok(()) } else { Err(Refused::Culprit(self.index)) }
    }

    /// Takes the padded shares sent to this trustee, checks each against its sender's public coefficients, and adds them.
    fn collect(&self, round1: &[Round1], round2: &[Round2]) -> Result<TrusteeKey, Refused> {
        let mut share = Zeroizing::new(Scalar::ZERO);
        let mut public = RistrettoPoint::default();
        for (from, message) in round1.iter().zip(round2) {
            let padded = message.shares[usize::from(self.index) - 1];
            let part = Zeroizing::new(padded - self.pad(from.index, self.index, &from.transport)?);
            let expected = evaluate_public(&message.coefficients, self.index);
            if group::base(&part) != expected {
                return Err(Refused::Culprit(from.index));
            }
            *share += *part;
            public += expected;
        }
        Ok(TrusteeKey { index: self.index, share: *share, public })
    }

    /// The pad of a share between two trustees, the same for sender and receiver.
    fn pad(&self, from: u8, to: u8, other: &PointBytes) -> Result<Scalar, Refused> {
        let culprit = if from == self.index { to } else { from };
        let mut shared = group::key(other).map_err(|_| Refused::Culprit(culprit))? * *self.transport();
        let hasher: Hasher = self.plan.hasher("dkg-pad", from).number(u32::from(to));
        let pad = hasher.part(&group::encode(&shared)).scalar();
        shared.zeroize();
        Ok(pad)
    }

    fn confirm(&self, transcript: &Digest) -> Confirmation {
        let secret = self.transport();
        let nonce = Zeroizing::new(
            self.plan.hasher("dkg-confirm-nonce", self.index).part(secret.as_bytes()).part(transcript).scalar(),
        );
        let transport = group::encode(&group::base(&secret));
        let challenge = confirm_challenge(&self.plan, self.index, &transport, transcript, &group::base(&nonce));
        Confirmation { index: self.index, challenge, response: *nonce + challenge * *secret }
    }
}

/// A trustee's share of the election key.
pub struct TrusteeKey {
    pub(crate) index: u8,
    pub(crate) share: Scalar,
    pub(crate) public: RistrettoPoint,
}

impl Drop for TrusteeKey {
    fn drop(&mut self) {
        self.share.zeroize();
    }
}

impl TrusteeKey {
    /// Rebuilds the share from the printed seed and the public ceremony, when a device was lost.
    ///
    /// # Errors
    /// `Refused::Culprit` with the own index when the seed is not the one of this trustee.
    pub fn restore(ceremony: &Ceremony, index: u8, seed: TrusteeSeed) -> Result<Self, Refused> {
        let trustee = TrusteeInCeremony::new(*ceremony.plan(), index, seed)?;
        trustee.check_first(ceremony.round1())?;
        trustee.collect(ceremony.round1(), ceremony.round2())
    }

    /// The number of the trustee, from 1.
    #[must_use]
    pub fn index(&self) -> u8 {
        self.index
    }
}
