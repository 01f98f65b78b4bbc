//! What the standing body sets for fostering: the days within which a plan is due, the last day of each programme. It must not decide who may.

use super::shell;
use crate::{
    filters,
    kernel::{Ask, At, Failure, Flash, FormState, Input, InputKind, Shell, Visit},
    ui::Action,
    wrong::blame,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::fostering::{self, LastDay, Setting};
use lantoa_domain::id::ProgrammeId;
use lantoa_i18n::word;

const DAYS: Input =
    Input::new(InputKind::Whole, "so-ngay", word!("fostering-days")).required().hint(word!("fostering-days-hint"));
const LAST: Input = Input::new(InputKind::Date, "ngay-cuoi", word!("fostering-last-day")).required();

/// `/boi-duong/thiet-lap`.
#[derive(Template)]
#[template(path = "fostering/setting.html")]
pub(super) struct SettingPage {
    shell: Shell,
    view: Setting,
    form: FormState,
    submit: Action,
}

impl SettingPage {
    pub(super) fn new(visit: &Visit, view: Setting, form: FormState) -> Self {
        let submit = Action::submit(word!("fostering-save")).primary();
        Self { shell: shell(visit, word!("fostering-setting")), view, form, submit }
    }
}

async fn load(visit: &Visit) -> Result<Setting, Failure> {
    fostering::setting(visit.cx()?).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let view = load(&visit).await?;
    let form = FormState::filled([(DAYS.name, view.plan_days.to_string())]);
    Ok(visit.page(&SettingPage::new(&visit, view, form)))
}

pub(super) async fn set(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    if let Some(days) = form.whole(DAYS, 1..=366) {
        match fostering::set_days(visit.cx()?, days, form.version()?).await {
            Ok(()) => return Ok(saved(&visit)),
            Err(error) => blame(&mut form, &visit, error, &[("plan_days", DAYS)])?,
        }
    }
    let view = load(&visit).await?;
    Ok(visit.page_again(&SettingPage::new(&visit, view, form)))
}

fn saved(visit: &Visit) -> Response {
    visit.redirect("/boi-duong/thiet-lap", &Flash::done(word!("fostering-saved")))
}

/// The form for the last day of a programme.
pub(super) fn last_page(visit: &Visit, one: &LastDay, form: &FormState) -> Ask {
    let title = word!("fostering-last-day");
    let shell = shell(visit, title).crumb(word!("fostering-setting"), "/boi-duong/thiet-lap");
    let back = Action::link(word!("ui-confirm-back"), "/boi-duong/thiet-lap");
    let submit = Action::submit(word!("fostering-save")).primary();
    let why = word!("fostering-last-day-why").with("from", one.years.0.to_string());
    Ask::new(shell, title, format!("/boi-duong/thiet-lap/{}", one.programme), submit, back)
        .lead(why.with("to", one.years.1.to_string()))
        .fact(word!("prospect-programme"), one.title.as_str())
        .hidden(FormState::VERSION, one.version.to_string())
        .fields(form, vec![form.show(LAST)])
}

async fn one(visit: &Visit, id: ProgrammeId) -> Result<LastDay, Failure> {
    load(visit).await?.programmes.into_iter().find(|one| one.programme == id).ok_or(Failure::NotFound)
}

pub(super) async fn show_last(visit: Visit, At(id): At<ProgrammeId>) -> Result<Response, Failure> {
    let one = one(&visit, id).await?;
    let form = FormState::filled([(LAST.name, one.day.to_string())]);
    Ok(visit.page(&last_page(&visit, &one, &form)))
}

pub(super) async fn set_last(visit: Visit, At(id): At<ProgrammeId>, mut form: FormState) -> Result<Response, Failure> {
    if let Some(day) = form.date(LAST) {
        match fostering::set_last_day(visit.cx()?, id, day, form.version()?).await {
            Ok(()) => return Ok(saved(&visit)),
            Err(error) => blame(&mut form, &visit, error, &[("last_day", LAST)])?,
        }
    }
    let one = one(&visit, id).await?;
    Ok(visit.page_again(&last_page(&visit, &one, &form)))
}
