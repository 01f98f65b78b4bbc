//! Finds the signatures of a PDF and the bytes they cover; it must not know what a signature proves.

use jiff::Timestamp;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, decode_text_string};

use crate::{
    MOST_SEALS,
    later::{self, Change},
    names::on_one_line,
    seal::{Added, Coverage, Fault, SealFault},
};

/// The most bytes one compressed part of a file may unfold to.
const UNFOLDED: usize = 64 * 1024 * 1024;

/// The largest signature, in bytes: those with lists of revoked certificates in them have some hundred thousand.
const LARGEST: usize = 2 * 1024 * 1024;

/// How deep forms may be nested, and how many fields are looked at.
const DEEPEST: usize = 16;
const MOST_FIELDS: usize = 4_000;

/// A file that was opened.
pub(crate) struct Pdf<'a> {
    bytes: &'a [u8],
    document: Document,
}

/// A signature as the file holds it.
pub(crate) struct Found {
    /// The field's name.
    pub(crate) field: String,
    /// “adbe.pkcs7.detached”.
    pub(crate) form: String,
    /// The signature's own bytes, with the zeros behind them.
    pub(crate) contents: Vec<u8>,
    /// What the signer gave as reason and place.
    pub(crate) reason: String,
    pub(crate) place: String,
    /// The time that the writing program noted.
    pub(crate) noted: Option<Timestamp>,
    /// Where the gap of the signature begins and ends, and where what is covered ends.
    range: Result<Range, Fault>,
}

#[derive(Debug, Clone, Copy)]
struct Range {
    gap: usize,
    after: usize,
    end: usize,
}

impl Found {
    /// Where what it covers ends: signatures made later cover more.
    pub(crate) fn end(&self) -> usize {
        self.range.map_or(usize::MAX, |range| range.end)
    }
}

/// A file as the library reads it, within bounds.
pub(crate) fn load(bytes: &[u8]) -> Result<Document, lopdf::Error> {
    Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(UNFOLDED))
}

impl<'a> Pdf<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, SealFault> {
        // Readers look for the mark within the first kilobyte.
        if !bytes.iter().take(1024).collect::<Vec<_>>().windows(5).any(|five| five.iter().copied().eq(b"%PDF-")) {
            return Err(SealFault::NoPdf);
        }
        let document = match load(bytes) {
            Ok(document) => document,
            Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => return Err(SealFault::Locked),
            Err(_) => return Err(SealFault::NoPdf),
        };
        if document.is_encrypted() || document.was_encrypted() {
            return Err(SealFault::Locked);
        }
        Ok(Self { bytes, document })
    }

    /// The signatures of the form's fields.
    pub(crate) fn seals(&self) -> Result<Vec<Found>, SealFault> {
        let mut found = Vec::new();
        for (name, value) in signature_fields(&self.document) {
            if found.len() == MOST_SEALS {
                return Err(SealFault::TooMany { most: MOST_SEALS });
            }
            found.push(self.found(name, value));
        }
        Ok(found)
    }

    fn found(&self, field: String, value: &Dictionary) -> Found {
        let text = |key: &[u8]| {
            let text = value.get_deref(key, &self.document).ok().and_then(|text| decode_text_string(text).ok());
            on_one_line(&text.unwrap_or_default())
        };
        let contents = value.get_deref(b"Contents", &self.document).and_then(Object::as_str).unwrap_or_default();
        let contents = if contents.len() > LARGEST { Vec::new() } else { contents.to_vec() };
        let form = value.get_deref(b"SubFilter", &self.document).and_then(Object::as_name).unwrap_or_default();
        Found {
            form: String::from_utf8_lossy(form).into_owned(),
            reason: text(b"Reason"),
            place: text(b"Location"),
            noted: date(&text(b"M")),
            range: self.range(value, &contents),
            contents,
            field,
        }
    }

    /// A signature covers a file from its first byte up to some place, all but the signature itself. Anything else is a trick: whoever
    /// chooses what lies in the gap chooses what the paper shows.
    fn range(&self, value: &Dictionary, contents: &[u8]) -> Result<Range, Fault> {
        let range =
            value.get_deref(b"ByteRange", &self.document).and_then(Object::as_array).map_err(|_| Fault::Range)?;
        let number = |object: &Object| object.as_i64().ok().and_then(|n| usize::try_from(n).ok());
        let numbers: Vec<usize> = range.iter().map_while(number).collect();
        let [0, gap, after, length] = numbers[..] else { return Err(Fault::Range) };
        let end = after.checked_add(length).ok_or(Fault::Range)?;
        let hex = gap < after && end <= self.bytes.len() && range.len() == 4;
        let hole = if hex { self.bytes.get(gap..after) } else { None };
        let inner = hole.and_then(|hole| hole.strip_prefix(b"<")).and_then(|hole| hole.strip_suffix(b">"));
        let inner = inner.ok_or(Fault::Range)?;
        if contents.is_empty() || unhex(inner).as_deref() != Some(contents) {
            return Err(Fault::Range);
        }
        Ok(Range { gap, after, end })
    }

    /// The bytes that a signature covers, in two pieces.
    pub(crate) fn covered(&self, found: &Found) -> Result<[&'a [u8]; 2], Fault> {
        let range = found.range?;
        let piece = |from, to| self.bytes.get(from..to).ok_or(Fault::Range);
        Ok([piece(0, range.gap)?, piece(range.after, range.end)?])
    }

    /// How much of the file a signature covers.
    pub(crate) fn coverage(&self, found: &Found) -> Coverage {
        let Ok(range) = found.range else { return Coverage::Unknown };
        let bytes = self.bytes.len() - range.end;
        if bytes == 0 {
            return Coverage::Whole;
        }
        let rest = &self.bytes[range.end..];
        // Some programs end a file with an empty line more than they counted.
        if rest.iter().all(u8::is_ascii_whitespace) {
            return Coverage::Whole;
        }
        let before = load(&self.bytes[..range.end]);
        let change = before.map_or(Change::Other, |before| later::compare(&before, &self.document));
        let added = match change {
            Change::Signatures => Added::Signatures,
            Change::Other => Added::Content,
        };
        Coverage::Part { bytes, added }
    }
}

