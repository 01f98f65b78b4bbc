//! The files that lists are filled into: their heads, an example, and what may stand in each column.

use lantoa_i18n::{Locale, Say, Word, word};
use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, XlsxError};

use super::Kind;

/// Head, what may stand there, whether it must be there.
type Column = (Word, Word, bool);

const fn column(head: Word, hint: Word, required: bool) -> Column {
    (head, hint, required)
}

/// The columns of a list, in the order in which the rules read them.
pub(super) fn columns(kind: Kind) -> Vec<Column> {
    match kind {
        Kind::Units => vec![
            column(word!("import-column-unit-name"), word!("import-hint-unit-name"), true),
            column(word!("import-column-code"), word!("import-hint-code"), false),
            column(word!("import-column-kind"), word!("import-hint-kind"), false),
            column(word!("import-column-parent"), word!("import-hint-parent"), false),
            column(word!("import-column-others"), word!("import-hint-others"), false),
            column(word!("import-column-from"), word!("import-hint-from"), false),
        ],
        Kind::People => vec![
            column(word!("import-column-full-name"), word!("import-hint-full-name"), true),
            column(word!("import-column-born"), word!("import-hint-born"), false),
            column(word!("import-column-gender"), word!("import-hint-gender"), false),
            column(word!("import-column-unit"), word!("import-hint-unit"), true),
            column(word!("import-column-post"), word!("import-hint-post"), false),
            column(word!("import-column-leads"), word!("import-hint-leads"), false),
            column(word!("import-column-category"), word!("import-hint-category"), false),
            column(word!("import-column-email"), word!("import-hint-email"), false),
        ],
        Kind::Facts => vec![
            column(word!("import-column-about"), word!("import-hint-about"), true),
            column(word!("import-column-born"), word!("import-hint-born-twin"), false),
            column(word!("import-column-what"), word!("import-hint-what"), true),
            column(word!("import-column-year"), word!("import-hint-year"), true),
            column(word!("import-column-value"), word!("import-hint-value"), false),
            column(word!("import-column-title"), word!("import-hint-title"), false),
            column(word!("import-column-day"), word!("import-hint-day"), false),
            column(word!("import-column-note"), word!("import-hint-note"), false),
        ],
    }
}

/// An example row; the first letter tells people to replace it.
fn example(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Units => &["Phòng Ví dụ", "PVD", "phòng chuyên môn", "", "Phòng Tổng hợp", "01/07/2025"],
        Kind::People => &["Nguyễn Thị Ví Dụ", "12/05/1985", "nữ", "Phòng Ví dụ", "Chuyên viên", "", "công chức", ""],
        Kind::Facts => {
            &["Nguyễn Thị Ví Dụ", "", "xếp loại", "2025", "hoàn thành tốt nhiệm vụ", "", "", "QĐ 12/QĐ-UBND"]
        }
    }
}

/// What the browser is told about the file.
pub(super) const fn file_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Units => "attachment; filename=\"mau-don-vi.xlsx\"",
        Kind::People => "attachment; filename=\"mau-nhan-su.xlsx\"",
        Kind::Facts => "attachment; filename=\"mau-ghi-nhan.xlsx\"",
    }
}

/// The file: heads and an example on the first sheet, what may stand in each column on the second.
///
/// # Errors
/// When the file cannot be put together.
pub(super) fn workbook(kind: Kind, locale: Locale) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00E8_EEF7)).set_align(FormatAlign::Top);
    let text = Format::new().set_num_format("@");
    let sheet = book.add_worksheet().set_name(kind.title().say(locale).chars().take(31).collect::<String>())?;
    for (place, ((name, _, required), cell)) in (0_u16..).zip(columns(kind).into_iter().zip(example(kind))) {
        let star = if required { " *" } else { "" };
        sheet.write_with_format(0, place, format!("{}{star}", name.say(locale)), &head)?;
        sheet.set_column_width(place, 24)?.set_column_format(place, &text)?;
        sheet.write_with_format(1, place, *cell, &text)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let notes = book.add_worksheet().set_name(word!("import-notes").say(locale).into_owned())?;
    notes.set_column_width(0, 28)?.set_column_width(1, 90)?;
    for (row, (name, hint, _)) in (0_u32..).zip(columns(kind)) {
        notes.write_with_format(row, 0, name.say(locale).into_owned(), &head)?;
        notes.write(row, 1, hint.say(locale).into_owned())?;
    }
    book.save_to_buffer()
}
