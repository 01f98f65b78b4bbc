//! Official documents as rows: the register, frozen content, files in pieces, settings, templates; it must not decide who may issue or what one says.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::document::{DocumentStatus, Relation};
use lantoa_domain::id::{DocumentFileId, DocumentId, PersonId, ProgrammeId, UnitId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::file::PIECE;
use crate::{Conn, Json, Order, Query, Result, Slice, Tx, Word, params};

const COLUMNS: &str = "SELECT id, root, programme, kind, about_kind, about, status, series, year, number, symbol, on_day, title, sealed, \
                       signer_name, signer_title, authority, recipients, relation, other, why, ended_on, check_code, issued_by, \
                       issued, version FROM document WHERE root = ?";

crate::sql! {
    NEW = "INSERT INTO document (id, root, programme, kind, about_kind, about, status, series, year, number, symbol, on_day, \
           title, sealed, signer_name, signer_title, authority, recipients, relation, other, why, ended_on, check_code, issued_by, \
           issued, version) VALUES ($1, $2, $3, $4, $5, $6, 'issued', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
           $19, $20, NULL, $21, $22, $23, 1) \
           ON CONFLICT (about_kind, about, kind) WHERE status = 'issued' AND about_kind <> 'document' DO NOTHING";
    LOAD = "SELECT id, root, programme, kind, about_kind, about, status, series, year, number, symbol, on_day, title, sealed, \
            signer_name, signer_title, authority, recipients, relation, other, why, ended_on, check_code, issued_by, \
            issued, version FROM document WHERE id = $1";
    BY_CODE = "SELECT id, root, programme, kind, about_kind, about, status, series, year, number, symbol, on_day, title, sealed, \
               signer_name, signer_title, authority, recipients, relation, other, why, ended_on, check_code, issued_by, \
               issued, version FROM document WHERE check_code = $1";
    ABOUT = "SELECT id, root, programme, kind, about_kind, about, status, series, year, number, symbol, on_day, title, sealed, \
             signer_name, signer_title, authority, recipients, relation, other, why, ended_on, check_code, issued_by, \
             issued, version FROM document WHERE about_kind = $1 AND about = $2 ORDER BY id";
    AFTER = "SELECT id, root, programme, kind, about_kind, about, status, series, year, number, symbol, on_day, title, sealed, \
             signer_name, signer_title, authority, recipients, relation, other, why, ended_on, check_code, issued_by, \
             issued, version FROM document WHERE other = $1 ORDER BY id";
    REGISTER = "SELECT id, root, programme, kind, about_kind, about, status, series, year, number, symbol, on_day, title, sealed, \
                signer_name, signer_title, authority, recipients, relation, other, why, ended_on, check_code, issued_by, \
                issued, version FROM document WHERE root = $1 AND year = $2 ORDER BY series, number";
    END = "UPDATE document SET status = $3, ended_on = $4, version = version + 1 \
           WHERE id = $1 AND version = $2 AND status = 'issued'";
    FREEZE = "INSERT INTO document_content (document, content) VALUES ($1, $2)";
    CONTENT = "SELECT content FROM document_content WHERE document = $1";
    FILE_NEW = "INSERT INTO document_file (id, root, document, role, name, media, size, sha256, seals, removed, added_by, added) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, FALSE, $10, $11) \
                ON CONFLICT (document) WHERE role = 'original' DO NOTHING";
    FILES = "SELECT id, root, document, role, name, media, size, sha256, seals, removed, added_by, added FROM document_file \
             WHERE document = $1 ORDER BY id";
    FILE = "SELECT id, root, document, role, name, media, size, sha256, seals, removed, added_by, added FROM document_file \
            WHERE id = $1";
    FILE_OUT = "UPDATE document_file SET removed = TRUE WHERE id = $1 AND NOT removed AND role <> 'original'";
    PIECE_NEW = "INSERT INTO document_piece (file, ordinal, bytes) VALUES ($1, $2, $3)";
    PIECE_OF = "SELECT bytes FROM document_piece WHERE file = $1 AND ordinal = $2";
    SETTING = "SELECT content, version FROM document_setting WHERE root = $1";
    SETTING_NEW = "INSERT INTO document_setting (root, content, version) VALUES ($1, $2, 1) ON CONFLICT (root) DO NOTHING";
    SETTING_SAVE = "UPDATE document_setting SET content = $3, version = version + 1 WHERE root = $1 AND version = $2";
    TEMPLATE_PUT = "INSERT INTO document_template (root, kind, name, sha256, bytes, added_by, added) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (root, kind) DO UPDATE SET name = excluded.name, \
                    sha256 = excluded.sha256, bytes = excluded.bytes, added_by = excluded.added_by, added = excluded.added";
    TEMPLATE_DROP = "DELETE FROM document_template WHERE root = $1 AND kind = $2";
    TEMPLATE = "SELECT bytes FROM document_template WHERE root = $1 AND kind = $2";
    TEMPLATES = "SELECT t.kind, t.name, t.sha256, p.name AS by, t.added FROM document_template t \
                 JOIN person p ON p.id = t.added_by WHERE t.root = $1 ORDER BY t.kind";
}

