//! The rule by which a model is voted on, and who must be present. Must not supply a rule where the plan has none.

use super::{Conf, sentence, text_of};
use crate::outline::Outline;
use crate::outline::topic::Topics;
use crate::reading::{Ballot, Base, Quorum, VoteRule};
use crate::text::{Cut, Doc, number, pattern};

pattern!(
    SHARE,
    r"(?P<word>(?:it nhat|toi thieu|tu|tren|hon|qua|dat)\s+(?:la\s+|tu\s+|dat\s+)?)?(?P<share>(?P<n>[0-9]{1,2})\s?/\s?(?P<d>[0-9]{1,2})|(?P<p>[0-9lo]{1,3})\s?%|qua ban|qua nua|hon mot nua|mot nua|hai phan ba|ba phan tu|da so)"
);
pattern!(
    AGREE,
    r"\b(?:dong y|tan thanh|nhat tri|thuan|phieu|bieu quyet|binh chon|tin nhiem|chap thuan|lua chon|thong nhat|quyet dinh theo|lay theo)\b"
);
pattern!(PRESENT, r"\b(?:co mat|du hop|tham du|tham gia (?:hop|bo phieu|binh|bieu quyet)|hien dien|du hoi nghi)\b");
pattern!(MEMBERS, r"\b(?:thanh vien|uy vien|hoi dong|ban chap hanh|dai bieu|hoi vien|can bo|cu tri|nguoi|ho)\b");
pattern!(ALL_MEMBERS, r"\b(?:thanh vien|uy vien|tong so|hoi dong|ban chap hanh)\b");
pattern!(MEETING, r"\b(?:hop|phien|cuoc hop|hoi nghi)\b[^.;]{0,60}\b(?:khi|phai|co|neu|voi|bao dam|dam bao)\b");
pattern!(VALID, r"^[^.;]{0,80}\b(?:hop le|moi (?:hop|tien hanh|to chuc|du dieu kien)|thi hop le)\b");
pattern!(SECRET, r"\b(?:phieu kin|bo phieu kin|kin)\b");
pattern!(OPEN, r"\b(?:gio tay|cong khai|bieu quyet truc tiep)\b");
pattern!(
    VOTING,
    r"\b(?:bo phieu|bieu quyet|phieu kin|gio tay|phieu bau|so phieu|lay phieu|phieu binh chon|phieu thuan|theo da so)\b"
);
pattern!(RANKED, r"\btu cao (?:xuong|den) thap\b|\bso phieu cao nhat\b|\bphieu cao nhat\b|\bphieu bau cao\b");

/// Vote rule and quorum of the body; stretches in `skip` (criteria) hold none.
pub(crate) fn read(doc: &Doc, outline: &Outline, skip: &[Cut]) -> (Option<VoteRule>, Option<Quorum>) {
    let mut best: Option<(u8, VoteRule)> = None;
    let mut quorum = None;
    for node in &outline.nodes {
        let closed = Topics::PURPOSE.with(Topics::REQUIREMENT).with(Topics::FUNDING);
        if node.topics.any(closed) || skip.iter().any(|cut| cut.holds(node.words)) {
            continue;
        }
        let in_process = node.topics.any(Topics::PROCESS);
        for sentence in sentence::sentences(doc, node.words) {
            in_sentence(doc, sentence, node.words, in_process, &mut best, &mut quorum);
        }
    }
    (best.map(|(_, rule)| rule), quorum)
}

fn in_sentence(
    doc: &Doc,
    sentence: Cut,
    paragraph: Cut,
    in_process: bool,
    best: &mut Option<(u8, VoteRule)>,
    quorum: &mut Option<Quorum>,
) {
    let voting = doc.has(&VOTING, sentence) || (in_process && doc.has(&AGREE, sentence));
    // A share is one of a vote only beside words of agreement or presence.
    let shares = doc.has(&AGREE, sentence) || doc.has(&PRESENT, sentence);
    let shares = shares.then(|| doc.groups_all(&SHARE, sentence));
    for groups in shares.into_iter().flatten() {
        let Some(share) = groups.named("share") else { continue };
        let Some((num, den)) = fraction(&groups) else { continue };
        let word = groups.name("word").unwrap_or("").trim();
        let lead = clause_before(doc, sentence, share);
        let tail = clause_after(doc, sentence, share);
        if doc.has(&MEMBERS, tail) && is_quorum(doc, lead, tail) {
            let source = doc.strip(Cut::new(groups.all().start, tail.end));
            quorum.get_or_insert(Quorum {
                num,
                den,
                text: text_of(doc, source),
                source: doc.span(source),
                confidence: Conf::LIKELY,
            });
            continue;
        }
        let agreed = doc.has(&AGREE, tail) || doc.has(&AGREE, lead);
        if !agreed || !(voting || doc.has(&MEMBERS, tail)) {
            continue;
        }
        let strict = word.starts_with("tren")
            || word.starts_with("hon")
            || word.starts_with("qua")
            || is_majority(doc.fold(share));
        let of = base(doc, tail);
        let source = doc.strip(Cut::new(groups.all().start, tail.end));
        let weight = 2 + u8::from(in_process) + u8::from(of != Base::Unspecified);
        if outweighs(weight, best) {
            *best = Some((weight, rule(doc, source, paragraph, Some((num, den)), of, strict)));
        }
    }
    if voting && doc.has(&VOTING, sentence) {
        let ranked = doc.has(&RANKED, sentence);
        let weight = 1 - u8::from(!ranked && !doc.has(&SECRET, sentence) && !doc.has(&OPEN, sentence));
        if weight > 0 && outweighs(weight, best) {
            *best = Some((weight, rule(doc, sentence, paragraph, None, Base::Unspecified, false)));
        }
    }
}

