//! A trustee's seed sealed with a passphrase; must not reveal anything but its own parameters.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::bytes::Reader;
use crate::ceremony::TrusteeSeed;
use crate::error::Refused;
use crate::hash::Digest;

/// What every key file begins with; the last byte is the version.
const MAGIC: &[u8; 12] = b"TDKT-KEY\0\0\0\x01";
/// Memory in KiB, passes and lanes with which new files are sealed.
const NEW_COST: (u32, u32, u32) = (64 * 1024, 3, 1);
/// The most a foreign file may ask for, so that it cannot exhaust the device.
const MAX_COST: (u32, u32, u32) = (256 * 1024, 10, 4);
/// Magic, three costs, salt, nonce.
const HEADER: usize = 12 + 12 + 16 + 24;
/// Ceremony number, index, seed.
const SECRET: usize = 32 + 4 + 32;
/// Shortest passphrase in characters.
const MIN_PASSPHRASE: usize = 12;

/// What a key file holds: whose seed, of which ceremony.
pub struct KeyFile {
    /// Number of the ceremony.
    pub ceremony: Digest,
    /// The trustee, from 1.
    pub index: u8,
    /// The seed.
    pub seed: TrusteeSeed,
}

/// Random bytes of the caller for one sealing: 16 of salt and 24 of nonce.
pub type SealRandom = [u8; 40];

impl KeyFile {
    /// Seals the seed: Argon2id, then XChaCha20-Poly1305 over the secret with the header as associated data.
    ///
    /// # Errors
    /// `Refused::KeyFile` for a passphrase below 12 characters.
    pub fn seal(&self, passphrase: &str, random: &SealRandom) -> Result<Vec<u8>, Refused> {
        if passphrase.chars().count() < MIN_PASSPHRASE {
            return Err(Refused::KeyFile);
        }
        let (memory, passes, lanes) = NEW_COST;
        let mut file = MAGIC.to_vec();
        [memory, passes, lanes].iter().for_each(|cost| file.extend(cost.to_le_bytes()));
        file.extend_from_slice(random);
        let index = u32::from(self.index).to_le_bytes();
        let secret = Zeroizing::new([&self.ceremony[..], &index, self.seed.as_bytes()].concat());
        let cipher = cipher(passphrase, NEW_COST, &random[..16])?;
        let nonce = XNonce::try_from(&random[16..]).map_err(|_| Refused::KeyFile)?;
        let sealed = cipher.encrypt(&nonce, Payload { msg: &secret, aad: &file }).map_err(|_| Refused::KeyFile)?;
        file.extend(sealed);
        Ok(file)
    }

    /// Opens a sealed file.
    ///
    /// # Errors
    /// `Refused::Form` for another kind or version of file, `Refused::TooLarge` when it asks for excessive work,
    /// `Refused::KeyFile` for a wrong passphrase or a changed file.
    pub fn open(file: &[u8], passphrase: &str) -> Result<Self, Refused> {
        if file.len() != HEADER + SECRET + 16 || !file.starts_with(MAGIC) {
            return Err(Refused::Form);
        }
        let mut reader = Reader::new(file);
        reader.take(MAGIC.len())?;
        let cost = (reader.number()?, reader.number()?, reader.number()?);
        if cost.0 > MAX_COST.0 || cost.1 > MAX_COST.1 || cost.2 > MAX_COST.2 {
            return Err(Refused::TooLarge);
        }
        let cipher = cipher(passphrase, cost, reader.take(16)?)?;
        let nonce = XNonce::try_from(reader.take(24)?).map_err(|_| Refused::KeyFile)?;
        let payload = Payload { msg: &file[HEADER..], aad: &file[..HEADER] };
        let secret = Zeroizing::new(cipher.decrypt(&nonce, payload).map_err(|_| Refused::KeyFile)?);
        let mut reader = Reader::new(&secret);
        let (ceremony, index) = (reader.array()?, reader.small()?);
        Ok(Self { ceremony, index, seed: TrusteeSeed::from_random(reader.array()?) })
    }
}

fn cipher(passphrase: &str, cost: (u32, u32, u32), salt: &[u8]) -> Result<XChaCha20Poly1305, Refused> {
    let params = Params::new(cost.0, cost.1, cost.2, Some(32)).map_err(|_| Refused::KeyFile)?;
    let mut key = Zeroizing::new([0_u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut *key)
        .map_err(|_| Refused::KeyFile)?;
    Ok(XChaCha20Poly1305::new(&Key::from(*key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSPHRASE: &str = "mười hai chữ cái";

    fn file() -> Vec<u8> {
        let key = KeyFile { ceremony: [4; 32], index: 2, seed: TrusteeSeed::from_random([5; 32]) };
        key.seal(PASSPHRASE, &[6; 40]).unwrap()
    }

    #[test]
    fn a_key_file_opens_with_its_passphrase_only() {
        let opened = KeyFile::open(&file(), PASSPHRASE).unwrap();
        assert_eq!((opened.ceremony, opened.index), ([4; 32], 2));
        assert!(opened.seed == TrusteeSeed::from_random([5; 32]));
        assert_eq!(KeyFile::open(&file(), "mười hai chữ cai").err(), Some(Refused::KeyFile));
        let short = KeyFile { ceremony: [4; 32], index: 2, seed: TrusteeSeed::from_random([5; 32]) };
        assert_eq!(short.seal("ngắn", &[6; 40]).err(), Some(Refused::KeyFile));
    }

    #[test]
    fn a_changed_key_file_is_refused_before_it_can_exhaust_the_device() {
        let good = file();
        for place in [0, 11, 24, 40, 64, good.len() - 1] {
            let mut wrong = good.clone();
            wrong[place] ^= 1;
            assert!(KeyFile::open(&wrong, PASSPHRASE).is_err(), "byte {place}");
        }
        let mut greedy = good.clone();
        greedy[15] = 0xff;
        assert_eq!(KeyFile::open(&greedy, PASSPHRASE).err(), Some(Refused::TooLarge));
        assert_eq!(KeyFile::open(&good[1..], PASSPHRASE).err(), Some(Refused::Form));
    }
}
