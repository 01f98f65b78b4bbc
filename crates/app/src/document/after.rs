//! What may be done to an issued document: a letter of correction, a notice of recall, copies. Each is a document of its own; the one it speaks of is never changed.

use std::collections::BTreeSet;

use lantoa_docgen::paper::{Cited, CopyMark, Excerptible, Letter, copy, correction, excerpt, pieces, recall};
use lantoa_docgen::{Kind, Letterhead, Paper};
use lantoa_domain::Refusal;
use lantoa_domain::document::Relation;
use lantoa_domain::id::{DocumentId, Id};
use lantoa_store::document::Document;
use lantoa_store::{Tx, programme};

use super::compose::{Office, signer};
use super::issue::{Entering, Stamp, fresh_code, own};
use super::setting::Setting;
use super::view::{found, frozen, handling, reads};
use super::{Kept, Phrases};
use crate::{Cx, Error, Result};

/// A piece of a document: part, block, row.
pub type Piece = (usize, usize, Option<usize>);

/// What is done to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// A letter says that something is misprinted: for errors of form, layout or procedure (article 18.3).
    Correct {
        /// What is printed.
        printed: String,
        /// What it should be.
        correct: String,
    },
    /// It is taken back (article 18.4).
    Recall,
    /// It is copied whole (article 25).
    Copy,
    /// Some of it is copied (article 25).
    Excerpt {
        /// Which pieces.
        pieces: BTreeSet<Piece>,
    },
}

impl Deed {
    const fn relation(&self) -> Relation {
        match self {
            Self::Correct { .. } => Relation::Corrects,
            Self::Recall => Relation::Recalls,
            Self::Copy => Relation::Copies,
            Self::Excerpt { .. } => Relation::Excerpts,
        }
    }

    const fn kind(&self) -> Kind {
        match self {
            Self::Correct { .. } | Self::Recall => Kind::Letter,
            Self::Copy => Kind::Copy,
            Self::Excerpt { .. } => Kind::Excerpt,
        }
    }

    fn checked(&self, why: &str) -> Result<()> {
        let empty = |field| Err(Refusal::Invalid { field, why: "empty" }.into());
        match self {
            Self::Correct { printed, .. } if printed.trim().is_empty() => empty("printed"),
            Self::Correct { correct, .. } if correct.trim().is_empty() => empty("correct"),
            Self::Excerpt { pieces } if pieces.is_empty() => empty("pieces"),
            Self::Correct { .. } | Self::Recall if why.trim().is_empty() => Err(Refusal::ReasonMissing.into()),
            _ => Ok(()),
        }
    }
}

/// Something to be done to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// The document.
    pub document: DocumentId,
    /// Its version on the page.
    pub seen: i64,
    /// What is done.
    pub deed: Deed,
    /// Why; for corrections and recalls.
    pub why: String,
    /// To whom a letter goes.
    pub addressees: Vec<String>,
    /// Day, number, signer, recipients of the letter or copy.
    pub stamp: Stamp,
}

/// Corrects, recalls or copies a document: gives the letter's or copy's identifier.
///
/// # Errors
/// `NotAllowed`; `NotFound` for those who may not read it; `Overtaken`; `InUse` for a correction or recall of what is no longer in
/// force; `Invalid` for what is empty; `ReasonMissing`; those of the number.
pub async fn after(cx: &Cx, after: After) -> Result<DocumentId> {
    let row = found(cx, after.document).await?;
    cx.permit(handling(&row))?;
    if !reads(cx, &row).await? {
        return Err(Refusal::NotFound.into());
    }
    after.stamp.checked_with_name(cx)?;
    after.deed.checked(&after.why)?;
    let whole = frozen(cx, &row).await?;
    let (id, code, me) = (cx.id(), fresh_code(cx), cx.clone());
    cx.db().write(async move |tx| after_in(tx, &me, &after, &whole, (id, &code)).await).await?;
    Ok(id)
}

