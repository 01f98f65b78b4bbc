//! A document as plain text, block by block: for searching, for tests, for what a screen reader hears first; it must not lay out.

use crate::document::{Block, Document, Head};

/// The text of a document, one paragraph, row or line of it a line; cells are parted by ` | `, parts by an empty line.
#[must_use]
pub fn plain(document: &Document) -> String {
    let mut out = String::new();
    for (i, section) in document.sections.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        for block in &section.blocks {
            for line in lines(block) {
                let line = line.replace('\u{a0}', " ");
                let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
                if !line.is_empty() {
                    out.push_str(&line);
                    out.push('\n');
                }
            }
        }
    }
    out
}

fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Head(head) => head_lines(head),
        Block::Form { lines } => lines.clone(),
        Block::Title { name, about, note } => vec![name.clone(), about.string(), note.string()],
        Block::Addressees { names } => std::iter::once("Kính gửi:".to_owned()).chain(names.iter().cloned()).collect(),
        Block::Line(line) => vec![line.text.string()],
        Block::Placed(placed) => vec![placed.line.text.string()],
        Block::Para { text, .. } | Block::Heading { text, .. } => vec![text.string()],
        Block::Item { label, text, .. } => vec![format!("{label} {}", text.string())],
        Block::Field { label, value } => {
            vec![format!("{label}: {}", value.as_ref().map_or_else(|| "…".to_owned(), crate::text::Text::string))]
        }
        Block::Table(table) => {
            let row = |cells: &Vec<crate::table::Cell>| {
                cells.iter().map(|cell| cell.text.string()).collect::<Vec<_>>().join(" | ")
            };
            table.head.iter().chain(&table.rows).map(row).collect()
        }
        Block::Signatures(it) => {
            let marks = it.marks.iter().flat_map(|mark| {
                let above = std::iter::once(mark.date.clone()).chain(mark.lines.iter().cloned());
                above.chain([mark.note.clone(), mark.name.clone()])
            });
            std::iter::once(it.heading.clone()).chain(it.lines.iter().cloned()).chain(marks).collect()
        }
        Block::Qr { caption, .. } => vec![caption.string()],
        Block::Blanks { .. } | Block::Space { .. } | Block::Cut | Block::PageBreak => Vec::new(),
    }
}

fn head_lines(head: &Head) -> Vec<String> {
    let nation = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"].map(str::to_owned);
    let names = head.superior.iter().chain(&head.agency).cloned();
    names.chain(nation).chain([head.number.clone(), head.about.clone(), head.place_date.clone()]).collect()
}
