//! Who pays. Must not add up amounts.

use super::{Conf, money, sentence, text_of};
use crate::outline::Outline;
use crate::outline::topic::Topics;
use crate::reading::Funding;
use crate::text::{Cut, Doc, pattern};
use crate::unreadable::MAX_FOUND;

pattern!(
    SOURCE,
    r"\b(?:kinh phi|nguon|quy|ngan sach|hoi phi|doan phi|dang phi|dong gop|xa hoi hoa|tai tro|van dong|bao dam|dam bao|ho tro|du toan|chi thuong xuyen|manh thuong quan|cong doan phi)\b"
);
pattern!(
    BREAK,
    r"(?:; |, va |, | va )(?:(?:trong do|trich|su dung|tu|do|phan con lai|mot phan|phan|huy dong|lay|ket hop|tranh thu)\s|(?:kinh phi|nguon|quy|ngan sach|hoi phi|van dong|dong gop|xa hoi hoa|cac nguon|tai tro|cong doan phi|ho tro)\b)"
);
pattern!(
    LEAD,
    r"^(?:nguon )?kinh phi(?: (?:de )?(?:to chuc |trien khai )?(?:thuc hien|khen thuong|hoat dong|bieu duong|phuc vu|to chuc)(?: va [a-z ]{3,20})?(?: (?:cua )?ke hoach(?: nay)?)?)?\s*(?::|duoc |do |tu |lay |trich |bo tri |su dung |thuc hien |bao dam |dam bao |, )"
);
pattern!(
    VERBS,
    r"^(?:(?:trong do|va|duoc|se|do|su dung|trich|lay|tu|bang|bo tri|hach toan|chi|thuc hien|bao dam|dam bao|can doi|trong|huy dong|ket hop|tranh thu|phan con lai|mot phan|khen thuong|theo quy dinh|chi tra|thanh toan)\s+)+"
);
pattern!(
    FROM_SOURCE,
    r"\b(?:tu|bang|trong|su dung|trich)\s+(?P<src>(?:cac )?(?:nguon|quy|ngan sach|kinh phi|du toan)\b)"
);
pattern!(
    USES,
    r"\b(?:su dung|trich(?: tu)?|lay tu|chi tu)\s+(?P<src>(?:nguon |tu )*(?:kinh phi|quy|ngan sach|nguon)\b[^;.]*)"
);
pattern!(NO_SOURCE, r"^(?:tong )?(?:du toan|kinh phi|kinh phi thuc hien|du toan kinh phi|kinh phi du kien)$");
pattern!(EACH, r"\b(?:moi|tung)\s+[a-z]");

/// The sources in the order of the text.
pub(crate) fn read(doc: &Doc, outline: &Outline) -> Vec<Funding> {
    let mut out: Vec<Funding> = Vec::new();
    for node in &outline.nodes {
        if out.len() > MAX_FOUND {
            break;
        }
        if node.topics.any(Topics::PURPOSE.with(Topics::REQUIREMENT)) {
            continue;
        }
        let about = node.topics.any(Topics::FUNDING);
        let labelled = LEAD.is_match(doc.fold(node.words)) || node.own.any(Topics::FUNDING);
        let text = if !node.body.is_empty() && !node.title.is_empty() { node.body } else { node.words };
        if node.is_heading() && (!node.children.is_empty() || node.own.any(Topics::FUNDING) && text.len() < 60) {
            continue;
        }
        let mixed = node.topics.any(Topics::REWARDS.with(Topics::TIMELINE)) && !node.own.any(Topics::FUNDING);
        for sentence in sentence::sentences(doc, text) {
            if labelled || (about && (!mixed || LEAD.is_match(doc.fold(sentence)))) {
                sources(doc, sentence, &mut out);
            } else if node.topics.any(Topics::REWARDS.with(Topics::DUTIES).with(Topics::FUNDING))
                && let Some(src) = doc.groups(&USES, sentence).and_then(|groups| groups.named("src"))
            {
                push(doc, src, &mut out);
            }
        }
    }
    out
}

fn sources(doc: &Doc, sentence: Cut, out: &mut Vec<Funding>) {
    for clause in sentence::clauses(doc, sentence) {
        let (mut start, mut seen) = (clause.start, clause.start);
        let breaks: Vec<Cut> = doc.find_all(&BREAK, clause).collect();
        for gap in breaks {
            let word = gap.start + doc.fold(gap).find(|c: char| c.is_ascii_alphabetic()).unwrap_or(0);
            let word = if doc.fold(Cut::new(word, gap.end)).starts_with("va ") { word + 3 } else { word };
            // What was looked at before without finding a source is not looked at again.
            if doc.has(&SOURCE, Cut::new(seen.max(start), gap.start)) {
                push(doc, Cut::new(start, gap.start), out);
                start = word;
            }
            seen = gap.start;
        }
        let last = Cut::new(start, clause.end);
        if doc.has(&SOURCE, last) {
            push(doc, last, out);
        }
    }
}

fn push(doc: &Doc, cut: Cut, out: &mut Vec<Funding>) {
    let amounts = money::amounts(doc, cut);
    let whole = cut;
    let mut cut = doc.strip(cut);
    if let Some(lead) = doc.find(&LEAD, cut) {
        cut = doc.strip(cut.from(lead.end.min(cut.end)));
    }
    if let Some(src) =
        doc.groups(&FROM_SOURCE, cut).and_then(|groups| groups.named("src")).filter(|src| src.start < cut.start + 90)
    {
        cut = cut.from(src.start);
    } else if let Some(verbs) = doc.find(&VERBS, cut).filter(|m| m.end < cut.end) {
        cut = cut.from(verbs.end);
    }
    let each = doc.find(&EACH, cut);
    let end = match (amounts.first(), each) {
        (Some(amount), Some(each)) if each.start > cut.start && each.start < amount.cut.start => each.start,
        (Some(amount), _) if amount.cut.start > cut.start => amount.cut.start,
        _ => cut.end,
    };
    let named = doc.strip(cut.to(end));
    if named.len() < 4
        || !doc.has(&SOURCE, named)
        || doc.has(&NO_SOURCE, named)
        || out.iter().any(|other| other.source == doc.span(named))
    {
        return;
    }
    out.push(Funding {
        from: text_of(doc, named),
        amount: amounts.first().map(|amount| amount.dong),
        per_unit: !amounts.is_empty() && doc.has(&EACH, whole),
        source: doc.span(named),
        confidence: Conf::LIKELY,
    });
}
