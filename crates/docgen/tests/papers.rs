//! What every paper says, kept as text beside the code: a change of words is seen as a diff; it must not test layout.

use lantoa_docgen::paper::{Invitation, Invitations};
use lantoa_docgen::{Block, Kind, Paper, plain, sample};
use std::{collections::BTreeSet, env, fs, path::Path};

#[test]
fn every_paper_says_what_it_said() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let update = env::var_os("LANTOA_UPDATE_GOLDEN").is_some();
    let mut known = BTreeSet::new();
    for one in sample::all() {
        let file = folder.join(format!("{}.txt", one.id));
        let said = plain(&one.document);
        if update {
            fs::write(&file, &said).expect("the golden file is written");
        }
        let golden = fs::read_to_string(&file).unwrap_or_default();
        assert!(said == golden, "{} changed; see the diff after LANTOA_UPDATE_GOLDEN=1\n{said}", one.id);
        assert!(known.insert(file), "{} is there twice", one.id);
    }
    let left: Vec<_> =
        fs::read_dir(&folder).expect("the folder").flatten().map(|e| e.path()).filter(|f| !known.contains(f)).collect();
    assert!(left.is_empty(), "files of papers that are no more: {left:?}");
}

#[test]
fn every_kind_has_a_specimen() {
    let samples = sample::all();
    for kind in Kind::ALL {
        assert!(samples.iter().any(|one| one.id.starts_with(kind.id())), "no specimen of {}", kind.id());
        assert_eq!(Kind::parse(kind.id()), Some(*kind));
    }
}

#[test]
fn a_day_has_its_names_and_its_law() {
    let said = |day| plain(&lantoa_docgen::Paper::document(&sample::recognition(2, day)));
    let date = jiff::civil::date;
    let (old, middle, new) = (said(date(2017, 1, 12)), said(date(2021, 12, 31)), said(date(2026, 11, 25)));
    assert!(old.contains("BAN DÂN TỘC") && old.contains("42/2010/NĐ-CP") && old.contains("18/QĐ-BDT"), "{old}");
    assert!(
        middle.contains("BAN DÂN TỘC") && middle.contains("91/2017/NĐ-CP") && !middle.contains("42/2010"),
        "{middle}"
    );
    assert!(
        new.contains("SỞ DÂN TỘC VÀ TÔN GIÁO") && new.contains("152/2025/NĐ-CP") && new.contains("18/QĐ-SDTTG"),
        "{new}"
    );
}

#[test]
fn money_stands_in_figures_and_words() {
    let list = plain(&lantoa_docgen::Paper::document(&sample::award_list(18)));
    assert!(list.contains("Tổng cộng | 17.100.000"), "{list}");
    assert!(list.contains("Bằng chữ: Mười bảy triệu một trăm nghìn đồng."), "{list}");
}

#[test]
fn no_ballot_or_slip_names_a_voter() {
    let ballot = plain(&lantoa_docgen::Paper::document(&sample::ballot()));
    assert!(!ballot.contains("Người bỏ phiếu:") && !ballot.contains("Số phiếu:"), "{ballot}");
}

/// Invitations to each are whole papers under one number, and each leads to the page where it can be checked.
#[test]
fn everybody_invited_gets_a_whole_sheet() {
    let paper = sample::invitations();
    let document = paper.document().checked_at("https://thidua.vi.du/tra-cuu/7k2m9xqd");
    assert_eq!(document.sections.len(), paper.0.guests.len());
    let kinds = |is: fn(&Block) -> bool| {
        document.sections.iter().all(|sheet| sheet.blocks.iter().filter(|b| is(b)).count() == 1)
    };
    assert!(kinds(|block| matches!(block, Block::Head(_))) && kinds(|block| matches!(block, Block::Signatures(_))));
    assert!(kinds(|block| matches!(block, Block::Qr { .. })));
    let said = plain(&document);
    assert_eq!(said.matches("Số: 31/GM").count(), 2, "{said}");
    assert!(said.contains("kính mời: Ông Cao Văn Thắng – Trưởng thôn, thôn Giang Biên."), "{said}");
    assert!(Invitations(Invitation { guests: Vec::new(), ..paper.0 }).document().blocks().next().is_none());
}

#[test]
fn faults_are_told_in_both_languages() {
    use lantoa_docgen::{PressFault, SheetFault};
    use lantoa_i18n::{Locale, Say};
    let press = [
        PressFault::TooMany { rows: 3_000, most: 2_000 },
        PressFault::NoPage { pages: 2 },
        PressFault::Letters { letters: "😀漢".to_owned() },
        PressFault::Refused("x".to_owned()),
    ];
    let sheet = [SheetFault::TooMany, SheetFault::Refused("x".to_owned())];
    let messages = press.iter().map(PressFault::message).chain(sheet.iter().map(SheetFault::message));
    for message in messages {
        for locale in Locale::ALL {
            let said = message.say(locale);
            assert!(!said.contains("paper-") && !said.contains('$'), "{said}");
        }
    }
    let said = press[2].message().say(Locale::Vi).into_owned();
    assert!(said.contains("😀 漢"), "{said}");
}

#[test]
fn no_closing_follows_a_table_and_so_could_stand_alone_on_a_page() {
    use lantoa_docgen::Block;
    for one in sample::all() {
        for section in &one.document.sections {
            let alone = section.blocks.windows(2).any(|two| matches!(two, [Block::Table(_), Block::Signatures(_)]));
            assert!(!alone, "{}: put a sentence between the table and the closing", one.id);
        }
    }
}

#[test]
fn an_issued_paper_comes_back_from_its_kept_content_unchanged() {
    for one in sample::all() {
        let kept = serde_json::to_string(&one.document).expect("written");
        let back: lantoa_docgen::Document = serde_json::from_str(&kept).expect("read again");
        assert_eq!(back, one.document, "{}", one.id);
    }
}

#[test]
fn an_excerpt_holds_what_was_chosen_and_a_copy_all_of_it_with_a_number_of_its_own() {
    let said = |id: &str| {
        let found = sample::all().into_iter().find(|one| one.id == id);
        plain(&found.expect("a specimen").document)
    };
    let (copy, excerpt) = (said("copy"), said("excerpt"));
    for words in ["SAO Y", "05/SY-SDTTG", "Điều 1.", "Điều 2.", "18/QĐ-SDTTG"] {
        assert!(copy.contains(words), "{words} in\n{copy}");
    }
    for words in ["TRÍCH SAO", "05/TrS-SDTTG", "Điều 1.", "18/QĐ-SDTTG"] {
        assert!(excerpt.contains(words), "{words} in\n{excerpt}");
    }
    assert!(!excerpt.contains("Điều 2.") && !excerpt.contains("Căn cứ"), "{excerpt}");
    let rows = |text: &str| {
        text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()) && line.contains('|')).count()
    };
    assert_eq!((rows(&copy), rows(&excerpt)), (6, 1), "{excerpt}");
}
