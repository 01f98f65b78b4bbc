//! Conferences of exemplars and congresses of the level above (plan 000 III.1, 002 II.3): set up, given seats, called, held, closed; delegates, programme and lists handed over stand below. It must not show a unit the delegates of another.

mod agenda;
mod delegate;
mod draft;
mod handover;
mod propose;
mod view;

use std::sync::Arc;

use jiff::civil::Date;
use lantoa_domain::Refusal;
pub use lantoa_domain::conference::{ConferenceKind, ConferenceState, Gender, Mix, Seats, Terms, Work};
use lantoa_domain::conference::{ConferenceStep, delegate::DelegateRole};
use lantoa_domain::id::{ConferenceId, ProgrammeId, TaskId};
use lantoa_domain::policy::Act;
use lantoa_store::conference::{self as rows, delegate as delegates};
use lantoa_store::{Conn, Tx, Word, org, programme, task};
use serde_json::json;

pub use agenda::{NewItem, put_item, remove_item};
pub use delegate::{Mark, Presence, Reply, Verdict, attendance, decide, invite, reply, stand_in};
pub use draft::{Drafted, drafted};
pub(crate) use handover::role_words;
pub use handover::{Handing, HandoverView, file, hand_over};
pub use lantoa_domain::conference::delegate::{DelegateState, DelegateStep};
pub use lantoa_store::Json;
pub use lantoa_store::conference::delegate::Delegate;
pub use lantoa_store::conference::handover::Handover;
pub use lantoa_store::conference::{Conference, Item};
pub use propose::{Proposal, Words, edit, propose, withdraw};
pub use view::{ConferenceRow, ConferenceView, Figures, List, TaskView, UnitLine, Wanted, list, offered, page};

use crate::{Cx, Result, faster};

/// A new conference.
#[derive(Debug, Clone)]
pub struct Set {
    /// The programme.
    pub programme: ProgrammeId,
    /// Whose it is.
    pub kind: ConferenceKind,
    /// The task of the plan that it meets.
    pub task: Option<TaskId>,
    /// What it is held by.
    pub terms: Terms,
}

fn cleaned(terms: Terms) -> Terms {
    let clean = |text: String| text.trim().to_owned();
    Terms {
        title: clean(terms.title),
        host: clean(terms.host),
        place: clean(terms.place),
        chair: clean(terms.chair),
        held_with: clean(terms.held_with),
        ..terms
    }
}

/// Sets up a conference of a programme. Without years of its own it looks back on the plan's.
///
/// # Errors
/// `NotAllowed`; `NotFound` for a programme of others; `Invalid` with the field of the terms, or on "task" for one of another programme.
pub async fn set_up(cx: &Cx, new: Set) -> Result<ConferenceId> {
    cx.permit(Act::RunConference)?;
    let (me, new) = (cx.clone(), Arc::new(Set { terms: cleaned(new.terms), ..new }));
    new.terms.check(new.kind)?;
    cx.db()
        .write(async move |tx| {
            let root = me.actor().root;
            let found = programme::programme(tx, new.programme).await?.filter(|found| found.root == root);
            let found = found.ok_or(Refusal::NotFound)?;
            fits(tx, found.id, new.task).await?;
            let (from_year, to_year) = new.terms.years.unwrap_or((found.from_year, found.to_year));
            let bare = Conference {
                id: me.id(),
                root,
                programme: found.id,
                task: new.task,
                kind: Word(new.kind),
                title: String::new(),
                host: String::new(),
                from_year,
                to_year,
                on_day: None,
                begins: 0,
                ends: None,
                place: String::new(),
                chair: String::new(),
                held_with: String::new(),
                seats: None,
                reserves: 0,
                state: Word(ConferenceState::Preparing),
                held_on: None,
                why: String::new(),
                version: 1,
            };
            let row = bare.under(new.terms.clone());
            rows::insert(tx, &row, me.actor().person).await?;
            me.journal(
                tx,
                "conference.set-up",
                row.id,
                &json!({ "kind": new.kind, "on": row.on_day, "task": row.task }),
            )?;
            Ok(row.id)
        })
        .await
}

/// Whether a task is one of the programme.
async fn fits(conn: &mut Conn, programme: ProgrammeId, task: Option<TaskId>) -> Result<()> {
    let Some(id) = task else { return Ok(()) };
    let found = task::load(conn, id).await?.filter(|task| task.programme == programme);
    found.map(drop).ok_or_else(|| Refusal::Invalid { field: "task", why: "not-existing" }.into())
}

/// A conference of the acting person's agency: that there is one everybody may know.
async fn load(conn: &mut Conn, cx: &Cx, id: ConferenceId) -> Result<Conference> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    Ok(rows::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?)
}

/// The same for those who prepare it, as it was shown.
async fn run(tx: &mut Tx, cx: &Cx, id: ConferenceId, seen: i64) -> Result<Conference> {
    let row = load(tx, cx, id).await?;
    cx.permit(Act::RunConference)?;
    faster::same(tx, row.root, id, row.version, seen).await?;
    Ok(row)
}

async fn save(tx: &mut Tx, row: &Conference) -> Result<()> {
    let saved = rows::save(tx, row).await;
    faster::told(tx, row.root, row.id, saved).await
}

