//! Movements to follow an exemplar: the list, one of them with every unit, launching, taking up, ending; it must not speak for a unit.

use super::{
    Part,
    board::{Board, Cell, ListPage, ShowPage},
    choices, list_shell, offered, runs, shell, tabs,
};
use crate::{
    kernel::{Ask, At, Failure, Flash, FormState, Input, InputKind, ListQuery, Visit},
    ui::{Action, Badge, Bulk, Tone},
    wrong::blame,
};
use axum::response::Response;
use jiff::civil::Date;
use lantoa_app::publicity::{
    Choices,
    follow::{self, Follow, FollowView, Launch, TakeUp, UnitUptake},
};
use lantoa_domain::{
    id::{FollowId, UnitId},
    policy::Act,
};
use lantoa_i18n::{Word, word};

const EXEMPLAR: Input = Input::new(InputKind::Select, "dien-hinh", word!("publicity-exemplar")).required();
const TITLE: Input = Input::text("ten", word!("publicity-follow-title")).required().max_chars(250);
const CALL: Input =
    Input::new(InputKind::Lines, "loi-keu-goi", word!("publicity-follow-call")).required().max_chars(4000);
const FROM: Input = Input::new(InputKind::Date, "tu-ngay", word!("publicity-from")).required();
const TO: Input = Input::new(InputKind::Date, "den-ngay", word!("publicity-to")).required();
const JOINED: Input = Input::new(InputKind::Date, "ngay", word!("publicity-joined-on")).required();
const DOING: Input = Input::new(InputKind::Lines, "viec-lam", word!("publicity-doing")).required().max_chars(3000);
const PEOPLE: Input = Input::new(InputKind::Whole, "so-nguoi", word!("publicity-people")).required();
const RESULT: Input = Input::new(InputKind::Lines, "ket-qua", word!("publicity-result")).max_chars(3000);
const WHY: Input = Input::new(InputKind::Lines, "ly-do", word!("publicity-why")).required().max_chars(1000);

fn state(row: &Follow, today: Date) -> Badge {
    if row.ended_on.is_some() || row.to_day < today {
        Badge::new(word!("publicity-follow-over"), Tone::Plain)
    } else if row.from_day > today {
        Badge::new(word!("publicity-planned"), Tone::Note)
    } else {
        Badge::new(word!("publicity-follow-runs"), Tone::Good)
    }
}

fn today(visit: &Visit) -> Date {
    visit.cx().map_or(jiff::civil::date(2026, 11, 21), lantoa_app::Cx::today)
}

pub(super) fn list_page(visit: &Visit, query: ListQuery, rows: &[Follow]) -> ListPage {
    let today = today(visit);
    let row = |one: &Follow| {
        vec![
            Cell::link(one.title.as_str(), format!("/tuyen-truyen/hoc-tap/{}", one.id)),
            Cell::link(one.name.as_str(), format!("/dien-hinh/{}", one.exemplar)),
            Cell::day(one.from_day),
            Cell::day(one.to_day),
            Cell::number(one.units),
            Cell::number(one.people),
            Cell::badge(state(one, today)),
        ]
    };
    let mut actions = vec![query.excel()];
    if runs(visit) {
        actions.push(Action::link(word!("publicity-follow-new"), "/tuyen-truyen/hoc-tap/moi").primary().icon("plus"));
    }
    ListPage {
        shell: list_shell(visit, Part::Follows),
        title: word!("publicity-follows"),
        tabs: tabs(visit, Part::Follows),
        lead: None,
        actions,
        filters: Vec::new(),
        board: Board {
            caption: word!("publicity-follows"),
            heads: vec![
                word!("publicity-follow-title"),
                word!("publicity-exemplar"),
                word!("publicity-from"),
                word!("publicity-to"),
                word!("publicity-units"),
                word!("publicity-people"),
                word!("publicity-state"),
            ],
            rows: rows.iter().map(row).collect(),
        },
        empty: ("flag", word!("publicity-follows-none"), word!("publicity-follows-none-text")),
        pager: None,
        bulk: Bulk::none(),
        charts: Vec::new(),
        query,
    }
}

pub(super) async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = follow::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&list_page(&visit, query, &rows)))
}

