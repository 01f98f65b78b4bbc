//! The papers of a programme as documents, and their form as Word, Excel and calendar files; it must not typeset, load or decide.
//!
//! A paper is a struct of typed facts ([`paper`]). It gives a [`Document`], and one document gives both the Word file ([`docx()`]) and, through
//! the interface [`Press`], the PDF and pictures of pages, so that the two never differ. Nothing here reads a clock: the same facts give the
//! same bytes.

mod batch;
mod bundle;
mod document;
mod docx;
mod epub;
mod form;
mod ics;
mod issuer;
mod law;
pub mod paper;
mod plain;
mod press;
mod qr;
pub mod report;
pub mod sample;
mod sheet;
mod signature;
mod table;
mod template;
mod text;
pub mod words;

pub use batch::{Certificates, Piece, Pieces};
pub use bundle::bundle;
pub use document::{
    Align, Block, Document, Frame, HalfPoints, Head, Ink, Line, Numbering, Page, ParaStyle, Placed, Section, Tenths,
};
pub use docx::docx;
pub use epub::epub;
pub use form::{FormHead, FormLine, FormLineKind, StatisticsForm};
pub use ics::{Event, Status, When, ics, series};
pub use issuer::{Issuer, Letterhead, Named};
pub use law::{Basis, Catalogue, Form, Source, Validity};
pub use paper::{Kind, Paper};
pub use plain::plain;
pub use press::{PdfOptions, Press, PressFault, Standard};
pub use qr::{Qr, TooLong};
pub use sheet::{Holds, MOST_ROWS, Sheet, SheetCell, SheetColumn, SheetFault};
pub use signature::{Capacity, Mark, Signatures, Signer};
pub use table::{Cell, Column, Lines, Table};
pub use template::{Place, Placeholder, Template, TemplateFault, Values, Vocabulary};
pub use text::{Look, Run, Text, capitals, clean};
