//! Where things come to stand: heads repeat, closings hold together, names fit, certificates are one sheet; it must not compare pictures.

use jiff::Timestamp;
use lantoa_docgen::{Block, Certificates, Document, Paper, PdfOptions, Press, sample};
use lantoa_press::Typesetter;
use proptest::prelude::*;

const PLAIN: PdfOptions = PdfOptions::preview(Timestamp::UNIX_EPOCH);

fn pages(document: &Document) -> Vec<String> {
    let file = Typesetter::new().pdf(document, &PLAIN).unwrap_or_else(|why| panic!("{why}"));
    let pdf = lopdf::Document::load_mem(&file).expect("a PDF");
    let numbers: Vec<u32> = pdf.get_pages().into_keys().collect();
    numbers.into_iter().map(|page| folded(&pdf.extract_text(&[page]).expect("text"))).collect()
}

fn folded(text: &str) -> String {
    text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn lists_of_any_length_repeat_their_head_and_number_their_pages() {
    for rows in [0, 1, 2, 17, 60, 500] {
        let all = pages(&sample::recognition(rows, sample::DAY).document());
        let list = all.iter().skip_while(|page| !page.contains("DANH SÁCH")).collect::<Vec<_>>();
        assert!(!list.is_empty(), "{rows}");
        for (i, page) in list.iter().enumerate() {
            assert!(page.contains("STT"), "{rows} rows: page {} of the list has no head: {page}", i + 1);
            let number = (i + 1).to_string();
            assert!(i == 0 || page.split(' ').next() == Some(number.as_str()), "{rows} rows, page {}: {page}", i + 1);
        }
        assert!(!list[0].starts_with("1 ") && !all[0].starts_with("1 "), "a first page bears no number");
        let text = list.into_iter().cloned().collect::<String>();
        assert_eq!(text.matches("áp dụng").count(), rows, "{rows} rows");
    }
}

#[test]
fn a_closing_is_never_cut_and_never_alone() {
    for more in 0..26 {
        let mut decision = sample::recognition(3, sample::DAY);
        let basis =
            "Căn cứ văn bản thử nghiệm để đẩy phần ký xuống cuối trang, dài hơn một dòng một chút cho đủ".to_owned();
        decision.bases.extend(std::iter::repeat_n(basis, more));
        let all = pages(&decision.document());
        let signed: Vec<&String> = all.iter().filter(|page| page.contains("Nguyễn Thị Ánh Tuyết")).collect();
        assert_eq!(signed.len(), 1, "{more}");
        for wanted in ["Nơi nhận:", "Như Điều 4", "Lưu: VT, VP", "GIÁM ĐỐC", "thi hành Quyết định này"]
        {
            assert!(
                signed[0].contains(wanted),
                "{more} more bases: “{wanted}” stands on another page than the name\n{}",
                signed[0]
            );
        }
    }
}

#[test]
fn minutes_keep_both_names_on_the_page_of_their_closing_sentence() {
    for votes in 0..24 {
        let mut minutes = sample::minutes();
        let vote = minutes.votes[0].clone();
        minutes.votes = vec![vote; votes];
        let all = pages(&minutes.document());
        let last = all.last().expect("a page");
        for wanted in ["THƯ KÝ", "TM. HỘI ĐỒNG", "Nguyễn Thị Ánh Tuyết", "thông qua./."] {
            assert!(last.contains(wanted), "{votes} votes: {wanted}\n{last}");
        }
    }
}

#[test]
fn a_cell_taller_than_a_page_goes_on_over_the_next() {
    let mut decision = sample::recognition(3, sample::DAY);
    decision.list[1].merit = (0..1_500).map(|n| format!("m{n}")).collect::<Vec<_>>().join(" ");
    let all = pages(&decision.document());
    let list: Vec<&String> = all.iter().filter(|page| page.contains("STT")).collect();
    assert!(list.len() >= 3, "{}", all.len());
    let text = all.join(" ");
    for n in [0, 400, 800, 1_499] {
        assert!(text.contains(&format!("m{n}")), "m{n} is lost");
    }
}

fn name(words: &[String]) -> String {
    words.join(" ").chars().take(120).collect::<String>().trim().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn names_of_1_to_120_letters_fit_their_certificate(words in proptest::collection::vec("[A-ZĐÂÊÔƠƯ]?[aăâeêioôơuưyđáàảãạấầẩẫậ]{1,7}", 1..24)) {
        let holder = name(&words);
        let all = pages(&sample::certificate(&holder).document());
        prop_assert_eq!(all.len(), 1, "{}", holder);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        prop_assert!(letters(&all[0]).contains(&letters(&holder)), "{} is not in {}", holder, all[0]);
        prop_assert!(all[0].contains("Nguyễn Thị Ánh Tuyết"));
    }

    #[test]
    fn any_text_is_drawn(text in "\\PC{0,300}") {
        let mut decision = sample::recognition(2, sample::DAY);
        decision.about.clone_from(&text);
        decision.list[0].name.clone_from(&text);
        decision.carried_out_by = text;
        prop_assert!(Typesetter::new().pdf(&decision.document(), &PLAIN).is_ok());
    }
}

/// How many words of a paragraph of 60 stand on each page, when so many lines stand above it.
fn split(above: usize) -> Vec<usize> {
    let words: Vec<String> = (100..160).map(|n| format!("từ{n}")).collect();
    let style = lantoa_docgen::ParaStyle::Body;
    let para = |text: &str| Block::Para { text: lantoa_docgen::Text::from(text), style };
    let mut blocks: Vec<Block> = (0..above).map(|_| para("Một dòng.")).collect();
    blocks.push(para(&words.join(" ")));
    let counted = |page: &String| words.iter().filter(|word| page.contains(word.as_str())).count();
    pages(&Document::new("Đoạn", "Cơ quan", blocks)).iter().map(counted).filter(|count| *count > 0).collect()
}

#[test]
fn no_paragraph_leaves_one_line_alone() {
    // A line holds twelve words at most: fewer than thirteen on a page are one line, or a last one that is not full.
    let torn: Vec<Vec<usize>> = (20..44).map(split).filter(|pages| pages.len() > 1).collect();
    assert!(torn.len() >= 2, "no paragraph was parted by the end of a page: {torn:?}");
    for pages in torn {
        assert!(pages.iter().sum::<usize>() == 60 && pages[0] > 12, "one line stays behind: {pages:?}");
        assert!(pages[1] > 12, "one line goes on: {pages:?}");
    }
}

/// Broad letters: two lines of large type once pushed the signature to another sheet.
#[test]
fn a_name_of_broad_letters_stays_on_one_sheet() {
    for holder in [
        "Ưư Aạấẩấ Ưy Êậưê Êêạơậ Âầeơuơđ yậậẫu Đấơđoẩầ ãơấưoưo".to_owned(),
        "Ơư ".repeat(12),
        "Ơư ".repeat(15),
        "Ơưuđuơư ".repeat(6),
        "Ơưuđuơư ".repeat(11),
    ] {
        assert_eq!(pages(&sample::certificate(holder.trim()).document()).len(), 1, "{holder}");
    }
}

#[test]
fn a_name_without_spaces_stays_on_one_sheet() {
    let all = pages(&sample::certificate(&"Ư".repeat(120)).document());
    assert_eq!(all.len(), 1);
}

#[test]
fn certificates_come_in_pieces_and_can_be_stopped() {
    let press = Typesetter::new();
    let sheets = |count: usize| (0..count).map(|n| sample::certificate(&format!("Người thứ {n:03}")).document());
    let print = |count| Certificates::new("Giấy khen năm 2026", "Sở", sheets(count)).in_pieces(10, &press, PLAIN);
    let pieces: Vec<_> = print(25).map(|piece| piece.expect("a piece")).collect();
    let spans: Vec<_> = pieces.iter().map(|piece| (piece.first, piece.last, piece.total)).collect();
    assert_eq!(spans, [(1, 10, 25), (11, 20, 25), (21, 25, 25)]);
    let count = |file: &[u8]| lopdf::Document::load_mem(file).expect("a PDF").get_pages().len();
    assert_eq!(pieces.iter().map(|piece| count(&piece.pdf)).collect::<Vec<_>>(), [10, 10, 5]);
    let drawn = std::cell::Cell::new(0);
    let counted = (0..1_000_usize).map(|n| {
        drawn.set(drawn.get() + 1);
        sample::certificate(&n.to_string()).document()
    });
    let first = Certificates::new("Giấy khen", "Sở", counted).in_pieces(10, &press, PLAIN).next();
    assert!(first.is_some_and(|piece| piece.is_ok_and(|piece| piece.total == 1_000)));
    assert_eq!(drawn.get(), 10, "whoever stops asking has cancelled the rest");
    assert!(print(0).next().is_none());
}
