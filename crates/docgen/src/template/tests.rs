//! Templates are filled as they stand, torn placeholders and hostile files included; it must build its files itself.

use super::{Template, TemplateFault, Values, Vocabulary};
use proptest::prelude::*;
use std::io::{Cursor, Read, Write};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const OPEN: &str = "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
const CLOSE: &str = "</w:body></w:document>";

fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

fn with_body(body: &str) -> Vec<u8> {
    packed(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &format!("{OPEN}{body}{CLOSE}"))])
}

fn body(file: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("an archive");
    let mut text = String::new();
    archive.by_name("word/document.xml").expect("the body").read_to_string(&mut text).expect("text");
    text.strip_prefix(OPEN).and_then(|text| text.strip_suffix(CLOSE)).expect("its frame").to_owned()
}

fn para(runs: &[&str]) -> String {
    let runs: String = runs.iter().map(|run| format!("<w:r><w:t>{run}</w:t></w:r>")).collect();
    format!("<w:p>{runs}</w:p>")
}

/// The text alone, paragraphs apart by `|`.
fn words(xml: &str) -> String {
    let mut out = String::new();
    let mut rest = xml.replace("</w:p>", "\u{1}").replace("<w:br/>", "\u{2}");
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        rest = after.split_once('>').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    }
    (out + &rest).replace('\u{1}', "|").replace('\u{2}', "/")
}

fn values() -> Values {
    Values::new().with("so", "18/QĐ-BDT").with("ten", "Trần Thị <Ẩm> & con\ndòng hai").with_list(
        "danh_sach",
        &["stt", "ho_ten"],
        [vec!["1".to_owned(), "Cao Văn A".to_owned()], vec!["2".to_owned()]],
    )
}

fn filled(xml: &str) -> String {
    let template = Template::open(&with_body(xml)).expect("a template");
    body(&template.fill(&values()).expect("filled"))
}

#[test]
fn a_placeholder_torn_over_runs_is_filled_where_it_began() {
    let xml = "<w:p><w:r><w:t>Số: {</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:b/></w:rPr><w:t>{ s</w:t></w:r><w:r><w:t>o }</w:t></w:r><w:r><w:t>} ngày</w:t></w:r></w:p>";
    let out = filled(xml);
    assert_eq!(words(&out), "Số: 18/QĐ-BDT ngày|");
    assert!(out.contains("<w:rPr><w:b/></w:rPr>") && out.contains("<w:proofErr"), "{out}");
}

#[test]
fn values_are_text_and_their_lines_are_lines() {
    let out = filled(&para(&["{{ten}} &amp; {{so}}{{so}}"]));
    assert_eq!(words(&out), "Trần Thị &lt;Ẩm&gt; &amp; con/dòng hai &amp; 18/QĐ-BDT18/QĐ-BDT|");
}

#[test]
fn rows_and_paragraphs_repeat_for_each_entry() {
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", para(&[cell]))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let table = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&["STT", "Họ tên"]),
        row(&["{{danh_sach.stt}}", "{{danh_sach.ho_ten}} ({{so}})"])
    );
    let out = filled(&format!("{table}{}", para(&["- {{danh_sach.stt}};"])));
    assert_eq!(words(&out), "STT|Họ tên|1|Cao Văn A (18/QĐ-BDT)|2| (18/QĐ-BDT)|- 1;|- 2;|");
}

#[test]
fn faults_name_the_place_and_the_nearest_name() {
    let two =
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{danh_sach.stt}} {{khac.stt}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let xml =
        [para(&["Kính gửi {{So}}"]), para(&["Ông {{danh_sach.ho_tem}}"]), para(&["{{so"]), two.to_owned()].concat();
    let template = Template::open(&with_body(&xml)).expect("it opens");
    let faults = template.check(&values().vocabulary());
    assert!(
        matches!(&faults[0], TemplateFault::Malformed { text, place } if text == "{{So}}" && place.paragraph == "Kính gửi {{So}}")
    );
    assert!(matches!(&faults[1], TemplateFault::Malformed { text, .. } if text == "{{so"));
    assert!(
        matches!(&faults[2], TemplateFault::TwoLists { first, second, .. } if first == "danh_sach" && second == "khac")
    );
    assert!(
        matches!(&faults[3], TemplateFault::Unknown { name, near: Some(near), .. } if name == "danh_sach.ho_tem" && near == "danh_sach.ho_ten")
    );
    assert_eq!(faults.len(), 5, "{faults:?}");
    assert_eq!(template.fill(&values()), Err(faults[0].clone()));
    for locale in lantoa_i18n::Locale::ALL {
        for fault in &faults {
            let said = lantoa_i18n::Say::say(&fault.message(), locale);
            assert!(!said.contains("paper-template"), "{said}");
        }
    }
}

#[test]
fn the_rest_of_the_file_is_kept_byte_for_byte() {
    let picture = "\u{89}PNG không phải chữ";
    let file = packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &format!("{OPEN}{}{CLOSE}", para(&["{{so}}"]))),
        ("word/header2.xml", &format!("<w:hdr>{}</w:hdr>", para(&["{{so}}"]))),
        ("word/media/image1.png", picture),
    ]);
    let out = Template::open(&file).expect("a template").fill(&values()).expect("filled");
    let mut archive = ZipArchive::new(Cursor::new(out)).expect("an archive");
    let mut read = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
        text
    };
    assert_eq!(read("word/media/image1.png"), picture);
    assert_eq!(words(&read("word/header2.xml")), "18/QĐ-BDT|");
}

