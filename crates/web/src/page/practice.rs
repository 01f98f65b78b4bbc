//! Practices others can copy: the list, one of them with its spread, what is done with it as a whole; it must not show a draft to strangers.

mod edit;
mod excel;
pub(in crate::page) mod figures;
mod file;
mod public;
mod sample;
pub(in crate::page) mod say;
pub(in crate::page) mod tree;

use crate::{
    filters,
    kernel::{AppState, Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, LineChart, Pager, Series, Stat, Tone},
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use figures::FigureTable;
use lantoa_app::practice::{self, List, PracticeView, Search, SpreadView};
use lantoa_domain::{
    id::{PracticeId, ProgrammeId},
    plan::Key,
    practice::PracticeCommand,
    spread::Likeness,
};
use lantoa_i18n::{Locale, Message, Word, word};
use tree::SpreadTree;

const WORDS: Input = Input::new(InputKind::Search, "q", word!("practice-filter-words"));
const MOVEMENT: Input = Input::new(InputKind::Select, "phong-trao", word!("practice-movement"));
const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("practice-unit"));
const STATE: Input = Input::new(InputKind::Select, "trang-thai", word!("practice-state"));
const YEAR: Input = Input::new(InputKind::Select, "nam", word!("practice-year"));
const REASON: Input = Input::new(InputKind::Lines, "ly-do", word!("practice-reason")).required().max_chars(2000);
const EVIDENCE: Input = Input::new(InputKind::Lines, "ly-do", word!("practice-evidence"))
    .required()
    .hint(word!("practice-evidence-hint"))
    .max_chars(20_000);

/// Copies drawn on a practice's own page.
const DRAWN: usize = 80;
/// Copies drawn on the page of the whole tree.
const DRAWN_WHOLE: usize = 2000;
/// Months the curve shows: the last ones.
const MONTHS: usize = 36;
/// Names of units that are shown at once.
const NAMES: usize = 12;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/mo-hinh", get(list))
        .route("/mo-hinh/excel", post(excel::take))
        .route("/mo-hinh/moi", get(edit::show_new).post(edit::create))
        .route("/mo-hinh/{id}", get(show))
        .route("/mo-hinh/{id}/cay", get(whole))
        .route("/mo-hinh/{id}/sua", get(edit::show).post(edit::save))
        .route("/mo-hinh/{id}/tep", get(file::ask).post(file::attach))
        .route("/mo-hinh/{id}/tep/{file}", get(file::read))
        .route("/mo-hinh/{id}/tep/{file}/go", post(file::remove))
        .route("/mo-hinh/{id}/viec/{command}", get(ask_turn).post(turn))
        .route("/mo-hinh/{id}/cong-khai", get(public::ask).post(public::turn))
}

pub(in crate::page) use sample::{figures as sample_figures, view as sample_view};

/// The address of a practice.
pub(in crate::page) fn at(id: PracticeId) -> String {
    format!("/mo-hinh/{id}")
}

/// A page below that of a practice.
fn crumbs(visit: &Visit, title: Message, view: &PracticeView) -> Shell {
    visit
        .shell(title, Area::Practices)
        .crumb(word!("ui-area-practices"), Area::Practices.address())
        .crumb(view.title.as_str(), at(view.id))
}

/// `/mo-hinh`.
#[derive(Template)]
#[template(path = "practice/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    movements: Vec<Choice>,
    units: Vec<Choice>,
    states: Vec<Choice>,
    years: Vec<Choice>,
    list: List,
    pager: Pager,
    actions: Vec<Action>,
}

