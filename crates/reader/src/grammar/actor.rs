//! Who acts in a sentence: the name of a body or office and the verb after it. Must not know particular agencies.

use super::org::{self, heads};
use crate::outline::topic;
use crate::text::{Cut, Doc, pattern};

/// A body and where its verb begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Actor {
    pub unit: Cut,
    pub verb: usize,
}

/// A name is at most so long before its verb.
const LONGEST: usize = 260;

pattern!(
    HEAD,
    r"^(?:(?:cac|moi|tung|toan|nhung|tat ca|tap the|thuong truc) )*(?:",
    heads!(),
    r"|tap the|ca nhan|truong|pho)\b"
);
pattern!(
    VERB,
    r" (?:chu tri|chu dong|chiu trach nhiem|co trach nhiem|co nhiem vu|phoi hop|tham muu|huong dan|kiem tra|don doc|theo doi|tong hop|ra soat|tham dinh|tham tra|tham muu|cham diem|nghiem thu|phuc tra|so duyet|thong qua|xin y kien|xay dung|ban hanh|can cu|lam dau moi|",
    r"trien khai|to chuc|thuc hien|tap trung|can|phai|cu|bao cao|gui|nop|dang ky|de xuat|de nghi|gioi thieu|lua chon|binh xet|binh chon|binh bau|xet|hop|ra quyet dinh|ra soat|ra thong bao|",
    r"quyet dinh|truc tiep|chi dao|lanh dao|tang cuong|day manh|tiep tuc|thuong xuyen|kip thoi|quan triet|pho bien|tuyen truyen|van dong|long ghep|mo|viet|dang tai|dang tin|bo tri|bao dam|",
    r"dam bao|xem xet|phat hien|boi duong|nhan rong|ton vinh|bieu duong|khen thuong|cong bo|trinh|thong bao|phan cong|giam sat|thao luan|bieu quyet|bo phieu|xac minh|lay y kien|",
    r"tiep nhan|cung cap|phat dong|phat huy|nghien cuu|cap nhat|la dau moi|la co quan|la don vi|duoc de nghi|duoc giao|duoc phan cong|hoan thanh|hoan thien|lap|tien hanh|",
    r"thanh lap|tap huan|ky|ghi|chon|nghiem tuc|dua|tao dieu kien|quan tam|chuan bi|tu danh gia|tu nguyen|tich cuc|ho tro|giup|danh gia|tong ket|so ket|xac nhan|de ra|cong nhan|thong nhat|",
    r"kien nghi|thu thap|bien soan|khao sat|trao|tang|tham gia|giao|moi|in|quay|dam nhan|dam nhiem|bam sat|kien toan|chia se|thanh toan|quyet toan|cap giay|cap phat|cap kinh phi|trich|mua|ap dung|gop y|rut kinh nghiem|phu trach|phe duyet|lien he|van hanh|quan ly|tang cuong|yeu cau|uu tien|duy tri|tiep thu|doi chieu|niem yet|luu tru)\b"
);
pattern!(
    LEAD_IN,
    r"^(?:hang nam|hang nam|dinh ky|tren co so|can cu|trong |rieng |do do|nam |quy |sau khi|khi |tu |nham |de |theo |ket thuc|vao |dau nam|cuoi nam|hang thang|hang quy|moi nam|thong qua|ngoai ra|dong thoi|ben canh|truoc |cham nhat|den |thang )"
);
pattern!(
    ORDER,
    r"^(?:thoi gian |trach nhiem cua |rieng |doi voi )?(?:giao|de nghi|yeu cau|phan cong|uy quyen|giao cho)\s+(?:cho )?|^thoi gian |^(?:tren co so [^,]{3,120}, )[a-z ,]{0,60}?(?:de nghi|yeu cau|giao) "
);
pattern!(JUDGED, r"^(?:ca nhan|tap the)\b");
pattern!(ORDERS, r"^(?:de nghi|yeu cau)\s+(?:cho\s+)?");
pattern!(
    NAME_PART,
    r"(?:ke hoach|hanh chinh|kinh te|nghiep vu|noi chinh|thong tin|thu ky|tham muu|quan tri|to chuc|chinh tri) (?:- |, |va )?$"
);
pattern!(COUNCIL_NAME, r"(?:thi dua|thi dua,|thi dua -|thi dua-)$");
pattern!(SHORT_HEAD, r"^(?:to|ban|tieu ban|hoi dong|doan|doi|phong|bo phan|nhom)$");
pattern!(RELATIVE, r"duoc (?:giao|phan cong)(?: chu tri)?(?: thuc hien)?$");
pattern!(
    FIRM_VERB,
    r" (?:chu dong|co trach nhiem|chiu trach nhiem|tap trung|phoi hop|xay dung|trien khai|khan truong)\b"
);

