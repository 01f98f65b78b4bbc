//! Reports that write themselves: the list, one of them, its sections, versions and what changed, as pages and files. It must not count or word anything by itself.

mod act;
mod board;
mod compare;
mod excel;
mod sample;
mod say;
mod section;
mod show;

use crate::{
    filters,
    kernel::{AppState, Choice, Failure, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Pager},
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::report::{self, Filter, Line, List};
use lantoa_domain::id::ReportId;
use lantoa_i18n::word;

const PROGRAMME: Input = Input::new(InputKind::Select, "chuong-trinh", word!("report-programme"));
const KIND: Input = Input::new(InputKind::Select, "loai", word!("report-kind"));
const YEAR: Input = Input::new(InputKind::Select, "nam", word!("report-year"));
const STATE: Input = Input::new(InputKind::Select, "tinh-trang", word!("report-state"));

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/bao-cao", get(list))
        .route("/bao-cao/excel", post(excel::take))
        .route("/bao-cao/moi", get(act::show_new).post(act::begin))
        .route("/bao-cao/{id}", get(show::show))
        .route("/bao-cao/{id}/excel", post(excel::figures))
        .route("/bao-cao/{id}/phong-trao/excel", post(excel::movements))
        .route("/bao-cao/{id}/cap-nhat", post(act::refresh))
        .route("/bao-cao/{id}/noi-nhan", get(act::show_address).post(act::address))
        .route("/bao-cao/{id}/trinh", get(act::show_submit).post(act::submit))
        .route("/bao-cao/{id}/ban-moi", get(act::show_reopen).post(act::reopen))
        .route("/bao-cao/{id}/gui", get(act::show_send).post(act::send))
        .route("/bao-cao/{id}/ban/{ordinal}", get(show::version))
        .route("/bao-cao/{id}/so-sanh", get(compare::show))
        .route("/bao-cao/{id}/muc/{section}", get(section::show).post(section::edit))
        .route("/bao-cao/{id}/muc/{section}/lay", post(section::take))
        .route("/bao-cao/{id}/muc/{section}/giu", post(section::keep))
}

pub(in crate::page) use board::outlook;

/// The address of a report.
fn at(id: ReportId) -> String {
    format!("/bao-cao/{id}")
}

/// `/bao-cao`.
#[derive(Template)]
#[template(path = "report/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    programmes: Vec<Choice>,
    kinds: Vec<Choice>,
    years: Vec<Choice>,
    states: Vec<Choice>,
    list: List,
    pager: Pager,
    actions: Vec<Action>,
}

impl ListPage {
    fn new(visit: &Visit, query: ListQuery, list: List) -> Self {
        let next = list.rows.last().filter(|_| list.more).map(|row| row.id.to_string());
        let mut actions = Vec::new();
        if list.may_write {
            actions.push(Action::link(word!("report-new"), "/bao-cao/moi").primary().icon("plus"));
        }
        actions.push(Action::link(word!("statistics-title"), "/thong-ke"));
        actions.push(Action::link(word!("guidance-title"), "/huong-dan-khen-thuong"));
        Self {
            shell: visit.shell(word!("ui-area-reports"), Area::Reports),
            filters: query.form(),
            programmes: list.programmes.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect(),
            kinds: say::KINDS.iter().map(|(code, kind)| Choice::new(*code, say::kind(*kind))).collect(),
            years: list.years.iter().map(|year| Choice::new(year.to_string(), year.to_string())).collect(),
            states: say::STATES.iter().map(|(code, state)| Choice::new(*code, say::state_word(*state))).collect(),
            pager: Pager::new(&query, list.rows.len(), next.as_deref()),
            list,
            query,
            actions,
        }
    }
}

/// What a line of the list is called.
fn title(row: &Line) -> lantoa_i18n::Message {
    say::title(row.kind.0, (row.year, row.month))
}

fn filter(query: &ListQuery) -> Filter {
    let code = |input: Input| query.get(input.name).unwrap_or_default();
    Filter {
        programme: code(PROGRAMME).parse().ok(),
        kind: say::KINDS.iter().find(|(known, _)| *known == code(KIND)).map(|(_, kind)| *kind),
        year: code(YEAR).parse().ok(),
        state: say::STATES.iter().find(|(known, _)| *known == code(STATE)).map(|(_, state)| *state),
        ..Filter::default()
    }
}

async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let before = query.cursor().and_then(|text| text.parse().ok());
    let found = report::list(visit.cx()?, filter(&query), before).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ListPage::new(&visit, query, found)))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}
