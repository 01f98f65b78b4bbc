//! Requests to units for material: the list, one of them, asking and answering; it must not publish an answer.

use super::{
    Part,
    board::{Board, Cell, ListPage, ShowPage},
    choices, chosen, list_shell, offered, runs, shell, tabs,
};
use crate::{
    kernel::{Ask as Form, At, Failure, Flash, FormState, Input, InputKind, ListQuery, Visit},
    ui::{Action, Badge, Bulk, Tone},
    wrong::blame,
};
use axum::response::Response;
use jiff::civil::Date;
use lantoa_app::publicity::{
    Choices,
    request::{self, Ask, Request},
};
use lantoa_domain::{id::RequestId, policy::Act};
use lantoa_i18n::{Word, word};

const UNITS: Input = Input::new(InputKind::Ticks, "don-vi", word!("publicity-units-asked")).required();
const EXEMPLAR: Input = Input::new(InputKind::Select, "dien-hinh", word!("publicity-exemplar"));
const WHAT: Input = Input::new(InputKind::Lines, "can-gi", word!("publicity-what")).required().max_chars(2000);
const DUE: Input = Input::new(InputKind::Date, "han", word!("publicity-due")).required();
const ANSWER: Input = Input::new(InputKind::Lines, "tra-loi", word!("publicity-answer")).required().max_chars(10_000);

/// How a request stands, in words.
pub(super) fn state_word(row: &Request, today: Date) -> Word {
    match row.answered_on {
        Some(on) if on > row.due => word!("publicity-answered-late"),
        Some(_) => word!("publicity-answered"),
        None if row.due < today => word!("publicity-overdue"),
        None => word!("publicity-waiting"),
    }
}

fn state(row: &Request, today: Date) -> Badge {
    let tone = match row.answered_on {
        Some(on) if on > row.due => Tone::Warn,
        Some(_) => Tone::Good,
        None if row.due < today => Tone::Bad,
        None => Tone::Note,
    };
    Badge::new(state_word(row, today), tone)
}

fn today(visit: &Visit) -> Date {
    visit.cx().map_or(jiff::civil::date(2026, 11, 21), lantoa_app::Cx::today)
}

pub(super) fn list_page(visit: &Visit, query: ListQuery, rows: &[Request]) -> ListPage {
    let today = today(visit);
    let row = |one: &Request| {
        let what: String = one.what.chars().take(120).collect();
        vec![
            Cell::link(what, format!("/tuyen-truyen/tu-lieu/{}", one.id))
                .below(one.exemplar_name.clone().unwrap_or_default()),
            Cell::text(one.unit_name.as_str()),
            Cell::day(one.due),
            Cell::day(one.answered_on),
            Cell::badge(state(one, today)),
        ]
    };
    let mut actions = vec![query.excel()];
    if runs(visit) {
        actions.push(Action::link(word!("publicity-request-new"), "/tuyen-truyen/tu-lieu/moi").primary().icon("plus"));
    }
    ListPage {
        shell: list_shell(visit, Part::Requests),
        title: word!("publicity-requests"),
        tabs: tabs(visit, Part::Requests),
        lead: None,
        actions,
        filters: Vec::new(),
        board: Board {
            caption: word!("publicity-requests"),
            heads: vec![
                word!("publicity-what"),
                word!("publicity-unit"),
                word!("publicity-due"),
                word!("publicity-answered-on"),
                word!("publicity-state"),
            ],
            rows: rows.iter().map(row).collect(),
        },
        empty: ("inbox", word!("publicity-requests-none"), word!("publicity-requests-none-text")),
        pager: None,
        bulk: Bulk::none(),
        charts: Vec::new(),
        query,
    }
}

pub(super) async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = request::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&list_page(&visit, query, &rows)))
}

