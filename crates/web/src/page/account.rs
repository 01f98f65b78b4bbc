//! Sign-in, sign-out and the choice of language; it must not check a password by itself.

pub mod view;

use crate::{
    filters,
    kernel::{AppState, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use lantoa_i18n::{Locale, Message, word};
use view::DemoAccount;

const USERNAME: Input = Input::text("ten", word!("account-username"))
    .required()
    .autocomplete("username");
const PASSWORD: Input = Input::new(InputKind::Password, "mat-khau", word!("account-password"))
    .required()
    .autocomplete("current-password");

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/", get(front))
        .route("/dang-nhap", get(show_sign_in).post(sign_in))
        .route("/dang-xuat", post(sign_out))
        .route("/ngon-ngu/{tag}", get(choose_language))
}

/// The front door: to the workbench, or to the sign-in page.
async fn front(visit: Visit) -> Response {
    visit.lead_to(match visit.person() {
        Some(_) => Area::Workbench.address(),
        None => "/dang-nhap",
    })
}

/// The sign-in page.
#[derive(Template)]
#[template(path = "account/sign_in.html")]
struct SignInPage {
    shell: Shell,
    form: FormState,
    refused: Option<Message>,
    back: String,
    submit: Action,
    demo: Vec<DemoAccount>,
}

impl SignInPage {
    fn new(visit: &Visit, form: FormState, back: &str) -> Self {
        Self {
            shell: visit.shell(word!("account-sign-in"), Area::None),
            form,
            refused: None,
            back: back.to_owned(),
            submit: Action::submit(word!("account-sign-in")).primary(),
            demo: Vec::new(),
        }
    }
}

async fn show_sign_in(visit: Visit, query: ListQuery) -> Response {
    let back = query.get("ve").unwrap_or("/ban-lam-viec");
    visit.page(&SignInPage::new(&visit, FormState::empty(), back))
}

async fn sign_in(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let back = form.raw("ve").to_owned();
    let (name, password) = (form.text(USERNAME), form.text(PASSWORD));
    let (Some(_name), Some(_password)) = (name, password) else {
        return Ok(visit.page_again(&SignInPage::new(&visit, form, &back)));
    };
    let mut page = SignInPage::new(&visit, form, &back);
    page.refused = Some(word!("account-refused").into());
    Ok(visit.page_again(&page))
}

async fn sign_out(visit: Visit) -> Response {
    visit.end_session("/dang-nhap")
}

async fn choose_language(
    visit: Visit,
    Path(tag): Path<String>,
    query: ListQuery,
) -> Result<Response, Failure> {
    let locale: Locale = tag.parse().map_err(|_| Failure::NotFound)?;
    Ok(visit.keep_language(locale, query.get("ve").unwrap_or("/")))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let mut page = SignInPage::new(&visit, FormState::empty(), "/ban-lam-viec");
    page.demo = view::sample();
    easel.show("account/sign-in", &page);
    let mut form = FormState::empty();
    form.text(USERNAME);
    form.text(PASSWORD);
    let mut page = SignInPage::new(&visit, form, "/");
    page.shell.flash = Some(Flash::done(word!("account-signed-out")));
    easel.show("account/sign-in-wrong", &page);
}
