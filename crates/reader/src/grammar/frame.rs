//! The parts of an official letter: head, title, preamble, body, recipients, signature. Must not read values out of them.

use crate::outline::mark::{self, Kind};
use crate::outline::topic;
use crate::text::{Cut, Doc, pattern};

/// Line numbers where the parts begin; every part may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Frame {
    /// The line with the name of the kind, and the name's stretch.
    pub kind: Option<(usize, Cut)>,
    /// Lines of the title, as stretches.
    pub title: Vec<Cut>,
    /// First line of the preamble.
    pub preamble: usize,
    /// First line of the body.
    pub body: usize,
    /// First line after the body: recipients or signature.
    pub tail: usize,
    /// The line "Nơi nhận".
    pub recipients: Option<usize>,
    /// First line of an annex.
    pub annex: usize,
}

pattern!(
    KIND,
    r"^(?:du thao )?(ke hoach(?: hanh dong| lien tich| phoi hop| tong the)?|quyet dinh|huong dan(?: lien tich)?|chuong trinh(?: hanh dong| phoi hop)?|",
    r"de an|thong bao|chi thi|nghi quyet|phuong an|quy che|quy dinh|the le|cong van|thong tri|to trinh)\b"
);
pattern!(SPACED_KIND, r"^k ?e ? ?h ?o ?a ?c ?h$|^q ?u ?y ?e ?t ? ?d ?i ?n ?h$");
pattern!(
    OPENER,
    r"^(?:thuc hien |can cu|tiep tuc |nham |de (?:tiep|thuc|kip|day|phat|trien)|thi hanh |tren co so |xet |theo (?:de nghi|chi dao|tinh than|cong van|ke hoach)|",
    r"trien khai (?:thuc hien )?(?:nghi quyet|chi thi|quyet dinh|ke hoach so|cong van|huong dan|ket luan|thong tu)|phat huy |huong ung |kinh gui|thuc te |chap hanh |nam [0-9]{4}[, ]|trong (?:nhung )?nam )"
);
pattern!(NUMBER_LINE, r"^(?:so|luat so)\s*[:.]?\s*[0-9lo.…_ ]*\s*[/-]|^so\s*:");
pattern!(DATE_LINE, r"ngay\s*[0-9lo.…_ ]*\s*(?:thang\s*[0-9lo.…_ ]*\s*nam|/)");
pattern!(RECIPIENTS, r"^(?:noi nhan|noi gui|kinh gui noi nhan)\b");
pattern!(ANNEX, r"^(?:phu luc|mau so|bieu mau|danh muc kem|mau phieu|mau bao cao)\b");
pattern!(AUTHORITY, r"^(?:tm|kt|tl|tuq|t/m|k/t|t/l|q)\s*[./]");
pattern!(DECIDES, r"^(?:quyet dinh|ra quyet dinh|quyet nghi)\s*:?$");

impl Frame {
    /// Finds the parts.
    pub(crate) fn of(doc: &Doc) -> Self {
        let lines = doc.lines.len();
        let mut frame = Self { annex: annex(doc), ..Self::default() };
        frame.kind = kind(doc);
        let after_kind = frame.kind.map_or(0, |(line, _)| line + 1);
        frame.title = frame.kind.map(|(line, name)| title(doc, line, name)).unwrap_or_default();
        let titled = frame.title.last().map_or(after_kind, |last| {
            doc.lines.iter().position(|line| line.cut.end >= last.end).map_or(after_kind, |at| at + 1)
        });
        frame.preamble = titled.max(after_kind);
        frame.recipients = recipients(doc, frame.preamble, frame.annex);
        frame.tail = tail(doc, &frame).min(lines);
        frame.body = body(doc, &frame);
        frame
    }

    /// The stretch of the preamble.
    pub(crate) fn preamble_cut(&self, doc: &Doc) -> Cut {
        stretch(doc, self.preamble, self.body)
    }
}

/// The stretch of lines `from..to`.
pub(crate) fn stretch(doc: &Doc, from: usize, to: usize) -> Cut {
    match (doc.lines.get(from), doc.lines.get(to.saturating_sub(1))) {
        (Some(first), Some(last)) if from < to => Cut::new(first.cut.start, last.cut.end),
        (Some(first), _) => Cut::new(first.cut.start, first.cut.start),
        _ => Cut::new(doc.all().end, doc.all().end),
    }
}

fn annex(doc: &Doc) -> usize {
    let signed = doc.lines.iter().position(|line| doc.has(&RECIPIENTS, line.cut)).unwrap_or(doc.lines.len());
    let found = doc.lines[signed.min(doc.lines.len())..]
        .iter()
        .position(|line| doc.has(&ANNEX, line.cut) && line.cut.len() < 120);
    found.map_or(doc.lines.len(), |at| signed + at)
}

/// The kind stands near the top, in capitals, alone or before the title.
fn kind(doc: &Doc) -> Option<(usize, Cut)> {
    doc.lines.iter().take(30).enumerate().find_map(|(at, line)| {
        let text = doc.fold(line.cut);
        if line.cut.len() <= 24 && SPACED_KIND.is_match(text) && doc.is_shouting(line.cut, 95) {
            return Some((at, line.cut));
        }
        let name = doc.groups(&KIND, line.cut)?.cut(1)?;
        let alone = doc.strip(line.cut).len() <= name.len() + 2;
        (doc.is_shouting(name, 95) && (alone || name.start == line.cut.start)).then_some((at, name))
    })
}

