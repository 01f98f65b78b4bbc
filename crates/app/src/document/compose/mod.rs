//! Papers filled from the records: one function for every kind and thing, through the read models of the screens and so with their rights. It must not write or invent anything: what nobody entered stays dotted room.

mod about;
mod adoption;
mod conference;
mod decision;
mod dossier;
mod exemplar;
mod office;
mod programme;
mod report;
mod round;
mod session;
mod task;
mod terms;
mod unit_plan;
mod visit;

use lantoa_docgen::Kind;
use lantoa_domain::Refusal;

pub use about::{About, NotAThing};
pub(crate) use decision::certificate_paper;
pub use decision::decision_paper;
pub use dossier::fits;
pub(crate) use office::{Office, plan_named, signer};
pub use terms::{Composed, Kept, Phrases, Terms};

use crate::{Cx, Result};

/// Fills a paper about a thing for the acting person, who sees in it what the thing's own page would show.
///
/// # Errors
/// The refusals of the thing's page; `NotFound` for a paper the thing does not have; `Conflicted` where a part of it is closed to
/// the reader; `Invalid` (`nothing-to-say`) for a paper that would be empty.
pub async fn compose(cx: &Cx, kind: Kind, about: About, phrases: &Phrases) -> Result<Composed> {
    if !papers_of(about).contains(&kind) {
        return Err(Refusal::NotFound.into());
    }
    match about {
        About::Session(id) => session::compose(cx, kind, id, phrases).await,
        About::Decision(id) => decision::compose(cx, kind, id, phrases).await,
        About::Award(id, dossier) => decision::award_sheet(cx, id, dossier, phrases).await,
        About::Exemplar(id) if kind == Kind::Certificate => decision::recognition_sheet(cx, id, phrases).await,
        About::Exemplar(id) => exemplar::compose(cx, kind, id, phrases).await,
        About::Dossier(id) => dossier::compose(cx, kind, id, phrases).await,
        About::Round(id) => round::compose(cx, kind, id, phrases).await,
        About::Programme(id) => programme::compose(cx, kind, id, phrases).await,
        About::Task(id) => task::compose(cx, kind, id, phrases).await,
        About::Adoption(id) => adoption::compose(cx, kind, id, phrases).await,
        About::Visit(id) => visit::compose(cx, kind, id, phrases).await,
        About::UnitPlan(id) => unit_plan::compose(cx, kind, id, phrases).await,
        About::Report(id) => report::compose(cx, kind, id, phrases).await,
        About::Conference(id) => conference::compose(cx, kind, id, phrases).await,
    }
}

/// The papers a thing of this kind can have, in the order in which work meets them.
#[must_use]
pub const fn papers_of(about: About) -> &'static [Kind] {
    match about {
        About::Session(_) => {
            &[Kind::Invitation, Kind::CouncilPack, Kind::Ballot, Kind::Counting, Kind::Minutes, Kind::Submission]
        }
        About::Decision(_) => &[Kind::Recognition, Kind::Award, Kind::AwardList],
        About::Award(..) => &[Kind::Certificate],
        About::Dossier(_) => &[
            Kind::Registration,
            Kind::Description,
            Kind::Endorsement,
            Kind::ReportPerson,
            Kind::ReportCollective,
            Kind::ReportHousehold,
            Kind::Appraisal,
        ],
        About::Round(_) => &[Kind::RegistrationList, Kind::Monthly],
        About::Programme(_) => &[Kind::Plan, Kind::Registration, Kind::Delegates],
        About::Exemplar(_) => &[Kind::Certificate, Kind::Fostering, Kind::Visit, Kind::Confirmation],
        About::Task(_) => &[Kind::UnitPlan, Kind::Report],
        About::Adoption(_) => &[Kind::Confirmation],
        About::Visit(_) => &[Kind::Visit],
        About::UnitPlan(_) => &[Kind::UnitPlan],
        About::Report(_) => &[Kind::Report],
        About::Conference(_) => &[Kind::Invitation, Kind::Invitations, Kind::Delegates],
    }
}

/// A paper that would hold nothing.
fn empty() -> crate::Error {
    Refusal::Invalid { field: "paper", why: "nothing-to-say" }.into()
}