pub(super) fn show_page(visit: &Visit, view: &FollowView) -> ShowPage {
    let (row, base) = (&view.row, format!("/tuyen-truyen/hoc-tap/{}", view.row.id));
    let mut page = ShowPage::new(shell(visit, word!("publicity-follow"), Part::Follows), row.title.as_str());
    page.badge = Some(state(row, today(visit)));
    page.actions.push(page.shell.excel(&base));
    if view.may_end {
        page.actions.push(Action::link(word!("publicity-follow-end"), format!("{base}/ket-thuc")).danger());
    }
    if row.ended_on.is_some() {
        page.notices.push(("warn", "info", word!("publicity-follow-ended-why").with("why", &row.ended_why)));
    }
    let silent = view.units.iter().filter(|one| one.uptake.is_none()).count();
    page.facts = vec![
        (word!("publicity-exemplar"), Cell::link(row.name.as_str(), format!("/dien-hinh/{}", row.exemplar))),
        (
            word!("publicity-follow-decision"),
            Cell::link(word!("publicity-follow-decision-open"), format!("/quyet-dinh/{}", row.decision)),
        ),
        (word!("publicity-from"), Cell::day(row.from_day)),
        (word!("publicity-to"), Cell::day(row.to_day)),
        (word!("publicity-units"), Cell::number(row.units)),
        (word!("publicity-silent"), Cell::number(i64::try_from(silent).unwrap_or_default())),
        (word!("publicity-people"), Cell::number(row.people)),
    ];
    page.say([(word!("publicity-follow-call"), row.call.clone())]);
    page.boards.push((word!("publicity-uptake"), uptakes(&base, &view.units)));
    page
}

fn uptakes(base: &str, units: &[UnitUptake]) -> Board {
    let row = |one: &UnitUptake| {
        let tell = Action::link(word!("publicity-take-up"), format!("{base}/huong-ung?don-vi={}", one.unit));
        let tell = one.may_tell.then_some(tell);
        let name = Cell::text(one.name.as_str());
        match &one.uptake {
            Some(found) => vec![
                name,
                Cell::day(found.joined_on),
                Cell::text(found.doing.as_str()).below(found.result.as_str()),
                Cell::number(found.people).action(tell),
            ],
            None => vec![
                name,
                Cell::badge(Badge::new(word!("publicity-not-joined"), Tone::Warn)),
                Cell::none(),
                Cell::none().action(tell),
            ],
        }
    };
    Board {
        caption: word!("publicity-uptake"),
        heads: vec![
            word!("publicity-unit"),
            word!("publicity-joined-on"),
            word!("publicity-doing"),
            word!("publicity-people"),
        ],
        rows: units.iter().map(row).collect(),
    }
}

async fn load(visit: &Visit, id: FollowId) -> Result<FollowView, Failure> {
    follow::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<FollowId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&show_page(&visit, &view)))
}

pub(super) fn launch_page(visit: &Visit, form: &FormState, offer: &Choices) -> Ask {
    let title = word!("publicity-follow-new");
    let submit = Action::submit(word!("publicity-follow-do")).primary();
    let back = Action::link(word!("ui-confirm-back"), Part::Follows.address());
    Ask::new(shell(visit, title, Part::Follows), title, "/tuyen-truyen/hoc-tap/moi", submit, back)
        .lead(word!("publicity-follow-lead"))
        .fields(
            form,
            vec![
                form.show_choices(EXEMPLAR, &offered(&offer.exemplars)),
                form.show(TITLE),
                form.show(CALL),
                form.show(FROM),
                form.show(TO),
            ],
        )
}

pub(super) async fn show_new(visit: Visit) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::RunPublicity).map_err(|why| visit.failed(why))?;
    let offer = choices(&visit).await?;
    let form = FormState::filled([(FROM.name, today(&visit).to_string())]);
    Ok(visit.page(&launch_page(&visit, &form, &offer)))
}

pub(super) async fn launch(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let exemplar = form.choice(EXEMPLAR, |text| text.parse().ok());
    let (title, call, from, to) = (form.text(TITLE), form.text(CALL), form.date(FROM), form.date(TO));
    if let (Some(exemplar), Some(title), Some(call), Some(from), Some(to)) = (exemplar, title, call, from, to) {
        match follow::launch(cx, Launch { exemplar, title, call, from, to }).await {
            Ok(id) => {
                let page = format!("/tuyen-truyen/hoc-tap/{id}");
                return Ok(visit.redirect(&page, &Flash::done(word!("publicity-follow-launched"))));
            }
            Err(error) => {
                blame(&mut form, &visit, error, &[("title", TITLE), ("call", CALL), ("from", FROM), ("to", TO)])?;
            }
        }
    }
    let offer = choices(&visit).await?;
    Ok(visit.page_again(&launch_page(&visit, &form, &offer)))
}

