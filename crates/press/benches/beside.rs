//! Our papers beside what agencies use otherwise, in one run: LibreOffice that turns the Word file into PDF, a mail merge with docxtpl; it must
//! not hide what is not installed.
//!
//! `cargo bench -p lantoa-press --bench beside` prints a table of figures and ratios, and the time and memory of 10,000 certificates.
//! `LANTOA_PYTHON` names a Python that has docxtpl.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use lantoa_docgen::paper::Fillable;
use lantoa_docgen::{Certificates, Document, Paper, PdfOptions, Press, Template, docx, sample};
use lantoa_press::Typesetter;

const ISSUED: PdfOptions = PdfOptions::issued(Timestamp::UNIX_EPOCH);
/// Papers of a batch.
const BATCH: usize = 20;

#[expect(clippy::disallowed_methods, reason = "benchmarks read the time")]
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let out = work();
    (began.elapsed(), out)
}

#[expect(clippy::print_stdout, reason = "a benchmark tells its figures")]
fn say(line: &str) {
    println!("{line}");
}

/// A decision like no other before.
fn another(n: usize) -> Document {
    let mut decision = sample::recognition(30, sample::DAY);
    decision.letterhead.number = u32::try_from(n + 1).ok();
    for one in &mut decision.list {
        one.name = format!("{} {n}", one.name);
    }
    decision.document()
}

fn milliseconds(all: Duration, papers: usize) -> f64 {
    all.as_secs_f64() * 1_000.0 / f64::from(u32::try_from(papers).unwrap_or(1))
}

fn row(work: &str, each: f64, ours: f64) {
    say(&format!("| {work} | {each:.1} ms | {:.0}× |", each / ours));
}

/// The most memory this process ever had, in MB, as the kernel counts.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() / 1_000
}

fn papers(press: &Typesetter, folder: &Path) {
    press.pdf(&another(0), &ISSUED).expect("a PDF");
    let documents: Vec<Document> = (1..=BATCH).map(another).collect();
    let (pdf, _) = timed(|| documents.iter().map(|one| press.pdf(one, &ISSUED).expect("a PDF").len()).sum::<usize>());
    let (word, files) = timed(|| documents.iter().map(docx).collect::<Vec<_>>());
    let (pdf, word) = (milliseconds(pdf, BATCH), milliseconds(word, BATCH));
    say("| one decision with a list of 30 | each | beside ours |\n|---|---|---|");
    row("ours: PDF for the archive, warm, another one each time", pdf, pdf);
    row("ours: Word", word, word);
    for (i, file) in files.iter().enumerate() {
        fs::write(folder.join(format!("{i}.docx")), file).expect("a file");
    }
    let office =
        ["soffice", "libreoffice"].into_iter().find(|name| Command::new(name).arg("--version").output().is_ok());
    let Some(office) = office else { return say("LibreOffice is not installed.") };
    let convert = |numbers: std::ops::Range<usize>| {
        let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
        let mut command = Command::new(office);
        command.args([profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir"]).arg(folder);
        let done = command.args(numbers.map(|i| folder.join(format!("{i}.docx")))).output().expect("it runs");
        assert!(done.status.success());
    };
    convert(0..1);
    let (one, ()) = timed(|| convert(0..1));
    row("LibreOffice: our Word file to PDF, started for it", milliseconds(one, 1), pdf);
    let (many, ()) = timed(|| convert(0..BATCH));
    row("LibreOffice: twenty in one start", milliseconds(many, BATCH), pdf);
}

/// Fills a Word template of one page many times: ours, and docxtpl as many offices do.
fn merge(folder: &Path) {
    let values = sample::certificate("Ông Cao Văn Thắng").values();
    let file = docx(&Document::new(
        "Mẫu",
        "",
        vec![lantoa_docgen::Block::Line(lantoa_docgen::Line::centered(lantoa_docgen::Text::from("{{ten}}"), 28))],
    ));
    fs::write(folder.join("merge.docx"), &file).expect("a file");
    let (all, _) = timed(|| {
        let template = Template::open(&file).expect("a template");
        (0..200).map(|_| template.fill(&values).map_or(0, |file| file.len())).sum::<usize>()
    });
    let ours = milliseconds(all, 200);
    say("\n| one page from an agency's Word template | each | beside ours |\n|---|---|---|");
    row("ours", ours, ours);
    let script = "import sys,time\nfrom docxtpl import DocxTemplate\nb=time.perf_counter()\nfor i in range(100):\n d=DocxTemplate(sys.argv[1]); \
                  d.render({'ten':'Ông Cao Văn Thắng %d'%i}); d.save(sys.argv[2])\nprint((time.perf_counter()-b)*10)";
    let python = std::env::var("LANTOA_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let done =
        Command::new(python).args(["-c", script]).arg(folder.join("merge.docx")).arg(folder.join("out.docx")).output();
    let each = done.ok().filter(|done| done.status.success()).and_then(|done| String::from_utf8(done.stdout).ok());
    match each.and_then(|each| each.trim().parse::<f64>().ok()) {
        Some(each) => row("docxtpl", each, ours),
        None => say("docxtpl is not installed."),
    }
}

fn certificates(press: &Typesetter) {
    let before = peak();
    let sheets = (0..10_000_usize).map(|i| sample::certificate(&format!("Ông Nguyễn Văn {i}")).document());
    let (took, bytes) = timed(|| {
        let pieces = Certificates::new("Giấy khen", "Sở", sheets).in_pieces(200, press, ISSUED);
        pieces.map(|piece| piece.expect("a piece").pdf.len()).sum::<usize>()
    });
    say(&format!(
        "\n10,000 certificates in pieces of 200, for the archive: {:.1} s, {} MB of PDF, at most {} MB of memory ({before} MB before).",
        took.as_secs_f64(),
        bytes / 1_000_000,
        peak(),
    ));
}

fn main() {
    // `cargo test --benches` only wants to know whether it builds.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("beside");
    fs::create_dir_all(&folder).expect("a folder");
    let press = Typesetter::new();
    papers(&press, &folder);
    merge(&folder);
    certificates(&press);
    fs::remove_dir_all(&folder).expect("the folder goes");
}
