//! Why something is refused; must not carry secrets.

/// Why an input is refused. Every variant names one rule of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The bytes end too early, go on too long or do not have the announced form.
    #[error("not of the announced form")]
    Form,
    /// 32 bytes that are no canonical group element or no canonical number.
    #[error("not a canonical encoding")]
    Encoding,
    /// The manifest breaks a rule; the text names it.
    #[error("manifest: {0}")]
    Manifest(&'static str),
    /// A code with a wrong letter or of the wrong length.
    #[error("code was mistyped")]
    Code,
    /// Made for another election.
    #[error("belongs to another election")]
    OtherElection,
    /// A credential that the manifest does not list.
    #[error("credential is not on the list")]
    Stranger,
    /// A number of choices, or a choice, that the manifest does not allow.
    #[error("choices are not allowed")]
    Choices,
    /// The proof of a ballot, a partial decryption or a message does not hold.
    #[error("proof does not hold")]
    Proof,
    /// A trustee sent something wrong; the number is the trustee's.
    #[error("trustee {0} sent a wrong message")]
    Culprit(u8),
    /// Ceremony parameters outside 1 ≤ t ≤ n ≤ 15, or messages that do not fit them.
    #[error("ceremony does not fit its rules")]
    Ceremony,
    /// An entry that the board does not admit in its present state.
    #[error("not admitted now: {0}")]
    NotNow(&'static str),
    /// A sequence number that is not above the one already on the board.
    #[error("an equal or newer ballot of this credential exists")]
    Replayed,
    /// The credential was revoked.
    #[error("credential was revoked")]
    Revoked,
    /// The ballot was opened for a challenge and must not be cast.
    #[error("ballot was spoiled by a challenge")]
    Spoiled,
    /// Too few ballots to open without uncovering individuals.
    #[error("too few ballots to open")]
    TooFew,
    /// The trustee has already opened this election at another closing, or has seen another board.
    #[error("board contradicts what this trustee saw before")]
    Contradiction,
    /// Fewer valid partial decryptions than the threshold.
    #[error("not enough valid partial decryptions")]
    Threshold,
    /// A passphrase that is wrong, or a key file that was changed.
    #[error("wrong passphrase or damaged key file")]
    KeyFile,
    /// An input above the limits of the format.
    #[error("larger than the format allows")]
    TooLarge,
}

impl Refused {
    /// The name of the rule, in small letters and hyphens, by which other languages have their sentence: `proof`,
    /// `manifest-server-key`. What follows a colon in the English sentence is not part of it.
    #[must_use]
    pub fn name(&self) -> String {
        let (group, detail) = match self {
            Self::Form => ("form", ""),
            Self::Encoding => ("encoding", ""),
            Self::Manifest(rule) => ("manifest", *rule),
            Self::Code => ("code", ""),
            Self::OtherElection => ("other-election", ""),
            Self::Stranger => ("stranger", ""),
            Self::Choices => ("choices", ""),
            Self::Proof => ("proof", ""),
            Self::Culprit(_) => ("culprit", ""),
            Self::Ceremony => ("ceremony", ""),
            Self::NotNow(why) => ("not-now", *why),
            Self::Replayed => ("replayed", ""),
            Self::Revoked => ("revoked", ""),
            Self::Spoiled => ("spoiled", ""),
            Self::TooFew => ("too-few", ""),
            Self::Contradiction => ("contradiction", ""),
            Self::Threshold => ("threshold", ""),
            Self::KeyFile => ("key-file", ""),
            Self::TooLarge => ("too-large", ""),
        };
        let detail = detail.split(':').next().unwrap_or_default();
        let words = detail.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        std::iter::once(group.to_owned()).chain(words.map(str::to_lowercase)).collect::<Vec<_>>().join("-")
    }
}
