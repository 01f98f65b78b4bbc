//! Forged bundles, and files that are no bundles at all.

use lantoa_ballot::verify::{Check, Done};
use lantoa_ballot::*;
use proptest::prelude::*;

use crate::fixture::*;

fn good() -> (Election, Board) {
    let election = Election::new(Shape::default());
    let board = election.finished(&some_votes(6, 3));
    (election, board)
}

/// The entries with their heads made to follow again, as a server would do that changes its own database.
fn rechained(entries: &[(EntryKind, Vec<u8>)]) -> Vec<u8> {
    let mut head = [0; 32];
    let mut out = Vec::new();
    for (index, (kind, payload)) in (0_u32..).zip(entries) {
        head = board::next_head(&head, index, *kind, payload);
        out.push(Entry { kind: *kind, payload: payload.clone(), head });
    }
    Bundle::from_entries(out).to_bytes()
}

fn pairs(board: &Board) -> Vec<(EntryKind, Vec<u8>)> {
    board.entries().iter().map(|entry| (entry.kind, entry.payload.clone())).collect()
}

fn says_no(bytes: &[u8]) -> bool {
    let verdict = verify(bytes);
    !verdict.valid && !verdict.findings.is_empty()
}

#[test]
fn an_honest_bundle_is_valid_and_every_check_ran() {
    let (election, board) = good();
    let bytes = Bundle::of(&board).to_bytes();
    let verdict = verify(&bytes);
    assert!(verdict.valid, "{:?}", verdict.findings);
    assert!(verdict.checks.iter().all(|(_, done)| *done == Done::Passed));
    assert_eq!((verdict.tracked.len(), verdict.counted), (6, 6));
    let hash = ballot_hash(&board.entries()[3].payload);
    let receipt = election.server.sign(board.manifest().id(), board.place(3).unwrap(), hash);
    let expected = Expected {
        election: Some(board.manifest().id()),
        close_head: board.close().map(|close| close.head),
        receipts: vec![receipt.to_bytes()],
    };
    assert!(verify_expecting(&bytes, &expected).valid);
    assert!(!verify_expecting(&bytes, &Expected { close_head: Some([0; 32]), ..expected.clone() }).valid);
    assert!(!verify_expecting(&bytes, &Expected { election: Some([0; 32]), ..expected.clone() }).valid);
    assert!(!verify_expecting(&bytes, &Expected { receipts: vec![vec![0; 164]], ..expected }).valid);
}

#[test]
fn a_board_cut_off_at_its_end_is_named_by_a_receipt() {
    let election = Election::new(Shape::default());
    let board = election.voted(&some_votes(6, 3));
    let receipt = |at: u32, server: &ServerKey| {
        let hash = ballot_hash(&board.entries()[at as usize].payload);
        server.sign(board.manifest().id(), board.place(at).unwrap(), hash).to_bytes()
    };
    let found = |entries: usize, receipts: Vec<Vec<u8>>| {
        let bytes = Bundle::from_entries(board.entries()[..entries].to_vec()).to_bytes();
        let verdict = verify_expecting(&bytes, &Expected { receipts, ..Expected::default() });
        let about = verdict.findings.into_iter().filter(|one| one.check == Check::Expected);
        about.map(|one| (one.name, one.number)).collect::<Vec<_>>()
    };
    let (early, late) = (receipt(4, &election.server), receipt(8, &election.server));
    assert_eq!(found(9, vec![early.clone(), late.clone()]), []);
    assert_eq!(found(8, vec![early.clone(), late]), [("receipt-cut-off".to_owned(), Some(8))]);
    assert_eq!(found(8, vec![early]), [], "what was cut off after a receipt, that receipt does not know");
    let stranger = receipt(4, &ServerKey::from_random(&[9; 32]));
    assert_eq!(found(9, vec![stranger]), [("receipt-foreign".to_owned(), None)]);
}

#[test]
fn dropped_edited_moved_and_late_ballots_are_found() {
    let (election, board) = good();
    let honest = pairs(&board);
    assert!(verify(&rechained(&honest)).valid);
    for index in 0..honest.len() {
        let mut dropped = honest.clone();
        dropped.remove(index);
        assert!(says_no(&rechained(&dropped)), "entry {index} dropped");
        // Two trustees may post in any order and twice: the rest of the file is what the proofs cover.
        let partial = |at: usize| honest[at].0 == EntryKind::Partial;
        let mut doubled = honest.clone();
        doubled.insert(index, honest[index].clone());
        assert!(partial(index) || says_no(&rechained(&doubled)), "entry {index} doubled");
        if index > 0 && !(partial(index) && partial(index - 1)) {
            let mut moved = honest.clone();
            moved.swap(index, index - 1);
            assert!(says_no(&rechained(&moved)), "entry {index} moved");
        }
    }
    let close = honest.iter().position(|(kind, _)| *kind == EntryKind::Close).unwrap();
    let mut late = honest.clone();
    late.insert(close + 1, (EntryKind::Ballot, election.ballot(6, 1, &[1, 1, 1])));
    assert!(says_no(&rechained(&late)));
    let mut added = honest;
    added.insert(close, (EntryKind::Ballot, election.ballot(6, 1, &[1, 1, 1])));
    assert!(says_no(&rechained(&added)), "the opening was made for another closing");
}

