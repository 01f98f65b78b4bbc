//! Official papers as files to keep: Word, or PDF where there is a press. It must not write what a paper says.

use super::{Failure, visit::Visit};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use lantoa_docgen::{Document, PdfOptions, PressFault};
use std::{fmt, str::FromStr, sync::Arc};
use tokio::sync::Semaphore;

/// Dots an inch of a page to look at: a line of 14 pt can be read.
const DPI: u16 = 110;
/// Papers drawn at a time: each takes a core.
static PRESSES: Semaphore = Semaphore::const_new(2);

/// As what a paper is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperForm {
    /// To be edited.
    Word,
    /// To be printed, signed and kept.
    Pdf,
}

/// An address that names neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchForm;

impl FromStr for PaperForm {
    type Err = NoSuchForm;

    fn from_str(text: &str) -> Result<Self, NoSuchForm> {
        match text {
            "word" => Ok(Self::Word),
            "pdf" => Ok(Self::Pdf),
            _ => Err(NoSuchForm),
        }
    }
}

impl fmt::Display for PaperForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Word => "word",
            Self::Pdf => "pdf",
        })
    }
}

impl Visit {
    /// Whether papers can be had as PDF.
    #[must_use]
    pub fn has_press(&self) -> bool {
        self.state().press.is_some()
    }

    /// A paper as a file. `name` is of letters, digits and dashes; `options` are those of the PDF.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a PDF where there is no press; [`Failure::Refused`] for a list too long to be drawn at once;
    /// [`Failure::Internal`] when the typesetter failed.
    pub async fn paper(
        &self,
        form: PaperForm,
        name: &str,
        document: Document,
        options: PdfOptions,
    ) -> Result<Response, Failure> {
        let (bytes, kind, ending) = match form {
            PaperForm::Word => {
                let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
                (lantoa_docgen::docx(&document), kind, "docx")
            }
            PaperForm::Pdf => (self.pdf(document, options).await?, "application/pdf", "pdf"),
        };
        let mut answer = bytes.into_response();
        answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        let named = HeaderValue::from_str(&format!("attachment; filename=\"{name}.{ending}\""));
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, named.map_err(Failure::internal)?);
        Ok(answer)
    }

    /// A paper as PDF.
    ///
    /// # Errors
    /// As [`Self::paper`].
    pub async fn pdf(&self, document: Document, options: PdfOptions) -> Result<Vec<u8>, Failure> {
        self.pressed(move |press| draw(press, &document, options)).await
    }

    /// How many pages a paper has.
    ///
    /// # Errors
    /// As [`Visit::paper`].
    pub async fn page_count(&self, document: Document) -> Result<usize, Failure> {
        self.pressed(move |press| press.count(&document)).await
    }

    /// A page as a picture (PNG), counted from 1.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a page there is none of, else as [`Visit::paper`].
    pub async fn picture(&self, document: Document, number: usize) -> Result<Vec<u8>, Failure> {
        let drawn = self.pressed(move |press| match press.page(&document, number, DPI) {
            Err(PressFault::NoPage { .. }) => Ok(None),
            drawn => drawn.map(Some),
        });
        drawn.await?.ok_or(Failure::NotFound)
    }

    /// Off the threads that serve: drawing cannot be broken off.
    async fn pressed<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn lantoa_docgen::Press) -> Result<T, PressFault> + Send + 'static,
    ) -> Result<T, Failure> {
        let press = Arc::clone(self.state().press.as_ref().ok_or(Failure::NotFound)?);
        let turn = PRESSES.acquire().await.map_err(Failure::internal)?;
        let work = tokio::task::spawn_blocking(move || work(press.as_ref()));
        let done = work.await.map_err(Failure::internal)?;
        drop(turn);
        done.map_err(told)
    }
}

/// A paper for the archive needs letters its face has. One with others is drawn to be looked at, so that nobody is left without it.
fn draw(press: &dyn lantoa_docgen::Press, document: &Document, options: PdfOptions) -> Result<Vec<u8>, PressFault> {
    match press.pdf(document, &options) {
        Err(PressFault::Letters { .. }) => press.pdf(document, &PdfOptions::preview(options.at)),
        drawn => drawn,
    }
}

/// What a person can do something about is told; the rest is our fault.
fn told(fault: PressFault) -> Failure {
    match fault {
        PressFault::Refused(_) | PressFault::NoPage { .. } => Failure::internal(fault),
        PressFault::TooMany { .. } | PressFault::Letters { .. } => Failure::Refused(fault.message()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lantoa_i18n::{Locale, Say};

    #[test]
    fn a_list_too_long_is_told_and_a_fault_of_the_typesetter_is_not() {
        let Failure::Refused(said) = told(PressFault::TooMany { rows: 2_400, most: 2_000 }) else { panic!("not told") };
        assert!(said.say(Locale::Vi).contains("2.400"), "{}", said.say(Locale::Vi));
        assert!(matches!(told(PressFault::Refused("typst: …".to_owned())), Failure::Internal(_)));
        for (text, form) in [("word", PaperForm::Word), ("pdf", PaperForm::Pdf)] {
            assert_eq!((text.parse(), form.to_string().as_str()), (Ok(form), text));
        }
        assert!("exe".parse::<PaperForm>().is_err());
    }
}
