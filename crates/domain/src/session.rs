//! A council's session: presence, conflicts and the life of one item on its agenda. Must not know who voted what.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{PersonId, UnitId};
use crate::plan::{Conflicted, Method, VoteRule};
use crate::policy::{Act, Permit};
use crate::refusal::Refusal;
use crate::subject::Subject;
use crate::vote::{Electorate, Outcome, Tally};
use crate::workday::Holidays;

/// A member of the council on the session's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The person.
    pub person: PersonId,
    /// When the member came; `None` when absent.
    pub came: Option<Timestamp>,
    /// When the member left for good; `None` while there.
    pub left: Option<Timestamp>,
}

impl Seat {
    /// Whether the member is in the room at an instant.
    #[must_use]
    pub fn present(&self, at: Timestamp) -> bool {
        self.came.is_some_and(|came| came <= at) && self.left.is_none_or(|left| at < left)
    }
}

/// Why a member has a conflict of interest on a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// Declared by the member.
    Declared,
    /// It is about the member.
    OwnDossier,
    /// It is about, or proposed by, the member's own unit.
    OwnUnit,
    /// It is about a recorded relative.
    Family,
}

/// Where one item of the agenda stands. Each change is an act of its own, in this order and never back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum ItemState {
    /// On the agenda.
    Waiting,
    /// Being discussed and voted on; who may vote is fixed by those present at its closing.
    Open,
    /// Voting is over; nothing is counted yet.
    Closed {
        /// Who could vote.
        members: u32,
        /// Present without conflict at the closing.
        present: u32,
        /// In conflict.
        conflicted: u32,
    },
    /// Counted, the figures entered.
    Counted {
        /// Who could vote.
        members: u32,
        /// Present without conflict at the closing.
        present: u32,
        /// In conflict.
        conflicted: u32,
        /// The count.
        tally: Tally,
    },
    /// The chair confirmed the count.
    Confirmed {
        /// The count.
        tally: Tally,
        /// How many had to agree.
        needed: u32,
        /// Of how many.
        base: u32,
        /// Whether enough did.
        passed: bool,
    },
    /// Announced; the dossier has moved on.
    Announced {
        /// The count.
        tally: Tally,
        /// How many had to agree.
        needed: u32,
        /// Of how many.
        base: u32,
        /// Whether enough did.
        passed: bool,
        /// Whether the figures stay in the sealed minutes.
        #[serde(default)]
        sealed: bool,
    },
    /// Set aside before it was announced, because the vote has to be held again as a new item.
    Void {
        /// What had been counted, for those who look into it later.
        tally: Option<Tally>,
    },
}

/// An act on an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemAct {
    /// Open it.
    Open,
    /// Close the vote.
    Close,
    /// Enter the count.
    Count(Tally),
    /// Confirm the count.
    Confirm,
    /// Announce the result.
    Announce,
    /// Announce only whether it passed: the figures would tell how members voted.
    AnnounceSealed,
    /// Set the vote aside, so that it can be held again.
    Void,
}

impl ItemAct {
    /// The right it needs.
    #[must_use]
    pub fn right(self) -> Act {
        match self {
            Self::Open | Self::Close | Self::Count(_) => Act::RunSession,
            Self::Confirm | Self::Void => Act::ConfirmCount,
            Self::Announce | Self::AnnounceSealed => Act::AnnounceResult,
        }
    }
}

/// Who is in the room for one item, by the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// All members on the day.
    pub members: u32,
    /// Members present, those in conflict counted: for the quorum.
    pub in_room: u32,
    /// Members in conflict on this item, present or not.
    pub conflicted: u32,
    /// Members present and not in conflict: who votes.
    pub voters: u32,
}

impl Room {
    /// The figures of a room at an instant.
    #[must_use]
    pub fn of(seats: &[Seat], in_conflict: &[PersonId], at: Timestamp) -> Self {
        let count = |wanted: &dyn Fn(&Seat) -> bool| {
            u32::try_from(seats.iter().filter(|s| wanted(s)).count()).unwrap_or(u32::MAX)
        };
        let conflict = |seat: &Seat| in_conflict.contains(&seat.person);
        Self {
            members: count(&|_| true),
            in_room: count(&|seat| seat.present(at)),
            conflicted: count(&conflict),
            voters: count(&|seat| seat.present(at) && !conflict(seat)),
        }
    }

