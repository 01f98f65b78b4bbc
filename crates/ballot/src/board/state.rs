//! Who may still vote, which ballots count, and what may follow closing; must not decrypt anything.

use super::{Board, MAX_PARTIALS, PaperFigures, Stage};
use crate::ballot::{Ballot, tracking_code};
use crate::board::EntryKind;
use crate::error::Refused;
use crate::group::PointBytes;
use crate::manifest::{Holder, Replace};
use crate::tally::{Outcome, Partial};

/// Where a ballot on the public list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TrackedState {
    /// It counts, unless a newer one follows.
    Counted,
    /// A newer ballot of the same credential counts instead.
    Replaced,
    /// Its credential was revoked.
    Revoked,
}

/// One line of the public list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Tracked {
    /// Number of the entry.
    pub index: u32,
    /// Tracking code.
    pub code: String,
    /// Where it stands.
    pub state: TrackedState,
}

impl Board {
    /// The credential of a ballot must be listed, unused or older, and not revoked; the ballot itself not spoiled.
    pub(super) fn check_credential(&self, ballot: &Ballot) -> Result<(), Refused> {
        let credential = ballot.credential();
        let holder = self.manifest.holder(&credential).ok_or(Refused::Stranger)?;
        if self.revoked.contains(&credential) {
            return Err(Refused::Revoked);
        }
        if self.spoiled.contains(&ballot.hash()) {
            return Err(Refused::Spoiled);
        }
        if ballot.sequence() == 0 {
            return Err(Refused::Form);
        }
        match self.newest.get(&credential) {
            Some(newest) if self.manifest.replace() == Replace::Never || ballot.sequence() <= newest.sequence => {
                Err(Refused::Replayed)
            }
            None if holder == Holder::Paper => self.check_voters(1),
            _ => Ok(()),
        }
    }

    /// Usable credentials, paper ballots entered and `more` voters together must not outnumber the members.
    fn check_voters(&self, more: u32) -> Result<(), Refused> {
        let of = |holder| move |credential: &&PointBytes| self.manifest.holder(credential) == Some(holder);
        let revoked = self.revoked.iter().filter(of(Holder::Member)).count();
        let entered = self.newest.keys().filter(|credential| !self.revoked.contains(*credential));
        let entered = entered.filter(of(Holder::Paper)).count();
        let usable = self.manifest.credentials().saturating_sub(revoked) + entered;
        let voters = u64::try_from(usable).unwrap_or(u64::MAX).saturating_add(u64::from(more));
        if voters <= u64::from(self.manifest.members()) {
            Ok(())
        } else {
            Err(Refused::NotNow("more votes than members: revoke the credential of a member who takes paper"))
        }
    }

    pub(super) fn admit_spoil(&mut self, payload: &[u8]) -> Result<(), Refused> {
        self.expect(Stage::Open, "ballots are spoiled while the vote is open")?;
        let hash = payload.try_into().map_err(|_| Refused::Form)?;
        if self.hashes.contains_key(&hash) {
            return Err(Refused::NotNow("a ballot that was cast cannot be spoiled"));
        }
        if self.spoiled.insert(hash) { Ok(()) } else { Err(Refused::NotNow("spoiled before")) }
    }

    pub(super) fn admit_revoke(&mut self, payload: &[u8]) -> Result<(), Refused> {
        if self.stage != Stage::Ready && self.stage != Stage::Open {
            return Err(Refused::NotNow("credentials are revoked before closing"));
        }
        let credential = payload.try_into().map_err(|_| Refused::Form)?;
        self.manifest.holder(&credential).ok_or(Refused::Stranger)?;
        if self.revoked.insert(credential) { Ok(()) } else { Err(Refused::Revoked) }
    }

    pub(super) fn admit_paper(&mut self, payload: &[u8]) -> Result<(), Refused> {
        self.expect(Stage::Closed, "paper figures follow closing")?;
        if self.paper.is_some() || !self.partials.is_empty() {
            return Err(Refused::NotNow("paper figures come once and before the first partial decryption"));
        }
        let figures = PaperFigures::read(&self.manifest, payload)?;
        self.check_voters(figures.issued)?;
        self.paper = Some(figures);
        Ok(())
    }

    /// A partial decryption needs only the right form here: a wrong proof must not block, it is skipped when combining.
    pub(super) fn admit_partial(&mut self, payload: &[u8]) -> Result<(), Refused> {
        self.expect(Stage::Closed, "partial decryptions follow closing")?;
        if self.counted().len() < usize::try_from(self.manifest.min_ballots()).unwrap_or(usize::MAX) {
            return Err(Refused::TooFew);
        }
        let partial = Partial::read(self.manifest.ciphertexts(), payload)?;
        let trustees = self.ceremony.as_ref().map_or(0, |ceremony| ceremony.plan().trustees());
        if partial.index() == 0 || partial.index() > trustees {
            return Err(Refused::Stranger);
        }
        let posted = self.partials.entry(partial.index()).or_default();
        if *posted >= MAX_PARTIALS {
            return Err(Refused::NotNow("this trustee posted too often"));
        }
        *posted += 1;
        Ok(())
    }

    pub(super) fn admit_result(&mut self, payload: &[u8]) -> Result<(), Refused> {
        self.expect(Stage::Closed, "the result follows the partial decryptions, once")?;
        let outcome = Outcome::compute(self)?;
        if outcome.to_bytes() != payload {
            return Err(Refused::Proof);
        }
        self.stage = Stage::Decided;
        Ok(())
    }

    /// Numbers of the entries whose ballots count: the newest of each credential that is not revoked, in board order.
    #[must_use]
    pub fn counted(&self) -> Vec<u32> {
        let usable = self.newest.iter().filter(|(credential, _)| !self.revoked.contains(*credential));
        let mut counted: Vec<u32> = usable.map(|(_, newest)| newest.index).collect();
        counted.sort_unstable();
        counted
    }

    /// The public list: every ballot on the board with its tracking code and state.
    #[must_use]
    pub fn tracked(&self) -> Vec<Tracked> {
        let mut cast: Vec<(u32, _)> = self.hashes.iter().map(|(hash, index)| (*index, hash)).collect();
        cast.sort_unstable_by_key(|(index, _)| *index);
        let line = |(index, hash)| Some(Tracked { index, code: tracking_code(hash), state: self.state_of(index)? });
        cast.into_iter().filter_map(line).collect()
    }

    fn state_of(&self, index: u32) -> Option<TrackedState> {
        let entry = self.entries.get(usize::try_from(index).ok()?).filter(|entry| entry.kind == EntryKind::Ballot)?;
        let credential: PointBytes = entry.payload.get(32..64)?.try_into().ok()?;
        let newest = self.newest.get(&credential)?;
        Some(match (self.revoked.contains(&credential), newest.index == index) {
            (true, _) => TrackedState::Revoked,
            (false, true) => TrackedState::Counted,
            (false, false) => TrackedState::Replaced,
        })
    }
}
