//! The small forms around a session: its details, a conflict, a note, a repeated vote, its end. It must not decide anything.

use super::{address, load, sample};
use crate::{
    kernel::{Ask, At, Failure, Flash, FormState, Input, InputKind, Visit},
    nav::Area,
    sample::Easel,
    ui::Action,
};
use axum::response::Response;
use jiff::civil::Time;
use lantoa_app::session::{self, Allowed, Call, ItemView, Seen, SessionView};
use lantoa_domain::{
    id::{ItemId, SessionId},
    session::Stage,
};
use lantoa_i18n::{Word, word};

const TITLE: Input = Input::text("tieu-de", word!("session-form-title")).required().max_chars(200);
const DAY: Input = Input::new(InputKind::Date, "ngay", word!("session-form-day")).required();
const HOUR: Input =
    Input::text("gio", word!("session-form-hour")).required().max_chars(5).hint(word!("session-form-hour-hint"));
const PLACE: Input = Input::text("dia-diem", word!("session-form-place")).max_chars(200);
const PAPERS: Input =
    Input::new(InputKind::Date, "gui-tai-lieu", word!("session-form-papers")).hint(word!("session-form-papers-hint"));
const REASON: Input = Input::new(InputKind::Lines, "ly-do", word!("session-form-reason")).required().max_chars(1000);
const NOTE: Input = Input::new(InputKind::Lines, "ghi-chu", word!("session-form-note"))
    .max_chars(4000)
    .hint(word!("session-form-note-hint"));
const TELLERS: Input = Input::new(InputKind::Lines, "kiem-phieu", word!("session-form-tellers"))
    .max_chars(1000)
    .hint(word!("session-form-tellers-hint"));
const CONCLUSION: Input = Input::new(InputKind::Lines, "ket-luan", word!("session-form-conclusion")).max_chars(4000);

/// The fields of a session's details.
const CALL: [Input; 5] = [TITLE, DAY, HOUR, PLACE, PAPERS];

/// The details as they were typed; mistakes are noted in the form.
pub(in crate::page) fn call_of(form: &mut FormState) -> Option<Call> {
    let (title, held_on) = (form.text(TITLE), form.date(DAY));
    let starts_at = form.parsed(HOUR, word!("session-hour-wrong"), parse_hour);
    let place = form.text(PLACE);
    let papers_on = form.maybe_date(PAPERS);
    Some(Call { title: title?, place: place?, held_on: held_on?, starts_at: starts_at?, papers_on: papers_on? })
}

fn parse_hour(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once([':', 'h', 'g'])?;
    let minute = if minute.is_empty() { "0" } else { minute };
    Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}

/// The page with the details of a session, new or known.
pub(in crate::page) fn call_page(
    visit: &Visit,
    form: &FormState,
    title: Word,
    to: String,
    back: String,
    seen: Option<i64>,
) -> Ask {
    let shell = visit.shell(title, Area::Councils).crumb(word!("ui-area-councils"), Area::Councils.address());
    let submit = Action::submit(word!("session-form-save")).primary();
    let back = Action::link(word!("ui-confirm-back"), back);
    let page =
        Ask::new(shell, title, to, submit, back).fields(form, CALL.iter().map(|input| form.show(*input)).collect());
    match seen {
        Some(seen) => page.hidden(FormState::VERSION, seen.to_string()),
        None => page,
    }
}

fn edit_page(visit: &Visit, view: &SessionView, form: &FormState) -> Ask {
    let base = address(view.id);
    call_page(visit, form, word!("session-edit"), format!("{base}/sua"), base, Some(view.version))
        .consequence(word!("session-edit-then"))
}

/// The details of a session.
pub(super) async fn show_edit(visit: Visit, At(id): At<SessionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may.call {
        return Err(Failure::not_now(format!("/hoi-dong/phien/{id}")));
    }
    Ok(visit.page(&edit_page(&visit, &view, &filled(&view))))
}

fn filled(view: &SessionView) -> FormState {
    FormState::filled([
        ("tieu-de", view.title.clone()),
        ("ngay", view.held_on.to_string()),
        ("gio", view.starts_at.clone()),
        ("dia-diem", view.place.clone()),
        ("gui-tai-lieu", view.papers.sent_on.map(|day| day.to_string()).unwrap_or_default()),
    ])
}

/// Changes the details of a session.
pub(super) async fn edit(visit: Visit, At(id): At<SessionId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(call) = call_of(&mut form) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&edit_page(&visit, &view, &form)));
    };
    session::change(visit.cx()?, id, form.version()?, call).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&address(id), &Flash::done(word!("session-saved"))))
}

