//! `lantoa ballot verify` on a published election: it says yes to the true file and no to every changed one, each time.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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
