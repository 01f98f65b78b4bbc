//! The Vietnamese lunar calendar as far as public holidays need it: Tết and Hùng Vương; it must not be taken for the decision that sets the days off.
//!
//! New moons and the longitude of the sun after J. Meeus, “Astronomical Algorithms” (1998), in the shortened series of Hồ
//! Ngọc Đức's published rules for the calendar of Việt Nam: days begin at midnight of UTC+7, the winter solstice lies in
//! month 11, and of thirteen months the first without a principal term is the leap month. Tested for 2017–2030.

use std::f64::consts::PI;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// Days of a lunation.
const LUNATION: f64 = 29.530_588_853;
/// The new moon that lunations are counted from, as a Julian day.
const FIRST: f64 = 2_415_021.076_998_695;
/// Việt Nam's share of a day ahead of UTC.
const ZONE: f64 = 7.0 / 24.0;
/// The Julian day number of 1970-01-01.
const EPOCH: i32 = 2_440_588;
/// The years the shortened series was compared for.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// The first day of the lunar year that begins in a year; `None` outside of 1900–2199.
#[must_use]
pub fn tet(year: i16) -> Option<Date> {
    solar(1, 1, year)
}

/// The day of the Hùng kings, 10th of the third lunar month, in a year; `None` outside of 1900–2199.
#[must_use]
pub fn hung_vuong(year: i16) -> Option<Date> {
    solar(10, 3, year)
}

/// The civil date of a day of a regular lunar month 1–10 of the lunar year that begins in `year`.
fn solar(day: i32, month: i32, year: i16) -> Option<Date> {
    if !YEARS.contains(&year) {
        return None;
    }
    let (eleventh, next) = (month_eleven(year - 1)?, month_eleven(year)?);
    let first = whole(0.5 + (f64::from(eleventh) - FIRST) / LUNATION);
    let mut months = month + 1;
    if next - eleventh > 365 && months >= leap_after(first) {
        months += 1;
    }
    date(1970, 1, 1).checked_add((new_moon(first + months) + day - 1 - EPOCH).days()).ok()
}

/// The Julian day on which lunar month 11 of a year begins: the one with the winter solstice.
fn month_eleven(year: i16) -> Option<i32> {
    let last = (Date::new(year, 12, 31).ok()? - date(1970, 1, 1)).get_days() + EPOCH;
    let number = whole((f64::from(last) - 2_415_021.0) / LUNATION);
    let moon = new_moon(number);
    Some(if sun(moon) >= 9 { new_moon(number - 1) } else { moon })
}

/// How many months after month 11 the leap month comes: the first one in which the sun enters no new twelfth of its way.
fn leap_after(first: i32) -> i32 {
    let twelfth = |months| sun(new_moon(first + months));
    (2..14).find(|months| twelfth(*months) == twelfth(months - 1)).unwrap_or(14) - 1
}

/// The Julian day number, in Việt Nam, of a new moon counted from 1900-01-01.
fn new_moon(number: i32) -> i32 {
    let k = f64::from(number);
    let t = k / 1236.85;
    let (t2, t3) = (t * t, t * t * t);
    let mean = 2_415_020.759_33 + 29.530_588_68 * k + 0.000_117_8 * t2 - 0.000_000_155 * t3
        + 0.000_33 * sine(166.56 + 132.87 * t - 0.009_173 * t2);
    let m = 359.2242 + 29.105_356_08 * k - 0.000_033_3 * t2 - 0.000_003_47 * t3;
    let moon = 306.0253 + 385.816_918_06 * k + 0.010_730_6 * t2 + 0.000_012_36 * t3;
    let f = 21.2964 + 390.670_506_46 * k - 0.001_652_8 * t2 - 0.000_002_39 * t3;
    let change = (0.1734 - 0.000_393 * t) * sine(m) + 0.0021 * sine(2.0 * m) - 0.4068 * sine(moon)
        + 0.0161 * sine(2.0 * moon)
        - 0.0004 * sine(3.0 * moon)
        + 0.0104 * sine(2.0 * f)
        - 0.0051 * sine(m + moon)
        - 0.0074 * sine(m - moon)
        + 0.0004 * sine(2.0 * f + m)
        - 0.0004 * sine(2.0 * f - m)
        - 0.0006 * sine(2.0 * f + moon)
        + 0.0010 * sine(2.0 * f - moon)
        + 0.0005 * sine(2.0 * moon + m);
    // Between the time of the earth's turning and that of the formulas, since 1900.
    let drift = -0.000_278 + 0.000_265 * t + 0.000_262 * t2;
    whole(mean + change - drift + 0.5 + ZONE)
}

/// The twelfth 0–11 of its yearly way in which the sun stands when a Julian day begins in Việt Nam; 9 begins at the winter
/// solstice.
fn sun(day: i32) -> i32 {
    let t = (f64::from(day) - 2_451_545.5 - ZONE) / 36_525.0;
    let t2 = t * t;
    let m = 357.5291 + 35_999.050_3 * t - 0.000_155_9 * t2 - 0.000_000_48 * t * t2;
    let mean = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t2;
    let equation = (1.9146 - 0.004_817 * t - 0.000_014 * t2) * sine(m)
        + (0.019_993 - 0.000_101 * t) * sine(2.0 * m)
        + 0.000_29 * sine(3.0 * m);
    whole((mean + equation).rem_euclid(360.0) / 30.0)
}

fn sine(degrees: f64) -> f64 {
    (degrees * PI / 180.0).sin()
}

/// The whole number not above; days and lunations of the years known here fit easily.
fn whole(value: f64) -> i32 {
    value.floor() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tet_of_published_years() {
        for day in [
            "2016-02-08",
            "2017-01-28",
            "2018-02-16",
            "2019-02-05",
            "2020-01-25",
            "2021-02-12",
            "2022-02-01",
            "2023-01-22",
            "2024-02-10",
            "2025-01-29",
            "2026-02-17",
            "2027-02-06",
            "2028-01-26",
            "2029-02-13",
        ] {
            let day: Date = day.parse().unwrap();
            assert_eq!(tet(day.year()), Some(day));
        }
        assert_eq!(tet(2007), Some(date(2007, 2, 17)), "a day before China's: midnight is later there");
        assert_eq!(tet(1985), Some(date(1985, 1, 21)), "a month before China's");
        // The new moon is at 16:07 UTC on 2 February: 23:07 in Hà Nội, the next day in Beijing.
        assert_eq!(tet(2030), Some(date(2030, 2, 2)), "a day before China's");
        assert_eq!((tet(1899), tet(2200)), (None, None));
    }

    #[test]
    fn hung_vuong_of_published_years() {
        for day in ["2023-04-29", "2024-04-18", "2025-04-07", "2026-04-26"] {
            let day: Date = day.parse().unwrap();
            assert_eq!(hung_vuong(day.year()), Some(day));
        }
    }

    #[test]
    fn a_lunar_year_has_twelve_or_thirteen_months() {
        for year in 1901..2199 {
            let days = (tet(year + 1).unwrap() - tet(year).unwrap()).get_days();
            assert!((353..=355).contains(&days) || (383..=385).contains(&days), "{year}: {days}");
        }
    }
}
