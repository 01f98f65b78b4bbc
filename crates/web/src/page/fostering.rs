//! Fostering: everything that is kept with those at risk first, one plan with its parts and what happened; it must not judge what is at risk.

mod excel;
mod part;
mod plan;
mod sample;
mod setting;

use crate::{
    filters,
    kernel::{AppState, At, Failure, ListQuery, Shell, Visit},
    nav::Area,
    ui::{self, Action, Badge, Label, Tabs, Tone},
    words,
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use jiff::civil::Date;
use lantoa_app::{
    exemplar::Level,
    fostering::{self, About, GoalView, Kept, LineRow, Overview, Risk, SupportKind, SupportState, Tab, View},
};
use lantoa_domain::id::FosteringId;
use lantoa_i18n::{Word, word};

pub use sample::samples;

const TABS: [(&str, Tab); 5] = [
    ("", Tab::All),
    ("nguy-co", Tab::AtRisk),
    ("cham-kiem-tra", Tab::LateCheck),
    ("kho-khan", Tab::Difficulty),
    ("ho-tro", Tab::Support),
];
/// Plans shown on one page.
const SHOWN: usize = 100;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/boi-duong", get(overview))
        .route("/boi-duong/excel", post(excel::take))
        .route("/boi-duong/thiet-lap", get(setting::show).post(setting::set))
        .route("/boi-duong/thiet-lap/{programme}", get(setting::show_last).post(setting::set_last))
        .route("/boi-duong/moi", get(plan::show_new).post(plan::add))
        .route("/boi-duong/{id}", get(show))
        .route("/boi-duong/{id}/sua", get(plan::show_change).post(plan::change))
        .route("/boi-duong/{id}/{part}", get(part::show).post(part::send))
        .route("/boi-duong/{id}/{part}/{which}", get(part::show_of).post(part::send_of))
}

/// The page of the one a plan is about.
pub(super) fn home(about: About) -> String {
    match about {
        About::Prospect(id) => format!("/nhan-to/{id}"),
        About::Dossier(id) => format!("/ho-so/{id}"),
        About::Exemplar(id) => format!("/dien-hinh/{id}"),
    }
}

/// What a plan is about.
const fn about_word(about: About) -> Word {
    match about {
        About::Prospect(_) => word!("fostering-of-prospect"),
        About::Dossier(_) => word!("fostering-of-dossier"),
        About::Exemplar(_) => word!("fostering-of-exemplar"),
    }
}

/// Why a plan may fail.
fn risk(risk: &Risk) -> Label {
    match risk {
        Risk::LateCheck(day) => word!("fostering-risk-check").with("date", *day).into(),
        Risk::Difficulty(count, day) => {
            word!("fostering-risk-difficulty").with("count", *count).with("date", *day).into()
        }
        Risk::Goal(count, day) => word!("fostering-risk-goal").with("count", *count).with("date", *day).into(),
    }
}

/// The four kinds of support.
const fn support_kind(kind: SupportKind) -> Word {
    match kind {
        SupportKind::Spirit => word!("fostering-spirit"),
        SupportKind::Material => word!("fostering-material"),
        SupportKind::Mechanism => word!("fostering-mechanism"),
        SupportKind::Environment => word!("fostering-environment"),
    }
}

/// How far support has come.
fn support_state(state: SupportState) -> Badge {
    match state {
        SupportState::Requested => Badge::new(word!("fostering-requested"), Tone::Warn),
        SupportState::Promised => Badge::new(word!("fostering-promised"), Tone::Note),
        SupportState::Delivered => Badge::new(word!("fostering-delivered"), Tone::Good),
        SupportState::Refused => Badge::new(word!("fostering-refused"), Tone::Plain),
    }
}

/// The level that a recognised one is raised to.
const fn level_word(level: Level) -> Word {
    match level {
        Level::Agency => word!("exemplar-level-agency"),
        Level::Province => word!("exemplar-level-province"),
        Level::State => word!("exemplar-level-state"),
    }
}

