//! Quotas: how many models are to be set apart, within what, and whether the number binds. Must not read numbers inside criteria.

use super::{Conf, sentence, text_of};
use crate::reading::{Bound, Counted, Per, Quota};
use crate::text::{Cut, Doc, number, pattern};
use crate::unreadable::MAX_FOUND;

macro_rules! figure {
    () => {
        "(?:[0-9lo]{1,4}|mot|hai|ba|bon|sau|bay|tam|chin|muoi)"
    };
}
macro_rules! nouns {
    () => {
        concat!(
            "(?P<any>tap the (?:hoac|hay|/|,|va/hoac|-) ?ca nhan|ca nhan (?:hoac|hay|/|va/hoac) ?tap the|mo hinh, (?:guong |ca nhan |tap the )?dien hinh|tam guong|guong|dien hinh(?: tien tien)?|nhan to moi|nhan to|thanh tich)|",
            "(?P<collective>tap the|chi hoi|chi doan|chi bo|don vi|co quan|doanh nghiep|hop tac xa|to hop tac|to dan pho|khu dan cu|thon|to san xuat|to cong doan|cong doan co so|phong,? ban|khoa,? phong|truong|lop|xa,? phuong|cau lac bo|to,? nhom)|",
            "(?P<individual>ca nhan|can bo|cong chuc|vien chuc|dang vien|doan vien|hoi vien|giao vien|nha giao|hoc sinh|sinh vien|cong nhan|nguoi lao dong|chien s[iy]|thanh nien|nong dan|phu nu|doanh nhan|nhan vien|y,? bac s[iy]|nguoi|em)|",
            "(?P<household>ho gia dinh|gia dinh|ho)|",
            "(?P<model>mo hinh|cach lam|cong trinh)"
        )
    };
}

