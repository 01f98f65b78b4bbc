//! Who signed: authority, office, name. Must not guess a name that is not printed.

use super::frame::{Frame, is_signature_line};
use super::{Conf, found, text_of};
use crate::outline::mark;
use crate::reading::{Found, Signer};
use crate::text::{Cut, Doc, pattern};

pattern!(
    PREFIX,
    r"^(?P<prefix>(?:tm|kt|tl|tuq|t/m|k/t|t/l|t/uq|q)\s?[./]?)\s*(?:[.:])?\s+(?P<rest>.*)$|^(?P<glued>(?:tm|kt|tl|tuq|q)\.)(?P<rest2>[a-z].*)$"
);
pattern!(
    OFFICE_AT_END,
    r" (?P<office>(?:pho |quyen |q\. ?)?(?:chu tich|truong ban|tong giam doc|giam doc|bi thu|chu nhiem|hieu truong|truong phong|vien truong|cuc truong|chanh van phong|chanh an|tong bien tap|thu truong|bo truong|truong khoi|truong cum|tu lenh|chinh uy)(?: [a-z ]+)?)$"
);
pattern!(
    RANK,
    r"^(?:(?:[a-z]{1,5}[0-9]{0,2}\.\s?)+|(?:dai|thuong|trung|thieu) (?:ta|uy|tuong|si|ta,|uy,)|dai tuong|pgs|gs|ts|ths|bs|ks|cn|ds|cki|ckii|tien s[iy]|thac s[iy]|bac s[iy]|ky su|duoc s[iy]|cu nhan|luat su|nha giao|dong chi|ong|ba|giao su|pho giao su|linh muc|hoa thuong|thuong toa)[.,]?\s+"
);
pattern!(SIGNED, r"^\(?\[?(?:da ky|ky ten|ky, dong dau|dong dau|ky boi|chu ky)[^)\]]*[)\]]?\s*");
pattern!(NAME, r"^[a-z][a-z']*(?: [a-z][a-z'-]*){1,6}$");

/// Reads the signature; `after` is the line after the list of recipients.
pub(crate) fn read(doc: &Doc, frame: &Frame, after: usize) -> Signer {
    let lines: Vec<usize> = match frame.recipients {
        Some(recipients) => (frame.tail..recipients).chain(after..frame.annex).collect(),
        None => (frame.tail..frame.annex).collect(),
    };
    let offices: Vec<usize> = lines.iter().copied().filter(|line| is_signature_line(doc, *line)).collect();
    let mut signer = offices_of(doc, &offices);
    let name_line = lines.iter().rev().copied().find(|line| is_name(doc, *line, &offices));
    signer.name = name_line.map(|line| name(doc, doc.lines[line].cut));
    if signer
        .title
        .as_ref()
        .is_some_and(|title| name_line.is_some_and(|line| title.source == doc.span(doc.lines[line].cut)))
    {
        signer.title = None;
    }
    signer
}

fn offices_of(doc: &Doc, offices: &[usize]) -> Signer {
    let mut signer = Signer::default();
    let mut prefixes: Vec<Cut> = Vec::new();
    let mut title: Option<Cut> = None;
    let mut under: Option<Cut> = None;
    for line in offices {
        let cut = doc.lines[*line].cut;
        if let Some(groups) = doc.groups(&PREFIX, cut) {
            if title.is_some() {
                break;
            }
            prefixes.extend(groups.named("prefix").or(groups.named("glued")));
            under = groups.named("rest").or(groups.named("rest2"));
        } else if title.is_none() {
            title = Some(cut);
        }
    }
    let title = title.or_else(|| {
        let rest = under?;
        Some(doc.groups(&OFFICE_AT_END, rest).and_then(|groups| groups.named("office")).unwrap_or(rest))
    });
    signer.title = title.map(|cut| found(doc, cut, text_of(doc, doc.strip(cut)), Conf::SURE));
    if let (Some(first), Some(last)) = (prefixes.first(), prefixes.last()) {
        let text: Vec<String> = prefixes.iter().map(|cut| printed(doc, *cut)).collect();
        signer.authority_prefix = Some(found(doc, Cut::new(first.start, last.end), text.join(" "), Conf::SURE));
    }
    signer
}

/// "TM" and "TM." are printed "TM."; "K/T" stays.
fn printed(doc: &Doc, cut: Cut) -> String {
    let text = doc.text(cut).trim().to_uppercase();
    if text.contains('/') || text.ends_with('.') { text } else { format!("{text}.") }
}

fn is_name(doc: &Doc, line: usize, offices: &[usize]) -> bool {
    let cut = name_cut(doc, doc.lines[line].cut);
    let text = doc.fold(cut);
    let shouted = offices.contains(&line);
    // A name in capitals stands below the last office.
    if shouted && (offices.last() != Some(&line) || offices.len() < 2) {
        return false;
    }
    if mark::parse(doc.text(doc.lines[line].cut)).is_some_and(|mark| !mark.kind.is_numbering()) || cut.len() > 40 {
        return false;
    }
    let words: Vec<&str> = doc.text(cut).split_whitespace().collect();
    let capital = words.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase));
    NAME.is_match(text) && capital && !(shouted && OFFICE_AT_END.is_match(&format!(" {text}")))
}

fn name_cut(doc: &Doc, cut: Cut) -> Cut {
    let mut cut = doc.strip(cut);
    if let Some(signed) = doc.find(&SIGNED, cut) {
        cut = doc.strip(cut.from(signed.end));
    }
    while let Some(rank) = doc.find(&RANK, cut) {
        if rank.end >= cut.end {
            break;
        }
        cut = doc.trim(cut.from(rank.end));
    }
    cut
}

fn name(doc: &Doc, line: Cut) -> Found<String> {
    let cut = name_cut(doc, line);
    found(doc, cut, text_of(doc, cut), Conf::SURE)
}
