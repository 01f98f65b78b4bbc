//! Lets the public read a practice, and closes it again, after one question; it must not show it to anybody.

use super::{at, crumbs, load};
use crate::{
    kernel::{Ask, At, Failure, Flash, FormState, Visit},
    ui::Action,
};
use axum::response::Response;
use lantoa_app::practice::{self, PracticeView};
use lantoa_domain::id::PracticeId;
use lantoa_i18n::{Word, word};

/// What is done next: its title and what follows from it.
const fn next(view: &PracticeView) -> (Word, Word) {
    match view.public_on {
        None => (word!("practice-open"), word!("practice-open-then")),
        Some(_) => (word!("practice-close"), word!("practice-close-then")),
    }
}

pub(super) fn page(visit: &Visit, view: &PracticeView) -> Ask {
    let base = at(view.id);
    let (title, then) = next(view);
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let seen = if view.public_on.is_some() { "mo" } else { "dong" };
    Ask::new(
        crumbs(visit, title.into(), view),
        title,
        format!("{base}/cong-khai"),
        Action::submit(title).primary(),
        back,
    )
    .lead(word!("practice-turn-lead").with("title", &view.title))
    .consequence(then)
    .hidden("dang", seen)
}

/// Asks before it is done.
pub(super) async fn ask(visit: Visit, At(id): At<PracticeId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_publish {
        return Err(Failure::not_now(at(id)));
    }
    Ok(visit.page(&page(&visit, &view)))
}

/// Does what was asked: an old page does not close what somebody opened meanwhile.
pub(super) async fn turn(visit: Visit, At(id): At<PracticeId>, form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let (done, told) = match form.raw("dang") {
        "dong" => (practice::open(cx, id).await, word!("practice-opened")),
        "mo" => (practice::close(cx, id).await, word!("practice-closed")),
        _ => return Err(Failure::Unreadable),
    };
    done.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&at(id), &Flash::done(told)))
}