pattern!(
    NUMBERED,
    r"\b(?P<n>",
    figure!(),
    r")\b\s*(?:\([a-z ]{2,14}\)\s*)?(?:(?:-|den|toi|hoac)\s*(?P<m>",
    figure!(),
    r")\b\s*(?:\([a-z ]{2,14}\)\s*)?)?(?:(?:nhung |cac )?(?:",
    nouns!(),
    r"))\b"
);
pattern!(
    NAMED,
    r"\b(?:",
    nouns!(),
    r")\s*(?:tieu bieu\s*)?(?::|\(|-)?\s*(?P<b>it nhat|toi thieu|toi da|khong qua|dung)?\s*(?P<n>",
    figure!(),
    r")\b(?:\s*(?:-|den)\s*(?P<m>",
    figure!(),
    r")\b)?"
);
pattern!(
    CHOOSES,
    r"\b(?:gioi thieu|lua chon|binh chon|tuyen chon|chon|dang ky|de xuat|tuyen duong|ton vinh|cong nhan|suy ton)\s+",
    r"(?:(?:it nhat|toi thieu|toi da|khong qua|dung|tu|ton vinh|tuyen duong|duoc)\s+){0,2}",
    figure!(),
    r"\s*(?:(?:-|den)\s*",
    figure!(),
    r"\s*)?(?:",
    nouns!(),
    r")\b"
);
pattern!(
    UNLIMITED,
    r"khong (?:khong che|han che|gioi han|quy dinh|an dinh|khong chi|rang buoc)(?: ve| cu the)? (?:so luong|chi tieu)|so luong khong (?:han che|khong che|gioi han)"
);
pattern!(BOUND_MIN, r"\b(?:it nhat|toi thieu|khong it hon|khong duoi|it nhat la|tro len)\b");
pattern!(BOUND_MAX, r"\b(?:toi da|khong qua|khong vuot qua|nhieu nhat|khong nhieu hon|khong lon hon)\b");
pattern!(BOUND_EXACT, r"\bdung\b");
pattern!(FROM_WORD, r"\btu\s*$");
pattern!(
    SELECTS,
    r"\b(?:phan dau|chi tieu|so luong|moi|chon|gioi thieu|dang ky|xay dung|nhan rong|de xuat|cong nhan|tuyen duong|bieu duong|binh chon|binh xet|suy ton|ton vinh|de nghi|giao|it nhat|toi thieu|toi da|khong qua|phat hien|boi duong|lua chon|xet|toan|cap)\b"
);
pattern!(
    LEADS,
    r"^(?:rieng |va |[0-9a-z]{1,3}[.)] )*(?:chi tieu|so luong|moi|phan dau|giai doan|trong giai doan|hang nam|trong nam|moi nam|toan |giao |de nghi |phan cong |xet chon|lua chon|tuyen chon|chon |binh chon|toi thieu|it nhat|toi da|ca nhiem ky|ca giai doan|den nam|den het|den cuoi|cap |tung |nam [0-9]|trong (?:nam|nhiem ky|ca giai doan)|dang ky|gioi thieu|tu nam|hang quy|hang thang|moi thang|moi quy|khong qua|khong (?:khong che|han che|gioi han|quy dinh)|doi voi (?:moi|tung|cac (?:don vi|xa|co quan)))"
);
pattern!(
    AFTER_MISFIT,
    r"^\s*(?:khac|dan|duoc tang|co |cung|tham gia|trong don vi|theo doi|phu trach|lam dau moi|dau moi|chuyen trach|kiem nhiem|tham gia|tham du|thoat|ngheo|noi|trong so|tuoi|bi )"
);
pattern!(MISFIT_VERB, r"\b(?:phan cong|cu|bo tri|tap huan|moi)\s*$");
pattern!(SEPARATOR, r"^[a-z ]{0,0}\s*(?:,|va|;|, va|cung|hoac)\s*$");
pattern!(
    COMPLEMENT,
    r"^(?: (?:la |duoc (?:cong nhan |chon )?)?(?:guong |mo hinh )?(?:dien hinh|tieu bieu|xuat sac|tien tien)[a-z ]{0,24})?\s*(?:,|va|, va)\s*$"
);
pattern!(AIMED, r"\bphan dau\b");
pattern!(
    EACH,
    r"\b(?:moi|tung)\s+(?P<unit>[a-z][a-z ,/-]{1,70}?)\s+(?:de xuat|gioi thieu|dang ky|chon|lua chon|binh chon|xay dung|co (?:it|tu|toi|khong|[0-9])|phai|it nhat|toi da|toi thieu|khong qua|phan dau|phat hien|binh xet|suy ton|boi duong|duoc|can|[0-9lo]{1,3}|mot|hai|ba|tu [0-9]|nhan rong|gui|xet|thuoc|ca nhan|tap the)\b"
);
pattern!(
    EACH_AFTER,
    r"\b(?:doi voi|cho|tai|o|trong)\s+(?:moi|tung)\s+(?P<unit>[a-z][a-z ,]{1,40}?)(?:[).;,]|$)|\((?:doi voi )?(?:moi|tung)\s+(?P<unit2>[a-z][a-z ,]{1,40}?)\)"
);
pattern!(
    SLASH_UNIT,
    r"^[a-z ]{0,30}?\s?/\s?(?P<unit>don vi|chi hoi|chi doan|chi bo|xa|phuong|khoa|phong|lop|truong|thon|ap|to|co quan|cum|khoi|ban|doi)\b"
);
pattern!(
    WHOLE,
    r"\btoan\s+[a-z]|\bca (?:khoi|cum|xa|huyen|tinh|cong ty|don vi|co quan|nganh|nhiem ky|giai doan)\b|(?:^|[,;] )cap\s+[a-z]|;\s*(?:nha truong|co quan|don vi|ban|so|hoi|ubnd|cong ty)\b"
);
pattern!(PER_MOVEMENT, r"^(?:linh vuc|phong trao|noi dung|cuoc van dong|nganh nghe|loai hinh|nhom linh vuc)");
pattern!(TIME_UNIT, r"^(?:nam|thang|quy|tuan|ngay|ky|dot|lan|nguoi|vong|nhiem ky)\b");
pattern!(PER_MONTH, r"\b(?:moi|hang) thang\b|/\s?thang\b");
pattern!(PER_QUARTER, r"\b(?:moi|hang) quy\b|/\s?quy\b");
pattern!(PER_YEAR, r"\b(?:moi|hang) nam\b|/\s?nam\b|\btrong (?:mot )?nam\b|\bmot nam\b|\btung nam\b");

