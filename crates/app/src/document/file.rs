//! The files of an issued document: the paper drawn at its issue, kept once and for ever, and those that came back signed. It must not draw or change any.

use lantoa_domain::Refusal;
use lantoa_domain::id::{DocumentFileId, DocumentId};
use lantoa_seal::Seal;
use lantoa_store::document::{self, DocumentFile, FileRole};
use lantoa_store::{Json, Word};
use sha2::{Digest, Sha256};

use super::setting::Setting;
use super::view::{found, handling, reads};
use crate::dossier::LARGEST;
use crate::dossier::content::{kind_of, safe_name};
use crate::{Cx, Error, Result, faster};

/// Files of one document at most.
pub const MOST: usize = 20;

/// A file to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its name.
    pub name: String,
    /// What it is by its content.
    pub media: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The paper as it was drawn at the document's issue; none until it was drawn once.
///
/// # Errors
/// `NotFound` for those who may not read it.
pub async fn original(cx: &Cx, id: DocumentId) -> Result<Option<Reading>> {
    let row = found(cx, id).await?;
    if !reads(cx, &row).await? {
        return Err(Refusal::NotFound.into());
    }
    cx.db()
        .read(async move |conn| {
            let files = document::files(conn, id).await?;
            let Some(file) = files.into_iter().find(|file| file.role.0 == FileRole::Original) else { return Ok(None) };
            let bytes = document::bytes(conn, &file).await?;
            Ok::<_, Error>(Some(Reading { name: file.name, media: file.media, bytes }))
        })
        .await
}

/// Keeps the paper that was drawn from the frozen content. Whoever comes second keeps nothing: the first stands.
///
/// # Errors
/// `NotFound`, also for those who may not read the document.
pub async fn keep_original(cx: &Cx, id: DocumentId, name: String, bytes: Vec<u8>) -> Result<()> {
    let row = found(cx, id).await?;
    if !reads(cx, &row).await? {
        return Err(Refusal::NotFound.into());
    }
    let file = file_of(cx, id, FileRole::Original, name, "application/pdf", &bytes);
    let (me, root) = (cx.clone(), row.root);
    cx.db()
        .write(async move |tx| {
            if document::insert_file(tx, &DocumentFile { root, ..file.clone() }, &bytes).await? {
                let detail =
                    serde_json::json!({ "file": file.id, "sha256": super::hex(&file.sha256), "size": file.size });
                me.journal(tx, "document.drawn", id, &detail)?;
            }
            Ok::<_, Error>(())
        })
        .await
}

fn file_of(cx: &Cx, document: DocumentId, role: FileRole, name: String, media: &str, bytes: &[u8]) -> DocumentFile {
    DocumentFile {
        id: cx.id(),
        root: cx.actor().root,
        document,
        role: Word(role),
        name,
        media: media.to_owned(),
        size: bytes.len() as u64,
        sha256: Sha256::digest(bytes).into(),
        seals: Json(serde_json::Value::Array(Vec::new())),
        removed: false,
        added_by: cx.actor().person,
        added: cx.now(),
    }
}

/// A file that came back.
#[derive(Debug, Clone)]
pub struct Returned {
    /// The sender's name for it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Adds the signed paper to its document: a PDF with digital signatures, or a scan as PDF or picture.
///
/// # Errors
/// `NotAllowed`; `FileKind` for anything but a PDF or picture; `FileTooLarge`; `Invalid` where there are as many as there may be;
/// `Overtaken`.
pub async fn attach(cx: &Cx, id: DocumentId, seen: i64, returned: Returned) -> Result<DocumentFileId> {
    let row = found(cx, id).await?;
    cx.permit(handling(&row))?;
    if returned.bytes.len() as u64 > LARGEST {
        return Err(Refusal::FileTooLarge { limit: LARGEST }.into());
    }
    let kind = kind_of(&returned.bytes)?;
    if kind.media != "application/pdf" && !kind.media.starts_with("image/") {
        return Err(Refusal::FileKind.into());
    }
    let name = safe_name(&returned.name, kind);
    let root = row.root;
    let (setting, _) = cx.db().read(async move |conn| Setting::load(conn, root).await).await?;
    let seals = examined(&returned.bytes, &setting, cx);
    let role = if seals.is_empty() { FileRole::Scan } else { FileRole::Signed };
    let mut file = file_of(cx, id, role, name, kind.media, &returned.bytes);
    file.seals = Json(serde_json::to_value(&seals).unwrap_or_default());
    let (me, bytes, fresh) = (cx.clone(), returned.bytes, file.id);
    cx.db()
        .write(async move |tx| {
            let now = document::load(tx, id).await?.ok_or(Refusal::NotFound)?;
            faster::same(tx, now.root, id, now.version, seen).await?;
            if document::files(tx, id).await?.iter().filter(|file| !file.removed).count() >= MOST {
                return Err(Refusal::Invalid { field: "file", why: "too-many" }.into());
            }
            document::insert_file(tx, &file, &bytes).await?;
            let detail = serde_json::json!({
                "file": file.id, "role": file.role.0, "sha256": super::hex(&file.sha256), "size": file.size,
                "signatures": seals.len(), "sound": seals.iter().filter(|seal| seal.is_sound()).count(),
            });
            me.journal(tx, "document.file-added", id, &detail)?;
            Ok::<_, Error>(())
        })
        .await?;
    Ok(fresh)
}

/// What the signatures of a file say, judged by the agency's list of trusted issuers. What is no PDF, or is locked, is a scan.
fn examined(bytes: &[u8], setting: &Setting, cx: &Cx) -> Vec<Seal> {
    let roots: Vec<Vec<u8>> = setting.trusted.iter().map(|pem| pem.clone().into_bytes()).collect();
    lantoa_seal::examine(bytes, &roots, cx.now()).unwrap_or_default()
}

/// Takes a file that was added by mistake out. Its bytes are kept; the original stays.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub async fn remove(cx: &Cx, id: DocumentId, which: DocumentFileId) -> Result<()> {
    let row = found(cx, id).await?;
    cx.permit(handling(&row))?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let file = document::file(tx, which).await?.filter(|file| file.document == id && !file.removed);
            let file = file.filter(|file| file.role.0 != FileRole::Original).ok_or(Refusal::NotFound)?;
            document::remove_file(tx, which).await?;
            me.journal(tx, "document.file-removed", id, &serde_json::json!({ "file": file.id, "role": file.role.0 }))?;
            Ok::<_, Error>(())
        })
        .await
}

/// A file of a document.
///
/// # Errors
/// `NotFound`, also for those who may not read the document.
pub async fn read(cx: &Cx, id: DocumentId, which: DocumentFileId) -> Result<Reading> {
    let row = found(cx, id).await?;
    if !reads(cx, &row).await? {
        return Err(Refusal::NotFound.into());
    }
    cx.db()
        .read(async move |conn| {
            let file = document::file(conn, which).await?.filter(|file| file.document == id && !file.removed);
            let file = file.ok_or(Refusal::NotFound)?;
            let bytes = document::bytes(conn, &file).await?;
            Ok::<_, Error>(Reading { name: file.name, media: file.media, bytes })
        })
        .await
}
