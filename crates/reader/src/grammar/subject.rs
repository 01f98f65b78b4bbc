//! For whom a statement is: collectives, individuals, households, leaders or all. Must not look further than label and first words.

use super::org;
use crate::reading::Subject;
use crate::text::pattern;

pattern!(NOT_LEADER, r"khong (?:phai|giu|la|dong thoi)[^,;.]{0,24}(?:lanh dao|chuc vu|quan ly)");
pattern!(
    LEADER,
    r"\blanh dao\b|\bnguoi dung dau\b|\bgiu chuc vu\b|\bchuc vu quan ly\b|\bthu truong\b|\bcan bo quan ly\b|\bcap truong\b|\bgiu chuc danh\b|\bcan bo chu chot\b"
);
pattern!(
    OFFICE_HOLDER,
    r"^(?:doi voi )?(?:cac )?(?:dong chi )?(?:pho )?(?:chu tich|giam doc|bi thu|hieu truong|to truong|quan doc|chi huy truong|truong (?:phong|ban|khoa|thon|ap|bo phan|don vi))\b"
);
pattern!(COLLECTIVE, r"\btap the\b");
pattern!(INDIVIDUAL, r"\bca nhan\b");
pattern!(HOUSEHOLD, r"\bho gia dinh\b|\bgia dinh\b|\bcac ho\b|^ho\b|\bho (?:nong|kinh doanh|san xuat|hoi vien)");
pattern!(
    PERSON,
    r"\bcan bo\b|\bcong chuc\b|\bvien chuc\b|\bnguoi lao dong\b|\bcong nhan\b|\bcbcc[a-z]*\b|\bdoan vien\b|\bhoi vien\b|\bdang vien\b|\bthanh nien\b|",
    r"\bhoc sinh\b|\bsinh vien\b|\bgiao vien\b|\bnha giao\b|\bnong dan\b|\bchien si\b|\by, bac s[iy]\b|\bbac s[iy]\b|\bnguoi dan\b|\bphu nu\b|\bnhan vien\b|",
    r"\bdoanh nhan\b|\bcuu chien binh\b|\bguong (?:nguoi tot|ca nhan)\b|\bcong dan\b|\bnld\b|\bgiang vien\b|\bhuan luyen vien\b|\bvan dong vien\b|\bgia lang\b|\bnghe nhan\b|\bquan nhan\b|\bdoi vien\b|\bxa vien\b|\bchien sy\b|\bnguoi tot\b|\bthay,? co\b|\bsi quan\b"
);
pattern!(
    BODY,
    r"\bdon vi\b|\bco quan\b|\bto chuc\b|\bdoanh nghiep\b|\bhop tac xa\b|\bchi hoi\b|\bchi doan\b|\bchi bo\b|\bphong, ban\b|\bkhoa, phong\b|\bcac xa\b|\bxa, phuong\b|",
    r"\bthon\b|\bto dan pho\b|\bkhu dan cu\b|\btruong hoc\b|\bnha truong\b|\blop\b|\bto san xuat\b|\bphan xuong\b|\bcong ty\b|\bcau lac bo\b|\bdia phuong\b|\bto hop tac\b|\bcong doan co so\b|\bto cong doan\b"
);
pattern!(
    HOLDER,
    r"^(?:can bo|cong chuc|vien chuc|lanh dao|thu truong|giam doc|pho|chu tich|bi thu|hieu truong|thanh vien|anh|chi |ong|ba |dong chi|nguoi|truong (?:phong|ban|khoa|thon|ap)|chanh)"
);
pattern!(
    MODEL,
    r"\bmo hinh\b|\bcach lam\b|\bsang kien\b|\bcong trinh\b|\bgiai phap\b|\bsan pham\b|\bde tai\b|\bde an\b"
);
pattern!(
    START,
    r"^(?:rieng |ngoai ra,? |va |la |phai la |moi |cac |nhung |mot |1 |doi voi |cac |nhung |danh hieu |tieu chi |tieu chuan |xet |voi )*",
    r"(?P<who>tap the|ca nhan|ho gia dinh|gia dinh|ho |mo hinh|guong|dien hinh|nguoi dung dau|lanh dao|thu truong|can bo|cong chuc|vien chuc|nguoi lao dong|",
    r"doan vien|hoi vien|dang vien|thanh nien|hoc sinh|sinh vien|giao vien|nha giao|nong dan|chien si|phu nu|don vi|co quan|doanh nghiep|hop tac xa|chi hoi|chi doan|chi bo|cong nhan|doanh nhan|nhan vien)\b"
);
pattern!(
    BOTH,
    r"\btap the(?:,| va| hoac| hay|/| -|, cac| va cac) ?(?:cac |nhung )?ca nhan\b|\bca nhan(?:,| va| hoac| hay|/| -| va cac) ?(?:cac |nhung )?tap the\b|\btap the, (?:ho gia dinh|ho)\b|\bca nhan, (?:ho gia dinh|ho)\b|\bca nhan va (?:ho gia dinh|gia dinh)\b"
);
pattern!(
    OWN_CASE,
    r"^(?:\* ?)?(?:rieng )?(?:doi )?voi |^rieng |^ca nhan giu chuc|^nguoi dung dau|^(?:ca nhan|can bo) (?:la )?lanh dao"
);

