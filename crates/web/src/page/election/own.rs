//! For trustees who use a program of their own that no server can change: the files it needs, and a field for what it prints. It must not see a key.

use super::{address, bytes, load, sample, shell};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Input, InputKind, Shell, Visit},
    sample::Easel,
    ui::{Action, ErrorSummary, Field},
};
use askama::Template;
use axum::response::Response;
use lantoa_app::election::{self, ElectionView};
use lantoa_domain::id::ElectionId;
use lantoa_i18n::{Word, word};

const LINE: Input = Input::new(InputKind::Lines, "dong", word!("election-own-line")).required();

/// `/phieu/{id}/may-rieng`.
#[derive(Template)]
#[template(path = "election/own.html")]
struct OwnPage {
    shell: Shell,
    view: ElectionView,
    mistakes: ErrorSummary,
    line: Field,
    submit: Action,
    back: Action,
}

impl OwnPage {
    fn new(visit: &Visit, view: ElectionView, form: &FormState) -> Self {
        Self {
            shell: shell(visit, word!("election-own-title"), &view),
            mistakes: form.summary(),
            line: form.show(LINE),
            submit: Action::submit(word!("election-own-send")).primary(),
            back: Action::link(word!("ui-confirm-back"), address(view.id)),
            view,
        }
    }

    fn address(&self) -> String {
        address(self.view.id)
    }

    fn lead(&self) -> Word {
        if self.view.may.keys { word!("election-own-lead-key") } else { word!("election-own-lead-open") }
    }

    /// What is typed on the own device.
    fn command(&self) -> &'static str {
        if self.view.may.keys {
            "lantoa ballot key le-tao-khoa.json --key khoa.key"
        } else {
            "lantoa ballot open phieu.bundle --key khoa.key --memory khoa.json --head …"
        }
    }
}

/// Only who has something to post.
async fn own(visit: &Visit, id: ElectionId) -> Result<ElectionView, Failure> {
    let view = load(visit, id).await?;
    if view.may.keys || view.may.open_sums { Ok(view) } else { Err(Failure::not_now(address(id))) }
}

/// The page.
pub(super) async fn show(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let view = own(&visit, id).await?;
    Ok(visit.page(&OwnPage::new(&visit, view, &FormState::empty())))
}

/// Takes the line that the program printed: the message of the round that comes next, or the share of the sums.
pub(super) async fn post(visit: Visit, At(id): At<ElectionId>, mut form: FormState) -> Result<Response, Failure> {
    let view = own(&visit, id).await?;
    let typed = form.parsed(LINE, word!("election-own-wrong"), |text| bytes(text.trim()));
    let Some(line) = typed else {
        return Ok(visit.page_again(&OwnPage::new(&visit, view, &form)));
    };
    let cx = visit.cx()?;
    let done = match view.trustees.iter().find(|one| one.own).filter(|_| view.may.keys) {
        Some(trustee) => election::post_round(cx, id, trustee.rounds + 1, line).await,
        None => election::post_partial(cx, id, line).await,
    };
    done.map_err(|why| visit.failed(why))?;
    let next = if view.may.keys { format!("{}/may-rieng", address(id)) } else { address(id) };
    Ok(visit.redirect(&next, &Flash::done(word!("election-own-done"))))
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("election/own-key", &OwnPage::new(&visit, sample::keys_own(), &FormState::empty()));
    easel.show("election/own-open", &OwnPage::new(&visit, sample::closed(), &FormState::empty()));
    let mut wrong = FormState::empty();
    let _ = wrong.text(LINE);
    easel.show("election/own-wrong", &OwnPage::new(&visit, sample::keys_own(), &wrong));
}
