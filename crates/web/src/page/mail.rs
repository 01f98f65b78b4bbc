//! How an agency sends letters, and the outbox of its letters; it must not show a password or what a letter said.

mod excel;
mod outbox;
mod sample;

use crate::{
    filters,
    kernel::{AppState, Choice, Failure, Flash, FormState, Input, InputKind, Shell, Visit},
    nav::Area,
    ui::{Action, Field, Label},
    wrong::blame,
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::mail::{self, MailTest, Password, Set, SettingView, TestState};
use lantoa_app::{Error, Result as AppResult};
use lantoa_domain::Refusal;
use lantoa_domain::reminder::{Fault, Security};
use lantoa_i18n::{Message, Word, word};

pub(super) use outbox::state;
pub(super) use sample::lines as sample_lines;
pub use sample::samples;

const HOST: Input = Input::text("may-chu", word!("mail-host")).max_chars(200).hint(word!("mail-host-hint"));
const PORT: Input = Input::new(InputKind::Whole, "cong", word!("mail-port")).required().hint(word!("mail-port-hint"));
const SECURITY: Input = Input::new(InputKind::Radio, "bao-mat", word!("mail-security")).required();
const LOGIN: Input =
    Input::text("dang-nhap", word!("mail-login")).max_chars(200).hint(word!("mail-login-hint")).autocomplete("off");
const PASSWORD: Input = Input::new(InputKind::Password, "mat-khau", word!("mail-password"))
    .max_chars(200)
    .hint(word!("mail-password-hint"))
    .autocomplete("new-password");
const SENDER: Input = Input::new(InputKind::Email, "nguoi-gui", word!("mail-sender")).max_chars(200);
const SENDER_NAME: Input = Input::text("ten-nguoi-gui", word!("mail-sender-name")).max_chars(120);
const BASE: Input = Input::text("dia-chi", word!("mail-base")).max_chars(300).hint(word!("mail-base-hint"));
const HOUR: Input = Input::new(InputKind::Whole, "gio", word!("mail-hour")).required().hint(word!("mail-hour-hint"));
const ACTIVE: Input = Input::new(InputKind::Radio, "gui", word!("mail-active")).required();

const SECURITIES: [(&str, Security); 3] =
    [("starttls", Security::StartTls), ("tls", Security::Tls), ("khong", Security::Plain)];

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/quan-tri/thu", get(show).post(set))
        .route("/quan-tri/thu/thu-nghiem", post(ask_test))
        .route("/quan-tri/thu/so", get(outbox::list))
        .route("/quan-tri/thu/so/excel", post(excel::take))
        .route("/quan-tri/thu/so/{id}/gui-lai", post(outbox::again))
}

/// Why a letter was not taken, as a sentence that says what to do about it.
pub(super) const fn fault(fault: Fault) -> Word {
    match fault {
        Fault::Unreachable => word!("mail-fault-unreachable"),
        Fault::Handshake => word!("mail-fault-handshake"),
        Fault::SignIn => word!("mail-fault-sign-in"),
        Fault::Busy => word!("mail-fault-busy"),
        Fault::Refused => word!("mail-fault-refused"),
        Fault::Address => word!("mail-fault-address"),
        Fault::Lost => word!("mail-fault-lost"),
    }
}

/// The same with the server's code, if it gave one.
pub(super) fn fault_line(why: Fault, code: u16) -> Label {
    if code == 0 {
        return fault(why).into();
    }
    word!("mail-fault-code").with("why", fault(why)).with("code", code.to_string()).into()
}

