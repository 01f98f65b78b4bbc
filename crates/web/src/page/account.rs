//! Sign-in, sign-out, the own account, and the choice of language; it must not check a password by itself.

mod arrival;
mod second;
pub mod view;

pub use arrival::find_session;

use crate::{
    filters,
    kernel::{AppState, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit, throttle},
    nav::Area,
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::{
    Router,
    extract::{ConnectInfo, Path},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use lantoa_app::Error;
use lantoa_app::account;
use lantoa_app::second_factor;
use lantoa_app::sign_in::{self, LONGEST, Password};
use lantoa_domain::Refusal;
use lantoa_i18n::{Locale, Message, Word, word};
use std::net::SocketAddr;
use view::{AccountView, DemoAgency};

const USERNAME: Input = Input::text("ten", word!("account-username")).required().autocomplete("username");
const PASSWORD: Input =
    Input::new(InputKind::Password, "mat-khau", word!("account-password")).required().autocomplete("current-password");

const OLD: Input = Input::new(InputKind::Password, "mat-khau-cu", word!("account-password-old"))
    .required()
    .autocomplete("current-password");
const NEW: Input = Input::new(InputKind::Password, "mat-khau-moi", word!("account-password-new"))
    .required()
    .hint(word!("account-password-hint"))
    .autocomplete("new-password");
const AGAIN: Input = Input::new(InputKind::Password, "nhap-lai", word!("account-password-again"))
    .required()
    .autocomplete("new-password");

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/dang-nhap", get(show_sign_in).post(sign_in))
        .route("/dang-xuat", post(sign_out))
        .route("/ngon-ngu/{tag}", get(choose_language))
        .route("/tai-khoan", get(show_account))
        .route("/tai-khoan/mat-khau", post(change_password))
        .route("/tai-khoan/phien", post(end_sessions))
        .merge(second::routes())
}

/// The sign-in page.
#[derive(Template)]
#[template(path = "account/sign_in.html")]
struct SignInPage {
    shell: Shell,
    form: FormState,
    /// Why somebody who wanted another page stands here.
    why: Option<Word>,
    refused: Option<Message>,
    back: String,
    submit: Action,
    demo: Vec<DemoAgency>,
}

impl SignInPage {
    fn new(visit: &Visit, form: FormState, back: &str) -> Self {
        Self {
            shell: visit.shell(word!("account-sign-in"), Area::None),
            form,
            why: None,
            refused: None,
            back: back.to_owned(),
            submit: Action::submit(word!("account-sign-in")).primary(),
            demo: view::by_agency(&visit.state().demo),
        }
    }
}

async fn show_sign_in(visit: Visit, query: ListQuery) -> Response {
    let back = query.get("ve");
    if visit.waiting().is_some() {
        return visit.lead_to(&second::address(back.unwrap_or_default()));
    }
    let mut page = SignInPage::new(&visit, FormState::empty(), back.unwrap_or("/ban-lam-viec"));
    page.why = back.filter(|_| visit.person().is_none()).map(|_| word!("ui-failure-sign-in-why"));
    visit.page(&page)
}

async fn sign_in(
    visit: Visit,
    peer: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    mut form: FormState,
) -> Result<Response, Failure> {
    let back = form.raw("ve").to_owned();
    let (name, password) = (form.text(USERNAME), form.text(PASSWORD));
    let (Some(name), Some(password)) = (name, password) else {
        return Ok(visit.page_again(&SignInPage::new(&visit, form, &back)));
    };
    let keys = throttle_keys(peer.map(|info| info.0.0), &headers, &name);
    for (key, allowance) in &keys {
        let taken = visit.state().throttle().take(key, *allowance, visit.state().now());
        taken.map_err(|retry_after| Failure::TooMany { retry_after })?;
    }
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let app = visit.state().product()?;
    match sign_in::sign_in(app, &name, &Password::new(password), agent).await {
        Ok(token) => {
            for (key, allowance) in &keys {
                visit.state().throttle().give_back(key, *allowance);
            }
            let seconds = u32::try_from(LONGEST.as_secs()).unwrap_or(u32::MAX);
            let back = if back.is_empty() { "/ban-lam-viec" } else { &back };
            Ok(visit.begin_session(&token.to_string(), seconds, back))
        }
        Err(Error::Refused(Refusal::SignInFailed)) => {
            let mut page = SignInPage::new(&visit, form, &back);
            page.refused = Some(word!("account-refused").into());
            Ok(visit.page_again(&page))
        }
        Err(error) => Err(visit.failed(error)),
    }
}

/// The buckets that a try is taken from: the address it came from and the login it is for.
fn throttle_keys(peer: Option<SocketAddr>, headers: &HeaderMap, login: &str) -> Vec<(String, throttle::Allowance)> {
    let login: String = login.trim().to_lowercase().chars().take(64).collect();
    let mut keys = vec![(format!("l:{login}"), throttle::BY_LOGIN)];
    if let Some(address) = throttle::address(peer, headers) {
        keys.push((format!("a:{address}"), throttle::BY_ADDRESS));
    }
    keys
}

async fn sign_out(visit: Visit) -> Result<Response, Failure> {
    if let Ok(session) = visit.session() {
        sign_in::sign_out(session).await.map_err(|error| visit.failed(error))?;
    }
    Ok(visit.end_session("/dang-nhap"))
}

async fn choose_language(visit: Visit, Path(tag): Path<String>, query: ListQuery) -> Result<Response, Failure> {
    let locale: Locale = tag.parse().map_err(|_| Failure::NotFound)?;
    Ok(visit.keep_language(locale, query.get("ve").unwrap_or("/")))
}

/// `/tai-khoan`.
#[derive(Template)]
#[template(path = "account/show.html")]
struct AccountPage {
    shell: Shell,
    view: AccountView,
    form: FormState,
    submit: Action,
    end_others: Action,
}

impl AccountPage {
    fn new(visit: &Visit, view: AccountView, form: FormState) -> Self {
        let alone = view.sessions.len() < 2;
        let none = alone.then(|| word!("account-sessions-no-others").into());
        Self {
            shell: visit.shell(word!("account-title"), Area::None),
            form,
            submit: Action::submit(word!("account-password-change")).primary(),
            end_others: Action::post(word!("account-sessions-end-others"), "/tai-khoan/phien").refused(none),
            view,
        }
    }
}

async fn account_view(visit: &Visit) -> Result<AccountView, Failure> {
    let session = visit.session()?;
    let sessions = account::sessions(session).await.map_err(|error| visit.failed(error))?;
    let roles = account::roles_of(&session.cx, session.cx.actor().person).await.map_err(|error| visit.failed(error))?;
    let second = second_factor::standing(session).await.map_err(|error| visit.failed(error))?;
    Ok(AccountView::new(session, sessions, roles, &second))
}

async fn show_account(visit: Visit) -> Result<Response, Failure> {
    let view = account_view(&visit).await?;
    Ok(visit.page(&AccountPage::new(&visit, view, FormState::empty())))
}

async fn change_password(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let session = visit.session()?;
    let (old, new, again) = (form.text(OLD), form.text(NEW), form.text(AGAIN));
    if let (Some(new), Some(again)) = (&new, &again)
        && new != again
    {
        form.refuse(AGAIN, word!("account-password-differs"));
    }
    if let (Some(old), Some(new), false) = (old, new, form.has_errors()) {
        let key = (format!("p:{}", session.account), throttle::BY_LOGIN);
        let taken = visit.state().throttle().take(&key.0, key.1, visit.state().now());
        taken.map_err(|retry_after| Failure::TooMany { retry_after })?;
        match account::change_password(session, &Password::new(old), &Password::new(new)).await {
            Ok(()) => return Ok(visit.redirect("/tai-khoan", &Flash::done(word!("account-password-changed")))),
            Err(Error::Refused(Refusal::Invalid { field, why })) => {
                form.refuse(if field == "old" { OLD } else { NEW }, weak(why));
            }
            Err(error) => return Err(visit.failed(error)),
        }
    }
    let view = account_view(&visit).await?;
    Ok(visit.page_again(&AccountPage::new(&visit, view, form)))
}

/// The sentence for what is wrong with a password.
pub(crate) fn weak(why: &str) -> Word {
    match why {
        "short" => word!("account-weak-short"),
        "long" => word!("account-weak-long"),
        "is-login" => word!("account-weak-is-login"),
        "common" => word!("account-weak-common"),
        "pattern" => word!("account-weak-pattern"),
        "same" => word!("account-weak-same"),
        _ => word!("account-password-wrong"),
    }
}

async fn end_sessions(visit: Visit, form: FormState) -> Result<Response, Failure> {
    let session = visit.session()?;
    let which = match form.raw("phien") {
        "" => None,
        text => Some(text.parse().map_err(|_| Failure::NotFound)?),
    };
    account::end_sessions(session, which).await.map_err(|error| visit.failed(error))?;
    if which == Some(session.key) {
        return Ok(visit.end_session("/dang-nhap").into_response());
    }
    Ok(visit.redirect("/tai-khoan", &Flash::done(word!("account-sessions-ended"))))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let mut page = SignInPage::new(&visit, FormState::empty(), "/ban-lam-viec");
    page.demo = view::sample_demo();
    easel.show("account/sign-in", &page);
    page.why = Some(word!("ui-failure-sign-in-why"));
    easel.show("account/sign-in-needed", &page);
    let mut form = FormState::empty();
    form.text(USERNAME);
    form.text(PASSWORD);
    let mut page = SignInPage::new(&visit, form, "/");
    page.refused = Some(word!("account-refused").into());
    page.shell.flash = Some(Flash::done(word!("account-signed-out")));
    easel.show("account/sign-in-wrong", &page);
    easel.show("account/show", &AccountPage::new(&visit, view::sample(), FormState::empty()));
    let mut form = FormState::empty();
    form.text(OLD);
    form.refuse(NEW, weak("common"));
    let view = AccountView { must_change: true, ..view::sample() };
    easel.show("account/show-first", &AccountPage::new(&visit, view, form));
    second::samples(easel);
}
