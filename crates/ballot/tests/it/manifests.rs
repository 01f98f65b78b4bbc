//! Attacks through the manifest.

use lantoa_ballot::*;

use crate::fixture::*;

fn broken(change: impl FnOnce(&mut ManifestFile)) -> Refused {
    let mut election = Election::new(Shape::default());
    change(&mut election.manifest);
    Manifest::read(&election.file()).unwrap_err()
}

#[test]
fn repeated_neutral_and_impossible_credentials_are_refused() {
    let neutral = "00".repeat(32);
    broken(|m| m.credentials[1] = m.credentials[0].clone());
    broken(|m| m.credentials[1] = neutral.clone());
    broken(|m| m.credentials[1] = "ff".repeat(32));
    broken(|m| m.credentials[1].make_ascii_uppercase());
    broken(|m| m.paper_credentials.push(m.credentials[0].clone()));
    broken(|m| m.credentials.push(lantoa_ballot::hash::hex(&credential(77).public())));
    broken(|m| m.credentials.clear());
    broken(|m| m.key = neutral.clone());
    broken(|m| m.server_key = neutral.clone());
}

#[test]
fn impossible_rules_and_shapes_are_refused() {
    broken(|m| m.rule.num = 0);
    broken(|m| m.rule.den = 0);
    broken(|m| m.rule.num = 4);
    broken(|m| (m.rule.num, m.rule.den, m.rule.compare) = (1, 1, "more_than".to_owned()));
    broken(|m| m.rule.of = "everybody".to_owned());
    broken(|m| m.rule.compare = "perhaps".to_owned());
    broken(|m| m.limit = Some(0));
    broken(|m| m.limit = Some(4));
    broken(|m| m.options = 3);
    broken(|m| m.version = 2);
    broken(|m| m.members = 0);
    broken(|m| m.members = u32::MAX);
    broken(|m| m.min_ballots = 0);
    broken(|m| m.min_ballots = 8);
    broken(|m| m.questions.clear());
    broken(|m| m.questions[1].id = m.questions[0].id);
    broken(|m| m.questions[1].candidate = " ".to_owned());
    broken(|m| m.threshold = 0);
    broken(|m| m.threshold = 4);
    broken(|m| m.dkg.clear());
    broken(|m| m.replace = String::new());
    broken(|m| m.title = "x".repeat(501));
}

#[test]
fn one_changed_byte_makes_another_election() {
    let election = Election::new(Shape::default());
    let mut file = election.file();
    let id = Manifest::read(&file).unwrap().id();
    file.push(b' ');
    assert_ne!(Manifest::read(&file).unwrap().id(), id, "even a space at the end");
    let text = String::from_utf8(election.file()).unwrap();
    assert!(Manifest::read(text.replacen("\"version\"", "\"extra\":1,\"version\"", 1).as_bytes()).is_err());
    assert!(Manifest::read(text.replacen("\"version\":1", "\"version\":1,\"version\":1", 1).as_bytes()).is_err());
    let silent = text.replacen("\"limit\":null,", "", 1);
    assert_ne!(silent, text);
    assert!(Manifest::read(silent.as_bytes()).is_err(), "no limit has to be said");
}

#[test]
fn thresholds_are_exact() {
    for (members, needed) in [(7, 5), (9, 6), (25, 17)] {
        let manifest = Manifest::read(&Election::new(Shape { members, ..Shape::default() }).file()).unwrap();
        assert!(manifest.passes(needed, members));
        assert!(!manifest.passes(needed - 1, members));
    }
    let mut election = Election::new(Shape { members: 6, rule: (1, 2, "valid"), ..Shape::default() });
    election.manifest.rule.compare = "more_than".to_owned();
    let manifest = Manifest::read(&election.file()).unwrap();
    assert!(!manifest.passes(3, 6) && manifest.passes(4, 6) && !manifest.passes(0, 0));
}
