//! The handbook as a book for telephones (EPUB 3); it must not take a story that the handbook does not hold.

use crate::{docx::escape, paper::Handbook, text::clean};
use jiff::Timestamp;
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;

const STYLE: &str = "body{font-family:serif;line-height:1.5}h1{font-size:1.3em}p{margin:0 0 .6em}.who,.consent{font-style:italic}.consent{font-size:.85em}";

/// The handbook as EPUB. `identifier` is the same for the same book for ever; `at` is the time of this version, written into the file.
#[must_use]
pub fn epub(book: &Handbook, identifier: &str, at: Timestamp) -> Vec<u8> {
    let mut pages = Vec::new();
    if !book.foreword.is_empty() {
        pages.push(("loi-noi-dau".to_owned(), "Lời nói đầu".to_owned(), prose(&book.foreword)));
    }
    for (i, story) in book.stories.iter().enumerate() {
        let body = format!(
            "<p class=\"who\">{}</p>{}<p class=\"consent\">{}</p>",
            text(&story.who),
            prose(&story.body),
            text(&story.consent)
        );
        pages.push((format!("cau-chuyen-{}", i + 1), story.title.clone(), body));
    }
    let mut files = vec![
        ("META-INF/container.xml".to_owned(), CONTAINER.to_owned()),
        ("EPUB/package.opf".to_owned(), package(book, identifier, at, &pages)),
        ("EPUB/nav.xhtml".to_owned(), contents(book, &pages)),
        ("EPUB/style.css".to_owned(), STYLE.to_owned()),
    ];
    files.extend(pages.iter().map(|(name, title, body)| {
        (format!("EPUB/{name}.xhtml"), page(title, &format!("<h1>{}</h1>{body}", text(title))))
    }));
    pack(&files).unwrap_or_default()
}

/// The kind of file comes first and unpacked, as readers look for it there.
fn pack(files: &[(String, String)]) -> Result<Vec<u8>, ZipError> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("mimetype", stored)?;
    zip.write_all(b"application/epub+zip")?;
    for (name, body) in files {
        zip.start_file(name.as_str(), packed)?;
        zip.write_all(body.as_bytes())?;
    }
    zip.finish().map(Cursor::into_inner)
}

type Pages = [(String, String, String)];

fn package(book: &Handbook, identifier: &str, at: Timestamp, pages: &Pages) -> String {
    let modified = at.strftime("%Y-%m-%dT%H:%M:%SZ");
    let items: String = pages
        .iter()
        .map(|(name, ..)| format!(r#"<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>"#))
        .collect();
    let spine: String = pages.iter().map(|(name, ..)| format!(r#"<itemref idref="{name}"/>"#)).collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="vi"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">{}</dc:identifier><dc:title>{}</dc:title><dc:language>vi</dc:language><dc:creator>{}</dc:creator><meta property="dcterms:modified">{modified}</meta></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="style" href="style.css" media-type="text/css"/>{items}</manifest><spine><itemref idref="nav"/>{spine}</spine></package>"#,
        text(identifier),
        text(&book.title),
        text(&book.agency)
    )
}

fn contents(book: &Handbook, pages: &Pages) -> String {
    let items: String =
        pages.iter().map(|(name, title, _)| format!("<li><a href=\"{name}.xhtml\">{}</a></li>", text(title))).collect();
    let body = format!(
        "<h1>{}</h1><p>{}</p><p>{}</p><nav epub:type=\"toc\"><h2>Mục lục</h2><ol>{items}</ol></nav>",
        text(&book.title),
        text(&book.agency),
        text(&book.imprint)
    );
    page(&book.title, &body)
}

fn page(title: &str, body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="vi" xml:lang="vi"><head><title>{}</title><link rel="stylesheet" type="text/css" href="style.css"/></head><body>{body}</body></html>"#,
        text(title)
    )
}

fn prose(body: &str) -> String {
    body.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| format!("<p>{}</p>", text(line))).collect()
}

fn text(text: &str) -> String {
    escape(&clean(text))
}

#[cfg(test)]
mod tests {
    use super::epub;
    use crate::sample;
    use jiff::Timestamp;
    use quick_xml::{Reader, events::Event};
    use std::io::{Cursor, Read};
    use zip::ZipArchive;

    #[test]
    fn a_book_whose_every_page_is_well_formed_and_listed() {
        let mut book = sample::handbook(3);
        book.stories[1].body = "Dòng <b> & \u{1} một\n\nDòng hai".to_owned();
        let file = epub(&book, "urn:lantoa:ky-yeu:1", Timestamp::UNIX_EPOCH);
        assert_eq!(&file[30..58], b"mimetypeapplication/epub+zip", "readers look for it at the 30th byte");
        let mut archive = ZipArchive::new(Cursor::new(file.as_slice())).expect("an archive");
        let mut package = String::new();
        archive.by_name("EPUB/package.opf").expect("a package").read_to_string(&mut package).expect("text");
        for index in 1..archive.len() {
            let mut part = archive.by_index(index).expect("a part");
            let name = part.name().expect("a name").into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).expect("text");
            if !name.ends_with(".css") {
                let mut reader = Reader::from_str(&text);
                while !matches!(reader.read_event().expect("well-formed"), Event::Eof) {}
            }
            if let Some(page) = name.strip_prefix("EPUB/").filter(|page| !page.ends_with(".opf")) {
                assert!(package.contains(&format!("href=\"{page}\"")), "{page} is not listed");
            }
            assert!(
                !name.ends_with("cau-chuyen-2.xhtml")
                    || text.contains("<p>Dòng &lt;b&gt; &amp;  một</p><p>Dòng hai</p>"),
                "{text}"
            );
        }
        assert_eq!(file, epub(&book, "urn:lantoa:ky-yeu:1", Timestamp::UNIX_EPOCH));
    }
}
