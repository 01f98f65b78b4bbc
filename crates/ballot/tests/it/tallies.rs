//! Attacks on opening, and the figures that come out.

use lantoa_ballot::tally::sort_partials;
use lantoa_ballot::*;
use proptest::prelude::*;

use crate::fixture::*;

fn closed(election: &Election, count: usize) -> Board {
    let mut board = election.voted(&some_votes(count, 3));
    board.append(EntryKind::Close, &[]).unwrap();
    board
}

fn open(election: &Election, board: &Board, place: usize) -> Result<Partial, Refused> {
    election.trustees[place].open(board, &mut TrusteeMemory::default(), &[1; 32])
}

#[test]
fn a_trustee_opens_no_open_board_and_no_single_ballot() {
    let election = Election::new(Shape::default());
    assert!(matches!(open(&election, &election.voted(&some_votes(5, 3)), 0), Err(Refused::NotNow(_))));
    for count in 0..5 {
        assert_eq!(open(&election, &closed(&election, count), 0), Err(Refused::TooFew), "{count} ballots");
    }
    assert!(open(&election, &closed(&election, 5), 0).is_ok());
}

#[test]
fn a_trustee_opens_one_closing_only() {
    let election = Election::new(Shape::default());
    let mut memory = TrusteeMemory::default();
    let all = closed(&election, 7);
    let all_minus_one = closed(&election, 6);
    election.trustees[0].open(&all, &mut memory, &[1; 32]).unwrap();
    assert_eq!(election.trustees[0].open(&all_minus_one, &mut memory, &[1; 32]), Err(Refused::Contradiction));
    assert!(election.trustees[0].open(&all, &mut memory, &[2; 32]).is_ok(), "the same closing again");
}

#[test]
fn a_trustee_refuses_a_board_that_contradicts_a_head_seen_before() {
    let election = Election::new(Shape::default());
    let mut memory = TrusteeMemory::default();
    memory.note(&election.voted(&some_votes(6, 3))).unwrap();
    let mut other = election.board();
    for member in (0..6).rev() {
        other.cast(&election.ballot(member, 1, &[1, 0, 0])).unwrap();
    }
    other.append(EntryKind::Close, &[]).unwrap();
    assert_eq!(election.trustees[0].open(&other, &mut memory, &[1; 32]), Err(Refused::Contradiction));
    let kept: TrusteeMemory = serde_json::from_str(&serde_json::to_string(&memory).unwrap()).unwrap();
    assert_eq!(kept, memory);
}

#[test]
fn one_trustee_alone_even_twice_opens_nothing() {
    let election = Election::new(Shape::default());
    let mut board = election.opened(election.voted(&some_votes(5, 3)), &[0, 0]);
    assert_eq!(Outcome::compute(&board), Err(Refused::Threshold));
    // The same share under the index of another trustee.
    let mut copied = open(&election, &board, 0).unwrap().to_bytes();
    copied[0] = 2;
    board.append(EntryKind::Partial, &copied).unwrap();
    assert_eq!(Outcome::compute(&board), Err(Refused::Threshold));
    assert_eq!(sort_partials(&board).unwrap().wrong.len(), 1);
}

#[test]
fn a_wrong_partial_decryption_is_named_and_skipped() {
    let election = Election::new(Shape::default());
    let mut board = closed(&election, 5);
    let right = Outcome::compute(&election.opened(election.voted(&some_votes(5, 3)), &[0, 1])).unwrap();
    let honest = open(&election, &board, 0).unwrap();
    // "One more for the first candidate": another trustee's factor in one place, or any changed byte.
    let mut forged = honest.to_bytes();
    let other = open(&election, &board, 1).unwrap().to_bytes();
    forged[4..36].copy_from_slice(&other[4..36]);
    let place = board.append(EntryKind::Partial, &forged).unwrap();
    for trustee in [1, 2] {
        let partial = open(&election, &board, trustee).unwrap();
        board.append(EntryKind::Partial, &partial.to_bytes()).unwrap();
    }
    assert_eq!(sort_partials(&board).unwrap().wrong, [(place.index, 1)]);
    assert_eq!(Outcome::compute(&board).unwrap(), right, "the third trustee rescues");
    board.append(EntryKind::Result, &right.to_bytes()).unwrap();
    let verdict = verify(&Bundle::of(&board).to_bytes());
    assert!(verdict.valid, "{:?}", verdict.findings);
    assert_eq!(verdict.wrong_partials, [(place.index, 1)]);
}

#[test]
fn a_partial_decryption_of_another_closing_proves_nothing() {
    let election = Election::new(Shape::default());
    let foreign = open(&election, &closed(&election, 6), 0).unwrap();
    let mut board = closed(&election, 5);
    board.append(EntryKind::Partial, &foreign.to_bytes()).unwrap();
    assert_eq!(sort_partials(&board).unwrap().wrong.len(), 1);
    assert!(board.append(EntryKind::Partial, &foreign.to_bytes()[1..]).is_err());
    let mut nobody = foreign.to_bytes();
    nobody[0] = 4;
    assert_eq!(board.append(EntryKind::Partial, &nobody), Err(Refused::Stranger));
}

