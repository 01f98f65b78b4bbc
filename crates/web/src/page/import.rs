//! Lists from Excel: the template, looking through, storing; it must not know what is in a list beyond its heads.

mod template;
pub mod view;

use crate::{
    filters,
    kernel::{AppState, Failure, Flash, FormState, Input, InputKind, Shell, UploadForm, Visit},
    nav::Area,
    sample::Easel,
    ui::Action,
    wrong::message,
};
use askama::Template;
use axum::{
    Router,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use lantoa_app::sheet::Row as SheetRow;
use lantoa_app::{Error, facts, org, people};
use lantoa_domain::Refusal;
use lantoa_domain::policy::Act;
use lantoa_i18n::{Message, Word, word};
use view::{Line, Preview};

const FILE: Input = Input::new(InputKind::File, "tep", word!("import-file"))
    .required()
    .hint(word!("import-file-hint"))
    .accept(".xlsx,.xls,.ods");
/// Rows looked through are sent back in pieces: no text field of a form may be larger than 256 KB.
const PIECE: usize = 60_000;

/// What is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Units,
    People,
    Facts,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Units, Self::People, Self::Facts];

    const fn home(self) -> &'static str {
        match self {
            Self::Units => "/quan-tri/don-vi",
            Self::People => "/quan-tri/nguoi",
            Self::Facts => "/quan-tri/ghi-nhan",
        }
    }

    const fn title(self) -> Word {
        match self {
            Self::Units => word!("import-units"),
            Self::People => word!("import-people"),
            Self::Facts => word!("import-facts"),
        }
    }

    const fn area(self) -> Area {
        match self {
            Self::Units => Area::Units,
            Self::People => Area::People,
            Self::Facts => Area::Agency,
        }
    }

    const fn right(self) -> Act {
        match self {
            Self::Units => Act::ManageUnits,
            Self::People => Act::ManagePeople,
            Self::Facts => Act::RecordFacts,
        }
    }

    fn shell(self, visit: &Visit) -> Shell {
        visit.shell(self.title(), self.area()).crumb(self.area().word(), self.home())
    }
}

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    let mut router = Router::new();
    for kind in Kind::ALL {
        let page = format!("{}/nhap", kind.home());
        router = router
            .route(&page, get(move |visit| show(visit, kind)).post(move |visit, upload| preview(visit, upload, kind)))
            .route(&format!("{page}/luu"), post(move |visit, upload| store(visit, upload, kind)))
            .route(&format!("{page}/mau.xlsx"), get(move |visit| download(visit, kind)));
    }
    router
}

/// The form that takes a list.
#[derive(Template)]
#[template(path = "import/form.html")]
struct FormPage {
    shell: Shell,
    title: Word,
    kind: Kind,
    columns: Vec<(Word, Word, bool)>,
    form: FormState,
    submit: Action,
    template: Action,
    cancel: Action,
}

impl FormPage {
    fn new(visit: &Visit, kind: Kind, form: FormState) -> Self {
        let template = format!("{}/nhap/mau.xlsx", kind.home());
        Self {
            shell: kind.shell(visit),
            title: kind.title(),
            kind,
            columns: template::columns(kind),
            form,
            submit: Action::submit(word!("import-look")).primary(),
            template: Action::link(word!("import-template"), template).icon("download"),
            cancel: Action::link(word!("import-cancel"), kind.home()),
        }
    }
}

/// A list looked through: what would become of each row.
#[derive(Template)]
#[template(path = "import/preview.html")]
struct PreviewPage {
    shell: Shell,
    title: Word,
    kind: Kind,
    preview: Preview,
    pieces: Vec<String>,
    shown: Vec<Line>,
    hidden: usize,
    submit: Action,
    again: Action,
}

impl PreviewPage {
    /// Lines shown at most; wrong ones come first.
    const LINES: usize = 200;

    fn new(visit: &Visit, kind: Kind, preview: Preview, rows: &[SheetRow]) -> Self {
        let mut shown = preview.lines.clone();
        shown.sort_by_key(|line| (line.order(), line.line));
        let hidden = shown.len().saturating_sub(Self::LINES);
        shown.truncate(Self::LINES);
        let again = format!("{}/nhap", kind.home());
        Self {
            shell: kind.shell(visit).crumb(kind.title(), again.clone()),
            title: kind.title(),
            kind,
            pieces: if preview.can_store() { pieces(rows) } else { Vec::new() },
            submit: Action::submit(word!("import-store").with("count", preview.new)).primary(),
            again: Action::link(word!("import-again"), again),
            preview,
            shown,
            hidden,
        }
    }
}

