//! How a person gets in and what they may do: account and roles. A password is shown once and never kept.

use super::{address, load};
use crate::{
    filters,
    kernel::{Choice, Failure, Flash, FormState, Input, InputKind, Shell, Visit},
    nav::Area,
    page::unit::{choices, id_of},
    sample::Easel,
    ui::Action,
    words,
    wrong::blame,
};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::Response,
};
use jiff::civil::Date;
use lantoa_app::account::{self, Change, Give};
use lantoa_app::second_factor;
use lantoa_app::{movement, programme::ProgrammeStatus};
use lantoa_domain::id::{GrantId, ProgrammeId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::policy::{Act, Role};
use lantoa_i18n::{Message, word};

const LOGIN: Input = Input::text("ten", word!("account-username"))
    .required()
    .max_chars(64)
    .hint(word!("person-login-hint"))
    .autocomplete("off");
const ROLE: Input = Input::new(InputKind::Radio, "vai-tro", word!("person-role")).required();
const OVER: Input =
    Input::new(InputKind::Select, "don-vi", word!("person-role-unit")).hint(word!("person-role-unit-hint"));
const MOVEMENT: Input =
    Input::new(InputKind::Select, "phong-trao", word!("person-role-movement")).hint(word!("person-role-movement-hint"));
const FROM: Input = Input::new(InputKind::Date, "tu-ngay", word!("person-role-from")).required();
const TO: Input = Input::new(InputKind::Date, "den-ngay", word!("person-role-to")).hint(word!("person-role-to-hint"));

/// `/quan-tri/nguoi/{id}/tai-khoan`.
#[derive(Template)]
#[template(path = "person/new_account.html")]
struct NewAccountPage {
    shell: Shell,
    id: String,
    name: String,
    form: FormState,
    submit: Action,
    cancel: Action,
}

impl NewAccountPage {
    fn new(visit: &Visit, id: &str, name: &str, form: FormState) -> Self {
        Self {
            shell: visit.shell(word!("person-account-new"), Area::People).crumb(name.to_owned(), address(id)),
            id: id.to_owned(),
            name: name.to_owned(),
            form,
            submit: Action::submit(word!("person-account-create")).primary(),
            cancel: Action::link(word!("person-cancel"), address(id)),
        }
    }
}

/// A password, shown once.
#[derive(Template)]
#[template(path = "person/password.html")]
struct PasswordPage {
    shell: Shell,
    name: String,
    login: String,
    password: String,
    done: Action,
}

impl PasswordPage {
    fn answer(visit: &Visit, id: &str, name: String, login: String, password: String) -> Response {
        let page = Self {
            shell: visit.shell(word!("person-password-title"), Area::People).crumb(name.clone(), address(id)),
            name,
            login,
            password,
            done: Action::link(word!("person-password-done"), address(id)).primary(),
        };
        let mut response = visit.page(&page);
        // Neither the browser nor anything in between keeps a page with a password on it.
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

pub(super) async fn show_new(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (person, view) = load(&visit, &id).await?;
    let login = account::suggest_login(visit.cx()?, person).await.map_err(|error| visit.failed(error))?;
    let form = FormState::filled([(LOGIN.name, login)]);
    Ok(visit.page(&NewAccountPage::new(&visit, &id, &view.person.name, form)))
}

pub(super) async fn create(visit: Visit, Path(id): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let (person, view) = load(&visit, &id).await?;
    if let Some(login) = form.text(LOGIN) {
        match account::create(visit.cx()?, person, &login).await {
            Ok(made) => {
                let (name, password) = (view.person.name, made.password.reveal());
                return Ok(PasswordPage::answer(&visit, &id, name, made.login, password));
            }
            Err(error) => blame(&mut form, &visit, error, &[("login", LOGIN), ("person", LOGIN)])?,
        }
    }
    Ok(visit.page_again(&NewAccountPage::new(&visit, &id, &view.person.name, form)))
}

pub(super) async fn act(
    visit: Visit,
    Path((id, act)): Path<(String, String)>,
    form: FormState,
) -> Result<Response, Failure> {
    let (_, view) = load(&visit, &id).await?;
    let (cx, account) = (visit.cx()?, view.account.flatten().ok_or(Failure::NotFound)?);
    let seen = form.version()?;
    let done = match act.as_str() {
        "cap-lai" => {
            let password = account::reset_password(cx, account.id, seen).await.map_err(|error| visit.failed(error))?;
            return Ok(PasswordPage::answer(&visit, &id, view.person.name, account.login, password.reveal()));
        }
        "khoa" => account::change(cx, account.id, seen, Change::Disable).await,
        "mo" => account::change(cx, account.id, seen, Change::Enable).await,
        "bo-khoa" => account::change(cx, account.id, seen, Change::Unlock).await,
        "ket-thuc" => account::end_sessions_of(cx, account.id).await,
        "bo-hai-buoc" => second_factor::reset(cx, account.id).await,
        _ => return Err(Failure::NotFound),
    };
    done.map_err(|error| visit.failed(error))?;
    Ok(visit.redirect(&address(&id), &Flash::done(word!("person-account-changed"))))
}

/// `/quan-tri/nguoi/{id}/vai-tro`.
#[derive(Template)]
#[template(path = "person/role.html")]
struct RolePage {
    shell: Shell,
    id: String,
    name: String,
    form: FormState,
    roles: Vec<Choice>,
    units: Vec<Choice>,
    movements: Vec<Choice>,
    submit: Action,
    cancel: Action,
}

impl RolePage {
    fn new(visit: &Visit, id: &str, name: &str, form: FormState, units: Vec<Choice>, movements: Vec<Choice>) -> Self {
        let role = |role| Choice::new(role_code(role), words::role(role)).note(reach(role));
        let title = word!("person-role-title").with("name", name);
        Self {
            shell: visit.shell(title, Area::People).crumb(name.to_owned(), address(id)),
            id: id.to_owned(),
            name: name.to_owned(),
            form,
            roles: Role::ALL.into_iter().map(role).collect(),
            units,
            movements,
            submit: Action::submit(word!("person-role-give")).primary(),
            cancel: Action::link(word!("person-cancel"), address(id)),
        }
    }
}

fn role_code(role: Role) -> String {
    format!("{role:?}")
}

/// What a role lets somebody do, in one sentence.
fn reach(role: Role) -> Message {
    match role {
        Role::Administrator => word!("person-role-administrator"),
        Role::StandingBody => word!("person-role-standing-body"),
        Role::Head => word!("person-role-head"),
        Role::UnitHead => word!("person-role-unit-head"),
        Role::UnitClerk => word!("person-role-unit-clerk"),
        Role::MovementLead => word!("person-role-movement-lead"),
        Role::Communications => word!("person-role-communications"),
        Role::Inspector => word!("person-role-inspector"),
    }
    .into()
}

async fn movements(visit: &Visit) -> Result<Vec<Choice>, Failure> {
    let groups = movement::list(visit.cx()?).await.map_err(|error| visit.failed(error))?;
    let of = |group: movement::Group| {
        let (programme, title) = (group.programme, group.title);
        let choice = move |row: lantoa_app::programme::MovementRow| {
            Choice::new(format!("{programme} {}", row.key), format!("{} · {title}", row.name))
        };
        group.movements.into_iter().map(choice).collect::<Vec<_>>()
    };
    let running = groups.into_iter().filter(|group| group.status == ProgrammeStatus::Running);
    Ok(running.flat_map(of).collect())
}

fn movement_of(text: &str) -> Option<(ProgrammeId, Key)> {
    let (programme, key) = text.split_once(' ')?;
    Some((programme.parse().ok()?, key.parse().ok()?))
}

pub(super) async fn show_role(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::ManageAccounts).map_err(|error| visit.failed(error))?;
    let (_, view) = load(&visit, &id).await?;
    let today = visit.cx()?.today();
    let form = FormState::filled([(OVER.name, view.person.unit.to_string()), (FROM.name, today.to_string())]);
    let (units, movements) = (choices(&visit).await?, movements(&visit).await?);
    Ok(visit.page(&RolePage::new(&visit, &id, &view.person.name, form, units, movements)))
}

pub(super) async fn give(visit: Visit, Path(id): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let (person, view) = load(&visit, &id).await?;
    let cx = visit.cx()?;
    let role = form.choice(ROLE, |code| Role::ALL.into_iter().find(|role| role_code(*role) == code));
    let unit = form.maybe(OVER, word!("ui-form-not-offered"), |text| text.parse::<UnitId>().ok());
    let from = form.date(FROM);
    let to: Option<Option<Date>> =
        if form.raw(TO.name).trim().is_empty() { Some(None) } else { form.date(TO).map(Some) };
    if let (Some(role), Some(unit), Some(from), Some(to)) = (role, unit, from, to) {
        let movement = if role == Role::MovementLead { movement_of(form.raw(MOVEMENT.name)) } else { None };
        let unit = unit.unwrap_or(view.person.unit);
        match account::give_role(cx, Give { person, role, unit, movement, from, to }).await {
            Ok(_) => return Ok(visit.redirect(&address(person), &Flash::done(word!("person-role-given")))),
            Err(error) => {
                let fields = [("to", TO), ("movement", MOVEMENT), ("role", ROLE)];
                blame(&mut form, &visit, error, &fields)?;
            }
        }
    }
    let (units, movements) = (choices(&visit).await?, movements(&visit).await?);
    Ok(visit.page_again(&RolePage::new(&visit, &id, &view.person.name, form, units, movements)))
}

pub(super) async fn take(visit: Visit, Path(id): Path<String>, form: FormState) -> Result<Response, Failure> {
    let grant: GrantId = id_of(form.raw("vai-tro"))?;
    account::take_role(visit.cx()?, grant).await.map_err(|error| visit.failed(error))?;
    Ok(visit.redirect(&address(&id), &Flash::done(word!("person-role-taken"))))
}

pub(super) fn samples(easel: &mut Easel, units: &[Choice]) {
    let visit = easel.visit().clone();
    let name = "Nguyễn Văn Long";
    let form = FormState::filled([(LOGIN.name, "longnv".to_owned())]);
    easel.show("person/new-account", &NewAccountPage::new(&visit, "pe_1", name, form));
    let shell = visit.shell(word!("person-password-title"), Area::People);
    let done = Action::link(word!("person-password-done"), address("pe_1")).primary();
    let (login, password) = ("longnv".to_owned(), "kq7w-3nfd-x8pm-hj2v".to_owned());
    easel.show("person/password", &PasswordPage { shell, name: name.to_owned(), login, password, done });
    let movements = vec![Choice::new("ct_1 day-tot", "Dạy tốt – Học tốt · Kế hoạch 2026–2030")];
    let mut form = FormState::empty();
    form.choice(ROLE, |_| None::<Role>);
    easel.show("person/role", &RolePage::new(&visit, "pe_1", name, form, units.to_vec(), movements));
}