/// Where a clause stands: what its section already says about numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Context {
    /// The section is about numbers, so a bare number is a quota.
    pub counting: bool,
    /// The section's own rhythm, from its heading.
    pub per: Option<Per>,
}

/// Whether a folded sentence sets a number rather than asks a quality.
pub(crate) fn sets_number(doc: &Doc, cut: Cut) -> bool {
    let text = doc.fold(cut);
    UNLIMITED.is_match(text) || (LEADS.is_match(text) && NUMBERED.is_match(text) && SELECTS.is_match(text))
}

/// Whether a sentence chooses a number: "giới thiệu từ 01 đến 02 gương".
pub(crate) fn chooses_number(doc: &Doc, cut: Cut) -> bool {
    doc.has(&CHOOSES, cut)
}

/// Whether a folded sentence sets a number for each unit.
pub(crate) fn names_each(doc: &Doc, cut: Cut) -> bool {
    doc.groups_all(&EACH, cut).filter_map(|groups| groups.named("unit")).any(|unit| !doc.has(&TIME_UNIT, unit))
}

/// The quotas of a stretch.
pub(crate) fn read(doc: &Doc, cut: Cut, context: Context) -> Vec<Quota> {
    let mut out = Vec::new();
    for sentence in sentence::sentences(doc, cut) {
        in_sentence(doc, sentence, context, &mut out);
        if out.len() > MAX_FOUND {
            break;
        }
    }
    out
}

/// How far around a number its bound, unit and rhythm are looked for; sentences of plans are shorter.
const AROUND: usize = 1_500;

fn in_sentence(doc: &Doc, sentence: Cut, context: Context, out: &mut Vec<Quota>) {
    let mut last: Option<(Cut, Bound)> = None;
    let first = out.len();
    let whole = sentence;
    for found in matches(doc, sentence, context) {
        if out.len() > MAX_FOUND {
            break;
        }
        // What a number means is said near it.
        let sentence = whole.from(found.cut.start.saturating_sub(AROUND)).to(found.cut.end + AROUND);
        let lead = Cut::new(last.map_or(sentence.start, |(cut, _)| cut.end.max(sentence.start)), found.cut.start);
        if is_misfit(doc, sentence, lead, found.cut) {
            continue;
        }
        let bound = bound_of(doc, sentence, lead, &found, last);
        // The least of a range binds only its own number.
        last = Some((found.cut, if found.m.is_some() { Bound::Exact } else { bound }));
        for (bound, count) in numbers(bound, &found) {
            out.push(quota(doc, sentence, lead, &found, bound, Some(count), context));
        }
    }
    share_rhythm(doc, &mut out[first..]);
    if let Some(free) = doc.find(&UNLIMITED, sentence) {
        let subject = only_subject(doc.fold(sentence));
        let found = Match { cut: free, n: 0, m: None, subject, bound: None };
        out.push(quota(doc, sentence, Cut::new(sentence.start, free.start), &found, Bound::Unlimited, None, context));
    }
}

/// "tối đa 05 cá nhân, 02 tập thể trong một năm": the rhythm is said once, after the last of the list.
fn share_rhythm(doc: &Doc, quotas: &mut [Quota]) {
    for n in (1..quotas.len()).rev() {
        let between = doc.text.get(quotas[n - 1].source.end..quotas[n].source.start).unwrap_or("");
        let listed = between.len() < 12 && !between.contains([';', '.']) && quotas[n].bound == quotas[n - 1].bound;
        let rhythm = matches!(quotas[n].per, Per::Year | Per::Month | Per::Quarter);
        if listed && rhythm && quotas[n - 1].per == Per::Plan {
            quotas[n - 1].per = quotas[n].per;
        }
    }
}

/// A number with its noun.
struct Match {
    cut: Cut,
    n: u32,
    m: Option<u32>,
    subject: Counted,
    /// A bound written between noun and number.
    bound: Option<Bound>,
}

