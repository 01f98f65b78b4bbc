//! Issued documents as their pages show them: the list, the register of a year, one document with what became of it. It must not change any.

use jiff::civil::Date;
use lantoa_docgen::Kind;
use lantoa_domain::Refusal;
use lantoa_domain::document::{DocumentStatus, Relation};
use lantoa_domain::id::{DocumentFileId, DocumentId, Id};
use lantoa_domain::policy::Act;
use lantoa_seal::Seal;
use lantoa_store::document::{self, Document, DocumentFile, FileRole};
use lantoa_store::numbering::{self, Gap};
use lantoa_store::{Conn, org};

use super::issue::{parts, thing};
use super::setting::Setting;
use super::{About, Kept, compose, decision_paper};
use crate::export::Portion;
use crate::{Cx, Error, Result};

/// A line of the list or register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// The document.
    pub id: DocumentId,
    /// Which paper.
    pub kind: Kind,
    /// Where it stands.
    pub status: DocumentStatus,
    /// The series its number is of; empty where one is for all.
    pub series: String,
    /// Its number.
    pub number: i64,
    /// What stands behind the number.
    pub symbol: String,
    /// Its day.
    pub on: Date,
    /// What it is about.
    pub title: String,
    /// The signer's name.
    pub signer: String,
    /// Recipients, one a line.
    pub recipients: String,
    /// What it does to another.
    pub relation: Option<Relation>,
    /// Why it does so.
    pub why: String,
    /// The day it was replaced or recalled.
    pub ended_on: Option<Date>,
}

impl DocumentRow {
    pub(super) fn of(row: &Document) -> Self {
        Self {
            id: row.id,
            kind: Kind::parse(&row.kind).unwrap_or(Kind::Letter),
            status: row.status.0,
            series: row.series.clone(),
            number: row.number,
            symbol: row.symbol.clone(),
            on: row.on_day,
            title: row.title.clone(),
            signer: row.signer_name.clone(),
            recipients: row.recipients.clone(),
            relation: row.relation.map(|word| word.0),
            why: row.why.clone(),
            ended_on: row.ended_on,
        }
    }

    /// Number and symbol as printed: `05/QĐ-BDT`.
    #[must_use]
    pub fn number(&self) -> String {
        format!("{:02}/{}", self.number, self.symbol)
    }
}

/// One page of documents.
#[derive(Debug, Clone)]
pub struct Page {
    /// The documents, the latest first.
    pub rows: Vec<DocumentRow>,
    /// Whether more follow; their page begins after the last row's identifier.
    pub more: bool,
    /// Years with numbers, the latest first.
    pub years: Vec<i16>,
    /// Whether the reader may change the settings.
    pub may_set: bool,
}

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only those that stand so.
    pub status: Option<DocumentStatus>,
    /// Only those of this year.
    pub year: Option<i16>,
    /// How many at a time.
    pub portion: Portion,
}

/// The documents of the agency. Everybody on its staff sees that they are there; what they say follows the rights of their thing.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn list(cx: &Cx, filter: Filter, before: Option<DocumentId>) -> Result<Page> {
    cx.permit(Act::ReadProgramme)?;
    let (root, may_set) = (cx.actor().root, cx.may(Act::DraftDecision));
    let (kind, at_a_time) = (filter.kind.map(|kind| kind.id().to_owned()), filter.portion.rows());
    let filter = document::Filter { kind, status: filter.status, year: filter.year };
    cx.db()
        .read(async move |conn| {
            let found = document::list(conn, root, &filter, before, at_a_time).await?;
            let rows = found.rows.iter().map(DocumentRow::of).collect();
            Ok::<_, Error>(Page { rows, more: found.more, years: numbering::years(conn, root).await?, may_set })
        })
        .await
}

