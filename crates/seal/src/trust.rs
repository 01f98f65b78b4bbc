//! Whether a certificate leads to one whom the agency trusts; it must not know what was signed.

use std::time::Duration;

use der::{Decode, DecodePem, Encode};
use jiff::Timestamp;
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use webpki::{
    EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeId, KeyPurposeIdIter, anchor_from_trusted_cert,
};
use x509_cert::Certificate;

use crate::{
    names::Holder,
    seal::{Kind, SealFault},
    suite::WAYS,
};

/// The most certificates one PEM text or one list may hold.
const MOST: usize = 200;

/// A certificate whom an agency may trust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// Whose it is and how long it is valid.
    pub holder: Holder,
    /// The certificate itself, as [`crate::examine`] takes it.
    pub der: Vec<u8>,
}

/// The certificates of a file that an agency gives as trusted: one as DER, or any number as PEM.
///
/// # Errors
/// [`SealFault::Root`] with the number of the first one that cannot be read; also for a file of more than 200, or of none.
pub fn read_roots(file: &[u8]) -> Result<Vec<Root>, SealFault> {
    let fault = |number| SealFault::Root { number };
    let certificates = match std::str::from_utf8(file).ok().filter(|text| text.contains("-----BEGIN CERTIFICATE-----"))
    {
        None => vec![Certificate::from_der(file).map_err(|_| fault(1))?],
        Some(text) => {
            let blocks = text.split_inclusive("-----END CERTIFICATE-----").filter_map(|block| {
                let start = block.find("-----BEGIN CERTIFICATE-----")?;
                Some(&block[start..])
            });
            let read = |(i, block): (usize, &str)| {
                if i >= MOST {
                    return Err(fault(MOST));
                }
                Certificate::from_pem(block.as_bytes()).map_err(|_| fault(i + 1))
            };
            blocks.enumerate().map(read).collect::<Result<_, _>>()?
        }
    };
    let root = |(i, certificate): (usize, &Certificate)| {
        let der = certificate.to_der().map_err(|_| fault(i + 1))?;
        anchor_from_trusted_cert(&CertificateDer::from(der.as_slice())).map_err(|_| fault(i + 1))?;
        Ok(Root { holder: Holder::of(certificate), der })
    };
    let roots: Vec<Root> = certificates.iter().enumerate().map(root).collect::<Result<_, _>>()?;
    if roots.is_empty() { Err(fault(1)) } else { Ok(roots) }
}

/// The authorities whom the agency trusts.
pub(crate) struct Anchors(Vec<TrustAnchor<'static>>);

/// Where a certificate leads at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Path {
    /// To an authority of the list.
    Trusted,
    /// To an authority of the list, but a certificate on the way was not valid at that moment.
    NotValid,
    /// Nowhere.
    Unknown,
}

impl Anchors {
    pub(crate) fn new(files: &[Vec<u8>]) -> Result<Self, SealFault> {
        let mut anchors = Vec::new();
        for (i, file) in files.iter().enumerate() {
            for root in read_roots(file).map_err(|_| SealFault::Root { number: i + 1 })? {
                let der = CertificateDer::from(root.der);
                let anchor = anchor_from_trusted_cert(&der).map_err(|_| SealFault::Root { number: i + 1 })?;
                anchors.push(anchor.to_owned());
            }
        }
        Ok(Self(anchors))
    }

    /// Where a certificate leads at a moment, by way of others that came with the signature.
    pub(crate) fn path(&self, leaf: &Certificate, others: &[Certificate], kind: Kind, at: Timestamp) -> Path {
        let Ok(der) = leaf.to_der() else { return Path::Unknown };
        let others: Vec<CertificateDer<'_>> =
            others.iter().filter_map(|other| other.to_der().ok()).map(CertificateDer::from).collect();
        match self.walk(&der, &others, kind, at) {
            Ok(()) => Path::Trusted,
            Err(Error::CertExpired { .. } | Error::CertNotValidYet { .. }) => {
                // The dates are looked at before the issuer: whether it is known, a moment in the middle of its validity tells.
                let holder = Holder::of(leaf);
                let middle = holder.from.as_second().midpoint(holder.until.as_second());
                let within = Timestamp::from_second(middle).unwrap_or(at);
                let known = self.walk(&der, &others, kind, within).is_ok();
                if known { Path::NotValid } else { Path::Unknown }
            }
            Err(_) => Path::Unknown,
        }
    }

    fn walk(&self, leaf: &[u8], others: &[CertificateDer<'_>], kind: Kind, at: Timestamp) -> Result<(), Error> {
        let seconds = u64::try_from(at.as_second()).unwrap_or(0);
        let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        let leaf = CertificateDer::from(leaf);
        let leaf = EndEntityCert::try_from(&leaf)?;
        leaf.verify_for_usage(WAYS, &self.0, others, time, Purpose(kind), None, None).map(|_| ())
    }
}

/// What a certificate must be for.
struct Purpose(Kind);

/// id-kp-timeStamping.
const STAMPING: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];

impl ExtendedKeyUsageValidator for Purpose {
    fn validate(&self, purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        // Authorities write very different purposes into certificates of persons and agencies, so none of them is asked for; but a
        // certificate made for time stamps alone is not a person's, and one that does not name them may not state times.
        let named = purposes.collect::<Result<Vec<_>, _>>()?;
        let stamping = KeyPurposeId::new(STAMPING);
        let fits = match self.0 {
            Kind::Signature => named.len() != 1 || named[0] != stamping,
            Kind::Timestamp => named.is_empty() || named.contains(&stamping),
        };
        if fits { Ok(()) } else { Err(Error::UnknownIssuer) }
    }
}
