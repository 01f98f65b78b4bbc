//! The plan of publicity by channel, the rota of the flag salute and the calendar; it must not publish anything.

use super::{
    Part,
    board::{Board, Cell, ListPage, ShowPage},
    choices, chosen, list_shell, maybe_whole, offered, runs, say, shell, tabs,
};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Visit},
    page::calendar,
    ui::{Action, Bulk, Pager},
    wrong::blame,
};
use axum::response::Response;
use jiff::civil::{Date, Time};
use lantoa_app::publicity::{
    Choices,
    activity::{self, ActivityRow, ActivityState, ActivityView, Filter, Plan, Report, Rota},
};
use lantoa_domain::id::{ActivityId, UnitId};
use lantoa_i18n::{Locale, Say, Word, word};

const CHANNEL: Input = Input::new(InputKind::Select, "kenh", word!("publicity-channel"));
const STATE: Input = Input::new(InputKind::Select, "tinh-trang", word!("publicity-state"));
const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("publicity-owner"));
pub(super) const YEAR: Input = Input::text("nam", word!("publicity-year")).max_chars(4);
const TITLE: Input = Input::text("ten-hoat-dong", word!("publicity-activity-title")).required().max_chars(300);
const DAY: Input = Input::new(InputKind::Date, "ngay", word!("publicity-day")).required();
const HOUR: Input = Input::text("gio", word!("publicity-hour")).max_chars(12).hint(word!("publicity-hour-hint"));
const PLACE: Input = Input::text("dia-diem", word!("publicity-place")).max_chars(200);
const LED: Input = Input::text("chu-tri", word!("publicity-led")).max_chars(200).hint(word!("publicity-led-hint"));
const EXEMPLAR: Input = Input::new(InputKind::Select, "dien-hinh", word!("publicity-exemplar"));
const PROGRAMME: Input = Input::new(InputKind::Select, "chuong-trinh", word!("publicity-programme"));
const AUDIENCE: Input = Input::new(InputKind::Whole, "so-nguoi", word!("publicity-audience"));
const MINUTES: Input = Input::new(InputKind::Whole, "so-phut", word!("publicity-minutes"));
const LINK: Input = Input::text("dia-chi", word!("publicity-link")).max_chars(500).hint(word!("publicity-link-hint"));
const OUTCOME: Input = Input::new(InputKind::Lines, "ket-qua", word!("publicity-outcome")).max_chars(3000);
const WHY: Input = Input::new(InputKind::Lines, "ly-do", word!("publicity-why")).required().max_chars(1000);
const FROM: Input = Input::new(InputKind::Date, "tu-ngay", word!("publicity-from")).required();
const TO: Input = Input::new(InputKind::Date, "den-ngay", word!("publicity-to")).required();
const UNITS: Input = Input::new(InputKind::Ticks, "don-vi", word!("publicity-rota-units")).required();

/// What a list is narrowed to.
pub(super) fn filter(query: &ListQuery) -> Filter {
    let code = |name: &str| query.get(name).unwrap_or_default();
    Filter {
        channel: say::CHANNELS.iter().find(|(known, _)| *known == code(CHANNEL.name)).map(|found| found.1),
        state: say::STATES.iter().find(|(known, _)| *known == code(STATE.name)).map(|found| found.1),
        unit: code(UNIT.name).parse().ok(),
        year: code(YEAR.name).parse().ok(),
        ..Filter::default()
    }
}

fn cursor(query: &ListQuery) -> Option<(Date, ActivityId)> {
    let (day, id) = query.cursor()?.split_once('.')?;
    Some((day.parse().ok()?, id.parse().ok()?))
}

fn channels() -> Vec<Choice> {
    say::CHANNELS.iter().map(|(code, one)| Choice::new(*code, say::channel(*one))).collect()
}

