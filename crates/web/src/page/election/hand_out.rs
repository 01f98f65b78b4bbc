//! The sheet on which the members sign for an envelope, as the officer keeps it; it must not know which code is in which envelope.

use super::{address, load, sample, shell, version, view};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Shell, Visit},
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::election::{self, ElectionView, VoterView};
use lantoa_domain::{
    election::{ElectionStage, Took},
    id::{ElectionId, PersonId},
};
use lantoa_i18n::word;

/// `/phieu/{id}/phat`.
#[derive(Template)]
#[template(path = "election/hand_out.html")]
struct HandOutPage {
    shell: Shell,
    view: ElectionView,
    submit: Action,
    back: Action,
}

impl HandOutPage {
    fn new(visit: &Visit, view: ElectionView) -> Self {
        Self {
            shell: shell(visit, word!("election-hand-out-title"), &view),
            submit: Action::submit(word!("election-hand-out-save")).primary(),
            back: Action::link(word!("ui-confirm-back"), address(view.id)),
            view,
        }
    }

    fn has_code(&self, voter: &VoterView) -> bool {
        voter.took == Took::Code
    }

    fn left(&self) -> u32 {
        view::left(&self.view)
    }
}

fn is_time(view: &ElectionView) -> bool {
    view.may.run && matches!(view.stage, ElectionStage::Ready | ElectionStage::Open)
}

/// Who has an envelope.
pub(super) async fn show(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !is_time(&view) {
        return Err(Failure::not_now(address(id)));
    }
    Ok(visit.page(&HandOutPage::new(&visit, view)))
}

/// Keeps it. Only those whom the page could tick are read: an absent member's line stays as it is.
pub(super) async fn save(visit: Visit, At(id): At<ElectionId>, form: FormState) -> Result<Response, Failure> {
    let ticked: Vec<PersonId> = form.all("nguoi").filter_map(|text| text.parse().ok()).collect();
    let shown: Vec<PersonId> = form.all("co-mat").filter_map(|text| text.parse().ok()).collect();
    let took = |person: &PersonId| if ticked.contains(person) { Took::Code } else { Took::Nothing };
    let rows = shown.iter().map(|person| (*person, took(person))).collect();
    election::hand_out(visit.cx()?, id, version(&form)?, rows).await.map_err(|why| visit.failed(why))?;
    let view = load(&visit, id).await?;
    let said = word!("election-hand-out-done").with("count", view.handed).with("all", view.voters.len());
    Ok(visit.redirect(&address(id), &Flash::done(said)))
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("election/hand-out", &HandOutPage::new(&visit, sample::ready()));
}
