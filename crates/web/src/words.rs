//! Words for what the domain names: one function per enumeration; it must not hold a word itself.

use lantoa_i18n::{Word, word};

use lantoa_domain::dossier::Command;
use lantoa_domain::dossier::Ending;
use lantoa_domain::money::Mark;
use lantoa_domain::plan::Applies;
use lantoa_domain::plan::Base;
use lantoa_domain::plan::Body;
use lantoa_domain::plan::DisciplineLevel;
use lantoa_domain::plan::Method;
use lantoa_domain::plan::Paper;
use lantoa_domain::plan::Per;
use lantoa_domain::plan::Performer;
use lantoa_domain::plan::QuotaKind;
use lantoa_domain::plan::QuotaSubject;
use lantoa_domain::plan::Rating;
use lantoa_domain::plan::Rhythm;
use lantoa_domain::plan::StepKind;
use lantoa_domain::plan::Strength;
use lantoa_domain::policy::As;
use lantoa_domain::policy::CouncilRole;
use lantoa_domain::policy::Role;
use lantoa_domain::session::ConflictKind;
use lantoa_domain::subject::SubjectKind;
use lantoa_domain::task::Met;
use lantoa_domain::task::TaskState;
use lantoa_domain::unit::ChangeKind;
use lantoa_domain::unit::UnitKind;

/// A step of a track.
#[must_use]
pub const fn step(value: StepKind) -> Word {
    match value {
        StepKind::Register => word!("domain-step-register"),
        StepKind::Endorse => word!("domain-step-endorse"),
        StepKind::Foster => word!("domain-step-foster"),
        StepKind::Nominate => word!("domain-step-nominate"),
        StepKind::Screen => word!("domain-step-screen"),
        StepKind::Appraise => word!("domain-step-appraise"),
        StepKind::Deliberate => word!("domain-step-deliberate"),
        StepKind::Decide => word!("domain-step-decide"),
        StepKind::Forward => word!("domain-step-forward"),
        StepKind::Publicise => word!("domain-step-publicise"),
    }
}

/// A kind of subject.
#[must_use]
pub const fn kind(value: SubjectKind) -> Word {
    match value {
        SubjectKind::Individual => word!("domain-kind-individual"),
        SubjectKind::Collective => word!("domain-kind-collective"),
        SubjectKind::Household => word!("domain-kind-household"),
        SubjectKind::Practice => word!("domain-kind-practice"),
    }
}

/// To whom a criterion applies.
#[must_use]
pub const fn applies(value: Applies) -> Word {
    match value {
        Applies::General => word!("domain-applies-general"),
        Applies::Collective => word!("domain-applies-collective"),
        Applies::Individual => word!("domain-applies-individual"),
        Applies::Leader => word!("domain-applies-leader"),
        Applies::Household => word!("domain-applies-household"),
        Applies::Practice => word!("domain-applies-practice"),
    }
}

/// What a quota counts.
#[must_use]
pub const fn quota_subject(value: QuotaSubject) -> Word {
    match value {
        QuotaSubject::Individual => word!("domain-quota-subject-individual"),
        QuotaSubject::Collective => word!("domain-quota-subject-collective"),
        QuotaSubject::Household => word!("domain-quota-subject-household"),
        QuotaSubject::Practice => word!("domain-quota-subject-practice"),
        QuotaSubject::Any => word!("domain-quota-subject-any"),
    }
}

/// One of the five kinds of quota.
#[must_use]
pub const fn quota_kind(value: QuotaKind) -> Word {
    match value {
        QuotaKind::Min => word!("domain-quota-kind-min"),
        QuotaKind::Max => word!("domain-quota-kind-max"),
        QuotaKind::MaxPerUnit => word!("domain-quota-kind-max-per-unit"),
        QuotaKind::Exact => word!("domain-quota-kind-exact"),
        QuotaKind::Unlimited => word!("domain-quota-kind-unlimited"),
    }
}

/// Within what a quota is counted.
#[must_use]
pub const fn per(value: Per) -> Word {
    match value {
        Per::Unit => word!("domain-per-unit"),
        Per::Movement => word!("domain-per-movement"),
        Per::Month => word!("domain-per-month"),
        Per::Quarter => word!("domain-per-quarter"),
        Per::Year => word!("domain-per-year"),
        Per::Plan => word!("domain-per-plan"),
    }
}

