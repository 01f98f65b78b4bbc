//! Whether two names may be the same subject, however they are spelt; the person decides, not this rule.
//!
//! Looked through are: capital and small letters, marks, composed and decomposed letters, "đ" and "d", "y" and "i" where both are
//! written for one sound (Lý, Lí), doubled spaces, the order of words, words written together, forms of address (ông, bà, đ/c),
//! one word left out and a slip of the pen.

use crate::text::fold;

/// How close two names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The same words.
    Same,
    /// One slip of the pen or one word apart.
    Near,
}

/// Words before a name that are no part of it, folded. Longer ones first.
const ADDRESSES: [&[&str]; 17] = [
    &["gia", "dinh"],
    &["dong", "chi"],
    &["d", "c"],
    &["dc"],
    &["ho"],
    &["ong"],
    &["ba"],
    &["anh"],
    &["chi"],
    &["co"],
    &["chu"],
    &["bac"],
    &["em"],
    &["thay"],
    &["cu"],
    &["mr"],
    &["ms"],
];
/// Addresses that are family names too: they go only before another address.
const SURNAMES: [&str; 3] = ["ho", "chu", "cu"];
/// Letters of which one may be wrong, at least.
const LONG_ENOUGH: usize = 4;

/// A name made ready for comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    sorted: Vec<String>,
    joined: String,
}

impl Name {
    /// Makes a name ready.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let plain: Vec<String> = without_address(&words).iter().map(|word| one_spelling(word)).collect();
        let joined = plain.concat();
        let mut sorted = plain;
        sorted.sort_unstable();
        Self { sorted, joined }
    }

    /// Whether nothing is left to compare.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// How close another name is; `None` when it is another one.
    #[must_use]
    pub fn like(&self, other: &Self) -> Option<Likeness> {
        if self.is_empty() || other.is_empty() {
            return None;
        }
        if self.sorted == other.sorted || self.joined == other.joined {
            return Some(Likeness::Same);
        }
        let (mine, theirs) = (without(&self.sorted, &other.sorted), without(&other.sorted, &self.sorted));
        let shared = self.sorted.len() - mine.len();
        let near = match (mine.as_slice(), theirs.as_slice()) {
            ([one], [other]) => shared >= 1 && is_slip(one, other),
            ([_], []) | ([], [_]) => shared >= 2,
            _ => false,
        };
        (near || is_slip_of_whole(&self.joined, &other.joined)).then_some(Likeness::Near)
    }
}

/// The words after the forms of address; a name keeps two words at least.
fn without_address<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    let mut rest = words;
    loop {
        let address = ADDRESSES.iter().find(|address| {
            let last = address.last().copied().unwrap_or_default();
            rest.starts_with(address)
                && rest.len() >= address.len() + 2
                && (!SURNAMES.contains(&last) || begins_with_address(&rest[address.len()..]))
        });
        let Some(address) = address else { return rest };
        rest = &rest[address.len()..];
    }
}

fn begins_with_address(words: &[&str]) -> bool {
    ADDRESSES.iter().any(|address| !SURNAMES.contains(&address[0]) && words.starts_with(address))
}

/// "y" after a consonant, and in "quy", is the sound of "i": Lý and Lí, Mỹ and Mĩ, Quý and Quí.
fn one_spelling(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let same = |at: usize| {
        let before = at.checked_sub(1).map(|at| letters[at]);
        match before {
            None => false,
            Some('u') => at == 2 && letters[0] == 'q',
            Some(letter) => !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'y'),
        }
    };
    let last = letters.len().saturating_sub(1);
    letters
        .iter()
        .enumerate()
        .map(|(at, letter)| if *letter == 'y' && at == last && same(at) { 'i' } else { *letter })
        .collect()
}

/// The words of one that the other does not have, each counted as often as it stands. Both are sorted.
fn without<'a>(one: &'a [String], other: &[String]) -> Vec<&'a str> {
    let mut left: Vec<&String> = other.iter().collect();
    let mut out = Vec::new();
    for word in one {
        match left.iter().position(|known| *known == word) {
            Some(at) => {
                left.swap_remove(at);
            }
            None => out.push(word.as_str()),
        }
    }
    out
}

/// One letter wrong, missing, too many, or two changed places, in a word that is long enough; a short word may miss its last letter.
fn is_slip(one: &str, other: &str) -> bool {
    let longer = one.chars().count().max(other.chars().count());
    longer >= LONG_ENOUGH && distance(one, other, 1) <= 1
}

/// One slip in twelve letters of the whole name, two at most.
fn is_slip_of_whole(one: &str, other: &str) -> bool {
    let most = (one.chars().count().min(other.chars().count()) / 12).min(2);
    most > 0 && distance(one, other, most) <= most
}

