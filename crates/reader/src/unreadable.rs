//! Why a file cannot be read, each cause apart so that a screen can say what to do. Must not hold sentences for people.

/// The largest file taken, in bytes: a Word file may hold pictures beside its text.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// The most text taken, in bytes of UTF-8: about four hundred pages; a signed plan is below 200 KiB.
///
/// Together with the two limits below it bounds the work of reading, whatever a file holds.
pub const MAX_TEXT: usize = 1024 * 1024;
/// The most lines with something on them; a plan broken by hand at sixty letters stays far below.
pub const MAX_LINES: usize = 6_000;
/// The longest line or paragraph, in bytes of UTF-8: about six pages without a line end.
pub const MAX_LINE: usize = 16 * 1024;
/// The most sentences; a megabyte of real ones has about ten thousand.
pub const MAX_SENTENCES: usize = 20_000;
/// The most things of one kind that are read out of a plan: criteria, numbers, times, duties.
///
/// They are compared with each other, so their number bounds the work; a signed plan has fewer than two hundred of any.
pub const MAX_FOUND: usize = 1_000;
/// The most movements of one plan.
pub const MAX_MOVEMENTS: usize = 200;

/// Why a file cannot be read as a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Unreadable {
    /// No bytes, or only blanks.
    #[error("the file is empty")]
    Empty,
    /// More bytes than [`MAX_BYTES`].
    #[error("the file is larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// More text than [`MAX_TEXT`].
    #[error("the text is longer than {MAX_TEXT} bytes")]
    TooMuchText,
    /// More lines than [`MAX_LINES`].
    #[error("the text has more than {MAX_LINES} lines")]
    TooManyLines,
    /// A line longer than [`MAX_LINE`].
    #[error("a line is longer than {MAX_LINE} bytes")]
    LongLine,
    /// More sentences than [`MAX_SENTENCES`], more items of a kind than [`MAX_FOUND`], or more than [`MAX_MOVEMENTS`].
    #[error("the text holds more sentences or items than a plan can")]
    TooMuchFound,
    /// A file of a kind that holds no text the reader knows.
    #[error("the file is of an unknown kind")]
    UnknownKind,
    /// Text in an encoding that could not be told.
    #[error("the text's encoding could not be told")]
    Encoding,
    /// A Word or Excel file locked with a password.
    #[error("the file is locked with a password")]
    Locked,
    /// Word 97–2003; to be saved as .docx.
    #[error("the file is in the old Word format")]
    OldWord,
    /// A PDF; its text is not read yet, to be saved as Word or text.
    #[error("the file is a PDF")]
    Pdf,
    /// A picture: a scan that has to be turned into text first.
    #[error("the file is a picture")]
    Picture,
    /// A .docx whose parts are missing or damaged.
    #[error("the Word file is damaged")]
    BrokenWord,
    /// A .docx that unpacks to more than the limits allow.
    #[error("the Word file unpacks to too much")]
    Bomb,
    /// A document without a word of text, as a scan put into a Word file.
    #[error("the document holds no text")]
    NoText,
    /// Text, but nothing that a plan for exemplars would say.
    #[error("the document is not a plan for exemplars")]
    NotAPlan,
}

impl Unreadable {
    /// Stable name; the sentence shown is looked up by it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::TooMuchText => "too-much-text",
            Self::TooManyLines => "too-many-lines",
            Self::LongLine => "long-line",
            Self::TooMuchFound => "too-much-found",
            Self::UnknownKind => "unknown-kind",
            Self::Encoding => "encoding",
            Self::Locked => "locked",
            Self::OldWord => "old-word",
            Self::Pdf => "pdf",
            Self::Picture => "picture",
            Self::BrokenWord => "broken-word",
            Self::Bomb => "bomb",
            Self::NoText => "no-text",
            Self::NotAPlan => "not-a-plan",
        }
    }
}
