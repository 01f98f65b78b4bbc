//! An electronic secret ballot: its stages, who may take part and who may open it. Must not know a key, a code or a vote.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::plan::{Base, Method, VoteRule};
use crate::refusal::Refusal;
use crate::session::{Room, Seat};

/// Most trustees of one election.
pub const MAX_TRUSTEES: usize = 15;
/// Most candidates on one ballot.
pub const MAX_CANDIDATES: usize = 200;
/// Fewer ballots are not opened, unless the agency sets another number: sums of very few ballots reveal them.
pub const USUAL_LEAST: u32 = 5;

/// How far an election has come. Each change is an act of its own, in this order and never back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ElectionStage {
    /// The trustees make the key.
    Keys,
    /// The issuer makes the codes.
    Codes,
    /// The manifest stands; codes are handed out.
    Ready,
    /// Ballots are taken.
    Open,
    /// No more ballots; the trustees open the sums.
    Closed,
    /// The result stands and is in the session's count.
    Counted,
    /// Set aside with a reason.
    GivenUp,
}

/// An act on an election.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ElectionAct {
    /// The key is made.
    MakeKeys,
    /// Begin the key ceremony again.
    Restart,
    /// The list of codes is there.
    ListCodes,
    /// Hand codes out, take back those not handed out.
    HandOut,
    /// Open the vote.
    Open,
    /// Take a ballot.
    Cast,
    /// Close the vote.
    Close,
    /// Type a paper ballot in under a paper code.
    TypePaper,
    /// Enter the figures of the paper ballots.
    CountPaper,
    /// Take a trustee's share of the sums.
    OpenSums,
    /// Enter the result.
    Count,
    /// Set it aside.
    GiveUp,
    /// Set it aside and prepare the same again: its codes were lost before any was handed out.
    Renew,
}

impl ElectionStage {
    /// The stage after an act.
    ///
    /// # Errors
    /// `Ballot` with `not-open` for a vote not begun, `closed` for one that is over, and `SessionOrder` otherwise.
    pub fn apply(self, act: ElectionAct) -> Result<Self, Refusal> {
        use ElectionAct as Do;
        match (self, act) {
            (Self::Keys, Do::MakeKeys) => Ok(Self::Codes),
            (Self::Keys | Self::Codes, Do::Restart) => Ok(Self::Keys),
            (Self::Codes, Do::ListCodes) => Ok(Self::Ready),
            (Self::Ready, Do::HandOut) => Ok(Self::Ready),
            (Self::Ready, Do::Open) => Ok(Self::Open),
            (Self::Open, Do::HandOut | Do::Cast | Do::TypePaper) => Ok(Self::Open),
            (Self::Open, Do::Close) => Ok(Self::Closed),
            (Self::Closed, Do::CountPaper | Do::OpenSums) => Ok(Self::Closed),
            (Self::Closed, Do::Count) => Ok(Self::Counted),
            (Self::Keys | Self::Codes | Self::Ready | Self::Open | Self::Closed, Do::GiveUp) => Ok(Self::GivenUp),
            (Self::Ready, Do::Renew) => Ok(Self::GivenUp),
            (Self::Keys | Self::Codes | Self::Ready, Do::Cast) => Err(Refusal::Ballot { why: "not-open" }),
            (_, Do::Cast) => Err(Refusal::Ballot { why: "closed" }),
            _ => Err(Refusal::SessionOrder),
        }
    }

    /// Whether its items are voted on here and by nobody's hand.
    #[must_use]
    pub fn is_live(self) -> bool {
        !matches!(self, Self::Counted | Self::GivenUp)
    }
}

/// How members come to their codes, and how they vote with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Envelopes are drawn in one room: nobody knows whose code is whose, and nobody signs in to vote.
    Drawn,
    /// Members elsewhere get an envelope of their own and vote signed in with both factors: whoever has only the code or only the
    /// account cannot vote for them.
    Own,
}

/// What a member has in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Took {
    /// Nothing yet.
    Nothing,
    /// An envelope with a code; nobody knows which.
    Code,
    /// A paper ballot.
    Paper,
}