impl ListPage {
    fn new(visit: &Visit, query: ListQuery, list: List) -> Self {
        let next = list.rows.last().filter(|_| list.more).map(|row| row.id.to_string());
        let movement = |(programme, key, name): &(ProgrammeId, Key, String)| {
            Choice::new(format!("{programme}.{key}"), name.as_str())
        };
        let mut actions = Vec::new();
        if list.may_draft {
            actions.push(Action::link(word!("practice-new"), "/mo-hinh/moi").primary().icon("plus"));
        }
        actions.push(Action::link(word!("adoption-mine"), "/nhan-rong?xem=don-vi-toi"));
        actions.push(Action::link(word!("adoption-ledger"), "/nhan-rong"));
        actions.push(Action::link(word!("replication-register"), "/de-xuat-nhan-rong"));
        Self {
            shell: visit.shell(word!("ui-area-practices"), Area::Practices),
            filters: query.form(),
            movements: list.movements.iter().map(movement).collect(),
            units: list.units.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect(),
            states: say::STATES.iter().map(|(code, one)| Choice::new(*code, say::state_word(*one))).collect(),
            years: list.years.iter().map(|year| Choice::new(year.to_string(), year.to_string())).collect(),
            pager: Pager::new(&query, list.rows.len(), next.as_deref()),
            list,
            query,
            actions,
        }
    }
}

fn search(query: &ListQuery) -> Search {
    let movement = query.get("phong-trao").and_then(|text| text.split_once('.'));
    let code = |name: &str| query.get(name).unwrap_or_default();
    Search {
        words: query.search().unwrap_or_default().to_owned(),
        movement: movement.and_then(|(programme, key)| Some((programme.parse().ok()?, key.parse().ok()?))),
        unit: code("don-vi").parse().ok(),
        state: say::STATES.iter().find(|(known, _)| *known == code("trang-thai")).map(|found| found.1),
        year: code("nam").parse().ok(),
        ..Search::default()
    }
}

async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let before = query.cursor().and_then(|text| text.parse().ok());
    let found = practice::list(visit.cx()?, search(&query), before).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ListPage::new(&visit, query, found)))
}

/// `/mo-hinh/{id}`.
#[derive(Template)]
#[template(path = "practice/show.html")]
struct ShowPage {
    shell: Shell,
    view: PracticeView,
    actions: Vec<Action>,
    figures: FigureTable,
    stats: Vec<Stat>,
    curve: Option<LineChart>,
    tree: Option<SpreadTree>,
}

impl ShowPage {
    fn new(visit: &Visit, view: PracticeView) -> Self {
        let shell = visit
            .shell(word!("practice-show-title").with("title", &view.title), Area::Practices)
            .crumb(word!("ui-area-practices"), Area::Practices.address());
        let copied = !view.spread.copies.is_empty();
        Self {
            shell,
            actions: actions(&view),
            figures: FigureTable::of(&view.profile.figures),
            stats: if copied { stats(&view, visit.locale()) } else { Vec::new() },
            curve: copied.then(|| curve(&view.spread)),
            tree: copied.then(|| SpreadTree::new(&view.unit.1, &view.spread, DRAWN, &format!("{}/cay", at(view.id)))),
            view,
        }
    }

    /// Names of units that do not copy it, those shown at once and the rest.
    fn unreached(&self) -> (&[String], &[String]) {
        let names = self.view.spread.unreached.1.as_slice();
        names.split_at(names.len().min(NAMES))
    }

    /// Copies of units like the reader's.
    fn alike(&self) -> Vec<(Word, &lantoa_app::practice::CopyView)> {
        let copies = &self.view.spread.copies;
        let first = self.view.spread.alike.iter().take(NAMES);
        first.map(|(likeness, place)| (likeness_word(*likeness), &copies[*place])).collect()
    }

    /// What is missing in the profile.
    fn missing(&self) -> Vec<Word> {
        self.view.meter.missing().iter().map(say::part).collect()
    }
}

const fn likeness_word(likeness: Likeness) -> Word {
    match likeness {
        Likeness::Both => word!("practice-alike-both"),
        Likeness::Kind => word!("practice-alike-kind"),
        Likeness::Superior => word!("practice-alike-superior"),
    }
}

