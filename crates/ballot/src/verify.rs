//! The verifier: one bundle in, one verdict out; a check that did not run is a failure, and nothing here is trusted.

use serde::Serialize;

use crate::board::{Board, EntryKind, Stage, Tracked, TrackedState};
use crate::bundle::Bundle;
use crate::ceremony::fingerprint_words;
use crate::error::Refused;
use crate::fault::Fault;
use crate::hash::{self, Digest};
use crate::receipt::{Receipt, Standing};
use crate::tally::{Outcome, sort_partials};

/// Findings after which the verifier stops: the verdict is certain by then, and a hostile file must not keep it busy.
const MAX_FINDINGS: usize = 50;

/// What is checked, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The file is a bundle.
    Form,
    /// The manifest satisfies its rules.
    Manifest,
    /// The ceremony is complete and made the key in the manifest.
    Ceremony,
    /// Every head follows from the entry and the head before.
    Chain,
    /// Every entry, above all every ballot, satisfies the rules of the board.
    Entries,
    /// The vote was closed.
    Closing,
    /// Enough partial decryptions have valid proofs.
    Partials,
    /// The published result is what the ballots come to.
    Result,
    /// Printed values and receipts that the caller gave agree with the file.
    Expected,
}

/// Every check.
const CHECKS: [Check; 9] = [
    Check::Form,
    Check::Manifest,
    Check::Ceremony,
    Check::Chain,
    Check::Entries,
    Check::Closing,
    Check::Partials,
    Check::Result,
    Check::Expected,
];

/// Whether a check was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// It ran to its end and found nothing.
    Passed,
    /// It ran and found something.
    Failed,
    /// It could not run; this counts as a failure.
    NotRun,
}

/// Where something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Where {
    /// In the file as a whole.
    File,
    /// In the entry with this number.
    Entry(u32),
    /// In what the caller expected.
    Expectation,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The check that found it.
    pub check: Check,
    /// The place.
    pub place: Where,
    /// What it is, in English.
    pub what: String,
    /// The name of it, by which other languages have their sentence.
    pub name: String,
    /// The trustee or entry the sentence speaks of.
    pub number: Option<u32>,
}

/// What a verifier may know from paper: values read aloud and printed, and receipts members kept.
#[derive(Debug, Clone, Default)]
pub struct Expected {
    /// The election id on the envelopes.
    pub election: Option<Digest>,
    /// The head of the closed board in the minutes.
    pub close_head: Option<Digest>,
    /// Receipts in binary form.
    pub receipts: Vec<Vec<u8>>,
}

/// What a verifier says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// True only when every check ran and found nothing.
    pub valid: bool,
    /// Every check with its outcome.
    pub checks: Vec<(Check, Done)>,
    /// All that is wrong.
    pub findings: Vec<Finding>,
    /// Trustees with a wrong partial decryption beside enough valid ones: entry, trustee. No failure, but worth knowing.
    pub wrong_partials: Vec<(u32, u8)>,
    /// One trustee alone can open this election and every ballot in it.
    pub single_trustee: bool,
    /// Election id, to be compared with the printed one.
    pub election: Option<String>,
    /// Head of the closed board, to be compared with the minutes.
    pub close_head: Option<String>,
    /// Head after the last entry.
    pub head: Option<String>,
    /// The six words of the ceremony.
    pub words: Option<[&'static str; 6]>,
    /// Every ballot on the board.
    pub tracked: Vec<Tracked>,
    /// Ballots that count.
    pub counted: usize,
    /// The result, recomputed; only when it could be.
    pub outcome: Option<Outcome>,
}

/// Verifies a bundle with nothing else at hand.
#[must_use]
pub fn verify(bundle: &[u8]) -> Verdict {
    verify_expecting(bundle, &Expected::default())
}