fn pieces(rows: &[SheetRow]) -> Vec<String> {
    let text = serde_json::to_string(rows).unwrap_or_default();
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(PIECE).map(|piece| piece.iter().collect()).collect()
}

fn permitted(visit: &Visit, kind: Kind) -> Result<(), Failure> {
    visit.cx()?.permit(kind.right()).map(drop).map_err(|error| visit.failed(error))
}

async fn show(visit: Visit, kind: Kind) -> Result<Response, Failure> {
    permitted(&visit, kind)?;
    Ok(visit.page(&FormPage::new(&visit, kind, FormState::empty())))
}

async fn download(visit: Visit, kind: Kind) -> Result<Response, Failure> {
    permitted(&visit, kind)?;
    let bytes = template::workbook(kind, visit.locale()).map_err(Failure::internal)?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    let name = HeaderValue::from_static(template::file_name(kind));
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

async fn preview(visit: Visit, mut upload: UploadForm, kind: Kind) -> Result<Response, Failure> {
    let (cx, file) = (visit.cx()?, upload.file_of(FILE));
    let mut form = upload.form;
    let Some(file) = file else {
        return Ok(visit.page_again(&FormPage::new(&visit, kind, form)));
    };
    let looked = match kind {
        Kind::Units => org::import::preview(cx, file.bytes).await.map(view::units),
        Kind::People => people::import::preview(cx, file.bytes).await.map(view::people),
        Kind::Facts => facts::import::preview(cx, file.bytes).await.map(view::facts),
    };
    match looked {
        Ok((preview, rows)) => Ok(visit.page(&PreviewPage::new(&visit, kind, preview, &rows))),
        Err(Error::Refused(refusal)) => {
            let Some(sentence) = about_file(&refusal) else { return Err(visit.failed(refusal.into())) };
            form.refuse(FILE, sentence);
            Ok(visit.page_again(&FormPage::new(&visit, kind, form)))
        }
        Err(error) => Err(visit.failed(error)),
    }
}

/// The sentence for what is wrong with the file as a whole.
fn about_file(refusal: &Refusal) -> Option<Message> {
    match refusal {
        Refusal::FileKind => Some(word!("import-not-a-sheet").into()),
        Refusal::FileTooLarge { limit } => Some(word!("import-too-large").with("limit", *limit / (1024 * 1024))),
        Refusal::Invalid { field: "file", why: "empty" } => Some(word!("import-empty").into()),
        Refusal::Invalid { field: "file", why } => Some(message("file", why, "")),
        _ => None,
    }
}

async fn store(visit: Visit, upload: UploadForm, kind: Kind) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let text: String = upload.form.all("hang").collect();
    let rows: Vec<SheetRow> = serde_json::from_str(&text).map_err(|_| Failure::Unreadable)?;
    if rows.len() > lantoa_app::sheet::MOST_ROWS {
        return Err(Failure::TooLarge);
    }
    let failed = |error| visit.failed(error);
    let refused = match kind {
        Kind::Units => match org::import::import(cx, rows).await.map_err(failed)? {
            org::import::Imported::Stored(count) => Ok(count),
            org::import::Imported::Refused(preview) => Err(view::units(preview)),
        },
        Kind::People => match people::import::import(cx, rows).await.map_err(failed)? {
            people::import::Imported::Stored(count) => Ok(count),
            people::import::Imported::Refused(preview) => Err(view::people(preview)),
        },
        Kind::Facts => match facts::import::import(cx, rows).await.map_err(failed)? {
            facts::import::Imported::Stored(count) => Ok(count),
            facts::import::Imported::Refused(preview) => Err(view::facts(preview)),
        },
    };
    match refused {
        Ok(count) => Ok(visit.redirect(kind.home(), &Flash::done(word!("import-stored").with("count", count)))),
        // Something changed since the list was looked through: it is shown again, and nothing was stored.
        Err((preview, rows)) => Ok(visit.page_again(&PreviewPage::new(&visit, kind, preview, &rows))),
    }
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    for (name, kind) in [("import/units", Kind::Units), ("import/people", Kind::People), ("import/facts", Kind::Facts)]
    {
        let mut form = FormState::empty();
        if kind == Kind::People {
            form.refuse(FILE, message("file", "no-head", ""));
        }
        easel.show(name, &FormPage::new(&visit, kind, form));
    }
    let rows = vec![SheetRow { line: 4, cells: vec!["Hồ Thị Mơ".to_owned()] }];
    easel.show("import/preview", &PreviewPage::new(&visit, Kind::People, view::sample(false), &rows));
    easel.show("import/preview-wrong", &PreviewPage::new(&visit, Kind::People, view::sample(true), &rows));
}