/// The subject that a folded heading or label names.
pub(crate) fn of_label(label: &str) -> Option<Subject> {
    if (LEADER.is_match(label) || OFFICE_HOLDER.is_match(label)) && !NOT_LEADER.is_match(label) {
        return Some(Subject::Leader);
    }
    let strong = [
        (COLLECTIVE.is_match(label), Subject::Collective),
        (INDIVIDUAL.is_match(label), Subject::Individual),
        (HOUSEHOLD.is_match(label), Subject::Household),
    ];
    match strong.iter().filter(|(there, _)| *there).count() {
        1 => strong.iter().find(|(there, _)| *there).map(|(_, subject)| *subject),
        0 => weak(label),
        _ => Some(Subject::General),
    }
}

fn weak(label: &str) -> Option<Subject> {
    let bare = label.trim_start_matches("doi voi ").trim_start_matches("cac ");
    let people = PERSON.find(bare).is_some_and(|m| m.start() == 0);
    let office = org::starts_with_office(bare) && !HOLDER.is_match(bare) && !people;
    match (PERSON.is_match(label), BODY.is_match(label) || office) {
        (true, false) => Some(Subject::Individual),
        (false, true) => Some(Subject::Collective),
        (true, true) => Some(Subject::General),
        (false, false) if MODEL.is_match(label) => Some(Subject::General),
        (false, false) => None,
    }
}

/// The subject with which a folded sentence begins.
pub(crate) fn of_sentence(text: &str) -> Option<Subject> {
    let head = &text[..text.len().min(150)];
    let start = START.captures(head)?;
    let who = start.name("who")?;
    let near = &head[who.start()..head.len().min(who.start() + 100)];
    let word = who.as_str().trim();
    if BOTH.find(near).is_some_and(|m| m.start() <= 2) {
        return Some(Subject::General);
    }
    if LEADER.find(near).is_some_and(|m| m.start() <= 40 && !NOT_LEADER.is_match(near)) && word != "tap the" {
        return Some(Subject::Leader);
    }
    match word {
        "tap the" | "don vi" | "co quan" | "doanh nghiep" | "hop tac xa" | "chi hoi" | "chi doan" | "chi bo" => {
            Some(Subject::Collective)
        }
        "ho gia dinh" | "gia dinh" | "ho" => Some(Subject::Household),
        "mo hinh" | "guong" | "dien hinh" => Some(of_model(near)),
        _ => Some(Subject::Individual),
    }
}

/// "Mô hình, gương điển hình phải là những tập thể, cá nhân …" names the subject after "là".
fn of_model(near: &str) -> Subject {
    if BOTH.is_match(near) {
        return Subject::General;
    }
    match (COLLECTIVE.find(near), INDIVIDUAL.find(near)) {
        (Some(_), None) => Subject::Collective,
        (None, Some(_)) => Subject::Individual,
        _ => Subject::General,
    }
}

/// Whether an item says for itself whom it is for, whatever its heading says.
pub(crate) fn names_own_case(text: &str) -> bool {
    OWN_CASE.is_match(text)
}

/// The subject named anywhere in the first words of an item that names its own case.
pub(crate) fn of_own_case(text: &str) -> Option<Subject> {
    let head = &text[..text.len().min(130)];
    if BOTH.is_match(head) {
        return Some(Subject::General);
    }
    of_sentence(head).or_else(|| of_label(head))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn labels_name_their_subject() {
        let of = |label: &str| of_label(&fold(label));
        assert_eq!(of("Đối với tập thể"), Some(Subject::Collective));
        assert_eq!(of("Tập thể khoa, phòng"), Some(Subject::Collective));
        assert_eq!(of("Đối với cá nhân giữ chức vụ lãnh đạo, quản lý"), Some(Subject::Leader));
        assert_eq!(of("Cá nhân không giữ chức vụ lãnh đạo"), Some(Subject::Individual));
        assert_eq!(of("Tập thể và cá nhân"), Some(Subject::General));
        assert_eq!(of("Hộ gia đình"), Some(Subject::Household));
        assert_eq!(of("Công chức, viên chức"), Some(Subject::Individual));
        assert_eq!(of("Thời gian"), None);
    }

    #[test]
    fn sentences_name_their_subject() {
        let of = |text: &str| of_sentence(&fold(text));
        assert_eq!(of("Là những tập thể, cá nhân tích cực"), Some(Subject::General));
        assert_eq!(of("Tập thể có cá nhân điển hình"), Some(Subject::Collective));
        assert_eq!(of("Cá nhân điển hình là già làng"), Some(Subject::Individual));
        assert_eq!(of("Mô hình được công nhận khi có 50 hộ"), Some(Subject::General));
        assert_eq!(of("Đối với lãnh đạo cấp phòng, ngoài các điều kiện của cá nhân"), Some(Subject::Leader));
        assert_eq!(of("Có tinh thần trách nhiệm"), None);
    }
}
