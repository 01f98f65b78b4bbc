//! What a signature proves: digest, attributes, key, certificate, time; it must not know how a PDF is made.

use cms::{
    cert::CertificateChoices,
    content_info::ContentInfo,
    signed_data::{SignedData, SignerIdentifier, SignerInfo},
};
use der::{
    Any, Decode, Encode, EncodingRules, Reader, SliceReader,
    asn1::{ObjectIdentifier, OctetString},
};
use jiff::Timestamp;
use x509_cert::{
    Certificate, attr::Attributes, ext::pkix::SubjectKeyIdentifier, spki::AlgorithmIdentifierOwned, time::Time,
};

use crate::{
    names::Holder,
    pdf::{Found, Pdf},
    seal::{Fault, Kind, Seal, SignedAt, Source, Stamp, Verdict},
    stamp::{STATEMENT, Statement, TOKEN},
    suite::{Hash, Suite},
    trust::{Anchors, Path},
};

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_TIME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.5");
const SIGNING_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");

/// The most certificates a signature brings along that are looked at.
const MOST_CERTIFICATES: usize = 32;

/// A signature's own bytes, read.
struct Signed {
    content_type: ObjectIdentifier,
    content: Option<Vec<u8>>,
    signer: SignerInfo,
    leaf: Certificate,
    others: Vec<Certificate>,
}

/// What the key and the digest say.
enum Proof {
    Intact,
    Changed,
}

/// What a signature of a file is worth at a moment.
pub(crate) fn judge(file: &Pdf<'_>, found: &Found, anchors: &Anchors, at: Timestamp) -> Seal {
    let stamps = found.form == "ETSI.RFC3161";
    let mut seal = Seal {
        field: found.field.clone(),
        kind: if stamps { Kind::Timestamp } else { Kind::Signature },
        verdict: Verdict::Unreadable { why: Fault::Form },
        coverage: file.coverage(found),
        holder: None,
        signed_at: found.noted.map(|at| SignedAt { at, source: Source::File }),
        stamp: None,
        algorithm: String::new(),
        reason: found.reason.clone(),
        place: found.place.clone(),
    };
    let known = ["adbe.pkcs7.detached", "ETSI.CAdES.detached", "ETSI.RFC3161"];
    let judged = match Signed::read(&found.contents) {
        Ok(signed) if known.contains(&found.form.as_str()) => {
            seal.holder = Some(Holder::of(&signed.leaf));
            file.covered(found).and_then(|covered| {
                if stamps {
                    signed.as_stamp(&mut seal, &covered, anchors, at)
                } else {
                    signed.as_signature(&mut seal, &covered, anchors, at)
                }
            })
        }
        Ok(_) => Err(Fault::Form),
        Err(why) => Err(why),
    };
    seal.verdict = judged.unwrap_or_else(|why| Verdict::Unreadable { why });
    seal
}

impl Signed {
    fn read(bytes: &[u8]) -> Result<Self, Fault> {
        // Nearly all signatures are DER; some older programs write BER.
        let info = content_info(bytes, EncodingRules::Der)
            .or_else(|| content_info(bytes, EncodingRules::Ber))
            .ok_or(Fault::Form)?;
        Self::of(&info)
    }

    fn of(info: &ContentInfo) -> Result<Self, Fault> {
        if info.content_type != SIGNED_DATA {
            return Err(Fault::Form);
        }
        let data = info.content.decode_as::<SignedData>().map_err(|_| Fault::Form)?;
        let [signer] = data.signer_infos.0.as_slice() else { return Err(Fault::Form) };
        let mut certificates = Vec::new();
        for choice in data.certificates.iter().flat_map(|set| set.0.iter()).take(MOST_CERTIFICATES) {
            if let CertificateChoices::Certificate(certificate) = choice {
                certificates.push(certificate.clone());
            }
        }
        let leaf = certificates.iter().position(|one| is_of(&signer.sid, one)).ok_or(Fault::Certificate)?;
        let leaf = certificates.swap_remove(leaf);
        let content = match data.encap_content_info.econtent {
            None => None,
            Some(content) => {
                let content = content.decode_as::<OctetString>().map_err(|_| Fault::Form)?;
                Some(content.into_bytes().to_vec())
            }
        };
        let content_type = data.encap_content_info.econtent_type;
        Ok(Self { content_type, content, signer: signer.clone(), leaf, others: certificates })
    }

