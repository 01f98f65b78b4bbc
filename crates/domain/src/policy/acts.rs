//! The acts the policy knows, and which relations allow each.

use super::As;
use crate::dossier::Command;
use crate::id::{PersonId, ProgrammeId, UnitId};
use crate::plan::Key;

/// Something a person may be allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Give a command to a dossier; the track says who.
    Do(Command),
    /// Open a dossier.
    ReadDossier,
    /// Read and download its files.
    ReadFiles,
    /// See how criteria were judged.
    ReadAppraisal,
    /// See how a vote came out.
    ReadTally,
    /// See figures that were announced as passed or not passed only.
    ReadSealed,
    /// See ethnicity, religion, Party membership, health and discipline.
    ReadSensitive,
    /// See them with a reason on record.
    OpenSensitive,
    /// Start a dossier for a unit.
    OpenDossier,
    /// Read plans, movements, quotas, tasks, exemplars.
    ReadProgramme,
    /// Upload a plan and correct what was read.
    EditPlan,
    /// Put a plan in force.
    ConfirmPlan,
    /// Open and close rounds.
    RunRounds,
    /// Report a task as done.
    CompleteTask,
    /// Exempt from a task or extend it.
    ExcuseTask,
    /// Found, rename, merge, abolish units.
    ManageUnits,
    /// Add and change people.
    ManagePeople,
    /// See the people of a unit.
    ReadPeople,
    /// Record ratings, discipline, titles, prizes.
    RecordFacts,
    /// Accounts and roles.
    ManageAccounts,
    /// Councils and their members.
    ManageCouncil,
    /// Call a session and set its agenda.
    CallSession,
    /// Presence, opening and closing of items, entering counts.
    RunSession,
    /// Confirm a count.
    ConfirmCount,
    /// Announce results, which moves dossiers on.
    AnnounceResult,
    /// See a session's agenda and papers.
    ReadSession,
    /// Declare a conflict of interest of one's own.
    DeclareConflict,
    /// Prepare a decision.
    DraftDecision,
    /// Issue a decision with its number.
    IssueDecision,
    /// Issue a document other than a decision; correct, recall or copy it; add what came back signed.
    IssueDocument,
    /// Law tables.
    ManageLaw,
    /// Read and verify the journal.
    ReadJournal,
    /// Read a practice that is not validated.
    ReadPractice,
    /// Write a practice of a unit.
    EditPractice,
    /// Offer it to others.
    OfferPractice,
    /// Find it worth copying, or send it back.
    ValidatePractice,
    /// Raise it from its unit to the agency.
    PromotePractice,
    /// Take it out.
    RetirePractice,
    /// Declare and describe how a unit copies a practice.
    Adopt,
    /// Sign what came of it as the receiving unit's head.
    SignAdoption,
    /// Check what was signed.
    CheckAdoption,
    /// Propose that units copy a practice.
    ProposeReplication,
    /// Accept or decline such a proposal for a unit.
    AnswerReplication,
    /// Read what people suggest with its sender, and decide what becomes of it.
    HandleSuggestions,
    /// See new factors and how they are fostered.
    ReadProspects,
    /// Enter a new factor, invite it, let it go.
    NoteProspect,
    /// Make a plan of fostering, keep it, follow it up.
    Foster,
    /// Write stories, plan publicity, ask units and people: everything of publicity but letting the public read.
    RunPublicity,
    /// Check a story, let the public read it, take it down.
    PublishStory,
    /// Record or withdraw the consent of a subject.
    KeepConsent,
    /// Set up a writing contest, read its entries with their authors, seat its jury.
    RunContest,
    /// Mark an entry of a writing contest, without its author, from a seat in its jury.
    JudgeEntry,
    /// Give sheets back and settle what the jury differs about, from the chair of a contest's jury.
    LeadJury,
    /// Read a unit's plan while it is written.
    ReadUnitPlan,
    /// Read a unit's plan once it was issued.
    ReadIssuedPlan,
    /// Write a unit's plan, lay it before the head, send it.
    WriteUnitPlan,
    /// Issue it, or send it back before that.
    IssueUnitPlan,
    /// Acknowledge it for the agency, or send it back.
    ReceiveUnitPlan,
    /// Acknowledge it for the cluster.
    ReceiveInCluster,
    /// Clusters and blocs: heads and members.
    ManageClusters,
    /// Write a report of a unit, and submit it.
    WriteReport,
    /// Send a report that was submitted.
    SendReport,
    /// Prepare a conference: seats, delegates, programme, invitations, attendance, the list for the level above.
    RunConference,
    /// Put people of a unit forward as delegates, and answer for them.
    ProposeDelegates,
    /// Read the delegates of every unit.
    ReadDelegates,
    /// Keep a view of a list for everybody of the agency.
    ShareView,
    /// Give a dossier to somebody to appraise, and take it back.
    AssignDossier,
    /// Tell what a unit runs into while it carries out a plan, and take it back.
    RaiseObstacle,
    /// Answer that, or say that the plan is to be amended.
    AnswerObstacle,
}