/// Paper ballots beside the electronic vote, as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Papers {
    /// Handed out.
    pub issued: u32,
    /// Typed in under paper codes: on the board, where nothing tells them from the others' ballots.
    pub typed: u32,
    /// Not in the box, or nothing on them to type in.
    pub missing: u32,
}

/// How the paper ballots of a closed vote join the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperWay {
    /// There are none that count, or they were typed in before the closing.
    Joined,
    /// So many get figures of their own, entered before the sums are opened.
    Figures(u32),
}

impl Papers {
    /// Whether every paper ballot is accounted for when the vote is closed, and how they join the count.
    ///
    /// The electronic totals are public, so figures of few paper ballots would tell what those few chose: fewer than `least` are
    /// typed in as ballots before the closing, and only the joint total ever appears.
    ///
    /// # Errors
    /// `Ballot` with `paper-missing` for more missing than there are left, `paper-left` when some were typed in and others not,
    /// `paper-few` when too few for figures are left to be counted.
    pub fn way(self, least: u32) -> Result<PaperWay, Refusal> {
        let ballot = |why| Err(Refusal::Ballot { why });
        let left = self.issued.checked_sub(self.typed).and_then(|rest| rest.checked_sub(self.missing));
        match left {
            None => ballot("paper-missing"),
            Some(0) => Ok(PaperWay::Joined),
            Some(_) if self.typed > 0 => ballot("paper-left"),
            Some(left) if left < least => ballot("paper-few"),
            Some(left) => Ok(PaperWay::Figures(left)),
        }
    }
}

/// An item that is to be voted on, as far as the rules look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic<'a> {
    /// Its frozen rule.
    pub rule: VoteRule,
    /// Members in conflict on it, in order.
    pub in_conflict: &'a [PersonId],
}

/// Who does what in an election that is being prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team<'a> {
    /// The counting team, in the order of their numbers.
    pub trustees: &'a [PersonId],
    /// How many of them open the sums together.
    pub threshold: u8,
    /// Who of them makes the codes.
    pub issuer: PersonId,
    /// Fewer ballots are not opened.
    pub min_ballots: u32,
    /// Fewer paper ballots get no figures of their own.
    pub min_paper: u32,
    /// Paper codes to be made, under which few paper ballots are typed in.
    pub paper_codes: u32,
}

