//! Base salaries and award coefficients over time, who checked them, and new ones; it must not compute money.

mod excel;
pub mod view;

use crate::{
    filters,
    kernel::{AppState, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::unit::id_of,
    sample::Easel,
    ui::Action,
    wrong::blame,
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use jiff::civil::Date;
use lantoa_app::law::{self, StateRate, StateSalary};
use lantoa_app::sheet::hundredths_of;
use lantoa_domain::policy::Act;
use lantoa_i18n::{Message, word};
use view::{AwardView, SalaryView};

const FROM: Input = Input::new(InputKind::Date, "tu-ngay", word!("law-from")).required();
const AMOUNT: Input =
    Input::new(InputKind::Whole, "muc", word!("law-amount")).required().hint(word!("law-amount-hint"));
const ACT: Input = Input::text("van-ban", word!("law-act")).required().max_chars(300).hint(word!("law-act-hint"));
const NAME: Input = Input::text("ten", word!("law-award")).required().max_chars(200);
const COEFFICIENT: Input =
    Input::text("he-so", word!("law-coefficient")).required().max_chars(10).hint(word!("law-coefficient-hint"));
const COLLECTIVE: Input = Input::text("tap-the", word!("law-collective")).required().max_chars(10);
const HOUSEHOLD: Input = Input::text("ho", word!("law-household")).required().max_chars(10);

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/quan-tri/luat", get(show))
        .route("/quan-tri/luat/luong", get(show_salary).post(state_salary))
        .route("/quan-tri/luat/luong/excel", post(excel::take_salaries))
        .route("/quan-tri/luat/muc/excel", post(excel::take_rates))
        .route("/quan-tri/luat/muc", get(show_rate).post(state_rate))
}

/// `/quan-tri/luat`.
#[derive(Template)]
#[template(path = "law/show.html")]
struct ShowPage {
    shell: Shell,
    salaries: Vec<SalaryView>,
    awards: Vec<AwardView>,
    may_manage: bool,
    unchecked: usize,
}

impl ShowPage {
    /// How many rates are neither in force nor the latest of their award.
    fn earlier(&self) -> usize {
        let of = |award: &AwardView| award.rates.iter().skip(1).filter(|row| !row.is_now).count();
        self.awards.iter().map(of).sum()
    }

    fn new(visit: &Visit, salaries: Vec<SalaryView>, awards: Vec<AwardView>, may_manage: bool) -> Self {
        let open = |checked: &Option<(String, Date)>| checked.is_none();
        let unchecked = salaries.iter().filter(|row| open(&row.checked)).count()
            + awards.iter().flat_map(|award| &award.rates).filter(|row| open(&row.checked)).count();
        let shell = visit.shell(word!("law-title"), Area::Agency).crumb(word!("agency-index"), "/quan-tri");
        Self { shell, salaries, awards, may_manage, unchecked }
    }
}

async fn show(visit: Visit) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let law = law::view(cx).await.map_err(|error| visit.failed(error))?;
    let today = cx.today();
    let salaries = view::salaries(law.salaries, today);
    Ok(visit.page(&ShowPage::new(&visit, salaries, view::awards(law.rates, today), law.may_manage)))
}

/// The form for one row of either table.
#[derive(Template)]
#[template(path = "law/state.html")]
struct StatePage {
    shell: Shell,
    title: Message,
    /// Whether it is about a base salary and not about an award.
    is_salary: bool,
    /// Whether the row is new; the first day and the name of one that is there stay.
    is_new: bool,
    new_award: bool,
    form: FormState,
    submit: Action,
    cancel: Action,
}

impl StatePage {
    fn new(visit: &Visit, title: impl Into<Message>, is_salary: bool, form: FormState) -> Self {
        let title = title.into();
        let is_new = form.raw(FormState::VERSION).is_empty();
        let label = if is_new { word!("law-add") } else { word!("law-confirm") };
        Self {
            shell: visit.shell(title.clone(), Area::Agency).crumb(word!("law-title"), "/quan-tri/luat"),
            title,
            is_salary,
            is_new,
            new_award: form.raw("ma").is_empty(),
            form,
            submit: Action::submit(label).primary(),
            cancel: Action::link(word!("law-cancel"), "/quan-tri/luat"),
        }
    }
}

fn salary_page(visit: &Visit, form: FormState) -> StatePage {
    StatePage::new(visit, word!("law-salary-title"), true, form)
}

async fn show_salary(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    cx.permit(Act::ManageLaw).map_err(|error| visit.failed(error))?;
    let mut form = FormState::empty();
    if let Some(from) = query.get("tu") {
        let from: Date = id_of(from)?;
        let law = law::view(cx).await.map_err(|error| visit.failed(error))?;
        let row = law.salaries.into_iter().find(|row| row.from == from).ok_or(Failure::NotFound)?;
        form = FormState::filled([
            (FROM.name, row.from.to_string()),
            (AMOUNT.name, lantoa_i18n::number(visit.locale(), row.amount)),
            (ACT.name, row.act),
            (FormState::VERSION, row.version.to_string()),
        ]);
    }
    Ok(visit.page(&salary_page(&visit, form)))
}

