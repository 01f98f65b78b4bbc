//! `docs/requirements.md` tells the truth: every row is there once, every test it names exists, its counts are right. It must not judge what a test shows.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A row of one of the two tables.
#[derive(Debug)]
struct Row {
    name: String,
    state: String,
    /// The tests that show it: file and function.
    tests: Vec<(String, String)>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn document() -> String {
    std::fs::read_to_string(root().join("docs/requirements.md")).expect("the table of requirements")
}

fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_start_matches('|').trim_end_matches('|').split('|').map(str::trim).collect()
}

/// Whether a text is a letter and a number: `R001`, `F01`.
fn is_name(text: &str) -> bool {
    let number = text.strip_prefix(['R', 'F']).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Rows of requirements have the plan's section after their name, those of features do not.
fn rows(text: &str) -> Vec<Row> {
    let lines = text.lines().map(cells).filter(|cells| is_name(cells[0]));
    let row = |cells: Vec<&str>| {
        let state = if cells[0].starts_with('R') { 3 } else { 2 };
        assert_eq!(cells.len(), state + 3, "{} has too many or too few cells", cells[0]);
        let named = cells[state + 1].split('`').skip(1).step_by(2);
        let test = |path: &str| {
            let (file, function) = path.split_once("::").unwrap_or_else(|| panic!("{}: {path}", cells[0]));
            (file.to_owned(), function.to_owned())
        };
        Row { name: cells[0].to_owned(), state: cells[state].to_owned(), tests: named.map(test).collect() }
    };
    lines.map(row).collect()
}

fn expected() -> Vec<String> {
    (1..=252).map(|n| format!("R{n:03}")).chain((1..=110).map(|n| format!("F{n:02}"))).collect()
}

#[test]
fn every_row_is_there_once_and_in_order() {
    let found: Vec<String> = rows(&document()).into_iter().map(|row| row.name).collect();
    for name in expected() {
        assert_eq!(found.iter().filter(|one| **one == name).count(), 1, "{name}");
    }
    assert_eq!(found, expected());
}

#[test]
fn every_row_says_where_it_stands() {
    for row in rows(&document()) {
        let later = ["later (2)", "later (3)", "later (4)", "later (5)", "later (–)"];
        match row.state.as_str() {
            "shown" | "plan file" => assert!(!row.tests.is_empty(), "{} is shown by nothing", row.name),
            state => {
                assert!(later.contains(&state), "{}: {state}", row.name);
                assert!(row.tests.is_empty(), "{} is shown already", row.name);
            }
        }
    }
}

/// The lines right above a function: its words and its attributes.
fn above<'t>(text: &'t str, function: &str) -> Option<Vec<&'t str>> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let heads = [format!("fn {function}("), format!("async fn {function}(")];
    let at = lines.iter().position(|line| heads.iter().any(|head| line.starts_with(head)))?;
    Some(
        lines[..at]
            .iter()
            .rev()
            .take_while(|line| line.starts_with("///") || line.starts_with("#["))
            .copied()
            .collect(),
    )
}

/// Why a named test shows nothing.
fn wrong(row: &Row, file: &str, function: &str) -> Option<String> {
    let folder = if file.starts_with("e2e/") { root() } else { root().join("crates") };
    let Ok(text) = std::fs::read_to_string(folder.join(file)) else { return Some("no such file".to_owned()) };
    if file.starts_with("e2e/") {
        let found = text.lines().any(|line| line.trim().starts_with("test(") && line.contains(function));
        return (!found).then(|| "no such test in the browser".to_owned());
    }
    let Some(above) = above(&text, function) else { return Some("no such function".to_owned()) };
    if !above.iter().any(|line| line.starts_with("#[test]") || line.starts_with("#[tokio::test")) {
        return Some("not a test".to_owned());
    }
    let names = |lines: &[&str]| lines.iter().any(|line| line.contains(&row.name));
    let asked = row.name.starts_with('R');
    if asked && file.starts_with("app/tests/stories/") && !names(&above) {
        return Some("the story does not name the row".to_owned());
    }
    if asked && file.starts_with("domain/tests/requirements/") && !names(&[&text]) {
        return Some("no fact of the row is asserted there".to_owned());
    }
    None
}

