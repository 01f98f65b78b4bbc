//! The press itself: document → pages → PDF or pictures; it must not keep documents or read a clock.

use lantoa_docgen::{Document, PdfOptions, Press, PressFault, Standard, plain};
use typst::{diag::SourceDiagnostic, foundations::Datetime};
use typst_layout::PagedDocument;
use typst_pdf::{PdfStandard, PdfStandards, Timestamp as PdfTime};
use typst_render::RenderOptions;

use crate::world::{Sheet, has_letter};

/// How many documents what was worked out for one is kept: less makes like documents slower, more only takes memory.
const KEPT: usize = 5;

/// A document of more rows and parts than this is forgotten at once: five long lists kept would take 800 MB.
const LIGHT: usize = 400;

/// Rows of tables drawn at once: 2,000 take about half a second and 170 MB.
const MOST_ROWS: usize = 12_000;

/// Sets documents with Typst. One is enough for the program; it may be called from several threads.
#[derive(Debug, Clone)]
pub struct Typesetter {
    most_rows: usize,
}

impl Default for Typesetter {
    fn default() -> Self {
        Self { most_rows: MOST_ROWS }
    }
}

impl Typesetter {
    /// The typesetter of background jobs: 12,000 rows of tables, which take about 3 s and 800 MB.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Draws at most so many rows of tables: 2,000 are the measure of what may be drawn inside a request.
    #[must_use]
    pub const fn at_most(rows: usize) -> Self {
        Self { most_rows: rows }
    }

    fn set(&self, document: &Document) -> Result<PagedDocument, PressFault> {
        let rows = document.rows();
        if rows > self.most_rows {
            return Err(PressFault::TooMany { rows, most: self.most_rows });
        }
        let data = serde_json::to_vec(document).map_err(|why| PressFault::Refused(why.to_string()))?;
        let sheet = Sheet::new(data);
        let made = typst::compile::<PagedDocument>(&sheet).output;
        comemo::evict(if document.weight() > LIGHT { 0 } else { KEPT });
        made.map_err(|faults| refused(&faults, Some(&sheet)))
    }
}

impl Press for Typesetter {
    fn pdf(&self, document: &Document, options: &PdfOptions) -> Result<Vec<u8>, PressFault> {
        if options.standard == Standard::Archive {
            let letters = missing(document);
            if !letters.is_empty() {
                return Err(PressFault::Letters { letters });
            }
        }
        let pages = self.set(document)?;
        let wanted: &[PdfStandard] = match options.standard {
            Standard::Archive => &[PdfStandard::A_2a, PdfStandard::Ua_1],
            Standard::Plain => &[],
        };
        let standards = PdfStandards::new(wanted).map_err(|why| PressFault::Refused(why.message().to_string()))?;
        let options = typst_pdf::PdfOptions {
            creator: typst::foundations::Smart::Custom(Some("Lan Tỏa".to_owned())),
            timestamp: time(options.at),
            standards,
            ..typst_pdf::PdfOptions::default()
        };
        typst_pdf::pdf(&pages, &options).map_err(|faults| refused(&faults, None))
    }

    fn count(&self, document: &Document) -> Result<usize, PressFault> {
        self.set(document).map(|pages| pages.pages().len())
    }

    fn pages(&self, document: &Document, dpi: u16, most: usize) -> Result<Vec<Vec<u8>>, PressFault> {
        let set = self.set(document)?;
        let scale = f64::from(dpi.clamp(36, 300)) / 72.0;
        let options = RenderOptions { pixel_per_pt: scale.into(), render_bleed: false };
        set.pages()
            .iter()
            .take(most)
            .map(|page| {
                let picture = typst_render::render(page, &options);
                picture.encode_png().map_err(|why| PressFault::Refused(why.to_string()))
            })
            .collect()
    }
}

/// Letters of a document that the face does not have; an archive must not hold empty boxes in their place.
fn missing(document: &Document) -> String {
    let mut found: Vec<char> = Vec::new();
    for c in plain(document).chars().chain(document.title.chars()) {
        // The box to tick is drawn.
        if c != '\n' && c != '☐' && !has_letter(c) && !found.contains(&c) && found.len() < 20 {
            found.push(c);
        }
    }
    found.into_iter().collect()
}

/// The time as a PDF writes it, in UTC.
fn time(at: jiff::Timestamp) -> Option<PdfTime> {
    let utc = at.to_zoned(jiff::tz::TimeZone::UTC);
    let part = |n: i8| u8::try_from(n).unwrap_or(0);
    let day = Datetime::from_ymd_hms(
        i32::from(utc.year()),
        part(utc.month()),
        part(utc.day()),
        part(utc.hour()),
        part(utc.minute()),
        part(utc.second()),
    );
    day.map(PdfTime::new_utc)
}

/// What Typst says, with the line of the template where it said so.
fn refused(faults: &[SourceDiagnostic], sheet: Option<&Sheet>) -> PressFault {
    let place = |fault: &SourceDiagnostic| sheet.and_then(|sheet| sheet.line(fault.span)).unwrap_or_default();
    let said: Vec<String> = faults.iter().take(3).map(|fault| format!("{}{}", fault.message, place(fault))).collect();
    PressFault::Refused(said.join("; "))
}