/// Whether a number is assigned or aimed at.
#[must_use]
pub const fn strength(value: Strength) -> Word {
    match value {
        Strength::Assigned => word!("domain-strength-assigned"),
        Strength::Aimed => word!("domain-strength-aimed"),
    }
}

/// A paper a step asks for.
#[must_use]
pub const fn paper(value: Paper) -> Word {
    match value {
        Paper::List => word!("domain-paper-list"),
        Paper::Description => word!("domain-paper-description"),
        Paper::AchievementReport => word!("domain-paper-achievement-report"),
        Paper::EndorsementMinutes => word!("domain-paper-endorsement-minutes"),
        Paper::PrizeCertificate => word!("domain-paper-prize-certificate"),
        Paper::Evidence => word!("domain-paper-evidence"),
    }
}

/// Who performs a step.
#[must_use]
pub const fn performer(value: Performer) -> Word {
    match value {
        Performer::Unit => word!("domain-performer-unit"),
        Performer::UnitOrCandidate => word!("domain-performer-unit-or-candidate"),
        Performer::UnitOrStandingBody => word!("domain-performer-unit-or-standing-body"),
        Performer::StandingBody => word!("domain-performer-standing-body"),
        Performer::MovementLead => word!("domain-performer-movement-lead"),
        Performer::MovementLeadOrStandingBody => word!("domain-performer-movement-lead-or-standing-body"),
        Performer::Council => word!("domain-performer-council"),
        Performer::Head => word!("domain-performer-head"),
    }
}

/// How a vote is taken.
#[must_use]
pub const fn method(value: Method) -> Word {
    match value {
        Method::Secret => word!("domain-method-secret"),
        Method::Hands => word!("domain-method-hands"),
        Method::Written => word!("domain-method-written"),
        Method::Consensus => word!("domain-method-consensus"),
    }
}

/// Of whom a share is taken.
#[must_use]
pub const fn base(value: Base) -> Word {
    match value {
        Base::AllMembers => word!("domain-base-all-members"),
        Base::Present => word!("domain-base-present"),
        Base::Cast => word!("domain-base-cast"),
    }
}

/// How often a round is opened.
#[must_use]
pub const fn rhythm(value: Rhythm) -> Word {
    match value {
        Rhythm::Yearly => word!("domain-rhythm-yearly"),
        Rhythm::Monthly => word!("domain-rhythm-monthly"),
        Rhythm::AtAnyTime => word!("domain-rhythm-at-any-time"),
    }
}

/// What a unit is.
#[must_use]
pub const fn unit_kind(value: UnitKind) -> Word {
    match value {
        UnitKind::Agency => word!("domain-unit-kind-agency"),
        UnitKind::Office => word!("domain-unit-kind-office"),
        UnitKind::Division => word!("domain-unit-kind-division"),
        UnitKind::Commune => word!("domain-unit-kind-commune"),
        UnitKind::Enterprise => word!("domain-unit-kind-enterprise"),
        UnitKind::Cooperative => word!("domain-unit-kind-cooperative"),
        UnitKind::PublicService => word!("domain-unit-kind-public-service"),
        UnitKind::MassBody => word!("domain-unit-kind-mass-body"),
        UnitKind::PartyBody => word!("domain-unit-kind-party-body"),
        UnitKind::ArmedForces => word!("domain-unit-kind-armed-forces"),
    }
}

/// What happened to a unit.
#[must_use]
pub const fn change_kind(value: ChangeKind) -> Word {
    match value {
        ChangeKind::Found => word!("domain-change-kind-found"),
        ChangeKind::Rename => word!("domain-change-kind-rename"),
        ChangeKind::Merge => word!("domain-change-kind-merge"),
        ChangeKind::Split => word!("domain-change-kind-split"),
        ChangeKind::Abolish => word!("domain-change-kind-abolish"),
        ChangeKind::Level => word!("domain-change-kind-level"),
    }
}

