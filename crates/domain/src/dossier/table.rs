//! The one table of what can happen to a dossier: from it come the legality check, the buttons, the permission matrix and the tests.

use serde::{Deserialize, Serialize};

use super::Ending;
use crate::plan::StepKind;

/// Something a person does to a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Change what it says, attach or remove files.
    Edit,
    /// "We will build this one."
    Register,
    /// Record that the own collective acclaimed.
    Endorse,
    /// Write down how it is fostered.
    Foster,
    /// Fostering has gone far enough to nominate.
    FinishFostering,
    /// Propose for recognition.
    Nominate,
    /// Consolidated and found in order.
    Screen,
    /// Send back for completion.
    Return,
    /// Send in again after completion.
    Resubmit,
    /// Take back.
    Withdraw,
    /// Settle one criterion.
    Judge,
    /// Found to meet the criteria.
    Appraise,
    /// Not put forward.
    SetAside,
    /// Selected by the council.
    Pass,
    /// Not selected by the council.
    Fail,
    /// Recognise by decision.
    Recognise,
    /// Decline to recognise.
    Decline,
    /// Send to the level above.
    Forward,
    /// Record the answer of the level above.
    Answer,
    /// Make known.
    Publicise,
}

impl Command {
    /// All commands.
    pub const ALL: [Self; 20] = [
        Self::Edit,
        Self::Register,
        Self::Endorse,
        Self::Foster,
        Self::FinishFostering,
        Self::Nominate,
        Self::Screen,
        Self::Return,
        Self::Resubmit,
        Self::Withdraw,
        Self::Judge,
        Self::Appraise,
        Self::SetAside,
        Self::Pass,
        Self::Fail,
        Self::Recognise,
        Self::Decline,
        Self::Forward,
        Self::Answer,
        Self::Publicise,
    ];

    /// Its event in the journal: `dossier.nominated`.
    #[must_use]
    pub fn event(self) -> &'static str {
        match self {
            Self::Edit => "dossier.edited",
            Self::Register => "dossier.registered",
            Self::Endorse => "dossier.endorsed",
            Self::Foster => "dossier.fostered",
            Self::FinishFostering => "dossier.fostering-finished",
            Self::Nominate => "dossier.nominated",
            Self::Screen => "dossier.screened",
            Self::Return => "dossier.returned",
            Self::Resubmit => "dossier.resubmitted",
            Self::Withdraw => "dossier.withdrawn",
            Self::Judge => "dossier.criterion-judged",
            Self::Appraise => "dossier.appraised",
            Self::SetAside => "dossier.set-aside",
            Self::Pass => "dossier.selected",
            Self::Fail => "dossier.not-selected",
            Self::Recognise => "dossier.recognised",
            Self::Decline => "dossier.declined",
            Self::Forward => "dossier.forwarded",
            Self::Answer => "dossier.answered",
            Self::Publicise => "dossier.publicised",
        }
    }
}

/// How a dossier stands, where the table makes a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Waits for the step's performer.
    Walking,
    /// Back with the proposing unit.
    Returned,
    /// Recognised, with steps left.
    Recognised,
}

/// Where a command leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nowhere.
    Stay,
    /// To the next step.
    Advance,
    /// To the next step, or to an end of its own where the track has no decision.
    Finish,
    /// Back to the proposing unit.
    SendBack,
    /// From the proposing unit to the step that sent it back.
    ComeBack,
    /// To recognition.
    Recognise,
    /// To an end without recognition.
    End(Ending),
}

/// Who gives a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// The performer the track names for the step.
    Performer,
    /// The proposing side: its unit, or the candidate where the first step lets candidates register themselves.
    Proposer,
    /// The standing body.
    StandingBody,
    /// The head of the agency.
    Head,
    /// The proposing unit, where the track lets the unit's own council select; nobody elsewhere.
    UnitCouncil,
    /// Nobody by hand: a session's announced result does it.
    Session,
}

/// A condition of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// The round takes dossiers.
    RoundOpen,
    /// The papers of the step are attached.
    Papers,
    /// The own collective acclaimed with more than half of those present.
    Acclaimed,
    /// The unit's own council selected it by the step's vote rule.
    Selected,
    /// Every criterion is settled and met.
    CriteriaMet,
    /// No linked criterion stands in the way.
    LinkedRules,
    /// No cap is gone over, or a reason for it is given.
    Caps,
    /// A reason is given.
    Reason,
}

/// One row.
#[derive(Debug)]
pub struct Rule {
    /// At a step of this kind,
    pub at: StepKind,
    /// standing so,
    pub standing: Standing,
    /// this command
    pub command: Command,
    /// leads there,
    pub next: Next,
    /// when given by these
    pub who: Who,
    /// and all this holds.
    pub guards: &'static [Guard],
}

const fn row(at: StepKind, command: Command, next: Next, who: Who, guards: &'static [Guard]) -> Rule {
    Rule { at, standing: Standing::Walking, command, next, who, guards }
}

const fn returned(at: StepKind, command: Command, next: Next, guards: &'static [Guard]) -> Rule {
    Rule { at, standing: Standing::Returned, command, next, who: Who::Proposer, guards }
}

