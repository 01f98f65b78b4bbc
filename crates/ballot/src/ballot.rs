//! Ballots: their form, and the claims each one must prove; must not know whose credential signs it.

mod make;
mod verify;

use curve25519_dalek::{RistrettoPoint, Scalar};

pub use make::{BallotSeed, Choices, Opened, Reveal};

use crate::bytes::Reader;
use crate::error::Refused;
use crate::group::{self, PointBytes};
use crate::hash::{Digest, Hasher};
use crate::letters;
use crate::manifest::{MAX_QUESTIONS, Manifest, Options};

/// Letters of a tracking code: 100 bits.
const TRACKING_DIGITS: usize = 20;

/// What a ballot depends on: one election with its key and the shape of its ballots.
#[derive(Debug, Clone)]
pub struct BallotRules {
    id: Digest,
    key: RistrettoPoint,
    key_bytes: PointBytes,
    questions: usize,
    options: Options,
    limit: Option<u32>,
}

impl BallotRules {
    /// Rules given one by one, as the test vectors do.
    ///
    /// # Errors
    /// `Refused::Manifest` for a key, a number of questions or a limit that no manifest may have.
    pub fn new(
        id: Digest,
        key: PointBytes,
        questions: usize,
        options: Options,
        limit: Option<u32>,
    ) -> Result<Self, Refused> {
        let fits = limit.is_none_or(|limit| limit >= 1 && usize::try_from(limit).is_ok_and(|limit| limit <= questions));
        if questions == 0 || questions > MAX_QUESTIONS || !fits {
            return Err(Refused::Manifest("number of candidates or limit"));
        }
        let point = group::key(&key).map_err(|_| Refused::Manifest("election key"))?;
        Ok(Self { id, key: point, key_bytes: key, questions, options, limit })
    }

    /// The rules of an election.
    #[must_use]
    pub fn of(manifest: &Manifest) -> Self {
        Self {
            id: manifest.id(),
            key: *manifest.key(),
            key_bytes: manifest.key_bytes(),
            questions: manifest.questions(),
            options: manifest.options(),
            limit: manifest.limit(),
        }
    }

    /// Ciphertexts in a ballot.
    #[must_use]
    pub fn ciphertexts(&self) -> usize {
        self.questions * self.options.count()
    }

    /// The length of every ballot in bytes, whatever the choices are.
    #[must_use]
    pub fn ballot_len(&self) -> usize {
        let sums = if self.options == Options::AgreeAndNot { self.questions * 96 } else { 0 };
        let limit = self.limit.map_or(0, |limit| 32 * (2 * usize::try_from(limit).unwrap_or(0) + 1));
        68 + 160 * self.ciphertexts() + sums + limit + 64
    }

    /// Each claim: the ciphertexts whose sum it speaks about, and the greatest value the sum may have.
    fn claims(&self) -> Vec<Claim> {
        let width = self.options.count();
        let mut claims: Vec<Claim> = (0..self.ciphertexts()).map(|at| Claim { over: vec![at], greatest: 1 }).collect();
        if self.options == Options::AgreeAndNot {
            claims.extend((0..self.questions).map(|q| Claim { over: vec![q * width, q * width + 1], greatest: 1 }));
        }
        if let Some(limit) = self.limit {
            claims.push(Claim { over: (0..self.questions).map(|q| q * width).collect(), greatest: limit });
        }
        claims
    }
}

/// "The sum of these ciphertexts is 0, 1, … or `greatest`."
struct Claim {
    over: Vec<usize>,
    greatest: u32,
}

/// One encrypted number: `A = rB`, `C = rY + vB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ciphertext {
    pub(crate) a: RistrettoPoint,
    pub(crate) c: RistrettoPoint,
}

impl Ciphertext {
    /// The encryption of zero without randomness, where sums start.
    pub(crate) fn zero() -> Self {
        Self { a: RistrettoPoint::default(), c: RistrettoPoint::default() }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.a += other.a;
        self.c += other.c;
    }
}

/// The proof of one claim: the free challenges `c_0 … c_(k−1)` and the responses `s_0 … s_k`.
struct ClaimProof {
    challenges: Vec<Scalar>,
    responses: Vec<Scalar>,
}

