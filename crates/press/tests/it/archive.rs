//! Rules of PDF/A-2a and PDF/UA-1, one by one, on every specimen; it must not be taken for a validator: what it does not look at is said here.
//!
//! Looked at: no encryption, identifiers, metadata, output intent, no scripts or actions, no attached or outside files, fonts inside with a way
//! back to letters, language, everything on a page marked as content or as ornament, the tree of the structure with its parents, standard
//! kinds of elements, headings without a step left out, rows and heads of tables, lists, words for figures and for notes.
//! `pdfua` (PyPI, named by `LANTOA_PDFUA`) looks once more at what a machine can see of PDF/UA-1 and WCAG 2.1; where it is missing that is said,
//! and `LANTOA_REQUIRE_PDFUA=1` makes it a failure. There is no veraPDF in the registries of this project.
//! Not looked at: syntax of the file below objects, colour spaces, transparency, glyph widths, whether words for figures are good ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::Timestamp;
use lantoa_docgen::{PdfOptions, Press, sample};
use lantoa_press::Typesetter;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Drawing takes its time, so all specimens are drawn once and every rule looks at each.
#[test]
fn every_specimen_keeps_the_rules_and_a_checker_finds_nothing() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("archive-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let mut paths = Vec::new();
    for one in sample::all() {
        let options = PdfOptions::issued(Timestamp::UNIX_EPOCH);
        let file = Typesetter::new().pdf(&one.document, &options).unwrap_or_else(|why| panic!("{}: {why}", one.id));
        let pdf = Document::load_mem(&file).expect("a PDF");
        for rule in [nothing_acts, fonts_are_inside, all_is_marked, structure_is_standard, says_what_it_is] {
            rule(&one.id, &pdf);
        }
        let path = folder.join(format!("{}.pdf", one.id));
        fs::write(&path, file).expect("a file");
        paths.push(path);
    }
    let found = checked(&paths);
    fs::remove_dir_all(&folder).expect("the folder goes");
    assert_eq!(found, None, "{}", found.as_deref().unwrap_or_default());
}

/// What the checker of PDF/UA says, if it is installed and finds anything.
#[expect(clippy::print_stderr, reason = "whoever runs the tests is told what was left out")]
fn checked(files: &[PathBuf]) -> Option<String> {
    let checker = std::env::var("LANTOA_PDFUA").unwrap_or_else(|_| "pdfua".to_owned());
    match Command::new(&checker).arg("check").args(files).output() {
        Ok(done) if done.status.success() => None,
        Ok(done) => Some(String::from_utf8_lossy(&done.stdout).into_owned()),
        Err(_) => {
            assert!(std::env::var_os("LANTOA_REQUIRE_PDFUA").is_none(), "{checker} is not installed");
            eprintln!("{checker} is not installed, so only our own rules were looked at.");
            None
        }
    }
}

fn name<'a>(dict: &'a Dictionary, key: &[u8]) -> &'a [u8] {
    dict.get(key).and_then(Object::as_name).unwrap_or_default()
}

fn at<'a>(pdf: &'a Document, dict: &'a Dictionary, key: &[u8]) -> &'a Dictionary {
    let found = dict.get_deref(key, pdf).and_then(Object::as_dict);
    found.unwrap_or_else(|_| panic!("no {}", String::from_utf8_lossy(key)))
}

/// What a script or an outside file would need.
fn nothing_acts(id: &str, pdf: &Document) {
    for object in pdf.objects.values() {
        let dict = match object {
            Object::Dictionary(dict) => dict,
            Object::Stream(stream) => {
                let filters = format!("{:?}", stream.dict.get(b"Filter"));
                assert!(!filters.contains("LZW") && !stream.dict.has(b"F"), "{id}: {filters}");
                &stream.dict
            }
            _ => continue,
        };
        for never in
            [&b"JavaScript"[..], b"JS", b"Launch", b"AA", b"EmbeddedFiles", b"EF", b"XFA", b"OPI", b"Alternates"]
        {
            assert!(!dict.has(never), "{id}: {}", String::from_utf8_lossy(never));
        }
        let action = name(dict, b"S");
        for never in
            [&b"Launch"[..], b"Sound", b"Movie", b"ResetForm", b"ImportData", b"JavaScript", b"Rendition", b"Trans3D"]
        {
            assert_ne!(action, never, "{id}");
        }
        assert!(!dict.get(b"Interpolate").and_then(Object::as_bool).unwrap_or(false), "{id}: Interpolate");
    }
}

