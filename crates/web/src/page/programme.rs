//! Programmes: progress, rounds, quotas, next deadlines and plan versions; it must not count by itself.

mod round;
mod sample;
pub mod view;

use crate::{
    filters,
    kernel::{AppState, Choice, Confirmation, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Field},
};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use lantoa_app::programme::{self, ProgrammeStatus, Setting};
use lantoa_app::{guidance, plan, task};
use lantoa_domain::id::ProgrammeId;
use lantoa_i18n::word;
use view::ProgrammeView;

use super::plan::id;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/chuong-trinh", get(list))
        .route("/chuong-trinh/{id}", get(show))
        .route("/chuong-trinh/{id}/ban-moi", get(ask_amend).post(amend))
        .route("/chuong-trinh/{id}/hoi-dong", get(show_council).post(set_council))
        .route("/chuong-trinh/{id}/ket-thuc", get(ask_finish).post(finish))
        .route("/chuong-trinh/{id}/mo-lai", post(resume))
        .route("/chuong-trinh/{id}/nhiem-vu", post(refresh))
        .route("/chuong-trinh/{id}/dot/moi", get(round::show_new).post(round::open))
        .route("/dot-xet/{id}", post(round::turn))
}

/// `/chuong-trinh/{id}`.
#[derive(Template)]
#[template(path = "programme/show.html")]
struct ShowPage {
    shell: Shell,
    view: ProgrammeView,
}

impl ShowPage {
    fn new(visit: &Visit, view: ProgrammeView) -> Self {
        let shell = visit.shell(word!("programme-show-title").with("title", &view.title), Area::Plans);
        Self { shell: shell.crumb(word!("ui-area-plans"), Area::Plans.address()), view }
    }
}

/// The list stands with the plans.
async fn list(visit: Visit) -> Response {
    visit.lead_to(Area::Plans.address())
}

async fn load(visit: &Visit, text: &str, year: Option<i16>) -> Result<programme::Shown, Failure> {
    programme::show(visit.cx()?, id::<ProgrammeId>(text)?, year).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit, Path(text): Path<String>, query: ListQuery) -> Result<Response, Failure> {
    let year = query.get("nam").and_then(|year| year.parse().ok());
    let shown = load(&visit, &text, year).await?;
    let guided = guidance::list(visit.cx()?, Some(shown.id), None).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ShowPage::new(&visit, view::of(&shown, &guided.rows, visit.locale()))))
}

/// The way back to a programme's page.
fn crumbs(visit: &Visit, shown: &programme::Shown, title: lantoa_i18n::Word) -> Shell {
    let shell = visit.shell(title, Area::Plans).crumb(word!("ui-area-plans"), Area::Plans.address());
    shell.crumb(shown.title.clone(), format!("/chuong-trinh/{}", shown.id))
}

async fn ask_amend(visit: Visit, Path(text): Path<String>) -> Result<Response, Failure> {
    let shown = load(&visit, &text, None).await?;
    if !shown.may_edit {
        return Err(Failure::not_now(format!("/chuong-trinh/{}", shown.id)));
    }
    let address = format!("/chuong-trinh/{}", shown.id);
    let action = Action::post(word!("programme-amend"), format!("{address}/ban-moi")).primary();
    let back = Action::link(word!("plan-cancel"), address);
    let shell = crumbs(&visit, &shown, word!("programme-amend-title"));
    let question = Confirmation::new(shell, word!("programme-amend-title"), action, back)
        .consequence(word!("programme-amend-copy"))
        .consequence(word!("programme-amend-until"));
    Ok(visit.page(&question))
}