fn actions(view: &PracticeView) -> Vec<Action> {
    let base = at(view.id);
    let mut out = Vec::new();
    for command in view.may.iter().filter(|command| **command != PracticeCommand::Retire) {
        let code = say::COMMANDS.iter().find(|(_, one)| one == command).map(|(code, _)| *code).unwrap_or_default();
        let action = Action::link(say::verb(*command), format!("{base}/viec/{code}"));
        out.push(match command {
            PracticeCommand::Offer if !view.meter.is_ready() => {
                action.icon("send").refused(Some(word!("practice-wrong-incomplete").into()))
            }
            PracticeCommand::Offer => action.primary().icon("send"),
            PracticeCommand::Validate => action.primary().icon("check"),
            PracticeCommand::Promote => action.icon("award"),
            PracticeCommand::SendBack | PracticeCommand::Retire => action.icon("corner-up-left"),
        });
    }
    if view.may_adopt && view.spread.mine.is_none() {
        out.push(Action::link(word!("adoption-declare"), format!("{base}/ap-dung")).primary().icon("sprout"));
    } else if view.may_adopt {
        out.push(Action::link(word!("adoption-declare-other"), format!("{base}/ap-dung")).icon("sprout"));
    }
    if view.may_propose {
        let address = format!("/de-xuat-nhan-rong/moi?mo-hinh={}", view.id);
        out.push(Action::link(word!("replication-new"), address).icon("megaphone"));
    }
    if view.may_edit {
        out.push(Action::link(word!("practice-edit"), format!("{base}/sua")).icon("pencil"));
        out.push(Action::link(word!("practice-file-add"), format!("{base}/tep")).icon("paperclip"));
    }
    if view.may_publish {
        let word = if view.public_on.is_some() { word!("practice-close") } else { word!("practice-open") };
        out.push(Action::link(word, format!("{base}/cong-khai")).icon("megaphone"));
    }
    // Taking it out is rare and stands behind everything else.
    if view.may.contains(&PracticeCommand::Retire) {
        out.push(Action::link(say::verb(PracticeCommand::Retire), format!("{base}/viec/ngung")).danger());
    }
    out
}

fn stats(view: &PracticeView, locale: Locale) -> Vec<Stat> {
    let mut stats = spread_stats(&view.spread, locale);
    if let Some(first) = stats.first_mut() {
        *first = first.clone().link(format!("/nhan-rong?mo-hinh={}", view.id));
    }
    stats
}

/// The figures of how a practice spread.
pub(in crate::page) fn spread_stats(spread: &SpreadView, locale: Locale) -> Vec<Stat> {
    let f = &spread.figures;
    let days = |days: Option<u32>| days.map_or_else(|| "–".to_owned(), |days| days.to_string());
    let (kept, all) = f.kept_a_year;
    let (could, left) = (spread.unreached.0, spread.unreached.1.len());
    vec![
        Stat::new(f.all().to_string(), word!("practice-stat-all"))
            .note(word!("practice-stat-outside").with("count", f.outside)),
        Stat::new(f.used().to_string(), word!("practice-stat-used")).tone(Tone::Good),
        Stat::new(days(f.median_days), word!("practice-stat-median"))
            .note(word!("practice-stat-first").with("days", days(f.first_days))),
        Stat::new(if all == 0 { "–".to_owned() } else { format!("{kept}/{all}") }, word!("practice-stat-kept")),
        Stat::new(lantoa_i18n::decimal(locale, i64::from(f.branching), 2), word!("practice-stat-branching"))
            .note(word!("practice-stat-depth").with("depth", f.depth)),
        Stat::new(left.to_string(), word!("practice-stat-left"))
            .note(word!("practice-stat-could").with("count", could)),
    ]
}

