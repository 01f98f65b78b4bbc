//! The second factor of one's own account, and its code after the password; it must not keep a secret on a page longer than once.

use askama::Template;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::Timestamp;
use lantoa_app::second_factor::{self, Standing};
use lantoa_app::{Error, Password, Result as AppResult};
use lantoa_domain::Refusal;
use lantoa_i18n::{Message, word};

use crate::filters;
use crate::kernel::{AppState, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit, throttle};
use crate::nav::Area;
use crate::sample::Easel;
use crate::ui::{Action, Qr};

const CODE: Input = Input::text("ma", word!("account-second-code"))
    .required()
    .max_chars(40)
    .hint(word!("account-second-code-hint"))
    .autocomplete("one-time-code");
const FIRST_CODE: Input = Input::text("ma", word!("account-second-first-code"))
    .required()
    .max_chars(10)
    .hint(word!("account-second-first-code-hint"))
    .autocomplete("one-time-code");
const PASSWORD: Input = Input::new(InputKind::Password, "mat-khau", word!("account-password-old"))
    .required()
    .autocomplete("current-password");

/// Addresses of this part.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/dang-nhap/ma", get(show_code).post(give_code))
        .route("/tai-khoan/hai-buoc", get(show).post(confirm))
        .route("/tai-khoan/hai-buoc/bat-dau", post(begin))
        .route("/tai-khoan/hai-buoc/ma-moi", post(renew))
        .route("/tai-khoan/hai-buoc/tat", post(turn_off))
}

/// The page that asks for the code and leads on to `back`.
pub(super) fn address(back: &str) -> String {
    if back.is_empty() { "/dang-nhap/ma".to_owned() } else { Visit::with_way_back("/dang-nhap/ma", back) }
}

/// `/dang-nhap/ma`.
#[derive(Template)]
#[template(path = "account/code.html")]
struct CodePage {
    shell: Shell,
    form: FormState,
    refused: Option<Message>,
    back: String,
    submit: Action,
}

impl CodePage {
    fn new(visit: &Visit, form: FormState, back: &str) -> Self {
        Self {
            shell: visit.shell(word!("account-second-door"), Area::None),
            form,
            refused: None,
            back: back.to_owned(),
            submit: Action::submit(word!("account-sign-in")).primary(),
        }
    }
}

async fn show_code(visit: Visit, query: ListQuery) -> Response {
    let back = query.get("ve").unwrap_or("/ban-lam-viec");
    if visit.waiting().is_none() {
        return visit.lead_to(back);
    }
    visit.page(&CodePage::new(&visit, FormState::empty(), back))
}

async fn give_code(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let back = form.raw("ve").to_owned();
    let Some(session) = visit.waiting() else { return Ok(visit.lead_to(&back)) };
    if let Some(code) = form.text(CODE) {
        slowly(&visit, session.account)?;
        match second_factor::give(session, &code).await {
            Ok(()) => return Ok(visit.lead_to(if back.is_empty() { "/ban-lam-viec" } else { &back })),
            Err(Error::Refused(Refusal::SignInFailed)) => {
                let mut page = CodePage::new(&visit, form, &back);
                page.refused = Some(word!("account-second-refused").into());
                return Ok(visit.page_again(&page));
            }
            Err(error) => return Err(visit.failed(error)),
        }
    }
    Ok(visit.page_again(&CodePage::new(&visit, form, &back)))
}

fn slowly(visit: &Visit, account: impl std::fmt::Display) -> Result<(), Failure> {
    let taken = visit.state().throttle().take(&format!("s:{account}"), throttle::BY_LOGIN, visit.state().now());
    taken.map_err(|retry_after| Failure::TooMany { retry_after })
}

/// How the page of the second factor stands.
enum Stands {
    Off { begin: Action },
    Setting { qr: Option<Qr>, address: String, key: String, again: Action },
    On { since: Timestamp, codes_left: usize },
}

/// `/tai-khoan/hai-buoc`.
#[derive(Template)]
#[template(path = "account/second.html")]
struct SecondPage {
    shell: Shell,
    form: FormState,
    stands: Stands,
}

impl SecondPage {
    fn new(visit: &Visit, form: FormState, standing: Standing) -> Self {
        let begin = "/tai-khoan/hai-buoc/bat-dau";
        let stands = match standing {
            Standing::Off => Stands::Off { begin: Action::post(word!("account-second-set-up"), begin).primary() },
            Standing::Setting(setup) => Stands::Setting {
                qr: Qr::of(&setup.address, word!("account-second-qr")),
                address: setup.address,
                key: setup.key,
                again: Action::post(word!("account-second-again"), begin),
            },
            Standing::On { since, codes_left } => Stands::On { since, codes_left },
        };
        let shell = visit.shell(word!("account-second"), Area::None).crumb(word!("account-title"), "/tai-khoan");
        Self { shell, form, stands }
    }
}

