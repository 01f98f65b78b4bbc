//! Who leads a movement and who co-operates. Must not name bodies that the text leaves general.

use std::collections::BTreeSet;

use super::org;
use super::{Conf, found, sentence, text_of};
use crate::reading::Found;
use crate::text::{Cut, Doc, pattern};

pattern!(
    LEADS,
    r"\s(?:lam |la )?(?:co quan |don vi |dau moi )?(?P<verb>chu tri|thuong truc|(?:la|lam) dau moi|dau moi|phu trach|theo doi|chiu trach nhiem chinh|la co quan thuong truc|la don vi thuong truc)\b"
);
pattern!(ORDERED, r"^(?:giao cho|giao|de nghi|phan cong|uy quyen|do|ubnd [a-z ]{2,30} giao)\s+");
pattern!(
    LEAD_LABEL,
    r"^(?:co quan|don vi|bo phan)?\s*(?:chu tri|thuong truc|dau moi|phu trach)(?: thuc hien| thuong truc| theo doi)?\s*:\s*(?P<who>[^;.]+)"
);
pattern!(COOP_LABEL, r"(?:^|[;.,] )(?:co quan|don vi)?\s*phoi hop(?: thuc hien)?\s*:\s*(?P<who>[^;.]+)");
pattern!(COOP, r"\b(?:phoi hop|cung)\s+(?:chat che )?(?:voi |cung |cung voi )?(?:cac don vi: )?(?P<who>[a-z].*)$");
pattern!(COOP_LAST, r"^(?P<who>.+?)\s+(?:cung )?phoi hop(?: thuc hien)?\s*[.;]?$");
pattern!(
    WORK,
    r" (?:xem xet|lua chon|xay dung|theo doi|chi dao|to chuc|trien khai|thuc hien|huong dan|tham muu|phat hien|de|trong viec|trong cong tac|trong qua trinh|nham|giup|ra soat|danh gia|tham dinh|van dong|tuyen truyen|kiem tra|don doc|tong hop|binh chon|binh xet|xet|chon|dang ky|nhan rong|boi duong|phu trach|chu tri|bao dam|dam bao|lam|cung|va cac|va nhung|theo|gioi thieu|de xuat|phat dong|quan ly|cung cap)\b"
);

/// Lead and co-operating bodies.
#[derive(Debug, Default)]
pub(crate) struct Cooperation {
    pub lead: Option<Found<String>>,
    pub others: Vec<Found<String>>,
    /// The names of the others, each taken once.
    known: BTreeSet<String>,
}

/// Whether a clause says who leads rather than what a model must be.
pub(crate) fn says_who_leads(doc: &Doc, clause: Cut) -> bool {
    let text = doc.fold(clause);
    LEAD_LABEL.is_match(text) || COOP_LABEL.is_match(text) || lead_in(doc, clause).is_some()
}

/// Reads the clauses of the given stretches, the first lead wins.
pub(crate) fn read(doc: &Doc, stretches: &[Cut]) -> Cooperation {
    let mut out = Cooperation::default();
    for stretch in stretches {
        for sentence in sentence::sentences(doc, *stretch) {
            in_sentence(doc, sentence, &mut out);
        }
    }
    out
}

fn in_sentence(doc: &Doc, sentence: Cut, out: &mut Cooperation) {
    let clauses = sentence::clauses(doc, sentence);
    let lead = clauses.iter().find_map(|clause| lead_in(doc, *clause));
    let Some((lead, verb)) = lead else {
        for clause in &clauses {
            if let (Some(who), Some(_)) = (doc.groups(&COOP_LABEL, *clause).and_then(|g| g.named("who")), &out.lead) {
                add(doc, who, out);
            }
        }
        return;
    };
    if out.lead.is_some() {
        return;
    }
    out.lead = Some(found(doc, lead, text_of(doc, lead), Conf::SURE));
    for clause in &clauses {
        let rest = if clause.holds(lead) { clause.from(verb) } else { *clause };
        if let Some(who) = cooperating(doc, rest) {
            add(doc, who, out);
        }
    }
}

