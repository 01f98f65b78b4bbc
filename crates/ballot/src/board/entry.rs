//! Entries of the board and their kinds; must not interpret a payload.

use crate::hash::Digest;

/// What an entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// The bytes of the manifest file.
    Manifest,
    /// All messages of the key ceremony.
    Ceremony,
    /// Voting begins: number of members present.
    Open,
    /// One ballot.
    Ballot,
    /// The hash of a ballot that was opened for a challenge.
    Spoil,
    /// A credential that must not be used any more.
    Revoke,
    /// Figures of the paper ballots.
    Paper,
    /// Voting ends.
    Close,
    /// One trustee's partial decryption.
    Partial,
    /// The figures that follow.
    Result,
}

impl EntryKind {
    /// Every kind with its number in the bundle and its name in the chain.
    const ALL: [(Self, u32, &'static str); 10] = [
        (Self::Manifest, 1, "manifest"),
        (Self::Ceremony, 2, "ceremony"),
        (Self::Open, 3, "open"),
        (Self::Ballot, 4, "ballot"),
        (Self::Spoil, 5, "spoil"),
        (Self::Revoke, 6, "revoke"),
        (Self::Paper, 7, "paper"),
        (Self::Close, 8, "close"),
        (Self::Partial, 9, "partial"),
        (Self::Result, 10, "result"),
    ];

    /// The name that is hashed.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _, _)| *kind == self).map_or("", |(_, _, name)| name)
    }

    /// The number that stands in a bundle and in a database.
    #[must_use]
    pub fn number(self) -> u32 {
        Self::ALL.iter().find(|(kind, _, _)| *kind == self).map_or(0, |(_, number, _)| *number)
    }

    /// The kind with this number.
    #[must_use]
    pub fn from_number(number: u32) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == number).map(|(kind, _, _)| *kind)
    }
}

/// One entry with the head of the board after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it says.
    pub kind: EntryKind,
    /// Its content.
    pub payload: Vec<u8>,
    /// Head after it.
    pub head: Digest,
}
