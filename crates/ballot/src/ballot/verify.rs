//! Checking the proof of a ballot; nothing here is secret, so it may take varying time.

use curve25519_dalek::constants::RISTRETTO_BASEPOINT_POINT;
use curve25519_dalek::ristretto::VartimeRistrettoPrecomputation;
use curve25519_dalek::traits::VartimePrecomputedMultiscalarMul as _;
use curve25519_dalek::{RistrettoPoint, Scalar};

use super::{BallotRules, Ciphertext, ClaimProof, Parts, challenge, sum};
use crate::error::Refused;
use crate::group::Writer;

/// Recomputes every commitment and compares the challenge that follows from them with the one in the ballot.
pub(super) fn check(rules: &BallotRules, parts: &Parts<'_>) -> Result<(), Refused> {
    let tables = VartimeRistrettoPrecomputation::new([RISTRETTO_BASEPOINT_POINT, rules.key]);
    let values: usize = parts.proofs.iter().map(|proof| proof.responses.len()).sum();
    let mut commitments = Writer::with_capacity(2 * values + 1);
    for (claim, proof) in rules.claims().iter().zip(&parts.proofs) {
        recompute(&tables, &sum(claim, &parts.ciphertexts), proof, &parts.challenge, &mut commitments);
    }
    commitments.half(RistrettoPoint::vartime_double_scalar_mul_basepoint(
        &-parts.challenge.div_by_2(),
        &parts.credential_point,
        &parts.signature.div_by_2(),
    ));
    if challenge(rules, parts.head, &commitments.finish()) == parts.challenge { Ok(()) } else { Err(Refused::Proof) }
}

/// For each value j: `a_j = s_j B − c_j A` and `b_j = s_j Y − c_j (C − jB)`. The last challenge is what the others leave.
fn recompute(
    tables: &VartimeRistrettoPrecomputation,
    ciphertext: &Ciphertext,
    proof: &ClaimProof,
    challenge: &Scalar,
    commitments: &mut Writer,
) {
    let last = challenge - proof.challenges.iter().sum::<Scalar>();
    let challenges = proof.challenges.iter().copied().chain([last]);
    for ((j, c), s) in (0_u32..).zip(challenges).zip(&proof.responses) {
        let (c, s) = (c.div_by_2(), s.div_by_2());
        commitments.half(RistrettoPoint::vartime_double_scalar_mul_basepoint(&-c, &ciphertext.a, &s));
        commitments.half(tables.vartime_mixed_multiscalar_mul([c * Scalar::from(j), s], [-c], [ciphertext.c]));
    }
}
