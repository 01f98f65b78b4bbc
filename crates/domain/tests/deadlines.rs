//! Deadlines against a slow and obvious reckoning, day by day from 1990 to 2060, and against recurrence rules as a library expands them. It must not look into the code it tests.

use jiff::civil::{Date, date};
use lantoa_domain::recur::{NotARule, expand, tidy};
use lantoa_domain::time::{Deadline, Due, Edge, When, vietnam_date};
use proptest::prelude::*;

const YEARS: (i16, i16) = (1990, 2060);

fn some_when() -> impl Strategy<Value = When> {
    let year = 1990_i16..=2060;
    prop_oneof![
        (year.clone(), 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| When::Day(date(y, m, d))),
        (year.clone(), 1_i8..=12).prop_map(|(y, m)| When::Month(y, m)),
        (year.clone(), 1_i8..=4).prop_map(|(y, q)| When::Quarter(y, q)),
        year.prop_map(When::Year),
    ]
}

fn rhythm() -> impl Strategy<Value = Due> {
    let day = prop_oneof![1_i8..=31, 28_i8..=31];
    prop_oneof![
        (1_i8..=12, prop::option::weighted(0.8, day.clone())).prop_map(|(month, day)| Due::Year { month, day }),
        (1_i8..=4).prop_map(|quarter| Due::YearQuarter { quarter }),
        prop::option::weighted(0.8, day.clone()).prop_map(|day| Due::Quarter { day }),
        day.prop_map(|day| Due::Month { day }),
    ]
}

fn some_deadline() -> impl Strategy<Value = Deadline> {
    let edge = prop_oneof![Just(Edge::Before), Just(Edge::AtLatest), Just(Edge::During)];
    let bound = || prop::option::weighted(0.5, some_when());
    (rhythm(), edge, bound(), bound()).prop_map(|(due, edge, from, until)| Deadline { due, edge, from, until })
}

/// The days of the time named that a day belongs to, when the rhythm names one; nothing when it names none.
fn named(due: &Due, day: Date) -> Option<(Date, Date)> {
    let is = |at: i8| day.day() == at || (at > day.day() && day == day.last_of_month());
    let alone = |fits: bool| fits.then_some((day, day));
    let quarter = (day.month() + 2) / 3;
    let of_month = || (day.first_of_month(), day.last_of_month());
    let of_quarter = || (date(day.year(), quarter * 3 - 2, 1), date(day.year(), quarter * 3, 1).last_of_month());
    match due {
        Due::Month { day: at } => alone(is(*at)),
        Due::Year { month, day: Some(at) } => alone(day.month() == *month && is(*at)),
        Due::Year { month, day: None } => (day.month() == *month).then(of_month),
        Due::YearQuarter { quarter: wanted } => (quarter == *wanted).then(of_quarter),
        Due::Quarter { day: Some(at) } => alone(day.month() % 3 == 0 && is(*at)),
        Due::Quarter { day: None } => Some(of_quarter()),
        _ => None,
    }
}

/// Every last day in time, found by looking at each day of the years.
fn day_by_day(deadline: &Deadline) -> Vec<Date> {
    let first = deadline.from.map_or(date(1990, 1, 1), When::first_day);
    let last = deadline.until.map_or(date(2060, 12, 31), When::last_day);
    let days = std::iter::successors(Some(date(1989, 12, 1)), |day| day.tomorrow().ok());
    let mut out = Vec::new();
    for day in days.take_while(|day| *day < date(2061, 2, 1)) {
        let Some((begins, ends)) = named(&deadline.due, day) else { continue };
        // The bounds of the programme cut nothing off a year that they touch.
        let near = begins <= last && ends >= first;
        let years = deadline.from.map_or(1990, When::year)..=deadline.until.map_or(2060, When::year);
        if near && years.contains(&day.year()) {
            let holds = if deadline.edge == Edge::Before { begins.yesterday().unwrap() } else { ends };
            if out.last() != Some(&holds) {
                out.push(holds);
            }
        }
    }
    out
}