impl Act {
    /// Every act that is not a dossier's command.
    pub const PLAIN: [Self; 68] = [
        Self::ReadDossier,
        Self::ReadFiles,
        Self::ReadAppraisal,
        Self::ReadTally,
        Self::ReadSealed,
        Self::ReadSensitive,
        Self::OpenSensitive,
        Self::OpenDossier,
        Self::ReadProgramme,
        Self::EditPlan,
        Self::ConfirmPlan,
        Self::RunRounds,
        Self::CompleteTask,
        Self::ExcuseTask,
        Self::ManageUnits,
        Self::ManagePeople,
        Self::ReadPeople,
        Self::RecordFacts,
        Self::ManageAccounts,
        Self::ManageCouncil,
        Self::CallSession,
        Self::RunSession,
        Self::ConfirmCount,
        Self::AnnounceResult,
        Self::ReadSession,
        Self::DeclareConflict,
        Self::DraftDecision,
        Self::IssueDecision,
        Self::IssueDocument,
        Self::ManageLaw,
        Self::ReadJournal,
        Self::ReadPractice,
        Self::EditPractice,
        Self::OfferPractice,
        Self::ValidatePractice,
        Self::PromotePractice,
        Self::RetirePractice,
        Self::Adopt,
        Self::SignAdoption,
        Self::CheckAdoption,
        Self::ProposeReplication,
        Self::AnswerReplication,
        Self::HandleSuggestions,
        Self::ReadProspects,
        Self::NoteProspect,
        Self::Foster,
        Self::RunPublicity,
        Self::PublishStory,
        Self::KeepConsent,
        Self::RunContest,
        Self::JudgeEntry,
        Self::LeadJury,
        Self::ReadUnitPlan,
        Self::ReadIssuedPlan,
        Self::WriteUnitPlan,
        Self::IssueUnitPlan,
        Self::ReceiveUnitPlan,
        Self::ReceiveInCluster,
        Self::ManageClusters,
        Self::WriteReport,
        Self::SendReport,
        Self::RunConference,
        Self::ProposeDelegates,
        Self::ReadDelegates,
        Self::ShareView,
        Self::AssignDossier,
        Self::RaiseObstacle,
        Self::AnswerObstacle,
    ];

