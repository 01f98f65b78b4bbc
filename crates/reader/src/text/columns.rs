//! The two-column blocks of a Vietnamese official letter (head and signature) put one column after the other. Must not touch the body.

use std::borrow::Cow;

use super::fold::fold;

/// How many lines at the top may belong to the head.
const HEAD_LINES: usize = 40;
/// How many lines from "Nơi nhận" on may belong to the signature block.
const TAIL_LINES: usize = 60;
/// Blanks between two columns.
const GAP: usize = 3;
/// An indent from which a line stands in the right column.
const INDENT: usize = 20;

/// The lines of a text with the columns of head and tail put one after the other.
pub(crate) fn untangle(text: &str) -> Vec<Cow<'_, str>> {
    let lines: Vec<&str> = text.split('\n').collect();
    let head_end = lines.iter().take(HEAD_LINES).position(|line| is_kind_line(line)).unwrap_or(0);
    let tail_start = lines
        .iter()
        .rposition(|line| is_recipients_line(line))
        .filter(|at| *at >= head_end)
        .map_or(lines.len(), |at| start_of_block(&lines, at, head_end));
    let tail_end = end_of_block(&lines, tail_start);
    let mut out = Vec::with_capacity(lines.len() + 8);
    two_columns(&lines[..head_end], &mut out);
    out.extend(lines[head_end..tail_start].iter().map(|line| Cow::Borrowed(*line)));
    two_columns(&lines[tail_start..tail_end], &mut out);
    out.extend(lines[tail_end..].iter().map(|line| Cow::Borrowed(*line)));
    out
}

/// Annexes after the signature are no part of it.
fn end_of_block(lines: &[&str], start: usize) -> usize {
    let annex = |line: &&str| {
        let bare = fold(line);
        let bare = bare.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        ["phu luc", "mau so", "danh muc", "bieu so", "(ban hanh kem"].iter().any(|word| bare.starts_with(word))
    };
    let longest = lines.len().min(start + TAIL_LINES);
    lines[start..longest].iter().position(annex).map_or(longest, |at| start + at)
}

/// "Nơi nhận" may stand below or beside the first lines of the signature.
fn start_of_block(lines: &[&str], at: usize, floor: usize) -> usize {
    let mut start = at;
    while start > floor && at - start < 4 {
        let above = lines[start - 1];
        let indent = above.len() - above.trim_start().len();
        if above.trim().is_empty() || indent < INDENT {
            break;
        }
        start -= 1;
    }
    start
}

/// A line that holds the kind of the document alone: "KẾ HOẠCH", also in bold, as a heading, or spaced out.
fn is_kind_line(line: &str) -> bool {
    let bare: String = fold(line).bytes().filter(u8::is_ascii_alphabetic).map(char::from).collect();
    let known =
        ["kehoach", "quyetdinh", "huongdan", "chuongtrinh", "dean", "thongbao", "chithi", "phuongan", "nghiquyet"];
    known.contains(&bare.as_str()) && line.chars().any(char::is_uppercase)
}

fn is_recipients_line(line: &str) -> bool {
    let bare = fold(line);
    let bare = bare.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    bare.starts_with("noi nhan") || bare.starts_with("noi gui")
}

fn two_columns<'a>(lines: &[&'a str], out: &mut Vec<Cow<'a, str>>) {
    let split: Vec<Vec<String>> = lines.iter().map(|line| pieces(line)).collect();
    if split.iter().all(|pieces| pieces.len() < 2) {
        out.extend(lines.iter().map(|line| Cow::Borrowed(*line)));
        return;
    }
    let mut right = Vec::new();
    for (line, mut pieces) in lines.iter().zip(split) {
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        if pieces.len() < 2 {
            let column = if indent >= INDENT && !line.trim().is_empty() { &mut right } else { &mut *out };
            column.push(Cow::Borrowed(*line));
            continue;
        }
        let last = pieces.split_off(1);
        out.extend(pieces.into_iter().flat_map(|p| split_breaks(&p)).map(Cow::Owned));
        right.extend(last.into_iter().flat_map(|p| split_breaks(&p)).map(Cow::Owned));
    }
    out.push(Cow::Borrowed(""));
    out.extend(right);
}

fn split_breaks(piece: &str) -> Vec<String> {
    piece.replace("<br/>", "\n").replace("<br />", "\n").replace("<br>", "\n").split('\n').map(str::to_owned).collect()
}

/// The columns of one line.
fn pieces(line: &str) -> Vec<String> {
    let bare = line.trim();
    if bare.starts_with('|') {
        return bare.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    }
    let mut out: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut blanks = 0;
    for c in bare.chars() {
        if c == ' ' || c == '\t' {
            blanks += if c == '\t' { GAP } else { 1 };
            continue;
        }
        if blanks >= GAP && !is_blank_to_fill(&current, c) {
            out.push(std::mem::take(&mut current));
        } else if blanks > 0 {
            current.push(' ');
        }
        blanks = 0;
        current.push(c);
    }
    out.push(current);
    out
}

/// "Số:      /KH-UBND", "ngày     tháng 3 năm 2024": a gap left to be filled in by hand, not between columns.
fn is_blank_to_fill(before: &str, next: char) -> bool {
    // Only the last word tells, so that a line of many gaps is not folded again for each.
    let before = before.trim_end();
    let start = before.char_indices().rev().nth(7).map_or(0, |(at, _)| at);
    let before = fold(&before[start..]);
    let open =
        ["so:", "so :", " so", " ngay", " thang", ",ngay", "ngay", " nam"].iter().any(|end| before.ends_with(end));
    open || before == "so" || matches!(next, '/' | '-' | ',') || before.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_head_and_tail_are_read_one_after_the_other() {
        let text = "UBND TỈNH MÂY           CỘNG HÒA XÃ HỘI\nSỞ GIÓ                  Độc lập\nSố:     /KH-SG          Mây, ngày    tháng 3 năm 2024\nKẾ HOẠCH\nA      B\nNơi nhận:               GIÁM ĐỐC\n- Như trên;\n                        Lê Văn Mưa";
        let lines = untangle(text);
        let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
        assert_eq!(
            lines,
            [
                "UBND TỈNH MÂY",
                "SỞ GIÓ",
                "Số: /KH-SG",
                "CỘNG HÒA XÃ HỘI",
                "Độc lập",
                "Mây, ngày tháng 3 năm 2024",
                "KẾ HOẠCH",
                "A      B",
                "Nơi nhận:",
                "- Như trên;",
                "GIÁM ĐỐC",
                "Lê Văn Mưa"
            ]
        );
    }
}
