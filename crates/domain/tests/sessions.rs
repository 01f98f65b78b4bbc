//! Whatever is done in a session, in whatever order: nothing passes without quorum, without the share, or with more votes than voters.

use jiff::Timestamp;
use lantoa_domain::id::{Id, PersonId, UnitId};
use lantoa_domain::plan::{Absent, Answers, Base, Conflicted, Method, Threshold, VoteRule};
use lantoa_domain::policy::{Actor, CouncilRole, Place, permit};
use lantoa_domain::session::{ItemAct, ItemState, Room, Seat};
use lantoa_domain::vote::Tally;
use proptest::prelude::*;

fn rules() -> impl Strategy<Value = VoteRule> {
    let method = prop_oneof![Just(Method::Secret), Just(Method::Hands), Just(Method::Written), Just(Method::Consensus)];
    let base = prop_oneof![Just(Base::AllMembers), Just(Base::Present), Just(Base::Cast)];
    (method, base, 1_u32..6, 0_u32..5, 0_u32..4, any::<(bool, bool, bool, bool)>()).prop_map(
        |(method, base, num, more, quorum_num, (strict, absent, shrink, third))| VoteRule {
            method,
            num,
            den: num + more,
            threshold: if strict { Threshold::MoreThan } else { Threshold::AtLeast },
            base,
            quorum_num,
            quorum_den: 3,
            absent: if absent { Absent::WrittenOpinion } else { Absent::NoVoice },
            conflicted: if shrink { Conflicted::ShrinkBase } else { Conflicted::KeepBase },
            answers: if third { Answers::OrNoOpinion } else { Answers::AgreeOrNot },
        },
    )
}

/// Members, each present or not and in conflict or not.
fn rooms() -> impl Strategy<Value = Vec<(bool, bool)>> {
    prop::collection::vec((prop::bool::weighted(0.8), prop::bool::weighted(0.15)), 1..12)
}

fn tallies() -> impl Strategy<Value = Tally> {
    (0_u32..12, 0_u32..4, 0_u32..2, 0_u32..12, 0_u32..2, 0_u32..3).prop_map(
        |(agree, disagree, no_opinion, issued, invalid, written)| Tally {
            agree,
            disagree,
            no_opinion,
            issued,
            returned: (agree + disagree + no_opinion + invalid).saturating_sub(written),
            invalid,
            written,
        },
    )
}

fn acts() -> impl Strategy<Value = ItemAct> {
    prop_oneof![
        Just(ItemAct::Open),
        Just(ItemAct::Close),
        tallies().prop_map(ItemAct::Count),
        Just(ItemAct::Confirm),
        Just(ItemAct::Announce),
        Just(ItemAct::AnnounceSealed),
    ]
}

/// In their turn three times of four, so that many runs come to a result.
fn sessions() -> impl Strategy<Value = Vec<ItemAct>> {
    let in_turn = tallies().prop_map(|tally| {
        vec![ItemAct::Open, ItemAct::Close, ItemAct::Count(tally), ItemAct::Confirm, ItemAct::Announce]
    });
    prop_oneof![3 => in_turn, 1 => prop::collection::vec(acts(), 0..20)]
}

fn seats(members: &[(bool, bool)]) -> (Vec<Seat>, Vec<PersonId>) {
    let person = |n: usize| PersonId::from_raw(i64::try_from(n).unwrap() + 1);
    let came = |there: bool| there.then_some(Timestamp::UNIX_EPOCH);
    let seats = members.iter().enumerate();
    let seats = seats.map(|(n, (there, _))| Seat { person: person(n), came: came(*there), left: None }).collect();
    let conflicted = members.iter().enumerate().filter(|(_, (_, conflict))| *conflict).map(|(n, _)| person(n));
    (seats, conflicted.collect())
}

proptest! {
    #[test]
    fn nothing_passes_without_its_share(rule in rules(), members in rooms(), acts in sessions()) {
        let root = UnitId::from_raw(1);
        let chair = Actor {
            person: PersonId::from_raw(1),
            root,
            unit: root,
            grants: vec![],
            councils: vec![CouncilRole::Chair],
        };
        let (seats, conflicted) = seats(&members);
        let room = Room::under(&rule, &seats, &conflicted, Timestamp::UNIX_EPOCH);
        let mut state = ItemState::Waiting;
        for act in acts {
            let permit = permit(&chair, act.right(), &Place::agency(root)).unwrap();
            if let Ok(next) = state.apply(act, &rule, room, &permit) {
                state = next;
            }
        }
        let ItemState::Announced { tally, base, passed, needed, .. } = state else { return Ok(()) };
        let (agree, num, den, base) =
            (u64::from(tally.agree), u64::from(rule.num), u64::from(rule.den), u64::from(base));
        let enough = match rule.threshold {
            Threshold::AtLeast => agree * den >= num * base,
            Threshold::MoreThan => agree * den > num * base,
        };
        prop_assert_eq!(passed, enough && agree > 0);
        prop_assert_eq!(passed, tally.agree >= needed);
        let there = if rule.method == Method::Written { room.members } else { room.in_room };
        prop_assert!(u64::from(there) * u64::from(rule.quorum_den) >= u64::from(rule.quorum_num) * u64::from(room.members));
        let may_vote = room.members - room.conflicted;
        prop_assert!(tally.valid() <= may_vote, "{} votes of {} who may", tally.valid(), may_vote);
        if rule.absent == Absent::NoVoice {
            prop_assert!(tally.valid() <= room.voters);
        }
    }
}