/// Verifies a bundle against values known from elsewhere.
#[must_use]
pub fn verify_expecting(bundle: &[u8], expected: &Expected) -> Verdict {
    let mut run = Run { done: vec![Done::NotRun; CHECKS.len()], findings: Vec::new() };
    let board = run.replay(bundle);
    let mut wrong_partials = Vec::new();
    let mut outcome = None;
    if let Some(board) = &board {
        run.closing(board);
        wrong_partials = run.partials(board);
        outcome = run.result(board);
        run.expected(board, expected);
    }
    run.verdict(board.as_ref(), wrong_partials, outcome)
}

struct Run {
    done: Vec<Done>,
    findings: Vec<Finding>,
}

impl Run {
    fn mark(&mut self, check: Check, done: Done) {
        let at = CHECKS.iter().position(|known| *known == check);
        if let Some(slot) = at.and_then(|at| self.done.get_mut(at))
            && *slot != Done::Failed
        {
            *slot = done;
        }
    }

    fn found(&mut self, check: Check, place: Where, fault: impl Into<Fault>) {
        self.mark(check, Done::Failed);
        let fault = fault.into();
        let (what, name, number) = (fault.to_string(), fault.name(), fault.number());
        self.findings.push(Finding { check, place, what, name, number });
    }

    /// Marks a check as passed unless it found something.
    fn finish(&mut self, check: Check) {
        self.mark(check, Done::Passed);
    }

    /// Reads the file and walks through its entries. What is wrong is noted, and the walk goes on with the next entry.
    fn replay(&mut self, bytes: &[u8]) -> Option<Board> {
        let bundle = match Bundle::read(bytes) {
            Ok(bundle) => bundle,
            Err(refused) => {
                self.found(Check::Form, Where::File, refused);
                return None;
            }
        };
        self.finish(Check::Form);
        let Some(first) = bundle.entries().first().filter(|entry| entry.kind == EntryKind::Manifest) else {
            self.found(Check::Manifest, Where::Entry(0), Fault::NoManifest);
            return None;
        };
        let mut board = match Board::start(&first.payload) {
            Ok(board) => board,
            Err(refused) => {
                self.found(Check::Manifest, Where::Entry(0), refused);
                return None;
            }
        };
        self.finish(Check::Manifest);
        if self.walk(&bundle, &mut board) {
            self.finish(Check::Chain);
            self.finish(Check::Entries);
        }
        if board.ceremony().is_some() {
            self.finish(Check::Ceremony);
        }
        Some(board)
    }

    /// True when it came to the end.
    fn walk(&mut self, bundle: &Bundle, board: &mut Board) -> bool {
        for (index, entry) in (0_u32..).zip(bundle.entries()) {
            if index > 0 {
                if entry.kind == EntryKind::Result {
                    // Checked on its own below: a wrong result is another kind of finding than a wrong entry.
                    self.result_is_last(bundle, index);
                } else if let Err(refused) = board.admit(entry.kind, &entry.payload) {
                    let check = if entry.kind == EntryKind::Ceremony { Check::Ceremony } else { Check::Entries };
                    self.found(check, Where::Entry(index), refused);
                }
                board.push(entry.kind, &entry.payload);
            }
            if board.place(index).map(|place| place.head) != Some(entry.head) {
                self.found(Check::Chain, Where::Entry(index), Fault::Head);
            }
            if self.findings.len() >= MAX_FINDINGS {
                self.found(Check::Entries, Where::Entry(index), Fault::TooMuch);
                return false;
            }
        }
        true
    }

    fn result_is_last(&mut self, bundle: &Bundle, index: u32) {
        if usize::try_from(index).is_ok_and(|index| index + 1 != bundle.entries().len()) {
            self.found(Check::Entries, Where::Entry(index), Fault::ResultNotLast);
        }
    }

    fn closing(&mut self, board: &Board) {
        if board.close().is_some() && board.stage() >= Stage::Closed {
            self.finish(Check::Closing);
        } else {
            self.found(Check::Closing, Where::File, Fault::NotClosed);
        }
    }

