//! Making a ballot from a seed, in time that does not depend on the choices; must not keep the seed.

use curve25519_dalek::ristretto::RistrettoBasepointTable;
use curve25519_dalek::{RistrettoPoint, Scalar};
use subtle::{ConditionallySelectable as _, ConstantTimeEq as _};
use zeroize::{Zeroize as _, Zeroizing};

use super::{BallotRules, Claim, challenge};
use crate::bytes::Reader;
use crate::credential::CredentialKey;
use crate::error::Refused;
use crate::group::{self, PointBytes, Writer};
use crate::hash::{Digest, Hasher};

/// The 32 random bytes from which all randomness of one ballot comes.
#[derive(Clone)]
pub struct BallotSeed([u8; 32]);

impl BallotSeed {
    /// A seed from random bytes of the caller.
    #[must_use]
    pub fn from_random(random: [u8; 32]) -> Self {
        Self(random)
    }
}

impl Drop for BallotSeed {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// What a member ticked: 0 or 1 for each ciphertext, question by question.
#[derive(Clone)]
pub struct Choices(Zeroizing<Vec<u8>>);

impl Choices {
    /// Takes choices that the rules allow.
    ///
    /// # Errors
    /// `Refused::Choices` for another number of choices, a value above 1, both boxes of one question, or more than the limit.
    pub fn new(rules: &BallotRules, choices: &[u8]) -> Result<Self, Refused> {
        if choices.len() != rules.ciphertexts() || choices.iter().any(|choice| *choice > 1) {
            return Err(Refused::Choices);
        }
        let within = |claim: &Claim| counted(claim, choices) <= claim.greatest;
        if rules.claims().iter().all(within) {
            Ok(Self(Zeroizing::new(choices.to_vec())))
        } else {
            Err(Refused::Choices)
        }
    }
}

fn counted(claim: &Claim, choices: &[u8]) -> u32 {
    claim.over.iter().filter_map(|at| choices.get(*at)).map(|choice| u32::from(*choice)).sum()
}

/// All pseudo-random values of one ballot. Other choices with the same seed give unrelated values.
struct Randomness(Zeroizing<Digest>);

impl Randomness {
    fn new(seed: &BallotSeed, id: &Digest, credential: &PointBytes, sequence: u32, choices: &Choices) -> Self {
        let hasher = Hasher::new("rnd-root").part(&seed.0).part(id).part(credential).number(sequence);
        Self(Zeroizing::new(hasher.part(&choices.0).digest()))
    }

    fn scalar(&self, what: &str, i: usize, j: u32) -> Scalar {
        let i = u32::try_from(i).unwrap_or(u32::MAX);
        Hasher::new("rnd").part(&*self.0).part(what.as_bytes()).number(i).number(j).scalar()
    }
}

/// The secret side of one claim while the proof is made.
struct Branches {
    nonces: Vec<Scalar>,
    challenges: Vec<Scalar>,
}

struct Maker<'a> {
    rules: &'a BallotRules,
    key_table: RistrettoBasepointTable,
    randomness: Randomness,
    choices: &'a Choices,
}

impl Maker<'_> {
    fn head(&self, credential: &PointBytes, sequence: u32, factors: &[Scalar]) -> Vec<u8> {
        let mut head = Vec::with_capacity(self.rules.ballot_len());
        head.extend_from_slice(&self.rules.id);
        head.extend_from_slice(credential);
        head.extend_from_slice(&sequence.to_le_bytes());
        let (none, one) = (RistrettoPoint::default(), group::base(&Scalar::ONE.div_by_2()));
        let mut points = Writer::with_capacity(2 * factors.len());
        for (factor, choice) in factors.iter().zip(self.choices.0.iter()) {
            // The choice is added as a selected point: the same work for 0 and 1.
            let vote = RistrettoPoint::conditional_select(&none, &one, choice.ct_eq(&1));
            let half = Zeroizing::new(factor.div_by_2());
            points.half(group::base(&half));
            points.half(&*half * &self.key_table + vote);
        }
        points.finish().iter().for_each(|point| head.extend_from_slice(point));
        head
    }

    /// Commitments for every value the claim allows: real for the true one, simulated for the others.
    fn commit(&self, number: usize, claim: &Claim, commitments: &mut Writer) -> Branches {
        let value = Scalar::from(counted(claim, &self.choices.0));
        let mut branches = Branches { nonces: Vec::new(), challenges: Vec::new() };
        for j in 0..=claim.greatest {
            let nonce = self.randomness.scalar("k", number, j);
            let free = self.randomness.scalar("c", number, j);
            let shift = Zeroizing::new((free * (value - Scalar::from(j))).div_by_2());
            let half = Zeroizing::new(nonce.div_by_2());
            commitments.half(group::base(&half));
            commitments.half(&*half * &self.key_table - group::base(&shift));
            branches.nonces.push(nonce);
            branches.challenges.push(free);
        }
        branches
    }

    /// Sets the challenge of the true value to what the others leave, then writes `c_0 … c_(k−1), s_0 … s_k`.
    fn respond(&self, claim: &Claim, mut branches: Branches, whole: &Scalar, factors: &[Scalar], out: &mut Vec<u8>) {
        let value = counted(claim, &self.choices.0);
        let factor: Scalar = claim.over.iter().filter_map(|at| factors.get(*at)).sum();
        let mut left = *whole;
        for (j, c) in (0_u32..).zip(&branches.challenges) {
            left -= Scalar::conditional_select(c, &Scalar::ZERO, j.ct_eq(&value));
        }
        for (j, c) in (0_u32..).zip(&mut branches.challenges) {
            *c = Scalar::conditional_select(c, &left, j.ct_eq(&value));
        }
        for c in branches.challenges.iter().take(branches.challenges.len() - 1) {
            out.extend_from_slice(c.as_bytes());
        }
        for (nonce, c) in branches.nonces.iter().zip(&branches.challenges) {
            out.extend_from_slice((nonce + c * factor).as_bytes());
        }
        branches.nonces.zeroize();
        branches.challenges.zeroize();
    }
}

