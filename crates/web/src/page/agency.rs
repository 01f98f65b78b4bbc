//! The first page of administration and the settings of the agency; it must not decide who may change them.

mod excel;
pub mod view;

use crate::{
    filters,
    kernel::{AppState, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Pager},
    words,
    wrong::blame,
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::account::{self, WantedHolders};
use lantoa_app::{org, people};
use lantoa_domain::id::UnitId;
use lantoa_domain::money::Rounding;
use lantoa_domain::policy::Role;
use lantoa_domain::statistics::Tier;
use lantoa_i18n::{Word, word};
use view::{Door, HolderList, HolderRow};

const STANDING_BODY: Input = Input::new(InputKind::Select, "thuong-truc", word!("agency-standing-body"))
    .hint(word!("agency-standing-body-hint"));
const ROUNDING: Input = Input::new(InputKind::Radio, "lam-tron", word!("agency-rounding")).required();
const TIER: Input =
    Input::new(InputKind::Select, "vi-tri", word!("agency-tier")).required().hint(word!("agency-tier-hint"));
const PAPERS: Input =
    Input::new(InputKind::Whole, "tai-lieu", word!("agency-papers")).required().hint(word!("agency-papers-hint"));
const SYMBOL: Input = Input::text("ky-hieu", word!("agency-symbol")).max_chars(20).hint(word!("agency-symbol-hint"));
const SEARCH: Input = Input::new(InputKind::Search, "q", word!("agency-holders-search"));
const ROLE: Input = Input::new(InputKind::Select, "vai-tro", word!("agency-role"));

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/quan-tri", get(index))
        .route("/quan-tri/co-quan", get(show).post(set))
        .route("/quan-tri/vai-tro", get(holders))
        .route("/quan-tri/vai-tro/excel", post(excel::take))
}

/// `/quan-tri`.
#[derive(Template)]
#[template(path = "agency/index.html")]
struct IndexPage {
    shell: Shell,
    doors: Vec<Door>,
}

async fn index(visit: Visit) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let doors = view::doors(&|act| cx.may(act), people::may_list(cx));
    let shell = visit.shell(word!("agency-index"), Area::Agency);
    Ok(visit.page(&IndexPage { shell, doors }))
}

/// `/quan-tri/co-quan`.
#[derive(Template)]
#[template(path = "agency/settings.html")]
struct SettingsPage {
    shell: Shell,
    form: FormState,
    units: Vec<Choice>,
    rounding: Vec<Choice>,
    tiers: Vec<Choice>,
    may_manage: bool,
    submit: Action,
}

impl SettingsPage {
    fn new(visit: &Visit, form: FormState, units: Vec<Choice>, may_manage: bool) -> Self {
        Self {
            shell: visit.shell(word!("agency-settings"), Area::Agency).crumb(word!("agency-index"), "/quan-tri"),
            form,
            units,
            rounding: vec![
                Choice::new("len", word!("agency-rounding-up")).note(word!("agency-rounding-up-note")),
                Choice::new("gan-nhat", word!("agency-rounding-nearest")).note(word!("agency-rounding-nearest-note")),
            ],
            tiers: Tier::ALL.into_iter().map(|tier| Choice::new(tier_code(tier), tier_word(tier))).collect(),
            may_manage,
            submit: Action::submit(word!("agency-save")).primary(),
        }
    }
}

fn rounding_code(rounding: Rounding) -> &'static str {
    match rounding {
        Rounding::Up => "len",
        Rounding::Nearest => "gan-nhat",
    }
}

const fn tier_code(tier: Tier) -> &'static str {
    match tier {
        Tier::Ministry => "bo",
        Tier::Province => "tinh",
        Tier::UnderMinistry => "thuoc-bo",
        Tier::Department => "so",
        Tier::Local => "co-so",
    }
}

/// Where an agency stands, in words.
pub(super) fn tier_word(tier: Tier) -> Word {
    match tier {
        Tier::Ministry => word!("agency-tier-ministry"),
        Tier::Province => word!("agency-tier-province"),
        Tier::UnderMinistry => word!("agency-tier-under-ministry"),
        Tier::Department => word!("agency-tier-department"),
        Tier::Local => word!("agency-tier-local"),
    }
}

