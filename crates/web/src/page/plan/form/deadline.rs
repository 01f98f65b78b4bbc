//! The fields of a deadline: once or again and again, its edge and its span. They must not compute a day.

use lantoa_domain::recur;
use lantoa_domain::time::{Deadline, Due, Edge, When};
use lantoa_i18n::{Word, word};

use super::{Section, code, decode, number};
use crate::kernel::{Choice, FormState, Input, InputKind};

const EVERY: Input = Input::new(InputKind::Select, "lap", word!("plan-field-every"));
const ON: Input = Input::text("luc", word!("plan-field-on")).max_chars(20).hint(word!("plan-field-when-hint"));
const MONTH: Input = Input::new(InputKind::Whole, "thang", word!("plan-field-month"));
const DAY: Input =
    Input::new(InputKind::Whole, "ngay-trong", word!("plan-field-day")).hint(word!("plan-field-day-hint"));
const QUARTER: Input = Input::new(InputKind::Whole, "quy", word!("plan-field-quarter"));
const DAYS: Input = Input::new(InputKind::Whole, "so-ngay", word!("plan-field-days"));
const WORKING: Input = Input::new(InputKind::Tick, "ngay-lam-viec", word!("plan-field-working"));
const EVENT: Input = Input::text("su-kien", word!("plan-field-event"));
const RULE: Input = Input::text("quy-tac", word!("plan-field-rule")).hint(word!("plan-field-rule-hint"));
const EDGE: Input = Input::new(InputKind::Radio, "moc", word!("plan-field-edge"));
const FROM: Input = Input::text("tu", word!("plan-field-due-from")).max_chars(20).hint(word!("plan-field-when-hint"));
const UNTIL: Input =
    Input::text("den", word!("plan-field-due-until")).max_chars(20).hint(word!("plan-field-when-hint"));

const RHYTHMS: [(&str, Word); 7] = [
    ("once", word!("plan-rhythm-once")),
    ("year", word!("plan-rhythm-year")),
    ("year_quarter", word!("plan-rhythm-year-quarter")),
    ("quarter", word!("plan-rhythm-quarter")),
    ("month", word!("plan-rhythm-month")),
    ("after", word!("plan-rhythm-after")),
    ("rule", word!("plan-rhythm-rule")),
];

const fn edge(value: Edge) -> Word {
    match value {
        Edge::Before => word!("plan-edge-kind-before"),
        Edge::AtLatest => word!("plan-edge-kind-at-latest"),
        Edge::During => word!("plan-edge-kind-during"),
    }
}

/// A time as people type it: `25/12/2026`, `12/2026`, `quý IV/2026`, `2026`; also as plan files write it.
fn parse_when(text: &str) -> Option<When> {
    if let Ok(time) = text.parse() {
        return Some(time);
    }
    let text = lantoa_domain::text::fold(text);
    let text = ["ngay ", "thang ", "nam "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
    if let Some(rest) = text.strip_prefix("quy ").or_else(|| text.strip_prefix('q')) {
        let mut parts = rest.split_whitespace();
        let quarter = match parts.next()? {
            "1" | "i" => 1,
            "2" | "ii" => 2,
            "3" | "iii" => 3,
            "4" | "iv" => 4,
            _ => return None,
        };
        return Some(When::Quarter(parts.next_back()?.parse().ok()?, quarter));
    }
    let numbers: Vec<i16> = text.split(' ').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let written = match numbers[..] {
        [day, month, year] => format!("{year:04}-{month:02}-{day:02}"),
        [month, year] => format!("{year:04}-{month:02}"),
        [year] => format!("{year:04}"),
        _ => return None,
    };
    written.parse().ok()
}

/// A time as it is put into a field.
fn typed(time: When) -> String {
    match time {
        When::Day(day) => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
        When::Month(year, month) => format!("{month:02}/{year}"),
        When::Quarter(year, quarter) => format!("quý {quarter}/{year}"),
        When::Year(year) => year.to_string(),
    }
}

/// What a new deadline begins with.
pub(super) fn fresh() -> Vec<(&'static str, String)> {
    vec![(EVERY.name, "once".to_owned()), (EDGE.name, code(Edge::AtLatest))]
}

pub(super) fn fill(deadline: &Deadline) -> Vec<(&'static str, String)> {
    let rhythm = |name: &str| (EVERY.name, name.to_owned());
    let mut values = match &deadline.due {
        Due::Once { on } => vec![rhythm("once"), (ON.name, typed(*on))],
        Due::Year { month, day } => {
            vec![
                rhythm("year"),
                (MONTH.name, month.to_string()),
                (DAY.name, day.map(|d| d.to_string()).unwrap_or_default()),
            ]
        }
        Due::YearQuarter { quarter } => vec![rhythm("year_quarter"), (QUARTER.name, quarter.to_string())],
        Due::Quarter { day } => vec![rhythm("quarter"), (DAY.name, day.map(|d| d.to_string()).unwrap_or_default())],
        Due::Month { day } => vec![rhythm("month"), (DAY.name, day.to_string())],
        Due::Rule { rule } => vec![rhythm("rule"), (RULE.name, rule.clone())],
        Due::After { days, working, event } => vec![
            rhythm("after"),
            (DAYS.name, days.to_string()),
            (WORKING.name, if *working { "co".to_owned() } else { String::new() }),
            (EVENT.name, event.clone()),
        ],
    };
    values.push((EDGE.name, code(deadline.edge)));
    values.push((FROM.name, deadline.from.map(typed).unwrap_or_default()));
    values.push((UNTIL.name, deadline.until.map(typed).unwrap_or_default()));
    values
}

/// The fields; with `Need::Optional` the rhythm may be left unchosen.
pub(super) fn section(form: &FormState, need: Need) -> Section {
    let rhythms: Vec<Choice> = RHYTHMS.into_iter().map(|(code, word)| Choice::new(code, word)).collect();
    let edges = super::options(&[Edge::Before, Edge::AtLatest, Edge::During], edge);
    let every = if need == Need::Required { EVERY.required() } else { EVERY };
    let fields = vec![
        form.show_choices(every, &rhythms),
        form.show(ON),
        form.show(MONTH),
        form.show(DAY),
        form.show(QUARTER),
        form.show(DAYS),
        form.show(WORKING),
        form.show(EVENT),
        form.show(RULE),
        form.show_choices(EDGE, &edges),
        form.show(FROM),
        form.show(UNTIL),
    ];
    Section::titled(word!("plan-section-deadline"), fields).class("form form--deadline")
}

/// Whether there must be a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// There must be.
    Required,
    /// There may be.
    Optional,
}

