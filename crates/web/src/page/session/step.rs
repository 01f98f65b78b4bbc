//! Opening, closing, confirming and announcing several items at once: shows what follows, then does what was ticked. It must not go on without being asked twice.

use super::{address, all_seen, failed, load, sample, seen, view};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Shell, Visit, sentence},
    nav::Area,
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::session::{self, ItemView, NextStep, SessionView, Step};
use lantoa_domain::id::SessionId;
use lantoa_domain::vote::Reveals;
use lantoa_i18n::{Message, Word, word};

/// `/hoi-dong/phien/{id}/buoc/{step}`.
#[derive(Template)]
#[template(path = "session/step.html")]
struct StepPage {
    shell: Shell,
    view: SessionView,
    step: NextStep,
    place: &'static str,
    submit: Action,
    back: Action,
}

const STEPS: [(&str, Step, NextStep); 4] = [
    ("mo", Step::Open, NextStep::Open),
    ("khep", Step::Close, NextStep::Close),
    ("xac-nhan", Step::Confirm, NextStep::Confirm),
    ("cong-bo", Step::Announce, NextStep::Announce),
];

/// What is announced: the figures, or only whether it passed.
const SHOWN: &str = "cong-bo";
const ONLY_OUTCOME: &str = "ket-qua";

fn named(place: &str) -> Result<(&'static str, Step, NextStep), Failure> {
    STEPS.into_iter().find(|step| step.0 == place).ok_or(Failure::NotFound)
}

impl StepPage {
    fn new(visit: &Visit, view: SessionView, (place, _, step): (&'static str, Step, NextStep)) -> Self {
        let shell = visit
            .shell(view::act(step), Area::Councils)
            .crumb(word!("ui-area-councils"), Area::Councils.address())
            .crumb(view.title.as_str(), address(view.id));
        Self {
            shell,
            submit: Action::submit(view::act(step)).primary(),
            back: Action::link(word!("ui-confirm-back"), address(view.id)),
            view,
            step,
            place,
        }
    }

    /// Items whose turn it is.
    fn items(&self) -> Vec<&ItemView> {
        self.view.items.iter().filter(|item| item.next.as_ref().is_some_and(|next| next.0 == self.step)).collect()
    }

    /// Why an item cannot be taken along.
    fn refused(&self, item: &ItemView) -> Option<Message> {
        let why = item.next.as_ref().and_then(|next| next.1.as_ref().err())?;
        Some(sentence(why, self.shell.locale))
    }

    fn seen(&self, item: &ItemView) -> String {
        seen(item)
    }

    fn lead(&self) -> Word {
        match self.step {
            NextStep::Open => word!("session-open-lead"),
            NextStep::Close => word!("session-close-lead"),
            NextStep::Count | NextStep::Confirm => word!("session-confirm-lead"),
            NextStep::Announce => word!("session-announce-lead"),
        }
    }

    fn consequences(&self) -> Vec<Word> {
        match self.step {
            NextStep::Open => vec![word!("session-open-then"), word!("session-open-order")],
            NextStep::Close => vec![word!("session-close-then"), word!("session-close-frozen")],
            NextStep::Count | NextStep::Confirm => vec![word!("session-confirm-then"), word!("session-confirm-repeat")],
            NextStep::Announce => vec![word!("session-announce-then"), word!("session-announce-never")],
        }
    }

    /// What the figures of a secret vote would tell about single members, where they are about to be announced.
    fn reveals(&self, item: &ItemView) -> Option<Word> {
        let count = item.tally.filter(|_| self.step == NextStep::Announce && view::is_by_ballot(item))?;
        match count.tally.reveals() {
            Reveals::Nothing => None,
            Reveals::Everybody => Some(word!("session-reveals-everybody")),
            Reveals::AllButOne => Some(word!("session-reveals-all-but-one")),
        }
    }

    fn any_reveals(&self) -> bool {
        self.items().iter().any(|item| self.reveals(item).is_some())
    }

    /// Whether a vote was secret: then only the outcome can be announced.
    fn may_seal(&self) -> bool {
        self.step == NextStep::Announce && self.items().iter().any(|item| view::is_by_ballot(item))
    }

    fn is_grave(&self) -> bool {
        self.step == NextStep::Announce
    }
}

/// What will happen.
pub(super) async fn show(visit: Visit, At((id, place)): At<(SessionId, String)>) -> Result<Response, Failure> {
    let step = named(&place)?;
    let view = load(&visit, id).await?;
    let page = StepPage::new(&visit, view, step);
    if page.items().is_empty() {
        return Err(Failure::not_now(address(id)));
    }
    Ok(visit.page(&page))
}

/// Does it.
pub(super) async fn take(
    visit: Visit,
    At((id, place)): At<(SessionId, String)>,
    form: FormState,
) -> Result<Response, Failure> {
    let (_, step, next) = named(&place)?;
    let items = all_seen(&form, "muc")?;
    if items.is_empty() {
        return Ok(visit.redirect(&address(id), &Flash::refused(word!("session-none-chosen"))));
    }
    let before = load(&visit, id).await?;
    let count = items.len();
    let step = if next == NextStep::Announce && form.raw(SHOWN) == ONLY_OUTCOME { Step::AnnounceSealed } else { step };
    session::advance(visit.cx()?, id, step, items).await.map_err(|why| {
        failed(&visit, why, |dossier| before.items.iter().find(|i| i.dossier == dossier).map(|i| i.name.clone()))
    })?;
    let done = match next {
        NextStep::Open => word!("session-open-done"),
        NextStep::Close => word!("session-close-done"),
        NextStep::Count | NextStep::Confirm => word!("session-confirm-done"),
        NextStep::Announce => word!("session-announce-done"),
    };
    Ok(visit.redirect(&address(id), &Flash::done(done.with("count", count))))
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let names = ["session/step-open", "session/step-close", "session/step-confirm", "session/step-announce"];
    for (name, step) in names.into_iter().zip(STEPS) {
        easel.show(name, &StepPage::new(&visit, sample::running(), step));
    }
    easel.show("session/step-announce-revealing", &StepPage::new(&visit, sample::confirmed(), STEPS[3]));
}
