//! Councils: the list, one council with its members by date, and the forms that change it; it must not hold sessions or votes.

mod excel;
mod forms;
mod sample;

use crate::{
    filters,
    kernel::{AppState, At, Failure, FormState, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Badge, Tone},
    words,
};
use askama::Template;
use axum::{Router, response::Response, routing::get, routing::post};
use jiff::civil::Date;
use lantoa_app::{
    council::{self, CouncilRow, CouncilView, SessionRow},
    session::SessionStatus,
};
use lantoa_domain::{id::CouncilId, policy::Act};
use lantoa_i18n::word;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/hoi-dong", get(list))
        .route("/hoi-dong/excel", post(excel::take))
        .route("/hoi-dong/moi", get(forms::show_new).post(forms::create))
        .route("/hoi-dong/{id}", get(show))
        .route("/hoi-dong/{id}/sua", get(forms::show_terms).post(forms::set_terms))
        .route("/hoi-dong/{id}/thanh-vien", get(forms::show_appoint).post(forms::appoint))
        .route("/hoi-dong/{id}/thanh-vien/excel", post(excel::take_members))
        .route("/hoi-dong/{id}/phien-hop/excel", post(excel::take_sessions))
        .route("/hoi-dong/{id}/thanh-vien/{member}/thoi", get(forms::show_dismiss).post(forms::dismiss))
        .route("/hoi-dong/{id}/chuong-trinh", post(forms::serve))
        .route("/hoi-dong/{id}/phien-moi", get(forms::show_call).post(forms::call))
}

/// `/hoi-dong`.
#[derive(Template)]
#[template(path = "council/list.html")]
struct ListPage {
    shell: Shell,
    rows: Vec<CouncilRow>,
    today: Date,
    new: Option<Action>,
}

impl ListPage {
    fn new(visit: &Visit, rows: Vec<CouncilRow>, today: Date, may_manage: bool) -> Self {
        let new = Action::link(word!("council-new"), "/hoi-dong/moi").icon("plus").primary();
        let new = may_manage.then_some(new);
        Self { shell: visit.shell(word!("ui-area-councils"), Area::Councils), rows, today, new }
    }
}

/// `/hoi-dong/{id}`.
#[derive(Template)]
#[template(path = "council/show.html")]
struct ShowPage {
    shell: Shell,
    view: CouncilView,
    actions: Vec<Action>,
}

impl ShowPage {
    fn new(visit: &Visit, view: CouncilView) -> Self {
        let shell = visit
            .shell(word!("council-title"), Area::Councils)
            .crumb(word!("ui-area-councils"), Area::Councils.address());
        let base = format!("/hoi-dong/{}", view.id);
        let mut actions = Vec::new();
        if view.may_manage {
            actions.push(Action::link(word!("council-edit"), format!("{base}/sua")).icon("pencil"));
            actions.push(Action::link(word!("council-appoint"), format!("{base}/thanh-vien")).icon("plus"));
        }
        if view.may_call {
            let call = Action::link(word!("council-call"), format!("{base}/phien-moi")).icon("calendar");
            actions.push(if view.members.is_empty() { call } else { call.primary() });
        }
        Self { shell, view, actions }
    }

    /// Takes one of its lists as an Excel file.
    fn excel(&self, list: &str) -> Action {
        self.shell.excel(&format!("/hoi-dong/{}/{list}", self.view.id))
    }

    /// Lets the council deliberate in a programme that has another or none.
    fn serve(&self, programme: &council::ProgrammeOfCouncil) -> Action {
        Action::post(word!("council-serve"), format!("/hoi-dong/{}/chuong-trinh", self.view.id))
            .field("chuong-trinh", programme.id.to_string())
            .field(FormState::VERSION, programme.version.to_string())
    }
}

/// Where a session stands.
fn status(row: &SessionRow) -> Badge {
    match row.status {
        SessionStatus::Called => Badge::new(word!("session-status-called"), Tone::Note),
        SessionStatus::Over => Badge::new(word!("session-status-over"), Tone::Good).icon("check"),
        SessionStatus::Cancelled => Badge::new(word!("session-status-cancelled"), Tone::Bad),
    }
}

async fn list(visit: Visit) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let rows = council::list(cx).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ListPage::new(&visit, rows, cx.today(), cx.may(Act::ManageCouncil))))
}

async fn show(visit: Visit, At(id): At<CouncilId>) -> Result<Response, Failure> {
    let view = council::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ShowPage::new(&visit, view)))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let today = jiff::civil::date(2026, 11, 21);
    easel.show("council/list", &ListPage::new(&visit, sample::rows(), today, true));
    easel.show("council/list-empty", &ListPage::new(&visit, Vec::new(), today, true));
    easel.show("council/show", &ShowPage::new(&visit, sample::view()));
    forms::samples(easel);
}
