//! Recorded facts: about one subject, the latest ones, recording and correcting; it must not say what a fact proves.

mod excel;
pub mod view;

use crate::{
    filters,
    kernel::{AppState, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::unit::id_of,
    sample::Easel,
    ui::{Action, Label, Pager, Tabs},
    words,
    wrong::blame,
};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use lantoa_app::facts::{self, Correct, Record};
use lantoa_app::sheet::hundredths_of;
use lantoa_domain::facts::{FactKind, Recorded, level_of, rating_of};
use lantoa_domain::id::FactId;
use lantoa_domain::subject::Subject;
use lantoa_i18n::word;
use view::Row;

const YEAR: Input = Input::new(InputKind::Whole, "nam", word!("fact-year")).required();
const DAY: Input = Input::new(InputKind::Date, "ngay", word!("fact-day")).required();
const NAME: Input = Input::text("ten", word!("fact-name")).required().max_chars(300);
const LEVEL: Input = Input::new(InputKind::Select, "muc", word!("fact-value")).required();
const NUMBER: Input = Input::text("muc", word!("fact-value")).required().max_chars(20).hint(word!("fact-number-hint"));
const NOTE: Input = Input::text("can-cu", word!("fact-note")).max_chars(500).hint(word!("fact-note-hint"));
const VERIFIED: Input = Input::new(InputKind::Tick, "da-xac-minh", word!("fact-verified-tick"));
const WHY: Input = Input::text("ly-do", word!("fact-remove-why")).required().max_chars(500);

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/quan-tri/ghi-nhan", get(latest))
        .route("/quan-tri/ghi-nhan/excel", post(excel::take))
        .route("/quan-tri/ghi-nhan/{id}", get(about).post(record))
        .route("/quan-tri/ghi-nhan/{id}/excel", post(excel::take_about))
        .route("/quan-tri/ghi-nhan/{id}/sua/{fact}", get(show_edit).post(correct))
        .route("/quan-tri/ghi-nhan/{id}/xoa/{fact}", post(remove))
}

fn kind_code(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Rating => "xep-loai",
        FactKind::PartyRating => "xep-loai-dang",
        FactKind::MassRating => "xep-loai-doan-the",
        FactKind::Score => "diem",
        FactKind::RosterShare => "ty-le",
        FactKind::TargetResult => "ket-qua",
        FactKind::Title => "danh-hieu",
        FactKind::Initiative => "sang-kien",
        FactKind::Prize => "giai-thuong",
        FactKind::Highest => "cao-nhat",
        FactKind::Discipline => "ky-luat",
        FactKind::DisciplineRegister => "so-ky-luat",
    }
}

fn kind_of(code: &str) -> Option<FactKind> {
    FactKind::ALL.into_iter().find(|kind| kind_code(*kind) == code)
}

/// How a kind's value is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    Rating,
    Discipline,
    Number,
    Nothing,
}

const fn ask(kind: FactKind) -> Ask {
    match kind {
        FactKind::Rating | FactKind::PartyRating | FactKind::MassRating => Ask::Rating,
        FactKind::Discipline => Ask::Discipline,
        FactKind::Score | FactKind::RosterShare | FactKind::TargetResult => Ask::Number,
        FactKind::DisciplineRegister | FactKind::Title | FactKind::Initiative | FactKind::Prize | FactKind::Highest => {
            Ask::Nothing
        }
    }
}

fn levels(kind: FactKind) -> Vec<Choice> {
    let choice = |n: i64, label: Label| Choice::new(n.to_string(), label);
    match ask(kind) {
        Ask::Rating => {
            (0..4).rev().filter_map(|n| rating_of(n).map(|one| choice(n, words::rating(one).into()))).collect()
        }
        Ask::Discipline => {
            (0..6).filter_map(|n| level_of(n).map(|one| choice(n, words::discipline(one).into()))).collect()
        }
        Ask::Number | Ask::Nothing => Vec::new(),
    }
}

