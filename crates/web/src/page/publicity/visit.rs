//! Study visits and talks: the list, one of them, what is told of it; it must not adopt anything.

use super::{
    Part,
    board::{Board, Cell, ListPage, ShowPage},
    choices, chosen, list_shell, offered, say, shell, tabs,
};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Visit},
    page::{paper::shelf::Shelf, practice},
    ui::{Action, Bulk},
    wrong::blame,
};
use axum::response::Response;
use lantoa_app::{
    document::About,
    publicity::{
        Choices,
        visit::{self, Followed, Host, NextStep, StudyVisit, Told, VisitKind, VisitView},
    },
};
use lantoa_domain::id::{UnitId, VisitId};
use lantoa_i18n::{Locale, date_short, word};

const KIND: Input = Input::new(InputKind::Radio, "hinh-thuc", word!("publicity-visit-kind")).required();
const TOPIC: Input = Input::text("mo-hinh", word!("publicity-topic")).required().max_chars(250);
const HOST: Input = Input::new(InputKind::Radio, "noi-don", word!("publicity-host")).required();
const HOST_UNIT: Input = Input::new(InputKind::Select, "don-vi-don", word!("publicity-host-unit"))
    .sometimes()
    .hint(word!("publicity-host-unit-hint"));
const HOST_NAME: Input = Input::text("ten-noi-don", word!("publicity-host-name"))
    .max_chars(200)
    .sometimes()
    .hint(word!("publicity-host-name-hint"));
const EXEMPLAR: Input = Input::new(InputKind::Select, "dien-hinh", word!("publicity-exemplar"));
const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("publicity-visitor-unit")).required();
const VISITORS: Input = Input::text("thanh-phan", word!("publicity-visitors")).max_chars(500);
const HEADS: Input = Input::new(InputKind::Whole, "so-nguoi", word!("publicity-heads")).required();
const DAY: Input = Input::new(InputKind::Date, "ngay", word!("publicity-day")).required();
const PLACE: Input = Input::text("dia-diem", word!("publicity-place")).max_chars(200);
const LEARNED: Input = Input::new(InputKind::Lines, "da-hoc", word!("publicity-learned")).max_chars(4000);
const USABLE: Input = Input::new(InputKind::Lines, "ap-dung", word!("publicity-usable")).max_chars(4000);
const STEPS: Input =
    Input::new(InputKind::Lines, "viec", word!("publicity-steps")).max_chars(3000).hint(word!("publicity-steps-hint"));
const ADOPTION: Input = Input::new(InputKind::Lines, "ket-qua", word!("publicity-adoption"))
    .max_chars(2000)
    .hint(word!("publicity-adoption-hint"));

pub(super) fn list_page(visit: &Visit, query: ListQuery, rows: &[StudyVisit]) -> ListPage {
    let row = |one: &StudyVisit| {
        vec![
            Cell::link(one.topic.as_str(), format!("/tuyen-truyen/tham-quan/{}", one.id))
                .below(say::visit_kind(one.kind.0)),
            Cell::text(one.host_called()),
            Cell::text(one.unit_name.as_str()),
            Cell::day(one.on_day),
            Cell::number(one.heads),
            Cell::text(one.adoption.as_str()),
        ]
    };
    let mut actions = vec![query.excel()];
    if visit.cx().map_or(visit.state().app.is_none(), lantoa_app::publicity::visit::may_note) {
        actions.push(Action::link(word!("publicity-visit-new"), "/tuyen-truyen/tham-quan/moi").primary().icon("plus"));
    }
    ListPage {
        shell: list_shell(visit, Part::Visits),
        title: word!("publicity-visits"),
        tabs: tabs(visit, Part::Visits),
        lead: None,
        actions,
        filters: Vec::new(),
        board: Board {
            caption: word!("publicity-visits"),
            heads: vec![
                word!("publicity-topic"),
                word!("publicity-host"),
                word!("publicity-visitor-unit"),
                word!("publicity-day"),
                word!("publicity-heads"),
                word!("publicity-adoption"),
            ],
            rows: rows.iter().map(row).collect(),
        },
        empty: ("network", word!("publicity-visits-none"), word!("publicity-visits-none-text")),
        pager: None,
        bulk: Bulk::none(),
        charts: Vec::new(),
        query,
    }
}

pub(super) async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = visit::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&list_page(&visit, query, &rows)))
}

