//! Words and badges of documents; it must not load anything.

use crate::{
    filters::Holds,
    ui::{Badge, Tone},
};
use lantoa_app::document::seal::{Added, Coverage, Seal, Source, Verdict};
use lantoa_app::document::{DocumentRow, DocumentStatus, FileRole, Relation};
use lantoa_docgen::Kind;
use lantoa_i18n::{Message, Word, word};

/// The kinds that bear a number, as filters name them.
pub(super) fn numbered() -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(|kind| !kind.mark().is_empty() || *kind == Kind::Letter)
}

/// Where a document stands.
pub(super) fn status(status: impl Holds<DocumentStatus>) -> Badge {
    let (word, tone) = match status.held() {
        DocumentStatus::Issued => (word!("document-state-issued"), Tone::Good),
        DocumentStatus::Replaced => (word!("document-state-replaced"), Tone::Plain),
        DocumentStatus::Recalled => (word!("document-state-recalled"), Tone::Bad),
    };
    Badge::new(word, tone)
}

/// The states as filters name them.
pub(super) const STATUSES: [(&str, DocumentStatus, Word); 3] = [
    ("hieu-luc", DocumentStatus::Issued, word!("document-state-issued")),
    ("thay-the", DocumentStatus::Replaced, word!("document-state-replaced")),
    ("thu-hoi", DocumentStatus::Recalled, word!("document-state-recalled")),
];

/// What a document does to another, said of the one that does it.
pub(super) fn does(relation: impl Holds<Relation>) -> Word {
    match relation.held() {
        Relation::Replaces => word!("document-does-replace"),
        Relation::Corrects => word!("document-does-correct"),
        Relation::Recalls => word!("document-does-recall"),
        Relation::Copies => word!("document-does-copy"),
        Relation::Excerpts => word!("document-does-excerpt"),
    }
}

/// The same, said of the other one.
pub(super) fn done(relation: impl Holds<Relation>) -> Word {
    match relation.held() {
        Relation::Replaces => word!("document-done-replace"),
        Relation::Corrects => word!("document-done-correct"),
        Relation::Recalls => word!("document-done-recall"),
        Relation::Copies => word!("document-done-copy"),
        Relation::Excerpts => word!("document-done-excerpt"),
    }
}

/// What a file is.
pub(super) fn role(role: impl Holds<FileRole>) -> Word {
    match role.held() {
        FileRole::Original => word!("document-file-original"),
        FileRole::Signed => word!("document-file-signed"),
        FileRole::Scan => word!("document-file-scan"),
    }
}

impl Holds<DocumentStatus> for DocumentStatus {
    fn held(&self) -> DocumentStatus {
        *self
    }
}

impl Holds<Relation> for Relation {
    fn held(&self) -> Relation {
        *self
    }
}

impl Holds<FileRole> for FileRole {
    fn held(&self) -> FileRole {
        *self
    }
}

/// What became of a document and what it does, in one note of the register.
pub(super) fn note(row: &DocumentRow) -> Vec<Message> {
    let ended = row.ended_on.map(|on| match row.status {
        DocumentStatus::Recalled => word!("document-recalled-on").with("date", on),
        _ => word!("document-replaced-on").with("date", on),
    });
    let does = row.relation.map(|relation| match row.why.as_str() {
        "" => does(relation).into(),
        why => word!("document-does-why").with("why", why),
    });
    ended.into_iter().chain(does).collect()
}

/// What a signature is worth, in a pill.
pub(super) fn verdict(seal: &Seal) -> Badge {
    let (word, tone) = match seal.verdict {
        _ if seal.is_sound() => (word!("document-seal-sound"), Tone::Good),
        Verdict::Trusted => (word!("document-seal-added-to"), Tone::Bad),
        Verdict::RanOut => (word!("document-seal-ran-out"), Tone::Warn),
        Verdict::NotValidThen => (word!("document-seal-not-valid"), Tone::Bad),
        Verdict::UnknownIssuer => (word!("document-seal-unknown"), Tone::Warn),
        Verdict::Changed => (word!("document-seal-changed"), Tone::Bad),
        Verdict::Unreadable { .. } => (word!("document-seal-unreadable"), Tone::Warn),
    };
    Badge::new(word, tone)
}

/// What else is known of a signature: when, by whom certified, how much it covers.
pub(super) fn seal(seal: &Seal) -> Vec<Message> {
    let mut out = Vec::new();
    if let Some(signed) = seal.signed_at {
        let at = signed.at;
        out.push(match signed.source {
            Source::Stamp => word!("document-seal-at-stamp").with("at", at),
            Source::UnknownStamp => word!("document-seal-at-unknown-stamp").with("at", at),
            Source::Signer | Source::File => word!("document-seal-at-signer").with("at", at),
        });
    }
    if let Some(holder) = &seal.holder {
        out.push(word!("document-seal-certificate").with("issuer", &holder.issuer).with("serial", &holder.serial));
    }
    out.push(match seal.coverage {
        Coverage::Whole => word!("document-seal-whole").into(),
        Coverage::Part { added: Added::Signatures, .. } => word!("document-seal-then-signed").into(),
        Coverage::Part { added: Added::Content, .. } => word!("document-seal-then-changed").into(),
        Coverage::Unknown => word!("document-seal-cover-unknown").into(),
    });
    out
}
