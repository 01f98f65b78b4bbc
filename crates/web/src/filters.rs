//! What templates can do with a value: say it, format it, draw an icon; it must not decide anything.

#![expect(missing_docs, reason = "the filter attribute writes items that it does not document")]

use crate::kernel::assets;
use askama::{Result, Values, filters::Safe};
use jiff::{Timestamp, civil::Date};
use lantoa_i18n::{AsValue, Locale, Message, Say};
use std::{borrow::Cow, fmt};

/// The language of the page being rendered; Vietnamese when a template is rendered without one.
pub(crate) fn locale(values: &dyn Values) -> Locale {
    askama::get_value::<Locale>(values, "locale").copied().unwrap_or_default()
}

/// `{{ "dossier-title"|t }}` — says a word, a message or a label.
#[askama::filter_fn]
pub fn t(what: impl Say, values: &dyn Values) -> Result<Cow<'static, str>> {
    Ok(what.say(locale(values)))
}

/// `{{ "dossier-count"|with("count", n)|t }}` — adds a variable.
#[askama::filter_fn]
pub fn with<V: AsValue>(what: impl Say, _: &dyn Values, name: &'static str, value: V) -> Result<Message> {
    Ok(what.message().with(name, value))
}

/// `21/11/2026`.
#[askama::filter_fn]
pub fn date(day: impl Holds<Date>, values: &dyn Values) -> Result<String> {
    Ok(lantoa_i18n::date_short(locale(values), day.held()))
}

/// `ngày 21 tháng 11 năm 2026`.
#[askama::filter_fn]
pub fn date_long(day: impl Holds<Date>, values: &dyn Values) -> Result<String> {
    Ok(lantoa_i18n::date_long(locale(values), day.held()))
}

/// `còn 3 ngày`, seen from `today`.
#[askama::filter_fn]
pub fn due<D: Holds<Date>>(day: impl Holds<Date>, values: &dyn Values, today: D) -> Result<String> {
    Ok(lantoa_i18n::due(locale(values), day.held(), today.held()))
}

/// `14:05, 21/11/2026` in Việt Nam.
#[askama::filter_fn]
pub fn instant(at: impl Holds<Timestamp>, values: &dyn Values) -> Result<String> {
    Ok(lantoa_i18n::instant(locale(values), at.held()))
}

/// `1.234.567`. Takes any whole number.
#[askama::filter_fn]
pub fn number(n: impl Holds<i64>, values: &dyn Values) -> Result<String> {
    Ok(lantoa_i18n::number(locale(values), n.held()))
}

/// `1.420.000 đ`, from whole đồng.
#[askama::filter_fn]
pub fn money(dong: impl Holds<i64>, values: &dyn Values) -> Result<String> {
    Ok(lantoa_i18n::money(locale(values), dong.held()))
}

/// `66,7%`: this part of `whole`. Negative numbers count as 0.
#[askama::filter_fn]
pub fn percent_of<W: Holds<i64>>(part: impl Holds<i64>, values: &dyn Values, whole: W) -> Result<String> {
    let whole_number = |n: i64| u64::try_from(n).unwrap_or(0);
    Ok(lantoa_i18n::percent(locale(values), whole_number(part.held()), whole_number(whole.held())))
}

/// `1,5` from 150 hundredths.
#[askama::filter_fn]
pub fn hundredths(value: impl Holds<i64>, values: &dyn Values) -> Result<String> {
    Ok(lantoa_i18n::decimal(locale(values), value.held(), 2))
}

/// A value, or a reference to one of any depth, as templates hand them over.
pub trait Holds<T> {
    /// The value.
    fn held(&self) -> T;
}

impl<T, U: Holds<T> + ?Sized> Holds<T> for &U {
    fn held(&self) -> T {
        (**self).held()
    }
}

macro_rules! holds {
    ($($from:ty => $to:ty: |$x:ident| $value:expr;)*) => {$(
        impl Holds<$to> for $from {
            fn held(&self) -> $to {
                let $x = *self;
                $value
            }
        }
    )*};
}

holds! {
    Date => Date: |x| x;
    Timestamp => Timestamp: |x| x;
    i64 => i64: |x| x;
    i32 => i64: |x| i64::from(x);
    u8 => i64: |x| i64::from(x);
    u32 => i64: |x| i64::from(x);
    u64 => i64: |x| i64::try_from(x).unwrap_or(i64::MAX);
    usize => i64: |x| i64::try_from(x).unwrap_or(i64::MAX);
    lantoa_i18n::Dong => i64: |x| x.0;
}

/// `{{ "calendar"|icon }}` — a decorative icon of the sprite. Its meaning must also stand in words.
#[askama::filter_fn]
pub fn icon(name: &str, _: &dyn Values) -> Result<Safe<Icon>> {
    Ok(Safe(Icon(name.to_owned())))
}

/// `{{ "app.css"|asset }}` — the address of an asset, with the hash of its content.
#[askama::filter_fn]
pub fn asset(name: &str, _: &dyn Values) -> Result<Safe<Cow<'static, str>>> {
    Ok(Safe(assets::address(name)))
}

/// `{{ "post"|token }}` — the hidden field that every form with `method="post"` needs.
#[askama::filter_fn]
pub fn token(_form: &str, values: &dyn Values) -> Result<Safe<String>> {
    let token = askama::get_value::<String>(values, "token").map_or("", String::as_str);
    Ok(Safe(format!("<input type=\"hidden\" name=\"_ma\" value=\"{token}\">")))
}

/// The markup of an icon, by its name in the sprite.
pub struct Icon(String);

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"")?;
        f.write_str(assets::sprite())?;
        f.write_str("#")?;
        f.write_str(&self.0)?;
        f.write_str("\"/></svg>")
    }
}
