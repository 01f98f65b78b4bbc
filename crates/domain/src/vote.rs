//! Votes: how many must agree, and whether enough did. Integers only; must not know who voted what.

use crate::plan::{Absent, Answers, Base, Conflicted, Method, Threshold, VoteRule};
use crate::refusal::Refusal;

/// Who could vote on one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Electorate {
    /// All members of the council on the day.
    pub members: u32,
    /// Members present when the item is open, the conflicted ones not counted.
    pub present: u32,
    /// Members conflicted on this item, present or not.
    pub conflicted: u32,
}

/// What was counted on one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Tally {
    /// Valid votes that agree.
    pub agree: u32,
    /// Valid votes that do not agree.
    pub disagree: u32,
    /// Valid votes without opinion; only by hands, or where the ballot offers the choice.
    pub no_opinion: u32,
    /// Paper ballots handed out; 0 in a vote by hands.
    pub issued: u32,
    /// Paper ballots put in the box; 0 in a vote by hands.
    pub returned: u32,
    /// Paper ballots that are invalid.
    pub invalid: u32,
    /// Written opinions of absent members among the votes above.
    pub written: u32,
}

impl Tally {
    /// Valid votes.
    #[must_use]
    pub fn valid(&self) -> u32 {
        self.agree + self.disagree + self.no_opinion
    }

    /// What these figures alone tell about how single members voted.
    #[must_use]
    pub fn reveals(&self) -> Reveals {
        let valid = self.valid();
        let most = self.agree.max(self.disagree).max(self.no_opinion);
        match valid - most {
            _ if valid == 0 => Reveals::Nothing,
            0 => Reveals::Everybody,
            1 => Reveals::AllButOne,
            _ => Reveals::Nothing,
        }
    }

    /// Ballots handed out and not returned.
    #[must_use]
    pub fn not_returned(&self) -> u32 {
        self.issued.saturating_sub(self.returned)
    }
}

/// How much the figures of a secret vote tell about single votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reveals {
    /// No single vote.
    Nothing,
    /// All voted alike: everybody knows how each one voted.
    Everybody,
    /// One voted differently and knows how all the others did.
    AllButOne,
}

/// What a vote came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Whether enough agreed.
    pub passed: bool,
    /// The number of "agree" that was needed.
    pub needed: u32,
    /// Of how many.
    pub base: u32,
    /// How many agreed.
    pub agree: u32,
}

impl VoteRule {
    /// Show of hands of the members present, more than half, two thirds present: what an agency proposes when its plan says nothing.
    pub const USUAL: Self = Self {
        method: Method::Hands,
        num: 1,
        den: 2,
        threshold: Threshold::MoreThan,
        base: Base::Present,
        quorum_num: 2,
        quorum_den: 3,
        absent: Absent::NoVoice,
        conflicted: Conflicted::KeepBase,
        answers: Answers::AgreeOrNot,
    };

    /// Of how many the share is taken. `cast` is the number of valid votes, known after the count.
    #[must_use]
    pub fn base_of(&self, who: Electorate, cast: u32) -> u32 {
        match (self.base, self.conflicted) {
            (Base::AllMembers, Conflicted::KeepBase) => who.members,
            (Base::AllMembers, Conflicted::ShrinkBase) => who.members.saturating_sub(who.conflicted),
            (Base::Present, _) => who.present,
            (Base::Cast, _) => cast,
        }
    }

    /// The least number of "agree" that passes out of `base`: 2/3 of 7 is 5, of 9 is 6, of 11 is 8.
    #[must_use]
    pub fn needed(&self, base: u32) -> u32 {
        let (num, den, base) = (u64::from(self.num), u64::from(self.den.max(1)), u64::from(base));
        let needed = match self.threshold {
            Threshold::AtLeast => (num * base).div_ceil(den),
            Threshold::MoreThan => num * base / den + 1,
        };
        u32::try_from(needed.max(1)).unwrap_or(u32::MAX)
    }

    /// Members who must be present.
    #[must_use]
    pub fn quorum(&self, members: u32) -> u32 {
        let needed = (u64::from(self.quorum_num) * u64::from(members)).div_ceil(u64::from(self.quorum_den.max(1)));
        u32::try_from(needed).unwrap_or(u32::MAX)
    }

    /// The outcome of a count, or why the count cannot be right.
    ///
    /// # Errors
    /// `Refusal::CountWrong` when figures contradict each other, `Refusal::QuorumNotMet` when too few are present.
    /// `quorate` is the number of members present when the session's quorum is taken, the conflicted ones counted.
    pub fn outcome(&self, who: Electorate, quorate: u32, tally: &Tally) -> Result<Outcome, Refusal> {
        let needed = self.quorum(who.members);
        if quorate < needed {
            return Err(Refusal::QuorumNotMet { present: quorate, needed });
        }
        self.check_count(who, tally)?;
        let base = self.base_of(who, tally.valid());
        let needed = self.needed(base);
        Ok(Outcome { passed: tally.agree >= needed, needed, base, agree: tally.agree })
    }

