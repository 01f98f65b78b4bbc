//! Official papers of a thing, filled from the records: what each is, its pages to look at, and the files. They must not issue one.

mod sample;
pub mod shelf;

pub(in crate::page) use shelf::home;

use crate::{
    filters,
    kernel::{AppState, At, Failure, PaperForm, Shell, Visit, WORD, handed},
    sample::Easel,
    ui::{Action, Badge, Tone},
};
use askama::Template;
use axum::{
    Router,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};
use lantoa_app::document::{self, About, Composed, DocumentRow, DocumentStatus, Kept};
use lantoa_docgen::{Kind, PdfOptions};
use lantoa_domain::Refusal;
use lantoa_domain::policy::Act;
use lantoa_i18n::{Message, word};

/// Pages shown one under the other; longer papers are had as files.
const SHOWN: usize = 12;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/giay-to/{kind}/{about}", get(show))
        .route("/giay-to/{kind}/{about}/trang/{number}", get(page))
        .route("/giay-to/{kind}/{about}/tai/{form}", get(file))
}

/// Where a paper is looked at.
pub(super) fn address(kind: Kind, about: About) -> String {
    format!("/giay-to/{}/{about}", kind.id())
}

/// Whether a paper is a draft still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nobody has signed it.
    Draft,
    /// It goes with a decision that was issued.
    Issued,
}

/// What the page shows of a paper.
pub(super) struct View {
    pub(super) kind: Kind,
    pub(super) about: About,
    pub(super) title: String,
    pub(super) kept: Kept,
    pub(super) is: Standing,
    /// Pages it has; `None` where nothing here draws any.
    pub(super) pages: Option<usize>,
}

/// `/giay-to/{kind}/{about}`.
#[derive(Template)]
#[template(path = "paper/show.html")]
struct ShowPage {
    shell: Shell,
    view: View,
    actions: Vec<Action>,
    issued: Vec<DocumentRow>,
}

impl ShowPage {
    fn new(visit: &Visit, view: View, issued: Vec<DocumentRow>) -> Self {
        let base = address(view.kind, view.about);
        let mut actions = Vec::new();
        let in_force = issued.iter().any(|row| row.status == DocumentStatus::Issued);
        let decided = matches!(view.kind, Kind::Recognition | Kind::Award);
        if !view.kind.mark().is_empty() && !decided && !in_force && may_issue(visit) {
            let issue = format!("/van-ban/ban-hanh/{}/{}", view.kind.id(), view.about);
            actions.push(Action::link(word!("document-issue"), issue).icon("stamp"));
        }
        if view.pages.is_some() {
            actions.push(Action::link(word!("paper-take-pdf"), format!("{base}/tai/pdf")).icon("download"));
        }
        actions.push(Action::link(word!("paper-take-word"), format!("{base}/tai/word")).icon("file-text"));
        if let Some(first) = actions.first_mut() {
            *first = first.clone().primary();
        }
        let (area, back, name) = shelf::home(view.about);
        let shell = visit.shell(word!("paper-show-title").with("name", view.kind.name()), area).crumb(name, back);
        Self { shell, view, actions, issued }
    }

    fn standing(&self) -> Badge {
        match self.view.is {
            Standing::Draft => Badge::new(word!("paper-draft"), Tone::Plain),
            Standing::Issued => Badge::new(word!("paper-issued"), Tone::Good),
        }
    }

    fn is_sealed(&self) -> bool {
        self.view.kept == Kept::Sealed
    }

    /// What a draft of this kind still lacks.
    fn lacks(&self) -> Message {
        match (self.view.is, self.view.kind.mark()) {
            (Standing::Issued, _) => word!("paper-issued-why").into(),
            (Standing::Draft, "") => word!("paper-draft-why").into(),
            (Standing::Draft, _) => word!("paper-draft-number").into(),
        }
    }

    /// The pages to look at: number and picture.
    fn pictures(&self) -> Vec<(usize, String)> {
        let base = address(self.view.kind, self.view.about);
        let last = self.view.pages.unwrap_or_default().min(SHOWN);
        (1..=last).map(|number| (number, format!("{base}/trang/{number}"))).collect()
    }

