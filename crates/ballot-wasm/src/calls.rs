//! The calls a page can make. Arguments are parts, each preceded by its length as 4 bytes little endian; answers of several
//! parts have the same form. Must not keep anything between two calls.

mod election;
mod trustee;

use lantoa_ballot::{BallotRules, Manifest, Options, Refused};

/// Parts of an argument.
pub(crate) struct Parts<'a>(Vec<&'a [u8]>);

/// Most parts in one argument.
const MAX_PARTS: usize = 4_096;

impl<'a> Parts<'a> {
    fn read(mut bytes: &'a [u8]) -> Result<Self, Refused> {
        let mut parts = Vec::new();
        while !bytes.is_empty() {
            let (len, rest) = bytes.split_first_chunk::<4>().ok_or(Refused::Form)?;
            let len = usize::try_from(u32::from_le_bytes(*len)).map_err(|_| Refused::TooLarge)?;
            let (part, rest) = rest.split_at_checked(len).ok_or(Refused::Form)?;
            parts.push(part);
            bytes = rest;
            if parts.len() > MAX_PARTS {
                return Err(Refused::TooLarge);
            }
        }
        Ok(Self(parts))
    }

    pub(crate) fn get(&self, at: usize) -> Result<&'a [u8], Refused> {
        self.0.get(at).copied().ok_or(Refused::Form)
    }

    pub(crate) fn from(&self, at: usize) -> &[&'a [u8]] {
        self.0.get(at..).unwrap_or(&[])
    }

    pub(crate) fn array<const N: usize>(&self, at: usize) -> Result<[u8; N], Refused> {
        self.get(at)?.try_into().map_err(|_| Refused::Form)
    }

    pub(crate) fn number(&self, at: usize) -> Result<u32, Refused> {
        Ok(u32::from_le_bytes(self.array(at)?))
    }

    pub(crate) fn small(&self, at: usize) -> Result<u8, Refused> {
        u8::try_from(self.number(at)?).map_err(|_| Refused::Form)
    }

    pub(crate) fn text(&self, at: usize) -> Result<&'a str, Refused> {
        std::str::from_utf8(self.get(at)?).map_err(|_| Refused::Form)
    }

    /// Rules from a manifest file, or from five parts in one: election id, key, questions, options, limit (0 for none).
    pub(crate) fn rules(&self, at: usize) -> Result<BallotRules, Refused> {
        let bytes = self.get(at)?;
        if bytes.first() == Some(&b'{') {
            return Ok(BallotRules::of(&Manifest::read(bytes)?));
        }
        let parts = Parts::read(bytes)?;
        let options = match parts.number(3)? {
            1 => Options::AgreeOnly,
            2 => Options::AgreeAndNot,
            _ => return Err(Refused::Form),
        };
        let questions = usize::try_from(parts.number(2)?).map_err(|_| Refused::TooLarge)?;
        let limit = Some(parts.number(4)?).filter(|limit| *limit > 0);
        BallotRules::new(parts.array(0)?, parts.array(1)?, questions, options, limit)
    }
}

/// Joins parts in the form in which arguments come.
pub(crate) fn join(parts: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::new();
    for part in parts {
        out.extend(u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes());
        out.extend_from_slice(part);
    }
    out
}

/// Carries out one call.
///
/// # Errors
/// Why the core refuses it; `Refused::Form` for an unknown number or missing parts.
pub fn carry_out(call: u32, argument: &[u8]) -> Result<Vec<u8>, Refused> {
    let parts = Parts::read(argument)?;
    match call {
        1 => election::make_ballot(&parts),
        2 => election::verify_ballot(&parts),
        3 => election::tracking_code(&parts),
        4 => election::recompute(&parts),
        5 => election::read_code(&parts),
        6 => election::verify_bundle(&parts),
        7 => election::read_manifest(&parts),
        8 => election::check_receipt(&parts),
        20 => trustee::write_seed(&parts),
        21 => trustee::read_seed(&parts),
        22 => trustee::round1(&parts),
        23 => trustee::round2(&parts),
        24 => trustee::round3(&parts),
        25 => trustee::seal(&parts),
        26 => trustee::unseal(&parts),
        27 => trustee::open_sums(&parts),
        28 => trustee::note_board(&parts),
        _ => Err(Refused::Form),
    }
}
