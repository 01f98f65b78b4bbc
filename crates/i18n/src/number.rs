//! Numbers, money and shares as people write them, from integers only; it must not round what a rule decided.

use crate::Locale;

/// `1.234.567`, `1,234,567`.
#[must_use]
pub fn number(locale: Locale, value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        text.push('−');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(group_mark(locale));
        }
        text.push(digit);
    }
    text
}

/// `1.420.000 đ`, with a space that does not break.
#[must_use]
pub fn money(locale: Locale, dong: i64) -> String {
    format!("{}\u{a0}đ", number(locale, dong))
}

/// `value / 10^scale` with its decimals, trailing zeros dropped but one: 150, 2 → `1,5` or `1.5`; 100, 2 → `1,0`.
#[must_use]
pub fn decimal(locale: Locale, value: i64, scale: u32) -> String {
    let unit = 10_i64.saturating_pow(scale);
    let whole = number(locale, value / unit);
    if scale == 0 {
        return whole;
    }
    let fraction = format!("{:0width$}", (value % unit).unsigned_abs(), width = scale as usize);
    let kept = fraction.trim_end_matches('0');
    let kept = if kept.is_empty() { "0" } else { kept };
    let sign = if value < 0 && value / unit == 0 { "−" } else { "" };
    format!("{sign}{whole}{}{kept}", decimal_mark(locale))
}

/// The share of `part` in `whole` with at most one decimal, half rounded up: `66,7%`, `66.7%`; `–` when the whole is 0.
#[must_use]
pub fn percent(locale: Locale, part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let thousandths = (u128::from(part) * 2000 + u128::from(whole)) / (u128::from(whole) * 2);
    let thousandths = i64::try_from(thousandths).unwrap_or(i64::MAX);
    if thousandths % 10 == 0 {
        return format!("{}%", number(locale, thousandths / 10));
    }
    format!("{}%", decimal(locale, thousandths, 1))
}

const fn group_mark(locale: Locale) -> char {
    match locale {
        Locale::Vi => '.',
        Locale::En => ',',
    }
}

const fn decimal_mark(locale: Locale) -> char {
    match locale {
        Locale::Vi => ',',
        Locale::En => '.',
    }
}