    /// The figures of a room for a vote under a rule. Written opinions need nobody in the room: every member is asked.
    #[must_use]
    pub fn under(rule: &VoteRule, seats: &[Seat], in_conflict: &[PersonId], at: Timestamp) -> Self {
        let room = Self::of(seats, in_conflict, at);
        if rule.method == Method::Written {
            let voters = room.members.saturating_sub(room.conflicted);
            return Self { in_room: room.members, voters, ..room };
        }
        room
    }

    /// The number of "agree" that will be needed, as far as it is known before the vote is closed.
    #[must_use]
    pub fn needed(&self, rule: &VoteRule) -> u32 {
        let who = Electorate { members: self.members, present: self.voters, conflicted: self.conflicted };
        rule.needed(rule.base_of(who, self.voters))
    }

    /// Whether the rule could still be met by those who can vote.
    #[must_use]
    pub fn can_pass(&self, rule: &VoteRule) -> bool {
        self.needed(rule) <= self.voters && self.in_room >= rule.quorum(self.members)
    }
}

/// The name of a state, without its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// On the agenda.
    Waiting,
    /// Being voted on.
    Open,
    /// Voting is over.
    Closed,
    /// Counted.
    Counted,
    /// The count is confirmed.
    Confirmed,
    /// Announced.
    Announced,
    /// Set aside; another item repeats it.
    Void,
}

impl Stage {
    /// Whether nothing more happens to an item there.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Announced | Self::Void)
    }

    /// Whether a vote was begun and its result is still to be announced.
    #[must_use]
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Open | Self::Closed | Self::Counted | Self::Confirmed)
    }
}

impl ItemState {
    /// The state after an act.
    ///
    /// # Errors
    /// `WrongPermit`; `SessionOrder` when the act comes out of turn; `QuorumNotMet` on opening and closing;
    /// `CountWrong` when figures contradict each other.
    pub fn apply(self, act: ItemAct, rule: &VoteRule, room: Room, permit: &Permit) -> Result<Self, Refusal> {
        if !permit.is_for(act.right(), None) {
            return Err(Refusal::WrongPermit);
        }
        match (self, act) {
            (Self::Waiting, ItemAct::Open) => quorate(rule, room).map(|()| Self::Open),
            (Self::Open, ItemAct::Close) => quorate(rule, room).map(|()| Self::Closed {
                members: room.members,
                present: room.voters,
                conflicted: room.conflicted,
            }),
            (
                Self::Closed { members, present, conflicted } | Self::Counted { members, present, conflicted, .. },
                ItemAct::Count(tally),
            ) => {
                result(rule, Electorate { members, present, conflicted }, &tally)?;
                Ok(Self::Counted { members, present, conflicted, tally })
            }
            (Self::Counted { members, present, conflicted, tally }, ItemAct::Confirm) => {
                let outcome = result(rule, Electorate { members, present, conflicted }, &tally)?;
                Ok(Self::Confirmed { tally, needed: outcome.needed, base: outcome.base, passed: outcome.passed })
            }
            (Self::Confirmed { tally, needed, base, passed }, ItemAct::Announce | ItemAct::AnnounceSealed) => {
                Ok(Self::Announced { tally, needed, base, passed, sealed: act == ItemAct::AnnounceSealed })
            }
            (Self::Open | Self::Closed { .. }, ItemAct::Void) => Ok(Self::Void { tally: None }),
            (Self::Counted { tally, .. } | Self::Confirmed { tally, .. }, ItemAct::Void) => {
                Ok(Self::Void { tally: Some(tally) })
            }
            _ => Err(Refusal::SessionOrder),
        }
    }

    /// The state's name.
    #[must_use]
    pub fn stage(self) -> Stage {
        match self {
            Self::Waiting => Stage::Waiting,
            Self::Open => Stage::Open,
            Self::Closed { .. } => Stage::Closed,
            Self::Counted { .. } => Stage::Counted,
            Self::Confirmed { .. } => Stage::Confirmed,
            Self::Announced { .. } => Stage::Announced,
            Self::Void { .. } => Stage::Void,
        }
    }

    /// What was counted. Not for eyes without the right to see tallies.
    #[must_use]
    pub fn tally(self) -> Option<Tally> {
        match self {
            Self::Counted { tally, .. } | Self::Confirmed { tally, .. } | Self::Announced { tally, .. } => Some(tally),
            Self::Void { tally } => tally,
            Self::Waiting | Self::Open | Self::Closed { .. } => None,
        }
    }

