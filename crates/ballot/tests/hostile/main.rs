//! Bundles changed at random, but knowing their structure: whatever stands in a file, its reader neither panics, nor accepts it, nor takes more memory than the file allows.
//!
//! `LANTOA_HOSTILE_CASES` asks for more cases than the usual ones, `LANTOA_HOSTILE_START` for others.
//! One test alone, because it measures the memory of the whole process.

#![expect(clippy::print_stdout, reason = "how much was tried is worth reading")]

#[path = "../it/fixture.rs"]
#[allow(dead_code, reason = "shared with the other tests")]
mod fixture;
mod mutate;

use std::panic::catch_unwind;

use fixture::{Election, Shape, some_votes};
use lantoa_ballot::{Board, Bundle, EntryKind, Outcome, PaperCount, PaperFigures, TrusteeMemory, Verdict, verify};
use mutate::{Chance, File, MUTATIONS};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Cases of an ordinary run: about ten seconds.
const CASES: u64 = 1_500;
/// What a verifier may need at once beside the file, in bytes: tables of the curve, the verdict.
const BESIDE: usize = 192 << 10;
/// How many bytes it may need at once for each byte of a small file. A manifest of empty strings, each three bytes in the file
/// and a whole string in memory, is the worst.
const TIMES: usize = 24;
/// The same for a file of 8 MiB: the payloads as they were read, and as the board keeps them.
const TIMES_LARGE: usize = 3;

/// An election in which everything happened that can: replaced, spoiled and revoked ballots, paper, a wrong share.
fn eventful() -> Board {
    let shape = Shape { options: 2, limit: Some(2), ..Shape::default() };
    let election = Election::new(shape);
    let votes = [[1, 0, 0, 1, 0, 0], [1, 0, 1, 0, 0, 1], [0, 0, 0, 0, 0, 0], [0, 1, 1, 0, 1, 0], [1, 0, 0, 0, 0, 1]];
    let mut board = election.voted(&votes.map(|one| one.to_vec()));
    board.append(EntryKind::Spoil, &[7; 32]).unwrap();
    board.cast(&election.ballot(0, 2, &[0, 1, 0, 1, 0, 1])).unwrap();
    board.append(EntryKind::Revoke, &election.keys[6].public()).unwrap();
    board.append(EntryKind::Close, &[]).unwrap();
    let count = PaperCount { agree: 1, ..PaperCount::default() };
    let paper = PaperFigures { issued: 1, returned: 1, questions: vec![count; 3] };
    board.append(EntryKind::Paper, &paper.to_bytes()).unwrap();
    for place in [2, 0, 1] {
        let partial = election.trustees[place].open(&board, &mut TrusteeMemory::default(), &[1; 32]).unwrap();
        let mut bytes = partial.to_bytes();
        let last = bytes.len() - 1;
        bytes[last] ^= u8::from(place == 2);
        board.append(EntryKind::Partial, &bytes).unwrap();
    }
    let outcome = Outcome::compute(&board).unwrap();
    board.append(EntryKind::Result, &outcome.to_bytes()).unwrap();
    board
}

/// Verifies and gives the verdict with the most bytes that were needed at once.
fn weighed(bytes: &[u8]) -> (Verdict, usize) {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let verdict = verify(bytes);
    (verdict, MEMORY.peak_usage().saturating_sub(before))
}

