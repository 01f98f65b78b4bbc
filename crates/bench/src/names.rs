//! Vietnamese names as frequent as they are in life: what makes a search by name hard. It must not name anybody real.

use crate::dice::Dice;

/// Family names with their share in thousandths; the rest is spread over the last ones.
const FAMILY: &[(&str, u32)] = &[
    ("Nguyễn", 384),
    ("Trần", 121),
    ("Lê", 95),
    ("Phạm", 70),
    ("Hoàng", 30),
    ("Huỳnh", 21),
    ("Phan", 45),
    ("Vũ", 20),
    ("Võ", 19),
    ("Đặng", 21),
    ("Bùi", 20),
    ("Đỗ", 14),
    ("Hồ", 13),
    ("Ngô", 13),
    ("Dương", 10),
    ("Lý", 5),
    ("Đinh", 10),
    ("Trương", 12),
    ("Lâm", 8),
    ("Mai", 7),
    ("Trịnh", 7),
    ("Đoàn", 9),
    ("Cao", 8),
    ("Hà", 8),
    ("Tô", 5),
    ("Tạ", 5),
    ("Châu", 5),
    ("Quách", 3),
    ("Kiều", 3),
    ("Thạch", 3),
    ("Nông", 3),
    ("Giàng", 3),
];

const MIDDLE_HE: &[(&str, u32)] = &[
    ("Văn", 520),
    ("Đức", 70),
    ("Minh", 70),
    ("Quốc", 60),
    ("Hữu", 60),
    ("Thanh", 50),
    ("Ngọc", 40),
    ("Xuân", 40),
    ("Đình", 40),
    ("Công", 30),
    ("Trọng", 20),
];
const MIDDLE_SHE: &[(&str, u32)] = &[
    ("Thị", 560),
    ("Thu", 70),
    ("Thị Thu", 60),
    ("Thị Ngọc", 60),
    ("Ngọc", 60),
    ("Kim", 50),
    ("Thanh", 40),
    ("Thị Kim", 40),
    ("Hồng", 30),
    ("Bích", 30),
];
const GIVEN_HE: &[&str] = &[
    "Hùng", "Dũng", "Tuấn", "Cường", "Hải", "Sơn", "Thắng", "Minh", "Long", "Nam", "Bình", "Hòa", "Quang", "Trung",
    "Đức", "Thành", "Phong", "Hiếu", "Tâm", "An", "Khánh", "Phúc", "Tài", "Lộc", "Vinh", "Huy", "Đạt", "Toàn", "Kiên",
    "Linh", "Bảo", "Duy", "Hưng", "Khôi", "Nghĩa", "Quý", "Sáng", "Tiến", "Việt", "Ý",
];
const GIVEN_SHE: &[&str] = &[
    "Hương",
    "Lan",
    "Hoa",
    "Mai",
    "Hà",
    "Thảo",
    "Linh",
    "Trang",
    "Hằng",
    "Nga",
    "Thủy",
    "Hồng",
    "Nhung",
    "Yến",
    "Phượng",
    "Liên",
    "Loan",
    "Dung",
    "Vân",
    "Thu",
    "Hạnh",
    "Hiền",
    "Huyền",
    "Ngọc",
    "Oanh",
    "Quỳnh",
    "Tâm",
    "Thanh",
    "Thúy",
    "Tuyết",
    "Xuân",
    "Anh",
    "Ánh",
    "Bích",
    "Chi",
    "Cúc",
    "Đào",
    "Giang",
    "Kiều",
    "Ly",
];

const GROUPS: &[&str] = &["Tổ hợp tác", "Câu lạc bộ", "Đội tình nguyện", "Tổ tiết kiệm", "Nhóm cải tiến", "Chi hội"];
const PRACTICES: &[&str] = &["Mô hình", "Cách làm", "Sáng kiến"];
const THINGS: &[&str] = &[
    "nước sạch",
    "đường hoa",
    "giống lúa mới",
    "một cửa điện tử",
    "bữa cơm đoàn kết",
    "ánh sáng an ninh",
    "thu gom rác thải",
    "khuyến học",
    "vườn mẫu",
    "tiết kiệm vật tư",
];
const PLACES: &[&str] = &["Bình An", "Tân Lập", "Phú Mỹ", "Long Hòa", "Vĩnh Thạnh", "Đông Sơn", "Hòa Bình", "Xuân Lộc"];

/// A full name: "Nguyễn Thị Hương".
#[must_use]
pub(crate) fn person(dice: &mut Dice) -> String {
    let family = weighted(dice, FAMILY);
    let (middle, given) = if dice.below(100) < 52 {
        (weighted(dice, MIDDLE_SHE), dice.pick(GIVEN_SHE))
    } else {
        (weighted(dice, MIDDLE_HE), dice.pick(GIVEN_HE))
    };
    format!("{family} {middle} {given}")
}

/// The name of a small collective outside the tree of units; the number keeps it apart from its likes.
#[must_use]
pub(crate) fn group(dice: &mut Dice, number: u64) -> String {
    format!("{} {} {} {number}", dice.pick(GROUPS), dice.pick(THINGS), dice.pick(PLACES))
}

/// The name of a practice.
#[must_use]
pub(crate) fn practice(dice: &mut Dice, number: u64) -> String {
    format!("{} {} {number}", dice.pick(PRACTICES), dice.pick(THINGS))
}

/// The name of a unit at a level of the tree, 1 the highest under the agency.
#[must_use]
pub(crate) fn unit(level: usize, number: usize) -> String {
    let kind = ["", "Huyện", "Xã", "Thôn"].get(level).copied().unwrap_or("Tổ");
    format!("{kind} {} {number}", PLACES[number % PLACES.len()])
}

fn weighted(dice: &mut Dice, from: &[(&'static str, u32)]) -> &'static str {
    let all = from.iter().map(|(_, weight)| weight).sum();
    let mut place = dice.below(all);
    for (name, weight) in from {
        if place < *weight {
            return name;
        }
        place -= weight;
    }
    from.first().map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::person;
    use crate::dice::Dice;

    #[test]
    fn the_commonest_name_is_as_common_as_in_life() {
        let names = (0..10_000).map(|n| person(&mut Dice::of(1, n)));
        let nguyen = names.filter(|name| name.starts_with("Nguyễn ")).count();
        assert!((3_500..4_200).contains(&nguyen), "{nguyen}");
    }
}
