//! The board: the chained list of all that happened in one election; must not admit an entry that breaks a rule.

mod entry;
mod paper;
mod state;

use std::collections::{HashMap, HashSet};

pub use entry::{Entry, EntryKind};
pub use paper::{PaperCount, PaperFigures};
pub use state::{Tracked, TrackedState};

use crate::ballot::{Ballot, BallotRules};
use crate::ceremony::Ceremony;
use crate::error::Refused;
use crate::group::PointBytes;
use crate::hash::{Digest, Hasher};
use crate::manifest::Manifest;

/// Most entries on one board.
pub const MAX_ENTRIES: usize = 20_000;
/// Most bytes of all payloads together.
pub const MAX_BYTES: usize = 64 << 20;
/// Partial decryptions one trustee may post; wrong ones stay on the board and are skipped.
const MAX_PARTIALS: usize = 4;
/// What stands in place of a head before the first entry.
const START: Digest = [0; 32];

/// How far an election has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The manifest stands; the ceremony must follow.
    Prepared,
    /// Ready to open; credentials of envelopes not handed out may be revoked.
    Ready,
    /// Ballots are admitted.
    Open,
    /// Closed: paper figures, then partial decryptions.
    Closed,
    /// The result stands.
    Decided,
}

/// Where an accepted entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Number of the entry, from 0.
    pub index: u32,
    /// Head of the board after it.
    pub head: Digest,
}

/// What became of a ballot that was sent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cast {
    /// It was appended.
    New(Place),
    /// The very same bytes were there already: the answer was lost and the page sent again.
    Known(Place),
}

impl Cast {
    /// Where the ballot stands.
    #[must_use]
    pub fn place(self) -> Place {
        match self {
            Self::New(place) | Self::Known(place) => place,
        }
    }
}

/// The newest ballot of one credential.
#[derive(Debug, Clone, Copy)]
struct Newest {
    index: u32,
    sequence: u32,
}

/// A board on which every entry satisfied the rules when it was appended.
#[derive(Debug, Clone)]
pub struct Board {
    manifest: Manifest,
    rules: BallotRules,
    entries: Vec<Entry>,
    bytes: usize,
    stage: Stage,
    ceremony: Option<Ceremony>,
    present: u32,
    newest: HashMap<PointBytes, Newest>,
    hashes: HashMap<Digest, u32>,
    spoiled: HashSet<Digest>,
    revoked: HashSet<PointBytes>,
    paper: Option<PaperFigures>,
    partials: HashMap<u8, usize>,
    close: Option<Place>,
}

impl Board {
    /// A board that begins with this manifest file.
    ///
    /// # Errors
    /// As [`Manifest::read`].
    pub fn start(manifest_file: &[u8]) -> Result<Self, Refused> {
        let manifest = Manifest::read(manifest_file)?;
        let mut board = Self {
            rules: BallotRules::of(&manifest),
            manifest,
            entries: Vec::new(),
            bytes: 0,
            stage: Stage::Prepared,
            ceremony: None,
            present: 0,
            newest: HashMap::new(),
            hashes: HashMap::new(),
            spoiled: HashSet::new(),
            revoked: HashSet::new(),
            paper: None,
            partials: HashMap::new(),
            close: None,
        };
        board.push(EntryKind::Manifest, manifest_file);
        Ok(board)
    }

    /// Appends an entry that the rules admit.
    ///
    /// # Errors
    /// The rule that is broken; the board stays as it was.
    pub fn append(&mut self, kind: EntryKind, payload: &[u8]) -> Result<Place, Refused> {
        if self.entries.len() >= MAX_ENTRIES || self.bytes.saturating_add(payload.len()) > MAX_BYTES {
            return Err(Refused::TooLarge);
        }
        self.admit(kind, payload)?;
        Ok(self.push(kind, payload))
    }

    /// Appends a ballot, or finds it when the same bytes were cast before.
    ///
    /// # Errors
    /// Why the ballot is refused.
    pub fn cast(&mut self, ballot: &[u8]) -> Result<Cast, Refused> {
        let hash = crate::ballot::ballot_hash(ballot);
        match self.hashes.get(&hash).and_then(|index| self.place(*index)) {
            Some(place) => Ok(Cast::Known(place)),
            None => self.append(EntryKind::Ballot, ballot).map(Cast::New),
        }
    }