fn board(rows: &[ActivityRow]) -> Board {
    let row = |one: &ActivityRow| {
        let title = Cell::link(one.title.as_str(), format!("/tuyen-truyen/hoat-dong/{}", one.id));
        vec![
            title.below(say::channel(one.channel.0)),
            Cell::day(one.on_day),
            Cell::text(one.unit_name.clone().unwrap_or_default()).below(one.led_by.as_str()),
            Cell::number(one.audience),
            Cell::badge(say::activity_state(one.state.0)),
        ]
    };
    Board {
        caption: word!("publicity-plan"),
        heads: vec![
            word!("publicity-activity-title"),
            word!("publicity-day"),
            word!("publicity-owner"),
            word!("publicity-audience"),
            word!("publicity-state"),
        ],
        rows: rows.iter().map(row).collect(),
    }
}

pub(super) fn list_page(
    visit: &Visit,
    query: ListQuery,
    (rows, more): (Vec<ActivityRow>, bool),
    offer: &Choices,
) -> ListPage {
    let form = query.form();
    let states: Vec<Choice> =
        say::STATES.iter().map(|(code, one)| Choice::new(*code, say::activity_word(*one))).collect();
    let next = rows.last().filter(|_| more).map(|row| format!("{}.{}", row.on_day, row.id));
    let mut actions =
        vec![query.excel(), Action::link(word!("publicity-calendar"), "/tuyen-truyen/lich.ics").icon("calendar")];
    if runs(visit) {
        actions.push(Action::link(word!("publicity-rota"), "/tuyen-truyen/chao-co").icon("flag"));
        actions
            .push(Action::link(word!("publicity-activity-new"), "/tuyen-truyen/hoat-dong/moi").primary().icon("plus"));
    }
    ListPage {
        shell: list_shell(visit, Part::Plan),
        title: word!("ui-area-publicity"),
        tabs: tabs(visit, Part::Plan),
        lead: None,
        actions,
        filters: vec![
            form.show_choices(CHANNEL, &channels()),
            form.show_choices(STATE, &states),
            form.show_choices(UNIT, &offered(&offer.units)),
            form.show(YEAR),
        ],
        board: board(&rows),
        empty: ("megaphone", word!("publicity-none"), word!("publicity-none-text")),
        pager: Some(Pager::new(&query, rows.len(), next.as_deref())),
        bulk: Bulk::none(),
        charts: Vec::new(),
        query,
    }
}

pub(super) async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let found = activity::list(visit.cx()?, filter(&query), cursor(&query)).await.map_err(|why| visit.failed(why))?;
    let offer = choices(&visit).await?;
    Ok(visit.page(&list_page(&visit, query, found, &offer)))
}

pub(super) async fn calendar(visit: Visit) -> Result<Response, Failure> {
    let found = activity::calendar(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    Ok(calendar::answer(&visit, &found, "tuyen-truyen"))
}

pub(super) fn show_page(visit: &Visit, view: &ActivityView) -> ShowPage {
    let (row, base) = (&view.row, format!("/tuyen-truyen/hoat-dong/{}", view.row.id));
    let mut page = ShowPage::new(shell(visit, word!("publicity-activity"), Part::Plan), row.title.as_str());
    page.badge = Some(say::activity_state(row.state.0));
    page.sub = Some(say::channel(row.channel.0).into());
    if view.may_report {
        page.actions
            .push(Action::link(word!("publicity-report"), format!("{base}/ket-qua")).primary().icon("clipboard-check"));
    }
    if view.may_run {
        page.actions.push(Action::link(word!("publicity-edit"), format!("{base}/sua")).icon("pencil"));
        if row.state.0 == ActivityState::Planned {
            page.actions.push(Action::link(word!("publicity-call-off"), format!("{base}/huy")).danger());
        }
    }
    if view.consented == Some(false) && row.state.0 == ActivityState::Planned {
        page.notices.push(("warn", "triangle-alert", word!("publicity-activity-no-consent").into()));
    }
    if row.state.0 == ActivityState::CalledOff {
        page.notices.push(("warn", "info", word!("publicity-called-off-why").with("why", &row.why)));
    }
    page.facts = vec![
        (word!("publicity-day"), Cell::day(row.on_day).below(row.starts_at.as_str())),
        (word!("publicity-place"), Cell::text(row.place.as_str())),
        (word!("publicity-owner"), Cell::text(row.unit_name.clone().unwrap_or_default())),
        (word!("publicity-led"), Cell::text(row.led_by.as_str())),
        (word!("publicity-exemplar"), exemplar(row)),
        (word!("publicity-audience"), Cell::number(row.audience)),
        (word!("publicity-minutes"), Cell::number(row.minutes)),
        (
            word!("publicity-link"),
            if row.link.is_empty() { Cell::none() } else { Cell::link(row.link.as_str(), row.link.as_str()) },
        ),
    ];
    page.say([(word!("publicity-outcome"), row.outcome.clone())]);
    page
}

fn exemplar(row: &ActivityRow) -> Cell {
    match (&row.exemplar, &row.exemplar_name) {
        (Some(id), Some(name)) => Cell::link(name.as_str(), format!("/dien-hinh/{id}")),
        _ => Cell::none(),
    }
}

async fn load(visit: &Visit, id: ActivityId) -> Result<ActivityView, Failure> {
    activity::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<ActivityId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&show_page(&visit, &view)))
}