/// Checks an election before it is prepared and gives its voters: those with a seat and without conflict.
///
/// One ballot holds items with the same rule and the same voters: a member in conflict on one of them must not get a ballot
/// that asks about it.
///
/// # Errors
/// `Ballot` with `group`, `electronic-only`, `few-voters` or `trustee-conflicted`; `Invalid` for a team or number that cannot be.
pub fn check(topics: &[Topic<'_>], seats: &[PersonId], team: &Team<'_>) -> Result<Vec<PersonId>, Refusal> {
    let ballot = |why| Err(Refusal::Ballot { why });
    let invalid = |field, why| Err(Refusal::Invalid { field, why });
    let Some(first) = topics.first() else { return invalid("items", "empty") };
    if topics.len() > MAX_CANDIDATES {
        return invalid("items", "too-many");
    }
    if first.rule.method != Method::Secret {
        return ballot("electronic-only");
    }
    if topics.iter().any(|topic| topic != first) {
        return ballot("group");
    }
    let voters: Vec<PersonId> = seats.iter().copied().filter(|seat| !first.in_conflict.contains(seat)).collect();
    let trustees = team.trustees;
    let twice = trustees.iter().enumerate().any(|(at, one)| trustees[..at].contains(one));
    if trustees.is_empty() || trustees.len() > MAX_TRUSTEES || twice || trustees.iter().any(|one| !seats.contains(one))
    {
        return invalid("trustees", "members");
    }
    if trustees.iter().any(|one| first.in_conflict.contains(one)) {
        return ballot("trustee-conflicted");
    }
    if team.threshold == 0 || usize::from(team.threshold) > trustees.len() {
        return invalid("threshold", "range");
    }
    if !trustees.contains(&team.issuer) {
        return invalid("issuer", "members");
    }
    let least = usize::try_from(team.min_ballots).unwrap_or(usize::MAX);
    if least == 0 {
        return invalid("min_ballots", "range");
    }
    if least > voters.len() {
        return ballot("few-voters");
    }
    if team.min_paper < 2 {
        // One paper ballot with figures of its own is an open ballot.
        return invalid("min_paper", "range");
    }
    if usize::try_from(team.paper_codes).map_or(true, |codes| codes > voters.len()) {
        return invalid("paper_codes", "range");
    }
    Ok(voters)
}

/// Who could vote on an item of an election, by the figures: under a rule that counts those present it is those in the room at
/// the opening; otherwise everybody who was in the room at some time of the vote, so that one who came later has a voice too.
#[must_use]
pub fn room(rule: &VoteRule, seats: &[Seat], in_conflict: &[PersonId], opened: Timestamp, now: Timestamp) -> Room {
    if rule.base == Base::Present {
        return Room::under(rule, seats, in_conflict, opened);
    }
    let there = |seat: &Seat| seat.came.is_some_and(|came| came <= now) && seat.left.is_none_or(|left| opened < left);
    let throughout: Vec<Seat> = seats
        .iter()
        .map(|seat| if there(seat) { Seat { left: None, ..seat.clone() } } else { Seat { came: None, ..seat.clone() } })
        .collect();
    Room::under(rule, &throughout, in_conflict, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;

    const RULE: VoteRule = VoteRule { method: Method::Secret, base: Base::AllMembers, ..VoteRule::USUAL };

    fn people(numbers: impl IntoIterator<Item = i64>) -> Vec<PersonId> {
        numbers.into_iter().map(PersonId::from_raw).collect()
    }

    fn topic<'a>(in_conflict: &'a [PersonId]) -> Topic<'a> {
        Topic { rule: RULE, in_conflict }
    }

    #[test]
    fn each_act_comes_in_turn_and_nothing_is_reopened() {
        use ElectionAct as Do;
        let mut stage = ElectionStage::Keys;
        for act in [
            Do::MakeKeys,
            Do::ListCodes,
            Do::HandOut,
            Do::Open,
            Do::HandOut,
            Do::Cast,
            Do::TypePaper,
            Do::Close,
            Do::CountPaper,
            Do::OpenSums,
            Do::Count,
        ] {
            stage = stage.apply(act).unwrap();
        }
        assert_eq!(stage, ElectionStage::Counted);
        for act in [Do::Open, Do::Close, Do::Count, Do::GiveUp, Do::Restart, Do::HandOut, Do::TypePaper, Do::CountPaper]
        {
            assert_eq!(stage.apply(act), Err(Refusal::SessionOrder));
        }
        assert_eq!(ElectionStage::Ready.apply(Do::Cast), Err(Refusal::Ballot { why: "not-open" }));
        assert_eq!(ElectionStage::Closed.apply(Do::Cast), Err(Refusal::Ballot { why: "closed" }));
        assert_eq!(ElectionStage::Closed.apply(Do::HandOut), Err(Refusal::SessionOrder));
        assert_eq!(ElectionStage::Ready.apply(Do::Restart), Err(Refusal::SessionOrder), "codes are out");
        assert_eq!(ElectionStage::Ready.apply(Do::Renew), Ok(ElectionStage::GivenUp));
        for stage in [ElectionStage::Keys, ElectionStage::Codes, ElectionStage::Open, ElectionStage::Closed] {
            assert_eq!(stage.apply(Do::Renew), Err(Refusal::SessionOrder), "before the list there is a restart");
        }
        assert_eq!(ElectionStage::Closed.apply(Do::GiveUp), Ok(ElectionStage::GivenUp), "keys may be lost");
    }

    #[test]
    fn one_ballot_has_one_rule_and_one_circle_of_voters() {
        let seats = people(1..=7);
        let trustees = people([1, 2, 3]);
        let team = Team {
            trustees: &trustees,
            threshold: 2,
            issuer: trustees[2],
            min_ballots: 5,
            min_paper: 5,
            paper_codes: 4,
        };
        let four = people([4]);
        assert_eq!(check(&[topic(&four), topic(&four)], &seats, &team).unwrap(), people([1, 2, 3, 5, 6, 7]));
        assert_eq!(check(&[topic(&four), topic(&[])], &seats, &team), Err(Refusal::Ballot { why: "group" }));
        let hands = Topic { rule: VoteRule::USUAL, in_conflict: &[] };
        assert_eq!(check(&[hands], &seats, &team), Err(Refusal::Ballot { why: "electronic-only" }));
        let two = people([2]);
        assert_eq!(check(&[topic(&two)], &seats, &team), Err(Refusal::Ballot { why: "trustee-conflicted" }));
        let most = people([4, 5, 6]);
        assert_eq!(check(&[topic(&most)], &seats, &team), Err(Refusal::Ballot { why: "few-voters" }));
    }

    #[test]
    fn a_team_that_cannot_be_is_refused() {
        let seats = people(1..=7);
        let field = |trustees: &[PersonId], threshold, issuer, min_ballots| {
            let issuer = PersonId::from_raw(issuer);
            let team = Team { trustees, threshold, issuer, min_ballots, min_paper: 5, paper_codes: 4 };
            match check(&[topic(&[])], &seats, &team) {
                Err(Refusal::Invalid { field, .. }) => field,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(field(&people([1, 1, 2]), 2, 1, 5), "trustees");
        assert_eq!(field(&people([1, 2, 9]), 2, 1, 5), "trustees", "no member");
        assert_eq!(field(&[], 1, 1, 5), "trustees");
        assert_eq!(field(&people([1, 2, 3]), 4, 1, 5), "threshold");
        assert_eq!(field(&people([1, 2, 3]), 0, 1, 5), "threshold");
        assert_eq!(field(&people([1, 2, 3]), 2, 4, 5), "issuer");
        assert_eq!(field(&people([1, 2, 3]), 2, 1, 0), "min_ballots");
        let trustees = people([1, 2, 3]);
        let team = |min_paper, paper_codes| {
            let team =
                Team { trustees: &trustees, threshold: 2, issuer: trustees[0], min_ballots: 5, min_paper, paper_codes };
            check(&[topic(&[])], &seats, &team).map(|voters| voters.len())
        };
        assert_eq!(team(1, 4), Err(Refusal::Invalid { field: "min_paper", why: "range" }), "one would be open");
        assert_eq!(team(5, 8), Err(Refusal::Invalid { field: "paper_codes", why: "range" }));
        assert_eq!(team(2, 7), Ok(7));
    }

    #[test]
    fn every_paper_ballot_is_accounted_for_and_few_get_no_figures() {
        let way = |issued, typed, missing| Papers { issued, typed, missing }.way(5);
        let ballot = |why| Err(Refusal::Ballot { why });
        assert_eq!(way(0, 0, 0), Ok(PaperWay::Joined));
        assert_eq!(way(5, 0, 0), Ok(PaperWay::Figures(5)));
        assert_eq!(way(7, 0, 2), Ok(PaperWay::Figures(5)));
        assert_eq!(way(6, 0, 2), ballot("paper-few"));
        assert_eq!(way(3, 0, 0), ballot("paper-few"));
        assert_eq!(way(3, 3, 0), Ok(PaperWay::Joined));
        assert_eq!(way(3, 2, 1), Ok(PaperWay::Joined));
        assert_eq!(way(3, 0, 3), Ok(PaperWay::Joined), "none came back");
        assert_eq!(way(9, 2, 0), ballot("paper-left"), "never both ways at once: their difference would tell");
        assert_eq!(way(3, 2, 2), ballot("paper-missing"));
        assert_eq!(way(2, 3, 0), ballot("paper-missing"));
    }

    #[test]
    fn who_came_during_the_vote_counts_unless_the_rule_counts_those_present() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let seat = |n, came: Option<i64>, left: Option<i64>| Seat {
            person: PersonId::from_raw(n),
            came: came.map(at),
            left: left.map(at),
        };
        let seats = [
            seat(1, Some(1), None),
            seat(2, Some(1), Some(15)),
            seat(3, Some(20), None),
            seat(4, Some(1), Some(5)),
            seat(5, None, None),
        ];
        let all = room(&RULE, &seats, &[], at(10), at(30));
        assert_eq!((all.members, all.voters), (5, 3), "who left during the vote had a voice, who left before had none");
        let present = VoteRule { base: Base::Present, ..RULE };
        assert_eq!(room(&present, &seats, &[], at(10), at(30)).voters, 2);
    }
}
