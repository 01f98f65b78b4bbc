//! A statistics form as an Excel file: heads that span columns, numbered lines, two signatures. It must not know what is counted.

use crate::sheet::{SheetFault, allowed, bordered, dated};
use crate::text::clean;
use jiff::Timestamp;
use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, Worksheet, XlsxError};

/// A cell of the heading: where it begins under the heading's first line, how far it reaches, what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormHead {
    /// Its line, from 0.
    pub line: u32,
    /// Its column, from 0.
    pub column: u16,
    /// Lines it spans, at least 1.
    pub lines: u32,
    /// Columns it spans, at least 1.
    pub columns: u16,
    /// What it says.
    pub text: String,
}

/// A line below the heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormLine {
    /// The texts before the numbers: name, number of the line, unit.
    pub texts: Vec<String>,
    /// The numbers; `None` leaves the cell empty.
    pub cells: Vec<Option<u32>>,
    /// How it is set.
    pub kind: FormLineKind,
}

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormLineKind {
    /// As one of many.
    Plain,
    /// As a total or the heading of a group.
    Strong,
}

/// A form, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatisticsForm {
    /// What the sheet is called.
    pub name: String,
    /// Lines at the top left: number of the form, the circular, the day it is due.
    pub left: Vec<String>,
    /// Lines at the top right: who reports, to whom.
    pub right: Vec<String>,
    /// The title.
    pub title: String,
    /// Lines under the title: the year, the unit of measure.
    pub under: Vec<String>,
    /// The heading.
    pub heads: Vec<FormHead>,
    /// The lines.
    pub lines: Vec<FormLine>,
    /// What a reader has to know, under the table.
    pub notes: Vec<String>,
    /// Place and day above the second signature.
    pub day: String,
    /// Who signs: the post, and how.
    pub signers: [(String, String); 2],
}

impl StatisticsForm {
    fn columns(&self) -> u16 {
        let right = self.heads.iter().map(|head| head.column + head.columns).max();
        right.unwrap_or(4).max(4)
    }

    /// The file. `at` is written into it.
    ///
    /// # Errors
    /// [`SheetFault::Refused`].
    pub fn excel(&self, at: Timestamp) -> Result<Vec<u8>, SheetFault> {
        let mut book = Workbook::new();
        dated(&mut book, at);
        let mut page = Worksheet::new();
        page.set_name(allowed(&self.name))?;
        page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        self.widths(&mut page)?;
        let table = self.top(&mut page)?;
        let below = self.table(&mut page, table)?;
        self.foot(&mut page, below)?;
        book.push_worksheet(page);
        Ok(book.save_to_buffer()?)
    }

    /// Letters a column holds.
    fn width(&self, column: u16) -> u16 {
        let texts = self.lines.first().map_or(1, |line| line.texts.len());
        match usize::from(column) {
            0 => 46,
            one if one < texts => 10,
            _ => 14,
        }
    }

    fn widths(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        for column in 0..self.columns() {
            page.set_column_width(column, f64::from(self.width(column)))?;
        }
        Ok(())
    }

    /// Points a line of the heading needs: programs do not fit the height of merged cells by themselves.
    fn head_height(&self, line: u32) -> f64 {
        let letters = |head: &FormHead| (head.column..head.column + head.columns).map(|one| self.width(one)).sum();
        let needs = |head: &FormHead| height(&head.text, letters(head)) / f64::from(head.lines.max(1));
        let over = |head: &&FormHead| (head.line..head.line + head.lines.max(1)).contains(&line);
        self.heads.iter().filter(over).map(needs).fold(LINE, f64::max)
    }

    /// Everything above the heading; gives the heading's first line.
    fn top(&self, page: &mut Worksheet) -> Result<u32, XlsxError> {
        let last = self.columns() - 1;
        let half = last / 2;
        for (line, text) in (0..).zip(&self.left) {
            across(page, (line, 0), (line, half), text, &plain())?;
        }
        for (line, text) in (0..).zip(&self.right) {
            across(page, (line, half + 1), (line, last), text, &plain().set_align(FormatAlign::Center))?;
        }
        let mut line = u32::try_from(self.left.len().max(self.right.len())).unwrap_or(u32::MAX) + 1;
        let title = plain().set_bold().set_font_size(14).set_align(FormatAlign::Center);
        page.set_row_height(line, 40)?;
        across(page, (line, 0), (line, last), &self.title, &title)?;
        for text in &self.under {
            line += 1;
            across(page, (line, 0), (line, last), text, &plain().set_italic().set_align(FormatAlign::Center))?;
        }
        Ok(line + 1)
    }