pub(super) fn plan_page(visit: &Visit, known: Option<&ActivityRow>, form: &FormState, offer: &Choices) -> Ask {
    let base = known.map_or("/tuyen-truyen/hoat-dong".to_owned(), |row| format!("/tuyen-truyen/hoat-dong/{}", row.id));
    let (title, address, back) = match known {
        Some(_) => (word!("publicity-edit"), format!("{base}/sua"), base),
        None => (word!("publicity-activity-new"), format!("{base}/moi"), "/tuyen-truyen".to_owned()),
    };
    let submit = Action::submit(word!("publicity-save")).primary();
    Ask::new(shell(visit, title, Part::Plan), title, address, submit, Action::link(word!("ui-confirm-back"), back))
        .hidden(FormState::VERSION, known.map_or(0, |row| row.version).to_string())
        .fields(
            form,
            vec![
                form.show_choices(CHANNEL.required(), &channels()),
                form.show(TITLE),
                form.show(DAY),
                form.show(HOUR),
                form.show(PLACE),
                form.show_choices(UNIT, &offered(&offer.units)),
                form.show(LED),
                form.show_choices(EXEMPLAR, &offered(&offer.exemplars)),
                form.show_choices(PROGRAMME, &offered(&offer.programmes)),
            ],
        )
}

/// An hour as people type it: 07:30, 7h30, 7g30.
fn hour(text: &str) -> Option<Time> {
    let text = text.trim().replace(['g', 'h'], ":");
    let text = if text.find(':') == Some(1) { format!("0{text}") } else { text };
    text.parse().ok()
}

fn read_plan(form: &mut FormState) -> Option<Plan> {
    let code = |text: &str| say::CHANNELS.iter().find(|(known, _)| *known == text).map(|found| found.1);
    let channel = form.choice(CHANNEL.required(), code);
    let (title, on) = (form.text(TITLE), form.date(DAY));
    let starts_at = form.maybe(HOUR, word!("publicity-hour-wrong"), hour);
    let (place, led_by) = (form.text(PLACE), form.text(LED));
    let (unit, exemplar, programme) = (chosen(form, UNIT), chosen(form, EXEMPLAR), chosen(form, PROGRAMME));
    Some(Plan {
        channel: channel?,
        title: title?,
        on: on?,
        starts_at: starts_at?,
        place: place?,
        led_by: led_by?,
        unit: unit?,
        exemplar: exemplar?,
        programme: programme?,
    })
}

/// Fields of a plan by the names the rules give them.
const PLAN_FIELDS: [(&str, Input); 1] = [("title", TITLE)];

