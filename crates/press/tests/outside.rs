//! Our files in the hands of other programs: LibreOffice opens the Word files and says the same words, a checker of PDF/UA finds nothing.
//!
//! Both are left out, and say so, where the program is not installed; `LANTOA_REQUIRE_OFFICE=1` and `LANTOA_REQUIRE_PDFUA=1` make that a failure,
//! as `scripts/test` does. `LANTOA_PDFUA` names the checker (`pdfua` of PyPI); it looks at what a machine can see of PDF/UA-1 and WCAG 2.1.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::Timestamp;
use lantoa_docgen::{PdfOptions, Press, docx, plain, sample};
use lantoa_press::Typesetter;

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The program, or nothing, told.
#[expect(clippy::print_stderr, reason = "whoever runs the tests is told what was left out")]
fn program(names: &[String], demanded_by: &str) -> Option<String> {
    let found = names.iter().find(|name| Command::new(name).arg("--version").output().is_ok());
    if found.is_none() {
        assert!(std::env::var_os(demanded_by).is_none(), "{demanded_by} is set and none of {names:?} is installed");
        eprintln!("None of {names:?} is installed, so this test did nothing.");
    }
    found.cloned()
}

/// Letters and digits alone: where lines break and how lists are marked does not matter.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn libreoffice_opens_every_word_file_and_says_the_same_words() {
    let Some(office) = program(&["soffice".to_owned(), "libreoffice".to_owned()], "LANTOA_REQUIRE_OFFICE") else {
        return;
    };
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
        match fs::read(folder.join(format!("{}.pdf", one.id))) {
            Err(_) => wrong.push(format!("{} was not opened", one.id)),
            Ok(file) => wrong.extend(lost(&file, &plain(&one.document)).map(|line| format!("{}: {line}", one.id))),
        }
    }
    fs::remove_dir_all(&folder).expect("the folder goes");
    assert!(wrong.is_empty(), "{wrong:#?}\n{}", String::from_utf8_lossy(&done.stderr));
}

/// The first line of a paper that is not in a PDF.
fn lost(file: &[u8], paper: &str) -> Option<String> {
    let pdf = lopdf::Document::load_mem(file).expect("a PDF");
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let said = letters(&pdf.extract_text(&pages).expect("text"));
    let lines = paper.lines().flat_map(|line| line.split(" | "));
    // Cells of several lines come out row by row: their words are there, though apart.
    let there =
        |line: &str| said.contains(&letters(line)) || line.split_whitespace().all(|word| said.contains(&letters(word)));
    lines.into_iter().find(|line| !there(line)).map(str::to_owned)
}

#[test]
fn a_checker_of_accessible_pdf_finds_nothing() {
    let named = std::env::var("LANTOA_PDFUA").unwrap_or_else(|_| "pdfua".to_owned());
    let Some(checker) = program(&[named], "LANTOA_REQUIRE_PDFUA") else { return };
    let folder = folder("pdfua");
    let mut paths = Vec::new();
    for one in sample::all() {
        let options = PdfOptions::issued(Timestamp::UNIX_EPOCH);
        let file = Typesetter::new().pdf(&one.document, &options).unwrap_or_else(|why| panic!("{}: {why}", one.id));
        let path = folder.join(format!("{}.pdf", one.id));
        fs::write(&path, file).expect("a file");
        paths.push(path);
    }
    let done = Command::new(checker).arg("check").args(&paths).output().expect("it runs");
    fs::remove_dir_all(&folder).expect("the folder goes");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
}
