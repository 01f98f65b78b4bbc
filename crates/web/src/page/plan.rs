//! Plans: uploaded, compared with the document sentence by sentence, corrected and put in force; it must not read documents by itself.

mod confirm;
mod describe;
mod edit;
mod excel;
mod form;
mod list;
mod sample;
pub mod text;
pub mod view;

pub(crate) use list::programme_state;

use crate::{
    filters,
    kernel::{
        AppState, Confirmation, Failure, Flash, FormState, Input, InputKind, Shell, UploadForm, Visit, sentence_for,
    },
    nav::Area,
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use lantoa_app::plan::{self, Verdict, view as read};
use lantoa_domain::id::PlanId;
use lantoa_domain::plan::{Change, ItemPath};
use lantoa_i18n::{Message, word};
use view::PlanView;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/ke-hoach", get(list::show))
        .route("/ke-hoach/excel", post(excel::take))
        .route("/ke-hoach/tai-len", get(show_upload).post(upload))
        .route("/ke-hoach/{id}", get(show))
        .route("/ke-hoach/{id}/tep", get(download))
        .route("/ke-hoach/{id}/thay", get(show_replace).post(replace))
        .route("/ke-hoach/{id}/viec", post(act))
        .route("/ke-hoach/{id}/muc/{path}", get(edit::show).post(edit::save))
        .route("/ke-hoach/{id}/them/{kind}", get(edit::show_new).post(edit::add))
        .route("/ke-hoach/{id}/bo", get(ask_discard).post(discard))
        .route("/ke-hoach/{id}/xac-nhan", get(confirm::show).post(confirm::confirm))
}

/// The answer where a draft is changed that is none any more.
pub(crate) fn no_draft(plan: PlanId) -> Failure {
    Failure::NotNow { page: format!("/ke-hoach/{plan}"), why: word!("refusal-not-a-draft").into() }
}

/// The identifier in an address; anything else is no address of ours.
pub(crate) fn id<T: lantoa_domain::id::Id>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// `/ke-hoach/{id}`.
#[derive(Template)]
#[template(path = "plan/show.html")]
struct ShowPage {
    shell: Shell,
    view: PlanView,
}

impl ShowPage {
    fn new(visit: &Visit, view: PlanView) -> Self {
        let title = word!("plan-show-title").with("title", &view.title);
        let shell = visit.shell(title, Area::Plans).crumb(word!("ui-area-plans"), Area::Plans.address());
        Self { shell, view }
    }
}

async fn show(visit: Visit, Path(text): Path<String>) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let shown = read::show(cx, id(&text)?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ShowPage::new(&visit, view::of(&shown, visit.locale()))))
}

/// What the buttons of the page ask for: each carries the place of its item.
async fn act(visit: Visit, Path(text): Path<String>, form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let (plan, seen) = (id::<PlanId>(&text)?, form.version()?);
    let asked =
        ["dung", "bo", "lay-lai", "len", "xuong", "bo-buoc"].into_iter().find(|name| !form.raw(name).is_empty());
    let asked = asked.ok_or(Failure::Unreadable)?;
    let path: ItemPath = form.raw(asked).parse().map_err(|_| Failure::Unreadable)?;
    let done = match (asked, path) {
        ("bo", path) => plan::judge(cx, plan, seen, path.clone(), Verdict::Reject).await.map(|()| path),
        ("lay-lai", path) => plan::judge(cx, plan, seen, path.clone(), Verdict::Restore).await.map(|()| path),
        ("dung", path) => plan::change(cx, plan, seen, Change::Accept(path)).await,
        ("len", ItemPath::Step(key, at)) if at > 0 => {
            plan::change(cx, plan, seen, Change::MoveStep(key, at, at - 1)).await
        }
        ("xuong", ItemPath::Step(key, at)) => plan::change(cx, plan, seen, Change::MoveStep(key, at, at + 1)).await,
        ("bo-buoc", ItemPath::Step(key, at)) => plan::change(cx, plan, seen, Change::RemoveStep(key, at)).await,
        _ => return Err(Failure::Unreadable),
    };
    let path = done.map_err(|why| visit.failed(why))?;
    Ok(visit.lead_to(&format!("/ke-hoach/{plan}#{path}")))
}

const FILE: Input = Input::new(InputKind::File, "tep", word!("plan-upload-file"))
    .required()
    .hint(word!("plan-upload-hint"))
    .accept(".docx,.txt,.md,.toml");

/// `/ke-hoach/tai-len` and `/ke-hoach/{id}/thay`.
#[derive(Template)]
#[template(path = "plan/upload.html")]
struct UploadPage {
    shell: Shell,
    form: FormState,
    lead: Message,
    address: String,
    version: Option<i64>,
    submit: Action,
    cancel: Action,
}

