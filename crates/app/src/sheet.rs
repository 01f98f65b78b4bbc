//! Rows of an Excel list by the names of its columns. It must not know what the rows mean, nor store anything.

use std::io::Cursor;

use calamine::{Data, Range, Reader, open_workbook_auto_from_rs};
use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::text::fold;
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// Bytes of a list at most.
pub const LARGEST: usize = 10 * 1024 * 1024;
/// Rows of a list at most.
pub const MOST_ROWS: usize = 5_000;
/// Rows in which the heads of the columns are looked for.
const HEAD_WITHIN: usize = 20;

/// A column that a list may have.
#[derive(Debug)]
pub struct Column {
    /// Folded heads under which it is found.
    pub heads: &'static [&'static str],
    /// Whether a list without it cannot be read.
    pub required: bool,
}

/// One row: its number in the sheet and a text for each column, empty where there is none. Dates are `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// As Excel numbers it.
    pub line: u32,
    /// In the order of the columns.
    pub cells: Vec<String>,
}

/// What is wrong with a row: a field and a code, with what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Which field.
    pub field: &'static str,
    /// Code of what is wrong.
    pub why: &'static str,
    /// What stands there, or which other row it is about.
    pub value: String,
}

impl Wrong {
    pub(crate) fn new(field: &'static str, why: &'static str, value: impl Into<String>) -> Self {
        Self { field, why, value: value.into() }
    }
}

/// Reads the first sheet of an Excel (or OpenDocument) file on a thread of its own.
///
/// # Errors
/// `FileKind` when it cannot be read as a sheet, `FileTooLarge`, `Invalid` on "file": "no-head", "empty", "too-many".
pub async fn read(bytes: Vec<u8>, columns: &'static [Column]) -> Result<Vec<Row>> {
    if bytes.len() > LARGEST {
        return Err(Refusal::FileTooLarge { limit: LARGEST as u64 }.into());
    }
    let rows = tokio::task::spawn_blocking(move || rows_of(bytes, columns)).await;
    // A broken file must not take the program along, whatever the reader of the format does with it.
    rows.map_err(|_| Error::from(Refusal::FileKind))?.map_err(Error::from)
}

fn rows_of(bytes: Vec<u8>, columns: &[Column]) -> Result<Vec<Row>, Refusal> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| Refusal::FileKind)?;
    let sheet = book.worksheet_range_at(0).ok_or(Refusal::FileKind)?.map_err(|_| Refusal::FileKind)?;
    let wrong = |why| Refusal::Invalid { field: "file", why };
    let (head, places) = find_head(&sheet, columns).ok_or_else(|| wrong("no-head"))?;
    let first = sheet.start().map_or(0, |(row, _)| row);
    let mut rows = Vec::new();
    for (offset, cells) in sheet.rows().enumerate().skip(head + 1) {
        let texts: Vec<String> =
            places.iter().map(|place| place.and_then(|at| cells.get(at)).map(text).unwrap_or_default()).collect();
        if texts.iter().all(String::is_empty) {
            continue;
        }
        if rows.len() == MOST_ROWS {
            return Err(wrong("too-many"));
        }
        let line = u32::try_from(offset).unwrap_or(u32::MAX).saturating_add(first).saturating_add(1);
        rows.push(Row { line, cells: texts });
    }
    if rows.is_empty() { Err(wrong("empty")) } else { Ok(rows) }
}

/// The row of the heads, and at which place of it each column stands.
fn find_head(sheet: &Range<Data>, columns: &[Column]) -> Option<(usize, Vec<Option<usize>>)> {
    for (row, cells) in sheet.rows().enumerate().take(HEAD_WITHIN) {
        let heads: Vec<String> = cells.iter().map(|cell| fold(&text(cell))).collect();
        let place = |column: &Column| heads.iter().position(|head| column.heads.contains(&head.as_str()));
        let places: Vec<Option<usize>> = columns.iter().map(place).collect();
        if columns.iter().zip(&places).all(|(column, place)| !column.required || place.is_some()) {
            return Some((row, places));
        }
    }
    None
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        Data::Int(number) => number.to_string(),
        Data::Float(number) => decimal(*number),
        Data::Bool(yes) => if *yes { "x" } else { "" }.to_owned(),
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        #[allow(unreachable_patterns, reason = "the reader of the format may learn new cells")]
        _ => String::new(),
    }
}

/// A number as written: whole ones without a fraction, others with at most four places.
fn decimal(number: f64) -> String {
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A date as people write it: `1985-05-12`, `12/05/1985`, `12.5.1985`, `12-5-1985`.
#[must_use]
pub fn date_of(text: &str) -> Option<Date> {
    let text = text.trim();
    let text = text.split(['T', ' ']).next().unwrap_or(text);
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Whether a cell says yes: "x", "có", "1", "yes" …
#[must_use]
pub fn yes(text: &str) -> bool {
    ["x", "co", "1", "yes", "true", "lanh dao"].contains(&fold(text).as_str())
}

/// A number with at most two places, in hundredths: "85,5" is 8550. Thousands are not grouped.
#[must_use]
pub fn hundredths_of(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches('%').trim().replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    if part.len() > 2 || !part.bytes().all(|byte| byte.is_ascii_digit()) || whole.len() > 9 {
        return None;
    }
    let whole: i64 = whole.parse().ok().filter(|number| *number >= 0)?;
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(whole * 100 + part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them_and_never_invented() {
        let day = Date::new(1985, 5, 12).ok();
        for text in ["1985-05-12", "12/05/1985", "12.5.1985", " 12-5-1985 ", "1985-05-12T00:00:00"] {
            assert_eq!(date_of(text), day, "{text}");
        }
        for text in ["1985", "05/1985", "12/05/85", "31/02/1985", "hôm qua", ""] {
            assert_eq!(date_of(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_keep_two_places() {
        assert_eq!(hundredths_of("85,5"), Some(8550));
        assert_eq!(hundredths_of("100"), Some(10_000));
        assert_eq!(hundredths_of("101,25 %"), Some(10_125));
        assert_eq!(hundredths_of("1,234"), None);
        assert_eq!(hundredths_of("-3"), None);
        assert_eq!((decimal(85.5), decimal(2017.0)), ("85.5".to_owned(), "2017".to_owned()));
    }

    #[test]
    fn bytes_that_are_no_sheet_are_refused() {
        let columns: &[Column] = &[];
        assert_eq!(rows_of(b"not a sheet".to_vec(), columns), Err(Refusal::FileKind));
    }
}
