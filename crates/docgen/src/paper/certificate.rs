//! Certificates: whole sheets with their frame, or words at their places on stock printed before; it must not be made without a decision.

use super::{Fillable, Kind, Paper};
use crate::{
    document::{Align, Block, Document, Frame, Ink, Line, Page, Placed, Tenths},
    qr::Qr,
    signature::{Mark, Signatures, Signer},
    template::Values,
    text::{Text, capitals, clean},
};

/// How a certificate is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stock {
    /// On blank paper: frame, motto and all words.
    Blank,
    /// On stock that already bears frame, motto and name: only the words, shifted by what the printer needs.
    Printed {
        /// To the right, in tenths of a millimetre.
        right: i16,
        /// Down, in tenths of a millimetre.
        down: i16,
    },
}

/// A certificate of recognition or commendation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Who gives it: “Trưởng ban Ban Dân tộc tỉnh Khánh Hòa”.
    pub giver: String,
    /// “Giấy khen”, “Giấy công nhận”.
    pub name: String,
    /// What the giver does: “Tặng”, “Công nhận”.
    pub verb: String,
    /// The one honoured.
    pub holder: String,
    /// Office and unit; may be empty.
    pub about: String,
    /// For what.
    pub merit: String,
    /// “Quyết định số 18/QĐ-BDT ngày 20/11/2026”.
    pub decision: String,
    /// The number in the book of certificates; may be empty.
    pub book: String,
    /// “Khánh Hòa, ngày 20 tháng 11 năm 2026”.
    pub place_date: String,
    /// Who signs.
    pub signer: Signer,
    /// The address at which it can be checked; may be empty. It is printed on blank paper only.
    pub check: String,
    /// On what it is printed.
    pub stock: Stock,
}

/// A field of printed stock: from the left, from the top, width, size of type in half points.
struct Place(Tenths, Tenths, Tenths, u16);

/// Places on the stock most printers sell: A4 lying, frame and motto printed.
const HOLDER: Place = Place(400, 880, 2170, 52);
const ABOUT: Place = Place(400, 1030, 2170, 32);
const MERIT: Place = Place(400, 1140, 2170, 32);
const DECISION: Place = Place(350, 1560, 1000, 24);
const DATE: Place = Place(1500, 1440, 1200, 28);
const OFFICE: Place = Place(1500, 1510, 1200, 28);
const SIGNER: Place = Place(1500, 1830, 1200, 28);

impl Certificate {
    /// Long names get smaller type, so that they stay on their line, and very long ones on two: of the broadest letters
    /// that names have, 46 fill a line at the second size, and a second line of it would push the signature to another sheet.
    fn holder_size(&self) -> u16 {
        match self.holder.chars().count() {
            0..=36 => 60,
            37..=46 => 48,
            47..=90 => 40,
            _ => 34,
        }
    }

    fn blank(&self) -> Vec<Block> {
        let line = |text: Text, size| Line::centered(text, size);
        let bold = |text: &str| Text::new().bold(text);
        let mut blocks: Vec<Block> = [
            line(bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), 28),
            line(bold("Độc lập - Tự do - Hạnh phúc"), 28),
            line(bold(&capitals(&self.giver)), 32).below(80),
            line(bold(&capitals(&self.verb)), 28).below(25),
            line(bold(&capitals(&self.name)), 88).red().below(15),
            line(bold(&self.holder), self.holder_size()).below(35),
        ]
        .map(Block::Line)
        .into();
        if !self.about.is_empty() {
            blocks.push(Block::Line(line(Text::from(&self.about), 32)));
        }
        blocks.push(Block::Line(line(Text::new().italic(&self.merit), 32).below(25)));
        blocks.push(Block::Space { height: 60 });
        let mut decision: Vec<String> = self.decision.lines().map(clean).collect();
        if !self.book.is_empty() {
            decision.push(format!("Số sổ: {}", clean(&self.book)));
        }
        let mark = Mark::from(&self.signer).dated(&self.place_date);
        let code = Some(&self.check).filter(|check| !check.is_empty()).and_then(|check| Qr::new(check).ok());
        blocks.push(Block::Signatures(Signatures { heading: String::new(), lines: decision, code, marks: vec![mark] }));
        blocks
    }

    fn placed(&self, right: i16, down: i16) -> Vec<Block> {
        let office = self.signer.lines().join("\n");
        let holder = Place(HOLDER.0, HOLDER.1, HOLDER.2, self.holder_size().min(HOLDER.3));
        let book = if self.book.is_empty() { String::new() } else { format!("\nSố sổ: {}", self.book) };
        [
            (holder, Text::new().bold(&self.holder)),
            (ABOUT, Text::from(&self.about)),
            (MERIT, Text::new().italic(&self.merit)),
            (DECISION, Text::from(format!("{}{book}", self.decision))),
            (DATE, Text::new().italic(&self.place_date)),
            (OFFICE, Text::new().bold(office)),
            (SIGNER, Text::new().bold(&self.signer.name)),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(place, text)| at(&place, text, Ink::Black, right, down))
        .collect()
    }
}