/// A role that is given.
#[must_use]
pub const fn role(value: Role) -> Word {
    match value {
        Role::Administrator => word!("domain-role-administrator"),
        Role::StandingBody => word!("domain-role-standing-body"),
        Role::Head => word!("domain-role-head"),
        Role::UnitHead => word!("domain-role-unit-head"),
        Role::UnitClerk => word!("domain-role-unit-clerk"),
        Role::MovementLead => word!("domain-role-movement-lead"),
        Role::Communications => word!("domain-role-communications"),
        Role::Inspector => word!("domain-role-inspector"),
    }
}

/// What a person is in relation to a thing.
#[must_use]
pub const fn relation(value: As) -> Word {
    match value {
        As::Staff => word!("domain-relation-staff"),
        As::Candidate => word!("domain-relation-candidate"),
        As::UnitClerk => word!("domain-relation-unit-clerk"),
        As::UnitHead => word!("domain-relation-unit-head"),
        As::StandingBody => word!("domain-relation-standing-body"),
        As::MovementLead => word!("domain-relation-movement-lead"),
        As::CouncilMember => word!("domain-relation-council-member"),
        As::CouncilChair => word!("domain-relation-council-chair"),
        As::CouncilSecretary => word!("domain-relation-council-secretary"),
        As::Head => word!("domain-relation-head"),
        As::Communications => word!("domain-relation-communications"),
        As::Inspector => word!("domain-relation-inspector"),
        As::Administrator => word!("domain-relation-administrator"),
        As::Juror => word!("domain-relation-juror"),
        As::JuryChair => word!("domain-relation-jury-chair"),
        As::ClusterHead => word!("domain-relation-cluster-head"),
    }
}

/// Office in a council.
#[must_use]
pub const fn council_role(value: CouncilRole) -> Word {
    match value {
        CouncilRole::Chair => word!("domain-council-role-chair"),
        CouncilRole::ViceChair => word!("domain-council-role-vice-chair"),
        CouncilRole::Secretary => word!("domain-council-role-secretary"),
        CouncilRole::Member => word!("domain-council-role-member"),
    }
}

/// Why there is a conflict of interest.
#[must_use]
pub const fn conflict_kind(value: ConflictKind) -> Word {
    match value {
        ConflictKind::Declared => word!("domain-conflict-kind-declared"),
        ConflictKind::OwnDossier => word!("domain-conflict-kind-own-dossier"),
        ConflictKind::OwnUnit => word!("domain-conflict-kind-own-unit"),
        ConflictKind::Family => word!("domain-conflict-kind-family"),
    }
}

/// A command to a dossier, as a button says it.
#[must_use]
pub const fn command(value: Command) -> Word {
    match value {
        Command::Edit => word!("domain-command-edit"),
        Command::Register => word!("domain-command-register"),
        Command::Endorse => word!("domain-command-endorse"),
        Command::Foster => word!("domain-command-foster"),
        Command::FinishFostering => word!("domain-command-finish-fostering"),
        Command::Nominate => word!("domain-command-nominate"),
        Command::Screen => word!("domain-command-screen"),
        Command::Return => word!("domain-command-return"),
        Command::Resubmit => word!("domain-command-resubmit"),
        Command::Withdraw => word!("domain-command-withdraw"),
        Command::Judge => word!("domain-command-judge"),
        Command::Appraise => word!("domain-command-appraise"),
        Command::SetAside => word!("domain-command-set-aside"),
        Command::Pass => word!("domain-command-pass"),
        Command::Fail => word!("domain-command-fail"),
        Command::Recognise => word!("domain-command-recognise"),
        Command::Decline => word!("domain-command-decline"),
        Command::Forward => word!("domain-command-forward"),
        Command::Answer => word!("domain-command-answer"),
        Command::Publicise => word!("domain-command-publicise"),
    }
}

/// How a dossier ended without recognition.
#[must_use]
pub const fn ending(value: Ending) -> Word {
    match value {
        Ending::Withdrawn => word!("domain-ending-withdrawn"),
        Ending::SetAside => word!("domain-ending-set-aside"),
        Ending::VotedDown => word!("domain-ending-voted-down"),
        Ending::Declined => word!("domain-ending-declined"),
        Ending::Introduced => word!("domain-ending-introduced"),
    }
}

