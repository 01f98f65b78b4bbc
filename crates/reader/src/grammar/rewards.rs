//! What is awarded, by whom, and how much. Must not take an award that a criterion asks for.

use super::{Conf, actor, money, org, sentence, text_of};
use crate::outline::Outline;
use crate::outline::topic::Topics;
use crate::reading::Reward;
use crate::text::{Cut, Doc, pattern};
use crate::unreadable::MAX_FOUND;

pattern!(
    FORM,
    r"\b(?:giay khen|bang khen|thu khen|giay chung nhan|giay cong nhan|giay bieu duong|giay ghi nhan|bang cong nhan|ky niem chuong|co thi dua|bieu trung|huy hieu|huan chuong(?: lao dong)?|(?:muc )?tien thuong|bang vang|cup luu niem|qua luu niem|qua tang|hien vat|phan thuong)\b"
);
pattern!(GIVES, r"\b(?:tang|trao|cap|kem|kem theo|de nghi|ghi nhan|thuong|khen|duoc nhan|nhan|bang|hinh thuc|muc)\b");
pattern!(
    OF,
    r"^\s+(?:cua|do)\s+(?P<who>[a-z][^,;.()]{2,80}?)(?:\s+(?:va|hoac|theo|doi voi|cho|kem|hoac|tang|trao|de|tai|nhan|vao)\b|[,;.()]|$)"
);
pattern!(
    GIVER,
    r"(?:^|[,;.:] |\bva |\bdo |\bde nghi |\bhoac |\btrinh )(?:de nghi |trinh |de xuat |do )?(?P<who>[a-z][^,;.:()]{2,90}?)\s+(?:xem xet,? |quyet dinh,? )?(?:tang|trao|cap|khen|ghi nhan|ra quyet dinh|quyet dinh)\b"
);
pattern!(
    RECEIVER,
    r"^(?:tap the|ca nhan|mo hinh|guong|dien hinh|cac (?:guong|dien hinh|tap the|ca nhan)|ho gia dinh|moi (?:guong|tap the|ca nhan|dien hinh))\b| duoc$"
);
pattern!(
    MONEY_LABEL,
    r"(?:(?:thuong nong|qua(?: tang)? tri gia|tri gia|tien thuong|muc thuong|thuong|qua|muc)\s*(?:la|tien|:)?\s*)$"
);
pattern!(PAYS, r"\b(?:kinh phi|dong gop|nguon|ngan sach|du toan|ho tro|chi phi|quy)\b");

/// The awards in the order of the text; stretches in `skip` (criteria) hold none.
pub(crate) fn read(doc: &Doc, outline: &Outline, skip: &[Cut]) -> Vec<Reward> {
    let mut out: Vec<Reward> = Vec::new();
    for node in &outline.nodes {
        if out.len() > MAX_FOUND {
            break;
        }
        let closed = Topics::PURPOSE.with(Topics::REQUIREMENT).with(Topics::SUBJECTS);
        if node.topics.any(closed) || skip.iter().any(|cut| cut.holds(node.words)) {
            continue;
        }
        let about = node.topics.any(Topics::REWARDS);
        for sentence in sentence::sentences(doc, node.words) {
            if skip.iter().any(|cut| cut.holds(sentence)) {
                continue;
            }
            forms(doc, sentence, about, &mut out);
            let funding_only = node.topics.any(Topics::FUNDING) && !node.topics.any(Topics::REWARDS);
            if !funding_only {
                amounts(doc, sentence, about, &mut out);
            }
        }
    }
    out.sort_by_key(|reward| reward.source.start);
    out
}

/// Who gives and what it is for is said so near before an award.
const NEAR: usize = 1_000;

