//! Texts that nobody would write: the reader must answer, and every place it names must lie in the text.

use proptest::prelude::*;
use serde_json::Value;

use super::PLAN;
use super::word::as_typed;
use crate::{Unreadable, propose, read};

/// All places of a reading or a plan.
fn places(value: &Value, out: &mut Vec<(usize, usize)>) {
    match value {
        Value::Object(map) => {
            let at = |name: &str| map.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
            if let (Some(start), Some(end)) = (at("start"), at("end")) {
                out.push((start, end));
            }
            map.values().for_each(|value| places(value, out));
        }
        Value::Array(all) => all.iter().for_each(|value| places(value, out)),
        _ => {}
    }
}

/// Reads, proposes and checks; every place named on the way lies in the text. Gives how many places there were.
fn answers(bytes: &[u8], name: Option<&str>) -> usize {
    let Ok(reading) = read(bytes, name) else { return 0 };
    let plan = propose(&reading);
    let mut found = Vec::new();
    places(&serde_json::to_value(&reading).expect("a reading is data"), &mut found);
    places(&serde_json::to_value(&plan).expect("a plan is data"), &mut found);
    for (start, end) in &found {
        let held = start <= end && reading.text.get(*start..*end).is_some();
        assert!(held, "{start}..{end} of {}, or within a letter", reading.text.len());
    }
    assert!(reading.to_json().is_object());
    assert!(!plan.movements.is_empty() && !plan.tracks.is_empty());
    let _ = plan.check();
    found.len()
}

/// One change to a text, by character positions.
#[derive(Debug, Clone)]
enum Change {
    Cut(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Insert(prop::sample::Index, String),
    Swap(prop::sample::Index, char),
}

fn change() -> impl Strategy<Value = Change> {
    let piece = prop::sample::select(vec![
        "\n",
        "**",
        "| a | b |",
        "ngày ",
        "31/02/2024",
        "“",
        "(",
        "từ ",
        " đến ",
        "ít nhất 05 tập thể",
        "%",
        "2/3",
        "Quý IV/",
        "\u{301}",
        "Điều 1. ",
        "- ",
        "mỗi ",
        "không quá ",
        "99999999999",
        "1.500.000 đồng",
        "Nơi nhận:",
        "KẾ HOẠCH\n",
        "a) ",
        "; ",
        ": ",
    ]);
    prop_oneof![
        (any::<prop::sample::Index>(), 1usize..200).prop_map(|(at, length)| Change::Cut(at, length)),
        (any::<prop::sample::Index>(), 1usize..120).prop_map(|(at, length)| Change::Repeat(at, length)),
        (any::<prop::sample::Index>(), piece).prop_map(|(at, piece)| Change::Insert(at, piece.to_owned())),
        (any::<prop::sample::Index>(), any::<char>()).prop_map(|(at, c)| Change::Swap(at, c)),
    ]
}

fn changed(changes: &[Change]) -> String {
    let mut chars: Vec<char> = PLAN.chars().collect();
    for change in changes {
        let length = chars.len().max(1);
        match change {
            Change::Cut(at, count) => {
                let at = at.index(length);
                let end = (at + count).min(chars.len());
                if at < end {
                    chars.drain(at..end);
                }
            }
            Change::Repeat(at, count) => {
                let at = at.index(length).min(chars.len());
                let again: Vec<char> = chars[at..(at + count).min(chars.len())].to_vec();
                chars.splice(at..at, again);
            }
            Change::Insert(at, piece) => {
                let at = at.index(length).min(chars.len());
                chars.splice(at..at, piece.chars());
            }
            Change::Swap(at, c) => {
                let at = at.index(length);
                if let Some(slot) = chars.get_mut(at) {
                    *slot = *c;
                }
            }
        }
    }
    chars.into_iter().collect()
}

/// Bytes at some places are others.
fn flipped(bytes: &[u8], flips: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, byte) in flips {
        let at = at.index(bytes.len());
        bytes[at] = *byte;
    }
    bytes
}

fn flips() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..24)
}

#[test]
fn the_places_of_a_whole_plan_are_looked_at() {
    // Every paragraph has a place, and what was read in them has more.
    let paragraphs = read(PLAN.as_bytes(), None).expect("a plan").paragraphs.len();
    assert!(answers(PLAN.as_bytes(), None) > paragraphs + 20);
    assert!(answers(&as_typed(PLAN), Some("x.docx")) > paragraphs + 20);
}

#[test]
fn plans_torn_off_anywhere_are_answered() {
    let read = (0..PLAN.len()).step_by(5).filter(|at| answers(&PLAN.as_bytes()[..*at], None) > 0).count();
    assert!(read * 5 > PLAN.len() / 4, "most beginnings are still read: {read}");
    for at in (0..PLAN.len()).step_by(31) {
        answers(&PLAN.as_bytes()[at..], None);
    }
    let word = as_typed(PLAN);
    for at in (0..word.len()).step_by(7) {
        assert_eq!(answers(&word[..at], Some("x.docx")), 0, "half a Word file is none");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn changed_plans_are_read(changes in prop::collection::vec(change(), 1..12)) {
        answers(changed(&changes).as_bytes(), None);
    }

    #[test]
    fn lines_in_any_order_are_read(lines in Just(PLAN.lines().collect::<Vec<_>>()).prop_shuffle(), gap in "\n{1,2}") {
        prop_assert!(answers(lines.join(&gap).as_bytes(), None) > 0);
    }

    #[test]
    fn flipped_bytes_are_answered(flips in flips()) {
        answers(&flipped(PLAN.as_bytes(), &flips), None);
        answers(&flipped(&as_typed(PLAN), &flips), Some("x.docx"));
        // Bytes that are still letters, so that the text is read.
        let letters: Vec<_> = flips.iter().map(|(at, byte)| (*at, byte % 95 + 32)).collect();
        let text = String::from_utf8_lossy(&flipped(PLAN.as_bytes(), &letters)).into_owned();
        answers(text.as_bytes(), None);
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,400}", head in "[A-ZĐ .:\\-/0-9a-zàáạăâđêôơư\n]{0,200}") {
        answers(format!("{head}\nđiển hình {text}").as_bytes(), Some("x.txt"));
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..600), zip in any::<bool>()) {
        let bytes = if zip { [b"PK\x03\x04".to_vec(), bytes].concat() } else { bytes };
        answers(&bytes, None);
        answers(&bytes, Some("x.docx"));
    }
}

#[test]
fn texts_without_sense_are_answered() {
    for text in [
        "điển hình",
        "KẾ HOẠCH\nđiển hình",
        "I.\nII.\nIII.\nđiển hình",
        "Nơi nhận:\nđiển hình",
        "| điển hình | b |\n| c |",
        "“điển hình",
        "- - - điển hình",
    ] {
        answers(text.as_bytes(), None);
    }
    let long = format!("điển hình {}", "ngày 1/1/2024, từ ngày 2/3 đến ngày 4/5; ".repeat(2_000));
    answers(long.as_bytes(), None);
    assert_eq!(read("Hôm nay trời đẹp.".as_bytes(), None).unwrap_err(), Unreadable::NotAPlan);
    assert_eq!(read("…!?".as_bytes(), None).unwrap_err(), Unreadable::NoText);
}