/// One syllable whose folded form several words share, and how the verb is written.
const SPELT: [(&str, &str); 25] = [
    ("can", "cần"),
    ("dua", "đưa"),
    ("giao", "giao"),
    ("ky", "ký"),
    ("hop", "họp"),
    ("in", "in"),
    ("mo", "mở"),
    ("cu", "cử"),
    ("lap", "lập"),
    ("trich", "trích"),
    ("moi", "mời"),
    ("chon", "chọn"),
    ("xet", "xét"),
    ("gui", "gửi"),
    ("nop", "nộp"),
    ("ghi", "ghi"),
    ("trao", "trao"),
    ("tang", "tặng"),
    ("mua", "mua"),
    ("phai", "phải"),
    ("trinh", "trình"),
    ("viet", "viết"),
    ("giup", "giúp"),
    ("quay", "quay"),
    ("to chuc", "tổ chức"),
];

/// Who acts in a clause.
pub(crate) fn find(doc: &Doc, clause: Cut) -> Option<Actor> {
    let clause = doc.trim(clause);
    let starts = starts(doc, clause);
    let mut found = starts.iter().filter_map(|at| named(doc, clause.from(*at))).peekable();
    let anyone = *found.peek()?;
    // "… về tập thể, cá nhân theo Kế hoạch đã ban hành, Hội đồng …": bodies act, not those who are judged.
    let first = found.find(|actor| doc.is_upper(actor.unit.start) || !doc.has(&JUDGED, actor.unit)).unwrap_or(anyone);
    // "của tập thể, cá nhân, Thủ trưởng các đơn vị chủ động …": the name with a capital is the one.
    if doc.is_upper(first.unit.start) || first.unit.start == clause.start {
        return Some(first);
    }
    let later = starts.iter().filter(|at| **at > first.unit.start && doc.is_upper(**at));
    let better = later.filter_map(|at| named(doc, clause.from(*at))).find(|actor| actor.verb == first.verb);
    better.or(Some(first))
}

/// Who owes something: with "A đề nghị B báo cáo" it is B.
pub(crate) fn debtor(doc: &Doc, clause: Cut) -> Option<Actor> {
    let actor = find(doc, clause)?;
    let rest = Cut::new(actor.verb, clause.end);
    let Some(order) = doc.find(&ORDERS, rest) else { return Some(actor) };
    named(doc, rest.from(order.end)).or(Some(actor))
}

/// Who acts in a clause that begins with something else: "…, Giám đốc xem xét".
pub(crate) fn anywhere(doc: &Doc, clause: Cut) -> Option<Actor> {
    let text = doc.fold(clause);
    let near = &text[..text.len().min(420)];
    let starts = near.match_indices(", ").map(|(at, _)| clause.start + at + 2).filter(|at| doc.is_upper(*at));
    starts.filter_map(|at| named(doc, clause.from(at))).next()
}

/// Who acts, only when the clause begins with the name.
pub(crate) fn at_start(doc: &Doc, clause: Cut) -> Option<Actor> {
    let clause = doc.trim(clause);
    let after_order = order_end(doc, &ORDER, clause);
    named(doc, clause).or_else(|| named(doc, clause.from(after_order?)))
}

