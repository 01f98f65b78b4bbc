//! Small real files to attach: a PDF with a page of text, a picture, a Word document. It must not hold anything about real people.

use std::io::{Cursor, Write as _};

use lantoa_domain::text::fold;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A one-page PDF that says something. Letters lose their marks: the fonts every reader has know no Vietnamese.
pub(crate) fn pdf(title: &str, words: &str) -> Vec<u8> {
    let mut page = String::from("BT /F1 14 Tf 56 780 Td 18 TL ");
    for line in std::iter::once(fold(title).to_uppercase()).chain(lines(&fold(words), 80)) {
        let safe = line.replace('\\', " ").replace(['(', ')'], " ");
        page.push_str(&format!("({safe}) Tj T* "));
    }
    page.push_str("ET");
    let parts = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (n, part) in parts.iter().enumerate() {
        places.push(out.len());
        out.push_str(&format!("{} 0 obj\n{part}\nendobj\n", n + 1));
    }
    let table = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", parts.len() + 1));
    for place in places {
        out.push_str(&format!("{place:010} 00000 n \n"));
    }
    out.push_str(&format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", parts.len() + 1));
    out.into_bytes()
}

fn lines(text: &str, width: usize) -> Vec<String> {
    let mut out = vec![String::new()];
    for word in text.split_whitespace() {
        let last = out.last_mut().expect("invariant: begun with one line");
        if last.len() + word.len() > width {
            out.push(word.to_owned());
        } else {
            last.push_str(if last.is_empty() { "" } else { " " });
            last.push_str(word);
        }
    }
    out
}

/// A Word document with a heading and a paragraph.
pub(crate) fn docx(title: &str, words: &str) -> Vec<u8> {
    const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
        <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Override PartName=\"/word/document.xml\" \
        ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    const LINKS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
        <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Target=\"word/document.xml\" \
        Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/></Relationships>";
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escaped(text));
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{}{}</w:body></w:document>",
        paragraph(title),
        paragraph(words)
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // The time of writing would make every file another one.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, part) in [("[Content_Types].xml", TYPES), ("_rels/.rels", LINKS), ("word/document.xml", &body)] {
        let begun = writer.start_file(name, options);
        begun.and_then(|()| Ok(writer.write_all(part.as_bytes())?)).expect("invariant: written to memory");
    }
    writer.finish().expect("invariant: written to memory").into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A picture of 8 × 8 points in one colour.
pub(crate) fn png(shade: u8) -> Vec<u8> {
    let mut raw = Vec::new();
    for _ in 0..8 {
        raw.push(0);
        raw.extend([shade, 120, 180].repeat(8));
    }
    let mut packed = vec![0x78, 0x01, 0x01];
    let length = u16::try_from(raw.len()).expect("invariant: 200 bytes");
    packed.extend(length.to_le_bytes());
    packed.extend((!length).to_le_bytes());
    packed.extend(&raw);
    packed.extend(adler(&raw).to_be_bytes());
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let head = [0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0];
    for (kind, data) in [(b"IHDR", &head[..]), (b"IDAT", &packed), (b"IEND", &[])] {
        out.extend(u32::try_from(data.len()).expect("invariant: small").to_be_bytes());
        let mut part = kind.to_vec();
        part.extend(data);
        out.extend(&part);
        out.extend(crc(&part).to_be_bytes());
    }
    out
}

fn adler(data: &[u8]) -> u32 {
    let (a, b) = data.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    (b << 16) | a
}

fn crc(data: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    };
    !data.iter().fold(u32::MAX, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_what_they_say_and_always_the_same() {
        assert!(pdf("Báo cáo", "Thành tích (năm 2017)").starts_with(b"%PDF-1.4"));
        assert!(docx("Báo cáo", "a < b").starts_with(b"PK\x03\x04"));
        assert_eq!(docx("Báo cáo", "x"), docx("Báo cáo", "x"));
        assert_eq!(crc(b"IEND"), 0xae42_6082, "the check sum every picture ends with");
        assert!(png(9).ends_with(&[0xae, 0x42, 0x60, 0x82]));
    }
}