/// Whether a changed file says the same as the honest one. Shares of trustees may come twice, in another order, or wrong beside
/// enough right ones (docs/ballot.md sections 8 and 10): then the file is valid, and its result must be the same.
fn says_the_same(honest: &[u8], changed: &[u8]) -> bool {
    let apart = |bytes: &[u8]| {
        let bundle = Bundle::read(bytes).ok()?;
        let kept = bundle.entries().iter().filter(|entry| entry.kind != EntryKind::Partial);
        Some(kept.map(|entry| (entry.kind, entry.payload.clone())).collect::<Vec<_>>())
    };
    apart(honest).is_some_and(|entries| apart(changed).is_some_and(|others| entries == others))
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn whatever_stands_in_a_file_it_is_refused_in_bounded_memory() {
    let plain = Bundle::of(&Election::new(Shape::default()).finished(&some_votes(6, 3))).to_bytes();
    let rich = Bundle::of(&eventful()).to_bytes();
    let honest = [plain, rich].map(|bytes| {
        let (verdict, _) = weighed(&bytes);
        assert!(verdict.valid, "{:?}", verdict.findings);
        (File::read(&bytes), bytes, verdict.outcome)
    });
    let (cases, start) = (number("LANTOA_HOSTILE_CASES", CASES), number("LANTOA_HOSTILE_START", 1));
    let mut reached = [0; MUTATIONS];
    let (mut heaviest, mut same) = (0, 0);
    for case in start..start + cases {
        let mut chance = Chance::new(case);
        let (file, bytes, outcome) = &honest[chance.below(2)];
        let changed = mutate::mutant(file, &mut chance, &mut reached);
        if changed == *bytes {
            continue;
        }
        let (verdict, needed) = catch_unwind(|| weighed(&changed)).unwrap_or_else(|_| panic!("case {case} panics"));
        if verdict.valid {
            assert!(says_the_same(bytes, &changed), "case {case} is accepted");
            assert_eq!(&verdict.outcome, outcome, "case {case} has another result");
            same += 1;
        } else {
            assert!(!verdict.findings.is_empty(), "case {case} is refused without a reason");
        }
        let most = BESIDE + TIMES * changed.len();
        assert!(needed <= most, "case {case}: {needed} bytes for a file of {}", changed.len());
        heaviest = heaviest.max(needed);
    }
    assert!(cases < CASES || reached.iter().all(|times| *times > 20), "every kind of change was made: {reached:?}");
    println!(
        "{cases} cases, {same} with other shares of trustees, changes {reached:?}, at most {heaviest} bytes at once"
    );
    announced_and_not_there(&honest[0].0);
    large(&honest[0].0);
}

/// Lengths and counts that announce gigabytes.
fn announced_and_not_there(file: &File) {
    for place in 0..file.entries.len() {
        for length in [u32::MAX, 1 << 31, 64 << 20] {
            let mut changed = file.clone();
            changed.entries[place].length = length;
            let bytes = changed.write();
            let (verdict, needed) = weighed(&bytes);
            assert!(!verdict.valid && needed <= BESIDE + 2 * bytes.len(), "entry {place}: {needed} bytes");
        }
    }
    for count in [u32::MAX, 20_001, 20_000, 1 << 20] {
        let bytes = File { count, ..file.clone() }.write();
        let (verdict, needed) = weighed(&bytes);
        assert!(!verdict.valid && needed <= BESIDE + 2 * bytes.len(), "{count} entries: {needed} bytes");
    }
}

/// Files of 8 MiB, filled with what costs most in memory.
fn large(file: &File) {
    const SIZE: usize = 8 << 20;
    let nested = |sign: &[u8]| sign.repeat((2 << 20) - 200);
    let manifests: [Vec<u8>; 4] = [
        nested(b"["),
        [b"{\"credentials\":[", &b"\"\",".repeat(600_000)[..], b"\"\"]}"].concat(),
        [b"{\"questions\":[", &b"{\"id\":1,\"candidate\":\"\",\"title\":\"\"},".repeat(50_000)[..], b"]}"].concat(),
        [b"{\"dkg\":", &nested(b"{\"f\":[")[..1 << 20]].concat(),
    ];
    for payload in manifests {
        let bytes = File::of(vec![(1, payload)]).write();
        let (verdict, needed) = weighed(&bytes);
        assert!(
            !verdict.valid && needed <= BESIDE + TIMES * bytes.len(),
            "{needed} bytes for a manifest of {}",
            bytes.len()
        );
    }
    let ballots = |length: usize| {
        let honest = file.entries[..3].iter().map(|entry| (entry.kind, entry.payload.clone()));
        honest.chain((0..SIZE / length).map(|_| (4, vec![0; length]))).collect::<Vec<_>>()
    };
    for entries in [ballots(SIZE), ballots(4 << 10), ballots(612)] {
        let bytes = File::of(entries).write();
        let (verdict, needed) = weighed(&bytes);
        assert!(!verdict.valid && needed <= BESIDE + TIMES_LARGE * bytes.len(), "{needed} bytes for {}", bytes.len());
    }
}
