//! `lantoa ballot verify` on a published election: it says yes to the true file and no to every changed one, each time.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use lantoa_ballot::hash::hex;
use lantoa_ballot::{Bundle, Entry, Refused, ServerKey, ballot_hash, board, election_id};
use lantoa_i18n::{FAULTS, fault};

fn published() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ballot/vectors/election.bundle")
}

fn verify(file: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lantoa"))
        .args(["ballot", "verify"])
        .arg(file)
        .args(more)
        .env("LANG", "vi_VN.UTF-8")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn the_published_election_is_valid_and_its_result_is_told() {
    let told = verify(&published(), &[]);
    assert_eq!(told.status.code(), Some(0), "{}", said(&told));
    for words in ["hợp lệ: mọi bước kiểm tra", "Mục 1: đồng ý", "Mã chốt sổ phiếu", "Sáu từ"]
    {
        assert!(said(&told).contains(words), "{words} in\n{}", said(&told));
    }
    let json = verify(&published(), &["--format", "json"]);
    let verdict: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(verdict["valid"], true);
    let head = verdict["close_head"].as_str().unwrap().to_owned();
    assert_eq!(verify(&published(), &["--head", &head]).status.code(), Some(0));
    assert_eq!(verify(&published(), &["--head", &"0".repeat(64)]).status.code(), Some(1), "another head");
    assert_eq!(verify(&published(), &["--head", "abc"]).status.code(), Some(2), "no hash");
}

#[test]
fn a_changed_file_is_refused_a_hundred_times_of_a_hundred() {
    let folder = tempfile::tempdir().unwrap();
    let sound = std::fs::read(published()).unwrap();
    for run in 0..100_usize {
        let mut changed = sound.clone();
        let at = run * 7919 % changed.len();
        changed[at] ^= 1 << (run % 8);
        let file = folder.path().join(format!("{run}.bundle"));
        std::fs::write(&file, &changed).unwrap();
        let told = verify(&file, &[]);
        assert_eq!(told.status.code(), Some(1), "byte {at}: {}", said(&told));
    }
}

#[test]
fn what_is_no_bundle_is_named_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let missing = verify(&folder.path().join("không có.bundle"), &[]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(said(&missing).contains("Không đọc được tệp"), "{}", said(&missing));
    let empty = folder.path().join("rong.bundle");
    std::fs::write(&empty, b"").unwrap();
    let told = verify(&empty, &[]);
    assert_eq!(told.status.code(), Some(1));
    assert!(said(&told).contains("KHÔNG hợp lệ") && said(&told).contains("CHƯA CHẠY"), "{}", said(&told));
}

/// The published board up to so many entries, with a receipt for one of its ballots, as a file that the voting page keeps.
fn cut(folder: &Path, entries: usize, receipt_for: u32) -> (PathBuf, PathBuf) {
    let whole = Bundle::read(&std::fs::read(published()).unwrap()).unwrap();
    let id = election_id(&whole.entries()[0].payload);
    let Entry { payload, head, .. } = &whole.entries()[receipt_for as usize];
    let place = board::Place { index: receipt_for, head: *head };
    // The key of the published vectors (crates/ballot/tests/it/fixture.rs).
    let receipt = ServerKey::from_random(&[3; 32]).sign(id, place, ballot_hash(payload));
    let paper = folder.join(format!("bien-nhan-{receipt_for}.txt"));
    std::fs::write(&paper, format!("BIÊN NHẬN\n{}\n{receipt_for}\n{}\n", hex(&id), hex(&receipt.to_bytes()))).unwrap();
    let file = folder.join(format!("{entries}.bundle"));
    std::fs::write(&file, Bundle::from_entries(whole.entries()[..entries].to_vec()).to_bytes()).unwrap();
    (file, paper)
}

#[test]
fn a_receipt_tells_that_the_board_was_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let (open, paper) = cut(folder.path(), 6, 7);
    let with = |file: &Path, paper: &Path| verify(file, &["--receipt", paper.to_str().unwrap()]);
    let told = said(&with(&open, &paper));
    assert!(told.contains("SỔ PHIẾU ĐÃ BỊ CẮT") && told.contains("dòng 7"), "{told}");
    assert!(!said(&verify(&open, &[])).contains("CẮT"), "the board alone cannot tell");
    assert_eq!(with(&published(), &paper).status.code(), Some(0), "kept");
    let text = std::fs::read_to_string(&paper).unwrap();
    let forged = folder.path().join("gia.txt");
    std::fs::write(&forged, text.replace("\n7\n", "\n").replacen('0', "1", 9)).unwrap();
    assert_eq!(with(&published(), &forged).status.code(), Some(1));
    std::fs::write(&forged, "không có gì").unwrap();
    let none = with(&published(), &forged);
    assert_eq!(none.status.code(), Some(2));
    assert!(said(&none).contains("không có biên nhận nào"), "{}", said(&none));
}

#[test]
fn findings_are_told_in_the_language_of_the_output() {
    let folder = tempfile::tempdir().unwrap();
    let whole = Bundle::read(&std::fs::read(published()).unwrap()).unwrap();
    let mut names = BTreeSet::new();
    for entry in 0..whole.entries().len() {
        for at in [0, 70, 5_000] {
            let mut entries = whole.entries().to_vec();
            let payload = &mut entries[entry].payload;
            let Some(byte) = payload.len().checked_sub(1).map(|last| at.min(last)) else { continue };
            payload[byte] ^= 1;
            let file = folder.path().join("sai.bundle");
            std::fs::write(&file, Bundle::from_entries(entries).to_bytes()).unwrap();
            let json: serde_json::Value = serde_json::from_slice(&verify(&file, &["--format", "json"]).stdout).unwrap();
            let told = said(&verify(&file, &[]));
            for finding in json["findings"].as_array().unwrap() {
                let (what, name) = (finding["what"].as_str().unwrap(), finding["name"].as_str().unwrap());
                assert!(fault(name).is_some(), "{name} has no word");
                assert!(!told.contains(what), "told in English: {what} in\n{told}");
                names.insert(name.to_owned());
            }
        }
    }
    assert!(names.len() > 8, "{names:?}");
}

/// Every rule that the core can name has its word: the sentences stand in its sources, so they are read there.
#[test]
fn every_rule_of_the_core_has_a_word() {
    let mut names = BTreeSet::new();
    // Where the names are made, no rule is stated.
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../ballot/src"));
    for file in sources.into_iter().filter(|path| !path.ends_with("error.rs")) {
        let text = std::fs::read_to_string(&file).unwrap();
        for (marker, manifest) in
            [("Manifest(", true), ("NotNow(", false), ("ensure(||", true), ("expect(Stage::", false)]
        {
            for piece in text.split(marker).skip(1) {
                let line = piece.lines().next().unwrap_or_default();
                let Some(sentence) = line.split('"').nth(1).filter(|one| !one.contains('{')) else { continue };
                let sentence: &'static str = sentence.to_owned().leak();
                let refused = if manifest { Refused::Manifest(sentence) } else { Refused::NotNow(sentence) };
                names.insert(refused.name());
            }
        }
    }
    assert!(names.len() > 40, "{names:?}");
    let known: BTreeSet<String> = FAULTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let missing: Vec<_> = names.difference(&known).collect();
    assert!(missing.is_empty(), "no word for {missing:?}");
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}