fn matches(doc: &Doc, sentence: Cut, context: Context) -> Vec<Match> {
    let mut out: Vec<Match> = Vec::new();
    for groups in doc.groups_all(&NUMBERED, sentence) {
        let Some(subject) = subject_of(&groups) else { continue };
        let Some(n) = groups.named("n").and_then(|cut| figure(doc, cut)) else { continue };
        let m = groups.named("m").and_then(|cut| figure(doc, cut)).filter(|m| *m > n);
        out.push(Match { cut: groups.all(), n, m, subject, bound: None });
    }
    if out.is_empty() && context.counting {
        for groups in doc.groups_all(&NAMED, sentence) {
            let (Some(subject), Some(n)) = (subject_of(&groups), groups.named("n").and_then(|cut| figure(doc, cut)))
            else {
                continue;
            };
            let bound = groups.name("b").map(bound_word);
            let m = groups.named("m").and_then(|cut| figure(doc, cut)).filter(|m| *m > n);
            out.push(Match { cut: groups.all(), n, m, subject, bound });
        }
    }
    let selects = context.counting || doc.has(&SELECTS, sentence);
    if selects { out } else { Vec::new() }
}

fn subject_of(groups: &crate::text::Groups<'_>) -> Option<Counted> {
    let table = [
        ("collective", Counted::Collective),
        ("individual", Counted::Individual),
        ("household", Counted::Household),
        ("model", Counted::Model),
        ("any", Counted::Any),
    ];
    table.iter().find(|(name, _)| groups.name(name).is_some()).map(|(_, subject)| *subject)
}

/// "Không khống chế số lượng tập thể": the one subject named beside it, else any.
fn only_subject(text: &str) -> Counted {
    let named = [
        ("tap the", Counted::Collective),
        ("ca nhan", Counted::Individual),
        ("ho gia dinh", Counted::Household),
        ("mo hinh", Counted::Model),
    ];
    let near = UNLIMITED.find(text).map_or("", |m| &text[m.end()..text.len().min(m.end() + 40)]);
    let mut there = named.iter().filter(|(word, _)| near.contains(word));
    match (there.next(), there.next()) {
        (Some((_, subject)), None) => *subject,
        _ => Counted::Any,
    }
}

/// A number in figures, or in words as they are spelt: "tám", not "tấm".
fn figure(doc: &Doc, cut: Cut) -> Option<u32> {
    let words = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let text = doc.text(cut).to_lowercase();
    match words.iter().position(|word| *word == text) {
        Some(at) => u32::try_from(at + 1).ok(),
        None => number(doc.fold(cut)),
    }
    .filter(|n| *n > 0)
}

fn bound_word(word: &str) -> Bound {
    if BOUND_MIN.is_match(word) {
        Bound::Min
    } else if BOUND_MAX.is_match(word) {
        Bound::Max
    } else {
        Bound::Exact
    }
}

/// Numbers that count something else than models.
fn is_misfit(doc: &Doc, sentence: Cut, lead: Cut, cut: Cut) -> bool {
    let after = doc.fold(Cut::new(cut.end, sentence.end.min(cut.end + 60)));
    let before = doc.fold(lead);
    AFTER_MISFIT.is_match(after)
        || MISFIT_VERB.is_match(before)
        || before.ends_with(['/', '%', '.', '-'])
        || before.trim_end().ends_with("thang")
        || doc.fold(Cut::new(cut.end, sentence.end)).starts_with('%')
}

/// The bound before the number, behind it, or carried over from the number before.
fn bound_of(doc: &Doc, sentence: Cut, lead: Cut, found: &Match, last: Option<(Cut, Bound)>) -> Bound {
    if let Some(bound) = found.bound {
        return bound;
    }
    let before = doc.fold(lead);
    let near = &before[before.rfind([',', ';', '.']).map_or(0, |at| at + 1)..];
    let after = doc.fold(Cut::new(found.cut.end, sentence.end.min(found.cut.end + 40)));
    let behind =
        after.find("tro len").is_some_and(|at| !after[..at].contains(|c: char| c.is_ascii_digit() || c == ','));
    if found.m.is_some() && (FROM_WORD.is_match(near) || !near.contains("it nhat")) {
        return Bound::Min;
    }
    let place = |pattern: &regex::Regex| pattern.find_iter(near).last().map(|m| m.end());
    let (min, max, exact) = (place(&BOUND_MIN), place(&BOUND_MAX), place(&BOUND_EXACT));
    let best = [(min, Bound::Min), (max, Bound::Max), (exact, Bound::Exact)]
        .into_iter()
        .filter_map(|(at, b)| Some((at?, b)))
        .max_by_key(|(at, _)| *at);
    if let Some((at, bound)) = best
        && near[at..].split_whitespace().count() <= 6
    {
        return bound;
    }
    if behind {
        return Bound::Min;
    }
    match last {
        Some((_, bound)) if COMPLEMENT.is_match(before) || SEPARATOR.is_match(before.trim()) => bound,
        _ => Bound::Exact,
    }
}