impl UploadPage {
    fn new(visit: &Visit, form: FormState) -> Self {
        Self {
            shell: visit.shell(word!("plan-upload"), Area::Plans).crumb(word!("ui-area-plans"), Area::Plans.address()),
            form,
            lead: word!("plan-upload-lead").into(),
            address: "/ke-hoach/tai-len".to_owned(),
            version: None,
            submit: Action::submit(word!("plan-upload-submit")).primary().icon("send"),
            cancel: Action::link(word!("plan-cancel"), Area::Plans.address()),
        }
    }

    fn replacing(visit: &Visit, form: FormState, shown: &read::Shown) -> Self {
        let address = format!("/ke-hoach/{}", shown.id);
        let shell = visit.shell(word!("plan-replace"), Area::Plans);
        Self {
            shell: shell
                .crumb(word!("ui-area-plans"), Area::Plans.address())
                .crumb(shown.plan.document.title.clone(), address.clone()),
            form,
            lead: word!("plan-replace-lead").into(),
            version: Some(shown.version),
            submit: Action::submit(word!("plan-replace-submit")).primary(),
            cancel: Action::link(word!("plan-cancel"), address.clone()),
            address: format!("{address}/thay"),
        }
    }
}

async fn show_upload(visit: Visit) -> Result<Response, Failure> {
    visit.cx()?.permit(lantoa_domain::policy::Act::EditPlan).map_err(|why| visit.failed(why))?;
    Ok(visit.page(&UploadPage::new(&visit, FormState::empty())))
}

async fn upload(visit: Visit, mut upload: UploadForm) -> Result<Response, Failure> {
    let (cx, file) = (visit.cx()?, upload.file_of(FILE));
    let mut form = upload.form;
    let Some(file) = file else {
        return Ok(visit.page_again(&UploadPage::new(&visit, form)));
    };
    match plan::upload(cx, &file.name, &file.bytes).await {
        Ok(plan) => {
            Ok(visit
                .redirect(&format!("/ke-hoach/{plan}"), &Flash::done(word!("plan-uploaded").with("file", file.name))))
        }
        Err(why) => {
            let Some(sentence) = sentence_for(&why, visit.locale()) else { return Err(visit.failed(why)) };
            form.refuse(FILE, sentence);
            Ok(visit.page_again(&UploadPage::new(&visit, form)))
        }
    }
}

async fn show_replace(visit: Visit, Path(text): Path<String>) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let shown = read::show(cx, id(&text)?).await.map_err(|why| visit.failed(why))?;
    if !shown.may_edit {
        return Err(no_draft(shown.id));
    }
    Ok(visit.page(&UploadPage::replacing(&visit, FormState::empty(), &shown)))
}

async fn replace(visit: Visit, Path(text): Path<String>, mut upload: UploadForm) -> Result<Response, Failure> {
    let (cx, file) = (visit.cx()?, upload.file_of(FILE));
    let mut form = upload.form;
    let (plan, seen) = (id::<PlanId>(&text)?, form.version()?);
    if let Some(file) = file {
        match plan::replace(cx, plan, seen, &file.bytes).await {
            Ok(()) => return Ok(visit.redirect(&format!("/ke-hoach/{plan}"), &Flash::done(word!("plan-replaced")))),
            Err(lantoa_app::Error::Refused(why @ lantoa_domain::Refusal::Unreadable { .. })) => {
                form.refuse(FILE, crate::kernel::sentence(&why, visit.locale()));
            }
            Err(why) => return Err(visit.failed(why)),
        }
    }
    let shown = read::show(cx, plan).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page_again(&UploadPage::replacing(&visit, form, &shown)))
}

async fn download(visit: Visit, Path(text): Path<String>) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let (name, content) = read::download(cx, id(&text)?).await.map_err(|why| visit.failed(why))?;
    let headers = [
        (header::CONTENT_TYPE, "application/toml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, content).into_response())
}

async fn ask_discard(visit: Visit, Path(text): Path<String>) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let shown = read::show(cx, id(&text)?).await.map_err(|why| visit.failed(why))?;
    if !shown.may_edit {
        return Err(no_draft(shown.id));
    }
    let address = format!("/ke-hoach/{}", shown.id);
    let action = Action::post(word!("plan-discard"), format!("{address}/bo"));
    let action = action.field(FormState::VERSION, shown.version.to_string()).danger();
    let shell =
        visit.shell(word!("plan-discard-title"), Area::Plans).crumb(word!("ui-area-plans"), Area::Plans.address());
    let back = Action::link(word!("plan-cancel"), address);
    let question = Confirmation::new(shell, word!("plan-discard-title"), action, back)
        .lead(word!("plan-discard-lead").with("title", &shown.plan.document.title))
        .consequence(word!("plan-discard-kept"));
    Ok(visit.page(&question))
}

async fn discard(visit: Visit, Path(text): Path<String>, form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    plan::discard(cx, id(&text)?, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(Area::Plans.address(), &Flash::done(word!("plan-discarded"))))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}