    /// Which relations allow it. A dossier's command is allowed by its track, not here.
    #[must_use]
    pub fn allowed(self) -> Vec<As> {
        use As::{
            Administrator, Candidate, ClusterHead, Communications, CouncilChair, CouncilMember, CouncilSecretary, Head,
            Inspector, Juror, JuryChair, MovementLead, Staff, StandingBody, UnitClerk, UnitHead,
        };
        match self {
            Self::Do(_) => vec![],
            Self::ReadDossier | Self::ReadFiles => {
                vec![Candidate, UnitClerk, UnitHead, StandingBody, MovementLead, CouncilMember, Head, Inspector]
            }
            Self::ReadAppraisal => vec![StandingBody, MovementLead, CouncilMember, Head, Inspector],
            Self::ReadTally => vec![StandingBody, CouncilMember, Head, Inspector],
            Self::ReadSealed => vec![CouncilChair, CouncilSecretary, Inspector],
            Self::ReadSensitive => vec![Candidate, StandingBody, Head],
            Self::OpenSensitive => vec![Administrator],
            Self::OpenDossier => vec![UnitClerk, UnitHead, StandingBody, Candidate],
            Self::ReadProgramme => vec![Staff],
            Self::EditPlan | Self::RunRounds | Self::CallSession | Self::DraftDecision => vec![StandingBody],
            Self::ConfirmPlan | Self::SendReport => vec![StandingBody, Head],
            Self::CompleteTask => vec![UnitClerk, UnitHead, StandingBody, MovementLead],
            Self::ExcuseTask | Self::RecordFacts | Self::AnswerObstacle => vec![StandingBody],
            Self::ManageUnits | Self::ManageAccounts => vec![Administrator],
            Self::ManagePeople | Self::ManageClusters => vec![Administrator, StandingBody],
            Self::ReadPeople => vec![Administrator, StandingBody, Head, UnitHead, UnitClerk, Inspector],
            Self::ManageCouncil | Self::PromotePractice => vec![StandingBody, Head],
            Self::RunSession => vec![CouncilSecretary, CouncilChair],
            Self::ConfirmCount | Self::AnnounceResult => vec![CouncilChair],
            Self::ReadSession => vec![StandingBody, CouncilMember, Head, Inspector],
            Self::DeclareConflict => vec![CouncilMember, StandingBody, MovementLead, Head],
            Self::IssueDecision => vec![Head],
            Self::IssueDocument => vec![StandingBody, Head],
            Self::ManageLaw => vec![Administrator, StandingBody],
            Self::ShareView => vec![Administrator, StandingBody, Head],
            Self::ReadJournal => vec![Inspector, Administrator, StandingBody],
            Self::ReadPractice | Self::ReadProspects | Self::ReadUnitPlan => {
                vec![UnitClerk, UnitHead, StandingBody, MovementLead, Head, Inspector]
            }
            Self::EditPractice | Self::Adopt | Self::NoteProspect | Self::WriteReport | Self::ProposeDelegates => {
                vec![UnitClerk, UnitHead, StandingBody]
            }
            Self::RaiseObstacle => vec![UnitClerk, UnitHead, StandingBody],
            Self::OfferPractice => vec![UnitHead, Head],
            Self::SignAdoption => vec![UnitHead],
            Self::ValidatePractice | Self::CheckAdoption | Self::AssignDossier => vec![MovementLead, StandingBody],
            Self::RetirePractice => vec![UnitHead, MovementLead, StandingBody],
            Self::AnswerReplication => vec![UnitClerk, UnitHead],
            Self::HandleSuggestions | Self::ReceiveUnitPlan | Self::ProposeReplication => vec![StandingBody],
            Self::Foster | Self::WriteUnitPlan => vec![UnitClerk, UnitHead, StandingBody, MovementLead],
            Self::RunPublicity | Self::RunContest | Self::RunConference => vec![Communications, StandingBody],
            Self::JudgeEntry => vec![Juror],
            Self::LeadJury => vec![JuryChair],
            Self::PublishStory => vec![Communications, StandingBody, Head],
            Self::KeepConsent => vec![Candidate, UnitClerk, UnitHead, Communications, StandingBody],
            Self::ReadIssuedPlan => {
                vec![UnitClerk, UnitHead, StandingBody, MovementLead, CouncilMember, Head, Inspector, ClusterHead]
            }
            Self::IssueUnitPlan => vec![UnitHead, StandingBody, Head],
            Self::ReadDelegates => vec![Communications, StandingBody, CouncilMember, Head, Inspector],
            Self::ReceiveInCluster => vec![ClusterHead],
        }
    }

    /// Whether a person without the right is not even told that the thing exists.
    #[must_use]
    pub fn is_hidden(self) -> bool {
        matches!(
            self,
            Self::ReadDossier
                | Self::ReadSession
                | Self::ReadPractice
                | Self::HandleSuggestions
                | Self::ReadProspects
                | Self::JudgeEntry
                | Self::LeadJury
                | Self::ReadUnitPlan
                | Self::ReadIssuedPlan
        )
    }

    /// Whether it weighs a dossier, or shows how others weighed it: closed to those in conflict, whoever they are.
    #[must_use]
    pub fn judges(self) -> bool {
        match self {
            Self::ReadAppraisal
            | Self::ReadTally
            | Self::ReadSealed
            | Self::ConfirmCount
            | Self::AnnounceResult
            | Self::IssueDecision
            | Self::JudgeEntry
            | Self::LeadJury
            | Self::AssignDossier => true,
            Self::Do(command) => matches!(
                command,
                Command::Screen
                    | Command::Judge
                    | Command::Appraise
                    | Command::SetAside
                    | Command::Return
                    | Command::Recognise
                    | Command::Decline
            ),
            _ => false,
        }
    }
}

/// What of a dossier may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lens {
    /// Its files.
    pub files: bool,
    /// How criteria were judged.
    pub appraisal: bool,
    /// How a vote came out.
    pub tally: bool,
    /// Figures that were announced as passed or not passed only.
    pub sealed: bool,
    /// Sensitive personal data.
    pub sensitive: bool,
}

/// Which dossiers of an agency may be listed: the union of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// The agency.
    pub root: UnitId,
    /// All of them.
    pub whole: bool,
    /// Those proposed in the subtrees of these units.
    pub units: Vec<UnitId>,
    /// Those of these movements.
    pub movements: Vec<(ProgrammeId, Key)>,
    /// Those about this person.
    pub person: PersonId,
}