/// The edit distance with transpositions; more than `most` is told as `most + 1`.
fn distance(one: &str, other: &str, most: usize) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return most + 1;
    }
    let width = other.len() + 1;
    let (mut before, mut last): (Vec<usize>, Vec<usize>) = (vec![0; width], (0..width).collect());
    for (i, letter) in one.iter().enumerate() {
        let mut now = vec![i + 1; width];
        for (j, against) in other.iter().enumerate() {
            let change = usize::from(letter != against);
            let mut best = (last[j] + change).min(last[j + 1] + 1).min(now[j] + 1);
            if i > 0 && j > 0 && *letter == other[j - 1] && one[i - 1] == *against {
                best = best.min(before[j - 1] + 1);
            }
            now[j + 1] = best;
        }
        before = last;
        last = now;
    }
    last[width - 1].min(most + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn like(one: &str, other: &str) -> Option<Likeness> {
        Name::of(one).like(&Name::of(other))
    }

    #[test]
    fn one_name_in_many_spellings() {
        for other in [
            "nguyen thi ly",
            "NGUYỄN  THỊ LÍ",
            "Bà Nguyễn Thị Lý",
            "đ/c Nguyễn Thị Lý",
            "Đ.c. Nguyễn Thị Lý",
            "Đồng chí Nguyễn Thị Lý",
            "Ly Thi Nguyen",
            "Nguye\u{302}\u{303}n Thi\u{323} Ly\u{301}",
            "Hộ bà Nguyễn Thị Lý",
            "NguyễnThị Lý",
        ] {
            assert_eq!(like("Nguyễn Thị Lý", other), Some(Likeness::Same), "{other}");
        }
        assert_eq!(like("Đỗ Quý Đức", "do qui duc"), Some(Likeness::Same));
        assert_eq!(like("Gia đình ông Trần Văn Ba", "Hộ ông Trần Văn Ba"), Some(Likeness::Same));
    }

    #[test]
    fn a_slip_or_a_missing_word_is_near() {
        assert_eq!(like("Nguyễn Thị Hương", "Nguyễn Thị Huơng"), Some(Likeness::Same), "marks at the wrong letter");
        assert_eq!(like("Trần Minh Khôi", "Trần Minh Khoii"), Some(Likeness::Near));
        assert_eq!(like("Trần Minh Khôi", "Trần Khôi"), Some(Likeness::Near));
        assert_eq!(like("Tuyến hẻm tự quản", "Tuyến hẽm tự quản số"), Some(Likeness::Near));
    }

    #[test]
    fn other_people_stay_others() {
        assert_eq!(like("Nguyễn Văn An", "Trần Văn Bình"), None);
        assert_eq!(like("Hồ Văn Sơn", "Lê Văn Sơn"), None, "a family name is no form of address");
        assert_eq!(like("Lê An", "Lê Ân Lan Anh"), None);
        assert_eq!(like("", ""), None);
        assert_eq!(like("!!!", "Nguyễn Văn An"), None);
        assert_eq!(like("Thủy", "Thúi"), None, "uy and ui are two sounds");
    }

    proptest! {
        #[test]
        fn likeness_does_not_depend_on_who_is_asked(one in "[a-zà-ỹ đ]{0,24}", other in "[a-zà-ỹ đ]{0,24}") {
            prop_assert_eq!(like(&one, &other), like(&other, &one));
        }

        #[test]
        fn order_case_and_spaces_do_not_matter(words in proptest::collection::vec("[bcdghklmnt][aeou]{1,2}[cmnpt]?", 2..6), turn in 0_usize..6) {
            let straight = words.join(" ");
            let mut turned = words.clone();
            turned.rotate_left(turn % words.len());
            let other = format!("  {} ", turned.join("   ").to_uppercase());
            // A turned name may begin with a form of address, which is then left out.
            if without_address(&turned.iter().map(String::as_str).collect::<Vec<_>>()).len() == words.len()
                && without_address(&words.iter().map(String::as_str).collect::<Vec<_>>()).len() == words.len() {
                prop_assert_eq!(like(&straight, &other), Some(Likeness::Same));
            }
        }

        #[test]
        fn one_wrong_letter_in_a_long_word_is_still_found(first in "[bdghklmt][aeou]", long in "[bdghklmt][aeou]{2}[cnt][hg]", at in 0_usize..5) {
            let mut letters: Vec<char> = long.chars().collect();
            letters[at] = if letters[at] == 'x' { 'k' } else { 'x' };
            let slipped: String = letters.into_iter().collect();
            let (one, other) = (format!("nguyen {first} {long}"), format!("nguyen {first} {slipped}"));
            prop_assert!(like(&one, &other).is_some());
        }
    }
}
