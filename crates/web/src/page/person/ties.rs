//! Relatives and sensitive data of a person; they must not appear on any other page.

use super::{address, load, view::PrivateView};
use crate::{
    filters,
    kernel::{Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::unit::id_of,
    sample::Easel,
    ui::Action,
    wrong::blame,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use jiff::civil::Date;
use lantoa_app::people::{
    self, Wanted,
    private::{self, Private},
};
use lantoa_domain::{id::PersonId, policy::Act};
use lantoa_i18n::word;

const SEARCH: Input = Input::new(InputKind::Search, "q", word!("person-search"));
const ETHNICITY: Input = Input::text("dan-toc", word!("person-ethnicity")).max_chars(60);
const RELIGION: Input = Input::text("ton-giao", word!("person-religion")).max_chars(60);
const PARTY: Input = Input::new(InputKind::Date, "vao-dang", word!("person-party-since"));
const REASON: Input = Input::new(InputKind::Lines, "ly-do", word!("person-private-reason"))
    .required()
    .max_chars(500)
    .hint(word!("person-private-reason-hint"));

/// `/quan-tri/nguoi/{id}/than-nhan`.
#[derive(Template)]
#[template(path = "person/kin.html")]
struct KinPage {
    shell: Shell,
    id: String,
    name: String,
    filters: FormState,
    searched: bool,
    found: Vec<(String, String, String)>,
    back: Action,
}

impl KinPage {
    fn new(visit: &Visit, id: &str, name: &str, query: &ListQuery, found: Vec<(String, String, String)>) -> Self {
        Self {
            shell: visit
                .shell(word!("person-kin-title").with("name", name), Area::People)
                .crumb(name.to_owned(), address(id)),
            id: id.to_owned(),
            name: name.to_owned(),
            filters: query.form(),
            searched: query.search().is_some(),
            found,
            back: Action::link(word!("person-cancel"), address(id)),
        }
    }
}

pub(super) async fn show_kin(visit: Visit, Path(id): Path<String>, query: ListQuery) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::ManagePeople).map_err(|error| visit.failed(error))?;
    let (person, view) = load(&visit, &id).await?;
    let mut found = Vec::new();
    if let Some(words) = query.search() {
        let wanted = Wanted { words: words.to_owned(), ..Wanted::default() };
        let list = people::list(visit.cx()?, wanted).await.map_err(|error| visit.failed(error))?;
        let others = list.rows.into_iter().filter(|row| row.id != person);
        found = others.map(|row| (row.id.to_string(), row.name, row.unit_name)).take(20).collect();
    }
    Ok(visit.page(&KinPage::new(&visit, &id, &view.person.name, &query, found)))
}

pub(super) async fn add_kin(visit: Visit, Path(id): Path<String>, form: FormState) -> Result<Response, Failure> {
    let (person, other): (PersonId, PersonId) = (id_of(&id)?, id_of(form.raw("nguoi"))?);
    people::add_kin(visit.cx()?, person, other).await.map_err(|error| visit.failed(error))?;
    Ok(visit.redirect(&address(person), &Flash::done(word!("person-kin-added"))))
}

pub(super) async fn remove_kin(visit: Visit, Path(id): Path<String>, form: FormState) -> Result<Response, Failure> {
    let (person, other): (PersonId, PersonId) = (id_of(&id)?, id_of(form.raw("nguoi"))?);
    people::remove_kin(visit.cx()?, person, other).await.map_err(|error| visit.failed(error))?;
    Ok(visit.redirect(&address(person), &Flash::done(word!("person-kin-removed"))))
}

/// `/quan-tri/nguoi/{id}/rieng-tu`.
#[derive(Template)]
#[template(path = "person/private.html")]
struct PrivatePage {
    shell: Shell,
    id: String,
    name: String,
    form: FormState,
    submit: Action,
    cancel: Action,
}

impl PrivatePage {
    fn new(visit: &Visit, id: &str, name: &str, form: FormState) -> Self {
        Self {
            shell: visit
                .shell(word!("person-private-title").with("name", name), Area::People)
                .crumb(name.to_owned(), address(id)),
            id: id.to_owned(),
            name: name.to_owned(),
            form,
            submit: Action::submit(word!("person-save")).primary(),
            cancel: Action::link(word!("person-cancel"), address(id)),
        }
    }
}

