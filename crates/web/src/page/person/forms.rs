//! The forms that add, change, move and let go a person; they must not touch sensitive data.

use super::{address, load};
use crate::{
    filters,
    kernel::{Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::unit::choices,
    sample::Easel,
    ui::Action,
    wrong::{blame, message},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use lantoa_app::Error;
use lantoa_app::people::{self, Add, Edit, Twins, Wanted, change::Words};
use lantoa_domain::Refusal;
use lantoa_domain::{id::UnitId, policy::Act};
use lantoa_i18n::{Message, word};

const NAME: Input = Input::text("ten", word!("person-name")).required().max_chars(120).autocomplete("off");
const BORN: Input = Input::new(InputKind::Date, "ngay-sinh", word!("person-born"));
const GENDER: Input = Input::new(InputKind::Radio, "gioi-tinh", word!("person-gender"));
const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("person-unit")).required();
const POST: Input = Input::text("chuc-vu", word!("person-post")).max_chars(200);
const LEADS: Input = Input::new(InputKind::Tick, "dung-dau", word!("person-leads"));
const CATEGORY: Input =
    Input::text("doi-tuong", word!("person-category")).max_chars(100).hint(word!("person-category-hint"));
const EMAIL: Input = Input::new(InputKind::Email, "thu", word!("person-email")).max_chars(200);
const ANOTHER: Input = Input::new(InputKind::Tick, "nguoi-khac", word!("person-another"));
const WHY: Input = Input::new(InputKind::Lines, "ly-do", word!("person-why")).required().max_chars(1000);

/// `/quan-tri/nguoi/moi` and `/sua`.
#[derive(Template)]
#[template(path = "person/edit.html")]
struct EditPage {
    shell: Shell,
    title: Message,
    action: String,
    version: String,
    form: FormState,
    /// Only a new person chooses the unit here; others are moved.
    units: Option<Vec<Choice>>,
    genders: Vec<Choice>,
    twins: Vec<(String, String, String)>,
    submit: Action,
    cancel: Action,
}

impl EditPage {
    fn new(visit: &Visit, title: Message, action: &str, form: FormState, units: Option<Vec<Choice>>) -> Self {
        let back = action.trim_end_matches("/sua").trim_end_matches("/moi").to_owned();
        Self {
            shell: visit.shell(title.clone(), Area::People).crumb(word!("person-title"), "/quan-tri/nguoi"),
            title,
            action: action.to_owned(),
            version: form.raw(FormState::VERSION).to_owned(),
            form,
            units,
            genders: vec![
                Choice::new("nữ", word!("person-gender-female")),
                Choice::new("nam", word!("person-gender-male")),
            ],
            twins: Vec::new(),
            submit: Action::submit(word!("person-save")).primary(),
            cancel: Action::link(word!("person-cancel"), back),
        }
    }
}

/// Reads what is said of a person; the mistakes are noted in the form.
fn words(form: &mut FormState) -> Option<Words> {
    let (name, post) = (form.text(NAME), form.text(POST));
    let (category, email) = (form.text(CATEGORY), form.text(EMAIL));
    let born = if form.raw(BORN.name).trim().is_empty() { Some(None) } else { form.date(BORN).map(Some) };
    let gender = match form.raw(GENDER.name) {
        one @ ("" | "nam" | "nữ") => one.to_owned(),
        _ => String::new(),
    };
    Some(Words {
        name: name?,
        post: post?,
        leads: form.ticked(LEADS),
        category: category?,
        born: born?,
        gender,
        email: email?,
    })
}

const FIELDS: [(&str, Input); 6] =
    [("name", NAME), ("born", BORN), ("email", EMAIL), ("gender", GENDER), ("unit", UNIT), ("reason", WHY)];

pub(super) async fn show_new(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::ManagePeople).map_err(|error| visit.failed(error))?;
    let units = choices(&visit).await?;
    let form = FormState::filled([(UNIT.name, query.get("don-vi").unwrap_or_default().to_owned())]);
    let page = EditPage::new(&visit, word!("person-new").into(), "/quan-tri/nguoi/moi", form, Some(units));
    Ok(visit.page(&page))
}