async fn show(visit: Visit) -> Result<Response, Failure> {
    let settings = org::settings(visit.cx()?).await.map_err(|error| visit.failed(error))?;
    let form = FormState::filled([
        (STANDING_BODY.name, settings.standing_body.map(|unit| unit.to_string()).unwrap_or_default()),
        (ROUNDING.name, rounding_code(settings.rounding).to_owned()),
        (TIER.name, tier_code(settings.tier).to_owned()),
        (PAPERS.name, settings.papers_days.to_string()),
        (SYMBOL.name, settings.symbol),
        (FormState::VERSION, settings.version.to_string()),
    ]);
    let units = super::unit::choices(&visit).await?;
    Ok(visit.page(&SettingsPage::new(&visit, form, units, settings.may_manage)))
}

async fn set(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let body = form.maybe(STANDING_BODY, word!("ui-form-not-offered"), |text| text.parse::<UnitId>().ok());
    let rounding = form
        .choice(ROUNDING, |text| [Rounding::Up, Rounding::Nearest].into_iter().find(|one| rounding_code(*one) == text));
    let tier = form.choice(TIER, |text| Tier::ALL.into_iter().find(|tier| tier_code(*tier) == text));
    let (papers, symbol) = (form.whole(PAPERS, 0..=30), form.text(SYMBOL));
    if let (Some(standing_body), Some(rounding), Some(tier), Some(papers_days), Some(symbol)) =
        (body, rounding, tier, papers, symbol)
    {
        let seen = form.version()?;
        match org::set(cx, org::Set { standing_body, rounding, tier, papers_days, symbol, seen }).await {
            Ok(()) => return Ok(visit.redirect("/quan-tri/co-quan", &Flash::done(word!("agency-saved")))),
            Err(error) => {
                let fields = [("standing_body", STANDING_BODY), ("papers_days", PAPERS), ("symbol", SYMBOL)];
                blame(&mut form, &visit, error, &fields)?;
            }
        }
    }
    let units = super::unit::choices(&visit).await?;
    Ok(visit.page_again(&SettingsPage::new(&visit, form, units, true)))
}

/// `/quan-tri/vai-tro`.
#[derive(Template)]
#[template(path = "agency/holders.html")]
struct HoldersPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    roles: Vec<Choice>,
    rows: Vec<HolderRow>,
    pager: Pager,
}

impl HoldersPage {
    fn new(visit: &Visit, query: ListQuery, list: HolderList) -> Self {
        let role = |role| Choice::new(view::role_code(role), words::role(role));
        Self {
            shell: visit.shell(word!("agency-holders"), Area::Agency).crumb(word!("agency-index"), "/quan-tri"),
            filters: query.form(),
            roles: Role::ALL.into_iter().map(role).collect(),
            pager: Pager::new(&query, list.rows.len(), list.next.as_deref()),
            rows: list.rows,
            query,
        }
    }
}

/// What a list is narrowed to.
fn wanted(query: &ListQuery) -> WantedHolders {
    WantedHolders {
        role: query.get(ROLE.name).and_then(view::role_of),
        words: query.search().unwrap_or_default().to_owned(),
        after: query.cursor().and_then(view::after),
    }
}

async fn holders(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let found = account::holders(visit.cx()?, wanted(&query)).await.map_err(|error| visit.failed(error))?;
    Ok(visit.page(&HoldersPage::new(&visit, query, HolderList::new(found))))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let shell = visit.shell(word!("agency-index"), Area::Agency);
    easel.show("agency/index", &IndexPage { shell, doors: view::doors(&|_| true, true) });
    let units = vec![Choice::new("un_1", "UBND phường Đông Hải")];
    let form = FormState::filled([
        (ROUNDING.name, "len".to_owned()),
        (TIER.name, "co-so".to_owned()),
        (PAPERS.name, "2".to_owned()),
    ]);
    easel.show("agency/settings", &SettingsPage::new(&visit, form.clone(), units.clone(), true));
    easel.show("agency/settings-read", &SettingsPage::new(&visit, form, units, false));
    let query = ListQuery::new("/quan-tri/vai-tro", &[("q", "dong hai")]);
    easel.show("agency/holders", &HoldersPage::new(&visit, query.clone(), view::sample_holders()));
    let none = HolderList { rows: Vec::new(), next: None };
    easel.show("agency/holders-none", &HoldersPage::new(&visit, query, none));
}
