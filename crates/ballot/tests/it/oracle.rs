//! The same sums opened by an independent library with the key put together from the seeds.

use curve25519_dalek::ristretto::CompressedRistretto;
use curve25519_dalek::{RistrettoPoint, Scalar};
use elastic_elgamal::group::Ristretto;
use elastic_elgamal::{Ciphertext, DiscreteLogTable, SecretKey};
use lantoa_ballot::*;
use sha2::{Digest as _, Sha512};

use crate::fixture::*;

fn hash_to_scalar(parts: &[&[u8]]) -> Scalar {
    let mut hasher = Sha512::new();
    for part in [&[&b"TDKT-BALLOT-1"[..]], parts].concat() {
        hasher.update((part.len() as u32).to_le_bytes());
        hasher.update(part);
    }
    Scalar::from_bytes_mod_order_wide(&hasher.finalize().into())
}

/// The whole secret key, from the seeds of all trustees. Only a test has all of them.
fn whole_key(shape: &Shape) -> SecretKey<Ristretto> {
    let number = |value: u8| u32::from(value).to_le_bytes();
    let secret: Scalar = (1..=shape.trustees)
        .map(|index| {
            let (i, k) = (number(index), number(0));
            hash_to_scalar(&[b"dkg-secret", &[index; 32], &[0x11; 32], &i, b"coef", &k])
        })
        .sum();
    SecretKey::from_bytes(secret.as_bytes()).unwrap()
}

fn point(bytes: &[u8]) -> RistrettoPoint {
    CompressedRistretto(bytes.try_into().unwrap()).decompress().unwrap()
}

#[test]
fn another_library_opens_our_sums_to_the_same_numbers() {
    for (options, trustees, threshold) in [(1, 3, 2), (2, 5, 3), (1, 1, 1)] {
        let election = Election::new(Shape { options, trustees, threshold, ..Shape::default() });
        let votes: Vec<Vec<u8>> = if options == 1 {
            some_votes(7, 3)
        } else {
            (0..7)
                .map(|member| {
                    (0..3).flat_map(|q| [u8::from((member + q) % 3 == 0), u8::from((member + q) % 3 == 1)]).collect()
                })
                .collect()
        };
        let by: Vec<usize> = (0..threshold as usize).collect();
        let board = election.opened(election.voted(&votes), &by);
        let ours = Outcome::compute(&board).unwrap();
        let key = whole_key(&election.shape);
        let table = DiscreteLogTable::new(0..=7);
        let width = options as usize;
        for (question, line) in ours.questions.iter().enumerate() {
            let at = 68 + 64 * question * width;
            let sum = |offset: usize| -> RistrettoPoint {
                let ballots = board.entries().iter().filter(|entry| entry.kind == EntryKind::Ballot);
                ballots.map(|entry| point(&entry.payload[at + offset..at + offset + 32])).sum()
            };
            let opened = |offset| key.decrypt(Ciphertext::from_elements(sum(offset), sum(offset + 32)), &table);
            assert_eq!(opened(0), Some(u64::from(line.agree)));
            if options == 2 {
                assert_eq!(opened(64), Some(u64::from(line.not_agree)));
            }
        }
    }
}
