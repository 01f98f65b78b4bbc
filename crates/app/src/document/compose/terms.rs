//! What an agency sets for its papers, and what is set when one is issued. It must not know what a paper says.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use lantoa_docgen::{Document, Kind, Letterhead, Paper, Signer, Values};
use lantoa_domain::id::ProgrammeId;
use serde::{Deserialize, Serialize};

use super::About;

/// Fixed phrases of an agency's papers, which it may set for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Phrases {
    /// The direct superior above the agency's name, lines of its own kept; empty when there is none.
    pub superior: String,
    /// The place in the line of the date; empty for that of the plan.
    pub place: String,
    /// Where award money comes from.
    pub fund: String,
    /// Who carries a decision out.
    pub carried_out_by: String,
    /// Recipients of every paper that lists some.
    pub recipients: Vec<String>,
}

impl Default for Phrases {
    fn default() -> Self {
        Self {
            superior: String::new(),
            place: String::new(),
            fund: "quỹ thi đua, khen thưởng của cơ quan".to_owned(),
            carried_out_by: "Thường trực Hội đồng Thi đua – Khen thưởng, thủ trưởng các đơn vị liên quan".to_owned(),
            recipients: vec!["Như trên;".to_owned(), "Lưu: VT, TĐKT.".to_owned()],
        }
    }
}

/// What is set when a paper is issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Issuer, number and day; number and day are left to a pen in a draft.
    pub letterhead: Letterhead,
    /// Who signs.
    pub signer: Signer,
    /// Legal bases, each from “Căn cứ” on; papers without any pass over them.
    pub bases: Vec<String>,
    /// Recipients; papers without any pass over them.
    pub recipients: Vec<String>,
    /// The address at which anybody can check the paper, drawn as a code.
    pub check: Option<String>,
}

/// Whether a paper says more than every reader of its thing may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It says what its readers see on the page.
    Open,
    /// It holds figures that were announced as passed or not passed only: for those who may read them (`Act::ReadSealed`).
    Sealed,
}

/// A paper's facts, to which only the terms are missing.
pub(super) trait Filled: Send + Sync {
    /// The paper under these terms.
    fn under(&self, terms: &Terms) -> Document;

    /// Its facts by name under these terms, for an agency's own template.
    fn fills(&self, terms: &Terms) -> Option<Values>;
}

/// Facts of one of the papers of the catalogue, with where the terms go.
struct Under<P> {
    paper: P,
    set: fn(&mut P, &Terms),
}

impl<P: Paper + Clone + Send + Sync> Filled for Under<P> {
    fn under(&self, terms: &Terms) -> Document {
        let mut paper = self.paper.clone();
        (self.set)(&mut paper, terms);
        paper.document()
    }

    fn fills(&self, terms: &Terms) -> Option<Values> {
        let mut paper = self.paper.clone();
        (self.set)(&mut paper, terms);
        paper.fills()
    }
}

/// A paper to which its terms are set when it is drawn.
pub(super) fn under<P: Paper + Clone + Send + Sync + 'static>(paper: P, set: fn(&mut P, &Terms)) -> Arc<dyn Filled> {
    Arc::new(Under { paper, set })
}

/// A paper filled from the records.
#[derive(Clone)]
pub struct Composed {
    /// Which paper.
    pub kind: Kind,
    /// What it is about.
    pub about: About,
    /// A number that changes whenever what the paper says may have changed; 0 where the thing has none.
    pub version: i64,
    /// The programme it belongs to.
    pub programme: Option<ProgrammeId>,
    /// Its abstract (trích yếu), as lists name it.
    pub title: String,
    /// Who may read it.
    pub kept: Kept,
    /// The terms of a draft: no number and day yet, the usual signer, bases and recipients.
    pub usual: Terms,
    pub(super) facts: Arc<dyn Filled>,
}

impl Composed {
    /// The paper under these terms.
    #[must_use]
    pub fn document(&self, terms: &Terms) -> Document {
        let drawn = self.facts.under(terms);
        // A certificate has a place of its own for the code.
        match &terms.check {
            Some(address) if self.kind != Kind::Certificate => drawn.checked_at(address),
            _ => drawn,
        }
    }

    /// Its facts by name, for an agency's own template; none for kinds that cannot have one.
    #[must_use]
    pub fn fills(&self) -> Option<Values> {
        self.facts.fills(&self.usual)
    }

    /// The day on which it was issued, for papers of decisions that were; `None` for what is a draft still.
    #[must_use]
    pub fn issued_on(&self) -> Option<Date> {
        let letterhead = &self.usual.letterhead;
        letterhead.number.and(letterhead.day)
    }

    /// The paper as it stands: as a draft, or as issued with its decision.
    #[must_use]
    pub fn draft(&self) -> Document {
        self.document(&self.usual)
    }
}

impl fmt::Debug for Composed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let it = (self.kind, self.about, self.version, &self.title);
        f.debug_tuple("Composed").field(&it).finish_non_exhaustive()
    }
}