#[test]
fn a_share_of_another_ceremony_is_refused_before_it_works() {
    let election = Election::new(Shape::default());
    let (_, keys) = hold_ceremony(CeremonyPlan::new([0x22; 32], 3, 2).unwrap());
    let refused = keys[0].open(&closed(&election, 5), &mut TrusteeMemory::default(), &[1; 32]);
    assert_eq!(refused, Err(Refused::OtherElection));
}

#[test]
fn any_two_of_three_give_the_same_figures() {
    let election = Election::new(Shape { options: 2, limit: Some(2), ..Shape::default() });
    let votes: Vec<Vec<u8>> =
        [[1, 0, 0, 1, 0, 0], [1, 0, 1, 0, 0, 1], [0, 0, 0, 0, 1, 0], [1, 0, 0, 0, 1, 0], [0, 1, 0, 1, 0, 1]]
            .map(Vec::from)
            .to_vec();
    let results: Vec<Outcome> = [[0, 1], [0, 2], [2, 1]]
        .iter()
        .map(|pair| Outcome::compute(&election.opened(election.voted(&votes), pair)).unwrap())
        .collect();
    assert_eq!(results[0], results[1]);
    assert_eq!(results[0], results[2]);
    let first = results[0].questions[0];
    assert_eq!((first.agree, first.not_agree, first.no_opinion, first.not_returned), (3, 1, 1, 2));
}

#[test]
fn paper_figures_are_added_and_the_base_follows_the_rule() {
    for (of, base) in [("all_members", 7), ("present", 7), ("valid", 6)] {
        let election = Election::new(Shape { rule: (2, 3, of), questions: 1, ..Shape::default() });
        let mut board = election.voted(&[vec![1], vec![1], vec![1], vec![0], vec![0]]);
        for member in [5, 6] {
            board.append(EntryKind::Revoke, &election.keys[member].public()).unwrap();
        }
        board.append(EntryKind::Close, &[]).unwrap();
        let count = PaperCount { agree: 1, invalid: 1, ..PaperCount::default() };
        let figures = PaperFigures { issued: 2, returned: 2, questions: vec![count] };
        board.append(EntryKind::Paper, &figures.to_bytes()).unwrap();
        for place in [0, 1] {
            let partial = open(&election, &board, place).unwrap();
            board.append(EntryKind::Partial, &partial.to_bytes()).unwrap();
        }
        let line = Outcome::compute(&board).unwrap().questions[0];
        assert_eq!((line.agree, line.not_agree, line.invalid, line.not_returned, line.base), (4, 2, 1, 0, base));
        assert_eq!(line.passed, base == 6, "4 of {base}");
        let again = PaperFigures { issued: 2, returned: 2, questions: vec![count] };
        assert!(board.append(EntryKind::Paper, &again.to_bytes()).is_err(), "after the first partial decryption");
    }
}

#[test]
fn a_single_trustee_is_possible_and_labelled() {
    let election = Election::new(Shape { trustees: 1, threshold: 1, ..Shape::default() });
    let mut board = election.opened(election.voted(&some_votes(5, 3)), &[0]);
    let outcome = Outcome::compute(&board).unwrap();
    board.append(EntryKind::Result, &outcome.to_bytes()).unwrap();
    let verdict = verify(&Bundle::of(&board).to_bytes());
    assert!(verdict.valid && verdict.single_trustee);
    assert!(
        !verify(&Bundle::of(&Election::new(Shape::default()).finished(&some_votes(5, 3))).to_bytes()).single_trustee
    );
}

proptest! {
    #![proptest_config(crate::cases(12))]

    #[test]
    fn the_tally_equals_the_plain_count(
        members in 2_u32..9,
        questions in 1_u32..5,
        options in 1_u32..3,
        trustees in 1_u8..6,
        bits in proptest::collection::vec(0_u8..3, 40),
        twice in 0_usize..9,
    ) {
        let threshold = trustees / 2 + 1;
        let shape = Shape { members, questions, options, trustees, threshold, min_ballots: 1, ..Shape::default() };
        let election = Election::new(shape);
        let votes: Vec<Vec<u8>> = (0..members as usize).map(|member| {
            (0..questions as usize).flat_map(|question| {
                let choice = bits[member * questions as usize + question];
                if options == 1 { vec![u8::from(choice == 1)] } else { vec![u8::from(choice == 1), u8::from(choice == 2)] }
            }).collect()
        }).collect();
        let mut board = election.voted(&votes);
        let again = twice % votes.len();
        board.cast(&election.ballot(again, 5, &votes[(again + 1) % votes.len()])).unwrap();
        let mut plain = votes.clone();
        plain[again] = votes[(again + 1) % votes.len()].clone();
        let by: Vec<usize> = (0..threshold as usize).rev().collect();
        let outcome = Outcome::compute(&election.opened(board, &by)).unwrap();
        prop_assert_eq!(outcome.ballots, members);
        for (question, line) in outcome.questions.iter().enumerate() {
            let count = |place: usize| plain.iter().map(|choices| u32::from(choices[place])).sum::<u32>();
            let agree = count(question * options as usize);
            prop_assert_eq!(line.agree, agree);
            prop_assert_eq!(line.passed, agree > 0 && agree * 3 >= members * 2);
            if options == 2 {
                prop_assert_eq!(line.not_agree, count(question * 2 + 1));
            }
        }
    }
}
