//! Why something is not done: a closed list, so that every reason has a sentence for the person who met it.

use jiff::civil::Date;

use crate::dossier::Command;
use crate::id::DossierId;
use crate::plan::{Key, Paper, StepKind};
use crate::policy::As;

/// A reason for not doing what was asked. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It does not exist, or the asker may not know that it does.
    NotFound,
    /// It belongs to others.
    NotAllowed {
        /// Who could do it.
        needs: Vec<As>,
    },
    /// The asker has a conflict of interest here.
    Conflicted,
    /// A permit for another act or thing was shown.
    WrongPermit,
    /// The dossier is not where this can be done.
    WrongStep {
        /// Where it is; `None` when it has ended.
        at: Option<StepKind>,
        /// What was asked.
        command: Command,
    },
    /// The round takes nothing more.
    RoundClosed,
    /// The round is over a period that has not begun.
    NotYetOpen {
        /// Its first day.
        from: Date,
    },
    /// A reason has to be given.
    ReasonMissing,
    /// Papers the step asks for are not attached.
    PapersMissing {
        /// Which.
        papers: Vec<Paper>,
    },
    /// The own collective did not acclaim with more than half of those present.
    NotAcclaimed {
        /// Who agreed.
        agree: u32,
        /// Of how many present.
        present: u32,
    },
    /// Criteria are not settled yet.
    CriteriaOpen {
        /// Which.
        criteria: Vec<Key>,
    },
    /// Criteria are not met.
    CriteriaFailed {
        /// Which.
        criteria: Vec<Key>,
    },
    /// Another dossier of the round has to be recognised first or together.
    LinkedRule {
        /// Those that could serve; empty when there is none.
        waits_for: Vec<DossierId>,
    },
    /// A cap is reached and no reason for going over was given.
    QuotaFull {
        /// The quota.
        quota: Key,
        /// How many count already.
        counted: u32,
        /// How many it takes.
        bound: u32,
    },
    /// Too few members are present.
    QuorumNotMet {
        /// How many are.
        present: u32,
        /// How many must be.
        needed: u32,
    },
    /// Figures of a count contradict each other.
    CountWrong {
        /// Code of the contradiction.
        why: &'static str,
    },
    /// The act comes too early or too late in the session.
    SessionOrder,
    /// Something of an electronic ballot is not as it must be.
    Ballot {
        /// Code of what is wrong.
        why: &'static str,
    },
    /// The subject already has a dossier in this round and movement.
    Duplicate {
        /// That dossier.
        dossier: DossierId,
    },
    /// A name or number that must be unique is in use.
    Taken {
        /// The field.
        field: &'static str,
    },
    /// A value cannot be right.
    Invalid {
        /// The field.
        field: &'static str,
        /// Code of what is wrong.
        why: &'static str,
    },
    /// The plan has errors that keep a programme from starting.
    PlanUnsound {
        /// How many.
        errors: u32,
    },
    /// A file is not of a kind that is taken.
    FileKind,
    /// A file is larger than is taken.
    FileTooLarge {
        /// Bytes taken at most.
        limit: u64,
    },
    /// Something else refers to it.
    InUse,
    /// A document or plan file cannot be read.
    Unreadable {
        /// Code of the cause.
        code: &'static str,
        /// Words to fill into the sentence: line, column, name.
        args: Vec<(&'static str, String)>,
    },
    /// Login and password do not fit, or the account cannot be used now. Which of them is not told.
    SignInFailed,
    /// The agency would be left without anyone who can administer it.
    LastAdministrator,
    /// Several are done together or not at all, and one of them cannot be done.
    InLine {
        /// Which.
        dossier: DossierId,
        /// What stands in its way.
        why: Box<Refusal>,
    },
}

impl Refusal {
    /// Stable name, by which the sentence is looked up.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NotAllowed { .. } => "not-allowed",
            Self::Conflicted => "conflicted",
            Self::WrongPermit => "wrong-permit",
            Self::WrongStep { .. } => "wrong-step",
            Self::RoundClosed => "round-closed",
            Self::NotYetOpen { .. } => "not-yet-open",
            Self::ReasonMissing => "reason-missing",
            Self::PapersMissing { .. } => "papers-missing",
            Self::NotAcclaimed { .. } => "not-acclaimed",
            Self::CriteriaOpen { .. } => "criteria-open",
            Self::CriteriaFailed { .. } => "criteria-failed",
            Self::LinkedRule { .. } => "linked-rule",
            Self::QuotaFull { .. } => "quota-full",
            Self::QuorumNotMet { .. } => "quorum-not-met",
            Self::CountWrong { .. } => "count-wrong",
            Self::SessionOrder => "session-order",
            Self::Ballot { .. } => "ballot",
            Self::Duplicate { .. } => "duplicate",
            Self::Taken { .. } => "taken",
            Self::Invalid { .. } => "invalid",
            Self::PlanUnsound { .. } => "plan-unsound",
            Self::FileKind => "file-kind",
            Self::FileTooLarge { .. } => "file-too-large",
            Self::InUse => "in-use",
            Self::Unreadable { .. } => "unreadable",
            Self::SignInFailed => "sign-in-failed",
            Self::LastAdministrator => "last-administrator",
            Self::InLine { .. } => "in-line",
        }
    }

    /// The same refusal, said of one dossier among several that are done together.
    #[must_use]
    pub fn in_line(self, dossier: DossierId) -> Self {
        match self {
            Self::InLine { .. } => self,
            other => Self::InLine { dossier, why: Box::new(other) },
        }
    }

    /// Whether the asker is told no more than that there is nothing here.
    #[must_use]
    pub fn pretends_absence(&self) -> bool {
        matches!(self, Self::NotFound)
    }
}