async fn shown(visit: &Visit, form: FormState) -> Result<SecondPage, Failure> {
    let standing = second_factor::standing(visit.open_session()?).await.map_err(|error| visit.failed(error))?;
    Ok(SecondPage::new(visit, form, standing))
}

async fn show(visit: Visit) -> Result<Response, Failure> {
    Ok(never_kept(visit.page(&shown(&visit, FormState::empty()).await?)))
}

async fn begin(visit: Visit) -> Result<Response, Failure> {
    second_factor::begin(visit.open_session()?).await.map_err(|error| visit.failed(error))?;
    Ok(visit.lead_to("/tai-khoan/hai-buoc"))
}

async fn confirm(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let session = visit.open_session()?;
    if let Some(code) = form.text(FIRST_CODE) {
        slowly(&visit, session.account)?;
        match second_factor::confirm(session, &code).await {
            Ok(codes) => return Ok(CodesPage::answer(&visit, codes)),
            Err(Error::Refused(Refusal::Invalid { .. })) => form.refuse(FIRST_CODE, word!("account-second-code-wrong")),
            Err(error) => return Err(visit.failed(error)),
        }
    }
    Ok(never_kept(visit.page_again(&shown(&visit, form).await?)))
}

async fn renew(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let session = visit.open_session()?;
    if let Some(password) = form.text(PASSWORD) {
        slowly(&visit, session.account)?;
        if let Some(codes) =
            proven(&visit, &mut form, second_factor::renew_codes(session, &Password::new(password)).await)?
        {
            return Ok(CodesPage::answer(&visit, codes));
        }
    }
    Ok(visit.page_again(&shown(&visit, form).await?))
}

async fn turn_off(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let session = visit.open_session()?;
    if let Some(password) = form.text(PASSWORD) {
        slowly(&visit, session.account)?;
        if proven(&visit, &mut form, second_factor::turn_off(session, &Password::new(password)).await)?.is_some() {
            return Ok(visit.redirect("/tai-khoan", &Flash::done(word!("account-second-now-off"))));
        }
    }
    Ok(visit.page_again(&shown(&visit, form).await?))
}

/// What was done with the password, or `None` when it was wrong and the form says so.
fn proven<T>(visit: &Visit, form: &mut FormState, done: AppResult<T>) -> Result<Option<T>, Failure> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(Error::Refused(Refusal::Invalid { .. })) => {
            form.refuse(PASSWORD, word!("account-password-wrong"));
            Ok(None)
        }
        Err(error) => Err(visit.failed(error)),
    }
}

/// Recovery codes, shown once.
#[derive(Template)]
#[template(path = "account/recovery_codes.html")]
struct CodesPage {
    shell: Shell,
    codes: Vec<String>,
    done: Action,
}

impl CodesPage {
    fn new(visit: &Visit, codes: Vec<Password>) -> Self {
        let shell = visit.shell(word!("account-second-codes"), Area::None);
        Self {
            shell: shell
                .crumb(word!("account-title"), "/tai-khoan")
                .crumb(word!("account-second"), "/tai-khoan/hai-buoc"),
            codes: codes.into_iter().map(Password::reveal).collect(),
            done: Action::link(word!("account-second-codes-done"), "/tai-khoan/hai-buoc").primary(),
        }
    }

    fn answer(visit: &Visit, codes: Vec<Password>) -> Response {
        never_kept(visit.page(&Self::new(visit, codes)))
    }
}

/// Neither the browser nor anything in between keeps a page with a secret on it.
fn never_kept(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("account/code", &CodePage::new(&visit, FormState::empty(), "/"));
    let mut page = CodePage::new(&visit, FormState::empty(), "/");
    page.refused = Some(word!("account-second-refused").into());
    easel.show("account/code-wrong", &page);
    easel.show("account/second-off", &SecondPage::new(&visit, FormState::empty(), Standing::Off));
    let setup = second_factor::Setup {
        address:
            "otpauth://totp/Lan%20T%E1%BB%8Fa:hantt?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Lan%20T%E1%BB%8Fa"
                .to_owned(),
        key: "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP".to_owned(),
    };
    let mut form = FormState::empty();
    form.refuse(FIRST_CODE, word!("account-second-code-wrong"));
    easel.show("account/second-setting", &SecondPage::new(&visit, form, Standing::Setting(setup)));
    let since = Timestamp::from_second(1_795_190_000).expect("invariant: in range");
    let on = Standing::On { since, codes_left: 2 };
    easel.show("account/second-on", &SecondPage::new(&visit, FormState::empty(), on));
    let codes = ["k7qm-2fht-x4nb-9wde", "p3rs-8ygc-m6za-5kqh", "f2dw-7njx-t9be-4vmr", "h8ky-3sqa-c5gp-6zxn"];
    let codes = codes.iter().chain(&codes).map(|code| Password::new(*code)).collect();
    easel.show("account/recovery-codes", &CodesPage::new(&visit, codes));
}
