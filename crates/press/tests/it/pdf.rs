//! PDF as made for the archive: structure, fonts, words, bytes; it must not need a validator from elsewhere.

use jiff::Timestamp;
use lantoa_docgen::{Document, Paper, PdfOptions, Press, PressFault, plain, sample};
use lantoa_press::Typesetter;
use lopdf::{Dictionary, Object};

fn issued(document: &Document) -> Vec<u8> {
    let at: Timestamp = "2026-11-25T03:04:05Z".parse().expect("a time");
    Typesetter::new().pdf(document, &PdfOptions::issued(at)).unwrap_or_else(|why| panic!("{}: {why}", document.title))
}

/// The text of each page, blanks folded.
fn pages(file: &[u8]) -> Vec<String> {
    let pdf = lopdf::Document::load_mem(file).expect("a PDF");
    let numbers: Vec<u32> = pdf.get_pages().into_keys().collect();
    numbers.into_iter().map(|page| folded(&pdf.extract_text(&[page]).expect("text"))).collect()
}

fn folded(text: &str) -> String {
    text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters and digits alone: where lines break does not matter.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn dictionary<'a>(pdf: &'a lopdf::Document, of: &'a Dictionary, key: &[u8]) -> &'a Dictionary {
    let object = of.get(key).unwrap_or_else(|_| panic!("no {}", String::from_utf8_lossy(key)));
    let object = object.as_reference().map_or(object, |id| pdf.get_object(id).expect("an object"));
    object.as_dict().expect("a dictionary")
}

/// What PDF/A-2a and PDF/UA-1 ask of the catalogue, the metadata and the fonts, as far as it can be seen without a validator.
fn check_archive(id: &str, file: &[u8]) {
    let pdf = lopdf::Document::load_mem(file).expect("a PDF");
    let catalog = pdf.catalog().expect("a catalogue");
    assert!(pdf.trailer.get(b"Encrypt").is_err() && pdf.trailer.get(b"ID").is_ok(), "{id}");
    assert!(dictionary(&pdf, catalog, b"MarkInfo").get(b"Marked").and_then(Object::as_bool).expect("a mark"), "{id}");
    assert!(dictionary(&pdf, catalog, b"StructTreeRoot").has(b"ParentTree"), "{id}");
    assert!(
        dictionary(&pdf, catalog, b"ViewerPreferences")
            .get(b"DisplayDocTitle")
            .and_then(Object::as_bool)
            .expect("a wish"),
        "{id}"
    );
    assert!(catalog.has(b"OutputIntents"), "{id}");
    let language = catalog.get(b"Lang").and_then(Object::as_str).expect("a language");
    assert!(language.starts_with(b"vi"), "{id}");
    let metadata = catalog.get(b"Metadata").and_then(Object::as_reference).expect("metadata");
    let metadata = pdf.get_object(metadata).and_then(Object::as_stream).expect("a stream");
    let metadata = String::from_utf8_lossy(&metadata.content).into_owned();
    for wanted in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "2026-11-25T03:04:05"] {
        assert!(metadata.contains(wanted), "{id}: {wanted} is not in {metadata}");
    }
    let mut fonts = 0;
    for object in pdf.objects.values() {
        let Ok(dict) = object.as_dict() else { continue };
        if dict.has_type(b"FontDescriptor") {
            fonts += 1;
            assert!(dict.has(b"FontFile2") || dict.has(b"FontFile3"), "{id}: a font is not inside");
        }
        let action = dict.get(b"S").and_then(Object::as_name).unwrap_or_default();
        assert!(action != b"JavaScript" && action != b"Launch", "{id}");
    }
    assert!(fonts > 0, "{id}");
}

#[test]
fn every_paper_is_fit_for_the_archive_and_says_its_words() {
    for one in sample::all() {
        let file = issued(&one.document);
        check_archive(&one.id, &file);
        let said = letters(&pages(&file).concat());
        for line in plain(&one.document).lines().flat_map(|line| line.split(" | ")) {
            // The tool that reads the text back parts words set with tracking; the motto is seen in pictures.
            let wanted = letters(line);
            assert!(
                line.starts_with("CỘNG HÒA") || said.contains(&wanted) || broken(&said, line),
                "{}: “{line}” is not in\n{said}",
                one.id
            );
        }
    }
}

