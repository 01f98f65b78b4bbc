//! The public check of a document: anybody with the code on it sees number, date, agency and standing, and can compare a file. It must not show a name of a person.

use super::view;
use crate::{
    filters,
    kernel::{At, Failure, FormState, Input, InputKind, ListQuery, Paced, Shell, UploadForm, Visit},
    nav::Area,
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::document::{self, Checked, DocumentStatus, Relation};
use lantoa_docgen::Kind;
use lantoa_i18n::{Word, word};
use sha2::{Digest, Sha256};

const CODE: Input =
    Input::text("ma", word!("document-check-code")).required().max_chars(40).hint(word!("document-check-hint"));
const FILE: Input = Input::new(InputKind::File, "tep", word!("document-check-file")).required().accept(".pdf");

/// `/kiem-tra`.
#[derive(Template)]
#[template(path = "document/ask.html")]
struct AskPage {
    shell: Shell,
    form: FormState,
    submit: Action,
}

impl AskPage {
    fn new(visit: &Visit, form: FormState) -> Self {
        let shell = visit.shell(word!("document-check"), Area::None);
        Self { shell, form, submit: Action::submit(word!("document-check-do")).primary().icon("search") }
    }
}

/// Asks for the code; one that was typed leads to its document.
pub(super) async fn ask(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let mut form = query.form();
    if let Some(code) = query.get(CODE.name).filter(|code| !code.trim().is_empty()) {
        match document::check(visit.state().product()?, code).await {
            Ok(_) => {
                let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
                return Ok(visit.lead_to(&format!("/kiem-tra/{plain}")));
            }
            Err(why) if why.refusal().is_some() => form.refuse(CODE, word!("document-check-unknown")),
            Err(why) => return Err(visit.failed(why)),
        }
        return Ok(visit.page_again(&AskPage::new(&visit, form)));
    }
    Ok(visit.page(&AskPage::new(&visit, form)))
}

/// What a comparison of a file found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compared {
    Same,
    Other,
}

/// `/kiem-tra/{code}`.
#[derive(Template)]
#[template(path = "document/check.html")]
struct CheckPage {
    shell: Shell,
    code: String,
    found: Checked,
    compared: Option<Compared>,
    form: FormState,
    submit: Action,
}

impl CheckPage {
    fn new(visit: &Visit, code: String, found: Checked, form: FormState, compared: Option<Compared>) -> Self {
        Self {
            shell: visit.shell(word!("document-check"), Area::None),
            submit: Action::submit(word!("document-check-compare")).icon("upload"),
            code,
            found,
            compared,
            form,
        }
    }

    const fn verdict(&self) -> (&'static str, &'static str, Word) {
        match self.found.status {
            DocumentStatus::Issued => ("good", "circle-check", word!("document-check-valid")),
            DocumentStatus::Replaced => ("warn", "triangle-alert", word!("document-check-replaced")),
            DocumentStatus::Recalled => ("bad", "circle-alert", word!("document-check-recalled")),
        }
    }
}

async fn load(visit: &Visit, code: &str) -> Result<Checked, Failure> {
    document::check(visit.state().product()?, code).await.map_err(|why| visit.failed(why))
}

/// What strangers may know of a document.
pub(super) async fn show(visit: Visit, At(code): At<String>) -> Result<Response, Failure> {
    let found = load(&visit, &code).await?;
    Ok(visit.page(&CheckPage::new(&visit, code, found, FormState::empty(), None)))
}

/// Says whether a file is the paper as it was issued. The file is not kept.
pub(super) async fn compare(
    visit: Visit,
    At(code): At<String>,
    _: Paced,
    mut upload: UploadForm,
) -> Result<Response, Failure> {
    let found = load(&visit, &code).await?;
    let file = upload.files_of(FILE).and_then(|mut files| files.pop());
    let compared = file.map(|file| {
        let print: String = Sha256::digest(&file.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if found.prints.contains(&print) { Compared::Same } else { Compared::Other }
    });
    let page = CheckPage::new(&visit, code, found, upload.form, compared);
    Ok(if page.compared.is_some() { visit.page(&page) } else { visit.page_again(&page) })
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("document/ask", &AskPage::new(&visit, FormState::empty()));
    let mut wrong = FormState::filled([("ma", "XXXX-0000".to_owned())]);
    wrong.refuse(CODE, word!("document-check-unknown"));
    easel.show("document/ask-wrong", &AskPage::new(&visit, wrong));
    let day = jiff::civil::date;
    let found = |status| Checked {
        agency: "UBND phường Đông Hải".to_owned(),
        kind: Kind::Recognition,
        number: "126/QĐ-UBND".to_owned(),
        on: day(2026, 12, 15),
        status,
        ended_on: (status != DocumentStatus::Issued).then(|| day(2026, 12, 20)),
        after: (status == DocumentStatus::Recalled)
            .then(|| (Kind::Letter, Relation::Recalls, "131/UBND".to_owned(), day(2026, 12, 20)))
            .into_iter()
            .collect(),
        prints: vec!["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned()],
    };
    let code = || "K7Q29XWM0110ABCD".to_owned();
    for (name, status, compared) in [
        ("document/check", DocumentStatus::Issued, None),
        ("document/check-same", DocumentStatus::Issued, Some(Compared::Same)),
        ("document/check-recalled", DocumentStatus::Recalled, Some(Compared::Other)),
    ] {
        easel.show(name, &CheckPage::new(&visit, code(), found(status), FormState::empty(), compared));
    }
}