    /// Whether the vote is over and confirmed, and how it came out.
    #[must_use]
    pub fn passed(self) -> Option<bool> {
        match self {
            Self::Confirmed { passed, .. } | Self::Announced { passed, .. } => Some(passed),
            _ => None,
        }
    }
}

fn quorate(rule: &VoteRule, room: Room) -> Result<(), Refusal> {
    let needed = rule.quorum(room.members);
    if room.in_room >= needed { Ok(()) } else { Err(Refusal::QuorumNotMet { present: room.in_room, needed }) }
}

/// The quorum was taken when the vote was closed: here only the figures are looked at.
fn result(rule: &VoteRule, who: Electorate, tally: &Tally) -> Result<Outcome, Refusal> {
    rule.outcome(who, who.members, tally)
}

/// What a member in conflict is to a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ties<'a> {
    /// The member.
    pub person: PersonId,
    /// The unit the member works in.
    pub unit: UnitId,
    /// Recorded relatives, as pairs in either order.
    pub kin: &'a [(PersonId, PersonId)],
}

/// The conflicts of interest that the records themselves show, without anybody declaring them.
///
/// The agency as a whole is nobody's "own unit": everybody works in it.
#[must_use]
pub fn conflicts_found(ties: Ties<'_>, subject: Subject, proposed_by: UnitId, agency: UnitId) -> Vec<ConflictKind> {
    let mut found = Vec::new();
    if subject == Subject::Person(ties.person) {
        found.push(ConflictKind::OwnDossier);
    }
    let own = ties.unit != agency && (ties.unit == proposed_by || subject == Subject::Unit(ties.unit));
    if own {
        found.push(ConflictKind::OwnUnit);
    }
    let related = |other| ties.kin.iter().any(|pair| *pair == (ties.person, other) || *pair == (other, ties.person));
    if let Subject::Person(other) = subject
        && related(other)
    {
        found.push(ConflictKind::Family);
    }
    found
}

/// The last day on which the papers of a session are in time: `days` working days before it.
#[must_use]
pub fn papers_due(held_on: Date, days: u16, holidays: &Holidays) -> Date {
    holidays.nth_before(held_on, days)
}

