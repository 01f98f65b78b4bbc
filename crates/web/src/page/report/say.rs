//! Words and addresses of reports: kinds, states, titles, and the list behind each figure. It must not count.

use crate::ui::{Badge, Tone};
use lantoa_domain::id::{ProgrammeId, UnitId};
use lantoa_domain::report::{Head, Level, Measure, ReportKind, ReportState, Source, Span};
use lantoa_i18n::{Locale, Message, Say, Word, word};

/// Kinds by their codes in addresses.
pub(super) const KINDS: [(&str, ReportKind); 4] = [
    ("thang", ReportKind::Monthly),
    ("nam", ReportKind::Yearly),
    ("so-ket", ReportKind::Interim),
    ("tong-ket", ReportKind::Final),
];

/// States by their codes in addresses.
pub(super) const STATES: [(&str, ReportState); 3] =
    [("soan", ReportState::Draft), ("trinh", ReportState::Submitted), ("gui", ReportState::Sent)];

/// Levels by their codes in addresses.
pub(super) const LEVELS: [(&str, Level); 2] = [("tong-hop", Level::Subtree), ("rieng", Level::Own)];

pub(super) const fn kind(kind: ReportKind) -> Word {
    match kind {
        ReportKind::Monthly => word!("report-kind-monthly"),
        ReportKind::Yearly => word!("report-kind-yearly"),
        ReportKind::Interim => word!("report-kind-interim"),
        ReportKind::Final => word!("report-kind-final"),
    }
}

pub(super) const fn level(level: &Level) -> Word {
    match level {
        Level::Own => word!("report-level-own"),
        Level::Subtree => word!("report-level-subtree"),
    }
}

pub(super) const fn state_word(state: ReportState) -> Word {
    match state {
        ReportState::Draft => word!("report-state-draft"),
        ReportState::Submitted => word!("report-state-submitted"),
        ReportState::Sent => word!("report-state-sent"),
    }
}

/// The state as a pill.
pub(super) fn state(state: &ReportState) -> Badge {
    let tone = match state {
        ReportState::Draft => Tone::Plain,
        ReportState::Submitted => Tone::Note,
        ReportState::Sent => Tone::Good,
    };
    Badge::new(state_word(*state), tone)
}

/// “Báo cáo năm 2022”. Of a report on the whole plan the year is the last one.
pub(super) fn title(kind: ReportKind, (year, month): (i16, i8)) -> Message {
    let word = match kind {
        ReportKind::Monthly => word!("report-title-monthly"),
        ReportKind::Yearly => word!("report-title-yearly"),
        ReportKind::Interim => word!("report-title-interim"),
        ReportKind::Final => word!("report-title-final"),
    };
    word.with("year", year.to_string()).with("month", i64::from(month))
}

/// The title of a report by its content.
pub(super) fn head_title(head: &Head) -> Message {
    title(head.kind, head.span.to)
}

/// A value as its measure is written.
pub(super) fn value(locale: Locale, measure: Measure, value: Option<i64>) -> String {
    match (value, measure) {
        (None, _) => word!("report-not-told").say(locale).into_owned(),
        (Some(value), Measure::Percent) => format!("{value}%"),
        (Some(value), Measure::Dong) => lantoa_i18n::money(locale, value),
        (Some(value), Measure::Days) => word!("report-days").with("count", value).say(locale).into_owned(),
        (Some(value), _) => lantoa_i18n::number(locale, value),
    }
}

/// The list behind a figure.
pub(super) fn address(source: Source, programme: ProgrammeId, (unit, root): (UnitId, UnitId), span: Span) -> String {
    let year = span.to.0;
    let part = |first: &str| if unit == root { String::new() } else { format!("{first}don-vi={unit}") };
    let tasks = |state: &str| format!("/nhiem-vu?xem=tat-ca&chuong-trinh={programme}{state}{}", part("&"));
    match source {
        Source::Suggestions => "/nhan-to/gop-y".to_owned(),
        Source::Prospects => format!("/nhan-to{}", part("?")),
        Source::Dossiers => format!("/ho-so{}", part("?")),
        Source::Fostering => "/boi-duong".to_owned(),
        Source::Exemplars => format!("/dien-hinh?nam={year}{}", part("&")),
        Source::Units => "/quan-tri/don-vi".to_owned(),
        Source::Awards => format!("/quyet-dinh?loai=khen-thuong&nam={year}"),
        Source::Activities => format!("/tuyen-truyen?nam={year}{}", part("&")),
        Source::Stories => "/tuyen-truyen/cau-chuyen".to_owned(),
        Source::Practices => format!("/mo-hinh{}", part("?")),
        Source::Adoptions => format!("/nhan-rong{}", part("?")),
        Source::Replications => "/de-xuat-nhan-rong".to_owned(),
        Source::Tasks => tasks(""),
        Source::TasksLate => tasks("&tinh-trang=late"),
        Source::TasksMissing => tasks("&tinh-trang=overdue"),
    }
}
