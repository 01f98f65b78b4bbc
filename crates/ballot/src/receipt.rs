//! Receipts: the server's signature that a ballot stands on the board; must not say whose it is.

use curve25519_dalek::{RistrettoPoint, Scalar};
use zeroize::{Zeroize as _, Zeroizing};

use crate::ballot::tracking_code;
use crate::board::{Board, Place};
use crate::bytes::Reader;
use crate::error::Refused;
use crate::group::{self, PointBytes};
use crate::hash::{Digest, Hasher};

/// The server's signing key for one election.
pub struct ServerKey(Scalar);

impl Drop for ServerKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ServerKey {
    /// A key from 32 random bytes of the caller.
    #[must_use]
    pub fn from_random(random: &[u8; 32]) -> Self {
        Self(Hasher::new("server-key").part(random).scalar())
    }

    /// The public key for the manifest.
    #[must_use]
    pub fn public(&self) -> PointBytes {
        group::encode(&group::base(&self.0))
    }

    /// Signs that a ballot stands at `place`.
    #[must_use]
    pub fn sign(&self, election: Digest, place: Place, ballot_hash: Digest) -> Receipt {
        let mut receipt = Receipt { election, place, ballot_hash, challenge: Scalar::ZERO, response: Scalar::ZERO };
        let nonce = Hasher::new("receipt-nonce").part(self.0.as_bytes()).part(&receipt.statement());
        let nonce = Zeroizing::new(nonce.scalar());
        receipt.challenge = receipt.challenge(&self.public(), &group::base(&nonce));
        receipt.response = *nonce + receipt.challenge * self.0;
        receipt
    }
}

/// Whether a board keeps what a receipt promises. All but `Kept` and `Foreign` prove the server's fault, with the receipt as evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The ballot stands at its place on the same chain.
    Kept,
    /// The board ends before the place the receipt names: entries were taken away from its end.
    CutOff,
    /// Another entry, or the same one on another chain, stands at that place.
    Differs,
    /// The receipt is another election's.
    Foreign,
}

/// What a member keeps: election, place, head of the board, ballot hash, signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    election: Digest,
    place: Place,
    ballot_hash: Digest,
    challenge: Scalar,
    response: Scalar,
}

impl Receipt {
    /// Length of the binary form.
    pub const LEN: usize = 32 + 4 + 32 + 32 + 64;

    fn statement(&self) -> Vec<u8> {
        [&self.election[..], &self.place.index.to_le_bytes(), &self.place.head, &self.ballot_hash].concat()
    }

    fn challenge(&self, key: &PointBytes, nonce: &RistrettoPoint) -> Scalar {
        Hasher::new("receipt").part(key).part(&self.statement()).part(&group::encode(nonce)).scalar()
    }

    /// Binary form.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        [&self.statement()[..], self.challenge.as_bytes(), self.response.as_bytes()].concat()
    }

    /// Reads a receipt and checks the server's signature.
    ///
    /// # Errors
    /// `Refused::Form`, `Refused::Encoding`, or `Refused::Proof` when the server did not sign it.
    pub fn read(server_key: &PointBytes, bytes: &[u8]) -> Result<Self, Refused> {
        let mut reader = Reader::new(bytes);
        let receipt = Self {
            election: reader.array()?,
            place: Place { index: reader.number()?, head: reader.array()? },
            ballot_hash: reader.array()?,
            challenge: reader.scalar()?,
            response: reader.scalar()?,
        };
        reader.end()?;
        let key = group::key(server_key)?;
        let nonce = RistrettoPoint::vartime_double_scalar_mul_basepoint(&-receipt.challenge, &key, &receipt.response);
        if receipt.challenge(server_key, &nonce) == receipt.challenge { Ok(receipt) } else { Err(Refused::Proof) }
    }

    /// The tracking code of the ballot.
    #[must_use]
    pub fn tracking_code(&self) -> String {
        tracking_code(&self.ballot_hash)
    }

    /// Number of the entry it was signed for.
    #[must_use]
    pub fn index(&self) -> u32 {
        self.place.index
    }

    /// Whether a board keeps what this receipt promises.
    #[must_use]
    pub fn standing(&self, board: &Board) -> Standing {
        if self.election != board.manifest().id() {
            return Standing::Foreign;
        }
        let at = usize::try_from(self.place.index).unwrap_or(usize::MAX);
        let Some(entry) = board.entries().get(at) else { return Standing::CutOff };
        let same = entry.head == self.place.head && crate::ballot::ballot_hash(&entry.payload) == self.ballot_hash;
        if same { Standing::Kept } else { Standing::Differs }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_changed_bit_of_a_receipt_is_noticed() {
        let server = ServerKey::from_random(&[7; 32]);
        let receipt = server.sign([1; 32], Place { index: 9, head: [2; 32] }, [3; 32]);
        let bytes = receipt.to_bytes();
        assert_eq!(bytes.len(), Receipt::LEN);
        assert_eq!(Receipt::read(&server.public(), &bytes).as_ref(), Ok(&receipt));
        for bit in 0..bytes.len() * 8 {
            let mut wrong = bytes.clone();
            wrong[bit / 8] ^= 1 << (bit % 8);
            assert!(Receipt::read(&server.public(), &wrong).is_err());
        }
        assert!(Receipt::read(&ServerKey::from_random(&[8; 32]).public(), &bytes).is_err());
    }
}
