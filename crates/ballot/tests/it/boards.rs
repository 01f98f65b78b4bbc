//! Attacks on the board: double votes, strangers, replays, closing, spoiled and revoked ballots, paper.

use lantoa_ballot::board::TrackedState;
use lantoa_ballot::*;

use crate::fixture::*;

fn paper(issued: u32, returned: u32, questions: usize) -> PaperFigures {
    let count = PaperCount { agree: returned, ..PaperCount::default() };
    PaperFigures { issued, returned, questions: vec![count; questions] }
}

#[test]
fn a_double_vote_counts_once_and_a_replay_is_refused() {
    let election = Election::new(Shape::default());
    let mut board = election.board();
    let (first, second) = (election.ballot(0, 1, &[0, 0, 0]), election.ballot(0, 2, &[1, 1, 1]));
    board.cast(&first).unwrap();
    board.cast(&second).unwrap();
    assert_eq!(board.counted().len(), 1);
    assert_eq!(board.append(EntryKind::Ballot, &first), Err(Refused::Replayed), "replay of the old one");
    assert_eq!(board.append(EntryKind::Ballot, &second), Err(Refused::Replayed));
    assert_eq!(
        board.append(EntryKind::Ballot, &election.ballot(0, 2, &[0, 1, 0])),
        Err(Refused::Replayed),
        "same number"
    );
    assert_eq!(board.append(EntryKind::Ballot, &election.ballot(0, 0, &[0, 1, 0])), Err(Refused::Form), "number zero");
    let states: Vec<_> = board.tracked().iter().map(|line| line.state).collect();
    assert_eq!(states, [TrackedState::Replaced, TrackedState::Counted]);
}

#[test]
fn without_replacement_the_first_ballot_stays() {
    let election = Election::new(Shape { replace: "never", ..Shape::default() });
    let mut board = election.board();
    board.cast(&election.ballot(0, 1, &[0, 0, 0])).unwrap();
    assert_eq!(board.cast(&election.ballot(0, 2, &[1, 1, 1])), Err(Refused::Replayed));
}

#[test]
fn sending_the_same_ballot_again_gives_the_same_place() {
    let election = Election::new(Shape::default());
    let mut board = election.board();
    let ballot = election.ballot(0, 1, &[0, 0, 0]);
    let place = board.cast(&ballot).unwrap().place();
    assert_eq!(board.cast(&ballot), Ok(Cast::Known(place)));
}

#[test]
fn a_stranger_and_a_forged_signature_are_refused() {
    let mut election = Election::new(Shape::default());
    election.keys[0] = credential(1_000);
    let mut board = election.board();
    let stranger = election.ballot(0, 1, &[1, 1, 1]);
    assert_eq!(board.cast(&stranger), Err(Refused::Stranger));
    let mut forged = stranger;
    forged[32..64].copy_from_slice(&election.keys[1].public());
    assert_eq!(board.cast(&forged), Err(Refused::Proof));
}

#[test]
fn nothing_is_cast_before_opening_or_after_closing() {
    let election = Election::new(Shape::default());
    let ballot = election.ballot(0, 1, &[1, 1, 1]);
    let mut board = Board::start(&election.file()).unwrap();
    assert!(board.cast(&ballot).is_err());
    board.append(EntryKind::Ceremony, &election.ceremony.to_bytes()).unwrap();
    assert!(board.cast(&ballot).is_err());
    let mut board = election.board();
    board.append(EntryKind::Close, &[]).unwrap();
    assert!(matches!(board.cast(&ballot), Err(Refused::NotNow(_))));
    assert!(board.append(EntryKind::Close, &[]).is_err());
    assert!(board.append(EntryKind::Open, &7_u32.to_le_bytes()).is_err());
    assert!(board.append(EntryKind::Revoke, &election.keys[0].public()).is_err());
    assert!(board.append(EntryKind::Spoil, &[0; 32]).is_err());
}

#[test]
fn a_spoiled_ballot_cannot_be_cast_nor_a_cast_one_spoiled() {
    let election = Election::new(Shape::default());
    let mut board = election.board();
    let ballot = election.ballot(0, 1, &[1, 1, 1]);
    board.append(EntryKind::Spoil, &ballot_hash(&ballot)).unwrap();
    assert_eq!(board.cast(&ballot), Err(Refused::Spoiled));
    let other = election.ballot(0, 2, &[1, 1, 1]);
    board.cast(&other).unwrap();
    assert!(board.append(EntryKind::Spoil, &ballot_hash(&other)).is_err());
}

