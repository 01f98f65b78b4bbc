//! The parts of a Word file that do not depend on what a paper says, and its named styles; it must not hold content.

use super::xml::escape;
use crate::document::Document;

pub(super) const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

pub(super) const RELS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

pub(super) const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/></w:settings>"#;

pub(super) const HEADER: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>"#;

pub(super) fn core(document: &Document) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>vi-VN</dc:language></cp:coreProperties>"#,
        escape(&document.title),
        escape(&document.author)
    )
}

pub(super) fn document_rels(codes: usize) -> String {
    let mut out = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>"#,
    );
    for n in 1..=codes {
        out.push_str(&format!(
            r#"<Relationship Id="rIdCode{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/code{n}.png"/>"#
        ));
    }
    out.push_str("</Relationships>");
    out
}

/// A style: id, its name in Word's list, paragraph properties, run properties.
struct Style(&'static str, &'static str, &'static str, &'static str);

const STYLES: &[Style] = &[
    Style(
        "NoiDung",
        "Nội dung",
        r#"<w:spacing w:before="0" w:after="120" w:line="259" w:lineRule="auto"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>"#,
        "",
    ),
    Style(
        "CanCu",
        "Căn cứ",
        r#"<w:spacing w:before="0" w:after="120" w:line="259" w:lineRule="auto"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>"#,
        "<w:i/><w:iCs/>",
    ),
    Style(
        "CanTrai",
        "Không thụt đầu dòng",
        r#"<w:spacing w:before="0" w:after="120" w:line="259" w:lineRule="auto"/>"#,
        "",
    ),
    Style(
        "CanGiua",
        "Canh giữa",
        r#"<w:spacing w:before="0" w:after="120" w:line="259" w:lineRule="auto"/><w:jc w:val="center"/>"#,
        "",
    ),
    Style(
        "GhiChu",
        "Ghi chú",
        r#"<w:spacing w:before="0" w:after="60"/>"#,
        r#"<w:i/><w:iCs/><w:sz w:val="22"/><w:szCs w:val="22"/>"#,
    ),
    Style(
        "TenLoai",
        "Tên loại văn bản",
        r#"<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>"#,
        "<w:b/><w:bCs/>",
    ),
    Style(
        "TrichYeu",
        "Trích yếu",
        r#"<w:keepNext/><w:spacing w:before="0" w:after="60"/><w:jc w:val="center"/>"#,
        "<w:b/><w:bCs/>",
    ),
    Style(
        "Heading1",
        "heading 1",
        r#"<w:keepNext/><w:spacing w:before="160" w:after="120"/><w:ind w:firstLine="720"/><w:jc w:val="both"/><w:outlineLvl w:val="1"/>"#,
        "<w:b/><w:bCs/>",
    ),
    Style(
        "Heading2",
        "heading 2",
        r#"<w:keepNext/><w:spacing w:before="120" w:after="120"/><w:ind w:firstLine="720"/><w:jc w:val="both"/><w:outlineLvl w:val="2"/>"#,
        "<w:b/><w:bCs/>",
    ),
    Style(
        "Heading3",
        "heading 3",
        r#"<w:keepNext/><w:spacing w:before="60" w:after="120"/><w:ind w:firstLine="720"/><w:jc w:val="both"/><w:outlineLvl w:val="3"/>"#,
        "<w:b/><w:bCs/><w:i/><w:iCs/>",
    ),
    Style("OBang", "Ô bảng", r#"<w:spacing w:before="30" w:after="30"/>"#, r#"<w:sz w:val="24"/><w:szCs w:val="24"/>"#),
    Style("KyTen", "Ký tên", r#"<w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/>"#, ""),
    Style(
        "NoiNhan",
        "Nơi nhận",
        r#"<w:spacing w:before="0" w:after="0"/>"#,
        r#"<w:sz w:val="22"/><w:szCs w:val="22"/>"#,
    ),
    Style(
        "SoTrang",
        "Số trang",
        r#"<w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/>"#,
        r#"<w:sz w:val="26"/><w:szCs w:val="26"/>"#,
    ),
];

/// All four kinds of letters name the face, or Word changes it at some of them.
pub(super) fn styles() -> String {
    let mut out = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>"#,
    );
    for Style(id, name, para, run) in STYLES {
        let run = if run.is_empty() { String::new() } else { format!("<w:rPr>{run}</w:rPr>") };
        out.push_str(&format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{para}</w:pPr>{run}</w:style>"#
        ));
    }
    out.push_str("</w:styles>");
    out
}