proptest! {
    #[test]
    fn occurrences_are_those_found_day_by_day(deadline in some_deadline()) {
        let found: Vec<Date> = deadline.occurrences(YEARS).iter().map(|one| one.last_day).collect();
        prop_assert_eq!(found, day_by_day(&deadline));
    }

    /// Every rhythm is a rule of RFC 5545, and a library of its own expands it to the same days.
    #[test]
    fn a_rule_expands_to_the_same_days(deadline in some_deadline()) {
        let wanted: Vec<Date> = deadline.occurrences(YEARS).iter().map(|one| one.last_day).collect();
        let Some(rule) = deadline.rule(YEARS) else {
            prop_assert!(wanted.is_empty());
            return Ok(());
        };
        let end = format!("UNTIL={}", wanted.last().unwrap().strftime("%Y%m%d"));
        prop_assert!(rule.text().ends_with(&end), "{}", rule.text());
        prop_assert_eq!(expand(&rule.rule, rule.starts, rule.until).unwrap(), wanted, "{:?}", rule);
        prop_assert_eq!(tidy(&rule.rule), Ok(rule.rule.clone()), "what is written can be typed");
    }

    #[test]
    fn every_occurrence_lies_round_its_edge(deadline in some_deadline()) {
        for one in deadline.occurrences(YEARS) {
            match deadline.edge {
                Edge::Before => prop_assert_eq!(one.last_day.tomorrow().unwrap(), one.on.first_day()),
                Edge::AtLatest | Edge::During => prop_assert_eq!(one.last_day, one.on.last_day()),
            }
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_viet_nam(days in 0_i64..25_900, second in 0_i64..86_400) {
        let midnight = jiff::Timestamp::from_second((days + 7_305) * 86_400 - 7 * 3600).unwrap();
        let day = date(1990, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        prop_assert_eq!(vietnam_date(midnight + jiff::SignedDuration::from_secs(second)), day);
        prop_assert_eq!(vietnam_date(midnight - jiff::SignedDuration::from_nanos(1)), day.yesterday().unwrap());
    }
}

#[test]
fn leap_days_and_month_ends() {
    let yearly = Deadline { due: Due::Year { month: 2, day: Some(29) }, edge: Edge::AtLatest, from: None, until: None };
    let days: Vec<String> = yearly.occurrences((2023, 2025)).iter().map(|one| one.last_day.to_string()).collect();
    assert_eq!(days, ["2023-02-28", "2024-02-29", "2025-02-28"]);
    let rule = yearly.rule((2023, 2025)).unwrap();
    assert_eq!(rule.text(), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1;UNTIL=20250228");
    let last = Deadline { due: Due::Month { day: 31 }, ..yearly };
    assert_eq!(last.rule((2024, 2024)).unwrap().rule, "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1");
}

#[test]
fn a_typed_rule_says_what_the_other_rhythms_cannot() {
    let due = Due::Rule { rule: "FREQ=MONTHLY;BYDAY=-1FR".to_owned() };
    let deadline = Deadline { due, edge: Edge::AtLatest, from: Some("2026-11".parse().unwrap()), until: None };
    let days: Vec<String> = deadline.occurrences((2026, 2027)).iter().map(|one| one.last_day.to_string()).collect();
    assert_eq!(days[..3], ["2026-11-27", "2026-12-25", "2027-01-29"]);
    assert_eq!(deadline.rule((2026, 2027)).unwrap().text(), "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231");
    let two_weeks = Due::Rule { rule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO".to_owned() };
    let turns = Deadline { due: two_weeks, ..deadline }.occurrences((2026, 2026));
    assert!(turns.windows(2).all(|pair| (pair[1].last_day - pair[0].last_day).get_days() == 14));
}

#[test]
fn rules_that_cannot_be_followed_are_refused() {
    assert_eq!(tidy(" rrule:freq=monthly; byday=-1fr "), Ok("FREQ=MONTHLY;BYDAY=-1FR".to_owned()));
    for text in [
        "",
        "mỗi tháng",
        "BYDAY=MO",
        "FREQ=HOURLY",
        "FREQ=MONTHLY;BYHOUR=9",
        "FREQ=MONTHLY;COUNT=3",
        "FREQ=MONTHLY;UNTIL=20300101",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=DAILY\nDTSTART:20200101T000000Z",
    ] {
        assert_eq!(tidy(text), Err(NotARule::Unreadable), "{text}");
    }
    let days = |to| expand("FREQ=DAILY", date(2026, 1, 1), to).map(|days| days.len());
    assert_eq!(days(date(2026, 12, 31)), Ok(365));
    assert_eq!(days(date(2030, 12, 31)), Err(NotARule::TooMany));
    assert_eq!(expand("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", date(2000, 1, 1), date(2030, 1, 1)), Ok(vec![]));
}