/// A document that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The document.
    pub id: DocumentId,
    /// The agency.
    pub root: UnitId,
    /// The programme it belongs to.
    pub programme: Option<ProgrammeId>,
    /// The kind of paper, by its id.
    pub kind: String,
    /// What sort of thing it was made of: `session`, `decision`.
    pub about_kind: String,
    /// That thing.
    pub about: i64,
    /// Where it stands.
    pub status: Word<DocumentStatus>,
    /// The series its number is of; empty where one is for all.
    pub series: String,
    /// The year of its number.
    pub year: i16,
    /// Its number.
    pub number: i64,
    /// What stands behind the number.
    pub symbol: String,
    /// Its day.
    pub on_day: Date,
    /// What it is about.
    pub title: String,
    /// Whether it holds figures that were announced as passed or not passed only.
    pub sealed: bool,
    /// The signer's name as printed.
    pub signer_name: String,
    /// The signer's office as printed.
    pub signer_title: String,
    /// The paper that allows to sign by order or authorisation; empty where none is needed.
    pub authority: String,
    /// Recipients, one a line.
    pub recipients: String,
    /// What it does to another.
    pub relation: Option<Word<Relation>>,
    /// The other.
    pub other: Option<DocumentId>,
    /// Why it does so.
    pub why: String,
    /// The day it was replaced or recalled.
    pub ended_on: Option<Date>,
    /// By which anybody can check it; none for those from before there were codes.
    pub check_code: Option<String>,
    /// Who issued it here.
    pub issued_by: Option<PersonId>,
    /// When.
    pub issued: Option<Timestamp>,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Document {
    id,
    root,
    programme,
    kind,
    about_kind,
    about,
    status,
    series,
    year,
    number,
    symbol,
    on_day,
    title,
    sealed,
    signer_name,
    signer_title,
    authority,
    recipients,
    relation,
    other,
    why,
    ended_on,
    check_code,
    issued_by,
    issued,
    version
});

/// What a file of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileRole {
    /// The paper as it was drawn at its issue: one, for ever.
    Original,
    /// It came back with digital signatures.
    Signed,
    /// A scan of the paper with pen and seal.
    Scan,
}

/// A file of a document without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFile {
    /// The file.
    pub id: DocumentFileId,
    /// The agency.
    pub root: UnitId,
    /// The document.
    pub document: DocumentId,
    /// What it is.
    pub role: Word<FileRole>,
    /// Its name as it was uploaded, or as it is handed out.
    pub name: String,
    /// What it is by its content.
    pub media: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// What was found about its signatures when it was added.
    pub seals: Json<serde_json::Value>,
    /// Whether it was taken out; its bytes are kept.
    pub removed: bool,
    /// Who added it.
    pub added_by: PersonId,
    /// When.
    pub added: Timestamp,
}
crate::from_row!(DocumentFile { id, root, document, role, name, media, size, sha256, seals, removed, added_by, added });

