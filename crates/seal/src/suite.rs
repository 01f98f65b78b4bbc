//! The ways of signing that prove something today; it must not accept a weaker one.

use der::asn1::ObjectIdentifier;
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::{PublicKey, pkcs1::DecodeRsaPublicKey, pkcs1v15, pss, traits::PublicKeyParts};
use rustls_pki_types::{AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm, alg_id};
use sha2::{Digest, Sha256, Sha384, Sha512};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const RSA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const RSA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12");
const RSA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const EC_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const EC_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3");
const EC_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.4");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");

/// Fewer bits of an RSA key prove nothing any more.
const LEAST_BITS: usize = 2048;

/// A digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The digest that an identifier names; none for SHA-1 and older, whose collisions can be bought.
    pub(crate) fn named(id: ObjectIdentifier) -> Option<Self> {
        match id.to_string().as_str() {
            "2.16.840.1.101.3.4.2.1" => Some(Self::Sha256),
            "2.16.840.1.101.3.4.2.2" => Some(Self::Sha384),
            "2.16.840.1.101.3.4.2.3" => Some(Self::Sha512),
            _ => None,
        }
    }

    /// The digest of pieces of bytes one after the other.
    pub(crate) fn of(self, pieces: &[&[u8]]) -> Vec<u8> {
        fn over<D: Digest>(pieces: &[&[u8]]) -> Vec<u8> {
            let mut digest = D::new();
            for piece in pieces {
                digest.update(piece);
            }
            digest.finalize().to_vec()
        }
        match self {
            Self::Sha256 => over::<Sha256>(pieces),
            Self::Sha384 => over::<Sha384>(pieces),
            Self::Sha512 => over::<Sha512>(pieces),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }
}

/// How keys sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Rsa,
    Pss,
    Ecdsa,
}

/// A public key.
enum Key {
    Rsa(PublicKey),
    P256(p256::ecdsa::VerifyingKey),
    P384(p384::ecdsa::VerifyingKey),
}

/// A way of signing certificates, as the library that walks from certificate to certificate asks for it.
#[derive(Debug)]
struct Way {
    key: AlgorithmIdentifier,
    signature: AlgorithmIdentifier,
    scheme: Scheme,
    hash: Hash,
}

impl SignatureVerificationAlgorithm for Way {
    fn verify_signature(&self, key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        let key = match self.key {
            alg_id::ECDSA_P256 => ecdsa_256(key),
            alg_id::ECDSA_P384 => ecdsa_384(key),
            _ => rsa_key(key),
        };
        let suite = Suite { key: key.ok_or(InvalidSignature)?, scheme: self.scheme, hash: self.hash };
        if suite.verifies(&[message], signature) { Ok(()) } else { Err(InvalidSignature) }
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.key
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.signature
    }
}

const fn way(key: AlgorithmIdentifier, signature: AlgorithmIdentifier, scheme: Scheme, hash: Hash) -> Way {
    Way { key, signature, scheme, hash }
}

/// The ways in which certificates are signed.
pub(crate) const WAYS: &[&dyn SignatureVerificationAlgorithm] = &[
    &way(alg_id::RSA_ENCRYPTION, alg_id::RSA_PKCS1_SHA256, Scheme::Rsa, Hash::Sha256),
    &way(alg_id::RSA_ENCRYPTION, alg_id::RSA_PKCS1_SHA384, Scheme::Rsa, Hash::Sha384),
    &way(alg_id::RSA_ENCRYPTION, alg_id::RSA_PKCS1_SHA512, Scheme::Rsa, Hash::Sha512),
    &way(alg_id::RSA_ENCRYPTION, alg_id::RSA_PSS_SHA256, Scheme::Pss, Hash::Sha256),
    &way(alg_id::RSA_ENCRYPTION, alg_id::RSA_PSS_SHA384, Scheme::Pss, Hash::Sha384),
    &way(alg_id::RSA_ENCRYPTION, alg_id::RSA_PSS_SHA512, Scheme::Pss, Hash::Sha512),
    &way(alg_id::ECDSA_P256, alg_id::ECDSA_SHA256, Scheme::Ecdsa, Hash::Sha256),
    &way(alg_id::ECDSA_P256, alg_id::ECDSA_SHA384, Scheme::Ecdsa, Hash::Sha384),
    &way(alg_id::ECDSA_P256, alg_id::ECDSA_SHA512, Scheme::Ecdsa, Hash::Sha512),
    &way(alg_id::ECDSA_P384, alg_id::ECDSA_SHA256, Scheme::Ecdsa, Hash::Sha256),
    &way(alg_id::ECDSA_P384, alg_id::ECDSA_SHA384, Scheme::Ecdsa, Hash::Sha384),
    &way(alg_id::ECDSA_P384, alg_id::ECDSA_SHA512, Scheme::Ecdsa, Hash::Sha512),
];

/// A key together with the way in which it signed.
pub(crate) struct Suite {
    key: Key,
    scheme: Scheme,
    hash: Hash,
}

