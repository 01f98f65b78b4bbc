//! What differs between two texts, word by word; it must not say which of them is right.

use serde::{Deserialize, Serialize};

/// Words compared one by one at most: beyond it the middle of the texts counts as wholly rewritten.
const MOST: usize = 1_500;

/// How a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// In both.
    Both,
    /// In the old text only.
    Old,
    /// In the new text only.
    New,
}

/// A piece of text that stands on one side or on both, spaces and line breaks included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// How it stands.
    pub side: Side,
    /// The text.
    pub text: String,
}

/// The pieces that lead from an old text to a new one. Those of both and of the old put together are the old text, those of both and of
/// the new are the new one.
#[must_use]
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let (one, two) = (split(old), split(new));
    let head = one.iter().zip(&two).take_while(|(a, b)| a == b).count();
    let (rest_one, rest_two) = (&one[head..], &two[head..]);
    let tail = rest_one.iter().rev().zip(rest_two.iter().rev()).take_while(|(a, b)| a == b).count();
    let (middle_one, middle_two) = (&rest_one[..rest_one.len() - tail], &rest_two[..rest_two.len() - tail]);
    let mut out = Vec::new();
    push(&mut out, Side::Both, &one[..head]);
    between(&mut out, middle_one, middle_two);
    push(&mut out, Side::Both, &rest_one[rest_one.len() - tail..]);
    out
}

/// Whether two texts are the same but for spaces.
#[must_use]
pub fn same(one: &str, two: &str) -> bool {
    one.split_whitespace().eq(two.split_whitespace())
}

/// Words, each with the space behind it.
fn split(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut in_space = false;
    for (at, letter) in text.char_indices() {
        let space = letter.is_whitespace();
        if in_space && !space {
            out.push(&text[start..at]);
            start = at;
        }
        in_space = space;
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
}

fn push(out: &mut Vec<Piece>, side: Side, words: &[&str]) {
    if words.is_empty() {
        return;
    }
    let text = words.concat();
    match out.last_mut() {
        Some(last) if last.side == side => last.text.push_str(&text),
        _ => out.push(Piece { side, text }),
    }
}

/// The longest common run of words, by a table; texts of reports are short.
fn between(out: &mut Vec<Piece>, one: &[&str], two: &[&str]) {
    if one.len() > MOST || two.len() > MOST {
        push(out, Side::Old, one);
        push(out, Side::New, two);
        return;
    }
    let wide = two.len() + 1;
    let mut table = vec![0_u16; (one.len() + 1) * wide];
    for a in (0..one.len()).rev() {
        for b in (0..two.len()).rev() {
            table[a * wide + b] = if one[a] == two[b] {
                table[(a + 1) * wide + b + 1] + 1
            } else {
                table[(a + 1) * wide + b].max(table[a * wide + b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    while a < one.len() || b < two.len() {
        if a < one.len() && b < two.len() && one[a] == two[b] {
            push(out, Side::Both, &one[a..=a]);
            (a, b) = (a + 1, b + 1);
        } else if a < one.len() && (b == two.len() || table[(a + 1) * wide + b] >= table[a * wide + b + 1]) {
            push(out, Side::Old, &one[a..=a]);
            a += 1;
        } else {
            push(out, Side::New, &two[b..=b]);
            b += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn side(pieces: &[Piece], side: Side) -> String {
        pieces.iter().filter(|piece| piece.side == Side::Both || piece.side == side).map(|p| p.text.as_str()).collect()
    }

    #[test]
    fn only_the_words_that_changed_are_marked() {
        let found = words("Trong năm đã công nhận 05 tập thể.", "Trong năm đã công nhận 07 tập thể.");
        let marked: Vec<_> = found.iter().map(|piece| (piece.side, piece.text.as_str())).collect();
        assert_eq!(
            marked,
            [(Side::Both, "Trong năm đã công nhận "), (Side::Old, "05 "), (Side::New, "07 "), (Side::Both, "tập thể.")]
        );
        assert_eq!(words("", ""), []);
        assert_eq!(words("", "mới"), [Piece { side: Side::New, text: "mới".into() }]);
        assert!(same("a  b\n", "a b") && !same("a b", "a c"));
    }

    proptest! {
        #[test]
        fn the_pieces_of_each_side_are_its_text(old in "[a-d \n]{0,40}", new in "[a-d \n]{0,40}") {
            let found = words(&old, &new);
            prop_assert_eq!(side(&found, Side::Old), old.clone());
            prop_assert_eq!(side(&found, Side::New), new.clone());
            prop_assert!(found.windows(2).all(|pair| pair[0].side != pair[1].side));
            if old == new {
                prop_assert!(found.iter().all(|piece| piece.side == Side::Both));
            }
        }
    }
}
