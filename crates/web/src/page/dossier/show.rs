//! `/ho-so/{id}`: one dossier. It must not decide what its reader may see or do.

use askama::Template;
use axum::{extract::Path, response::Response};
use lantoa_app::dossier::page::page;
use lantoa_i18n::word;

use super::{
    dossier_id,
    view::{self, DossierView},
};
use crate::{
    filters,
    kernel::{Failure, Shell, Visit},
    nav::Area,
};

/// `/ho-so/{id}`.
#[derive(Template)]
#[template(path = "dossier/show.html")]
pub(super) struct ShowPage {
    shell: Shell,
    view: DossierView,
}

impl ShowPage {
    pub(super) fn new(visit: &Visit, view: DossierView) -> Self {
        let title = word!("dossier-show-title").with("name", &view.name);
        Self { shell: visit.shell(title, Area::Dossiers).crumb(word!("dossier-list-title"), "/ho-so"), view }
    }
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let found = page(visit.cx()?, dossier_id(&id)?).await.map_err(|why| visit.failed(why))?;
    let view = view::of(found, visit.locale());
    Ok(visit.page(&ShowPage::new(&visit, view)))
}
