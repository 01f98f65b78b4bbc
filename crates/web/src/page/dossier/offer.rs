//! What can be done with a dossier, as buttons: the one next thing, the others, and why not yet. It must not decide what is allowed.

use lantoa_app::dossier::page::{Offered, Page, Progress as Far};
use lantoa_domain::{
    dossier::{Command, State},
    plan::StepKind,
};
use lantoa_i18n::{Locale, word};

use super::say;
use crate::{
    kernel::{FormState, sentence},
    ui::{Action, Label},
    words,
};

/// The one next thing, why, and the others.
pub(super) fn actions(page: &Page, address: &str, locale: Locale) -> (Option<Action>, Label, Vec<Action>) {
    let mut next = None;
    let mut why: Label = whose_turn(page);
    let mut others = Vec::new();
    for offer in &page.offers {
        let Some(action) = action(offer, page, address, locale) else { continue };
        if (offer.leads_on || offer.command == Command::Forward) && next.is_none() {
            why = say::why_next(offer.command).into();
            next = Some(action.primary());
        } else {
            others.push(action);
        }
        if offer.command == Command::Foster {
            others.push(Action::link(word!("dossier-goal-add"), format!("{address}/muc-tieu")).icon("flag"));
        }
    }
    if next.is_none() && is_before_council(page) {
        next = Some(Action::link(word!("dossier-to-council"), "/hoi-dong").icon("users").primary());
        why = word!("dossier-why-council").into();
    }
    (next, why, others)
}

/// Whether it waits for a session, seen by whoever could send it back from there.
fn is_before_council(page: &Page) -> bool {
    let now = page.walk.iter().find(|step| step.progress == Far::Now);
    now.is_some_and(|step| step.kind == StepKind::Deliberate)
        && page.offers.iter().any(|offer| offer.command == Command::Return)
}

fn whose_turn(page: &Page) -> Label {
    let step = page.walk.iter().find(|step| matches!(step.progress, Far::Now | Far::Returned));
    match (&page.state, step) {
        (State::Ended { .. }, _) => word!("dossier-turn-ended").into(),
        (State::Recognised { step: None, .. }, _) => word!("dossier-turn-finished").into(),
        (State::Returned { .. }, _) => word!("dossier-turn-returned").into(),
        (_, Some(step)) => {
            let message = word!("dossier-turn").with("step", words::step(step.kind));
            message.with("who", words::performer(step.who)).into()
        }
        (_, None) => word!("dossier-turn-finished").into(),
    }
}

/// The button of a command. Commands given elsewhere, and judging, which has a button at each criterion, have none here.
fn action(offer: &Offered, page: &Page, address: &str, locale: Locale) -> Option<Action> {
    let label = words::command(offer.command);
    let open = |path: &str| Action::link(label, format!("{address}/{path}"));
    let give = |path: &str| {
        Action::post(label, format!("{address}/{path}")).field(FormState::VERSION, page.version.to_string())
    };
    let action = match offer.command {
        Command::Edit => open("sua").icon("pencil"),
        Command::Register => give("dang-ky").icon("check"),
        Command::Endorse => open("suy-ton").icon("users"),
        Command::Foster => open("boi-duong").icon("sprout"),
        Command::FinishFostering => give("chuyen-de-nghi").icon("arrow-right"),
        Command::Nominate => give("de-nghi").icon("send"),
        Command::Screen => give("ra-soat").icon("check"),
        Command::Return => open("tra-lai").icon("corner-up-left"),
        Command::Resubmit => give("gui-lai").icon("send"),
        Command::Withdraw => open("rut").icon("x"),
        Command::Appraise => give("tham-dinh").icon("clipboard-check"),
        Command::SetAside => open("khong-xet").icon("minus"),
        Command::Recognise => Action::link(label, format!("/quyet-dinh/moi?ho-so={}", page.id)).icon("stamp"),
        Command::Forward => Action::link(label, "/gui-cap-tren").icon("send"),
        Command::Publicise => give("tuyen-truyen").icon("megaphone"),
        Command::Judge | Command::Pass | Command::Fail | Command::Decline | Command::Answer => return None,
    };
    let reason = offer.verdict.as_ref().err().map(|refusal| sentence(refusal, locale));
    Some(action.refused(reason))
}