pub(super) fn show_page(visit: &Visit, row: &Request, may_answer: bool) -> ShowPage {
    let mut page = ShowPage::new(shell(visit, word!("publicity-request"), Part::Requests), word!("publicity-request"));
    page.badge = Some(state(row, today(visit)));
    page.sub = Some(row.unit_name.as_str().into());
    if may_answer {
        let answer = Action::link(word!("publicity-answer-do"), format!("/tuyen-truyen/tu-lieu/{}/tra-loi", row.id));
        page.actions.push(answer.primary().icon("send"));
    }
    page.facts = vec![
        (word!("publicity-unit"), Cell::text(row.unit_name.as_str())),
        (word!("publicity-exemplar"), Cell::text(row.exemplar_name.clone().unwrap_or_default())),
        (word!("publicity-asked-on"), Cell::day(row.asked_on)),
        (word!("publicity-due"), Cell::day(row.due)),
        (word!("publicity-answered-on"), Cell::day(row.answered_on)),
    ];
    page.say([(word!("publicity-what"), row.what.clone()), (word!("publicity-answer"), row.answer.clone())]);
    page
}

async fn load(visit: &Visit, id: RequestId) -> Result<(Request, bool), Failure> {
    request::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<RequestId>) -> Result<Response, Failure> {
    let (row, may_answer) = load(&visit, id).await?;
    Ok(visit.page(&show_page(&visit, &row, may_answer)))
}

pub(super) fn ask_page(visit: &Visit, form: &FormState, offer: &Choices) -> Form {
    let title = word!("publicity-request-new");
    let submit = Action::submit(word!("publicity-request-do")).primary();
    let back = Action::link(word!("ui-confirm-back"), Part::Requests.address());
    Form::new(shell(visit, title, Part::Requests), title, "/tuyen-truyen/tu-lieu/moi", submit, back).fields(
        form,
        vec![
            form.show(WHAT),
            form.show_choices(EXEMPLAR, &offered(&offer.exemplars)),
            form.show_choices(UNITS, &offered(&offer.units)),
            form.show(DUE),
        ],
    )
}

pub(super) async fn show_new(visit: Visit) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::RunPublicity).map_err(|why| visit.failed(why))?;
    let offer = choices(&visit).await?;
    Ok(visit.page(&ask_page(&visit, &FormState::empty(), &offer)))
}

pub(super) async fn ask(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let (what, due, exemplar) = (form.text(WHAT), form.date(DUE), chosen(&mut form, EXEMPLAR));
    let units = form.all(UNITS.name).filter_map(|text| text.parse().ok()).collect();
    if let (Some(what), Some(due), Some(exemplar)) = (what, due, exemplar) {
        match request::ask(cx, Ask { units, exemplar, what, due }).await {
            Ok(()) => {
                return Ok(visit.redirect(Part::Requests.address(), &Flash::done(word!("publicity-request-sent"))));
            }
            Err(error) => blame(&mut form, &visit, error, &[("units", UNITS), ("what", WHAT), ("due", DUE)])?,
        }
    }
    let offer = choices(&visit).await?;
    Ok(visit.page_again(&ask_page(&visit, &form, &offer)))
}

pub(super) fn answer_page(visit: &Visit, row: &Request, form: &FormState) -> Form {
    let (title, base) = (word!("publicity-answer-do"), format!("/tuyen-truyen/tu-lieu/{}", row.id));
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Form::new(
        shell(visit, title, Part::Requests),
        title,
        format!("{base}/tra-loi"),
        Action::submit(title).primary(),
        back,
    )
    .fact(word!("publicity-what"), row.what.as_str())
    .hidden(FormState::VERSION, row.version.to_string())
    .fields(form, vec![form.show(ANSWER)])
}

pub(super) async fn show_answer(visit: Visit, At(id): At<RequestId>) -> Result<Response, Failure> {
    let (row, may_answer) = load(&visit, id).await?;
    if !may_answer {
        return Err(Failure::not_now(format!("/tuyen-truyen/tu-lieu/{id}")));
    }
    let form = FormState::filled([(ANSWER.name, row.answer.clone())]);
    Ok(visit.page(&answer_page(&visit, &row, &form)))
}

pub(super) async fn answer(visit: Visit, At(id): At<RequestId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(text) = form.text(ANSWER) else {
        let (row, _) = load(&visit, id).await?;
        return Ok(visit.page_again(&answer_page(&visit, &row, &form)));
    };
    request::answer(visit.cx()?, id, form.version()?, text).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/tuyen-truyen/tu-lieu/{id}"), &Flash::done(word!("publicity-saved"))))
}