#[test]
fn hostile_files_are_refused_by_name() {
    let refused = |bytes: &[u8]| Template::open(bytes).map(|_| ()).expect_err("a hostile file");
    assert_eq!(refused(b"khong phai zip"), TemplateFault::Broken);
    assert_eq!(refused(&vec![0; 11 * 1024 * 1024]), TemplateFault::TooLarge);
    assert_eq!(refused(&packed(&[("word/other.xml", "<x/>")])), TemplateFault::Broken);
    let bomb = format!("{OPEN}{}{CLOSE}", " ".repeat(40 * 1024 * 1024));
    assert_eq!(refused(&packed(&[("word/document.xml", &bomb)])), TemplateFault::Bomb);
    let deep = format!("{OPEN}{}{}{CLOSE}", "<w:x>".repeat(300), "</w:x>".repeat(300));
    assert_eq!(refused(&packed(&[("word/document.xml", &deep)])), TemplateFault::Bomb);
    let entity = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><w:document/>";
    assert_eq!(refused(&packed(&[("word/document.xml", entity)])), TemplateFault::Broken);
    let macros = [("word/document.xml", "<w:document/>"), ("word/vbaProject.bin", "x")];
    assert_eq!(refused(&packed(&macros)), TemplateFault::Macro);
    let remote = "<Relationship Type=\"x/attachedTemplate\" TargetMode=\"External\" Target=\"x\"/>";
    let remote = [("word/document.xml", "<w:document/>"), ("word/_rels/settings.xml.rels", remote)];
    assert_eq!(refused(&packed(&remote)), TemplateFault::Remote);
    let many: Vec<String> = (0..1_100).map(|n| format!("word/p{n}.xml")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "")).collect();
    assert_eq!(refused(&packed(&many)), TemplateFault::Bomb);
}

#[test]
fn what_would_grow_beyond_bounds_is_refused() {
    let rows = (0..17_500).map(|n| vec![n.to_string(), "x".repeat(2_000)]);
    let values = Values::new().with_list("danh_sach", &["stt", "ho_ten"], rows);
    let template = Template::open(&with_body(&para(&["{{danh_sach.ho_ten}}"]))).expect("a template");
    assert_eq!(template.fill(&values), Err(TemplateFault::TooMuch));
}

#[test]
fn names_are_listed_as_they_are_written() {
    assert_eq!(values().vocabulary().names(), ["so", "ten", "danh_sach.ho_ten", "danh_sach.stt"]);
    assert_eq!(Vocabulary::default().nearest("so"), None);
}

fn whole() -> Vec<u8> {
    let table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{danh_sach.stt}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    with_body(&format!("{}{table}{}", para(&["{{so}} và {{", "ten}}"]), para(&["hết"])))
}

fn unpacked(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(file)).expect("a ZIP");
    let parts = zip.len();
    let read = |i| {
        let mut part = zip.by_index(i).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        (part.name().expect("a name").into_owned(), bytes)
    };
    (0..parts).map(read).collect()
}

fn repacked(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // A name that stands twice is refused by the writer; the other parts are what is tested.
        if zip.start_file(name.as_str(), SimpleFileOptions::default()).is_ok() {
            zip.write_all(bytes).expect("memory");
        }
    }
    zip.finish().expect("a ZIP").into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_bytes_never_harm(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert!(Template::open(&bytes).is_err());
    }

    #[test]
    fn damaged_templates_are_refused_or_filled(cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = whole();
        for (at, byte) in cuts {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(template) = Template::open(&bytes) {
            let _ = template.check(&values().vocabulary());
            let _ = template.fill(&values());
        }
    }

    /// A sound ZIP whose parts are damaged, doubled, swapped or gone: what a careless or wicked program makes of a template.
    #[test]
    fn templates_with_damaged_parts_are_refused_or_filled(
        wounds in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>(), 0_usize..5), 1..12),
    ) {
        let mut parts = unpacked(&whole());
        for (which, at, byte, how) in wounds {
            if parts.is_empty() {
                break;
            }
            let which = which.index(parts.len());
            let part = &mut parts[which].1;
            let place = if part.is_empty() { 0 } else { at.index(part.len()) };
            match how {
                0 if !part.is_empty() => part[place] = byte,
                1 => part.truncate(place),
                2 => part.extend_from_within(place..),
                3 => drop(parts.remove(which)),
                _ => {
                    let end = parts.len() - 1;
                    let name = std::mem::take(&mut parts[which].0);
                    parts[which].0 = std::mem::replace(&mut parts[end].0, name);
                }
            }
        }
        if let Ok(template) = Template::open(&repacked(&parts)) {
            let _ = template.check(&values().vocabulary());
            if let Ok(file) = template.fill(&values()) {
                prop_assert!(ZipArchive::new(Cursor::new(file)).is_ok());
            }
        }
    }

    #[test]
    fn any_text_between_placeholders_survives(before in "[^<>&{}\"\\x00-\\x1f]{0,40}", after in "[^<>&{}\"\\x00-\\x1f]{0,40}", torn in 0_usize..6) {
        let placeholder = "{{so}}";
        let (one, two) = placeholder.split_at(torn);
        let out = filled(&para(&[&format!("{before}{one}"), &format!("{two}{after}")]));
        prop_assert_eq!(words(&out), format!("{before}18/QĐ-BDT{after}|"));
    }

    #[test]
    fn broken_markup_never_panics(xml in "(<w:p>|</w:p>|<w:t>|</w:t>|<w:tr>|</w:tr>|\\{\\{|\\}\\}|so|danh_sach\\.stt|&amp;|&#65;|ẩ| ){0,30}") {
        if let Ok(template) = Template::open(&with_body(&xml)) {
            let _ = template.fill(&values());
        }
    }
}