/// `/quan-tri/thu`.
#[derive(Template)]
#[template(path = "mail/setting.html")]
struct SettingPage {
    shell: Shell,
    view: SettingView,
    form: FormState,
    server: Vec<Field>,
    letters: Vec<Field>,
    submit: Action,
    test: Action,
    result: Option<(&'static str, Label)>,
    outbox: Action,
}

impl SettingPage {
    fn new(visit: &Visit, view: SettingView, form: FormState) -> Self {
        let names = [word!("mail-security-starttls"), word!("mail-security-tls"), word!("mail-security-plain")];
        let ways: Vec<Choice> =
            SECURITIES.iter().zip(names).map(|((code, _), name)| Choice::new(*code, name)).collect();
        let on = [Choice::new("co", word!("mail-active-yes")), Choice::new("khong", word!("mail-active-no"))];
        let nowhere = view.own_address.is_empty().then(|| word!("mail-test-no-address").into());
        let unset = view.setting.host.is_empty().then(|| word!("mail-test-not-set").into());
        Self {
            shell: visit.shell(word!("mail-title"), Area::Agency).crumb(word!("agency-index"), "/quan-tri"),
            server: vec![
                form.show(HOST),
                form.show(PORT),
                form.show_choices(SECURITY, &ways),
                form.show(LOGIN),
                form.show(PASSWORD),
            ],
            letters: vec![
                form.show(SENDER),
                form.show(SENDER_NAME),
                form.show(BASE),
                form.show(HOUR),
                form.show_choices(ACTIVE, &on),
            ],
            form,
            submit: Action::submit(word!("mail-save")).primary(),
            test: Action::post(word!("mail-test"), "/quan-tri/thu/thu-nghiem").icon("send").refused(unset.or(nowhere)),
            result: view.test.as_ref().map(result),
            outbox: Action::link(word!("mail-outbox"), "/quan-tri/thu/so").icon("inbox"),
            view,
        }
    }
}

/// What became of a test letter: tone and sentence.
fn result(test: &MailTest) -> (&'static str, Label) {
    let at = test.settled.unwrap_or(test.asked);
    match (test.state.0, test.fault) {
        (TestState::Sent, _) => ("good", word!("mail-test-sent").with("at", at).into()),
        (TestState::Failed, Some(why)) => {
            let said = if test.code == 0 { word!("mail-test-failed") } else { word!("mail-test-failed-code") };
            let said = said.with("at", at).with("why", fault(why.0));
            ("bad", if test.code == 0 { said } else { said.with("code", test.code.to_string()) }.into())
        }
        _ => ("note", word!("mail-test-waits").with("at", at).into()),
    }
}

async fn load(visit: &Visit) -> Result<SettingView, Failure> {
    mail::setting(visit.cx()?).await.map_err(|why| visit.failed(why))
}

/// The form of what is set. The password is not in it.
fn filled(view: &SettingView) -> FormState {
    let set = &view.setting;
    let way = SECURITIES.iter().find(|(_, way)| *way == set.security.0).map_or("", |(code, _)| *code);
    FormState::filled([
        (HOST.name, set.host.clone()),
        (PORT.name, set.port.to_string()),
        (SECURITY.name, way.to_owned()),
        (LOGIN.name, set.login.clone()),
        (SENDER.name, set.sender.clone()),
        (SENDER_NAME.name, set.sender_name.clone()),
        (BASE.name, set.base.clone()),
        (HOUR.name, set.hour.to_string()),
        (ACTIVE.name, if set.active { "co" } else { "khong" }.to_owned()),
    ])
}

async fn show(visit: Visit) -> Result<Response, Failure> {
    let view = load(&visit).await?;
    let form = filled(&view);
    Ok(visit.page(&SettingPage::new(&visit, view, form)))
}

/// What was typed, or `None` when something cannot be read and the form says so.
fn typed(form: &mut FormState, seen: i64) -> Option<Set> {
    let (host, login, sender, sender_name) =
        (form.text(HOST), form.text(LOGIN), form.text(SENDER), form.text(SENDER_NAME));
    let (port, hour, base) = (form.whole(PORT, 1..=65_535), form.whole(HOUR, 0..=23), form.text(BASE));
    let security = form.choice(SECURITY, |text| SECURITIES.iter().find(|(code, _)| *code == text).map(|(_, way)| *way));
    let active = form.choice(ACTIVE, |text| match text {
        "co" => Some(true),
        "khong" => Some(false),
        _ => None,
    });
    // Kept as it was typed: blanks may belong to it.
    let password = match form.raw(PASSWORD.name) {
        "" => Password::Keep,
        secret => Password::New(secret.to_owned()),
    };
    Some(Set {
        host: host?,
        port: u16::try_from(port?).ok()?,
        security: security?,
        login: login?,
        password,
        sender: sender?,
        sender_name: sender_name?,
        base: base?,
        hour: u8::try_from(hour?).ok()?,
        active: active?,
        seen,
    })
}

async fn set(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let seen = form.version()?;
    if let Some(new) = typed(&mut form, seen) {
        match mail::set(visit.cx()?, new).await {
            Ok(()) => return Ok(visit.redirect("/quan-tri/thu", &Flash::done(word!("mail-saved")))),
            Err(error) => {
                let fields = [
                    ("host", HOST),
                    ("port", PORT),
                    ("security", SECURITY),
                    ("password", PASSWORD),
                    ("sender", SENDER),
                    ("base", BASE),
                    ("hour", HOUR),
                ];
                blame(&mut form, &visit, error, &fields)?;
            }
        }
    }
    let view = load(&visit).await?;
    Ok(visit.page_again(&SettingPage::new(&visit, view, form)))
}

async fn ask_test(visit: Visit) -> Result<Response, Failure> {
    let asked: AppResult<()> = mail::ask_test(visit.cx()?).await;
    let flash = match asked {
        Ok(()) => Flash::done(word!("mail-test-asked")),
        Err(Error::Refused(Refusal::Invalid { field: "email", .. })) => note(word!("mail-test-no-address")),
        Err(Error::Refused(Refusal::Invalid { .. })) => note(word!("mail-test-not-set")),
        Err(error) => return Err(visit.failed(error)),
    };
    Ok(visit.redirect("/quan-tri/thu", &flash))
}

fn note(why: Word) -> Flash {
    Flash::note(Message::from(why))
}
