//! Calls of members and verifiers; must not keep a code or a seed.

use lantoa_ballot::hash::hex;
use lantoa_ballot::{
    Ballot, BallotSeed, Choices, CredentialCode, CredentialKey, Expected, Manifest, Opened, Receipt, Refused, Reveal,
    ballot_hash, verify_expecting,
};

use super::{Parts, join};

/// The key: 32 bytes as in the vectors, or a code and the name of the election.
fn key(parts: &Parts<'_>, at: usize) -> Result<CredentialKey, Refused> {
    CredentialKey::from_bytes(&parts.array(at)?)
}

/// Rules, key, sequence, seed, choices → ballot.
pub(super) fn make_ballot(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    let rules = parts.rules(0)?;
    let choices = Choices::new(&rules, parts.get(4)?)?;
    let seed = BallotSeed::from_random(parts.array(3)?);
    Ok(Opened::make(&rules, &key(parts, 1)?, parts.number(2)?, seed, choices).bytes().to_vec())
}

/// Rules, ballot → credential, sequence, hash.
pub(super) fn verify_ballot(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    let ballot = Ballot::read(&parts.rules(0)?, parts.get(1)?)?;
    Ok(join(&[&ballot.credential(), &ballot.sequence().to_le_bytes(), &ballot.hash()]))
}

/// Ballot → tracking code.
pub(super) fn tracking_code(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    Ok(lantoa_ballot::tracking_code(&ballot_hash(parts.get(0)?)).into_bytes())
}

/// Rules, key, sequence, reveal, ballot → nothing, when every byte is the same.
pub(super) fn recompute(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    let reveal = Reveal::read(parts.get(3)?)?;
    reveal.recompute(&parts.rules(0)?, &key(parts, 1)?, parts.number(2)?, parts.get(4)?)?;
    Ok(Vec::new())
}

/// Code as typed, name of the election → secret key, public credential.
pub(super) fn read_code(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    let key = CredentialCode::read(parts.text(0)?)?.key(parts.text(1)?);
    Ok(join(&[&*key.secret(), &key.public()]))
}

/// Bundle, then election id and closing head (32 bytes each or empty), then receipts → verdict as JSON.
pub(super) fn verify_bundle(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    let optional = |at: usize| match parts.get(at) {
        Ok([]) | Err(_) => Ok(None),
        Ok(_) => parts.array(at).map(Some),
    };
    let receipts = parts.from(3).iter().map(|receipt| receipt.to_vec()).collect();
    let expected = Expected { election: optional(1)?, close_head: optional(2)?, receipts };
    serde_json::to_vec(&verify_expecting(parts.get(0)?, &expected)).map_err(|_| Refused::Form)
}

/// Manifest file → election id in hexadecimal digits.
pub(super) fn read_manifest(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    Ok(hex(&Manifest::read(parts.get(0)?)?.id()).into_bytes())
}

/// Server key, receipt → tracking code.
pub(super) fn check_receipt(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    Ok(Receipt::read(&parts.array(0)?, parts.get(1)?)?.tracking_code().into_bytes())
}