/// The curve of those who took it up.
pub(in crate::page) fn curve(spread: &SpreadView) -> LineChart {
    let months = &spread.figures.curve;
    let months = &months[months.len().saturating_sub(MONTHS)..];
    let series = |label: Word, value: fn(&lantoa_domain::spread::Month) -> u32| Series {
        label: label.into(),
        values: months.iter().map(|month| u64::from(value(month))).collect(),
    };
    LineChart {
        title: word!("practice-curve").into(),
        places: months.iter().map(|month| format!("{:02}/{}", month.month, month.year).into()).collect(),
        series: vec![
            series(word!("practice-curve-begun"), |month| month.begun),
            series(word!("practice-curve-used"), |month| month.used),
        ],
    }
}

async fn load(visit: &Visit, id: PracticeId) -> Result<PracticeView, Failure> {
    practice::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit, At(id): At<PracticeId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&ShowPage::new(&visit, view)))
}

/// `/mo-hinh/{id}/cay`.
#[derive(Template)]
#[template(path = "practice/whole.html")]
struct WholePage {
    shell: Shell,
    title: String,
    tree: SpreadTree,
    ledger: Action,
}

impl WholePage {
    fn new(visit: &Visit, view: &PracticeView) -> Self {
        let ledger = format!("/nhan-rong?mo-hinh={}", view.id);
        Self {
            shell: crumbs(visit, word!("practice-tree").into(), view),
            title: view.title.clone(),
            tree: SpreadTree::new(&view.unit.1, &view.spread, DRAWN_WHOLE, &ledger),
            ledger: Action::link(word!("adoption-ledger"), ledger),
        }
    }
}

async fn whole(visit: Visit, At(id): At<PracticeId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&WholePage::new(&visit, &view)))
}

fn turn_page(visit: &Visit, view: &PracticeView, (code, command): (&str, PracticeCommand), form: &FormState) -> Ask {
    let base = at(view.id);
    let title = say::verb(command);
    let submit = match command {
        PracticeCommand::Retire => Action::submit(title).danger(),
        _ => Action::submit(title).primary(),
    };
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let (then, fields) = match command {
        PracticeCommand::Offer => (word!("practice-offer-then"), vec![]),
        PracticeCommand::SendBack => (word!("practice-send-back-then"), vec![form.show(REASON)]),
        PracticeCommand::Validate => (word!("practice-validate-then"), vec![]),
        PracticeCommand::Promote => (word!("practice-promote-then"), vec![form.show(EVIDENCE)]),
        PracticeCommand::Retire => (word!("practice-retire-then"), vec![form.show(REASON)]),
    };
    Ask::new(crumbs(visit, title.into(), view), title, format!("{base}/viec/{code}"), submit, back)
        .lead(word!("practice-turn-lead").with("title", &view.title))
        .fact(word!("practice-share"), word!("practice-share-of").with("share", view.meter.share()))
        .fact(word!("practice-used"), view.spread.figures.used().to_string())
        .consequence(then)
        .hidden(FormState::VERSION, view.version.to_string())
        .fields(form, fields)
}

fn command_of(code: &str) -> Result<(&'static str, PracticeCommand), Failure> {
    say::COMMANDS.into_iter().find(|(known, _)| *known == code).ok_or(Failure::NotFound)
}

async fn ask_turn(visit: Visit, At((id, code)): At<(PracticeId, String)>) -> Result<Response, Failure> {
    let command = command_of(&code)?;
    let view = load(&visit, id).await?;
    if !view.may.contains(&command.1) {
        return Err(Failure::not_now(at(id)));
    }
    Ok(visit.page(&turn_page(&visit, &view, command, &FormState::empty())))
}

async fn turn(
    visit: Visit,
    At((id, code)): At<(PracticeId, String)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let command = command_of(&code)?;
    let asked = match command.1 {
        PracticeCommand::Promote => form.text(EVIDENCE),
        other if other.needs_words() => form.text(REASON),
        _ => Some(String::new()),
    };
    let Some(words) = asked else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&turn_page(&visit, &view, command, &form)));
    };
    let done = practice::turn(visit.cx()?, id, form.version()?, command.1, words).await;
    done.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&at(id), &Flash::done(say::done(&command.1))))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}