#[test]
fn a_wrong_result_and_missing_parts_are_found() {
    let (_, board) = good();
    let mut wrong = pairs(&board);
    let last = wrong.len() - 1;
    wrong[last].1[8] ^= 1;
    let verdict = verify(&rechained(&wrong));
    assert!(!verdict.valid);
    assert!(verdict.checks.contains(&(Check::Result, Done::Failed)));
    for len in 1..last {
        assert!(says_no(&rechained(&wrong[..len])), "only {len} entries");
    }
    let verdict = verify(&rechained(&wrong[..1]));
    assert!(verdict.checks.contains(&(Check::Ceremony, Done::NotRun)), "what did not run is not passed");
}

#[test]
fn another_candidate_list_is_found() {
    let (mut election, board) = good();
    election.manifest.questions.swap(0, 2);
    let mut swapped = pairs(&board);
    swapped[0].1 = election.file();
    assert!(says_no(&rechained(&swapped)));
}

#[test]
fn one_bad_ballot_is_refused_a_hundred_times_in_a_hundred_runs() {
    let (_, board) = good();
    let honest = pairs(&board);
    let len = honest[4].1.len();
    for run in 0..100 {
        let mut bad = honest.clone();
        bad[4].1[(run * 37) % len] ^= 1 << (run % 8);
        assert!(says_no(&rechained(&bad)), "run {run}");
    }
}

#[test]
fn a_hostile_file_does_not_make_the_verifier_work_or_grow() {
    let mut huge = b"TDKT-BUNDLE\0\0\0\0\x01".to_vec();
    huge.extend([0xff; 4]);
    assert!(says_no(&huge));
    huge.truncate(16);
    huge.extend(2_u32.to_le_bytes());
    huge.extend(1_u32.to_le_bytes());
    huge.extend([0xff; 4]);
    assert!(says_no(&huge), "a length beyond the end");
    assert!(says_no(&[]));
    // Nothing but bad ballots: the verifier stops early.
    let election = Election::new(Shape::default());
    let mut entries = pairs(&election.board());
    entries.extend((0..5_000).map(|_| (EntryKind::Ballot, vec![0; 10])));
    let verdict = verify(&rechained(&entries));
    assert!(!verdict.valid && verdict.findings.len() < 60);
}

proptest! {
    #![proptest_config(crate::cases(150))]

    #[test]
    fn random_bytes_are_no_bundle(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert!(says_no(&bytes));
        prop_assert!(says_no(&[&b"TDKT-BUNDLE\0\0\0\0\x01"[..], &bytes].concat()));
    }

    #[test]
    fn random_payloads_never_panic(kind in 1_u32..11, payload in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut board = Election::new(Shape { questions: 1, ..Shape::default() }).board();
        let kind = EntryKind::from_number(kind).unwrap();
        // Closing says nothing, and any hash can be that of a ballot whose content was shown instead of cast.
        let right = kind == EntryKind::Close && payload.is_empty() || kind == EntryKind::Spoil && payload.len() == 32;
        prop_assert_eq!(board.append(kind, &payload).is_ok(), right);
        prop_assert!(Manifest::read(&payload).is_err());
        prop_assert!(KeyFile::open(&payload, "mười hai chữ cái").is_err());
    }
}

proptest! {
    #![proptest_config(crate::cases(40))]

    #[test]
    fn mutated_and_cut_bundles_are_refused(places in proptest::collection::vec((any::<u32>(), 1_u8..=255), 1..4), cut in any::<u32>()) {
        static GOOD: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
        let honest = GOOD.get_or_init(|| Bundle::of(&good().1).to_bytes());
        let mut wrong = honest.clone();
        for (place, change) in places {
            let at = place as usize % wrong.len();
            wrong[at] ^= change;
        }
        prop_assert!(wrong == *honest || says_no(&wrong));
        prop_assert!(says_no(&honest[..cut as usize % honest.len()]));
    }
}