    fn check_count(&self, who: Electorate, tally: &Tally) -> Result<(), Refusal> {
        let wrong = |why| Err(Refusal::CountWrong { why });
        let absent = who.members.saturating_sub(who.present).saturating_sub(who.conflicted);
        if tally.written > 0 && self.absent == Absent::NoVoice {
            return wrong("written-not-allowed");
        }
        if tally.written > absent {
            return wrong("more-written-than-absent");
        }
        let voters = who.present + tally.written;
        if self.method == Method::Secret {
            let in_box = tally.returned + tally.written;
            if tally.issued > who.present {
                return wrong("more-issued-than-present");
            }
            if tally.returned > tally.issued {
                return wrong("more-returned-than-issued");
            }
            if tally.no_opinion > 0 && self.answers == Answers::AgreeOrNot {
                return wrong("no-opinion-not-offered");
            }
            if tally.valid() + tally.invalid != in_box {
                return wrong("votes-differ-from-returned");
            }
        } else if tally.issued + tally.returned + tally.invalid > 0 {
            return wrong("paper-in-open-vote");
        }
        if tally.valid() > voters {
            return wrong("more-votes-than-voters");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TWO_THIRDS_OF_ALL: VoteRule = VoteRule {
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

    fn paper(issued: u32, agree: u32, disagree: u32, invalid: u32) -> Tally {
        Tally { agree, disagree, issued, returned: agree + disagree + invalid, invalid, ..Tally::default() }
    }

    #[test]
    fn the_numbers_needed_are_those_of_the_law_and_the_plan() {
        for (members, needed) in [(7, 5), (9, 6), (11, 8)] {
            assert_eq!(TWO_THIRDS_OF_ALL.needed(members), needed);
        }
        let ninety = VoteRule { num: 9, den: 10, ..TWO_THIRDS_OF_ALL };
        assert_eq!(ninety.needed(9), 9, "8 of 9 is 88.9 per cent");
        let eighty = VoteRule { num: 4, den: 5, ..TWO_THIRDS_OF_ALL };
        assert_eq!(eighty.needed(11), 9);
        assert_eq!(VoteRule::USUAL.needed(6), 4, "more than half");
    }

    #[test]
    fn absent_members_stay_in_the_base_of_all_members() {
        let who = Electorate { members: 7, present: 5, conflicted: 0 };
        assert!(TWO_THIRDS_OF_ALL.outcome(who, 5, &paper(5, 5, 0, 0)).unwrap().passed);
        assert!(!TWO_THIRDS_OF_ALL.outcome(who, 5, &paper(5, 4, 1, 0)).unwrap().passed, "4 of 5 present is 4 of 7");
    }

    #[test]
    fn a_conflicted_member_shrinks_the_base_only_where_the_rule_says_so() {
        let who = Electorate { members: 7, present: 6, conflicted: 1 };
        let shrink = VoteRule { conflicted: Conflicted::ShrinkBase, ..TWO_THIRDS_OF_ALL };
        assert_eq!(TWO_THIRDS_OF_ALL.outcome(who, 7, &paper(6, 4, 2, 0)).unwrap().needed, 5);
        assert_eq!(shrink.outcome(who, 7, &paper(6, 4, 2, 0)).unwrap().needed, 4);
    }

    #[test]
    fn no_opinion_is_a_vote_only_where_the_ballot_offers_it() {
        let who = Electorate { members: 9, present: 9, conflicted: 0 };
        let tally = Tally { agree: 5, disagree: 1, no_opinion: 3, issued: 9, returned: 9, ..Tally::default() };
        let wrong = Refusal::CountWrong { why: "no-opinion-not-offered" };
        assert_eq!(TWO_THIRDS_OF_ALL.outcome(who, 9, &tally), Err(wrong));
        let offered = VoteRule { answers: Answers::OrNoOpinion, base: Base::Cast, ..TWO_THIRDS_OF_ALL };
        let outcome = offered.outcome(who, 9, &tally).unwrap();
        assert_eq!(
            (outcome.base, outcome.needed, outcome.passed),
            (9, 6, false),
            "it is in the base and does not agree"
        );
    }

    #[test]
    fn figures_that_tell_how_members_voted_are_known() {
        assert_eq!(paper(7, 7, 0, 0).reveals(), Reveals::Everybody);
        assert_eq!(paper(7, 0, 6, 1).reveals(), Reveals::Everybody, "of those whose ballot was valid");
        assert_eq!(paper(7, 6, 1, 0).reveals(), Reveals::AllButOne);
        assert_eq!(paper(7, 1, 6, 0).reveals(), Reveals::AllButOne);
        assert_eq!(paper(7, 5, 2, 0).reveals(), Reveals::Nothing);
        assert_eq!(paper(7, 0, 0, 7).reveals(), Reveals::Nothing);
        assert_eq!(paper(2, 1, 1, 0).reveals(), Reveals::AllButOne, "each knows the other's");
    }

    #[test]
    fn counts_that_contradict_themselves_are_refused() {
        let who = Electorate { members: 7, present: 6, conflicted: 0 };
        let why = |tally| match TWO_THIRDS_OF_ALL.outcome(who, 6, &tally) {
            Err(Refusal::CountWrong { why }) => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(why(paper(7, 5, 0, 0)), "more-issued-than-present");
        assert_eq!(why(paper(4, 5, 0, 0)), "more-returned-than-issued");
        assert_eq!(why(Tally { agree: 5, issued: 6, returned: 6, ..Tally::default() }), "votes-differ-from-returned");
        assert_eq!(why(Tally { written: 1, ..paper(6, 5, 1, 0) }), "written-not-allowed");
        assert!(matches!(
            TWO_THIRDS_OF_ALL.outcome(Electorate { present: 4, ..who }, 4, &paper(4, 4, 0, 0)),
            Err(Refusal::QuorumNotMet { present: 4, needed: 5 })
        ));
    }

    proptest! {
        #[test]
        fn passed_exactly_when_cross_multiplied(num in 1_u32..20, extra in 0_u32..20, base in 1_u32..500, agree in 0_u32..500) {
            let rule = VoteRule { num, den: num + extra, ..TWO_THIRDS_OF_ALL };
            prop_assert_eq!(agree >= rule.needed(base), agree >= 1 && agree * rule.den >= num * base);
            let strict = VoteRule { threshold: Threshold::MoreThan, ..rule };
            prop_assert_eq!(agree >= strict.needed(base), agree * rule.den > num * base);
        }
    }
}