/// An agency's template without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateRow {
    /// The kind of paper it is for.
    pub kind: String,
    /// Its file's name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Who added it.
    pub by: String,
    /// When.
    pub added: Timestamp,
}
crate::from_row!(TemplateRow { kind, name, sha256, by, added });

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this kind.
    pub kind: Option<String>,
    /// Only those that stand so.
    pub status: Option<DocumentStatus>,
    /// Only those of this year.
    pub year: Option<i16>,
}

/// Enters an issued document; says whether it did: a thing has one document of a kind in force.
///
/// # Errors
/// The engine's; a number that is in the register already.
pub async fn insert(tx: &mut Tx, document: &Document) -> Result<bool> {
    let d = document;
    let values = params![
        d.id,
        d.root,
        d.programme,
        d.kind,
        d.about_kind,
        d.about,
        d.series,
        d.year,
        d.number,
        d.symbol,
        d.on_day,
        d.title,
        d.sealed,
        d.signer_name,
        d.signer_title,
        d.authority,
        d.recipients,
        d.relation,
        d.other,
        d.why,
        d.check_code,
        d.issued_by,
        d.issued
    ];
    tx.exec(&NEW, values).await.map(|rows| rows == 1)
}

/// A document.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: DocumentId) -> Result<Option<Document>> {
    cx.opt(&LOAD, params![id]).await
}

/// The document with a public code.
///
/// # Errors
/// The engine's.
pub async fn by_code(cx: &mut Conn, code: &str) -> Result<Option<Document>> {
    cx.opt(&BY_CODE, params![code]).await
}

/// The documents made of a thing, in the order of their issue.
///
/// # Errors
/// The engine's.
pub async fn about(cx: &mut Conn, kind: &str, thing: i64) -> Result<Vec<Document>> {
    cx.all(&ABOUT, params![kind, thing]).await
}

/// The documents that replace, correct, recall or copy one.
///
/// # Errors
/// The engine's.
pub async fn after(cx: &mut Conn, id: DocumentId) -> Result<Vec<Document>> {
    cx.all(&AFTER, params![id]).await
}

/// Documents of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn list(
    cx: &mut Conn,
    root: UnitId,
    filter: &Filter,
    before: Option<DocumentId>,
    rows: u32,
) -> Result<Slice<Document>> {
    let query = Query::new("document::list", COLUMNS, &[&root])
        .and_some("kind = ?", filter.kind.clone())
        .and_some("status = ?", filter.status.map(Word))
        .and_some("year = ?", filter.year);
    let key = before.map(|id| [id]);
    let key: Option<Vec<&dyn crate::Param>> = key.as_ref().map(|[id]| vec![id as &dyn crate::Param]);
    cx.page(query.keyset(&["id"], Order::Descending, key.as_deref()), rows).await
}

/// The register of a year: every document by series and number.
///
/// # Errors
/// The engine's.
pub async fn register(cx: &mut Conn, root: UnitId, year: i16) -> Result<Vec<Document>> {
    cx.all(&REGISTER, params![root, year]).await
}

/// Notes that a document was replaced or recalled.
///
/// # Errors
/// `Stale` when it changed meanwhile or is no longer in force; the engine's.
pub async fn end(tx: &mut Tx, document: &Document, status: DocumentStatus, on: Date) -> Result<()> {
    tx.exec_guarded(&END, params![document.id, document.version, Word(status), on]).await
}

/// Keeps what a document says, for ever.
///
/// # Errors
/// The engine's; a document that has its content already.
pub async fn freeze(tx: &mut Tx, id: DocumentId, content: &impl Serialize) -> Result<()> {
    tx.exec(&FREEZE, params![id, Json(content)]).await.map(drop)
}

/// What a document says; none for those from before content was kept.
///
/// # Errors
/// The engine's.
pub async fn content<T: DeserializeOwned>(cx: &mut Conn, id: DocumentId) -> Result<Option<T>> {
    let found: Option<Json<T>> = cx.opt(&CONTENT, params![id]).await?;
    Ok(found.map(|content| content.0))
}

