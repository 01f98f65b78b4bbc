//! Which person of a unit does a task, as rows; it must not decide who may say so.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{PersonId, TaskId, UnitId};

use crate::{Conn, Result, Tx, params};

crate::sql! {
    OF = "SELECT a.person, p.name, a.due, a.note, b.name, a.at FROM task_assignment a JOIN person p ON p.id = a.person \
          JOIN person b ON b.id = a.assigned_by WHERE a.task = $1";
    PUT = "INSERT INTO task_assignment (task, root, person, due, note, assigned_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
           ON CONFLICT (task) DO UPDATE SET person = excluded.person, due = excluded.due, note = excluded.note, \
           assigned_by = excluded.assigned_by, at = excluded.at";
    DROP = "DELETE FROM task_assignment WHERE task = $1";
    OPEN = "SELECT t.id, t.what, u.name, coalesce(a.due, t.due_day) FROM task_assignment a JOIN task t ON t.id = a.task \
            JOIN unit u ON u.id = t.unit WHERE a.person = $1 AND t.root = $2 AND t.met IS NULL \
            AND coalesce(a.due, t.due_day) <= $3 ORDER BY 4, 1 LIMIT $4";
    PEOPLE = "SELECT p.id, p.name FROM person p JOIN unit_path t ON t.unit = p.unit WHERE t.ancestor = $1 AND p.active \
              ORDER BY p.folded, p.id LIMIT $2";
    BELONGS = "SELECT p.id FROM person p JOIN unit_path t ON t.unit = p.unit WHERE t.ancestor = $1 AND p.active AND p.id = $2";
}

/// Who does a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Who does it.
    pub person: PersonId,
    /// That person's name.
    pub name: String,
    /// The day until which it is wanted inside the unit, when earlier than the task's own.
    pub due: Option<Date>,
    /// What to know.
    pub note: String,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: Timestamp,
}
crate::from_row!(Assignment { person, name, due, note, by, at });

/// A task given to a person that is still to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned {
    /// The task.
    pub task: TaskId,
    /// What is owed.
    pub what: String,
    /// Which unit owes it.
    pub unit: String,
    /// The day it is wanted of the person.
    pub due: Date,
}
crate::from_row!(Assigned { task, what, unit, due });

/// What is kept of an assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAssignment {
    /// The task.
    pub task: TaskId,
    /// The agency.
    pub root: UnitId,
    /// Who does it.
    pub person: PersonId,
    /// The inner day.
    pub due: Option<Date>,
    /// What to know.
    pub note: String,
    /// Who says so.
    pub by: PersonId,
    /// Now.
    pub at: Timestamp,
}

/// Who does a task; none while nobody is named.
///
/// # Errors
/// The engine's.
pub async fn of(cx: &mut Conn, task: TaskId) -> Result<Option<Assignment>> {
    cx.opt(&OF, params![task]).await
}

/// Gives a task to a person, whoever had it.
///
/// # Errors
/// The engine's.
pub async fn put(tx: &mut Tx, new: &NewAssignment) -> Result<()> {
    let n = new;
    tx.exec(&PUT, params![n.task, n.root, n.person, n.due, n.note, n.by, n.at]).await.map(drop)
}

/// Takes a task back from its person; says whether somebody had it.
///
/// # Errors
/// The engine's.
pub async fn remove(tx: &mut Tx, task: TaskId) -> Result<bool> {
    tx.exec(&DROP, params![task]).await.map(|rows| rows == 1)
}

/// What a person was given and is to do until a day, the most urgent first.
///
/// # Errors
/// The engine's.
pub async fn open(cx: &mut Conn, root: UnitId, person: PersonId, until: Date, most: u32) -> Result<Vec<Assigned>> {
    cx.all(&OPEN, params![person, root, until, most]).await
}

/// Those who work in a unit or below it, by name.
///
/// # Errors
/// The engine's.
pub async fn people(cx: &mut Conn, unit: UnitId, most: u32) -> Result<Vec<(PersonId, String)>> {
    cx.all(&PEOPLE, params![unit, most]).await
}

/// Whether a person works in a unit or below it.
///
/// # Errors
/// The engine's.
pub async fn belongs(cx: &mut Conn, unit: UnitId, person: PersonId) -> Result<bool> {
    let found: Option<PersonId> = cx.opt(&BELONGS, params![unit, person]).await?;
    Ok(found.is_some())
}
