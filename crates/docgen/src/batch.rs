//! Thousands of certificates in pieces of bounded size, with progress and a way to stop; it must not keep what it has handed over.

use crate::{
    document::{Document, Section},
    press::{PdfOptions, Press, PressFault},
};

/// Certificates, or other papers of one sheet, to be printed one after the other.
pub struct Certificates<I> {
    sheets: I,
    total: usize,
    title: String,
    author: String,
}

impl<I: ExactSizeIterator<Item = Document>> Certificates<I> {
    /// Sheets in their order under a common title.
    pub fn new(title: impl Into<String>, author: impl Into<String>, sheets: impl IntoIterator<IntoIter = I>) -> Self {
        let sheets = sheets.into_iter();
        Self { total: sheets.len(), sheets, title: title.into(), author: author.into() }
    }

    /// Files of at most `size` sheets (1 to 500), each made when it is asked for: after each one `last` of `total` tells the progress, and
    /// whoever stops asking has cancelled the rest.
    pub fn in_pieces<'a>(self, size: usize, press: &'a dyn Press, options: PdfOptions) -> Pieces<'a, I> {
        Pieces { sheets: self, size: size.clamp(1, 500), done: 0, press, options }
    }
}

/// The files, made one by one.
pub struct Pieces<'a, I> {
    sheets: Certificates<I>,
    size: usize,
    done: usize,
    press: &'a dyn Press,
    options: PdfOptions,
}

/// A file of certificates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The first sheet in it, counted from 1.
    pub first: usize,
    /// The last sheet in it.
    pub last: usize,
    /// How many sheets there are in all.
    pub total: usize,
    /// The file.
    pub pdf: Vec<u8>,
}

impl<I: Iterator<Item = Document>> Iterator for Pieces<'_, I> {
    type Item = Result<Piece, PressFault>;

    fn next(&mut self) -> Option<Self::Item> {
        let sections: Vec<Section> =
            self.sheets.sheets.by_ref().take(self.size).flat_map(|sheet| sheet.sections).collect();
        if sections.is_empty() {
            return None;
        }
        let first = self.done + 1;
        self.done = (self.done + self.size).min(self.sheets.total);
        let title = format!("{} ({first}–{})", self.sheets.title, self.done);
        let document = Document { title, author: self.sheets.author.clone(), sections };
        let made = self.press.pdf(&document, &self.options);
        Some(made.map(|pdf| Piece { first, last: self.done, total: self.sheets.total, pdf }))
    }
}
