//! Files and photos of a practice: the form, the way in and the way out. It must not judge a file.

use axum::response::Response;
use lantoa_app::{
    Error,
    practice::{self, Added, MOST_FILES, PracticeView},
};
use lantoa_domain::{
    Refusal,
    id::{PracticeFileId, PracticeId},
};
use lantoa_i18n::word;

use super::{at, crumbs, load};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Input, InputKind, Shell, UploadForm, Visit, handed, sentence},
    ui::Action,
};
use askama::Template;

const FILE: Input = Input::new(InputKind::File, "tep", word!("practice-file"))
    .required()
    .hint(word!("practice-file-hint"))
    .accept(".pdf,.doc,.docx,.jpg,.jpeg,.png,.webp");

/// `/mo-hinh/{id}/tep`.
#[derive(Template)]
#[template(path = "practice/upload.html")]
pub(super) struct UploadPage {
    shell: Shell,
    title: String,
    form: FormState,
    version: i64,
    address: String,
    submit: Action,
    cancel: Action,
}

impl UploadPage {
    pub(super) fn new(visit: &Visit, view: &PracticeView, form: FormState) -> Self {
        Self {
            shell: crumbs(visit, word!("practice-file-add").into(), view),
            title: view.title.clone(),
            form,
            version: view.version,
            address: format!("{}/tep", at(view.id)),
            submit: Action::submit(word!("practice-file-add")).primary().icon("upload"),
            cancel: Action::link(word!("ui-confirm-back"), at(view.id)),
        }
    }
}

pub(super) async fn ask(visit: Visit, At(id): At<PracticeId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_edit {
        return Err(Failure::not_now(at(id)));
    }
    Ok(visit.page(&UploadPage::new(&visit, &view, FormState::empty())))
}

pub(super) async fn attach(visit: Visit, At(id): At<PracticeId>, mut upload: UploadForm) -> Result<Response, Failure> {
    let (cx, files) = (visit.cx()?, upload.files_of(FILE));
    let mut form = upload.form;
    let seen = form.version()?;
    if let Some(files) = files {
        let added: Vec<Added> = files.into_iter().map(|file| Added { name: file.name, bytes: file.bytes }).collect();
        match practice::attach(cx, id, seen, added).await {
            Ok(()) => return Ok(visit.redirect(&at(id), &Flash::done(word!("practice-file-added")))),
            Err(Error::Refused(Refusal::Invalid { field: "file", .. })) => {
                form.refuse(FILE, word!("practice-file-too-many").with("most", MOST_FILES));
            }
            Err(Error::Refused(why @ (Refusal::FileKind | Refusal::FileTooLarge { .. }))) => {
                form.refuse(FILE, sentence(&why, visit.locale()));
            }
            Err(error) => return Err(visit.failed(error)),
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&UploadPage::new(&visit, &view, form)))
}

pub(super) async fn remove(
    visit: Visit,
    At((id, file)): At<(PracticeId, PracticeFileId)>,
    form: FormState,
) -> Result<Response, Failure> {
    let seen = form.version()?;
    practice::remove(visit.cx()?, id, seen, file).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&at(id), &Flash::done(word!("practice-file-removed"))))
}

pub(super) async fn read(visit: Visit, At((id, file)): At<(PracticeId, PracticeFileId)>) -> Result<Response, Failure> {
    let reading = practice::read(visit.cx()?, id, file).await.map_err(|why| visit.failed(why))?;
    handed(&reading.name, &reading.media, reading.bytes)
}