fn at(place: &Place, text: Text, ink: Ink, right: i16, down: i16) -> Block {
    let line = Line { ink, ..Line::centered(text, place.3) };
    let (x, y) = (place.0.saturating_add_signed(right), place.1.saturating_add_signed(down));
    Block::Placed(Placed { x, y, width: place.2, line })
}

impl Paper for Certificate {
    fn kind(&self) -> Kind {
        Kind::Certificate
    }

    fn fills(&self) -> Option<Values> {
        Some(self.values())
    }

    fn document(&self) -> Document {
        let title = clean(&format!("{} {}", self.name, self.holder));
        let (page, blocks) = match self.stock {
            Stock::Blank => (Page::certificate(Frame::Certificate), self.blank()),
            Stock::Printed { right, down } => (Page::certificate(Frame::None), self.placed(right, down)),
        };
        let mut document = Document::new(title, clean(&self.giver), blocks);
        document.sections[0].page = page;
        document
    }
}

/// A sheet to lay upon printed stock against the light: each field with its name, and a ruler to read the shift from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calibration {
    /// The shift that is tried, to the right.
    pub right: i16,
    /// The shift that is tried, down.
    pub down: i16,
}

impl Calibration {
    /// The sheet.
    #[must_use]
    pub fn document(&self) -> Document {
        let fields = [
            (HOLDER, "[ Họ và tên / Tên tập thể ]"),
            (ABOUT, "[ Chức vụ, đơn vị ]"),
            (MERIT, "[ Thành tích ]"),
            (DECISION, "[ Số quyết định, số sổ ]"),
            (DATE, "[ Địa danh, ngày tháng năm ]"),
            (OFFICE, "[ Chức vụ người ký ]"),
            (SIGNER, "[ Họ tên người ký ]"),
        ];
        let mut blocks: Vec<Block> = fields
            .into_iter()
            .map(|(place, name)| at(&place, Text::from(name), Ink::Grey, self.right, self.down))
            .collect();
        for centimetre in 1..=28_u16 {
            let mark = |x, y, text: String| {
                let line = Line { ink: Ink::Grey, align: Align::Left, ..Line::centered(Text::from(text), 14) };
                Block::Placed(Placed { x, y, width: 100, line })
            };
            blocks.push(mark(centimetre * 100, 50, format!("|{centimetre}")));
            if centimetre <= 19 {
                blocks.push(mark(50, centimetre * 100, format!("_{centimetre}")));
            }
        }
        let how = format!(
            "Thước chia xăng-ti-mét tính từ mép giấy. Độ dịch đang dùng: sang phải {} mm, xuống {} mm. In thử, soi lên phôi, đo độ lệch rồi nhập lại.",
            millimetres(self.right),
            millimetres(self.down)
        );
        let line = Line { ink: Ink::Grey, ..Line::centered(Text::from(how), 20) };
        blocks.push(Block::Placed(Placed { x: 400, y: 500, width: 2170, line }));
        let mut document = Document::new("Tờ căn chỉnh in giấy khen trên phôi", "", blocks);
        document.sections[0].page = Page::certificate(Frame::None);
        document
    }
}

fn millimetres(tenths: i16) -> String {
    let sign = if tenths < 0 { "−" } else { "" };
    let tenths = tenths.unsigned_abs();
    format!("{sign}{},{}", tenths / 10, tenths % 10)
}
