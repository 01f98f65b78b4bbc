//! Attacks on the key ceremony.

use lantoa_ballot::ceremony::{Round1, Round2};
use lantoa_ballot::*;

use crate::fixture::*;

struct Messages {
    plan: CeremonyPlan,
    trustees: Vec<TrusteeInCeremony>,
    round1: Vec<Round1>,
    round2: Vec<Round2>,
}

fn start(number: [u8; 32]) -> Messages {
    let plan = CeremonyPlan::new(number, 3, 2).unwrap();
    let trustees: Vec<_> = (1..=3).map(|index| TrusteeInCeremony::new(plan, index, seed(index)).unwrap()).collect();
    let round1: Vec<_> = trustees.iter().map(TrusteeInCeremony::round1).collect();
    let round2: Vec<_> = trustees.iter().map(|trustee| trustee.round2(&round1).unwrap()).collect();
    Messages { plan, trustees, round1, round2 }
}

/// Changes one byte of a round 2 message; `None` when the result is no message any more.
fn changed(messages: &Messages, of: usize, byte: usize) -> Option<Round2> {
    let mut bytes = messages.round2[of].to_bytes();
    bytes[byte] ^= 1;
    Round2::read(&messages.plan, &bytes).ok()
}

#[test]
fn a_wrong_share_stops_the_ceremony_and_names_the_sender() {
    let mut messages = start([1; 32]);
    // Shares follow index, two coefficients, challenge and two responses; the first share is for trustee 1.
    messages.round2[2] = changed(&messages, 2, 4 + 32 * 5).unwrap();
    let refused = messages.trustees[0].round3(&messages.round1, &messages.round2).err();
    assert_eq!(refused, Some(Refused::Culprit(3)));
}

#[test]
fn a_change_after_the_commitment_names_the_trustee() {
    let messages = start([1; 32]);
    let plan = messages.plan;
    let other = TrusteeInCeremony::new(plan, 2, seed(99)).unwrap();
    let mut first = messages.round1.clone();
    first[1] = other.round1();
    let mut round2 = messages.round2.clone();
    round2[1] = other.round2(&first).unwrap();
    assert_eq!(messages.trustees[0].round3(&messages.round1, &round2).err(), Some(Refused::Culprit(2)));
}

#[test]
fn a_rogue_key_without_knowledge_of_its_secret_is_refused() {
    let messages = start([1; 32]);
    let mut bytes = messages.round2[1].to_bytes();
    // Takes the coefficients and the proof of trustee 1 for the own ones, with the commitment that fits them.
    let stolen = messages.round2[0].to_bytes();
    bytes[4..].copy_from_slice(&stolen[4..]);
    let mut round2 = messages.round2.clone();
    round2[1] = Round2::read(&messages.plan, &bytes).unwrap();
    assert_eq!(messages.trustees[2].round3(&messages.round1, &round2).err(), Some(Refused::Culprit(2)));
    for byte in 4..4 + 32 * 5 {
        if let Some(wrong) = changed(&messages, 1, byte) {
            let mut round2 = messages.round2.clone();
            round2[1] = wrong;
            assert_eq!(messages.trustees[2].round3(&messages.round1, &round2).err(), Some(Refused::Culprit(2)));
        }
    }
}

#[test]
fn a_server_that_replaces_a_message_cannot_keep_the_words_equal() {
    let honest = start([1; 32]);
    let plan = honest.plan;
    // The server plays trustee 3 towards trustee 1 and trustee 2 with different keys.
    let views: Vec<_> = [(0, 77), (1, 88)]
        .into_iter()
        .map(|(victim, fake)| {
            let impostor = TrusteeInCeremony::new(plan, 3, seed(fake)).unwrap();
            let mut round1 = honest.round1.clone();
            round1[2] = impostor.round1();
            let round2: Vec<_> = [&honest.trustees[0], &honest.trustees[1], &impostor]
                .iter()
                .map(|t| t.round2(&round1).unwrap())
                .collect();
            honest.trustees[victim].round3(&round1, &round2).unwrap().0
        })
        .collect();
    assert_ne!(fingerprint_words(&views[0]), fingerprint_words(&views[1]));
}