/// `/quan-tri/ghi-nhan`.
#[derive(Template)]
#[template(path = "fact/latest.html")]
struct LatestPage {
    shell: Shell,
    rows: Vec<(String, String, Row)>,
    pager: Pager,
    import: Action,
}

async fn latest(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let before = query.cursor().and_then(|id| id.parse().ok());
    let (found, names) = facts::latest(visit.cx()?, before).await.map_err(|error| visit.failed(error))?;
    let next = found.next.map(|id| id.to_string());
    let row = |(row, name): (facts::FactRow, String)| {
        (name, format!("/quan-tri/ghi-nhan/{}", facts::subject_text(row.about())), Row::new(&row))
    };
    let rows: Vec<_> = found.rows.into_iter().zip(names).map(row).collect();
    let pager = Pager::new(&query, rows.len(), next.as_deref());
    Ok(visit.page(&LatestPage { shell: shell(&visit), rows, pager, import: import_action() }))
}

fn shell(visit: &Visit) -> Shell {
    visit.shell(word!("fact-title"), Area::Agency).crumb(word!("agency-index"), "/quan-tri")
}

fn import_action() -> Action {
    Action::link(word!("fact-import"), "/quan-tri/ghi-nhan/nhap").primary().icon("upload")
}

/// `/quan-tri/ghi-nhan/{id}`.
#[derive(Template)]
#[template(path = "fact/about.html")]
struct AboutPage {
    shell: Shell,
    id: String,
    name: String,
    rows: Vec<Row>,
    pager: Pager,
    may_record: bool,
    kind: FactKind,
    code: &'static str,
    kinds: Tabs,
    asks: Ask,
    levels: Vec<Choice>,
    form: FormState,
    submit: Action,
}

impl AboutPage {
    /// Takes the facts as an Excel file.
    fn excel(&self) -> Action {
        self.shell.excel(&format!("/quan-tri/ghi-nhan/{}", self.id))
    }

    fn new(
        visit: &Visit,
        subject: (Subject, String),
        page: (Vec<Row>, Pager),
        kind: FactKind,
        form: FormState,
    ) -> Self {
        let (about, name) = subject;
        let id = facts::subject_text(about);
        let fitting: Vec<FactKind> = FactKind::ALL.into_iter().filter(|kind| kind.fits(about)).collect();
        let current = fitting.iter().position(|one| *one == kind).unwrap_or(0);
        let tab = |tabs: Tabs, kind: &FactKind| {
            tabs.tab(view::kind(*kind), &format!("/quan-tri/ghi-nhan/{id}?loai={}#them", kind_code(*kind)), None)
        };
        let back = match about {
            Subject::Unit(_) => format!("/quan-tri/don-vi/{id}"),
            _ => format!("/quan-tri/nguoi/{id}"),
        };
        Self {
            shell: visit.shell(word!("fact-about").with("name", &name), Area::Agency).crumb(name.clone(), back),
            name,
            rows: page.0,
            pager: page.1,
            may_record: false,
            kind,
            code: kind_code(kind),
            kinds: fitting.iter().fold(Tabs::new(word!("fact-kinds"), current), tab),
            asks: ask(kind),
            levels: levels(kind),
            form,
            submit: Action::submit(word!("fact-record")).primary(),
            id,
        }
    }
}

async fn about_page(visit: &Visit, id: &str, query: &ListQuery, form: FormState) -> Result<AboutPage, Failure> {
    let cx = visit.cx()?;
    let about = facts::subject_of(cx, id).await.map_err(|error| visit.failed(error))?;
    let before = query.cursor().and_then(|id| id.parse().ok());
    let found = facts::about(cx, about, before).await.map_err(|error| visit.failed(error))?;
    let name = facts::subject_name(cx, about).await.map_err(|error| visit.failed(error))?;
    let code = if form.raw("loai").is_empty() { query.get("loai").unwrap_or_default() } else { form.raw("loai") };
    let kind = kind_of(code).filter(|kind| kind.fits(about)).unwrap_or(FactKind::Rating);
    let next = found.next.map(|id| id.to_string());
    let pager = Pager::new(query, found.rows.len(), next.as_deref());
    let rows = found.rows.iter().map(Row::new).collect();
    let mut page = AboutPage::new(visit, (about, name), (rows, pager), kind, form);
    page.may_record = found.may_record;
    Ok(page)
}

