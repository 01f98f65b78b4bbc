//! The group and its encodings: only canonical ones pass; must not know what a point stands for.

use curve25519_dalek::constants::RISTRETTO_BASEPOINT_TABLE;
use curve25519_dalek::ristretto::CompressedRistretto;
use curve25519_dalek::traits::IsIdentity as _;
use curve25519_dalek::{RistrettoPoint, Scalar};

use crate::error::Refused;

/// A group element as it is written: 32 bytes.
pub type PointBytes = [u8; 32];

/// `factor · B` in constant time.
pub(crate) fn base(factor: &Scalar) -> RistrettoPoint {
    factor * RISTRETTO_BASEPOINT_TABLE
}

/// The written form.
pub(crate) fn encode(point: &RistrettoPoint) -> PointBytes {
    point.compress().to_bytes()
}

/// Points written down together. A point is handed in as its half, because the written form of a doubled point needs no square
/// root and many of them share one inversion; neither depends on the points. Batches bound the memory a long ballot takes.
pub(crate) struct Writer {
    halves: Vec<RistrettoPoint>,
    written: Vec<PointBytes>,
}

/// Points that share an inversion: with more of them nothing is gained any more.
const BATCH: usize = 128;

impl Writer {
    /// Room for so many points.
    pub(crate) fn with_capacity(points: usize) -> Self {
        Self { halves: Vec::with_capacity(BATCH.min(points)), written: Vec::with_capacity(points) }
    }

    /// The next point, as its half: whoever makes it multiplies the factors by [`Scalar::div_by_2`] before.
    pub(crate) fn half(&mut self, half: RistrettoPoint) {
        self.halves.push(half);
        if self.halves.len() == BATCH {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let written = RistrettoPoint::double_and_compress_batch(&self.halves);
        self.written.extend(written.into_iter().map(|one| one.to_bytes()));
        self.halves.clear();
    }

    /// The written forms, in order.
    pub(crate) fn finish(mut self) -> Vec<PointBytes> {
        self.flush();
        self.written
    }
}

/// Reads a group element; any other than the canonical encoding is refused.
pub(crate) fn point(bytes: &[u8; 32]) -> Result<RistrettoPoint, Refused> {
    CompressedRistretto(*bytes).decompress().ok_or(Refused::Encoding)
}

/// Reads a group element that is not the neutral one, as keys must be.
pub(crate) fn key(bytes: &[u8; 32]) -> Result<RistrettoPoint, Refused> {
    let read = point(bytes)?;
    if read.is_identity() { Err(Refused::Encoding) } else { Ok(read) }
}

/// Reads a number below the group order.
pub(crate) fn scalar(bytes: &[u8; 32]) -> Result<Scalar, Refused> {
    Option::from(Scalar::from_canonical_bytes(*bytes)).ok_or(Refused::Encoding)
}

/// Lagrange coefficient at zero of `index` among `indices`, which are distinct and above zero.
pub(crate) fn lagrange(index: u8, indices: &[u8]) -> Scalar {
    let at = Scalar::from(index);
    let (mut above, mut below) = (Scalar::ONE, Scalar::ONE);
    for other in indices.iter().filter(|other| **other != index) {
        let other = Scalar::from(*other);
        above *= other;
        below *= other - at;
    }
    above * below.invert()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The group order, little endian.
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];

    #[test]
    fn numbers_from_the_order_upwards_are_refused() {
        assert_eq!(scalar(&ORDER), Err(Refused::Encoding));
        let mut below = ORDER;
        below[0] -= 1;
        assert!(scalar(&below).is_ok());
        assert_eq!(scalar(&[0xff; 32]), Err(Refused::Encoding));
    }

    #[test]
    fn non_canonical_points_are_refused() {
        assert_eq!(point(&[0xff; 32]), Err(Refused::Encoding));
        let mut negative = encode(&base(&Scalar::ONE));
        negative[0] ^= 1;
        assert_eq!(point(&negative), Err(Refused::Encoding));
        assert!(point(&[0; 32]).is_ok(), "the neutral element is a point");
        assert_eq!(key(&[0; 32]), Err(Refused::Encoding), "but no key");
    }

    #[test]
    fn points_written_together_are_what_each_is_alone() {
        let mut writer = Writer::with_capacity(3);
        let factors: Vec<Scalar> = (0..300_u32).map(|number| Scalar::from(number % 150)).collect();
        factors.iter().for_each(|factor| writer.half(base(&factor.div_by_2())));
        let alone: Vec<PointBytes> = factors.iter().map(|factor| encode(&base(factor))).collect();
        assert_eq!(writer.finish(), alone, "the neutral element among them");
        assert!(Writer::with_capacity(0).finish().is_empty());
    }

    #[test]
    fn lagrange_coefficients_rebuild_the_constant_term() {
        let line = |at: u8| Scalar::from(7_u8) + Scalar::from(at) * Scalar::from(5_u8);
        for pair in [[1, 2], [1, 3], [2, 3]] {
            let sum: Scalar = pair.iter().map(|index| lagrange(*index, &pair) * line(*index)).sum();
            assert_eq!(sum, Scalar::from(7_u8));
        }
    }
}
