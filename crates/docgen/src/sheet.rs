//! Excel lists, written row by row with bounded memory; it must not compute, and it reads no clock.

use crate::text::clean;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use lantoa_i18n::{Message, word};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// The rows below the head that a sheet may have.
pub const MOST_ROWS: u32 = 1_048_575;
/// The letters a cell may hold.
const MOST_LETTERS: usize = 32_767;
/// Whole numbers beyond this lose digits in Excel and are written as text.
const MOST_EXACT: u64 = 1 << 53;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text; lines of its own are kept.
    Text,
    /// Whole numbers: `1.234`, marks as the reader's Excel writes them.
    Number,
    /// Đồng.
    Money,
    /// Days: `25/11/2026`.
    Date,
}

/// A column: its heading, its width in letters (1 to 255), what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetColumn<'a> {
    /// The heading.
    pub name: &'a str,
    /// The width in letters.
    pub width: u8,
    /// What it holds.
    pub holds: Holds,
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetCell<'a> {
    /// Nothing.
    Empty,
    /// Text. It stays text, also when it begins like a formula.
    Text(&'a str),
    /// A whole number, or đồng.
    Number(i64),
    /// A day.
    Date(Date),
}

/// Why a sheet was not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetFault {
    /// More rows than a sheet may have.
    #[error("a sheet has at most {MOST_ROWS} rows")]
    TooMany,
    /// The writer refused, mostly because the disk for temporary files is full; the sentence is for the log.
    #[error("the sheet was not written: {0}")]
    Refused(String),
}

impl SheetFault {
    /// The fault in words for people.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::TooMany => word!("paper-sheet-too-many").with("most", MOST_ROWS),
            Self::Refused(_) => word!("paper-sheet-refused").into(),
        }
    }
}

impl From<XlsxError> for SheetFault {
    fn from(why: XlsxError) -> Self {
        Self::Refused(why.to_string())
    }
}

/// A sheet on its way. Rows go to a temporary file as they come, so that 100,000 rows take a few megabytes of memory.
pub struct Sheet {
    book: Workbook,
    page: Worksheet,
    formats: Vec<Format>,
    row: u32,
}

impl Sheet {
    /// A sheet with a frozen head, widths and formats; its name is shortened to what Excel allows. `at` is written into the file.
    ///
    /// # Errors
    /// [`SheetFault::Refused`].
    pub fn new(name: &str, columns: &[SheetColumn<'_>], at: Timestamp) -> Result<Self, SheetFault> {
        let mut book = Workbook::new();
        dated(&mut book, at);
        let mut page = book.new_worksheet_with_constant_memory()?;
        page.set_name(allowed(name))?;
        page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        page.set_repeat_rows(0, 0)?;
        page.set_freeze_panes(1, 0)?;
        page.set_row_height(0, 32)?;
        let head = bordered()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_background_color(Color::RGB(0x00E8_EEF5));
        let mut formats = Vec::with_capacity(columns.len());
        for (i, column) in (0_u16..).zip(columns) {
            page.set_column_width(i, f64::from(column.width.max(1)))?;
            page.write_string_with_format(0, i, clean(column.name), &head)?;
            formats.push(format(column.holds));
        }
        Ok(Self { book, page, formats, row: 0 })
    }

    /// Adds a row; cells beyond the columns are left out, cells that do not fit their column's kind are written as they are.
    ///
    /// # Errors
    /// [`SheetFault::TooMany`], [`SheetFault::Refused`].
    pub fn push(&mut self, cells: &[SheetCell<'_>]) -> Result<(), SheetFault> {
        if self.row >= MOST_ROWS {
            return Err(SheetFault::TooMany);
        }
        self.row += 1;
        for ((i, cell), format) in (0_u16..).zip(cells).zip(&self.formats) {
            write(&mut self.page, self.row, i, cell, format)?;
        }
        Ok(())
    }

    /// How many rows it has.
    #[must_use]
    pub const fn rows(&self) -> u32 {
        self.row
    }

    /// The file.
    ///
    /// # Errors
    /// [`SheetFault::Refused`].
    pub fn finish(mut self) -> Result<Vec<u8>, SheetFault> {
        self.book.push_worksheet(self.page);
        Ok(self.book.save_to_buffer()?)
    }
}

/// Writes a day into a book, so that the same rows give the same bytes.
pub(crate) fn dated(book: &mut Workbook, at: Timestamp) {
    let utc = at.to_zoned(TimeZone::UTC);
    let part = |n: i8| u8::try_from(n).unwrap_or(1);
    if let Ok(day) =
        ExcelDateTime::from_ymd(u16::try_from(utc.year()).unwrap_or(1970), part(utc.month()), part(utc.day()))
    {
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    }
}

fn write(page: &mut Worksheet, row: u32, column: u16, cell: &SheetCell<'_>, format: &Format) -> Result<(), XlsxError> {
    match cell {
        SheetCell::Empty => page.write_blank(row, column, format)?,
        SheetCell::Text(text) => page.write_string_with_format(row, column, fitting(text), format)?,
        // Digits are exact up to 2^53; beyond it they are text.
        #[expect(clippy::cast_precision_loss, reason = "whole numbers below 2^53 are exact")]
        SheetCell::Number(n) if n.unsigned_abs() <= MOST_EXACT => {
            page.write_number_with_format(row, column, *n as f64, format)?
        }
        SheetCell::Number(n) => page.write_string_with_format(row, column, n.to_string(), format)?,
        SheetCell::Date(day) => match excel(*day) {
            Some(date) => page.write_datetime_with_format(row, column, date, format)?,
            None => page.write_string_with_format(
                row,
                column,
                lantoa_i18n::date_short(lantoa_i18n::Locale::Vi, *day),
                format,
            )?,
        },
    };
    Ok(())
}

/// A day as Excel counts it; it knows none before 1900.
fn excel(day: Date) -> Option<ExcelDateTime> {
    let part = |n: i8| u8::try_from(n).ok();
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, part(day.month())?, part(day.day())?).ok()
}

fn fitting(text: &str) -> String {
    let text = clean(text);
    if text.chars().count() <= MOST_LETTERS {
        return text;
    }
    text.chars().take(MOST_LETTERS - 1).chain(['…']).collect()
}

/// Names of sheets have at most 31 letters, and some they may not have.
pub(crate) fn allowed(name: &str) -> String {
    let kept: String = clean(name).chars().filter(|c| !"[]:*?/\\\n'".contains(*c)).take(31).collect();
    if kept.trim().is_empty() { "Danh sách".to_owned() } else { kept }
}

pub(crate) fn bordered() -> Format {
    Format::new()
        .set_font_name("Times New Roman")
        .set_font_size(12)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
}

fn format(holds: Holds) -> Format {
    match holds {
        Holds::Text => bordered().set_text_wrap(),
        Holds::Number | Holds::Money => bordered().set_num_format("#,##0").set_align(FormatAlign::Right),
        Holds::Date => bordered().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
    }
}

#[cfg(test)]
mod tests {
    use super::{Holds, Sheet, SheetCell, SheetColumn};
    use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
    use jiff::{Timestamp, civil::date};
    use std::io::Cursor;

