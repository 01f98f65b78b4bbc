//! What Typst sees: the template, four faces and one document; no disk, no network, no clock, no fonts of the machine.

use std::sync::LazyLock;

use typst::{
    Library, LibraryExt, World, WorldExt,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

/// What never changes while the program runs.
pub(crate) struct Fixed {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    parts: Vec<Source>,
    data: FileId,
}

/// Metric twins of Times New Roman, complete for Vietnamese; fallback is off, so that a missing letter is seen in tests.
const FACES: [&[u8]; 4] = [
    include_bytes!("../fonts/Tinos-Regular.ttf"),
    include_bytes!("../fonts/Tinos-Bold.ttf"),
    include_bytes!("../fonts/Tinos-Italic.ttf"),
    include_bytes!("../fonts/Tinos-BoldItalic.ttf"),
];

/// The same few paths for every document: identifiers of files live as long as the process and are few.
static FIXED: LazyLock<Fixed> = LazyLock::new(|| {
    let fonts: Vec<Font> = FACES.into_iter().flat_map(|face| Font::iter(Bytes::new(face))).collect();
    let source = |path, text: &str| Source::new(file(path), text.to_owned());
    Fixed {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        main: source("/main.typ", include_str!("../typst/main.typ")),
        parts: vec![
            source("/text.typ", include_str!("../typst/text.typ")),
            source("/head.typ", include_str!("../typst/head.typ")),
            source("/table.typ", include_str!("../typst/table.typ")),
            source("/closing.typ", include_str!("../typst/closing.typ")),
        ],
        data: file("/data.json"),
    }
});

/// Whether the face has a letter; all four faces have the same ones.
pub(crate) fn has_letter(c: char) -> bool {
    FIXED.fonts.first().is_some_and(|font| font.info().coverage.contains(u32::from(c)))
}

fn file(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("invariant: a path written here");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// One document to be set.
pub(crate) struct Sheet {
    fixed: &'static Fixed,
    data: Bytes,
}

impl Sheet {
    pub(crate) fn new(data: Vec<u8>) -> Self {
        Self { fixed: &FIXED, data: Bytes::new(data) }
    }

    /// “ (table.typ, line 12)”.
    pub(crate) fn line(&self, span: impl Into<DiagSpan>) -> Option<String> {
        let span = span.into();
        let source = self.source(span.id()?).ok()?;
        let line = source.lines().byte_to_line(self.range(span)?.start)? + 1;
        Some(format!(" ({}, line {line})", source.id().vpath().get_without_slash()))
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &self.fixed.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fixed.book
    }

    fn main(&self) -> FileId {
        self.fixed.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let mut known = std::iter::once(&self.fixed.main).chain(&self.fixed.parts);
        known.find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.fixed.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fixed.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