/// A form about one item.
struct About {
    title: Word,
    lead: Word,
    submit: Word,
    place: &'static str,
    field: Input,
    then: &'static [Word],
    /// Whether the session's page leads the reader there.
    may: fn(Allowed, &ItemView) -> bool,
}

/// Whether a vote on an item may be held again, as far as the page knows.
pub(super) fn may_repeat(may: Allowed, item: &ItemView) -> bool {
    may.announce && !item.own_conflict && item.stage.is_under_way()
}

/// Whether a conflict with an item may be declared.
pub(super) fn may_declare(may: Allowed, item: &ItemView) -> bool {
    may.declare && !item.own_conflict && matches!(item.stage, Stage::Waiting | Stage::Open)
}

/// Whether words on an item may be written down.
pub(super) fn may_note(may: Allowed, item: &ItemView) -> bool {
    may.run && !item.own_conflict
}

const REPEAT: About = About {
    title: word!("session-repeat"),
    lead: word!("session-repeat-lead"),
    submit: word!("session-repeat-do"),
    place: "bieu-quyet-lai",
    field: REASON,
    then: &[word!("session-repeat-then"), word!("session-repeat-kept")],
    may: may_repeat,
};
const DECLARE: About = About {
    title: word!("session-declare"),
    lead: word!("session-declare-lead"),
    submit: word!("session-declare-do"),
    place: "xung-dot",
    field: REASON,
    then: &[word!("session-declare-then"), word!("session-declare-hidden"), word!("session-declare-kept")],
    may: may_declare,
};
const NOTE_FORM: About = About {
    title: word!("session-note"),
    lead: word!("session-note-lead"),
    submit: word!("session-note-do"),
    place: "ghi-chu",
    field: NOTE,
    then: &[],
    may: may_note,
};

fn about_page(visit: &Visit, view: &SessionView, item: &ItemView, about: &About, form: &FormState) -> Ask {
    let base = address(view.id);
    let shell = visit
        .shell(about.title, Area::Councils)
        .crumb(word!("ui-area-councils"), Area::Councils.address())
        .crumb(view.title.as_str(), base.as_str());
    let submit = Action::submit(about.submit).primary();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let page = Ask::new(shell, about.title, format!("{base}/{}/{}", about.place, item.id), submit, back)
        .lead(about.lead.with("name", &item.name))
        .hidden(FormState::VERSION, item.version.to_string())
        .fields(form, vec![form.show(about.field)]);
    about.then.iter().fold(page, |page, sentence| page.consequence(*sentence))
}

async fn show_about(visit: &Visit, id: SessionId, item: ItemId, about: &About) -> Result<Response, Failure> {
    let view = load(visit, id).await?;
    let found = view.items.iter().find(|one| one.id == item).ok_or(Failure::NotFound)?;
    if !(about.may)(view.may, found) {
        return Err(Failure::not_now(address(id)));
    }
    let form = FormState::filled([("ghi-chu", found.note.clone())]);
    Ok(visit.page(&about_page(visit, &view, found, about, &form)))
}

/// The words that were typed, or the page again.
async fn typed(
    visit: &Visit,
    (id, item): (SessionId, ItemId),
    about: &About,
    form: &mut FormState,
) -> Result<Result<String, Box<Response>>, Failure> {
    if let Some(text) = form.text(about.field) {
        return Ok(Ok(text));
    }
    let view = load(visit, id).await?;
    let found = view.items.iter().find(|one| one.id == item).ok_or(Failure::NotFound)?;
    Ok(Err(Box::new(visit.page_again(&about_page(visit, &view, found, about, form)))))
}

/// Why a vote is held again.
pub(super) async fn show_repeat(visit: Visit, At((id, item)): At<(SessionId, ItemId)>) -> Result<Response, Failure> {
    show_about(&visit, id, item, &REPEAT).await
}

/// Holds a vote again.
pub(super) async fn repeat(
    visit: Visit,
    At((id, item)): At<(SessionId, ItemId)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let seen = form.version()?;
    match typed(&visit, (id, item), &REPEAT, &mut form).await? {
        Err(page) => Ok(*page),
        Ok(reason) => {
            session::repeat(visit.cx()?, item, seen, reason).await.map_err(|why| visit.failed(why))?;
            Ok(visit.redirect(&address(id), &Flash::done(word!("session-repeat-done"))))
        }
    }
}

/// Why the reader is in conflict.
pub(super) async fn show_declare(visit: Visit, At((id, item)): At<(SessionId, ItemId)>) -> Result<Response, Failure> {
    show_about(&visit, id, item, &DECLARE).await
}

