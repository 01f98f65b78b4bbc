//! Calls of trustees: ceremony, key file, opening; must not keep a seed or a share.

use lantoa_ballot::ceremony::{Round1, Round2};
use lantoa_ballot::{
    Bundle, Ceremony, CeremonyPlan, KeyFile, Refused, TrusteeInCeremony, TrusteeKey, TrusteeMemory, TrusteeSeed,
    fingerprint_words,
};

use super::{Parts, join};

/// Ceremony number, n, t, index, seed in the first five parts.
fn trustee(parts: &Parts<'_>) -> Result<(CeremonyPlan, TrusteeInCeremony), Refused> {
    let plan = CeremonyPlan::new(parts.array(0)?, parts.small(1)?, parts.small(2)?)?;
    let seed = TrusteeSeed::from_random(parts.array(4)?);
    Ok((plan, TrusteeInCeremony::new(plan, parts.small(3)?, seed)?))
}

fn first_round(parts: &[&[u8]]) -> Result<Vec<Round1>, Refused> {
    parts.iter().map(|message| Round1::read(message)).collect()
}

/// Seed → letters for the sealed envelope.
pub(super) fn write_seed(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    Ok(TrusteeSeed::from_random(parts.array(0)?).write().as_bytes().to_vec())
}

/// Letters as typed → seed.
pub(super) fn read_seed(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    Ok(TrusteeSeed::read(parts.text(0)?)?.as_bytes().to_vec())
}

/// Trustee → message of round 1.
pub(super) fn round1(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    Ok(trustee(parts)?.1.round1().to_bytes())
}

/// Trustee, n messages of round 1 → message of round 2.
pub(super) fn round2(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    Ok(trustee(parts)?.1.round2(&first_round(parts.from(5))?)?.to_bytes())
}

/// Trustee, n messages of round 1, n messages of round 2 → six words joined by spaces, confirmation.
pub(super) fn round3(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    let (plan, trustee) = trustee(parts)?;
    let (first, second) = parts.from(5).split_at_checked(usize::from(plan.trustees())).ok_or(Refused::Form)?;
    let second = second.iter().map(|message| Round2::read(&plan, message)).collect::<Result<Vec<_>, _>>()?;
    let (print, confirmation, _) = trustee.round3(&first_round(first)?, &second)?;
    Ok(join(&[fingerprint_words(&print).join(" ").as_bytes(), &confirmation.to_bytes()]))
}

/// Ceremony number, index, seed, passphrase, 40 random bytes → key file.
pub(super) fn seal(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    let seed = TrusteeSeed::from_random(parts.array(2)?);
    KeyFile { ceremony: parts.array(0)?, index: parts.small(1)?, seed }.seal(parts.text(3)?, &parts.array(4)?)
}

/// Key file, passphrase → ceremony number, index, seed.
pub(super) fn unseal(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    let file = KeyFile::open(parts.get(0)?, parts.text(1)?)?;
    Ok(join(&[&file.ceremony, &u32::from(file.index).to_le_bytes(), file.seed.as_bytes()]))
}

fn memory(text: &str) -> Result<TrusteeMemory, Refused> {
    if text.is_empty() { Ok(TrusteeMemory::default()) } else { serde_json::from_str(text).map_err(|_| Refused::Form) }
}

/// Bundle of the closed board, index, seed, memory, 32 random bytes → partial decryption, new memory.
///
/// The page must keep the new memory before it sends the partial decryption.
pub(super) fn open_sums(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    let board = Bundle::read(parts.get(0)?)?.replay().map_err(|(_, refused)| refused)?;
    let ceremony: &Ceremony = board.ceremony().ok_or(Refused::Ceremony)?;
    let key = TrusteeKey::restore(ceremony, parts.small(1)?, TrusteeSeed::from_random(parts.array(2)?))?;
    let mut memory = memory(parts.text(3)?)?;
    let partial = key.open(&board, &mut memory, &parts.array(4)?)?;
    let memory = serde_json::to_vec(&memory).map_err(|_| Refused::Form)?;
    Ok(join(&[&partial.to_bytes(), &memory]))
}

/// Bundle, memory → new memory with the head of this board.
pub(super) fn note_board(parts: &Parts<'_>) -> Result<Vec<u8>, Refused> {
    let board = Bundle::read(parts.get(0)?)?.replay().map_err(|(_, refused)| refused)?;
    let mut memory = memory(parts.text(1)?)?;
    memory.note(&board)?;
    serde_json::to_vec(&memory).map_err(|_| Refused::Form)
}
