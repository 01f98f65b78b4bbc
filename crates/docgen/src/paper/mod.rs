//! The catalogue of papers: typed facts in, a document out; it must not load facts or decide anything.
//!
//! Official papers are Vietnamese in every language of the screen, so their wording stands here and not among the words of the interface;
//! what the screen says about them (names of papers, faults of templates) does come from `lantoa-i18n`.

mod achievement;
mod award;
mod ballot;
mod certificate;
mod copy;
mod council;
mod decision;
mod dossier;
mod draft;
mod exemplar;
mod fillable;
mod kind;
mod letter;
mod plan;
mod submission;

pub use achievement::{AchievementReport, Distinction, Whose};
pub use award::{AwardList, Honoured, Subject};
pub use ballot::{Ballot, Choices, Counted, CountingRecord, KeySheet, Slips};
pub use certificate::{Calibration, Certificate, Stock};
pub use copy::{CopyMark, Excerptible, copy, excerpt, pieces};
pub use council::{Attendee, Candidate, CouncilPack, Invitation, Invitations, Minutes, Outcome, Voted};
pub use decision::{Decision, Matter};
pub use dossier::{
    Appraisal, Criterion, Description, Endorsed, Endorsement, Finding, Registered, Registration, RegistrationList,
};
pub use draft::{Part, Passage};
pub use exemplar::{Confirmation, Delegate, Delegates, Handbook, MonthlyEntry, MonthlyList, Stage, Story, VisitNote};
pub use fillable::Fillable;
pub use kind::Kind;
pub use letter::{Cited, Letter, correction, recall};
pub use plan::{Figure, FosteringPlan, Goal, Level, Period, PlanPaper, Report, TaskLine};
pub use submission::Submission;

use crate::{document::Document, template::Values};

/// A paper: facts that become a document.
pub trait Paper {
    /// Which paper it is.
    fn kind(&self) -> Kind;

    /// The document, drawn alike by Word and by the press.
    fn document(&self) -> Document;

    /// Its facts by name for an agency's own template; none for kinds that cannot have one.
    fn fills(&self) -> Option<Values> {
        None
    }
}