/// A range is a least and a most.
fn numbers(bound: Bound, found: &Match) -> Vec<(Bound, u32)> {
    match found.m {
        Some(m) => vec![(Bound::Min, found.n), (Bound::Max, m)],
        None => vec![(bound, found.n)],
    }
}

fn quota(
    doc: &Doc,
    sentence: Cut,
    lead: Cut,
    found: &Match,
    bound: Bound,
    count: Option<u32>,
    context: Context,
) -> Quota {
    let (per, condition) = per(doc, sentence, found.cut, context);
    // Where nothing is counted only the unit matters.
    let per = if bound == Bound::Unlimited && per != Per::Unit { Per::Plan } else { per };
    let start = phrase_start(doc, lead, found.cut);
    let source = Cut::new(start, found.cut.end);
    let sure = if bound == Bound::Exact && !context.counting { Conf::LIKELY } else { Conf::SURE };
    Quota {
        subject: found.subject,
        bound,
        count,
        per,
        condition: condition.map(|cut| text_of(doc, cut)),
        aimed: doc.has(&AIMED, sentence),
        text: text_of(doc, doc.strip(source)),
        source: doc.span(doc.strip(source)),
        confidence: sure.less(if found.subject == Counted::Any { 10 } else { 0 }),
    }
}

/// The quota's words begin after the last comma before the number.
fn phrase_start(doc: &Doc, lead: Cut, cut: Cut) -> usize {
    let before = doc.fold(lead);
    let start = lead.start + before.rfind([',', ';', ':']).map_or(0, |at| at + 1);
    start.max(cut.start.saturating_sub(90))
}

/// Unit before movement before month before quarter before year before plan.
fn per(doc: &Doc, sentence: Cut, cut: Cut, context: Context) -> (Per, Option<Cut>) {
    let before = Cut::new(sentence.start, cut.end);
    let after = Cut::new(cut.end, sentence.end);
    let next = doc.find(&NUMBERED, after).map_or(sentence.end, |m| m.start);
    let tail = Cut::new(cut.end, next);
    let each = doc
        .groups_all(&EACH, before)
        .filter_map(|g| g.named("unit"))
        .filter(|unit| !TIME_UNIT.is_match(doc.fold(*unit)))
        .last();
    let whole = doc.find_all(&WHOLE, Cut::new(sentence.start, cut.start)).last();
    let each = each.filter(|unit| whole.is_none_or(|whole| whole.start < unit.start));
    let behind = doc.groups(&EACH_AFTER, after).and_then(|g| g.named("unit").or(g.named("unit2")));
    let slash = doc.groups(&SLASH_UNIT, tail).and_then(|g| g.named("unit"));
    if let Some(unit) = each.or(behind).or(slash).filter(|unit| !TIME_UNIT.is_match(doc.fold(*unit))) {
        let start = unit.start.saturating_sub(5).max(sentence.start);
        let word = doc.find(&EACH_WORD, Cut::new(start, unit.start)).map_or(unit.start, |m| m.start);
        let per = if PER_MOVEMENT.is_match(doc.fold(unit)) { Per::Movement } else { Per::Unit };
        return (per, Some(Cut::new(word, unit.end)));
    }
    let found = rhythm_around(doc, sentence, cut, next);
    let case = doc.groups(&CASE, Cut::new(sentence.start, cut.start)).and_then(|groups| groups.named("case"));
    (found.or(context.per).unwrap_or(Per::Plan), case)
}