async fn amend(visit: Visit, Path(text): Path<String>) -> Result<Response, Failure> {
    let plan = plan::amend(visit.cx()?, id(&text)?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/ke-hoach/{plan}"), &Flash::done(word!("programme-amended"))))
}

async fn ask_finish(visit: Visit, Path(text): Path<String>) -> Result<Response, Failure> {
    let shown = load(&visit, &text, None).await?;
    if !shown.may_confirm || shown.status == ProgrammeStatus::Finished {
        return Err(Failure::not_now(format!("/chuong-trinh/{}", shown.id)));
    }
    let address = format!("/chuong-trinh/{}", shown.id);
    let action = Action::post(word!("programme-finish"), format!("{address}/ket-thuc"));
    let action = action.field(FormState::VERSION, shown.version.to_string()).danger();
    let back = Action::link(word!("plan-cancel"), address);
    let shell = crumbs(&visit, &shown, word!("programme-finish-title"));
    let open = shown.rounds.iter().filter(|row| lantoa_app::round::takes(&row.round, shown.today)).count();
    let question = Confirmation::new(shell, word!("programme-finish-title"), action, back)
        .fact(word!("programme-open-rounds-fact"), open.to_string())
        .fact(
            word!("programme-tasks-open-fact"),
            (shown.tasks.overdue + shown.tasks.soon + shown.tasks.open).to_string(),
        )
        .consequence(word!("programme-finish-then"));
    Ok(visit.page(&question))
}

async fn finish(visit: Visit, Path(text): Path<String>, form: FormState) -> Result<Response, Failure> {
    set(&visit, &text, &form, Setting::Status(ProgrammeStatus::Finished)).await
}

async fn resume(visit: Visit, Path(text): Path<String>, form: FormState) -> Result<Response, Failure> {
    set(&visit, &text, &form, Setting::Status(ProgrammeStatus::Running)).await
}

async fn set(visit: &Visit, text: &str, form: &FormState, setting: Setting) -> Result<Response, Failure> {
    let programme: ProgrammeId = id(text)?;
    programme::set(visit.cx()?, programme, form.version()?, setting).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/chuong-trinh/{programme}"), &Flash::done(word!("programme-saved"))))
}

async fn refresh(visit: Visit, Path(text): Path<String>) -> Result<Response, Failure> {
    let programme: ProgrammeId = id(&text)?;
    let done = task::refresh(visit.cx()?, programme).await.map_err(|why| visit.failed(why))?;
    let flash = word!("programme-refreshed").with("added", done.added).with("removed", done.removed);
    Ok(visit.redirect(&format!("/chuong-trinh/{programme}"), &Flash::done(flash)))
}

const COUNCIL: Input =
    Input::new(InputKind::Select, "hoi-dong", word!("plan-confirm-council")).hint(word!("plan-confirm-council-hint"));

/// A page with one form.
#[derive(Template)]
#[template(path = "programme/form.html")]
struct FormPage {
    shell: Shell,
    form: FormState,
    fields: Vec<Field>,
    address: String,
    version: i64,
    submit: Action,
    cancel: Action,
}

async fn show_council(visit: Visit, Path(text): Path<String>) -> Result<Response, Failure> {
    let shown = load(&visit, &text, None).await?;
    if !shown.may_confirm {
        return Err(Failure::not_now(format!("/chuong-trinh/{}", shown.id)));
    }
    let councils: Vec<Choice> =
        shown.councils.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
    let now = shown.council.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default();
    let form = FormState::filled([(COUNCIL.name, now)]);
    let address = format!("/chuong-trinh/{}", shown.id);
    let page = FormPage {
        shell: crumbs(&visit, &shown, word!("programme-council")),
        fields: vec![form.show_choices(COUNCIL, &councils)],
        form,
        version: shown.version,
        submit: Action::submit(word!("plan-save")).primary(),
        cancel: Action::link(word!("plan-cancel"), address.clone()),
        address: format!("{address}/hoi-dong"),
    };
    Ok(visit.page(&page))
}

async fn set_council(visit: Visit, Path(text): Path<String>, form: FormState) -> Result<Response, Failure> {
    let council = form.raw(COUNCIL.name).parse().ok();
    set(&visit, &text, &form, Setting::Council(council)).await
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}
