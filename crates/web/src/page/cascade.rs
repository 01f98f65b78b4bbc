//! Units' own plans: who has issued, one plan with its seven parts, and everything done with it; it must not judge what is missing or late.

mod act;
mod begin;
mod excel;
mod list;
mod part;
mod rows;
mod sample;
pub(super) mod say;
mod setting;
mod show;

use crate::{
    kernel::{AppState, At, Failure, Shell, Visit, handed},
    nav::Area,
    sample::Easel,
};
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::unit_plan::{self, View};
use lantoa_domain::id::{ProgrammeId, UnitPlanId};
use lantoa_domain::unit_plan::PlanKind;
use lantoa_i18n::{Word, word};

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/ke-hoach-don-vi", get(list::show))
        .route("/ke-hoach-don-vi/excel", post(excel::take))
        .route("/ke-hoach-don-vi/moi/{programme}", get(begin::show).post(begin::add))
        .route("/ke-hoach-don-vi/thiet-lap/{programme}", get(setting::show).post(setting::set))
        .route("/ke-hoach-don-vi/{id}", get(show::show))
        .route("/ke-hoach-don-vi/{id}/phan/{part}", get(part::show).post(part::save))
        .route("/ke-hoach-don-vi/{id}/ban-hanh", get(act::show_issue).post(act::issue))
        .route("/ke-hoach-don-vi/{id}/viec/{act}", get(act::show).post(act::send))
        .route("/ke-hoach-don-vi/{id}/tep/{ordinal}", get(file))
}

/// The page of a plan.
pub(super) fn at(id: UnitPlanId) -> String {
    format!("/ke-hoach-don-vi/{id}")
}

/// The units' plans of a kind in a year of a programme.
pub(super) fn list_of(programme: ProgrammeId, year: i16, kind: PlanKind) -> String {
    let code = say::KINDS.iter().find(|(_, known)| *known == kind).map_or("", |found| found.0);
    format!("/ke-hoach-don-vi?chuong-trinh={programme}&nam={year}&loai={code}")
}

/// The way back to the cascade.
fn shell(visit: &Visit, title: Word) -> Shell {
    visit
        .shell(title, Area::Plans)
        .crumb(word!("ui-area-plans"), Area::Plans.address())
        .crumb(word!("cascade-title"), "/ke-hoach-don-vi")
}

/// The way back to a plan.
fn shell_of(visit: &Visit, title: Word, view: &View) -> Shell {
    shell(visit, title).crumb(view.unit_name.as_str(), at(view.id))
}

async fn load(visit: &Visit, id: UnitPlanId) -> Result<View, Failure> {
    unit_plan::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

/// The signed file of an issue.
async fn file(visit: Visit, At((id, ordinal)): At<(UnitPlanId, u32)>) -> Result<Response, Failure> {
    let reading = unit_plan::read(visit.cx()?, id, ordinal).await.map_err(|why| visit.failed(why))?;
    handed(&reading.name, &reading.media, reading.bytes)
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}
