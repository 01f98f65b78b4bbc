//! A task given to one person of the unit that owes it, and taken back. It must not report the task, nor widen anybody's rights.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{PersonId, TaskId};
use lantoa_domain::policy::Act;
use lantoa_store::assignment::{self, NewAssignment};
use lantoa_store::task;
use serde_json::json;

use super::act::{open, shown};
use crate::{Cx, Result, seen};

/// The most letters of a note.
const MOST_LETTERS: usize = 1_000;

/// A task given to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assign {
    /// Who does it: somebody of the unit that owes it, or of a unit below.
    pub person: PersonId,
    /// The day until which it is wanted inside the unit; not after the task's own.
    pub due: Option<Date>,
    /// What to know.
    pub note: String,
}

/// Gives a task to a person of the unit, whoever had it before. The unit owes it as before.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` on "task" when it is met, on "person" for somebody of another unit, on "due" for a day
/// that has passed or lies after the task's, on "note" when it is too long.
pub async fn assign(cx: &Cx, id: TaskId, version: i64, new: Assign) -> Result<()> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let task = shown(tx, &acting, id, version, Act::CompleteTask).await?;
            open(&task)?;
            if !assignment::belongs(tx, task.unit, new.person).await? {
                return Err(Refusal::Invalid { field: "person", why: "other-unit" }.into());
            }
            if let Some(due) = new.due {
                let why = if due < acting.today() { Some("in-past") } else { None };
                let why = why.or((due > task.due_day).then_some("after-task"));
                if let Some(why) = why {
                    return Err(Refusal::Invalid { field: "due", why }.into());
                }
            }
            let note = new.note.trim().to_owned();
            if note.chars().count() > MOST_LETTERS {
                return Err(Refusal::Invalid { field: "note", why: "long" }.into());
            }
            let row = NewAssignment {
                task: id,
                root: task.root,
                person: new.person,
                due: new.due,
                note,
                by: acting.actor().person,
                at: acting.now(),
            };
            // The task itself counts as changed: calendars take the new day, and who looked at the page before is told.
            let saved = task::save(tx, &task).await;
            seen::saved(tx, task.root, id, saved).await?;
            assignment::put(tx, &row).await?;
            let detail = json!({ "person": new.person, "unit": task.unit, "due": new.due });
            acting.journal(tx, "task.assigned", id, &detail)
        })
        .await
}

/// Takes a task back from its person.
///
/// # Errors
/// `NotFound` also when nobody has it, `NotAllowed`, `Overtaken`; `Invalid` on "task" when it is met.
pub async fn take_back(cx: &Cx, id: TaskId, version: i64) -> Result<()> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let task = shown(tx, &acting, id, version, Act::CompleteTask).await?;
            open(&task)?;
            let had = assignment::of(tx, id).await?.ok_or(Refusal::NotFound)?;
            let saved = task::save(tx, &task).await;
            seen::saved(tx, task.root, id, saved).await?;
            assignment::remove(tx, id).await?;
            acting.journal(tx, "task.taken-back", id, &json!({ "person": had.person, "unit": task.unit }))
        })
        .await
}
