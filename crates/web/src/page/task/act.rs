//! What can be done with a task from its page. It must not decide who may.

use super::view::TaskView;
use super::{ShowPage, load};
use crate::kernel::{Choice, Failure, Flash, FormState, Input, InputKind, Visit};
use crate::page::plan::id;
use crate::wrong::blame;
use axum::{extract::Path, response::Response};
use lantoa_app::Error;
use lantoa_app::bulk::{self, Chosen, Deed, Given};
use lantoa_app::task::{self, Report};
use lantoa_domain::Refusal;
use lantoa_domain::id::{BulkRunId, PersonId, TaskId};
use lantoa_domain::task::Met;
use lantoa_i18n::word;

pub(super) const DONE: &str = "xong";
const ZERO: &str = "khong-co";
pub(super) const HOW: Input = Input::new(InputKind::Radio, "ket-qua", word!("task-how")).required();
pub(super) const ON: Input = Input::new(InputKind::Date, "ngay", word!("task-on")).hint(word!("task-on-hint"));
pub(super) const NOTE: Input =
    Input::new(InputKind::Lines, "ghi-chu", word!("task-note")).max_chars(2000).hint(word!("task-note-hint"));
pub(super) const UNTIL: Input = Input::new(InputKind::Date, "den", word!("task-until")).required();
pub(super) const WHY_EXTEND: Input =
    Input::new(InputKind::Lines, "ly-do-gia-han", word!("task-why")).required().max_chars(1000);
pub(super) const WHY_EXEMPT: Input =
    Input::new(InputKind::Lines, "ly-do-mien", word!("task-why")).required().max_chars(1000);
pub(super) const PERSON: Input = Input::new(InputKind::Select, "nguoi", word!("task-assignee")).required();
pub(super) const INNER_DUE: Input =
    Input::new(InputKind::Date, "han-trong", word!("task-inner-due")).hint(word!("task-inner-due-hint"));
pub(super) const ASSIGN_NOTE: Input = Input::new(InputKind::Lines, "dan", word!("task-assign-note")).max_chars(1000);
pub(super) const WHY_REOPEN: Input =
    Input::new(InputKind::Lines, "ly-do-mo-lai", word!("task-why")).required().max_chars(1000);

/// Ways of meeting a task that fit it.
pub(super) fn hows(view: &TaskView) -> Vec<Choice> {
    let mut out = vec![Choice::new(DONE, word!("task-how-done"))];
    if view.zero_will_do {
        out.push(Choice::new(ZERO, word!("task-how-zero")).note(word!("task-how-zero-note")));
    }
    out
}

/// Which of the page's forms was sent.
enum Sent {
    Report,
    Extend,
    Exempt,
    Reopen,
    Assign,
}

/// The form that gives the task to a person, with who has it now.
pub(super) fn assigned(view: &TaskView) -> FormState {
    let Some(given) = &view.given else { return FormState::empty() };
    FormState::filled([
        (PERSON.name, given.person.clone()),
        (INNER_DUE.name, given.due.map(|day| day.to_string()).unwrap_or_default()),
        (ASSIGN_NOTE.name, given.note.clone()),
    ])
}

/// The page again with the form as it was sent, or the page of the failure.
async fn again(visit: &Visit, text: &str, sent: Sent, form: FormState) -> Result<Response, Failure> {
    let mut page = ShowPage::new(visit, load(visit, text).await?);
    match sent {
        Sent::Report => page.report = form,
        Sent::Extend => page.extend = form,
        Sent::Exempt => page.exempt = form,
        Sent::Reopen => page.reopen = form,
        Sent::Assign => page.assign = form,
    }
    Ok(visit.page_again(&page))
}

/// An act that can be taken back for ten minutes.
async fn given(visit: &Visit, deed: Deed, task: TaskId, seen: i64, given: Given) -> Result<BulkRunId, Error> {
    let one = Chosen { thing: task.to_string(), version: seen };
    let cx = visit.cx().map_err(|_| Refusal::NotFound)?;
    bulk::single(cx, deed, one, given, format!("/nhiem-vu/{task}")).await
}

fn undoable(visit: &Visit, task: TaskId, run: BulkRunId, flash: lantoa_i18n::Word) -> Response {
    visit.redirect(&format!("/nhiem-vu/{task}"), &Flash::done(flash).undo(format!("/ket-qua/{run}/hoan-tac")))
}

fn done(visit: &Visit, task: TaskId, flash: lantoa_i18n::Word) -> Response {
    visit.redirect(&format!("/nhiem-vu/{task}"), &Flash::done(flash))
}