/// A yearly rating.
#[must_use]
pub const fn rating(value: Rating) -> Word {
    match value {
        Rating::Failed => word!("domain-rating-failed"),
        Rating::Completed => word!("domain-rating-completed"),
        Rating::Good => word!("domain-rating-good"),
        Rating::Excellent => word!("domain-rating-excellent"),
    }
}

/// A level of discipline.
#[must_use]
pub const fn discipline(value: DisciplineLevel) -> Word {
    match value {
        DisciplineLevel::Criticism => word!("domain-discipline-criticism"),
        DisciplineLevel::Reprimand => word!("domain-discipline-reprimand"),
        DisciplineLevel::Warning => word!("domain-discipline-warning"),
        DisciplineLevel::Demotion => word!("domain-discipline-demotion"),
        DisciplineLevel::RemovalFromPost => word!("domain-discipline-removal-from-post"),
        DisciplineLevel::Dismissal => word!("domain-discipline-dismissal"),
    }
}

/// Whose rating is meant.
#[must_use]
pub const fn body(value: Body) -> Word {
    match value {
        Body::Own => word!("domain-body-own"),
        Body::Unit => word!("domain-body-unit"),
        Body::PartyBody => word!("domain-body-party-body"),
        Body::MassBodies => word!("domain-body-mass-bodies"),
    }
}

/// How sure a legal fact is.
#[must_use]
pub const fn mark(value: Mark) -> Word {
    match value {
        Mark::Verified => word!("domain-mark-verified"),
        Mark::Secondary => word!("domain-mark-secondary"),
        Mark::Recalled => word!("domain-mark-recalled"),
        Mark::Confirmed => word!("domain-mark-confirmed"),
    }
}

/// Where a task stands.
#[must_use]
pub const fn task_state(value: TaskState) -> Word {
    match value {
        TaskState::Overdue => word!("domain-task-state-overdue"),
        TaskState::Soon => word!("domain-task-state-soon"),
        TaskState::Open => word!("domain-task-state-open"),
        TaskState::MetLate => word!("domain-task-state-met-late"),
        TaskState::MetInTime => word!("domain-task-state-met-in-time"),
        TaskState::Exempt => word!("domain-task-state-exempt"),
    }
}

/// How a task was met.
#[must_use]
pub const fn met(value: Met) -> Word {
    match value {
        Met::Done => word!("domain-met-done"),
        Met::Zero => word!("domain-met-zero"),
        Met::Exempt => word!("domain-met-exempt"),
    }
}

/// Why a document or plan file cannot be read, and what to do; `code` as the reader names the cause.
#[must_use]
pub const fn unreadable(code: &str) -> Word {
    match code.as_bytes() {
        b"empty" => word!("domain-unreadable-empty"),
        b"too-large" => word!("domain-unreadable-too-large"),
        b"too-much-text" => word!("domain-unreadable-too-much-text"),
        b"too-many-lines" => word!("domain-unreadable-too-many-lines"),
        b"too-much-found" => word!("domain-unreadable-too-much-found"),
        b"long-line" => word!("domain-unreadable-long-line"),
        b"encoding" => word!("domain-unreadable-encoding"),
        b"locked" => word!("domain-unreadable-locked"),
        b"old-word" => word!("domain-unreadable-old-word"),
        b"pdf" => word!("domain-unreadable-pdf"),
        b"picture" => word!("domain-unreadable-picture"),
        b"broken-word" => word!("domain-unreadable-broken-word"),
        b"bomb" => word!("domain-unreadable-bomb"),
        b"no-text" => word!("domain-unreadable-no-text"),
        b"not-a-plan" => word!("domain-unreadable-not-a-plan"),
        b"file-too-large" => word!("domain-unreadable-file-too-large"),
        b"file-unknown-field" => word!("domain-unreadable-file-unknown-field"),
        b"file-missing-field" => word!("domain-unreadable-file-missing-field"),
        b"file-unknown-value" => word!("domain-unreadable-file-unknown-value"),
        b"file-duplicate" => word!("domain-unreadable-file-duplicate"),
        b"file-value" => word!("domain-unreadable-file-value"),
        b"file-syntax" => word!("domain-unreadable-file-syntax"),
        _ => word!("domain-unreadable-unknown-kind"),
    }
}
