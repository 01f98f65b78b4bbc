//! Rhythms as recurrence rules of RFC 5545, and rules that a person types; it must not know working days.
//!
//! The library expands rules; what a rhythm of [`Due`] means is said by [`Deadline::occurrences`], and a property test holds
//! the two together.

use jiff::civil::Date;
use rrule::RRuleSet;

use crate::time::{Deadline, Due, Edge, day};

/// The most turns a rule may have within a programme.
pub const MOST: usize = 1000;

/// Why a text is no rule that the product follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotARule {
    /// Not `FREQ=…` with the parts that are known here, or refused by the library.
    #[error("not a recurrence rule as FREQ=MONTHLY;BYDAY=-1FR")]
    Unreadable,
    /// More than [`MOST`] turns.
    #[error("a rule with more than 1000 turns")]
    TooMany,
}

/// A rhythm as a rule: the day it starts, the rule, the last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    /// Its first day.
    pub starts: Date,
    /// The rule without its end: `FREQ=MONTHLY;BYMONTHDAY=20`.
    pub rule: String,
    /// Its last day.
    pub until: Date,
}

impl Recurrence {
    /// The rule as calendars read it, with its end.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{};UNTIL={}", self.rule, self.until.strftime("%Y%m%d"))
    }
}

impl Deadline {
    /// The last days in time as a recurrence rule, for a programme that runs over `years`, both ends included.
    ///
    /// `None` for what happens once, for what follows an event, for a rhythm without any turn, and for a typed rule whose
    /// days themselves no longer count: the day before every turn has no rule.
    #[must_use]
    pub fn rule(&self, years: (i16, i16)) -> Option<Recurrence> {
        let rule = self.plain_rule()?;
        let turns = self.occurrences(years);
        Some(Recurrence { starts: turns.first()?.last_day, rule, until: turns.last()?.last_day })
    }

    fn plain_rule(&self) -> Option<String> {
        let before = self.edge == Edge::Before;
        // "Before March" is the last day of February, "before the second quarter" the last of March.
        let month_before = |month: i8| if month == 1 { 12 } else { month - 1 };
        let ends = |month: i8| {
            format!("FREQ=YEARLY;BYMONTH={};BYMONTHDAY=-1", if before { month_before(month) } else { month })
        };
        Some(match &self.due {
            Due::Once { .. } | Due::After { .. } => return None,
            Due::Rule { .. } if before => return None,
            Due::Rule { rule } => tidy(rule).ok()?,
            Due::Year { month, day: None } => ends(*month),
            Due::YearQuarter { quarter } if before => ends(quarter * 3 - 2),
            Due::YearQuarter { quarter } => ends(quarter * 3),
            Due::Quarter { day: None } => "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1".to_owned(),
            Due::Year { month, day: Some(1) } if before => ends(*month),
            Due::Year { month, day: Some(at) } => format!("FREQ=YEARLY;BYMONTH={month};{}", self.in_month(*at)),
            Due::Quarter { day: Some(1) } if before => "FREQ=MONTHLY;BYMONTH=2,5,8,11;BYMONTHDAY=-1".to_owned(),
            Due::Quarter { day: Some(at) } => format!("FREQ=MONTHLY;BYMONTH=3,6,9,12;{}", self.in_month(*at)),
            Due::Month { day: 1 } if before => "FREQ=MONTHLY;BYMONTHDAY=-1".to_owned(),
            Due::Month { day: at } => format!("FREQ=MONTHLY;{}", self.in_month(*at)),
        })
    }

    /// A day of a month, or its last one when it is shorter: the last of the days from 28 on that it has. Before it: the
    /// last but one of those from 27 on.
    fn in_month(&self, at: i8) -> String {
        let days = |from: i8| (from..=at.clamp(1, 31)).map(|day| day.to_string()).collect::<Vec<_>>().join(",");
        match (self.edge, at) {
            (Edge::Before, ..=28) => format!("BYMONTHDAY={}", at - 1),
            (Edge::Before, _) => format!("BYMONTHDAY={};BYSETPOS=-2", days(27)),
            (_, ..=28) => format!("BYMONTHDAY={at}"),
            (_, _) => format!("BYMONTHDAY={};BYSETPOS=-1", days(28)),
        }
    }
}

/// Parts of a rule that are followed. Its end is the deadline's own, and a deadline knows no hours.
const PARTS: [&str; 9] =
    ["FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYSETPOS", "WKST"];
const RHYTHMS: [&str; 4] = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"];

/// A typed rule as it is kept: upper case, without blanks and without `RRULE:` before it.
///
/// # Errors
/// `Unreadable`.
pub fn tidy(rule: &str) -> Result<String, NotARule> {
    let bare: String = rule.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let bare = bare.strip_prefix("RRULE:").unwrap_or(&bare).trim_end_matches(';').to_owned();
    let mut rhythm = None;
    for part in bare.split(';') {
        let (name, value) = part.split_once('=').ok_or(NotARule::Unreadable)?;
        if !PARTS.contains(&name) || value.is_empty() {
            return Err(NotARule::Unreadable);
        }
        if name == "FREQ" {
            rhythm = Some(value.to_owned());
        }
    }
    if bare.len() > 300 || !rhythm.is_some_and(|rhythm| RHYTHMS.contains(&rhythm.as_str())) {
        return Err(NotARule::Unreadable);
    }
    expand(&bare, day(2000, 1, 1), day(2000, 12, 31))?;
    Ok(bare)
}

/// The days of a rule from its first possible day to a last one.
///
/// # Errors
/// `Unreadable`, and `TooMany` for more than [`MOST`].
pub fn expand(rule: &str, from: Date, to: Date) -> Result<Vec<Date>, NotARule> {
    if from > to {
        return Ok(Vec::new());
    }
    let (first, last) = (from.strftime("%Y%m%d"), to.strftime("%Y%m%d"));
    let text = format!("DTSTART:{first}T000000Z\nRRULE:{rule};UNTIL={last}T000000Z");
    let set: RRuleSet = text.parse().map_err(|_| NotARule::Unreadable)?;
    let found = set.all(u16::try_from(MOST + 1).unwrap_or(u16::MAX));
    if found.dates.len() > MOST {
        return Err(NotARule::TooMany);
    }
    let days = found.dates.iter().map(|at| at.format("%Y-%m-%d").to_string().parse());
    days.collect::<Result<_, _>>().map_err(|_| NotARule::Unreadable)
}