pub(super) async fn show_private(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (_, view) = load(&visit, &id).await?;
    // Those who may not read it are not told that there is such a page.
    let private = view.private.ok_or(Failure::NotFound)?;
    let form = FormState::filled([
        (ETHNICITY.name, private.ethnicity),
        (RELIGION.name, private.religion),
        (PARTY.name, private.party_since.map(|day| day.to_string()).unwrap_or_default()),
    ]);
    Ok(visit.page(&PrivatePage::new(&visit, &id, &view.person.name, form)))
}

pub(super) async fn set_private(
    visit: Visit,
    Path(id): Path<String>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let (person, view) = load(&visit, &id).await?;
    if view.private.is_none() {
        return Err(Failure::NotFound);
    }
    let (ethnicity, religion) = (form.text(ETHNICITY), form.text(RELIGION));
    let party: Option<Option<Date>> =
        if form.raw(PARTY.name).trim().is_empty() { Some(None) } else { form.date(PARTY).map(Some) };
    if let (Some(ethnicity), Some(religion), Some(party_since)) = (ethnicity, religion, party) {
        match private::set(visit.cx()?, person, Private { ethnicity, religion, party_since }).await {
            Ok(()) => return Ok(visit.redirect(&address(person), &Flash::done(word!("person-saved")))),
            Err(error) => blame(&mut form, &visit, error, &[("ethnicity", ETHNICITY), ("party_since", PARTY)])?,
        }
    }
    Ok(visit.page_again(&PrivatePage::new(&visit, &id, &view.person.name, form)))
}

/// `/quan-tri/nguoi/{id}/rieng-tu/mo`.
#[derive(Template)]
#[template(path = "person/open_private.html")]
struct OpenPage {
    shell: Shell,
    id: String,
    name: String,
    form: FormState,
    opened: Option<PrivateView>,
    submit: Action,
    cancel: Action,
}

impl OpenPage {
    fn new(visit: &Visit, id: &str, name: &str, form: FormState, opened: Option<PrivateView>) -> Self {
        Self {
            shell: visit
                .shell(word!("person-private-title").with("name", name), Area::People)
                .crumb(name.to_owned(), address(id)),
            id: id.to_owned(),
            name: name.to_owned(),
            form,
            opened,
            submit: Action::submit(word!("person-private-open")).primary(),
            cancel: Action::link(word!("person-cancel"), address(id)),
        }
    }
}

pub(super) async fn ask_private(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (_, view) = load(&visit, &id).await?;
    if !view.may_open_private {
        return Err(Failure::NotFound);
    }
    Ok(visit.page(&OpenPage::new(&visit, &id, &view.person.name, FormState::empty(), None)))
}

pub(super) async fn open_private(
    visit: Visit,
    Path(id): Path<String>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let (person, view) = load(&visit, &id).await?;
    if !view.may_open_private {
        return Err(Failure::NotFound);
    }
    if let Some(reason) = form.text(REASON) {
        match private::open(visit.cx()?, person, &reason).await {
            Ok(private) => {
                let page = OpenPage::new(&visit, &id, &view.person.name, form, Some(private.into()));
                return Ok(visit.page(&page));
            }
            Err(error) => blame(&mut form, &visit, error, &[("reason", REASON)])?,
        }
    }
    Ok(visit.page_again(&OpenPage::new(&visit, &id, &view.person.name, form, None)))
}

pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let name = "Nguyễn Văn Long";
    let query = ListQuery::new("/quan-tri/nguoi/pe_1/than-nhan", &[("q", "hoa")]);
    let found = vec![("pe_7".to_owned(), "Nguyễn Thị Hoa".to_owned(), "Phòng Kinh tế".to_owned())];
    easel.show("person/kin", &KinPage::new(&visit, "pe_1", name, &query, found));
    easel.show("person/kin-none", &KinPage::new(&visit, "pe_1", name, &query, Vec::new()));
    easel.show("person/private", &PrivatePage::new(&visit, "pe_1", name, FormState::empty()));
    easel.show("person/open-private", &OpenPage::new(&visit, "pe_1", name, FormState::empty(), None));
    let opened = PrivateView { ethnicity: "Chăm".to_owned(), religion: String::new(), party_since: None };
    easel.show("person/opened-private", &OpenPage::new(&visit, "pe_1", name, FormState::empty(), Some(opened)));
}