/// Changes what a conference is held by; its kind and programme stay.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` as [`set_up`], or once it was held.
pub async fn change(cx: &Cx, id: ConferenceId, seen: i64, task: Option<TaskId>, terms: Terms) -> Result<()> {
    let (me, terms) = (cx.clone(), Arc::new(cleaned(terms)));
    cx.db()
        .write(async move |tx| {
            let row = run(tx, &me, id, seen).await?;
            row.state.0.after(ConferenceStep::Edit)?;
            terms.check(row.kind.0)?;
            if row.state.0 == ConferenceState::Called {
                terms.may_be_called()?;
            }
            fits(tx, row.programme, task).await?;
            let row = Conference { task, ..row.under(Terms::clone(&terms)) };
            save(tx, &row).await?;
            me.journal(tx, "conference.changed", id, &json!({ "on": row.on_day, "task": row.task }))
        })
        .await
}

/// Gives seats: in all, to units, and how many names a unit may put forward beyond its own.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` on "seats" or "reserves", on "unit" for one of others, or once it was held.
pub async fn give_seats(cx: &Cx, id: ConferenceId, seen: i64, seats: Seats) -> Result<()> {
    let (me, seats) = (cx.clone(), Arc::new(seats));
    cx.db()
        .write(async move |tx| {
            let row = run(tx, &me, id, seen).await?;
            row.state.0.after(ConferenceStep::Edit)?;
            seats.check()?;
            rows::lock(tx, id).await?;
            for (unit, _) in &seats.units {
                let known = org::unit(tx, *unit).await?.filter(|unit| unit.root == row.root);
                known.ok_or(Refusal::Invalid { field: "unit", why: "not-existing" })?;
            }
            seats.hold(&delegate::taken(&delegates::of_conference(tx, id).await?))?;
            rows::put_seats(tx, id, &seats.units).await?;
            save(tx, &Conference { seats: seats.all, reserves: seats.reserves, ..row }).await?;
            let given: u32 = seats.units.iter().map(|(_, count)| *count).sum();
            me.journal(tx, "conference.seats-given", id, &json!({ "all": seats.all, "count": given }))
        })
        .await
}

/// Calls a conference: its day and place are known, delegates are invited from now on.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` on "on" or "place", or where it does not follow.
pub async fn call(cx: &Cx, id: ConferenceId, seen: i64) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = run(tx, &me, id, seen).await?;
            let state = Word(row.state.0.after(ConferenceStep::Call)?);
            row.terms().may_be_called()?;
            let on = row.on_day;
            save(tx, &Conference { state, ..row }).await?;
            me.journal(tx, "conference.called", id, &json!({ "on": on }))
        })
        .await
}

/// What becomes of the task that a conference answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meets {
    /// It is met as of the conference's day.
    Task,
    /// It stays as it is.
    Nothing,
}

/// Records that a conference took place on a day, and meets its task if that is wanted.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` on "on" for a day to come, or where it does not follow.
pub async fn hold(cx: &Cx, id: ConferenceId, seen: i64, on: Date, meets: Meets) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = run(tx, &me, id, seen).await?;
            let state = Word(row.state.0.after(ConferenceStep::Hold)?);
            if on > me.today() {
                return Err(Refusal::Invalid { field: "on", why: "in-future" }.into());
            }
            let (task, title) = (row.task.filter(|_| meets == Meets::Task), row.title.clone());
            save(tx, &Conference { state, held_on: Some(on), ..row }).await?;
            if let Some(task) = task {
                me.permit(Act::CompleteTask)?;
                crate::task::fulfil(tx, &me, task, on, &title).await?;
            }
            me.journal(tx, "conference.held", id, &json!({ "on": on, "task": task }))
        })
        .await
}

/// Closes a conference: it is known of everybody who was to come whether they were there.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` (`attendance-missing`), or where it does not follow.
pub async fn close(cx: &Cx, id: ConferenceId, seen: i64) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = run(tx, &me, id, seen).await?;
            let state = Word(row.state.0.after(ConferenceStep::Close)?);
            let all = delegates::of_conference(tx, id).await?;
            if all.iter().any(|one| one.role.0 != DelegateRole::Substitute && one.state.0.awaits_attendance()) {
                return Err(Refusal::Invalid { field: "conference", why: "attendance-missing" }.into());
            }
            let attended = all.iter().filter(|one| one.state.0 == DelegateState::Attended).count();
            save(tx, &Conference { state, ..row }).await?;
            me.journal(tx, "conference.closed", id, &json!({ "count": attended }))
        })
        .await
}

/// Calls a conference off, with a reason.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, `ReasonMissing`; `Invalid` once it was held.
pub async fn cancel(cx: &Cx, id: ConferenceId, seen: i64, why: String) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = run(tx, &me, id, seen).await?;
            let state = Word(row.state.0.after(ConferenceStep::Cancel)?);
            let why = why.trim().to_owned();
            if why.is_empty() {
                return Err(Refusal::ReasonMissing.into());
            }
            save(tx, &Conference { state, why, ..row }).await?;
            me.journal(tx, "conference.cancelled", id, &json!({}))
        })
        .await
}