/// The first of the weightiest rules counts.
fn outweighs(weight: u8, best: &Option<(u8, VoteRule)>) -> bool {
    best.as_ref().is_none_or(|(known, _)| *known < weight)
}

fn rule(doc: &Doc, source: Cut, paragraph: Cut, threshold: Option<(u32, u32)>, of: Base, strict: bool) -> VoteRule {
    VoteRule {
        ballot: ballot(doc, paragraph),
        threshold,
        of,
        strict,
        text: text_of(doc, source),
        source: doc.span(source),
        confidence: if threshold.is_some() { Conf::SURE } else { Conf::LIKELY },
    }
}

/// Secret or open as the paragraph says; both left to choice is neither.
fn ballot(doc: &Doc, paragraph: Cut) -> Ballot {
    match (doc.has(&SECRET, paragraph), doc.has(&OPEN, paragraph)) {
        (true, false) => Ballot::Secret,
        (false, true) => Ballot::Open,
        _ => Ballot::Unspecified,
    }
}

fn fraction(groups: &crate::text::Groups<'_>) -> Option<(u32, u32)> {
    if let (Some(n), Some(d)) = (groups.name("n").and_then(number), groups.name("d").and_then(number)) {
        return (n > 0 && n <= d && d <= 10).then_some((n, d));
    }
    if let Some(percent) = groups.name("p").and_then(number) {
        return (1..=100).contains(&percent).then_some((percent, 100));
    }
    match groups.name("share")? {
        "hai phan ba" => Some((2, 3)),
        "ba phan tu" => Some((3, 4)),
        _ => Some((1, 2)),
    }
}

fn is_majority(share: &str) -> bool {
    matches!(share, "qua ban" | "qua nua" | "hon mot nua" | "da so")
}

/// A clause about a vote is no longer before the share it names.
const LONGEST: usize = 400;

fn clause_before(doc: &Doc, sentence: Cut, share: Cut) -> Cut {
    let near = sentence.start.max(share.start.saturating_sub(LONGEST));
    let text = doc.fold(Cut::new(near, share.start));
    let start = text.rfind([';', '.', '(']).map_or(0, |at| at + 1);
    Cut::new(near + start, share.start)
}

fn clause_after(doc: &Doc, sentence: Cut, share: Cut) -> Cut {
    let text = doc.fold(Cut::new(share.end, sentence.end).to(share.end + 140));
    let end = text.find([';', ')']).unwrap_or(text.len());
    let near = &text[..end];
    // A comma ends the clause once it has said what the share does.
    let comma = near
        .match_indices(',')
        .map(|(at, _)| at)
        .find(|at| AGREE.is_match(&near[..*at]) || PRESENT.is_match(&near[..*at]));
    Cut::new(share.end, share.end + comma.unwrap_or(end))
}

/// "Hội đồng họp khi có ít nhất 2/3 thành viên tham dự": nothing is agreed on.
fn is_quorum(doc: &Doc, lead: Cut, tail: Cut) -> bool {
    let text = doc.fold(tail);
    let present = PRESENT.find(text);
    let agreed = AGREE.find(text);
    let none_agreed = agreed.is_none() || VALID.is_match(text);
    present.is_some() && none_agreed && !doc.has(&AGREE, lead) && (doc.has(&MEETING, lead) || VALID.is_match(text))
}

fn base(doc: &Doc, tail: Cut) -> Base {
    if doc.has(&PRESENT, tail) {
        Base::Present
    } else if doc.has(&ALL_MEMBERS, tail) {
        Base::AllMembers
    } else {
        Base::Unspecified
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::doc;

    fn of(text: &str) -> (Option<VoteRule>, Option<Quorum>) {
        let doc = doc(&format!("1. Quy trình\n{text}"));
        read(&doc, &Outline::new(&doc, 0, doc.lines.len()), &[])
    }

    #[test]
    fn shares_bases_and_ballots() {
        let rule = of("Hội đồng bỏ phiếu kín, phải được ít nhất 2/3 thành viên Hội đồng đồng ý.").0.unwrap();
        assert_eq!(
            (rule.ballot, rule.threshold, rule.of, rule.strict),
            (Ballot::Secret, Some((2, 3)), Base::AllMembers, false)
        );
        let rule = of("Biểu quyết giơ tay, lấy theo đa số quá bán của các thành viên dự họp.").0.unwrap();
        assert_eq!(
            (rule.ballot, rule.threshold, rule.of, rule.strict),
            (Ballot::Open, Some((1, 2)), Base::Present, true)
        );
        let rule = of("Bỏ phiếu kín, lấy theo số phiếu từ cao xuống thấp.").0.unwrap();
        assert_eq!((rule.ballot, rule.threshold), (Ballot::Secret, None));
        assert_eq!(of("Phòng Tổ chức tổng hợp hồ sơ."), (None, None));
    }

    #[test]
    fn quorum_is_not_the_rule() {
        let (rule, quorum) = of(
            "Hội đồng họp khi có ít nhất 3/4 thành viên tham dự; điển hình được công nhận khi có trên 50% số phiếu đồng ý.",
        );
        let quorum = quorum.unwrap();
        assert_eq!((quorum.num, quorum.den), (3, 4));
        let rule = rule.unwrap();
        assert_eq!((rule.threshold, rule.strict), (Some((50, 100)), true));
    }
}
