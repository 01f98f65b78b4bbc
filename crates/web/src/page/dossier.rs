//! Dossiers: the list, one dossier, its commands, its files and the form that opens one; it must not decide what a dossier may do next.
//!
//! This feature is the pattern for the others: `view.rs` says what a page shows, the template shows it,
//! handlers fetch and answer.

mod act;
mod appraiser;
mod choices;
mod excel;
mod file;
mod list;
mod new;
mod offer;
mod sample;
pub(crate) mod say;
mod show;
pub mod view;

use axum::{
    Router,
    extract::Path,
    routing::{get, post},
};
use lantoa_domain::{dossier::Command, id::DossierId};

use crate::kernel::{AppState, Failure, FormState, Visit};

pub use sample::samples;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    let press = |command: Command| {
        post(move |visit: Visit, Path(id): Path<String>, form: FormState| act::press(visit, id, command, form))
    };
    let reason = |command: Command| {
        get(move |visit: Visit, Path(id): Path<String>| act::ask_reason(visit, id, command)).post(
            move |visit: Visit, Path(id): Path<String>, form: FormState| act::give_reason(visit, id, command, form),
        )
    };
    Router::new()
        .route("/ho-so", get(list::show))
        .route("/ho-so/excel", post(excel::take))
        .route("/ho-so/moi", get(new::ask).post(new::open))
        .route("/ho-so/tham-dinh", get(appraiser::progress))
        .route("/ho-so/tham-dinh/excel", post(appraiser::excel))
        .route("/ho-so/{id}", get(show::show))
        .route("/ho-so/{id}/sua", get(act::ask_edit).post(act::edit))
        .route("/ho-so/{id}/tep", get(file::ask).post(file::attach))
        .route("/ho-so/{id}/tep/{file}", get(file::read))
        .route("/ho-so/{id}/tep/{file}/go", post(file::remove))
        .route("/ho-so/{id}/dang-ky", press(Command::Register))
        .route("/ho-so/{id}/suy-ton", get(act::ask_endorse).post(act::endorse))
        .route("/ho-so/{id}/boi-duong", get(act::ask_foster).post(act::foster))
        .route("/ho-so/{id}/muc-tieu", get(act::ask_goal).post(act::goal))
        .route("/ho-so/{id}/chuyen-de-nghi", press(Command::FinishFostering))
        .route("/ho-so/{id}/de-nghi", press(Command::Nominate))
        .route("/ho-so/{id}/ra-soat", press(Command::Screen))
        .route("/ho-so/{id}/tham-dinh", press(Command::Appraise))
        .route("/ho-so/{id}/tuyen-truyen", press(Command::Publicise))
        .route("/ho-so/{id}/gui-lai", press(Command::Resubmit))
        .route("/ho-so/{id}/tra-lai", reason(Command::Return))
        .route("/ho-so/{id}/rut", reason(Command::Withdraw))
        .route("/ho-so/{id}/khong-xet", reason(Command::SetAside))
        .route("/ho-so/{id}/tieu-chi/{key}", get(act::ask_judge).post(act::judge))
}

/// The dossier an address names; what is no identifier is not there.
fn dossier_id(text: &str) -> Result<DossierId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}
