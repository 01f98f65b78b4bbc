//! Tasks: the list, one task with what can be done with it; it must not decide who may.

mod act;
mod excel;
mod sample;
pub mod view;

use crate::{
    filters,
    kernel::{AppState, Choice, Failure, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::bulk,
    sample::Easel,
    ui::{Bulk, ErrorSummary, Field, Pager, Tabs},
};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use lantoa_app::task::{self, Scope, Wanted};
use lantoa_app::{programme, task::List};
use lantoa_domain::id::TaskId;
use lantoa_domain::task::TaskState;
use lantoa_i18n::word;
use view::{Row, TaskView};

use super::plan::id;
use crate::words;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/nhiem-vu", get(list))
        .route("/nhiem-vu/excel", post(excel::take))
        .route("/nhiem-vu/{id}", get(show))
        .route("/nhiem-vu/{id}/bao-cao", post(act::complete))
        .route("/nhiem-vu/{id}/gia-han", post(act::extend))
        .route("/nhiem-vu/{id}/mien", post(act::exempt))
        .route("/nhiem-vu/{id}/mo-lai", post(act::reopen))
        .route("/nhiem-vu/{id}/giao", post(act::assign))
        .route("/nhiem-vu/{id}/rut-giao", post(act::take_back))
}

/// The states in the order of the filter, with their names in addresses.
const STATES: [(TaskState, &str); 6] = [
    (TaskState::Overdue, "overdue"),
    (TaskState::Soon, "soon"),
    (TaskState::Open, "open"),
    (TaskState::MetInTime, "met"),
    (TaskState::MetLate, "late"),
    (TaskState::Exempt, "exempt"),
];
const STATE: Input = Input::new(InputKind::Select, "tinh-trang", word!("task-state"));
const PROGRAMME: Input = Input::new(InputKind::Select, "chuong-trinh", word!("task-programme"));
const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("task-unit"));
const MONTH: Input = Input::text("thang", word!("task-month")).max_chars(10);

/// `/nhiem-vu`.
#[derive(Template)]
#[template(path = "task/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    mistakes: ErrorSummary,
    fields: Vec<Field>,
    tabs: Tabs,
    rows: Vec<Row>,
    bulk: Bulk,
    pager: Pager,
    today: jiff::civil::Date,
}

/// What the filters offer.
struct Offered {
    programmes: Vec<Choice>,
    units: Vec<Choice>,
}

impl ListPage {
    fn new(visit: &Visit, query: ListQuery, list: List, offered: &Offered) -> Self {
        let mut filters = query.form();
        // Only to say at the field that it is no month: what cannot be read restricts nothing.
        filters.maybe(MONTH, word!("task-month-wrong"), month);
        let lit = match query.get("xem") {
            Some("tat-ca") => 3,
            Some("giao-cho-toi") => 2,
            Some("cua-toi") => 1,
            _ => 0,
        };
        let tabs = Tabs::new(word!("task-tabs"), lit)
            .tab(word!("task-tab-owed"), &query.with("xem", ""), None)
            .tab(word!("task-tab-mine"), &query.with("xem", "cua-toi"), None)
            .tab(word!("task-tab-assigned"), &query.with("xem", "giao-cho-toi"), None)
            .tab(word!("task-tab-all"), &query.with("xem", "tat-ca"), None);
        let states = STATES.map(|(state, name)| {
            let count = list.counts.of(state);
            Choice::new(name, word!("task-state-count").with("state", words::task_state(state)).with("count", count))
        });
        let next = list.next.map(|(day, id)| format!("{day}_{id}"));
        let counts = list.counts;
        let total = match query.get(STATE.name).and_then(state) {
            Some(state) => counts.of(state),
            None if is_owed(&query) => counts.overdue + counts.soon + counts.open,
            None => counts.all(),
        };
        Self {
            shell: visit.shell(word!("task-list-title"), Area::Tasks),
            mistakes: filters.summary(),
            fields: vec![
                filters.show_choices(STATE, &states),
                filters.show_choices(UNIT, &offered.units),
                filters.show_choices(PROGRAMME, &offered.programmes),
                filters.show(MONTH),
            ],
            tabs,
            bulk: bulk::bar(visit, bulk::Kind::Task, &query),
            pager: Pager::new(&query, list.rows.len(), next.as_deref()).of(u64::from(total)),
            today: list.today,
            rows: list.rows.into_iter().map(|(line, state)| Row::of(line, state, visit.locale())).collect(),
            query,
        }
    }
}