/// Reads the fields; `Some(None)` where there may be no deadline and none was chosen.
pub(super) fn read(form: &mut FormState, need: Need) -> Option<Option<Deadline>> {
    if need == Need::Optional && form.raw(EVERY.name).trim().is_empty() {
        return Some(None);
    }
    let due = read_due(form);
    let edge = if form.raw(EDGE.name).is_empty() { Some(Edge::AtLatest) } else { form.choice(EDGE, decode) };
    let from = form.maybe(FROM, word!("plan-field-when-wrong"), parse_when);
    let until = form.maybe(UNTIL, word!("plan-field-when-wrong"), parse_when);
    let (from, until) = (from?, until?);
    if let (Some(first), Some(last)) = (from, until)
        && first.first_day() > last.last_day()
    {
        form.refuse(UNTIL, word!("plan-field-years-wrong"));
        return None;
    }
    Some(Some(Deadline { due: due?, edge: edge?, from, until }))
}

fn read_due(form: &mut FormState) -> Option<Due> {
    let known = |text: &str| RHYTHMS.iter().find(|(code, _)| *code == text).map(|(code, _)| *code);
    let day = |form: &mut FormState| number(form, DAY, 1..=31).map(|day| day.and_then(|day| i8::try_from(day).ok()));
    let whole = |form: &mut FormState, input: Input, most: i64| form.whole(input, 1..=most);
    Some(match form.choice(EVERY, known)? {
        "once" => Due::Once { on: form.parsed(ON, word!("plan-field-when-wrong"), parse_when)? },
        "year" => {
            let (month, day) = (whole(form, MONTH, 12), day(form));
            Due::Year { month: i8::try_from(month?).ok()?, day: day? }
        }
        "year_quarter" => Due::YearQuarter { quarter: i8::try_from(whole(form, QUARTER, 4)?).ok()? },
        "quarter" => Due::Quarter { day: day(form)? },
        "month" => Due::Month { day: i8::try_from(whole(form, DAY, 31)?).ok()? },
        "rule" => Due::Rule { rule: form.parsed(RULE, word!("plan-field-rule-wrong"), |text| recur::tidy(text).ok())? },
        _ => {
            let (days, event) = (whole(form, DAYS, 1000), form.text(EVENT.required()));
            Due::After { days: u16::try_from(days?).ok()?, working: form.ticked(WORKING), event: event? }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_understood_as_people_type_them() {
        for (text, time) in [
            ("25/12/2016", "2016-12-25"),
            ("ngày 25-12-2016", "2016-12-25"),
            ("6/2023", "2023-06"),
            ("tháng 6 / 2023", "2023-06"),
            ("quý I/2022", "2022-Q1"),
            ("Q1 2022", "2022-Q1"),
            ("quý 4 năm 2022", "2022-Q4"),
            ("2025", "2025"),
            ("2022-Q3", "2022-Q3"),
        ] {
            let read = parse_when(text).map(|time| time.to_string());
            assert_eq!(read.as_deref(), Some(time), "{text}");
            assert_eq!(parse_when(&typed(parse_when(text).unwrap())), parse_when(text), "there and back");
        }
        for text in ["", "31/02/2020", "quý V/2020", "hôm nay", "1/2/3/4"] {
            assert_eq!(parse_when(text), None, "{text}");
        }
    }
}
