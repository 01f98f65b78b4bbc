//! What waits for a person today, as a letter may tell it: kinds, counts, days and links. It must not name anybody nominated, nor show what the person cannot open.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use lantoa_domain::dossier::State;
use lantoa_domain::id::{SessionId, TaskId};
use lantoa_domain::plan::StepKind;
use lantoa_domain::policy::{Act, Actor, Role};
use lantoa_domain::task::TaskState;
use lantoa_store::session::SessionStatus;
use lantoa_store::{Conn, assignment, calendar, task};

use crate::publicity::reading::to_read;
use crate::{Cx, Result, obstacle, suggestion, workbench};

/// Days ahead that are told.
const AHEAD: i64 = 7;
/// Tasks of each kind told at most; those left out are counted.
const MOST: u32 = 20;
/// Sessions told at most.
const MOST_SESSIONS: u32 = 20;

/// What waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// The day it is of.
    pub today: Date,
    /// Dossiers that wait for the person, by what is to be done with them; who they are about is told by their pages alone.
    pub dossiers: Vec<Waiting>,
    /// What the person was given and tasks of the person's units, late or due within a week, the most urgent first.
    pub tasks: Vec<Owed>,
    /// Tasks late or due within a week that are not among them.
    pub more_tasks: u32,
    /// Sessions with a seat for the person within a week.
    pub sessions: Vec<Seat>,
    /// What the person is asked to read: how much, and until when at first.
    pub readings: Option<(u32, Date)>,
    /// Suggestions that wait for a decision of the person.
    pub suggestions: u32,
    /// Obstacles that wait for an answer of the person, by programme.
    pub obstacles: Vec<obstacle::Waiting>,
}

/// Dossiers of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What is to be done; `None` for those that came back to be completed.
    pub step: Option<StepKind>,
    /// How many.
    pub count: u32,
    /// The earliest day on which one of them is due.
    pub due: Option<Date>,
    /// How many of them are late.
    pub late: u32,
    /// How many are due within a week.
    pub soon: u32,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The task.
    pub id: TaskId,
    /// What is owed, in the plan's words.
    pub what: String,
    /// Which unit owes it.
    pub unit: String,
    /// The day it is wanted of the person.
    pub due: Date,
    /// Whose it is.
    pub whose: Whose,
}

/// Whose a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The unit's.
    Units,
    /// It was given to the person.
    Own,
}

/// A session with a seat for the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The session.
    pub id: SessionId,
    /// The council that meets; what the session is called stays on its page, where a name may stand in it.
    pub council: String,
    /// The day.
    pub on: Date,
    /// The hour it starts, as `08:00`.
    pub at: String,
}

/// The figures of a digest, as its subject tells them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Due within a week.
    pub due: u32,
    /// Late.
    pub late: u32,
    /// Waiting without a day, or with a later one.
    pub waiting: u32,
    /// Sessions within a week.
    pub sessions: u32,
}

impl Digest {
    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.figures() == Figures::default()
    }

    /// How much of what kind.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let tasks_late = count(self.tasks.iter().filter(|one| one.due < self.today).count());
        let late: u32 = self.dossiers.iter().map(|one| one.late).sum();
        let soon: u32 = self.dossiers.iter().map(|one| one.soon).sum();
        let all: u32 = self.dossiers.iter().map(|one| one.count).sum();
        let obstacles: u32 = self.obstacles.iter().map(|one| one.count).sum();
        let (reading_late, reading_other) = match self.readings {
            Some((n, due)) if due < self.today => (n, 0),
            Some((n, _)) => (0, n),
            None => (0, 0),
        };
        Figures {
            due: count(self.tasks.len()) - tasks_late + self.more_tasks + soon,
            late: tasks_late + late + reading_late,
            waiting: all.saturating_sub(late + soon) + reading_other + self.suggestions + obstacles,
            sessions: count(self.sessions.len()),
        }
    }
}

/// The digest of the acting person as it is now.
///
/// # Errors
/// The database's.
pub async fn today(cx: &Cx) -> Result<Digest> {
    let me = cx.clone();
    cx.db().read(async move |conn| compose(conn, &me).await).await
}

/// Composes it. Those who only look on are reminded of nothing.
pub(crate) async fn compose(conn: &mut Conn, cx: &Cx) -> Result<Digest> {
    let today = cx.today();
    let quiet = Digest {
        today,
        dossiers: Vec::new(),
        tasks: Vec::new(),
        more_tasks: 0,
        sessions: Vec::new(),
        readings: None,
        suggestions: 0,
        obstacles: Vec::new(),
    };
    if only_inspects(cx.actor()) {
        return Ok(quiet);
    }
    let (tasks, more_tasks) = tasks(conn, cx).await?;
    let readings = to_read(conn, cx).await?;
    let first = readings.iter().map(|one| one.due).min();
    let suggestions = suggestion::waiting(conn, cx).await?.unwrap_or_default();
    Ok(Digest {
        dossiers: dossiers(conn, cx).await?,
        tasks,
        more_tasks,
        sessions: sessions(conn, cx).await?,
        readings: first.map(|due| (u32::try_from(readings.len()).unwrap_or(u32::MAX), due)),
        suggestions: u32::try_from(suggestions).unwrap_or(u32::MAX),
        obstacles: obstacle::waiting(conn, cx).await?,
        ..quiet
    })
}