fn state(name: &str) -> Option<TaskState> {
    STATES.iter().find(|(_, known)| *known == name).map(|(state, _)| *state)
}

/// Whether only what is still owed is wanted: the first tab, unless a state is chosen there.
fn is_owed(query: &ListQuery) -> bool {
    query.get("xem").is_none() && query.get(STATE.name).is_none()
}

/// A month as it is typed: `11/2026` or `2026-11`.
fn month(text: &str) -> Option<(i16, i8)> {
    let (year, month) = match text.split_once('/') {
        Some((month, year)) => (year, month),
        None => text.split_once('-')?,
    };
    let month = month.trim().parse().ok().filter(|month| (1..=12).contains(month))?;
    Some((year.trim().parse().ok().filter(|year| (1945..=2200).contains(year))?, month))
}

/// What a list is narrowed to.
fn wanted(query: &ListQuery) -> Wanted {
    let cursor = query.cursor().and_then(|cursor| {
        let (day, id) = cursor.split_once('_')?;
        Some((day.parse().ok()?, id.parse::<TaskId>().ok()?))
    });
    Wanted {
        scope: match query.get("xem") {
            Some("tat-ca") => Scope::All,
            Some("giao-cho-toi") => Scope::Assigned,
            _ => Scope::Mine,
        },
        programme: query.get(PROGRAMME.name).and_then(|text| text.parse().ok()),
        obligation: query.get("muc").and_then(|text| text.parse().ok()),
        unit: query.get(UNIT.name).and_then(|text| text.parse().ok()),
        state: query.get(STATE.name).and_then(state),
        unmet: is_owed(query),
        month: query.get(MONTH.name).and_then(month),
        after: cursor,
        ..Wanted::default()
    }
}

async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let list = task::list(cx, wanted(&query)).await.map_err(|why| visit.failed(why))?;
    let programmes = programme::list(cx).await.map_err(|why| visit.failed(why))?;
    let units = task::units(cx).await.map_err(|why| visit.failed(why))?;
    let offered = Offered {
        programmes: programmes.into_iter().map(|row| Choice::new(row.id.to_string(), row.title)).collect(),
        units: units.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
    };
    Ok(visit.page(&ListPage::new(&visit, query, list, &offered)))
}

/// `/nhiem-vu/{id}`.
#[derive(Template)]
#[template(path = "task/show.html")]
struct ShowPage {
    shell: Shell,
    view: TaskView,
    report: FormState,
    extend: FormState,
    exempt: FormState,
    reopen: FormState,
    assign: FormState,
    hows: Vec<Choice>,
    people: Vec<Choice>,
}

impl ShowPage {
    fn new(visit: &Visit, view: TaskView) -> Self {
        let shell = visit.shell(word!("task-show-title").with("what", &view.what), Area::Tasks);
        Self {
            shell: shell.crumb(word!("ui-area-tasks"), Area::Tasks.address()),
            report: FormState::filled([(act::HOW.name, act::DONE.to_owned()), (act::ON.name, view.today.to_string())]),
            extend: FormState::empty(),
            exempt: FormState::empty(),
            reopen: FormState::empty(),
            assign: act::assigned(&view),
            hows: act::hows(&view),
            people: view.people.iter().map(|(id, name)| Choice::new(id.as_str(), name.as_str())).collect(),
            view,
        }
    }
}

async fn load(visit: &Visit, text: &str) -> Result<TaskView, Failure> {
    let shown = task::show(visit.cx()?, id(text)?).await.map_err(|why| visit.failed(why))?;
    Ok(TaskView::of(&shown, visit.locale()))
}

async fn show(visit: Visit, Path(text): Path<String>) -> Result<Response, Failure> {
    let view = load(&visit, &text).await?;
    Ok(visit.page(&ShowPage::new(&visit, view)))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}