/// The register of the numbers of one year (article 16.2: it can be printed with every field).
#[derive(Debug, Clone)]
pub struct Register {
    /// The year.
    pub year: i16,
    /// The agency's name today.
    pub agency: String,
    /// Every document by series and number.
    pub rows: Vec<DocumentRow>,
    /// Numbers used elsewhere, with the reason.
    pub gaps: Vec<Gap>,
    /// Series and number that neither a document nor an explanation accounts for: there must be none.
    pub unexplained: Vec<(String, i64)>,
    /// Years with numbers, the latest first.
    pub years: Vec<i16>,
}

/// The register of a year.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn register(cx: &Cx, year: i16) -> Result<Register> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let rows: Vec<_> = document::register(conn, root, year).await?.iter().map(DocumentRow::of).collect();
            let gaps = numbering::gaps(conn, root, year).await?;
            let mut unexplained = Vec::new();
            for series in numbering::series(conn, root, year).await? {
                let mut used = vec![false; usize::try_from(series.last).unwrap_or_default() + 1];
                for row in rows.iter().filter(|row| row.series == series.series) {
                    mark(&mut used, row.number, row.number);
                }
                for gap in gaps.iter().filter(|gap| gap.series == series.series) {
                    mark(&mut used, gap.first, gap.last);
                }
                let open = (1..).zip(&used[1..]).filter(|(_, used)| !**used);
                unexplained.extend(open.map(|(number, _)| (series.series.clone(), number)));
            }
            let years = numbering::years(conn, root).await?;
            let agency = org::unit(conn, root).await?.map(|unit| unit.name).unwrap_or_default();
            Ok::<_, Error>(Register { year, agency, rows, gaps, unexplained, years })
        })
        .await
}

fn mark(used: &mut [bool], first: i64, last: i64) {
    for number in first..=last {
        if let Some(place) = usize::try_from(number).ok().and_then(|number| used.get_mut(number)) {
            *place = true;
        }
    }
}

/// A file of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct FileView {
    /// The file.
    pub id: DocumentFileId,
    /// What it is.
    pub role: FileRole,
    /// Its name.
    pub name: String,
    /// What it is by its content.
    pub media: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// What was found about its signatures.
    pub seals: Vec<Seal>,
    /// Who added it.
    pub by: String,
    /// When.
    pub at: jiff::Timestamp,
}

/// A document's page.
#[derive(Debug, Clone)]
pub struct DocumentView {
    /// The document.
    pub row: DocumentRow,
    /// The version to send back with a change.
    pub version: i64,
    /// The signer's office as printed.
    pub signer_title: String,
    /// The paper that allows to sign by order or authorisation.
    pub authority: String,
    /// The thing it was made of; none for letters and copies.
    pub about: Option<About>,
    /// The document it replaces, corrects, recalls or copies.
    pub other: Option<DocumentRow>,
    /// Those that replace, correct, recall or copy it.
    pub after: Vec<DocumentRow>,
    /// Its files.
    pub files: Vec<FileView>,
    /// The code by which strangers check it.
    pub check_code: Option<String>,
    /// Whether the reader may have what it says.
    pub readable: bool,
    /// Whether the reader may correct, recall, replace, copy it and add what came back signed.
    pub may_handle: bool,
}

/// A document's page.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: DocumentId) -> Result<DocumentView> {
    let row = found(cx, id).await?;
    let readable = reads(cx, &row).await?;
    let may_handle = cx.may(handling(&row));
    cx.db()
        .read(async move |conn| {
            let other = match row.other {
                Some(other) => document::load(conn, other).await?.as_ref().map(DocumentRow::of),
                None => None,
            };
            let after = document::after(conn, id).await?.iter().map(DocumentRow::of).collect();
            let files = if readable { files(conn, id).await? } else { Vec::new() };
            Ok::<_, Error>(DocumentView {
                about: thing(&row.about_kind, row.about),
                version: row.version,
                signer_title: row.signer_title.clone(),
                authority: row.authority.clone(),
                check_code: row.check_code.clone(),
                row: DocumentRow::of(&row),
                other,
                after,
                files,
                readable,
                may_handle,
            })
        })
        .await
}