    /// The heading and the lines; gives the first line below.
    fn table(&self, page: &mut Worksheet, first: u32) -> Result<u32, XlsxError> {
        let head = bordered()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_background_color(Color::RGB(0x00E8_EEF5));
        let mut line = first;
        for one in &self.heads {
            let from = (first + one.line, one.column);
            let to = (from.0 + one.lines.max(1) - 1, from.1 + one.columns.max(1) - 1);
            across(page, from, to, &one.text, &head)?;
            line = line.max(to.0 + 1);
        }
        for down in 0..line - first {
            page.set_row_height(first + down, self.head_height(down))?;
        }
        for one in &self.lines {
            page.set_row_height(line, height(one.texts.first().map_or("", String::as_str), self.width(0)))?;
            let set = |format: Format| if one.kind == FormLineKind::Strong { format.set_bold() } else { format };
            for (column, text) in (0_u16..).zip(&one.texts) {
                let align = if column == 0 { FormatAlign::Left } else { FormatAlign::Center };
                page.write_string_with_format(
                    line,
                    column,
                    clean(text),
                    &set(bordered().set_text_wrap().set_align(align)),
                )?;
            }
            let number = set(bordered().set_num_format("#,##0").set_align(FormatAlign::Right));
            let start = u16::try_from(one.texts.len()).unwrap_or(u16::MAX);
            for (column, cell) in (start..).zip(&one.cells) {
                match cell {
                    Some(count) => page.write_number_with_format(line, column, *count, &number)?,
                    None => page.write_blank(line, column, &number)?,
                };
            }
            line += 1;
        }
        Ok(line)
    }

    fn foot(&self, page: &mut Worksheet, below: u32) -> Result<(), XlsxError> {
        let last = self.columns() - 1;
        let half = last / 2;
        let mut line = below;
        for note in &self.notes {
            page.set_row_height(line, 32)?;
            across(page, (line, 0), (line, last), note, &plain().set_italic().set_text_wrap())?;
            line += 1;
        }
        line += 1;
        let centred = || plain().set_align(FormatAlign::Center);
        across(page, (line, half + 1), (line, last), &self.day, &centred().set_italic())?;
        for ((from, to), (post, how)) in [(0, half), (half + 1, last)].into_iter().zip(&self.signers) {
            across(page, (line + 1, from), (line + 1, to), post, &centred().set_bold())?;
            across(page, (line + 2, from), (line + 2, to), how, &centred().set_italic())?;
        }
        Ok(())
    }
}

/// Points of one line of 12-point text.
const LINE: f64 = 17.0;

/// Points a text needs in a cell of so many letters, words not broken: a little more than the letters alone would.
fn height(text: &str, letters: u16) -> f64 {
    let mut lines = 1_u16;
    let mut used = 0;
    for word in text.split(' ') {
        let long = u16::try_from(word.chars().count()).unwrap_or(u16::MAX);
        if used > 0 && used + 1 + long > letters.saturating_sub(1) {
            lines += 1;
            used = long;
        } else {
            used += 1 + long;
        }
    }
    LINE * f64::from(lines)
}

