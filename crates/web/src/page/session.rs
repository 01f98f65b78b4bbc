//! Sessions of a council: the page in the member's hand and on the projector, and the acts of a session, each asked twice. It must not show a tally that its reader may not see.

mod agenda;
mod count;
mod forms;
mod paper;
mod presence;
mod sample;
mod show;
mod step;
mod view;

use crate::{
    kernel::{AppState, Failure, FormState, Visit, sentence},
    sample::Easel,
};
use axum::{Router, routing::get, routing::post};
use lantoa_app::{
    Error,
    election::{self, Line},
    session::{self, NextStep},
};
use lantoa_domain::{
    Refusal,
    id::{DossierId, ItemId, SessionId},
};
use lantoa_i18n::{Message, Say, word};

pub(super) use forms::{call_of, call_page};
pub(super) use view::rule as vote_rule;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/hoi-dong/phien/{id}", get(show::show))
        .route("/hoi-dong/phien/{id}/sua", get(forms::show_edit).post(forms::edit))
        .route("/hoi-dong/phien/{id}/chuong-trinh", get(agenda::show).post(agenda::save))
        .route("/hoi-dong/phien/{id}/diem-danh", get(presence::show).post(presence::save))
        .route("/hoi-dong/phien/{id}/buoc/{step}", get(step::show).post(step::take))
        .route("/hoi-dong/phien/{id}/kiem-phieu", get(count::show).post(count::check))
        .route("/hoi-dong/phien/{id}/kiem-phieu/ghi", post(count::save))
        .route("/hoi-dong/phien/{id}/bieu-quyet-lai/{item}", get(forms::show_repeat).post(forms::repeat))
        .route("/hoi-dong/phien/{id}/xung-dot/{item}", get(forms::show_declare).post(forms::declare))
        .route("/hoi-dong/phien/{id}/ghi-chu/{item}", get(forms::show_note).post(forms::note))
        .route("/hoi-dong/phien/{id}/ket-thuc", get(forms::show_finish).post(forms::finish))
        .route("/hoi-dong/phien/{id}/huy", get(forms::show_cancel).post(forms::cancel))
        .route("/hoi-dong/phien/{id}/bien-ban", get(paper::minutes))
        .route("/hoi-dong/phien/{id}/bien-ban-niem-phong", get(paper::sealed_minutes))
        .route("/hoi-dong/phien/{id}/trinh-chieu", get(paper::projector))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    show::samples(easel);
    agenda::samples(easel);
    presence::samples(easel);
    step::samples(easel);
    count::samples(easel);
    forms::samples(easel);
    paper::samples(easel);
}

fn address(id: SessionId) -> String {
    format!("/hoi-dong/phien/{id}")
}

/// The session as its reader may see it. What is voted on electronically is not opened, closed or counted by hand beside it.
async fn load(visit: &Visit, id: SessionId) -> Result<session::SessionView, Failure> {
    let mut view = session::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    let by_hand = [NextStep::Open, NextStep::Close, NextStep::Count];
    for line in elections(visit, id).await?.into_iter().filter(|line| line.stage.is_live()) {
        for item in view.items.iter_mut().filter(|item| line.items.contains(&item.id)) {
            item.next = item.next.take().filter(|next| !by_hand.contains(&next.0));
        }
    }
    Ok(view)
}

/// The electronic ballots of a session.
async fn elections(visit: &Visit, id: SessionId) -> Result<Vec<Line>, Failure> {
    election::of_session(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

/// An item with the version that was seen, as a form sends it: `mu_….3`.
fn seen(item: &session::ItemView) -> String {
    format!("{}.{}", item.id, item.version)
}

fn read_seen(text: &str) -> Option<session::Seen> {
    let (item, version) = text.split_once('.')?;
    Some(session::Seen { item: item.parse::<ItemId>().ok()?, version: version.parse().ok()? })
}

/// Every item a form sends under a name.
fn all_seen(form: &FormState, name: &str) -> Result<Vec<session::Seen>, Failure> {
    form.all(name).map(|text| read_seen(text).ok_or(Failure::Unreadable)).collect()
}

/// A failure of several done together, told with the name of the one it failed at.
pub(super) fn failed(visit: &Visit, why: Error, name: impl Fn(DossierId) -> Option<String>) -> Failure {
    match why {
        Error::Refused(Refusal::InLine { dossier, why }) => Failure::Refused(line(visit, &name(dossier), &why)),
        other => visit.failed(other),
    }
}

/// The sentence for one line among several.
pub(super) fn line(visit: &Visit, name: &Option<String>, why: &Refusal) -> Message {
    let locale = visit.locale();
    let said = sentence(why, locale).say(locale).into_owned();
    word!("session-line-refused").with("name", name.clone().unwrap_or_default()).with("why", said)
}
