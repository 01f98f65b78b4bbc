//! Public holidays and swapped days of each year, and the rule for deadlines on days off; it must not compute which day holds.

mod excel;
mod sample;

use crate::{
    filters,
    kernel::{
        AppState, Ask, At, Choice, Confirmation, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit,
    },
    nav::Area,
    sample::Easel,
    ui::{Action, Tabs},
    wrong::blame,
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::holiday::{self, DayKind, Entry, Holiday, Lacking, OffDay, Proposal, View};
use lantoa_domain::id::HolidayId;
use lantoa_domain::policy::Act;
use lantoa_i18n::{Word, word};

const HOME: &str = "/quan-tri/ngay-nghi";
const KIND: Input = Input::new(InputKind::Radio, "loai", word!("holiday-kind")).required();
const NAME: Input =
    Input::text("ten", word!("holiday-name")).required().max_chars(200).hint(word!("holiday-name-hint"));
const FROM: Input = Input::new(InputKind::Date, "tu-ngay", word!("holiday-from")).required();
const TO: Input = Input::new(InputKind::Date, "den-ngay", word!("holiday-to")).hint(word!("holiday-to-hint"));
const ACT: Input =
    Input::text("van-ban", word!("holiday-act")).required().max_chars(300).hint(word!("holiday-act-hint"));
const RULE: Input = Input::new(InputKind::Radio, "quy-tac", word!("holiday-rule")).required();

const KINDS: [(DayKind, &str, Word); 2] =
    [(DayKind::Off, "nghi", word!("holiday-off")), (DayKind::Working, "lam-bu", word!("holiday-working"))];
const RULES: [(OffDay, &str, Word); 3] = [
    (OffDay::Keep, "giu", word!("holiday-rule-keep")),
    (OffDay::Later, "lui", word!("holiday-rule-later")),
    (OffDay::Earlier, "som", word!("holiday-rule-earlier")),
];

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route(HOME, get(show))
        .route("/quan-tri/ngay-nghi/excel", post(excel::take))
        .route("/quan-tri/ngay-nghi/quy-tac", post(set_rule))
        .route("/quan-tri/ngay-nghi/moi", get(show_new).post(add))
        .route("/quan-tri/ngay-nghi/{id}", get(show_one).post(change))
        .route("/quan-tri/ngay-nghi/{id}/xoa", get(ask_remove).post(remove))
}

/// What kind of day it is, in words.
pub(super) fn kind_word(kind: DayKind) -> Word {
    KINDS.iter().find(|(known, ..)| *known == kind).map_or(word!("holiday-off"), |(.., word)| *word)
}

/// A moving holiday.
const fn lacking_word(what: Lacking) -> Word {
    match what {
        Lacking::Tet => word!("holiday-tet"),
        Lacking::HungVuong => word!("holiday-hung-vuong"),
        Lacking::National => word!("holiday-national"),
    }
}

/// `/quan-tri/ngay-nghi`.
#[derive(Template)]
#[template(path = "holiday/show.html")]
struct ShowPage {
    shell: Shell,
    query: ListQuery,
    view: View,
    years: Tabs,
    rule: FormState,
    rules: Vec<Choice>,
    incomplete: String,
}

impl ShowPage {
    fn new(visit: &Visit, query: ListQuery, view: View) -> Self {
        let lit = view.years.iter().position(|year| *year == view.year).unwrap_or_default();
        let tab = |tabs: Tabs, year: &i16| tabs.tab(year.to_string(), &query.with("nam", &year.to_string()), None);
        let code = RULES.iter().find(|(rule, ..)| *rule == view.rule).map_or("giu", |(_, code, _)| *code);
        Self {
            shell: visit.shell(word!("holiday-title"), Area::Agency).crumb(word!("agency-index"), "/quan-tri"),
            years: view.years.iter().fold(Tabs::new(word!("holiday-years"), lit), tab),
            rule: FormState::filled([(RULE.name, code.to_owned())]),
            rules: RULES.into_iter().map(|(_, code, word)| Choice::new(code, word)).collect(),
            incomplete: view.incomplete.iter().map(i16::to_string).collect::<Vec<_>>().join(", "),
            query,
            view,
        }
    }

    fn kind(&self, row: &Holiday) -> Word {
        kind_word(row.kind.0)
    }

    fn lacking(&self, what: &Lacking) -> Word {
        lacking_word(*what)
    }

    /// The form filled with what the lunar calendar gives.
    fn proposed(&self, one: &Proposal) -> String {
        let code = match one.what {
            Lacking::Tet => "tet",
            Lacking::HungVuong => "hung-vuong",
            Lacking::National => "quoc-khanh",
        };
        format!("{HOME}/moi?goi-y={code}&tu-ngay={}&den-ngay={}", one.from, one.to)
    }
}

async fn show(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let year = query.get("nam").and_then(|text| text.parse().ok());
    let view = holiday::view(visit.cx()?, year).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ShowPage::new(&visit, query, view)))
}

fn retimed(visit: &Visit, address: &str, changed: u64) -> Response {
    visit.redirect(address, &Flash::done(word!("holiday-saved").with("count", changed)))
}

async fn set_rule(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let known = |text: &str| RULES.iter().find(|(_, code, _)| *code == text).map(|(rule, ..)| *rule);
    let Some(rule) = form.choice(RULE, known) else {
        let view = holiday::view(visit.cx()?, None).await.map_err(|why| visit.failed(why))?;
        let page = ShowPage { rule: form, ..ShowPage::new(&visit, ListQuery::new(HOME, &[]), view) };
        return Ok(visit.page_again(&page));
    };
    let changed = holiday::set_rule(visit.cx()?, rule).await.map_err(|why| visit.failed(why))?;
    Ok(retimed(&visit, HOME, changed))
}