pub(super) async fn show_new(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    visit.cx()?.permit(lantoa_domain::policy::Act::RunPublicity).map_err(|why| visit.failed(why))?;
    let offer = choices(&visit).await?;
    let form = FormState::filled([(EXEMPLAR.name, query.get(EXEMPLAR.name).unwrap_or_default().to_owned())]);
    Ok(visit.page(&plan_page(&visit, None, &form, &offer)))
}

pub(super) async fn plan(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    if let Some(new) = read_plan(&mut form) {
        match activity::plan(cx, new).await {
            Ok(id) => {
                return Ok(
                    visit.redirect(&format!("/tuyen-truyen/hoat-dong/{id}"), &Flash::done(word!("publicity-saved")))
                );
            }
            Err(error) => blame(&mut form, &visit, error, &PLAN_FIELDS)?,
        }
    }
    let offer = choices(&visit).await?;
    Ok(visit.page_again(&plan_page(&visit, None, &form, &offer)))
}

fn of_row(row: &ActivityRow) -> FormState {
    let code = say::CHANNELS.iter().find(|(_, one)| *one == row.channel.0).map_or("", |found| found.0);
    let id = |id: Option<String>| id.unwrap_or_default();
    FormState::filled([
        (CHANNEL.name, code.to_owned()),
        (TITLE.name, row.title.clone()),
        (DAY.name, row.on_day.to_string()),
        (HOUR.name, row.starts_at.clone()),
        (PLACE.name, row.place.clone()),
        (UNIT.name, id(row.unit.map(|id| id.to_string()))),
        (LED.name, row.led_by.clone()),
        (EXEMPLAR.name, id(row.exemplar.map(|id| id.to_string()))),
        (PROGRAMME.name, id(row.programme.map(|id| id.to_string()))),
    ])
}

pub(super) async fn show_edit(visit: Visit, At(id): At<ActivityId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_run {
        return Err(Failure::not_now(format!("/tuyen-truyen/hoat-dong/{id}")));
    }
    let offer = choices(&visit).await?;
    Ok(visit.page(&plan_page(&visit, Some(&view.row), &of_row(&view.row), &offer)))
}

pub(super) async fn edit(visit: Visit, At(id): At<ActivityId>, mut form: FormState) -> Result<Response, Failure> {
    let page = format!("/tuyen-truyen/hoat-dong/{id}");
    if let Some(new) = read_plan(&mut form) {
        match activity::edit(visit.cx()?, id, form.version()?, new).await {
            Ok(()) => return Ok(visit.redirect(&page, &Flash::done(word!("publicity-saved")))),
            Err(error) => blame(&mut form, &visit, error, &PLAN_FIELDS)?,
        }
    }
    let (view, offer) = (load(&visit, id).await?, choices(&visit).await?);
    Ok(visit.page_again(&plan_page(&visit, Some(&view.row), &form, &offer)))
}

fn small(visit: &Visit, row: &ActivityRow, (title, step): (Word, &str)) -> Ask {
    let base = format!("/tuyen-truyen/hoat-dong/{}", row.id);
    let submit = Action::submit(title).primary();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(shell(visit, title, Part::Plan), title, format!("{base}/{step}"), submit, back)
        .fact(word!("publicity-activity-title"), row.title.as_str())
        .hidden(FormState::VERSION, row.version.to_string())
}

pub(super) fn report_page(visit: &Visit, row: &ActivityRow, form: &FormState) -> Ask {
    small(visit, row, (word!("publicity-report"), "ket-qua"))
        .fields(form, vec![form.show(AUDIENCE), form.show(MINUTES), form.show(LINK), form.show(OUTCOME)])
}

pub(super) async fn show_report(visit: Visit, At(id): At<ActivityId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_report {
        return Err(Failure::not_now(format!("/tuyen-truyen/hoat-dong/{id}")));
    }
    let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    let form = FormState::filled([
        (AUDIENCE.name, number(view.row.audience)),
        (MINUTES.name, number(view.row.minutes)),
        (LINK.name, view.row.link.clone()),
        (OUTCOME.name, view.row.outcome.clone()),
    ]);
    Ok(visit.page(&report_page(&visit, &view.row, &form)))
}

