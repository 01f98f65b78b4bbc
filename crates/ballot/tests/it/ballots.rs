//! Attacks on single ballots.

use lantoa_ballot::*;

use crate::fixture::*;

fn refused(election: &Election, bytes: &[u8]) -> bool {
    Ballot::read(&election.rules(), bytes).is_err()
}

#[test]
fn choices_no_member_may_make_are_refused() {
    let rules = Election::new(Shape { options: 2, limit: Some(1), ..Shape::default() }).rules();
    for wrong in [[2, 0, 0, 0, 0, 0], [17, 0, 0, 0, 0, 0], [255, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0], [1, 0, 1, 0, 0, 0]]
    {
        assert_eq!(Choices::new(&rules, &wrong).err(), Some(Refused::Choices), "{wrong:?}");
    }
    assert!(Choices::new(&rules, &[1, 0, 0, 1, 0, 0]).is_ok());
    assert!(Choices::new(&rules, &[1, 0, 0, 1, 0]).is_err());
}

#[test]
fn more_candidates_than_allowed_cannot_be_proved() {
    // The same ballot made for an election without the limit, or with a higher one, is refused under the limit.
    let strict = Election::new(Shape { limit: Some(1), ..Shape::default() });
    let rules = strict.rules();
    let id = Manifest::read(&strict.file()).unwrap().id();
    let key = strict.ceremony.key();
    for limit in [None, Some(2), Some(3)] {
        let lax = BallotRules::new(id, key, 3, Options::AgreeOnly, limit).unwrap();
        let choices = Choices::new(&lax, &[1, 1, 0]).unwrap();
        let made = Opened::make(&lax, &strict.keys[0], 1, BallotSeed::from_random([1; 32]), choices);
        assert!(Ballot::read(&lax, made.bytes()).is_ok());
        assert!(Ballot::read(&rules, made.bytes()).is_err());
        let mut cut = made.bytes().to_vec();
        cut.resize(rules.ballot_len(), 0);
        assert!(Ballot::read(&rules, &cut).is_err());
    }
}

#[test]
fn every_single_flipped_bit_is_refused() {
    let election = Election::new(Shape { questions: 1, limit: Some(1), ..Shape::default() });
    let good = election.ballot(0, 1, &[1]);
    assert!(!refused(&election, &good));
    for bit in 0..good.len() * 8 {
        let mut wrong = good.clone();
        wrong[bit / 8] ^= 1 << (bit % 8);
        assert!(refused(&election, &wrong), "bit {bit}");
    }
}

#[test]
fn cut_or_extended_ballots_are_refused() {
    let election = Election::new(Shape::default());
    let good = election.ballot(0, 1, &[1, 0, 1]);
    for len in 0..good.len() {
        assert!(refused(&election, &good[..len]));
    }
    assert!(refused(&election, &[&good[..], &[0]].concat()));
    assert!(refused(&election, &[&good[..], &good[..]].concat()));
}

#[test]
fn numbers_above_the_order_and_non_canonical_points_are_refused() {
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let election = Election::new(Shape::default());
    let good = election.ballot(0, 1, &[1, 0, 1]);
    let head = 68 + 64 * 3;
    for at in (head..good.len()).step_by(32) {
        let mut wrong = good.clone();
        let mut carry = 0_u16;
        for (byte, order) in wrong[at..at + 32].iter_mut().zip(ORDER) {
            carry += u16::from(*byte) + u16::from(order);
            *byte = carry as u8;
            carry >>= 8;
        }
        assert_eq!(Ballot::read(&election.rules(), &wrong).err(), Some(Refused::Encoding), "number at {at}");
    }
    for at in (68..head).step_by(32) {
        let mut wrong = good.clone();
        wrong[at] ^= 1;
        assert_eq!(Ballot::read(&election.rules(), &wrong).err(), Some(Refused::Encoding), "point at {at}");
    }
}

#[test]
fn a_copied_ballot_is_refused_under_another_credential() {
    let election = Election::new(Shape::default());
    let mut copy = election.ballot(0, 1, &[1, 0, 1]);
    copy[32..64].copy_from_slice(&election.keys[1].public());
    assert!(refused(&election, &copy));
}

#[test]
fn copied_ciphertexts_swapped_candidates_and_another_sequence_are_refused() {
    let election = Election::new(Shape::default());
    let victim = election.ballot(0, 1, &[1, 0, 1]);
    let own = election.ballot(1, 1, &[0, 0, 0]);
    let mut moved = own.clone();
    moved[68..132].copy_from_slice(&victim[68..132]);
    assert!(refused(&election, &moved));
    let mut swapped = victim.clone();
    swapped[68..132].copy_from_slice(&victim[132..196]);
    swapped[132..196].copy_from_slice(&victim[68..132]);
    assert!(refused(&election, &swapped));
    let mut later = victim.clone();
    later[64] = 2;
    assert!(refused(&election, &later));
    let mut zero = victim;
    zero[68..132].fill(0);
    assert!(refused(&election, &zero), "the trivial encryption of zero");
}

#[test]
fn a_ballot_of_another_election_is_refused() {
    let election = Election::new(Shape::default());
    let mut other = Election::new(Shape::default());
    other.manifest.questions.swap(0, 1);
    let ballot = election.ballot(0, 1, &[1, 0, 1]);
    assert_eq!(Ballot::read(&other.rules(), &ballot).err(), Some(Refused::OtherElection), "swapped candidate list");
    let mut relabelled = ballot;
    relabelled[..32].copy_from_slice(&Manifest::read(&other.file()).unwrap().id());
    assert_eq!(Ballot::read(&other.rules(), &relabelled).err(), Some(Refused::Proof));
}

#[test]
fn a_challenge_recomputes_the_ballot_and_notices_other_choices() {
    let election = Election::new(Shape::default());
    let rules = election.rules();
    let make = |choices: &[u8]| {
        let choices = Choices::new(&rules, choices).unwrap();
        Opened::make(&rules, &election.keys[0], 4, BallotSeed::from_random([8; 32]), choices)
    };
    let honest = make(&[1, 0, 1]);
    let ballot = honest.bytes().to_vec();
    let reveal = honest.reveal().to_bytes();
    let check =
        |bytes: &[u8], ballot: &[u8]| Reveal::read(bytes).unwrap().recompute(&rules, &election.keys[0], 4, ballot);
    assert_eq!(check(&reveal, &ballot), Ok(()));
    // A cheating device encrypted something else than it shows.
    assert_eq!(check(&reveal, make(&[0, 0, 1]).bytes()), Err(Refused::Proof));
    let mut shown = reveal.clone();
    shown[32] ^= 1;
    assert_eq!(check(&shown, &ballot), Err(Refused::Proof));
    shown[32] = 7;
    assert_eq!(check(&shown, &ballot), Err(Refused::Choices));
    assert!(Reveal::read(&reveal[..31]).is_err());
}

#[test]
fn the_length_says_nothing_and_other_choices_share_no_randomness() {
    let election = Election::new(Shape::default());
    let (none, all) = (election.ballot(0, 1, &[0, 0, 0]), election.ballot(0, 1, &[1, 1, 1]));
    assert_eq!(none.len(), all.len());
    for (left, right) in none[68..].chunks(32).zip(all[68..].chunks(32)) {
        assert_ne!(left, right, "same seed, other choices, same value");
    }
    assert_eq!(none, election.ballot(0, 1, &[0, 0, 0]));
}
