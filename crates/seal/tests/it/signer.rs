//! A second signer, in Rust: it signs any bytes with any attributes, also as no honest program would.

use cms::{
    cert::{CertificateChoices, IssuerAndSerialNumber},
    content_info::{CmsVersion, ContentInfo},
    signed_data::{EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos},
};
use der::{
    Any, Decode, Encode,
    asn1::{ObjectIdentifier, OctetString, SetOfVec},
};
use p256::{
    ecdsa::{DerSignature, SigningKey, signature::Signer as _},
    pkcs8::DecodePrivateKey,
};
use sha2::{Digest, Sha256};
use x509_cert::{Certificate, attr::Attribute, spki::AlgorithmIdentifierOwned};

use crate::file;

/// What is signed and how it is said.
#[derive(Clone)]
pub(crate) struct Words {
    /// The content type that is stated, if one is.
    pub(crate) content_type: Option<&'static str>,
    /// The digest that is stated instead of the true one.
    pub(crate) digest: Option<Vec<u8>>,
    /// Signed attributes at all.
    pub(crate) attributes: Attributes,
    /// The digest of the certificate that is stated, if one is.
    pub(crate) certificate: Option<Vec<u8>>,
    /// Certificates that come along.
    pub(crate) bring: Vec<&'static str>,
    /// How many signers stand in it, all the same.
    pub(crate) signers: usize,
}

/// Whether attributes are signed or the bytes themselves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attributes {
    Signed,
    None,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            content_type: Some("1.2.840.113549.1.7.1"),
            digest: None,
            attributes: Attributes::Signed,
            certificate: None,
            bring: vec!["agency.der", "inter.der"],
            signers: 1,
        }
    }
}

fn oid(id: &str) -> ObjectIdentifier {
    ObjectIdentifier::new(id).expect("an identifier")
}

fn plain(id: &str) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: oid(id), parameters: None }
}

fn attribute(id: &str, value: Any) -> Attribute {
    Attribute { oid: oid(id), values: SetOfVec::try_from(vec![value]).expect("a value") }
}

fn octets(bytes: &[u8]) -> OctetString {
    OctetString::new(bytes).expect("bytes")
}

fn any(value: &impl Encode) -> Any {
    Any::from_der(&value.to_der().expect("DER")).expect("a value")
}

impl Words {
    /// The signature over bytes.
    pub(crate) fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        let certificate = |name: &&str| Certificate::from_der(&file(name)).expect("a certificate");
        let agency = certificate(&"agency.der");
        let key = SigningKey::from_pkcs8_der(&file("agency-key.der")).expect("a key");
        let mut attributes = Vec::new();
        if let Some(kind) = self.content_type {
            attributes.push(attribute("1.2.840.113549.1.9.3", any(&oid(kind))));
        }
        let digest = self.digest.clone().unwrap_or_else(|| Sha256::digest(bytes).to_vec());
        attributes.push(attribute("1.2.840.113549.1.9.4", any(&octets(&digest))));
        if let Some(digest) = &self.certificate {
            let value = vec![vec![vec![octets(digest)]]];
            attributes.push(attribute("1.2.840.113549.1.9.16.2.47", any(&value)));
        }
        let attributes = SetOfVec::try_from(attributes).expect("attributes");
        let signature: DerSignature = match self.attributes {
            Attributes::Signed => key.sign(&attributes.to_der().expect("DER")),
            Attributes::None => key.sign(bytes),
        };
        let facts = agency.tbs_certificate();
        let signer = |version| SignerInfo {
            version,
            sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
                issuer: facts.issuer().clone(),
                serial_number: facts.serial_number().clone(),
            }),
            digest_alg: plain("2.16.840.1.101.3.4.2.1"),
            signed_attrs: (self.attributes == Attributes::Signed).then(|| attributes.clone()),
            signature_algorithm: plain("1.2.840.10045.4.3.2"),
            signature: octets(signature.as_bytes()),
            unsigned_attrs: None,
        };
        let versions = [CmsVersion::V1, CmsVersion::V3];
        let signers: Vec<SignerInfo> = versions.into_iter().take(self.signers).map(signer).collect();
        let bring = self.bring.iter().map(certificate).map(CertificateChoices::Certificate).collect::<Vec<_>>();
        let data = SignedData {
            version: CmsVersion::V1,
            digest_algorithms: SetOfVec::try_from(vec![plain("2.16.840.1.101.3.4.2.1")]).expect("one"),
            encap_content_info: EncapsulatedContentInfo { econtent_type: oid("1.2.840.113549.1.7.1"), econtent: None },
            certificates: (!bring.is_empty()).then(|| bring.try_into().expect("certificates")),
            crls: None,
            signer_infos: SignerInfos::try_from(signers).expect("signers"),
        };
        ContentInfo { content_type: oid("1.2.840.113549.1.7.2"), content: any(&data) }.to_der().expect("DER")
    }
}

/// A signed file of `tests/fixtures` whose only signature is put anew.
pub(crate) struct Paper {
    pub(crate) before: Vec<u8>,
    room: usize,
    pub(crate) after: Vec<u8>,
}

impl Paper {
    pub(crate) fn new() -> Self {
        let pdf = file("rsa.pdf");
        let start = pdf.windows(11).position(|words| words == b"/Contents <").expect("a signature") + 10;
        let end = pdf[start..].iter().position(|byte| *byte == b'>').expect("their end") + start + 1;
        Self { before: pdf[..start].to_vec(), room: end - start - 2, after: pdf[end..].to_vec() }
    }

    /// What a signature covers.
    pub(crate) fn covered(&self) -> Vec<u8> {
        [&self.before[..], &self.after].concat()
    }

    /// The file with other bytes as its signature.
    pub(crate) fn with(&self, signature: &[u8]) -> Vec<u8> {
        let mut digits: String = signature.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(digits.len() <= self.room, "{} digits", digits.len());
        digits.extend(std::iter::repeat_n('0', self.room - digits.len()));
        [&self.before[..], format!("<{digits}>").as_bytes(), &self.after].concat()
    }
}
