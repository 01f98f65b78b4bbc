//! Our Word files in the hands of LibreOffice: it opens each and prints the same words; it must not compare pictures.
//!
//! Left out, and told, where LibreOffice or `pdftotext` is not installed; `LANTOA_REQUIRE_OFFICE=1` makes that a failure, as `scripts/test` does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use lantoa_docgen::{docx, plain, sample};

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The program, or nothing, told.
#[expect(clippy::print_stderr, reason = "whoever runs the tests is told what was left out")]
fn program(names: &[&'static str]) -> Option<&'static str> {
    let found = names.iter().find(|name| Command::new(name).arg("--version").output().is_ok());
    if found.is_none() {
        assert!(std::env::var_os("LANTOA_REQUIRE_OFFICE").is_none(), "none of {names:?} is installed");
        eprintln!("None of {names:?} is installed, so no Word file was opened.");
    }
    found.copied()
}

/// Letters and digits alone: where lines break and how lists are marked does not matter.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn libreoffice_opens_every_word_file_and_says_the_same_words() {
    let (Some(office), Some(_)) = (program(&["soffice", "libreoffice"]), program(&["pdftotext"])) else { return };
    let folder = folder("office");
    let samples = sample::all();
    for one in &samples {
        fs::write(folder.join(format!("{}.docx", one.id)), docx(&one.document)).expect("a file");
    }
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let done = Command::new(office)
        .args([profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(&folder)
        .args(samples.iter().map(|one| folder.join(format!("{}.docx", one.id))))
        .output()
        .expect("LibreOffice runs");
    let mut wrong = Vec::new();
    for one in &samples {
        let pdf = folder.join(format!("{}.pdf", one.id));
        if pdf.is_file() {
            wrong.extend(lost(&pdf, &plain(&one.document)).map(|line| format!("{}: {line}", one.id)));
        } else {
            wrong.push(format!("{} was not opened", one.id));
        }
    }
    // What is wrong stays to be looked at.
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(wrong.is_empty(), "{wrong:#?}\n{}\n{said}", folder.display());
    fs::remove_dir_all(&folder).expect("the folder goes");
}

/// The first line of a paper that is not in a PDF.
fn lost(pdf: &Path, paper: &str) -> Option<String> {
    // Read along the lines, in the order of the file, and block by block: a word that a narrow cell breaks is whole in one of them.
    let read = |order: &str| {
        let done = Command::new("pdftotext").arg(order).arg(pdf).arg("-").output().expect("it runs");
        letters(&String::from_utf8_lossy(&done.stdout))
    };
    let said = ["-layout", "-raw", "-nopgbrk"].map(read).join(" ");
    // Cells of several lines come out row by row: their words are there, though apart.
    let there =
        |line: &str| said.contains(&letters(line)) || line.split_whitespace().all(|word| said.contains(&letters(word)));
    paper.lines().flat_map(|line| line.split(" | ")).find(|line| !there(line)).map(str::to_owned)
}
