//! Invented people with names as frequent as in the country. It must not know any real person.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use crate::chance::Chance;

/// Family names with how many of a thousand bear them.
const FAMILIES: &[(&str, u32)] = &[
    ("Nguyễn", 384),
    ("Trần", 110),
    ("Lê", 95),
    ("Phạm", 70),
    ("Huỳnh", 30),
    ("Hoàng", 24),
    ("Phan", 45),
    ("Võ", 24),
    ("Vũ", 15),
    ("Đặng", 21),
    ("Bùi", 20),
    ("Đỗ", 14),
    ("Hồ", 13),
    ("Ngô", 13),
    ("Dương", 10),
    ("Lý", 5),
    ("Đinh", 9),
    ("Trịnh", 8),
    ("Mai", 8),
    ("Lương", 8),
    ("Cao", 8),
    ("Châu", 6),
    ("Tạ", 5),
    ("Hà", 6),
    ("Thái", 5),
    ("Đoàn", 8),
    ("Tô", 5),
    ("Lưu", 5),
    ("Kiều", 3),
    ("Tống", 3),
    ("Quách", 2),
    ("Mấu", 2),
    ("Điểu", 2),
    ("Chu", 3),
    ("La", 2),
];

const MEN_MIDDLE: &[(&str, u32)] = &[
    ("Văn", 30),
    ("Đức", 9),
    ("Minh", 9),
    ("Quốc", 8),
    ("Hữu", 7),
    ("Thanh", 6),
    ("Ngọc", 5),
    ("Đình", 5),
    ("Xuân", 5),
    ("Công", 4),
    ("Anh", 3),
    ("Trọng", 3),
    ("Hoàng", 3),
    ("Gia", 2),
];

const MEN: &[&str] = &[
    "An", "Bình", "Bảo", "Cường", "Chiến", "Danh", "Dũng", "Duy", "Đạt", "Định", "Giang", "Hải", "Hiếu", "Hòa", "Hùng",
    "Huy", "Hưng", "Khải", "Khánh", "Khoa", "Kiên", "Lâm", "Long", "Lộc", "Luân", "Mạnh", "Minh", "Nam", "Nghĩa",
    "Nhân", "Phong", "Phúc", "Phước", "Quang", "Quân", "Quý", "Sơn", "Tài", "Tâm", "Tân", "Thái", "Thành", "Thắng",
    "Thiện", "Thịnh", "Thuận", "Tiến", "Toàn", "Trí", "Trung", "Tú", "Tùng", "Việt", "Vinh", "Vũ",
];

const WOMEN_MIDDLE: &[(&str, u32)] = &[
    ("Thị", 34),
    ("Thị Kim", 5),
    ("Thị Thu", 7),
    ("Thị Ngọc", 7),
    ("Thị Thanh", 6),
    ("Thị Bích", 4),
    ("Thị Mỹ", 4),
    ("Thị Hồng", 5),
    ("Ngọc", 5),
    ("Thanh", 4),
    ("Thùy", 4),
    ("Phương", 4),
    ("Minh", 3),
    ("Như", 2),
];

const WOMEN: &[&str] = &[
    "An",
    "Ánh",
    "Châu",
    "Chi",
    "Cúc",
    "Diễm",
    "Dung",
    "Duyên",
    "Đào",
    "Giang",
    "Hà",
    "Hạnh",
    "Hằng",
    "Hiền",
    "Hoa",
    "Hồng",
    "Huệ",
    "Hương",
    "Hường",
    "Khánh",
    "Lan",
    "Lệ",
    "Liên",
    "Linh",
    "Loan",
    "Mai",
    "My",
    "Nga",
    "Ngân",
    "Nguyệt",
    "Nhàn",
    "Nhi",
    "Nhung",
    "Oanh",
    "Phượng",
    "Phương",
    "Quyên",
    "Sương",
    "Tâm",
    "Thảo",
    "Thắm",
    "Thoa",
    "Thơ",
    "Thu",
    "Thủy",
    "Thúy",
    "Trang",
    "Trâm",
    "Trinh",
    "Tuyết",
    "Uyên",
    "Vân",
    "Vy",
    "Xuân",
    "Yến",
];

/// A made-up person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Made {
    /// Full name.
    pub(crate) name: String,
    /// "nam" or "nữ".
    pub(crate) gender: &'static str,
    /// Birth date.
    pub(crate) born: Date,
}

/// Makes people, no two of the same name.
#[derive(Debug)]
pub(crate) struct Register {
    taken: BTreeSet<String>,
}

impl Register {
    /// An empty register.
    pub(crate) fn new() -> Self {
        Self { taken: BTreeSet::new() }
    }

    /// Somebody born in one of these years.
    pub(crate) fn make(&mut self, chance: &mut Chance, years: (u32, u32)) -> Made {
        let man = chance.percent(52);
        let name = loop {
            let name = full_name(chance, man);
            if self.taken.insert(name.clone()) {
                break name;
            }
        };
        let year = i16::try_from(chance.between(years.0, years.1)).unwrap_or(1980);
        let (month, day) = (chance.between(1, 12), chance.between(1, 28));
        let born = date(year, i8::try_from(month).unwrap_or(1), i8::try_from(day).unwrap_or(1));
        Made { name, gender: if man { "nam" } else { "nữ" }, born }
    }

    /// A household's head, by name alone.
    pub(crate) fn name(&mut self, chance: &mut Chance) -> String {
        self.make(chance, (1950, 1990)).name
    }
}

fn full_name(chance: &mut Chance, man: bool) -> String {
    let family = chance.weighted(FAMILIES);
    let (middle, given) = if man {
        (chance.weighted(MEN_MIDDLE), chance.one_of(MEN))
    } else {
        (chance.weighted(WOMEN_MIDDLE), chance.one_of(WOMEN))
    };
    format!("{family} {middle} {given}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_people_and_no_two_share_a_name() {
        let crowd = |seed| {
            let (mut chance, mut register) = (Chance::new(seed), Register::new());
            (0..600).map(|_| register.make(&mut chance, (1964, 1998)).name).collect::<Vec<_>>()
        };
        let (one, again) = (crowd(1), crowd(1));
        assert_eq!(one, again);
        assert_ne!(one, crowd(2));
        assert_eq!(one.iter().collect::<BTreeSet<_>>().len(), 600);
        let nguyen = one.iter().filter(|name| name.starts_with("Nguyễn ")).count();
        assert!((150..330).contains(&nguyen), "about four of ten are Nguyễn: {nguyen}");
    }
}
