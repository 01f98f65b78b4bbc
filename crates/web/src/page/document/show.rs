//! One issued document: what it is, what became of it, its files; the paper as it was issued. It must not change what it says.

use super::{address, load, sample, view};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Input, InputKind, PaperForm, Shell, UploadForm, Visit, handed, sentence},
    nav::Area,
    sample::Easel,
    ui::{Action, Label},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use jiff::civil::Date;
use lantoa_app::Error;
use lantoa_app::document::{
    self, DocumentRow, DocumentStatus, DocumentView, FileRole, FileView, MOST, Relation, Returned,
};
use lantoa_docgen::PdfOptions;
use lantoa_domain::{Refusal, id::DocumentId, policy::Act};
use lantoa_i18n::{Message, Word, word};

pub(super) const FILE: Input = Input::new(InputKind::File, "tep", word!("document-file"))
    .required()
    .hint(word!("document-file-hint"))
    .accept(".pdf,.jpg,.jpeg,.png");

/// `/van-ban/{id}`.
#[derive(Template)]
#[template(path = "document/show.html")]
struct ShowPage {
    shell: Shell,
    view: DocumentView,
    actions: Vec<Action>,
    deeds: Vec<Action>,
}

impl ShowPage {
    fn new(visit: &Visit, view: DocumentView) -> Self {
        let shell = visit
            .shell(word!("document-show-title"), Area::Decisions)
            .crumb(word!("ui-area-decisions"), Area::Decisions.address())
            .crumb(word!("document-title"), "/van-ban");
        Self { shell, actions: actions(visit, &view), deeds: deeds(visit, &view), view }
    }

    /// Facts at the side.
    fn facts(&self) -> Vec<(Message, Label)> {
        let (row, view) = (&self.view.row, &self.view);
        let date = |day: Date| Label::from(word!("decision-day").with("date", day));
        let mut out: Vec<(Message, Label)> = vec![
            (word!("document-filter-kind").into(), row.kind.name().into()),
            (word!("document-number").into(), row.number().into()),
            (word!("document-on").into(), date(row.on)),
            (word!("document-signer-title").into(), view.signer_title.replace('\n', " / ").into()),
            (word!("document-signer").into(), row.signer.as_str().into()),
        ];
        if !view.authority.is_empty() {
            out.push((word!("document-authority").into(), view.authority.as_str().into()));
        }
        if let Some(on) = row.ended_on {
            let word = if row.status == DocumentStatus::Recalled {
                word!("document-recalled")
            } else {
                word!("document-replaced")
            };
            out.push((word.into(), date(on)));
        }
        out
    }

    /// The page of the thing it was made of.
    fn thing(&self) -> Option<(String, Word)> {
        let (_, address, name) = crate::page::paper::home(self.view.about?);
        Some((address, name))
    }

    /// Whether it is told at the top; copies are listed below.
    fn ends(&self, relation: &Relation) -> bool {
        relation.needs_force()
    }

    fn has_copies(&self) -> bool {
        self.view.after.iter().any(|one| one.relation.is_some_and(|relation| !relation.needs_force()))
    }

    fn may_remove(&self, file: &FileView) -> bool {
        self.view.may_handle && file.role != FileRole::Original
    }

    /// The code in groups of four, as people read it to each other.
    fn code(&self) -> String {
        let code: Vec<char> = self.view.check_code.iter().flat_map(|code| code.chars()).collect();
        code.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }
}

fn actions(visit: &Visit, view: &DocumentView) -> Vec<Action> {
    let base = address(view.row.id);
    let mut out = Vec::new();
    if view.readable {
        out.push(Action::link(word!("decision-as-word"), format!("{base}/tai/word")).icon("download"));
        if visit.has_press() {
            out.push(Action::link(word!("decision-as-pdf"), format!("{base}/tai/pdf")).icon("download").primary());
        }
    }
    out
}

fn deeds(visit: &Visit, view: &DocumentView) -> Vec<Action> {
    let base = address(view.row.id);
    let mut out = Vec::new();
    if !view.may_handle || !view.readable {
        return out;
    }
    out.push(Action::link(word!("document-attach"), format!("{base}/tep")).icon("upload"));
    out.push(Action::link(word!("document-copy"), format!("{base}/sao-y")).icon("file-text"));
    out.push(Action::link(word!("document-excerpt"), format!("{base}/trich-sao")).icon("file-text"));
    if view.row.status == DocumentStatus::Issued {
        if visit.has_press() && visit.cx().is_ok_and(|cx| cx.may(Act::IssueDocument)) {
            let send = format!("/lien-thong/gui/{}", view.row.id);
            out.push(Action::link(word!("dispatch-send-title"), send).icon("send"));
        }
        out.push(Action::link(word!("document-correct"), format!("{base}/dinh-chinh")).icon("pencil"));
        if let Some(about) = view.about
            && !matches!(about, lantoa_app::document::About::Decision(_))
        {
            let again = format!("/van-ban/ban-hanh/{}/{about}?thay={}", view.row.kind.id(), view.row.id);
            out.push(Action::link(word!("document-replace"), again).icon("history"));
        }
        if let Some(lantoa_app::document::About::Decision(id)) = view.about {
            out.push(Action::link(word!("document-replace"), format!("/quyet-dinh/{id}/thay-the")).icon("history"));
        }
        out.push(Action::link(word!("document-recall"), format!("{base}/thu-hoi")).icon("x"));
    }
    out
}

/// One document.
pub(super) async fn show(visit: Visit, At(id): At<DocumentId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&ShowPage::new(&visit, view)))
}

