//! Words for reading a fingerprint aloud; must not contain two words that an accent could merge.

use crate::hash::Digest;

/// Words of one fingerprint: six of 256, which is 48 bits.
const COUNT: usize = 6;

/// 256 short Vietnamese words. No two become equal when tones and vowel marks are dropped and the sounds are merged that
/// regions merge: ch and tr, d, gi, r and v, s and x, l and n, c, ch, p and t at the end, m, n, ng and nh at the end.
#[rustfmt::skip]
pub const WORDS: [&str; 256] = [
    "ba", "bác", "bài", "bàn", "bao", "bếp", "bia", "biên", "biết", "bò", "bóng", "bơi", "bún", "bút", "buồm",
    "bưởi", "búa", "cá", "cam", "cao", "cau", "cát", "cây", "cóc", "cối", "cổng", "cờ", "cúc", "cung", "cuộn",
    "cười", "kẹo", "kem", "kê", "kiến", "kiệu", "kim", "kho", "khăn", "khay", "khâu", "khế", "khoai", "khóa", "khói",
    "khúc", "khách", "khiên", "khỉ", "khỏe", "cha", "chai", "chăn", "chảo", "cháu", "chén", "chè", "chiều", "chim",
    "chùa", "chuông", "chuối", "trời", "dao", "dâu", "dây", "dê", "dép", "dòng", "dừa", "dượng", "diều", "dũng",
    "đám", "đèn", "điện", "đình", "đồi", "đuốc", "gà", "gạo", "gánh", "gấu", "gỗ", "gối", "gốm", "gương", "gừng",
    "guốc", "hạc", "hè", "hến", "heo", "hiền", "hoa", "hoàng", "hồ", "hộp", "hùm", "hươu", "hương", "hũ", "lá",
    "lạc", "lan", "lâu", "lê", "len", "lịch", "liềm", "lính", "lúa", "lưới", "lưng", "lược", "lươn", "liễu", "mai",
    "màn", "mắt", "mèo", "mẹ", "mít", "mía", "miền", "môi", "món", "mũ", "mũi", "mùa", "muối", "muôn", "mực", "mừng",
    "mướp", "nai", "nếp", "nia", "núi", "nho", "nhà", "nhãn", "nhạc", "nhựa", "nhện", "nhím", "nhộng", "nhung",
    "nhịp", "nhài", "nhẹ", "nga", "ngan", "ngô", "ngói", "ngọc", "ngón", "ngựa", "nghé", "nghêu", "ngoan", "phao",
    "phấn", "pháp", "phúc", "phượng", "phiếu", "phích", "phong", "phèn", "quả", "quai", "quân", "quạt", "que",
    "quýt", "quỳnh", "quen", "quét", "rượu", "rìu", "sách", "sao", "sáu", "sân", "sen", "sếu", "sim", "sò", "sóc",
    "son", "suối", "sữa", "sương", "sừng", "tàu", "tằm", "tết", "tím", "tiền", "tiệc", "tóc", "tỏi", "tôm", "tủ",
    "tuyết", "túi", "tươi", "toán", "tùng", "tuần", "thang", "thác", "thầy", "thép", "thêu", "thìa", "thiên", "thỏ",
    "thóc", "thôn", "thu", "thúng", "thuốc", "thuyền", "thích", "vịt", "việc", "vui", "xe", "xoài", "xuân", "xúc",
    "ếch", "én", "ấm", "ổi", "ong", "ốc", "ưng", "ương", "oanh", "yến", "góp", "lục", "mép", "xích", "soạn", "soong",
    "quyết", "quyển", "phép", "phước", "khoan", "khuyên", "khớp",
];

/// The six words of a fingerprint: its first six bytes, one word each.
#[must_use]
pub fn fingerprint_words(fingerprint: &Digest) -> [&'static str; COUNT] {
    std::array::from_fn(|place| WORDS[usize::from(fingerprint[place])])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// A vowel without its marks; other letters as they are.
    fn plain(letter: char) -> char {
        const MARKED: [(char, &str); 7] = [
            ('a', "àáảãạăằắẳẵặâầấẩẫậ"),
            ('e', "èéẻẽẹêềếểễệ"),
            ('i', "ìíỉĩịyỳýỷỹỵ"),
            ('o', "òóỏõọôồốổỗộơờớởỡợ"),
            ('u', "ùúủũụưừứửữự"),
            ('d', "đ"),
            ('k', ""),
        ];
        MARKED.iter().find(|(_, marked)| marked.contains(letter)).map_or(letter, |(plain, _)| *plain)
    }

    /// The word as a listener may hear it at worst.
    fn heard(word: &str) -> String {
        let word: String = word.chars().map(plain).collect();
        let initials = [
            ("ngh", "ng"),
            ("ng", "ng"),
            ("nh", "nh"),
            ("gh", "g"),
            ("gi", "d"),
            ("kh", "kh"),
            ("ph", "ph"),
            ("th", "th"),
            ("tr", "ch"),
            ("ch", "ch"),
            ("qu", "q"),
            ("k", "c"),
            ("r", "d"),
            ("v", "d"),
            ("x", "s"),
            ("n", "l"),
        ];
        let start = initials.iter().find(|(initial, _)| word.starts_with(initial));
        let mut out = start.map_or(word.clone(), |(initial, sound)| format!("{sound}{}", &word[initial.len()..]));
        for (end, sound) in [("ng", "n"), ("nh", "n"), ("ch", "t"), ("c", "t"), ("p", "t"), ("m", "n")] {
            if out.len() > end.len() + 1 && out.ends_with(end) {
                out.truncate(out.len() - end.len());
                out.push_str(sound);
                break;
            }
        }
        out
    }

    #[test]
    fn no_two_words_can_be_taken_for_each_other() {
        let all: HashSet<String> = WORDS.iter().map(|word| heard(word)).collect();
        assert_eq!(all.len(), WORDS.len());
    }

    #[test]
    fn a_fingerprint_is_six_words_and_one_bit_changes_one_word() {
        let words = fingerprint_words(&[0; 32]);
        let mut other = [0; 32];
        other[5] = 1;
        assert_eq!(words[..5], fingerprint_words(&other)[..5]);
        assert_ne!(words[5], fingerprint_words(&other)[5]);
    }
}
