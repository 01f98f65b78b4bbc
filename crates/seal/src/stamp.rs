//! Time stamps of authorities (RFC 3161): what they say about which bytes; it must not believe them.

use der::{
    Any, Decode, Sequence,
    asn1::{GeneralizedTime, Int, ObjectIdentifier, OctetString},
};
use jiff::Timestamp;
use x509_cert::spki::AlgorithmIdentifierOwned;

use crate::suite::Hash;

/// The content type of time stamps.
pub(crate) const STATEMENT: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// The attribute that holds a time stamp upon a signature.
pub(crate) const TOKEN: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");

/// TSTInfo up to its time; what follows is not needed.
#[derive(Sequence)]
struct Imprint {
    hash: AlgorithmIdentifierOwned,
    digest: OctetString,
}

/// What an authority states: these bytes were there at this time.
pub(crate) struct Statement {
    hash: Hash,
    digest: Vec<u8>,
    pub(crate) at: Timestamp,
}

impl Statement {
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let parts = Vec::<Any>::from_der(bytes).ok()?;
        let [version, policy, imprint, number, time, ..] = &parts[..] else { return None };
        let known = version.decode_as::<u8>().is_ok_and(|version| version == 1);
        let sound = known && policy.decode_as::<ObjectIdentifier>().is_ok() && number.decode_as::<Int>().is_ok();
        let imprint = imprint.decode_as::<Imprint>().ok().filter(|_| sound)?;
        Some(Self {
            hash: Hash::named(imprint.hash.oid)?,
            digest: imprint.digest.as_bytes().to_vec(),
            at: time_of(time)?,
        })
    }

    /// Whether it is about these bytes.
    pub(crate) fn is_about(&self, pieces: &[&[u8]]) -> bool {
        self.hash.of(pieces) == self.digest
    }
}

/// The time, whose seconds may have a fraction here, which is passed over.
fn time_of(value: &Any) -> Option<Timestamp> {
    let seconds = match value.decode_as::<GeneralizedTime>() {
        Ok(time) => time.to_unix_duration().as_secs(),
        Err(_) => {
            let text = std::str::from_utf8(value.value()).ok()?;
            let (whole, _) = text.split_once('.')?;
            let whole = format!("{whole}Z");
            let mut der = vec![0x18, u8::try_from(whole.len()).ok()?];
            der.extend(whole.bytes());
            GeneralizedTime::from_der(&der).ok()?.to_unix_duration().as_secs()
        }
    };
    Timestamp::from_second(i64::try_from(seconds).ok()?).ok()
}
