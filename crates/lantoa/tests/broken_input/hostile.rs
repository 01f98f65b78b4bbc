//! Texts as large as the limits allow, of one thing only: whatever a rule of the reader looks for, again and again.

use super::files::word;

/// All but the head and tail of the largest text that is taken.
const SIZE: usize = 1_000_000;
/// A line stays below the limit for one.
const LINE: usize = 16_000;

const HEAD: &str = "UBND TỈNH MÂY\nSỞ GIÓ\nSố: 12/KH-SG\nMây, ngày 03 tháng 02 năm 2024\nKẾ HOẠCH\nPhát hiện, nhân rộng điển hình tiên tiến giai đoạn 2024 - 2026\nThực hiện Kế hoạch số 1/KH-UBND của UBND tỉnh, Sở Gió xây dựng kế hoạch như sau:\nI. MỤC ĐÍCH\n1. Nêu gương.\nII. ";
const TAIL: &str = "\nNơi nhận:\n- Như trên;\nGIÁM ĐỐC\nLê Văn Mưa\n";

/// What is repeated.
const UNITS: [&str; 40] = [
    "a",
    "1",
    "1.",
    "- ",
    "* ",
    "a *b ",
    "<a",
    "\\",
    "| a ",
    "“",
    "“a” ",
    "(",
    ") ",
    "1/1/",
    "e\u{301}\u{302}",
    "a   -",
    "năm 2020 ",
    "ngày 31/12/2024 ",
    "từ ngày 1/1/2024 đến ngày 2/3/2025, ",
    "tháng 12 ",
    "Quý IV/2024, ",
    "trước ngày ",
    "2020-",
    "100% số phiếu ",
    "ít nhất 2/3 thành viên dự họp đồng ý ",
    "mỗi đơn vị ít nhất 05 tập thể, ",
    "1.500.000 đồng ",
    "tặng Giấy khen kèm 1.500.000 đồng, ",
    "trích kinh phí, nguồn ",
    "theo Kế hoạch số 12/KH-UBND ",
    "Căn cứ Luật số 12/2022/QH15 của Quốc hội; ",
    "Phòng Tổ chức chủ trì, phối hợp với ",
    "phối hợp với Phòng Tổ chức, ",
    "Ban A. ",
    "v.v. ",
    "a; ",
    "ĐIỂN HÌNH ",
    "điển hình tiên tiến ",
    "đối với tập thể: ",
    "đề nghị UBND tỉnh công nhận ",
];

/// The sections in which it is repeated, one after the other.
const SECTIONS: [&str; 6] =
    ["TIÊU CHÍ", "QUY TRÌNH BÌNH XÉT", "SỐ LƯỢNG", "KHEN THƯỞNG, KINH PHÍ", "TỔ CHỨC THỰC HIỆN", "CÁC LĨNH VỰC"];

/// Lines that are repeated as often as lines are taken.
const LINES: [&str; 12] = [
    "1. Phong trào “Dân vận khéo”",
    "- Ít nhất 05 tập thể, 10 cá nhân mỗi năm.",
    "- Báo cáo về Sở trước ngày 15/12/2024.",
    "- Đối với cá nhân: gương mẫu trong công tác.",
    "| 1 | Phong trào A | 05 tập thể | Sở B |",
    "Bước 1: Thẩm định",
    "1. Phòng Tổ chức: chủ trì",
    "1. Nhóm\na) Tập thể\n- Một\n+ Hai\n* Ba",
    "Căn cứ Luật số 12/2022/QH15;",
    "- Tặng Bằng khen, tiền thưởng 1.500.000 đồng",
    "Nơi nhận:\n- Sở A;",
    "GIÁM ĐỐC",
];

/// Every text with the name of its file.
pub(crate) fn all() -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    for (n, unit) in UNITS.iter().enumerate() {
        let section = SECTIONS[n % SECTIONS.len()];
        out.push((*unit, format!("{HEAD}{section}\n{}{TAIL}", paragraphs(unit))));
    }
    for (n, line) in LINES.iter().enumerate() {
        let section = SECTIONS[n % SECTIONS.len()];
        let count = 5_900 / (line.matches('\n').count() + 1);
        out.push((*line, format!("{HEAD}{section}\n{}{TAIL}", format!("{line}\n").repeat(count))));
    }
    let texts = out.into_iter().map(|(unit, text)| (file_name(unit, "txt"), text.into_bytes()));
    texts.chain(words()).collect()
}

/// Lines near the limit, together near the limit of a text.
fn paragraphs(unit: &str) -> String {
    let line = unit.repeat(LINE / unit.len()) + "\n";
    line.repeat(SIZE / line.len())
}

fn words() -> [(String, Vec<u8>); 2] {
    let head: String = HEAD.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let run = "<w:r><w:rPr><w:b/></w:rPr><w:t>điển hình </w:t></w:r><w:r><w:t>gương, </w:t></w:r>";
    let cell = format!("<w:tc><w:p>{}</w:p></w:tc>", run.repeat(20));
    let row = format!("<w:tr>{}</w:tr>", cell.repeat(20));
    let nested = "<w:tbl><w:tr><w:tc>".repeat(15) + &row_text() + &"</w:tc></w:tr></w:tbl>".repeat(15);
    [
        (file_name("bảng", "docx"), word(&format!("{head}<w:tbl>{}</w:tbl>", row.repeat(80)))),
        (file_name("bảng trong bảng", "docx"), word(&format!("{head}{}", nested.repeat(40)))),
    ]
}

fn row_text() -> String {
    "<w:p><w:r><w:t>điển hình | gương</w:t></w:r></w:p>".repeat(20)
}

/// A name that tells which text it was, without characters that a path cannot have.
fn file_name(unit: &str, kind: &str) -> String {
    let bare: String = unit.chars().map(|c| if c == '/' || c == '\n' { '_' } else { c }).collect();
    format!("{bare}.{kind}")
}