/// The name of its paper among files: "quyet-dinh-05-2026".
fn file_name(row: &DocumentRow) -> String {
    format!("{}-{:02}-{}", row.kind.id(), row.number, row.on.year())
}

/// The paper as PDF: drawn once from the frozen content, and the same bytes ever after.
pub(super) async fn original(visit: &Visit, id: DocumentId) -> Result<(String, Vec<u8>), Failure> {
    let cx = visit.cx()?;
    if let Some(kept) = document::original(cx, id).await.map_err(|why| visit.failed(why))? {
        return Ok((kept.name, kept.bytes));
    }
    let (row, content) = document::content(cx, id).await.map_err(|why| visit.failed(why))?;
    let name = format!("{}.pdf", file_name(&row));
    let bytes = visit.pdf(content, PdfOptions::issued_on(row.on)).await?;
    document::keep_original(cx, id, name.clone(), bytes.clone()).await.map_err(|why| visit.failed(why))?;
    // Whoever drew at the same moment and was first is the one that stands.
    let kept = document::original(cx, id).await.map_err(|why| visit.failed(why))?;
    Ok(kept.map_or((name, bytes), |kept| (kept.name, kept.bytes)))
}

/// `/van-ban/{id}/tai/{form}`.
pub(super) async fn download(visit: Visit, At((id, form)): At<(DocumentId, String)>) -> Result<Response, Failure> {
    match form.parse().map_err(|_| Failure::NotFound)? {
        PaperForm::Pdf => {
            let (name, bytes) = original(&visit, id).await?;
            handed(&name, "application/pdf", bytes)
        }
        PaperForm::Word => {
            let (row, content) = document::content(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
            visit.paper(PaperForm::Word, &file_name(&row), content, PdfOptions::issued_on(row.on)).await
        }
    }
}

/// `/van-ban/{id}/tep`.
#[derive(Template)]
#[template(path = "document/attach.html")]
struct AttachPage {
    shell: Shell,
    view: DocumentView,
    form: FormState,
    submit: Action,
    back: Action,
}

impl AttachPage {
    fn new(visit: &Visit, view: DocumentView, form: FormState) -> Self {
        let home = address(view.row.id);
        Self {
            shell: visit
                .shell(word!("document-attach"), Area::Decisions)
                .crumb(word!("document-title"), "/van-ban")
                .crumb(view.row.number(), home.clone()),
            submit: Action::submit(word!("document-attach")).primary().icon("upload"),
            back: Action::link(word!("ui-confirm-back"), home),
            view,
            form,
        }
    }
}

/// A document that the reader may handle.
pub(super) async fn handled(visit: &Visit, id: DocumentId) -> Result<DocumentView, Failure> {
    let view = load(visit, id).await?;
    if view.may_handle && view.readable { Ok(view) } else { Err(Failure::NotFound) }
}

/// Asks for the signed paper.
pub(super) async fn show_attach(visit: Visit, At(id): At<DocumentId>) -> Result<Response, Failure> {
    let view = handled(&visit, id).await?;
    let form = FormState::filled([(FormState::VERSION, view.version.to_string())]);
    Ok(visit.page(&AttachPage::new(&visit, view, form)))
}

/// Keeps the signed paper.
pub(super) async fn attach(visit: Visit, At(id): At<DocumentId>, mut upload: UploadForm) -> Result<Response, Failure> {
    let view = handled(&visit, id).await?;
    let file = upload.files_of(FILE).and_then(|mut files| files.pop());
    let mut form = upload.form;
    let seen = form.version()?;
    if let Some(file) = file {
        match document::attach(visit.cx()?, id, seen, Returned { name: file.name, bytes: file.bytes }).await {
            Ok(_) => return Ok(visit.redirect(&address(id), &Flash::done(word!("document-attached")))),
            Err(Error::Refused(Refusal::FileKind)) => form.refuse(FILE, word!("document-file-kind")),
            Err(Error::Refused(Refusal::Invalid { field: "file", .. })) => {
                form.refuse(FILE, word!("dossier-file-too-many").with("most", MOST));
            }
            Err(Error::Refused(why)) => form.refuse(FILE, sentence(&why, visit.locale())),
            Err(why) => return Err(visit.failed(why)),
        }
    }
    Ok(visit.page_again(&AttachPage::new(&visit, view, form)))
}

/// A file of a document.
pub(super) async fn file(visit: Visit, Path((id, file)): Path<(String, String)>) -> Result<Response, Failure> {
    let (id, file) = (id.parse().map_err(|_| Failure::NotFound)?, file.parse().map_err(|_| Failure::NotFound)?);
    let reading = document::read(visit.cx()?, id, file).await.map_err(|why| visit.failed(why))?;
    handed(&reading.name, &reading.media, reading.bytes)
}

/// Takes a file out.
pub(super) async fn remove(visit: Visit, Path((id, file)): Path<(String, String)>) -> Result<Response, Failure> {
    let (id, file) = (id.parse().map_err(|_| Failure::NotFound)?, file.parse().map_err(|_| Failure::NotFound)?);
    document::remove(visit.cx()?, id, file).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&address(id), &Flash::done(word!("document-file-removed"))))
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("document/show", &ShowPage::new(&visit, sample::view()));
    easel.show("document/show-recalled", &ShowPage::new(&visit, sample::recalled()));
    easel.show("document/show-closed", &ShowPage::new(&visit, sample::closed()));
    let form = FormState::filled([(FormState::VERSION, "1".to_owned())]);
    easel.show("document/attach", &AttachPage::new(&visit, sample::view(), form));
}
