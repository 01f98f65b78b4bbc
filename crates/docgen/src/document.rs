//! A paper as data, drawn alike by Word and by the press: pages and blocks; it must not know how either draws them.

use crate::{qr::Qr, signature::Signatures, table::Table, text::Text};
use serde::{Deserialize, Serialize};

/// A length on paper, in tenths of a millimetre.
pub type Tenths = u16;

/// A size of type, in half points as Word counts them: 28 is 14 pt.
pub type HalfPoints = u16;

/// A paper: what it is called, who issues it, and its parts, each with pages of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The name of the paper in its metadata: kind, number, subject.
    pub title: String,
    /// The agency that issues it.
    pub author: String,
    /// The parts in order: the body, then each appendix. At least one.
    pub sections: Vec<Section>,
}

impl Document {
    /// A paper of one part on standing A4.
    #[must_use]
    pub fn new(title: impl Into<String>, author: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self { title: title.into(), author: author.into(), sections: vec![Section { page: Page::standing(), blocks }] }
    }

    /// Adds an appendix on pages of its own.
    #[must_use]
    pub fn and(mut self, page: Page, blocks: Vec<Block>) -> Self {
        self.sections.push(Section { page, blocks });
        self
    }

    /// The same paper with a code at the end of its body that leads to the page where anybody can check it; where each of several gets a
    /// sheet with a head of its own, at the end of every one.
    ///
    /// An address too long for a code leaves the paper as it is.
    #[must_use]
    pub fn checked_at(mut self, address: &str) -> Self {
        let Ok(code) = Qr::new(address) else { return self };
        let caption = Text::new().plain("Kiểm tra văn bản này tại:\n").plain(address);
        let is_body = |n: usize, part: &Section| n == 0 || matches!(part.blocks.first(), Some(Block::Head(_)));
        for (_, body) in self.sections.iter_mut().enumerate().filter(|(n, part)| is_body(*n, part)) {
            body.blocks.push(Block::Qr { code: code.clone(), caption: caption.clone() });
        }
        self
    }

    /// Every block in order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.sections.iter().flat_map(|section| &section.blocks)
    }

    /// How heavy it is to draw: rows of tables, and parts that begin a page.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.rows() + self.sections.len()
    }

    /// How many rows its tables hold: what the press weighs before it draws inside a request.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.blocks().map(|block| if let Block::Table(table) = block { table.rows.len() } else { 0 }).sum()
    }
}

/// A part of a paper that begins on a new page and counts its pages from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its pages.
    pub page: Page,
    /// What stands on them, from top to bottom.
    pub blocks: Vec<Block>,
}

/// Size, margins and dress of the pages of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Width.
    pub width: Tenths,
    /// Height.
    pub height: Tenths,
    /// Space at the top.
    pub top: Tenths,
    /// Space at the right.
    pub right: Tenths,
    /// Space at the bottom.
    pub bottom: Tenths,
    /// Space at the left.
    pub left: Tenths,
    /// Size of the body's type.
    pub size: HalfPoints,
    /// Whether and where pages are numbered.
    pub numbering: Numbering,
    /// What frames the page.
    pub frame: Frame,
}

/// Numbering of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbering {
    /// None: certificates, ballots, slips.
    None,
    /// Arabic, in the middle of the top margin, from the second page on (Decree 30/2020/NĐ-CP, appendix I).
    FromSecond,
}

/// The frame of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frame {
    /// None.
    None,
    /// A double line with corners, as on certificates.
    Certificate,
}

impl Page {
    /// A4 standing, margins and type as Decree 30/2020/NĐ-CP has them: 20, 20, 20 and 30 mm, 14 pt.
    #[must_use]
    pub const fn standing() -> Self {
        Self {
            width: 2100,
            height: 2970,
            top: 200,
            right: 200,
            bottom: 200,
            left: 300,
            size: 28,
            numbering: Numbering::FromSecond,
            frame: Frame::None,
        }
    }

    /// A4 lying, for wide tables.
    #[must_use]
    pub const fn lying() -> Self {
        Self { width: 2970, height: 2100, left: 250, ..Self::standing() }
    }

    /// A4 lying without margins to speak of: certificates, with or without the frame.
    #[must_use]
    pub const fn certificate(frame: Frame) -> Self {
        Self {
            width: 2970,
            height: 2100,
            top: 240,
            right: 300,
            bottom: 200,
            left: 300,
            size: 32,
            numbering: Numbering::None,
            frame,
        }
    }

    /// A5 standing, for ballots.
    #[must_use]
    pub const fn slip() -> Self {
        Self {
            width: 1480,
            height: 2100,
            top: 140,
            right: 140,
            bottom: 140,
            left: 140,
            size: 24,
            numbering: Numbering::None,
            frame: Frame::None,
        }
    }

