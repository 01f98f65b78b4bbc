//! Units over time: the tree of a date, one unit, founding and changing; it must not decide which change may happen.

mod excel;
mod forms;
pub mod view;

use crate::{
    filters,
    kernel::{AppState, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Tabs, Tree},
    wrong::blame,
};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use forms::Loai;
use jiff::civil::Date;
use lantoa_app::org::{self, change};
use lantoa_domain::id::UnitId;
use lantoa_i18n::word;
use view::UnitPageView;

const ON: Input = Input::new(InputKind::Date, "ngay", word!("unit-on"));
const ALIASES: Input = Input::new(InputKind::Lines, "ten-khac", word!("unit-aliases")).hint(word!("unit-aliases-hint"));
const ORDINAL: Input = Input::new(InputKind::Whole, "thu-tu", word!("unit-ordinal")).required();

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/quan-tri/don-vi", get(show_tree))
        .route("/quan-tri/don-vi/excel", post(excel::take))
        .route("/quan-tri/don-vi/moi", get(forms::show_new).post(forms::found))
        .route("/quan-tri/don-vi/{id}", get(show))
        .route("/quan-tri/don-vi/{id}/sua", post(edit))
        .route("/quan-tri/don-vi/{id}/thay-doi", get(forms::show_change).post(forms::change))
}

/// The identifier in an address; what is none leads nowhere.
pub(crate) fn id_of<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// Every unit of today as an option, indented as the tree is.
pub(crate) async fn choices(visit: &Visit) -> Result<Vec<Choice>, Failure> {
    let cx = visit.cx()?;
    let tree = org::tree(cx, cx.today()).await.map_err(|error| visit.failed(error))?;
    Ok(tree.lines.iter().map(|line| Choice::new(line.id.to_string(), view::indented(line))).collect())
}

/// `/quan-tri/don-vi`.
#[derive(Template)]
#[template(path = "unit/tree.html")]
struct TreePage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    on: Date,
    today: Date,
    count: usize,
    tree: Tree,
    actions: Vec<Action>,
}

impl TreePage {
    fn new(visit: &Visit, query: ListQuery, today: Date, view: view::TreeView) -> Self {
        let mut actions = Vec::new();
        if view.may_manage {
            actions.push(Action::link(word!("unit-import"), "/quan-tri/don-vi/nhap").icon("upload"));
            actions.push(Action::link(word!("unit-new"), "/quan-tri/don-vi/moi").primary().icon("plus"));
        }
        let filled = FormState::filled([("ngay", view.on.to_string())]);
        Self {
            shell: visit.shell(word!("unit-title"), Area::Units),
            filters: filled,
            on: view.on,
            today,
            count: view.count,
            tree: view.tree,
            actions,
            query,
        }
    }
}

/// The day whose tree is asked for: today, when nothing else is.
fn day(cx: &lantoa_app::Cx, query: &ListQuery) -> Date {
    query.get("ngay").and_then(|day| day.parse().ok()).unwrap_or(cx.today())
}

async fn show_tree(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let tree = org::tree(cx, day(cx, &query)).await.map_err(|error| visit.failed(error))?;
    Ok(visit.page(&TreePage::new(&visit, query, cx.today(), view::tree(&tree))))
}

/// `/quan-tri/don-vi/{id}`.
#[derive(Template)]
#[template(path = "unit/show.html")]
struct ShowPage {
    shell: Shell,
    view: UnitPageView,
    form: FormState,
    submit: Action,
    changes: Vec<Action>,
}

impl ShowPage {
    fn new(visit: &Visit, view: UnitPageView, form: FormState) -> Self {
        let mut shell = visit
            .shell(word!("unit-show-title").with("name", &view.name), Area::Units)
            .crumb(word!("unit-title"), "/quan-tri/don-vi");
        for (name, address) in &view.above {
            shell = shell.crumb(name.clone(), address.clone());
        }
        let address = |kind: Loai| format!("/quan-tri/don-vi/{}/thay-doi?loai={}", view.id, kind.code());
        let action = |kind: Loai| Action::link(kind.verb(), address(kind)).icon(kind.icon());
        let kinds = if view.is_root { &[Loai::Rename][..] } else { &Loai::ALL };
        let changes = if view.may_change { kinds.iter().map(|kind| action(*kind)).collect() } else { Vec::new() };
        let submit = Action::submit(word!("unit-save"));
        Self { shell, view, form, submit, changes }
    }
}

async fn page_view(visit: &Visit, id: UnitId) -> Result<(UnitPageView, FormState), Failure> {
    let unit = org::one(visit.cx()?, id).await.map_err(|error| visit.failed(error))?;
    let form = FormState::filled([
        (ALIASES.name, unit.aliases.join("\n")),
        (ORDINAL.name, unit.ordinal.to_string()),
        (FormState::VERSION, unit.version.to_string()),
    ]);
    Ok((UnitPageView::new(unit), form))
}

async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (view, form) = page_view(&visit, id_of(&id)?).await?;
    Ok(visit.page(&ShowPage::new(&visit, view, form)))
}

async fn edit(visit: Visit, Path(id): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let id: UnitId = id_of(&id)?;
    let (aliases, ordinal) = (form.text(ALIASES), form.whole(ORDINAL, 0..=100_000));
    if let (Some(aliases), Some(ordinal)) = (aliases, ordinal) {
        let aliases = aliases.lines().map(str::to_owned).collect();
        let seen = form.version()?;
        match change::edit(cx, change::Edit { id, aliases, ordinal, seen }).await {
            Ok(()) => {
                let address = format!("/quan-tri/don-vi/{id}");
                return Ok(visit.redirect(&address, &Flash::done(word!("unit-saved"))));
            }
            Err(error) => blame(&mut form, &visit, error, &[])?,
        }
    }
    let (view, _) = page_view(&visit, id).await?;
    Ok(visit.page_again(&ShowPage::new(&visit, view, form)))
}

/// The kinds of change as links, the chosen one marked.
fn tabs(id: &str, chosen: Loai, is_root: bool) -> Tabs {
    let kinds = if is_root { &[Loai::Rename][..] } else { &Loai::ALL };
    let current = kinds.iter().position(|kind| *kind == chosen).unwrap_or(0);
    let tab = |tabs: Tabs, kind: &Loai| {
        tabs.tab(kind.verb(), &format!("/quan-tri/don-vi/{id}/thay-doi?loai={}", kind.code()), None)
    };
    kinds.iter().fold(Tabs::new(word!("unit-changes"), current), tab)
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let today = jiff::civil::date(2026, 11, 21);
    let query = ListQuery::new("/quan-tri/don-vi", &[]);
    easel.show("unit/tree", &TreePage::new(&visit, query, today, view::sample_tree()));
    let (view, form) = view::sample();
    easel.show("unit/show", &ShowPage::new(&visit, view.clone(), form.clone()));
    let gone = UnitPageView { may_change: false, to: Some(jiff::civil::date(2025, 6, 30)), people: 3, ..view };
    easel.show("unit/show-gone", &ShowPage::new(&visit, gone, form));
    forms::samples(easel);
}
