//! Opening, closing, entering the result, beginning the ceremony again and giving up: each asked twice. It must not go on unasked.

use super::{address, load, prepare::programs, sample, shell};
use crate::{
    kernel::{Ask, At, Confirmation, Failure, Flash, FormState, Input, InputKind, Visit},
    sample::Easel,
    ui::Action,
};
use axum::response::Response;
use lantoa_app::election::{self, ElectionView};
use lantoa_domain::{election::ElectionStage, id::ElectionId};
use lantoa_i18n::{Word, word};

const REASON: Input =
    Input::new(InputKind::Lines, "ly-do", word!("election-give-up-reason")).required().max_chars(1000);

/// An act of the officers on the whole election.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Open,
    Close,
    Count,
}

fn named(place: &str) -> Result<Step, Failure> {
    match place {
        "mo" => Ok(Step::Open),
        "khep" => Ok(Step::Close),
        "ghi" => Ok(Step::Count),
        _ => Err(Failure::NotFound),
    }
}

impl Step {
    const fn place(self) -> &'static str {
        match self {
            Self::Open => "mo",
            Self::Close => "khep",
            Self::Count => "ghi",
        }
    }

    /// The stage at which it is its turn.
    const fn at(self) -> ElectionStage {
        match self {
            Self::Open => ElectionStage::Ready,
            Self::Close => ElectionStage::Open,
            Self::Count => ElectionStage::Closed,
        }
    }

    const fn label(self) -> Word {
        match self {
            Self::Open => word!("election-act-open"),
            Self::Close => word!("election-act-close"),
            Self::Count => word!("election-act-count"),
        }
    }

    const fn done(self) -> Word {
        match self {
            Self::Open => word!("election-open-done"),
            Self::Close => word!("election-close-done"),
            Self::Count => word!("election-count-done"),
        }
    }
}

/// What will happen, with the figures to look at once more.
fn question(visit: &Visit, view: &ElectionView, step: Step) -> Confirmation {
    let action = Action::post(step.label(), format!("{}/buoc/{}", address(view.id), step.place()))
        .field(FormState::VERSION, view.version.to_string())
        .primary();
    let back = Action::link(word!("ui-confirm-back"), address(view.id));
    let page = Confirmation::new(shell(visit, step.label(), view), step.label(), action, back)
        .fact(word!("election-fact-candidates"), view.candidates.len().to_string())
        .fact(word!("election-fact-handed"), format!("{} / {}", view.handed, view.voters.len()));
    let ballots = view.board.as_ref().map_or_else(|| "–".to_owned(), |board| board.ballots.to_string());
    match step {
        Step::Open => page
            .lead(word!("election-open-lead").with("title", &view.title))
            .consequence(word!("election-open-then-items"))
            .consequence(word!("election-open-then-late")),
        Step::Close => page
            .lead(word!("election-close-lead").with("title", &view.title))
            .fact(word!("election-fact-ballots"), ballots)
            .consequence(word!("election-close-then-end"))
            .consequence(word!("election-close-then-head"))
            .grave(),
        Step::Count => page
            .lead(word!("election-count-lead").with("title", &view.title))
            .fact(word!("election-fact-ballots"), ballots)
            .consequence(word!("election-count-then-items"))
            .consequence(word!("election-count-then-chair")),
    }
}

const MISSING: Input = Input::new(InputKind::Whole, "khong-thu-duoc", word!("election-close-paper"))
    .required()
    .hint(word!("election-close-paper-hint"));

/// The question before closing where paper was handed out: every paper ballot is accounted for.
fn close_paper(visit: &Visit, view: &ElectionView, form: &FormState) -> Ask {
    let title = word!("election-act-close");
    let papers = view.paper.papers;
    let seen = if form.raw(FormState::VERSION).is_empty() {
        view.version.to_string()
    } else {
        form.raw(FormState::VERSION).to_owned()
    };
    let back = Action::link(word!("ui-confirm-back"), address(view.id));
    let target = format!("{}/buoc/khep", address(view.id));
    let ballots = view.board.as_ref().map_or_else(|| "–".to_owned(), |board| board.ballots.to_string());
    Ask::new(shell(visit, title, view), title, target, Action::submit(title).primary(), back)
        .lead(word!("election-close-lead").with("title", &view.title))
        .fact(word!("election-fact-handed"), format!("{} / {}", view.handed, view.voters.len()))
        .fact(word!("election-fact-ballots"), ballots)
        .fact(word!("election-fact-paper"), papers.issued.to_string())
        .fact(word!("election-fact-paper-typed"), papers.typed.to_string())
        .consequence(word!("election-close-then-end"))
        .consequence(word!("election-close-then-head"))
        .consequence(word!("election-close-then-paper"))
        .hidden(FormState::VERSION, seen)
        .fields(form, vec![form.show(MISSING)])
        .grave()
}