    const COLUMNS: [SheetColumn<'static>; 4] = [
        SheetColumn { name: "Họ và tên", width: 30, holds: Holds::Text },
        SheetColumn { name: "Ngày sinh", width: 12, holds: Holds::Date },
        SheetColumn { name: "Số tiền", width: 14, holds: Holds::Money },
        SheetColumn { name: "Ghi chú", width: 20, holds: Holds::Text },
    ];

    fn read(file: Vec<u8>) -> (String, Vec<Vec<Data>>) {
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(file)).expect("a book");
        let name = book.sheet_names()[0].clone();
        let range = book.worksheet_range(&name).expect("a sheet");
        (name, range.rows().map(<[Data]>::to_vec).collect())
    }

    #[test]
    fn what_was_written_is_read_back() {
        let mut sheet = Sheet::new("Danh sách [2026]/*", &COLUMNS, Timestamp::UNIX_EPOCH).expect("a sheet");
        let day = date(1985, 3, 12);
        sheet
            .push(&[
                SheetCell::Text("Trần Thị Ẩm"),
                SheetCell::Date(day),
                SheetCell::Number(1_420_000),
                SheetCell::Empty,
            ])
            .expect("a row");
        sheet
            .push(&[SheetCell::Text("=1+1\u{1}"), SheetCell::Date(date(1890, 1, 2)), SheetCell::Number(i64::MAX)])
            .expect("a row");
        assert_eq!(sheet.rows(), 2);
        let (name, rows) = read(sheet.finish().expect("a file"));
        assert_eq!(name, "Danh sách 2026");
        assert_eq!(rows[0][1], Data::String("Ngày sinh".into()));
        assert_eq!(rows[1][0], Data::String("Trần Thị Ẩm".into()));
        assert_eq!(rows[1][2], Data::Float(1_420_000.0));
        assert!(
            matches!(&rows[1][1], Data::DateTime(day) if (day.as_f64() - 31_118.0).abs() < 0.5),
            "{:?}",
            rows[1][1]
        );
        assert_eq!(rows[2][0], Data::String("=1+1".into()));
        assert_eq!(rows[2][1], Data::String("02/01/1890".into()));
        assert_eq!(rows[2][2], Data::String(i64::MAX.to_string()));
    }

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        let made = || {
            let mut sheet = Sheet::new("", &COLUMNS, Timestamp::UNIX_EPOCH).expect("a sheet");
            (0..50).for_each(|n| {
                sheet.push(&[SheetCell::Text("x"), SheetCell::Empty, SheetCell::Number(n)]).expect("a row");
            });
            sheet.finish().expect("a file")
        };
        assert_eq!(made(), made());
    }
}