const fn recognised(at: StepKind, command: Command, next: Next) -> Rule {
    Rule { at, standing: Standing::Recognised, command, next, who: Who::Performer, guards: &[] }
}

use Command as C;
use Guard as G;
use Next::{Advance, ComeBack, End, Finish, SendBack, Stay};
use StepKind as S;
use Who::{Head, Performer, Proposer, Session, StandingBody, UnitCouncil};

static RULES: &[Rule] = &[
    row(S::Register, C::Edit, Stay, Performer, &[]),
    row(S::Register, C::Register, Advance, Performer, &[G::RoundOpen, G::Papers]),
    row(S::Register, C::Withdraw, End(Ending::Withdrawn), Proposer, &[G::Reason]),
    row(S::Endorse, C::Edit, Stay, Proposer, &[]),
    row(S::Endorse, C::Endorse, Advance, Performer, &[G::Acclaimed, G::Papers]),
    row(S::Endorse, C::Withdraw, End(Ending::Withdrawn), Proposer, &[G::Reason]),
    row(S::Foster, C::Edit, Stay, Proposer, &[]),
    row(S::Foster, C::Foster, Stay, Performer, &[]),
    row(S::Foster, C::FinishFostering, Advance, Performer, &[]),
    row(S::Foster, C::Withdraw, End(Ending::Withdrawn), Proposer, &[G::Reason]),
    row(S::Nominate, C::Edit, Stay, Performer, &[]),
    row(S::Nominate, C::Nominate, Advance, Performer, &[G::RoundOpen, G::Papers, G::Caps]),
    row(S::Nominate, C::Withdraw, End(Ending::Withdrawn), Proposer, &[G::Reason]),
    row(S::Screen, C::Screen, Advance, Performer, &[]),
    row(S::Screen, C::Return, SendBack, Performer, &[G::Reason]),
    row(S::Screen, C::SetAside, End(Ending::SetAside), Performer, &[G::Reason]),
    row(S::Screen, C::Withdraw, End(Ending::Withdrawn), Proposer, &[G::Reason]),
    row(S::Appraise, C::Judge, Stay, Performer, &[]),
    row(S::Appraise, C::Appraise, Advance, Performer, &[G::CriteriaMet]),
    row(S::Appraise, C::Return, SendBack, Performer, &[G::Reason]),
    row(S::Appraise, C::SetAside, End(Ending::SetAside), Performer, &[G::Reason]),
    row(S::Appraise, C::Withdraw, End(Ending::Withdrawn), Proposer, &[G::Reason]),
    row(S::Deliberate, C::Pass, Advance, Session, &[]),
    row(S::Deliberate, C::Fail, End(Ending::VotedDown), Session, &[]),
    row(S::Deliberate, C::Endorse, Advance, UnitCouncil, &[G::Selected, G::Papers]),
    row(S::Deliberate, C::Return, SendBack, StandingBody, &[G::Reason]),
    row(S::Deliberate, C::Withdraw, End(Ending::Withdrawn), Proposer, &[G::Reason]),
    row(S::Decide, C::Recognise, Next::Recognise, Performer, &[G::LinkedRules, G::Caps]),
    row(S::Decide, C::Return, SendBack, Head, &[G::Reason]),
    row(S::Decide, C::Decline, End(Ending::Declined), Performer, &[G::Reason]),
    row(S::Decide, C::Withdraw, End(Ending::Withdrawn), Proposer, &[G::Reason]),
    row(S::Forward, C::Forward, Stay, Performer, &[]),
    row(S::Forward, C::Answer, Finish, Performer, &[]),
    row(S::Publicise, C::Publicise, Finish, Performer, &[]),
    returned(S::Screen, C::Edit, Stay, &[]),
    returned(S::Screen, C::Resubmit, ComeBack, &[]),
    returned(S::Screen, C::Withdraw, End(Ending::Withdrawn), &[G::Reason]),
    returned(S::Appraise, C::Edit, Stay, &[]),
    returned(S::Appraise, C::Resubmit, ComeBack, &[]),
    returned(S::Appraise, C::Withdraw, End(Ending::Withdrawn), &[G::Reason]),
    returned(S::Deliberate, C::Edit, Stay, &[]),
    returned(S::Deliberate, C::Resubmit, ComeBack, &[]),
    returned(S::Deliberate, C::Withdraw, End(Ending::Withdrawn), &[G::Reason]),
    returned(S::Decide, C::Edit, Stay, &[]),
    returned(S::Decide, C::Resubmit, ComeBack, &[]),
    returned(S::Decide, C::Withdraw, End(Ending::Withdrawn), &[G::Reason]),
    recognised(S::Forward, C::Forward, Stay),
    recognised(S::Forward, C::Answer, Advance),
    recognised(S::Publicise, C::Publicise, Advance),
];

/// Every row.
#[must_use]
pub fn rules() -> &'static [Rule] {
    RULES
}

/// The row for a command at a step and standing.
#[must_use]
pub fn rule(at: StepKind, standing: Standing, command: Command) -> Option<&'static Rule> {
    RULES.iter().find(|rule| (rule.at, rule.standing, rule.command) == (at, standing, command))
}