fn plain() -> Format {
    Format::new()
        .set_font_name("Times New Roman")
        .set_font_size(12)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// A text over a block of cells; a block of one cell cannot be merged.
fn across(
    page: &mut Worksheet,
    from: (u32, u16),
    to: (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if from == to {
        page.write_string_with_format(from.0, from.1, clean(text), format)?;
    } else {
        page.merge_range(from.0, from.1, to.0, to.1, &clean(text), format)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{FormHead, FormLine, FormLineKind, LINE, StatisticsForm, height};
    use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
    use jiff::Timestamp;
    use std::io::Cursor;

    fn head(line: u32, column: u16, (lines, columns): (u32, u16), text: &str) -> FormHead {
        FormHead { line, column, lines, columns, text: text.to_owned() }
    }

    fn sample() -> StatisticsForm {
        let signer = |post: &str| (post.to_owned(), "(Ký, họ tên)".to_owned());
        let line = |name: &str, number: &str, cells, kind| FormLine {
            texts: vec![name.to_owned(), number.to_owned()],
            cells,
            kind,
        };
        StatisticsForm {
            name: "0601".to_owned(),
            left: vec!["Biểu số: 0601.N/BNV-TĐKT".to_owned()],
            right: vec!["Đơn vị báo cáo: Ban Dân tộc".to_owned()],
            title: "SỐ PHONG TRÀO THI ĐUA".to_owned(),
            under: vec!["Năm 2026".to_owned()],
            heads: vec![
                head(0, 0, (2, 1), ""),
                head(0, 1, (2, 1), "Mã số"),
                head(0, 2, (1, 2), "Chia ra"),
                head(1, 2, (1, 1), "Cấp tỉnh"),
                head(1, 3, (1, 1), "Đơn vị"),
            ],
            lines: vec![
                line("Tổng số", "01", vec![Some(1_204), Some(3)], FormLineKind::Strong),
                line("- Toàn quốc", "02", vec![Some(0), None], FormLineKind::Plain),
            ],
            notes: vec!["Đối chiếu trước khi nộp.".to_owned()],
            day: "Khánh Hòa, ngày 30 tháng 11 năm 2026".to_owned(),
            signers: [signer("Người lập biểu"), signer("Thủ trưởng đơn vị")],
        }
    }

    #[test]
    fn heads_span_and_empty_cells_stay_empty() {
        let file = sample().excel(Timestamp::UNIX_EPOCH).expect("a file");
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(file)).expect("a book");
        let merged = book.merge_cells_by_sheet_name("0601").expect("merged cells").len();
        let range = book.worksheet_range("0601").expect("a sheet");
        let rows: Vec<Vec<Data>> = range.rows().map(<[Data]>::to_vec).collect();
        let at = |line: usize, column: usize| rows[line].get(column).cloned().unwrap_or(Data::Empty);
        assert_eq!(at(0, 0), Data::String("Biểu số: 0601.N/BNV-TĐKT".into()));
        assert_eq!(at(0, 2), Data::String("Đơn vị báo cáo: Ban Dân tộc".into()));
        assert_eq!(at(2, 0), Data::String("SỐ PHONG TRÀO THI ĐUA".into()));
        assert_eq!(
            (at(4, 1), at(4, 2), at(5, 3)),
            ("Mã số".to_owned().into(), "Chia ra".to_owned().into(), "Đơn vị".to_owned().into())
        );
        assert_eq!((at(6, 1), at(6, 2)), (Data::String("01".into()), Data::Float(1_204.0)));
        assert_eq!((at(7, 2), at(7, 3)), (Data::Float(0.0), Data::Empty), "nothing is asked there");
        assert_eq!(at(11, 2), Data::String("Thủ trưởng đơn vị".into()));
        assert!(merged >= 10, "{merged} merged blocks");
    }

    #[test]
    fn a_long_heading_gets_the_lines_it_needs() {
        assert!((height("Tập thể", 14) - LINE).abs() < 0.1);
        let flag = "Cờ thi đua của bộ, ban, ngành, đoàn thể Trung ương, tỉnh, thành phố trực thuộc Trung ương";
        assert!(height(flag, 14) >= 7.0 * LINE, "eighty-eight letters in fourteen");
        let mut form = sample();
        assert!((form.head_height(1) - LINE).abs() < 0.1);
        form.heads[3].text = flag.to_owned();
        assert!(form.head_height(1) >= 7.0 * LINE && form.head_height(0) < 3.0 * LINE, "only its own line grows");
    }

    #[test]
    fn the_same_form_gives_the_same_bytes() {
        let made = || sample().excel(Timestamp::UNIX_EPOCH).expect("a file");
        assert_eq!(made(), made());
    }
}