fn forms(doc: &Doc, sentence: Cut, about: bool, out: &mut Vec<Reward>) {
    for form in doc.find_all(&FORM, sentence) {
        let lead = Cut::new(sentence.start, form.start);
        if !about && !doc.has(&GIVES, lead.from(form.start.saturating_sub(80))) {
            continue;
        }
        let text = doc.fold(form);
        let paid = money::amounts(doc, Cut::new(form.end, sentence.end.min(form.end + 40)));
        if text.ends_with("tien thuong") && paid.first().is_some_and(|amount| amount.cut.start < form.end + 12) {
            continue;
        }
        if text == "phan thuong" && doc.fold(lead).ends_with("co ") {
            continue;
        }
        let (by, named) = giver(doc, sentence, form);
        let own = text_of(doc, form).to_lowercase();
        let known = out.iter().any(|other| other.amount.is_none() && other.form.to_lowercase() == own);
        if known && !named {
            continue;
        }
        push(
            out,
            Reward {
                form: text_of(doc, form),
                by: by.map(|cut| text_of(doc, cut)),
                amount: None,
                text: text_of(doc, form),
                source: doc.span(form),
                confidence: if about { Conf::SURE } else { Conf::LIKELY },
            },
        );
    }
}

/// "Giấy khen của X", "X tặng Giấy khen", "đề nghị X tặng"; and whether the giver stands right beside the form.
fn giver(doc: &Doc, sentence: Cut, form: Cut) -> (Option<Cut>, bool) {
    if let Some(who) = doc.groups(&OF, Cut::new(form.end, sentence.end)).and_then(|groups| groups.named("who")) {
        return (Some(doc.strip(who)), true);
    }
    let lead = Cut::new(sentence.start, form.start).from(form.start.saturating_sub(NEAR));
    let text = doc.fold(lead);
    let lead = lead.from(lead.start + text.rfind(';').map_or(0, |at| at + 1));
    let named = |who: Cut| {
        let who = doc.strip(who);
        let who = actor::find(doc, who).map_or(who, |actor| actor.unit);
        if doc.has(&RECEIVER, who) {
            return None;
        }
        (org::starts_with_office(doc.fold(who)) && doc.text(who).chars().any(char::is_uppercase)).then_some(who)
    };
    let last = doc.groups_all(&GIVER, lead).filter_map(|groups| named(groups.named("who")?)).last();
    match last {
        Some(who) => (Some(who), true),
        None => (actor::find(doc, lead).map(|actor| actor.unit).filter(|who| !doc.has(&RECEIVER, *who)), false),
    }
}

/// One form by one giver is one award; a giver that is not named adds nothing to one that is.
fn push(out: &mut Vec<Reward>, reward: Reward) {
    let form = reward.form.to_lowercase();
    let same_form = |other: &&mut Reward| other.amount.is_none() && other.form.to_lowercase() == form;
    let known = out.iter_mut().filter(same_form).find(|other| {
        other.by.is_none() || reward.by.is_none() || same_giver(other.by.as_deref(), reward.by.as_deref())
    });
    match known {
        Some(other) => {
            if other.by.is_none() {
                other.by = reward.by;
            }
        }
        None => out.push(reward),
    }
}

fn same_giver(a: Option<&str>, b: Option<&str>) -> bool {
    let (a, b) = (a.unwrap_or("").to_lowercase(), b.unwrap_or("").to_lowercase());
    a.contains(&b) || b.contains(&a)
}

fn amounts(doc: &Doc, sentence: Cut, about: bool, out: &mut Vec<Reward>) {
    let amounts = money::amounts(doc, sentence);
    let clauses = if amounts.is_empty() { Vec::new() } else { sentence::clauses(doc, sentence) };
    for amount in amounts {
        if out.len() > MAX_FOUND {
            break;
        }
        let next = clauses.partition_point(|clause| clause.start <= amount.cut.start);
        let clause = clauses[..next].last().copied().filter(|clause| clause.holds(amount.cut)).unwrap_or(sentence);
        let lead = Cut::new(clause.start, amount.cut.start).from(amount.cut.start.saturating_sub(NEAR));
        let prize = doc.has(&MONEY_LABEL, lead);
        let paid_out = prize || (about && !doc.has(&PAYS, lead));
        if !paid_out {
            continue;
        }
        let start = doc.find(&MONEY_LABEL, lead).map_or(amount.cut.start, |m| m.start);
        let cut = doc.strip(Cut::new(start, amount.cut.end));
        out.push(Reward {
            form: text_of(doc, cut),
            by: None,
            amount: Some(amount.dong),
            text: text_of(doc, cut),
            source: doc.span(cut),
            confidence: Conf::LIKELY,
        });
    }
}
