//! Word files: numbering, tables, tracked changes, and files made to harm.

use super::testing::{archive, item, numbering, paragraph, table, word};
use super::*;
use crate::unreadable::MAX_LINES;

fn lines(bytes: &[u8]) -> Vec<String> {
    text(bytes).unwrap().lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn list_marks_are_restored() {
    let levels = [
        ("upperRoman", "%1."),
        ("decimal", "%2."),
        ("decimal", "%2.%3."),
        ("lowerLetter", "%4)"),
        ("bullet", "-"),
        ("bullet", "o"),
    ];
    let body: String = [
        (0, "MỤC ĐÍCH"),
        (1, "Một"),
        (2, "Một một"),
        (2, "Một hai"),
        (1, "Hai"),
        (3, "a"),
        (3, "b"),
        (4, "gạch"),
        (0, "NỘI DUNG"),
        (1, "Lại một"),
    ]
    .iter()
    .map(|(level, text)| item(1, *level, text))
    .collect();
    let read = lines(&word(&body, &numbering(&levels), ""));
    assert_eq!(
        read,
        [
            "I. MỤC ĐÍCH",
            "1. Một",
            "1.1. Một một",
            "1.2. Một hai",
            "2. Hai",
            "a) a",
            "b) b",
            "- gạch",
            "II. NỘI DUNG",
            "1. Lại một"
        ]
    );
}

#[test]
fn numbering_by_style_and_starting_anew() {
    let numbering = format!(
        "{}<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
        numbering(&[("decimal", "%1.")])
    );
    let styles = "<w:style w:styleId=\"Muc\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style><w:style w:styleId=\"Con\"><w:basedOn w:val=\"Muc\"/></w:style>";
    let styled = "<w:p><w:pPr><w:pStyle w:val=\"Con\"/></w:pPr><w:r><w:t>kiểu</w:t></w:r></w:p>";
    let read = lines(&word(
        &format!("{styled}{styled}{}{}", item(2, 0, "lại từ đầu"), item(2, 0, "tiếp")),
        &numbering,
        styles,
    ));
    assert_eq!(read, ["1. kiểu", "2. kiểu", "1. lại từ đầu", "2. tiếp"]);
}

#[test]
fn tables_row_by_row_and_deleted_text_left_out() {
    let body = format!(
        "{}<w:p><w:r><w:t>còn </w:t></w:r><w:del><w:r><w:delText>bị xóa</w:delText></w:r></w:del><w:ins><w:r><w:t>thêm &amp; giữ</w:t></w:r></w:ins></w:p>{}",
        table(&[&["STT", "Phong trào"], &["1", "Một\nhai"]]),
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>đậm:</w:t></w:r><w:r><w:t> thường</w:t></w:r></w:p>"
    );
    assert_eq!(
        lines(&word(&body, "", "")),
        ["| STT | Phong trào |", "| 1 | Một<br>hai |", "còn thêm & giữ", "**đậm:** thường"]
    );
}

#[test]
fn broken_and_empty_files_are_told_apart() {
    assert_eq!(text(&archive(&[("word/other.xml", String::new())])), Err(Unreadable::BrokenWord));
    assert_eq!(text(&archive(&[("word/document.xml", "<w:p><w:r></w:p>".to_owned())])), Err(Unreadable::BrokenWord));
    assert_eq!(text(&word(&paragraph("  "), "", "")), Err(Unreadable::NoText));
    let whole = word(&paragraph("chữ"), "", "");
    assert!(text(&whole[..whole.len() / 2]).is_err());
}

#[test]
fn files_made_to_burst_are_refused() {
    let zeros = "<w:document>".to_owned() + &" ".repeat(70 * 1024 * 1024);
    assert_eq!(text(&archive(&[("word/document.xml", zeros)])), Err(Unreadable::Bomb));
    let deep = "<a>".repeat(5_000);
    assert_eq!(text(&archive(&[("word/document.xml", deep)])), Err(Unreadable::Bomb));
    let many: Vec<(String, String)> = (0..5_000).map(|n| (format!("{n}"), String::new())).collect();
    let many: Vec<(&str, String)> = many.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    assert_eq!(text(&archive(&many)), Err(Unreadable::Bomb));
}

#[test]
fn a_file_of_too_many_paragraphs_is_refused_while_it_is_read() {
    let just = paragraph("a").repeat(MAX_LINES);
    assert_eq!(text(&word(&just, "", "")).map(|text| text.matches('a').count()), Ok(MAX_LINES));
    // What comes after the last paragraph taken is never looked at: it would be damage.
    let more = format!("{just}{}</w:wrong>", paragraph("a"));
    assert_eq!(text(&word(&more, "", "")), Err(Unreadable::TooManyLines));
    let drawn = format!("{just}{}", paragraph("…").repeat(MAX_LINES));
    assert!(text(&word(&drawn, "", "")).is_ok(), "what only draws something is no line");
}