fn only_inspects(actor: &Actor) -> bool {
    actor.councils.is_empty()
        && !actor.grants.is_empty()
        && actor.grants.iter().all(|grant| grant.role == Role::Inspector)
}

fn until(today: Date) -> Date {
    today.checked_add(AHEAD.days()).unwrap_or(today)
}

async fn dossiers(conn: &mut Conn, cx: &Cx) -> Result<Vec<Waiting>> {
    let (today, week) = (cx.today(), until(cx.today()));
    let mut kinds: BTreeMap<Option<StepKind>, Waiting> = BTreeMap::new();
    for row in workbench::waiting(conn, cx).await? {
        let step = if matches!(row.state, State::Returned { .. }) { None } else { row.at };
        let kind = kinds.entry(step).or_insert(Waiting { step, count: 0, due: None, late: 0, soon: 0 });
        kind.count += 1;
        kind.late += u32::from(row.due.is_some_and(|due| due < today));
        kind.soon += u32::from(row.due.is_some_and(|due| (today..=week).contains(&due)));
        kind.due = [kind.due, row.due].into_iter().flatten().min();
    }
    let mut out: Vec<Waiting> = kinds.into_values().collect();
    out.sort_by_key(|kind| (kind.due.is_none(), kind.due));
    Ok(out)
}

async fn tasks(conn: &mut Conn, cx: &Cx) -> Result<(Vec<Owed>, u32)> {
    let (root, me, today) = (cx.actor().root, cx.actor().person, cx.today());
    let mine = crate::task::mine(conn, cx).await?;
    let given = assignment::open(conn, root, me, until(today), MOST).await?;
    let own = |one: assignment::Assigned| Owed {
        id: one.task,
        what: one.what,
        unit: one.unit,
        due: one.due,
        whose: Whose::Own,
    };
    let mut out: Vec<Owed> = given.into_iter().map(own).collect();
    for state in [TaskState::Overdue, TaskState::Soon] {
        let filter = task::Filter { mine: Some(mine.clone()), state: Some(state), ..task::Filter::default() };
        let page = task::list(conn, root, &filter, today, None, MOST).await?;
        for line in page.rows {
            if out.iter().all(|known| known.id != line.id) {
                let whose = if line.assignee == Some(me) { Whose::Own } else { Whose::Units };
                let due = line.due_for(me);
                out.push(Owed { id: line.id, what: line.what, unit: line.unit_name, due, whose });
            }
        }
    }
    out.sort_by_key(|one| (one.due, one.id));
    let filter = task::Filter { mine: Some(mine), ..task::Filter::default() };
    let counts = task::counts(conn, root, &filter, today).await?;
    let told = u32::try_from(out.len()).unwrap_or(u32::MAX);
    Ok((out, (counts.overdue + counts.soon).saturating_sub(told)))
}

async fn sessions(conn: &mut Conn, cx: &Cx) -> Result<Vec<Seat>> {
    if !cx.may(Act::ReadSession) {
        return Ok(Vec::new());
    }
    let (today, week) = (cx.today(), until(cx.today()));
    let found = calendar::sessions(conn, cx.actor().root, cx.actor().person, today, MOST_SESSIONS).await?;
    let soon = found.into_iter().filter(|one| one.held_on <= week && one.status.0 != SessionStatus::Cancelled);
    Ok(soon.map(|one| Seat { id: one.id, council: one.council, on: one.held_on, at: one.starts_at }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn quiet() -> Digest {
        Digest {
            today: date(2026, 11, 30),
            dossiers: Vec::new(),
            tasks: Vec::new(),
            more_tasks: 0,
            sessions: Vec::new(),
            readings: None,
            suggestions: 0,
            obstacles: Vec::new(),
        }
    }

    #[test]
    fn nothing_is_quiet_and_figures_add_up() {
        assert!(quiet().is_quiet());
        let waiting = Waiting { step: Some(StepKind::Appraise), count: 5, due: None, late: 1, soon: 2 };
        let owed = |due| Owed {
            id: lantoa_domain::id::Id::from_raw(1),
            what: "Báo cáo".to_owned(),
            unit: "Phòng Một".to_owned(),
            due,
            whose: Whose::Units,
        };
        let digest = Digest {
            dossiers: vec![waiting],
            tasks: vec![owed(date(2026, 11, 1)), owed(date(2026, 12, 1))],
            more_tasks: 3,
            readings: Some((2, date(2026, 12, 20))),
            suggestions: 4,
            obstacles: vec![obstacle::Waiting { programme: lantoa_domain::id::Id::from_raw(1), count: 3 }],
            ..quiet()
        };
        assert_eq!(digest.figures(), Figures { due: 6, late: 2, waiting: 11, sessions: 0 });
    }
}
