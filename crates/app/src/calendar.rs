//! Sessions and deadlines as a calendar shows them: one, or all of the reader's own. It must not show what the reader may not open.

use jiff::ToSpan;
use jiff::civil::{Date, Time};
use lantoa_domain::id::{PersonId, SessionId, TaskId};
use lantoa_domain::policy::Act;
use lantoa_domain::task::Met;
use lantoa_store::calendar as rows;
use lantoa_store::session::SessionStatus;
use lantoa_store::task::{self, Filter, Line};

use crate::export::Portion;
use crate::{Cx, Error, Result};

/// How far back a calendar of one's own reaches: what was called off lately is still sent, so that calendars take it away.
const DAYS_BACK: i64 = 60;
/// The most entries of each kind in one file.
const MOST: u32 = 500;

/// Something with a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its identifier as it is written: the same for ever.
    pub id: String,
    /// How often it was changed since it was made, 0 for never.
    pub changes: u32,
    /// What it is called.
    pub title: String,
    /// The council that meets, or who owes it.
    pub whose: String,
    /// Where; nothing for deadlines.
    pub place: String,
    /// The day.
    pub on: Date,
    /// The hour a session starts; `None` for deadlines and hours that cannot be read.
    pub at: Option<Time>,
    /// Whether it still takes place.
    pub standing: Standing,
}

/// Whether something takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Holds,
    /// It was cancelled, or somebody was exempted from it.
    CalledOff,
}

/// Entries of a calendar, sessions apart from deadlines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Sessions.
    pub sessions: Vec<Entry>,
    /// Deadlines.
    pub deadlines: Vec<Entry>,
}

/// One session.
///
/// # Errors
/// `NotFound` for those who are not to know of it.
pub async fn of_session(cx: &Cx, id: SessionId) -> Result<Calendar> {
    let view = crate::session::page(cx, id).await?;
    let meeting = rows::Meeting {
        id,
        title: view.title,
        place: view.place,
        held_on: view.held_on,
        starts_at: view.starts_at,
        status: lantoa_store::Word(view.status),
        version: view.version,
        council: view.council_name,
    };
    Ok(Calendar { sessions: vec![session(meeting)], deadlines: Vec::new() })
}

/// One deadline.
///
/// # Errors
/// `NotFound`.
pub async fn of_task(cx: &Cx, id: TaskId) -> Result<Calendar> {
    let shown = crate::task::show(cx, id).await?;
    let task = shown.task;
    let entry = Entry {
        id: id.to_string(),
        changes: changes(task.version),
        title: task.what,
        whose: shown.unit_name,
        place: String::new(),
        on: task.due_day,
        at: None,
        standing: standing(task.met.map(|met| met.0)),
    };
    Ok(Calendar { sessions: Vec::new(), deadlines: vec![entry] })
}

/// The reader's own: sessions with a seat for the reader, what the reader's units owe or were exempted from, what the reader was given.
///
/// # Errors
/// `NotAllowed`.
pub async fn own(cx: &Cx) -> Result<Calendar> {
    cx.permit(Act::ReadProgramme)?;
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let (root, today) = (acting.actor().root, acting.today());
            let from = today.checked_sub(DAYS_BACK.days()).unwrap_or(today);
            let sessions = if acting.may(Act::ReadSession) {
                rows::sessions(conn, root, acting.actor().person, from, MOST).await?
            } else {
                Vec::new()
            };
            let mine = crate::task::mine(conn, &acting).await?;
            let (mut deadlines, me) = (Vec::new(), acting.actor().person);
            let filter = Filter { mine: Some(mine), between: Some((from, Date::MAX)), ..Filter::default() };
            let mut after = None;
            while deadlines.len() < MOST as usize {
                let page = task::list(conn, root, &filter, today, after, Portion::File.rows()).await?;
                after = page.rows.last().map(|line| (line.due_day, line.id));
                deadlines.extend(page.rows.into_iter().filter(is_kept).map(|line| deadline(line, me)));
                if !page.more {
                    break;
                }
            }
            deadlines.truncate(MOST as usize);
            Ok::<_, Error>(Calendar { sessions: sessions.into_iter().map(session).collect(), deadlines })
        })
        .await
}

/// What was reported is done: it needs no place in a calendar any more.
fn is_kept(line: &Line) -> bool {
    line.met.is_none_or(|met| met.0 == Met::Exempt)
}

fn session(one: rows::Meeting) -> Entry {
    Entry {
        id: one.id.to_string(),
        changes: changes(one.version),
        title: one.title,
        whose: one.council,
        place: one.place,
        on: one.held_on,
        at: one.starts_at.parse().ok(),
        standing: if one.status.0 == SessionStatus::Cancelled { Standing::CalledOff } else { Standing::Holds },
    }
}

/// What the reader was given stands on the day it is wanted of the reader.
fn deadline(line: Line, reader: PersonId) -> Entry {
    Entry {
        on: line.due_for(reader),
        id: line.id.to_string(),
        changes: changes(line.version),
        title: line.what,
        whose: line.unit_name,
        place: String::new(),
        at: None,
        standing: standing(line.met.map(|met| met.0)),
    }
}

fn standing(met: Option<Met>) -> Standing {
    if met == Some(Met::Exempt) { Standing::CalledOff } else { Standing::Holds }
}

/// The first version was changed by nobody.
fn changes(version: i64) -> u32 {
    u32::try_from(version - 1).unwrap_or(0)
}
