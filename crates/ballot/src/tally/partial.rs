//! One trustee's part in opening a board, with its proof; must not be made for a board the trustee cannot trust.

use curve25519_dalek::traits::VartimeMultiscalarMul as _;
use curve25519_dalek::{RistrettoPoint, Scalar};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::sums;
use crate::ballot::Ciphertext;
use crate::board::{Board, Place, Stage};
use crate::bytes::Reader;
use crate::ceremony::TrusteeKey;
use crate::error::Refused;
use crate::group;
use crate::hash::{self, Digest, Hasher};

/// A partial decryption of all sums, with one proof for all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partial {
    index: u8,
    factors: Vec<RistrettoPoint>,
    challenge: Scalar,
    response: Scalar,
}

impl Partial {
    /// Binary form: index, one factor for each sum, challenge, response.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = u32::from(self.index).to_le_bytes().to_vec();
        self.factors.iter().for_each(|factor| out.extend(group::encode(factor)));
        out.extend(self.challenge.as_bytes());
        out.extend(self.response.as_bytes());
        out
    }

    /// Reads the binary form for `count` sums.
    ///
    /// # Errors
    /// `Refused::Form` for another length, `Refused::Encoding` for values that are not canonical.
    pub fn read(count: usize, bytes: &[u8]) -> Result<Self, Refused> {
        if bytes.len() != 4 + 32 * (count + 2) {
            return Err(Refused::Form);
        }
        let mut reader = Reader::new(bytes);
        let index = reader.small()?;
        let factors = (0..count).map(|_| reader.point()).collect::<Result<_, _>>()?;
        Ok(Self { index, factors, challenge: reader.scalar()?, response: reader.scalar()? })
    }

    /// The trustee, from 1.
    #[must_use]
    pub fn index(&self) -> u8 {
        self.index
    }

    pub(super) fn factor(&self, place: usize) -> RistrettoPoint {
        self.factors.get(place).copied().unwrap_or_default()
    }

    /// Whether the proof holds for these sums at the closing of this board.
    pub(super) fn check(&self, board: &Board, sums: &[Ciphertext]) -> Result<(), Refused> {
        let ceremony = board.ceremony().ok_or(Refused::Ceremony)?;
        let close = board.close().ok_or(Refused::NotNow("the board is not closed"))?;
        if self.index == 0 || self.index > ceremony.plan().trustees() || self.factors.len() != sums.len() {
            return Err(Refused::Stranger);
        }
        let public = ceremony.verification_key(self.index);
        let minus = -self.challenge;
        let first = RistrettoPoint::vartime_double_scalar_mul_basepoint(&minus, &public, &self.response);
        let others = sums
            .iter()
            .zip(&self.factors)
            .map(|(sum, d)| RistrettoPoint::vartime_multiscalar_mul([self.response, minus], [sum.a, *d]));
        let nonces: Vec<RistrettoPoint> = std::iter::once(first).chain(others).collect();
        let statement = Statement { board, close, index: self.index, public: &public, sums, factors: &self.factors };
        if statement.challenge(&nonces) == self.challenge { Ok(()) } else { Err(Refused::Proof) }
    }
}

/// All that the proof of a partial decryption speaks about.
struct Statement<'a> {
    board: &'a Board,
    close: Place,
    index: u8,
    public: &'a RistrettoPoint,
    sums: &'a [Ciphertext],
    factors: &'a [RistrettoPoint],
}

impl Statement<'_> {
    fn challenge(&self, nonces: &[RistrettoPoint]) -> Scalar {
        let mut hasher = Hasher::new("dec").part(&self.board.manifest().id()).part(&self.close.head);
        hasher = hasher.number(u32::from(self.index)).part(&group::encode(self.public));
        for sum in self.sums {
            hasher.add(&group::encode(&sum.a));
            hasher.add(&group::encode(&sum.c));
        }
        self.factors.iter().chain(nonces).for_each(|point| hasher.add(&group::encode(point)));
        hasher.scalar()
    }
}

