//! The numbers behind drafted sentences, and how a sentence says one. It must not decide which number is said.

use std::collections::BTreeMap;

use jiff::civil::Date;
use lantoa_i18n::{Locale, number};

/// A number and the one of the same months a year before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// Now; `None` where it cannot be told.
    pub now: Option<i64>,
    /// A year before; `None` where there is no like.
    pub before: Option<i64>,
}

/// A number to reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Whom it counts: “tập thể”.
    pub subject: String,
    /// Whether it is striven for and not given.
    pub striven: bool,
    /// The number.
    pub target: i64,
    /// Counted so far.
    pub counted: i64,
    /// Whether it is over the plan's whole time.
    pub whole: bool,
    /// Months the pace was looked at and what it comes to at the end, where that can be told.
    pub pace: Option<(u32, i64)>,
}

/// A movement, or the plan as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Its name; empty for the plan as a whole.
    pub name: String,
    /// Dossiers registered.
    pub registered: i64,
    /// Collectives, people, households, practices recognised.
    pub recognised: [i64; 4],
    /// Everything recognised the year before.
    pub before: Option<i64>,
    /// Its numbers to reach.
    pub targets: Vec<Target>,
}

/// Awards of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awards {
    /// The award's name.
    pub name: String,
    /// How many collectives and households.
    pub collectives: i64,
    /// How many people.
    pub people: i64,
}

/// An obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The plan's words.
    pub what: String,
    /// Tasks due.
    pub all: i64,
    /// Late.
    pub late: i64,
    /// Missing.
    pub missing: i64,
}

/// Everything a report's sentences are drafted from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    /// “Kế hoạch số 18/KH-T.Tr ngày … của … về …”.
    pub plan: String,
    /// Who reports.
    pub agency: String,
    /// “năm 2022”, “tháng 3 năm 2022”, “giai đoạn 2016 - 2020”.
    pub period: String,
    /// “năm 2021”; empty where there is no like.
    pub before: String,
    /// The last day counted, where that is before the last of the period.
    pub until: Option<Date>,
    /// How many movements, numbers to reach and obligations the plan has.
    pub plan_has: [i64; 3],
    /// The figures by code.
    pub figures: BTreeMap<String, Beside>,
    /// The plan as a whole.
    pub all: Drawn,
    /// Movements by key.
    pub movements: BTreeMap<String, Drawn>,
    /// Awards.
    pub awards: Vec<Awards>,
    /// Obligations.
    pub duties: Vec<Duty>,
}

impl Numbers {
    /// A figure; nothing known where there is none.
    pub(super) fn of(&self, code: &str) -> Beside {
        self.figures.get(code).copied().unwrap_or_default()
    }

    /// The value of a figure; 0 where it cannot be told.
    pub(super) fn value(&self, code: &str) -> i64 {
        self.of(code).now.unwrap_or(0)
    }

    /// “, tăng 03 tập thể so với năm 2021”, or nothing where there is no year to compare with.
    pub(super) fn compared(&self, one: Beside, noun: &str) -> String {
        let (Some(now), Some(was), false) = (one.now, one.before, self.before.is_empty()) else { return String::new() };
        let noun = if noun.is_empty() { String::new() } else { format!(" {noun}") };
        match now - was {
            0 => format!(", bằng {}", self.before),
            more if more > 0 => format!(", tăng {}{noun} so với {}", count(more), self.before),
            less => format!(", giảm {}{noun} so với {}", count(-less), self.before),
        }
    }
}

/// A number as official papers write it: two digits at least.
pub(super) fn count(value: i64) -> String {
    if (1..10).contains(&value) { format!("0{value}") } else { number(Locale::Vi, value) }
}

/// Parts of a sentence put together: “a”, “a và b”, “a, b và c”.
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} và {last}", most.join(", ")),
    }
}