/// Stores a file with its bytes; says whether it did: an original is kept once.
///
/// # Errors
/// The engine's.
pub async fn insert_file(tx: &mut Tx, file: &DocumentFile, bytes: &[u8]) -> Result<bool> {
    let f = file;
    let values =
        params![f.id, f.root, f.document, f.role, f.name, f.media, f.size, f.sha256, f.seals, f.added_by, f.added];
    if tx.exec(&FILE_NEW, values).await? == 0 {
        return Ok(false);
    }
    for (ordinal, piece) in bytes.chunks(PIECE).enumerate() {
        tx.exec(&PIECE_NEW, params![f.id, ordinal, piece]).await?;
    }
    Ok(true)
}

/// The files of a document, also those taken out.
///
/// # Errors
/// The engine's.
pub async fn files(cx: &mut Conn, id: DocumentId) -> Result<Vec<DocumentFile>> {
    cx.all(&FILES, params![id]).await
}

/// A file.
///
/// # Errors
/// The engine's.
pub async fn file(cx: &mut Conn, id: DocumentFileId) -> Result<Option<DocumentFile>> {
    cx.opt(&FILE, params![id]).await
}

/// The bytes of a file.
///
/// # Errors
/// The engine's; `NotFound` when a piece is missing.
pub async fn bytes(cx: &mut Conn, file: &DocumentFile) -> Result<Vec<u8>> {
    let size = usize::try_from(file.size).unwrap_or_default();
    let mut out = Vec::with_capacity(size);
    for ordinal in 0..size.div_ceil(PIECE) {
        let piece: Vec<u8> = cx.one(&PIECE_OF, params![file.id, ordinal]).await?;
        out.extend_from_slice(&piece);
    }
    Ok(out)
}

/// Takes a file that was added by mistake out; its bytes are kept. The original stays.
///
/// # Errors
/// `Stale` when it is out already or is the original; the engine's.
pub async fn remove_file(tx: &mut Tx, id: DocumentFileId) -> Result<()> {
    tx.exec_guarded(&FILE_OUT, params![id]).await
}

/// What an agency set for its documents, with the version to save it under; nothing set is version 0.
///
/// # Errors
/// The engine's.
pub async fn setting<T: DeserializeOwned + Default>(cx: &mut Conn, root: UnitId) -> Result<(T, i64)> {
    let found: Option<(Json<T>, i64)> = cx.opt(&SETTING, params![root]).await?;
    Ok(found.map_or_else(|| (T::default(), 0), |(setting, version)| (setting.0, version)))
}

/// Keeps what an agency sets, unless somebody was faster.
///
/// # Errors
/// `Stale`; the engine's.
pub async fn save_setting(tx: &mut Tx, root: UnitId, setting: &impl Serialize, seen: i64) -> Result<()> {
    if seen == 0 {
        return tx.exec_guarded(&SETTING_NEW, params![root, Json(setting)]).await;
    }
    tx.exec_guarded(&SETTING_SAVE, params![root, seen, Json(setting)]).await
}

/// Keeps an agency's template for a kind of paper, in place of the one before.
///
/// # Errors
/// The engine's.
pub async fn put_template(
    tx: &mut Tx,
    root: UnitId,
    row: (&str, &str, &[u8; 32]),
    bytes: &[u8],
    by: (PersonId, Timestamp),
) -> Result<()> {
    let (kind, name, sha256) = row;
    tx.exec(&TEMPLATE_PUT, params![root, kind, name, sha256, bytes, by.0, by.1]).await.map(drop)
}

/// Goes back to our own paper; says whether there was a template.
///
/// # Errors
/// The engine's.
pub async fn drop_template(tx: &mut Tx, root: UnitId, kind: &str) -> Result<bool> {
    tx.exec(&TEMPLATE_DROP, params![root, kind]).await.map(|rows| rows == 1)
}

/// An agency's template for a kind of paper.
///
/// # Errors
/// The engine's.
pub async fn template(cx: &mut Conn, root: UnitId, kind: &str) -> Result<Option<Vec<u8>>> {
    cx.opt(&TEMPLATE, params![root, kind]).await
}

/// The templates of an agency.
///
/// # Errors
/// The engine's.
pub async fn templates(cx: &mut Conn, root: UnitId) -> Result<Vec<TemplateRow>> {
    cx.all(&TEMPLATES, params![root]).await
}
