//! What is done with a conference as a whole: set up, changed, called, held, closed, called off; invitations noted. It must not decide who goes.

use super::{at, load, say, shell, wanted};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Visit},
    nav::Area,
    ui::{Action, Field},
    wrong::blame,
};
use axum::response::Response;
use lantoa_app::conference::{self, ConferenceState, ConferenceView, Meets, Set, TaskView, Terms};
use lantoa_domain::Refusal;
use lantoa_domain::conference::ConferenceStep;
use lantoa_domain::conference::agenda::{clock, read_clock};
use lantoa_domain::id::{ConferenceId, ProgrammeId, TaskId};
use lantoa_i18n::{Word, word};

const PROGRAMME: Input = Input::new(InputKind::Select, "chuong-trinh", word!("conference-programme")).required();
const KIND: Input = Input::new(InputKind::Radio, "loai", word!("conference-kind")).required();
const TITLE: Input = Input::text("ten", word!("conference-title")).required().max_chars(300);
const HOST: Input = Input::text("don-vi-to-chuc", word!("conference-host"))
    .sometimes()
    .max_chars(200)
    .hint(word!("conference-host-hint"));
const TASK: Input =
    Input::new(InputKind::Select, "nhiem-vu", word!("conference-task")).hint(word!("conference-task-hint"));
const FROM: Input =
    Input::new(InputKind::Whole, "tu-nam", word!("conference-from-year")).hint(word!("conference-years-hint"));
const TO: Input = Input::new(InputKind::Whole, "den-nam", word!("conference-to-year"));
const ON: Input = Input::new(InputKind::Date, "ngay", word!("conference-on"));
const BEGINS: Input =
    Input::text("bat-dau", word!("conference-begins")).required().max_chars(20).hint(word!("conference-hour-hint"));
const ENDS: Input = Input::text("ket-thuc", word!("conference-ends")).max_chars(20);
const PLACE: Input = Input::text("dia-diem", word!("conference-place")).max_chars(200);
const CHAIR: Input = Input::text("chu-tri", word!("conference-chair")).max_chars(200);
const WITH: Input =
    Input::text("ket-hop", word!("conference-held-with")).max_chars(200).hint(word!("conference-held-with-hint"));
const HELD: Input = Input::new(InputKind::Date, "ngay", word!("conference-held-on")).required();
const MEETS: Input = Input::new(InputKind::Tick, "hoan-thanh", word!("conference-meets"));
const WHY: Input = Input::new(InputKind::Lines, "ly-do", word!("conference-why")).required().max_chars(1000);

const BLAMED: [(&str, Input); 9] = [
    ("title", TITLE),
    ("host", HOST),
    ("task", TASK),
    ("to_year", TO),
    ("on", ON),
    ("ends", ENDS),
    ("place", PLACE),
    ("reason", WHY),
    ("conference", TITLE),
];

type Offered = [(ProgrammeId, String, Vec<TaskView>)];

/// The fields of the terms as they are typed.
fn fields(form: &FormState, tasks: &[Choice]) -> Vec<Field> {
    vec![
        form.show(TITLE),
        form.show(HOST),
        form.show_choices(TASK, tasks),
        form.show(FROM),
        form.show(TO),
        form.show(ON),
        form.show(BEGINS),
        form.show(ENDS),
        form.show(PLACE),
        form.show(CHAIR),
        form.show(WITH),
    ]
}

/// Reads the terms and the task; every mistake is noted.
fn read(form: &mut FormState) -> Option<(Option<TaskId>, Terms)> {
    let hour = |text: &str| read_clock(text);
    let (title, host) = (form.text(TITLE), form.text(HOST));
    let task = form.maybe(TASK, word!("ui-form-not-offered"), |text| text.parse::<TaskId>().ok());
    let year = |text: &str| text.trim().parse::<i16>().ok().filter(|year| (1945..=2200).contains(year));
    let from = form.maybe(FROM, word!("ui-form-not-a-number"), year);
    let to = form.maybe(TO, word!("ui-form-not-a-number"), year);
    let (on, begins) = (form.maybe_date(ON), form.parsed(BEGINS, word!("conference-wrong-hour"), hour));
    let ends = form.maybe(ENDS, word!("conference-wrong-hour"), hour);
    let (place, chair, held_with) = (form.text(PLACE), form.text(CHAIR), form.text(WITH));
    let years = match (from?, to?) {
        (Some(from), Some(to)) => Some((from, to)),
        (None, None) => None,
        _ => {
            form.refuse(TO, word!("conference-wrong-years"));
            return None;
        }
    };
    let terms = Terms {
        title: title?,
        host: host?,
        years,
        on: on?,
        begins: begins?,
        ends: ends?,
        place: place?,
        chair: chair?,
        held_with: held_with?,
    };
    Some((task?, terms))
}

fn task_choice(task: &TaskView) -> Choice {
    Choice::new(task.id.to_string(), task.what.as_str()).note(word!("conference-due").with("date", task.due))
}

