//! Opening the sums of a closed board; must never decrypt a ciphertext that was handed in.

mod outcome;
mod partial;

pub use outcome::{Outcome, QuestionOutcome};
pub use partial::{Partial, TrusteeMemory};

use curve25519_dalek::constants::RISTRETTO_BASEPOINT_POINT;
use curve25519_dalek::{RistrettoPoint, Scalar};

use crate::ballot::Ciphertext;
use crate::board::Board;
use crate::bytes::Reader;
use crate::error::Refused;
use crate::group;

/// What became of the partial decryptions on a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sorted {
    /// The first valid one of each trustee, in board order.
    pub valid: Vec<Partial>,
    /// Entries whose proof does not hold, with the trustee named.
    pub wrong: Vec<(u32, u8)>,
}

/// The sums of the ballots that count, one ciphertext for each place on the ballot.
pub(crate) fn sums(board: &Board) -> Result<Vec<Ciphertext>, Refused> {
    let count = board.manifest().ciphertexts();
    let mut sums = vec![Ciphertext::zero(); count];
    for index in board.counted() {
        let at = usize::try_from(index).map_err(|_| Refused::TooLarge)?;
        let mut reader = Reader::new(&board.entries().get(at).ok_or(Refused::Form)?.payload);
        reader.take(68)?;
        for sum in &mut sums {
            sum.add(&Ciphertext { a: reader.point()?, c: reader.point()? });
        }
    }
    Ok(sums)
}

/// Checks every partial decryption on the board.
///
/// # Errors
/// `Refused::NotNow` when the board is not closed.
pub fn sort_partials(board: &Board) -> Result<Sorted, Refused> {
    sort(board, &sums(board)?)
}

fn sort(board: &Board, sums: &[Ciphertext]) -> Result<Sorted, Refused> {
    let mut sorted = Sorted { valid: Vec::new(), wrong: Vec::new() };
    for (index, entry) in (0_u32..).zip(board.entries()) {
        if entry.kind != crate::board::EntryKind::Partial {
            continue;
        }
        let Ok(partial) = Partial::read(sums.len(), &entry.payload) else { continue };
        if sorted.valid.iter().any(|known| known.index() == partial.index()) {
            continue;
        }
        match partial.check(board, sums) {
            Ok(()) => sorted.valid.push(partial),
            Err(Refused::Proof | Refused::Stranger) => sorted.wrong.push((index, partial.index())),
            Err(other) => return Err(other),
        }
    }
    Ok(sorted)
}

/// Combines valid partial decryptions into the numbers behind the sums.
///
/// # Errors
/// `Refused::Threshold` with fewer valid ones than the threshold; `Refused::Proof` when a number is not within the ballots.
pub(crate) fn combine(board: &Board, sums: &[Ciphertext], valid: &[Partial]) -> Result<Vec<u32>, Refused> {
    let threshold = board.ceremony().map_or(usize::MAX, |ceremony| usize::from(ceremony.plan().threshold()));
    let chosen = valid.get(..threshold).ok_or(Refused::Threshold)?;
    let indices: Vec<u8> = chosen.iter().map(Partial::index).collect();
    let weights: Vec<Scalar> = indices.iter().map(|index| group::lagrange(*index, &indices)).collect();
    let ballots = u32::try_from(board.counted().len()).map_err(|_| Refused::TooLarge)?;
    let table = powers(ballots);
    let opened = sums.iter().enumerate().map(|(place, sum)| {
        let factor: RistrettoPoint =
            chosen.iter().zip(&weights).map(|(partial, weight)| partial.factor(place) * weight).sum();
        logarithm(&table, &(sum.c - factor)).ok_or(Refused::Proof)
    });
    opened.collect()
}

/// `0·B, 1·B, … most·B`.
fn powers(most: u32) -> Vec<RistrettoPoint> {
    let mut table = vec![RistrettoPoint::default()];
    for _ in 0..most {
        let next = table.last().copied().unwrap_or_default() + RISTRETTO_BASEPOINT_POINT;
        table.push(next);
    }
    table
}

/// The number in a point, found by looking through the table.
fn logarithm(table: &[RistrettoPoint], point: &RistrettoPoint) -> Option<u32> {
    table.iter().position(|power| power == point).and_then(|found| u32::try_from(found).ok())
}
