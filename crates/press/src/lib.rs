//! Typesets the papers of `lantoa-docgen` with Typst: PDF for the archive and pictures of pages; it must not know what a paper says.
//!
//! Only the program opens this crate; everybody else knows the interface [`lantoa_docgen::Press`].
//! The template is fixed and compiled in, the document reaches it as data: what a person typed is never read as markup.

mod typesetter;
mod world;

pub use lantoa_docgen::{Certificates, Piece, Pieces};
pub use typesetter::Typesetter;