pub(super) fn show_page(visit: &Visit, view: &VisitView) -> ShowPage {
    let row = &view.visit;
    let mut page = ShowPage::new(shell(visit, word!("publicity-visit"), Part::Visits), row.topic.as_str());
    page.sub = Some(say::visit_kind(row.kind.0).into());
    if view.may_edit {
        page.actions.push(
            Action::link(word!("publicity-edit"), format!("/tuyen-truyen/tham-quan/{}/sua", row.id)).icon("pencil"),
        );
    }
    let host = Cell::text(row.host_called());
    page.facts = vec![
        (word!("publicity-host"), if row.outside { host.below(word!("publicity-host-outside")) } else { host }),
        (word!("publicity-visitor-unit"), Cell::text(row.unit_name.as_str()).below(row.visitors.as_str())),
        (word!("publicity-heads"), Cell::number(row.heads)),
        (word!("publicity-day"), Cell::day(row.on_day).below(row.place.as_str())),
        (
            word!("publicity-exemplar"),
            match (&row.exemplar, &row.exemplar_name) {
                (Some(id), Some(name)) => Cell::link(name.as_str(), format!("/dien-hinh/{id}")),
                _ => Cell::none(),
            },
        ),
    ];
    page.say([
        (word!("publicity-learned"), row.learned.clone()),
        (word!("publicity-usable"), row.usable.clone()),
        (word!("publicity-adoption"), row.adoption.clone()),
    ]);
    if !row.steps.0.is_empty() {
        let line =
            |one: &NextStep| vec![Cell::text(one.task.as_str()), Cell::text(one.who.as_str()), Cell::day(one.due)];
        let board = Board {
            caption: word!("publicity-steps"),
            heads: vec![word!("publicity-step"), word!("publicity-who"), word!("publicity-due")],
            rows: row.steps.0.iter().map(line).collect(),
        };
        page.boards.push((word!("publicity-steps"), board));
    }
    if !view.followed.is_empty() {
        let line = |one: &Followed| {
            vec![
                Cell::link(one.title.as_str(), format!("/nhan-rong/{}", one.id)),
                Cell::text(one.name.as_str()),
                Cell::badge(practice::say::stage(&one.stage)),
                Cell::day(one.began),
            ]
        };
        let board = Board {
            caption: word!("publicity-visit-followed"),
            heads: vec![
                word!("publicity-visit-practice"),
                word!("publicity-visit-adopter"),
                word!("adoption-stage"),
                word!("adoption-began"),
            ],
            rows: view.followed.iter().map(line).collect(),
        };
        page.boards.push((word!("publicity-visit-followed"), board));
    }
    page.papers = Some(Shelf::of(About::Visit(row.id)));
    page
}

async fn load(visit: &Visit, id: VisitId) -> Result<VisitView, Failure> {
    visit::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<VisitId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&show_page(&visit, &view)))
}

pub(super) fn note_page(visit: &Visit, known: Option<&StudyVisit>, form: &FormState, offer: &Choices) -> Ask {
    let title = if known.is_some() { word!("publicity-edit") } else { word!("publicity-visit-new") };
    let base = known.map(|row| format!("/tuyen-truyen/tham-quan/{}", row.id));
    let address = base.as_ref().map_or("/tuyen-truyen/tham-quan/moi".to_owned(), |base| format!("{base}/sua"));
    let back = Action::link(word!("ui-confirm-back"), base.unwrap_or_else(|| Part::Visits.address().to_owned()));
    let kinds = [
        Choice::new("tham-quan", say::visit_kind(VisitKind::Visit)),
        Choice::new("bao-cao", say::visit_kind(VisitKind::Talk)),
    ];
    let hosts = [
        Choice::new("trong", word!("publicity-host-own")),
        Choice::new("khac", word!("publicity-host-other")),
        Choice::new("ngoai-tinh", word!("publicity-host-outside")),
    ];
    Ask::new(shell(visit, title, Part::Visits), title, address, Action::submit(word!("publicity-save")).primary(), back)
        .hidden(FormState::VERSION, known.map_or(0, |row| row.version).to_string())
        .fields(
            form,
            vec![
                form.show_choices(KIND, &kinds),
                form.show(TOPIC),
                form.show_choices(EXEMPLAR, &offered(&offer.exemplars)),
                form.show_choices(HOST, &hosts),
                form.show_choices(HOST_UNIT, &offered(&offer.units)),
                form.show(HOST_NAME),
                form.show_choices(UNIT, &offered(&offer.units)),
                form.show(VISITORS),
                form.show(HEADS),
                form.show(DAY),
                form.show(PLACE),
                form.show(LEARNED),
                form.show(USABLE),
                form.show(STEPS),
                form.show(ADOPTION),
            ],
        )
}

/// Lines “what; who; until when” as they are typed; the last two may be left out.
fn steps(text: &str) -> Option<Vec<NextStep>> {
    let mut out = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut parts = line.split(';').map(str::trim);
        let (task, who) = (parts.next()?.to_owned(), parts.next().unwrap_or_default().to_owned());
        let due = match parts.next().filter(|text| !text.is_empty()) {
            Some(text) => Some(FormState::filled([(DAY.name, text.to_owned())]).date(DAY)?),
            None => None,
        };
        if task.is_empty() || parts.next().is_some() {
            return None;
        }
        out.push(NextStep { task, who, due });
    }
    Some(out)
}

