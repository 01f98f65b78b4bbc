//! The agency's own Word templates: what there is, upload with every fault told by place, a trial on sample data. It must not run anything of a template.

use crate::{
    filters,
    kernel::{At, Choice, Failure, Flash, FormState, Input, InputKind, Shell, UploadForm, Visit, WORD, handed},
    nav::Area,
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::document::{self, TemplateRow, Uploaded};
use lantoa_docgen::{Kind, sample::values};
use lantoa_i18n::{Message, word};

const KIND: Input = Input::new(InputKind::Select, "loai", word!("document-filter-kind")).required();
const FILE: Input = Input::new(InputKind::File, "tep", word!("document-template-file"))
    .required()
    .hint(word!("document-template-hint"))
    .accept(".docx");

/// `/van-ban/mau`.
#[derive(Template)]
#[template(path = "document/template.html")]
struct TemplatePage {
    shell: Shell,
    rows: Vec<(Kind, Option<TemplateRow>)>,
    faults: Vec<Message>,
    form: FormState,
    kinds: Vec<Choice>,
    submit: Action,
    back: Action,
}

impl TemplatePage {
    fn new(visit: &Visit, rows: Vec<(Kind, Option<TemplateRow>)>, form: FormState, faults: Vec<Message>) -> Self {
        Self {
            shell: visit.shell(word!("document-templates"), Area::Decisions).crumb(word!("document-title"), "/van-ban"),
            kinds: rows.iter().map(|(kind, _)| Choice::new(kind.id(), kind.name())).collect(),
            submit: Action::submit(word!("document-template-put")).primary().icon("upload"),
            back: Action::link(word!("ui-confirm-back"), "/van-ban"),
            rows,
            faults,
            form,
        }
    }

    /// The names a template of a kind may use.
    fn names(&self, kind: &Kind) -> Vec<String> {
        values(*kind).map(|values| values.vocabulary().names()).unwrap_or_default()
    }
}

async fn rows(visit: &Visit) -> Result<Vec<(Kind, Option<TemplateRow>)>, Failure> {
    document::templates(visit.cx()?).await.map_err(|why| visit.failed(why))
}

/// What there is.
pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let rows = rows(&visit).await?;
    Ok(visit.page(&TemplatePage::new(&visit, rows, FormState::empty(), Vec::new())))
}

/// Takes a template, or says everything that is wrong with it.
pub(super) async fn put(visit: Visit, mut upload: UploadForm) -> Result<Response, Failure> {
    let file = upload.files_of(FILE).and_then(|mut files| files.pop());
    let mut form = upload.form;
    let kind = form.choice(KIND, |text| Kind::parse(text).filter(|kind| values(*kind).is_some()));
    let mut faults = Vec::new();
    if let (Some(kind), Some(file)) = (kind, file) {
        let uploaded = Uploaded { kind, name: file.name, bytes: file.bytes };
        match document::put_template(visit.cx()?, uploaded).await.map_err(|why| visit.failed(why))? {
            Ok(()) => return Ok(visit.redirect("/van-ban/mau", &Flash::done(word!("document-template-kept")))),
            Err(found) => {
                form.refuse(FILE, word!("document-template-wrong").with("count", found.len()));
                faults = found.iter().map(lantoa_docgen::TemplateFault::message).collect();
            }
        }
    }
    let rows = rows(&visit).await?;
    Ok(visit.page_again(&TemplatePage::new(&visit, rows, form, faults)))
}

async fn kept(visit: &Visit, kind: &str) -> Result<(Kind, Vec<u8>), Failure> {
    let kind = Kind::parse(kind).ok_or(Failure::NotFound)?;
    let found = document::template(visit.cx()?, kind).await.map_err(|why| visit.failed(why))?;
    Ok((kind, found.ok_or(Failure::NotFound)?))
}

/// The agency's template as it was uploaded.
pub(super) async fn download(visit: Visit, At(kind): At<String>) -> Result<Response, Failure> {
    let (kind, bytes) = kept(&visit, &kind).await?;
    handed(&format!("mau-{}.docx", kind.id()), WORD, bytes)
}

/// The agency's template filled with sample data.
pub(super) async fn trial(visit: Visit, At(kind): At<String>) -> Result<Response, Failure> {
    let (kind, bytes) = kept(&visit, &kind).await?;
    let sample = values(kind).ok_or(Failure::NotFound)?;
    let template = lantoa_docgen::Template::open(&bytes).map_err(|fault| Failure::Refused(fault.message()))?;
    let filled = template.fill(&sample).map_err(|fault| Failure::Refused(fault.message()))?;
    handed(&format!("thu-mau-{}.docx", kind.id()), WORD, filled)
}

/// Goes back to our own paper.
pub(super) async fn drop(visit: Visit, At(kind): At<String>) -> Result<Response, Failure> {
    let kind = Kind::parse(&kind).ok_or(Failure::NotFound)?;
    document::drop_template(visit.cx()?, kind).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect("/van-ban/mau", &Flash::done(word!("document-template-dropped"))))
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let row = TemplateRow {
        kind: Kind::Recognition.id().to_owned(),
        name: "Quyết định công nhận – mẫu phường.docx".to_owned(),
        sha256: [7; 32],
        by: "Trần Hoàng Long".to_owned(),
        added: visit.state().now(),
    };
    let rows = || vec![(Kind::Recognition, Some(row.clone())), (Kind::Award, None), (Kind::Submission, None)];
    easel.show("document/template", &TemplatePage::new(&visit, rows(), FormState::empty(), Vec::new()));
    let mut wrong = FormState::filled([("loai", "award".to_owned())]);
    wrong.refuse(FILE, word!("document-template-wrong").with("count", 1));
    let place =
        lantoa_docgen::Place { part: "word/document.xml".to_owned(), paragraph: "Điều 1. Tặng …".to_owned() };
    let near = Some("danh_sach.ten".to_owned());
    let fault = lantoa_docgen::TemplateFault::Unknown { name: "danh_sach.tem".to_owned(), near, place };
    easel.show("document/template-wrong", &TemplatePage::new(&visit, rows(), wrong, vec![fault.message()]));
}