/// A plan as a row of another page.
#[derive(Debug, Clone, Template)]
#[template(path = "fostering/kept.html")]
pub(super) struct KeptRow {
    address: String,
    kept: Kept,
    state: Badge,
    risks: Vec<Label>,
}

// Its template escapes what it shows.
impl askama::filters::HtmlSafe for KeptRow {}

impl KeptRow {
    pub(super) fn of(kept: &Kept) -> Self {
        let state = match (kept.is_active, kept.risks.is_empty()) {
            (false, _) => Badge::new(word!("fostering-closed"), Tone::Plain),
            (true, true) => Badge::new(word!("fostering-active"), Tone::Good),
            (true, false) => Badge::new(word!("fostering-at-risk"), Tone::Bad).icon("triangle-alert"),
        };
        Self {
            address: format!("/boi-duong/{}", kept.id),
            state,
            risks: kept.risks.iter().map(risk).collect(),
            kept: kept.clone(),
        }
    }
}

/// `/boi-duong`.
#[derive(Template)]
#[template(path = "fostering/overview.html")]
struct OverviewPage {
    shell: Shell,
    query: ListQuery,
    tabs: Tabs,
    view: Overview,
    /// How many plans stand behind those shown.
    more: usize,
    actions: Vec<Action>,
}

impl OverviewPage {
    fn new(visit: &Visit, query: ListQuery, mut view: Overview) -> Self {
        let names = [
            word!("fostering-tab-all"),
            word!("fostering-tab-risk"),
            word!("fostering-tab-late"),
            word!("fostering-tab-difficulty"),
            word!("fostering-tab-support"),
        ];
        let lit = TABS.iter().position(|(code, _)| *code == query.get("xem").unwrap_or_default()).unwrap_or(0);
        let mut tabs = Tabs::new(word!("fostering-tabs"), lit);
        for (((code, _), name), count) in TABS.iter().zip(names).zip(view.counts) {
            tabs = tabs.tab(name, &query.with("xem", code), Some(count));
        }
        let mut actions = vec![Action::link(word!("prospect-title"), "/nhan-to").icon("sprout")];
        if view.may_set {
            actions.push(Action::link(word!("fostering-setting"), "/boi-duong/thiet-lap").icon("settings"));
        }
        let more = view.lines.len().saturating_sub(SHOWN);
        view.lines.truncate(SHOWN);
        Self {
            shell: visit
                .shell(word!("fostering-title"), Area::Exemplars)
                .crumb(word!("ui-area-exemplars"), Area::Exemplars.address()),
            tabs,
            more,
            actions,
            view,
            query,
        }
    }

    fn risks(&self, line: &LineRow) -> Vec<Label> {
        line.risks.iter().map(risk).collect()
    }

    /// How long the bar of the goals is.
    fn reached(&self, line: &LineRow) -> String {
        ui::share_of(line.goals.0.into(), line.goals.1.into())
    }

    fn late(&self) -> usize {
        self.view.owed.iter().filter(|one| one.due < self.view.today).count()
    }
}

fn tab(query: &ListQuery) -> Tab {
    let code = query.get("xem").unwrap_or_default();
    TABS.iter().find(|(known, _)| *known == code).map_or(Tab::All, |found| found.1)
}

async fn overview(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let found = fostering::overview(visit.cx()?, tab(&query)).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&OverviewPage::new(&visit, query, found)))
}

/// Something that happened with a plan.
#[derive(Debug, Clone)]
struct Event {
    on: Date,
    what: Label,
    words: String,
    tone: Tone,
}

/// `/boi-duong/{id}`.
#[derive(Template)]
#[template(path = "fostering/show.html")]
struct ShowPage {
    shell: Shell,
    base: String,
    view: View,
    risks: Vec<Label>,
    events: Vec<Event>,
    actions: Vec<Action>,
}