fn written(steps: &[NextStep]) -> String {
    let line = |one: &NextStep| {
        let due = one.due.map(|day| date_short(Locale::Vi, day)).unwrap_or_default();
        format!("{}; {}; {due}", one.task, one.who).trim_end_matches([';', ' ']).to_owned()
    };
    steps.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn read(form: &mut FormState) -> Option<Told> {
    let kind = form.choice(KIND, |text| match text {
        "tham-quan" => Some(VisitKind::Visit),
        "bao-cao" => Some(VisitKind::Talk),
        _ => None,
    });
    let topic = form.text(TOPIC);
    let host = host(form);
    let exemplar = chosen(form, EXEMPLAR);
    let unit = form.choice(UNIT, |text| text.parse().ok());
    let (visitors, heads) = (form.text(VISITORS), form.whole(HEADS, 1..=100_000));
    let (on, place) = (form.date(DAY), form.text(PLACE));
    let (learned, usable, adoption) = (form.text(LEARNED), form.text(USABLE), form.text(ADOPTION));
    let next = form.text(STEPS).and_then(|text| {
        let found = steps(&text);
        if found.is_none() {
            form.refuse(STEPS, word!("publicity-steps-wrong"));
        }
        found
    });
    Some(Told {
        kind: kind?,
        topic: topic?,
        host: host?,
        exemplar: exemplar?,
        unit: unit?,
        visitors: visitors?,
        heads: heads?,
        on: on?,
        place: place?,
        learned: learned?,
        usable: usable?,
        steps: next?,
        adoption: adoption?,
    })
}

fn host(form: &mut FormState) -> Option<Host> {
    let name = form.text(HOST_NAME)?;
    match form.text(HOST)?.as_str() {
        "trong" => form.choice(HOST_UNIT, |text| text.parse::<UnitId>().ok()).map(Host::Unit),
        "khac" => Some(Host::Other(name)),
        "ngoai-tinh" => Some(Host::Outside(name)),
        _ => {
            form.refuse(HOST, word!("ui-form-not-offered"));
            None
        }
    }
}

const FIELDS: [(&str, Input); 3] = [("topic", TOPIC), ("host", HOST_NAME), ("heads", HEADS)];

pub(super) async fn show_new(visit: Visit) -> Result<Response, Failure> {
    if !visit::may_note(visit.cx()?) {
        return Err(Failure::not_now(Part::Visits.address()));
    }
    let offer = choices(&visit).await?;
    let unit = visit.cx()?.actor().unit.to_string();
    Ok(visit.page(&note_page(&visit, None, &FormState::filled([(UNIT.name, unit)]), &offer)))
}

pub(super) async fn note(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    if let Some(new) = read(&mut form) {
        match visit::note(cx, new).await {
            Ok(id) => {
                return Ok(
                    visit.redirect(&format!("/tuyen-truyen/tham-quan/{id}"), &Flash::done(word!("publicity-saved")))
                );
            }
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    let offer = choices(&visit).await?;
    Ok(visit.page_again(&note_page(&visit, None, &form, &offer)))
}

fn of_row(row: &StudyVisit) -> FormState {
    let host = match (row.host_unit, row.outside) {
        (Some(_), _) => "trong",
        (None, false) => "khac",
        (None, true) => "ngoai-tinh",
    };
    FormState::filled([
        (KIND.name, if row.kind.0 == VisitKind::Visit { "tham-quan" } else { "bao-cao" }.to_owned()),
        (TOPIC.name, row.topic.clone()),
        (HOST.name, host.to_owned()),
        (HOST_UNIT.name, row.host_unit.map(|id| id.to_string()).unwrap_or_default()),
        (HOST_NAME.name, row.host.clone()),
        (EXEMPLAR.name, row.exemplar.map(|id| id.to_string()).unwrap_or_default()),
        (UNIT.name, row.unit.to_string()),
        (VISITORS.name, row.visitors.clone()),
        (HEADS.name, row.heads.to_string()),
        (DAY.name, row.on_day.to_string()),
        (PLACE.name, row.place.clone()),
        (LEARNED.name, row.learned.clone()),
        (USABLE.name, row.usable.clone()),
        (STEPS.name, written(&row.steps.0)),
        (ADOPTION.name, row.adoption.clone()),
    ])
}

pub(super) async fn show_edit(visit: Visit, At(id): At<VisitId>) -> Result<Response, Failure> {
    let VisitView { visit: row, may_edit, .. } = load(&visit, id).await?;
    if !may_edit {
        return Err(Failure::not_now(format!("/tuyen-truyen/tham-quan/{id}")));
    }
    let offer = choices(&visit).await?;
    Ok(visit.page(&note_page(&visit, Some(&row), &of_row(&row), &offer)))
}

pub(super) async fn edit(visit: Visit, At(id): At<VisitId>, mut form: FormState) -> Result<Response, Failure> {
    if let Some(new) = read(&mut form) {
        match visit::edit(visit.cx()?, id, form.version()?, new).await {
            Ok(()) => {
                return Ok(
                    visit.redirect(&format!("/tuyen-truyen/tham-quan/{id}"), &Flash::done(word!("publicity-saved")))
                );
            }
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    let (VisitView { visit: row, .. }, offer) = (load(&visit, id).await?, choices(&visit).await?);
    Ok(visit.page_again(&note_page(&visit, Some(&row), &form, &offer)))
}
