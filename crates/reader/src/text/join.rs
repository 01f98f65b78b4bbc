//! Heals what page breaks and hard line ends tore apart: physical lines become paragraphs. Must not join two items of a list.

use super::clean::RawLine;
use super::fold::fold;
use crate::outline::mark;
use crate::unreadable::MAX_LINE;

/// A paragraph, list item, heading or table row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paragraph {
    pub text: String,
    pub bold: usize,
    pub heading: bool,
    pub cells: Vec<String>,
    /// Length in characters.
    length: usize,
}

/// From this length on, a line without a final stop that runs into a capital letter is taken as torn by a page.
const TORN: usize = 160;

/// Joins torn lines.
pub(crate) fn paragraphs(lines: Vec<RawLine>) -> Vec<Paragraph> {
    let width = hard_width(&lines);
    let mut out: Vec<Paragraph> = Vec::with_capacity(lines.len());
    let mut last_line = 0;
    let mut body = false;
    for line in lines {
        body = body || out.last().is_some_and(|last| mark::parse(&last.text).is_some());
        let full = width.is_some_and(|width| last_line + 1 + first_word(&line.text) > width);
        last_line = line.text.chars().count();
        match out.last_mut() {
            Some(last) if continues(last, &line, body, full && !line.gap) => append(last, line),
            _ => out.push(Paragraph {
                text: line.text,
                bold: line.bold,
                heading: line.heading,
                cells: line.cells,
                length: last_line,
            }),
        }
    }
    out
}

fn append(last: &mut Paragraph, line: RawLine) {
    if last.bold >= last.length {
        last.bold = last.length + 1 + line.bold;
    }
    last.length += 1 + line.text.chars().count();
    last.text.push(' ');
    last.text.push_str(&line.text);
}

fn first_word(text: &str) -> usize {
    text.split(' ').next().map_or(0, |word| word.chars().count())
}

/// The width at which the text was broken by hand, if it was: many lines end just below it.
fn hard_width(lines: &[RawLine]) -> Option<usize> {
    let lengths: Vec<usize> =
        lines.iter().filter(|l| l.cells.is_empty()).map(|line| line.text.chars().count()).collect();
    let longest = *lengths.iter().max()?;
    if !(40..=160).contains(&longest) || lengths.len() < 12 {
        return None;
    }
    let near = lengths.iter().filter(|length| **length + 14 > longest).count();
    (near * 4 >= lengths.len()).then_some(longest)
}

/// Whether `line` carries on the paragraph before it.
fn continues(last: &Paragraph, line: &RawLine, body: bool, full: bool) -> bool {
    if !last.cells.is_empty() || !line.cells.is_empty() || mark::parse(&line.text).is_some() {
        return false;
    }
    // The limit of a line holds for what is healed from several, too.
    if last.text.len() + 1 + line.text.len() > MAX_LINE {
        return false;
    }
    let Some(first) = line.text.chars().find(|c| c.is_alphanumeric()) else { return true };
    let opening = line.text.chars().next().unwrap_or(' ');
    if ends_sentence(&last.text) && (!full || line.heading) {
        return false;
    }
    if is_all_caps(&last.text) || is_all_caps(&line.text) {
        return false;
    }
    if is_fresh_start(&line.text) {
        return false;
    }
    let length = last.length;
    if matches!(opening, ',' | ';' | ')' | '.' | '%') {
        return true;
    }
    if first.is_lowercase() {
        return true;
    }
    if full && body {
        return true;
    }
    if first.is_numeric() || !opening.is_alphanumeric() {
        return body && length >= 60 && !line.gap;
    }
    let plain = !last.heading && !line.heading && line.bold == 0 && last.bold < length;
    (last.text.ends_with(',') && length >= 40 && body) || (plain && body && length >= TORN)
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', '*', ' ', '’']);
    text.ends_with(['.', ';', ':', '!', '?', '/', '…'])
}

/// Heads, offices and names in capitals stand alone.
fn is_all_caps(text: &str) -> bool {
    // No letter has more than four bytes: longer texts need no counting.
    if text.len() > 4 * 120 {
        return false;
    }
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && text.chars().count() <= 120 && letters.all(char::is_uppercase)
}

/// Lines that begin something new whatever stands before them.
fn is_fresh_start(text: &str) -> bool {
    let head: String = text.chars().take(16).collect();
    let head = fold(&head);
    ["noi nhan", "noi gui", "tren day la", "can cu ", "so:", "kinh gui"].iter().any(|word| head.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean::raw_lines;

    fn texts(source: &str) -> Vec<String> {
        paragraphs(raw_lines(source).unwrap()).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn page_breaks_are_healed() {
        let healed = texts(
            "1. Nội dung\n\n- Đối với tập thể: là tập thể góp phần hoàn\n\nthành xuất sắc nhiệm vụ.\n\n- Đối với cá nhân: gương mẫu",
        );
        assert_eq!(
            healed,
            [
                "1. Nội dung",
                "- Đối với tập thể: là tập thể góp phần hoàn thành xuất sắc nhiệm vụ.",
                "- Đối với cá nhân: gương mẫu"
            ]
        );
    }

    #[test]
    fn a_long_line_without_stop_runs_on_even_before_a_capital() {
        let long = "Hội đồng bình xét các tập thể và cá nhân tiêu biểu ".repeat(4) + "đề nghị Giám";
        let healed = texts(&format!("1. Quy trình\n\n{long}\n\nđốc Sở quyết định.\n\n{long}\n\nĐốc công ký."));
        assert_eq!(healed.len(), 3, "{healed:#?}");
    }

    #[test]
    fn hard_line_ends_are_healed() {
        let text = "1. Mục đích\nKhơi dậy tinh thần thi đua của mọi người trong toàn cơ quan, nhất\nlà ở các tổ sản xuất. Nêu gương những người làm tốt để cả đơn vị\nBình Minh cùng học tập, làm theo và cùng nhau tiến bộ qua từng\nnăm công tác, không để ai bị bỏ lại phía sau trong phong trào.\n- Tập thể hoàn thành vượt mức chỉ tiêu, kế hoạch được giao trong\nnăm; có sáng kiến được công nhận và áp dụng rộng rãi ở đơn vị\nvà các đơn vị bạn.\n- Cá nhân gương mẫu, tận tụy, được tập thể suy tôn và tín nhiệm\ncao trong các lần lấy phiếu của đơn vị.\n2. Yêu cầu\nĐúng người, đúng việc, đúng thời điểm, không phô trương và không\nhình thức.\n";
        let healed = texts(text);
        assert_eq!(healed.len(), 6, "{healed:#?}");
    }

    #[test]
    fn heads_and_names_stay_apart() {
        let text = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Mưa";
        assert_eq!(texts(text).len(), 3);
    }
}