#[test]
fn every_named_test_exists() {
    let mut found = Vec::new();
    for row in rows(&document()) {
        for (file, function) in &row.tests {
            if let Some(why) = wrong(&row, file, function) {
                found.push(format!("{}: {file}::{function}: {why}", row.name));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The rows that the stories say they show, each with its file.
fn told() -> Vec<(String, String)> {
    let folder = "app/tests/stories";
    let mut out = Vec::new();
    for entry in std::fs::read_dir(root().join("crates").join(folder)).expect("the stories").flatten() {
        let file = format!("{folder}/{}", entry.file_name().to_string_lossy());
        let text = std::fs::read_to_string(entry.path()).expect("a story");
        let words = text.lines().filter(|line| line.starts_with("///")).flat_map(|line| {
            line.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() == 4 && is_name(word))
        });
        out.extend(words.map(|word| (word.to_owned(), file.clone())));
    }
    out
}

#[test]
fn what_a_story_says_it_shows_is_in_the_table() {
    let rows = rows(&document());
    let told = told();
    assert!(told.len() > 100, "the stories name the rows they show");
    let in_table = |name: &str, file: &str| {
        rows.iter().any(|row| row.name == name && row.tests.iter().any(|(one, _)| one == file))
    };
    let wrong: Vec<_> = told.iter().filter(|(name, file)| !in_table(name, file)).collect();
    assert!(wrong.is_empty(), "told, and not in the table: {wrong:#?}");
}

/// The counts at the head: the name of the table's rows, then how many there are in each state.
fn stated(text: &str) -> BTreeMap<String, BTreeMap<String, usize>> {
    let lines: Vec<Vec<&str>> = text.lines().filter(|line| line.starts_with('|')).map(cells).collect();
    let heads = lines.iter().find(|cells| cells[0] == "rows").expect("the head of the counts");
    let of = |cells: &Vec<&str>| {
        let numbers = cells[1..].iter().map(|cell| cell.parse().expect("a number"));
        heads[1..].iter().map(|head| (*head).to_owned()).zip(numbers).collect()
    };
    let counts = lines.iter().filter(|cells| cells[0].contains('–') && cells[0].get(..2).is_some_and(is_name));
    counts.map(|cells| (cells[0][..1].to_owned(), of(cells))).collect()
}

#[test]
fn the_counts_at_the_head_are_right() {
    let text = document();
    let (rows, stated) = (rows(&text), stated(&text));
    assert_eq!(stated.len(), 2, "requirements and features");
    for (letter, counts) in stated {
        let own: Vec<&Row> = rows.iter().filter(|row| row.name.starts_with(&letter)).collect();
        assert_eq!(counts["all"], own.len(), "{letter}");
        for (state, count) in counts.iter().filter(|(state, _)| *state != "all") {
            assert_eq!(own.iter().filter(|row| row.state == *state).count(), *count, "{letter}: {state}");
        }
        assert_eq!(counts.values().sum::<usize>(), 2 * own.len(), "{letter}: every state is counted");
    }
}

#[test]
fn a_broken_table_is_noticed() {
    let text = "| rows | all | shown |\n| R001–R002 | 2 | 1 |\n| R001 | a | b | shown | `x.rs::y` |  |\n";
    let rows = rows(text);
    assert_eq!((rows.len(), rows[0].state.as_str()), (1, "shown"));
    assert_eq!(rows[0].tests, [("x.rs".to_owned(), "y".to_owned())]);
    assert_eq!(stated(text)["R"]["all"], 2);
    assert!(wrong(&rows[0], "x.rs", "y").is_some());
    assert!(wrong(&rows[0], "lantoa/tests/requirements.rs", "every_named_test").is_some(), "the whole name");
    assert!(wrong(&rows[0], "lantoa/tests/requirements.rs", "document").is_some(), "not a test");
    assert!(wrong(&rows[0], "lantoa/tests/requirements.rs", "every_named_test_exists").is_none());
}
