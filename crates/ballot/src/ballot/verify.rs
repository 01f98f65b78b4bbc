//! Checking the proof of a ballot; nothing here is secret, so it may take varying time.

use curve25519_dalek::constants::RISTRETTO_BASEPOINT_POINT;
use curve25519_dalek::ristretto::VartimeRistrettoPrecomputation;
use curve25519_dalek::traits::VartimePrecomputedMultiscalarMul as _;
use curve25519_dalek::{RistrettoPoint, Scalar};

use super::{BallotRules, Ciphertext, ClaimProof, Parts, challenge, sum};
use crate::error::Refused;
use crate::group::{self, PointBytes};

/// Recomputes every commitment and compares the challenge that follows from them with the one in the ballot.
pub(super) fn check(rules: &BallotRules, parts: &Parts<'_>) -> Result<(), Refused> {
    let tables = VartimeRistrettoPrecomputation::new([RISTRETTO_BASEPOINT_POINT, rules.key]);
    let mut commitments = Vec::new();
    for (claim, proof) in rules.claims().iter().zip(&parts.proofs) {
        recompute(&tables, &sum(claim, &parts.ciphertexts), proof, &parts.challenge, &mut commitments);
    }
    let signed = RistrettoPoint::vartime_double_scalar_mul_basepoint(
        &-parts.challenge,
        &parts.credential_point,
        &parts.signature,
    );
    commitments.push(group::encode(&signed));
    if challenge(rules, parts.head, &commitments) == parts.challenge { Ok(()) } else { Err(Refused::Proof) }
}

/// For each value j: `a_j = s_j B − c_j A` and `b_j = s_j Y − c_j (C − jB)`. The last challenge is what the others leave.
fn recompute(
    tables: &VartimeRistrettoPrecomputation,
    ciphertext: &Ciphertext,
    proof: &ClaimProof,
    challenge: &Scalar,
    commitments: &mut Vec<PointBytes>,
) {
    let last = challenge - proof.challenges.iter().sum::<Scalar>();
    let challenges = proof.challenges.iter().copied().chain([last]);
    for ((j, c), s) in (0_u32..).zip(challenges).zip(&proof.responses) {
        let a = RistrettoPoint::vartime_double_scalar_mul_basepoint(&-c, &ciphertext.a, s);
        let b = tables.vartime_mixed_multiscalar_mul([c * Scalar::from(j), *s], [-c], [ciphertext.c]);
        commitments.push(group::encode(&a));
        commitments.push(group::encode(&b));
    }
}
