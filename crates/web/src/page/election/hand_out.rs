//! The sheet on which the members sign for an envelope or paper, as the officer keeps it; it must not know which code is in which envelope.

use super::{address, load, sample, shell, view};
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
    election::{ElectionStage, Took, Way},
    id::{ElectionId, PersonId},
};
use lantoa_i18n::{Word, word};

const CHOICES: [(&str, Took, Word); 3] = [
    ("khong", Took::Nothing, word!("election-hand-out-nothing")),
    ("phong-bi", Took::Code, word!("election-hand-out-code")),
    ("giay", Took::Paper, word!("election-hand-out-paper")),
];

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

    /// What a member may have in hand, as the form names it.
    fn choices(&self) -> [(&'static str, Took, Word); 3] {
        CHOICES
    }

    fn has(&self, voter: &VoterView, took: &Took) -> bool {
        voter.took == *took
    }

    /// Something is handed to those who are there, and taken back from anybody.
    fn can(&self, voter: &VoterView) -> bool {
        self.is_own() || voter.present || voter.took != Took::Nothing
    }

    /// Whether envelopes of their own are sent to the members.
    fn is_own(&self) -> bool {
        self.view.way == Way::Own
    }

    fn left(&self) -> u32 {
        view::left(&self.view)
    }
}

fn is_time(view: &ElectionView) -> bool {
    view.may.run && matches!(view.stage, ElectionStage::Ready | ElectionStage::Open)
}

/// Who has an envelope or paper.
pub(super) async fn show(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !is_time(&view) {
        return Err(Failure::not_now(address(id)));
    }
    Ok(visit.page(&HandOutPage::new(&visit, view)))
}

/// Keeps it. Only those whom the page offers a choice are read: an absent member's line stays as it is.
pub(super) async fn save(visit: Visit, At(id): At<ElectionId>, form: FormState) -> Result<Response, Failure> {
    let shown: Vec<PersonId> = form.all("co-mat").filter_map(|text| text.parse().ok()).collect();
    let took = |person: &PersonId| {
        let chosen = form.raw(&format!("nhan-{person}"));
        CHOICES.iter().find(|choice| choice.0 == chosen).map(|choice| (*person, choice.1))
    };
    let rows: Option<Vec<_>> = shown.iter().map(took).collect();
    election::hand_out(visit.cx()?, id, form.version()?, rows.ok_or(Failure::Unreadable)?)
        .await
        .map_err(|why| visit.failed(why))?;
    let view = load(&visit, id).await?;
    let said = word!("election-hand-out-done")
        .with("count", view.handed)
        .with("papers", view.paper.papers.issued)
        .with("all", view.voters.len());
    Ok(visit.redirect(&address(id), &Flash::done(said)))
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("election/hand-out", &HandOutPage::new(&visit, sample::ready()));
    let own = ElectionView { way: Way::Own, ..sample::ready() };
    easel.show("election/hand-out-own", &HandOutPage::new(&visit, own));
    easel.show("election/hand-out-paper", &HandOutPage::new(&visit, sample::papers()));
}
