//! Numbers, amounts of money and days as Vietnamese papers write them; it must not round.

use jiff::civil::Date;
use lantoa_i18n::{Locale, date_long, date_short};

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// A number in words: 21 → “hai mươi mốt”, 1 005 → “một nghìn không trăm linh năm”.
#[must_use]
pub fn number(value: u64) -> String {
    if value == 0 {
        return DIGITS[0].to_owned();
    }
    let mut words = Vec::new();
    billions(value, Follows::Nothing, &mut words);
    words.join(" ")
}

/// An amount of money in words, with a capital: 1 420 000 → “Một triệu bốn trăm hai mươi nghìn đồng”. Below zero “Âm …”.
#[must_use]
pub fn dong(amount: i64) -> String {
    let words = format!("{} đồng", number(amount.unsigned_abs()));
    let words = if amount < 0 { format!("âm {words}") } else { words };
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A day in a sentence: “ngày 08 tháng 02 năm 2022”.
#[must_use]
pub fn day(day: Date) -> String {
    date_long(Locale::Vi, day)
}

/// A day in a list: “08/02/2022”.
#[must_use]
pub fn short_day(day: Date) -> String {
    date_short(Locale::Vi, day)
}

/// Whether a group of digits stands behind a larger one, which makes its zeros heard.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    Nothing,
    Larger,
}

/// Groups of nine digits: “hai tỷ tỷ” has no other word.
fn billions(value: u64, follows: Follows, words: &mut Vec<&'static str>) {
    const BILLION: u64 = 1_000_000_000;
    let (high, low) = (value / BILLION, value % BILLION);
    let mut below = follows;
    if high > 0 {
        billions(high, follows, words);
        words.push("tỷ");
        below = Follows::Larger;
    }
    millions(low, below, words);
}

fn millions(value: u64, mut follows: Follows, words: &mut Vec<&'static str>) {
    for (unit, name) in [(1_000_000, "triệu"), (1_000, "nghìn"), (1, "")] {
        let group = value / unit % 1_000;
        if group == 0 {
            continue;
        }
        hundreds(group, follows, words);
        if !name.is_empty() {
            words.push(name);
        }
        follows = Follows::Larger;
    }
}

fn hundreds(value: u64, follows: Follows, words: &mut Vec<&'static str>) {
    let digit = |n: u64| DIGITS[usize::try_from(n % 10).unwrap_or(0)];
    let (hundred, ten, one) = (value / 100, value / 10 % 10, value % 10);
    let heard = hundred > 0 || follows == Follows::Larger;
    if heard {
        words.extend([digit(hundred), "trăm"]);
    }
    match ten {
        0 if one > 0 && heard => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(ten), "mươi"]),
    }
    match (ten, one) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(one)),
    }
}

#[cfg(test)]
mod tests {
    use super::{dong, number};

    #[test]
    fn numbers_are_read_as_people_read_them() {
        for (value, words) in [
            (0, "không"),
            (5, "năm"),
            (10, "mười"),
            (11, "mười một"),
            (15, "mười lăm"),
            (20, "hai mươi"),
            (21, "hai mươi mốt"),
            (24, "hai mươi bốn"),
            (55, "năm mươi lăm"),
            (101, "một trăm linh một"),
            (110, "một trăm mười"),
            (115, "một trăm mười lăm"),
            (1_005, "một nghìn không trăm linh năm"),
            (2_026, "hai nghìn không trăm hai mươi sáu"),
            (1_000_001, "một triệu không trăm linh một"),
            (3_000_000_000, "ba tỷ"),
            (1_000_000_015, "một tỷ không trăm mười lăm"),
            (12_345_678_901, "mười hai tỷ ba trăm bốn mươi lăm triệu sáu trăm bảy mươi tám nghìn chín trăm linh một"),
            (1_000_000_000_000_000_000, "một tỷ tỷ"),
        ] {
            assert_eq!(number(value), words, "{value}");
        }
    }

    #[test]
    fn amounts_of_the_law_in_words() {
        assert_eq!(dong(760_000), "Bảy trăm sáu mươi nghìn đồng");
        assert_eq!(dong(1_420_000), "Một triệu bốn trăm hai mươi nghìn đồng");
        assert_eq!(dong(1_520_000), "Một triệu năm trăm hai mươi nghìn đồng");
        assert_eq!(dong(30_360_000), "Ba mươi triệu ba trăm sáu mươi nghìn đồng");
        assert_eq!(dong(0), "Không đồng");
        assert_eq!(dong(-10_000), "Âm mười nghìn đồng");
        assert!(dong(i64::MIN).starts_with("Âm chín tỷ"));
    }
}