/// Fonts are inside and lead back to letters.
fn fonts_are_inside(id: &str, pdf: &Document) {
    let mut seen = 0;
    for dict in pdf.objects.values().filter_map(|object| object.as_dict().ok()) {
        if dict.has_type(b"FontDescriptor") {
            assert!([&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| dict.has(key)), "{id}");
        }
        if name(dict, b"Subtype") == b"Type0" {
            seen += 1;
            let letters = dict.get_deref(b"ToUnicode", pdf).and_then(Object::as_stream).expect("ToUnicode");
            let letters = String::from_utf8_lossy(&letters.decompressed_content().unwrap_or(letters.content.clone()))
                .into_owned();
            assert!(letters.contains("beginbfchar") || letters.contains("beginbfrange"), "{id}");
            assert_eq!(name(dict, b"Encoding"), b"Identity-H", "{id}");
        }
        assert!(!matches!(name(dict, b"Subtype"), b"Type3"), "{id}: a font of drawings");
    }
    assert!(seen > 0, "{id}");
}

/// Operators that put ink on a page.
const INK: [&str; 16] = ["Tj", "TJ", "'", "\"", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI"];

/// Marked places of a page by their numbers. Everything inked stands in one, or in an ornament.
fn marked(id: &str, pdf: &Document, page: ObjectId) -> BTreeSet<i64> {
    let content = pdf.get_page_content(page);
    let mut out = BTreeSet::new();
    let (mut open, mut depth_of_text) = (Vec::<bool>::new(), 0_i32);
    for operation in Content::decode(&content).expect("operations").operations {
        match operation.operator.as_str() {
            "BDC" => {
                let ornament = operation.operands.first().and_then(|tag| tag.as_name().ok()) == Some(b"Artifact");
                let number = operation.operands.get(1).and_then(|list| list.as_dict().ok());
                let number = number.and_then(|list| list.get(b"MCID").ok()).and_then(|number| number.as_i64().ok());
                out.extend(number);
                open.push(ornament || number.is_some());
            }
            "BMC" => open.push(operation.operands.first().and_then(|tag| tag.as_name().ok()) == Some(b"Artifact")),
            "EMC" => assert!(open.pop().is_some(), "{id}: a mark ends that did not begin"),
            "BT" => depth_of_text += 1,
            "ET" => depth_of_text -= 1,
            ink if INK.contains(&ink) => assert!(open.contains(&true), "{id}: {ink} stands outside of all marks"),
            _ => {}
        }
    }
    assert!(open.is_empty() && depth_of_text == 0, "{id}: a mark does not end");
    out
}

/// Elements of the structure, each with its depth.
struct Tree<'a> {
    pdf: &'a Document,
    elements: Vec<(ObjectId, &'a Dictionary)>,
    content: BTreeSet<(ObjectId, i64)>,
}

impl<'a> Tree<'a> {
    fn of(pdf: &'a Document) -> Self {
        let mut tree = Self { pdf, elements: Vec::new(), content: BTreeSet::new() };
        let root = at(pdf, pdf.catalog().expect("a catalogue"), b"StructTreeRoot");
        if let Ok(kids) = root.get(b"K") {
            tree.walk(kids, None, 0);
        }
        tree
    }

    fn walk(&mut self, kids: &'a Object, page: Option<ObjectId>, depth: usize) {
        assert!(depth < 60, "the tree has a circle");
        match kids {
            Object::Array(list) => list.iter().for_each(|kid| self.walk(kid, page, depth)),
            Object::Integer(number) => {
                self.content.insert((page.expect("content has a page"), *number));
            }
            Object::Reference(id) => {
                let pdf = self.pdf;
                match pdf.get_object(*id) {
                    Ok(Object::Dictionary(element)) if element.has(b"S") => {
                        self.elements.push((*id, element));
                        let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                        if let Ok(kids) = element.get(b"K") {
                            self.walk(kids, page, depth + 1);
                        }
                    }
                    Ok(inner) => self.walk(inner, page, depth + 1),
                    Err(_) => panic!("an element is missing"),
                }
            }
            Object::Dictionary(reference) => {
                let page = reference.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                if let Ok(number) = reference.get(b"MCID").and_then(Object::as_i64) {
                    self.content.insert((page.expect("content has a page"), number));
                }
            }
            _ => {}
        }
    }

    fn kind(&self, id: ObjectId) -> &'a [u8] {
        self.elements.iter().find(|(own, _)| *own == id).map(|(_, element)| name(element, b"S")).unwrap_or_default()
    }
}