/// The body that leads, and where its verb ends.
fn lead_in(doc: &Doc, clause: Cut) -> Option<(Cut, usize)> {
    if let Some(who) = doc.groups(&LEAD_LABEL, clause).and_then(|groups| groups.named("who")) {
        let who = doc.strip(to_work(doc, who));
        return (!who.is_empty()).then_some((who, who.end));
    }
    let order = super::actor::order_end(doc, &ORDERED, clause);
    let start = order.unwrap_or(clause.start);
    let rest = clause.from(start);
    for groups in doc.groups_all(&LEADS, rest) {
        let verb = groups.named("verb")?;
        let who = doc.strip(Cut::new(start, groups.all().start));
        // "Ủy viên phụ trách Tuyên giáo": part of the office's name.
        let in_name =
            doc.fold(verb).starts_with("phu trach") && doc.char_at(verb.end + 1).is_some_and(char::is_uppercase);
        if in_name || who.len() > 130 || who.len() < 3 {
            continue;
        }
        let after = doc.fold(Cut::new(groups.all().end, clause.end));
        let closed = after.is_empty()
            || after.starts_with([',', '.', ';'])
            || after.starts_with(" phoi hop")
            || after.starts_with(" va ");
        let weak = order.is_none()
            && (doc.fold(verb) == "theo doi"
                || (doc.fold(verb) == "phu trach" && !closed)
                || doc.fold(who).contains(" do "));
        let named = org::starts_with_office(doc.fold(who)) && (doc.is_upper(who.start) || order.is_some());
        if named && !weak && !doc.fold(who).contains([';', ':']) {
            return Some((first_clause_name(doc, who), groups.all().end));
        }
    }
    None
}

/// "…, Ban Thường vụ Hội chủ trì": the name after words that are no list of names.
fn first_clause_name(doc: &Doc, who: Cut) -> Cut {
    let text = doc.fold(who);
    match text.find(" phoi hop") {
        Some(at) => doc.strip(who.from(who.start + at + 9)),
        None => who,
    }
}

fn cooperating(doc: &Doc, clause: Cut) -> Option<Cut> {
    if let Some(who) = doc.groups(&COOP_LABEL, clause).and_then(|groups| groups.named("who")) {
        return Some(who);
    }
    if let Some(who) = doc.groups(&COOP_LAST, clause).and_then(|groups| groups.named("who"))
        && org::starts_with_office(doc.fold(who))
        && doc.is_upper(who.start)
    {
        return Some(who);
    }
    doc.groups(&COOP, clause)?.named("who")
}

fn add(doc: &Doc, who: Cut, out: &mut Cooperation) {
    for name in org::split(doc, to_work(doc, who)) {
        let name = doc.strip(name);
        let text = doc.fold(name);
        let named =
            org::starts_with_office(text) && !org::is_generic(text) && doc.text(name).chars().any(char::is_uppercase);
        if named && name.len() <= 120 && out.known.insert(text_of(doc, name)) {
            out.others.push(found(doc, name, text_of(doc, name), Conf::LIKELY));
        }
    }
}

/// Up to the verb that says what they do together.
fn to_work(doc: &Doc, who: Cut) -> Cut {
    // The part of a name that a verb's word may belong to is short.
    let in_name = |at: usize| doc.has(&super::actor::NAME_PART, who.from(at.saturating_sub(60)).to(at + 1));
    let end =
        doc.find_all(&WORK, who).find(|m| !doc.is_upper(m.start + 1) && !in_name(m.start)).map_or(who.end, |m| m.start);
    let text = doc.fold(who.to(end));
    let end = text.find([';']).map_or(end, |at| who.start + at);
    who.to(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::doc;

    fn of(text: &str) -> (Option<String>, Vec<String>) {
        let doc = doc(text);
        let read = read(&doc, &[doc.all()]);
        (read.lead.map(|lead| lead.value), read.others.into_iter().map(|other| other.value).collect())
    }

    #[test]
    fn leads_and_partners() {
        let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            of(
                "Giao Phòng Kinh tế chủ trì, phối hợp với Trạm Y tế, Phòng Giáo dục và Đào tạo và các đơn vị liên quan xem xét, lựa chọn ít nhất 10 tập thể"
            ),
            (Some("Phòng Kinh tế".into()), names(&["Trạm Y tế", "Phòng Giáo dục và Đào tạo"]))
        );
        assert_eq!(
            of("Hội Nông dân xã và Đoàn xã phối hợp; Ban Văn hóa chủ trì."),
            (Some("Ban Văn hóa".into()), names(&["Hội Nông dân xã", "Đoàn xã"]))
        );
        assert_eq!(
            of("Phòng Hành chính là đầu mối, phối hợp với Phòng Kỹ thuật."),
            (Some("Phòng Hành chính".into()), names(&["Phòng Kỹ thuật"]))
        );
        assert_eq!(of("Cơ quan chủ trì: Sở Gió; phối hợp: Sở Mưa."), (Some("Sở Gió".into()), names(&["Sở Mưa"])));
        assert_eq!(of("Tích cực tham gia các phong trào"), (None, Vec::new()));
    }
}
