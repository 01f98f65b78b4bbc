//! Councils and their sessions: presence, conflicts, votes; it must not show a tally before a vote is closed.

pub mod view;

use crate::{
    filters,
    kernel::{AppState, FormState, Input, InputKind, Shell, Visit},
    nav::Area,
    sample::Easel,
};
use askama::Template;
use axum::Router;
use lantoa_i18n::word;
use view::{SessionView, Voting};

const AGREE: Input = Input::new(InputKind::Whole, "dong-y", word!("council-vote-agree")).required();
const DISAGREE: Input =
    Input::new(InputKind::Whole, "khong-dong-y", word!("council-vote-disagree")).required();
const ABSTAIN: Input =
    Input::new(InputKind::Whole, "y-kien-khac", word!("council-vote-other")).required();

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
}

/// `/hoi-dong/{id}`: a session while it is held.
#[derive(Template)]
#[template(path = "council/session.html")]
struct SessionPage {
    shell: Shell,
    view: SessionView,
    votes: FormState,
}

impl SessionPage {
    fn new(visit: &Visit, view: SessionView, votes: FormState) -> Self {
        Self {
            shell: visit
                .shell(word!("council-session-title").with("date", view.on), Area::Councils)
                .crumb(word!("ui-area-councils"), Area::Councils.address()),
            view,
            votes,
        }
    }
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show(
        "council/session",
        &SessionPage::new(&visit, view::sample(), FormState::empty()),
    );
    let mut votes = FormState::filled([("dong-y", "9".to_owned()), ("khong-dong-y", "0".to_owned())]);
    votes.whole(AGREE, 0..=6);
    votes.whole(ABSTAIN, 0..=6);
    easel.show(
        "council/session-wrong-count",
        &SessionPage::new(&visit, view::sample(), votes),
    );
    easel.show(
        "council/session-secret",
        &SessionPage::new(&visit, view::sample_secret(), FormState::empty()),
    );
}
