//! What was added to a file between two of its states: further signatures, or something that a reader might see; it must not be lenient.
//!
//! An object that nobody refers to shows nothing, so what matters is what changed of that which stood there before. Everything that is not
//! known to belong to a signature counts as other.

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf::is_signature;

/// What a later state of a file has that the earlier one had not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// Signatures and their proofs.
    Signatures,
    /// Anything else.
    Other,
}

/// How many entries a list may have that grew: lists of fields and of notes on a page.
const MOST_ENTRIES: usize = 20_000;

/// Compares two states of a file.
pub(crate) fn compare(before: &Document, after: &Document) -> Change {
    let pair = Pair { before, after };
    let root = |document: &Document| document.trailer.get(b"Root").and_then(Object::as_reference).ok();
    let (Some(old), Some(new)) = (root(before), root(after)) else { return Change::Other };
    if old != new {
        return Change::Other;
    }
    let harmless = before.objects.iter().all(|(id, object)| {
        let other = after.objects.get(id);
        other.is_some_and(|other| object == other || pair.grew(*id, object, other)) || is_frame(object)
    });
    if harmless { Change::Signatures } else { Change::Other }
}

/// Tables of the file itself and packed objects, which are read by then; a later state has its own.
fn is_frame(object: &Object) -> bool {
    let Object::Stream(stream) = object else { return false };
    matches!(stream.dict.get(b"Type").and_then(Object::as_name), Ok(b"XRef" | b"ObjStm"))
}

struct Pair<'a> {
    before: &'a Document,
    after: &'a Document,
}

impl Pair<'_> {
    /// Whether an object changed only as signing changes it.
    fn grew(&self, id: ObjectId, old: &Object, new: &Object) -> bool {
        match (old, new) {
            (Object::Dictionary(old), Object::Dictionary(new)) => self.dictionary_grew(id, old, new),
            // A list that stands by itself: the fields of the form, the notes on a page.
            (Object::Array(old), Object::Array(new)) => self.list_grew(old, new),
            (Object::Stream(old), Object::Stream(new)) => {
                let metadata =
                    |dict: &Dictionary| matches!(dict.get(b"Type").and_then(Object::as_name), Ok(b"Metadata"));
                metadata(&old.dict) && metadata(&new.dict)
            }
            _ => false,
        }
    }

    fn dictionary_grew(&self, id: ObjectId, old: &Dictionary, new: &Dictionary) -> bool {
        let refers =
            |key: &[u8]| self.before.trailer.get(key).and_then(Object::as_reference).is_ok_and(|other| other == id);
        if refers(b"Info") {
            return same_but(old, new, &[b"ModDate", b"Producer"]);
        }
        if refers(b"Root") {
            return same_but(old, new, &[b"AcroForm", b"DSS", b"Extensions", b"Version", b"Metadata"])
                && self.part_grew(old, new, b"AcroForm", |old, new| self.form_grew(old, new));
        }
        match old.get(b"Type").and_then(Object::as_name) {
            Ok(b"Page") => {
                return same_but(old, new, &[b"Annots"]) && self.list_part_grew(old, new, b"Annots");
            }
            _ if self.is_proofs(id) => return only_proofs(old) && only_proofs(new),
            _ => {}
        }
        if old.has(b"Fields") {
            return self.form_grew(old, new);
        }
        // An empty field for a signature is signed; a signed one stays as it is.
        let fillable = is_signature(self.before, old) && !old.has(b"V");
        fillable
            && is_signature(self.after, new)
            && same_but(old, new, &[b"V", b"AP", b"M", b"F", b"MK", b"DA", b"Lock"])
    }

    /// Whether an object holds the certificates and answers that prove signatures for ever.
    fn is_proofs(&self, id: ObjectId) -> bool {
        let root = self.before.catalog();
        root.and_then(|root| root.get(b"DSS")).and_then(Object::as_reference).is_ok_and(|proofs| proofs == id)
    }

    fn form_grew(&self, old: &Dictionary, new: &Dictionary) -> bool {
        same_but(old, new, &[b"Fields", b"SigFlags", b"DR", b"DA", b"NeedAppearances"])
            && self.list_part_grew(old, new, b"Fields")
    }

    fn list_part_grew(&self, old: &Dictionary, new: &Dictionary, key: &[u8]) -> bool {
        let list = |document: &Document, dictionary: &Dictionary| match dictionary.get_deref(key, document) {
            Ok(Object::Array(list)) => Some(list.clone()),
            Ok(_) => None,
            Err(_) => Some(Vec::new()),
        };
        let (Some(old), Some(new)) = (list(self.before, old), list(self.after, new)) else { return false };
        self.list_grew(&old, &new)
    }

    fn part_grew(
        &self,
        old: &Dictionary,
        new: &Dictionary,
        key: &[u8],
        grew: impl Fn(&Dictionary, &Dictionary) -> bool,
    ) -> bool {
        let part = |document: &Document, dictionary: &Dictionary| match dictionary.get_deref(key, document) {
            Ok(Object::Dictionary(part)) => Some(part.clone()),
            Ok(_) => None,
            Err(_) => Some(Dictionary::new()),
        };
        let (Some(old), Some(new)) = (part(self.before, old), part(self.after, new)) else { return false };
        old == new || grew(&old, &new)
    }

    /// Whether a list has all it had, in its order, and new entries that are fields of signatures.
    fn list_grew(&self, old: &[Object], new: &[Object]) -> bool {
        if new.len() > MOST_ENTRIES || new.len() < old.len() {
            return false;
        }
        let kept = old.iter().zip(new).all(|(old, new)| old == new);
        let field = |entry: &Object| match self.after.dereference(entry) {
            Ok((_, Object::Dictionary(field))) => is_signature(self.after, field),
            _ => false,
        };
        kept && new[old.len()..].iter().all(field)
    }
}

/// Whether a dictionary holds proofs and nothing that a page could be made of.
fn only_proofs(dictionary: &Dictionary) -> bool {
    let known: [&[u8]; 5] = [b"Type", b"Certs", b"CRLs", b"OCSPs", b"VRI"];
    dictionary.iter().all(|(key, _)| known.contains(&key.as_slice()))
}

/// Whether two dictionaries are equal but for some entries.
fn same_but(old: &Dictionary, new: &Dictionary, but: &[&[u8]]) -> bool {
    let kept = |key: &[u8]| !but.contains(&key);
    let covers = |these: &Dictionary, those: &Dictionary| {
        these.iter().filter(|(key, _)| kept(key)).all(|(key, value)| those.get(key).is_ok_and(|other| other == value))
    };
    covers(old, new) && covers(new, old)
}
