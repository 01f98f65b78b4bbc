//! What can be done with a task from its page. It must not decide who may.

use super::view::TaskView;
use super::{ShowPage, load};
use crate::kernel::{Choice, Failure, Flash, FormState, Input, InputKind, Visit};
use crate::page::plan::{id, version};
use crate::wrong::blame;
use axum::{extract::Path, response::Response};
use lantoa_app::task::{self, Assign, Extension, Report};
use lantoa_domain::Refusal;
use lantoa_domain::id::{PersonId, TaskId};
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

fn done(visit: &Visit, task: TaskId, flash: lantoa_i18n::Word) -> Response {
    visit.redirect(&format!("/nhiem-vu/{task}"), &Flash::done(flash))
}

pub(super) async fn complete(visit: Visit, Path(text): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let (task, seen) = (id::<TaskId>(&text)?, version(&form)?);
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
    let cx = visit.cx()?;
    let (task, seen) = (id::<TaskId>(&text)?, version(&form)?);
    let (until, reason) = (form.date(UNTIL), form.text(WHY_EXTEND));
    let (Some(until), Some(reason)) = (until, reason) else {
        return again(&visit, &text, Sent::Extend, form).await;
    };
    match task::extend(cx, task, seen, Extension { until, reason }).await {
        Ok(()) => Ok(done(&visit, task, word!("task-extended"))),
        Err(lantoa_app::Error::Refused(why @ Refusal::Invalid { field: "until", .. })) => {
            form.refuse(UNTIL, crate::kernel::sentence(&why, visit.locale()));
            again(&visit, &text, Sent::Extend, form).await
        }
        Err(why) => Err(visit.failed(why)),
    }
}

pub(super) async fn exempt(visit: Visit, Path(text): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let (task, seen) = (id::<TaskId>(&text)?, version(&form)?);
    let Some(reason) = form.text(WHY_EXEMPT) else { return again(&visit, &text, Sent::Exempt, form).await };
    task::exempt(cx, task, seen, reason).await.map_err(|why| visit.failed(why))?;
    Ok(done(&visit, task, word!("task-exempted")))
}

pub(super) async fn reopen(visit: Visit, Path(text): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let (task, seen) = (id::<TaskId>(&text)?, version(&form)?);
    let Some(reason) = form.text(WHY_REOPEN) else { return again(&visit, &text, Sent::Reopen, form).await };
    task::reopen(cx, task, seen, reason).await.map_err(|why| visit.failed(why))?;
    Ok(done(&visit, task, word!("task-reopened")))
}

pub(super) async fn assign(visit: Visit, Path(text): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let (task, seen) = (id::<TaskId>(&text)?, version(&form)?);
    let person = form.choice(PERSON, |code| code.parse::<PersonId>().ok());
    let (due, note) = (form.maybe_date(INNER_DUE), form.text(ASSIGN_NOTE));
    let (Some(person), Some(due), Some(note)) = (person, due, note) else {
        return again(&visit, &text, Sent::Assign, form).await;
    };
    match task::assign(cx, task, seen, Assign { person, due, note }).await {
        Ok(()) => Ok(done(&visit, task, word!("task-assigned"))),
        Err(error) => {
            blame(&mut form, &visit, error, &[("person", PERSON), ("due", INNER_DUE), ("note", ASSIGN_NOTE)])?;
            again(&visit, &text, Sent::Assign, form).await
        }
    }
}

pub(super) async fn take_back(visit: Visit, Path(text): Path<String>, form: FormState) -> Result<Response, Failure> {
    let (task, seen) = (id::<TaskId>(&text)?, version(&form)?);
    task::take_back(visit.cx()?, task, seen).await.map_err(|why| visit.failed(why))?;
    Ok(done(&visit, task, word!("task-given-back")))
}