pub(super) async fn report(visit: Visit, At(id): At<ActivityId>, mut form: FormState) -> Result<Response, Failure> {
    let (audience, minutes) = (maybe_whole(&mut form, AUDIENCE), maybe_whole(&mut form, MINUTES));
    let (link, outcome) = (form.text(LINK), form.text(OUTCOME));
    if let (Some(audience), Some(minutes), Some(link), Some(outcome)) = (audience, minutes, link, outcome) {
        let new = Report { audience, minutes, link, outcome };
        match activity::report(visit.cx()?, id, form.version()?, new).await {
            Ok(()) => {
                let page = format!("/tuyen-truyen/hoat-dong/{id}");
                return Ok(visit.redirect(&page, &Flash::done(word!("publicity-saved"))));
            }
            Err(error) => {
                blame(&mut form, &visit, error, &[("audience", AUDIENCE), ("minutes", MINUTES), ("link", LINK)])?;
            }
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&report_page(&visit, &view.row, &form)))
}

pub(super) fn call_off_page(visit: &Visit, row: &ActivityRow, form: &FormState) -> Ask {
    small(visit, row, (word!("publicity-call-off"), "huy")).fields(form, vec![form.show(WHY)])
}

pub(super) async fn show_call_off(visit: Visit, At(id): At<ActivityId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_run || view.row.state.0 != ActivityState::Planned {
        return Err(Failure::not_now(format!("/tuyen-truyen/hoat-dong/{id}")));
    }
    Ok(visit.page(&call_off_page(&visit, &view.row, &FormState::empty())))
}

pub(super) async fn call_off(visit: Visit, At(id): At<ActivityId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(why) = form.text(WHY) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&call_off_page(&visit, &view.row, &form)));
    };
    activity::call_off(visit.cx()?, id, form.version()?, why).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/tuyen-truyen/hoat-dong/{id}"), &Flash::done(word!("publicity-saved"))))
}

pub(super) fn rota_page(visit: &Visit, form: &FormState, offer: &Choices) -> Ask {
    let title = word!("publicity-rota");
    let submit = Action::submit(word!("publicity-rota-do")).primary();
    let back = Action::link(word!("ui-confirm-back"), "/tuyen-truyen");
    Ask::new(shell(visit, title, Part::Plan), title, "/tuyen-truyen/chao-co", submit, back)
        .lead(word!("publicity-rota-lead"))
        .fields(
            form,
            vec![form.show(TITLE), form.show(FROM), form.show(TO), form.show_choices(UNITS, &offered(&offer.units))],
        )
}

pub(super) async fn show_rota(visit: Visit) -> Result<Response, Failure> {
    visit.cx()?.permit(lantoa_domain::policy::Act::RunPublicity).map_err(|why| visit.failed(why))?;
    let offer = choices(&visit).await?;
    let title = word!("publicity-rota-title").say(Locale::Vi).into_owned();
    let form = FormState::filled([(TITLE.name, title)]);
    Ok(visit.page(&rota_page(&visit, &form, &offer)))
}

pub(super) async fn rota(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let (title, from, to) = (form.text(TITLE), form.date(FROM), form.date(TO));
    let units: Vec<UnitId> = form.all(UNITS.name).filter_map(|text| text.parse().ok()).collect();
    if let (Some(title), Some(from), Some(to)) = (title, from, to) {
        match activity::rota(cx, Rota { from, to, title, units }).await {
            Ok(count) => {
                let done = Flash::done(word!("publicity-rota-done").with("count", count));
                return Ok(visit.redirect("/tuyen-truyen?kenh=chao-co", &done));
            }
            Err(error) => {
                blame(&mut form, &visit, error, &[("title", TITLE), ("units", UNITS), ("to", TO), ("mondays", FROM)])?;
            }
        }
    }
    let offer = choices(&visit).await?;
    Ok(visit.page_again(&rota_page(&visit, &form, &offer)))
}
