//! Files that are no plan, each with words of the sentence that must name what is wrong.

use std::fs::File;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A file and what is to be said about it.
pub(crate) struct Broken {
    pub(crate) path: PathBuf,
    pub(crate) says: &'static str,
}

const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const MIB: usize = 1024 * 1024;

/// Every broken file, written below a folder.
pub(crate) fn all(folder: &Path) -> Vec<Broken> {
    let mut out: Vec<Broken> = texts()
        .into_iter()
        .chain(words())
        .chain(plan_files())
        .map(|(name, bytes, says)| {
            let path = folder.join(name);
            std::fs::write(&path, bytes).expect("a file");
            Broken { path, says }
        })
        .collect();
    for name in ["100-mb.txt", "100-mb.docx", "100-mb.toml"] {
        let path = folder.join(name);
        File::create(&path).and_then(|file| file.set_len(100_000_000)).expect("a large file");
        out.push(Broken { path, says: "lớn hơn" });
    }
    out.push(Broken { path: folder.join("khong-co.txt"), says: "Không có tệp" });
    out.push(Broken { path: folder.to_owned(), says: "là thư mục" });
    out
}

type Made = (&'static str, Vec<u8>, &'static str);

fn texts() -> Vec<Made> {
    let mut noise: u32 = 7;
    let mut random = |_| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        noise.to_be_bytes()[0]
    };
    let binary: Vec<u8> = (0..3 * MIB).map(&mut random).collect();
    let unknown_letters: Vec<u8> = (0..8_000).map(|n| [0xd3, b' ', 0xfe, b'x'][n % 4]).collect();
    let ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0];
    let locked: Vec<u8> =
        ole.iter().copied().chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let long = "điển hình tiên tiến trong phong trào thi đua\n".repeat(40_000);
    let lines = "- điển hình\n".repeat(7_000);
    let line = "điển hình tiên tiến ".repeat(4_000);
    let sentences = "Điển hình; mô hình; gương; thi đua; khen thưởng.\n".repeat(5_000);
    vec![
        ("rong.txt", Vec::new(), "trống"),
        ("dau-cach.txt", b" \r\n\t\n".to_vec(), "trống"),
        ("nhi-phan.txt", binary, "loại tệp"),
        ("chuong-trinh", b"\x7fELF\x02\x01\x01\0\0\0".to_vec(), "loại tệp"),
        ("trang.html", b"<!DOCTYPE html><p>x".to_vec(), "loại tệp"),
        ("sai-bang-ma.txt", unknown_letters, "bảng mã"),
        ("ke-hoach.pdf", b"%PDF-1.7 \n1 0 obj".to_vec(), "PDF"),
        ("anh.png", b"\x89PNG\r\n\x1a\n....".to_vec(), "ảnh"),
        ("cu.doc", ole.to_vec(), "Word cũ"),
        ("khoa.docx", locked, "mật khẩu"),
        ("dai.txt", long.into_bytes(), "quá dài"),
        ("nhieu-dong.txt", lines.into_bytes(), "quá nhiều dòng"),
        ("mot-dong.txt", line.into_bytes(), "không xuống dòng"),
        ("nhieu-cau.txt", sentences.into_bytes(), "quá nhiều câu"),
        ("xuong-dong.txt", vec![b'\n'; MIB], "trống"),
        ("khong-phai.txt", "Hôm nay trời đẹp.".as_bytes().to_vec(), "không giống"),
        ("dau-cau.txt", "…!?".as_bytes().to_vec(), "không có chữ"),
    ]
}

fn plan_files() -> Vec<Made> {
    vec![
        ("rong.toml", Vec::new(), "trống"),
        ("sai.toml", b"[document\n".to_vec(), "Dòng 1"),
        ("la.toml", b"[document]\nagencie = \"x\"\n".to_vec(), "agencie"),
        ("lon.toml", "[[movements]]\nkey = \"a\"\n".repeat(100_000).into_bytes(), "lớn hơn 1 MB"),
        ("day.toml", "[[movements]]\nkey = \"a\"\n".repeat(43_000).into_bytes(), "Dòng"),
        ("long.toml", format!("a = {}", "[".repeat(MIB - 8)).into_bytes(), "Dòng 1"),
    ]
}

/// Word files: damaged, empty, and made to burst.
fn words() -> Vec<Made> {
    let paragraph = "<w:p><w:r><w:t>Điển hình tiên tiến</w:t></w:r></w:p>";
    let whole = word(&paragraph.repeat(200));
    let half = whole[..whole.len() / 2].to_vec();
    let zeros = word(&" ".repeat(70 * MIB));
    let many: Vec<(String, String)> = (0..6_000).map(|n| (format!("word/{n}.xml"), String::new())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let nested = "<w:tbl><w:tr><w:tc>".repeat(150) + paragraph + &"</w:tc></w:tr></w:tbl>".repeat(150);
    let long = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "Điển hình tiên tiến ".repeat(40));
    let runs = "<w:r><w:t>điển hình </w:t></w:r>".repeat(100_000);
    vec![
        ("xe-doi.docx", half, "bị hỏng"),
        ("gia.docx", b"khong phai Word".to_vec(), "bị hỏng"),
        ("khac.zip", archive(&[("a.txt", "x")]), "loại tệp"),
        ("thieu.docx", archive(&[("word/khac.xml", "<x/>")]), "bị hỏng"),
        ("hong-xml.docx", archive(&[("word/document.xml", "<w:p><w:r></w:p>")]), "bị hỏng"),
        ("khong-chu.docx", word("<w:p/>"), "không có chữ"),
        ("bom.docx", zeros.clone(), "bất thường"),
        // Sizes that contradict the content are damage, found before anything is unpacked beyond them.
        ("bom-noi-doi.docx", lying(zeros), "bị hỏng"),
        ("nhieu-phan.docx", archive(&many), "bất thường"),
        ("sau.docx", word(&"<w:sdt>".repeat(100_000)), "bất thường"),
        ("bang-long-nhau.docx", word(&nested), "bất thường"),
        ("nhieu-doan.docx", word(&paragraph.repeat(100_000)), "quá nhiều dòng"),
        ("doan-dai.docx", word(&long.repeat(2_000)), "quá dài"),
        ("nhieu-doan-ngan.docx", word(&"<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(100_000)), "quá nhiều dòng"),
        ("mot-o.docx", word(&format!("<w:tbl><w:tr><w:tc><w:p>{runs}</w:p></w:tc></w:tr></w:tbl>")), "quá dài"),
    ]
}

/// A Word file from the inside of its body.
pub(crate) fn word(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"{SPACE}\"><w:body>{body}</w:body></w:document>");
    archive(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)])
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("a part's bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// The same archive with sizes in its directory that promise little: 1,000 bytes for every part.
fn lying(mut zip: Vec<u8>) -> Vec<u8> {
    for (mark, size_at) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
        let places: Vec<usize> = (0..zip.len() - 4).filter(|at| zip[*at..].starts_with(mark)).collect();
        for at in places {
            zip[at + size_at..at + size_at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
        }
    }
    zip
}
