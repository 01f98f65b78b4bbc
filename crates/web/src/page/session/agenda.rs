//! The form that sets a session's agenda; it must not judge which dossiers may be on it.

use super::{address, failed, load, sample, view};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::session::{self, ItemView, SessionView};
use lantoa_domain::{
    id::{DossierId, SessionId},
    session::Stage,
};
use lantoa_i18n::word;

/// `/hoi-dong/phien/{id}/chuong-trinh`.
#[derive(Template)]
#[template(path = "session/agenda.html")]
struct AgendaPage {
    shell: Shell,
    view: SessionView,
    submit: Action,
    back: Action,
}

impl AgendaPage {
    fn new(visit: &Visit, view: SessionView) -> Self {
        let shell = visit
            .shell(word!("session-agenda-set"), Area::Councils)
            .crumb(word!("ui-area-councils"), Area::Councils.address())
            .crumb(view.title.as_str(), address(view.id));
        Self {
            shell,
            submit: Action::submit(word!("session-agenda-save")).primary(),
            back: Action::link(word!("ui-confirm-back"), address(view.id)),
            view,
        }
    }

    /// Items that may still be taken off: nothing was done with them and they repeat no vote.
    fn movable(&self) -> Vec<&ItemView> {
        self.view.items.iter().filter(|item| item.stage == Stage::Waiting && item.reason.is_empty()).collect()
    }

    /// Items that stay where they are.
    fn fixed(&self) -> Vec<&ItemView> {
        self.view.items.iter().filter(|item| item.stage != Stage::Waiting || !item.reason.is_empty()).collect()
    }
}

/// What could be on the agenda, what is.
pub(super) async fn show(visit: Visit, At(id): At<SessionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may.call {
        return Err(Failure::not_now(format!("/hoi-dong/phien/{id}")));
    }
    Ok(visit.page(&AgendaPage::new(&visit, view)))
}

/// Sets the agenda.
pub(super) async fn save(visit: Visit, At(id): At<SessionId>, form: FormState) -> Result<Response, Failure> {
    let chosen: Vec<DossierId> = form.all("ho-so").filter_map(|text| text.parse().ok()).collect();
    let before = load(&visit, id).await?;
    let count = chosen.len();
    let done = session::set_agenda(visit.cx()?, id, form.version()?, chosen).await;
    done.map_err(|why| {
        failed(&visit, why, |dossier| {
            let waiting = before.waiting.iter().find(|one| one.dossier == dossier).map(|one| one.name.clone());
            waiting.or_else(|| before.items.iter().find(|item| item.dossier == dossier).map(|item| item.name.clone()))
        })
    })?;
    Ok(visit.redirect(&address(id), &Flash::done(word!("session-agenda-saved").with("count", count))))
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("session/agenda", &AgendaPage::new(&visit, sample::running()));
    easel.show("session/agenda-first", &AgendaPage::new(&visit, sample::called()));
}