/// The rhythm named in the number's own part of the sentence, else at the sentence's beginning.
fn rhythm_around(doc: &Doc, sentence: Cut, cut: Cut, next: usize) -> Option<Per> {
    let before = doc.fold(Cut::new(sentence.start, cut.start));
    let start = sentence.start + before.rfind(';').map_or(0, |at| at + 1);
    let after = doc.fold(Cut::new(cut.end, next));
    let end = cut.end + after.find(';').unwrap_or(after.len());
    let own = doc.fold(Cut::new(start, end));
    let found = rhythm_of(own);
    if found.is_some() || WHOLE_TIME.is_match(own) {
        return found;
    }
    let head = doc.fold(Cut::new(sentence.start, start));
    rhythm_of(head.split(',').next().unwrap_or(""))
}

pattern!(
    WHOLE_TIME,
    r"\bca (?:nhiem ky|giai doan|khoa)\b|\btoan (?:khoa|nhiem ky)\b|\bden (?:het )?nam\b|\btrong (?:ca )?(?:giai doan|nhiem ky)\b|^ ?giai doan\b"
);
pattern!(EACH_WORD, r"\b(?:moi|tung)\b");
pattern!(CASE, r"^(?P<case>(?:rieng )?doi voi [^:;]{4,120}?)\s*(?::|, (?:khong|toi|it|chon|xet))");

/// The rhythm that a heading names for all quotas below it.
pub(crate) fn rhythm_of(title: &str) -> Option<Per> {
    let rhythm = [(&PER_MONTH, Per::Month), (&PER_QUARTER, Per::Quarter), (&PER_YEAR, Per::Year)];
    rhythm.iter().find(|(pattern, _)| pattern.is_match(title)).map(|(_, per)| *per)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::doc;

    fn of(text: &str) -> Vec<(Counted, Bound, Option<u32>, Per)> {
        let doc = doc(text);
        read(&doc, doc.all(), Context::default()).into_iter().map(|q| (q.subject, q.bound, q.count, q.per)).collect()
    }

    #[test]
    fn the_five_kinds() {
        use Bound::{Exact, Max, Min, Unlimited};
        use Counted::{Any, Collective, Household, Individual, Model};
        assert_eq!(
            of("Giao Phòng X xây dựng ít nhất 05 tập thể và 10 cá nhân điển hình"),
            [(Collective, Min, Some(5), Per::Plan), (Individual, Min, Some(10), Per::Plan)]
        );
        assert_eq!(
            of("Hàng năm chọn tối đa 4 cá nhân và 3 tập thể"),
            [(Individual, Max, Some(4), Per::Year), (Collective, Max, Some(3), Per::Year)]
        );
        assert_eq!(of("Mỗi tổ đề xuất tối đa 01 cá nhân"), [(Individual, Max, Some(1), Per::Unit)]);
        assert_eq!(
            of("Mỗi xã đăng ký từ 1 đến 2 mô hình, giới thiệu tối đa 05 hộ gia đình"),
            [(Model, Min, Some(1), Per::Unit), (Model, Max, Some(2), Per::Unit), (Household, Max, Some(5), Per::Unit)]
        );
        assert_eq!(
            of("Mỗi phòng đăng ký ít nhất 01 mô hình và giới thiệu 01 cá nhân"),
            [(Model, Min, Some(1), Per::Unit), (Individual, Exact, Some(1), Per::Unit)]
        );
        assert_eq!(of("Gương đột xuất: Không không chế số lượng"), [(Any, Unlimited, None, Per::Plan)]);
        assert_eq!(
            of("mỗi tổ chọn đúng 01 gương/năm, cấp xã không quá 05 gương/năm"),
            [(Any, Exact, Some(1), Per::Unit), (Any, Max, Some(5), Per::Year)]
        );
        assert_eq!(of("chọn từ 03 tập thể trở lên"), [(Collective, Min, Some(3), Per::Plan)]);
    }

    #[test]
    fn other_numbers_are_no_quotas() {
        assert!(of("Phân công 01 cán bộ theo dõi").is_empty());
        assert!(of("giúp ít nhất 02 hộ khác thoát nghèo").is_empty());
        assert!(of("bản tóm tắt không quá 02 trang").is_empty());
    }
}