/// Declares a conflict of interest.
pub(super) async fn declare(
    visit: Visit,
    At((id, item)): At<(SessionId, ItemId)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    match typed(&visit, (id, item), &DECLARE, &mut form).await? {
        Err(page) => Ok(*page),
        Ok(reason) => {
            session::declare(visit.cx()?, item, reason).await.map_err(|why| visit.failed(why))?;
            Ok(visit.redirect(&address(id), &Flash::done(word!("session-declare-done"))))
        }
    }
}

/// What was said on an item.
pub(super) async fn show_note(visit: Visit, At((id, item)): At<(SessionId, ItemId)>) -> Result<Response, Failure> {
    show_about(&visit, id, item, &NOTE_FORM).await
}

/// Writes down what was said on an item.
pub(super) async fn note(
    visit: Visit,
    At((id, item)): At<(SessionId, ItemId)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let version = form.version()?;
    match typed(&visit, (id, item), &NOTE_FORM, &mut form).await? {
        Err(page) => Ok(*page),
        Ok(text) => {
            let done = session::note(visit.cx()?, Seen { item, version }, text).await;
            done.map_err(|why| visit.failed(why))?;
            Ok(visit.redirect(&address(id), &Flash::done(word!("session-saved"))))
        }
    }
}

fn finish_page(visit: &Visit, view: &SessionView, form: &FormState) -> Ask {
    let base = address(view.id);
    let shell = visit
        .shell(word!("session-finish"), Area::Councils)
        .crumb(word!("ui-area-councils"), Area::Councils.address())
        .crumb(view.title.as_str(), base.as_str());
    let submit = Action::submit(word!("session-finish-do")).primary();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(shell, word!("session-finish"), format!("{base}/ket-thuc"), submit, back)
        .lead(word!("session-finish-lead"))
        .consequence(word!("session-finish-then"))
        .consequence(word!("session-finish-left"))
        .hidden(FormState::VERSION, view.version.to_string())
        .fields(form, vec![form.show(TELLERS), form.show(CONCLUSION)])
        .grave()
}

/// Counting team and conclusion.
pub(super) async fn show_finish(visit: Visit, At(id): At<SessionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may.run {
        return Err(Failure::not_now(address(id)));
    }
    Ok(visit.page(&finish_page(&visit, &view, &FormState::empty())))
}

/// Closes the session.
pub(super) async fn finish(visit: Visit, At(id): At<SessionId>, mut form: FormState) -> Result<Response, Failure> {
    let (Some(tellers), Some(conclusion)) = (form.text(TELLERS), form.text(CONCLUSION)) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&finish_page(&visit, &view, &form)));
    };
    let done = session::finish(visit.cx()?, id, form.version()?, tellers, conclusion).await;
    done.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&address(id), &Flash::done(word!("session-finish-done"))))
}

fn cancel_page(visit: &Visit, view: &SessionView, form: &FormState) -> Ask {
    let base = address(view.id);
    let shell = visit.shell(word!("session-cancel"), Area::Councils).crumb(view.title.as_str(), base.as_str());
    let submit = Action::submit(word!("session-cancel")).danger();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(shell, word!("session-cancel"), format!("{base}/huy"), submit, back)
        .lead(word!("session-cancel-lead"))
        .hidden(FormState::VERSION, view.version.to_string())
        .fields(form, vec![form.show(REASON)])
        .grave()
}

/// Why the session is called off.
pub(super) async fn show_cancel(visit: Visit, At(id): At<SessionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may.call {
        return Err(Failure::not_now(address(id)));
    }
    Ok(visit.page(&cancel_page(&visit, &view, &FormState::empty())))
}

/// Calls the session off.
pub(super) async fn cancel(visit: Visit, At(id): At<SessionId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(reason) = form.text(REASON) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&cancel_page(&visit, &view, &form)));
    };
    session::cancel(visit.cx()?, id, form.version()?, reason).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&address(id), &Flash::done(word!("session-cancel-done"))))
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let view = sample::running();
    easel.show("session/edit", &edit_page(&visit, &view, &filled(&view)));
    let mut wrong = FormState::filled([("gio", "25:99".to_owned())]);
    call_of(&mut wrong);
    easel.show("session/edit-wrong", &edit_page(&visit, &view, &wrong));
    for (name, about) in [("session/repeat", &REPEAT), ("session/declare", &DECLARE), ("session/note", &NOTE_FORM)] {
        easel.show(name, &about_page(&visit, &view, &view.items[1], about, &FormState::empty()));
    }
    easel.show("session/finish", &finish_page(&visit, &view, &FormState::empty()));
    easel.show("session/cancel", &cancel_page(&visit, &view, &FormState::empty()));
}