#[test]
fn different_round_two_messages_to_different_trustees_leave_no_valid_ceremony() {
    let messages = start([1; 32]);
    // Trustee 2 is shown another padded share for trustee 1: it cannot see that, but it confirms other bytes.
    let mut other = messages.round2.clone();
    other[2] = changed(&messages, 2, 4 + 32 * 5).unwrap();
    let confirm = |at: usize, round2: &[Round2]| messages.trustees[at].round3(&messages.round1, round2).unwrap().1;
    let confirmations = vec![confirm(0, &messages.round2), confirm(1, &other), confirm(2, &messages.round2)];
    let made = Ceremony::assemble(messages.plan, messages.round1.clone(), messages.round2.clone(), confirmations);
    assert_eq!(made.err(), Some(Refused::Culprit(2)));
}

#[test]
fn the_own_message_changed_on_its_way_is_noticed() {
    let messages = start([1; 32]);
    let mut round1 = messages.round1.clone();
    round1[0].commit[0] ^= 1;
    assert_eq!(messages.trustees[0].round2(&round1).err(), Some(Refused::Culprit(1)));
    let mut neutral = messages.round1.clone();
    neutral[1].transport = [0; 32];
    assert_eq!(messages.trustees[0].round2(&neutral).err(), Some(Refused::Culprit(2)));
    assert!(messages.trustees[0].round2(&messages.round1[..2]).is_err());
}

#[test]
fn who_copies_a_transport_key_cannot_confirm_and_is_the_one_named() {
    let messages = start([1; 32]);
    let mut round1 = messages.round1.clone();
    round1[2].transport = round1[1].transport;
    // The commitment of trustee 3 covers the key it announced first; with the copied one it does not open.
    let round2: Vec<_> = (0..2).map(|at| messages.trustees[at].round2(&round1).unwrap()).collect();
    let all = [round2, vec![messages.round2[2].clone()]].concat();
    assert_eq!(messages.trustees[1].round3(&round1, &all).err(), Some(Refused::Culprit(3)));
}

#[test]
fn messages_of_another_ceremony_are_refused() {
    let (one, two) = (start([1; 32]), start([2; 32]));
    assert!(one.trustees[0].round3(&one.round1, &two.round2).is_err());
    assert!(one.trustees[0].round2(&two.round1).is_err());
}

#[test]
fn a_lost_device_is_rebuilt_from_paper_and_the_public_board() {
    let election = Election::new(Shape::default());
    let letters = seed(2).write();
    let ceremony = Ceremony::read(&election.ceremony.to_bytes()).unwrap();
    let again = TrusteeKey::restore(&ceremony, 2, TrusteeSeed::read(&letters).unwrap()).unwrap();
    let mut board = election.voted(&some_votes(5, 3));
    board.append(EntryKind::Close, &[]).unwrap();
    let old = election.trustees[1].open(&board, &mut TrusteeMemory::default(), &[4; 32]).unwrap();
    let new = again.open(&board, &mut TrusteeMemory::default(), &[4; 32]).unwrap();
    assert_eq!(old, new);
    assert_eq!(TrusteeKey::restore(&ceremony, 2, seed(3)).err(), Some(Refused::Culprit(2)));
    assert_eq!(TrusteeKey::restore(&ceremony, 4, seed(3)).err(), Some(Refused::Ceremony));
}

#[test]
fn a_mistyped_seed_is_noticed() {
    let letters = seed(2).write().to_string();
    assert_eq!(letters.chars().filter(|letter| *letter != '-').count(), 53);
    for place in 0..letters.len() {
        let mut wrong: Vec<char> = letters.chars().collect();
        if wrong[place] != '-' {
            wrong[place] = if wrong[place] == 'Z' { 'Y' } else { 'Z' };
            assert!(TrusteeSeed::read(&wrong.iter().collect::<String>()).is_err());
        }
    }
}

#[test]
fn plans_outside_the_limits_are_refused() {
    for (trustees, threshold) in [(0, 0), (3, 0), (3, 4), (16, 2)] {
        assert!(CeremonyPlan::new([0; 32], trustees, threshold).is_err());
    }
    for (trustees, threshold) in [(1, 1), (5, 3), (15, 15), (15, 8)] {
        let (ceremony, _) = hold_ceremony(CeremonyPlan::new([0; 32], trustees, threshold).unwrap());
        assert!(Ceremony::read(&ceremony.to_bytes()).is_ok());
    }
}

#[test]
fn every_changed_byte_of_a_public_ceremony_is_refused() {
    let election = Election::new(Shape::default());
    let bytes = election.ceremony.to_bytes();
    for place in 0..bytes.len() {
        let mut wrong = bytes.clone();
        wrong[place] ^= 1;
        assert!(Ceremony::read(&wrong).is_err(), "byte {place}");
    }
    for len in (0..bytes.len()).step_by(7) {
        assert!(Ceremony::read(&bytes[..len]).is_err());
    }
}