/// A sentence for the minutes needs to say what a conflict did to the base.
#[must_use]
pub fn shrinks(rule: &VoteRule) -> bool {
    rule.conflicted == Conflicted::ShrinkBase
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;
    use crate::plan::{Absent, Answers, Base, Method, Threshold};
    use crate::policy::{Actor, CouncilRole, Place, permit};

    const RULE: VoteRule = VoteRule {
        method: Method::Secret,
        num: 2,
        den: 3,
        threshold: Threshold::AtLeast,
        base: Base::AllMembers,
        quorum_num: 2,
        quorum_den: 3,
        absent: Absent::NoVoice,
        conflicted: Conflicted::KeepBase,
        answers: Answers::AgreeOrNot,
    };

    fn allowed(act: ItemAct) -> Permit {
        let root = UnitId::from_raw(1);
        let actor = Actor {
            person: PersonId::from_raw(1),
            root,
            unit: root,
            grants: vec![],
            councils: vec![CouncilRole::Chair],
        };
        permit(&actor, act.right(), &Place::agency(root)).unwrap()
    }

    fn step(state: ItemState, act: ItemAct, room: Room) -> Result<ItemState, Refusal> {
        state.apply(act, &RULE, room, &allowed(act))
    }

    #[test]
    fn seven_members_need_five_and_each_act_comes_in_turn() {
        let room = Room { members: 7, in_room: 7, conflicted: 0, voters: 7 };
        assert_eq!(room.needed(&RULE), 5);
        let tally = Tally { agree: 5, disagree: 2, issued: 7, returned: 7, ..Tally::default() };
        assert_eq!(step(ItemState::Waiting, ItemAct::Close, room), Err(Refusal::SessionOrder));
        let mut state = ItemState::Waiting;
        for act in [ItemAct::Open, ItemAct::Close, ItemAct::Count(tally), ItemAct::Confirm] {
            state = step(state, act, room).unwrap();
        }
        assert_eq!(state.passed(), Some(true));
        assert_eq!(step(state, ItemAct::Count(tally), room), Err(Refusal::SessionOrder), "a confirmed count stays");
        assert!(matches!(step(state, ItemAct::Announce, room), Ok(ItemState::Announced { needed: 5, base: 7, .. })));
    }

    #[test]
    fn the_permit_must_be_for_the_act() {
        let room = Room { members: 7, in_room: 7, conflicted: 0, voters: 7 };
        let wrong = ItemState::Waiting.apply(ItemAct::Open, &RULE, room, &allowed(ItemAct::Confirm));
        assert_eq!(wrong, Err(Refusal::WrongPermit));
    }

    #[test]
    fn a_vote_is_repeated_as_a_new_item_and_never_after_the_announcement() {
        let room = Room { members: 7, in_room: 7, conflicted: 0, voters: 7 };
        let tally = Tally { agree: 4, disagree: 3, issued: 7, returned: 7, ..Tally::default() };
        let mut state = ItemState::Waiting;
        assert_eq!(step(state, ItemAct::Void, room), Err(Refusal::SessionOrder));
        for act in [ItemAct::Open, ItemAct::Close, ItemAct::Count(tally), ItemAct::Confirm] {
            state = step(state, act, room).unwrap();
        }
        let void = step(state, ItemAct::Void, room).unwrap();
        assert_eq!(void.tally(), Some(tally), "what was counted is kept");
        assert_eq!(step(void, ItemAct::Open, room), Err(Refusal::SessionOrder));
        let announced = step(state, ItemAct::Announce, room).unwrap();
        for act in [ItemAct::Void, ItemAct::Open, ItemAct::Count(tally), ItemAct::Confirm, ItemAct::Announce] {
            assert_eq!(step(announced, act, room), Err(Refusal::SessionOrder), "an announced item is never reopened");
        }
    }

    #[test]
    fn written_opinions_need_nobody_in_the_room() {
        let seats: Vec<Seat> =
            (1..=7).map(|n| Seat { person: PersonId::from_raw(n), came: None, left: None }).collect();
        let rule = VoteRule { method: Method::Written, ..RULE };
        let room = Room::under(&rule, &seats, &[PersonId::from_raw(2)], Timestamp::UNIX_EPOCH);
        assert_eq!(room, Room { members: 7, in_room: 7, conflicted: 1, voters: 6 });
        assert!(room.can_pass(&rule) && !Room::under(&RULE, &seats, &[], Timestamp::UNIX_EPOCH).can_pass(&RULE));
    }

    #[test]
    fn conflicts_are_found_in_the_records() {
        let (person, unit, agency) = (PersonId::from_raw(1), UnitId::from_raw(10), UnitId::from_raw(9));
        let kin = [(PersonId::from_raw(3), person)];
        let ties = Ties { person, unit, kin: &kin };
        let found = |subject, proposed_by| conflicts_found(ties, subject, UnitId::from_raw(proposed_by), agency);
        assert_eq!(found(Subject::Person(person), 10), [ConflictKind::OwnDossier, ConflictKind::OwnUnit]);
        assert_eq!(found(Subject::Person(PersonId::from_raw(3)), 11), [ConflictKind::Family]);
        assert_eq!(found(Subject::Unit(unit), 11), [ConflictKind::OwnUnit]);
        assert_eq!(found(Subject::Person(PersonId::from_raw(4)), 11), []);
        let head = Ties { unit: agency, ..ties };
        assert_eq!(conflicts_found(head, Subject::Unit(agency), agency, agency), [], "the agency is everybody's");
    }

    #[test]
    fn papers_are_due_working_days_before() {
        let due = |day: &str, days| papers_due(day.parse().unwrap(), days, &Holidays::default()).to_string();
        assert_eq!(due("2017-11-22", 2), "2017-11-20", "Wednesday to Monday");
        assert_eq!(due("2017-11-20", 2), "2017-11-16", "Monday to Thursday, over the week-end");
        assert_eq!(due("2017-11-20", 0), "2017-11-20");
        assert_eq!(due("2018-01-02", 1), "2017-12-29", "not on New Year's Day, which was a Monday");
    }

    #[test]
    fn a_room_counts_who_is_there_at_the_time() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let seat = |n, came: Option<i64>, left: Option<i64>| Seat {
            person: PersonId::from_raw(n),
            came: came.map(at),
            left: left.map(at),
        };
        let seats =
            [seat(1, Some(10), None), seat(2, Some(10), Some(20)), seat(3, None, None), seat(4, Some(30), None)];
        let room = Room::of(&seats, &[PersonId::from_raw(1)], at(20));
        assert_eq!(room, Room { members: 4, in_room: 1, conflicted: 1, voters: 0 });
        assert!(!room.can_pass(&RULE));
    }
}