/// Names and values of the form's signature fields that are signed.
fn signature_fields(document: &Document) -> Vec<(String, &Dictionary)> {
    let mut out = Vec::new();
    let form = document.catalog().ok().and_then(|catalog| catalog.get_deref(b"AcroForm", document).ok());
    let fields = form.and_then(|form| form.as_dict().ok()).and_then(|form| form.get_deref(b"Fields", document).ok());
    let Some(fields) = fields.and_then(|fields| fields.as_array().ok()) else { return out };
    let mut left = MOST_FIELDS;
    let mut values: Vec<ObjectId> = Vec::new();
    let mut waiting: Vec<(&Object, String, usize)> =
        fields.iter().rev().map(|field| (field, String::new(), 0)).collect();
    while let Some((field, above, depth)) = waiting.pop() {
        let Some(next) = left.checked_sub(1) else { break };
        left = next;
        let Ok((_, Object::Dictionary(field))) = document.dereference(field) else { continue };
        let own = field.get_deref(b"T", document).ok().and_then(|name| decode_text_string(name).ok());
        let name = match own.map(|own| on_one_line(&own)) {
            Some(own) if above.is_empty() => own,
            Some(own) => on_one_line(&format!("{above}.{own}")),
            None => above,
        };
        let signed = is_signature(document, field).then(|| field.get(b"V").ok()).flatten();
        if let Some(value) = signed
            && let Ok((id, Object::Dictionary(value))) = document.dereference(value)
            && id.is_none_or(|id| !values.contains(&id))
        {
            values.extend(id);
            out.push((name.clone(), value));
        }
        if let Ok(kids) = field.get_deref(b"Kids", document).and_then(Object::as_array)
            && depth < DEEPEST
        {
            waiting.extend(kids.iter().rev().map(|kid| (kid, name.clone(), depth + 1)));
        }
    }
    out
}

/// Whether a field is one for signatures; its kind may be written at the field above it.
pub(crate) fn is_signature(document: &Document, field: &Dictionary) -> bool {
    let mut field = field;
    for _ in 0..DEEPEST {
        if let Ok(kind) = field.get_deref(b"FT", document) {
            return kind.as_name().is_ok_and(|kind| kind == b"Sig");
        }
        match field.get_deref(b"Parent", document).and_then(Object::as_dict) {
            Ok(above) => field = above,
            Err(_) => return false,
        }
    }
    false
}

/// Hexadecimal digits as bytes; a digit left alone counts as followed by 0, blanks are passed over.
fn unhex(digits: &[u8]) -> Option<Vec<u8>> {
    let digits: Vec<u8> = digits.iter().copied().filter(|digit| !digit.is_ascii_whitespace()).collect();
    let value = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let pair = |pair: &[u8]| Some(value(pair[0])? << 4 | pair.get(1).map_or(Some(0), |low| value(*low))?);
    digits.chunks(2).map(pair).collect()
}

/// “D:20261120083000+07'00'”.
fn date(text: &str) -> Option<Timestamp> {
    let digits = text.strip_prefix("D:").unwrap_or(text);
    let number = |from: usize, to: usize, otherwise: i8| match digits.get(from..to) {
        Some(part) => part.parse::<i8>().ok(),
        None => Some(otherwise),
    };
    let year = digits.get(..4)?.parse::<i16>().ok()?;
    let day = jiff::civil::date(year, 1, 1).with().month(number(4, 6, 1)?).day(number(6, 8, 1)?).build().ok()?;
    let time = jiff::civil::Time::new(number(8, 10, 0)?, number(10, 12, 0)?, number(12, 14, 0)?, 0).ok()?;
    let zone = digits.get(14..).unwrap_or_default();
    let part = |from: usize| zone.get(from..from + 2).and_then(|part| part.parse::<i32>().ok()).unwrap_or(0);
    let seconds = (part(1) * 60 + part(4)) * 60;
    let offset = match zone.bytes().next() {
        Some(b'+') => seconds,
        Some(b'-') => -seconds,
        _ => 0,
    };
    let zone = jiff::tz::Offset::from_seconds(offset).ok()?;
    zone.to_timestamp(day.to_datetime(time)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_pdfs_are_read() {
        let read = |text| date(text).map(|at| at.to_string());
        assert_eq!(read("D:20261120083000+07'00'").as_deref(), Some("2026-11-20T01:30:00Z"));
        assert_eq!(read("D:20261120013000Z").as_deref(), Some("2026-11-20T01:30:00Z"));
        assert_eq!(read("D:2026").as_deref(), Some("2026-01-01T00:00:00Z"));
        for wrong in ["", "D:", "D:20261340", "D:2026112099", "20à61120", "D:20261120083000+99'99'"] {
            assert!(read(wrong).is_none_or(|at| at.starts_with("20")), "{wrong}");
        }
    }

    #[test]
    fn hexadecimal_is_read_as_pdf_writes_it() {
        assert_eq!(unhex(b"30 0a\n7"), Some(vec![0x30, 0x0a, 0x70]));
        assert_eq!(unhex(b"3g"), None);
    }
}