    /// Extends the chain without asking the rules. Readers of foreign boards use it after they noted what is wrong.
    pub(crate) fn push(&mut self, kind: EntryKind, payload: &[u8]) -> Place {
        let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let head = next_head(&self.head(), index, kind, payload);
        self.entries.push(Entry { kind, payload: payload.to_vec(), head });
        self.bytes += payload.len();
        let place = Place { index, head };
        if kind == EntryKind::Close && self.close.is_none() {
            self.close = Some(place);
        }
        place
    }

    /// Checks an entry against the rules and notes what it changes.
    pub(crate) fn admit(&mut self, kind: EntryKind, payload: &[u8]) -> Result<(), Refused> {
        match kind {
            EntryKind::Manifest => Err(Refused::NotNow("the manifest comes first and once")),
            EntryKind::Ceremony => self.admit_ceremony(payload),
            EntryKind::Open => self.admit_open(payload),
            EntryKind::Ballot => self.admit_ballot(payload),
            EntryKind::Spoil => self.admit_spoil(payload),
            EntryKind::Revoke => self.admit_revoke(payload),
            EntryKind::Close => self.admit_close(payload),
            EntryKind::Paper => self.admit_paper(payload),
            EntryKind::Partial => self.admit_partial(payload),
            EntryKind::Result => self.admit_result(payload),
        }
    }

    fn expect(&self, stage: Stage, why: &'static str) -> Result<(), Refused> {
        if self.stage == stage { Ok(()) } else { Err(Refused::NotNow(why)) }
    }

    fn admit_ceremony(&mut self, payload: &[u8]) -> Result<(), Refused> {
        self.expect(Stage::Prepared, "the ceremony follows the manifest")?;
        let ceremony = Ceremony::read(payload)?;
        if !ceremony.is_of(&self.manifest) {
            return Err(Refused::OtherElection);
        }
        self.ceremony = Some(ceremony);
        self.stage = Stage::Ready;
        Ok(())
    }

    fn admit_open(&mut self, payload: &[u8]) -> Result<(), Refused> {
        self.expect(Stage::Ready, "opening follows the ceremony")?;
        let present = u32::from_le_bytes(payload.try_into().map_err(|_| Refused::Form)?);
        if present == 0 || present > self.manifest.members() {
            return Err(Refused::NotNow("number of members present"));
        }
        self.present = present;
        self.stage = Stage::Open;
        Ok(())
    }

    fn admit_ballot(&mut self, payload: &[u8]) -> Result<(), Refused> {
        self.expect(Stage::Open, "ballots are cast between opening and closing")?;
        let ballot = Ballot::read(&self.rules, payload)?;
        self.check_credential(&ballot)?;
        let index = u32::try_from(self.entries.len()).map_err(|_| Refused::TooLarge)?;
        self.newest.insert(ballot.credential(), Newest { index, sequence: ballot.sequence() });
        self.hashes.insert(ballot.hash(), index);
        Ok(())
    }

    fn admit_close(&mut self, payload: &[u8]) -> Result<(), Refused> {
        self.expect(Stage::Open, "only an open vote is closed")?;
        if !payload.is_empty() {
            return Err(Refused::Form);
        }
        self.stage = Stage::Closed;
        Ok(())
    }

    /// What the manifest says.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What ballots must satisfy.
    #[must_use]
    pub fn rules(&self) -> &BallotRules {
        &self.rules
    }

    /// The ceremony, once it stands on the board.
    #[must_use]
    pub fn ceremony(&self) -> Option<&Ceremony> {
        self.ceremony.as_ref()
    }

    /// How far the election has come.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Members present at opening; 0 before.
    #[must_use]
    pub fn present(&self) -> u32 {
        self.present
    }

    /// All entries in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The head after the last entry.
    #[must_use]
    pub fn head(&self) -> Digest {
        self.entries.last().map_or(START, |entry| entry.head)
    }

    /// The place of entry number `index`.
    #[must_use]
    pub fn place(&self, index: u32) -> Option<Place> {
        let entry = self.entries.get(usize::try_from(index).ok()?)?;
        Some(Place { index, head: entry.head })
    }

    /// The closing entry, whose head is read aloud.
    #[must_use]
    pub fn close(&self) -> Option<Place> {
        self.close
    }

    /// Figures of the paper ballots, if there are any.
    #[must_use]
    pub fn paper(&self) -> Option<&PaperFigures> {
        self.paper.as_ref()
    }
}

/// The head after an entry: it covers everything before, the number of the entry, its kind and its content.
#[must_use]
pub fn next_head(before: &Digest, index: u32, kind: EntryKind, payload: &[u8]) -> Digest {
    Hasher::new("board").part(before).number(index).part(kind.name().as_bytes()).part(payload).digest()
}
