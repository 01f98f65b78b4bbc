//! Dossiers: the list, one dossier, and the form that opens one; it must not decide what a dossier may do next.
//!
//! This feature is the pattern for the others: `view.rs` says what a page shows, the template shows it,
//! handlers fetch and answer.

pub mod view;

use crate::{
    filters,
    kernel::{AppState, Choice, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Pager, Tabs},
};
use askama::Template;
use axum::Router;
use lantoa_i18n::word;
use view::{DossierView, Row, Tally};

const SEARCH: Input = Input::new(InputKind::Search, "q", word!("dossier-filter-search"));
const MOVEMENT: Input = Input::new(InputKind::Select, "phong-trao", word!("dossier-movement"));
const STEP: Input = Input::new(InputKind::Select, "buoc", word!("dossier-step"));

const NEW_MOVEMENT: Input = MOVEMENT.required().hint(word!("dossier-new-movement-hint"));
const NEW_KIND: Input =
    Input::new(InputKind::Radio, "doi-tuong", word!("dossier-subject-kind")).required();
const NEW_NAME: Input = Input::text("ten", word!("dossier-subject-name"))
    .required()
    .max_chars(200)
    .hint(word!("dossier-subject-name-hint"));
const NEW_ROLE: Input = Input::text("chuc-vu", word!("dossier-subject-role")).max_chars(200);
const NEW_SUMMARY: Input =
    Input::new(InputKind::Lines, "thanh-tich", word!("dossier-summary"))
        .required()
        .max_chars(4000)
        .hint(word!("dossier-summary-hint"));
const NEW_FILE: Input = Input::new(InputKind::File, "tep", word!("dossier-new-file"))
    .hint(word!("dossier-new-file-hint"))
    .accept(".pdf,.docx,.jpg,.png");
const NEW_CONSENT: Input =
    Input::new(InputKind::Tick, "dong-y", word!("dossier-new-consent")).required();

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
}

/// `/ho-so`.
#[derive(Template)]
#[template(path = "dossier/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    movements: Vec<Choice>,
    steps: Vec<Choice>,
    tabs: Tabs,
    rows: Vec<Row>,
    pager: Pager,
    actions: Vec<Action>,
}

impl ListPage {
    fn new(visit: &Visit, query: ListQuery, list: view::List) -> Self {
        let tab = |tabs: Tabs, label, value: &str, count| tabs.tab(label, &query.with("xem", value), count);
        let Tally { waiting, late, all } = list.tally;
        let current = match query.get("xem") {
            Some("cho-toi") => 1,
            Some("qua-han") => 2,
            _ => 0,
        };
        let tabs = Tabs::new(word!("dossier-tabs"), current);
        let tabs = tab(tabs, word!("dossier-tab-all"), "", Some(all));
        let tabs = tab(tabs, word!("dossier-tab-waiting"), "cho-toi", Some(waiting));
        let tabs = tab(tabs, word!("dossier-tab-late"), "qua-han", Some(late));
        Self {
            shell: visit.shell(word!("dossier-list-title"), Area::Dossiers),
            filters: query.form(),
            movements: list.movements,
            steps: list.steps,
            tabs,
            pager: Pager::new(&query, list.rows.len(), list.next.as_deref()).of(all),
            rows: list.rows,
            actions: vec![
                Action::link(word!("dossier-export"), query.with("dang", "xlsx")).icon("download"),
                Action::link(word!("dossier-new"), "/ho-so/moi").primary().icon("plus"),
            ],
            query,
        }
    }
}

/// `/ho-so/{id}`.
#[derive(Template)]
#[template(path = "dossier/show.html")]
struct ShowPage {
    shell: Shell,
    view: DossierView,
}

impl ShowPage {
    fn new(visit: &Visit, view: DossierView) -> Self {
        let shell = visit
            .shell(
                word!("dossier-show-title").with("name", &view.name),
                Area::Dossiers,
            )
            .crumb(word!("dossier-list-title"), "/ho-so");
        Self { shell, view }
    }
}

/// `/ho-so/moi`.
#[derive(Template)]
#[template(path = "dossier/new.html")]
struct NewPage {
    shell: Shell,
    form: FormState,
    movements: Vec<Choice>,
    kinds: Vec<Choice>,
    submit: Action,
    cancel: Action,
}

impl NewPage {
    fn new(visit: &Visit, form: FormState, movements: Vec<Choice>) -> Self {
        Self {
            shell: visit
                .shell(word!("dossier-new"), Area::Dossiers)
                .crumb(word!("dossier-list-title"), "/ho-so"),
            form,
            movements,
            kinds: view::kinds(),
            submit: Action::submit(word!("dossier-new-submit")).primary(),
            cancel: Action::link(word!("dossier-new-cancel"), "/ho-so"),
        }
    }
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = ListQuery::new("/ho-so", &[("q", "dong hai"), ("buoc", "tham-dinh")]);
    easel.show("dossier/list", &ListPage::new(&visit, query, view::sample_list()));
    let none = view::List { rows: Vec::new(), next: None, ..view::sample_list() };
    let query = ListQuery::new("/ho-so", &[("q", "khong co")]);
    easel.show("dossier/list-narrowed-empty", &ListPage::new(&visit, query, none.clone()));
    easel.show("dossier/list-empty", &ListPage::new(&visit, ListQuery::new("/ho-so", &[]), none));
    easel.show("dossier/show", &ShowPage::new(&visit, view::sample()));
    easel.show("dossier/show-returned", &ShowPage::new(&visit, view::sample_returned()));
    let movements = view::sample_list().movements;
    easel.show("dossier/new", &NewPage::new(&visit, FormState::empty(), movements.clone()));
    let mut form = FormState::filled([("chuc-vu", "Giáo viên Tin học".to_owned())]);
    form.text(NEW_MOVEMENT);
    form.text(NEW_KIND);
    form.text(NEW_NAME);
    form.text(NEW_SUMMARY);
    easel.show("dossier/new-wrong", &NewPage::new(&visit, form, movements));
}