async fn about(visit: Visit, Path(id): Path<String>, query: ListQuery) -> Result<Response, Failure> {
    let year = visit.cx()?.today().year().to_string();
    let form = FormState::filled([(YEAR.name, year)]);
    Ok(visit.page(&about_page(&visit, &id, &query, form).await?))
}

/// Reads a fact of a kind; the mistakes are noted in the form.
fn read(form: &mut FormState, kind: FactKind) -> Option<(Recorded, String)> {
    let day = if kind.needs_day() { form.date(DAY).map(Some) } else { Some(None) };
    let year = match day {
        Some(Some(day)) => Some(day.year()),
        _ if kind.needs_day() => None,
        _ => form.whole(YEAR, 1945..=2100).and_then(|year| i16::try_from(year).ok()),
    };
    let name = if kind.needs_name() { form.text(NAME) } else { Some(String::new()) };
    let value = match ask(kind) {
        Ask::Rating | Ask::Discipline => form.choice(LEVEL, |text| text.parse().ok()),
        Ask::Number => form.parsed(NUMBER, word!("fact-number-wrong"), |text| {
            let hundredths = hundredths_of(text)?;
            if kind == FactKind::RosterShare { Some(hundredths / 100) } else { Some(hundredths) }
        }),
        Ask::Nothing => Some(0),
    };
    let note = form.text(NOTE);
    let verified = form.ticked(VERIFIED);
    Some((Recorded { kind, name: name?, year: year?, on: day?, value: value?, verified }, note?))
}

fn fields(kind: FactKind) -> [(&'static str, Input); 5] {
    let value = if ask(kind) == Ask::Number { NUMBER } else { LEVEL };
    let year = if kind.needs_day() { DAY } else { YEAR };
    [("year", year), ("day", DAY), ("name", NAME), ("value", value), ("kind", NOTE)]
}

async fn record(
    visit: Visit,
    Path(id): Path<String>,
    query: ListQuery,
    mut form: FormState,
) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let kind = kind_of(form.raw("loai")).ok_or(Failure::Unreadable)?;
    let about = facts::subject_of(cx, &id).await.map_err(|error| visit.failed(error))?;
    if let Some((fact, note)) = read(&mut form, kind) {
        match facts::record(cx, Record { about, fact, note }).await {
            Ok(_) => {
                let address = format!("/quan-tri/ghi-nhan/{id}");
                return Ok(visit.redirect(&address, &Flash::done(word!("fact-recorded"))));
            }
            Err(error) => blame(&mut form, &visit, error, &fields(kind))?,
        }
    }
    Ok(visit.page_again(&about_page(&visit, &id, &query, form).await?))
}

/// `/quan-tri/ghi-nhan/{id}/sua/{fact}`.
#[derive(Template)]
#[template(path = "fact/edit.html")]
struct EditPage {
    shell: Shell,
    id: String,
    fact: String,
    version: String,
    kind: FactKind,
    asks: Ask,
    levels: Vec<Choice>,
    form: FormState,
    removal: FormState,
    submit: Action,
    remove: Action,
    cancel: Action,
}

impl EditPage {
    fn new(visit: &Visit, id: &str, fact: FactId, kind: FactKind, form: FormState, removal: FormState) -> Self {
        let back = format!("/quan-tri/ghi-nhan/{id}");
        Self {
            shell: visit.shell(word!("fact-edit"), Area::Agency).crumb(word!("fact-title"), back.clone()),
            id: id.to_owned(),
            fact: fact.to_string(),
            version: form.raw(FormState::VERSION).to_owned(),
            kind,
            asks: ask(kind),
            levels: levels(kind),
            form,
            removal,
            submit: Action::submit(word!("fact-save")).primary(),
            remove: Action::submit(word!("fact-remove")).danger(),
            cancel: Action::link(word!("fact-cancel"), back),
        }
    }
}