async fn files(conn: &mut Conn, id: DocumentId) -> Result<Vec<FileView>> {
    let mut out = Vec::new();
    for file in document::files(conn, id).await?.into_iter().filter(|file| !file.removed) {
        let by = org::person(conn, file.added_by).await?.map(|person| person.name).unwrap_or_default();
        out.push(file_view(file, by));
    }
    Ok(out)
}

fn file_view(file: DocumentFile, by: String) -> FileView {
    FileView {
        id: file.id,
        role: file.role.0,
        name: file.name,
        media: file.media,
        size: file.size,
        sha256: super::hex(&file.sha256),
        seals: serde_json::from_value(file.seals.0).unwrap_or_default(),
        by,
        at: file.added,
    }
}

/// The documents made of a thing, for its page.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn of_thing(cx: &Cx, about: About) -> Result<Vec<DocumentRow>> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let (kind, thing) = parts(about);
            let found = document::about(conn, kind, thing).await?;
            Ok::<_, Error>(found.iter().filter(|row| row.root == root).map(DocumentRow::of).collect())
        })
        .await
}

/// The act that handling a document after its issue needs.
pub(super) fn handling(row: &Document) -> Act {
    if row.about_kind == "decision" { Act::IssueDecision } else { Act::IssueDocument }
}

/// A document of the acting person's agency.
///
/// # Errors
/// `NotFound`.
pub(super) async fn found(cx: &Cx, id: DocumentId) -> Result<Document> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    let row = cx.db().read(async move |conn| Ok::<_, Error>(document::load(conn, id).await?)).await?;
    Ok(row.filter(|row| row.root == root).ok_or(Refusal::NotFound)?)
}

/// Whether the acting person may have what a document says: whoever may have the paper of its thing today, as whole as it was issued.
///
/// # Errors
/// The database's.
pub(super) async fn reads(cx: &Cx, row: &Document) -> Result<bool> {
    let mut of = row.clone();
    // Letters and copies are read by those who read what they speak of. A chain is as long as the agency made it.
    while of.about_kind == "document" {
        of = found(cx, DocumentId::from_raw(of.about)).await?;
    }
    let (Some(kind), Some(about)) = (Kind::parse(&of.kind), thing(&of.about_kind, of.about)) else { return Ok(false) };
    if let About::Decision(_) = about {
        return Ok(true);
    }
    match compose(cx, kind, about, &super::Phrases::default()).await {
        Ok(composed) => Ok(!of.sealed || composed.kept == Kept::Sealed),
        Err(Error::Broken(why)) => Err(Error::Broken(why)),
        Err(_) => Ok(false),
    }
}

/// What a document says, as it was issued.
///
/// # Errors
/// `NotFound` for those who may not read it.
pub async fn content(cx: &Cx, id: DocumentId) -> Result<(DocumentRow, lantoa_docgen::Document)> {
    let row = found(cx, id).await?;
    if !reads(cx, &row).await? {
        return Err(Refusal::NotFound.into());
    }
    Ok((DocumentRow::of(&row), frozen(cx, &row).await?))
}

/// What a document says, whoever asks. One from before content was kept is drawn from its decision.
pub(super) async fn frozen(cx: &Cx, row: &Document) -> Result<lantoa_docgen::Document> {
    let (id, root) = (row.id, row.root);
    let read = cx
        .db()
        .read(async move |conn| {
            let (setting, _) = Setting::load(conn, root).await?;
            Ok::<_, Error>((document::content(conn, id).await?, setting))
        })
        .await?;
    match (read.0, thing(&row.about_kind, row.about)) {
        (Some(content), _) => Ok(content),
        (None, Some(About::Decision(decision))) => {
            let view = crate::decision::page(cx, decision).await?;
            Ok(lantoa_docgen::Paper::document(&decision_paper(&view, &read.1.phrases)))
        }
        (None, _) => Err(Refusal::NotFound.into()),
    }
}
