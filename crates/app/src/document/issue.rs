//! Issuing a document: what was looked at gets its number, is frozen and entered in the register in one unit of work. It must not issue decisions, which have rules of their own.

use jiff::civil::Date;
use lantoa_docgen::{Kind, Letterhead};
use lantoa_domain::Refusal;
use lantoa_domain::document::{DocumentStatus, Relation, needs_authority, symbol};
use lantoa_domain::id::{DocumentId, ProgrammeId};
use lantoa_domain::policy::Act;
use lantoa_store::document::{self, Document};
use lantoa_store::{Tx, Word, org};
use sha2::{Digest, Sha256};

use super::compose::signer;
use super::number::{self, Given, Wanted};
use super::setting::Setting;
use super::{About, Composed, Kept, Terms, compose};
use crate::{Cx, Error, Result, faster};

/// Everything typed when a document is issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Its day.
    pub on: Date,
    /// Its number where it is not the next one, because numbers between were used elsewhere.
    pub number: Option<i64>,
    /// What the numbers between were used for.
    pub gap_reason: String,
    /// The signer's office as printed, with the right to sign: `KT. CHỦ TỊCH` above `PHÓ CHỦ TỊCH`.
    pub signer_title: String,
    /// The signer's name as printed.
    pub signer_name: String,
    /// The paper that allows to sign by order or authorisation.
    pub authority: String,
    /// Recipients.
    pub recipients: Vec<String>,
}

impl Stamp {
    /// Checks what can be checked without the register.
    ///
    /// # Errors
    /// `Invalid` for a day to come, an empty office; TL. or TUQ. without the paper that allows it (article 13).
    pub(crate) fn checked(&self, cx: &Cx) -> Result<()> {
        let wrong = |field, why| Err(Refusal::Invalid { field, why }.into());
        if self.on > cx.today() {
            return wrong("on", "in-future");
        }
        if self.signer_title.trim().is_empty() {
            return wrong("signer_title", "empty");
        }
        if needs_authority(&self.signer_title) && self.authority.trim().is_empty() {
            return wrong("authority", "empty");
        }
        Ok(())
    }

    /// As [`Self::checked`], where the name is typed too.
    ///
    /// # Errors
    /// Those of [`Self::checked`]; `Invalid` for an empty name.
    pub(super) fn checked_with_name(&self, cx: &Cx) -> Result<()> {
        if self.signer_name.trim().is_empty() {
            return Err(Refusal::Invalid { field: "signer_name", why: "empty" }.into());
        }
        self.checked(cx)
    }
}

/// A document to be issued, as it was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Which paper.
    pub kind: Kind,
    /// Of what.
    pub about: About,
    /// The print of what was shown: [`print`].
    pub seen: String,
    /// Legal bases.
    pub bases: Vec<String>,
    /// Day, number, signer, recipients.
    pub stamp: Stamp,
    /// The document in whose place it is put, with its version and the error that it mends.
    pub replaces: Option<(DocumentId, i64, String)>,
}