/// So few ballots that closed now they could never be opened.
fn is_few(view: &ElectionView) -> bool {
    view.board.as_ref().is_some_and(|board| board.ballots < view.min_ballots)
}

/// Instead of the question: wait for more, or give up with a reason.
fn too_few(visit: &Visit, view: &ElectionView) -> Confirmation {
    let ballots = view.board.as_ref().map_or(0, |board| board.ballots);
    let wait = Action::link(word!("election-close-wait"), address(view.id)).primary();
    let give_up = Action::link(word!("election-act-give-up"), format!("{}/huy", address(view.id))).danger();
    Confirmation::new(shell(visit, word!("election-act-close"), view), word!("election-act-close"), wait, give_up)
        .lead(word!("election-close-few").with("count", ballots).with("least", view.min_ballots))
        .fact(word!("election-fact-ballots"), ballots.to_string())
        .fact(word!("election-fact-handed"), format!("{} / {}", view.handed, view.voters.len()))
        .consequence(word!("election-close-few-wait"))
        .consequence(word!("election-close-few-give-up"))
}

/// The question.
pub(super) async fn show(visit: Visit, At((id, place)): At<(ElectionId, String)>) -> Result<Response, Failure> {
    let step = named(&place)?;
    let view = load(&visit, id).await?;
    if !view.may.run || view.stage != step.at() {
        return Err(Failure::not_now(address(id)));
    }
    if step == Step::Close && is_few(&view) {
        return Ok(visit.page(&too_few(&visit, &view)));
    }
    if step == Step::Close && view.paper.papers.issued > 0 {
        let form = FormState::filled([(MISSING.name, "0".to_owned())]);
        return Ok(visit.page(&close_paper(&visit, &view, &form)));
    }
    Ok(visit.page(&question(&visit, &view, step)))
}

/// Does it.
pub(super) async fn take(
    visit: Visit,
    At((id, place)): At<(ElectionId, String)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let step = named(&place)?;
    // The page without paper has no such field: then nothing is missing.
    let asked = step == Step::Close && form.all(MISSING.name).next().is_some();
    let missing = if asked { form.whole(MISSING, 0..=2000) } else { Some(0) };
    let Some(missing) = missing.and_then(|count| u32::try_from(count).ok()) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&close_paper(&visit, &view, &form)));
    };
    let (cx, seen) = (visit.cx()?, form.version()?);
    let result = match step {
        Step::Open => election::open(cx, id, seen).await,
        Step::Close => election::close(cx, id, seen, missing).await,
        Step::Count => election::count(cx, id, seen).await,
    };
    result.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&address(id), &Flash::done(step.done())))
}

fn restart_page(visit: &Visit, view: &ElectionView) -> Confirmation {
    let title = word!("election-act-restart");
    let action = Action::post(title, format!("{}/lam-lai", address(view.id)))
        .field(FormState::VERSION, view.version.to_string())
        .danger();
    let back = Action::link(word!("ui-confirm-back"), address(view.id));
    Confirmation::new(shell(visit, title, view), title, action, back)
        .lead(word!("election-restart-lead"))
        .consequence(word!("election-restart-then-keys"))
        .consequence(word!("election-restart-then-number"))
        .grave()
}

/// The question before the ceremony begins again.
pub(super) async fn show_restart(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may.restart {
        return Err(Failure::not_now(address(id)));
    }
    Ok(visit.page(&restart_page(&visit, &view)))
}

/// Begins the ceremony again.
pub(super) async fn restart(visit: Visit, At(id): At<ElectionId>, form: FormState) -> Result<Response, Failure> {
    election::restart(visit.cx()?, id, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&address(id), &Flash::done(word!("election-restart-done"))))
}