pub(super) async fn add(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let (words, unit) = (words(&mut form), form.choice(UNIT, |text| text.parse::<UnitId>().ok()));
    let mut twins = Vec::new();
    if let (Some(words), Some(unit)) = (words, unit) {
        let accept = if form.ticked(ANOTHER) { Twins::Accept } else { Twins::Refuse };
        let name = words.name.clone();
        match people::add(cx, Add { words, unit, twins: accept }).await {
            Ok(id) => return Ok(visit.redirect(&address(id), &Flash::done(word!("person-added")))),
            Err(Error::Refused(Refusal::Taken { field: "person" })) => {
                form.refuse(NAME, message("person", "taken", ""));
                let wanted = Wanted { words: name, standing: people::Standing::All, ..Wanted::default() };
                let found = people::list(cx, wanted).await.map_err(|error| visit.failed(error))?;
                twins = found.rows.into_iter().map(|row| (row.name, row.unit_name, address(row.id))).take(5).collect();
            }
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    let units = choices(&visit).await?;
    let mut page = EditPage::new(&visit, word!("person-new").into(), "/quan-tri/nguoi/moi", form, Some(units));
    page.twins = twins;
    Ok(visit.page_again(&page))
}

pub(super) async fn show_edit(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::ManagePeople).map_err(|error| visit.failed(error))?;
    let (_, view) = load(&visit, &id).await?;
    let person = view.person;
    let form = FormState::filled([
        (NAME.name, person.name.clone()),
        (BORN.name, person.born.map(|day| day.to_string()).unwrap_or_default()),
        (GENDER.name, person.gender),
        (POST.name, person.post),
        (LEADS.name, if person.leads { "co".to_owned() } else { String::new() }),
        (CATEGORY.name, person.category),
        (EMAIL.name, person.email),
        (FormState::VERSION, person.version.to_string()),
    ]);
    let title = word!("person-edit-title").with("name", person.name);
    Ok(visit.page(&EditPage::new(&visit, title, &format!("{}/sua", address(&id)), form, None)))
}

pub(super) async fn edit(visit: Visit, Path(id): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let (person, view) = load(&visit, &id).await?;
    if let Some(words) = words(&mut form) {
        let seen = form.version()?;
        match people::edit(visit.cx()?, Edit { id: person, words, seen }).await {
            Ok(()) => return Ok(visit.redirect(&address(person), &Flash::done(word!("person-saved")))),
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    let title = word!("person-edit-title").with("name", view.person.name);
    Ok(visit.page_again(&EditPage::new(&visit, title, &format!("{}/sua", address(person)), form, None)))
}

/// A short form of one field about a person.
#[derive(Template)]
#[template(path = "person/one_field.html")]
struct OneFieldPage {
    shell: Shell,
    title: Message,
    text: Message,
    action: String,
    version: String,
    form: FormState,
    field: Input,
    choices: Vec<Choice>,
    submit: Action,
    cancel: Action,
}

fn move_page(visit: &Visit, id: &str, name: &str, form: FormState, units: Vec<Choice>) -> OneFieldPage {
    let title = word!("person-move-title").with("name", name);
    OneFieldPage {
        shell: visit.shell(title.clone(), Area::People).crumb(name.to_owned(), address(id)),
        title,
        text: word!("person-move-text").into(),
        action: format!("{}/chuyen", address(id)),
        version: form.raw(FormState::VERSION).to_owned(),
        form,
        field: UNIT,
        choices: units,
        submit: Action::submit(word!("person-move")).primary(),
        cancel: Action::link(word!("person-cancel"), address(id)),
    }
}

pub(super) async fn show_move(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::ManagePeople).map_err(|error| visit.failed(error))?;
    let (_, view) = load(&visit, &id).await?;
    let person = view.person;
    let form =
        FormState::filled([(UNIT.name, person.unit.to_string()), (FormState::VERSION, person.version.to_string())]);
    Ok(visit.page(&move_page(&visit, &id, &person.name, form, choices(&visit).await?)))
}

pub(super) async fn move_to(visit: Visit, Path(id): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let (person, view) = load(&visit, &id).await?;
    if let Some(unit) = form.choice(UNIT, |text| text.parse::<UnitId>().ok()) {
        match people::move_to(visit.cx()?, person, unit, form.version()?).await {
            Ok(()) => return Ok(visit.redirect(&address(person), &Flash::done(word!("person-moved")))),
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    Ok(visit.page_again(&move_page(&visit, &id, &view.person.name, form, choices(&visit).await?)))
}

fn leave_page(visit: &Visit, id: &str, name: &str, form: FormState) -> OneFieldPage {
    let title = word!("person-leave-title").with("name", name);
    OneFieldPage {
        shell: visit.shell(title.clone(), Area::People).crumb(name.to_owned(), address(id)),
        title,
        text: word!("person-leave-text").into(),
        action: format!("{}/nghi", address(id)),
        version: form.raw(FormState::VERSION).to_owned(),
        form,
        field: WHY,
        choices: Vec::new(),
        submit: Action::submit(word!("person-leave")).danger(),
        cancel: Action::link(word!("person-cancel"), address(id)),
    }
}

pub(super) async fn show_leave(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::ManagePeople).map_err(|error| visit.failed(error))?;
    let (_, view) = load(&visit, &id).await?;
    let form = FormState::filled([(FormState::VERSION, view.person.version.to_string())]);
    Ok(visit.page(&leave_page(&visit, &id, &view.person.name, form)))
}

pub(super) async fn leave(visit: Visit, Path(id): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let (person, view) = load(&visit, &id).await?;
    if let Some(why) = form.text(WHY) {
        match people::deactivate(visit.cx()?, person, form.version()?, &why).await {
            Ok(()) => return Ok(visit.redirect(&address(person), &Flash::done(word!("person-left")))),
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    Ok(visit.page_again(&leave_page(&visit, &id, &view.person.name, form)))
}

pub(super) async fn come_back(visit: Visit, Path(id): Path<String>, form: FormState) -> Result<Response, Failure> {
    let (person, _) = load(&visit, &id).await?;
    let done = people::reactivate(visit.cx()?, person, form.version()?).await;
    done.map_err(|error| visit.failed(error))?;
    Ok(visit.redirect(&address(person), &Flash::done(word!("person-is-back"))))
}

pub(super) fn samples(easel: &mut Easel, units: &[Choice]) {
    let visit = easel.visit().clone();
    let mut form = FormState::filled([("ten", "Nguyễn Văn Long".to_owned())]);
    form.refuse(NAME, message("person", "taken", ""));
    let mut page =
        EditPage::new(&visit, word!("person-new").into(), "/quan-tri/nguoi/moi", form.clone(), Some(units.to_vec()));
    page.twins = vec![("Nguyễn Văn Long".into(), "Trường THCS Đông Hải".into(), address("pe_1"))];
    easel.show("person/new-twin", &page);
    let title = word!("person-edit-title").with("name", "Nguyễn Văn Long");
    easel.show("person/edit", &EditPage::new(&visit, title, "/quan-tri/nguoi/pe_1/sua", form, None));
    easel.show("person/move", &move_page(&visit, "pe_1", "Nguyễn Văn Long", FormState::empty(), units.to_vec()));
    easel.show("person/leave", &leave_page(&visit, "pe_1", "Nguyễn Văn Long", FormState::empty()));
}