/// What a trustee's program remembers about one election between its runs. Text, so that it can be kept anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrusteeMemory {
    election: Option<String>,
    seen: Vec<(u32, String)>,
    opened: Option<String>,
}

/// Heads a memory holds; the oldest make room.
const MAX_SEEN: usize = 1_000;

impl TrusteeMemory {
    /// Notes the head of a board that was shown to the trustee.
    ///
    /// # Errors
    /// `Refused::Contradiction` when the board is another election's, or contradicts a head noted before.
    pub fn note(&mut self, board: &Board) -> Result<(), Refused> {
        self.check(board)?;
        self.election = Some(hash::hex(&board.manifest().id()));
        let index = u32::try_from(board.entries().len().saturating_sub(1)).map_err(|_| Refused::TooLarge)?;
        let head = (index, hash::hex(&board.head()));
        if !self.seen.contains(&head) {
            self.seen.push(head);
        }
        if self.seen.len() > MAX_SEEN {
            self.seen.remove(0);
        }
        Ok(())
    }

    fn check(&self, board: &Board) -> Result<(), Refused> {
        let same = self.election.as_ref().is_none_or(|id| *id == hash::hex(&board.manifest().id()));
        let holds =
            |(index, head): &(u32, String)| board.place(*index).is_some_and(|place| hash::hex(&place.head) == *head);
        if same && self.seen.iter().all(holds) { Ok(()) } else { Err(Refused::Contradiction) }
    }

    /// Remembers the one closing this trustee opens.
    fn open(&mut self, close: &Digest) -> Result<(), Refused> {
        let close = hash::hex(close);
        match &self.opened {
            Some(opened) if *opened != close => Err(Refused::Contradiction),
            _ => {
                self.opened = Some(close);
                Ok(())
            }
        }
    }
}

impl TrusteeKey {
    /// Opens the sums of a closed board. Keep the memory before the partial decryption is sent.
    ///
    /// `random` are 32 fresh bytes; were they ever repeated, the nonce would still differ with the statement.
    ///
    /// # Errors
    /// `Refused::NotNow` unless the board is closed, `Refused::TooFew` below the least number of ballots,
    /// `Refused::Contradiction` when the memory saw another board or opened another closing,
    /// `Refused::OtherElection` when this share belongs to another key.
    pub fn open(&self, board: &Board, memory: &mut TrusteeMemory, random: &[u8; 32]) -> Result<Partial, Refused> {
        if board.stage() < Stage::Closed {
            return Err(Refused::NotNow("the board is not closed"));
        }
        let close = board.close().ok_or(Refused::NotNow("the board is not closed"))?;
        let ceremony = board.ceremony().ok_or(Refused::Ceremony)?;
        if ceremony.verification_key(self.index) != self.public {
            return Err(Refused::OtherElection);
        }
        if board.counted().len() < usize::try_from(board.manifest().min_ballots()).unwrap_or(usize::MAX) {
            return Err(Refused::TooFew);
        }
        memory.note(board)?;
        memory.open(&close.head)?;
        Ok(self.prove(board, close, &sums(board)?, random))
    }

    fn prove(&self, board: &Board, close: Place, sums: &[Ciphertext], random: &[u8; 32]) -> Partial {
        let factors: Vec<RistrettoPoint> = sums.iter().map(|sum| sum.a * self.share).collect();
        let mut hasher = Hasher::new("dec-nonce").part(self.share.as_bytes()).part(random).part(&close.head);
        sums.iter().for_each(|sum| hasher.add(&group::encode(&sum.a)));
        let nonce = Zeroizing::new(hasher.scalar());
        let others = sums.iter().map(|sum| sum.a * *nonce);
        let nonces: Vec<RistrettoPoint> = std::iter::once(group::base(&nonce)).chain(others).collect();
        let statement = Statement { board, close, index: self.index, public: &self.public, sums, factors: &factors };
        let challenge = statement.challenge(&nonces);
        Partial { index: self.index, challenge, response: *nonce + challenge * self.share, factors }
    }
}