impl ShowPage {
    fn new(visit: &Visit, view: View) -> Self {
        let base = format!("/boi-duong/{}", view.plan.id);
        let mut actions = Vec::new();
        if view.may_keep {
            let check = Action::link(word!("fostering-check-in"), format!("{base}/kiem-tra")).icon("clipboard-check");
            actions.push(check.primary());
            actions.push(Action::link(word!("fostering-change"), format!("{base}/sua")).icon("pencil"));
            if view.may_carry_on {
                actions.push(Action::link(word!("fostering-carry-on"), format!("{base}/tiep-tuc")));
            }
            actions.push(Action::link(word!("fostering-close"), format!("{base}/ket-thuc")));
        }
        Self {
            shell: shell(visit, word!("fostering-show")),
            risks: view.risks.iter().map(risk).collect(),
            events: events(&view),
            base,
            actions,
            view,
        }
    }

    /// How long the bar of a goal is.
    fn width(&self, goal: &GoalView) -> String {
        ui::share_of(goal.permille, 1000)
    }

    fn goal(&self, goal: &GoalView) -> Badge {
        match (goal.goal.reached_on.is_some(), goal.is_late) {
            (true, _) => Badge::new(word!("fostering-goal-reached"), Tone::Good).icon("check"),
            (false, true) => Badge::new(word!("fostering-goal-late"), Tone::Bad),
            (false, false) => Badge::new(word!("fostering-goal-open"), Tone::Note),
        }
    }

    fn supports(&self) -> Vec<(Word, Vec<&lantoa_app::fostering::Support>)> {
        let of = |kind| self.view.parts.supports.iter().filter(|one| one.kind.0 == kind).collect();
        SupportKind::ALL.into_iter().map(|kind| (support_kind(kind), of(kind))).collect()
    }
}

fn shell(visit: &Visit, title: Word) -> Shell {
    visit
        .shell(title, Area::Exemplars)
        .crumb(word!("ui-area-exemplars"), Area::Exemplars.address())
        .crumb(word!("fostering-title"), "/boi-duong")
}

/// What happened, the latest first.
fn events(view: &View) -> Vec<Event> {
    let event = |on, what: Label, words: &str, tone| Event { on, what, words: words.to_owned(), tone };
    let mut out = vec![event(view.plan.from_day, word!("fostering-event-begun").into(), "", Tone::Note)];
    for goal in &view.goals {
        if let Some(on) = goal.goal.reached_on {
            out.push(event(on, word!("fostering-event-goal").into(), &goal.goal.words, Tone::Good));
        }
    }
    for one in &view.parts.initiatives {
        out.push(event(one.on_day, word!("fostering-event-initiative").into(), &one.words, Tone::Note));
    }
    for one in &view.parts.checks {
        let what = word!("fostering-event-check").with("name", &one.writer);
        out.push(event(one.on_day, what.into(), &one.words, Tone::Plain));
    }
    for one in &view.parts.supports {
        out.push(event(one.asked_on, word!("fostering-event-asked").into(), &one.words, Tone::Note));
        let (what, tone) = match one.state.0 {
            SupportState::Delivered => (word!("fostering-event-delivered"), Tone::Good),
            _ => (word!("fostering-event-refused"), Tone::Warn),
        };
        out.extend(one.settled_on.map(|on| event(on, what.into(), &one.words, tone)));
    }
    for one in &view.parts.difficulties {
        out.push(event(one.found_on, word!("fostering-event-difficulty").into(), &one.words, Tone::Warn));
        out.extend(
            one.closed_on.map(|on| event(on, word!("fostering-event-overcome").into(), &one.outcome, Tone::Good)),
        );
    }
    if let Some(on) = view.plan.closed_on {
        out.push(event(on, word!("fostering-event-closed").into(), &view.plan.outcome, Tone::Note));
    }
    out.sort_by_key(|event| std::cmp::Reverse(event.on));
    out
}

async fn load(visit: &Visit, id: FosteringId) -> Result<View, Failure> {
    fostering::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit, At(id): At<FosteringId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&ShowPage::new(&visit, view)))
}
