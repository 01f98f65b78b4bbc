//! Calendar files (RFC 5545) of meetings and deadlines; it must not make an identifier, a time or a number of its own.

use crate::text::clean;
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

/// When something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// From one instant to another. Written in UTC: Việt Nam has no summer time, and readers show their own.
    Span {
        /// The beginning.
        from: Timestamp,
        /// The end.
        to: Timestamp,
    },
    /// A whole day: a deadline.
    Day(Date),
}

/// Whether something takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It does.
    Confirmed,
    /// It was called off: sent, not left out, so that calendars take it away.
    Cancelled,
}

/// A meeting or deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The same for the same thing for ever: `phien-17@thidua.vi.du`.
    pub uid: String,
    /// How often it was changed; higher than in the file sent before.
    pub sequence: u32,
    /// When this version was made.
    pub stamp: Timestamp,
    /// When it is.
    pub when: When,
    /// What it is.
    pub summary: String,
    /// More on it; may be empty.
    pub description: String,
    /// Where; may be empty.
    pub place: String,
    /// Its page; may be empty.
    pub url: String,
    /// Whether it takes place.
    pub status: Status,
    /// Minutes before it at which calendars remind; `None` for not at all.
    pub reminder: Option<u32>,
}

/// A calendar file of these events.
#[must_use]
pub fn ics(events: &[Event]) -> String {
    calendar(|out| events.iter().for_each(|event| one(out, event, "")))
}

/// A calendar file of one event that comes again by a recurrence rule: `FREQ=MONTHLY;BYMONTHDAY=20;UNTIL=20301231`.
#[must_use]
pub fn series(event: &Event, rule: &str) -> String {
    calendar(|out| one(out, event, rule))
}

fn calendar(fill: impl FnOnce(&mut String)) -> String {
    let mut out = String::new();
    for head in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lan Toa//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"] {
        line(&mut out, head);
    }
    fill(&mut out);
    line(&mut out, "END:VCALENDAR");
    out
}

fn one(out: &mut String, event: &Event, rule: &str) {
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}", escaped(&event.uid)));
    line(out, &format!("DTSTAMP:{}", utc(event.stamp)));
    line(out, &format!("SEQUENCE:{}", event.sequence));
    match event.when {
        When::Span { from, to } => {
            line(out, &format!("DTSTART:{}", utc(from)));
            line(out, &format!("DTEND:{}", utc(to.max(from))));
        }
        When::Day(day) => {
            // The end is the first day that no longer belongs to it.
            let end = day.checked_add(1.day()).unwrap_or(day);
            line(out, &format!("DTSTART;VALUE=DATE:{}", day.strftime("%Y%m%d")));
            line(out, &format!("DTEND;VALUE=DATE:{}", end.strftime("%Y%m%d")));
        }
    }
    if !rule.is_empty() {
        line(out, &format!("RRULE:{}", clean(rule).replace('\n', "")));
    }
    for (name, value) in [("SUMMARY", &event.summary), ("DESCRIPTION", &event.description), ("LOCATION", &event.place)]
    {
        if !value.is_empty() {
            line(out, &format!("{name}:{}", escaped(value)));
        }
    }
    if !event.url.is_empty() {
        line(out, &format!("URL:{}", clean(&event.url).replace('\n', "")));
    }
    let status = if event.status == Status::Cancelled { "CANCELLED" } else { "CONFIRMED" };
    line(out, &format!("STATUS:{status}"));
    if let Some(minutes) = event.reminder.filter(|_| event.status == Status::Confirmed) {
        line(out, "BEGIN:VALARM");
        line(out, "ACTION:DISPLAY");
        line(out, &format!("DESCRIPTION:{}", escaped(&event.summary)));
        line(out, &format!("TRIGGER:-PT{minutes}M"));
        line(out, "END:VALARM");
    }
    line(out, "END:VEVENT");
}

fn utc(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    clean(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A line, folded at 75 bytes between letters.
fn line(out: &mut String, text: &str) {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::{Event, Status, When, ics, series};
    use jiff::{Timestamp, civil::date};
    use proptest::prelude::*;

    fn event(summary: &str) -> Event {
        Event {
            uid: "phien-17@thidua.vi.du".into(),
            sequence: 2,
            stamp: Timestamp::UNIX_EPOCH,
            when: When::Span {
                from: "2026-11-25T01:00:00Z".parse().expect("a time"),
                to: "2026-11-25T03:30:00Z".parse().expect("a time"),
            },
            summary: summary.into(),
            description: String::new(),
            place: "Phòng họp số 1; tầng 2".into(),
            url: "https://thidua.vi.du/hoi-dong/phien/17".into(),
            status: Status::Confirmed,
            reminder: Some(60),
        }
    }

    /// Lines put together again.
    fn unfolded(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_meeting_and_a_deadline() {
        let deadline =
            Event { when: When::Day(date(2026, 12, 31)), status: Status::Cancelled, ..event("Hạn đăng ký") };
        let file = ics(&[event("Họp Hội đồng, xét điển hình"), deadline]);
        let lines = unfolded(&file);
        for wanted in [
            "DTSTART:20261125T010000Z",
            "DTEND:20261125T033000Z",
            "SUMMARY:Họp Hội đồng\\, xét điển hình",
            "LOCATION:Phòng họp số\u{a0}1\\; tầng 2",
            "TRIGGER:-PT60M",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "STATUS:CANCELLED",
        ] {
            assert!(lines.iter().any(|line| line == wanted), "{wanted}\n{file}");
        }
        assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VALARM").count(), 1);
    }

    #[test]
    fn a_rhythm_is_one_event_with_a_rule() {
        let monthly = Event { when: When::Day(date(2022, 1, 20)), ..event("Gửi danh sách") };
        let lines = unfolded(&series(&monthly, "FREQ=MONTHLY;BYMONTHDAY=20;UNTIL=20250320"));
        assert!(lines.iter().any(|line| line == "RRULE:FREQ=MONTHLY;BYMONTHDAY=20;UNTIL=20250320"), "{lines:?}");
        assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 1);
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_no_text_makes_a_line(summary in "\\PC{0,200}(\n|\r\n|;|,|\\\\)?\\PC{0,60}") {
            let file = ics(&[event(&format!("x{summary}"))]);
            prop_assert!(file.split("\r\n").all(|line| line.len() <= 75));
            let lines = unfolded(&file);
            prop_assert_eq!(lines.len(), 23, "{}", file);
        }
    }
}
