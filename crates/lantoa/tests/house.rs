//! The house stands as ARCHITECTURE.md draws it: which room may open which door, and that every file says what it is for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// What a crate may open: crates of this workspace it may use, third-party crates it must never use.
struct Doors {
    name: &'static str,
    may: &'static [&'static str],
    never: &'static [&'static str],
}

const fn doors(name: &'static str, may: &'static [&'static str], never: &'static [&'static str]) -> Doors {
    Doors { name, may, never }
}

const DOORS: &[Doors] = &[
    doors("lantoa-domain", &[], &["tokio", "rusqlite", "tokio-postgres", "axum", "askama", "rand", "tracing"]),
    doors("lantoa-reader", &["lantoa-domain"], &["tokio", "rusqlite", "tokio-postgres", "axum", "askama"]),
    // The ballot knows no person, no clock, no network and no file: whoever reviews it reads this crate alone.
    doors("lantoa-ballot", &[], &["tokio", "rusqlite", "tokio-postgres", "axum", "askama", "rand", "tracing", "jiff"]),
    doors("lantoa-ballot-wasm", &["lantoa-ballot"], &["tokio", "rusqlite", "tokio-postgres", "axum", "rand", "jiff"]),
    // What a signature proves depends on bytes and on a list of roots alone.
    doors("lantoa-seal", &[], &["tokio", "rusqlite", "tokio-postgres", "axum", "askama", "rand", "tracing"]),
    doors("lantoa-store", &["lantoa-domain"], &["axum", "askama", "fluent-bundle", "rand"]),
    doors(
        "lantoa-app",
        &[
            "lantoa-ballot",
            "lantoa-docgen",
            "lantoa-domain",
            "lantoa-edxml",
            "lantoa-store",
            "lantoa-reader",
            "lantoa-seal",
        ],
        &["axum", "askama", "rusqlite", "tokio-postgres", "fluent-bundle"],
    ),
    doors("lantoa-i18n", &["lantoa-domain"], &["tokio", "rusqlite", "tokio-postgres", "axum", "askama"]),
    // Papers know words and nothing of the agency's data; the typesetter is heavy and stays behind the interface that papers name.
    doors(
        "lantoa-docgen",
        &["lantoa-i18n"],
        &["tokio", "rusqlite", "tokio-postgres", "axum", "askama", "rand", "typst"],
    ),
    // Messages between agencies are plain types and bytes: what sends them is elsewhere.
    doors("lantoa-edxml", &[], &["tokio", "rusqlite", "tokio-postgres", "axum", "askama", "rand", "ureq"]),
    doors("lantoa-press", &["lantoa-docgen"], &["tokio", "rusqlite", "tokio-postgres", "axum", "askama", "rand"]),
    doors(
        "lantoa-web",
        &["lantoa-app", "lantoa-docgen", "lantoa-domain", "lantoa-i18n"],
        &["rusqlite", "tokio-postgres", "typst"],
    ),
    doors(
        "lantoa-demo",
        &["lantoa-app", "lantoa-ballot", "lantoa-domain"],
        &["rusqlite", "tokio-postgres", "axum", "askama"],
    ),
    doors("lantoa-bench", &["lantoa-app", "lantoa-domain", "lantoa-store", "lantoa-web"], &["rusqlite", "askama"]),
    doors(
        "lantoa",
        &[
            "lantoa-app",
            "lantoa-ballot",
            "lantoa-bench",
            "lantoa-courier",
            "lantoa-demo",
            "lantoa-docgen",
            "lantoa-domain",
            "lantoa-i18n",
            "lantoa-press",
            "lantoa-reader",
            "lantoa-store",
            "lantoa-web",
        ],
        &["rusqlite"],
    ),
    // The only door out: messages to other agencies, letters to people.
    doors(
        "lantoa-courier",
        &["lantoa-app", "lantoa-domain", "lantoa-i18n"],
        &["rusqlite", "tokio-postgres", "axum", "askama", "rand"],
    ),
    doors("lantoa-testkit", &["lantoa-app", "lantoa-domain", "lantoa-store"], &["axum", "askama"]),
];

#[test]
fn crates_use_only_the_doors_they_have() {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo metadata");
    let table: BTreeMap<&str, &Doors> = DOORS.iter().map(|doors| (doors.name, doors)).collect();
    let ours: BTreeSet<String> = metadata.packages.iter().map(|p| p.name.to_string()).collect();
    for package in &metadata.packages {
        let of = package.name.as_str();
        let doors = table.get(of).unwrap_or_else(|| panic!("{of} is not in the table of doors"));
        for used in package.dependencies.iter().filter(|d| d.kind == DependencyKind::Normal) {
            let name = used.name.as_str();
            assert!(!ours.contains(name) || doors.may.contains(&name), "{of} must not use {name}");
            assert!(!doors.never.contains(&name), "{of} must never use {name}");
        }
    }
}

#[test]
fn every_source_file_says_what_it_is_for_and_is_not_too_long() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace");
    let mut wrong = Vec::new();
    for file in rust_files(&root.join("crates")) {
        let text = std::fs::read_to_string(&file).expect("a source file");
        let name = file.strip_prefix(&root).unwrap_or(&file).display().to_string();
        if !text.starts_with("//! ") {
            wrong.push(format!("{name} does not begin with what it is for"));
        }
        if text.lines().count() > 500 {
            wrong.push(format!("{name} has {} lines", text.lines().count()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("target") {
            out.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
    out
}
