//! Files of a dossier: the form, the way in and the way out. It must not judge a file or trust its name.

use askama::Template;
use axum::{extract::Path, response::Response};
use lantoa_app::{
    Error,
    dossier::{self, Attachment, LARGEST, MOST, page},
};
use lantoa_domain::{Refusal, dossier::Command, plan::Paper};
use lantoa_i18n::word;

use super::{act::read_for, dossier_id};
use crate::{
    filters,
    kernel::{Choice, Failure, Flash, FormState, Input, InputKind, Shell, UploadForm, Visit, handed, sentence},
    nav::Area,
    ui::Action,
    words,
};

pub(super) const PAPER: Input = Input::new(InputKind::Select, "giay-to", word!("dossier-file-paper")).required();
pub(super) const FILE: Input = Input::new(InputKind::File, "tep", word!("dossier-file"))
    .required()
    .hint(word!("dossier-file-hint"))
    .accept(".pdf,.doc,.docx,.jpg,.jpeg,.png,.webp");

const PAPERS: [Paper; 6] = [
    Paper::List,
    Paper::Description,
    Paper::AchievementReport,
    Paper::EndorsementMinutes,
    Paper::PrizeCertificate,
    Paper::Evidence,
];

/// `/ho-so/{id}/tep`.
#[derive(Template)]
#[template(path = "dossier/upload.html")]
pub(super) struct UploadPage {
    shell: Shell,
    name: String,
    form: FormState,
    papers: Vec<Choice>,
    version: String,
    address: String,
    submit: Action,
    cancel: Action,
}

impl UploadPage {
    pub(super) fn new(visit: &Visit, id: &str, name: &str, form: FormState) -> Self {
        let home = format!("/ho-so/{id}");
        Self {
            shell: visit
                .shell(word!("dossier-attach"), Area::Dossiers)
                .crumb(word!("dossier-list-title"), "/ho-so")
                .crumb(name, home.clone()),
            name: name.to_owned(),
            version: form.raw(FormState::VERSION).to_owned(),
            papers: PAPERS.iter().map(|paper| Choice::new(code(*paper), words::paper(*paper))).collect(),
            form,
            address: format!("{home}/tep"),
            submit: Action::submit(word!("dossier-attach")).primary().icon("upload"),
            cancel: Action::link(word!("dossier-back"), home),
        }
    }
}

const fn code(paper: Paper) -> &'static str {
    match paper {
        Paper::List => "danh-sach",
        Paper::Description => "mo-ta",
        Paper::AchievementReport => "bao-cao",
        Paper::EndorsementMinutes => "bien-ban",
        Paper::PrizeCertificate => "giai-thuong",
        Paper::Evidence => "minh-chung",
    }
}

pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = read_for(&visit, &id, Command::Edit).await?;
    let missing = page.missing.iter().find_map(|one| match one {
        page::Missing::Paper(paper) => Some(code(*paper)),
        _ => None,
    });
    let values =
        [(FormState::VERSION, page.version.to_string()), ("giay-to", missing.unwrap_or("minh-chung").to_owned())];
    Ok(visit.page(&UploadPage::new(&visit, &id, &page.name, FormState::filled(values))))
}

pub(super) async fn attach(visit: Visit, Path(id): Path<String>, mut upload: UploadForm) -> Result<Response, Failure> {
    let (cx, which, files) = (visit.cx()?, dossier_id(&id)?, upload.files_of(FILE));
    let mut form = upload.form;
    let seen = form.version()?;
    let paper = form.choice(PAPER, |text| PAPERS.into_iter().find(|paper| code(*paper) == text));
    if let (Some(paper), Some(files)) = (paper, files) {
        let files = files.into_iter().map(|file| Attachment { paper, name: file.name, bytes: file.bytes }).collect();
        match dossier::attach(cx, which, seen, files).await {
            Ok(ids) => {
                let flash = Flash::done(word!("dossier-attached").with("count", ids.len()));
                return Ok(visit.redirect(&format!("/ho-so/{id}"), &flash));
            }
            Err(Error::Refused(refusal)) if at_the_file(&refusal) => form.refuse(FILE, wrong(&refusal, &visit)),
            Err(error) => return Err(visit.failed(error)),
        }
    }
    let page = page::page(cx, which).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page_again(&UploadPage::new(&visit, &id, &page.name, form)))
}

fn at_the_file(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::FileKind | Refusal::FileTooLarge { .. } | Refusal::Invalid { field: "file", .. })
}

fn wrong(refusal: &Refusal, visit: &Visit) -> lantoa_i18n::Message {
    match refusal {
        Refusal::Invalid { .. } => word!("dossier-file-too-many").with("most", MOST),
        Refusal::FileTooLarge { .. } => word!("domain-refusal-file-too-large").with("limit", LARGEST / (1024 * 1024)),
        other => sentence(other, visit.locale()),
    }
}

pub(super) async fn remove(
    visit: Visit,
    Path((id, file)): Path<(String, String)>,
    form: FormState,
) -> Result<Response, Failure> {
    let (cx, which, seen) = (visit.cx()?, dossier_id(&id)?, form.version()?);
    let file = file.parse().map_err(|_| Failure::NotFound)?;
    dossier::remove(cx, which, seen, file).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/ho-so/{id}"), &Flash::done(word!("dossier-file-removed"))))
}

pub(super) async fn read(visit: Visit, Path((id, file)): Path<(String, String)>) -> Result<Response, Failure> {
    let file = file.parse().map_err(|_| Failure::NotFound)?;
    let reading = dossier::read(visit.cx()?, dossier_id(&id)?, file).await.map_err(|why| visit.failed(why))?;
    handed(&reading.name, &reading.media, reading.bytes)
}