/// Cells of several lines come out line by line, row by row: their words are there, though apart.
fn broken(said: &str, line: &str) -> bool {
    line.split_whitespace().all(|word| said.contains(&letters(word)))
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let document = sample::recognition(12, sample::DAY).document();
    let first = issued(&document);
    issued(&sample::minutes().document());
    assert!(first == issued(&document));
}

#[test]
fn two_threads_draw_at_once_and_do_not_mix() {
    let papers = [sample::recognition(12, sample::DAY).document(), sample::minutes().document()];
    let alone = papers.each_ref().map(issued);
    std::thread::scope(|scope| {
        let drawing =
            papers.each_ref().map(|paper| scope.spawn(move || (0..3).map(|_| issued(paper)).collect::<Vec<_>>()));
        for (thread, expected) in drawing.into_iter().zip(&alone) {
            assert!(thread.join().expect("a thread").iter().all(|file| file == expected));
        }
    });
}

#[test]
fn what_a_person_typed_is_never_markup() {
    let hostile = [
        "#panic(\"x\") *đậm* _nghiêng_ $x$ @a <b>",
        "] } ) \" ' \\ ` // /* = - + 1.",
        "#import \"/main.typ\"",
        "{{ten}} \u{0}\u{7}x",
    ];
    let mut decision = sample::recognition(4, sample::DAY);
    for (one, name) in decision.list.iter_mut().zip(hostile) {
        one.name = name.to_owned();
    }
    decision.about = "= Tiêu đề #h(1cm) [x]".to_owned();
    let said = pages(&issued(&decision.document())).join(" ");
    for wanted in ["#panic(\"x\") *đậm*", "_nghiêng_", "#import", "{{ten}} x", "= Tiêu đề #h(1cm) [x]"] {
        assert!(letters(&said).contains(&letters(wanted)), "{wanted}: {said}");
    }
    assert!(said.contains("#panic") && said.contains("*đậm*") && said.contains("= Tiêu đề #h(1cm) [x]"), "{said}");
}

#[test]
fn every_vietnamese_letter_stands_in_all_four_looks() {
    let letters_: String = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ".to_owned();
    let text = format!("{letters_}{}₫–…“”‘’•²½×÷→", letters_.to_uppercase());
    let looks = lantoa_docgen::Text::new().plain(&text).bold(&text).italic(&text).bold_italic(&text);
    let block = lantoa_docgen::Block::Para { text: looks, style: lantoa_docgen::ParaStyle::Body };
    let said = pages(&issued(&Document::new("Chữ", "Cơ quan", vec![block]))).concat();
    assert_eq!(said.replace(' ', ""), text.repeat(4));
}

#[test]
fn letters_the_face_lacks_are_named_and_not_printed_as_boxes() {
    let mut decision = sample::recognition(1, sample::DAY);
    decision.list[0].name = "Trần 😀 漢 Ẩm 😀".to_owned();
    let press = Typesetter::new();
    let document = decision.document();
    let refused = press.pdf(&document, &PdfOptions::issued(Timestamp::UNIX_EPOCH));
    assert_eq!(refused, Err(PressFault::Letters { letters: "😀漢".to_owned() }));
    assert!(press.pdf(&document, &PdfOptions::preview(Timestamp::UNIX_EPOCH)).is_ok());
}

#[test]
fn pictures_of_pages() {
    let press = Typesetter::new();
    let document = sample::recognition(12, sample::DAY).document();
    let drawn = press.pages(&document, 36, 10).expect("pictures");
    assert_eq!(drawn.len(), press.count(&document).expect("a count"));
    assert!(drawn.iter().all(|page| page.starts_with(b"\x89PNG")));
    assert_eq!(press.page(&document, 2, 36).as_ref(), Ok(&drawn[1]));
    assert_eq!(press.page(&document, 99, 36), Err(PressFault::NoPage { pages: drawn.len() }));
    assert_eq!(press.page(&document, 0, 36), Err(PressFault::NoPage { pages: 0 }));
}

#[test]
fn too_long_a_list_is_refused_before_it_is_drawn() {
    let document = sample::recognition(60, sample::DAY).document();
    let refused = Typesetter::at_most(50).pdf(&document, &PdfOptions::preview(Timestamp::UNIX_EPOCH));
    assert!(matches!(refused, Err(PressFault::TooMany { rows, most: 50 }) if rows > 60));
}