    /// The width between the margins.
    #[must_use]
    pub const fn inner(&self) -> Tenths {
        self.width.saturating_sub(self.left).saturating_sub(self.right)
    }
}

/// Where text stands on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// Both edges straight.
    Justify,
}

/// The ink of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ink {
    /// Black, the ink of official papers.
    #[default]
    Black,
    /// The red of certificates.
    Red,
    /// Grey: helping lines of calibration sheets and slips.
    Grey,
}

/// A thing on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// Agency, number, motto of the nation, place and date.
    Head(Head),
    /// The number of the form at the top right: “Mẫu số 02”.
    Form {
        /// The line, or lines.
        lines: Vec<String>,
    },
    /// The name of the paper and its abstract.
    Title {
        /// “QUYẾT ĐỊNH”.
        name: String,
        /// “Về việc …”; empty when there is none.
        about: Text,
        /// A line in brackets under it: “(Kèm theo Quyết định số …)”; empty when there is none.
        note: Text,
    },
    /// Addressees of a submission or report: “Kính gửi:”.
    Addressees {
        /// Names.
        names: Vec<String>,
    },
    /// A line of its own place and size: the authority above a decision, the lines of a certificate.
    Line(Line),
    /// A paragraph.
    Para {
        /// Its text.
        text: Text,
        /// What it is for.
        style: ParaStyle,
    },
    /// A heading inside the body; it stays with what follows.
    Heading {
        /// 1 part (I.), 2 section (1.), 3 clause (a).
        level: u8,
        /// Its text, numbered by hand: numbers of articles are references that an editor must not shift.
        text: Text,
    },
    /// A line of a list with a label written as text.
    Item {
        /// “-”, “1.”, “a)”.
        label: String,
        /// Its text.
        text: Text,
        /// 0 outer, 1 inner.
        depth: u8,
    },
    /// A line to be filled in: “Họ và tên: Nguyễn Văn A”, or dots up to the margin.
    Field {
        /// Before the colon.
        label: String,
        /// What is known; `None` leaves dots for a pen.
        value: Option<Text>,
    },
    /// Dotted lines for a pen.
    Blanks {
        /// How many.
        count: u8,
    },
    /// A table whose head stands again on each page.
    Table(Table),
    /// The closing: recipients at the left, signature at the right, or two who sign. Never cut by a page.
    Signatures(Signatures),
    /// A code for telephones.
    Qr {
        /// The code.
        code: Qr,
        /// The words under it.
        caption: Text,
    },
    /// Text at a place of the page, for stock printed before: certificates and calibration sheets.
    Placed(Placed),
    /// Empty height.
    Space {
        /// How much.
        height: Tenths,
    },
    /// A dashed line to cut along.
    Cut,
    /// The next block begins a page.
    PageBreak,
}

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParaStyle {
    /// Body: justified, first line indented.
    Body,
    /// A legal basis: as the body, in italics.
    Basis,
    /// A line at the left without indent.
    Flush,
    /// In the middle.
    Centered,
    /// Small, in italics, at the left: notes under a form.
    Note,
}

/// The head of a paper: two columns as Decree 30/2020/NĐ-CP draws them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The direct superior, in capitals; empty when the agency has none. One entry a line.
    pub superior: Vec<String>,
    /// The agency, in capitals. One entry a line.
    pub agency: Vec<String>,
    /// “Số: 87/KH-BDT”; empty for papers without a number.
    pub number: String,
    /// “V/v …” of a letter; empty for papers with a name of their own.
    pub about: String,
    /// “Khánh Hòa, ngày 31 tháng 12 năm 2021”; empty for papers that are dated below.
    pub place_date: String,
}

/// A line with its own dress.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its text.
    pub text: Text,
    /// Size of type.
    pub size: HalfPoints,
    /// Where it stands.
    pub align: Align,
    /// Its ink.
    pub ink: Ink,
    /// Space above it.
    pub above: Tenths,
}

impl Line {
    /// A black line in the middle.
    #[must_use]
    pub fn centered(text: impl Into<Text>, size: HalfPoints) -> Self {
        Self { text: text.into(), size, align: Align::Center, ink: Ink::Black, above: 0 }
    }

    /// The same in red.
    #[must_use]
    pub fn red(mut self) -> Self {
        self.ink = Ink::Red;
        self
    }

    /// The same with space above it.
    #[must_use]
    pub const fn below(mut self, above: Tenths) -> Self {
        self.above = above;
        self
    }
}

/// Text at a place measured from the upper left corner of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// From the left edge to the left side of its field.
    pub x: Tenths,
    /// From the upper edge to the top of its first line.
    pub y: Tenths,
    /// Width of its field; longer text breaks into lines.
    pub width: Tenths,
    /// What stands there.
    pub line: Line,
}
