//! Acts that can be given to many things at once: to what, with what, and who is offered them. It must not carry one out.

use lantoa_domain::policy::{Act, Role};
use serde::{Deserialize, Serialize};

use crate::Cx;

/// What things an act is given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Tasks of units.
    Task,
    /// Dossiers.
    Dossier,
    /// Suggestions.
    Suggestion,
    /// New factors.
    Prospect,
    /// People of the agency.
    Person,
    /// Stories for the public.
    Story,
    /// Messages to other agencies.
    Dispatch,
    /// Letters of reminders.
    Letter,
    /// Units' own plans.
    UnitPlan,
}

/// What an act needs beside the things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A person.
    Person,
    /// A unit.
    Unit,
    /// A day.
    Day,
    /// A day, or none.
    MaybeDay,
    /// Words, or none.
    Note,
    /// Words that say why.
    Reason,
}

/// An act that can be given to many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// Give tasks to a person.
    TaskAssign,
    /// Take tasks back from their people.
    TaskTakeBack,
    /// Report that there is nothing to report.
    TaskZero,
    /// Give units more time.
    TaskExtend,
    /// Exempt units.
    TaskExempt,
    /// Register.
    DossierRegister,
    /// Propose.
    DossierNominate,
    /// Send in again.
    DossierResubmit,
    /// Find in order and pass on.
    DossierScreen,
    /// Find that the criteria are met and pass on.
    DossierAppraise,
    /// Send back for completion.
    DossierReturn,
    /// Record that it was made known.
    DossierPublicise,
    /// Give dossiers to an appraiser.
    DossierAssign,
    /// Take dossiers back from their appraisers.
    DossierTakeBack,
    /// Say that somebody looks into it.
    SuggestionLook,
    /// Do not follow it up.
    SuggestionDecline,
    /// Invite to register.
    ProspectInvite,
    /// Let go.
    ProspectLetGo,
    /// Take up again.
    ProspectTakeBack,
    /// Move people to another unit.
    PersonMove,
    /// People have left.
    PersonDeactivate,
    /// People are back.
    PersonReactivate,
    /// Let the public read.
    StoryRelease,
    /// Take down.
    StoryTakeDown,
    /// Send once more.
    DispatchAgain,
    /// Send a letter once more.
    LetterAgain,
    /// Acknowledge units' plans for the standing body.
    UnitPlanReceive,
}

impl Deed {
    /// Every act.
    pub const ALL: [Self; 27] = [
        Self::TaskAssign,
        Self::TaskTakeBack,
        Self::TaskZero,
        Self::TaskExtend,
        Self::TaskExempt,
        Self::DossierRegister,
        Self::DossierNominate,
        Self::DossierResubmit,
        Self::DossierScreen,
        Self::DossierAppraise,
        Self::DossierReturn,
        Self::DossierPublicise,
        Self::DossierAssign,
        Self::DossierTakeBack,
        Self::SuggestionLook,
        Self::SuggestionDecline,
        Self::ProspectInvite,
        Self::ProspectLetGo,
        Self::ProspectTakeBack,
        Self::PersonMove,
        Self::PersonDeactivate,
        Self::PersonReactivate,
        Self::StoryRelease,
        Self::StoryTakeDown,
        Self::DispatchAgain,
        Self::LetterAgain,
        Self::UnitPlanReceive,
    ];

    /// What it is given to.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::TaskAssign | Self::TaskTakeBack | Self::TaskZero | Self::TaskExtend | Self::TaskExempt => Kind::Task,
            Self::DossierRegister
            | Self::DossierNominate
            | Self::DossierResubmit
            | Self::DossierScreen
            | Self::DossierAppraise
            | Self::DossierReturn
            | Self::DossierPublicise
            | Self::DossierAssign
            | Self::DossierTakeBack => Kind::Dossier,
            Self::SuggestionLook | Self::SuggestionDecline => Kind::Suggestion,
            Self::ProspectInvite | Self::ProspectLetGo | Self::ProspectTakeBack => Kind::Prospect,
            Self::PersonMove | Self::PersonDeactivate | Self::PersonReactivate => Kind::Person,
            Self::StoryRelease | Self::StoryTakeDown => Kind::Story,
            Self::DispatchAgain => Kind::Dispatch,
            Self::LetterAgain => Kind::Letter,
            Self::UnitPlanReceive => Kind::UnitPlan,
        }
    }

    /// What it needs, in the order it is asked for.
    #[must_use]
    pub const fn needs(self) -> &'static [Need] {
        match self {
            Self::TaskAssign | Self::DossierAssign => &[Need::Person, Need::MaybeDay, Need::Note],
            Self::TaskZero => &[Need::Note],
            Self::TaskExtend => &[Need::Day, Need::Reason],
            Self::PersonMove => &[Need::Unit],
            Self::StoryRelease => &[Need::Day],
            Self::TaskExempt
            | Self::DossierReturn
            | Self::SuggestionDecline
            | Self::ProspectLetGo
            | Self::PersonDeactivate
            | Self::StoryTakeDown => &[Need::Reason],
            _ => &[],
        }
    }

    /// Whether there is a lawful act that reverses it. Nothing that was decided, voted, issued, published or sent has one.
    #[must_use]
    pub const fn has_reverse(self) -> bool {
        matches!(
            self,
            Self::TaskAssign
                | Self::TaskTakeBack
                | Self::TaskZero
                | Self::TaskExtend
                | Self::TaskExempt
                | Self::DossierAssign
                | Self::DossierTakeBack
                | Self::ProspectLetGo
                | Self::PersonMove
                | Self::PersonDeactivate
                | Self::PersonReactivate
        )
    }

    /// Whether a person may be offered it. Each thing is asked again, with the rights at that thing.
    #[must_use]
    pub fn may_be_offered(self, cx: &Cx) -> bool {
        let has = |roles: &[Role]| roles.iter().any(|role| cx.actor().has(*role));
        let units = [Role::UnitClerk, Role::UnitHead, Role::StandingBody];
        match self {
            Self::TaskAssign | Self::TaskTakeBack | Self::TaskZero => has(&units) || has(&[Role::MovementLead]),
            Self::TaskExtend | Self::TaskExempt => cx.may(Act::ExcuseTask),
            Self::DossierRegister | Self::DossierNominate | Self::DossierResubmit => has(&units),
            Self::DossierScreen | Self::DossierPublicise => has(&[Role::StandingBody]),
            Self::DossierAppraise | Self::DossierReturn | Self::DossierAssign | Self::DossierTakeBack => {
                has(&[Role::StandingBody, Role::MovementLead])
            }
            Self::SuggestionLook | Self::SuggestionDecline => cx.may(Act::HandleSuggestions),
            Self::ProspectInvite | Self::ProspectLetGo | Self::ProspectTakeBack => has(&units),
            Self::PersonMove | Self::PersonDeactivate | Self::PersonReactivate => cx.may(Act::ManagePeople),
            Self::StoryRelease | Self::StoryTakeDown => cx.may(Act::PublishStory),
            Self::DispatchAgain => cx.may(Act::IssueDocument),
            Self::LetterAgain => cx.may(Act::ManageAccounts),
            Self::UnitPlanReceive => cx.may(Act::ReceiveUnitPlan),
        }
    }
}

/// The acts that a person is offered for things of a kind.
#[must_use]
pub fn offered(cx: &Cx, kind: Kind) -> Vec<Deed> {
    Deed::ALL.into_iter().filter(|deed| deed.kind() == kind && deed.may_be_offered(cx)).collect()
}
