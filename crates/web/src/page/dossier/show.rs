//! `/ho-so/{id}`: one dossier. It must not decide what its reader may see or do.

use askama::Template;
use axum::{extract::Path, response::Response};
use lantoa_app::dossier::assign;
use lantoa_app::dossier::page::page;
use lantoa_app::fostering::{self, About, Kept};
use lantoa_i18n::word;

use super::{
    appraiser::Appraiser,
    dossier_id,
    view::{self, DossierView},
};
use crate::{
    filters,
    kernel::{Failure, Shell, Visit},
    nav::Area,
    page::fostering::KeptRow,
    ui::Action,
};

/// `/ho-so/{id}`.
#[derive(Template)]
#[template(path = "dossier/show.html")]
pub(super) struct ShowPage {
    shell: Shell,
    view: DossierView,
    plans: Vec<KeptRow>,
    /// Makes a plan of fostering, for those who may now.
    foster: Option<Action>,
    appraiser: Appraiser,
}

impl ShowPage {
    pub(super) fn new(
        visit: &Visit,
        view: DossierView,
        (plans, foster): (&[Kept], Option<Action>),
        appraiser: Appraiser,
    ) -> Self {
        let title = word!("dossier-show-title").with("name", &view.name);
        let shell = visit.shell(title, Area::Dossiers).crumb(word!("dossier-list-title"), "/ho-so");
        Self { shell, view, plans: plans.iter().map(KeptRow::of).collect(), foster, appraiser }
    }
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (cx, id) = (visit.cx()?, dossier_id(&id)?);
    let found = page(cx, id).await.map_err(|why| visit.failed(why))?;
    let (plans, may) = fostering::of_page(cx, About::Dossier(id)).await.map_err(|why| visit.failed(why))?;
    let new = || Action::link(word!("fostering-new"), format!("/boi-duong/moi?ve={id}")).icon("sprout");
    let appraiser = assign::of(cx, id).await.map_err(|why| visit.failed(why))?;
    let appraiser = Appraiser::of(appraiser, &id.to_string(), found.version);
    let view = view::of(found, visit.locale());
    Ok(visit.page(&ShowPage::new(&visit, view, (&plans, may.then(new)), appraiser)))
}