fn small(visit: &Visit, row: &Follow, (title, step): (Word, &str)) -> Ask {
    let base = format!("/tuyen-truyen/hoc-tap/{}", row.id);
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(shell(visit, title, Part::Follows), title, format!("{base}/{step}"), Action::submit(title).primary(), back)
        .fact(word!("publicity-follow-title"), row.title.as_str())
}

pub(super) fn take_up_page(visit: &Visit, row: &Follow, unit: &UnitUptake, form: &FormState) -> Ask {
    small(visit, row, (word!("publicity-take-up"), "huong-ung"))
        .fact(word!("publicity-unit"), unit.name.as_str())
        .hidden("don-vi", unit.unit.to_string())
        .fields(form, vec![form.show(JOINED), form.show(DOING), form.show(PEOPLE), form.show(RESULT)])
}

fn of_unit(view: &FollowView, unit: &str) -> Result<UnitUptake, Failure> {
    let id: UnitId = unit.parse().map_err(|_| Failure::NotFound)?;
    let found = view.units.iter().find(|one| one.unit == id && one.may_tell);
    found.cloned().ok_or_else(|| Failure::not_now(format!("/tuyen-truyen/hoc-tap/{}", view.row.id)))
}

pub(super) async fn show_take_up(visit: Visit, At(id): At<FollowId>, query: ListQuery) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let unit = of_unit(&view, query.get("don-vi").unwrap_or_default())?;
    let form = match &unit.uptake {
        Some(told) => FormState::filled([
            (JOINED.name, told.joined_on.to_string()),
            (DOING.name, told.doing.clone()),
            (PEOPLE.name, told.people.to_string()),
            (RESULT.name, told.result.clone()),
        ]),
        None => FormState::filled([(JOINED.name, today(&visit).to_string())]),
    };
    Ok(visit.page(&take_up_page(&visit, &view.row, &unit, &form)))
}

pub(super) async fn take_up(visit: Visit, At(id): At<FollowId>, mut form: FormState) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let unit = of_unit(&view, form.raw("don-vi"))?;
    let (joined, doing) = (form.date(JOINED), form.text(DOING));
    let (people, result) = (form.whole(PEOPLE, 1..=1_000_000), form.text(RESULT));
    if let (Some(joined_on), Some(doing), Some(people), Some(result)) = (joined, doing, people, result) {
        match follow::take_up(visit.cx()?, id, TakeUp { unit: unit.unit, joined_on, doing, people, result }).await {
            Ok(()) => {
                let page = format!("/tuyen-truyen/hoc-tap/{id}");
                return Ok(visit.redirect(&page, &Flash::done(word!("publicity-saved"))));
            }
            Err(error) => {
                blame(&mut form, &visit, error, &[("joined_on", JOINED), ("doing", DOING), ("people", PEOPLE)])?;
            }
        }
    }
    Ok(visit.page_again(&take_up_page(&visit, &view.row, &unit, &form)))
}

pub(super) fn end_page(visit: &Visit, row: &Follow, form: &FormState) -> Ask {
    small(visit, row, (word!("publicity-follow-end"), "ket-thuc"))
        .hidden(FormState::VERSION, row.version.to_string())
        .fields(form, vec![form.show(WHY)])
}

pub(super) async fn show_end(visit: Visit, At(id): At<FollowId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_end {
        return Err(Failure::not_now(format!("/tuyen-truyen/hoc-tap/{id}")));
    }
    Ok(visit.page(&end_page(&visit, &view.row, &FormState::empty())))
}

pub(super) async fn end(visit: Visit, At(id): At<FollowId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(why) = form.text(WHY) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&end_page(&visit, &view.row, &form)));
    };
    follow::end(visit.cx()?, id, form.version()?, why).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/tuyen-truyen/hoc-tap/{id}"), &Flash::done(word!("publicity-saved"))))
}