async fn after_in(
    tx: &mut Tx,
    cx: &Cx,
    after: &After,
    whole: &lantoa_docgen::Document,
    (id, code): (DocumentId, &str),
) -> Result<()> {
    let relation = after.deed.relation();
    let other = own(tx, cx, after.document, after.seen, relation).await?;
    let (setting, _) = Setting::load(tx, other.root).await?;
    if relation == Relation::Recalls && other.about_kind == "decision" {
        crate::decision::recalled(tx, cx, Id::from_raw(other.about), after.why.trim()).await?;
    }
    let house = House::load(tx, cx, &setting.phrases, after, &other).await?;
    let title = title(&other, &after.deed);
    let entering = Entering {
        id,
        code,
        kind: after.deed.kind(),
        about: ("document", other.id.raw()),
        programme: other.programme,
        title: &title,
        kept: if other.sealed { Kept::Sealed } else { Kept::Open },
        stamp: &after.stamp,
        after: Some((relation, &other, after.why.trim())),
    };
    let check = setting.check_address(code);
    let drawn = |number| {
        let drawn = house.draw(after, &other, whole.clone(), number, &title);
        check.iter().fold(drawn, |drawn, address| drawn.checked_at(address))
    };
    entering.enter(tx, cx, drawn).await?;
    Ok::<_, Error>(())
}

/// "Đính chính Quyết định số 18/QĐ-BDT".
fn title(of: &Document, deed: &Deed) -> String {
    let what = match deed {
        Deed::Correct { .. } => "Đính chính",
        Deed::Recall => "Thu hồi",
        Deed::Copy => "Sao y",
        Deed::Excerpt { .. } => "Trích sao",
    };
    format!("{what} {} số {:02}/{}", name(of), of.number, of.symbol)
}

/// The name of a document's type as papers print it.
fn name(of: &Document) -> String {
    Kind::parse(&of.kind).map_or_else(|| "Văn bản".to_owned(), Kind::printed)
}

/// The agency on the day of the letter or copy.
struct House(Office);

impl House {
    async fn load(tx: &mut Tx, cx: &Cx, phrases: &Phrases, after: &After, of: &Document) -> Result<Self> {
        let plan = match of.programme {
            Some(id) => programme::programme(tx, id).await?.map(|row| row.plan),
            None => None,
        };
        let plan = match plan {
            Some(plan) => Some(cx.app().plan(tx, plan).await?),
            None => None,
        };
        Ok(Self(Office::load(tx, cx, phrases, plan.as_deref(), after.stamp.on).await?))
    }

    fn draw(
        &self,
        after: &After,
        other: &Document,
        whole: lantoa_docgen::Document,
        number: u32,
        title: &str,
    ) -> lantoa_docgen::Document {
        let stamp = &after.stamp;
        let letterhead = Letterhead::issued(&self.0.issuer, number, stamp.on);
        let signer = signer(&stamp.signer_title, &stamp.signer_name);
        let recipients = stamp.recipients.clone();
        let cited = || Cited {
            name: name(other),
            number: format!("{:02}/{}", other.number, other.symbol),
            on: other.on_day,
            agency: self.0.agency(),
            about: other.title.clone(),
        };
        let letter = |body| Letter {
            letterhead: letterhead.clone(),
            about: title.to_owned(),
            addressees: after.addressees.clone(),
            body,
            signer: signer.clone(),
            recipients: recipients.clone(),
        };
        let mark =
            || CopyMark { letterhead: letterhead.clone(), signer: signer.clone(), recipients: recipients.clone() };
        match &after.deed {
            Deed::Correct { printed, correct } => letter(correction(&cited(), printed, correct, &after.why)).document(),
            Deed::Recall => letter(recall(&cited(), &after.why)).document(),
            Deed::Copy => copy(whole, &mark()),
            Deed::Excerpt { pieces } => excerpt(whole, pieces, &mark()),
        }
    }
}

/// What an excerpt of a document may take, in order.
///
/// # Errors
/// `NotFound` for those who may not read it.
pub async fn excerptible(cx: &Cx, id: DocumentId) -> Result<Vec<Excerptible>> {
    let (_, whole) = super::view::content(cx, id).await?;
    Ok(pieces(&whole))
}