pub(super) async fn complete(visit: Visit, Path(text): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let (task, seen) = (id::<TaskId>(&text)?, form.version()?);
    let how = form.choice(HOW, |code| match code {
        DONE => Some(Met::Done),
        ZERO => Some(Met::Zero),
        _ => None,
    });
    let on = if form.raw(ON.name).trim().is_empty() { Some(None) } else { form.date(ON).map(Some) };
    let note = form.text(NOTE);
    let (Some(how), Some(on), Some(note)) = (how, on, note) else {
        return again(&visit, &text, Sent::Report, form).await;
    };
    if how == Met::Zero && on.is_none() {
        let zero = Given { words: note, ..Given::default() };
        let run = given(&visit, Deed::TaskZero, task, seen, zero).await.map_err(|why| visit.failed(why))?;
        return Ok(undoable(&visit, task, run, word!("task-done")));
    }
    match task::complete(cx, task, seen, Report { how, on, note }).await {
        Ok(()) => Ok(done(&visit, task, word!("task-done"))),
        Err(lantoa_app::Error::Refused(why @ Refusal::Invalid { field: "on", .. })) => {
            form.refuse(ON, crate::kernel::sentence(&why, visit.locale()));
            again(&visit, &text, Sent::Report, form).await
        }
        Err(why) => Err(visit.failed(why)),
    }
}

pub(super) async fn extend(visit: Visit, Path(text): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    visit.cx()?;
    let (task, seen) = (id::<TaskId>(&text)?, form.version()?);
    let (until, reason) = (form.date(UNTIL), form.text(WHY_EXTEND));
    let (Some(until), Some(reason)) = (until, reason) else {
        return again(&visit, &text, Sent::Extend, form).await;
    };
    let longer = Given { day: Some(until), words: reason, ..Given::default() };
    match given(&visit, Deed::TaskExtend, task, seen, longer).await {
        Ok(run) => Ok(undoable(&visit, task, run, word!("task-extended"))),
        Err(lantoa_app::Error::Refused(why @ Refusal::Invalid { field: "until", .. })) => {
            form.refuse(UNTIL, crate::kernel::sentence(&why, visit.locale()));
            again(&visit, &text, Sent::Extend, form).await
        }
        Err(why) => Err(visit.failed(why)),
    }
}

pub(super) async fn exempt(visit: Visit, Path(text): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    visit.cx()?;
    let (task, seen) = (id::<TaskId>(&text)?, form.version()?);
    let Some(words) = form.text(WHY_EXEMPT) else { return again(&visit, &text, Sent::Exempt, form).await };
    let why = Given { words, ..Given::default() };
    let run = given(&visit, Deed::TaskExempt, task, seen, why).await.map_err(|why| visit.failed(why))?;
    Ok(undoable(&visit, task, run, word!("task-exempted")))
}

pub(super) async fn reopen(visit: Visit, Path(text): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let (task, seen) = (id::<TaskId>(&text)?, form.version()?);
    let Some(reason) = form.text(WHY_REOPEN) else { return again(&visit, &text, Sent::Reopen, form).await };
    task::reopen(cx, task, seen, reason).await.map_err(|why| visit.failed(why))?;
    Ok(done(&visit, task, word!("task-reopened")))
}

pub(super) async fn assign(visit: Visit, Path(text): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    visit.cx()?;
    let (task, seen) = (id::<TaskId>(&text)?, form.version()?);
    let person = form.choice(PERSON, |code| code.parse::<PersonId>().ok());
    let (due, note) = (form.maybe_date(INNER_DUE), form.text(ASSIGN_NOTE));
    let (Some(person), Some(due), Some(note)) = (person, due, note) else {
        return again(&visit, &text, Sent::Assign, form).await;
    };
    let to = Given { person: Some(person), day: due, words: note, ..Given::default() };
    match given(&visit, Deed::TaskAssign, task, seen, to).await {
        Ok(run) => Ok(undoable(&visit, task, run, word!("task-assigned"))),
        Err(error) => {
            blame(&mut form, &visit, error, &[("person", PERSON), ("due", INNER_DUE), ("note", ASSIGN_NOTE)])?;
            again(&visit, &text, Sent::Assign, form).await
        }
    }
}

pub(super) async fn take_back(visit: Visit, Path(text): Path<String>, form: FormState) -> Result<Response, Failure> {
    let (task, seen) = (id::<TaskId>(&text)?, form.version()?);
    visit.cx()?;
    let back = given(&visit, Deed::TaskTakeBack, task, seen, Given::default()).await;
    Ok(undoable(&visit, task, back.map_err(|why| visit.failed(why))?, word!("task-given-back")))
}
