//! What a file is, judged by its bytes alone; must not believe a name or a declared type.

use std::io::Cursor;

use lantoa_domain::Refusal;

/// A kind of file that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    /// Its media type.
    pub(crate) media: &'static str,
    /// Endings of names that fit, the usual one first.
    pub(crate) endings: &'static [&'static str],
}

const PDF: Kind = Kind { media: "application/pdf", endings: &["pdf"] };
const DOC: Kind = Kind { media: "application/msword", endings: &["doc"] };
const DOCX: Kind =
    Kind { media: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", endings: &["docx"] };
const IMAGES: [Kind; 3] = [
    Kind { media: "image/jpeg", endings: &["jpg", "jpeg"] },
    Kind { media: "image/png", endings: &["png"] },
    Kind { media: "image/webp", endings: &["webp"] },
];

/// The kind of a file by its content.
///
/// # Errors
/// `FileKind` for anything that is no PDF, image or Word document, and for a Word document that carries macros.
pub(crate) fn kind_of(bytes: &[u8]) -> Result<Kind, Refusal> {
    if let Some(image) = infer::get(bytes).and_then(|found| IMAGES.into_iter().find(|k| k.media == found.mime_type())) {
        return Ok(image);
    }
    if bytes.starts_with(b"%PDF-") {
        return Ok(PDF);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return if is_docx(bytes) { Ok(DOCX) } else { Err(Refusal::FileKind) };
    }
    if infer::doc::is_doc(bytes) { Ok(DOC) } else { Err(Refusal::FileKind) }
}

/// Looks at the names of the parts; nothing is unpacked.
fn is_docx(bytes: &[u8]) -> bool {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return false };
    let Ok(names) = archive.file_names().collect::<Result<Vec<_>, _>>() else { return false };
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let macros = names.iter().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin"));
    has("[Content_Types].xml") && has("word/document.xml") && !macros
}

/// A name that is safe to keep and to give back: no folders, no control characters, an ending that fits the content.
#[must_use]
pub(crate) fn safe_name(name: &str, kind: Kind) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = base.chars().filter(|c| !c.is_control() && !is_direction(*c)).take(180).collect();
    let clean = clean.trim().trim_matches('.').trim();
    let stem = if clean.is_empty() { "tep" } else { clean };
    let ending = stem.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if ending.is_some_and(|ending| kind.endings.contains(&ending.as_str())) {
        return stem.to_owned();
    }
    format!("{stem}.{}", kind.endings[0])
}

/// Marks that turn the direction of writing make "gpj.exe" look like "exe.jpg".
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The name of a Word document without folders and signs that file systems refuse.
pub(crate) fn docx_name(name: &str) -> String {
    safe_name(name, DOCX)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn zipped(parts: &[&str]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for part in parts {
            writer.start_file(*part, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(b"<x/>").unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn content_decides_and_not_the_name() {
        assert_eq!(kind_of(b"%PDF-1.7\n...").unwrap(), PDF);
        assert_eq!(kind_of(b"\xff\xd8\xff\xe0 JFIF").unwrap().media, "image/jpeg");
        assert_eq!(kind_of(&zipped(&["[Content_Types].xml", "word/document.xml"])).unwrap(), DOCX);
        for wrong in [
            &b"MZ\x90\x00 a program"[..],
            b"<html><script>alert(1)</script></html>",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"",
            b"PK\x03\x04 not really",
        ] {
            assert_eq!(kind_of(wrong), Err(Refusal::FileKind));
        }
    }

    #[test]
    fn an_archive_is_word_only_with_words_parts_and_without_macros() {
        let sheet = zipped(&["[Content_Types].xml", "xl/workbook.xml"]);
        let macros = zipped(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]);
        assert_eq!(kind_of(&sheet), Err(Refusal::FileKind));
        assert_eq!(kind_of(&macros), Err(Refusal::FileKind));
    }

    #[test]
    fn names_are_cleaned_and_end_as_the_content_says() {
        assert_eq!(safe_name("C:\\hồ sơ\\báo cáo.PDF", PDF), "báo cáo.PDF");
        assert_eq!(safe_name("../../etc/passwd", PDF), "passwd.pdf");
        assert_eq!(safe_name("ảnh.exe", IMAGES[0]), "ảnh.exe.jpg");
        assert_eq!(safe_name("\u{202e}fdp.exe\n", PDF), "fdp.exe.pdf");
        assert_eq!(safe_name(" .. ", PDF), "tep.pdf");
    }
}
