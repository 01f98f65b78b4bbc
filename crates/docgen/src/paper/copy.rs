//! Copies of issued documents (Decree 30/2020/NĐ-CP, articles 25–27): the whole (sao y) or a part (trích sao), with the copy's own number below. It must not change what it copies.

use crate::{
    document::{Block, Document, Line},
    issuer::Letterhead,
    signature::{Signatures, Signer},
    text::{Text, capitals},
};
use std::collections::BTreeSet;

/// What stands below a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyMark {
    /// Who copies, the copy's number, when.
    pub letterhead: Letterhead,
    /// Who signs the copy.
    pub signer: Signer,
    /// Recipients of the copy.
    pub recipients: Vec<String>,
}

/// A piece of a document that an excerpt may take: a block that is not the head or the closing, or a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerptible {
    /// Its place: part, block, and row for rows of tables, each from 0.
    pub place: (usize, usize, Option<usize>),
    /// Its text on one line.
    pub text: String,
}

/// A copy of the whole, marked SAO Y, number `05/SY-BDT`.
#[must_use]
pub fn copy(mut document: Document, mark: &CopyMark) -> Document {
    close(&mut document, "SAO Y", "SY", mark);
    document
}

/// A copy of the chosen pieces, marked TRÍCH SAO, number `05/TrS-BDT`. Head, title, heads of tables and closing stay.
#[must_use]
pub fn excerpt(mut document: Document, chosen: &BTreeSet<(usize, usize, Option<usize>)>, mark: &CopyMark) -> Document {
    let all: BTreeSet<_> = pieces(&document).into_iter().map(|piece| piece.place).collect();
    for (s, section) in document.sections.iter_mut().enumerate() {
        let blocks = std::mem::take(&mut section.blocks);
        for (b, mut block) in blocks.into_iter().enumerate() {
            if let Block::Table(table) = &mut block {
                let rows = std::mem::take(&mut table.rows);
                let kept = rows.into_iter().enumerate().filter(|(r, _)| chosen.contains(&(s, b, Some(*r))));
                table.rows = kept.map(|(_, row)| row).collect();
                if table.rows.is_empty() {
                    continue;
                }
            } else if all.contains(&(s, b, None)) && !chosen.contains(&(s, b, None)) {
                continue;
            }
            section.blocks.push(block);
        }
    }
    document.sections.retain(|section| !section.blocks.is_empty());
    close(&mut document, "TRÍCH SAO", "TrS", mark);
    document
}

/// What an excerpt of a document may take, in order.
#[must_use]
pub fn pieces(document: &Document) -> Vec<Excerptible> {
    let mut out = Vec::new();
    for (s, section) in document.sections.iter().enumerate() {
        for (b, block) in section.blocks.iter().enumerate() {
            if let Block::Table(table) = block {
                for (r, row) in table.rows.iter().enumerate() {
                    let cells: Vec<String> = row.iter().map(|cell| cell.text.string()).collect();
                    out.push(Excerptible { place: (s, b, Some(r)), text: one_line(&cells.join(" | ")) });
                }
            } else if let Some(text) = said(block) {
                out.push(Excerptible { place: (s, b, None), text });
            }
        }
    }
    out
}

fn said(block: &Block) -> Option<String> {
    let text = match block {
        Block::Para { text, .. } | Block::Heading { text, .. } => text.string(),
        Block::Item { label, text, .. } => format!("{label} {}", text.string()),
        Block::Field { label, value } => {
            format!("{label}: {}", value.as_ref().map(Text::string).unwrap_or_default())
        }
        _ => return None,
    };
    Some(one_line(&text)).filter(|text| !text.is_empty())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The copy's own closing, under a line: form of copy, agency and number at the left, place and date at the right.
fn close(document: &mut Document, form: &str, mark: &str, by: &CopyMark) {
    let head = by.letterhead.numbered(mark);
    let line = |text: Text| Block::Line(Line::centered(text, 26));
    if let Some(last) = document.sections.last_mut() {
        last.blocks.push(Block::Line(Line::centered(Text::new().bold(form), 28).below(80)));
        last.blocks.push(line(Text::new().bold(capitals(&by.letterhead.agency()))));
        last.blocks.push(line(Text::new().plain(&head.number)));
        last.blocks.push(line(Text::new().italic(&head.place_date)));
        last.blocks.push(Block::Signatures(Signatures::with_recipients(&by.recipients, &by.signer)));
    }
    document.title = format!("{form}: {}", document.title);
    document.author = by.letterhead.agency();
}