/// A print of what a draft says: what is issued must be what was looked at.
#[must_use]
pub fn print(composed: &Composed) -> String {
    let said = serde_json::to_vec(&composed.draft()).unwrap_or_default();
    Sha256::digest(said)[..12].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Issues a document.
///
/// # Errors
/// `NotAllowed`; the refusals of [`compose()`]; `Overtaken` when what it says changed since it was shown; `InUse` when the thing has
/// such a document in force and this one does not replace it; those of the number; `ReasonMissing` for a replacement.
pub async fn issue(cx: &Cx, issue: Issue) -> Result<DocumentId> {
    cx.permit(Act::IssueDocument)?;
    issue.stamp.checked_with_name(cx)?;
    if issue.kind.mark().is_empty() || matches!(issue.kind, Kind::Recognition | Kind::Award) {
        return Err(Refusal::NotFound.into());
    }
    let root = cx.actor().root;
    let (setting, _) = cx.db().read(async move |conn| Setting::load(conn, root).await).await?;
    let composed = compose(cx, issue.kind, issue.about, &setting.phrases).await?;
    if print(&composed) != issue.seen {
        return Err(Error::Overtaken { by: String::new(), at: None });
    }
    let (id, code, me) = (cx.id(), fresh_code(cx), cx.clone());
    cx.db().write(async move |tx| issue_in(tx, &me, &issue, &composed, (id, &code), &setting).await).await?;
    Ok(id)
}

async fn issue_in(
    tx: &mut Tx,
    cx: &Cx,
    issue: &Issue,
    composed: &Composed,
    (id, code): (DocumentId, &str),
    setting: &Setting,
) -> Result<()> {
    let (about_kind, about) = parts(issue.about);
    if let About::Report(report) = issue.about {
        crate::report::issuable(tx, cx.actor().root, report).await?;
    }
    let replaced = match &issue.replaces {
        Some((other, seen, why)) => Some((own(tx, cx, *other, *seen, Relation::Replaces).await?, why.trim())),
        None => None,
    };
    let standing = document::about(tx, about_kind, about).await?;
    let same = |one: &&Document| one.kind == issue.kind.id() && one.status.0 == DocumentStatus::Issued;
    match (standing.iter().find(same), &replaced) {
        (Some(found), Some((other, _))) if found.id == other.id => {}
        (Some(_), _) => return Err(Refusal::InUse.into()),
        (None, Some(_)) => return Err(Refusal::NotFound.into()),
        (None, None) => {}
    }
    let entering = Entering {
        id,
        code,
        kind: issue.kind,
        about: (about_kind, about),
        programme: composed.programme,
        title: &composed.title,
        kept: composed.kept,
        stamp: &issue.stamp,
        after: replaced.as_ref().map(|(other, why)| (Relation::Replaces, other, *why)),
    };
    let issuer = composed.usual.letterhead.issuer.clone();
    let check = setting.check_address(code);
    entering
        .enter(tx, cx, |number| {
            let terms = Terms {
                letterhead: Letterhead::issued(&issuer, number, issue.stamp.on),
                signer: signer(&issue.stamp.signer_title, &issue.stamp.signer_name),
                bases: issue.bases.clone(),
                recipients: issue.stamp.recipients.clone(),
                check: check.clone(),
            };
            composed.document(&terms)
        })
        .await
        .map(drop)
}

/// A document on its way into the register.
pub(crate) struct Entering<'a> {
    /// Its identifier.
    pub(crate) id: DocumentId,
    /// Its public code.
    pub(crate) code: &'a str,
    /// Which paper.
    pub(crate) kind: Kind,
    /// What it was made of.
    pub(crate) about: (&'static str, i64),
    /// Its programme.
    pub(crate) programme: Option<ProgrammeId>,
    /// What it is about.
    pub(crate) title: &'a str,
    /// Who may read it.
    pub(crate) kept: Kept,
    /// Day, number, signer, recipients.
    pub(crate) stamp: &'a Stamp,
    /// What it does to another, and why.
    pub(crate) after: Option<(Relation, &'a Document, &'a str)>,
}

impl Entering<'_> {
    /// Takes the number, draws the paper with it, freezes and enters it.
    ///
    /// # Errors
    /// Those of the number; `ReasonMissing` where another document is replaced, corrected or recalled without one.
    pub(crate) async fn enter(
        &self,
        tx: &mut Tx,
        cx: &Cx,
        draw: impl FnOnce(u32) -> lantoa_docgen::Document,
    ) -> Result<i64> {
        let stamp = self.stamp;
        let wanted =
            Wanted { mark: self.kind.mark(), on: stamp.on, number: stamp.number, gap_reason: &stamp.gap_reason };
        let given = number::take(tx, cx, wanted, self.id).await?;
        let drawn = draw(u32::try_from(given.number).unwrap_or(u32::MAX));
        self.enter_numbered(tx, cx, &given, &drawn).await?;
        Ok(given.number)
    }

    /// Enters a paper that was drawn with its number.
    ///
    /// # Errors
    /// As [`Self::enter`].
    pub(crate) async fn enter_numbered(
        &self,
        tx: &mut Tx,
        cx: &Cx,
        given: &Given,
        drawn: &lantoa_docgen::Document,
    ) -> Result<()> {
        let agency = org::agency(tx, cx.actor().root).await?;
        let row = self.row(cx, given, &agency.symbol);
        if let Some((relation, other, why)) = self.after {
            if relation.needs_force() && why.is_empty() {
                return Err(Refusal::ReasonMissing.into());
            }
            end(tx, cx, relation, other, &row).await?;
        }
        // What it replaces has ended by now: two of a kind are never in force, whoever else issues at this moment.
        if !document::insert(tx, &row).await? {
            return Err(Refusal::InUse.into());
        }
        document::freeze(tx, row.id, drawn).await?;
        let detail = serde_json::json!({
            "kind": row.kind, "number": row.number, "symbol": row.symbol, "on": row.on_day, "series": row.series,
            "relation": self.after.map(|(relation, ..)| relation), "other": row.other, "why": row.why,
        });
        cx.journal(tx, "document.issued", row.id, &detail)
    }

    fn row(&self, cx: &Cx, given: &Given, agency: &str) -> Document {
        let stamp = self.stamp;
        let lines = stamp.recipients.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        Document {
            id: self.id,
            root: cx.actor().root,
            programme: self.programme,
            kind: self.kind.id().to_owned(),
            about_kind: self.about.0.to_owned(),
            about: self.about.1,
            status: Word(DocumentStatus::Issued),
            series: given.run.series.clone(),
            year: given.run.year,
            number: given.number,
            symbol: symbol(self.kind.mark(), agency),
            on_day: stamp.on,
            title: self.title.to_owned(),
            sealed: self.kept == Kept::Sealed,
            signer_name: stamp.signer_name.trim().to_owned(),
            signer_title: stamp.signer_title.trim().to_owned(),
            authority: stamp.authority.trim().to_owned(),
            recipients: lines.collect::<Vec<_>>().join("\n"),
            relation: self.after.map(|(relation, ..)| Word(relation)),
            other: self.after.map(|(_, other, _)| other.id),
            why: self.after.map_or("", |(.., why)| why).to_owned(),
            ended_on: None,
            check_code: Some(self.code.to_owned()),
            issued_by: Some(cx.actor().person),
            issued: Some(cx.now()),
            version: 1,
        }
    }
}

