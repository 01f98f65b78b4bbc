//! The bundle: one file with the whole board; must not need anything beside it, nor trust any byte of it.

use crate::board::{Board, Entry, EntryKind, MAX_BYTES, MAX_ENTRIES};
use crate::bytes::Reader;
use crate::error::Refused;
use crate::hash::Digest;

/// What every bundle begins with; the last byte is the version.
const MAGIC: &[u8; 16] = b"TDKT-BUNDLE\0\0\0\0\x01";
/// Kind, length and head around each payload.
const ENTRY_FRAME: usize = 4 + 4 + 32;
/// Largest bundle in bytes.
pub const MAX_BUNDLE: usize = MAX_BYTES + MAX_ENTRIES * ENTRY_FRAME + 20;

/// The entries of a bundle as they stand in the file: form checked, nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    entries: Vec<Entry>,
}

impl Bundle {
    /// The bundle of a board.
    #[must_use]
    pub fn of(board: &Board) -> Self {
        Self { entries: board.entries().to_vec() }
    }

    /// A bundle from entries kept elsewhere, such as a database.
    #[must_use]
    pub fn from_entries(entries: Vec<Entry>) -> Self {
        Self { entries }
    }

    /// The entries.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The file: magic, number of entries, then kind, length, payload and head of each.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(number(self.entries.len()));
        for entry in &self.entries {
            out.extend(entry.kind.number().to_le_bytes());
            out.extend(number(entry.payload.len()));
            out.extend_from_slice(&entry.payload);
            out.extend_from_slice(&entry.head);
        }
        out
    }

    /// Splits a file into its entries. Lengths are checked against what is there before anything is copied.
    ///
    /// # Errors
    /// `Refused::TooLarge` above the limits, `Refused::Form` for anything else that is no bundle.
    pub fn read(bytes: &[u8]) -> Result<Self, Refused> {
        if bytes.len() > MAX_BUNDLE {
            return Err(Refused::TooLarge);
        }
        let mut reader = Reader::new(bytes);
        if reader.take(MAGIC.len())? != MAGIC {
            return Err(Refused::Form);
        }
        let count = usize::try_from(reader.number()?).map_err(|_| Refused::TooLarge)?;
        if count > MAX_ENTRIES {
            return Err(Refused::TooLarge);
        }
        let mut entries = Vec::new();
        for _ in 0..count {
            let kind = EntryKind::from_number(reader.number()?).ok_or(Refused::Form)?;
            let len = usize::try_from(reader.number()?).map_err(|_| Refused::TooLarge)?;
            let payload = reader.take(len)?.to_vec();
            entries.push(Entry { kind, payload, head: reader.array::<32>()? });
        }
        reader.end()?;
        Ok(Self { entries })
    }

    /// Replays the entries onto a board; the first thing that is wrong ends it. For servers and trustees.
    ///
    /// # Errors
    /// The number of the entry with the rule it breaks; `Refused::Contradiction` when its head does not follow.
    pub fn replay(&self) -> Result<Board, (u32, Refused)> {
        let (first, rest) = self.entries.split_first().ok_or((0, Refused::Form))?;
        if first.kind != EntryKind::Manifest {
            return Err((0, Refused::Form));
        }
        let mut board = Board::start(&first.payload).map_err(|refused| (0, refused))?;
        check_head(0, board.head(), first)?;
        for (index, entry) in (1..).zip(rest) {
            let place = board.append(entry.kind, &entry.payload).map_err(|refused| (index, refused))?;
            check_head(index, place.head, entry)?;
        }
        Ok(board)
    }
}

fn check_head(index: u32, head: Digest, entry: &Entry) -> Result<(), (u32, Refused)> {
    if head == entry.head { Ok(()) } else { Err((index, Refused::Contradiction)) }
}

/// Lengths on a board are bounded far below 4 GiB; more would write a file that no reader accepts.
fn number(len: usize) -> [u8; 4] {
    u32::try_from(len).unwrap_or(u32::MAX).to_le_bytes()
}
