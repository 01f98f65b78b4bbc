//! Builds small Word files for tests.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A Word file from the inside of its body, with numbering and styles.
pub(crate) fn word(body: &str, numbering: &str, styles: &str) -> Vec<u8> {
    let wrap =
        |name: &str, inner: &str| format!(r#"<?xml version="1.0"?><w:{name} xmlns:w="{SPACE}">{inner}</w:{name}>"#);
    archive(&[
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("word/document.xml", wrap("document", &format!("<w:body>{body}</w:body>"))),
        ("word/numbering.xml", wrap("numbering", numbering)),
        ("word/styles.xml", wrap("styles", styles)),
        ("word/header1.xml", wrap("hdr", &paragraph("Đầu trang không được đọc"))),
    ])
}

/// A zip file of the given parts.
pub(crate) fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A plain paragraph.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(text))
}

/// A paragraph of a list.
pub(crate) fn item(num: u32, level: u32, text: &str) -> String {
    let text = escaped(text);
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{num}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

/// A table of rows of cells, a paragraph for each line of a cell.
pub(crate) fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", text.split('\n').map(paragraph).collect::<String>());
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// Numbering with the given levels of list 1: format and text of each.
pub(crate) fn numbering(levels: &[(&str, &str)]) -> String {
    let levels: String = levels
        .iter()
        .enumerate()
        .map(|(n, (format, text))| {
            format!("<w:lvl w:ilvl=\"{n}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>")
        })
        .collect();
    format!(
        "<w:abstractNum w:abstractNumId=\"7\">{levels}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
