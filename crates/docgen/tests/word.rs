//! Word files: well formed, elements in the order of the schema, the words of the paper and no others; it must not need Word.

use lantoa_docgen::{Document, docx, plain, sample};
use proptest::prelude::*;
use quick_xml::{Reader, events::Event};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};
use zip::ZipArchive;

/// Children in the order the schema wants (ECMA-376, part 1), as far as the writer uses them.
const ORDER: [(&str, &[&str]); 6] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:pageBreakBefore",
            "w:framePr",
            "w:pBdr",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:sectPr",
        ],
    ),
    ("w:rPr", &["w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs", "w:lang"]),
    ("w:tblPr", &["w:tblW", "w:tblBorders", "w:tblLayout", "w:tblCellMar"]),
    ("w:trPr", &["w:cantSplit", "w:tblHeader"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:vAlign"]),
    ("w:sectPr", &["w:headerReference", "w:type", "w:pgSz", "w:pgMar", "w:pgBorders", "w:pgNumType", "w:titlePg"]),
];

fn parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("an archive");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("its bytes");
            (part.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

/// Reads a part through: well formed, no element out of order, no paragraph missing at the end of a cell.
fn check(name: &str, xml: &str) {
    let order: BTreeMap<&str, &[&str]> = ORDER.into_iter().collect();
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut last_child = String::new();
    loop {
        let event = reader.read_event().unwrap_or_else(|why| panic!("{name}: {why}"));
        let (element, empty) = match &event {
            Event::Start(element) => (element.name().as_ref().to_owned(), false),
            Event::Empty(element) => (element.name().as_ref().to_owned(), true),
            Event::End(element) => {
                let ended = element.name().as_ref().to_owned();
                assert!(ended != "w:tc" || last_child == "w:p", "{name}: a cell does not end in a paragraph");
                open.pop();
                last_child = ended;
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        if let Some((parent, reached)) = open.last_mut()
            && let Some(children) = order.get(parent.as_str())
        {
            let place = children.iter().position(|child| *child == element);
            let place =
                place.unwrap_or_else(|| panic!("{name}: {element} in {parent} is not in the table of this test"));
            assert!(place >= *reached, "{name}: {element} comes too late in {parent}");
            *reached = place;
        }
        if empty {
            last_child = element;
        } else {
            open.push((element, 0));
        }
    }
    assert!(open.is_empty(), "{name}");
}

/// The words of the main part in order, texts of a paragraph joined.
fn words(xml: &str) -> Vec<String> {
    let mut text = String::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::End(element) if element.name().as_ref() == "w:p" => text.push(' '),
            Event::Empty(element) if element.name().as_ref() == "w:br" => text.push(' '),
            Event::Text(part) => text.push_str(part.as_ref()),
            Event::GeneralRef(entity) => text.push_str(match &*entity.into_inner() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                other => panic!("unknown entity {other}"),
            }),
            Event::Eof => break,
            _ => {}
        }
    }
    folded(&text)
}

fn folded(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text.replace('\u{a0}', " ").split_whitespace().map(str::to_owned).collect();
    words.sort_unstable();
    words
}

/// The paper's words as the file shows them: cells have no bars, blanks no dots, addressees a dash and a mark.
fn wanted(document: &Document) -> Vec<String> {
    folded(&plain(document).replace(" | ", " ").replace('…', " "))
}

#[test]
fn every_paper_is_a_sound_word_file_with_its_own_words() {
    for one in sample::all() {
        let file = docx(&one.document);
        assert_eq!(file, docx(&one.document), "{}: other bytes the second time", one.id);
        let parts = parts(&file);
        for (name, bytes) in &parts {
            if name.ends_with(".png") {
                continue;
            }
            let xml = std::str::from_utf8(bytes).expect("text");
            check(&format!("{} {name}", one.id), xml);
        }
        let body = std::str::from_utf8(&parts["word/document.xml"]).expect("text");
        let said = words(&body.replace('…', " "));
        let said: Vec<String> = said
            .into_iter()
            .map(|word| word.trim_end_matches([';', '.']).to_owned())
            .filter(|w| w != "-" && !w.is_empty())
            .collect();
        let said = folded(&said.join(" "));
        let wanted: Vec<String> = wanted(&one.document)
            .into_iter()
            .map(|word| word.trim_end_matches([';', '.']).to_owned())
            .filter(|w| w != "-" && w != "|" && !w.is_empty())
            .collect();
        assert_eq!(said, folded(&wanted.join(" ")), "{}", one.id);
    }
}

#[test]
fn lists_repeat_their_head_and_cut_no_row() {
    let file = docx(&lantoa_docgen::Paper::document(&sample::recognition(500, sample::DAY)));
    let parts = parts(&file);
    let body = std::str::from_utf8(&parts["word/document.xml"]).expect("text");
    let (rows, whole, heads) = (
        body.matches("<w:tr>").count(),
        body.matches("<w:cantSplit/>").count(),
        body.matches("<w:tblHeader/>").count(),
    );
    assert_eq!(rows, whole);
    assert_eq!(heads, 1);
    assert!(rows > 500);
}

#[test]
fn what_a_person_typed_is_text() {
    let mut decision = sample::recognition(1, sample::DAY);
    decision.list[0].name = "A & B <w:p/> \"]]>\u{0}\u{b}\u{fffe} đ".to_owned();
    let parts = parts(&docx(&lantoa_docgen::Paper::document(&decision)));
    let body = std::str::from_utf8(&parts["word/document.xml"]).expect("text");
    check("hostile", body);
    assert!(body.contains("A &amp; B &lt;w:p/&gt; &quot;]]&gt; đ"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_sound_file(text in any::<String>(), more in "\\PC{0,200}") {
        let mut decision = sample::recognition(2, sample::DAY);
        decision.about.clone_from(&text);
        decision.authority = more;
        decision.list[0].name.clone_from(&text);
        decision.recipients[0] = text;
        let parts = parts(&docx(&lantoa_docgen::Paper::document(&decision)));
        for name in ["word/document.xml", "docProps/core.xml"] {
            check(name, std::str::from_utf8(&parts[name]).expect("text"));
        }
    }
}