fn shell(visit: &Visit, title: Word) -> Shell {
    visit.shell(title, Area::Agency).crumb(word!("holiday-title"), HOME)
}

fn form_page(visit: &Visit, id: Option<HolidayId>, form: &FormState) -> Ask {
    let title = if id.is_some() { word!("holiday-change") } else { word!("holiday-new") };
    let address = id.map_or_else(|| format!("{HOME}/moi"), |id| format!("{HOME}/{id}"));
    let kinds: Vec<Choice> = KINDS.into_iter().map(|(_, code, word)| Choice::new(code, word)).collect();
    let fields = vec![form.show_choices(KIND, &kinds), form.show(NAME), form.show(FROM), form.show(TO), form.show(ACT)];
    let back = Action::link(word!("ui-confirm-back"), HOME);
    Ask::new(shell(visit, title), title, address, Action::submit(word!("holiday-save")).primary(), back)
        .hidden(FormState::VERSION, form.raw(FormState::VERSION).to_owned())
        .consequence(word!("holiday-retimes"))
        .fields(form, fields)
}

fn read(form: &mut FormState) -> Option<Entry> {
    let kind = form.choice(KIND, |text| KINDS.iter().find(|(_, code, _)| *code == text).map(|(kind, ..)| *kind));
    let (name, from, to, act) = (form.text(NAME), form.date(FROM), form.maybe_date(TO), form.text(ACT));
    let from = from?;
    Some(Entry { kind: kind?, name: name?, from, to: to?.unwrap_or(from), act: act? })
}

const FIELDS: [(&str, Input); 5] = [("name", NAME), ("from", FROM), ("days", FROM), ("to", TO), ("act", ACT)];

async fn show_new(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::ManageLaw).map_err(|why| visit.failed(why))?;
    // A name is data of the agency: proposed in the language that its papers are written in.
    let name = match query.get("goi-y") {
        Some("tet") => "Tết Nguyên đán",
        Some("hung-vuong") => "Giỗ Tổ Hùng Vương",
        _ => "",
    };
    let day = |name| query.get(name).unwrap_or_default().to_owned();
    let form = FormState::filled([
        (KIND.name, "nghi".to_owned()),
        (NAME.name, name.to_owned()),
        (FROM.name, day(FROM.name)),
        (TO.name, day(TO.name)),
    ]);
    Ok(visit.page(&form_page(&visit, None, &form)))
}

async fn add(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    if let Some(new) = read(&mut form) {
        let year = new.from.year();
        match holiday::add(visit.cx()?, new).await {
            Ok(changed) => return Ok(retimed(&visit, &format!("{HOME}?nam={year}"), changed)),
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    Ok(visit.page_again(&form_page(&visit, None, &form)))
}

async fn load(visit: &Visit, id: HolidayId) -> Result<Holiday, Failure> {
    holiday::show(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

fn filled(row: Holiday) -> FormState {
    let code = KINDS.iter().find(|(kind, ..)| *kind == row.kind.0).map_or("nghi", |(_, code, _)| *code);
    FormState::filled([
        (KIND.name, code.to_owned()),
        (NAME.name, row.name),
        (FROM.name, row.from.to_string()),
        (TO.name, row.to.to_string()),
        (ACT.name, row.act),
        (FormState::VERSION, row.version.to_string()),
    ])
}

async fn show_one(visit: Visit, At(id): At<HolidayId>) -> Result<Response, Failure> {
    let row = load(&visit, id).await?;
    Ok(visit.page(&form_page(&visit, Some(id), &filled(row))))
}

async fn change(visit: Visit, At(id): At<HolidayId>, mut form: FormState) -> Result<Response, Failure> {
    let seen = form.version()?;
    if let Some(new) = read(&mut form) {
        let year = new.from.year();
        match holiday::change(visit.cx()?, id, seen, new).await {
            Ok(changed) => return Ok(retimed(&visit, &format!("{HOME}?nam={year}"), changed)),
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    Ok(visit.page_again(&form_page(&visit, Some(id), &form)))
}

fn remove_page(visit: &Visit, row: &Holiday) -> Confirmation {
    let days = lantoa_i18n::date_short(visit.locale(), row.from);
    let until = lantoa_i18n::date_short(visit.locale(), row.to);
    let action = Action::post(word!("holiday-remove"), format!("{HOME}/{}/xoa", row.id)).danger();
    let action = action.field(FormState::VERSION, row.version.to_string());
    let back = Action::link(word!("ui-confirm-back"), HOME);
    Confirmation::new(shell(visit, word!("holiday-remove-title")), word!("holiday-remove-title"), action, back)
        .fact(word!("holiday-name"), row.name.as_str())
        .fact(word!("holiday-days"), if row.from == row.to { days } else { format!("{days} – {until}") })
        .consequence(word!("holiday-retimes"))
}

async fn ask_remove(visit: Visit, At(id): At<HolidayId>) -> Result<Response, Failure> {
    let row = load(&visit, id).await?;
    Ok(visit.page(&remove_page(&visit, &row)))
}

async fn remove(visit: Visit, At(id): At<HolidayId>, form: FormState) -> Result<Response, Failure> {
    let changed = holiday::remove(visit.cx()?, id, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(retimed(&visit, HOME, changed))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}