async fn filled(visit: &Visit, fact: FactId) -> Result<(FactKind, FormState), Failure> {
    let row = facts::one(visit.cx()?, fact).await.map_err(|error| visit.failed(error))?;
    Ok((row.kind.0, view::form(visit.locale(), &Row::new(&row), row.version)))
}

async fn show_edit(visit: Visit, Path((id, fact)): Path<(String, String)>) -> Result<Response, Failure> {
    let fact = id_of(&fact)?;
    let (kind, form) = filled(&visit, fact).await?;
    Ok(visit.page(&EditPage::new(&visit, &id, fact, kind, form, FormState::empty())))
}

async fn correct(
    visit: Visit,
    Path((id, fact)): Path<(String, String)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let fact_id: FactId = id_of(&fact)?;
    let (kind, _) = filled(&visit, fact_id).await?;
    if let Some((fact, note)) = read(&mut form, kind) {
        let new = Correct { id: fact_id, fact, note, seen: form.version()? };
        match facts::correct(visit.cx()?, new).await {
            Ok(()) => {
                let address = format!("/quan-tri/ghi-nhan/{id}");
                return Ok(visit.redirect(&address, &Flash::done(word!("fact-corrected"))));
            }
            Err(error) => blame(&mut form, &visit, error, &fields(kind))?,
        }
    }
    Ok(visit.page_again(&EditPage::new(&visit, &id, fact_id, kind, form, FormState::empty())))
}

async fn remove(
    visit: Visit,
    Path((id, fact)): Path<(String, String)>,
    mut removal: FormState,
) -> Result<Response, Failure> {
    let fact: FactId = id_of(&fact)?;
    let (kind, form) = filled(&visit, fact).await?;
    if let Some(why) = removal.text(WHY) {
        let seen = removal.version()?;
        facts::remove(visit.cx()?, fact, seen, &why).await.map_err(|error| visit.failed(error))?;
        return Ok(visit.redirect(&format!("/quan-tri/ghi-nhan/{id}"), &Flash::done(word!("fact-removed"))));
    }
    Ok(visit.page_again(&EditPage::new(&visit, &id, fact, kind, form, removal)))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    use lantoa_domain::id::{Id, PersonId, UnitId};
    let visit = easel.visit().clone();
    let query = ListQuery::new("/quan-tri/ghi-nhan", &[]);
    let pager = Pager::new(&query, 3, None);
    let rows = view::sample();
    let latest = rows.iter().map(|row| ("Phòng Nội vụ".to_owned(), "/quan-tri/ghi-nhan/un_1".to_owned(), row.clone()));
    let page =
        LatestPage { shell: shell(&visit), rows: latest.collect(), pager: pager.clone(), import: import_action() };
    easel.show("fact/latest", &page);
    let person = (Subject::Person(PersonId::from_raw(1)), "Nguyễn Văn Long".to_owned());
    let mut form = FormState::filled([(YEAR.name, "2026".to_owned())]);
    form.refuse(YEAR, crate::wrong::message("year", "taken", ""));
    let mut page = AboutPage::new(&visit, person.clone(), (rows.clone(), pager.clone()), FactKind::Rating, form);
    page.may_record = true;
    easel.show("fact/about", &page);
    let read = AboutPage::new(&visit, person, (Vec::new(), pager.clone()), FactKind::Rating, FormState::empty());
    easel.show("fact/about-none", &read);
    let unit = (Subject::Unit(UnitId::from_raw(1)), "Phòng Nội vụ".to_owned());
    for (name, kind) in [("fact/score", FactKind::Score), ("fact/discipline", FactKind::Discipline)] {
        let mut page = AboutPage::new(&visit, unit.clone(), (rows.clone(), pager.clone()), kind, FormState::empty());
        page.may_record = true;
        easel.show(name, &page);
    }
    let form = view::form(visit.locale(), &rows[0], 2);
    let page = EditPage::new(&visit, "pe_1", FactId::from_raw(1), FactKind::Rating, form, FormState::empty());
    easel.show("fact/edit", &page);
}