    /// A signature of a person or an agency over bytes of the file.
    fn as_signature(
        &self,
        seal: &mut Seal,
        covered: &[&[u8]],
        anchors: &Anchors,
        at: Timestamp,
    ) -> Result<Verdict, Fault> {
        if self.content.is_some() {
            return Err(Fault::Form);
        }
        let (proof, suite) = self.verify(covered)?;
        seal.algorithm = suite.name();
        if let Some(claimed) = self.claimed() {
            seal.signed_at = Some(SignedAt { at: claimed, source: Source::Signer });
        }
        if matches!(proof, Proof::Changed) {
            return Ok(Verdict::Changed);
        }
        seal.stamp = self.stamp(anchors, at);
        if let Some(stamp) = seal.stamp.as_ref() {
            match stamp.verdict {
                Verdict::Trusted => seal.signed_at = Some(SignedAt { at: stamp.at, source: Source::Stamp }),
                Verdict::UnknownIssuer if seal.signed_at.is_none() => {
                    seal.signed_at = Some(SignedAt { at: stamp.at, source: Source::UnknownStamp });
                }
                _ => {}
            }
        }
        Ok(self.standing(anchors, Kind::Signature, seal.signed_at, at))
    }

    /// A time stamp over bytes of the file.
    fn as_stamp(&self, seal: &mut Seal, covered: &[&[u8]], anchors: &Anchors, at: Timestamp) -> Result<Verdict, Fault> {
        let stamp = self.stated(covered, anchors, at)?;
        let suite = self.verify(&[self.content.as_deref().unwrap_or_default()])?.1;
        seal.algorithm = suite.name();
        let source = if stamp.verdict == Verdict::Trusted { Source::Stamp } else { Source::UnknownStamp };
        seal.signed_at = Some(SignedAt { at: stamp.at, source });
        Ok(stamp.verdict)
    }

    /// Where the certificate leads. A time that nobody vouches for does not help a certificate that ran out.
    fn standing(&self, anchors: &Anchors, kind: Kind, signed: Option<SignedAt>, at: Timestamp) -> Verdict {
        let path = |moment| anchors.path(&self.leaf, &self.others, kind, moment);
        let then = signed.map_or(at, |signed| signed.at);
        let proven = signed.is_some_and(|signed| signed.source == Source::Stamp);
        match (path(then), if proven { Path::Trusted } else { path(at) }) {
            (Path::Unknown, _) | (_, Path::Unknown) => Verdict::UnknownIssuer,
            (Path::NotValid, _) => Verdict::NotValidThen,
            (Path::Trusted, Path::NotValid) => Verdict::RanOut,
            (Path::Trusted, Path::Trusted) => Verdict::Trusted,
        }
    }

    /// Whether these bytes are what was signed.
    fn verify(&self, message: &[&[u8]]) -> Result<(Proof, Suite), Fault> {
        let signer = &self.signer;
        let digest = Hash::named(signer.digest_alg.oid).ok_or(Fault::Algorithm)?;
        let key = self.leaf.tbs_certificate().subject_public_key_info();
        let suite = Suite::of(key, &signer.signature_algorithm, digest).ok_or(Fault::Algorithm)?;
        let signature = signer.signature.as_bytes();
        let Some(attributes) = &signer.signed_attrs else {
            let good = suite.verifies(message, signature);
            return Ok((if good { Proof::Intact } else { Proof::Changed }, suite));
        };
        let kind = value(attributes, CONTENT_TYPE).and_then(|value| value.decode_as::<ObjectIdentifier>().ok());
        let stated = value(attributes, MESSAGE_DIGEST).and_then(|value| value.decode_as::<OctetString>().ok());
        let stated = stated.filter(|_| kind == Some(self.content_type)).ok_or(Fault::Form)?;
        if !self.names_its_certificate(attributes) {
            return Err(Fault::Certificate);
        }
        let attributes = attributes.to_der().map_err(|_| Fault::Form)?;
        let good = suite.verifies(&[&attributes], signature) && stated.as_bytes() == digest.of(message);
        Ok((if good { Proof::Intact } else { Proof::Changed }, suite))
    }

