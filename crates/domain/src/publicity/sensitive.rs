//! Words of a text that tell a person's ethnicity, religion, Party membership, health or discipline. Must not tell which of them stands on record.
//!
//! The vocabulary is the same for everybody, so that a refusal tells a writer nothing of the record; what stands there in words of its
//! own is looked for besides.

use crate::subject::SubjectKind;
use crate::text::fold;

/// What a word is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Dân tộc.
    Ethnicity,
    /// Tôn giáo.
    Religion,
    /// Party membership.
    Party,
    /// Health.
    Health,
    /// Discipline.
    Discipline,
}

/// What follows from a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// The text is not published with it.
    Refused,
    /// Somebody has to look at it again: it may be about something else.
    LookAgain,
}

/// A word that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is about.
    pub topic: Topic,
    /// What follows.
    pub weight: Weight,
    /// The word, in small letters.
    pub words: String,
}

/// What stands on record in words of its own; empty where nothing does.
#[derive(Debug, Clone, Default)]
pub struct Recorded {
    /// Ethnicity.
    pub ethnicity: String,
    /// Religion.
    pub religion: String,
}

/// Names of ethnic groups that mean nothing else.
const UNMISTAKABLE: &[&str] = &[
    "ê đê",
    "ba na",
    "xơ đăng",
    "cơ ho",
    "raglai",
    "ra glai",
    "mnông",
    "m nông",
    "xtiêng",
    "x tiêng",
    "stiêng",
    "s tiêng",
    "bru vân kiều",
    "vân kiều",
    "giẻ triêng",
    "gié triêng",
    "cơ tu",
    "chơ ro",
    "chu ru",
    "khơ mú",
    "khơ me",
    "khmer",
    "hmông",
    "h mông",
    "tà ôi",
    "la hủ",
    "la chí",
    "pà thẻn",
    "sán chay",
    "sán dìu",
    "hà nhì",
    "gia rai",
    "jrai",
    "ơ đu",
    "brâu",
    "rơ măm",
];

/// Names that are also other words: they count with a capital after “dân tộc”, “người” or “đồng bào”.
const OF_A_GROUP: &[&str] = &[
    "kinh", "tày", "thái", "mường", "nùng", "hoa", "dao", "chăm", "thổ", "mạ", "co", "hrê", "giáy", "mảng", "lào",
    "lự", "ngái", "chứt", "cờ lao", "bố y", "cống", "si la", "pu péo", "phù lá", "lô lô", "kháng", "xinh mun", "la ha",
    "h rê",
];

const REFUSED: &[(Topic, &[&str])] = &[
    (Topic::Ethnicity, &["là người dân tộc"]),
    (
        Topic::Religion,
        &[
            "công giáo",
            "thiên chúa giáo",
            "phật giáo",
            "đạo phật",
            "đạo thiên chúa",
            "tin lành",
            "hồi giáo",
            "cao đài",
            "phật tử",
            "tín đồ",
            "theo đạo",
            "không tôn giáo",
            "phật giáo hòa hảo",
        ],
    ),
    (
        Topic::Party,
        &[
            "đảng viên",
            "kết nạp đảng",
            "kết nạp vào đảng",
            "vào đảng",
            "tuổi đảng",
            "huy hiệu đảng",
            "đứng trong hàng ngũ của đảng",
        ],
    ),
    (
        Topic::Discipline,
        &[
            "bị kỷ luật",
            "bị kỉ luật",
            "hình thức kỷ luật",
            "hình thức kỉ luật",
            "xử lý kỷ luật",
            "khiển trách",
            "kỷ luật cảnh cáo",
            "giáng chức",
            "cách chức",
            "hạ bậc lương",
            "buộc thôi việc",
        ],
    ),
    (Topic::Health, &["nhiễm hiv", "dương tính với hiv", "mắc bệnh tâm thần", "bị bệnh tâm thần"]),
];

const LOOK_AGAIN: &[(Topic, &[&str])] = &[
    (Topic::Ethnicity, &["dân tộc"]),
    (Topic::Religion, &["tôn giáo", "nhà thờ", "giáo xứ", "giáo dân"]),
    (Topic::Party, &["chi bộ", "đảng ủy"]),
    (Topic::Health, &["ung thư", "khuyết tật", "mắc bệnh", "bệnh hiểm nghèo", "trầm cảm", "thương binh"]),
    (Topic::Discipline, &["kỷ luật", "kỉ luật", "cảnh cáo"]),
];

