//! The manifest: all that is fixed before the first ballot; must not be changed by any program after it is hashed.

mod file;

use std::collections::HashMap;

use curve25519_dalek::RistrettoPoint;

pub use file::{ClientHashes, DkgRecord, ManifestFile, Question, Rule};

use crate::error::Refused;
use crate::group::{self, PointBytes};
use crate::hash::{self, Digest};

/// Largest manifest file in bytes.
pub const MAX_FILE: usize = 2 << 20;
/// Most questions in one election.
pub const MAX_QUESTIONS: usize = 500;
/// Most members, and most credentials of each kind.
pub const MAX_MEMBERS: u32 = 2_000;
/// Most characters in one text of the manifest.
pub const MAX_TEXT: usize = 500;

/// What a member can say about one candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Options {
    /// Agree, or not: one ciphertext for each question.
    AgreeOnly,
    /// Agree, not agree, or neither: two ciphertexts for each question.
    AgreeAndNot,
}

impl Options {
    /// Ciphertexts for each question.
    #[must_use]
    pub fn count(self) -> usize {
        match self {
            Self::AgreeOnly => 1,
            Self::AgreeAndNot => 2,
        }
    }
}

/// Of whom the share is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// All members of the council.
    AllMembers,
    /// The members present when the vote opens.
    Present,
    /// The valid votes on the question.
    Valid,
}

/// Whether the share itself is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// `agree · den ≥ base · num`.
    AtLeast,
    /// `agree · den > base · num`.
    MoreThan,
}

/// Whether a member may cast again before closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// The ballot with the highest sequence number counts.
    Allowed,
    /// The first ballot stays.
    Never,
}

/// Who holds a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// A member of the council.
    Member,
    /// The committee, to enter one paper ballot.
    Paper,
}

/// A manifest that satisfies every rule, with the identity of its bytes.
#[derive(Debug, Clone)]
pub struct Manifest {
    file: ManifestFile,
    id: Digest,
    key: RistrettoPoint,
    key_bytes: PointBytes,
    server_key: PointBytes,
    ceremony: Digest,
    holders: HashMap<PointBytes, Holder>,
    options: Options,
    base: Base,
    compare: Compare,
    replace: Replace,
}

impl Manifest {
    /// Reads the bytes of a manifest file.
    ///
    /// # Errors
    /// `Refused::Manifest` naming the rule that is broken, `Refused::TooLarge` above the limits.
    pub fn read(bytes: &[u8]) -> Result<Self, Refused> {
        if bytes.len() > MAX_FILE {
            return Err(Refused::TooLarge);
        }
        let file: ManifestFile =
            serde_json::from_slice(bytes).map_err(|_| Refused::Manifest("no JSON of this format"))?;
        file.check()?;
        let key_bytes = file::bytes(&file.key)?;
        let server_key = file::bytes(&file.server_key)?;
        group::key(&server_key).map_err(|_| Refused::Manifest("server key"))?;
        Ok(Self {
            id: hash::election_id(bytes),
            key: group::key(&key_bytes).map_err(|_| Refused::Manifest("election key"))?,
            key_bytes,
            server_key,
            ceremony: file::bytes(&file.ceremony)?,
            holders: file.holders()?,
            options: file.options()?,
            base: file.rule.base()?,
            compare: file.rule.compare()?,
            replace: file.replace()?,
            file,
        })
    }

    /// The identity of the election: the hash of the file.
    #[must_use]
    pub fn id(&self) -> Digest {
        self.id
    }

    /// What the file says, for display.
    #[must_use]
    pub fn file(&self) -> &ManifestFile {
        &self.file
    }

    /// Ciphertexts in each ballot.
    #[must_use]
    pub fn ciphertexts(&self) -> usize {
        self.file.questions.len() * self.options.count()
    }

    /// Questions in each ballot.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.file.questions.len()
    }

    /// What can be said about a candidate.
    #[must_use]
    pub fn options(&self) -> Options {
        self.options
    }

    /// Most candidates a member may agree to, if there is such a limit.
    #[must_use]
    pub fn limit(&self) -> Option<u32> {
        self.file.limit
    }

    /// Members of the council.
    #[must_use]
    pub fn members(&self) -> u32 {
        self.file.members
    }

    /// Who holds this credential; `None` for a stranger's.
    #[must_use]
    pub fn holder(&self, credential: &PointBytes) -> Option<Holder> {
        self.holders.get(credential).copied()
    }

    /// Credentials made for members.
    #[must_use]
    pub fn credentials(&self) -> usize {
        self.file.credentials.len()
    }

    /// Whether a ballot may be replaced.
    #[must_use]
    pub fn replace(&self) -> Replace {
        self.replace
    }

    /// Of whom the share is taken.
    #[must_use]
    pub fn base(&self) -> Base {
        self.base
    }

    /// The least number of ballots that may be opened.
    #[must_use]
    pub fn min_ballots(&self) -> u32 {
        self.file.min_ballots
    }

    /// The least number of paper ballots for figures of their own.
    #[must_use]
    pub fn min_paper(&self) -> u32 {
        self.file.min_paper
    }

    /// Whether `agree` of `base` recognises a candidate. Whole numbers only; nobody passes without any agreement.
    #[must_use]
    pub fn passes(&self, agree: u32, base: u32) -> bool {
        let left = u64::from(agree) * u64::from(self.file.rule.den);
        let right = u64::from(base) * u64::from(self.file.rule.num);
        let enough = match self.compare {
            Compare::AtLeast => left >= right,
            Compare::MoreThan => left > right,
        };
        agree > 0 && enough
    }

    /// The public key of the server's receipts.
    #[must_use]
    pub fn server_key(&self) -> PointBytes {
        self.server_key
    }

    /// The number of the key ceremony.
    #[must_use]
    pub fn ceremony(&self) -> Digest {
        self.ceremony
    }

    /// The election key as it is written.
    #[must_use]
    pub fn key_bytes(&self) -> PointBytes {
        self.key_bytes
    }

    /// The election key.
    pub(crate) fn key(&self) -> &RistrettoPoint {
        &self.key
    }
}