fn renew_page(visit: &Visit, view: &ElectionView, form: &FormState) -> Ask {
    let title = word!("election-act-renew");
    let seen = if form.raw(FormState::VERSION).is_empty() {
        view.version.to_string()
    } else {
        form.raw(FormState::VERSION).to_owned()
    };
    let back = Action::link(word!("ui-confirm-back"), address(view.id));
    let target = format!("{}/lam-lai-ma", address(view.id));
    Ask::new(shell(visit, title, view), title, target, Action::submit(title).danger(), back)
        .lead(word!("election-renew-lead").with("title", &view.title))
        .consequence(word!("election-renew-then-codes"))
        .consequence(word!("election-renew-then-keys"))
        .hidden(FormState::VERSION, seen)
        .fields(form, vec![form.show(REASON)])
        .grave()
}

/// The question before new codes are prepared.
pub(super) async fn show_renew(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may.renew {
        return Err(Failure::not_now(address(id)));
    }
    Ok(visit.page(&renew_page(&visit, &view, &FormState::empty())))
}

/// Gives this one up and prepares the same again.
pub(super) async fn renew(visit: Visit, At(id): At<ElectionId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(reason) = form.text(REASON) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&renew_page(&visit, &view, &form)));
    };
    let done = election::renew(visit.cx()?, id, form.version()?, reason, programs()).await;
    let fresh = done.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&address(fresh), &Flash::done(word!("election-renew-done"))))
}

fn give_up_page(visit: &Visit, view: &ElectionView, form: &FormState) -> Ask {
    let title = word!("election-act-give-up");
    let seen = if form.raw(FormState::VERSION).is_empty() {
        view.version.to_string()
    } else {
        form.raw(FormState::VERSION).to_owned()
    };
    let submit = Action::submit(title).danger();
    let back = Action::link(word!("ui-confirm-back"), address(view.id));
    let items = if view.stage >= ElectionStage::Open {
        word!("election-give-up-then-repeat")
    } else {
        word!("election-give-up-then-free")
    };
    Ask::new(shell(visit, title, view), title, format!("{}/huy", address(view.id)), submit, back)
        .lead(word!("election-give-up-lead").with("title", &view.title))
        .consequence(items)
        .consequence(word!("election-give-up-then-ballots"))
        .hidden(FormState::VERSION, seen)
        .fields(form, vec![form.show(REASON)])
        .grave()
}

/// The question before it is given up.
pub(super) async fn show_give_up(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may.give_up {
        return Err(Failure::not_now(address(id)));
    }
    Ok(visit.page(&give_up_page(&visit, &view, &FormState::empty())))
}

/// Gives it up.
pub(super) async fn give_up(visit: Visit, At(id): At<ElectionId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(reason) = form.text(REASON) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&give_up_page(&visit, &view, &form)));
    };
    election::give_up(visit.cx()?, id, form.version()?, reason).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&address(id), &Flash::done(word!("election-give-up-done"))))
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("election/step-open", &question(&visit, &sample::ready(), Step::Open));
    easel.show("election/step-close", &question(&visit, &sample::open(), Step::Close));
    let typed = FormState::filled([(MISSING.name, "1".to_owned())]);
    easel.show("election/step-close-paper", &close_paper(&visit, &sample::papers(), &typed));
    let mut wrong = FormState::filled([(MISSING.name, "một".to_owned())]);
    let _ = wrong.whole(MISSING, 0..=2000);
    easel.show("election/step-close-paper-wrong", &close_paper(&visit, &sample::papers(), &wrong));
    easel.show("election/step-close-few", &too_few(&visit, &sample::few()));
    easel.show("election/renew", &renew_page(&visit, &sample::listed(), &FormState::empty()));
    easel.show("election/step-count", &question(&visit, &sample::opened(), Step::Count));
    easel.show("election/restart", &restart_page(&visit, &sample::keys()));
    easel.show("election/give-up", &give_up_page(&visit, &sample::keys(), &FormState::empty()));
    let mut wrong = FormState::empty();
    let _ = wrong.text(REASON);
    easel.show("election/give-up-wrong", &give_up_page(&visit, &sample::open(), &wrong));
}
