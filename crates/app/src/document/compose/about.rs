//! What a paper is about, as addresses and the database name it. It must not say who may have it.

use std::fmt;
use std::str::FromStr;

use lantoa_domain::id::{
    AdoptionId, ConferenceId, DecisionId, DossierId, ExemplarId, ProgrammeId, ReportId, RoundId, SessionId, TaskId,
    UnitPlanId, VisitId,
};

/// The thing a paper is about. Text form: `session-ph_…`, `award-qd_…-hs_…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// A meeting of a council.
    Session(SessionId),
    /// A decision of recognition or award.
    Decision(DecisionId),
    /// One line of an award: its certificate.
    Award(DecisionId, DossierId),
    /// A dossier.
    Dossier(DossierId),
    /// A round of a programme.
    Round(RoundId),
    /// A programme.
    Programme(ProgrammeId),
    /// An exemplar.
    Exemplar(ExemplarId),
    /// A task of a unit.
    Task(TaskId),
    /// A practice taken over by a unit.
    Adoption(AdoptionId),
    /// A study visit or a talk.
    Visit(VisitId),
    /// A unit's own plan.
    UnitPlan(UnitPlanId),
    /// A report on a programme.
    Report(ReportId),
    /// A conference, or a congress of the level above.
    Conference(ConferenceId),
}

/// A text that names no thing a paper could be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a thing is written KIND-IDENTIFIER, as session-ph_0000000000000")]
pub struct NotAThing;

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session(id) => write!(f, "session-{id}"),
            Self::Decision(id) => write!(f, "decision-{id}"),
            Self::Award(id, dossier) => write!(f, "award-{id}-{dossier}"),
            Self::Dossier(id) => write!(f, "dossier-{id}"),
            Self::Round(id) => write!(f, "round-{id}"),
            Self::Programme(id) => write!(f, "programme-{id}"),
            Self::Exemplar(id) => write!(f, "exemplar-{id}"),
            Self::Task(id) => write!(f, "task-{id}"),
            Self::Adoption(id) => write!(f, "adoption-{id}"),
            Self::Visit(id) => write!(f, "visit-{id}"),
            Self::UnitPlan(id) => write!(f, "unitplan-{id}"),
            Self::Report(id) => write!(f, "report-{id}"),
            Self::Conference(id) => write!(f, "conference-{id}"),
        }
    }
}

impl FromStr for About {
    type Err = NotAThing;

    fn from_str(text: &str) -> Result<Self, NotAThing> {
        let (what, id) = text.split_once('-').ok_or(NotAThing)?;
        match what {
            "session" => id.parse().map(Self::Session),
            "decision" => id.parse().map(Self::Decision),
            "award" => {
                let (decision, dossier) = id.split_once('-').ok_or(NotAThing)?;
                decision.parse().and_then(|decision| Ok(Self::Award(decision, dossier.parse()?)))
            }
            "dossier" => id.parse().map(Self::Dossier),
            "round" => id.parse().map(Self::Round),
            "programme" => id.parse().map(Self::Programme),
            "exemplar" => id.parse().map(Self::Exemplar),
            "task" => id.parse().map(Self::Task),
            "adoption" => id.parse().map(Self::Adoption),
            "visit" => id.parse().map(Self::Visit),
            "unitplan" => id.parse().map(Self::UnitPlan),
            "report" => id.parse().map(Self::Report),
            "conference" => id.parse().map(Self::Conference),
            _ => return Err(NotAThing),
        }
        .map_err(|_| NotAThing)
    }
}

#[cfg(test)]
mod tests {
    use super::{About, NotAThing};
    use lantoa_domain::id::{
        AdoptionId, ConferenceId, DecisionId, DossierId, ExemplarId, Id, ProgrammeId, ReportId, RoundId, SessionId,
        TaskId, UnitPlanId, VisitId,
    };

    #[test]
    fn a_thing_is_found_again_by_its_text() {
        for about in [
            About::Session(SessionId::from_raw(1)),
            About::Decision(DecisionId::from_raw(2)),
            About::Award(DecisionId::from_raw(2), DossierId::from_raw(3)),
            About::Dossier(DossierId::from_raw(3)),
            About::Round(RoundId::from_raw(4)),
            About::Programme(ProgrammeId::from_raw(5)),
            About::Exemplar(ExemplarId::from_raw(6)),
            About::Task(TaskId::from_raw(7)),
            About::Adoption(AdoptionId::from_raw(8)),
            About::Visit(VisitId::from_raw(9)),
            About::UnitPlan(UnitPlanId::from_raw(10)),
            About::Report(ReportId::from_raw(10)),
            About::Conference(ConferenceId::from_raw(11)),
        ] {
            assert_eq!(about.to_string().parse(), Ok(about));
        }
        for wrong in ["", "session", "session-qd_0000000000001", "award-qd_0000000000001", "person-pe_0000000000001"] {
            assert_eq!(wrong.parse::<About>(), Err(NotAThing), "{wrong}");
        }
    }
}