/// What becomes of the other document.
async fn end(tx: &mut Tx, cx: &Cx, relation: Relation, other: &Document, by: &Document) -> Result<()> {
    let status = relation.leaves();
    if status == DocumentStatus::Issued {
        return Ok(());
    }
    let saved = document::end(tx, other, status, by.on_day).await;
    faster::told(tx, other.root, other.id, saved).await?;
    let event = if status == DocumentStatus::Recalled { "document.recalled" } else { "document.replaced" };
    cx.journal(tx, event, other.id, &serde_json::json!({ "by": by.id, "on": by.on_day, "why": by.why }))
}

/// A document of the acting person's agency, unchanged since it was shown, that a relation may be put to.
///
/// # Errors
/// `NotFound`, `Overtaken`, `InUse` for one that is no longer in force.
pub(super) async fn own(tx: &mut Tx, cx: &Cx, id: DocumentId, seen: i64, relation: Relation) -> Result<Document> {
    let root = cx.actor().root;
    let found = document::load(tx, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    faster::same(tx, root, id, found.version, seen).await?;
    if relation.needs_force() && found.status.0 != DocumentStatus::Issued {
        return Err(Refusal::InUse.into());
    }
    Ok(found)
}

/// A code nobody guesses: 80 bits, in letters and digits that are not mistaken for each other.
pub(crate) fn fresh_code(cx: &Cx) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let bytes: [u8; 10] = cx.app().bytes();
    let number = bytes.iter().fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    (0..16).rev().map(|place| char::from(LETTERS[(number >> (5 * place) & 31) as usize])).collect()
}

/// A thing as the register keeps it.
pub(super) fn parts(about: About) -> (&'static str, i64) {
    use lantoa_domain::id::Id;
    match about {
        About::Session(id) => ("session", id.raw()),
        About::Decision(id) | About::Award(id, _) => ("decision", id.raw()),
        About::Dossier(id) => ("dossier", id.raw()),
        About::Round(id) => ("round", id.raw()),
        About::Programme(id) => ("programme", id.raw()),
        About::Exemplar(id) => ("exemplar", id.raw()),
        About::Task(id) => ("task", id.raw()),
        About::Adoption(id) => ("adoption", id.raw()),
        About::Visit(id) => ("visit", id.raw()),
        About::UnitPlan(id) => ("unitplan", id.raw()),
        About::Report(id) => ("report", id.raw()),
        About::Conference(id) => ("conference", id.raw()),
    }
}

/// A thing as papers name it; none for letters and copies, which are about documents.
pub(super) fn thing(kind: &str, raw: i64) -> Option<About> {
    use lantoa_domain::id::Id;
    Some(match kind {
        "session" => About::Session(Id::from_raw(raw)),
        "decision" => About::Decision(Id::from_raw(raw)),
        "dossier" => About::Dossier(Id::from_raw(raw)),
        "round" => About::Round(Id::from_raw(raw)),
        "programme" => About::Programme(Id::from_raw(raw)),
        "exemplar" => About::Exemplar(Id::from_raw(raw)),
        "task" => About::Task(Id::from_raw(raw)),
        "unitplan" => About::UnitPlan(Id::from_raw(raw)),
        "adoption" => About::Adoption(Id::from_raw(raw)),
        "visit" => About::Visit(Id::from_raw(raw)),
        "report" => About::Report(Id::from_raw(raw)),
        "conference" => About::Conference(Id::from_raw(raw)),
        _ => return None,
    })
}