/// The title: what follows the kind, up to the preamble or the first section.
fn title(doc: &Doc, kind_line: usize, name: Cut) -> Vec<Cut> {
    let rest = doc.strip(doc.lines[kind_line].cut.from(name.end));
    let mut out: Vec<Cut> = if rest.len() > 3 { vec![rest] } else { Vec::new() };
    for line in doc.lines.iter().skip(kind_line + 1).take(8) {
        let text = doc.fold(line.cut);
        if NUMBER_LINE.is_match(text) || (DATE_LINE.is_match(text) && line.cut.len() < 60 && !text.contains("nam 20")) {
            if out.is_empty() {
                continue;
            }
            break;
        }
        let first = out.is_empty();
        let marked = mark::parse(doc.text(line.cut)).is_some_and(|mark| mark.kind.is_numbering());
        if marked || (line.cut.len() > 320 && !first) || text.ends_with(':') || starts_section(doc, line.cut) {
            break;
        }
        let opens = OPENER.is_match(text) && doc.is_upper(line.cut.start);
        let sentence = text.ends_with(['.', ';']) && line.cut.len() > 60;
        if (!first && opens) || sentence || (opens && (line.cut.len() > 200 || text.ends_with(';'))) {
            break;
        }
        // A decision names the deciding office in capitals below its title.
        let authority = !first && doc.is_shouting(line.cut, 95) && !out.iter().any(|cut| doc.is_shouting(*cut, 95));
        if authority {
            break;
        }
        if !first && doc.is_upper(line.cut.start) && line.cut.len() > 150 && !doc.is_shouting(line.cut, 90) {
            break;
        }
        out.push(doc.strip(line.cut));
    }
    out
}

fn starts_section(doc: &Doc, cut: Cut) -> bool {
    let topics = topic::of_title(doc.fold(cut));
    cut.len() <= 40 && topics.any(topic::Topics::PURPOSE.with(topic::Topics::REQUIREMENT))
}

fn recipients(doc: &Doc, from: usize, to: usize) -> Option<usize> {
    (from..to.min(doc.lines.len())).rev().find(|at| doc.has(&RECIPIENTS, doc.lines[*at].cut))
}

/// The body ends where recipients or signature begin, whichever comes first.
fn tail(doc: &Doc, frame: &Frame) -> usize {
    let end = frame.recipients.unwrap_or(frame.annex);
    let floor = frame.preamble;
    let mut start = end;
    let mut at = end;
    while at > floor {
        at -= 1;
        let cut = doc.lines[at].cut;
        let text = doc.fold(cut);
        if is_signature_line(doc, at) {
            start = at;
        } else if cut.len() > 60
            || text.ends_with([';', '.', ':'])
            || end - at > 8
            || mark::parse(doc.text(cut)).is_some()
        {
            break;
        }
    }
    start
}

/// A line of offices in capitals as over a signature.
pub(crate) fn is_signature_line(doc: &Doc, line: usize) -> bool {
    let cut = doc.lines[line].cut;
    let text = doc.fold(cut);
    cut.len() <= 90
        && doc.is_shouting(cut, 90)
        && mark::parse(doc.text(cut)).is_none()
        && (AUTHORITY.is_match(text) || (topic::of_title(text).is_empty() && !text.ends_with(':')))
}

/// The body begins with the first section.
fn body(doc: &Doc, frame: &Frame) -> usize {
    let floor = frame.preamble.min(frame.tail);
    let mut first_text = false;
    for at in floor..frame.tail {
        let cut = doc.lines[at].cut;
        let text = doc.fold(cut);
        if let Some(mark) = mark::parse(doc.text(cut)) {
            let numbered =
                matches!(mark.kind, Kind::Part | Kind::Roman | Kind::Letter | Kind::Article | Kind::Decimal(_));
            if numbered && (mark.ordinal == 1 || first_text || mark.kind == Kind::Article) {
                return at;
            }
        }
        let heading = cut.len() <= 140 && !text.ends_with(['.', ';']) && !topic::of_title(text).is_empty();
        if heading && (doc.is_shouting(cut, 90) || doc.lines[at].bold >= cut.len() || cut.len() <= 40) {
            return at;
        }
        if DECIDES.is_match(text) && doc.is_shouting(cut, 90) {
            return at + 1;
        }
        first_text = true;
    }
    // Without any section, the first paragraph is the preamble and the rest is the body.
    (floor + 1).min(frame.tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::doc;

    #[test]
    fn the_parts_of_a_letter() {
        let doc = doc(
            "UBND TỈNH MÂY\nSỞ GIÓ\nSố: 12/KH-SG\nMây, ngày 03 tháng 02 năm 2024\nKẾ HOẠCH\nPhát hiện, nhân rộng điển hình tiên tiến\ngiai đoạn 2024 - 2026\nThực hiện Kế hoạch số 1/KH-UBND của UBND tỉnh, Sở Gió xây dựng kế hoạch như sau:\nI. MỤC ĐÍCH\n1. Nêu gương.\nNơi nhận:\n- Như trên;\nGIÁM ĐỐC\nLê Văn Mưa",
        );
        let frame = Frame::of(&doc);
        let line = |at: usize| doc.text(doc.lines[at].cut);
        assert_eq!(
            frame.title.iter().map(|c| doc.text(*c)).collect::<Vec<_>>().join("|"),
            "Phát hiện, nhân rộng điển hình tiên tiến giai đoạn 2024 - 2026"
        );
        assert!(line(frame.preamble).starts_with("Thực hiện"));
        assert!(line(frame.body).starts_with("I. "));
        assert_eq!(line(frame.tail), "Nơi nhận:");
    }
}