/// The version seen; nothing for a new row.
fn seen(form: &FormState) -> Result<Option<i64>, Failure> {
    match form.raw(FormState::VERSION) {
        "" => Ok(None),
        text => id_of(text).map(Some),
    }
}

async fn state_salary(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let (from, amount, act) = (form.date(FROM), form.whole(AMOUNT, 100_000..=100_000_000), form.text(ACT));
    if let (Some(from), Some(amount), Some(act)) = (from, amount, act) {
        let seen = seen(&form)?;
        match law::state_salary(visit.cx()?, StateSalary { from, amount, act, seen }).await {
            Ok(()) => return Ok(visit.redirect("/quan-tri/luat", &Flash::done(word!("law-stated")))),
            Err(error) => blame(&mut form, &visit, error, &[("from", FROM), ("amount", AMOUNT), ("act", ACT)])?,
        }
    }
    Ok(visit.page_again(&salary_page(&visit, form)))
}

fn rate_page(visit: &Visit, form: FormState) -> StatePage {
    let title = match form.raw("ten-muc") {
        "" => word!("law-award-new").into(),
        name => word!("law-award-title").with("name", name),
    };
    StatePage::new(visit, title, false, form)
}

async fn show_rate(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    cx.permit(Act::ManageLaw).map_err(|error| visit.failed(error))?;
    let decimal = |hundredths| view::decimal(visit.locale(), hundredths);
    let Some(award) = query.get("ma") else {
        let form = FormState::filled([(COLLECTIVE.name, decimal(200)), (HOUSEHOLD.name, decimal(150))]);
        return Ok(visit.page(&rate_page(&visit, form)));
    };
    let law = law::view(cx).await.map_err(|error| visit.failed(error))?;
    let mut rows = law.rates.into_iter().filter(|row| row.award == award);
    let from: Option<Date> = query.get("tu").and_then(|day| day.parse().ok());
    // Without a day it is a new rate of an award that is there: filled with the latest one.
    let row = match from {
        Some(from) => rows.find(|row| row.from == from),
        None => rows.next(),
    };
    let row = row.ok_or(Failure::NotFound)?;
    let mut values = vec![
        ("ma", row.award),
        ("ten-muc", row.name),
        (COEFFICIENT.name, decimal(row.hundredths)),
        (COLLECTIVE.name, decimal(row.collective)),
        (HOUSEHOLD.name, decimal(row.household)),
    ];
    if from.is_some() {
        values.extend([
            (FROM.name, row.from.to_string()),
            (ACT.name, row.act),
            (FormState::VERSION, row.version.to_string()),
        ]);
    }
    Ok(visit.page(&rate_page(&visit, FormState::filled(values))))
}

async fn state_rate(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let award = form.raw("ma").to_owned();
    let name = if award.is_empty() { form.text(NAME) } else { Some(String::new()) };
    let number = |form: &mut FormState, input| form.parsed(input, word!("fact-number-wrong"), hundredths_of);
    let (hundredths, collective) = (number(&mut form, COEFFICIENT), number(&mut form, COLLECTIVE));
    let (household, from, act) = (number(&mut form, HOUSEHOLD), form.date(FROM), form.text(ACT));
    if let (Some(name), Some(hundredths), Some(collective), Some(household), Some(from), Some(act)) =
        (name, hundredths, collective, household, from, act)
    {
        let seen = seen(&form)?;
        let new = StateRate { award, name, from, hundredths, collective, household, act, seen };
        match law::state_rate(visit.cx()?, new).await {
            Ok(()) => return Ok(visit.redirect("/quan-tri/luat", &Flash::done(word!("law-stated")))),
            Err(error) => {
                let fields = [
                    ("from", FROM),
                    ("hundredths", COEFFICIENT),
                    ("collective", COLLECTIVE),
                    ("household", HOUSEHOLD),
                    ("act", ACT),
                    ("name", NAME),
                ];
                blame(&mut form, &visit, error, &fields)?;
            }
        }
    }
    Ok(visit.page_again(&rate_page(&visit, form)))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let (salaries, awards) = view::sample();
    easel.show("law/show", &ShowPage::new(&visit, salaries.clone(), awards.clone(), true));
    easel.show("law/show-read", &ShowPage::new(&visit, salaries, awards, false));
    easel.show("law/salary", &salary_page(&visit, FormState::empty()));
    let form = FormState::filled([
        ("ma", "giay-khen-xa".to_owned()),
        ("ten-muc", "Giấy khen".to_owned()),
        (FormState::VERSION, "1".to_owned()),
    ]);
    easel.show("law/rate", &rate_page(&visit, form));
    easel.show("law/rate-new", &rate_page(&visit, FormState::empty()));
}