/// The words of a text that are refused or have to be looked at again, the gravest first and each topic's word once. Of a collective
/// nothing personal is told: what is refused of a person is looked at again there.
#[must_use]
pub fn found(text: &str, recorded: &Recorded, about: SubjectKind) -> Vec<Found> {
    let text = Text::of(text);
    let personal = matches!(about, SubjectKind::Individual | SubjectKind::Household);
    let grave = if personal { Weight::Refused } else { Weight::LookAgain };
    let mut out = Vec::new();
    let mut note = |topic, weight, words: &str, there: bool| {
        if there && !out.iter().any(|one: &Found| one.topic == topic && one.words.contains(words)) {
            out.push(Found { topic, weight, words: words.to_owned() });
        }
    };
    for group in UNMISTAKABLE {
        note(Topic::Ethnicity, grave, group, text.says(group));
    }
    let own = plain(&recorded.ethnicity);
    for group in OF_A_GROUP.iter().copied().chain(Some(own.as_str()).filter(|own| !own.is_empty())) {
        for before in ["dân tộc", "người", "đồng bào"] {
            note(Topic::Ethnicity, grave, &format!("{before} {group}"), text.names(before, group));
        }
    }
    // A value of its own that the lists do not know is refused wherever it stands.
    if !own.is_empty() && !OF_A_GROUP.contains(&own.as_str()) {
        note(Topic::Ethnicity, grave, &own, text.says(&own));
    }
    let own = plain(&recorded.religion);
    if !own.is_empty() && own != "không" {
        note(Topic::Religion, grave, &own, text.says(&own));
    }
    for (weight, list) in [(grave, REFUSED), (Weight::LookAgain, LOOK_AGAIN)] {
        for (topic, words) in list {
            words.iter().for_each(|one| note(*topic, weight, one, text.says(one)));
        }
    }
    out.sort_by_key(|one| (one.weight, one.topic));
    out
}

/// A text in small letters, words apart by one space, with a space at both ends.
struct Text {
    marked: String,
    /// Where letters and marks were typed apart: the same without any marks.
    bare: Option<String>,
    /// Its words as they were typed.
    words: Vec<String>,
}

impl Text {
    fn of(text: &str) -> Self {
        let apart = text.chars().any(is_mark);
        let words =
            text.split(|letter: char| !letter.is_alphanumeric() && !is_mark(letter)).filter(|word| !word.is_empty());
        Self {
            marked: format!(" {} ", plain(text)),
            bare: apart.then(|| format!(" {} ", fold(text))),
            words: words.map(str::to_owned).collect(),
        }
    }

    fn says(&self, words: &str) -> bool {
        let bare = |text: &String| text.contains(&format!(" {} ", fold(words)));
        self.marked.contains(&format!(" {words} ")) || self.bare.as_ref().is_some_and(bare)
    }

    /// Whether a name with a capital follows these words. After “người” another capital makes it a place: “người Thái Bình”.
    fn names(&self, before: &str, name: &str) -> bool {
        let same =
            |one: &String, other: &str| one.to_lowercase() == other || self.bare.is_some() && fold(one) == fold(other);
        let wanted: Vec<&str> = before.split(' ').chain(name.split(' ')).collect();
        let first = before.split(' ').count();
        self.words.windows(wanted.len()).enumerate().any(|(at, found)| {
            let next = self.words.get(at + wanted.len());
            found.iter().zip(&wanted).all(|(one, other)| same(one, other))
                && is_capital(&found[first])
                && !(before == "người" && next.is_some_and(|next| is_capital(next)))
        })
    }
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Small letters with their marks, everything else one space.
fn plain(text: &str) -> String {
    let small = text.to_lowercase();
    let words = small.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Vec<Topic> {
        let all = found(text, &Recorded::default(), SubjectKind::Individual);
        all.into_iter().filter(|one| one.weight == Weight::Refused).map(|one| one.topic).collect()
    }

    #[test]
    fn what_is_personal_is_refused_whoever_it_is_about() {
        assert_eq!(
            refused("Chị là người Raglai, theo đạo Tin Lành."),
            [Topic::Ethnicity, Topic::Religion, Topic::Religion]
        );
        assert_eq!(refused("Cô giáo dân tộc Chăm ở thôn Hữu Đức"), [Topic::Ethnicity]);
        assert_eq!(refused("Anh được kết nạp Đảng năm 2019"), [Topic::Party]);
        assert_eq!(refused("Từng bị KHIỂN TRÁCH"), [Topic::Discipline]);
        assert_eq!(refused("Nguo\u{31b}\u{300}i Chăm"), [Topic::Ethnicity], "letters and marks typed apart");
    }

    #[test]
    fn the_same_syllables_in_other_words_are_let_through() {
        for harmless in [
            "Người chăm sóc vườn hoa",
            "Người kinh doanh",
            "người Thái Bình",
            "Ban Dân tộc tỉnh",
            "bán hoa ở chợ",
            "Kinh tế hợp tác",
            "con dao rựa",
            "giữ kỷ luật lao động",
        ] {
            assert!(refused(harmless).is_empty(), "{harmless}");
        }
        let looked = found("giữ kỷ luật lao động", &Recorded::default(), SubjectKind::Individual);
        assert_eq!((looked.len(), looked[0].weight), (1, Weight::LookAgain));
    }

    #[test]
    fn words_of_the_record_are_found_that_no_list_knows() {
        let recorded = Recorded { ethnicity: "Nguồn".into(), religion: "Bà-la-môn".into() };
        let all = found("Người Nguồn, đạo Bà la môn", &recorded, SubjectKind::Individual);
        assert!(all.iter().filter(|one| one.weight == Weight::Refused).count() >= 2, "{all:?}");
        let of_a_group = found("Chi bộ của đồng bào Chăm", &recorded, SubjectKind::Collective);
        assert!(of_a_group.iter().all(|one| one.weight == Weight::LookAgain), "{of_a_group:?}");
        assert!(found("trồng rừng", &recorded, SubjectKind::Individual).is_empty());
    }
}