/// Everything on a page is content of the structure or ornament.
fn all_is_marked(id: &str, pdf: &Document) {
    let tree = Tree::of(pdf);
    let mut on_pages = BTreeSet::new();
    for page in pdf.get_pages().into_values() {
        on_pages.extend(marked(id, pdf, page).into_iter().map(|number| (page, number)));
        let dict = pdf.get_object(page).and_then(Object::as_dict).expect("a page");
        assert!(on_pages.is_empty() || dict.has(b"StructParents"), "{id}");
        assert!(!dict.has(b"Annots") || name(dict, b"Tabs") == b"S", "{id}: the order of notes");
    }
    assert_eq!(tree.content, on_pages, "{id}: the structure and the pages name different content");
}

/// The structure is of standard elements in their order.
fn structure_is_standard(id: &str, pdf: &Document) {
    let standard: Vec<&[u8]> = b"Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private H H1 H2 H3 H4 H5 H6 P L LI Lbl LBody \
        Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form"
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .collect();
    let catalog = pdf.catalog().expect("a catalogue");
    let roles = at(pdf, catalog, b"StructTreeRoot").get_deref(b"RoleMap", pdf).and_then(Object::as_dict).ok();
    let tree = Tree::of(pdf);
    assert!(!tree.elements.is_empty(), "{id}");
    let mut last = 0_u8;
    for (_, element) in &tree.elements {
        let own = name(element, b"S");
        let kind = roles.map_or(own, |roles| match name(roles, own) {
            [] => own,
            mapped => mapped,
        });
        assert!(standard.contains(&kind), "{id}: {}", String::from_utf8_lossy(kind));
        let above = element.get(b"P").and_then(Object::as_reference).expect("a parent");
        let above = tree.kind(above);
        match kind {
            [b'H', level @ b'1'..=b'6'] => {
                let level = level - b'0';
                assert!(level <= last + 1, "{id}: a heading of level {level} follows one of {last}");
                last = level;
            }
            b"TR" => assert!(matches!(above, b"Table" | b"THead" | b"TBody" | b"TFoot"), "{id}"),
            b"TH" | b"TD" => assert_eq!(above, b"TR", "{id}"),
            b"LI" => assert_eq!(above, b"L", "{id}"),
            b"LBody" => assert_eq!(above, b"LI", "{id}"),
            b"Figure" | b"Formula" => {
                let said = element.get(b"Alt").and_then(Object::as_str).unwrap_or_default();
                assert!(!said.is_empty(), "{id}: a figure without words");
            }
            _ => {}
        }
        if kind == b"TH" {
            let attributes = format!("{:?}", element.get_deref(b"A", pdf));
            assert!(
                attributes.contains("Scope") || element.has(b"ID"),
                "{id}: a head of a table without its direction: {attributes}"
            );
        }
    }
}

/// The catalogue and the metadata say what the file is.
fn says_what_it_is(id: &str, pdf: &Document) {
    let catalog = pdf.catalog().expect("a catalogue");
    assert!(pdf.trailer.get(b"Encrypt").is_err(), "{id}");
    assert_eq!(pdf.trailer.get(b"ID").and_then(Object::as_array).expect("identifiers").len(), 2, "{id}");
    let intents = catalog.get_deref(b"OutputIntents", pdf).and_then(Object::as_array).expect("an intent");
    let intent = pdf.dereference(&intents[0]).expect("it").1.as_dict().expect("a dictionary");
    assert_eq!(name(intent, b"S"), b"GTS_PDFA1", "{id}");
    let profile = intent.get_deref(b"DestOutputProfile", pdf).and_then(Object::as_stream).expect("a profile");
    let bytes = profile.decompressed_content().unwrap_or_else(|_| profile.content.clone());
    assert_eq!(bytes.get(36..40), Some(&b"acsp"[..]), "{id}: the profile is none");
    let language = catalog.get(b"Lang").and_then(Object::as_str).expect("a language");
    assert!(language.starts_with(b"vi"), "{id}");
    let metadata = catalog.get_deref(b"Metadata", pdf).and_then(Object::as_stream).expect("metadata");
    assert!(!metadata.dict.has(b"Filter"), "{id}: metadata can be read without unfolding");
    let text = String::from_utf8_lossy(&metadata.content);
    for wanted in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "<dc:title>", "<dc:language>"] {
        assert!(text.contains(wanted), "{id}: {wanted}");
    }
}
