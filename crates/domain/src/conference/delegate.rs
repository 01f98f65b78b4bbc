//! Delegates of a conference: what each is there for, from proposal to attendance, and whom nobody may choose. Must not count seats.

use serde::{Deserialize, Serialize};

use crate::Refusal;
use crate::exemplar::Validity;

/// What somebody is at a conference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DelegateRole {
    /// An official delegate.
    Official,
    /// An official delegate who reports there as an exemplar (báo cáo điển hình).
    Presenter,
    /// Stands in for a delegate who does not come.
    Substitute,
    /// A guest; takes no seat.
    Guest,
}

impl DelegateRole {
    /// All.
    pub const ALL: [Self; 4] = [Self::Official, Self::Presenter, Self::Substitute, Self::Guest];

    /// Whether it takes one of the seats that were given.
    #[must_use]
    pub const fn takes_seat(self) -> bool {
        matches!(self, Self::Official | Self::Presenter)
    }

    /// Whether a unit may put somebody forward for it.
    #[must_use]
    pub const fn is_proposed(self) -> bool {
        !matches!(self, Self::Guest)
    }
}

/// How far a delegate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DelegateState {
    /// Put forward.
    Proposed,
    /// Chosen.
    Chosen,
    /// Not chosen; it says why.
    NotChosen,
    /// Chosen and invited.
    Invited,
    /// Will come.
    Coming,
    /// Will not come; it says why.
    NotComing,
    /// Was there.
    Attended,
    /// Was not there.
    Absent,
    /// A substitute goes instead.
    Replaced,
}

/// What is done with a delegate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DelegateStep {
    /// Chosen.
    Choose,
    /// Not chosen.
    TurnDown,
    /// Invited.
    Invite,
    /// Says they come.
    Accept,
    /// Says they do not come.
    Excuse,
    /// Was there.
    Attend,
    /// Was not there.
    Miss,
    /// A substitute goes instead.
    Replace,
}

impl DelegateState {
    /// All, in their order.
    pub const ALL: [Self; 9] = [
        Self::Proposed,
        Self::Chosen,
        Self::NotChosen,
        Self::Invited,
        Self::Coming,
        Self::NotComing,
        Self::Attended,
        Self::Absent,
        Self::Replaced,
    ];

    /// What it is after a step.
    ///
    /// # Errors
    /// `Invalid` on "delegate" (`delegate-order`) where the step does not follow.
    pub fn after(self, step: DelegateStep) -> Result<Self, Refusal> {
        use DelegateStep::{Accept, Attend, Choose, Excuse, Invite, Miss, Replace, TurnDown};
        match (self, step) {
            (Self::Proposed | Self::NotChosen, Choose) => Ok(Self::Chosen),
            (Self::Proposed | Self::Chosen, TurnDown) => Ok(Self::NotChosen),
            (Self::Chosen, Invite) => Ok(Self::Invited),
            (Self::Chosen | Self::Invited | Self::Coming | Self::NotComing, Accept) => Ok(Self::Coming),
            (Self::Chosen | Self::Invited | Self::Coming | Self::NotComing, Excuse) => Ok(Self::NotComing),
            (Self::Chosen | Self::Invited | Self::Coming | Self::NotComing | Self::Attended | Self::Absent, Attend) => {
                Ok(Self::Attended)
            }
            (Self::Chosen | Self::Invited | Self::Coming | Self::Attended | Self::Absent, Miss) => Ok(Self::Absent),
            (Self::NotComing, Replace) => Ok(Self::Replaced),
            _ => Err(Refusal::Invalid { field: "delegate", why: "delegate-order" }),
        }
    }

    /// Whether it takes the seat of its role.
    #[must_use]
    pub const fn holds_seat(self) -> bool {
        matches!(self, Self::Chosen | Self::Invited | Self::Coming | Self::Attended | Self::Absent)
    }

    /// Whether it counts among the names a unit has put forward.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Proposed) || self.holds_seat()
    }

    /// Whether an answer to the invitation, or what became of it, is known.
    #[must_use]
    pub const fn has_answered(self) -> bool {
        matches!(self, Self::Coming | Self::NotComing | Self::Attended | Self::Absent | Self::Replaced)
    }

    /// Whether it is still to be said who was there: at the end nobody is left so.
    #[must_use]
    pub const fn awaits_attendance(self) -> bool {
        matches!(self, Self::Chosen | Self::Invited | Self::Coming)
    }
}

/// Whether somebody may be put forward or chosen as an exemplar of the register, by where the recognition stands. One whose time is over was
/// right when it was given, and a conference looks back on years.
///
/// # Errors
/// `Invalid` on "exemplar" (`exemplar-withdrawn`).
pub const fn stands(validity: Validity) -> Result<(), Refusal> {
    match validity {
        Validity::Withdrawn => Err(Refusal::Invalid { field: "exemplar", why: "exemplar-withdrawn" }),
        Validity::Valid | Validity::Recheck | Validity::Expired => Ok(()),
    }
}

/// Whether a delegate can be chosen: it says why, and an exemplar is one still.
///
/// # Errors
/// `ReasonMissing`; those of [`stands`].
pub fn choosable(reason: &str, exemplar: Option<Validity>) -> Result<(), Refusal> {
    if reason.trim().is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    exemplar.map_or(Ok(()), stands)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delegate_walks_from_proposal_to_attendance() {
        use DelegateState::{Absent, Attended, Chosen, Coming, Invited, NotChosen, NotComing, Proposed, Replaced};
        use DelegateStep::{Accept, Attend, Choose, Excuse, Invite, Miss, Replace, TurnDown};
        let way = [(Proposed, Choose, Chosen), (Chosen, Invite, Invited), (Invited, Accept, Coming)];
        for (before, step, after) in way {
            assert_eq!(before.after(step), Ok(after));
        }
        assert_eq!(Coming.after(Excuse), Ok(NotComing), "an answer may change");
        assert_eq!(NotComing.after(Replace), Ok(Replaced));
        assert_eq!(NotComing.after(Attend), Ok(Attended), "came all the same");
        assert_eq!(Attended.after(Miss), Ok(Absent), "a slip of the pen is mended");
        assert_eq!(NotChosen.after(Choose), Ok(Chosen));
        for (state, step) in [
            (Proposed, Invite),
            (Proposed, Attend),
            (NotChosen, Attend),
            (NotComing, Miss),
            (Coming, Replace),
            (Replaced, Accept),
            (Coming, TurnDown),
        ] {
            assert!(state.after(step).is_err(), "{state:?} {step:?}");
        }
    }

    #[test]
    fn who_does_not_come_leaves_a_seat_free() {
        let free =
            [DelegateState::Proposed, DelegateState::NotChosen, DelegateState::NotComing, DelegateState::Replaced];
        for state in DelegateState::ALL {
            assert_eq!(state.holds_seat(), !free.contains(&state), "{state:?}");
        }
        assert!(DelegateRole::ALL.iter().filter(|role| role.takes_seat()).count() == 2);
    }

    #[test]
    fn nobody_is_chosen_without_a_reason_or_after_a_withdrawal() {
        assert_eq!(choosable(" ", None), Err(Refusal::ReasonMissing));
        assert_eq!(choosable("Điển hình tiên tiến", Some(Validity::Expired)), Ok(()));
        let withdrawn = Refusal::Invalid { field: "exemplar", why: "exemplar-withdrawn" };
        assert_eq!(choosable("x", Some(Validity::Withdrawn)), Err(withdrawn));
    }
}
