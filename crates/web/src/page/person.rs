//! People: the list and one person's page; accounts, roles and ties are in its parts. It must not show what the reader may not read.

mod entry;
mod excel;
mod forms;
mod ties;
pub mod view;

use crate::{
    filters,
    kernel::{AppState, Choice, Failure, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::bulk,
    sample::Easel,
    ui::{Action, Bulk, Pager},
};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use lantoa_app::people::{self, Standing, Wanted};
use lantoa_domain::id::PersonId;
use lantoa_i18n::word;
use view::{PersonPageView, Row};

use crate::kernel::FormState;
use crate::page::unit::id_of;

const SEARCH: Input = Input::new(InputKind::Search, "q", word!("person-search"));
const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("person-unit"));
const STANDING: Input = Input::new(InputKind::Select, "tinh-trang", word!("person-standing"));

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/quan-tri/nguoi", get(list))
        .route("/quan-tri/nguoi/excel", post(excel::take))
        .route("/quan-tri/nguoi/moi", get(forms::show_new).post(forms::add))
        .route("/quan-tri/nguoi/{id}", get(show))
        .route("/quan-tri/nguoi/{id}/sua", get(forms::show_edit).post(forms::edit))
        .route("/quan-tri/nguoi/{id}/chuyen", get(forms::show_move).post(forms::move_to))
        .route("/quan-tri/nguoi/{id}/nghi", get(forms::show_leave).post(forms::leave))
        .route("/quan-tri/nguoi/{id}/tro-lai", post(forms::come_back))
        .route("/quan-tri/nguoi/{id}/than-nhan", get(ties::show_kin).post(ties::add_kin))
        .route("/quan-tri/nguoi/{id}/than-nhan/bo", post(ties::remove_kin))
        .route("/quan-tri/nguoi/{id}/rieng-tu", get(ties::show_private).post(ties::set_private))
        .route("/quan-tri/nguoi/{id}/rieng-tu/mo", get(ties::ask_private).post(ties::open_private))
        .route("/quan-tri/nguoi/{id}/tai-khoan", get(entry::show_new).post(entry::create))
        .route("/quan-tri/nguoi/{id}/tai-khoan/{act}", post(entry::act))
        .route("/quan-tri/nguoi/{id}/vai-tro", get(entry::show_role).post(entry::give))
        .route("/quan-tri/nguoi/{id}/vai-tro/thu-hoi", post(entry::take))
}

/// The page of a person.
pub(super) fn address(id: impl std::fmt::Display) -> String {
    format!("/quan-tri/nguoi/{id}")
}

/// `/quan-tri/nguoi`.
#[derive(Template)]
#[template(path = "person/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    units: Vec<Choice>,
    standings: Vec<Choice>,
    rows: Vec<Row>,
    bulk: Bulk,
    pager: Pager,
    actions: Vec<Action>,
}

impl ListPage {
    fn new(visit: &Visit, query: ListQuery, units: Vec<Choice>, list: view::List) -> Self {
        let mut actions = Vec::new();
        if list.may_manage {
            actions.push(Action::link(word!("person-import"), "/quan-tri/nguoi/nhap").icon("upload"));
            actions.push(Action::link(word!("person-new"), "/quan-tri/nguoi/moi").primary().icon("plus"));
        }
        Self {
            shell: visit.shell(word!("person-title"), Area::People),
            filters: query.form(),
            units,
            standings: vec![
                Choice::new("da-nghi", word!("person-standing-left")),
                Choice::new("tat-ca", word!("person-standing-all")),
            ],
            bulk: bulk::bar(visit, bulk::Kind::Person, &query),
            pager: Pager::new(&query, list.rows.len(), list.next.as_deref()),
            rows: list.rows,
            actions,
            query,
        }
    }
}

/// What a list is narrowed to.
fn wanted(query: &ListQuery) -> Wanted {
    let standing = match query.get("tinh-trang") {
        Some("da-nghi") => Standing::Left,
        Some("tat-ca") => Standing::All,
        _ => Standing::Active,
    };
    Wanted {
        words: query.search().unwrap_or_default().to_owned(),
        under: query.get("don-vi").and_then(|unit| unit.parse().ok()),
        standing,
        after: query.cursor().and_then(view::after),
        ..Wanted::default()
    }
}

async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let found = people::list(visit.cx()?, wanted(&query)).await.map_err(|error| visit.failed(error))?;
    let units = super::unit::choices(&visit).await?;
    Ok(visit.page(&ListPage::new(&visit, query, units, view::List::new(found))))
}

/// `/quan-tri/nguoi/{id}`.
#[derive(Template)]
#[template(path = "person/show.html")]
struct ShowPage {
    shell: Shell,
    view: PersonPageView,
    actions: Vec<Action>,
}

impl ShowPage {
    fn new(visit: &Visit, view: PersonPageView) -> Self {
        let shell = visit
            .shell(word!("person-show-title").with("name", &view.name), Area::People)
            .crumb(word!("person-title"), "/quan-tri/nguoi");
        let here = address(&view.id);
        let link = |word, part: &str| Action::link(word, format!("{here}/{part}"));
        let mut actions = Vec::new();
        if view.may_manage {
            actions.push(link(word!("person-edit"), "sua").icon("pencil"));
            actions.push(link(word!("person-move"), "chuyen").icon("arrow-right"));
            actions.push(if view.active {
                link(word!("person-leave"), "nghi").icon("log-out")
            } else {
                Action::post(word!("person-come-back"), format!("{here}/tro-lai"))
                    .field(FormState::VERSION, view.version.to_string())
                    .primary()
            });
        }
        Self { shell, view, actions }
    }
}

/// One person as the reader may see them.
async fn load(visit: &Visit, id: &str) -> Result<(PersonId, people::PersonView), Failure> {
    let id: PersonId = id_of(id)?;
    let view = people::one(visit.cx()?, id).await.map_err(|error| visit.failed(error))?;
    Ok((id, view))
}

async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (_, person) = load(&visit, &id).await?;
    Ok(visit.page(&ShowPage::new(&visit, PersonPageView::new(person))))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let units = vec![Choice::new("un_1", "UBND phường Đông Hải")];
    let query = ListQuery::new("/quan-tri/nguoi", &[("q", "nguyen")]);
    easel.show("person/list", &ListPage::new(&visit, query.clone(), units.clone(), view::sample_list()));
    let none = view::List { rows: Vec::new(), next: None, may_manage: false };
    easel.show("person/list-none", &ListPage::new(&visit, query, units.clone(), none));
    easel.show("person/show", &ShowPage::new(&visit, view::sample()));
    easel.show("person/show-bare", &ShowPage::new(&visit, view::sample_bare()));
    forms::samples(easel, &units);
    ties::samples(easel);
    entry::samples(easel, &units);
}