impl Suite {
    /// The way in which a signer signed; `digest` counts where the algorithm names none. None if it is unknown or too weak.
    pub(crate) fn of(
        key: &SubjectPublicKeyInfoOwned,
        algorithm: &AlgorithmIdentifierOwned,
        digest: Hash,
    ) -> Option<Self> {
        let (scheme, hash) = match algorithm.oid {
            RSA => (Scheme::Rsa, digest),
            RSA_256 => (Scheme::Rsa, Hash::Sha256),
            RSA_384 => (Scheme::Rsa, Hash::Sha384),
            RSA_512 => (Scheme::Rsa, Hash::Sha512),
            // Its parameters name the digest a second time; a different one is not used by anybody and fails to verify.
            RSA_PSS => (Scheme::Pss, digest),
            EC => (Scheme::Ecdsa, digest),
            EC_256 => (Scheme::Ecdsa, Hash::Sha256),
            EC_384 => (Scheme::Ecdsa, Hash::Sha384),
            EC_512 => (Scheme::Ecdsa, Hash::Sha512),
            _ => return None,
        };
        Some(Self { key: public_key(key)?, scheme, hash })
    }

    /// “RSA 2048, SHA-256”.
    pub(crate) fn name(&self) -> String {
        let key = match &self.key {
            Key::Rsa(key) if self.scheme == Scheme::Pss => format!("RSA-PSS {}", key.n().bit_width()),
            Key::Rsa(key) => format!("RSA {}", key.n().bit_width()),
            Key::P256(_) => "ECDSA P-256".to_owned(),
            Key::P384(_) => "ECDSA P-384".to_owned(),
        };
        format!("{key}, {}", self.hash.name())
    }

    /// Whether a signature is that of a message, given in pieces.
    pub(crate) fn verifies(&self, message: &[&[u8]], signature: &[u8]) -> bool {
        let digest = self.hash.of(message);
        match (&self.key, self.scheme) {
            (Key::Rsa(key), Scheme::Rsa) => rsa_verifies(key.clone(), self.hash, &digest, signature),
            (Key::Rsa(key), Scheme::Pss) => pss_verifies(key.clone(), self.hash, &digest, signature),
            (Key::P256(key), Scheme::Ecdsa) => {
                p256::ecdsa::Signature::from_der(signature).is_ok_and(|s| key.verify_prehash(&digest, &s).is_ok())
            }
            (Key::P384(key), Scheme::Ecdsa) => {
                p384::ecdsa::Signature::from_der(signature).is_ok_and(|s| key.verify_prehash(&digest, &s).is_ok())
            }
            _ => false,
        }
    }
}

fn public_key(key: &SubjectPublicKeyInfoOwned) -> Option<Key> {
    let bytes = key.subject_public_key.as_bytes()?;
    match key.algorithm.oid {
        RSA | RSA_PSS => rsa_key(bytes),
        EC => match key.algorithm.parameters.as_ref()?.decode_as::<ObjectIdentifier>().ok()? {
            P256 => ecdsa_256(bytes),
            P384 => ecdsa_384(bytes),
            _ => None,
        },
        _ => None,
    }
}

fn rsa_key(bytes: &[u8]) -> Option<Key> {
    let key = PublicKey::from_pkcs1_der(bytes).ok()?;
    let bits = usize::try_from(key.n().bit_width()).ok()?;
    (bits >= LEAST_BITS).then_some(Key::Rsa(key))
}

fn ecdsa_256(bytes: &[u8]) -> Option<Key> {
    p256::ecdsa::VerifyingKey::from_sec1_bytes(bytes).ok().map(Key::P256)
}

fn ecdsa_384(bytes: &[u8]) -> Option<Key> {
    p384::ecdsa::VerifyingKey::from_sec1_bytes(bytes).ok().map(Key::P384)
}

fn rsa_verifies(key: PublicKey, hash: Hash, digest: &[u8], signature: &[u8]) -> bool {
    let Ok(signature) = pkcs1v15::Signature::try_from(signature) else { return false };
    match hash {
        Hash::Sha256 => pkcs1v15::VerifyingKey::<Sha256>::new(key).verify_prehash(digest, &signature).is_ok(),
        Hash::Sha384 => pkcs1v15::VerifyingKey::<Sha384>::new(key).verify_prehash(digest, &signature).is_ok(),
        Hash::Sha512 => pkcs1v15::VerifyingKey::<Sha512>::new(key).verify_prehash(digest, &signature).is_ok(),
    }
}

fn pss_verifies(key: PublicKey, hash: Hash, digest: &[u8], signature: &[u8]) -> bool {
    let Ok(signature) = pss::Signature::try_from(signature) else { return false };
    match hash {
        Hash::Sha256 => {
            pss::VerifyingKey::<Sha256>::new_with_auto_salt_len(key).verify_prehash(digest, &signature).is_ok()
        }
        Hash::Sha384 => {
            pss::VerifyingKey::<Sha384>::new_with_auto_salt_len(key).verify_prehash(digest, &signature).is_ok()
        }
        Hash::Sha512 => {
            pss::VerifyingKey::<Sha512>::new_with_auto_salt_len(key).verify_prehash(digest, &signature).is_ok()
        }
    }
}