    /// Pages that are not shown.
    fn more(&self) -> Option<usize> {
        self.view.pages.and_then(|pages| pages.checked_sub(SHOWN)).filter(|more| *more > 0)
    }
}

/// The paper that an address names, for its reader.
pub(super) async fn compose(visit: &Visit, kind: Kind, about: About) -> Result<Composed, Failure> {
    let cx = visit.cx()?;
    let set = document::setting(cx).await.map_err(|why| visit.failed(why))?;
    document::compose(cx, kind, about, &set.setting.phrases).await.map_err(|why| closed(visit, about, why))
}

/// A paper that has nothing to say now, or is closed by a conflict, leads to the page of its thing, which says more.
fn closed(visit: &Visit, about: About, why: lantoa_app::Error) -> Failure {
    let over = matches!(why.refusal(), Some(Refusal::Conflicted | Refusal::Invalid { .. }));
    match visit.failed(why) {
        Failure::Refused(why) if over => Failure::NotNow { page: home(about).1, why },
        other => other,
    }
}

async fn named(visit: &Visit, kind: &str, about: &str) -> Result<Composed, Failure> {
    visit.cx()?;
    let kind = Kind::parse(kind).ok_or(Failure::NotFound)?;
    let about = about.parse().map_err(|_| Failure::NotFound)?;
    compose(visit, kind, about).await
}

async fn show(visit: Visit, At((kind, about)): At<(String, String)>) -> Result<Response, Failure> {
    let found = named(&visit, &kind, &about).await?;
    let pages = match visit.has_press() {
        true => Some(visit.page_count(found.draft()).await?),
        false => None,
    };
    let is = if found.issued_on().is_some() { Standing::Issued } else { Standing::Draft };
    let view = View { kind: found.kind, about: found.about, title: found.title, kept: found.kept, is, pages };
    let issued = document::of_thing(visit.cx()?, view.about).await.map_err(|why| visit.failed(why))?;
    let issued = issued.into_iter().filter(|row| row.kind == view.kind).collect();
    Ok(visit.page(&ShowPage::new(&visit, view, issued)))
}

fn may_issue(visit: &Visit) -> bool {
    visit.cx().is_ok_and(|cx| cx.may(Act::IssueDocument))
}

/// One page as a picture.
async fn page(visit: Visit, At((kind, about, number)): At<(String, String, usize)>) -> Result<Response, Failure> {
    if !(1..=SHOWN).contains(&number) {
        return Err(Failure::NotFound);
    }
    let found = named(&visit, &kind, &about).await?;
    let mut answer = visit.picture(found.draft(), number).await?.into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    Ok(answer)
}

/// The paper as a file.
async fn file(visit: Visit, At((kind, about, form)): At<(String, String, String)>) -> Result<Response, Failure> {
    let form: PaperForm = form.parse().map_err(|_| Failure::NotFound)?;
    let found = named(&visit, &kind, &about).await?;
    let what = if found.issued_on().is_some() { "" } else { "du-thao-" };
    if form == PaperForm::Word
        && let Some(filled) = own_word(&visit, &found).await?
    {
        return handed(&format!("{what}{}.docx", found.kind.id()), WORD, filled);
    }
    visit.paper(form, &format!("{what}{}", found.kind.id()), found.draft(), options(&visit, &found)).await
}

/// The agency's own template filled with the paper's facts, where it has one.
async fn own_word(visit: &Visit, found: &Composed) -> Result<Option<Vec<u8>>, Failure> {
    let Some(values) = found.fills() else { return Ok(None) };
    let kept = document::template(visit.cx()?, found.kind).await.map_err(|why| visit.failed(why))?;
    let Some(kept) = kept else { return Ok(None) };
    let filled = lantoa_docgen::Template::open(&kept).and_then(|template| template.fill(&values));
    filled.map(Some).map_err(|fault| Failure::Refused(fault.message()))
}

/// The archive for what is issued, dated on its day; a draft is only looked at.
pub(super) fn options(visit: &Visit, found: &Composed) -> PdfOptions {
    match found.issued_on() {
        Some(day) => PdfOptions::issued_on(day),
        None => PdfOptions::preview(visit.state().now()),
    }
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}
