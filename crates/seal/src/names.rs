//! Who a certificate says its holder is; it must not judge whether that is true.

use der::{
    Any, Tag, Tagged,
    asn1::{BmpString, ObjectIdentifier},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use x509_cert::{Certificate, name::Name, time::Time};

const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
const ORGANISATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");
const UNIT: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.11");

/// The longest name taken from a certificate, in letters.
const LONGEST: usize = 200;

/// The holder of a certificate, in the words of the authority that issued it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The person, or the agency for a certificate of an agency.
    pub name: String,
    /// The organisation, with its unit if one is named; may be empty.
    pub organisation: String,
    /// The authority that issued the certificate.
    pub issuer: String,
    /// The certificate's number at that authority, hexadecimal.
    pub serial: String,
    /// Valid from.
    pub from: Timestamp,
    /// Valid until.
    pub until: Timestamp,
}

impl Holder {
    pub(crate) fn of(certificate: &Certificate) -> Self {
        let facts = certificate.tbs_certificate();
        let subject = facts.subject();
        let organisation: Vec<String> = [UNIT, ORGANISATION].iter().filter_map(|kind| part(subject, *kind)).collect();
        let organisation = organisation.join(", ");
        let name = part(subject, COMMON_NAME).unwrap_or_else(|| organisation.clone());
        let issuer = facts.issuer();
        let issuer = part(issuer, COMMON_NAME).or_else(|| part(issuer, ORGANISATION)).unwrap_or_default();
        let serial = facts.serial_number().as_bytes().iter().take(32).map(|byte| format!("{byte:02X}")).collect();
        let validity = facts.validity();
        Self {
            name,
            organisation,
            issuer,
            serial,
            from: moment(validity.not_before),
            until: moment(validity.not_after),
        }
    }
}

/// The last part of a kind, which is the nearest to the holder.
fn part(name: &Name, kind: ObjectIdentifier) -> Option<String> {
    let found = name.iter().filter(|part| part.oid == kind).last()?;
    words(&found.value).filter(|text| !text.is_empty())
}

/// Text in any of the forms certificates write it, on one line.
fn words(value: &Any) -> Option<String> {
    let text = match value.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String => String::from_utf8_lossy(value.value()).into_owned(),
        Tag::BmpString => value.decode_as::<BmpString>().ok()?.to_string(),
        Tag::TeletexString => value.value().iter().map(|byte| char::from(*byte)).collect(),
        _ => return None,
    };
    Some(on_one_line(&text))
}

/// Text of a stranger as one line without signs that steer.
pub(crate) fn on_one_line(text: &str) -> String {
    // Marks of direction could turn a name around on the screen.
    let steers = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let clean: String = text.chars().map(|c| if steers(c) { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}

fn moment(time: Time) -> Timestamp {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
    Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX)
}
