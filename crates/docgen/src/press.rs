//! What turns a document into PDF and pictures, as an interface: app and web know this and never the typesetter behind it.

use crate::document::Document;
use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::{Offset, TimeZone},
};
use lantoa_i18n::{Message, word};

/// What a PDF is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// To be kept: PDF/A-2a and PDF/UA-1, tagged, all fonts inside.
    Archive,
    /// To be looked at: an ordinary tagged PDF.
    Plain,
}

/// How a PDF is made. No clock is read: the same document with the same options gives the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PdfOptions {
    /// What it is for.
    pub standard: Standard,
    /// The time written into it.
    pub at: Timestamp,
}

impl PdfOptions {
    /// A paper issued at a time: made for the archive.
    #[must_use]
    pub const fn issued(at: Timestamp) -> Self {
        Self { standard: Standard::Archive, at }
    }

    /// A paper issued on a day: made for the archive, written at noon in Vietnam, so that the same day gives the same bytes.
    #[must_use]
    pub fn issued_on(day: Date) -> Self {
        let noon = day.to_datetime(Time::constant(12, 0, 0, 0)).to_zoned(TimeZone::fixed(Offset::constant(7)));
        Self::issued(noon.map_or(Timestamp::UNIX_EPOCH, Timestamp::from))
    }

    /// A paper to be looked at.
    #[must_use]
    pub const fn preview(at: Timestamp) -> Self {
        Self { standard: Standard::Plain, at }
    }
}

/// Why a document was not drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PressFault {
    /// More rows of tables than may be drawn at once: make it a job in the background, or an Excel sheet.
    #[error("{rows} rows are more than the {most} that may be drawn at once")]
    TooMany {
        /// How many there are.
        rows: usize,
        /// How many may be.
        most: usize,
    },
    /// There is no such page.
    #[error("the document has {pages} pages")]
    NoPage {
        /// How many there are.
        pages: usize,
    },
    /// The face of official papers has no such letters: whoever wrote the text takes them out. Only papers for the archive are refused.
    #[error("the face has no letters {letters}")]
    Letters {
        /// The letters, each once, at most 20.
        letters: String,
    },
    /// The typesetter refused, which is a fault of ours; the sentence is for the log.
    #[error("the typesetter refused: {0}")]
    Refused(String),
}

impl PressFault {
    /// The fault in words for people.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::TooMany { rows, most } => word!("paper-press-too-many").with("rows", *rows).with("most", *most),
            Self::NoPage { pages } => word!("paper-press-no-page").with("pages", *pages),
            Self::Letters { letters } => {
                let apart = letters.chars().map(String::from).collect::<Vec<_>>().join(" ");
                word!("paper-press-letters").with("letters", apart)
            }
            Self::Refused(_) => word!("paper-press-refused").into(),
        }
    }
}

/// Draws documents. Drawing is work for the processor and cannot be broken off: call it on a thread made for that.
pub trait Press: Send + Sync {
    /// The document as PDF.
    ///
    /// # Errors
    /// [`PressFault::TooMany`], [`PressFault::Letters`], [`PressFault::Refused`].
    fn pdf(&self, document: &Document, options: &PdfOptions) -> Result<Vec<u8>, PressFault>;

    /// How many pages a document has.
    ///
    /// # Errors
    /// Those of [`Press::pages`].
    fn count(&self, document: &Document) -> Result<usize, PressFault>;

    /// Pages as pictures: PNG at `dpi` dots an inch (36 to 300), at most `most` of them from the first.
    ///
    /// # Errors
    /// [`PressFault::TooMany`], [`PressFault::Refused`].
    fn pages(&self, document: &Document, dpi: u16, most: usize) -> Result<Vec<Vec<u8>>, PressFault>;

    /// One page as a picture, counted from 1.
    ///
    /// # Errors
    /// [`PressFault::NoPage`] and those of [`Press::pages`].
    fn page(&self, document: &Document, number: usize, dpi: u16) -> Result<Vec<u8>, PressFault> {
        let mut pages = self.pages(document, dpi, number)?;
        let count = pages.len();
        if number == 0 || count < number {
            return Err(PressFault::NoPage { pages: count });
        }
        Ok(pages.swap_remove(number - 1))
    }
}