/// Positions where the name of the actor may begin.
fn starts(doc: &Doc, clause: Cut) -> Vec<usize> {
    let text = doc.fold(clause);
    let mut out = vec![clause.start];
    if let Some(order) = order_end(doc, &ORDER, clause) {
        out.insert(0, order);
    }
    if LEAD_IN.is_match(text) {
        let near = &text[..text.len().min(420)];
        out.extend(near.match_indices(", ").map(|(at, _)| clause.start + at + 2));
        out.extend(near.match_indices("; ").map(|(at, _)| clause.start + at + 2));
        out.extend(near.match_indices(": ").map(|(at, _)| clause.start + at + 2));
        for word in [", de nghi ", ", giao ", ", yeu cau ", " de nghi "] {
            out.extend(near.match_indices(word).map(|(at, _)| clause.start + at + word.len()));
        }
        out.sort_unstable();
    }
    out
}

/// Where the words of an order end: "Giao …" is one, "Giáo viên" is not.
pub(crate) fn order_end(doc: &Doc, pattern: &regex::Regex, cut: Cut) -> Option<usize> {
    let found = doc.find(pattern, cut)?;
    let text = doc.text(found).to_lowercase();
    (!text.starts_with("giáo") && !text.starts_with("đó") && !text.starts_with("đô")).then_some(found.end)
}

/// The name at the beginning of a stretch, if a verb follows.
fn named(doc: &Doc, from: Cut) -> Option<Actor> {
    let text = doc.fold(from);
    if org::NOT_OFFICE.is_match(text) || text.starts_with("can bo theo") {
        return None;
    }
    let head = HEAD.find(text)?;
    let near = &text[..text.len().min(LONGEST)];
    let stop = near.find([';', ':']).unwrap_or(near.len());
    let mut verbs = VERB.find_iter(&near[..stop]).filter(|verb| verb.start() >= head.end());
    let verb = verbs.find(|verb| is_verb(doc, from, head, verb.as_str().trim(), verb.start()))?.start();
    let verb = after_relative(&near[..stop], verb);
    let unit = doc.strip(from.to(from.start + verb));
    let sentence_inside = doc.fold(unit).contains(". ");
    (!sentence_inside && unit.len() >= 2).then_some(Actor { unit, verb: from.start + verb + 1 })
}

fn is_verb(doc: &Doc, from: Cut, head: regex::Match<'_>, verb: &str, at: usize) -> bool {
    let begins = from.start + at + 1;
    if doc.is_upper(begins) {
        return false;
    }
    let before = &doc.fold(from)[..at];
    // "Hội đồng thi đua khen thưởng", "Tổ thẩm định", "Ban kiểm phiếu", "Phòng Kế hoạch tổng hợp": parts of names.
    let council = COUNCIL_NAME.is_match(before) && verb == "khen thuong";
    // "Công đoàn cấp trên trực tiếp cơ sở": part of the name.
    let after = doc.fold(Cut::new(begins + verb.len(), from.end.min(begins + verb.len() + 12)));
    if verb == "truc tiep"
        && [" co so", " cap tren", " san xuat", " quan ly"].iter().any(|word| after.starts_with(word))
    {
        return false;
    }
    let plural = [" cac", " mot so", " nhung", " moi"].iter().any(|word| before.ends_with(word));
    if council || plural || before.ends_with("thu") || (at == head.end() && SHORT_HEAD.is_match(head.as_str())) {
        return false;
    }
    // "Phòng Kế hoạch tổng hợp", "Văn phòng Tham mưu tổng hợp".
    let noun_like = ["tong hop", "quan ly", "to chuc", "giam sat", "tham muu"].contains(&verb);
    let in_name = noun_like && NAME_PART.is_match(&format!("{before} ")) && before.matches(' ').count() <= 4;
    let in_name = in_name || (verb == "xay dung" && before.ends_with("dau tu"));
    !in_name && is_spelt(doc, begins, verb)
}