/// A ballot and what is needed to open it for a challenge. The page must not keep it once the ballot is cast.
pub struct Opened {
    bytes: Vec<u8>,
    seed: BallotSeed,
    choices: Choices,
}

impl Opened {
    /// Makes the ballot: the same inputs always give the same bytes.
    #[must_use]
    pub fn make(rules: &BallotRules, key: &CredentialKey, sequence: u32, seed: BallotSeed, choices: Choices) -> Self {
        let credential = key.public();
        let randomness = Randomness::new(&seed, &rules.id, &credential, sequence, &choices);
        let mut factors: Vec<Scalar> = (0..rules.ciphertexts()).map(|at| randomness.scalar("r", at, 0)).collect();
        let key_table = RistrettoBasepointTable::create(&rules.key);
        let maker = Maker { rules, key_table, randomness, choices: &choices };
        let mut bytes = maker.head(&credential, sequence, &factors);
        let claims = rules.claims();
        let mut commitments = Writer::with_capacity(4 * claims.len() + 1);
        let branches: Vec<Branches> =
            claims.iter().enumerate().map(|(number, claim)| maker.commit(number, claim, &mut commitments)).collect();
        let mut nonce = maker.randomness.scalar("sig", 0, 0);
        commitments.half(group::base(&nonce.div_by_2()));
        let whole = challenge(rules, &bytes, &commitments.finish());
        bytes.extend_from_slice(whole.as_bytes());
        for (claim, branches) in claims.iter().zip(branches) {
            maker.respond(claim, branches, &whole, &factors, &mut bytes);
        }
        bytes.extend_from_slice((nonce + whole * key.0).as_bytes());
        factors.zeroize();
        nonce.zeroize();
        Self { bytes, seed, choices }
    }

    /// The ballot as it is cast.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Gives up secrecy of this ballot so that another device can recompute it; the ballot is spoiled.
    #[must_use]
    pub fn reveal(self) -> Reveal {
        Reveal { seed: self.seed, choices: self.choices.0.to_vec() }
    }
}

/// What a challenge shows: seed and choices.
pub struct Reveal {
    seed: BallotSeed,
    choices: Vec<u8>,
}

impl Reveal {
    /// Binary form: seed, then one byte for each choice.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        [&self.seed.0[..], &self.choices].concat()
    }

    /// Reads the binary form.
    ///
    /// # Errors
    /// `Refused::Form` when it is shorter than a seed.
    pub fn read(bytes: &[u8]) -> Result<Self, Refused> {
        let mut reader = Reader::new(bytes);
        let seed = BallotSeed::from_random(reader.array()?);
        let choices = reader.take(bytes.len().saturating_sub(32))?.to_vec();
        Ok(Self { seed, choices })
    }

    /// The choices, to be shown to the member.
    #[must_use]
    pub fn choices(&self) -> &[u8] {
        &self.choices
    }

    /// Recomputes the ballot and compares every byte. The key is the member's: it is read from the code again.
    ///
    /// # Errors
    /// `Refused::Choices` when the choices are not allowed, `Refused::Proof` when the ballot is another one.
    pub fn recompute(
        self,
        rules: &BallotRules,
        key: &CredentialKey,
        sequence: u32,
        ballot: &[u8],
    ) -> Result<(), Refused> {
        let choices = Choices::new(rules, &self.choices)?;
        let made = Opened::make(rules, key, sequence, self.seed, choices);
        if made.bytes() == ballot { Ok(()) } else { Err(Refused::Proof) }
    }
}
