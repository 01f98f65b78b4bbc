//! A month as a grid of weeks: what is due on which day, which sessions are held, on which days nobody works. It must not show what the reader may not open.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use lantoa_domain::Refusal;
use lantoa_domain::id::ProgrammeId;
use lantoa_domain::policy::Act;
use lantoa_domain::time::When;
use lantoa_domain::workday::{DayKind, Holidays};
use lantoa_store::calendar as sessions;
use lantoa_store::task::{Filter, Mine};
use lantoa_store::{heat, holiday};

pub use lantoa_store::calendar::Meeting;
pub use lantoa_store::heat::DayLine;

use crate::task::Scope;
use crate::{Cx, Error, Result};

/// The most sessions of a month.
const MOST: u32 = 300;

/// A day of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub on: Date,
    /// Whether people work on it.
    pub works: bool,
    /// What the day off is called; empty for a fixed holiday, nothing for any other day.
    pub holiday: Option<String>,
    /// A working day by exchange.
    pub swapped: Option<String>,
    /// What is due.
    pub due: Vec<DayLine>,
    /// Sessions with a seat for the reader.
    pub sessions: Vec<Meeting>,
}

/// A month.
#[derive(Debug, Clone)]
pub struct Month {
    /// Year and month.
    pub month: (i16, i8),
    /// Whole weeks from Monday on, those round the month filled up with days of its neighbours.
    pub weeks: Vec<Vec<Day>>,
    /// Whose tasks.
    pub scope: Scope,
    /// The day it was looked at.
    pub today: Date,
}

/// A month of the agency; tasks of the reader's own units or of all, and of one programme when asked.
///
/// # Errors
/// `NotAllowed`, `NotFound` for a month outside of the calendar.
pub async fn month(cx: &Cx, (year, number): (i16, i8), scope: Scope, programme: Option<ProgrammeId>) -> Result<Month> {
    cx.permit(Act::ReadProgramme)?;
    if !(1..=12).contains(&number) || !(1945..=2200).contains(&year) {
        return Err(Refusal::NotFound.into());
    }
    let me = cx.clone();
    let named = When::Month(year, number);
    let days = (monday(named.first_day()), sunday(named.last_day()));
    cx.db()
        .scan(async move |conn| {
            let (root, today) = (me.actor().root, me.today());
            let (mine, assigned) = match scope {
                Scope::Mine => (Some(crate::task::mine(conn, &me).await?), None),
                Scope::Assigned => (None, Some(me.actor().person)),
                Scope::All => (None, None),
            };
            let filter = Filter { programme, mine, assigned, between: Some(days), ..Filter::default() };
            let due = if filter.mine == Some(Mine::default()) {
                Vec::new()
            } else {
                heat::by_day(conn, root, &filter, today).await?
            };
            let held = if me.may(Act::ReadSession) {
                sessions::sessions(conn, root, me.actor().person, days.0, MOST).await?
            } else {
                Vec::new()
            };
            let entered = holiday::list(conn, root).await?;
            Ok::<_, Error>(Month { month: (year, number), weeks: weeks(days, due, &held, &entered), scope, today })
        })
        .await
}

fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().since(Weekday::Monday)).days())
}

fn sunday(day: Date) -> Date {
    day.saturating_add(i64::from(day.weekday().until(Weekday::Sunday)).days())
}

fn weeks(
    (first, last): (Date, Date),
    due: Vec<DayLine>,
    held: &[Meeting],
    entered: &[holiday::Holiday],
) -> Vec<Vec<Day>> {
    let known = Holidays::new(entered.iter().map(|row| (row.from, row.to, row.kind.0)));
    let name = |on: Date, kind| {
        let of_day = |row: &&holiday::Holiday| row.kind.0 == kind && row.from <= on && on <= row.to;
        entered.iter().find(of_day).map(|row| row.name.clone())
    };
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(|day| *day <= last);
    let mut all: Vec<Day> = days
        .map(|on| Day {
            on,
            works: known.is_working(on),
            holiday: known.is_holiday(on).then(|| name(on, DayKind::Off).unwrap_or_default()),
            swapped: name(on, DayKind::Working),
            due: Vec::new(),
            sessions: held.iter().filter(|one| one.held_on == on).cloned().collect(),
        })
        .collect();
    for line in due {
        if let Some(day) = all.iter_mut().find(|day| day.on == line.day) {
            day.due.push(line);
        }
    }
    all.chunks(7).map(<[Day]>::to_vec).collect()
}