/// Whether an ambiguous syllable is written as the verb: "họp", not "hợp".
fn is_spelt(doc: &Doc, begins: usize, verb: &str) -> bool {
    let spelt = SPELT.iter().find(|(word, _)| *word == verb).map(|(_, spelt)| *spelt);
    spelt.is_none_or(|spelt| doc.text(Cut::new(begins, begins + verb.len())).to_lowercase() == spelt)
}

/// "Các đơn vị được giao chủ trì … chủ động xây dựng": the relative clause belongs to the name.
fn after_relative(near: &str, verb: usize) -> usize {
    let tail = &near[verb..];
    if !(tail.starts_with(" duoc giao") || tail.starts_with(" duoc phan cong")) {
        return verb;
    }
    let skip = verb + tail.find(" chu tri").map_or(10, |at| at + 8);
    match FIRM_VERB.find_at(near, skip.min(near.len())) {
        Some(firm) if RELATIVE.is_match(&near[..skip.min(near.len())]) => firm.start(),
        _ => verb,
    }
}

/// Whether a heading or label is the name of a body, with the words of an order before it taken off.
pub(crate) fn unit_in_title(doc: &Doc, title: Cut) -> Option<Cut> {
    let title = doc.strip(title);
    let order = order_end(doc, &TITLE_ORDER, title).unwrap_or(title.start);
    let unit = doc.strip(title.from(order));
    let text = doc.fold(unit);
    (HEAD.is_match(text) && !org::NOT_OFFICE.is_match(text) && org::starts_with_office(text)
        || HEAD.is_match(text) && order > title.start)
        .then_some(unit)
}

/// The unit that a heading or label in a list of duties names: any name that is no verb and no topic.
pub(crate) fn unit_in_list(doc: &Doc, title: Cut) -> Option<Cut> {
    unit_in_title(doc, title).or_else(|| {
        let unit = doc.strip(title);
        let text = doc.fold(unit);
        let verb = VERB.find(&format!(" {text} ")).is_some_and(|m| m.start() == 0);
        let named = doc.is_upper(unit.start)
            && !verb
            && !org::NOT_OFFICE.is_match(text)
            && text.split_whitespace().count() <= 12;
        (named && topic::of_title(text).is_empty() && unit.len() >= 4).then_some(unit)
    })
}

pattern!(
    TITLE_ORDER,
    r"^(?:giao cho|giao|de nghi|yeu cau|phan cong|trach nhiem cua|trach nhiem|nhiem vu cua|doi voi|ve phia) (?:cho )?"
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::doc;

    fn unit(text: &str) -> Option<String> {
        let doc = doc(text);
        find(&doc, doc.all()).map(|actor| doc.text(actor.unit).to_owned())
    }

    #[test]
    fn the_body_before_the_verb() {
        assert_eq!(
            unit("Hội đồng thi đua khen thưởng Sở Gió bình xét các mô hình").as_deref(),
            Some("Hội đồng thi đua khen thưởng Sở Gió")
        );
        assert_eq!(
            unit("Hàng năm, trong quá trình thực hiện, lãnh đạo các phòng chủ động phát hiện").as_deref(),
            Some("lãnh đạo các phòng")
        );
        assert_eq!(
            unit("Giao Phòng Giáo dục và Đào tạo chủ trì, phối hợp").as_deref(),
            Some("Phòng Giáo dục và Đào tạo")
        );
        assert_eq!(unit("Tổ thẩm định của Ban kiểm tra thực tế").as_deref(), Some("Tổ thẩm định của Ban"));
        assert_eq!(unit("Phòng Kế hoạch tổng hợp báo cáo kết quả").as_deref(), Some("Phòng Kế hoạch tổng hợp"));
        assert_eq!(
            unit("Các đơn vị được giao chủ trì thực hiện các nhiệm vụ nêu tại Mục III chủ động xây dựng kế hoạch")
                .as_deref(),
            Some("Các đơn vị được giao chủ trì thực hiện các nhiệm vụ nêu tại Mục III")
        );
        assert_eq!(unit("Ban hành kế hoạch của cấp mình"), None);
        assert_eq!(unit("Hướng dẫn, kiểm tra các đơn vị thực hiện"), None);
    }
}