#[test]
fn a_revoked_credential_neither_votes_nor_counts() {
    let election = Election::new(Shape::default());
    let mut board = election.board();
    board.cast(&election.ballot(0, 1, &[1, 1, 1])).unwrap();
    for member in [0, 1] {
        board.append(EntryKind::Revoke, &election.keys[member].public()).unwrap();
    }
    assert_eq!(board.cast(&election.ballot(1, 1, &[1, 1, 1])), Err(Refused::Revoked));
    assert_eq!(board.cast(&election.ballot(0, 2, &[1, 1, 1])), Err(Refused::Revoked));
    assert!(board.counted().is_empty());
    assert_eq!(board.tracked()[0].state, TrackedState::Revoked);
    assert_eq!(board.append(EntryKind::Revoke, &election.keys[0].public()), Err(Refused::Revoked));
    assert_eq!(board.append(EntryKind::Revoke, &credential(99).public()), Err(Refused::Stranger));
}

#[test]
fn one_member_cannot_vote_on_paper_and_electronically() {
    let election = Election::new(Shape { paper_credentials: 2, ..Shape::default() });
    let mut board = election.board();
    let entered = election.ballot(7, 1, &[1, 0, 0]);
    assert!(matches!(board.cast(&entered), Err(Refused::NotNow(_))), "nobody gave a credential back");
    board.append(EntryKind::Revoke, &election.keys[6].public()).unwrap();
    board.cast(&entered).unwrap();
    assert!(board.cast(&election.ballot(8, 1, &[1, 0, 0])).is_err(), "only one was given back");
    let election = Election::new(Shape::default());
    let mut board = election.voted(&some_votes(5, 3));
    board.append(EntryKind::Revoke, &election.keys[6].public()).unwrap();
    board.append(EntryKind::Close, &[]).unwrap();
    assert!(board.append(EntryKind::Paper, &paper(2, 2, 3).to_bytes()).is_err());
    board.append(EntryKind::Paper, &paper(1, 1, 3).to_bytes()).unwrap();
    assert!(board.append(EntryKind::Paper, &paper(1, 1, 3).to_bytes()).is_err(), "once");
}

#[test]
fn paper_figures_that_contradict_themselves_are_refused() {
    let election = Election::new(Shape::default());
    let mut board = election.voted(&some_votes(5, 3));
    board.append(EntryKind::Revoke, &election.keys[6].public()).unwrap();
    board.append(EntryKind::Close, &[]).unwrap();
    let mut wrong = paper(1, 1, 3);
    wrong.questions[0].invalid = 1;
    let mut opinion = paper(1, 1, 3);
    opinion.questions[0] = PaperCount { no_opinion: 1, ..PaperCount::default() };
    let mut huge = paper(1, 1, 3);
    huge.questions[1].not_agree = u32::MAX;
    for figures in [paper(0, 1, 3), paper(1, 1, 2), paper(1, 1, 4), wrong, opinion, huge, paper(0, 0, 3)] {
        assert!(board.append(EntryKind::Paper, &figures.to_bytes()).is_err(), "{figures:?}");
    }
}

#[test]
fn a_receipt_proves_that_the_server_dropped_or_moved_a_ballot() {
    let election = Election::new(Shape::default());
    let honest = election.voted(&some_votes(5, 3));
    let place = honest.place(4).unwrap();
    let hash = ballot_hash(&honest.entries()[4].payload);
    let receipt = election.server.sign(honest.manifest().id(), place, hash);
    assert_eq!(receipt.standing(&honest), Standing::Kept);
    let mut dropped = election.board();
    let mut edited = election.board();
    for (number, votes) in some_votes(5, 3).iter().enumerate() {
        if number != 1 {
            dropped.cast(&election.ballot(number, 1, votes)).unwrap();
        }
        edited.cast(&election.ballot(number, if number == 0 { 2 } else { 1 }, votes)).unwrap();
    }
    assert_eq!(receipt.standing(&dropped), Standing::Differs);
    assert_eq!(receipt.standing(&edited), Standing::Differs, "an earlier entry was changed");
    // Cut off at its end the board follows from itself; the receipt alone knows better, up to the last place it names.
    let cut = |ballots: usize| election.voted(&some_votes(5, 3)[..ballots]);
    assert_eq!(receipt.standing(&cut(1)), Standing::CutOff);
    assert_eq!(receipt.standing(&cut(2)), Standing::Kept, "entry 4 is the second ballot");
    let other = Election::new(Shape { members: 8, ..Shape::default() });
    assert_eq!(receipt.standing(&other.board()), Standing::Foreign);
}

#[test]
fn the_replayed_board_is_the_same_board() {
    let election = Election::new(Shape::default());
    let board = election.finished(&some_votes(5, 3));
    let bytes = Bundle::of(&board).to_bytes();
    let again = Bundle::read(&bytes).unwrap().replay().unwrap();
    assert_eq!(again.head(), board.head());
    assert_eq!(again.tracked(), board.tracked());
    assert_eq!(again.stage(), Stage::Decided);
}
