//! The benchmark suite runs from end to end on a small agency; no time is judged here.

use std::process::Command;

/// Every work that the report must tell of.
const WORKS: [&str; 16] = [
    "constant answer",
    "one read by key",
    "bare page of 50 rows",
    "read model of a dossier, no page",
    "read model of a filtered list, no page",
    "dossier page",
    "dossier page, compressed",
    "dossier page, the unit's clerk",
    "list filtered by unit and step",
    "list, following pages",
    "list of the unit's clerk",
    "search by full name",
    "nominate (POST, durable)",
    "register (POST, durable)",
    "nominate beside readers",
    "dossier page beside writers",
];

#[test]
fn a_small_measurement_tells_of_every_work() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let done = Command::new(env!("CARGO_BIN_EXE_lantoa"))
        .args(["bench", "--size", "200", "--seconds", "0.2", "--clients", "1,2", "--out"])
        .arg(out.path())
        .output()
        .expect("the program");
    let (report, told) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{told}");
    for work in WORKS {
        let lines: Vec<&str> = report.lines().filter(|line| line.starts_with(&format!("| {work} |"))).collect();
        assert!(!lines.is_empty(), "{work} is missing:\n{report}");
        for line in lines {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            assert_eq!(cells.get(10), Some(&"0"), "wrong answers: {line}\n{told}");
        }
    }
    assert!(report.contains("start to first page"), "{report}");
    assert_eq!(std::fs::read_to_string(out.path().join("bench.md")).expect("the report").trim(), report.trim());
    assert!(out.path().join("bench.json").is_file());
    assert!(!out.path().join("lantoa_bench_200").exists(), "the database stays behind");
}
