//! Every id that code or a template names exists, and every id is named somewhere; it must not need a crate to be built.

use lantoa_i18n::{Locale, ids};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

#[test]
fn every_named_word_exists_and_every_word_is_used() {
    let known: BTreeSet<String> = ids(Locale::Vi).into_iter().collect();
    let prefixes: BTreeSet<&str> = known.iter().filter_map(|id| id.split('-').next()).collect();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut uses: BTreeMap<String, PathBuf> = BTreeMap::new();
    for file in sources(&crates) {
        let text = fs::read_to_string(&file).expect("readable source");
        let is_template = file.extension().is_some_and(|e| e == "html");
        let found = if is_template { in_template(&text, &prefixes) } else { in_rust(&text) };
        for id in found {
            uses.entry(id).or_insert_with(|| file.clone());
        }
    }
    assert!(uses.len() > 50, "the scan found only {} ids", uses.len());
    let missing: Vec<String> = uses
        .iter()
        .filter(|(id, _)| !known.contains(*id))
        .map(|(id, file)| format!("{id} in {}", file.display()))
        .collect();
    let unused: Vec<&String> = known.iter().filter(|id| !uses.contains_key(*id)).collect();
    assert!(missing.is_empty(), "no such word:\n{}", missing.join("\n"));
    assert!(unused.is_empty(), "words that nobody says: {unused:#?}");
}

fn sources(crates: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = fs::read_dir(crates)
        .expect("crates folder")
        .filter_map(|e| Some(e.ok()?.path()))
        .flat_map(|c| [c.join("src"), c.join("templates")])
        .filter(|f| f.is_dir())
        .collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("readable folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
                // Tests name ids that must not exist.
                if !path.ends_with("tests.rs") {
                    found.push(path);
                }
            }
        }
    }
    found
}

/// In templates every string inside `{{ }}` and `{% %}` that begins like an id is one, but for names of icons and assets.
fn in_template(text: &str, prefixes: &BTreeSet<&str>) -> Vec<String> {
    let mut found = Vec::new();
    for (open, close) in [("{{", "}}"), ("{%", "%}")] {
        for piece in text.split(open).skip(1) {
            let code = piece.split(close).next().unwrap_or_default();
            let mut rest = code;
            while let Some((_, after)) = rest.split_once('"') {
                let Some((literal, tail)) = after.split_once('"') else {
                    break;
                };
                let names_other = tail.starts_with("|icon") || tail.starts_with("|asset");
                let prefix = literal.split('-').next().unwrap_or_default();
                if literal.contains('-') && !names_other && prefixes.contains(prefix) && is_id(literal) {
                    found.push(literal.to_owned());
                }
                rest = tail;
            }
        }
    }
    found
}

/// In Rust ids stand in `word!("…")`, and in calls of `t` and `t_args` (of any path).
fn in_rust(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    // Documentation shows ids as examples.
    let code: Vec<&str> = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    for marker in ["word!(", "from_id(", "t(locale, ", "t_args(locale, "] {
        for piece in code.split(marker).skip(1) {
            if let Some(after) = piece.trim_start().strip_prefix('"')
                && let Some((literal, _)) = after.split_once('"')
            {
                found.push(literal.to_owned());
            }
        }
    }
    // Ids chosen before the call, as in `("format-due-in", days)`.
    for literal in code.split('"').skip(1).step_by(2) {
        if literal.starts_with("format-") && is_id(literal) {
            found.push(literal.to_owned());
        }
    }
    found
}

fn is_id(literal: &str) -> bool {
    literal.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
