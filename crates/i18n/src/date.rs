//! Dates, instants and periods as people write them; it must not read a clock or choose a zone by itself.

use crate::{Locale, bundle};
use fluent_bundle::FluentValue;
use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};
use std::sync::LazyLock;

/// Việt Nam has one zone without summer time since 1975; a fixed offset needs no zone data on the machine.
static HO_CHI_MINH: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::fixed(jiff::tz::offset(7)));

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `21/11/2026`, `21 Nov 2026`: for lists and sentences.
#[must_use]
pub fn date_short(locale: Locale, date: Date) -> String {
    match locale {
        Locale::Vi => format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
        Locale::En => format!("{} {} {}", date.day(), &month_name(date.month())[..3], date.year()),
    }
}

/// `ngày 21 tháng 11 năm 2026`, `21 November 2026`: for documents and headings.
///
/// Vietnamese documents write a zero before days under 10 and before the months 1 and 2 (Decree 30/2020/NĐ-CP).
#[must_use]
pub fn date_long(locale: Locale, date: Date) -> String {
    let (day, month, year) = (date.day(), date.month(), date.year());
    match locale {
        Locale::Vi if month <= 2 => format!("ngày {day:02} tháng {month:02} năm {year}"),
        Locale::Vi => format!("ngày {day:02} tháng {month} năm {year}"),
        Locale::En => format!("{day} {} {year}", month_name(month)),
    }
}

/// `14:05, 21/11/2026` in Asia/Ho_Chi_Minh.
#[must_use]
pub fn instant(locale: Locale, instant: Timestamp) -> String {
    let local = instant.to_zoned(HO_CHI_MINH.clone());
    format!("{}, {}", time_of_day(local.time()), date_short(locale, local.date()))
}

/// `14:05`, the same in every locale.
#[must_use]
pub fn time_of_day(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `tháng 11/2026`, `November 2026`. `month` is 1–12; another number is shown as it is.
#[must_use]
pub fn month(locale: Locale, year: i16, month: i8) -> String {
    match locale {
        Locale::Vi => format!("tháng {month}/{year}"),
        Locale::En => format!("{} {year}", month_name(month)),
    }
}

/// `quý IV/2026`, `Q4 2026`. `quarter` is 1–4; another number is shown as it is.
#[must_use]
pub fn quarter(locale: Locale, year: i16, quarter: i8) -> String {
    let roman = match quarter {
        1 => "I",
        2 => "II",
        3 => "III",
        4 => "IV",
        _ => return format!("{quarter}/{year}"),
    };
    match locale {
        Locale::Vi => format!("quý {roman}/{year}"),
        Locale::En => format!("Q{quarter} {year}"),
    }
}

/// `năm 2026`, `2026`.
#[must_use]
pub fn year(locale: Locale, year: i16) -> String {
    match locale {
        Locale::Vi => format!("năm {year}"),
        Locale::En => year.to_string(),
    }
}

/// How far a due date is from `today`: “còn 3 ngày”, “hạn hôm nay”, “quá hạn 2 ngày”.
///
/// More than 90 days ahead whole months are said, from 24 of them whole years: the date itself stands beside it. Lateness is never rounded.
#[must_use]
pub fn due(locale: Locale, due: Date, today: Date) -> String {
    let days = i64::from((due - today).get_days());
    let (id, count) = match days {
        0 => return bundle::t(locale, "format-due-today").into_owned(),
        1..=90 => ("format-due-in", days),
        91.. => far(due, today),
        _ => ("format-due-late", -days),
    };
    bundle::t_args(locale, id, &[("count", FluentValue::from(count))]).into_owned()
}

/// A day that is months or years ahead, the part of one left off.
fn far(due: Date, today: Date) -> (&'static str, i64) {
    let begun = i64::from(due.day() < today.day());
    let months = (i64::from(due.year()) - i64::from(today.year())) * 12 + i64::from(due.month())
        - i64::from(today.month())
        - begun;
    if months < 24 { ("format-due-months", months) } else { ("format-due-years", months / 12) }
}

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|i| MONTHS.get(i)).copied().unwrap_or("???")
}