    fn partials(&mut self, board: &Board) -> Vec<(u32, u8)> {
        let Some(ceremony) = board.ceremony().filter(|_| board.close().is_some()) else {
            return Vec::new();
        };
        match sort_partials(board) {
            Ok(sorted) => {
                if sorted.valid.len() < usize::from(ceremony.plan().threshold()) {
                    self.found(Check::Partials, Where::File, Refused::Threshold);
                } else {
                    self.finish(Check::Partials);
                }
                for (entry, trustee) in &sorted.wrong {
                    if sorted.valid.len() < usize::from(ceremony.plan().threshold()) {
                        self.found(Check::Partials, Where::Entry(*entry), Refused::Culprit(*trustee));
                    }
                }
                sorted.wrong
            }
            Err(refused) => {
                self.found(Check::Partials, Where::File, refused);
                Vec::new()
            }
        }
    }

    fn result(&mut self, board: &Board) -> Option<Outcome> {
        let last = board.entries().len().saturating_sub(1);
        let index = u32::try_from(last).unwrap_or(u32::MAX);
        let Some(published) = board.entries().last().filter(|entry| entry.kind == EntryKind::Result) else {
            self.found(Check::Result, Where::File, Fault::NoResult);
            return None;
        };
        match Outcome::compute(board) {
            Ok(outcome) => {
                if outcome.to_bytes() == published.payload {
                    self.finish(Check::Result);
                } else {
                    self.found(Check::Result, Where::Entry(index), Fault::OtherResult);
                }
                Some(outcome)
            }
            Err(refused) => {
                self.found(Check::Result, Where::Entry(index), refused);
                None
            }
        }
    }

    fn expected(&mut self, board: &Board, expected: &Expected) {
        if expected.election.is_some_and(|id| id != board.manifest().id()) {
            self.found(Check::Expected, Where::Expectation, Fault::OtherThanPrinted);
        }
        if expected.close_head.is_some_and(|head| board.close().map(|close| close.head) != Some(head)) {
            self.found(Check::Expected, Where::Expectation, Fault::OtherClosing);
        }
        for receipt in &expected.receipts {
            let read = Receipt::read(&board.manifest().server_key(), receipt);
            let fault = match read.map(|receipt| (receipt.index(), receipt.standing(board))) {
                Ok((_, Standing::Kept)) => continue,
                Ok((entry, Standing::CutOff)) => Fault::ReceiptCutOff(entry),
                Ok((entry, Standing::Differs)) => Fault::ReceiptDiffers(entry),
                Ok((_, Standing::Foreign)) | Err(_) => Fault::ReceiptForeign,
            };
            self.found(Check::Expected, Where::Expectation, fault);
        }
        self.finish(Check::Expected);
    }

    fn verdict(self, board: Option<&Board>, wrong_partials: Vec<(u32, u8)>, outcome: Option<Outcome>) -> Verdict {
        let valid = self.findings.is_empty() && self.done.iter().all(|done| *done == Done::Passed);
        let tracked = board.map(Board::tracked).unwrap_or_default();
        let ceremony = board.and_then(Board::ceremony);
        Verdict {
            valid,
            checks: CHECKS.iter().copied().zip(self.done).collect(),
            findings: self.findings,
            wrong_partials,
            single_trustee: ceremony.is_some_and(|ceremony| ceremony.plan().threshold() == 1),
            election: board.map(|board| hash::hex(&board.manifest().id())),
            close_head: board.and_then(Board::close).map(|close| hash::hex(&close.head)),
            head: board.map(|board| hash::hex(&board.head())),
            words: ceremony.map(|ceremony| fingerprint_words(&ceremony.fingerprint())),
            counted: tracked.iter().filter(|line| line.state == TrackedState::Counted).count(),
            tracked,
            outcome,
        }
    }
}