/// A ballot whose form is right. Whether its proof holds is a question of its own: see [`Ballot::read`].
#[derive(Debug, Clone)]
pub struct Ballot {
    bytes: Vec<u8>,
    credential: PointBytes,
    sequence: u32,
    hash: Digest,
}

impl Ballot {
    /// Reads a ballot and checks all of it: form, election, encodings, every claim, and the signature of its credential.
    /// Whether the credential is on the list is for the board to say.
    ///
    /// # Errors
    /// `Refused::Form`, `Refused::OtherElection`, `Refused::Encoding` or `Refused::Proof`.
    pub fn read(rules: &BallotRules, bytes: &[u8]) -> Result<Self, Refused> {
        let parts = Parts::read(rules, bytes)?;
        verify::check(rules, &parts)?;
        Ok(Self {
            bytes: bytes.to_vec(),
            credential: parts.credential,
            sequence: parts.sequence,
            hash: ballot_hash(bytes),
        })
    }

    /// The bytes that are cast.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The public credential that signed it.
    #[must_use]
    pub fn credential(&self) -> PointBytes {
        self.credential
    }

    /// Its place among the ballots of the same credential.
    #[must_use]
    pub fn sequence(&self) -> u32 {
        self.sequence
    }

    /// Its hash, from which the tracking code comes.
    #[must_use]
    pub fn hash(&self) -> Digest {
        self.hash
    }
}

/// The hash of a ballot.
#[must_use]
pub fn ballot_hash(ballot: &[u8]) -> Digest {
    Hasher::new("ballot-hash").part(ballot).digest()
}

/// The tracking code a member notes: 100 bits of the ballot hash in five groups of four letters.
#[must_use]
pub fn tracking_code(ballot_hash: &Digest) -> String {
    letters::write(&letters::digits(ballot_hash, TRACKING_DIGITS), 4).to_string()
}

/// The pieces of a ballot, decoded.
struct Parts<'a> {
    head: &'a [u8],
    credential: PointBytes,
    credential_point: RistrettoPoint,
    sequence: u32,
    ciphertexts: Vec<Ciphertext>,
    challenge: Scalar,
    proofs: Vec<ClaimProof>,
    signature: Scalar,
}

impl<'a> Parts<'a> {
    fn read(rules: &BallotRules, bytes: &'a [u8]) -> Result<Self, Refused> {
        if bytes.len() != rules.ballot_len() {
            return Err(Refused::Form);
        }
        let mut reader = Reader::new(bytes);
        if reader.array()? != rules.id {
            return Err(Refused::OtherElection);
        }
        let credential = reader.array()?;
        let credential_point = group::key(&credential)?;
        let sequence = reader.number()?;
        let mut ciphertexts = Vec::with_capacity(rules.ciphertexts());
        for _ in 0..rules.ciphertexts() {
            ciphertexts.push(Ciphertext { a: reader.point()?, c: reader.point()? });
        }
        let head = bytes.get(..68 + 64 * rules.ciphertexts()).ok_or(Refused::Form)?;
        let challenge = reader.scalar()?;
        let claims = rules.claims();
        let mut proofs = Vec::with_capacity(claims.len());
        for claim in &claims {
            let challenges = (0..claim.greatest).map(|_| reader.scalar()).collect::<Result<_, _>>()?;
            let responses = (0..=claim.greatest).map(|_| reader.scalar()).collect::<Result<_, _>>()?;
            proofs.push(ClaimProof { challenges, responses });
        }
        let signature = reader.scalar()?;
        reader.end()?;
        Ok(Self { head, credential, credential_point, sequence, ciphertexts, challenge, proofs, signature })
    }
}

/// The one challenge of a ballot. It covers the key, the head and every commitment in order.
fn challenge(rules: &BallotRules, head: &[u8], commitments: &[PointBytes]) -> Scalar {
    let mut hasher = Hasher::new("ballot").part(&rules.key_bytes).part(head);
    for commitment in commitments {
        hasher.add(commitment);
    }
    hasher.scalar()
}

/// The sum of the ciphertexts a claim speaks about.
fn sum(claim: &Claim, ciphertexts: &[Ciphertext]) -> Ciphertext {
    let mut total = Ciphertext::zero();
    for at in &claim.over {
        if let Some(one) = ciphertexts.get(*at) {
            total.add(one);
        }
    }
    total
}
