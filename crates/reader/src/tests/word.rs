//! The same plan as text and as a Word file reads the same, whether its marks are typed or made by Word.

use super::{PLAN, read};
use crate::input::docx::testing::{item, numbering, paragraph, table, word};
use crate::outline::mark::{self, Kind};

/// A Word file of plain paragraphs.
pub(super) fn as_typed(text: &str) -> Vec<u8> {
    let body: String = text.lines().map(paragraph).collect();
    word(&body, "", "")
}

/// Every mark of the body made by Word's own numbering.
fn as_numbered(text: &str) -> Vec<u8> {
    let levels = [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-")];
    let line = |line: &str| match mark::parse(line) {
        Some(found) => {
            let level = match found.kind {
                Kind::Roman => 0,
                Kind::Decimal(_) => 1,
                Kind::Small => 2,
                _ => 3,
            };
            item(1, level, &line.chars().skip(found.length).collect::<String>())
        }
        None => paragraph(line),
    };
    let body: String = text.lines().map(line).collect();
    word(&body, &numbering(&levels), "")
}

#[test]
fn typed_marks() {
    let text = read(PLAN);
    let word = crate::read(&as_typed(PLAN), Some("ke-hoach.docx")).unwrap();
    assert_eq!(word.to_json(), text.to_json());
    assert_eq!(word.text, text.text);
}

#[test]
fn marks_made_by_word() {
    let word = crate::read(&as_numbered(PLAN), Some("ke-hoach.docx")).unwrap();
    assert_eq!(word.to_json(), read(PLAN).to_json());
}

#[test]
fn head_and_foot_in_tables_without_lines() {
    let (head, rest) = PLAN.split_once("KẾ HOẠCH").unwrap();
    let (body, foot) = rest.split_once("Nơi nhận:").unwrap();
    let mut head = head.trim().lines();
    let left = [head.next().unwrap(), head.next().unwrap(), head.next().unwrap()].join("\n");
    let right = format!("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n{}", head.next().unwrap());
    let (receivers, signature) = foot.split_once("TM.").unwrap();
    let document = [
        table(&[&[left.as_str(), right.as_str()]]),
        paragraph("KẾ HOẠCH"),
        body.lines().map(paragraph).collect(),
        table(&[&[
            format!("Nơi nhận:{}", receivers.trim_end()).as_str(),
            format!("TM.{}", signature.trim_end()).as_str(),
        ]]),
    ]
    .concat();
    let word = crate::read(&crate::input::docx::testing::word(&document, "", ""), None).unwrap();
    assert_eq!(word.to_json(), read(PLAN).to_json());
}

#[test]
fn a_table_of_movements_reads_the_same() {
    let rows: [&[&str]; 3] = [
        &["TT", "Phong trào", "Tập thể", "Cá nhân", "Chủ trì"],
        &["1", "Phong trào “Sạch”", "ít nhất 02", "05", "Hội Nông dân"],
        &["2", "Phong trào “Đẹp”", "01", "-", "Đoàn xã"],
    ];
    let head = "KẾ HOẠCH\nNhân rộng điển hình tiên tiến năm 2024\nI. CÁC PHONG TRÀO";
    let markdown: String = rows.iter().map(|row| format!("\n| {} |", row.join(" | "))).collect();
    let text = read(&format!("{head}\n{markdown}\n"));
    let document: String = head.lines().map(paragraph).collect::<String>() + &table(&rows);
    let word = crate::read(&word(&document, "", ""), None).unwrap();
    assert_eq!(word.to_json(), text.to_json());
    assert_eq!(text.movements.len(), 2);
    assert_eq!(text.movements[0].scope.quotas.len(), 2);
}