    /// Signers may state which certificate they sign with, so that nobody puts another of the same key in its place.
    fn names_its_certificate(&self, attributes: &Attributes) -> bool {
        if attributes.iter().all(|attribute| attribute.oid != SIGNING_CERTIFICATE) {
            return true;
        }
        let named = value(attributes, SIGNING_CERTIFICATE).and_then(|value| {
            let list = value.decode_as::<Vec<Any>>().ok()?;
            let first = list.first()?.decode_as::<Vec<Any>>().ok()?.first()?.decode_as::<Vec<Any>>().ok()?;
            // The digest is SHA-256 where none is named.
            match &first[..] {
                [digest, ..] if digest.decode_as::<OctetString>().is_ok() => {
                    Some((Hash::Sha256, digest.decode_as::<OctetString>().ok()?))
                }
                [hash, digest, ..] => {
                    let hash = Hash::named(hash.decode_as::<AlgorithmIdentifierOwned>().ok()?.oid)?;
                    Some((hash, digest.decode_as::<OctetString>().ok()?))
                }
                _ => None,
            }
        });
        let leaf = self.leaf.to_der().unwrap_or_default();
        named.is_some_and(|(hash, digest)| hash.of(&[&leaf]) == digest.as_bytes())
    }

    /// The time that the signer states.
    fn claimed(&self) -> Option<Timestamp> {
        let time = value(self.signer.signed_attrs.as_ref()?, SIGNING_TIME)?.decode_as::<Time>().ok()?;
        Timestamp::from_second(i64::try_from(time.to_unix_duration().as_secs()).ok()?).ok()
    }

    /// The time stamp upon this signature.
    fn stamp(&self, anchors: &Anchors, at: Timestamp) -> Option<Stamp> {
        let token = value(self.signer.unsigned_attrs.as_ref()?, TOKEN)?.decode_as::<ContentInfo>().ok()?;
        let token = Self::of(&token).ok()?;
        token.stated(&[self.signer.signature.as_bytes()], anchors, at).ok()
    }

    /// What this time stamp states about bytes, and whether it may be believed.
    fn stated(&self, about: &[&[u8]], anchors: &Anchors, at: Timestamp) -> Result<Stamp, Fault> {
        let content = self.content.as_deref().filter(|_| self.content_type == STATEMENT).ok_or(Fault::Form)?;
        let statement = Statement::read(content).ok_or(Fault::Form)?;
        let (proof, _) = self.verify(&[content])?;
        let holder = Some(Holder::of(&self.leaf));
        let verdict = match proof {
            Proof::Intact if statement.is_about(about) => {
                // An authority's certificate runs out as well; what it stated while it was valid stands.
                let said = SignedAt { at: statement.at.min(at), source: Source::Stamp };
                self.standing(anchors, Kind::Timestamp, Some(said), at)
            }
            _ => Verdict::Changed,
        };
        Ok(Stamp { at: statement.at, holder, verdict })
    }
}

/// The signature's frame; only zeros may follow it.
fn content_info(bytes: &[u8], rules: EncodingRules) -> Option<ContentInfo> {
    let mut reader = SliceReader::new_with_encoding_rules(bytes, rules).ok()?;
    let info = ContentInfo::decode(&mut reader).ok()?;
    let rest = reader.remaining_len();
    let rest = bytes.len().checked_sub(usize::try_from(rest).ok()?).and_then(|from| bytes.get(from..))?;
    rest.iter().all(|byte| *byte == 0).then_some(info)
}

/// The only value of an attribute that stands there once.
fn value(attributes: &Attributes, kind: ObjectIdentifier) -> Option<&Any> {
    let mut these = attributes.iter().filter(|attribute| attribute.oid == kind);
    let (Some(only), None) = (these.next(), these.next()) else { return None };
    match only.values.as_slice() {
        [value] => Some(value),
        _ => None,
    }
}

/// Whether a certificate is the one a signer names.
fn is_of(signer: &SignerIdentifier, certificate: &Certificate) -> bool {
    let facts = certificate.tbs_certificate();
    match signer {
        SignerIdentifier::IssuerAndSerialNumber(named) => {
            &named.issuer == facts.issuer() && &named.serial_number == facts.serial_number()
        }
        SignerIdentifier::SubjectKeyIdentifier(named) => {
            matches!(facts.get_extension::<SubjectKeyIdentifier>(), Ok(Some((_, own))) if &own == named)
        }
    }
}