pub(super) fn new_page(visit: &Visit, form: &FormState, offered: &Offered) -> Ask {
    let title = word!("conference-new");
    let shell = visit.shell(title, Area::Conferences).crumb(word!("ui-area-conferences"), Area::Conferences.address());
    let programmes: Vec<Choice> =
        offered.iter().map(|(id, name, _)| Choice::new(id.to_string(), name.as_str())).collect();
    let kinds = say::KINDS.map(|(code, kind)| Choice::new(code, say::kind(kind)));
    let tasks: Vec<Choice> = offered.iter().flat_map(|(_, _, tasks)| tasks).map(task_choice).collect();
    let mut shown = vec![form.show_choices(PROGRAMME, &programmes), form.show_choices(KIND, &kinds)];
    shown.extend(fields(form, &tasks));
    let back = Action::link(word!("ui-confirm-back"), Area::Conferences.address());
    Ask::new(shell, title, "/hoi-nghi/moi", Action::submit(word!("conference-set-up")).primary(), back)
        .lead(word!("conference-new-lead"))
        .fields(form, shown)
}

async fn offered(visit: &Visit) -> Result<Vec<(ProgrammeId, String, Vec<TaskView>)>, Failure> {
    conference::offered(visit.cx()?).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show_new(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let offered = offered(&visit).await?;
    let programme = query.get(PROGRAMME.name).map(str::to_owned);
    let first = offered.first().map(|(id, ..)| id.to_string());
    let form = FormState::filled([
        (PROGRAMME.name, programme.or(first).unwrap_or_default()),
        (KIND.name, "tai-co-quan".to_owned()),
        (BEGINS.name, "08:00".to_owned()),
    ]);
    Ok(visit.page(&new_page(&visit, &form, &offered)))
}

pub(super) async fn set_up(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let programme = form.choice(PROGRAMME, |text| text.parse::<ProgrammeId>().ok());
    let kind = form.choice(KIND, |text| say::KINDS.iter().find(|(code, _)| *code == text).map(|(_, kind)| *kind));
    let read = read(&mut form);
    if let (Some(programme), Some(kind), Some((task, terms))) = (programme, kind, read) {
        match conference::set_up(cx, Set { programme, kind, task, terms }).await {
            Ok(id) => return Ok(visit.redirect(&at(id), &Flash::done(word!("conference-was-set-up")))),
            Err(error) => blame(&mut form, &visit, error, &BLAMED)?,
        }
    }
    let offered = offered(&visit).await?;
    Ok(visit.page_again(&new_page(&visit, &form, &offered)))
}

const fn may_edit(view: &ConferenceView) -> bool {
    view.may_run && matches!(view.row.state.0, ConferenceState::Preparing | ConferenceState::Called)
}

pub(super) fn change_page(visit: &Visit, view: &ConferenceView, form: &FormState) -> Ask {
    let (title, base) = (word!("conference-edit"), at(view.row.id));
    let tasks: Vec<Choice> = view.tasks.iter().map(task_choice).collect();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let submit = Action::submit(word!("conference-save")).primary();
    Ask::new(shell(visit, title, view), title, format!("{base}/sua"), submit, back)
        .hidden(FormState::VERSION, view.row.version.to_string())
        .fields(form, fields(form, &tasks))
}

pub(super) fn filled(view: &ConferenceView) -> FormState {
    let row = &view.row;
    let text = |value: &str| value.to_owned();
    FormState::filled([
        (TITLE.name, text(&row.title)),
        (HOST.name, text(&row.host)),
        (TASK.name, row.task.map(|task| task.to_string()).unwrap_or_default()),
        (FROM.name, row.from_year.to_string()),
        (TO.name, row.to_year.to_string()),
        (ON.name, row.on_day.map(|day| day.to_string()).unwrap_or_default()),
        (BEGINS.name, clock(row.begins)),
        (ENDS.name, row.ends.map(clock).unwrap_or_default()),
        (PLACE.name, text(&row.place)),
        (CHAIR.name, text(&row.chair)),
        (WITH.name, text(&row.held_with)),
    ])
}

pub(super) async fn show_change(visit: Visit, At(id): At<ConferenceId>) -> Result<Response, Failure> {
    let view = wanted(&visit, id, may_edit).await?;
    Ok(visit.page(&change_page(&visit, &view, &filled(&view))))
}

pub(super) async fn change(visit: Visit, At(id): At<ConferenceId>, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    if let Some((task, terms)) = read(&mut form) {
        match conference::change(cx, id, form.version()?, task, terms).await {
            Ok(()) => return Ok(visit.redirect(&at(id), &Flash::done(word!("conference-saved")))),
            Err(error) => blame(&mut form, &visit, error, &BLAMED)?,
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&change_page(&visit, &view, &form)))
}

/// A step by the last part of its address.
#[derive(Debug, Clone, Copy)]
pub(super) struct StepWords {
    code: &'static str,
    step: ConferenceStep,
    title: Word,
    then: Word,
    done: Word,
}

pub(super) const STEPS: [StepWords; 4] = [
    StepWords {
        code: "trieu-tap",
        step: ConferenceStep::Call,
        title: word!("conference-call"),
        then: word!("conference-then-call"),
        done: word!("conference-did-call"),
    },
    StepWords {
        code: "da-to-chuc",
        step: ConferenceStep::Hold,
        title: word!("conference-hold"),
        then: word!("conference-then-hold"),
        done: word!("conference-did-hold"),
    },
    StepWords {
        code: "ket-thuc",
        step: ConferenceStep::Close,
        title: word!("conference-close"),
        then: word!("conference-then-close"),
        done: word!("conference-did-close"),
    },
    StepWords {
        code: "huy",
        step: ConferenceStep::Cancel,
        title: word!("conference-cancel"),
        then: word!("conference-then-cancel"),
        done: word!("conference-did-cancel"),
    },
];

fn words(code: &str) -> Result<StepWords, Failure> {
    STEPS.iter().find(|one| one.code == code).copied().ok_or(Failure::NotFound)
}

pub(super) fn step_page(visit: &Visit, view: &ConferenceView, words: StepWords, form: &FormState) -> Ask {
    let base = at(view.row.id);
    let submit = Action::submit(words.title);
    let submit = if words.step == ConferenceStep::Cancel { submit.danger() } else { submit.primary() };
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let mut page =
        Ask::new(shell(visit, words.title, view), words.title, format!("{base}/buoc/{}", words.code), submit, back)
            .fact(word!("conference-title"), view.row.title.as_str())
            .consequence(words.then)
            .hidden(FormState::VERSION, view.row.version.to_string());
    let fields = match words.step {
        ConferenceStep::Hold => {
            let open = view.task.as_ref().filter(|task| !task.met);
            if let Some(task) = open {
                page = page.fact(word!("conference-task"), task.what.as_str());
            }
            let mut fields = vec![form.show(HELD)];
            fields.extend(open.map(|_| form.show(MEETS)));
            fields
        }
        ConferenceStep::Cancel => vec![form.show(WHY)],
        _ => Vec::new(),
    };
    page.fields(form, fields)
}

pub(super) async fn show_step(visit: Visit, At((id, code)): At<(ConferenceId, String)>) -> Result<Response, Failure> {
    let words = words(&code)?;
    let view = wanted(&visit, id, |view| view.may_run && view.follows(words.step)).await?;
    let on = view.row.on_day.unwrap_or(view.today).min(view.today);
    let form = FormState::filled([(HELD.name, on.to_string()), (MEETS.name, "co".to_owned())]);
    Ok(visit.page(&step_page(&visit, &view, words, &form)))
}

pub(super) async fn step(
    visit: Visit,
    At((id, code)): At<(ConferenceId, String)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let (cx, words, seen) = (visit.cx()?, words(&code)?, form.version()?);
    let done = match words.step {
        ConferenceStep::Call => Some(conference::call(cx, id, seen).await),
        ConferenceStep::Close => Some(conference::close(cx, id, seen).await),
        ConferenceStep::Cancel => match form.text(WHY) {
            Some(why) => Some(conference::cancel(cx, id, seen, why).await),
            None => None,
        },
        _ => match form.date(HELD) {
            Some(on) => {
                let meets = if form.ticked(MEETS) { Meets::Task } else { Meets::Nothing };
                Some(conference::hold(cx, id, seen, on, meets).await)
            }
            None => None,
        },
    };
    match done {
        Some(Ok(())) => return Ok(visit.redirect(&at(id), &Flash::done(words.done))),
        Some(Err(error)) if words.step == ConferenceStep::Hold => blame(&mut form, &visit, error, &[("on", HELD)])?,
        Some(Err(error)) => return Err(stopped(&visit, (id, words.step), error)),
        None => {}
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&step_page(&visit, &view, words, &form)))
}

/// What stands in the way of a step without fields is told where it can be mended.
fn stopped(visit: &Visit, (id, step): (ConferenceId, ConferenceStep), error: lantoa_app::Error) -> Failure {
    match error.refusal() {
        Some(Refusal::Invalid { why: "empty", .. }) if step == ConferenceStep::Call => {
            Failure::NotNow { page: format!("{}/sua", at(id)), why: word!("conference-wrong-call").into() }
        }
        Some(Refusal::Invalid { why: "attendance-missing", .. }) => {
            Failure::NotNow { page: format!("{}/diem-danh", at(id)), why: word!("conference-wrong-attendance").into() }
        }
        _ => visit.failed(error),
    }
}

pub(super) async fn invite(visit: Visit, At(id): At<ConferenceId>, form: FormState) -> Result<Response, Failure> {
    let done = conference::invite(visit.cx()?, id, form.version()?).await;
    let count = done.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&at(id), &Flash::done(word!("conference-invited").with("count", count))))
}
