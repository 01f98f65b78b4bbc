//! Tables as WordprocessingML: head rows that repeat, rows that no page cuts, merged cells; it must not size text.

use super::xml::{Dress, Keep, Para, runs};
use crate::{
    document::Align,
    table::{Cell, Lines, Table},
    text::Look,
};

/// What a column still owes to a cell above it that covers several rows.
#[derive(Debug, Clone, Copy, Default)]
struct Covered {
    rows: u8,
    cols: u8,
}

/// Which rows a row belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Head,
    Body,
    /// The row before the last: the two stay on one page. A row alone under a repeated head reads badly, and LibreOffice 7.4 draws it
    /// below the edge of the page before.
    BeforeLast,
}

/// A table over a width in twips.
pub(super) fn table(table: &Table, width: u32) -> String {
    let widths = widths(&table.columns.iter().map(|column| u32::from(column.share)).collect::<Vec<_>>(), width);
    let mut out = opened(&widths, borders(table.lines), 70);
    let mut covered = vec![Covered::default(); widths.len()];
    for cells in &table.head {
        out.push_str(&row(table, cells, &widths, &mut covered, Place::Head));
    }
    for (at, cells) in table.rows.iter().enumerate() {
        let place = if at + 2 == table.rows.len() { Place::BeforeLast } else { Place::Body };
        out.push_str(&row(table, cells, &widths, &mut covered, place));
    }
    out.push_str("</w:tbl>");
    out
}

/// A table without borders of ready cells, one row each: the head and the closing of a paper.
pub(super) fn placed(rows: &[Vec<String>], shares: &[u32], width: u32) -> String {
    let widths = widths(shares, width);
    let mut out = opened(&widths, "", 0);
    for cells in rows {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (content, width) in cells.iter().zip(&widths) {
            out.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{content}</w:tc>"));
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    out
}

/// The beginning of a table; `margin` twips are free at both sides of a cell.
fn opened(widths: &[u32], borders: &str, margin: u32) -> String {
    let total: u32 = widths.iter().sum();
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/>{borders}<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"{margin}\" w:type=\"dxa\"/><w:right w:w=\"{margin}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
}

const fn borders(lines: Lines) -> &'static str {
    match lines {
        Lines::None => "",
        Lines::All => {
            "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/><w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/></w:tblBorders>"
        }
        Lines::Cut => {
            "<w:tblBorders><w:top w:val=\"dashed\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/><w:left w:val=\"dashed\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/><w:bottom w:val=\"dashed\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/><w:right w:val=\"dashed\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/><w:insideH w:val=\"dashed\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/><w:insideV w:val=\"dashed\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/></w:tblBorders>"
        }
    }
}

/// Shares as twips; the last column takes what rounding left over.
fn widths(shares: &[u32], width: u32) -> Vec<u32> {
    let total = shares.iter().sum::<u32>().max(1);
    let mut widths: Vec<u32> = shares.iter().map(|share| width * share / total).collect();
    let given: u32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += width - given;
    }
    widths
}

fn row(table: &Table, cells: &[Cell], widths: &[u32], covered: &mut [Covered], place: Place) -> String {
    let header = if place == Place::Head { "<w:tblHeader/>" } else { "" };
    let mut out = format!("<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>");
    let mut cells = cells.iter();
    let mut at = 0;
    while at < widths.len() {
        if covered[at].rows > 0 {
            let cols = usize::from(covered[at].cols.max(1)).min(widths.len() - at);
            covered[at].rows -= 1;
            let width = widths[at..at + cols].iter().sum();
            out.push_str(&tc(width, cols, "<w:vMerge/>", &Para::styled("OBang").write("")));
            at += cols;
            continue;
        }
        let Some(cell) = cells.next() else { break };
        let cols = usize::from(cell.cols.max(1)).min(widths.len() - at);
        let merge = if cell.rows > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" };
        covered[at] = Covered { rows: cell.rows.saturating_sub(1), cols: cell.cols };
        let width = widths[at..at + cols].iter().sum();
        out.push_str(&tc(width, cols, merge, &content(table, cell, at, place)));
        at += cols;
    }
    out.push_str("</w:tr>");
    out
}

fn content(table: &Table, cell: &Cell, column: usize, place: Place) -> String {
    let side = if place == Place::Head { Align::Center } else { table.columns[column].align };
    let look = if place == Place::Head { Look::Bold } else { Look::Plain };
    let size = if table.size == 24 { Dress::default() } else { Dress::sized(table.size) };
    let para = Para::styled("OBang").aligned(cell.align.unwrap_or(side));
    // Slips need room for scissors.
    let para = if table.lines == Lines::Cut { para.spaced(140, 140) } else { para };
    let para = if place == Place::BeforeLast { Para { keep_next: Keep::WithNext, ..para } } else { para };
    para.write(&runs(&cell.text, size.look(look)))
}

fn tc(width: u32, cols: usize, merge: &str, content: &str) -> String {
    let span = if cols > 1 { format!("<w:gridSpan w:val=\"{cols}\"/>") } else { String::new() };
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{merge}<w:vAlign w:val=\"center\"/></w:tcPr>{content}</w:tc>"
    )
}
